using System.CommandLine;
using RuralRights.Interchange.Corrections;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;
using RuralRights.Registry;
using RuralRights.Registry.Registration;

namespace RuralRights.Web.Ops;

/// <summary><c>rr inspect</c>: what is wrong with a delivery, without a database.</summary>
internal sealed class Inspect : Verb
{
    private readonly Argument<string> _delivery = new("delivery") { Description = "成果文件夹或 zip The delivery, a folder or a zip" };
    private readonly Option<bool> _json = new("--json") { Description = "在标准输出写 JSON Write JSON to standard output" };
    private readonly Option<bool> _english = new("--english") { Description = "JSON 中的说明用英文 Messages of the JSON in English" };
    private readonly Option<string?> _workbook = new("--xlsx") { Description = "问题清单工作簿 Write the findings as a workbook", HelpName = "FILE" };
    private readonly Option<string?> _map = new("--geojson") { Description = "问题图层（经纬度） Write the findings as a map layer", HelpName = "FILE" };

    private readonly Option<string?> _corrections = new("--corrections") { Description = "按更正工作簿更正后再检查 Inspect as corrected by this workbook", HelpName = "FILE" };

    private readonly Option<int> _limit = new("--limit")
    {
        Description = "屏幕上最多列出多少条 Findings listed on the screen at most",
        HelpName = "N",
        DefaultValueFactory = _ => 100,
    };

    public Inspect(Terminal terminal)
        : base(
            "inspect",
            "检查汇交成果，不需要数据库 Inspect a survey delivery, without a database",
            """
            读取 NY/T 2539 汇交成果（文件夹或 zip；图层为 shapefile，权属数据为 .mdb、.xlsx 或 .csv），逐条执行检查规则。
            每个问题写明图层或表、主键、字段、严重程度、说明，图形问题带位置。不修改任何数据。
            Reads a delivery of NY/T 2539 (folder or zip; layers as shapefiles, tables as .mdb, .xlsx or .csv) and applies every
            inspection rule. Each finding names layer or table, key, field, severity and message; those about shapes carry the
            spot. Nothing is changed.

            .mdb 由 Node.js（18 或更新）在单独的、受限制的进程中读取；RR_NODE 指明程序，默认 PATH 中的 node。
            An .mdb is read by Node.js, 18 or newer, in a guarded process of its own; RR_NODE names it, by default node on PATH.
            RR_ZIP_FILES：zip 里最多有多少个文件，默认 50000；文件夹不限。 Files that a zip may hold, 50000; a folder has no limit.

            退出码：0 没有错误（可能有警告）；1 有错误；2 成果读不了。
            Exit code 0: no error, perhaps warnings; 1: errors; 2: the delivery cannot be read.

            JSON: {"summary":{"layers":{},"tables":{},"errors":n,"warnings":n},"findings":[{"rule":"","severity":
            "error|warning","layer":"DK","key":"","field":null,"message":"","wkt":null}]}
            读不了的成果是唯一的一条，layer 为空。 A delivery that cannot be read is the only finding; its layer is empty.
            """,
            """
            rr inspect 620123榆中县
            rr inspect 620123榆中县.zip --xlsx findings.xlsx --geojson findings.geojson
            rr inspect 620123榆中县 --json | jq .summary
            rr inspect 620123榆中县 --corrections 更正.xlsx
            """)
    {
        Arguments.Add(_delivery);
        foreach (var option in new Option[] { _json, _english, _workbook, _map, _corrections, _limit }) Options.Add(option);
        SetAction((parsed, cancel) => Task.FromResult(Run(terminal, parsed, cancel)));
    }

