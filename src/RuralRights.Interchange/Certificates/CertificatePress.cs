using System.Text;
using System.Text.RegularExpressions;
using RuralRights.Domain.Households;
using RuralRights.Interchange.Certificates.Layout;
using RuralRights.Interchange.Certificates.Signing;
using RuralRights.Interchange.Certificates.Typography;
using SkiaSharp;

namespace RuralRights.Interchange.Certificates;

/// <summary>Prints certificates (权证打印) as PDF/A documents.</summary>
/// <remarks>The same content gives the same bytes, until it is signed. Safe for several threads.</remarks>
public sealed partial class CertificatePress(CertificateFonts fonts)
{
    /// <summary>Prints a certificate without signing it, for a look before it is issued.</summary>
    public Printing Print(CertificateContent content)
    {
        var identities = IdentityNumbers(content);
        return identities.Length > 0
            ? new Printing.CannotPrint(identities)
            : PrintedDocument.Of(CertificatePages.Lay(content, new Typesetter(fonts)), fonts, Describe(content));
    }

    /// <summary>Prints several certificates one after another into one document for the printer; none when anything is in the way of one.</summary>
    /// <remarks>It is not signed: what a signature vouches for is one certificate, and on paper its code does.</remarks>
    /// <param name="contents">What they say; at least one.</param>
    /// <param name="day">Day of printing.</param>
    public Printing Print(IReadOnlyList<CertificateContent> contents, DateOnly day)
    {
        ArgumentOutOfRangeException.ThrowIfZero(contents.Count);
        var typesetter = new Typesetter(fonts);
        var laid = contents.Select(content => (Content: content, Leaves: CertificatePages.Lay(content, typesetter))).ToList();
        var obstacles = laid.SelectMany(one => IdentityNumbers(one.Content).Concat(PrintedDocument.Missing(one.Leaves, fonts))
            .Select(obstacle => (PrintObstacle)new PrintObstacle.OfOne(one.Content.Serial, obstacle))).ToArray();
        if (obstacles.Length > 0) return new Printing.CannotPrint(obstacles);

        return PrintedDocument.Of([.. laid.SelectMany(one => one.Leaves)], fonts, Describe(contents, day)) is Printing.Printed printed
            ? printed with { PagesOfEach = [.. laid.Select(one => one.Leaves.Count)] }
            : throw new InvalidOperationException("What is missing from one document is missing from a certificate in it.");
    }

    /// <summary>Prints a certificate and signs it.</summary>
    /// <param name="content">What it says.</param>
    /// <param name="signer">Who signs.</param>
    /// <param name="signedAt">When, as the signature states it.</param>
    public Printing Print(CertificateContent content, ICertificateSigner signer, DateTimeOffset signedAt) => Print(content) switch
    {
        Printing.Printed printed => printed with { Pdf = PdfSignature.Add(printed.Pdf, signer, signedAt, $"签发 {content.Serial}") },
        var refused => refused,
    };

    private static SKDocumentPdfMetadata Describe(CertificateContent content) =>
        PrintedDocument.About($"农村土地承包经营权证 {content.Number}", content.Serial, content.IssuedOn, content.RegisteringAuthority, content.Verification.Url);

    // No address to verify: a document of many certificates is none that counts by itself.
    private static SKDocumentPdfMetadata Describe(IReadOnlyList<CertificateContent> contents, DateOnly day) =>
        PrintedDocument.About($"农村土地承包经营权证 {contents.Count}本", $"{contents[0].Serial} — {contents[^1].Serial}", day, contents[0].RegisteringAuthority, "");

    private static PrintObstacle[] IdentityNumbers(CertificateContent content) =>
    [
        .. FreeTexts(content)
            .Where(text => text.Words is not null && HoldsIdentityNumber(text.Words))
            .Select(text => new PrintObstacle.IdentityNumber(text.Place, text.PlaceEnglish)),
    ];

    /// <summary>The names and remarks into which a person may have written anything.</summary>
    private static IEnumerable<(string Place, string PlaceEnglish, string? Words)> FreeTexts(CertificateContent content) =>
    [
        ("承包方代表姓名", "holder's name", content.Holder.Name),
        ("发包方名称", "issuer's name", content.Issuer.Name),
        .. content.CoHolders.SelectMany(person => new (string, string, string?)[]
        {
            ("共有人姓名", "name of a co-holder", person.Name),
            ("共有人备注", "remark on a co-holder", person.Remark),
        }),
        .. content.Parcels.SelectMany(parcel => new (string, string, string?)[]
        {
            ("地块名称", "name of a parcel", parcel.Name),
            ("地块四至", "four sides of a parcel", string.Join(' ', parcel.Sides.East, parcel.Sides.South, parcel.Sides.West, parcel.Sides.North)),
        }),
    ];

    /// <summary>Looks for a valid number in every run of digits, also inside a longer one; codes of parcels (19 digits) are none.</summary>
    private static bool HoldsIdentityNumber(string words) => DigitRuns().Matches(words.Normalize(NormalizationForm.FormKC)).Any(run => run.Length switch
    {
        15 => CitizenId.TryWiden(run.ValueSpan, out _),
        19 when char.IsAsciiDigit(run.Value[^1]) => false,
        _ => Enumerable.Range(0, Math.Max(0, run.Length - 17)).Any(start => CitizenId.TryParse(run.ValueSpan.Slice(start, 18), out _)),
    });

    [GeneratedRegex("[0-9]{15,}[Xx]?")]
    private static partial Regex DigitRuns();
}
