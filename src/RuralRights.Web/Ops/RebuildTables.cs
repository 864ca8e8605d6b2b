using System.CommandLine;
using System.Globalization;

namespace RuralRights.Web.Ops;

/// <summary><c>rr rebuild</c>: all tables of a county anew from its facts.</summary>
internal sealed class RebuildTables : Verb
{
    private readonly Option<string> _county = new("--county") { Description = "六位县代码 Six digits of the county", HelpName = "620123", Required = true };
    private readonly Option<bool> _json = new("--json") { Description = "输出 JSON Write JSON" };

    public RebuildTables(Terminal terminal)
        : base(
            "rebuild",
            "由账本重建各表 Rebuild the tables from the ledger",
            """
            把账本逐条重放到临时表，与登记各表逐行比较，不同之处按账本改正，全部在一个事务内。其间不能登记，
            查询照常；中断则一切如旧。
            Replays every fact of the ledger into temporary tables, compares them row by row with the tables of the register,
            and puts right what differs, all in one transaction. Nobody can enter anything meanwhile, reading goes on; broken
            off, it leaves everything as it was.

            退出码：0 各表与账本一致；1 有表与账本不符，已按账本改正。
            Exit code 0: the tables agreed with the ledger; 1: some had drifted from it and now agree.
            """,
            """
            rr rebuild --county 620123
            rr rebuild --county 620123 --json
            """)
    {
        Options.Add(_county);
        Options.Add(_json);
        SetAction((parsed, cancel) => RegisterAccess.UseAsync(
            terminal,
            async register =>
            {
                var result = await register.GetRequiredService<Registry.Store.Rebuild>().Run(parsed.GetValue(_county)!, new Replayed(terminal), cancel);
                if (parsed.GetValue(_json))
                {
                    terminal.WriteJson(new
                    {
                        facts = result.Facts,
                        seconds = Math.Round(result.Took.TotalSeconds, 3),
                        tables = result.Tables.ToDictionary(table => table.Key, table => new { rows = table.Value.Rows, wrong = table.Value.Wrong, missing = table.Value.Missing }),
                        different = result.Different,
                    });
                }
                else
                {
                    await terminal.Text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                        $"重放 {result.Facts} 条事实，用时 {result.Took.TotalSeconds:0.0} 秒。 Replayed {result.Facts} facts in {result.Took.TotalSeconds:0.0} s."));
                    await terminal.Text.WriteLineAsync(result.Different.Count == 0
                        ? "各表与账本一致。 Every table agrees with the ledger."
                        : string.Join(Environment.NewLine, result.Different.Select(table => string.Create(CultureInfo.InvariantCulture,
                            $"{table}：多出 {result.Tables[table].Wrong} 行，缺少 {result.Tables[table].Missing} 行，已改正。 {result.Tables[table].Wrong} rows were wrong and {result.Tables[table].Missing} missing; mended."))));
                }

                return result.Different.Count == 0 ? ExitCode.Fine : ExitCode.Refused;
            },
            cancel));
    }

    private sealed class Replayed(Terminal terminal) : IProgress<long>
    {
        public void Report(long value) => terminal.Error.WriteLine($"重放 replayed {value}");
    }
}
