using System.Text;
using System.Text.RegularExpressions;

namespace RuralRights.Interchange.Deliveries;

/// <summary>Paths inside a delivery: written with <c>/</c>, relative to its root, and never leading out of it.</summary>
internal static partial class PackagePath
{
    /// <summary>The path with tolerant separators; null when it is empty or would leave the root.</summary>
    public static string? Normalised(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == "..") return null;
            if (segment != ".") segments.Add(segment);
        }

        return segments.Count == 0 ? null : Unified(string.Join('/', segments));
    }

    /// <summary>Why a name must not be unpacked; null when it is harmless.</summary>
    public static (string Chinese, string English)? Danger(string name)
    {
        var path = name.Replace('\\', '/');
        if (path.StartsWith('/') || DriveLetter().IsMatch(path)) return ("是绝对路径", "is an absolute path");
        foreach (var character in path)
        {
            if (character is '\0' || char.IsControl(character)) return ("含有控制字符", "has control characters");
            if (character is '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u061C')
                return ("含有改变文字方向的字符", "has characters that turn the direction of the text");
        }

        foreach (var segment in path.TrimEnd('/').Split('/'))
        {
            if (segment == "..") return ("指向成果目录之外", "leads out of the delivery");
            if (ReservedName().IsMatch(segment)) return ("是系统保留名称", "is a name reserved by the system");
            if (segment.Length is 0 or > 255) return ("有空的或过长的一级目录", "has an empty or overlong part");
        }

        return null;
    }

    /// <summary>One form of accented and compatibility characters, so that a name typed on another system is found.</summary>
    public static string Unified(string path) => path.IsNormalized() ? path : path.Normalize(NormalizationForm.FormC);

    [GeneratedRegex("^[A-Za-z]:")]
    private static partial Regex DriveLetter();

    [GeneratedRegex(@"^(con|prn|aux|nul|conin\$|conout\$|com[0-9]|lpt[0-9])(\..*)?$|[ .]$|:", RegexOptions.IgnoreCase)]
    private static partial Regex ReservedName();
}
