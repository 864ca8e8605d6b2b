using RuralRights.Domain.Law;
using static RuralRights.Domain.Households.GuardianRules;
using static RuralRights.Domain.Law.Decision;

namespace RuralRights.Domain.Households;

/// <summary>On which side of the ages of the law somebody is on a day.</summary>
public enum AgeInLaw
{
    /// <summary>Eighteen or older, or of a day of birth that the register does not know.</summary>
    OfAge,

    /// <summary>Sixteen or seventeen.</summary>
    FromSixteen,

    /// <summary>Under sixteen.</summary>
    UnderSixteen,
}

/// <summary>Whether somebody's own word binds them on a day, and whose word does when it does not (民事行为能力).</summary>
/// <param name="Person">Who.</param>
/// <param name="Guardianship">Their guardian, and whether they live on their own labour, as the register knows it.</param>
/// <param name="Age">Their age.</param>
public sealed record Capacity(Guid Person, Guardianship Guardianship, AgeInLaw Age)
{
    /// <summary>Years after which somebody is of age (Civil Code, article 17).</summary>
    public const int YearsToComeOfAge = 18;

    /// <summary>Years from which somebody who lives on the income of their own labour counts as of age (Civil Code, article 18).</summary>
    public const int YearsToLiveOnOwnLabour = 16;

    /// <summary>The rules checked before a guardian speaks, for the provenance.</summary>
    private static readonly Rule[] Checked = [NotTheGuardian, GuardianHasAnInterest];

    /// <summary>True while they are under eighteen, whatever they live on.</summary>
    public bool IsMinor => Age != AgeInLaw.OfAge;

    /// <summary>True for somebody of sixteen or seventeen of whom it is confirmed that they live on the income of their own labour: they count as of age.</summary>
    public bool LivesOnOwnLabour => Age == AgeInLaw.FromSixteen && Guardianship.OwnLabour.Stands;

    /// <summary>True while a guardian speaks for the person. A guardianship for youth is over by itself on the eighteenth birthday.</summary>
    public bool HasGuardian => Guardianship.IsKnown && (Guardianship.Ground == WardGround.LacksCapacity || IsTooYoung);

    /// <summary>True for somebody who acts alone in everything (完全民事行为能力), which is also who has a vote in the members' assembly.</summary>
    public bool IsFull => !IsTooYoung && !HasGuardian;

    /// <summary>False when whoever speaks only signed in by a telephone that somebody else of the household uses as well.</summary>
    public bool IsToldApart { get; init; } = true;

    private bool IsTooYoung => IsMinor && !LivesOnOwnLabour;

    /// <summary>The age of somebody of this day of birth; whoever's day of birth the register does not know is taken for grown up.</summary>
    public static AgeInLaw AgeOn(DateOnly? birth, DateOnly today) => birth switch
    {
        { } day when day.AddYears(YearsToLiveOnOwnLabour) > today => AgeInLaw.UnderSixteen,
        { } day when day.AddYears(YearsToComeOfAge) > today => AgeInLaw.FromSixteen,
        _ => AgeInLaw.OfAge,
    };

    /// <summary>What the person says for themselves: decided as ever, unless they cannot say it alone.</summary>
    /// <param name="act">The act: its actor is the person.</param>
    /// <param name="consent">Decides the consent.</param>
    /// <param name="onlyGives">True when the act gives the person something and takes nothing: that anybody accepts (article 19).</param>
    public Decision Speak(Act act, Func<Act, Decision> consent, bool onlyGives = false) => (onlyGives, IsFull, IsToldApart) switch
    {
        (false, false, _) => Refuse(WardDoesNotConsentAlone),
        (false, _, false) => Refuse(Proof.SharedNumberTellsNobodyApart),
        _ => consent(act),
    };

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
        if (!IsToldApart) return Refuse(Proof.SharedNumberTellsNobodyApart);

        return consent(act with { Actor = new Actor.Farmer(Person, household) { Guardian = guardian.Person }, Checked = [.. act.Checked, .. Checked] });
    }
}
