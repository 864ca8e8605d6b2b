using RuralRights.Domain.Law;

namespace RuralRights.Domain.Collectives;

/// <summary>发包方代码: who gives land out by contract; county (6), township (3), village (3) and group (2) digits.</summary>
/// <remarks>
/// A village-level issuer ends in 00. The code stays with the issuer for the whole contract term even when divisions are
/// renumbered, so nothing about where land lies today may be read from its digits.
/// </remarks>
public readonly record struct IssuerCode
{
    /// <summary>Number of digits.</summary>
    public const int Digits = 14;

    private IssuerCode(ulong value) => Value = value;

    /// <summary>The code as a number.</summary>
    public ulong Value { get; }

    /// <summary>The six digits of the county that issued the code.</summary>
    public string County => ToString()[..6];

    /// <summary>True when the issuer is a village, not one of its groups.</summary>
    public bool IsVillage => Value % 100 == 0;

    /// <summary>Reads fourteen digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IssuerCode code)
    {
        var read = DigitCode.TryRead(text, Digits, out var value);
        code = new(value);
        return read;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out IssuerCode)"/>
    public static bool TryParse(string? text, out IssuerCode code) => TryParse(text.AsSpan(), out code);

    /// <summary>Reads a code that must be one.</summary>
    public static IssuerCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"“{text}” is no issuer code of 14 digits.");

    /// <summary>The issuer in whose name a longer code (contractor, parcel, contract) was given.</summary>
    internal static IssuerCode Leading(ulong longer, ulong scale) => new(longer / scale);

    /// <inheritdoc/>
    public override string ToString() => DigitCode.Write(Value, Digits);
}
