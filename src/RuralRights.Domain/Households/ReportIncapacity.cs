using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Households.GuardianRules;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;
using static RuralRights.Domain.Registration.DocumentRules;

namespace RuralRights.Domain.Households;

/// <summary>
/// The village clerk writes down, from a court's paper, that a court found somebody without capacity and who acts for them. Nobody else finds
/// it (Civil Code, article 24); until the township confirmed it, the person acts for themselves and the guardian for nobody.
/// </summary>
/// <param name="Household">18-digit code of the ward's household.</param>
/// <param name="Ward">Of whom the court found it.</param>
/// <param name="Guardian">Who is to act for them.</param>
/// <param name="Document">SHA-256 of the court's paper.</param>
public sealed record ReportIncapacity(string Household, Guid Ward, Guid Guardian, string Document)
{
    /// <summary>The order of the rules: whose desk, whose household, who can be guardian, whether it says anything new, the paper.</summary>
    /// <param name="household">The ward's household.</param>
    /// <param name="collective">Its collective.</param>
    /// <param name="ward">The ward's capacity.</param>
    /// <param name="guardian">The guardian's.</param>
    /// <param name="relatives">Relatives of whoever writes it down.</param>
    /// <param name="onHand">The paper, if it was handed in.</param>
    /// <param name="act">Who asks, and when.</param>
    public Decision Decide(Household household, Collective collective, Capacity ward, Capacity guardian, Relatives relatives, IReadOnlyCollection<DocumentOnHand> onHand, Act act)
    {
        if (GuardianDesk.WhyNot(household, collective, Ward, relatives, act) is { } wrong) return wrong;
        if (!GuardianDesk.MayGuard(Ward, Guardian, guardian, relatives, act)) return Refuse(CannotBeGuardian);
        if (IsKnown(ward.Guardianship)) return Refuse(IncapacityIsKnown);
        if (DocumentOnHand.Missing([Document], onHand) is not null) return Refuse(DocumentWasNotHandedIn);

        var provenance = act.After([.. GuardianDesk.Checked, CannotBeGuardian, IncapacityIsKnown, DocumentWasNotHandedIn]) with { Documents = [Document] };
        return Enter(new StreamFact(Streams.Guardianship(Ward), new IncapacityReported(Ward, Guardian, household.Code, Document, provenance)));
    }

    private bool IsKnown(Guardianship known) => known.Reported is { } reported
        ? reported.Guardian == Guardian && reported.Document == Document
        : known.Ground == WardGround.LacksCapacity && known.Guardian == Guardian;
}

/// <summary>The township confirms, from the same paper, what the village clerk wrote down of a court's finding (核实). Only then does the guardian act.</summary>
/// <param name="Household">18-digit code of the ward's household.</param>
/// <param name="Ward">Of whom the court found it.</param>
/// <param name="Guardian">Who is to act, so that a page that is out of date does not confirm another.</param>
/// <param name="Document">SHA-256 of the court's paper as it was read.</param>
public sealed record ConfirmIncapacity(string Household, Guid Ward, Guid Guardian, string Document)
{
    /// <summary>The order of the rules: whose desk, whose household, what waits, who may not confirm it, who can be guardian.</summary>
    public Decision Decide(Household household, Collective collective, Capacity ward, Capacity guardian, Relatives relatives, Act act)
    {
        if (act.Actor is not Actor.TownshipOfficer || !collective.IsServedBy(act.Actor, act.Today)) return Refuse(NotThisDesk);
        if (!household.Includes(Ward)) return Refuse(PersonIsNotOfTheHousehold);
        if (ward.Guardianship.Reported is not { } reported || reported.Guardian != Guardian || reported.Document != Document) return Refuse(NoIncapacityIsReported);
        if (Conflict.Of(act.Actor, [reported.By], [household], relatives) is { } conflict) return conflict;
        if (!GuardianDesk.MayGuard(Ward, Guardian, guardian, relatives, act)) return Refuse(CannotBeGuardian);

        var provenance = act.After([NotThisDesk, PersonIsNotOfTheHousehold, NoIncapacityIsReported, .. Conflict.Checked, CannotBeGuardian]) with { Documents = [Document] };
        return Enter(new StreamFact(Streams.Guardianship(Ward), new GuardianNamed(Ward, Guardian, household.Code, WardGround.LacksCapacity, Document, provenance)));
    }
}
