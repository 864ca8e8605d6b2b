using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;
using RuralRights.Tests;
using RuralRights.Web.SignIn;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>Tests that ask the running host; it is started once for all of them.</summary>
[CollectionDefinition]
public sealed class AtTheSite : ICollectionFixture<TestSite>;

/// <summary>The real host on a port of its own, over a register of its own that holds the hamlet.</summary>
public sealed partial class TestSite : IAsyncLifetime
{
    private readonly string _state = Directory.CreateTempSubdirectory("rr-web-tests-").FullName;
    private static int _made;

    private WebApplication _app = null!;

    private Action<WebApplicationBuilder> _host = _ => { };

    private Func<RegisterOptions, Task> _databases = options => MigratedOnce.Make(options, Hamlet.County);

    public TestSite()
        : this(Environment.GetEnvironmentVariable("RR_TEST_DB")
            ?? throw new InvalidOperationException("RR_TEST_DB is not set: these tests need a PostgreSQL with PostGIS; run tests/run, which starts one."))
    {
    }

    private TestSite(string owner, string? state = null, Func<RegisterOptions, RegisterOptions>? change = null)
    {
        RegisterOptions options = new()
        {
            OwnerConnection = owner,
            AppConnection = new NpgsqlConnectionStringBuilder(owner) { Username = RegisterOptions.AppRole, Password = null }.ConnectionString,
            StateFolder = state ?? _state,
            DatabasePrefix = $"rrw{Environment.ProcessId}_{Interlocked.Increment(ref _made)}_",
        };
        Options = change is null ? options : change(options);
    }

    /// <summary>A further site: over another server, with its state in another folder, with a host or options that are changed before it is built.</summary>
    public static TestSite Over(string owner, string? state = null, Action<WebApplicationBuilder>? host = null, Func<RegisterOptions, RegisterOptions>? options = null) =>
        new(owner, state, options) { _host = host ?? (_ => { }) };

    /// <summary>A further site whose databases the test makes.</summary>
    public static TestSite With(Func<RegisterOptions, Task> databases) => new() { _databases = databases };

    public RegisterOptions Options { get; }

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public async ValueTask InitializeAsync()
    {
        await _databases(Options);
        await Start();
        var ids = await _app.Services.GetRequiredService<Vault>().Keep(Hamlet.County, [.. Hamlet.People.Select(one => one.Person)], TestContext.Current.CancellationToken);
        var people = Hamlet.People.Zip(ids).ToDictionary(pair => (pair.First.Collective, pair.First.Household, pair.First.Which), pair => pair.Second);
        var facts = Hamlet.Facts((collective, household, which) => people[(collective, household, which)]).ToList();
        var answer = await _app.Services.GetRequiredService<Desk>().Enter(
            new(Hamlet.County, new("00000000-0000-7000-8000-000000000001"), "delivery/0", "hamlet"),
            _ => Task.FromResult<Decision>(Decision.Enter(facts)),
            TestContext.Current.CancellationToken);
        answer.Refusal.ShouldBeNull();
    }

