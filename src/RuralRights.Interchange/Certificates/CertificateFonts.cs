using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using RuralRights.Interchange.Certificates.Typography;

namespace RuralRights.Interchange.Certificates;

/// <summary>
/// The typefaces certificates are set in: three that come with the register, and further ones of the machine for characters
/// so rare that those three lack them.
/// </summary>
/// <remarks>Open it once and keep it; it is safe for several threads. Faces of the machine are only read when a character needs them.</remarks>
public sealed class CertificateFonts : IDisposable
{
    private readonly FontFile[] _faces;
    private readonly Lazy<IReadOnlyList<FontFile>> _further;
    private readonly ConcurrentDictionary<(Face Face, Rune Character), FontFile?> _found = [];

    private CertificateFonts(FontFile[] faces, IReadOnlyList<string> furtherFolders)
    {
        _faces = faces;
        _further = new(() => OpenFurther(furtherFolders));
    }

    /// <summary>Folders in which Debian and Ubuntu keep typefaces.</summary>
    public static IReadOnlyList<string> MachineFolders { get; } =
        ["/usr/local/share/fonts", "/usr/share/fonts", Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "fonts")];

    /// <summary>Opens the typefaces.</summary>
    /// <param name="folder">Where the register's own faces lie; by default <c>fonts</c> beside the program.</param>
    /// <param name="furtherFolders">Where further faces may lie; by default <see cref="MachineFolders"/>.</param>
    /// <exception cref="FileNotFoundException">One of the register's own faces is not there.</exception>
    public static CertificateFonts Open(string? folder = null, IReadOnlyList<string>? furtherFolders = null)
    {
        folder ??= Path.Combine(AppContext.BaseDirectory, "fonts");
        return new(
            [.. new[] { "NotoSerifSC_400Regular.ttf", "NotoSerifSC_700Bold.ttf", "NotoSansSC_400Regular.ttf" }.Select(name => new FontFile(Path.Combine(folder, name)))],
            furtherFolders ?? MachineFolders);
    }

    /// <summary>The font that has a character, the certificate's own face first; null when none on this machine has it.</summary>
    internal FontFile? FontFor(Face face, Rune character) => _found.GetOrAdd((face, character), key =>
    {
        var own = _faces[(int)key.Face];
        if (own.GlyphOf(key.Character) != 0) return own;
        var like = key.Face == Face.Sans ? "Sans" : "Serif";
        return _further.Value
            .Where(font => font.GlyphOf(key.Character) != 0)
            .OrderByDescending(font => font.FullName.Contains(like, StringComparison.Ordinal))
            .ThenByDescending(font => key.Face == Face.SerifBold == font.FullName.Contains("Bold", StringComparison.Ordinal))
            .FirstOrDefault();
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var font in _faces) font.Dispose();
        if (!_further.IsValueCreated) return;
        foreach (var font in _further.Value) font.Dispose();
    }

    /// <summary>Opens every readable face in a fixed order; of a collection, the one drawn for simplified Chinese.</summary>
    private static List<FontFile> OpenFurther(IReadOnlyList<string> folders)
    {
        var files = folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file).ToLower(CultureInfo.InvariantCulture) is ".ttf" or ".otf" or ".ttc" or ".otc")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

        var fonts = new List<FontFile>();
        foreach (var file in files)
        {
            try
            {
                fonts.Add(Enumerable.Range(0, FontFile.CountMembers(file))
                    .Select(member => new FontFile(file, member))
                    .OrderByDescending(font => font.FullName.Contains(" SC", StringComparison.Ordinal))
                    .ThenBy(font => font.Member)
                    .First());
            }
            catch (Exception unreadable) when (unreadable is InvalidDataException or IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                // A broken font on the machine is no reason not to print; a character only it has will be reported as missing.
            }
        }

        return fonts;
    }
}
