using System.CommandLine;
using RuralRights.Interchange.Corrections;
using RuralRights.Interchange.Deliveries;
using RuralRights.Registry;
using RuralRights.Registry.Registration;

namespace RuralRights.Web.Ops;

/// <summary><c>rr import</c>: a survey delivery into the register.</summary>
internal sealed class Import : Verb
{
    /// <summary>Differences that are written one by one; the pages and the API have all.</summary>
    private const int MostListed = 1000;

    private static readonly TimeSpan _betweenLooks = TimeSpan.FromMilliseconds(400);

    private readonly Argument<string> _delivery = new("delivery") { Description = "成果文件夹或 zip The delivery, a folder or a zip" };
    private readonly Option<bool> _only = new("--inspect-only") { Description = "只接收和检查，不录入 Receive and inspect it, enter nothing" };
    private readonly Option<bool> _survey = new("--survey-only") { Description = "只入人和地，家庭承包的权利逐户办首次登记 Enter people and land; family contracts come by cases of first registration" };
    private readonly Option<string?> _corrections = new("--corrections") { Description = "先保存这个更正工作簿 Keep the corrections of this workbook first", HelpName = "FILE" };
    private readonly Option<bool> _json = new("--json") { Description = "输出 JSON Write JSON" };

    public Import(Terminal terminal)
        : base(
            "import",
            "导入汇交成果 Import a survey delivery",
            """
            接收、检查并录入一个县的汇交成果。有错误的农户不录入，其余按户全部录入或全部不录入；中断后再次执行会接着做；
            同一成果导入两次，第二次不改变任何内容。县的数据库不存在时会先建立。
            Receives, inspects and enters a county's delivery. Households with errors are held back; every other one is entered
            whole or not at all. After an interruption, running it again goes on; the same delivery imported twice changes
            nothing the second time. The county's database is made when it does not exist.

            录入之前先和登记簿对照；--inspect-only 只列出不同的地方，不录入。 Before entering, the delivery is held against the register; with
            --inspect-only what differs is listed and nothing is entered.

            RR_FACTS_PER_TRANSACTION：一个事务约录入多少条事实，默认 2000。 About how many facts make one transaction; 2000.
            RR_ZIP_FILES：zip 里最多有多少个文件，默认 50000；文件夹不限。 Files that a zip may hold, 50000; a folder has no limit.

            退出码：0 全部录入；1 有农户因错误未录入，或被登记系统拒绝，或磁盘已满、数据库中断；2 成果读不了。
            Exit code 0: everything was entered; 1: households were held back by errors or refused, or a disk filled up or the
            database was lost; 2: it cannot be read.
            """,
            """
            rr import gis-samples/620123榆中县
            rr import 620123榆中县.zip --json
            rr import 620123榆中县.zip --inspect-only
            rr import 620123榆中县.zip --corrections 更正.xlsx
            rr import 620123榆中县.zip --survey-only
            """)
    {
        Arguments.Add(_delivery);
        Options.Add(_only);
        Options.Add(_survey);
        Options.Add(_corrections);
        Options.Add(_json);
        SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(_delivery)!;
            try
            {
                if (await RegisterAccess.OptionsAsync(terminal, cancel) is not { } options) return ExitCode.BadUse;

                // It is opened once: its county names the database, and a county takes minutes to read.
                using var delivery = terminal.Watch("读取 reading", progress => Delivery.Open(path, options.DeliveryLimits, options.WorkFolder, null, progress, cancel));
                terminal.Watch("计算指纹 fingerprint", progress => delivery.Sha256(progress, cancel));
                return await RegisterAccess.UseAsync(
                    terminal, options, delivery.CountyCode,
                    register => RunAsync(terminal, register, delivery, path, parsed.GetValue(_corrections), !parsed.GetValue(_only), parsed.GetValue(_survey), parsed.GetValue(_json), cancel), cancel);
            }
            catch (DeliveryUnreadable unreadable) when (Outage.Of(unreadable) is null)
            {
                return Failed(terminal, Deliveries.RuleOf(unreadable).Code, unreadable.Chinese, unreadable.English);
            }
        });
    }

    private static async Task<int> RunAsync(
        Terminal terminal, IServiceProvider register, Delivery delivery, string path, string? corrections, bool enter, bool surveyOnly, bool json, CancellationToken cancel)
    {
        try
        {
            var deliveries = register.GetRequiredService<Deliveries>();
            var (county, sha256) = (delivery.CountyCode, delivery.Sha256(cancel));
            await deliveries.Receive(county, delivery, path, "rr import", cancel);
            if (corrections is not null)
            {
                await using var workbook = Corrections.Open(corrections);
                await register.GetRequiredService<WorkOff>().Correct(county, sha256, workbook, "rr import", cancel);
            }

            if (surveyOnly) await deliveries.Settle(county, sha256, surveyOnly, cancel);
            await terminal.WatchAsync(async watcher =>
            {
                var work = deliveries.Process(county, delivery, enter, cancel);
                try
                {
                    while (await Task.WhenAny(work, Task.Delay(_betweenLooks, cancel)) != work)
                        if (await deliveries.Find(county, sha256, cancel) is { } now && Piece(now) is { } piece)
                            watcher.Report(piece, new(now.Step is DeliverySteps.Comparing or DeliverySteps.Alone ? "" : now.Step ?? "", now.Done, now.Total, now.Remaining));
                }
                catch
                {
                    // The work still reads the delivery.
                    await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    throw;
                }

                return await work;
            });

            var done = (await deliveries.Find(county, sha256, cancel))!;
            if (done.State == DeliveryState.Failed)
            {
                var sentences = done.Trouble!.Split('\n');
                return Failed(terminal, done.TroubleRule, sentences[0], sentences[^1]);
            }

            var differences = register.GetRequiredService<Differences>();
            if (json) terminal.WriteJson(Summary(done, await differences.Counts(county, done.Sha256, cancel), await differences.List(county, done.Sha256, limit: MostListed, cancel: cancel)));
            else await SayAsync(terminal, deliveries, differences, done, enter, cancel);
            return done.Errors > 0 || done.Refused > 0 ? ExitCode.Refused : ExitCode.Fine;
        }
        catch (CorrectionsUnreadableException unreadable)
        {
            foreach (var cell in unreadable.Cells) terminal.Say($"{cell.Cell}：{cell.Chinese}。", $"{cell.Cell}: {cell.English}.");
            return ExitCode.BadUse;
        }
        catch (CorrectedMeanwhileException meanwhile)
        {
            terminal.Say("下载工作簿之后另有人更正了其中的户，一处也没有保存。", meanwhile.Message);
            return ExitCode.Refused;
        }
        catch (Corrections.Missing missing)
        {
            terminal.Say("读不了更正工作簿。", missing.Message);
            return ExitCode.BadUse;
        }
        catch (CountyIsBusyException busy)
        {
            terminal.Say("本县正在录入另一批成果，请等它完成。", busy.Message);
            return ExitCode.Refused;
        }
    }

    private static int Failed(Terminal terminal, string? rule, string chinese, string english)
    {
        terminal.Say(chinese, english);
        terminal.Rule = rule;
        if (rule is not null) terminal.Error.WriteLine($"/rules/{rule}");
        return ExitCode.BadUse;
    }

    /// <summary>The work that is counted just now; null for none.</summary>
    private static string? Piece(DeliveryStatus now) => (now.State, now.Step) switch
    {
        (DeliveryState.Inspecting, DeliverySteps.Comparing) => "与登记簿对照 comparing with the register",
        (DeliveryState.Inspecting, DeliverySteps.Alone) => "逐户检查有错误的户 inspecting what is held, one by one",
        (DeliveryState.Inspecting, _) => "检查 inspecting",
        (DeliveryState.Entering, _) => "录入 entering",
        _ => null,
    };

    private static object Summary(DeliveryStatus done, List<DifferenceCount> counts, List<Difference> listed) => new
    {
        delivery = done.Sha256,
        county = done.County,
        name = done.Name,
        state = done.State.ToString().ToLowerInvariant(),
        households = done.Households,
        parcels = done.Parcels,
        errors = done.Errors,
        warnings = done.Warnings,
        entered = done.Entered,
        present = done.Present,
        held = done.Held,
        refused = done.Refused,
        facts = done.Facts,
        changed_nothing = done.Facts == 0,
        differences = counts.Select(count => new { kind = Word(count.Kind), thing = count.Thing, things = count.Things }),
        listed = listed.Select(one => new { kind = Word(one.Kind), thing = one.Thing, code = one.Code, field = one.Field, registered = one.Registered, delivered = one.Delivered }),
    };

    private static string Word(DifferenceKind kind) => kind.ToString().ToLowerInvariant();

    private static async Task SayAsync(Terminal terminal, Deliveries deliveries, Differences differences, DeliveryStatus done, bool enter, CancellationToken cancel)
    {
        var output = terminal.Text;
        await output.WriteLineAsync($"{done.Name}  {done.Sha256}");
        await output.WriteLineAsync($"检查：{done.Households} 个承包方，{done.Parcels} 个地块，错误 {done.Errors}，警告 {done.Warnings}。");
        await output.WriteLineAsync($"Inspected: {done.Households} contractors, {done.Parcels} parcels, {done.Errors} errors, {done.Warnings} warnings.");
        foreach (var count in await deliveries.FindingCounts(done.County, done.Sha256, cancel))
            await output.WriteLineAsync($"{count.Count,8}  {(count.IsError ? "错误 error  " : "警告 warning")}  {count.Rule}  /rules/{count.Rule}");
        foreach (var count in await differences.Counts(done.County, done.Sha256, cancel))
        {
            var (chinese, english) = count.Kind switch
            {
                DifferenceKind.New => ("登记簿里没有", "not in the register"),
                DifferenceKind.Changed => ("和登记簿不一样", "otherwise than in the register"),
                _ => ("登记簿里有、成果没有", "in the register, not in the delivery"),
            };
            await output.WriteLineAsync($"{count.Things,8}  {chinese} {english}  {count.Thing}");
        }

        if (!enter)
        {
            foreach (var one in await differences.List(done.County, done.Sha256, DifferenceKind.Changed, limit: 20, cancel: cancel))
                await output.WriteLineAsync($"  {one.Thing} {one.Code}  {one.Field}: {one.Registered ?? "-"} -> {one.Delivered ?? "-"}");
            return;
        }

        await output.WriteLineAsync(done.StoodAlready
            ? "没有改变：这些内容都已在登记系统中。 Nothing changed: all of it stands in the register already."
            : $"录入 {done.Entered} 户，{done.Facts} 条事实。 Entered {done.Entered} households with {done.Facts} facts.");
        await output.WriteLineAsync($"已有 {done.Present}，因错误未录入 {done.Held}，被拒绝 {done.Refused}。 Present {done.Present}, held back {done.Held}, refused {done.Refused}.");
        foreach (var kept in await deliveries.KeptBack(done.County, done.Sha256, limit: 20, cancel: cancel))
            await output.WriteLineAsync($"  {kept.Household}  {string.Join(' ', kept.Rules)}  {kept.About}");
    }
}
