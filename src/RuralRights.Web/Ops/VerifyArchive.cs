using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using RuralRights.Interchange.Archives;
using RuralRights.Interchange.Certificates.Signing;

namespace RuralRights.Web.Ops;

/// <summary><c>rr verify-archive</c>: whether an archive is as it was exported. It needs no register.</summary>
internal sealed class VerifyArchive : Verb
{
    private readonly Argument<string> _file = new("file") { Description = "档案压缩包 The archive, a zip" };
    private readonly Option<string?> _keys = new("--keys") { Description = "存放本县签名证书（.crt）的文件夹 Folder with the county's certificates (.crt)", HelpName = "folder" };
    private readonly Option<bool> _json = new("--json") { Description = "输出 JSON Write JSON" };

    public VerifyArchive(Terminal terminal)
        : base(
            "verify-archive",
            "查验一份档案 Check an archive",
            """
            逐个核对清单与文件的哈希值，看有没有缺少、多出或改动；再看清单的签名。给出 --keys（状态文件夹里的 signing）时，核对是不是本县签的。
            Holds every file against the list, finds what is missing, added or changed, and checks the signature of the list.
            With --keys (the folder signing in the state folder) it says whether the county signed it.

            退出码：0 完好；1 缺少、多出、被改动，或签名不对；2 读不了该文件。
            Exit code 0: whole; 1: something is missing, added or changed, or the signature is wrong; 2: the file cannot be read.
            """,
            """
            rr verify-archive 620123202204010001.zip
            rr verify-archive case.zip --keys /var/lib/ruralrights/signing --json
            """)
    {
        Arguments.Add(_file);
        foreach (var option in new Option[] { _keys, _json }) Options.Add(option);
        SetAction(parsed =>
        {
            var path = parsed.GetValue(_file)!;
            if (!File.Exists(path))
            {
                terminal.Say($"没有这个文件：{path}", $"There is no such file: {path}");
                return ExitCode.BadUse;
            }

            return Judge(terminal, path, parsed.GetValue(_keys), parsed.GetValue(_json));
        });
    }

    private static int Judge(Terminal terminal, string path, string? keys, bool json)
    {
        using var file = File.OpenRead(path);
        var known = keys is null ? [] : Known(keys);
        var check = ArchiveCheck.Read(file, known);
        var whole = check.IsWhole && (keys is null || check.Signature == ArchiveSignature.Genuine);
        if (json)
        {
            terminal.WriteJson(new
            {
                whole,
                subject = check.Manifest?.Subject,
                exported_at = check.Manifest?.ExportedAt,
                exported_by = check.Manifest?.ExportedBy,
                facts = check.Manifest?.Facts,
                files = check.Manifest?.Entries.Count,
                signature = check.Signature.ToString().ToLowerInvariant(),
                signed_by = check.SignedBy,
                troubles = check.Troubles.Select(trouble => new { path = trouble.Path, chinese = trouble.Chinese, english = trouble.English }),
            });
        }
        else
        {
            foreach (var trouble in check.Troubles) terminal.Text.WriteLine($"{trouble.Path}：{trouble.Chinese} {trouble.English}");
            if (check.Manifest is { } list) terminal.Text.WriteLine($"{list.Subject}：{list.Facts} 条记载 facts，{list.Entries.Count} 个文件 files");
            terminal.Text.WriteLine(Said(check.Signature, check.SignedBy));
            terminal.Text.WriteLine(whole ? "完好，与导出时一样。 It is whole, as it was exported." : "不完好，不能作为凭证。 It is not whole and proves nothing.");
        }

        return check.Manifest is null ? ExitCode.BadUse : whole ? ExitCode.Fine : ExitCode.Refused;
    }

    private static IReadOnlyList<X509Certificate2> Known(string folder) => [.. Directory.EnumerateFiles(folder, "*.crt")
        .Select(path => Path.GetFileName(path)[..Math.Min(6, Path.GetFileName(path).Length)]).Where(county => county.Length == 6 && county.All(char.IsAsciiDigit)).Distinct()
        .SelectMany(county => CountySigningKey.KnownCertificates(folder, county))];

    private static string Said(ArchiveSignature signature, string? by) => signature switch
    {
        ArchiveSignature.Genuine => $"由本县签名：{by}。 Signed by the county: {by}.",
        ArchiveSignature.UnknownSigner => $"有签名：{by}；没有本县的签名证书可以核对。 Signed by {by}; no certificate of the county was given to compare with.",
        ArchiveSignature.Broken => "签名无效。 The signature is broken.",
        _ => "没有签名，谁都可能做出这个文件。 It is not signed: anybody could have made it.",
    };
}
