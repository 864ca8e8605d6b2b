using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Households.HouseholdRules;

namespace RuralRights.Domain.Tests.Households;

/// <summary>What cases change in households, and every rule that keeps them from it.</summary>
public sealed class HouseholdChangeTests
{
    private static readonly Actor VillageClerk = new Actor.VillageClerk(Scene.Id("village clerk"), Scene.Group[..12]);
    private static readonly string First = Scene.HouseholdCode(1);
    private static readonly string New = Scene.HouseholdCode(50);
    private static readonly Guid Baby = Scene.Id("baby");

    [Fact]
    public void A_child_born_joins_the_list_and_the_land_stays_what_it_is()
    {
        var scene = Village();
        Entered(scene, new ChangeMembers(First, [new(Baby, true, MemberGround.Birth, "20", true)]));

        scene.Household(First).CoHolders.ShouldBe([Scene.Person(1), Scene.Person(1, 2), Scene.Person(1, 3), Baby]);
        scene.Right(Scene.RightCode(1)).Holdings.Count.ShouldBe(3);
        scene.Right(Scene.RightCode(1)).Certificate!.Serial.ShouldStartWith("serial of paper");
    }

    [Fact]
    public void A_daughter_who_marries_out_keeps_her_land_until_land_at_the_new_place_is_proven()
    {
        var scene = Village();
        Refused(scene, new ChangeMembers(First, [new(Scene.Person(1, 2), false, MemberGround.Marriage, "10", false)])).ShouldBe(LandElsewhereIsNotProven);
        Refused(scene, new ChangeMembers(First, [new(Scene.Person(1, 2), false, MemberGround.Divorce, "10", false)])).ShouldBe(LandElsewhereIsNotProven);
        Entered(scene, new ChangeMembers(First, [new(Scene.Person(1, 2), false, MemberGround.Marriage, "10", false, "proof")]));
        scene.Household(First).CoHolders.ShouldNotContain(Scene.Person(1, 2));
    }

    [Fact]
    public void Whoever_is_to_leave_alive_confirms_and_the_dead_are_not_asked()
    {
        var scene = Village();
        IChange leaves = new ChangeMembers(First, [new(Scene.Person(1, 2), false, MemberGround.Marriage, "10", false, "proof")]);
        IChange dies = new ChangeMembers(First, [new(Scene.Person(1, 2), false, MemberGround.Death, "10", false)]);
        leaves.Holders(scene.BooksFor(leaves)).ShouldContain(Scene.Person(1, 2));
        dies.Holders(scene.BooksFor(dies)).ShouldNotContain(Scene.Person(1, 2));
    }

    [Fact]
    public void Each_of_those_reported_dead_has_a_paper_of_their_own_and_is_told()
    {
        var scene = Village();
        MemberLine Died(int member, string? proof) => new(Scene.Person(1, member), false, MemberGround.Death, "10", false, DeathProof: proof);
        foreach (var lines in new MemberLine[][] { [Died(2, null)], [Died(2, "")], [Died(2, "paper"), Died(3, null)] })
            scene.Open(new ChangeMembers(First, lines), VillageClerk).ShouldBeOfType<Decision.Refused>().Rule.ShouldBe(DeathIsNotProven);

        var opened = scene.Open(new ChangeMembers(First, [Died(2, "paper"), Died(3, "other paper")]), VillageClerk).ShouldBeOfType<Decision.Entered>().Facts.Select(fact => fact.Fact).ToList();
        opened.OfType<CaseOpened>().Single().Told.ShouldBe([Scene.Person(1, 2), Scene.Person(1, 3)]);
        opened.OfType<CaseDocumentFiled>().Select(filed => (filed.Kind, filed.Document)).ShouldBe([("event-proof", "paper"), ("event-proof", "other paper")]);
        CaseTerms.Text(scene.Case(scene.LastCase).Change!, scene.BooksFor(scene.Case(scene.LastCase).Change!)).ShouldContain("other paper");
    }

