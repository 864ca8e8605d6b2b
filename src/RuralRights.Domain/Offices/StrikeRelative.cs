using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Offices.OfficeRules;

namespace RuralRights.Domain.Offices;

/// <summary>A second administrator strikes out a declaration of kinship that another one questioned (核准撤销亲属申报).</summary>
/// <param name="Person">Who declared.</param>
/// <param name="Relative">Whom.</param>
public sealed record StrikeRelative(Guid Person, Guid Relative)
{
    private static readonly Rule[] Checked = [NotAnAdministrator, RelativeIsNotQuestioned, KinshipConcernsYourself, SamePersonStrikes];

    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    /// <param name="declared">What the person declared.</param>
    /// <param name="own">The relatives of whoever strikes it out.</param>
    /// <param name="act">Who asks, and when.</param>
    public Decision Decide(Relatives declared, Relatives own, Act act)
    {
        if (act.Actor is not Actor.Administrator administrator) return Refuse(NotAnAdministrator);
        if (!declared.Questioned.TryGetValue(Relative, out var questioner)) return Refuse(RelativeIsNotQuestioned);
        if (QuestionRelative.Concerns(administrator, own, Person, Relative)) return Refuse(KinshipConcernsYourself);
        if (administrator.IsSamePersonAs(questioner)) return Refuse(SamePersonStrikes);

        return Enter(new StreamFact(Streams.Relatives(Person), new RelativeStruck(Person, Relative, act.After(Checked))));
    }
}