    private int Run(Terminal terminal, ParseResult parsed, CancellationToken cancel)
    {
        try
        {
            using var delivery = terminal.Watch("读取 reading", progress => Delivery.Open(
                parsed.GetValue(_delivery)!, Site.LimitsFrom(RegisterAccess.Environment), Path.GetTempPath(), null, progress, cancel));
            var material = Corrected(delivery, parsed.GetValue(_corrections), cancel);
            using var result = terminal.Watch("检查 inspect", progress => DeliveryInspection.Run(material, progress: progress, cancellation: cancel));

            WriteFile(parsed.GetValue(_workbook), file => FindingsWorkbook.Write(result, file));
            WriteFile(parsed.GetValue(_map), file => FindingsMap.Write(result, file));
            if (parsed.GetValue(_json)) terminal.WriteJson(output => FindingsJson.Write(result, output, parsed.GetValue(_english)));
            else List(terminal.Text, result, parsed.GetValue(_limit));
            return result.Errors > 0 ? ExitCode.Refused : ExitCode.Fine;
        }
        catch (DeliveryUnreadable unreadable)
        {
            terminal.Say(unreadable.Chinese, unreadable.English);
            if (Outage.Of(unreadable) is { } outage) terminal.Outage = outage.Code;
            else SayRule(terminal, Deliveries.RuleOf(unreadable).Code, unreadable, parsed);
            return ExitCode.BadUse;
        }
        catch (CorrectionsUnreadableException unreadable)
        {
            foreach (var cell in unreadable.Cells) terminal.Say($"{cell.Cell}：{cell.Chinese}。", $"{cell.Cell}: {cell.English}.");
            return ExitCode.BadUse;
        }
        catch (Corrections.Missing missing)
        {
            terminal.Say("读不了更正工作簿。", missing.Message);
            return ExitCode.BadUse;
        }
    }

    /// <summary>A package that cannot be read is a finding about the delivery as a whole, and the only one.</summary>
    private void SayRule(Terminal terminal, string rule, DeliveryUnreadable unreadable, ParseResult parsed)
    {
        terminal.Error.WriteLine($"/rules/{rule}");
        if (!parsed.GetValue(_json)) return;

        var none = new Dictionary<string, long>(StringComparer.Ordinal);
        var message = parsed.GetValue(_english) ? unreadable.English : unreadable.Chinese;
        terminal.WriteJson(output => FindingsJson.Write(new(none, none, 1, 0), [new(rule, true, "", "", null, message, null)], output));
    }

    private static InspectionMaterial Corrected(Delivery delivery, string? workbook, CancellationToken cancel)
    {
        var material = InspectionMaterial.Of(delivery);
        if (workbook is null) return material;

        var bench = new WorkBench(material, cancel);
        using var file = Corrections.Open(workbook);
        return new CorrectionLayer(CorrectionWorkbook.Read(file, item => bench.Extract(item, CorrectionLayer.None).Rows).Changes).Over(material);
    }

    private static void WriteFile(string? path, Action<Stream> write)
    {
        if (path is null) return;
        using var file = File.Create(path);
        write(file);
    }

    private static void List(TextWriter output, InspectionResult result, int limit)
    {
        var counts = result.Layers.Concat(result.Tables).Where(store => store.Value > 0).Select(store => $"{store.Key} {store.Value}");
        output.WriteLine(string.Join("  ", counts));
        foreach (var finding in result.Findings.Take(limit))
        {
            output.WriteLine();
            output.WriteLine($"{(finding.Severity == Severity.Error ? "错误 error" : "警告 warning")}  {finding.Rule.Code}  {finding.Layer} {finding.Key}");
            output.WriteLine($"  {finding.MessageChinese}");
            output.WriteLine($"  {finding.MessageEnglish}");
        }

        output.WriteLine();
        if (result.Findings.Count > limit)
        {
            output.WriteLine($"另有 {result.Findings.Count - limit} 条未列出（--limit、--xlsx、--json）。");
            output.WriteLine($"{result.Findings.Count - limit} more are not listed (--limit, --xlsx, --json).");
        }

        foreach (var (of, count) in result.Findings.Counts.OrderByDescending(pair => pair.Key.Rule.Severity == Severity.Error).ThenByDescending(pair => pair.Value))
            output.WriteLine($"{count,8}  {(of.Rule.Severity == Severity.Error ? "错误 error  " : "警告 warning")}  {of.Layer,-10} {of.Rule.Code}  /rules/{of.Rule.Code}");
        output.WriteLine($"错误 {result.Errors} 条，警告 {result.Warnings} 条。 {result.Errors} errors, {result.Warnings} warnings.");
        if (result.HeldContractors.Count == 0 && !result.HoldsEverything) return;
        output.WriteLine(result.HoldsEverything
            ? "全部内容暂不能录入。 Nothing can be entered yet."
            : $"{result.HeldContractors.Count} 个承包方暂不能录入，其余可以。 {result.HeldContractors.Count} contractors cannot be entered yet; the others can.");
    }
}