    [Fact]
    public void Whoever_leaves_a_list_without_a_share_is_told_and_whoever_shares_is_asked()
    {
        IChange leaves = new ChangeMembers(First, [new(Scene.Person(1, 2), false, MemberGround.Omission, "10", false)]);
        var scene = Unmarked();
        leaves.Told(scene.BooksFor(leaves)).ShouldBe([Scene.Person(1, 2)]);
        leaves.Told(Village().BooksFor(leaves)).ShouldBeEmpty();
        IChange closing = new CloseHousehold(First, []);
        closing.Told(scene.BooksFor(closing)).ShouldBe(scene.Household(First).People, ignoreOrder: true);
    }

    [Fact]
    public void What_is_no_ground_changes_no_list()
    {
        var scene = Village();
        Refused(scene, new ChangeMembers(First, [])).ShouldBe(NobodyIsNamed);
        Refused(scene, new ChangeMembers(First, [new(Scene.Person(1, 2), true, MemberGround.Birth, "20", true)])).ShouldBe(PersonIsListedAlready);
        Refused(scene, new ChangeMembers(First, [new(Baby, false, MemberGround.Death, "20", false)])).ShouldBe(PersonIsNotOfTheHousehold);
        Refused(scene, new ChangeMembers(First, [new(Baby, true, MemberGround.Death, "20", true)])).ShouldBe(GroundDoesNotFit);
        Refused(scene, new ChangeMembers(First, [new(Scene.Person(1), false, MemberGround.Death, "02", false)])).ShouldBe(RepresentativeLeaves);
        Refused(scene, new ChangeMembers(First, [.. Enumerable.Range(1, 3).Select(member => new MemberLine(Scene.Person(1, member), false, MemberGround.Death, "10", false))])).ShouldBe(NobodyIsLeft);
        Entered(scene, new ChangeMembers(First, [new(Scene.Person(1), false, MemberGround.Death, "02", false, DeathProof: "proof")], Scene.Person(1, 2)));
        scene.Household(First).Representative.ShouldBe(Scene.Person(1, 2));
    }

    [Fact]
    public void A_household_that_ended_has_no_other_representative()
    {
        var scene = Village();
        Entered(scene, new MergeHouseholds(First, Scene.HouseholdCode(2), [new(Scene.Person(2), "71"), new(Scene.Person(2, 2), "72")]));
        Refused(scene, new ChangeRepresentative(Scene.HouseholdCode(2), Scene.Person(2, 2))).ShouldBe(HouseholdHasEnded);
    }

    [Fact]
    public void A_household_splits_with_some_of_its_parcels_and_the_terms_stay()
    {
        var scene = Village();
        Entered(scene, new SplitHousehold(First, New, [new(Scene.Person(1, 2), "02"), new(Scene.Person(1, 3), "20")], [Scene.ParcelCode(2), Scene.ParcelCode(3)]));

        scene.Household(First).People.ShouldBe([Scene.Person(1)]);
        scene.Household(New).Representative.ShouldBe(Scene.Person(1, 2));
        scene.Right(Scene.RightCode(1)).Holdings.Keys.ShouldBe([Scene.ParcelCode(1)]);
        var right = scene.Right(New + "J");
        right.Holdings.Keys.ShouldBe([Scene.ParcelCode(2), Scene.ParcelCode(3)]);
        right.TermTo.ShouldBe(new DateOnly(2028, 12, 31));
        right.Certificate.ShouldNotBeNull();
    }

    [Fact]
    public void A_split_that_takes_all_the_land_ends_the_old_contract()
    {
        var scene = Village();
        Entered(scene, new SplitHousehold(First, New, [new(Scene.Person(1), "02")], [Scene.ParcelCode(1), Scene.ParcelCode(2), Scene.ParcelCode(3)], Scene.Person(1, 2)));
        scene.Right(Scene.RightCode(1)).HasEnded.ShouldBeTrue();
        scene.Right(Scene.RightCode(1)).Certificate.ShouldBeNull();
    }

