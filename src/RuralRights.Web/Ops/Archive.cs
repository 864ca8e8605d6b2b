using System.CommandLine;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using RuralRights.Registry.Registration;
using RuralRights.Web.Language;
using RuralRights.Web.Oversight;

namespace RuralRights.Web.Ops;

/// <summary><c>rr archive</c>: everything the register holds about a household or a case, in one file that opens without it.</summary>
internal sealed class Archive : Verb
{
    private readonly Option<string?> _household = new("--household") { Description = "承包方代码（18位）Code of the household, 18 digits", HelpName = "code" };
    private readonly Option<string?> _case = new("--case") { Description = "业务流水号（20位）Number of the case, 20 digits", HelpName = "number" };
    private readonly Option<string> _out = new("--out") { Description = "写到哪个文件 The file to write", HelpName = "file", Required = true };
    private readonly Option<string> _purpose = new("--purpose") { Description = "用途，记入日志 What for; it stands in the log", HelpName = "text", Required = true };
    private readonly Option<bool> _masked = new("--masked") { Description = "姓名遮住，不含材料 Names masked, no documents" };

    public Archive(Terminal terminal)
        : base(
            "archive",
            "导出一户或一案的档案 Export the archive of a household or a case",
            """
            一个压缩包：打开即可阅读的目录（index.html）、原样的记载、材料、每个文件的哈希值清单，清单由本县签名。导出本身记入日志。
            A zip with an index that opens in a browser, the facts as stored, the documents, and a list of the hash of every
            file, signed by the county. The export itself is logged.

            退出码：0 已导出；1 没有这一户或这件业务；2 用法不对。
            Exit code 0: exported; 1: there is no such household or case; 2: bad use.
            """,
            """
            rr archive --household 620123202204010001 --out 620123202204010001.zip --purpose "移交县档案馆"
            rr archive --case 62012320261123000001 --out case.zip --purpose "法院调阅"
            rr archive --household 620123202204010001 --out masked.zip --purpose "审计抽查" --masked
            """)
    {
        foreach (var option in new Option[] { _household, _case, _out, _purpose, _masked }) Options.Add(option);
        Validators.Add(result =>
        {
            var (household, number) = (result.GetValue(_household), result.GetValue(_case));
            if ((household is null) == (number is null)) result.AddError("--household 或 --case，二者之一 Name either --household or --case");
            else if (household is not null && (household.Length != 18 || !household.All(char.IsAsciiDigit))) result.AddError("--household: 18 位数字 18 digits");
            else if (number is not null && (number.Length != 20 || !number.All(char.IsAsciiDigit))) result.AddError("--case: 20 位数字 20 digits");
            if (string.IsNullOrWhiteSpace(result.GetValue(_purpose))) result.AddError("--purpose: 请说明用途 say what for");
        });
        SetAction((parsed, cancel) => RegisterAccess.UseAsync(
            terminal,
            async register =>
            {
                var export = register.GetRequiredService<ArchiveExport>();
                var exporter = new ArchiveExporter(
                    $"operator/{Environment.UserName}", null, parsed.GetValue(_masked) ? NamesInArchive.Masked : NamesInArchive.Full, parsed.GetValue(_purpose)!);
                var tell = FactSentences.Teller(new StringLocalizer<Words>(new ResourceManagerStringLocalizerFactory(Microsoft.Extensions.Options.Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance)));
                var (household, number) = (parsed.GetValue(_household), parsed.GetValue(_case));
                await using var archive = household is not null
                    ? await export.OfHousehold(household[..6], household, exporter, tell, cancel)
                    : await export.OfCase(number![..6], number, exporter, tell, cancel);
                if (archive is null)
                {
                    terminal.Say("登记簿里没有。", "The register knows none.");
                    return ExitCode.Refused;
                }

                await using var file = new FileStream(parsed.GetValue(_out)!, FileMode.Create, FileAccess.Write);
                await archive.CopyToAsync(file, cancel);
                terminal.Say("已导出。", "Exported.");
                return ExitCode.Fine;
            },
            cancel));
    }
}
