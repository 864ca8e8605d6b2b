using System.Globalization;

namespace RuralRights.Spatial;

/// <summary>
/// One bracketed element of well-known text, such as <c>PARAMETER["Central_Meridian",105.0]</c>.
/// </summary>
/// <remarks>Brackets may be square or round, keywords in any case, spacing free. Depth and length are bounded, so a hostile file cannot exhaust anything.</remarks>
internal sealed class WellKnownText
{
    private const int LongestText = 65_536;
    private const int DeepestNesting = 16;

    private readonly List<string> _texts = [];
    private readonly List<double> _numbers = [];
    private readonly List<WellKnownText> _children = [];

    private WellKnownText(string keyword) => Keyword = keyword;

    /// <summary>Keyword in upper case.</summary>
    public string Keyword { get; }

    /// <summary>The first quoted string, which is the element's name.</summary>
    public string Name => _texts.Count > 0 ? _texts[0] : "";

    public IReadOnlyList<double> Numbers => _numbers;

    public IReadOnlyList<WellKnownText> Children => _children;

    /// <summary>Letters and digits of a name, in lower case: <c>D_China_2000</c> and <c>China 2000</c> differ only in spelling.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    /// <summary>Null when the text is not one whole element. A system of heights after a comma, as ESRI appends it, says nothing about the plane.</summary>
    public static WellKnownText? Parse(string? text)
    {
        if (text is null || text.Length > LongestText) return null;
        var scanner = new Scanner(text);
        var root = scanner.Element(0);
        if (root is not null && scanner.Take(',', ',') && scanner.Element(0) is not { Keyword: "VERTCS" }) return null;
        return root is not null && scanner.AtEnd ? root : null;
    }

    public WellKnownText? Child(params ReadOnlySpan<string> keywords)
    {
        foreach (var child in _children)
            if (keywords.Contains(child.Keyword)) return child;
        return null;
    }

    /// <summary>The code in <c>AUTHORITY["EPSG","4523"]</c>, where the element has one.</summary>
    public int? EpsgCode => Child("AUTHORITY") is { _texts: [var register, var code, ..] }
        && register.Equals("EPSG", StringComparison.OrdinalIgnoreCase)
        && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private sealed class Scanner(string text)
    {
        private int _at;

        public bool AtEnd
        {
            get
            {
                SkipBlanks();
                return _at == text.Length;
            }
        }

        /// <summary>Keyword, opening bracket, arguments separated by commas, closing bracket.</summary>
        public WellKnownText? Element(int depth)
        {
            if (depth > DeepestNesting || Word() is not { } keyword || !Take('[', '(')) return null;
            var element = new WellKnownText(keyword.ToUpperInvariant());
            do
            {
                if (!Argument(element, depth)) return null;
            }
            while (Take(',', ','));

            return Take(']', ')') ? element : null;
        }

        private bool Argument(WellKnownText element, int depth)
        {
            SkipBlanks();
            if (_at == text.Length) return false;
            if (text[_at] == '"') return Quoted() is { } quoted && Keep(element._texts, quoted);
            if (char.IsAsciiLetter(text[_at])) return WordOrElement(element, depth);

            var start = _at;
            while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || "+-.eE".Contains(text[_at], StringComparison.Ordinal))) _at++;
            return double.TryParse(text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number) && Keep(element._numbers, number);
        }

        /// <summary>A bare word, such as the direction in <c>AXIS["X",EAST]</c>, says nothing about where a parcel lies.</summary>
        private bool WordOrElement(WellKnownText element, int depth)
        {
            var start = _at;
            if (Word() is null) return false;
            SkipBlanks();
            if (_at == text.Length || text[_at] is not ('[' or '(')) return true;
            _at = start;
            return Element(depth + 1) is { } child && Keep(element._children, child);
        }

        private string? Word()
        {
            SkipBlanks();
            var start = _at;
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_')) _at++;
            return _at > start && char.IsAsciiLetter(text[start]) ? text[start.._at] : null;
        }

        /// <summary>A quoted string; two quotation marks inside it stand for one.</summary>
        private string? Quoted()
        {
            var content = new System.Text.StringBuilder();
            for (_at++; _at < text.Length; _at++)
            {
                if (text[_at] != '"') content.Append(text[_at]);
                else if (_at + 1 < text.Length && text[_at + 1] == '"') content.Append(text[_at++]);
                else
                {
                    _at++;
                    return content.ToString();
                }
            }

            return null;
        }

        public bool Take(char one, char other)
        {
            SkipBlanks();
            if (_at == text.Length || (text[_at] != one && text[_at] != other)) return false;
            _at++;
            return true;
        }

        /// <summary>A byte order mark and a trailing zero byte are blanks too: both occur in delivered files.</summary>
        private void SkipBlanks()
        {
            while (_at < text.Length && (char.IsWhiteSpace(text[_at]) || text[_at] is '\uFEFF' or '\0')) _at++;
        }

        private static bool Keep<T>(List<T> list, T value)
        {
            list.Add(value);
            return true;
        }
    }
}
