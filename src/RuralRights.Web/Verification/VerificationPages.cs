using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Certificates.Signing;
using RuralRights.Registry;
using RuralRights.Registry.Households;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Verification;

/// <summary>Anybody verifies a certificate, without signing in and without scripts.</summary>
public static class VerificationPages
{
    private const int LargestFile = 32 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v/{county}/{token}", Show);
        routes.MapGet("/verify", Ask);
        routes.MapPost("/verify", Check).WithMetadata(new RequestSizeLimitAttribute(LargestFile));
    }

    private static async Task<IResult> Show(
        string county, string token, NpgsqlDataSource register, Names names, Premises office, TimeProvider clock, CancellationToken cancel)
    {
        var read = VerificationToken.TryRead(token, out var known, out _) && county == office.County ? known.ToString() : null;
        return await Verdict(read, null, register, names, clock, cancel);
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
        IFormFile? file, NpgsqlDataSource register, Names names, Premises office, RegisterOptions options, TimeProvider clock, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (file is null || file.Length == 0)
        {
            return Page.Of<VerifyForm>(
                new { Errors = new Dictionary<string, string> { ["file"] = T["请选一个文件"] } }, StatusCodes.Status422UnprocessableEntity);
        }

        await using var pdf = file.OpenReadStream();
        var check = CertificateCheck.Read(pdf, CountySigningKey.KnownCertificates(options.SigningFolder, office.County));
        var finding = new VerdictPage.FileFinding(check.Verdict == CertificateVerdict.Genuine, check.Chinese, check.English);
        // The token of a file that is not genuine may be borrowed from a real certificate, so only a genuine file is looked up.
        return await Verdict(finding.Genuine && check.County == office.County ? check.Token?.ToString() : null, finding, register, names, clock, cancel);
    }

    private static async Task<IResult> Verdict(
        string? token, VerdictPage.FileFinding? file, NpgsqlDataSource register, Names names, TimeProvider clock, CancellationToken cancel)
    {
        var paper = token is null ? null : await CertificateLine.ByToken(register, token, cancel);
        if (paper is null) return Page.Of<VerdictPage>(new { At = clock.GetUtcNow(), FileVerdict = file }, file is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);

        var right = await RightSheet.Of(register, paper.Right, cancel);
        var representative = (await HouseholdSheet.Representatives(register, [right!.Household], cancel))[right.Household];
        return Page.Of<VerdictPage>(new
        {
            Paper = paper,
            Right = right,
            Representative = representative,
            At = clock.GetUtcNow(),
            FileVerdict = file,
            Names = await names.Masked([representative], cancel),
        });
    }
}
