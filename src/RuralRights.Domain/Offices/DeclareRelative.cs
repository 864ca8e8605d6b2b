using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Offices.OfficeRules;

namespace RuralRights.Domain.Offices;

/// <summary>Somebody says who is a relative of theirs (亲属申报); from then on each of the two is kept out of the other's cases.</summary>
/// <param name="Relative">Opaque id of the relative in the people vault.</param>
public sealed record DeclareRelative(Guid Relative)
{
    private static readonly Rule[] Checked = [RelativeIsYourself, RelativeAlreadyDeclared, RelativeWasStruck];

    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(Relatives relatives, Act act)
    {
        var person = act.Actor.Person;
        if (Relative == person) return Refuse(RelativeIsYourself);
        if (relatives.Declared.Contains(Relative)) return Refuse(RelativeAlreadyDeclared);
        if (relatives.Struck.Contains(Relative)) return Refuse(RelativeWasStruck);

        return Enter(new StreamFact(Streams.Relatives(person), new RelativeDeclared(person, Relative, act.After(Checked))));
    }
}
