using System.CommandLine;
using System.Globalization;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Certificates.Signing;
using RuralRights.Registry;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;

namespace RuralRights.Web.Ops;

/// <summary><c>rr verify</c>: whether a certificate is genuine, and whether it still counts.</summary>
internal sealed class Verify : Verb
{
    private readonly Argument<string> _pdf = new("file") { Description = "权证 PDF The certificate, a PDF" };
    private readonly Option<bool> _json = new("--json") { Description = "输出 JSON Write JSON" };

    public Verify(Terminal terminal)
        : base(
            "verify",
            "查验一份权证 Verify a certificate",
            """
            先看签章是否由本县登记机构签发、签发后是否被改动，再查登记簿中该证是否现行。不显示个人信息。
            First whether it was signed by the county's registering authority and not changed since, then whether the register
            still counts it. Shows no personal data.

            退出码：0 真实且现行；1 不真实，或已换发、注销、无此证；2 读不了该文件。
            Exit code 0: genuine and current; 1: not genuine, or replaced, void or unknown; 2: the file cannot be read.
            """,
            """
            rr verify 620123202204010001J.pdf
            rr verify certificate.pdf --json
            """)
    {
        Arguments.Add(_pdf);
        Options.Add(_json);
        SetAction((parsed, cancel) =>
        {
            var path = parsed.GetValue(_pdf)!;
            if (File.Exists(path)) return RegisterAccess.UseAsync(terminal, register => JudgeAsync(terminal, register, path, parsed.GetValue(_json), cancel), cancel);

            terminal.Say($"没有这个文件：{path}", $"There is no such file: {path}");
            return Task.FromResult(ExitCode.BadUse);
        });
    }

    private static async Task<int> JudgeAsync(Terminal terminal, IServiceProvider register, string path, bool json, CancellationToken cancel)
    {
        var signing = register.GetRequiredService<RegisterOptions>().SigningFolder;
        var check = await ReadAsync(path, signing, await register.GetRequiredService<Migrator>().Counties(cancel));
        // The token of a file that is not genuine may be borrowed from a real certificate, so only a genuine one is looked up.
        var paper = check is { Verdict: CertificateVerdict.Genuine, County: { } county, Token: { } token }
            ? await CertificateLine.ByToken(register.GetRequiredService<CountyConnections>()[county], token.ToString(), cancel)
            : null;
        var status = check.Verdict != CertificateVerdict.Genuine ? null : paper?.Status ?? "unknown";
        if (json)
        {
            terminal.WriteJson(new
            {
                verdict = check.Verdict.ToString().ToLowerInvariant(),
                signed_by = check.SignedBy,
                status,
                right = paper?.Right,
                serial = paper?.Serial,
                issued_on = paper?.IssuedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            });
        }
        else
        {
            await terminal.Text.WriteLineAsync($"{check.Chinese}\n{check.English}");
            if (status is not null) await terminal.Text.WriteLineAsync($"{paper?.Serial}\n{Said(status)}");
        }

        return check.Verdict == CertificateVerdict.Unreadable ? ExitCode.BadUse : status == "current" ? ExitCode.Fine : ExitCode.Refused;
    }

    /// <summary>Judged by the keys of the county that the document claims to be of, where that is one of ours.</summary>
    private static async Task<CertificateCheck> ReadAsync(string path, string signing, IReadOnlyList<string> counties)
    {
        using var pdf = new MemoryStream(await File.ReadAllBytesAsync(path));
        var claimed = CertificateCheck.Read(pdf, []);
        if (claimed.County is not { } county || !counties.Contains(county)) return claimed;

        pdf.Position = 0;
        return CertificateCheck.Read(pdf, CountySigningKey.KnownCertificates(signing, county));
    }

    private static string Said(string status) => status switch
    {
        "current" => "现行有效。 It is current.",
        "replaced" => "已换发，本证不再有效。 It was replaced and no longer counts.",
        "void" => "已注销。 It is void.",
        _ => "登记簿中没有此证。 The register knows no such certificate.",
    };
}
