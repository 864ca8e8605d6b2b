using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Law;
using RuralRights.Interchange.Deliveries;
using RuralRights.Registry;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Registration;

/// <summary>Survey deliveries: brought, watched, worked off, entered.</summary>
public static class DeliveryPages
{
    private const long LargestPackage = 4L << 30;

    // A server that has much to do begins late, and rests longer between inspecting and entering.
    private const int LooksForBeginning = 25, LooksAtRest = 5;

    private const int MostVillages = 3;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(400);

    /// <summary>How far a delivery is, as the page shows it.</summary>
    public sealed record Progress(int Percent, string Stage, string Remaining);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/deliveries", (Deliveries deliveries, Samples samples, Office office, CancellationToken cancel) =>
            List([], deliveries, samples, office, null, cancel));
        routes.MapPost("/deliveries", Upload)
            .WithMetadata(new RequestSizeLimitAttribute(LargestPackage)).WithFormOptions(multipartBodyLengthLimit: LargestPackage);
        routes.MapPost("/deliveries/open", SettleOpen);
        routes.MapPost("/deliveries/sample", BringSample);
        routes.MapGet("/deliveries/{sha256:length(64)}", Look);
        routes.MapPost("/deliveries/{sha256:length(64)}", Process);
        routes.MapGet("/deliveries/{sha256:length(64)}/differences", ShowDifferences);
        routes.MapGet("/deliveries/{sha256:length(64)}/progress", Watch);
        routes.MapGet("/deliveries/{sha256:length(64)}/findings.{kind:regex(^(xlsx|json|geojson)$)}", Download);
    }

    /// <summary>What people call a delivery: the villages, the year and what it is. Its folder is named for machines.</summary>
    internal static string TitleOf(DeliveryStatus delivery, Premises office, IStringLocalizer<Words> T) =>
        T["{0} {1} 年承包地调查成果", PlaceOf(delivery.Villages, office, T), delivery.Year];

    private static string PlaceOf(IReadOnlyList<string> villages, Premises office, IStringLocalizer<Words> T) => villages.Count switch
    {
        0 => office.CountyName,
        <= MostVillages => string.Join(Write.Either("、", ", "), villages),
        _ => T["{0}等 {1} 个村", string.Join(Write.Either("、", ", "), villages.Take(MostVillages)), villages.Count],
    };

    /// <summary>True while somebody who looks should look again.</summary>
    internal static bool IsWorking(DeliveryStatus delivery) =>
        delivery.State is DeliveryState.Received or DeliveryState.Inspecting or DeliveryState.Entering;

    internal static int PercentOf(DeliveryStatus delivery) => delivery.Total == 0 ? 0 : (int)(delivery.Done * 100 / delivery.Total);

    internal static string StageOf(DeliveryStatus delivery, IStringLocalizer<Words> T) => delivery.State switch
    {
        DeliveryState.Inspecting => T["正在检查：{0}", delivery.Step ?? ""],
        DeliveryState.Entering => T["正在入簿：{0} / {1} 户", Write.Count(delivery.Done), Write.Count(delivery.Total)],
        DeliveryState.Received => T["等待检查"],
        _ => T["完成"],
    };

    internal static string RemainingOf(DeliveryStatus delivery, IStringLocalizer<Words> T) => delivery.Remaining switch
    {
        null => T["正在估算还要多久"],
        { TotalSeconds: < 60 } left => T["大约还要 {0} 秒", Math.Max(1, (int)left.TotalSeconds)],
        { } left => T["大约还要 {0} 分钟", (int)Math.Ceiling(left.TotalMinutes)],
    };

    private static async Task<IResult> List(
        Dictionary<string, string> errors, Deliveries deliveries, Samples samples, Office office, Rule? broken, CancellationToken cancel, string? reason = null) => Page.Of<DeliveriesPage>(
            new { Deliveries = await deliveries.List(office.County, cancel), Unclaimed = await deliveries.Unclaimed(office.County, cancel), Reason = reason, Samples = samples.Names(), Errors = (IReadOnlyDictionary<string, string>)errors, Broken = broken },
            errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Upload(
        IFormFile? file, Visitor who, Deliveries deliveries, Samples samples, Office office, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (file is null || file.Length == 0) return await List(new() { ["file"] = T["请选一个压缩包"] }, deliveries, samples, office, null, cancel);

        try
        {
            // The name that was sent is not trusted to be a path; the package is known by its content.
            await using var zip = file.OpenReadStream();
            return await Inspected(await deliveries.HandIn(office.County, zip, who.Actor!.ToString()!, cancel), deliveries, office, cancel);
        }
        catch (DeliveryUnreadable unreadable) when (Outage.Of(unreadable) is null)
        {
            return await List(new() { ["file"] = Write.Either(unreadable.Chinese, unreadable.English) }, deliveries, samples, office, Deliveries.RuleOf(unreadable), cancel);
        }
    }

    private static async Task<IResult> BringSample(
        [FromForm] string name, Visitor who, Deliveries deliveries, Samples samples, Office office, CancellationToken cancel)
    {
        if (samples.PathOf(name) is not { } path) return Page.Missing;

        try
        {
            return await Inspected(await deliveries.Receive(office.County, path, who.Actor!.ToString()!, cancel), deliveries, office, cancel);
        }
        catch (DeliveryUnreadable unreadable) when (Outage.Of(unreadable) is null)
        {
            return await List(new() { ["file"] = Write.Either(unreadable.Chinese, unreadable.English) }, deliveries, samples, office, Deliveries.RuleOf(unreadable), cancel);
        }
    }

    /// <summary>What becomes of a package that lies open: it is claimed for this county and sealed, or it is removed. Either stands in the audit log, with who and why.</summary>
    private static async Task<IResult> SettleOpen(
        [FromForm] string name, [FromForm] string act, [FromForm] string? reason, Visitor who, Deliveries deliveries, Samples samples, Office office, AuditTrail audit, IStringLocalizer<Words> T,
        CancellationToken cancel)
    {
        var unclaimed = await deliveries.Unclaimed(office.County, cancel);
        if (act is not ("claim" or "remove") || unclaimed.FirstOrDefault(one => one.Name == name) is not { } package) return Page.Missing;
        if (string.IsNullOrWhiteSpace(reason)) return await Refused(T["请写明缘由"], null);

        var actor = who.Actor!.ToString()!;
        try
        {
            if (act == "claim")
            {
                var delivery = await deliveries.Claim(office.County, package, actor, cancel);
                await audit.Note(actor, "package", $"delivery/{delivery.Sha256}", reason, "sealed");
                deliveries.Remove(package);
                return await Inspected(delivery, deliveries, office, cancel);
            }

            if (await Task.Run(() => deliveries.CountyOf(package, cancel), cancel) is { } county && county != office.County)
                return await Refused(T["这是 {0} 县的成果，要由那个县的登记机构处理，没有删除。", county], ConstraintRules.DeliveryIsOfAnotherCounty);
            await audit.Note(actor, "package", $"package/{package.Name}", reason, "removed");
            deliveries.Remove(package);
            return Page.See("/deliveries");
        }
        catch (DeliveryUnreadable unreadable) when (Outage.Of(unreadable) is null)
        {
            return await Refused(Write.Either(unreadable.Chinese, unreadable.English), Deliveries.RuleOf(unreadable));
        }

        Task<IResult> Refused(string why, Rule? broken) =>
            List(new() { [$"reason-{unclaimed.ToList().IndexOf(package)}"] = why }, deliveries, samples, office, broken, cancel, reason);
    }

    private static async Task<IResult> Inspected(DeliveryStatus delivery, Deliveries deliveries, Office office, CancellationToken cancel)
    {
        if (delivery.State is DeliveryState.Received or DeliveryState.Failed)
        {
            await deliveries.Queue(office.County, delivery.Sha256, enter: false);
            await Begun(delivery, deliveries, office, cancel);
        }

        return Page.See($"/deliveries/{delivery.Sha256}");
    }

    private static Task<IResult> Look(
        string sha256, string? rule, int? after, Visitor who, Deliveries deliveries, Differences differences, WorkOff work, AskForEntry entry, Office office, CancellationToken cancel) =>
        Show(sha256, rule, after, null, who, deliveries, differences, work, entry, office, cancel);

    private static async Task<IResult> Show(
        string sha256, string? rule, int? after, Decision.Refused? refused, Visitor who, Deliveries deliveries, Differences differences, WorkOff work, AskForEntry entry, Office office, CancellationToken cancel)
    {
        if (await deliveries.Find(office.County, sha256, cancel) is not { } delivery) return Page.Missing;

        var asked = string.IsNullOrEmpty(rule) ? null : rule;
        // What is found now is shown when all of it is there; the page loads anew then, and nobody's place on it is lost.
        var isInspected = delivery.State is not (DeliveryState.Received or DeliveryState.Inspecting);
        return Page.Of<DeliveryPage>(new
        {
            Delivery = delivery,
            Findings = isInspected ? await deliveries.Findings(office.County, sha256, after ?? 0, DeliveryPage.PageSize, asked, cancel: cancel) : [],
            Rows = (await deliveries.Summary(office.County, sha256, cancel))?.Tables,
            Counts = isInspected ? await deliveries.FindingCounts(office.County, sha256, cancel) : [],
            Differences = await differences.Counts(office.County, sha256, cancel),
            WasCompared = await differences.WereLookedFor(office.County, sha256, cancel),
            Work = await work.List(office.County, sha256, take: DeliveryPage.WorkSize, cancel: cancel),
            Rule = asked,
            After = after ?? 0,
            Refused = refused?.Rule,
            Bar = (await entry.WhyNot(office.County, sha256, null, who.Actor, cancel))?.Rule,
        }, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ShowDifferences(
        string sha256, DifferenceKind? kind, int? after, Deliveries deliveries, Differences differences, Office office, CancellationToken cancel) =>
        await deliveries.Find(office.County, sha256, cancel) is not { } delivery ? Page.Missing : Page.Of<DifferencesPage>(new
        {
            Delivery = delivery,
            Differences = await differences.List(office.County, sha256, kind, after ?? 0, DifferencesPage.PageSize, cancel),
            Counts = await differences.Counts(office.County, sha256, cancel),
            Kind = kind,
            After = after ?? 0,
        });

    private static async Task<IResult> Process(
        string sha256, [FromForm] string enter, Visitor who, Deliveries deliveries, Differences differences, WorkOff work, AskForEntry entry, Office office, CancellationToken cancel)
    {
        if (await deliveries.Find(office.County, sha256, cancel) is not { } delivery) return Page.Missing;

        if (enter is "survey" or "true")
        {
            if (await entry.Whole(office.County, sha256, enter == "survey", who.Actor!, cancel) is { } refused)
                return await Show(sha256, null, null, refused, who, deliveries, differences, work, entry, office, cancel);
        }
        else
        {
            await deliveries.Queue(office.County, sha256, enter: false);
        }

        await Begun(delivery, deliveries, office, cancel);
        return Page.See($"/deliveries/{sha256}");
    }

    /// <summary>Gives work that was queued a moment to begin, so that the page that follows shows its progress.</summary>
    private static async Task Begun(DeliveryStatus before, Deliveries deliveries, Office office, CancellationToken cancel)
    {
        for (var look = 0; look < LooksForBeginning && (await deliveries.Find(office.County, before.Sha256, cancel))?.ChangedAt == before.ChangedAt; look++)
            await Task.Delay(BetweenLooks, cancel);
    }

    private static ServerSentEventsResult<Progress> Watch(string sha256, Deliveries deliveries, Office office, IStringLocalizer<Words> T, CancellationToken cancel) =>
        TypedResults.ServerSentEvents(Follow(sha256, deliveries, office, T, cancel));

    private static async IAsyncEnumerable<SseItem<Progress>> Follow(
        string sha256, Deliveries deliveries, Office office, IStringLocalizer<Words> T, [EnumeratorCancellation] CancellationToken cancel)
    {
        var last = default(Progress);
        var rests = 0;
        while (await deliveries.Find(office.County, sha256, cancel) is { } delivery)
        {
            var now = new Progress(PercentOf(delivery), StageOf(delivery, T), RemainingOf(delivery, T));
            // Between inspecting and entering there is a moment of rest that is not the end.
            rests = IsWorking(delivery) ? 0 : rests + 1;
            if (rests > LooksAtRest)
            {
                yield return new(now, "done");
                yield break;
            }

            if (now != last) yield return new(last = now, "progress");
            await Task.Delay(BetweenLooks, cancel);
        }
    }

    private static async Task<IResult> Download(
        string sha256, string kind, string? rule, int? after, int? limit, Visitor who, Deliveries deliveries, Office office, AuditTrail audit, CancellationToken cancel)
    {
        if (await deliveries.Find(office.County, sha256, cancel) is not { } delivery) return Page.Missing;

        await audit.Note(who.Actor!.ToString()!, "export", $"delivery/{sha256}", $"导出检查结果 export of the findings, {kind}");
        var findings = await deliveries.Findings(office.County, sha256, after ?? 0, limit ?? int.MaxValue, string.IsNullOrEmpty(rule) ? null : rule, cancel: cancel);
        var file = new MemoryStream();
        switch (kind)
        {
            case "xlsx": FindingFiles.WriteWorkbook(findings, file); break;
            case "json": FindingFiles.WriteJson((await deliveries.Summary(office.County, sha256, cancel))!, findings, file, Write.English); break;
            default: FindingFiles.WriteMap(findings, file, Write.English); break;
        }

        file.Position = 0;
        return kind switch
        {
            "xlsx" => TypedResults.File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{delivery.Name}-findings.xlsx"),
            "json" => TypedResults.File(file, "application/json", $"{delivery.Name}-findings.json"),
            _ => TypedResults.File(file, "application/geo+json"),
        };
    }
}
