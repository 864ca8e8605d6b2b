using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using Shouldly;
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
        (await Here<bool>(site, $"select exists (select from pg_database where datname = '{site.Options.DatabasePrefix}{Hamlet.County}')")).ShouldBeFalse();
        using (var page = await farmer.GetAsync(new Uri("/transfers", UriKind.Relative), Cancel)) page.StatusCode.ShouldBe(HttpStatusCode.OK);

        for (var look = 0; await There<long>(other, site, "select coalesce(sum(facts), 0)::bigint from oversight.day_book where kind = 'listing-opened'") == 0; look++)
        {
            look.ShouldBeLessThan(300, "the day book of the county is written where the county is");
            await Task.Delay(200, Cancel);
        }

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

        (await Name(site.Services, "皋兰县")).Refusal.ShouldBeNull();

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

    private static Task<Answer> Name(IServiceProvider services, string name) => services.GetRequiredService<Desk>().Enter(
        new(Beside, Guid.CreateVersion7(), "delivery/0", name),
        _ => Task.FromResult<Decision>(Decision.Enter(new StreamFact(Streams.County(Beside), new CountySettingMade(CountySettings.CountyName, name, new(2000, 1, 1), "样例", Paper)))),
        Cancel);

    private static Task<T> There<T>(BreakableCluster other, TestSite site, string sql) => Ask<T>(other.Owner, site.Options.DatabasePrefix + Hamlet.County, sql);

    private static Task<T> Here<T>(TestSite site, string sql) => Ask<T>(site.Options.OwnerConnection, "postgres", sql);

    private static async Task<T> Ask<T>(string owner, string database, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(owner) { Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
