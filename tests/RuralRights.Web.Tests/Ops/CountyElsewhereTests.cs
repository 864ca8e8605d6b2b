using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry;
using RuralRights.Registry.Households;
using RuralRights.Registry.Law;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using Shouldly;
using Wolverine;
using Xunit;

namespace RuralRights.Web.Tests.Ops;

/// <summary>The master database names another server for a county: everything that works in it works there, and its silence is nobody else's.</summary>
public sealed class CountyElsewhereTests
{
    private const string Beside = "620122";

    private static readonly Provenance Paper = new(new(2016, 4, 7), "delivery/0", "皋兰县农业农村局", "62012220160407000001", [], []);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acts_pages_background_work_and_upkeep_of_a_county_reach_the_server_that_the_master_database_names()
    {
        await using var other = await BreakableCluster.Make();
        await using var site = await Make(other);
        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));

        await TestSite.Act(farmer, "open-listing", Listing);

        (await There<long>(other, site, "select count(*) from ledger.mt_events where type = 'listing-opened'")).ShouldBe(1);
        (await There<long>(other, site, "select count(*) from vault.person")).ShouldBeGreaterThanOrEqualTo(Hamlet.People.Count);
        (await Here<bool>(site, "postgres", $"select exists (select from pg_database where datname = '{site.Options.DatabasePrefix}{Hamlet.County}')")).ShouldBeFalse();
        using (var page = await farmer.GetAsync(new Uri("/transfers", UriKind.Relative), Cancel)) page.StatusCode.ShouldBe(HttpStatusCode.OK);

        await Until(() => There<bool>(other, site, ListingCounted), "the day book of the county is written where the county is");

        var rebuilt = await site.Services.GetRequiredService<Rebuild>().Run(Hamlet.County, cancel: Cancel);
        rebuilt.Different.ShouldBeEmpty();
        rebuilt.Facts.ShouldBe(await There<long>(other, site, "select count(*) from ledger.mt_events"));
        (await site.Services.GetRequiredService<RotateMasterKey>().Run(cancel: Cancel)).ShouldBeGreaterThan(Hamlet.People.Count);
        (await There<bool>(other, site, "select bool_and(master_key = 2) from vault.person")).ShouldBeTrue();
        (await site.Services.GetRequiredService<DocumentCare>().Check(Hamlet.County, null, Cancel)).IsWhole.ShouldBeTrue();
        (await new Migrator(site.Options).Migrate([], Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_that_server_is_away_its_county_says_so_and_the_others_work()
    {
        await using var other = await BreakableCluster.Make();
        await using var site = await Make(other);
        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));
        await other.Cut();

        var id = Guid.CreateVersion7();
        using (var request = TestSite.Request("open-listing", Listing, id))
        using (var answer = await farmer.SendAsync(request, Cancel))
        {
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, text);
            JsonNode.Parse(text)!["outage"]!.GetValue<string>().ShouldBe("database-away");
        }

        using (var page = await farmer.GetAsync(new Uri("/transfers", UriKind.Relative), Cancel))
        {
            page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await page.Content.ReadAsStringAsync(Cancel)).ShouldContain("登记数据库暂时不能工作");
        }

        (await Name(site.Services, Beside)).Refusal.ShouldBeNull();

        await other.Start();
        HttpResponseMessage again;
        for (var attempt = 1; ; attempt++)
        {
            // Connections that the server dropped are found out one by one.
            using var request = TestSite.Request("open-listing", Listing, id);
            again = await farmer.SendAsync(request, Cancel);
            if (again.StatusCode != HttpStatusCode.ServiceUnavailable || attempt == 20) break;

            again.Dispose();
            await Task.Delay(250, Cancel);
        }

        again.StatusCode.ShouldBe(HttpStatusCode.OK, await again.Content.ReadAsStringAsync(Cancel));
        again.Dispose();
    }

    [Fact]
    public async Task A_host_that_starts_while_that_server_is_away_works_in_the_other_counties_and_takes_this_one_up_when_it_is_back()
    {
        await using var other = await BreakableCluster.Make();
        await using var site = await Make(other);
        await site.Stop();
        await other.Cut();

        await site.Start();

        (await Name(site.Services, Beside)).Refusal.ShouldBeNull();
        await Remind(site.Services, Beside);
        await Until(() => Here<bool>(site, site.Options.DatabasePrefix + Beside, Handled), "the other county gets its messages");
        await Until(() => Here<bool>(site, site.Options.DatabasePrefix + Beside, "select exists (select from oversight.day_book)"), "its day book is written");
        Outage.Of(await Should.ThrowAsync<NpgsqlException>(() => Name(site.Services, Hamlet.County))).ShouldBe(Outage.DatabaseAway);

        await other.Start();

        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));
        await TestSite.Act(farmer, "open-listing", Listing);
        await Until(() => There<bool>(other, site, ListingCounted), "the day book of the county that came back is written");
        await Remind(site.Services, Hamlet.County);
        await Until(() => There<bool>(other, site, Handled), "it gets its messages");
    }

    [Fact]
    public async Task Serve_starts_for_a_county_whose_server_hangs_says_so_and_serves_it_when_it_goes_on()
    {
        await using var other = await BreakableCluster.Make();
        await using var site = await Make(other);
        await site.Stop();
        await other.Freeze();

        var url = $"http://localhost:{Script.FreePort()}";
        using var serve = Script.Start(
            "/usr/bin/env",
            ["dotnet", Path.Combine(AppContext.BaseDirectory, "RuralRights.Web.dll"), "serve", "--url", url],
            new Dictionary<string, string>
            {
                ["RR_DB"] = site.Options.OwnerConnection, ["RR_DB_APP"] = site.Options.AppConnection, ["RR_DB_PREFIX"] = site.Options.DatabasePrefix,
                ["RR_STATE"] = site.Options.StateFolder, ["RR_COUNTY"] = Hamlet.County, ["RR_DEMO"] = "1", ["RR_SAMPLE"] = Path.Combine(Script.Root, "gis-samples", "620123榆中县"),
            });

        (await serve.AnswersAsync($"{url}/health")).ShouldBeTrue();
        await serve.SaysAsync($"{Hamlet.County}：数据库没有应答，该县暂停办理，其他县照常；恢复后自动接上。 The database of this county does not answer");
        using (var browser = new HttpClient())
        using (var page = await browser.GetAsync(new Uri($"{url}/sign-in"), Cancel)) page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        await other.Thaw();

        (await serve.AnswersAsync($"{url}/sign-in")).ShouldBeTrue();
        await serve.SaysAsync($"{Hamlet.County}：数据库已恢复应答");
        var said = await serve.InterruptAsync();
        said.Code.ShouldBe(0);
        said.Error.ShouldNotContain("rr migrate");
    }

    private const string Handled = "select exists (select from wolverine.wolverine_incoming_envelopes where message_type like '%FallsDue' and status = 'Handled')";

    private const string ListingCounted = "select exists (select from oversight.day_book where kind = 'listing-opened')";

    private static object Listing => new { right = Hamlet.Right(Hamlet.Group, 1), parcels = new[] { Hamlet.Parcel(Hamlet.Group, 1, 2) }, disclosed_leases = Array.Empty<string>(), price = 12600m };

    /// <summary>The hamlet's county on the other server, and another beside the master database.</summary>
    private static async Task<TestSite> Make(BreakableCluster other)
    {
        var site = TestSite.With(async options =>
        {
            await new Migrator(options).Migrate([Beside], Cancel);
            await new Migrator(options).Migrate([Hamlet.County], other.Server, Cancel);
        });
        await site.InitializeAsync();
        return site;
    }

    private static Task<Answer> Name(IServiceProvider services, string county) => services.GetRequiredService<Desk>().Enter(
        new(county, Guid.CreateVersion7(), "delivery/0", "name"),
        _ => Task.FromResult<Decision>(Decision.Enter(new StreamFact(Streams.County(county), new CountySettingMade(CountySettings.CountyName, "皋兰县", new(2000, 1, 1), "样例", Paper)))),
        Cancel);

    /// <summary>Sends a message about a limit that no longer runs, to be kept for a second.</summary>
    private static async Task Remind(IServiceProvider services, string county)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(
            new FallsDue(county, "case-step", "case/none", new(2016, 4, 7)), new DeliveryOptions { TenantId = county, ScheduleDelay = TimeSpan.FromSeconds(1) });
    }

    private static async Task Until(Func<Task<bool>> holds, string what)
    {
        for (var look = 0; !await holds(); look++)
        {
            look.ShouldBeLessThan(600, what);
            await Task.Delay(200, Cancel);
        }
    }

    private static Task<T> There<T>(BreakableCluster other, TestSite site, string sql) => Ask<T>(other.Owner, site.Options.DatabasePrefix + Hamlet.County, sql);

    private static Task<T> Here<T>(TestSite site, string database, string sql) => Ask<T>(site.Options.OwnerConnection, database, sql);

    private static async Task<T> Ask<T>(string owner, string database, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(owner) { Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
