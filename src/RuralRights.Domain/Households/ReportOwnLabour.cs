using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Households.GuardianRules;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;
using static RuralRights.Domain.Registration.DocumentRules;

namespace RuralRights.Domain.Households;

/// <summary>The village clerk writes down, from a paper, that somebody of sixteen or seventeen lives on the income of their own labour, or lives on it no longer.</summary>
/// <param name="Household">18-digit code of the household.</param>
/// <param name="Person">Who.</param>
/// <param name="LivesOnIt">True when they do; false when they do no longer.</param>
/// <param name="Document">SHA-256 of the paper it rests on.</param>
public sealed record ReportOwnLabour(string Household, Guid Person, bool LivesOnIt, string Document)
{
    /// <summary>The order of the rules: whose desk, whose household, the age, whether it says anything new, the paper.</summary>
    /// <param name="household">The household.</param>
    /// <param name="collective">Its collective.</param>
    /// <param name="capacity">What the register knows of the person's capacity.</param>
    /// <param name="relatives">Relatives of whoever writes it down.</param>
    /// <param name="onHand">The paper, if it was handed in.</param>
    /// <param name="act">Who asks, and when.</param>
    public Decision Decide(Household household, Collective collective, Capacity capacity, Relatives relatives, IReadOnlyCollection<DocumentOnHand> onHand, Act act)
    {
        if (GuardianDesk.WhyNot(household, collective, Person, relatives, act) is { } wrong) return wrong;
        if (LivesOnIt && capacity.Age != AgeInLaw.FromSixteen) return Refuse(OwnLabourCountsFromSixteen);
        if (LivesOnIt == (capacity.Guardianship.OwnLabour.Reported ?? capacity.Guardianship.OwnLabour.Stands)) return Refuse(OwnLabourIsKnown);
        if (DocumentOnHand.Missing([Document], onHand) is not null) return Refuse(DocumentWasNotHandedIn);

        var provenance = act.After([.. GuardianDesk.Checked, OwnLabourCountsFromSixteen, OwnLabourIsKnown, DocumentWasNotHandedIn]) with { Documents = [Document] };
        return Enter(new StreamFact(Streams.Guardianship(Person), new OwnLabourReported(Person, household.Code, LivesOnIt, Document, provenance)));
    }
}

/// <summary>The township confirms what the village clerk wrote down (核实). Only then does it count, whichever way it goes.</summary>
/// <param name="Household">18-digit code of the household.</param>
/// <param name="Person">Who.</param>
/// <param name="LivesOnIt">What is confirmed, so that a page that is out of date does not confirm the opposite.</param>
public sealed record ConfirmOwnLabour(string Household, Guid Person, bool LivesOnIt)
{
    /// <summary>The order of the rules: whose desk, whose household, what waits, who may not confirm it, the age.</summary>
    public Decision Decide(Household household, Collective collective, Capacity capacity, Relatives relatives, Act act)
    {
        var known = capacity.Guardianship.OwnLabour;
        if (act.Actor is not Actor.TownshipOfficer || !collective.IsServedBy(act.Actor, act.Today)) return Refuse(NotThisDesk);
        if (!household.Includes(Person)) return Refuse(PersonIsNotOfTheHousehold);
        if (known.Reported != LivesOnIt) return Refuse(NoOwnLabourIsReported);
        if (Conflict.Of(act.Actor, [known.ReportedBy], [household], relatives) is { } conflict) return conflict;
        if (LivesOnIt && capacity.Age != AgeInLaw.FromSixteen) return Refuse(OwnLabourCountsFromSixteen);

        var provenance = act.After([NotThisDesk, PersonIsNotOfTheHousehold, NoOwnLabourIsReported, .. Conflict.Checked, OwnLabourCountsFromSixteen]);
        return Enter(new StreamFact(Streams.Guardianship(Person), new OwnLabourConfirmed(Person, household.Code, LivesOnIt, provenance)));
    }
}
