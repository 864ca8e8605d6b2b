using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Interchange.Generation;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests.Ops;

/// <summary>
/// A host is killed in the middle of a run over a whole village, and again between the entry of its cases and the messages to their holders.
/// What was entered stands, the same form sent once more does the rest, and nobody has two cases, two receipts or two messages.
/// </summary>
public sealed partial class KilledRunTests : IAsyncLifetime
{
    private const string Village = "62012310020001";
    private const string Runs = $"/collectives/{Village}/first-registration";

    private static readonly Actor.VillageClerk VillageClerk = new(Guid.Parse("00000000-0000-4000-8000-0000000000c1"), Village[..12]);

    // The hosts under test are processes of their own: this one keeps the register for them, and does nothing in the background.
    private readonly TestSite _site = TestSite.Over(
        Environment.GetEnvironmentVariable("RR_TEST_DB") ?? throw new InvalidOperationException("RR_TEST_DB is not set: run tests/run, which starts a PostgreSQL with PostGIS."),
        options: options => options with { BackgroundWork = false });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_run_over_a_village_that_is_killed_twice_opens_each_case_once_and_tells_each_holder_once()
    {
        var households = await IsSurveyed();
        households.Length.ShouldBeGreaterThan(5);
        (string, string)[] form = [("command", $"{Guid.CreateVersion7()}"), ("term-from", "2026-01-01"), ("term-to", "2055-12-31"), .. households.Select(household => ("households", household))];
        var half = households.Length / 2;

        // In the middle of the run: half of the cases stand, nobody was told yet.
        await using (var ofCases = await Gate.Shut(_site, 1, "insert", "register.case_file", $"(select count(*) from register.case_file where procedure = 'first-registration') > {half}"))
        await using (var ofMessages = await Gate.Shut(_site, 2, "insert", "outbox.holder_message", "true"))
        {
            var (host, url) = await Serve();
            using (host)
            {
                using var clerk = await _site.As(VillageClerk, at: url);
                var sent = Post(clerk, $"{Runs}/village", form);
                await ofCases.Stands();
                await ofMessages.Stands();
                await host.KillAsync();
                await Should.ThrowAsync<HttpRequestException>(async () => (await sent).Dispose());
            }
        }

        (await Opened()).ShouldBe(half);
        (await Told()).ShouldBe(0);
        await LedgerAndReceiptsAgree();

        // The same form once more; then killed when the first message has gone out and nothing of it is written down.
        await using (var ofNotes = await Gate.Shut(_site, 3, "update", "outbox.holder_message", "true"))
        {
            var (host, url) = await Serve();
            using (host)
            {
                using var clerk = await _site.As(VillageClerk, at: url);
                using var sent = await Post(clerk, $"{Runs}/village", form);
                sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
                await ofNotes.Stands();
                await host.KillAsync();
            }
        }

        (await Opened()).ShouldBe(households.Length);
        (Messages().Count, await Told(), await _site.Ask<long>("select count(*) from outbox.holder_message where tries > 0")).ShouldBe((1, 0, 0));
        await LedgerAndReceiptsAgree();

        // A third host tells whoever is to be told, and the form may come again.
        var (last, at) = await Serve();
        using (last)
        {
            using var clerk = await _site.As(VillageClerk, at: at);
            using var again = await Post(clerk, $"{Runs}/village", form);
            again.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            (await Html(clerk, again.Headers.Location!.OriginalString)).ShouldContain($"办好 {households.Length} 户，没有办成 0 户");
            await Until(async () => await _site.Ask<bool>("select count(*) > 0 and bool_and(settled_at is not null) from outbox.holder_message"));
            (await last.InterruptAsync()).Code.ShouldBe(0);
        }

        (await Opened()).ShouldBe(households.Length);
        (await _site.Ask<long>("select count(distinct subject) from register.case_subject where subject in (select 'household/' || code from unnest($1::text[]) as one (code))", (object)households)).ShouldBe(households.Length);
        var holders = await _site.Ask<long>("select count(*) from register.case_holder");
        holders.ShouldBeGreaterThan(households.Length);
        (await _site.Ask<long>("select count(*) from outbox.holder_message")).ShouldBe(holders);
        (await Told()).ShouldBe(holders);
        (await _site.Ask<long>("select count(*) from register.case_holder where told = 'by message'")).ShouldBe(holders);
        var messages = Messages();
        messages.Count.ShouldBe((int)holders);
        messages.ShouldBeUnique();
        await LedgerAndReceiptsAgree();
        (await _site.Ask<long>("select count(*) from wolverine.wolverine_dead_letters")).ShouldBe(0);
    }

