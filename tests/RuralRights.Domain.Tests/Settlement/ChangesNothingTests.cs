using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsCheck;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Settlement;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Settlement;

/// <summary>Settling in town changes no right, no membership, no case and no decision: the register with it and without it is the same register.</summary>
public sealed class ChangesNothingTests
{
    private static readonly Gen<Deed[]> Histories = VillageLife.Deeds.Array[0, 120];

    /// <summary>How many of the fixed histories are told at most to see that everything happens in them, and how many at a time.</summary>
    private const int Most = 300, Portion = 20;

    [Fact]
    public void Without_any_settlement_every_decision_and_every_state_is_the_same_to_the_last_character() =>
        Histories.Sample(history => Difference(history).ShouldBeNull(), iter: 50);

    [Fact]
    public void No_state_that_decisions_read_is_moved_by_a_settlement_even_where_one_should_never_stand() => Histories.Sample(
        history =>
        {
            var scene = VillageLife.Start();
            foreach (var deed in history) Live(scene, deed);
            var settlements = scene.Streams.Where(pair => OfSettling(pair.Key)).SelectMany(pair => pair.Value).ToList();

            foreach (var (stream, facts) in scene.Streams.Where(pair => !OfSettling(pair.Key)))
                foreach (var state in States)
                    Moved.MakeGenericMethod(state).Invoke(null, [facts, settlements]).ShouldBe(false, $"{state.Name} of {stream}");
        },
        iter: 15);

    [Fact]
    public void Every_kind_of_business_and_every_act_of_the_law_is_entered_in_these_histories_where_people_settle()
    {
        var (acts, changes, procedures, holds, steps) = (Bag<Type>(), Bag<Type>(), Bag<Procedure>(), Bag<EncumbranceKind>(), Bag<DisputeStep>());
        var (recorded, corrected, afterwards, transfers) = (0, 0, 0, 0);
        for (var told = 0; told < Most && (NotEntered().Count > 0 || Times().Min() <= 5); told += Portion) Parallel.For(told + 1, told + Portion + 1, Tell);

        NotEntered().ShouldBeEmpty($"of these kinds none is entered in {Most} histories; a new kind gets a line in {nameof(VillageLife)}");
        Times().ShouldAllBe(times => times > 5, $"{recorded} recorded, {corrected} corrected, {afterwards} entered afterwards, {transfers} transfers");
        (Changes.Count, Acts.Count, States.Count).ShouldSatisfyAllConditions(found => found.Item1.ShouldBeGreaterThan(20), found => found.Item2.ShouldBeGreaterThan(40), found => found.Item3.ShouldBeGreaterThan(9));

        int[] Times() => [recorded, corrected, afterwards, transfers];

        List<string> NotEntered() =>
        [
            .. Changes.Except(changes).Select(type => type.Name), .. Acts.Except(acts).Select(type => type.Name), .. Procedures.All.Except(procedures).Select(procedure => procedure.Code),
            .. Enum.GetValues<EncumbranceKind>().Except(holds).Select(kind => $"{kind}"), .. Enum.GetValues<DisputeStep>().Except(steps).Select(step => $"{step}"),
        ];

        void Tell(int which)
        {
            var scene = VillageLife.Start();
            foreach (var said in Fixed(which).SelectMany(deed => deed.Do(scene)))
            {
                if (said.Decision is not Decision.Entered { Facts: var facts }) continue;

                acts.Add(said.Act);
                foreach (var (_, fact) in facts)
                    switch (fact)
                    {
                        case CaseEntered entered:
                            var change = scene.Case(entered.Case).Change!;
                            changes.Add(change.GetType());
                            procedures.Add(change.Procedure);
                            if (HasSettled(scene, change)) Interlocked.Increment(ref afterwards);
                            break;
                        case EncumbranceEntered held: holds.Add(held.Kind); break;
                        case DisputeAdvanced advanced: steps.Add(advanced.Step); break;
                        case UrbanSettlementRecorded: Interlocked.Increment(ref recorded); break;
                        case UrbanSettlementCorrected: Interlocked.Increment(ref corrected); break;
                        case TransferRegistered: Interlocked.Increment(ref transfers); break;
                    }
            }
        }
    }

    [Fact]
    public void A_decision_that_looked_at_a_settlement_would_be_found() => IsFound(history => [.. history.Select(deed => deed.OfSettling ? deed : deed with
    {
        Do = scene => deed.Do(scene).Select(said =>
            said.Decision is Decision.Entered { Facts: var facts } && facts.Any(fact => fact.Fact is CaseEntered entered && HasSettled(scene, scene.Case(entered.Case).Change!))
                ? said with { Decision = Decision.Refuse(CaseRules.TooEarlyToEnter) }
                : said),
    })]);

    [Fact]
    public void A_settlement_that_told_the_household_of_it_would_be_found() => IsFound(history => [.. history.Select(deed => !deed.OfSettling ? deed : deed with
    {
        Do = scene => deed.Do(scene).Select(said =>
        {
            if (said.Decision is Decision.Entered { Facts: var facts } && facts.Select(fact => fact.Fact).OfType<UrbanSettlementRecorded>().FirstOrDefault() is { } recorded
                && scene.Household(scene.Settlement(recorded.Person).Household) is { Members.Count: > 1 } home)
                scene.Given(new StreamFact(Streams.Household(home.Code), new HouseholdMembersChanged(home.Code, [.. home.Members.Where(member => member.Person != recorded.Person)], scene.Paper)));
            return said;
        }),
    })]);

