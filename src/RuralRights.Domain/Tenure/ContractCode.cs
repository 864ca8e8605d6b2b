using RuralRights.Domain.Households;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Tenure;

/// <summary>
/// 承包合同代码: the contractor's eighteen digits and J for contracts of families (家庭承包) or Q for those by other means (其他方式).
/// </summary>
/// <remarks>The contract, its register entry (登记簿) and its certificate (权证) share one code.</remarks>
public readonly record struct ContractCode
{
    /// <summary>Number of characters.</summary>
    public const int Length = 19;

    private readonly ulong _contractor;

    private ContractCode(ulong contractor, bool byOtherMeans)
    {
        _contractor = contractor;
        IsByOtherMeans = byOtherMeans;
    }

    /// <summary>The contractor of the contract.</summary>
    public ContractorCode Contractor => ContractorCode.Of(_contractor);

    /// <summary>True when the code ends in Q.</summary>
    public bool IsByOtherMeans { get; }

    /// <summary>One number for the whole code: the contractor's digits, then 0 for J or 1 for Q.</summary>
    public ulong Value => (_contractor * 10) + (IsByOtherMeans ? 1UL : 0UL);

    /// <summary>The code a <see cref="Value"/> stands for.</summary>
    public static ContractCode FromNumber(ulong value) => new(value / 10, value % 10 == 1);

    /// <summary>Reads eighteen digits and an upper-case J or Q.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ContractCode code)
    {
        if (text is [.., 'J' or 'Q'] && DigitCode.TryRead(text[..^1], ContractorCode.Digits, out var contractor))
        {
            code = new(contractor, text[^1] == 'Q');
            return true;
        }

        code = default;
        return false;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out ContractCode)"/>
    public static bool TryParse(string? text, out ContractCode code) => TryParse(text.AsSpan(), out code);

    /// <summary>
    /// True for what the number of an earlier contract (原合同代码) may be. Papers of the second round were numbered by rules of their own,
    /// so at most nineteen letters, digits, hyphens and slashes are one; never an identity number.
    /// </summary>
    public static bool IsOfAnEarlierRound(string number) =>
        number.Length is > 0 and <= Length && number.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '/')
        && !CitizenId.TryParse(number, out _) && !CitizenId.TryWiden(number, out _);

    /// <summary>Reads a code that must be one.</summary>
    public static ContractCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"“{text}” is no contract code of 18 digits and J or Q.");

    /// <inheritdoc/>
    public override string ToString() => DigitCode.Write(_contractor, ContractorCode.Digits) + (IsByOtherMeans ? 'Q' : 'J');
}