    /// <summary>A village comes in with its survey, its people with telephones, and without a right on any parcel. Gives its households.</summary>
    private async Task<string[]> IsSurveyed()
    {
        var folder = CountyGenerator.Write(new() { Parcels = 40, Seed = 3 }, Directory.CreateDirectory(Path.Combine(_site.Options.StateFolder, "survey")).FullName, cancel: Cancel).Folder;
        var deliveries = _site.Services.GetRequiredService<Deliveries>();
        var delivery = await deliveries.Receive(Hamlet.County, folder, "official/7", Cancel);
        await deliveries.Settle(Hamlet.County, delivery.Sha256, surveyOnly: true, Cancel);
        (await deliveries.Process(Hamlet.County, delivery.Sha256, enter: true, Cancel)).ShouldNotBeNull();
        var households = await _site.Ask<string[]>("select array_agg(code order by code) from register.household where collective = $1", Village);
        var vault = _site.Services.GetRequiredService<Vault>();
        foreach (var (person, which) in (await _site.Ask<Guid[]>("select array_agg(distinct person) from register.household_member where household = any ($1)", (object)households)).Select((person, at) => (person, at)))
            await vault.KeepContact(Hamlet.County, person, $"139190{which:00000}", Cancel);
        return households;
    }

    private async Task<(Script Host, Uri Url)> Serve()
    {
        var url = $"http://127.0.0.1:{Script.FreePort()}";
        var host = Script.Start(
            "/usr/bin/env",
            ["dotnet", Path.Combine(AppContext.BaseDirectory, "RuralRights.Web.dll"), "serve", "--url", url],
            new Dictionary<string, string>
            {
                ["RR_DB"] = _site.Options.OwnerConnection, ["RR_DB_APP"] = _site.Options.AppConnection, ["RR_DB_PREFIX"] = _site.Options.DatabasePrefix, ["RR_STATE"] = _site.Options.StateFolder,
                ["RR_SAMPLE"] = "", ["RR_DEMO"] = "1",
            });
        (await host.AnswersAsync($"{url}/health")).ShouldBeTrue();
        return (host, new(url));
    }

    private Task<long> Opened() => _site.Ask<long>("select count(*) from register.case_file where procedure = 'first-registration'");

    private Task<long> Told() => _site.Ask<long>("select count(*) from ledger.mt_events where type = 'case-holder-reached'");

    /// <summary>The keys of the messages that went out: what they are about, the case and the holder.</summary>
    private List<string> Messages() => Directory.Exists(Path.Combine(_site.Options.StateFolder, "outbox"))
        ? [.. Directory.EnumerateFiles(Path.Combine(_site.Options.StateFolder, "outbox"), "*.json").Select(file => Key().Match(File.ReadAllText(file)).Groups[1].Value)]
        : [];

    /// <summary>Each case is one fact under one receipt; every receipt has the facts it speaks of, and every fact its receipt.</summary>
    private async Task LedgerAndReceiptsAgree()
    {
        (await _site.Ask<long>("select count(*) from ledger.mt_events where type = 'case-opened'")).ShouldBe(await _site.Ask<long>("select count(*) from register.case_file"));
        (await _site.Ask<long>("select count(distinct correlation_id) from ledger.mt_events where type = 'case-opened'")).ShouldBe(await Opened());
        (await _site.Ask<long>("select count(*) from ledger.receipt r where fact_count <> (select count(*) from ledger.mt_events where correlation_id = r.command_id::text)")).ShouldBe(0);
        (await _site.Ask<long>("select count(*) from ledger.mt_events e where not exists (select from ledger.receipt where command_id::text = e.correlation_id)")).ShouldBe(0);
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (await holds()) return;
            await Task.Delay(200, Cancel);
        }

        throw new TimeoutException("It did not come to that within a minute.");
    }

    [GeneratedRegex("\"key\":\\s*\"([^\"]+)\"")]
    private static partial Regex Key();

    /// <summary>Whoever comes to it waits in the middle of a transaction until it is opened, and is thrown out then.</summary>
    private sealed class Gate(NpgsqlConnection keeper, int number, string table) : IAsyncDisposable
    {
        private const int Kind = 990_100;

        private string Waiting => $"from pg_locks where locktype = 'advisory' and classid = {Kind} and objid = {number} and not granted";

        public static async Task<Gate> Shut(TestSite site, int number, string after, string table, string condition)
        {
            var keeper = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(site.Options.OwnerConnection) { Database = site.Options.DatabasePrefix + Hamlet.County, Pooling = false }.ConnectionString);
            await keeper.OpenAsync(Cancel);
            await Run(keeper, $"""
                select pg_advisory_lock({Kind}, {number});
                create function public.gate_{number}() returns trigger language plpgsql as
                $$ begin if {condition} then perform pg_advisory_xact_lock({Kind}, {number}); end if; return null; end $$;
                create trigger gate_{number} after {after} on {table} for each row execute function public.gate_{number}();
                """);
            return new(keeper, number, table);
        }

        public Task Stands() => Until(async () =>
        {
            await using var ask = new NpgsqlCommand($"select exists (select {Waiting})", keeper);
            return (bool)(await ask.ExecuteScalarAsync(Cancel))!;
        });

        public async ValueTask DisposeAsync()
        {
            await Run(keeper, $"select pg_terminate_backend(pid, 30000) {Waiting}; drop trigger gate_{number} on {table}; drop function public.gate_{number}()");
            await keeper.DisposeAsync();
        }

        private static async Task Run(NpgsqlConnection connection, string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(Cancel);
        }
    }
}
