using RuralRights.Domain.Law;
using static RuralRights.Domain.Registration.DocumentRules;

namespace RuralRights.Domain.Registration;

/// <summary>In what form a document is kept. Only what every reader can show and print today and what archives accept for ever.</summary>
public enum DocumentFormat
{
    /// <summary>None of the accepted ones.</summary>
    Other,

    /// <summary>A photograph (JPEG).</summary>
    Jpeg,

    /// <summary>A picture without loss (PNG).</summary>
    Png,

    /// <summary>A document of pages (PDF).</summary>
    Pdf,
}

/// <summary>What is wrong with a document handed in.</summary>
public enum DocumentFault
{
    /// <summary>There is nothing in it.</summary>
    Empty,

    /// <summary>It is larger than the county accepts.</summary>
    TooLarge,

    /// <summary>It is neither photograph, picture nor PDF.</summary>
    OtherFormat,

    /// <summary>The county takes no documents of this kind today.</summary>
    KindNotTaken,

    /// <summary>Something else lies in it or behind it: a program, a package, a page.</summary>
    Disguised,

    /// <summary>It is cut off or cannot be shown.</summary>
    Damaged,

    /// <summary>It unfolds to more than anybody photographs or scans.</summary>
    TooDense,

    /// <summary>It is locked by a password.</summary>
    Locked,

    /// <summary>It carries scripts, files or commands.</summary>
    CarriesPrograms,

    /// <summary>It has more pages than one document may have.</summary>
    TooManyPages,

    /// <summary>Several pages were handed in of which one is no picture.</summary>
    PagesAreMixed,
}

/// <summary>How large documents may be, and of which kinds.</summary>
/// <param name="LargestBytes">Of one file.</param>
/// <param name="LargestPoints">Points of one picture; A3 at 400 dots to the inch has 31 million.</param>
/// <param name="LargestPages">Pages of one document.</param>
/// <param name="LargestSetBytes">Of several pictures that become one document.</param>
public sealed record DocumentLimits(long LargestBytes, long LargestPoints, int LargestPages, long LargestSetBytes)
{
    // What a picture unfolds to is held in the memory of the server, so it is no county's to set.
    private const long MostPoints = 50_000_000;
    private const int Mega = 20;

    /// <summary>Whether photographs are taken (JPEG, PNG).</summary>
    public bool TakesPhotographs { get; private init; } = true;

    /// <summary>Whether documents of pages are taken (PDF).</summary>
    public bool TakesPdf { get; private init; } = true;

    /// <summary>What stands while the county has set nothing else.</summary>
    public static DocumentLimits Default { get; } = Of(Settings.Standard(DateOnly.MinValue));

    /// <summary>What the county has set.</summary>
    public static DocumentLimits Of(Settings settings)
    {
        var kinds = settings.Of(CountySettings.DocumentKinds);
        return new((long)settings.Of(CountySettings.DocumentMegabytes) << Mega, MostPoints, settings.Of(CountySettings.DocumentPages), (long)settings.Of(CountySettings.DocumentSetMegabytes) << Mega)
        {
            TakesPhotographs = kinds != CountySettings.OnlyPdf,
            TakesPdf = kinds != CountySettings.OnlyPhotographs,
        };
    }

    /// <summary>True when documents of this form are taken.</summary>
    public bool Takes(DocumentFormat format) => format == DocumentFormat.Pdf ? TakesPdf : TakesPhotographs;
}

/// <summary>A document as its content was read, whatever its name and its sender said it was.</summary>
/// <param name="Format">What it is.</param>
/// <param name="Pages">Pages in it; a picture has one.</param>
/// <param name="Width">Width of a picture in points, as it is to be shown; 0 for a PDF.</param>
/// <param name="Height">Height of a picture in points.</param>
/// <param name="Fault">What is wrong with it; null when it can be kept.</param>
/// <param name="About">What was found, such as <c>WebP</c> or <c>/JavaScript</c>; never the name of a file.</param>
public sealed record DocumentRead(DocumentFormat Format, int Pages, int Width, int Height, DocumentFault? Fault, string? About)
{
    /// <summary>The rule it breaks and what was found; null when it can be kept.</summary>
    public (Rule Rule, string? About)? Refusal => Fault is { } fault ? (RuleOf(fault), About) : null;

    /// <summary>A document that cannot be kept.</summary>
    public static DocumentRead Refused(DocumentFormat format, DocumentFault fault, string? about = null) => new(format, 0, 0, 0, fault, about);

    private static Rule RuleOf(DocumentFault fault) => fault switch
    {
        DocumentFault.Empty => DocumentIsEmpty,
        DocumentFault.TooLarge => DocumentIsTooLarge,
        DocumentFault.OtherFormat => DocumentFormatIsNotAccepted,
        DocumentFault.KindNotTaken => DocumentKindIsNotTaken,
        DocumentFault.Disguised => DocumentHidesSomethingElse,
        DocumentFault.Damaged => DocumentIsDamaged,
        DocumentFault.TooDense => DocumentUnfoldsTooFar,
        DocumentFault.Locked => DocumentIsLocked,
        DocumentFault.CarriesPrograms => DocumentCarriesPrograms,
        DocumentFault.TooManyPages => DocumentHasTooManyPages,
        DocumentFault.PagesAreMixed => DocumentPagesAreMixed,
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}

/// <summary>A document that lies in the store, as an act that names it sees it.</summary>
/// <param name="Sha256">SHA-256 of what is kept, 64 digits of lower-case hexadecimal.</param>
/// <param name="Format">What it is.</param>
/// <param name="Pages">Pages in it.</param>
/// <param name="HandedIn">True when whoever acts handed it in or may see it; knowing a hash opens nothing.</param>
public sealed record DocumentOnHand(string Sha256, DocumentFormat Format, int Pages, bool HandedIn)
{
    /// <summary>The first of the documents an act names that its actor cannot name; null when all can be.</summary>
    /// <param name="named">Hashes that the act names.</param>
    /// <param name="onHand">What of them lies in the store.</param>
    public static string? Missing(IEnumerable<string> named, IReadOnlyCollection<DocumentOnHand> onHand) =>
        named.FirstOrDefault(sha256 => !onHand.Any(document => document.Sha256 == sha256 && document.HandedIn));

    /// <summary>The paper an act may rest on, when its actor cannot name it; null when they can, or it names none.</summary>
    /// <param name="paper">Hash of the paper; null for none.</param>
    /// <param name="onHand">What of it lies in the store; null for nothing.</param>
    public static string? Missing(string? paper, IReadOnlyCollection<DocumentOnHand>? onHand) => paper is null ? null : Missing([paper], onHand ?? []);
}
