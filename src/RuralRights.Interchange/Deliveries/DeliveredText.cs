using System.Text;

namespace RuralRights.Interchange.Deliveries;

/// <summary>Tells the encodings of delivered texts apart and decodes them without guessing what damaged bytes might have meant.</summary>
/// <remarks>GB18030 contains GBK and GB2312, so one decoder serves all three and keeps the rare characters of names.</remarks>
internal sealed class DeliveredText
{
    private const char FirstPrivate = '\uE000';
    private const char LastPrivate = '\uF8FF';
    private const int LongestField = 512;

    private readonly Encoding _encoding;

    private DeliveredText(string name, Encoding encoding)
    {
        Name = name;
        _encoding = encoding;
    }

    public static DeliveredText Gb18030 { get; } = new("GB18030", CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\uFFFD"))!);

    public static DeliveredText Utf8 { get; } = new("UTF-8", new UTF8Encoding(false, false));

    public string Name { get; }

    public Encoding Encoding => _encoding;

    /// <summary>The encoding that a .cpg file or a language driver byte declares; null when it declares none that we know.</summary>
    public static DeliveredText? Declared(string? codePage, byte languageDriver) => codePage?.Trim().ToUpperInvariant() switch
    {
        "UTF-8" or "UTF8" or "65001" => Utf8,
        "GBK" or "GB2312" or "GB18030" or "936" or "CP936" or "ANSI 936" or "MS936" or "54936" => Gb18030,
        null when languageDriver is 0x4D or 0x7A => Gb18030,
        _ => null,
    };

    public string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = _encoding.GetString(bytes);
        return text.AsSpan().ContainsAnyInRange(FirstPrivate, LastPrivate) ? string.Concat(text.Select(Modern)) : text;
    }

    public bool CanDecode(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes)) return true;
        Span<char> characters = stackalloc char[LongestField];
        if (bytes.Length > LongestField) return IsText(Decode(bytes));
        return IsText(characters[.._encoding.GetChars(bytes, characters)]);
    }

    /// <summary>
    /// A character of the private area is a drawing in the font of one office (造字): nobody else can show or print that name.
    /// </summary>
    private static bool IsText(ReadOnlySpan<char> characters)
    {
        if (characters.Contains(FieldText.Unreadable)) return false;
        foreach (var character in characters)
            if (character is >= FirstPrivate and <= LastPrivate && Modern(character) == character.ToString()) return false;
        return true;
    }

    /// <summary>The characters that stood in the private area until GB 18030-2005 and -2022 gave them places.</summary>
    private static string Modern(char character) => character switch
    {
        '\uE816' => "\U00020087",
        '\uE817' => "\U00020089",
        '\uE818' => "\U000200CC",
        '\uE81E' => "\u9FB4",
        '\uE826' => "\u9FB5",
        '\uE82B' => "\u9FB6",
        '\uE82C' => "\u9FB7",
        '\uE831' => "\U000215D7",
        '\uE832' => "\u9FB8",
        '\uE83B' => "\U0002298F",
        '\uE843' => "\u9FB9",
        '\uE854' => "\u9FBA",
        '\uE855' => "\U000241FE",
        '\uE864' => "\u9FBB",
        _ => character.ToString(),
    };
}

/// <summary>Weighs sampled fields for and against UTF-8.</summary>
internal sealed class EncodingEvidence
{
    /// <summary>So many Chinese characters that are sound UTF-8 do not come about by chance in GBK text.</summary>
    private const int Convincing = 3;

    private int _sound;
    private int _broken;
    private int _wideCharacters;

    public void Add(ReadOnlySpan<byte> field)
    {
        if (Ascii.IsValid(field)) return;
        if (DeliveredText.Utf8.CanDecode(field))
        {
            _sound++;
            _wideCharacters += Wide(field);
        }
        else
        {
            _broken++;
        }
    }

    /// <summary>The encoding that the bytes speak for. What a file declares counts unless the bytes contradict it plainly.</summary>
    /// <remarks>
    /// Nearly every field of GBK text is broken as UTF-8. A few broken ones among many sound ones are texts that were cut at the width
    /// of their field, in the middle of a character.
    /// </remarks>
    public DeliveredText Settle(DeliveredText? declared)
    {
        var soundUtf8 = _sound > 4 * _broken;
        if (declared == DeliveredText.Utf8) return _broken > _sound ? DeliveredText.Gb18030 : declared;
        var wanted = declared is null ? 1 : Convincing;
        return soundUtf8 && _wideCharacters >= wanted ? DeliveredText.Utf8 : DeliveredText.Gb18030;
    }

    private static int Wide(ReadOnlySpan<byte> utf8)
    {
        var wide = 0;
        foreach (var value in utf8)
            if (value is >= 0xE0 and < 0xF8) wide++;
        return wide;
    }
}
