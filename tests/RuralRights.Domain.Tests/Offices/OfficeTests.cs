using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Offices.OfficeRules;

namespace RuralRights.Domain.Tests.Offices;

public sealed class OfficeTests
{
    private const string County = "620123";
    private const string Village = "620123202213";

    private static readonly Actor.Administrator Wu = new(Scene.Id("wu"), County);
    private static readonly Actor.Administrator Xie = new(Scene.Id("xie"), County);
    private static readonly Guid He = Scene.Id("he");
    private static readonly Guid Grant = Scene.Id("grant");
    private static readonly GrantOffice ClerkOfTheVillage = new(He, OfficeRole.VillageClerk, Village, Scene.Today, new(2029, 12, 31));

    [Fact]
    public void An_office_holds_once_a_second_person_approved_it_and_until_it_ends_or_is_revoked()
    {
        var proposed = After(OfficesHeld.Unknown, Propose(OfficesHeld.Unknown, ClerkOfTheVillage));
        proposed.Grants[Grant].StandsOn(Scene.Today).ShouldBeFalse();

        var granted = After(proposed, Ask(new ApproveOffice(He, Grant), proposed, Xie));
        granted.Grants[Grant].StandsOn(Scene.Today).ShouldBeTrue();
        granted.Grants[Grant].StandsOn(Scene.Today.AddDays(-1)).ShouldBeFalse();
        granted.Grants[Grant].StandsOn(new(2029, 12, 31)).ShouldBeTrue();
        granted.Grants[Grant].StandsOn(new(2030, 1, 1)).ShouldBeFalse();

        var revoked = After(granted, Ask(new RevokeOffice(He, Grant), granted, Wu));
        revoked.Grants[Grant].StandsOn(Scene.Today).ShouldBeFalse();
    }

    [Fact]
    public void An_office_is_proposed_by_an_administrator_for_somebody_else_a_place_and_a_period_that_exist()
    {
        Refused(ClerkOfTheVillage.Decide(Grant, OfficesHeld.Unknown, true, By(new Actor.Registrar(Wu.Person, County))), NotAnAdministrator);
        Refused((ClerkOfTheVillage with { Person = Wu.Person }).Decide(Grant, OfficesHeld.Unknown, true, By(Wu)), GrantConcernsYourself);
        Refused(ClerkOfTheVillage.Decide(Grant, OfficesHeld.Unknown, false, By(Wu)), PlaceIsUnknown);
        foreach (var place in new[] { "620123202", "620122202213", "6201232022１3", "" })
            Refused(Propose(OfficesHeld.Unknown, ClerkOfTheVillage with { Place = place }), PlaceIsUnknown);
        Refused(Propose(OfficesHeld.Unknown, ClerkOfTheVillage with { Until = Scene.Today.AddDays(-1) }), PeriodHasNoDay);
        Refused(Propose(OfficesHeld.Unknown, ClerkOfTheVillage with { From = new(2030, 1, 1) }), PeriodHasNoDay);
        Propose(OfficesHeld.Unknown, new(He, OfficeRole.CitySupervisor, "6201", Scene.Today, null)).ShouldBeEntered();
    }

    [Fact]
    public void Who_grants_offices_holds_none_of_the_business_and_no_office_is_granted_twice()
    {
        var clerk = After(OfficesHeld.Unknown, Propose(OfficesHeld.Unknown, ClerkOfTheVillage));

        Refused(Propose(clerk, new(He, OfficeRole.Administrator, County, Scene.Today, null)), AdministratorHoldsNoOffice);
        Refused(Propose(clerk, ClerkOfTheVillage with { From = new(2029, 12, 31), Until = null }), OfficeAlreadyGranted);
        Propose(clerk, ClerkOfTheVillage with { From = new(2030, 1, 1), Until = null }).ShouldBeEntered();
        Propose(clerk, ClerkOfTheVillage with { Place = "620123202214" }).ShouldBeEntered();

        var declined = After(clerk, Ask(new DeclineOffice(He, Grant), clerk, Wu));
        Propose(declined, new(He, OfficeRole.Administrator, County, Scene.Today, null)).ShouldBeEntered();
    }

    [Fact]
    public void An_office_is_approved_by_another_administrator_once_and_in_time()
    {
        var proposed = After(OfficesHeld.Unknown, Propose(OfficesHeld.Unknown, ClerkOfTheVillage));

        Refused(Ask(new ApproveOffice(He, Grant), proposed, new Actor.Auditor(Xie.Person, County)), NotAnAdministrator);
        Refused(Ask(new ApproveOffice(He, Scene.Id("other")), proposed, Xie), GrantIsUnknown);
        Refused(Ask(new ApproveOffice(He, Grant), proposed, new Actor.Administrator(Xie.Person, "620122")), GrantIsUnknown);
        Refused(Ask(new ApproveOffice(He, Grant), proposed, new Actor.Administrator(He, County)), GrantConcernsYourself);
        Refused(Ask(new ApproveOffice(He, Grant), proposed, Wu), SamePersonApproves);
        Refused(new ApproveOffice(He, Grant).Decide(proposed, By(Xie) with { Today = new(2030, 1, 1) }), GrantHasEnded);
        var granted = After(proposed, Ask(new ApproveOffice(He, Grant), proposed, Xie));
        Refused(Ask(new ApproveOffice(He, Grant), granted, Xie), GrantIsDecided);
    }

