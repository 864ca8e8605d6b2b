using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Offices.OfficeRules;

namespace RuralRights.Domain.Offices;

/// <summary>
/// An administrator asks to strike out a declaration of kinship that is not true (提出撤销亲属申报). Without it, whoever knows the
/// identity numbers of officials could keep all of them from a case.
/// </summary>
/// <param name="Person">Who declared.</param>
/// <param name="Relative">Whom.</param>
/// <param name="Words">Why it is not true.</param>
public sealed record QuestionRelative(Guid Person, Guid Relative, string Words)
{
    private static readonly Rule[] Checked = [NotAnAdministrator, RelativeIsNotDeclared, KinshipConcernsYourself, RelativeIsQuestioned, QuestionHasNoReason];

    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    /// <param name="declared">What the person declared.</param>
    /// <param name="own">The relatives of whoever asks.</param>
    /// <param name="act">Who asks, and when.</param>
    public Decision Decide(Relatives declared, Relatives own, Act act)
    {
        if (act.Actor is not Actor.Administrator administrator) return Refuse(NotAnAdministrator);
        if (!declared.Declared.Contains(Relative)) return Refuse(RelativeIsNotDeclared);
        if (Concerns(administrator, own, Person, Relative)) return Refuse(KinshipConcernsYourself);
        if (declared.Questioned.ContainsKey(Relative)) return Refuse(RelativeIsQuestioned);
        if (string.IsNullOrWhiteSpace(Words)) return Refuse(QuestionHasNoReason);

        return Enter(new StreamFact(Streams.Relatives(Person), new RelativeQuestioned(Person, Relative, SealedWords.HashOf(Words), act.After(Checked))));
    }

    /// <summary>True when an administrator, somebody they live with or a relative they declared is one of the two.</summary>
    /// <remarks>What others declared of the administrator is left out: it would take one more untrue declaration to keep an untrue one.</remarks>
    internal static bool Concerns(Actor.Administrator administrator, Relatives own, Guid person, Guid relative) =>
        own.Declared.Union(own.Household).Add(administrator.Person).Overlaps([person, relative]);
}
