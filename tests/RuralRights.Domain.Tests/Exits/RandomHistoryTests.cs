using CsCheck;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Exits;

/// <summary>What holds after every step of any history, however people act.</summary>
public sealed class RandomHistoryTests
{
    internal const int Households = 4;
    internal const int Parcels = 6;
    private const int Outsider = 4;

    /// <summary>
    /// A step: what is done, by which household, by which member, with which parcel. Most steps are taken by the household whose
    /// turn it is, and those that lead on are likelier, so that entries are reached.
    /// </summary>
    internal static readonly Gen<(int Deed, int Household, int Member, int Parcel, bool Apt)> Steps = Gen.Select(
        Gen.Frequency((6, Gen.Const(0)), (6, Gen.Const(1)), (20, Gen.Const(2)), (1, Gen.Const(3)), (10, Gen.Const(4)), (10, Gen.Const(5)), (12, Gen.Const(6)), (1, Gen.Const(7)), (1, Gen.Const(8))),
        Gen.Int[1, Households],
        Gen.Int[1, 2],
        Gen.Int[1, Parcels],
        Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false))));

    private static readonly Gen<(int Deed, int Household, int Member, int Parcel, bool Apt)[]> Histories = Steps.Array[0, 100];

    [Fact]
    public void A_parcel_has_one_living_right_and_none_is_ever_lost() => Histories.Sample(
        history =>
        {
            var scene = Village();
            foreach (var step in history)
            {
                Do(scene, step);
                Held(scene).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, Parcels).Select(Scene.ParcelCode));
            }
        },
        iter: 80);

    [Fact]
    public void Only_the_entry_changes_rights_and_withdrawing_leaves_every_character_as_it_was() => Histories.Sample(
        history =>
        {
            var scene = Village();
            foreach (var step in history)
            {
                var before = scene.RightsAsText();
                var entered = Do(scene, step) is Decision.Entered { Facts: var facts } && facts.Any(fact => fact.Fact is TransferRegistered);
                (scene.RightsAsText() == before).ShouldBe(!entered);
            }
        },
        iter: 80);

    [Fact]
    public void Asking_twice_enters_once() => Histories.Sample(
        history =>
        {
            var scene = Village();
            foreach (var step in history)
            {
                if (Do(scene, step) is Decision.Entered) Do(scene, step).ShouldBeOfType<Decision.Refused>();
            }
        },
        iter: 80);

    [Fact]
    public void A_prefix_and_the_rest_add_up_to_the_whole() => Gen.Select(Histories, Gen.Double[0, 1]).Sample(
        (history, cut) =>
        {
            var scene = Village();
            foreach (var step in history) Do(scene, step);

            foreach (var (stream, facts) in scene.Streams)
            {
                var at = (int)(facts.Count * cut);
                SameEitherWay<ContractRight>(stream, "right/", facts, at);
                SameEitherWay<Listing>(stream, "listing/", facts, at);
                SameEitherWay<Transfer>(stream, "transfer/", facts, at);
                SameEitherWay<Domain.Households.Household>(stream, "household/", facts, at);
            }
        },
        iter: 80);

    [Fact]
    public void Nothing_is_entered_without_everyone_s_consent_to_the_terms_the_issuer_and_the_whole_price() => Histories.Sample(
        history =>
        {
            var scene = Village();
            foreach (var step in history) Do(scene, step);

            foreach (var (stream, facts) in scene.Streams.Where(pair => pair.Key.StartsWith("transfer/", StringComparison.Ordinal)))
            {
                var entry = facts.FindIndex(fact => fact is TransferRegistered);
                if (entry < 0) continue;

                var agreed = (TransferAgreed)facts[0];
                var before = facts.Take(entry).ToList();
                foreach (var holder in scene.Household(agreed.From).CoHolders)
                {
                    before.FindLastIndex(fact => fact is HolderConsented consent && consent.Person == holder && consent.Terms == agreed.Terms)
                        .ShouldBeGreaterThan(before.FindLastIndex(fact => fact is HolderConsentWithdrawn withdrawn && withdrawn.Person == holder), stream);
                }

                before.OfType<IssuerConsented>().ShouldHaveSingleItem();
                before.OfType<PaymentConfirmed>().ShouldHaveSingleItem().Amount.ShouldBe(agreed.Price);
                facts[^1].ShouldBeOfType<TransferRegistered>();
            }
        },
        iter: 80);

    [Fact]
    public void The_histories_do_reach_entries_and_refuse_outsiders()
    {
        var (entries, outsiders) = (0, 0);
        Histories.Sample(
            history =>
            {
                var scene = Village();
                foreach (var step in history)
                {
                    switch (Do(scene, step))
                    {
                        case Decision.Refused { Rule: var rule } when rule == MarketRules.TransfereeIsOutsider: Interlocked.Increment(ref outsiders); break;
                        case Decision.Entered { Facts: var facts } when facts.Any(fact => fact.Fact is TransferRegistered): Interlocked.Increment(ref entries); break;
                    }
                }
            },
            iter: 200,
            seed: "0000000000001",
            threads: 1);

        entries.ShouldBeGreaterThan(20);
        outsiders.ShouldBeGreaterThan(20);
    }

    internal static Scene Village() => new Scene()
        .GivenHousehold(1, 2).GivenHousehold(2, 2).GivenHousehold(3, 2).GivenHousehold(Outsider, 2, Scene.NeighbourGroup)
        .GivenContract(1, 1, 2, 3).GivenContract(2, 4, 5, 6);

    private static IEnumerable<string> Held(Scene scene) => Enumerable.Range(1, Households - 1).SelectMany(household => scene.Right(Scene.RightCode(household)).Holdings.Keys);

    /// <summary>The act of each kind of step.</summary>
    internal static readonly IReadOnlyList<Type> Acts =
    [
        typeof(OpenListing), typeof(TakeListing), typeof(ConsentToTransfer), typeof(WithdrawConsent), typeof(AnswerAsIssuer), typeof(ConfirmPayment), typeof(RegisterTransfer), typeof(WithdrawTransfer),
        typeof(WithdrawListing),
    ];

    internal static Decision Do(Scene scene, (int Deed, int Household, int Member, int Parcel, bool Apt) step)
    {
        var (deed, household, member, parcel, apt) = step;
        var transfer = scene.Transfer(scene.LastTransfer);
        if (apt) household = WhoseTurn(scene, transfer, step);
        var collective = household == Outsider ? Scene.NeighbourGroup : Scene.Group;
        var farmer = Scene.Farmer(household, member, collective);
        return deed switch
        {
            0 => scene.Ask(new OpenListing(Scene.RightCode(household, collective), [Scene.ParcelCode(parcel)], [], 100m * parcel), farmer),
            1 => scene.Ask(new TakeListing(scene.LastListing, Scene.HouseholdCode(household, collective)), farmer),
            2 => scene.Ask(new ConsentToTransfer(scene.LastTransfer, transfer.Terms), farmer),
            3 => scene.Ask(new WithdrawConsent(scene.LastTransfer), farmer),
            4 => scene.Ask(new AnswerAsIssuer(scene.LastTransfer, true), new Actor.Chair(Scene.Chair, Scene.Group)),
            5 => scene.Ask(new ConfirmPayment(scene.LastTransfer, transfer.Agreed?.Price ?? 0, farmer.Person, Scene.Today, "1"), farmer),
            6 => scene.Ask(new RegisterTransfer(scene.LastTransfer), new Actor.Registrar(Scene.Registrar, "620123")),
            7 => scene.Ask(new WithdrawTransfer(scene.LastTransfer), farmer),
            _ => scene.Ask(new WithdrawListing(scene.LastListing), farmer),
        };
    }

    private static int WhoseTurn(Scene scene, Transfer transfer, (int Deed, int Household, int Member, int Parcel, bool Apt) step) => step.Deed switch
    {
        0 => Enumerable.Range(1, Households).First(household => household == Outsider || scene.Right(Scene.RightCode(household)).Holdings.ContainsKey(Scene.ParcelCode(step.Parcel))),
        2 or 3 or 5 => Enumerable.Range(1, Households).First(household => household == Outsider || Scene.HouseholdCode(household) == transfer.Agreed?.From),
        _ => step.Household,
    };

    private static void SameEitherWay<T>(string stream, string kind, List<object> facts, int at)
        where T : IState<T>
    {
        if (!stream.StartsWith(kind, StringComparison.Ordinal)) return;

        var whole = State.After<T>(facts);
        var joined = facts.Skip(at).Aggregate(State.After<T>(facts.Take(at)), (state, fact) => state.Evolve(fact));
        Scene.AsText(joined).ShouldBe(Scene.AsText(whole));
        Scene.AsText(whole.Evolve("something no law knows")).ShouldBe(Scene.AsText(whole));
    }
}
