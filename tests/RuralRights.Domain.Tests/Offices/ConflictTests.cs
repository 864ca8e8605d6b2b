using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Offices;

public sealed class ConflictTests
{
    private static readonly Guid Ma = Scene.Id("ma");
    private static readonly Actor.Reviewer Reviewer = new(Ma, "620123");
    private static readonly string[] Nobody = [];

    [Fact]
    public void Nobody_approves_what_they_entered_in_whatever_office()
    {
        var entered = new[] { new Actor.Clerk(Scene.Id("li"), "620123").ToString()!, new Actor.VillageClerk(Ma, "620123202213").ToString()! };

        Refused(Conflict.Of(Reviewer, entered, [], Relatives.Unknown), Conflict.ApprovesOwnEntry);
        Refused(Conflict.Of(new Actor.Farmer(Ma, Scene.HouseholdCode(1)), entered, [], Relatives.Unknown), Conflict.ApprovesOwnEntry);
        Conflict.Of(new Actor.Reviewer(Scene.Id("zhou"), "620123"), entered, [], Relatives.Unknown).ShouldBeNull();
    }

    [Fact]
    public void Nobody_approves_a_case_of_their_own_household()
    {
        Refused(Conflict.Of(Reviewer, Nobody, [Household(1, Scene.Person(1)), Household(2, Scene.Person(2), Ma)], Relatives.Unknown), Conflict.ApprovesOwnCase)
            .ShouldBe(Scene.HouseholdCode(2));
        Refused(Conflict.Of(Reviewer, Nobody, [Household(3, Ma)], Relatives.Unknown), Conflict.ApprovesOwnCase);
    }

    [Fact]
    public void Nobody_approves_the_case_of_a_relative_whom_they_declared_or_live_with()
    {
        var brother = Scene.Person(2);
        var declared = State.After<Relatives>(DeclareFrom(Reviewer, brother, Relatives.Unknown).ShouldBeEntered().Select(fact => fact.Fact));
        Refused(Conflict.Of(Reviewer, Nobody, [Household(2, Scene.Person(2), Scene.Person(2, 2))], declared), Conflict.ApprovesRelativesCase)
            .ShouldBe(Scene.HouseholdCode(2));

        // A daughter who stands in two households makes her father's colleague at the table a relative of both.
        var daughter = Scene.Person(4, 2);
        var living = Relatives.Unknown.LivingIn(Ma, [Household(9, Ma, daughter)]);
        living.People.ShouldBe([daughter]);
        Refused(Conflict.Of(Reviewer, Nobody, [Household(4, Scene.Person(4), daughter)], living), Conflict.ApprovesRelativesCase);
        Conflict.Of(Reviewer, Nobody, [Household(5, Scene.Person(5))], living).ShouldBeNull();
        Relatives.Unknown.LivingIn(Ma, [Household(5, Scene.Person(5))]).People.ShouldBeEmpty();
    }

    [Fact]
    public void Kinship_holds_both_ways_whoever_said_it()
    {
        var declaredByTheFarmer = Relatives.Unknown with { DeclaredBy = [Scene.Person(2)] };
        Refused(Conflict.Of(Reviewer, Nobody, [Household(2, Scene.Person(2), Scene.Person(2, 2))], declaredByTheFarmer), Conflict.ApprovesRelativesCase).ShouldBe(Scene.HouseholdCode(2));
        Conflict.Of(Reviewer, Nobody, [Household(5, Scene.Person(5))], declaredByTheFarmer).ShouldBeNull();

        // The official may still say it too.
        DeclareFrom(Reviewer, Scene.Person(2), declaredByTheFarmer).ShouldBeEntered();
    }

    [Fact]
    public void The_own_entry_comes_before_the_own_case_and_that_before_the_relative()
    {
        Household[] parties = [Household(1, Scene.Person(1)), Household(2, Ma)];
        var relatives = Relatives.Unknown with { Declared = [Scene.Person(1)] };

        Refused(Conflict.Of(Reviewer, [Reviewer.ToString()!], parties, relatives), Conflict.ApprovesOwnEntry);
        Refused(Conflict.Of(Reviewer, Nobody, parties, relatives), Conflict.ApprovesOwnCase);
        Refused(Conflict.Of(Reviewer, Nobody, parties[..1], relatives), Conflict.ApprovesRelativesCase);
    }

    [Fact]
    public void A_relative_is_declared_once_and_is_somebody_else()
    {
        Refused((Decision.Refused)DeclareFrom(Reviewer, Ma, Relatives.Unknown), OfficeRules.RelativeIsYourself);
        Refused((Decision.Refused)DeclareFrom(Reviewer, Scene.Person(1), Relatives.Unknown with { Declared = [Scene.Person(1)] }), OfficeRules.RelativeAlreadyDeclared);
    }

    private static Decision DeclareFrom(Actor actor, Guid relative, Relatives known) => new DeclareRelative(relative).Decide(known, new Scene().By(actor));

    private static Household Household(int number, params Guid[] members) => new(
        Scene.HouseholdCode(number), Scene.Group, ContractorKind.Household, members[0], [.. members.Select(member => new HouseholdMember(member, "10", true, null))]);

    private static string? Refused(Decision.Refused? refused, Rule rule)
    {
        refused.ShouldNotBeNull().Rule.ShouldBe(rule);
        RulesRaised.Note(refused.Rule);
        return refused.About;
    }
}
