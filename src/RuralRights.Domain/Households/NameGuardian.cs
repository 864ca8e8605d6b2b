using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Households.GuardianRules;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;
using static RuralRights.Domain.Registration.DocumentRules;

namespace RuralRights.Domain.Households;

/// <summary>The village clerk enters who is guardian of one of a household (登记监护人), from the household register book or a judgment.</summary>
/// <param name="Household">18-digit code of the ward's household.</param>
/// <param name="Ward">Who does not act for themselves.</param>
/// <param name="Guardian">Who acts for them.</param>
/// <param name="Ground">Why.</param>
/// <param name="Document">SHA-256 of the paper it rests on.</param>
public sealed record NameGuardian(string Household, Guid Ward, Guid Guardian, WardGround Ground, string Document)
{
    /// <summary>The order of the rules: whose desk, whose household, who needs a guardian, who can be one, the paper.</summary>
    /// <param name="household">The ward's household.</param>
    /// <param name="collective">Its collective.</param>
    /// <param name="ward">The ward's capacity.</param>
    /// <param name="guardian">The guardian's.</param>
    /// <param name="relatives">Relatives of whoever enters it.</param>
    /// <param name="onHand">The paper, if it was handed in.</param>
    /// <param name="act">Who asks, and when.</param>
    public Decision Decide(Household household, Collective collective, Capacity ward, Capacity guardian, Relatives relatives, IReadOnlyCollection<DocumentOnHand> onHand, Act act)
    {
        if (GuardianDesk.WhyNot(household, collective, Ward, relatives, act) is { } wrong) return wrong;
        if (Ground == WardGround.Minor && !ward.IsMinor) return Refuse(WardIsOfAge);
        if (Guardian == Guid.Empty || Guardian == Ward || Guardian == act.Actor.Person || guardian.IsMinor || guardian.HasGuardian || relatives.People.Contains(Guardian)) return Refuse(CannotBeGuardian);
        if (DocumentOnHand.Missing([Document], onHand) is not null) return Refuse(DocumentWasNotHandedIn);

        var provenance = act.After([.. GuardianDesk.Checked, WardIsOfAge, CannotBeGuardian, DocumentWasNotHandedIn]) with { Documents = [Document] };
        return Enter(new StreamFact(Streams.Guardianship(Ward), new GuardianNamed(Ward, Guardian, household.Code, Ground, Document, provenance)));
    }
}

/// <summary>The village clerk enters that somebody acts for themselves again (监护终止).</summary>
/// <param name="Household">18-digit code of the ward's household.</param>
/// <param name="Ward">Whose guardianship ends.</param>
/// <param name="Document">SHA-256 of the paper it rests on.</param>
public sealed record EndGuardianship(string Household, Guid Ward, string Document)
{
    /// <summary>The order of the rules: whose desk, whose household, whether there is a guardian, the paper.</summary>
    public Decision Decide(Household household, Collective collective, Capacity ward, Relatives relatives, IReadOnlyCollection<DocumentOnHand> onHand, Act act)
    {
        if (GuardianDesk.WhyNot(household, collective, Ward, relatives, act) is { } wrong) return wrong;
        if (!ward.Guardianship.IsKnown) return Refuse(NoGuardianIsNamed);
        if (DocumentOnHand.Missing([Document], onHand) is not null) return Refuse(DocumentWasNotHandedIn);

        var provenance = act.After([.. GuardianDesk.Checked, NoGuardianIsNamed, DocumentWasNotHandedIn]) with { Documents = [Document] };
        return Enter(new StreamFact(Streams.Guardianship(Ward), new GuardianshipEnded(Ward, household.Code, Document, provenance)));
    }
}

/// <summary>Whose desk enters guardians, and of whom.</summary>
internal static class GuardianDesk
{
    /// <summary>The rules of <see cref="WhyNot"/>.</summary>
    public static IReadOnlyList<Rule> Checked { get; } = [NotThisDesk, HouseholdIsUnknown, HouseholdHasEnded, PersonIsNotOfTheHousehold, .. Conflict.Checked];

    /// <summary>Why the desk does not; null when it does.</summary>
    public static Refused? WhyNot(Household household, Collective collective, Guid ward, Relatives relatives, Act act)
    {
        if (act.Actor is not Actor.VillageClerk || !collective.IsServedBy(act.Actor, act.Today)) return new(NotThisDesk);
        if (!household.IsRegistered) return new(HouseholdIsUnknown);
        if (household.HasEnded) return new(HouseholdHasEnded, household.Code);
        if (!household.Includes(ward)) return new(PersonIsNotOfTheHousehold);
        return Conflict.Of(act.Actor, [], [household], relatives);
    }
}