    [Fact]
    public void A_household_splits_where_no_land_goes_along_or_where_it_holds_none()
    {
        var scene = Village().GivenHousehold(8, 2);
        Entered(scene, new SplitHousehold(First, New, [new(Scene.Person(1, 2), "02")], []));
        scene.Household(New).People.ShouldBe([Scene.Person(1, 2)]);
        scene.Right(Scene.RightCode(1)).Holdings.Count.ShouldBe(3);
        scene.Right(Scene.RightCode(1)).HasEnded.ShouldBeFalse();
        scene.Right(ContractRight.CodeOfFamilyContract(New)).IsKnown.ShouldBeFalse();

        var landless = new SplitHousehold(Scene.HouseholdCode(8), Scene.HouseholdCode(88), [new(Scene.Person(8, 2), "02")], []);
        Entered(scene, landless);
        scene.Household(Scene.HouseholdCode(88)).People.ShouldBe([Scene.Person(8, 2)]);
    }

    [Fact]
    public void The_bar_on_new_land_goes_with_whoever_leaves_the_household_and_into_the_one_it_joins()
    {
        DateOnly until = new(2028, 12, 31);
        var scene = Village();
        scene.Given(new StreamFact(Streams.Household(Scene.HouseholdCode(2)), new HouseholdBarred(Scene.HouseholdCode(2), until, "case/1", scene.Paper)));
        Entered(scene, new SplitHousehold(Scene.HouseholdCode(2), New, [new(Scene.Person(2, 2), "02")], []));
        scene.Household(New).BarredUntil.ShouldBe(until);

        Entered(scene, new MergeHouseholds(First, New, [new(Scene.Person(2, 2), "71")]));
        scene.Household(First).BarredUntil.ShouldBe(until);
    }

    [Fact]
    public void A_split_is_refused_for_every_reason_in_order()
    {
        var scene = Village();
        var split = new SplitHousehold(First, New, [new(Scene.Person(1, 2), "02")], [Scene.ParcelCode(2)]);
        Refused(scene, split with { NewHousehold = "62012320221301900" + "1" }).ShouldBe(NewCodeIsNotOfTheIssuer);
        Refused(scene, split with { NewHousehold = Scene.HouseholdCode(50, Scene.NeighbourGroup) }).ShouldBe(NewCodeIsNotOfTheIssuer);
        Refused(scene, split with { NewHousehold = Scene.HouseholdCode(2) }).ShouldBe(HouseholdCodeIsTaken);
        Refused(scene, split with { Members = [] }).ShouldBe(NobodyIsNamed);
        Refused(scene, split with { Members = [new(Scene.Person(2), "02")] }).ShouldBe(PersonIsNotOfTheHousehold);
        Refused(scene, split with { Members = [.. Enumerable.Range(1, 3).Select(member => new SplitMember(Scene.Person(1, member), "02"))] }).ShouldBe(NobodyIsLeft);
        Refused(scene, split with { Members = [new(Scene.Person(1), "02")] }).ShouldBe(RepresentativeLeaves);
        Refused(scene, split with { Parcels = [Scene.ParcelCode(4)] }).ShouldBe(TenureRules.ParcelNotInRight);
    }

    [Fact]
    public void Two_households_become_one_and_nothing_is_lost()
    {
        var scene = Village();
        Entered(scene, new MergeHouseholds(First, Scene.HouseholdCode(2), [new(Scene.Person(2), "71"), new(Scene.Person(2, 2), "72")]));

        scene.Household(First).People.Count().ShouldBe(5);
        scene.Household(Scene.HouseholdCode(2)).HasEnded.ShouldBeTrue();
        scene.Right(Scene.RightCode(1)).Holdings.Count.ShouldBe(4);
        scene.Right(Scene.RightCode(2)).HasEnded.ShouldBeTrue();
        Refused(scene, new ChangeMembers(Scene.HouseholdCode(2), [new(Baby, true, MemberGround.Birth, "20", true)])).ShouldBe(HouseholdHasEnded);
    }

