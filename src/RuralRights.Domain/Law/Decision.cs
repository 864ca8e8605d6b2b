namespace RuralRights.Domain.Law;

/// <summary>What a command decides: facts to enter, or the first rule it broke.</summary>
/// <remarks>Facts come in the order they are to be entered, each with the stream it belongs to.</remarks>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>The act is lawful; these facts are entered in one transaction.</summary>
    public sealed record Entered(IReadOnlyList<StreamFact> Facts) : Decision;

    /// <summary>The act is refused by a rule. <paramref name="About"/> names the thing that is in the way, never a person's data.</summary>
    public sealed record Refused(Rule Rule, string? About = null) : Decision;

    /// <summary>Enters facts.</summary>
    public static Decision Enter(params IReadOnlyList<StreamFact> facts) => new Entered(facts);

    /// <summary>Refuses by a rule.</summary>
    public static Decision Refuse(Rule rule, string? about = null) => new Refused(rule, about);
}

/// <summary>A fact and the stream that it extends, such as <c>parcel/6201232022130200003</c>.</summary>
public sealed record StreamFact(string Stream, object Fact);
