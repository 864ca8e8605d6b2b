using System.IO.Compression;
using System.Net;
using RuralRights.Interchange.Generation;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests.Ops;

/// <summary>An import whose process is killed, or whose database loses its power, ends like one that nothing happened to.</summary>
public sealed class KilledImportTests : IAsyncLifetime
{
    private const string County = "620123";
    private const int Seed = 20260901;

    private readonly string _folder = Directory.CreateTempSubdirectory("rr-killed.").FullName;
    private BreakableCluster _cluster = null!;
    private string _delivery = "";

    private string State => Path.Combine(_folder, "state");

    public async ValueTask InitializeAsync()
    {
        _cluster = await BreakableCluster.Make();
        _delivery = CountyGenerator.Write(new CountyPlan { Parcels = 1500, Seed = Seed }, _folder, cancel: TestContext.Current.CancellationToken).Folder;
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Killed_again_and_again_it_loses_nothing_and_doubles_nothing()
    {
        var whole = await Undisturbed();
        var random = new Random(Seed);

        // At the start, while the databases are made; while it inspects; and at several points of the entry.
        await KillAfter(TimeSpan.FromMilliseconds(random.Next(300, 2500)), "select false");
        await KillAfter(TimeSpan.FromMilliseconds(random.Next(0, 300)), "select exists (select from intake.delivery where state = 'inspecting')");
        for (var part = 0; part < 4; part++)
        {
            var goal = (int)(whole.Households.Count * (part + random.NextDouble()) / 5);
            await using var held = await _cluster.HoldAt(County, goal);
            using var import = Import();
            (await held.Stands(() => import.IsRunning)).ShouldBeTrue();
            await import.KillAsync();
            var now = await RegisterPicture.Of(_cluster, County);
            now.ShouldBePartOf(whole);
            now.Households.Count.ShouldBeLessThan(whole.Households.Count);
        }

        await EndsLike(whole);
    }

    [Fact]
    public async Task A_database_that_loses_its_power_in_the_middle_is_said_and_loses_nothing()
    {
        var whole = await Undisturbed();

        await KillAfter(TimeSpan.Zero, "select exists (select from intake.delivery where state = 'inspecting')");
        await using (var held = await _cluster.HoldAt(County, whole.Households.Count / 4))
        {
            using var import = Import();
            (await held.Stands(() => import.IsRunning)).ShouldBeTrue();
            await _cluster.Cut();
            await SaysThatTheDatabaseIsAway(import);
            await _cluster.Start();
        }

        (await RegisterPicture.Of(_cluster, County)).ShouldBePartOf(whole);

        await EndsLike(whole);
    }

    [Fact]
    public async Task A_host_that_is_killed_while_it_imports_in_the_background_goes_on_by_itself()
    {
        var package = Path.Combine(_folder, Path.GetFileName(_delivery) + ".zip");
        await ZipFile.CreateFromDirectoryAsync(_delivery, package, CompressionLevel.Fastest, includeBaseDirectory: true, TestContext.Current.CancellationToken);
        _delivery = package;
        var whole = await Undisturbed();
        var url = $"http://127.0.0.1:{Script.FreePort()}";

        using (var host = Serve(url))
        {
            (await host.AnswersAsync($"{url}/health")).ShouldBeTrue();
            await using var held = await _cluster.HoldAt(County, whole.Households.Count / 3);
            await BringAndEnter(url, package);
            (await held.Stands(() => host.IsRunning)).ShouldBeTrue();
            await host.KillAsync();
            (await RegisterPicture.Of(_cluster, County)).ShouldBePartOf(whole);
            (await _cluster.Ask<string>(County, "select state from intake.delivery")).ShouldBe("entering");
        }

        using (var again = Serve(url))
        {
            (await again.AnswersAsync($"{url}/health")).ShouldBeTrue();
            (await _cluster.Becomes(County, "select state = 'entered' from intake.delivery", () => again.IsRunning)).ShouldBeTrue();
            (await again.InterruptAsync()).Code.ShouldBe(0);
        }

        (await RegisterPicture.Of(_cluster, County)).ShouldBe(whole);
        (await _cluster.Ask<long>(County, "select count(*) from wolverine.wolverine_incoming_envelopes where status <> 'Handled'")).ShouldBe(0);
        (await _cluster.Ask<long>(County, "select count(*) from wolverine.wolverine_dead_letters")).ShouldBe(0);
    }

    /// <summary>What an import leaves behind that nobody disturbs; then the register is forgotten.</summary>
    private async Task<RegisterPicture> Undisturbed()
    {
        using var import = Import();
        var said = await import.EndAsync();
        said.Code.ShouldBe(0, said.Error);
        var whole = await RegisterPicture.Of(_cluster, County);
        whole.Households.Count.ShouldBeGreaterThan(100);
        await _cluster.Forget();
        Directory.Delete(State, recursive: true);
        return whole;
    }

    private async Task KillAfter(TimeSpan pause, string reached)
    {
        using var import = Import();
        if (reached == "select false") await Task.Delay(pause);
        else if (await _cluster.Becomes(County, reached, () => import.IsRunning)) await Task.Delay(pause);
        await import.KillAsync();
    }

    private async Task EndsLike(RegisterPicture whole)
    {
        using (var import = Import())
        {
            var said = await import.EndAsync();
            said.Code.ShouldBe(0, said.Error);
        }

        (await RegisterPicture.Of(_cluster, County)).ShouldBe(whole);
        Directory.EnumerateFileSystemEntries(Path.Combine(State, "work")).ShouldBeEmpty();

        using var again = Import();
        (await again.EndAsync()).Output.ShouldContain("Nothing changed");
    }

    private static async Task SaysThatTheDatabaseIsAway(Script import)
    {
        var said = await import.EndAsync();
        said.Code.ShouldBe(1, said.Error);
        said.Error.ShouldContain("登记数据库暂时不能工作");
        said.Error.ShouldContain("Run the same command again");
    }

    private static async Task BringAndEnter(string url, string package)
    {
        using var clerk = await SignedIn("clerk");
        using var registrar = await SignedIn("registrar");
        var brought = await TestSite.Upload(clerk, package);
        brought.StatusCode.ShouldBe(HttpStatusCode.Redirect, await brought.Content.ReadAsStringAsync());
        var page = brought.Headers.Location!.OriginalString;
        (await TestSite.Send(registrar, page, page, ("enter", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        async Task<HttpClient> SignedIn(string key)
        {
            var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = new(url), Timeout = TimeSpan.FromMinutes(2) };
            (await TestSite.Send(browser, "/sign-in", "/sign-in", ("key", key))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
            return browser;
        }
    }

    private Script Import() => Start("import", _delivery);

    private Script Serve(string url) => Start("serve", "--url", url);

    private Script Start(params string[] arguments) => Script.Start(
        "/usr/bin/env",
        ["dotnet", Path.Combine(AppContext.BaseDirectory, "RuralRights.Web.dll"), .. arguments],
        new Dictionary<string, string> { ["RR_DB"] = _cluster.Owner, ["RR_DB_APP"] = _cluster.App, ["RR_STATE"] = State, ["RR_SAMPLE"] = "", ["RR_DEMO"] = "1", ["RR_FACTS_PER_TRANSACTION"] = "80" });
}