    [Fact]
    public void A_merger_is_refused_for_every_reason_in_order()
    {
        var scene = Village().GivenCollective(Scene.NeighbourGroup).GivenHousehold(3, 1, Scene.NeighbourGroup).GivenHousehold(4);
        Refused(scene, new MergeHouseholds(First, First, [])).ShouldBe(HouseholdIsUnknown);
        Refused(scene, new MergeHouseholds(First, Scene.HouseholdCode(3, Scene.NeighbourGroup), [new(Scene.Person(3), "71")])).ShouldBe(HouseholdIsOfAnotherCollective);
        Refused(scene, new MergeHouseholds(First, Scene.HouseholdCode(2), [new(Scene.Person(2), "71")])).ShouldBe(EveryMemberMovesOnce);
        Refused(scene, new MergeHouseholds(Scene.HouseholdCode(4), Scene.HouseholdCode(2), [new(Scene.Person(2), "71"), new(Scene.Person(2, 2), "72")])).ShouldBe(NoContractToJoin);
    }

    [Fact]
    public void While_one_member_is_alive_the_land_is_not_taken_back()
    {
        var scene = Village();
        Refused(scene, new CloseHousehold(First, [new(Scene.Person(1), "paper"), new(Scene.Person(1, 2), "paper")])).ShouldBe(SomebodyMayBeAlive);
        Entered(scene, new CloseHousehold(First, [.. Enumerable.Range(1, 3).Select(member => new ProvedDeath(Scene.Person(1, member), "paper"))]));
        scene.Right(Scene.RightCode(1)).HasEnded.ShouldBeTrue();
        scene.Household(First).HasEnded.ShouldBeTrue();
    }

    [Fact]
    public void A_term_is_renewed_for_thirty_years_and_not_a_day_more()
    {
        var scene = Village();
        Refused(scene, new RenewTerm(First, new(2028, 12, 31))).ShouldBe(TenureRules.RenewalIsNoLonger);
        Refused(scene, new RenewTerm(First, new(2059, 1, 1))).ShouldBe(TenureRules.RenewalIsTooLong);
        Entered(scene, new RenewTerm(First, new(2058, 12, 31)));
        scene.Right(Scene.RightCode(1)).TermTo.ShouldBe(new DateOnly(2058, 12, 31));
        scene.Right(Scene.RightCode(1)).TermOf([Scene.ParcelCode(1)]).ShouldBe(new DateOnly(2058, 12, 31));
    }

    [Fact]
    public void Parcels_that_go_along_in_a_split_keep_each_its_own_term()
    {
        var scene = Village().Given(Joined(5, new(2046, 4, 6)), Joined(6, new(2046, 4, 6)));
        Entered(scene, new SplitHousehold(First, New, [new(Scene.Person(1, 2), "02")], [Scene.ParcelCode(5), Scene.ParcelCode(2), Scene.ParcelCode(6)]));

        var right = scene.Right(New + "J");
        right.TermTo.ShouldBe(new DateOnly(2028, 12, 31));
        right.Holdings.Values.Select(holding => (holding.Parcel.Parcel, holding.TermTo)).ShouldBe([
            (Scene.ParcelCode(2), new(2028, 12, 31)), (Scene.ParcelCode(5), new(2046, 4, 6)), (Scene.ParcelCode(6), new(2046, 4, 6))]);
    }

    [Fact]
    public void A_renewal_shortens_nothing()
    {
        var scene = Village().Given(Joined(5, new(2070, 12, 31)));
        Entered(scene, new RenewTerm(First, new(2058, 12, 31)));
        scene.Right(Scene.RightCode(1)).TermOf([Scene.ParcelCode(5)]).ShouldBe(new DateOnly(2070, 12, 31));
        scene.Right(Scene.RightCode(1)).TermOf([Scene.ParcelCode(1)]).ShouldBe(new DateOnly(2058, 12, 31));
    }

    [Fact]
    public void Whoever_holds_the_right_because_the_survey_marked_nobody_holds_it_in_every_new_list()
    {
        var (birth, leaving) = (Unmarked(), Unmarked());
        Entered(birth, new ChangeMembers(First, [new(Baby, true, MemberGround.Birth, "20", true)]));
        birth.Household(First).CoHolders.ShouldBe([Scene.Person(1), Baby]);

        Entered(leaving, new SplitHousehold(First, New, [new(Scene.Person(1), "02")], [Scene.ParcelCode(2)], Scene.Person(1, 2)));
        leaving.Household(New).Members.ShouldHaveSingleItem().CoHolder.ShouldBeTrue();

        foreach (var (into, from) in new[] { (1, 2), (2, 1) })
        {
            var scene = Unmarked();
            Entered(scene, new MergeHouseholds(Scene.HouseholdCode(into), Scene.HouseholdCode(from), [new(Scene.Person(from), "71"), new(Scene.Person(from, 2), "72")]));
            scene.Household(Scene.HouseholdCode(into)).CoHolders.ShouldBe([Scene.Person(1), Scene.Person(2), Scene.Person(2, 2)], ignoreOrder: true);
        }
    }

