using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using RuralRights.Interchange.Certificates;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;

namespace RuralRights.Web.Verification;

/// <summary>Anybody verifies a certificate, without signing in and without scripts.</summary>
public static class VerificationPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v/{county}/{token}", Show);
        routes.MapGet("/verify", Ask);
        routes.MapPost("/verify", Check).WithMetadata(new RequestSizeLimitAttribute(VerifyCertificate.LargestDocument));
    }

    private static async Task<IResult> Show(string county, string token, VerifyCertificate verify, Premises office, TimeProvider clock, CancellationToken cancel)
    {
        var paper = VerificationToken.TryRead(token, out var known, out _) && county == office.County
            ? await verify.ByToken(county, known, cancel)
            : Registry.Tenure.Verification.Unknown;
        return Page.Of<VerdictPage>(
            new { Paper = paper, At = clock.GetUtcNow() },
            paper.Standing == CertificateStanding.Unknown ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
    }

    private static IResult Ask(string? code, Premises office, IStringLocalizer<Words> T)
    {
        if (code is null) return Page.Of<VerifyForm>();
        if (VerificationToken.TryRead(code, out var token, out var error)) return TypedResults.LocalRedirect($"/v/{office.County}/{token}");

        return Page.Of<VerifyForm>(
            new { Typed = code, Errors = new Dictionary<string, string> { ["code"] = code.Length == 0 ? T["请输入核验码"] : Write.Either(error.Chinese, error.English) } },
            StatusCodes.Status422UnprocessableEntity);
    }

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
}