    [Fact]
    public void A_state_that_read_a_settlement_would_be_found()
    {
        var settled = new UrbanSettlementRecorded(
            Scene.Id("settlement"), Scene.Person(1), Scene.HouseholdCode(1), new(Scene.Today, "620123202213", "620102005", false, [SettlementCriterion.WorksInTown]), SettlementSource.Village, "official/1", new Scene().Paper);
        IsMoved<Leaning>([], [settled]).ShouldBeTrue();
        IsMoved<Household>([], [settled]).ShouldBeFalse();
    }

    private static void IsFound(Func<Deed[], Deed[]> leak) =>
        Enumerable.Range(1, Portion).ShouldContain(which => Difference(leak(Fixed(which))) != null, "none of the fixed histories tells it from a law that is blind");

    private static Deed[] Fixed(int which) => VillageLife.Deeds.Array[100].Single(_ => true, $"{which:000000000000}1");

    /// <summary>The first thing that is otherwise where nobody settles; null when nothing is.</summary>
    private static string? Difference(Deed[] history)
    {
        var (with, without) = (VillageLife.Start(), VillageLife.Start());
        foreach (var deed in history)
        {
            var said = Live(with, deed);
            if (!deed.OfSettling && Live(without, deed) is var blind && blind != said) return $"{said}\n{blind}";
        }

        if (without.Streams.Keys.FirstOrDefault(OfSettling) is { } stream) return stream;
        return Everything(with).Zip(Everything(without).Append("nothing more")).FirstOrDefault(pair => pair.First != pair.Second) is ({ } one, var other) ? $"{one}\n{other}" : null;
    }

    private static string Live(Scene scene, Deed deed) => string.Join('\n', deed.Do(scene).Select(said => $"{said.Act.Name} {Text(said.Decision)}"));

    private static bool OfSettling(string stream) => stream.StartsWith("settlement/", StringComparison.Ordinal);

    private static bool HasSettled(Scene scene, IChange change) => change.Holders(scene.BooksFor(change)).Any(person => scene.Settlement(person).IsChecked);

    private static string Text(Decision decision) => decision switch
    {
        Decision.Entered { Facts: var facts } => string.Join('\n', facts.Select(fact => $"{fact.Stream} {Text(fact.Fact)}")),
        Decision.Refused refused => $"{refused.Rule} {refused.About}",
        _ => "",
    };

    private static string Text(object fact) => $"{fact.GetType().Name} {JsonSerializer.Serialize(fact, fact.GetType())}";

    /// <summary>Every fact and every state of the register but those of settling, and the day it is.</summary>
    private static IEnumerable<string> Everything(Scene scene) =>
        scene.Streams.Where(pair => !OfSettling(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .SelectMany(pair => pair.Value.Select(fact => $"{pair.Key} {Text(fact)}").Concat(States.Select(state => $"{pair.Key} {Added.MakeGenericMethod(state).Invoke(null, [pair.Value])}")))
            .Append($"{scene.Day:O}")
            .Append($"{scene.Streams.Count(pair => !OfSettling(pair.Key))} streams");

    private static ConcurrentBag<T> Bag<T>() => [];

    /// <summary>Every state of the law but the one of settling itself, also those that are written later.</summary>
    private static readonly List<Type> States =
    [
        .. typeof(IState<>).Assembly.GetExportedTypes()
            .Where(type => type != typeof(UrbanSettlement) && type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IState<>))),
    ];

    /// <summary>Every kind of business, also those that are written later.</summary>
    private static readonly List<Type> Changes = [.. typeof(IChange).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(IChange)) && type is { IsInterface: false, IsAbstract: false })];

    /// <summary>Every act that somebody decides on but those of settling, also those that are written later.</summary>
    private static readonly List<Type> Acts =
    [
        .. typeof(Decision).Assembly.GetExportedTypes().Where(type => type.Namespace != typeof(UrbanSettlement).Namespace
            && type.GetMethods(BindingFlags.Instance | BindingFlags.Public).Any(method => method.Name == "Decide" && method.ReturnType == typeof(Decision))),
    ];

    private static readonly MethodInfo Moved = typeof(ChangesNothingTests).GetMethod(nameof(IsMoved), BindingFlags.Static | BindingFlags.NonPublic)!;

    private static readonly MethodInfo Added = typeof(ChangesNothingTests).GetMethod(nameof(AddedUp), BindingFlags.Static | BindingFlags.NonPublic)!;

    private static string AddedUp<T>(List<object> facts)
        where T : IState<T> => $"{typeof(T).Name} {JsonSerializer.Serialize(State.After<T>(facts), AsItIs)}";

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

    private static readonly JsonSerializerOptions AsItIs = new() { Converters = { new OfItsKind() } };

    /// <summary>Writes what a case asks for as what it is, and not as what every kind has in common.</summary>
    private sealed class OfItsKind : JsonConverter<IChange>
    {
        public override IChange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, IChange value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, value.GetType());
    }

    /// <summary>A state that no law has: it leans on where people settled.</summary>
    private sealed record Leaning(bool InTown) : IState<Leaning>
    {
        public static Leaning Unknown { get; } = new(false);

        public Leaning Evolve(object fact) => fact is UrbanSettlementRecorded ? new(true) : this;
    }
}
