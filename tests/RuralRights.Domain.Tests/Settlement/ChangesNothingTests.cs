using System.Reflection;
using System.Text.Json;
using CsCheck;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Settlement;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Exits;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Settlement;

/// <summary>Settling in town changes no right, no membership, no case and no decision: the register with it and without it is the same register.</summary>
public sealed class ChangesNothingTests
{
    private const string Village = "620123202213";

    /// <summary>Anything that anybody may ask of the register; only whether it is about settling is told.</summary>
    private sealed record Deed(bool OfSettling, Func<Scene, Decision> Do);

    /// <summary>Every kind of act, the likelier the more often it leads on. Whoever brings a new kind into the law adds a line here.</summary>
    private static readonly Gen<Deed> Deeds = Gen.Frequency(
        (40, RandomHistoryTests.Steps.Select(step => new Deed(false, scene => RandomHistoryTests.Do(scene, step)))),
        (1, OfRight().Select(at => new Deed(false, scene => Hold(scene, at.Household, at.Parcel, at.Way)))),
        (3, OfRight().Select(at => new Deed(false, scene => Lift(scene, at.Household)))),
        (1, OfRight().Select(at => new Deed(false, scene => Certify(scene, at.Household, at.Way)))),
        (20, Gen.Select(Gen.Int[1, RandomHistoryTests.Households - 1], Gen.Int[0, 9]).Select((household, way) => new Deed(false, scene => InCase(scene, household, way)))),
        (12, Gen.Select(Gen.Int[1, RandomHistoryTests.Households], Gen.Int[1, 2], Gen.Int[0, 5]).Select((household, member, way) => new Deed(true, scene => Settle(scene, household, member, way)))));

    private static readonly Gen<Deed[]> Histories = Deeds.Array[0, 160];

    [Fact]
    public void Without_any_settlement_every_decision_and_every_fact_is_the_same_to_the_last_character() => Histories.Sample(
        history =>
        {
            var (with, without) = (Start(), Start());
            foreach (var deed in history)
            {
                var said = Text(deed.Do(with));
                if (!deed.OfSettling) Text(deed.Do(without)).ShouldBe(said);
            }

            Facts(with).ShouldBe(Facts(without));
            without.Streams.Keys.ShouldNotContain(stream => stream.StartsWith("settlement/", StringComparison.Ordinal));
        },
        iter: 100);

    [Fact]
    public void No_state_that_decisions_read_is_moved_by_a_settlement_even_where_one_should_never_stand() => Histories.Sample(
        history =>
        {
            var scene = Start();
            foreach (var deed in history) deed.Do(scene);
            var settlements = scene.Streams.Where(pair => pair.Key.StartsWith("settlement/", StringComparison.Ordinal)).SelectMany(pair => pair.Value).ToList();

            foreach (var (stream, facts) in scene.Streams.Where(pair => !pair.Key.StartsWith("settlement/", StringComparison.Ordinal)))
                foreach (var state in States)
                    Moved.MakeGenericMethod(state).Invoke(null, [facts, settlements]).ShouldBe(false, $"{state.Name} of {stream}");
        },
        iter: 25);

    [Fact]
    public void The_histories_do_settle_people_and_do_reach_entries()
    {
        var (recorded, corrected, entries, held, steps) = (0, 0, 0, 0, 0);
        Histories.Sample(
            history =>
            {
                var scene = Start();
                foreach (var deed in history)
                {
                    if (deed.Do(scene) is not Decision.Entered { Facts: var facts }) continue;

                    recorded += facts.Count(fact => fact.Fact is UrbanSettlementRecorded);
                    corrected += facts.Count(fact => fact.Fact is UrbanSettlementCorrected);
                    entries += facts.Count(fact => fact.Fact is TransferRegistered);
                    held += facts.Count(fact => fact.Fact is EncumbranceEntered);
                    steps += facts.Count(fact => fact.Fact is CaseStepDone);
                }
            },
            iter: 250,
            seed: "0000000000001",
            threads: 1);

        new[] { recorded, corrected, entries, held, steps }.ShouldAllBe(times => times > 20, $"{recorded} recorded, {corrected} corrected, {entries} entries, {held} held, {steps} steps of cases");
        States.Count.ShouldBeGreaterThanOrEqualTo(5);
    }

    private static Scene Start() => RandomHistoryTests.Village().GivenCollective().GivenCollective(Scene.NeighbourGroup);

    private static Gen<(int Household, int Parcel, int Way)> OfRight() =>
        Gen.Select(Gen.Int[1, RandomHistoryTests.Households - 1], Gen.Int[1, RandomHistoryTests.Parcels], Gen.Int[0, 4]);

    private static Decision Hold(Scene scene, int household, int parcel, int way) => way == 0
        ? scene.Ask(new EnterEncumbrance(Scene.RightCode(household), EncumbranceKind.OwnerLock, [Scene.ParcelCode(parcel)], null, ""), Scene.Farmer(household))
        : scene.Ask(new EnterEncumbrance(Scene.RightCode(household), (EncumbranceKind)(way - 1), [Scene.ParcelCode(parcel)], way == 1 ? scene.Day.AddYears(1) : null, "（2026）甘0123执1号"), Registrar);

