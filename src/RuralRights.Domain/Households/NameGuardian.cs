using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Households.GuardianRules;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;
using static RuralRights.Domain.Registration.DocumentRules;

namespace RuralRights.Domain.Households;

/// <summary>The village clerk enters who is guardian of one of a household who is under eighteen (登记监护人), from the household register book.</summary>
/// <param name="Household">18-digit code of the ward's household.</param>
/// <param name="Ward">Who does not act for themselves.</param>
/// <param name="Guardian">Who acts for them.</param>
/// <param name="Document">SHA-256 of the paper it rests on.</param>
public sealed record NameGuardian(string Household, Guid Ward, Guid Guardian, string Document)
{
    /// <summary>The order of the rules: whose desk, whose household, who needs a guardian, who can be one and is not yet, the paper.</summary>
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
        if (!ward.IsMinor) return Refuse(WardIsOfAge);
        if (!GuardianDesk.MayGuard(Ward, Guardian, guardian, relatives, act)) return Refuse(CannotBeGuardian);
        if (ward.Guardianship is { Ground: WardGround.Minor } named && named.Guardian == Guardian && named.Household == household.Code) return Refuse(GuardianIsNamedAlready);
        if (DocumentOnHand.Missing([Document], onHand) is not null) return Refuse(DocumentWasNotHandedIn);

        var provenance = act.After([.. GuardianDesk.Checked, WardIsOfAge, CannotBeGuardian, GuardianIsNamedAlready, DocumentWasNotHandedIn]) with { Documents = [Document] };
        return Enter(new StreamFact(Streams.Guardianship(Ward), new GuardianNamed(Ward, Guardian, household.Code, WardGround.Minor, Document, provenance)));
    }
}

/// <summary>The village clerk enters that somebody acts for themselves again (监护终止), or takes back what was reported of them.</summary>
/// <param name="Household">18-digit code of the ward's household.</param>
/// <param name="Ward">Whose guardianship ends.</param>
/// <param name="Document">SHA-256 of the paper it rests on.</param>
public sealed record EndGuardianship(string Household, Guid Ward, string Document)
{
    /// <summary>The order of the rules: whose desk, whose household, whether there is a guardian, the paper.</summary>
    public Decision Decide(Household household, Collective collective, Capacity ward, Relatives relatives, IReadOnlyCollection<DocumentOnHand> onHand, Act act)
    {
        if (GuardianDesk.WhyNot(household, collective, Ward, relatives, act) is { } wrong) return wrong;
        if (!ward.Guardianship.IsKnown && ward.Guardianship.Reported is null) return Refuse(NoGuardianIsNamed);
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

    /// <summary>True for somebody else, of age, who acts for themselves and is no relative of whoever decides.</summary>
    /// <param name="ward">The ward.</param>
    /// <param name="person">Who is to be guardian.</param>
    /// <param name="guardian">Their capacity.</param>
    /// <param name="relatives">Relatives of whoever decides.</param>
    /// <param name="act">Who decides.</param>
    public static bool MayGuard(Guid ward, Guid person, Capacity guardian, Relatives relatives, Act act) =>
        person != Guid.Empty && person != ward && person != act.Actor.Person && !guardian.IsMinor && !guardian.HasGuardian && !relatives.People.Contains(person);
}
