using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RuralRights.Interchange.Certificates;
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
        await using var pdf = File.OpenRead(path);
        var found = await register.GetRequiredService<VerifyCertificate>().ByDocument(await register.GetRequiredService<Migrator>().Counties(cancel), pdf, cancel);
        var paper = found.Register;
        var status = found.IsGenuine ? paper.Standing.ToString().ToLowerInvariant() : null;
        if (json)
        {
            terminal.WriteJson(new
            {
                verdict = JsonNamingPolicy.SnakeCaseLower.ConvertName(found.Check.Verdict.ToString()),
                signed_by = found.Check.SignedBy,
                status,
                right = paper.Number,
                serial = paper.Serial,
                issued_on = paper.IssuedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                loss_announced_on = paper.LossAnnouncedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            });
        }
        else
        {
            await terminal.Text.WriteLineAsync($"{found.Check.Chinese}\n{found.Check.English}");
            if (found.IsGenuine) await terminal.Text.WriteLineAsync($"{paper.Serial}\n{Said(paper.Standing)}");
            if (paper.LossAnnouncedOn is { } lost) await terminal.Text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{lost:yyyy-MM-dd} 已声明遗失。 Its loss was announced on {lost:yyyy-MM-dd}."));
        }

        return found.Check.Verdict == CertificateVerdict.Unreadable ? ExitCode.BadUse : found.Counts ? ExitCode.Fine : ExitCode.Refused;
    }

    private static string Said(CertificateStanding standing) => standing switch
    {
        CertificateStanding.Current => "现行有效。 It is current.",
        CertificateStanding.Replaced => "已换发，本证不再有效。 It was replaced and no longer counts.",
        CertificateStanding.Void => "已注销。 It is void.",
        _ => "登记簿中没有此证。 The register knows no such certificate.",
    };
}
