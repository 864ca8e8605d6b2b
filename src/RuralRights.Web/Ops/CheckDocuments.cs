using System.CommandLine;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Web.Ops;

/// <summary><c>rr check-documents</c>: whether every document that was kept is there and whole.</summary>
internal sealed class CheckDocuments : Verb
{
    private readonly Option<string?> _county = new("--county") { Description = "只查这个县（6位代码）Only this county, six digits", HelpName = "code" };
    private readonly Option<bool> _json = new("--json") { Description = "输出 JSON Write JSON" };

    public CheckDocuments(Terminal terminal)
        : base(
            "check-documents",
            "检查材料库 Check the store of documents",
            """
            打开每一份材料，与它的哈希值核对，列出丢失和损坏的；把同一份材料再交一次即可补上。同时清除写了一半的文件、没有主人的文件，
            以及交来 30 天后仍没有任何记载引用的材料。登记系统可以继续运行。
            Opens every document and holds it against its hash, and names what is lost or damaged; handing the same document in
            again mends it. Removes files that were half written or belong to nothing, and documents that no fact has named
            thirty days after they were handed in. The register may run meanwhile.

            退出码：0 全部完好；1 有丢失或损坏。
            Exit code 0: everything is whole; 1: something is lost or damaged.
            """,
            """
            rr check-documents
            rr check-documents --county 620123 --json
            """)
    {
        foreach (var option in new Option[] { _county, _json }) Options.Add(option);
        _county.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (result.Tokens[0].Value.Length != 6 || !result.Tokens[0].Value.All(char.IsAsciiDigit))) result.AddError("--county: 6 位数字 six digits");
        });
        SetAction((parsed, cancel) => RegisterAccess.UseAsync(
            terminal,
            async register =>
            {
                var care = register.GetRequiredService<DocumentCare>();
                var counties = parsed.GetValue(_county) is { } one ? [one] : await register.GetRequiredService<Migrator>().Counties(cancel);
                var found = new Dictionary<string, DocumentsFound>();
                foreach (var county in counties) found[county] = await care.Check(county, null, cancel);
                if (parsed.GetValue(_json)) terminal.WriteJson(found.ToDictionary(pair => pair.Key, pair => Line(pair.Value)));
                else foreach (var (county, result) in found) Say(terminal, county, result);
                return found.Values.All(result => result.IsWhole) ? ExitCode.Fine : ExitCode.Refused;
            },
            cancel));
    }

    private static object Line(DocumentsFound found) => new
    {
        @checked = found.Checked,
        missing = found.Missing,
        damaged = found.Damaged,
        unfinished_removed = found.Unfinished,
        strays_removed = found.Strays,
        forgotten_removed = found.Forgotten,
    };

    private static void Say(Terminal terminal, string county, DocumentsFound found)
    {
        foreach (var sha256 in found.Missing) terminal.Text.WriteLine($"{county}  丢失 lost     {sha256}");
        foreach (var sha256 in found.Damaged) terminal.Text.WriteLine($"{county}  损坏 damaged  {sha256}");
        terminal.Text.WriteLine($"{county}  查了 {found.Checked} 份，清除 {found.Unfinished + found.Strays + found.Forgotten} 份。 {found.Checked} checked, {found.Unfinished + found.Strays + found.Forgotten} removed.");
    }
}
