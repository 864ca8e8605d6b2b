using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Interchange.Documents;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.Oversight;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Registration;

/// <summary>Documents: handed in page by page, seen by whoever may see them, filed in a household's folder, taken out as an archive.</summary>
public static class DocumentPages
{
    private const string RegisterWork = "办理登记 register work";
    private const string OwnPapers = "本户或当事人查看 own papers";
    private const string Archiving = "归档导出 archive export";
    private const int ThumbnailSide = 192;

    /// <summary>What a script is told of a page it sent.</summary>
    public sealed record PageKept(string Sha256, bool IsPicture, string Size);

    /// <summary>What a script is told of a page that was refused.</summary>
    public sealed record PageRefused(string Sentence);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/documents", HandIn).TakesDocuments();
        routes.MapGet("/documents/{sha256:regex(^[0-9a-f]{{64}}$)}", Show);
        routes.MapGet("/documents/{sha256:regex(^[0-9a-f]{{64}}$)}/file", Send);
        routes.MapGet("/documents/{sha256:regex(^[0-9a-f]{{64}}$)}/thumbnail", SendSmall);
        routes.MapGet("/households/{code:length(18)}/documents/new", (string code, Visitor who, NpgsqlDataSource register, Names names, CancellationToken cancel) =>
            Ask(code, FilingForm.Empty, who, register, names, cancel));
        routes.MapPost("/households/{code:length(18)}/documents/new", FileIn).TakesDocuments();
        routes.MapPost("/households/{code:length(18)}/archive", ArchiveOfHousehold);
        routes.MapPost("/cases/{number:length(20)}/archive", ArchiveOfCase);
    }

    private static async Task<IResult> HandIn(IFormFile? file, Visitor who, Documents documents, DocumentUploads uploads, Office office, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (file is null) return TypedResults.Json(new PageRefused(T["请选一张照片或一个 PDF"]), statusCode: StatusCodes.Status422UnprocessableEntity);

        await using var content = file.OpenReadStream();
        var handed = await documents.HandIn(office.County, content, who.Actor!, await uploads.Limits(cancel), cancel);
        return handed.Document is { } kept
            ? TypedResults.Json(new PageKept(kept.Sha256, kept.Format != DocumentFormat.Pdf, DocumentField.SizeOf(kept.Bytes)))
            : TypedResults.Json(new PageRefused(DocumentUploads.Say(handed.Refusal!, handed.About)), statusCode: StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Show(string sha256, Visitor who, Documents documents, Office office, CancellationToken cancel) =>
        await documents.Find(office.County, sha256, cancel) is { } document && await documents.MaySee(office.County, who.Actor!, sha256, cancel)
            ? Page.Of<DocumentPage>(new { Document = document })
            : Page.Missing;

    /// <summary>Pictures are shown where they are asked for; a PDF is a download. Neither may do anything on our pages.</summary>
    private static async Task<IResult> Send(string sha256, Visitor who, HttpContext context, Documents documents, Office office, CancellationToken cancel)
    {
        if (await documents.View(office.County, sha256, who.Actor!, PurposeOf(who), cancel) is not var (document, content)) return Page.Missing;

        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        context.Response.ContentLength = document.Bytes;
        var name = $"{document.Sha256[..16]}.{DocumentReader.EndingOf(document.Format)}";
        if (document.Format == DocumentFormat.Pdf) return TypedResults.Stream(content, "application/pdf", name);

        context.Response.Headers.ContentDisposition = $"inline; filename=\"{name}\"";
        return TypedResults.Stream(content, DocumentReader.MediaTypeOf(document.Format));
    }

    private static async Task<IResult> SendSmall(string sha256, Visitor who, HttpContext context, Documents documents, Office office, CancellationToken cancel)
    {
        if (await documents.Thumbnail(office.County, sha256, who.Actor!, ThumbnailSide, cancel) is not { } picture) return Page.Missing;

        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        return TypedResults.Bytes(picture, "image/jpeg");
    }

    private static async Task<IResult> Ask(string code, FilingForm sent, Visitor who, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        if (await HouseholdSheet.Of(register, code, cancel) is not { } household) return Page.Missing;

        return Page.Of<DocumentFilingPage>(
            new
            {
                Household = household,
                Names = await names.For(who, code, [household.Representative], cancel),
                Command = sent.Command ?? Guid.CreateVersion7(),
                sent.Kind,
                sent.Paper,
                Errors = (IReadOnlyDictionary<string, string>)sent.Errors,
                Refused = sent.Answer?.Refusal,
                sent.Answer?.About,
            },
            sent.Answer is null && sent.Errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> FileIn(
        string code, IFormCollection form, Visitor who, Office office, DocumentUploads uploads, NpgsqlDataSource register, Names names, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var paper = await uploads.ReadOne(form, "paper", needed: true, who, cancel);
        DocumentKind? kind = Enum.TryParse<DocumentKind>(form["kind"], out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        Guid? command = Guid.TryParse(form["command"], out var id) ? id : null;
        var errors = new Dictionary<string, string>();
        if (kind is null) errors["kind"] = T["请选这是什么材料"];
        if (paper.Wrong is { } wrong) errors["paper"] = wrong;
        if (errors.Count > 0 || kind is not { } known || command is not { } unique || paper.Sha256 is not { } document)
            return await Ask(code, new(command, kind, paper.Field, null, errors), who, register, names, cancel);

        var answer = await office.Desk.Enter(new FileInFolder(code, known, document), office.Submit(unique, who), cancel);
        return answer.IsEntered
            ? Page.See($"/households/{code}#folder")
            : await Ask(code, new(null, kind, paper.Field, answer, []), who, register, names, cancel);
    }

    private static async Task<IResult> ArchiveOfHousehold(string code, Visitor who, Office office, ArchiveExport export, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (!who.MaySee(code)) return Page.Closed;

        return await export.OfHousehold(office.County, code, ExporterOf(who), FactSentences.Teller(T), cancel) is { } archive
            ? TypedResults.Stream(archive, "application/zip", $"archive-{code}.zip")
            : Page.Missing;
    }

    /// <summary>The archive of a case is for whoever may see its papers.</summary>
    private static async Task<IResult> ArchiveOfCase(
        string number, Visitor who, Office office, ArchiveExport export, IEnumerable<IDocumentGate> gates, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        foreach (var gate in gates)
        {
            if (!await gate.Opens(office.County, who.Actor!, $"case/{number}", cancel)) continue;

            return await export.OfCase(office.County, number, ExporterOf(who), FactSentences.Teller(T), cancel) is { } archive
                ? TypedResults.Stream(archive, "application/zip", $"archive-{number}.zip")
                : Page.Missing;
        }

        return Page.Missing;
    }

    private static ArchiveExporter ExporterOf(Visitor who) => new(
        who.Actor!.ToString()!,
        who.Actor,
        who.Actor switch
        {
            Actor.Clerk or Actor.Reviewer or Actor.Registrar => NamesInArchive.Full,
            Actor.Farmer => NamesInArchive.OfTheHousehold,
            _ => NamesInArchive.Masked,
        },
        Archiving);

    private static string PurposeOf(Visitor who) => who.Actor is Actor.Farmer or Actor.Chair ? OwnPapers : RegisterWork;

    private sealed record FilingForm(Guid? Command, DocumentKind? Kind, DocumentsSent Paper, Answer? Answer, Dictionary<string, string> Errors)
    {
        public static readonly FilingForm Empty = new(null, null, DocumentsSent.Nothing, null, []);
    }
}