    [Fact]
    public void A_proposal_is_declined_and_an_office_revoked_by_an_administrator_of_the_county()
    {
        var proposed = After(OfficesHeld.Unknown, Propose(OfficesHeld.Unknown, ClerkOfTheVillage));
        Refused(Ask(new DeclineOffice(He, Grant), proposed, new Actor.Clerk(Xie.Person, County)), NotAnAdministrator);
        Refused(Ask(new DeclineOffice(He, Scene.Id("other")), proposed, Xie), GrantIsUnknown);
        Refused(Ask(new DeclineOffice(He, Grant), proposed, new Actor.Administrator(He, County)), GrantConcernsYourself);
        Refused(Ask(new RevokeOffice(He, Grant), proposed, Xie), GrantIsUnknown);

        var granted = After(proposed, Ask(new ApproveOffice(He, Grant), proposed, Xie));
        Refused(Ask(new DeclineOffice(He, Grant), granted, Xie), GrantIsDecided);
        Refused(Ask(new RevokeOffice(He, Grant), granted, new Actor.Clerk(Xie.Person, County)), NotAnAdministrator);
        Refused(new RevokeOffice(He, Grant).Decide(granted, 2, By(Xie) with { Today = new(2030, 1, 1) }), GrantHasEnded);
        Refused(Ask(new RevokeOffice(He, Grant), After(granted, Ask(new RevokeOffice(He, Grant), granted, Xie)), Xie), GrantHasEnded);
    }

    [Fact]
    public void The_county_names_its_first_two_administrators_and_never_has_less_than_two()
    {
        var appoint = new AppointAdministrators(Wu.Person, Xie.Person);
        var grants = (Grant, Scene.Id("second grant"));
        var facts = appoint.Decide(County, grants, someoneIs: false, Scene.Today, "1").ShouldBeEntered();

        var wu = State.After<OfficesHeld>(facts.Where(fact => fact.Stream == Streams.Offices(Wu.Person)).Select(fact => fact.Fact));
        wu.Grants[Grant].StandsOn(Scene.Today).ShouldBeTrue();
        wu.Grants[Grant].Role.ActorOf(Wu.Person, County).ShouldBe(Wu);
        facts.Count.ShouldBe(4);

        Refused(appoint.Decide(County, grants, someoneIs: true, Scene.Today, "1"), AdministratorsAreAppointed);
        Refused((appoint with { Second = Wu.Person }).Decide(County, grants, someoneIs: false, Scene.Today, "1"), TwoAdministratorsAreNeeded);
        Refused(new RevokeOffice(Wu.Person, Grant).Decide(wu, 1, By(Xie)), TwoAdministratorsAreNeeded);
        new RevokeOffice(Wu.Person, Grant).Decide(wu, 2, By(Xie)).ShouldBeEntered();
    }

    [Fact]
    public void The_invented_county_gives_an_office_once_and_it_stands_from_its_first_day()
    {
        var appoint = new AppointForDemonstration(He, OfficeRole.VillageClerk, Village, Scene.Today);

        var held = After(OfficesHeld.Unknown, appoint.Decide(County, Grant, OfficesHeld.Unknown));

        held.Grants[Grant].StandsOn(Scene.Today).ShouldBeTrue();
        held.Grants[Grant].StandsOn(Scene.Today.AddDays(-1)).ShouldBeFalse();
        Refused(appoint.Decide(County, Grant, held), OfficeAlreadyGranted);
    }

    [Fact]
    public void Every_office_has_a_place_of_its_level_and_an_actor_of_its_own()
    {
        const string Code = "62012320221301";
        Enum.GetValues<OfficeRole>()
            .Select(role => role.ActorOf(He, Code[..role.DigitsOfPlace()]).GetType())
            .ShouldBeUnique();
    }

    private static Act By(Actor actor) => new Scene().By(actor);

    private static Decision Propose(OfficesHeld held, GrantOffice office) => office.Decide(held.Grants.ContainsKey(Grant) ? Scene.Id("next grant") : Grant, held, true, By(Wu));

    private static Decision Ask(ApproveOffice asked, OfficesHeld held, Actor actor) => asked.Decide(held, By(actor));

    private static Decision Ask(DeclineOffice asked, OfficesHeld held, Actor actor) => asked.Decide(held, By(actor));

    private static Decision Ask(RevokeOffice asked, OfficesHeld held, Actor actor) => asked.Decide(held, 2, By(actor));

    private static OfficesHeld After(OfficesHeld held, Decision decision) => decision.ShouldBeEntered().Select(fact => fact.Fact).Aggregate(held, (state, fact) => state.Evolve(fact));

    private static void Refused(Decision decision, Rule rule)
    {
        decision.ShouldBeRefused(rule);
        RulesRaised.Note(rule);
    }
}
