using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using RuralRights.Interchange.Certificates;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;

namespace RuralRights.Web.Verification;

/// <summary>Anybody verifies a certificate, without signing in and without scripts.</summary>
public static partial class VerificationPages
{
    private const int Longest = 64;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v/{county}/{token}", Show);
        routes.MapGet("/verify", Ask);
        routes.MapPost("/verify", Check).WithMetadata(new RequestSizeLimitAttribute(VerifyCertificate.LargestDocument));
    }

    private static async Task<IResult> Show(string county, string token, VerifyCertificate verify, Premises office, TimeProvider clock, CancellationToken cancel)
    {
        var isRead = VerificationToken.TryRead(token, out var known, out _);
        if (!isRead && HasIdentityNumber(token)) return Page.See("/verify?identity=true");

        var paper = isRead && county == office.County
            ? await verify.ByToken(county, known, cancel)
            : Registry.Tenure.Verification.Unknown;
        return Page.Of<VerdictPage>(
            new { Paper = paper, At = clock.GetUtcNow(), Typed = token },
            paper.Standing == CertificateStanding.Unknown ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
    }

    // No page repeats an identity number, be it in the address; whoever typed one is told what to type.
    private static IResult Ask(string? code, bool? identity, Premises office, IStringLocalizer<Words> T)
    {
        if (code is null && identity is not true) return Page.Of<VerifyForm>();
        if (code is null) return Again("", T["这像是身份证号码。请输入核验码，它印在证书二维码下面。"]);
        if (VerificationToken.TryRead(code, out var token, out var error)) return TypedResults.LocalRedirect($"/v/{office.County}/{token}");
        if (HasIdentityNumber(code)) return Page.See("/verify?identity=true");

        return Again(code, code.Length == 0 ? T["请输入核验码"] : Write.Either(error.Chinese, error.English));

        IResult Again(string typed, string why) =>
            Page.Of<VerifyForm>(new { Typed = typed, Errors = new Dictionary<string, string> { ["code"] = why } }, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>A code in groups of four, which people compare more easily.</summary>
    internal static string Grouped(string code) =>
        string.Join(' ', Plain(code)[..Math.Min(Plain(code).Length, Longest)].Chunk(4).Select(group => new string(group))) + (Plain(code).Length > Longest ? " …" : "");

    private static bool HasIdentityNumber(string typed) => IdentityNumber().IsMatch(Plain(typed));

    private static string Plain(string typed) => string.Concat(typed.Normalize(NormalizationForm.FormKC)
        .Where(letter => !char.IsWhiteSpace(letter) && !char.IsControl(letter) && char.GetUnicodeCategory(letter) != UnicodeCategory.DashPunctuation));

    private static async Task<IResult> Check(
        IFormFile? file, VerifyCertificate verify, Premises office, TimeProvider clock, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (file is null || file.Length == 0)
        {
            return Page.Of<VerifyForm>(
                new { Errors = new Dictionary<string, string> { ["file"] = T["请选一个文件"] } }, StatusCodes.Status422UnprocessableEntity);
        }

        await using var pdf = file.OpenReadStream();
        var found = await verify.ByDocument([office.County], pdf, cancel);
        return Page.Of<VerdictPage>(new { Paper = found.Register, Document = found, At = clock.GetUtcNow() });
    }

    // Of eighteen characters, or of fifteen as it was until 1999.
    [GeneratedRegex("[0-9]{15}")]
    private static partial Regex IdentityNumber();
}
