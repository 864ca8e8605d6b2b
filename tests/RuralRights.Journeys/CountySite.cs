using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Tests;
using RuralRights.Web;
using Shouldly;
using Xunit;

// One browser before one site at a time: two of them on two cores keep each other from painting until a picture is given up.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace RuralRights.Journeys;

/// <summary>Journeys share one county and follow each other.</summary>
[CollectionDefinition]
public sealed class InTheCounty : ICollectionFixture<CountySite>;

/// <summary>The real host over a real PostGIS with the sample county in it, and a real browser before it.</summary>
public class CountySite : IAsyncLifetime
{
    public const string County = "620123";

    // Milliseconds after which something is taken not to happen: what does happen waits no longer for it, and a busy machine is slow.
    private const float Patience = 60_000;

    private static int _made;

    private readonly string _state = Directory.CreateTempSubdirectory("rr-journeys-").FullName;
    private WebApplication _app = null!;
    private IPlaywright _playwright = null!;
    private readonly SemaphoreSlim _launching = new(1);
    private IBrowser? _browser;

    public CountySite()
    {
        var owner = Environment.GetEnvironmentVariable("RR_TEST_DB")
            ?? throw new InvalidOperationException("RR_TEST_DB is not set: journeys need a PostgreSQL with PostGIS; run tests/run, which starts one.");
        Options = new()
        {
            OwnerConnection = owner,
            AppConnection = new NpgsqlConnectionStringBuilder(owner) { Username = RegisterOptions.AppRole, Password = null }.ConnectionString,
            StateFolder = _state,
            DatabasePrefix = $"rrj{Environment.ProcessId}_{Interlocked.Increment(ref _made)}_",
        };
    }

    public RegisterOptions Options { get; }

    public Uri Address { get; private set; } = null!;

    /// <summary>The sample delivery.</summary>
    public string Delivery { get; private set; } = "";

    /// <summary>The people whom the sign-in page offers.</summary>
    public IReadOnlyList<SamplePerson> People { get; private set; } = [];

    /// <summary>Identity numbers of everybody in the county; no page ever shows one.</summary>
    public IReadOnlyList<string> IdentityNumbers { get; private set; } = [];

    public IServiceProvider Services => _app.Services;

    public NpgsqlDataSource Register => Services.GetRequiredService<CountyConnections>()[County];

    /// <summary>The time by which the site goes.</summary>
    protected virtual TimeProvider Clock => TimeProvider.System;

    public Desk Desk => _app.Services.GetRequiredService<Desk>();

    /// <summary>A household that one person holds alone.</summary>
    public SamplePerson Single => People.First(person => person.Part == "seller");

    /// <summary>Everybody who holds the land of the other selling household.</summary>
    public IReadOnlyList<SamplePerson> Sellers => [.. People.Where(person => person.Part is "seller" or "co-holder" && person.Household != Single.Household)];

    public SamplePerson Buyer => People.First(person => person.Part == "buyer");

    public SamplePerson Outsider => People.First(person => person.Part == "outsider");

    /// <summary>Where pictures of the pages are kept for people to look at.</summary>
    private static string Pictures { get; } = Directory.CreateDirectory(Path.Combine(Root(), "tests", "artifacts")).FullName;

    private static bool ArePicturesAsked { get; } = Environment.GetEnvironmentVariable("RR_PICTURES") == "1";

    /// <summary>A sample delivery that is kept with the sources.</summary>
    public static string Sample(string name) => Path.Combine(Root(), "gis-samples", name);

    public async ValueTask InitializeAsync()
    {
        await MigratedOnce.Make(Options, County);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["RR_DEMO"] = "1";
        builder.Services.AddSingleton(Clock);
        _app = Site.Build(builder, Options);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Address = new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

        var registrar = new Actor.Registrar(new("00000000-0000-4000-8000-00000000000a"), County);
        foreach (var (key, value) in new[] { (CountySettings.RegisteringAuthority, "榆中县农业农村局"), (CountySettings.CountyName, "榆中县"), (CountySettings.ProvinceShortName, "甘") })
        {
            var made = await _app.Services.GetRequiredService<Desk>().Enter(
                new MakeCountySetting(key, value, new(2000, 1, 1), "样例设定"), Submission.Now(County, Guid.CreateVersion7(), registrar, Clock), TestContext.Current.CancellationToken);
            made.Refusal.ShouldBeNull();
        }

        await Fill();
        IdentityNumbers = await Everybody();

        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        await Launched();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _launching.Dispose();
        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        NpgsqlConnection.ClearAllPools();
        await using var owner = new NpgsqlConnection(Options.OwnerConnection);
        await owner.OpenAsync();
        foreach (var name in new[] { "master", County })
        {
            await using var drop = new NpgsqlCommand($"drop database if exists {Options.DatabasePrefix}{name} with (force)", owner);
            await drop.ExecuteNonQueryAsync();
        }

        Directory.Delete(_state, recursive: true);
    }

