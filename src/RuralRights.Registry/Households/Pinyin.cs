using System.Collections.Frozen;
using System.Reflection;
using System.Text;

namespace RuralRights.Registry.Households;

/// <summary>Toneless pinyin of names, surnames read as surnames. ü is written u, on both sides of a search.</summary>
public static class Pinyin
{
    // 单, 仇 and others are read differently as surnames than in ordinary words.
    private static readonly FrozenDictionary<string, string[]> Surnames = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["万俟"] = ["mo", "qi"], ["尉迟"] = ["yu", "chi"], ["长孙"] = ["zhang", "sun"], ["澹台"] = ["tan", "tai"],
        ["单于"] = ["chan", "yu"], ["鲜于"] = ["xian", "yu"], ["令狐"] = ["ling", "hu"], ["宿勤"] = ["su", "qin"],
        ["单"] = ["shan"], ["仇"] = ["qiu"], ["解"] = ["xie"], ["曾"] = ["zeng"], ["区"] = ["ou"], ["查"] = ["zha"],
        ["朴"] = ["piao"], ["盖"] = ["ge"], ["任"] = ["ren"], ["华"] = ["hua"], ["翟"] = ["zhai"], ["乐"] = ["yue"],
        ["员"] = ["yun"], ["缪"] = ["miao"], ["种"] = ["chong"], ["逄"] = ["pang"], ["纪"] = ["ji"], ["折"] = ["she"],
        ["覃"] = ["qin"], ["召"] = ["shao"], ["黑"] = ["he"], ["秘"] = ["bi"], ["洗"] = ["xian"], ["冼"] = ["xian"],
        ["宁"] = ["ning"], ["燕"] = ["yan"], ["葛"] = ["ge"], ["隗"] = ["wei"], ["佴"] = ["nai"], ["幺"] = ["yao"],
        ["谌"] = ["chen"], ["晏"] = ["yan"], ["乜"] = ["nie"], ["郗"] = ["xi"], ["卜"] = ["bu"], ["祭"] = ["zhai"],
        ["尹"] = ["yin"], ["车"] = ["che"], ["臧"] = ["zang"], ["贾"] = ["jia"], ["薄"] = ["bo"], ["柏"] = ["bai"],
        ["瞿"] = ["qu"], ["繁"] = ["po"], ["尉"] = ["wei"], ["阚"] = ["kan"], ["都"] = ["du"], ["粘"] = ["nian"],
        ["石"] = ["shi"], ["强"] = ["qiang"], ["么"] = ["yao"], ["牟"] = ["mu"], ["那"] = ["na"], ["哈"] = ["ha"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<int, string> Readings = Read();

    /// <summary>One syllable for each character of a name, in order; a Latin letter or digit stands for itself, other signs are passed over.</summary>
    public static IReadOnlyList<string> Of(string name)
    {
        var syllables = new List<string>(name.Length);
        var rest = name;
        foreach (var length in new[] { 2, 1 })
        {
            if (name.Length < length || !Surnames.TryGetValue(name[..length], out var surname)) continue;
            syllables.AddRange(surname);
            rest = name[length..];
            break;
        }

        foreach (var rune in rest.EnumerateRunes())
        {
            if (Readings.TryGetValue(rune.Value, out var reading)) syllables.Add(reading);
            else if (rune.IsAscii && Rune.IsLetterOrDigit(rune)) syllables.Add(Rune.ToLowerInvariant(rune).ToString());
        }

        return syllables;
    }

    private static FrozenDictionary<int, string> Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("RuralRights.Registry.Households.pinyin.txt")!, Encoding.UTF8);
        var readings = new Dictionary<int, string>(42_000);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var syllable = line[..space];
            foreach (var rune in line[(space + 1)..].EnumerateRunes()) readings[rune.Value] = syllable;
        }

        return readings.ToFrozenDictionary();
    }
}