    [Fact]
    public void A_representative_whom_the_list_leaves_out_is_neither_lost_nor_forgotten()
    {
        Entered(Unlisted(), new ChangeMembers(First, [new(Baby, true, MemberGround.Birth, "20", true)]));

        var scene = Unlisted();
        Refused(scene, new MergeHouseholds(Scene.HouseholdCode(2), First, [new(Scene.Person(1, 2), "71")])).ShouldBe(EveryMemberMovesOnce);
        Entered(scene, new MergeHouseholds(Scene.HouseholdCode(2), First, [new(Scene.Person(1, 2), "71"), new(Scene.Person(1), "72")]));
        scene.Household(Scene.HouseholdCode(2)).CoHolders.ShouldBe([Scene.Person(2), Scene.Person(2, 2), Scene.Person(1)], ignoreOrder: true);

        scene = Unlisted();
        Entered(scene, new MergeHouseholds(First, Scene.HouseholdCode(2), [new(Scene.Person(2), "71"), new(Scene.Person(2, 2), "72")]));
        scene.Household(First).CoHolders.ShouldContain(Scene.Person(1));

        scene = Unlisted();
        Entered(scene, new SplitHousehold(First, New, [new(Scene.Person(1, 2), "02")], [Scene.ParcelCode(2)]));
        scene.Household(First).Members.ShouldHaveSingleItem().Person.ShouldBe(Scene.Person(1));

        scene = Unlisted();
        Entered(scene, new SplitHousehold(First, New, [new(Scene.Person(1), "02")], [Scene.ParcelCode(2)], Scene.Person(1, 2)));
        scene.Household(New).Members.ShouldHaveSingleItem().ShouldBe(new(Scene.Person(1), "02", true, null));
    }

    [Fact]
    public void Somebody_whom_both_households_list_stands_once_in_the_one_and_keeps_the_share()
    {
        var scene = Village(new(Scene.Person(1), "02", true, null), new(Scene.Person(2, 2), "38", false, null));
        Entered(scene, new MergeHouseholds(First, Scene.HouseholdCode(2), [new(Scene.Person(2), "71"), new(Scene.Person(2, 2), "72")]));
        scene.Household(First).Members.ShouldBe([new(Scene.Person(1), "02", true, null), new(Scene.Person(2, 2), "38", true, null), new(Scene.Person(2), "71", true, null)]);
    }

    [Fact]
    public void Nobody_joins_twice_in_a_merger() =>
        Refused(Village(), new MergeHouseholds(First, Scene.HouseholdCode(2), [new(Scene.Person(2), "71"), new(Scene.Person(2, 2), "72"), new(Scene.Person(2), "97")])).ShouldBe(EveryMemberMovesOnce);

    [Fact]
    public void When_nobody_who_shares_the_right_is_alive_those_who_take_their_place_confirm()
    {
        var scene = Unmarked();
        IChange dies = new ChangeMembers(First, [new(Scene.Person(1), false, MemberGround.Death, "02", false)], Scene.Person(1, 2));
        dies.Holders(scene.BooksFor(dies)).ShouldBe([Scene.Person(1, 2)]);
    }

