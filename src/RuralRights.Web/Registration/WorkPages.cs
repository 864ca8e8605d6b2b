using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Law;
using RuralRights.Interchange.Corrections;
using RuralRights.Interchange.Deliveries;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Registration;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Registration;

/// <summary>Working off what inspection holds back: the list, one page a household, and the same by workbook.</summary>
public static class WorkPages
{
    /// <summary>What a look at delivered names and numbers is for, as the log says it.</summary>
    private const string Purpose = "改正调查成果";

    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const long LargestWorkbook = 64L << 20;

    private const long LargestShapefile = 16L << 20;

    private const int MostCells = 50;

    // A form is bound even where nothing of it is read, because only then its token is asked for.
    public static void Map(IEndpointRouteBuilder routes)
    {
        const string Work = "/deliveries/{sha256:length(64)}/work";
        routes.MapGet(Work, (string sha256, [AsParameters] Asked asked, Visitor who, Deliveries deliveries, WorkOff work, AskForEntry entry, Office office, IStringLocalizer<Words> T, CancellationToken cancel) =>
            List(sha256, asked, new(null, []), who, deliveries, work, entry, office, T, cancel));
        routes.MapPost(Work, Upload)
            .WithMetadata(new RequestSizeLimitAttribute(LargestWorkbook)).WithFormOptions(multipartBodyLengthLimit: LargestWorkbook);
        routes.MapPost(Work + ".xlsx", Download);
        routes.MapPost(Work + "/boundaries", UploadBoundaries)
            .WithMetadata(new RequestSizeLimitAttribute(LargestShapefile)).WithFormOptions(multipartBodyLengthLimit: LargestShapefile);
        routes.MapGet(Work + "/{item:regex(^\\d{{18,19}}$)}", Look);
        routes.MapPost(Work + "/{item:regex(^\\d{{18,19}}$)}", Correct);
        routes.MapPost(Work + "/{item:regex(^\\d{{18,19}}$)}/check", Check);
        routes.MapPost(Work + "/{item:regex(^\\d{{18,19}}$)}/enter", Enter);
    }

    private static async Task<IResult> List(
        string sha256, Asked asked, Sent sent, Visitor who, Deliveries deliveries, WorkOff work, AskForEntry entry, Office office, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await deliveries.Find(office.County, sha256, cancel) is not { } delivery) return Page.Missing;

