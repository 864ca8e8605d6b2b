using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using RuralRights.Interchange.Corrections;
using RuralRights.Interchange.Deliveries;
using RuralRights.Registry.Oversight;

namespace RuralRights.Registry.Registration;

/// <summary>What is asked of a delivery: to be inspected, or entered as well.</summary>
/// <param name="Enter">True to enter what has no error.</param>
/// <param name="SurveyOnly">True to enter people and land only; settled when it is entered for the first time.</param>
public sealed record DeliveryWork(bool Enter, bool SurveyOnly = false);

/// <summary>What became of a workbook of corrections.</summary>
/// <param name="Kept">How many corrections were kept.</param>
public sealed record CorrectionsKept(int Kept);

/// <summary>Survey deliveries for programs: the same slices that the pages call.</summary>
internal static class DeliveryApi
{
    private const long LargestPackage = 4L << 30;
    private const long LargestWorkbook = 64L << 20;
    private const int MostInAnAnswer = 1000;
    private const string Bytes = "application/octet-stream";

    /// <summary>Puts them under a group.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        const string One = "/deliveries/{sha256:length(64)}";
        api.MapGet("/deliveries", async (HttpContext context, [FromServices] CallerOf callerOf, [FromServices] Deliveries deliveries, CancellationToken cancel) =>
                TypedResults.Ok(await deliveries.List(callerOf(context).County, cancel)))
            .WithName("deliveries").WithTags("deliveries").WithSummary("汇交成果 Survey deliveries of the county, the latest first");
        api.MapPost("/deliveries", HandIn)
            .WithName("hand-in-delivery").WithTags("deliveries").WithSummary("交成果 Hands a survey delivery in, a zip as its bytes; it is inspected in the background. The same one again is the same one")
            .Accepts<Stream>(Bytes).WithMetadata(new RequestSizeLimitAttribute(LargestPackage))
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet(One, async Task<Results<Ok<DeliveryStatus>, ProblemHttpResult>> (
                string sha256, HttpContext context, [FromServices] CallerOf callerOf, [FromServices] Deliveries deliveries, CancellationToken cancel) =>
                await deliveries.Find(callerOf(context).County, sha256, cancel) is { } status ? TypedResults.Ok(status) : Unknown)
            .WithName("delivery").WithTags("deliveries").WithSummary("成果进度 How far a delivery is, and what was found and entered")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost($"{One}/work", Work)
            .WithName("process-delivery").WithTags("deliveries").WithSummary("检查、入簿 Has a delivery inspected, or entered as far as it has no error, in the background; whoever brought or corrected it leaves the entry to a colleague")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet($"{One}/findings", Findings)
            .WithName("findings").WithTags("deliveries").WithSummary("检查结果 What inspection found, from after one number on; what tells of people is masked")
            .Produces<JsonObject>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet($"{One}/differences", async Task<Results<Ok<List<Difference>>, ProblemHttpResult>> (
                string sha256, DifferenceKind? kind, int? after, int? limit, HttpContext context, [FromServices] CallerOf callerOf, [FromServices] Deliveries deliveries,
                [FromServices] Differences differences, CancellationToken cancel) =>
                callerOf(context).County is var county && await deliveries.Find(county, sha256, cancel) is null ? Unknown
                    : TypedResults.Ok(await differences.List(county, sha256, kind, after ?? 0, Some(limit), cancel)))
            .WithName("differences").WithTags("deliveries").WithSummary("和登记簿对照 In what a delivery differs from the register, before anything of it is entered")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet($"{One}/held", async Task<Results<Ok<IReadOnlyList<WorkItem>>, ProblemHttpResult>> (
                string sha256, WorkState? state, string? rule, string? code, int? skip, int? limit, HttpContext context, [FromServices] CallerOf callerOf, [FromServices] Deliveries deliveries,
                [FromServices] WorkOff work, CancellationToken cancel) =>
                callerOf(context).County is var county && await deliveries.Find(county, sha256, cancel) is null ? Unknown
                    : TypedResults.Ok(await work.List(county, sha256, state, rule, code, skip ?? 0, Some(limit), cancel)))
            .WithName("held").WithTags("deliveries").WithSummary("逐户改正 What is held back of a delivery, fewest errors first")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost($"{One}/corrections", Correct)
            .WithName("correct-delivery").WithTags("deliveries").WithSummary("更正 Keeps the corrections of a workbook, all or none, and inspects what they touch again")
            .Accepts<Stream>(Bytes).WithMetadata(new RequestSizeLimitAttribute(LargestWorkbook))
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static ProblemHttpResult Unknown => Refusals.Problem(StatusCodes.Status404NotFound, "没有接收过这个成果包。", "This delivery was never received.");

    private static ProblemHttpResult SignInFirst => Refusals.Problem(StatusCodes.Status401Unauthorized, "请先登录。", "Sign in first.");