    [Fact]
    public void What_every_holder_confirms_tells_why_somebody_joins_or_leaves_and_who_shares_the_right()
    {
        var scene = Village();
        Text(new(Baby, true, MemberGround.Birth, "20", true)).ShouldContain("加入的成员（出生，是共有人）");
        MemberLine[] lines =
        [
            new(Baby, true, MemberGround.Birth, "20", true), new(Baby, true, MemberGround.Birth, "20", false), new(Baby, true, MemberGround.Birth, "30", true),
            new(Baby, true, MemberGround.Adoption, "20", true), new(Scene.Person(1, 2), false, MemberGround.Death, "10", false), new(Scene.Person(1, 2), false, MemberGround.Omission, "10", false),
            new(Scene.Person(1, 2), false, MemberGround.Marriage, "10", false, "proof"), new(Scene.Person(1, 2), false, MemberGround.Divorce, "10", false, "proof"),
            new(Scene.Person(1, 2), false, MemberGround.Divorce, "10", false, "other proof"),
        ];
        lines.Select(Text).ShouldBeUnique();

        string Text(MemberLine line)
        {
            var change = new ChangeMembers(First, [line]);
            return CaseTerms.Text(change, scene.BooksFor(change));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("２０")]
    [InlineData("200")]
    [InlineData("王小明")]
    [InlineData("62012319500101001X")]
    public void A_relation_is_two_digits_so_that_nobody_s_name_gets_into_the_ledger(string relation)
    {
        var scene = Village();
        Refused(scene, new ChangeMembers(First, [new(Baby, true, MemberGround.Birth, relation, true)])).ShouldBe(RelationIsNoCode);
        Refused(scene, new ChangeMembers(First, [new(Scene.Person(1, 2), false, MemberGround.Death, relation, false)])).ShouldBe(RelationIsNoCode);
        Refused(scene, new SplitHousehold(First, New, [new(Scene.Person(1, 2), relation)], [Scene.ParcelCode(2)])).ShouldBe(RelationIsNoCode);
        Refused(scene, new MergeHouseholds(First, Scene.HouseholdCode(2), [new(Scene.Person(2), "71"), new(Scene.Person(2, 2), relation)])).ShouldBe(RelationIsNoCode);
    }

    /// <summary>The village, with a first household of which the survey marked nobody as sharing the right.</summary>
    private static Scene Unmarked() => Village(new(Scene.Person(1), "02", false, null), new(Scene.Person(1, 2), "10", false, null));

    /// <summary>The village, with a first household whose representative the list leaves out.</summary>
    private static Scene Unlisted() => Village(new HouseholdMember(Scene.Person(1, 2), "10", false, null));

    private static Scene Village(params HouseholdMember[] first)
    {
        var scene = new Scene();
        return scene.GivenCollective().GivenHousehold(2, 2).GivenContract(1, 1, 2, 3).GivenContract(2, 4)
            .Given(new StreamFact(Streams.Household(First), new HouseholdRegistered(First, Scene.Group, ContractorKind.Household, Scene.Person(1), first, scene.Paper)));
    }

    /// <summary>A parcel that came over from elsewhere with the end it had there.</summary>
    private static StreamFact Joined(int parcel, DateOnly until) => new(
        Streams.Right(Scene.RightCode(1)),
        new ParcelJoined(Scene.RightCode(1), First, Scene.Group, new(Scene.ParcelCode(parcel), 666.67m, null, null), until, "transfer/1", new Scene().Paper));

    private static Scene Village() => new Scene().GivenCollective().GivenHousehold(1, 3).GivenHousehold(2, 2).GivenContract(1, 1, 2, 3).GivenContract(2, 4);

    private static Rule Refused(Scene scene, IChange change)
    {
        var refused = change.Enter(scene.BooksFor(change), Papers(), scene.By(VillageClerk)).ShouldBeOfType<Decision.Refused>().Rule;
        return RulesRaised.Note(refused);
    }

    private static void Entered(Scene scene, IChange change)
    {
        scene.Open(change, VillageClerk).ShouldBeOfType<Decision.Entered>();
        scene.Given([.. change.Enter(scene.BooksFor(change), Papers(), scene.By(VillageClerk) with { Case = scene.LastCase }).ShouldBeOfType<Decision.Entered>().Facts]);
    }

    private static NewPaper[] Papers() => [new(Scene.Id("a"), "serial of paper a", "token a", "authority"), new(Scene.Id("b"), "serial of paper b", "token b", "authority")];
}
