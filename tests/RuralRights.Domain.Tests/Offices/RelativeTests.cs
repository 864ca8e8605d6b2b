using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Offices.OfficeRules;

namespace RuralRights.Domain.Tests.Offices;

public sealed class RelativeTests
{
    private static readonly Guid Farmer = Scene.Person(1);
    private static readonly Guid Official = Scene.Id("ma");
    private static readonly Actor.Administrator Wu = new(Scene.Id("wu"), "620123");
    private static readonly Actor.Administrator Xie = new(Scene.Id("xie"), "620123");

    [Fact]
    public void An_untrue_kinship_is_struck_out_by_two_administrators_and_counts_until_then()
    {
        var declared = Declared();
        var questioned = After(declared, Question(declared, Wu));
        questioned.People.ShouldBe([Official]);

        Refused(Strike(questioned, Wu), SamePersonStrikes);
        var struck = After(questioned, Strike(questioned, Xie));

        struck.People.ShouldBeEmpty();
        struck.Questioned.ShouldBeEmpty();
        Refused(Strike(struck, Xie), RelativeIsNotQuestioned);
    }

    [Fact]
    public void What_was_struck_out_is_not_declared_again_by_the_same_person_and_by_the_other_one_it_is()
    {
        var questioned = After(Declared(), Question(Declared(), Wu));
        var struck = After(questioned, Strike(questioned, Xie));

        Refused(Declare(struck), RelativeWasStruck);
        Refused(Question(struck, Wu), RelativeIsNotDeclared);

        var official = new DeclareRelative(Farmer).Decide(Relatives.Unknown, new Scene().By(new Actor.Reviewer(Official, "620123")));
        State.After<Relatives>(official.ShouldBeEntered().Select(fact => fact.Fact)).People.ShouldBe([Farmer]);
    }

    [Fact]
    public void A_question_that_was_turned_down_leaves_the_kinship_and_may_be_asked_anew()
    {
        var questioned = After(Declared(), Question(Declared(), Wu));
        Refused(Question(questioned, Xie), RelativeIsQuestioned);

        // Who asked takes it back, or another one turns it down.
        Uphold(questioned, Wu).ShouldBeEntered();
        var upheld = After(questioned, Uphold(questioned, Xie));

        upheld.People.ShouldBe([Official]);
        Refused(Uphold(upheld, Xie), RelativeIsNotQuestioned);
        Question(upheld, Wu).ShouldBeEntered();
    }

    [Fact]
    public void Only_an_administrator_strikes_out_and_only_what_was_declared_and_for_a_reason()
    {
        var questioned = After(Declared(), Question(Declared(), Wu));
        var reviewer = new Actor.Reviewer(Scene.Id("zhou"), "620123");

        Refused(Question(Declared(), reviewer), NotAnAdministrator);
        Refused(Strike(questioned, reviewer), NotAnAdministrator);
        Refused(Uphold(questioned, reviewer), NotAnAdministrator);
        Refused(Question(Relatives.Unknown, Wu), RelativeIsNotDeclared);
        Refused(Question(Declared(), Wu, " "), QuestionHasNoReason);
    }

    [Fact]
    public void Nobody_strikes_out_a_kinship_of_their_own_and_no_untrue_declaration_keeps_an_administrator_from_it()
    {
        var questioned = After(Declared(), Question(Declared(), Wu));
        var living = Relatives.Unknown with { Household = [Farmer] };
        var declaring = Relatives.Unknown with { Declared = [Official] };
        var calledOne = Relatives.Unknown with { DeclaredBy = [Farmer, Official] };

        foreach (var himself in new Actor.Administrator[] { new(Farmer, "620123"), new(Official, "620123") })
        {
            Refused(Question(Declared(), himself), KinshipConcernsYourself);
            Refused(Strike(questioned, himself), KinshipConcernsYourself);
            Refused(Uphold(questioned, himself), KinshipConcernsYourself);
        }

        Refused(Question(Declared(), Xie, own: living), KinshipConcernsYourself);
        Refused(Strike(questioned, Xie, declaring), KinshipConcernsYourself);
        Question(Declared(), Xie, own: calledOne).ShouldBeEntered();
        Strike(questioned, Xie, calledOne).ShouldBeEntered();
    }

    private static Relatives Declared() => After(Relatives.Unknown, Declare(Relatives.Unknown));

    private static Decision Declare(Relatives known) => new DeclareRelative(Official).Decide(known, new Scene().By(new Actor.Farmer(Farmer, Scene.HouseholdCode(1))));

    private static Decision Question(Relatives declared, Actor by, string words = "两边都说不认识", Relatives? own = null) =>
        new QuestionRelative(Farmer, Official, words).Decide(declared, own ?? Relatives.Unknown, new Scene().By(by));

    private static Decision Strike(Relatives declared, Actor by, Relatives? own = null) => new StrikeRelative(Farmer, Official).Decide(declared, own ?? Relatives.Unknown, new Scene().By(by));

    private static Decision Uphold(Relatives declared, Actor by, Relatives? own = null) => new UpholdRelative(Farmer, Official).Decide(declared, own ?? Relatives.Unknown, new Scene().By(by));

    private static void Refused(Decision decision, Rule rule)
    {
        decision.ShouldBeRefused(rule);
        RulesRaised.Note(rule);
    }

    private static Relatives After(Relatives before, Decision decision) => decision.ShouldBeEntered().Aggregate(before, (known, fact) => known.Evolve(fact.Fact));
}