    private static Decision Lift(Scene scene, int household)
    {
        var held = scene.Right(Scene.RightCode(household)).Encumbrances.Values.FirstOrDefault();
        return scene.Ask(
            new LiftEncumbrance(Scene.RightCode(household), held?.Id ?? Guid.Empty, "（2026）甘0123执2号", "scan"),
            held?.Kind == EncumbranceKind.OwnerLock ? Scene.Farmer(household) : Registrar);
    }

    private static Decision Certify(Scene scene, int household, int way) => way switch
    {
        0 => scene.Ask(new IssueCertificate(Scene.RightCode(household)), Registrar),
        1 => scene.Open(new ReplaceCertificate(Scene.RightCode(household), "damaged"), VillageClerk),
        2 => scene.Open(new ReissueCertificate(Scene.RightCode(household)), Scene.Farmer(household)),
        3 => scene.Ask(new AnnounceLoss(scene.LastCase, scene.Day, "page"), new Actor.Clerk(Scene.Id("county clerk"), "620123")),
        _ => scene.Open(new VoidCertificate(Scene.RightCode(household)), VillageClerk),
    };

    private static Decision InCase(Scene scene, int household, int way)
    {
        var file = scene.LastCase;
        return way switch
        {
            0 => scene.Open(new ChangeRepresentative(Scene.HouseholdCode(household), Scene.Person(household, 2)), VillageClerk),
            1 => scene.Ask(new CompleteStep(file, StepKind.Applied), VillageClerk),
            2 or 3 => scene.Ask(new ConfirmCase(file, scene.Case(file).Terms), Scene.Farmer(household, way - 1)),
            4 => scene.Ask(new FileDocument(file, FileDocument.Other, "paper"), VillageClerk),
            5 => scene.Ask(new CompleteStep(file, StepKind.Accepted), new Actor.Clerk(Scene.Id("county clerk"), "620123")),
            6 => scene.Ask(new CompleteStep(file, StepKind.VillageAgreed), new Actor.Chair(Scene.Chair, Scene.Group)),
            7 => scene.Ask(new CompleteStep(file, StepKind.TownshipAgreed), new Actor.TownshipOfficer(Scene.Id("township officer"), Village[..9])),
            8 => scene.Ask(new SendBack(file, StepKind.Applied, ["other"], "不全"), new Actor.Clerk(Scene.Id("county clerk"), "620123")),
            _ => scene.Ask(new WithdrawCase(file), Scene.Farmer(household)),
        };
    }

    private static Decision Settle(Scene scene, int household, int member, int way)
    {
        var collective = household == RandomHistoryTests.Households ? Scene.NeighbourGroup : Scene.Group;
        var (person, code) = (Scene.Person(household, member), Scene.HouseholdCode(household, collective));
        var statement = new SettlementStatement(Scene.Today.AddDays(-way), Village, way == 5 ? Village : "620102005", way % 2 == 0, [(SettlementCriterion)(way % 3)]);
        return way switch
        {
            0 => scene.Ask(new ReportSettlement(person, code, statement, SettlementSource.Self, []), Scene.Farmer(household, member, collective)),
            1 or 5 => scene.Ask(new ReportSettlement(person, code, statement, SettlementSource.Village, ["户口簿"]), VillageClerk),
            2 or 3 => scene.Ask(new RecordSettlement(person, ["居住证"]), new Actor.TownshipOfficer(Scene.Id("township officer"), Village[..9])),
            _ => scene.Ask(new CorrectSettlement(person, scene.Settlement(person).IsChecked ? null : statement, "写错了"), new Actor.Clerk(Scene.Id("county clerk"), "620123")),
        };
    }

    private static Actor.VillageClerk VillageClerk => new(Scene.Id("village clerk"), Village);

    private static Actor.Registrar Registrar => new(Scene.Registrar, "620123");

    private static string Text(Decision decision) => decision switch
    {
        Decision.Entered { Facts: var facts } => string.Join('\n', facts.Select(fact => $"{fact.Stream} {Text(fact.Fact)}")),
        Decision.Refused refused => $"{refused.Rule} {refused.About}",
        _ => "",
    };

    private static string Text(object fact) => $"{fact.GetType().Name} {JsonSerializer.Serialize(fact, fact.GetType())}";

    private static List<string> Facts(Scene scene) =>
    [
        .. scene.Streams.Where(pair => !pair.Key.StartsWith("settlement/", StringComparison.Ordinal))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .SelectMany(pair => pair.Value.Select(fact => $"{pair.Key} {Text(fact)}")),
    ];

    /// <summary>Every state of the law but the one of settling itself, also those that are written later.</summary>
    private static readonly List<Type> States =
    [
        .. typeof(IState<>).Assembly.GetExportedTypes()
            .Where(type => type != typeof(UrbanSettlement) && type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IState<>))),
    ];

    private static readonly MethodInfo Moved = typeof(ChangesNothingTests).GetMethod(nameof(IsMoved), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>True when a settlement changes the state at any point of a stream.</summary>
    private static bool IsMoved<T>(List<object> facts, List<object> settlements)
        where T : IState<T>
    {
        var state = T.Unknown;
        foreach (var fact in facts.Prepend("before anything"))
        {
            state = state.Evolve(fact);
            if (settlements.Exists(settlement => !state.Evolve(settlement).Equals(state))) return true;
        }

        return false;
    }
}
