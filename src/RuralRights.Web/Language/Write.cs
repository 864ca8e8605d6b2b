using System.Globalization;

namespace RuralRights.Web.Language;

/// <summary>How days, areas and money are written on pages, in the language of the reader.</summary>
public static class Write
{
    private const decimal MuPerSquareMetre = 0.0015m;

    /// <summary>True when the reader asked for English.</summary>
    public static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>2026年11月23日, or 23 November 2026.</summary>
    public static string Day(DateOnly day) =>
        English ? day.ToString("d MMMM yyyy", Culture) : $"{day.Year}年{day.Month}月{day.Day}日";

    /// <summary>A day that may not be known.</summary>
    public static string Day(DateOnly? day) => day is { } known ? Day(known) : "—";

    /// <summary>The last day of a term; the standard writes 9999-01-01 for a right without end (长久).</summary>
    public static string TermEnd(DateOnly? day) =>
        day switch
        {
            null => "—",
            { Year: >= 9999 } => English ? "without end" : "长久",
            { } known => Day(known),
        };

    /// <summary>The last day of several terms; when they differ, the first and the last of them.</summary>
    public static string TermEnds(IReadOnlyList<DateOnly> days) => days switch
    {
        [] => "—",
        [var one] => TermEnd(one),
        [var first, .., var last] => Either($"{TermEnd(first)}至{TermEnd(last)}不等（各块不同）", $"{TermEnd(first)} to {TermEnd(last)}, not the same for every parcel"),
    };

    /// <summary>When the register learned it: 2026年11月23日 15:04.</summary>
    public static string Moment(DateTimeOffset moment)
    {
        var local = moment.ToOffset(TimeSpan.FromHours(8));
        return $"{Day(DateOnly.FromDateTime(local.DateTime))} {local.ToString("HH:mm", Culture)}";
    }

    /// <summary>1.67 亩. A recorded area in square metres; mu are for reading only.</summary>
    public static string Mu(decimal squareMetres) =>
        RoundedMu(squareMetres).ToString("N2", Culture) + (English ? " mu" : " 亩");

    /// <summary>The mu that are read. Rounded each for itself, they need not add up to those of the sum.</summary>
    public static decimal RoundedMu(decimal squareMetres) => decimal.Round(squareMetres * MuPerSquareMetre, 2, MidpointRounding.AwayFromZero);

    /// <summary>1.67 亩 · 1,113 平方米.</summary>
    public static string Area(decimal squareMetres) =>
        $"{Mu(squareMetres)} · {SquareMetres(squareMetres)}";

    /// <summary>1,113 平方米, with decimals only where the record has them.</summary>
    public static string SquareMetres(decimal squareMetres) =>
        squareMetres.ToString("#,0.##", Culture) + (English ? " m²" : " 平方米");

    /// <summary>12,600.00 元.</summary>
    public static string Yuan(decimal amount) => amount.ToString("N2", Culture) + (English ? " yuan" : " 元");

    /// <summary>A count with thousands.</summary>
    public static string Count(long count) => count.ToString("N0", Culture);

    /// <summary>A colon between a word and what it stands for.</summary>
    public static string Colon => Either("：", ": ");

    /// <summary>A comma between two things said of one.</summary>
    public static string Comma => Either("，", ", ");

    /// <summary>What parts two sentences of one line.</summary>
    public static string Semicolon => Either("；", "; ");

    /// <summary>Several things, one after the other.</summary>
    public static string List(IEnumerable<string> things) => string.Join(Either("、", ", "), things);

    /// <summary>Words that stand alone, as a label or in a cell; English ones begin with a capital then.</summary>
    public static string Capital(string words) => English && words.Length > 0 ? char.ToUpper(words[0], Culture) + words[1..] : words;

    /// <summary>An aside.</summary>
    public static string Bracketed(string aside) => Either($"（{aside}）", $" ({aside})");

    /// <summary>Chinese or English, whichever the reader asked for.</summary>
    public static string Either(string chinese, string english) => English ? english : chinese;

    private static CultureInfo Culture => CultureInfo.CurrentUICulture;
}
