using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Households;

/// <summary>What kind of contractor (承包方类型) a serial is reserved for; the values are those of table C16.</summary>
public enum ContractorKind
{
    /// <summary>农户, serials 0001 to 8000.</summary>
    Household = 1,

    /// <summary>个人, serials 8001 to 9000.</summary>
    Person = 2,

    /// <summary>单位, serials 9001 to 9999.</summary>
    Unit = 3,
}

/// <summary>承包方代码: the issuer's fourteen digits and a serial of four.</summary>
public readonly record struct ContractorCode
{
    /// <summary>Number of digits.</summary>
    public const int Digits = 18;

    private ContractorCode(ulong value) => Value = value;

    /// <summary>The code as a number.</summary>
    public ulong Value { get; }

    /// <summary>The issuer that numbered the contractor.</summary>
    public IssuerCode Issuer => IssuerCode.Leading(Value, 10_000);

    /// <summary>The kind the serial is reserved for; null for serial 0000, which is never given.</summary>
    public ContractorKind? Kind => KindOf(Value);

    /// <summary>The kind a code is reserved for, without parsing it first.</summary>
    public static ContractorKind? KindOf(ulong code) => (code % 10_000) switch
    {
        0 => null,
        <= 8000 => ContractorKind.Household,
        <= 9000 => ContractorKind.Person,
        _ => ContractorKind.Unit,
    };

    /// <summary>Reads eighteen digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ContractorCode code)
    {
        var read = DigitCode.TryRead(text, Digits, out var value);
        code = new(value);
        return read;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out ContractorCode)"/>
    public static bool TryParse(string? text, out ContractorCode code) => TryParse(text.AsSpan(), out code);

    /// <summary>Reads a code that must be one.</summary>
    public static ContractorCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"“{text}” is no contractor code of 18 digits.");

    /// <summary>The contractor named by the first eighteen digits of a contract.</summary>
    internal static ContractorCode Of(ulong value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => DigitCode.Write(Value, Digits);
}