    private static ProblemHttpResult NotBytes => Refusals.Problem(StatusCodes.Status415UnsupportedMediaType, $"请以 {Bytes} 发送文件本身。", $"Send the file itself as {Bytes}.");

    private static int Some(int? limit) => Math.Clamp(limit ?? 100, 1, MostInAnAnswer);

    /// <summary>A browser sends no such content across sites without asking first, so a stranger's page cannot hand anything in.</summary>
    private static async Task<Results<Ok<DeliveryStatus>, ProblemHttpResult>> HandIn(
        HttpRequest request, HttpContext context, [FromServices] CallerOf callerOf, [FromServices] Deliveries deliveries, CancellationToken cancel)
    {
        var caller = callerOf(context);
        if (caller.Actor is not { } actor) return SignInFirst;
        if (request.ContentType != Bytes) return NotBytes;

        try
        {
            var received = await deliveries.HandIn(caller.County, request.Body, actor.ToString(), cancel);
            if (received.State is DeliveryState.Received or DeliveryState.Failed) await deliveries.Queue(caller.County, received.Sha256, enter: false);
            return TypedResults.Ok(received);
        }
        catch (DeliveryUnreadable unreadable) when (Outage.Of(unreadable) is null)
        {
            return Refusals.Problem(Deliveries.RuleOf(unreadable), unreadable.Chinese, unreadable.English, unreadable.Code, StatusCodes.Status422UnprocessableEntity, null);
        }
    }

    private static async Task<Results<Accepted<DeliveryStatus>, ProblemHttpResult>> Work(
        string sha256, [FromBody] DeliveryWork asked, HttpContext context, [FromServices] CallerOf callerOf, [FromServices] Deliveries deliveries, [FromServices] AskForEntry entry, CancellationToken cancel)
    {
        var caller = callerOf(context);
        if (caller.Actor is not { } actor) return SignInFirst;
        if (await deliveries.Find(caller.County, sha256, cancel) is null) return Unknown;

        if (!asked.Enter) await deliveries.Queue(caller.County, sha256, enter: false);
        else if (await entry.Whole(caller.County, sha256, asked.SurveyOnly, actor, cancel) is { } refused)
            return Refusals.Problem(refused.Rule, refused.About, StatusCodes.Status422UnprocessableEntity, null);

        return TypedResults.Accepted($"/api/v1/deliveries/{sha256}", (await deliveries.Find(caller.County, sha256, cancel))!);
    }

    private static async Task<IResult> Findings(
        string sha256, string? rule, int? after, int? limit, HttpContext context, [FromServices] CallerOf callerOf, [FromServices] Deliveries deliveries, [FromServices] AuditTrail audit, CancellationToken cancel)
    {
        var caller = callerOf(context);
        if (caller.Actor is not { } actor) return SignInFirst;
        if (await deliveries.Summary(caller.County, sha256, cancel) is not { } summary) return Unknown;

        await audit.Note(actor.ToString(), "export", $"delivery/{sha256}", "导出检查结果 export of the findings, json");
        var findings = await deliveries.Findings(caller.County, sha256, after ?? 0, Some(limit), rule, cancel: cancel);
        var json = new MemoryStream();
        FindingFiles.WriteJson(summary, findings, json, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en");
        return TypedResults.Bytes(json.ToArray(), "application/json");
    }

    private static async Task<Results<Ok<CorrectionsKept>, ProblemHttpResult>> Correct(
        string sha256, HttpRequest request, HttpContext context, [FromServices] CallerOf callerOf, [FromServices] Deliveries deliveries, [FromServices] WorkOff work, CancellationToken cancel)
    {
        var caller = callerOf(context);
        if (caller.Actor is not { } actor) return SignInFirst;
        if (request.ContentType != Bytes) return NotBytes;
        if (await deliveries.Find(caller.County, sha256, cancel) is null) return Unknown;

        try
        {
            using var workbook = new MemoryStream();
            await request.Body.CopyToAsync(workbook, cancel);
            workbook.Position = 0;
            return TypedResults.Ok(new CorrectionsKept(await work.Correct(caller.County, sha256, workbook, actor.ToString(), cancel)));
        }
        catch (CorrectionsUnreadableException unreadable)
        {
            return Refusals.Problem(
                StatusCodes.Status422UnprocessableEntity,
                string.Join('；', unreadable.Cells.Take(50).Select(cell => $"{cell.Cell}：{cell.Chinese}")), string.Join("; ", unreadable.Cells.Take(50).Select(cell => $"{cell.Cell}: {cell.English}")));
        }
        catch (CorrectedMeanwhileException)
        {
            return Refusals.Problem(StatusCodes.Status409Conflict, "下载工作簿之后另有人更正了其中的户，一处也没有保存。", "Somebody else corrected one of its households after it was written; nothing was kept.");
        }
    }
}
