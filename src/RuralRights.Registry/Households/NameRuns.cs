using System.Text;

namespace RuralRights.Registry.Households;

/// <summary>What a name can be found by: every run of its characters, of its pinyin and of its initials.</summary>
internal static class NameRuns
{
    // Longer names, such as those of minorities, are found by their first four characters and their pieces, and by the whole.
    private const int Longest = 4;

    /// <summary>The runs of a name, each marked with what it is a run of.</summary>
    public static IEnumerable<string> Of(string name)
    {
        var characters = Characters(name);
        var syllables = Pinyin.Of(string.Concat(characters));
        return Runs(characters, 1).Select(run => "字" + run)
            .Concat(Runs(syllables, 1).Select(run => "拼" + run))
            .Concat(Runs([.. syllables.Select(syllable => syllable[..1])], 2).Select(run => "首" + run))
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>The runs that a searched text may be: one of them must be a run of the name. Empty when there is nothing to search by.</summary>
    public static IReadOnlyList<string> Searched(string text)
    {
        var characters = Characters(text);
        if (characters.Count == 0) return [];
        if (!characters.TrueForAll(character => character is [>= 'a' and <= 'z'])) return ["字" + string.Concat(characters)];

        var letters = string.Concat(characters).Replace('v', 'u');
        return letters.Length == 1 ? ["拼" + letters] : ["拼" + letters, "首" + letters];
    }

    private static IEnumerable<string> Runs(IReadOnlyList<string> parts, int shortest)
    {
        for (var from = 0; from < parts.Count; from++)
            for (var length = shortest; length <= Math.Min(Longest, parts.Count - from); length++)
                yield return string.Concat(parts.Skip(from).Take(length));

        if (parts.Count > Longest) yield return string.Concat(parts);
    }

    // Spaces, dots and other signs between the parts of a name are not searched by.
    private static List<string> Characters(string text) =>
        [.. text.Normalize(NormalizationForm.FormKC).EnumerateRunes()
            .Where(Rune.IsLetterOrDigit)
            .Select(rune => rune.IsAscii ? Rune.ToLowerInvariant(rune).ToString() : rune.Value == 'ü' ? "v" : rune.ToString())];
}
