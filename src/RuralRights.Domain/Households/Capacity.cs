using RuralRights.Domain.Law;
using static RuralRights.Domain.Households.GuardianRules;
using static RuralRights.Domain.Law.Decision;

namespace RuralRights.Domain.Households;

/// <summary>Whether somebody's own word binds them on a day, and whose word does when it does not (民事行为能力).</summary>
/// <param name="Person">Who.</param>
/// <param name="Guardianship">Their guardian, as the register knows it.</param>
/// <param name="IsMinor">True while they are under eighteen.</param>
public sealed record Capacity(Guid Person, Guardianship Guardianship, bool IsMinor)
{
    private const int YearsToComeOfAge = 18;

    /// <summary>The rules checked before a guardian speaks, for the provenance.</summary>
    private static readonly Rule[] Checked = [NotTheGuardian, GuardianHasAnInterest];

    /// <summary>True while a guardian speaks for the person. A guardianship for youth is over by itself on the eighteenth birthday.</summary>
    public bool HasGuardian => Guardianship.IsKnown && (Guardianship.Ground == WardGround.LacksCapacity || IsMinor);

    /// <summary>True when somebody of this day of birth is under eighteen; nobody is whose day of birth the register does not know.</summary>
    public static bool IsMinorOn(DateOnly? birth, DateOnly today) => birth is { } day && day.AddYears(YearsToComeOfAge) > today;

    /// <summary>What the person says for themselves: decided as ever, unless they cannot say it alone.</summary>
    /// <param name="act">The act: its actor is the person.</param>
    /// <param name="consent">Decides the consent.</param>
    /// <param name="onlyGives">True when the act gives the person something and takes nothing: that anybody accepts (article 19).</param>
    public Decision Speak(Act act, Func<Act, Decision> consent, bool onlyGives = false) => (IsMinor || HasGuardian) && !onlyGives ? Refuse(WardDoesNotConsentAlone) : consent(act);

    /// <summary>What the guardian says for the person: decided as if the ward said it, and entered with the names of both.</summary>
    /// <param name="household">Contractor code of the ward's household.</param>
    /// <param name="against">Households that gain what the ward gives.</param>
    /// <param name="isSetApart">True when the act sets ward and guardian apart, so that one gains what the other gives.</param>
    /// <param name="relatives">The guardian's relatives.</param>
    /// <param name="act">The act: its actor is the guardian.</param>
    /// <param name="consent">Decides the consent.</param>
    public Decision SpeakThrough(string household, IEnumerable<Household> against, bool isSetApart, Relatives relatives, Act act, Func<Act, Decision> consent)
    {
        if (!HasGuardian || act.Actor is not Actor.Farmer guardian || guardian.Person != Guardianship.Guardian) return Refuse(NotTheGuardian);
        if (isSetApart || against.Any(other => other.Includes(guardian.Person) || relatives.People.Any(other.Includes))) return Refuse(GuardianHasAnInterest);

        return consent(act with { Actor = new Actor.Farmer(Person, household) { Guardian = guardian.Person }, Checked = [.. act.Checked, .. Checked] });
    }
}
