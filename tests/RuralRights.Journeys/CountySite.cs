using System.Collections.Concurrent;
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
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;
using RuralRights.Tests;
using RuralRights.Web;
using Shouldly;
using Xunit;

// A walk waits more than it works: two of them at a time, each before a site of its own, keep two cores busy.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.Collections, MaxThreads = 2)]

namespace RuralRights.Journeys;

/// <summary>Journeys share one county and follow each other.</summary>
[CollectionDefinition]
public sealed class InTheCounty : ICollectionFixture<CountySite>;

/// <summary>The real host over a real PostGIS with the sample county in it, and a real browser before it.</summary>
public class CountySite : IAsyncLifetime
{
    public const string County = "620123";

    private static int _made;

    private readonly string _state = Directory.CreateTempSubdirectory("rr-journeys-").FullName;
    private readonly Chromium _chromium;
    private readonly Dictionary<string, Task<Cookie[]>> _signedIn = [];
    private readonly Lock _signing = new();
    private readonly ConcurrentBag<IBrowserContext> _contexts = [];
    private WebApplication _app = null!;

    public CountySite(Chromium chromium)
    {
        _chromium = chromium;
        var owner = Environment.GetEnvironmentVariable("RR_TEST_DB")
            ?? throw new InvalidOperationException("RR_TEST_DB is not set: journeys need a PostgreSQL with PostGIS; run tests/run, which starts one.");
        Options = new()
        {
            OwnerConnection = owner,
            AppConnection = new NpgsqlConnectionStringBuilder(owner) { Username = RegisterOptions.AppRole, Password = null }.ConnectionString,
            StateFolder = _state,
            OutboxIsCarriedOut = true,
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

    /// <summary>The accounts of those whom the demonstration does not offer, and the grant each acts under.</summary>
    internal ConcurrentDictionary<Actor, (Account Account, Guid? Grant)> Accounts { get; } = [];

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
        await _chromium.Launched();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts.Where(one => one.Browser is { IsConnected: true })) await context.CloseAsync();
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

    /// <summary>An empty page of a context of its own, in which somebody is signed in; null for a stranger.</summary>
    public async Task<IPage> Open(string? who, BrowserNewContextOptions? options = null)
    {
        var context = await (await _chromium.Launched()).NewContextAsync(Settled(options ?? new()));
        _contexts.Add(context);
        context.SetDefaultTimeout(Chromium.Patience);
        if (who is not null) await context.AddCookiesAsync(await SignedIn(who));
        return await context.NewPageAsync();
    }

    /// <summary>What a browser has to keep so that somebody is signed in: they do so once, on the page unless told how, and not again each time they are met.</summary>
    public Task<Cookie[]> SignedIn(string who, Func<Task<Cookie[]>>? how = null)
    {
        lock (_signing) return _signedIn.TryGetValue(who, out var known) && !known.IsFaulted ? known : _signedIn[who] = how is null ? SignInOnThePage(who) : how();
    }

    /// <summary>What the browser of a page keeps.</summary>
    public async Task<Cookie[]> CookiesOf(IPage page) =>
        [.. (await page.Context.CookiesAsync()).Select(one => new Cookie { Name = one.Name, Value = one.Value, Url = Address.ToString(), HttpOnly = one.HttpOnly, SameSite = one.SameSite })];

    private async Task<Cookie[]> SignInOnThePage(string who)
    {
        var page = await Open(null);
        await page.GotoAsync("/sign-in");
        await page.ClickAsync($"button[value='{who}']");
        await Assertions.Expect(page.Locator(".site-header__who")).ToBeVisibleAsync();
        var cookies = await CookiesOf(page);
        await page.Context.CloseAsync();
        return cookies;
    }

    /// <summary>Keeps what a page looks like at a step of a walk.</summary>
    public static async Task Keep(IPage page, string name)
    {
        PageScreenshotOptions picture = new() { Path = Path.Combine(Pictures, name + ".jpg"), FullPage = true, Type = ScreenshotType.Jpeg, Quality = 80 };
        try
        {
            await page.ScreenshotAsync(picture);
        }
        catch (TimeoutException)
        {
            // A browser that is busy elsewhere may let a picture wait until it is given up.
            await page.ScreenshotAsync(picture);
        }
    }

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
