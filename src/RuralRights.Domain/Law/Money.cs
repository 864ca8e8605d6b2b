using System.Globalization;
using System.Text;

namespace RuralRights.Domain.Law;

/// <summary>An amount of renminbi somebody could pay: more than nothing, whole fen, below a million million yuan.</summary>
/// <remarks>Facts hold the bare number of yuan; this type judges it and writes it as papers to be signed require.</remarks>
public readonly record struct Money
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private const decimal Limit = 1_000_000_000_000m;

    private Money(decimal yuan) => Yuan = yuan;

    /// <summary>The amount in yuan (元).</summary>
    public decimal Yuan { get; }

    /// <summary>True for an amount that can be paid; half a fen cannot.</summary>
    public static bool TryOf(decimal yuan, out Money money)
    {
        var payable = yuan is > 0 and < Limit && decimal.Round(yuan, 2) == yuan;
        money = payable ? new(yuan) : default;
        return payable;
    }

    /// <summary>An amount that must be payable.</summary>
    public static Money Of(decimal yuan) =>
        TryOf(yuan, out var money) ? money : throw new ArgumentOutOfRangeException(nameof(yuan), yuan, "Not an amount that can be paid.");

    /// <summary>The amount in the capital numerals of bank papers (大写), such as 壹万贰仟陆佰元整.</summary>
    /// <remarks>By the payment rules of the central bank: 整 closes an amount without fen or jiao, and one 零 stands for a gap.</remarks>
    public string InWords()
    {
        var whole = (long)decimal.Truncate(Yuan);
        var fen = (int)((Yuan - whole) * 100);
        var text = new StringBuilder();
        AppendYuan(text, whole);
        if (fen == 0) return text.Append('整').ToString();

        var (jiao, rest) = (fen / 10, fen % 10);
        if (jiao > 0) text.Append(Digits[jiao]).Append('角');
        else if (whole > 0) text.Append('零');
        if (rest > 0) text.Append(Digits[rest]).Append('分');
        return text.ToString();
    }

    /// <summary>The amount in digits with two decimals, such as 12,600.00.</summary>
    public override string ToString() => Yuan.ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>Writes the whole yuan in groups of four digits; a group that does not fill its thousands is preceded by 零.</summary>
    private static void AppendYuan(StringBuilder text, long whole)
    {
        if (whole == 0) return;

        foreach (var (unit, name) in new[] { (100_000_000L, "亿"), (10_000L, "万"), (1L, "元") })
        {
            var group = (int)(whole / unit % 10_000);
            if (group > 0)
            {
                if (text.Length > 0 && group < 1000) text.Append('零');
                AppendGroup(text, group);
            }

            if (group > 0 || unit == 1) text.Append(name);
        }
    }

    private static void AppendGroup(StringBuilder text, int group)
    {
        var gap = false;
        var begun = false;
        foreach (var (unit, name) in new[] { (1000, "仟"), (100, "佰"), (10, "拾"), (1, "") })
        {
            var digit = group / unit % 10;
            if (digit == 0)
            {
                gap = begun;
                continue;
            }

            if (gap) text.Append('零');
            text.Append(Digits[digit]).Append(name);
            (begun, gap) = (true, false);
        }
    }
}