        var number = Math.Max(1, asked.Page ?? 1);
        var state = Enum.TryParse<WorkState>(asked.State, out var named) ? named : (WorkState?)null;
        var lines = await work.List(
            office.County, sha256, state, Some(asked.Rule), Some(asked.Code?.Replace(" ", "", StringComparison.Ordinal)), (number - 1) * WorkListPage.PageSize, WorkListPage.PageSize + 1, cancel);
        return Page.Of<WorkListPage>(
            new
            {
                Delivery = delivery,
                Bar = (await entry.WhyNot(office.County, sha256, null, who.Actor, cancel))?.Rule,
                Lines = (IReadOnlyList<WorkItem>)[.. lines.Take(WorkListPage.PageSize)],
                Counts = await work.Counts(office.County, sha256, cancel),
                Workbooks = await work.Workbooks(office.County, sha256, cancel: cancel),
                Rules = await work.Rules(office.County, sha256, cancel),
                Errors = sent.Errors ?? (sent.Error is null ? new Dictionary<string, string>() : (IReadOnlyDictionary<string, string>)new Dictionary<string, string> { ["file"] = sent.Error }),
                sent.Reason,
                sent.Paper,
                sent.Cells,
                asked.State,
                asked.Rule,
                asked.Code,
                Number = number,
                HasMore = lines.Count > WorkListPage.PageSize,
                Told = asked.Changed is { } changed ? T["表格里的 {0} 处更正已保存并检查。", Write.Count(changed)].Value
                    : asked.Drawn is { } drawn ? T["{0} 块地的界线已更正并检查；另有 {1} 块不在待改正的户里，没有动。", Write.Count(drawn), Write.Count(asked.Left ?? 0)].Value
                    : null,
            },
            sent.Error is null && sent.Errors is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Look(
        string sha256, string item, bool? open, string? row, string? add, string? told, Visitor who, Deliveries deliveries, WorkOff work, AskForEntry entry, CorrectionSheets sheets, Office office, IStringLocalizer<Words> T, CancellationToken cancel) =>
        await Show(
            sha256, item, open == true && MayAct(who), row, add,
            told switch
            {
                "saved" => T["更正已保存。下面是重新检查的结果。"].Value,
                "checked" => T["已重新检查。"].Value,
                "entered" => T["已入簿。"].Value,
                "present" => T["早已在登记簿，什么也没有改变。"].Value,
                "held" => T["没有入簿：它自己或一起入簿的户还有错误。"].Value,
                "refused" => T["登记簿没有接受，原因见列表。"].Value,
                "busy" => T["本县正在录入另一批成果，请等它完成。"].Value,
                _ => null,
            },
            new([], []), who, deliveries, work, entry, sheets, office, cancel);

    /// <summary>Clerk and registrar work a delivery off; whoever reviews or audits it only reads.</summary>
    internal static bool MayAct(Visitor who) => who.As is Standing.Clerk or Standing.Registrar;

    private static async Task<IResult> Show(
        string sha256, string item, bool isOpen, string? row, string? add, string? told, Typed typed,
        Visitor who, Deliveries deliveries, WorkOff work, AskForEntry entry, CorrectionSheets sheets, Office office, CancellationToken cancel)
    {
        if (await deliveries.Find(office.County, sha256, cancel) is not { } delivery || await work.Look(office.County, sha256, item, cancel) is not { } sheet) return Page.Missing;

        var next = await work.List(office.County, sha256, WorkState.Held, take: 2, cancel: cancel);
        return Page.Of<WorkPage>(
            new
            {
                Sha256 = sha256,
                Of = delivery,
                Work = sheet,
                IsOpen = isOpen,
                Row = row,
                Add = add,
                Next = next.FirstOrDefault(line => line.Item != item)?.Item,
                Told = told,
                Refused = typed.Refused?.Rule,
                Bar = (await entry.WhyNot(office.County, sha256, sheet.Line, who.Actor, cancel))?.Rule,
                Sheets = isOpen ? await sheets.Open(office.County, sha256, item, who.Actor!.ToString()!, Purpose, cancel) : [],
                Errors = (IReadOnlyDictionary<string, string>)typed.Errors,
                Sent = (IReadOnlyDictionary<string, string>)typed.Texts,
            },
            typed.Errors.Count == 0 && typed.Refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Correct(
        string sha256, string item, [FromForm] int revision, HttpRequest request, Visitor who, Deliveries deliveries, WorkOff work, AskForEntry entry, CorrectionSheets sheets, Office office, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await work.Look(office.County, sha256, item, cancel) is not { } sheet) return Page.Missing;

        var form = await request.ReadFormAsync(cancel);
        var texts = form.Where(field => field.Key.Length > 1 && (field.Key[1] == '|' || field.Key is "reason" or "paper")).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        var errors = new Dictionary<string, string>();
        var changes = await Changes(item, sheet, texts, errors, sheets, office, T, cancel);
        var (reason, paper) = (texts.GetValueOrDefault("reason"), texts.GetValueOrDefault("paper"));
        if (changes.Count == 0 && errors.Count == 0) errors["rows"] = T["还没有改动任何内容"];
        if (string.IsNullOrWhiteSpace(reason)) errors["reason"] = T["请写明为什么改"];
        if (string.IsNullOrWhiteSpace(paper)) errors["paper"] = T["请写明依据什么材料"];
        if (errors.Count == 0)
        {
            try
            {
                var line = await work.Correct(office.County, sha256, item, revision, changes, reason!, paper!, who.Actor!.ToString()!, cancel);
                return Page.See($"/deliveries/{sha256}/work/{item}?told=saved{(line.State == WorkState.Held ? "&open=true" : "")}");
            }
            catch (CorrectedMeanwhileException)
            {
                errors["rows"] = T["另一位同事刚刚更正了这一户。您填的内容还在下面，请对照最新内容后再保存。"];
            }
        }

        return await Show(sha256, item, true, null, texts.Keys.FirstOrDefault(key => key[0] == 'n')?.Split('|')[1], null, new(errors, texts), who, deliveries, work, entry, sheets, office, cancel);
    }

    /// <summary>What differs between what was sent and what stands there now.</summary>
    private static async Task<List<Correction>> Changes(
        string item, WorkSheet sheet, Dictionary<string, string> texts, Dictionary<string, string> errors, CorrectionSheets sheets, Office office, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var changes = new List<Correction>();
        foreach (var row in sheet.Rows)
        {
            var place = $"{row.Table}|{row.Row}";
            if (texts.ContainsKey($"r|{place}"))
            {
                changes.Add(new(item, row.Table, row.Row, CorrectionKind.Restore));
                continue;
            }

            foreach (var field in row.Fields)
            {
                if (!texts.TryGetValue($"v|{place}|{field.Name}", out var text) || text.Trim() == (field.Now ?? "")) continue;
                changes.Add(new(item, row.Table, row.Row, CorrectionKind.Value, field.Name, field.Now, text.Trim() is { Length: > 0 } after ? after : null));
            }

            if (texts.GetValueOrDefault($"g|{place}") is { Length: > 0 } drawn)
            {
                if (BoundaryText.Import(drawn, sheet.Crs) is { } boundary) changes.Add(new(item, row.Table, row.Row, CorrectionKind.Boundary, null, null, boundary));
                else errors[$"boundary-{row.Row}"] = T["读不出界线：请给出一个面（POLYGON 或 MULTIPOLYGON）的 WKT 或 GeoJSON"];
            }

            if (texts.ContainsKey($"s|{place}")) changes.Add(new(item, row.Table, row.Row, CorrectionKind.Strike));
        }

        var added = texts.Where(text => text.Key[0] == 'n' && !string.IsNullOrWhiteSpace(text.Value)).ToList();
        if (added.Count > 0)
        {
            var table = added[0].Key.Split('|')[1];
            if (sheet.Rows.Any(row => row.Table == table))
            {
                var number = await sheets.NumbersForAddedRows(office.County, 1, cancel);
                changes.Add(new(item, table, number, CorrectionKind.Add));
                changes.AddRange(added.Select(text => new Correction(item, table, number, CorrectionKind.Value, text.Key.Split('|')[2], null, text.Value.Trim())));
            }
        }

        return changes;
    }

    private static async Task<IResult> Check(string sha256, string item, IFormCollection _, WorkOff work, Office office, CancellationToken cancel)
    {
        if (await work.Find(office.County, sha256, item, cancel) is null) return Page.Missing;

        await work.Check(office.County, sha256, item, cancel);
        return Page.See($"/deliveries/{sha256}/work/{item}?told=checked");
    }

    private static async Task<IResult> Enter(
        string sha256, string item, IFormCollection _, Visitor who, Deliveries deliveries, WorkOff work, AskForEntry entry, CorrectionSheets sheets, Office office, CancellationToken cancel)
    {
        if (await work.Find(office.County, sha256, item, cancel) is not { } line) return Page.Missing;

        string told;
        try
        {
            var (done, refused) = await entry.Alone(office.County, sha256, line, who.Actor!, cancel);
            if (refused is not null) return await Show(sha256, item, false, null, null, null, new([], []) { Refused = refused }, who, deliveries, work, entry, sheets, office, cancel);

            told = done switch
            {
                { Refused: > 0 } => "refused",
                { Held: > 0 } => "held",
                { Facts: > 0 } => "entered",
                _ => "present",
            };
        }
        catch (CountyIsBusyException)
        {
            told = "busy";
        }

        return Page.See($"/deliveries/{sha256}/work/{item}?told={told}");
    }

    private static async Task<IResult> Download(
        string sha256, [FromForm] string? first, [FromForm] string? last, Visitor who, Deliveries deliveries, WorkOff work, Office office, AuditTrail audit, CancellationToken cancel)
    {
        if (await deliveries.Find(office.County, sha256, cancel) is not { } delivery) return Page.Missing;

        // Whoever names no part gets the first, which for most deliveries is all there is.
        if (first is null || last is null) (first, last, _) = (await work.Workbooks(office.County, sha256, cancel: cancel)).FirstOrDefault() ?? new("", "", 0);
        await audit.Note(who.Actor!.ToString()!, "export", $"delivery/{sha256}", "导出更正表 export of the workbook of corrections");
        var file = new MemoryStream();
        await work.WriteWorkbook(office.County, sha256, first, last, who.Actor!.ToString()!, Purpose, file, cancel);
        file.Position = 0;
        return TypedResults.File(file, Workbook, $"{delivery.Name}-corrections.xlsx");
    }

    private static async Task<IResult> Upload(
        string sha256, IFormFile? file, Visitor who, Deliveries deliveries, WorkOff work, AskForEntry entry, Office office, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await deliveries.Find(office.County, sha256, cancel) is null) return Page.Missing;
        if (file is null || file.Length == 0) return await List(sha256, new(), new(T["请选一个表格文件"], []), who, deliveries, work, entry, office, T, cancel);

        try
        {
            using var copy = new MemoryStream();
            await file.CopyToAsync(copy, cancel);
            copy.Position = 0;
            var changed = await work.Correct(office.County, sha256, copy, who.Actor!.ToString()!, cancel);
            return Page.See($"/deliveries/{sha256}/work?changed={changed.ToString(CultureInfo.InvariantCulture)}");
        }
        catch (CorrectionsUnreadableException unreadable)
        {
            return await List(
                sha256, new(), new(T["表格里有 {0} 处读不通，一处也没有保存", Write.Count(unreadable.Cells.Count)], [.. unreadable.Cells.Take(MostCells).Select(cell => $"{cell.Cell}：{Write.Either(cell.Chinese, cell.English)}")]),
                who, deliveries, work, entry, office, T, cancel);
        }
        catch (CorrectedMeanwhileException)
        {
            return await List(sha256, new(), new(T["下载之后另有人更正了其中的户，一处也没有保存；请重新下载。"], []), who, deliveries, work, entry, office, T, cancel);
        }
    }

    /// <summary>Boundaries of held parcels out of one shapefile. They are corrections like others: inspected at once, entered only when somebody enters them.</summary>
    private static async Task<IResult> UploadBoundaries(
        string sha256, IFormFile? file, [FromForm] string? reason, [FromForm] string? paper, Visitor who, Deliveries deliveries, WorkOff work, AskForEntry entry, SurveyedBoundaries boundaries, Office office, IStringLocalizer<Words> T,
        CancellationToken cancel)
    {
        if (await deliveries.Find(office.County, sha256, cancel) is null) return Page.Missing;

        var errors = new Dictionary<string, string>();
        if (file is null || file.Length == 0) errors["boundaries"] = T["请选一个 shapefile 压缩包"];
        if (string.IsNullOrWhiteSpace(reason)) errors["why"] = T["请写明为什么改"];
        if (string.IsNullOrWhiteSpace(paper)) errors["rests"] = T["请写明依据什么材料"];
        if (errors.Count == 0)
        {
            try
            {
                await using var content = file!.OpenReadStream();
                var done = await work.Correct(office.County, sha256, boundaries.InShapefile(content, cancel), reason!.Trim(), paper!.Trim(), who.Actor!.ToString()!, cancel);
                if (done.Taken.Count > 0) return Page.See(string.Create(CultureInfo.InvariantCulture, $"/deliveries/{sha256}/work?drawn={done.Taken.Count}&left={done.NotHeld.Count}"));

                errors["boundaries"] = done.Unreadable.Count > 0
                    ? T["这些地块的界线读不出来，或者画了两次，一块也没有保存：{0}", Write.List(done.Unreadable.Take(MostCells))]
                    : T["文件里没有待改正的地块"];
            }
            catch (DeliveryUnreadable unreadable)
            {
                errors["boundaries"] = Write.Either(unreadable.Chinese, unreadable.English);
            }
            catch (CorrectedMeanwhileException)
            {
                errors["boundaries"] = T["另一位同事刚刚更正了其中的户，一处也没有保存；请再传一次。"];
            }
        }

        return await List(sha256, new(), new(null, [], errors, reason, paper), who, deliveries, work, entry, office, T, cancel);
    }

    private static string? Some(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private sealed record Asked(string? State = null, string? Rule = null, string? Code = null, int? Page = null, int? Changed = null, int? Drawn = null, int? Left = null);

    private sealed record Sent(string? Error, IReadOnlyList<string> Cells, IReadOnlyDictionary<string, string>? Errors = null, string? Reason = null, string? Paper = null);

    private sealed record Typed(Dictionary<string, string> Errors, Dictionary<string, string> Texts)
    {
        /// <summary>Why entering was just refused.</summary>
        public Decision.Refused? Refused { get; init; }
    }
}
