using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;
using RuralRights.Registry;
using RuralRights.Registry.Store;
using Spectre.Console;

namespace RuralRights.Web.Ops;

/// <summary>
/// <c>src/rr</c>: the command line over the same code as the pages. Results go to standard output, everything said to
/// people on the way (progress, messages, errors) to standard error.
/// </summary>
public static class CommandLine
{
    private const string Json = "--json";

    /// <summary>Told apart from a refusal inside only; the shell gets <see cref="ExitCode.Refused"/>.</summary>
    private const int Interrupted = -1;

    /// <summary>Every verb, in the order of the help.</summary>
    public static IReadOnlyList<string> Verbs => [.. Root(new Terminal(TextReader.Null, Stream.Null, TextWriter.Null)).Subcommands.Select(verb => verb.Name)];

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        // Chinese in and out, whatever the terminal claims.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.InputEncoding = Encoding.UTF8;
        await using var output = Console.OpenStandardOutput();
        if (args is not ["serve", ..])
        {
            // Libraries write to the console as they like; beside a result it must not be on standard output, and what the
            // ledger says about its background work means nothing to a verb that does none.
            Console.SetOut(Console.Error);
            AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
        }

        return await RunAsync(args, Console.In, output, Console.Error);
    }

    /// <summary>The same with given streams, as the tests run it.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, TextReader input, Stream output, TextWriter error, CancellationToken cancel = default)
    {
        var terminal = new Terminal(input, output, error);
        var parsed = Root(terminal).Parse(args);
        var code = await RunAsync(terminal, parsed, error, cancel);
        if (code != ExitCode.Fine && !terminal.HasAnswered && parsed.CommandResult.Command.Options.Any(option => option.Name == Json) && args.Contains(Json, StringComparer.Ordinal))
            terminal.WriteTrouble(terminal.Outage is not null ? "outage" : code == Interrupted ? "interrupted" : code == ExitCode.Refused ? "refused" : "failed");
        return code == Interrupted ? ExitCode.Refused : code;
    }

    private static async Task<int> RunAsync(Terminal terminal, ParseResult parsed, TextWriter error, CancellationToken cancel)
    {
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            var problems = string.Join(Environment.NewLine, parsed.Errors.Select(problem => problem.Message));
            await error.WriteLineAsync(problems);
            terminal.Remember(problems, problems);
            var verb = parsed.CommandResult.Command is Verb said ? $"rr {said.Name}" : "rr";
            terminal.Say($"用法见 {verb} --help。", $"See {verb} --help.");
            return ExitCode.BadUse;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = terminal.Text,
                Error = error,
                EnableDefaultExceptionHandler = false,
                // A register entry under way is finished, not torn.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
            };
            return await parsed.InvokeAsync(configuration, cancel);
        }
        catch (Exception e) when (e is not (UnfitServerException or CountyIsOutdatedException) && Outage.Of(e) is { } outage)
        {
            terminal.Outage = outage.Code;
            terminal.Say($"{outage.Chinese}再次执行同一条命令即可接着做，已登记的不会重复登记。", $"{outage.English} Run the same command again: it goes on, and what was entered is not entered twice.");
            return ExitCode.Refused;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Say($"文件读写不成：{e.Message}", $"A file could not be read or written: {e.Message}");
            return ExitCode.BadUse;
        }
        catch (Exception e) when (RegisterAccess.Trouble(e) is { } trouble)
        {
            terminal.Outage = Outage.Of(e)?.Code;
            terminal.Say(trouble.Chinese, trouble.English);
            return ExitCode.BadUse;
        }
        catch (OperationCanceledException)
        {
            terminal.Say("已中断。", "Interrupted.");
            return Interrupted;
        }
    }

    private static Command Root(Terminal terminal)
    {
        var help = new HelpOption { Description = "显示帮助和示例 Show help and examples" };
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return new Command("rr", """
            农村土地权利登记：命令行。
            Rural land-rights register: the command line.

            退出码 Exit codes: 0 正常 fine · 1 被拒绝、有错误级问题或系统故障 refused, findings of severity error, or the register is out of order ·
            2 用法不对或读不了输入 bad use, or input that cannot be read.
            带 --json 时，标准输出只有 JSON；进度和说明总在标准错误输出。
            With --json standard output is JSON and nothing else; progress and messages always go to standard error.
            没有结果时，JSON 写明原因 Where there is no result, the JSON says why:
            {"state":"refused|outage|interrupted|failed","rule":null,"outage":null,"zh":"","en":""}
            """)
        {
            help,
            new VersionOption { Description = "显示版本 Show the version" },
            new Serve(terminal),
            new Import(terminal),
            new Inspect(terminal),
            new Extract(terminal),
            new Certificate(terminal),
            new Verify(terminal),
            new Archive(terminal),
            new VerifyArchive(terminal),
            new CheckDocuments(terminal),
            new RebuildTables(terminal),
            new Transform(terminal),
            new Migrate(terminal),
            new RotateKey(terminal),
            new GrantOffices(terminal),
            new Generate(terminal),
        };
    }

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parsed)
        {
            var code = help.Invoke(parsed);
            if (parsed.CommandResult.Command is Verb verb)
            {
                var output = parsed.InvocationConfiguration.Output;
                Write(output, "说明 Details", verb.Details);
                Write(output, "示例 Examples", verb.Examples);
            }

            return code;
        }

        private static void Write(TextWriter output, string title, string text)
        {
            output.WriteLine(title + ":");
            foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
                output.WriteLine(line.Length == 0 ? "" : "  " + line);
            output.WriteLine();
        }
    }
}
