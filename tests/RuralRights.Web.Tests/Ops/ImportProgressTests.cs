using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using RuralRights.Interchange.Generation;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests.Ops;

/// <summary>Whoever waits for an import sees how far it is and how long it still takes, at the terminal and on the page.</summary>
public sealed partial class ImportProgressTests : IAsyncLifetime
{
    private const string County = "620123";

    private readonly string _folder = Directory.CreateTempSubdirectory("rr-watched.").FullName;
    private BreakableCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await BreakableCluster.Make();

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task In_the_middle_of_an_import_terminal_and_page_give_one_estimate_and_no_line_that_of_another()
    {
        var made = CountyGenerator.Write(new CountyPlan { Parcels = 1500, Seed = 9 }, _folder, cancel: TestContext.Current.CancellationToken);
        using (var migrate = Start("dotnet", Program, "migrate", "--county", County)) (await migrate.EndAsync()).Code.ShouldBe(0);
        var url = $"http://127.0.0.1:{Script.FreePort()}";
        using var host = Start("dotnet", Program, "serve", "--url", url);
        (await host.AnswersAsync($"{url}/health")).ShouldBeTrue(host.Output);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = new(url) };
        (await TestSite.Send(browser, "/sign-in", "/sign-in", ("key", "clerk"))).Headers.Location!.OriginalString.ShouldBe("/");

        var held = await _cluster.HoldAt(County, made.Households / 2);
        // A terminal of its own: what is drawn there is not drawn into a pipe.
        using var import = Start("script", "-qec", $"stty cols 160; dotnet '{Program}' import '{made.Folder}'", "/dev/null");
        (await held.Stands(() => import.IsRunning)).ShouldBeTrue();
        var sha256 = await _cluster.Ask<string>(County, "select sha256 from intake.delivery");
        var (page, drawn) = ("", Match.Empty);
        for (var patience = Stopwatch.StartNew(); (page.Length == 0 || page != Words(drawn)) && patience.Elapsed < TimeSpan.FromMinutes(1); await Task.Delay(500, TestContext.Current.CancellationToken))
        {
            page = Left().Match(await browser.GetStringAsync(new Uri($"/deliveries/{sha256}", UriKind.Relative), TestContext.Current.CancellationToken)).Value;
            drawn = Entering().Matches(import.Output).LastOrDefault() ?? Match.Empty;
        }

        await held.DisposeAsync();
        await import.EndAsync();

        drawn.Success.ShouldBeTrue(import.Output);
        page.ShouldBe(Words(drawn));
        LeftOf(drawn).ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        int.Parse(drawn.Groups["share"].Value, CultureInfo.InvariantCulture).ShouldBeInRange(20, 60);
        var lines = import.Output.Split('\n').Select(line => Escapes().Replace(line, "").Trim()).ToList();
        var entering = lines.FindIndex(line => line.StartsWith("录入 entering", StringComparison.Ordinal));
        lines.Skip(entering).Where(line => line.Contains("约剩", StringComparison.Ordinal)).ShouldAllBe(line => line.StartsWith("录入 entering", StringComparison.Ordinal));
    }

    private static string Words(Match drawn) => drawn.Success ? $"这一步大约还要 {Math.Max(1, (int)LeftOf(drawn).TotalSeconds)} 秒" : "";

    private static TimeSpan LeftOf(Match drawn) => TimeSpan.Parse(drawn.Groups["left"].Value, CultureInfo.InvariantCulture);

    private static string Program => Path.Combine(AppContext.BaseDirectory, "RuralRights.Web.dll");

    private Script Start(params string[] command) => Script.Start(
        "/usr/bin/env",
        ["TERM=xterm-256color", .. command],
        new Dictionary<string, string>
        {
            ["RR_DB"] = _cluster.Owner, ["RR_DB_APP"] = _cluster.App, ["RR_STATE"] = Path.Combine(_folder, "state"), ["RR_SAMPLE"] = "", ["RR_DEMO"] = "1", ["RR_FACTS_PER_TRANSACTION"] = "80",
        });

    [GeneratedRegex("这一步大约还要 [0-9]+ 秒")]
    private static partial Regex Left();

    [GeneratedRegex(@"录入 entering[^\n]*?(?<share>[0-9]+)% 约剩 (?<left>[0-9:]+) left")]
    private static partial Regex Entering();

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]|\r")]
    private static partial Regex Escapes();
}
