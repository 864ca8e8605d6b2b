namespace RuralRights.Domain.Law;

/// <summary>Writes small numbers as laws cite them: 34 is 三十四.</summary>
public static class ChineseNumber
{
    private const string Digits = "零一二三四五六七八九";

    /// <summary>Writes 1 to 9999. Throws <see cref="ArgumentOutOfRangeException"/> outside that range.</summary>
    public static string Write(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 9999);
        if (number is >= 10 and < 20) return number == 10 ? "十" : $"十{Digits[number % 10]}";

        var text = new System.Text.StringBuilder();
        var rest = number;
        foreach (var (unit, name) in new[] { (1000, "千"), (100, "百"), (10, "十"), (1, "") })
        {
            var digit = rest / unit;
            rest %= unit;
            if (digit > 0) text.Append(Digits[digit]).Append(name);
            else if (text.Length > 0 && rest > 0 && text[^1] != '零') text.Append('零');
        }

        return text.ToString();
    }
}