    /// <summary>How the demonstration calls somebody.</summary>
    public static string KeyOf(SamplePerson person) => person.Part switch
    {
        "chair" => $"chair-{person.Collective}",
        "co-holder" => $"farmer-{person.Household}-{person.Position}",
        _ => $"farmer-{person.Household}",
    };

    /// <summary>The chair of a collective, who belongs to neither household of the journeys.</summary>
    public string ChairOf(string collective) => $"chair-{collective}";

    /// <summary>A page of a browser of its own, in which somebody is signed in; null for a stranger.</summary>
    public async Task<IPage> Open(string? who, BrowserNewContextOptions? options = null)
    {
        var context = await (await Launched()).NewContextAsync(Settled(options ?? new()));
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        if (who is not null)
        {
            await page.GotoAsync("/sign-in");
            await page.ClickAsync($"button[value='{who}']");
            await Assertions.Expect(page.Locator(".site-header__who")).ToBeVisibleAsync();
        }

        return page;
    }

    // A browser that died, as it may on a machine that is short of everything, is followed by another.
    private async Task<IBrowser> Launched()
    {
        await _launching.WaitAsync();
        try
        {
            return _browser is { IsConnected: true } ? _browser : _browser = await _playwright!.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("RR_CHROMIUM") is { Length: > 0 } chromium ? chromium : "/usr/bin/chromium",
                Timeout = Patience,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
        finally
        {
            _launching.Release();
        }
    }

    /// <summary>Keeps what a page looks like at a step of a walk.</summary>
    public static Task Keep(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".jpg"), FullPage = true, Type = ScreenshotType.Jpeg, Quality = 80 });

    /// <summary>Keeps what a page looks like when pictures of every page are asked for: several of each take a fifth of the time, and test nothing.</summary>
    public static Task KeepWhenAsked(IPage page, string name) => ArePicturesAsked ? Keep(page, name) : Task.CompletedTask;

    /// <summary>Puts into the register what the county consists of.</summary>
    protected virtual async Task Fill()
    {
        var deliveries = _app.Services.GetRequiredService<Deliveries>();
        var sample = await deliveries.Receive(County, Sample("620123榆中县"), "official/journeys", TestContext.Current.CancellationToken);
        var entered = await deliveries.Process(County, sample.Sha256, enter: true, TestContext.Current.CancellationToken);
        entered.ShouldNotBeNull();
        Delivery = sample.Sha256;
        entered.Entered.ShouldBeGreaterThan(0);
        People = await SamplePerson.All(Register, TestContext.Current.CancellationToken);
    }

    private async Task<IReadOnlyList<string>> Everybody()
    {
        var people = new List<Guid>();
        await using (var command = Register.CreateCommand("select person from register.household_member union select representative from register.household"))
        await using (var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken))
            while (await reader.ReadAsync(TestContext.Current.CancellationToken)) people.Add(reader.GetGuid(0));

        var opened = await _app.Services.GetRequiredService<Vault>().Open(County, people, "official/journeys", "looks for numbers on pages", TestContext.Current.CancellationToken);
        return [.. opened.Values.Select(person => person.IdNumber).OfType<string>()];
    }

    private BrowserNewContextOptions Settled(BrowserNewContextOptions options)
    {
        options.BaseURL = Address.ToString();
        options.Locale = "zh-CN";
        options.TimezoneId = "Asia/Shanghai";
        options.ReducedMotion = ReducedMotion.Reduce;
        return options;
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "RuralRights.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("The journeys run from the source tree, where the samples are.");
    }
}
