using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Offices.OfficeRules;

namespace RuralRights.Domain.Offices;

/// <summary>An administrator lets a questioned declaration of kinship stand, or takes back the own question (维持亲属申报).</summary>
/// <param name="Person">Who declared.</param>
/// <param name="Relative">Whom.</param>
public sealed record UpholdRelative(Guid Person, Guid Relative)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    /// <param name="declared">What the person declared.</param>
    /// <param name="own">The relatives of whoever upholds it.</param>
    /// <param name="act">Who asks, and when.</param>
    public Decision Decide(Relatives declared, Relatives own, Act act)
    {
        if (act.Actor is not Actor.Administrator administrator) return Refuse(NotAnAdministrator);
        if (!declared.Questioned.ContainsKey(Relative)) return Refuse(RelativeIsNotQuestioned);
        if (QuestionRelative.Concerns(administrator, own, Person, Relative)) return Refuse(KinshipConcernsYourself);

        return Enter(new StreamFact(Streams.Relatives(Person), new RelativeUpheld(Person, Relative, act.After(NotAnAdministrator, RelativeIsNotQuestioned, KinshipConcernsYourself))));
    }
}