    /// <summary>Starts the host, as often as it was stopped, at a new address each time.</summary>
    public async Task Start()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["RR_DEMO"] = "1";
        _host(builder);
        _app = Site.Build(builder, Options);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Address = AddressOf(_app);
    }

    /// <summary>Stops the host.</summary>
    public async Task Stop()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        NpgsqlConnection.ClearAllPools();
        await using var owner = new NpgsqlConnection(Options.OwnerConnection);
        await owner.OpenAsync();
        await using var made = new NpgsqlCommand("select coalesce(array_agg(datname::text), '{}') from pg_database where starts_with(datname, $1)", owner) { Parameters = { new() { Value = Options.DatabasePrefix } } };
        foreach (var name in (string[])(await made.ExecuteScalarAsync())!)
        {
            await using var drop = new NpgsqlCommand($"drop database {name} with (force)", owner);
            await drop.ExecuteNonQueryAsync();
        }

        Directory.Delete(_state, recursive: true);
    }

    /// <summary>A browser without scripts: it keeps cookies and follows no redirect unasked.</summary>
    public HttpClient Browser() => Browser(new());

    /// <summary>A browser in which somebody is signed in.</summary>
    public async Task<HttpClient> SignedIn(string key)
    {
        var browser = Browser();
        var answer = await Send(browser, "/sign-in", "/sign-in", ("key", key));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        answer.Headers.Location!.OriginalString.ShouldBe("/");
        return browser;
    }

    /// <summary>A browser in which somebody acts in an office that the demonstration does not offer, or for a household; at another node of this register where one is named.</summary>
    public async Task<HttpClient> As(Actor actor, string? collective = null, bool expired = false, Uri? at = null)
    {
        const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        var visitor = new Visitor("某", actor, collective);
        await using var scope = _app.Services.CreateAsyncScope();
        Guid? grant = null;
        if (actor is not Actor.Farmer)
        {
            var role = Enum.Parse<OfficeRole>(visitor.As.ToString());
            (await Services.GetRequiredService<Desk>().AppointForDemonstration(Hamlet.County, actor.Person, role, visitor.Place, new(2016, 1, 1))).Refusal.ShouldBeNull();
            grant = OfficeActs.DemonstrationGrant(actor.Person, role, visitor.Place);
        }

        var account = new Account { Id = Guid.CreateVersion7(), Person = actor.Person, NameHash = Guid.NewGuid().ToString("N").ToUpperInvariant(), IsDemonstration = true };
        (await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account)).Succeeded.ShouldBeTrue();
        var session = await Services.GetRequiredService<Sessions>().Start(account, "demonstration", "127.0.0.1", "", TestContext.Current.CancellationToken);
        var cookies = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme);
        var now = Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var ticket = new AuthenticationTicket(
            new Ticket(account.Id, session, actor.Person, account.SecurityStamp, "demonstration", grant, 1).ToPrincipal(visitor, Scheme), new() { IssuedUtc = now.AddHours(expired ? -9 : 0), ExpiresUtc = now.AddHours(expired ? -1 : 1) }, Scheme);
        var jar = new CookieContainer();
        jar.Add(Address, new Cookie(cookies.Cookie.Name!, cookies.TicketDataFormat.Protect(ticket)));
        return Browser(jar, at);
    }

    /// <summary>A browser in which this visitor is signed in.</summary>
    public Task<HttpClient> SignedIn(Visitor visitor) => As(visitor.Actor!, visitor.Collective);

    private HttpClient Browser(CookieContainer jar, Uri? at = null) =>
        new(new ToldAtItsField(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = jar, AutomaticDecompression = DecompressionMethods.All })) { BaseAddress = at ?? Address };

    /// <summary>A second node over the same register, with a configuration of its own.</summary>
    public async Task<WebApplication> SecondNode(params (string Key, string? Value)[] configuration)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        foreach (var (key, value) in configuration) builder.Configuration[key] = value;
        var node = Site.Build(builder, Options with { BackgroundWork = false });
        await node.StartAsync(TestContext.Current.CancellationToken);
        return node;
    }

    /// <summary>Address of a node.</summary>
    public static Uri AddressOf(WebApplication node) => new(node.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Sends a form with the antiforgery token of a page.</summary>
    public static async Task<HttpResponseMessage> Send(HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        var token = AntiforgeryToken().Match(await browser.GetStringAsync(new Uri(page, UriKind.Relative)));
        token.Success.ShouldBeTrue($"{page} has no antiforgery token");
        return await browser.PostAsync(
            new Uri(action, UriKind.Relative),
            new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), new("__RequestVerificationToken", token.Groups[1].Value)]));
    }

    /// <summary>Hands a package in at the page of deliveries.</summary>
    public static async Task<HttpResponseMessage> Upload(HttpClient browser, string package)
    {
        var token = AntiforgeryToken().Match(await browser.GetStringAsync(new Uri("/deliveries", UriKind.Relative)));
        await using var file = File.OpenRead(package);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token.Groups[1].Value), "__RequestVerificationToken" },
            { new StreamContent(file), "file", Path.GetFileName(package) },
        };
        return await browser.PostAsync(new Uri("/deliveries", UriKind.Relative), form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    internal static partial Regex AntiforgeryToken();
}
