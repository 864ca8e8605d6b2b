namespace RuralRights.Domain.Law;

/// <summary>What every fact says about its own making. The time it was recorded is the ledger's to give, not the actor's.</summary>
/// <param name="LegalDay">The day from which the fact is true in law.</param>
/// <param name="Actor">Who did it: <c>person/{id}</c>, <c>official/{id}</c> or <c>delivery/{sha256}</c>, or <c>office/{county}</c> for the county itself; never a personal name or number.</param>
/// <param name="Authority">The office or collective in whose right it was done.</param>
/// <param name="Case">Business serial number (业务流水号) of the case the fact belongs to.</param>
/// <param name="Rules">Codes of the rules that were checked and held.</param>
/// <param name="Documents">SHA-256 of the documents it rests on.</param>
public sealed record Provenance(
    DateOnly LegalDay,
    string Actor,
    string Authority,
    string Case,
    IReadOnlyList<string> Rules,
    IReadOnlyList<string> Documents)
{
    /// <summary>The same, resting on a paper as it was handed in as well; null for none.</summary>
    public Provenance RestingOn(string? paper) => paper is null ? this : this with { Documents = [.. Documents, paper] };
}

/// <summary>A fact of the ledger. The type name is fixed for ever; see <see cref="FactNames"/>.</summary>
public interface IFact
{
    /// <summary>Day, actor, authority, case, rules and documents.</summary>
    Provenance Provenance { get; }
}

/// <summary>An act as it reaches the law: who asks, in whose right, on which day, in which case.</summary>
/// <param name="Today">The legal day of the act.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Authority">The office or collective in whose right it is done.</param>
/// <param name="Case">Business serial number (业务流水号) of the case.</param>
public sealed record Act(DateOnly Today, Actor Actor, string Authority, string Case)
{
    /// <summary>Rules that were checked before the act came to whoever decides it.</summary>
    public IReadOnlyList<Rule> Checked { get; init; } = [];

    /// <summary>Day on which the contract of the case was signed; null where it has none or it is not signed yet.</summary>
    public DateOnly? ContractedOn { get; init; }

    /// <summary>SHA-256 of the signature that proves the act; null where nobody signed.</summary>
    public string? Signature { get; init; }

    /// <summary>The provenance of a fact of this act that these rules were checked for.</summary>
    public Provenance After(params IEnumerable<Rule> rules) =>
        new(Today, Actor.ToString(), Authority, Case, [.. Checked.Concat(rules).Select(rule => rule.Code)], Signature is { } signature ? [signature] : []);
}
