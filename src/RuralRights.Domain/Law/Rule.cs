namespace RuralRights.Domain.Law;

/// <summary>
/// A named rule of law or of register keeping. A refusal is one of these, never a bare string and never an exception.
/// </summary>
/// <param name="Code">Kebab-case name that stays for ever, such as <c>transferee-is-outsider</c>.</param>
/// <param name="Chinese">The sentence that went wrong, in words a farmer understands.</param>
/// <param name="English">The same in English.</param>
/// <param name="Basis">Where it comes from.</param>
/// <param name="MendChinese">What the person can do about it.</param>
/// <param name="MendEnglish">The same in English.</param>
public sealed record Rule(string Code, string Chinese, string English, LegalBasis Basis, string MendChinese, string MendEnglish)
{
    /// <summary>The code, which is how logs and receipts name the rule.</summary>
    public override string ToString() => Code;
}
