using System.CommandLine;
using RuralRights.Interchange.Certificates;
using RuralRights.Registry;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;

namespace RuralRights.Web.Ops;

/// <summary><c>rr certificate</c>: the signed certificate of a right as a file.</summary>
internal sealed class Certificate : Verb
{
    private readonly Argument<string> _right = new("right") { Description = "权证代码，19位，以J或Q结尾 Code of the right, 18 digits and J or Q" };
    private readonly Option<string?> _out = new("--out") { Description = "写到此文件，默认 <代码>.pdf File to write", HelpName = "FILE" };

    private readonly Option<Uri> _site = new("--site")
    {
        Description = "二维码指向的查验网址 Address under which the QR code is verified",
        HelpName = "http://host:port",
        CustomParser = result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var site) && site.Scheme is "http" or "https"
            ? site
            : Invalid(result, "--site: http://host:port"),
        DefaultValueFactory = _ => new Uri(Environment.GetEnvironmentVariable("RR_URL") ?? "http://localhost:8080"),
    };

    private readonly Option<bool> _json = new("--json") { Description = "输出 JSON Write JSON" };

    public Certificate(Terminal terminal)
        : base(
            "certificate",
            "打印一份权证 Print a certificate",
            """
            打印某项权利的现行权证：带签章的 PDF，含承包方、共有人、地块、四至、示意图和查验二维码。打印会记入打印记录和人员信息查看记录。
            字库缺字时拒绝打印，并指出是哪个字。
            Prints the current certificate of a right: a signed PDF with holder, co-holders, parcels, sides, sketch maps and the
            QR code of its verification page. Printing is recorded in the log of prints and in that of the people vault. When a font lacks a
            character, nothing is printed and the character is named.

            退出码：0 已打印；1 没有现行权证或不能打印；2 用法不对。
            Exit code 0: printed; 1: there is no current certificate, or it cannot be printed; 2: bad use.
            """,
            """
            rr certificate 620123202204010001J
            rr certificate 620123202204010001J --out certificate.pdf --site https://register.example
            """)
    {
        Arguments.Add(_right);
        foreach (var option in new Option[] { _out, _site, _json }) Options.Add(option);
        _right.Validators.Add(result =>
        {
            var code = result.GetValueOrDefault<string>() ?? "";
            if (code.Length != 19 || !code[..18].All(char.IsAsciiDigit) || code[18] is not ('J' or 'Q'))
                result.AddError("right: 应为18位数字加J或Q 18 digits and J or Q");
        });
        SetAction((parsed, cancel) => RegisterAccess.UseAsync(
            terminal, register => PrintAsync(terminal, register, parsed, cancel), cancel));
    }

    private static Uri? Invalid(System.CommandLine.Parsing.ArgumentResult result, string message)
    {
        result.AddError(message);
        return null;
    }

    private async Task<int> PrintAsync(Terminal terminal, IServiceProvider register, ParseResult parsed, CancellationToken cancel)
    {
        var code = parsed.GetValue(_right)!;
        var (county, clock) = (code[..6], register.GetRequiredService<TimeProvider>());
        var connections = register.GetRequiredService<CountyConnections>();
        var paper = (await RightSheet.Of(connections[county], code, cancel))?.Current;
        if (paper is null)
        {
            terminal.Say($"{code} 没有现行权证。", $"{code} has no current certificate.");
            return ExitCode.Refused;
        }

        var press = register.GetRequiredService<PrintCertificate>();
        switch (await press.Print(county, paper.Id, parsed.GetValue(_site)!, $"rr/{Environment.UserName}", Submission.LegalDay(clock), cancel))
        {
            case Printing.Printed printed:
                var path = parsed.GetValue(_out) ?? $"{code}.pdf";
                await File.WriteAllBytesAsync(path, printed.Pdf, cancel);
                if (parsed.GetValue(_json)) terminal.WriteJson(new { right = code, serial = paper.Serial, file = path, pages = printed.Pages });
                else await terminal.Text.WriteLineAsync($"{path}  {paper.Serial}");
                return ExitCode.Fine;

            case Printing.CannotPrint cannot:
                foreach (var obstacle in cannot.Obstacles) terminal.Say(obstacle.Chinese, obstacle.English);
                return ExitCode.Refused;

            case var other:
                throw new InvalidOperationException($"The press answered {other?.ToString() ?? "nothing"}.");
        }
    }
}
