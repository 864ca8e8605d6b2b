using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Parcels;

/// <summary>地块代码: the issuer's fourteen digits and a serial of five.</summary>
public readonly record struct ParcelCode
{
    /// <summary>Number of digits.</summary>
    public const int Digits = 19;

    private const ulong Limit = 10_000_000_000_000_000_000;

    private ParcelCode(ulong value) => Value = value;

    /// <summary>The code as a number; nineteen digits always fit.</summary>
    public ulong Value { get; }

    /// <summary>The issuer that numbered the parcel.</summary>
    public IssuerCode Issuer => IssuerCode.Leading(Value, 100_000);

    /// <summary>Reads nineteen digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ParcelCode code)
    {
        var read = DigitCode.TryRead(text, Digits, out var value);
        code = new(value);
        return read;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out ParcelCode)"/>
    public static bool TryParse(string? text, out ParcelCode code) => TryParse(text.AsSpan(), out code);

    /// <summary>Reads a code that must be one.</summary>
    public static ParcelCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"“{text}” is no parcel code of 19 digits.");

    /// <summary>The code a number stands for. Throws when it has more than nineteen digits.</summary>
    public static ParcelCode FromNumber(ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, Limit);
        return new(value);
    }

    /// <inheritdoc/>
    public override string ToString() => DigitCode.Write(Value, Digits);
}
