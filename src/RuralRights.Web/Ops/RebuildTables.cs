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
            在一个事务内清空登记各表，按账本逐条重放，并比较前后内容。其间不能登记，读取会等待；中断则一切如旧。
            In one transaction, empties the tables of the register, replays every fact of the ledger, and compares what came out.
            Nobody can enter anything meanwhile and readers wait; broken off, it leaves everything as it was.

            退出码：0 前后一致；1 有表与账本不符，已按账本改正。
            Exit code 0: the tables are what they were; 1: some had drifted from the ledger and now agree with it.
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
                var result = await register.GetRequiredService<Registry.Store.Rebuild>().Run(parsed.GetValue(_county)!, compare: true, new Replayed(terminal), cancel);
                if (parsed.GetValue(_json))
                {
                    terminal.WriteJson(new
                    {
                        facts = result.Facts,
                        seconds = Math.Round(result.Took.TotalSeconds, 3),
                        tables = result.After,
                        different = result.Different,
                    });
                }
                else
                {
                    await terminal.Text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                        $"重放 {result.Facts} 条事实，用时 {result.Took.TotalSeconds:0.0} 秒。 Replayed {result.Facts} facts in {result.Took.TotalSeconds:0.0} s."));
                    await terminal.Text.WriteLineAsync(result.Different.Count == 0
                        ? "各表与重建前一致。 Every table is what it was."
                        : $"与重建前不同 different: {string.Join(" ", result.Different)}");
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
