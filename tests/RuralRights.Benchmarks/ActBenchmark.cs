using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Registry;
using RuralRights.Registry.Store;

namespace RuralRights.Benchmarks;

/// <summary>
/// One register entry over HTTP from 32 connections, with receipt, overlap trigger and inline tables; beside it, an endpoint written
/// by hand that makes the same inserts with Npgsql into a county of its own and decides nothing.
/// </summary>
internal sealed class ActBenchmark : Benchmark
{
    private const string Ours = "620123", Theirs = "620122";
    private const int Bodies = 40_000, Seconds = 6;

    private static readonly Provenance _paper = new(new(2016, 4, 7), "official/bench", "bench", "62012220160407000001", [], []);

    public override string Name => "act";

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Stage stage, CancellationToken cancel)
    {
        foreach (var database in new[] { "act_" + Ours, "act_" + Theirs, "act_master" }) await stage.SqlAsync($"drop database if exists {database} with (force)", cancel);
        var pooled = new NpgsqlConnectionStringBuilder(stage.Database) { Pooling = true, Options = "-c role=rr_app" }.ConnectionString;
        var options = new RegisterOptions
        {
            OwnerConnection = stage.Database,
            AppConnection = pooled,
            StateFolder = Directory.CreateDirectory(Path.Combine(stage.Folder, "act_state")).FullName,
            DatabasePrefix = "act_",
            BackgroundWork = false,
        };
        await new Migrator(options).Migrate([Ours, Theirs], cancel);
        await using var host = await HostAsync(options, cancel);
        var address = host.Urls.Single();
        var (acts, inserts) = (new List<double>(), new List<double>());
        for (var run = 0; run < stage.Runs; run++)
        {
            acts.Add(await LoadAsync(stage, host, Ours, run, $"{address}/api/v1/acts/record-survey", cancel));
            inserts.Add(await LoadAsync(stage, host, Theirs, run, $"{address}/by-hand", cancel));
            stage.Ran(acts[^1], inserts[^1]);
        }

        await host.StopAsync(cancel);
        return [new("one entry over HTTP, 32 connections", "hand-written endpoint, same inserts", "requests/s", Stage.Median(acts), Stage.Median(inserts), Aim.AtLeast, 0.7)];
    }

    private static async Task<WebApplication> HostAsync(RegisterOptions options, CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRegister(options);
        builder.Services.ConfigureHttpJsonOptions(json => RegisterApi.Json(json.SerializerOptions));
        builder.Services.AddSingleton(new CallerOf(_ => new Caller(new Actor.Clerk(Guid.Empty, Ours), Ours, null)));
        var app = builder.Build();
        RegisterApi.Map(app);
        var pool = app.Services.GetRequiredService<CountyConnections>()[Theirs];
        app.MapPost("/by-hand", async Task<IResult> (RecordSurvey command, HttpContext context) =>
        {
            await InsertAsync(pool, Guid.Parse(context.Request.Headers["Idempotency-Key"]!), command);
            return TypedResults.Ok(command.Parcel);
        });
        await app.StartAsync(cancel);
        return app;
    }

    private static async Task InsertAsync(NpgsqlDataSource pool, Guid command, RecordSurvey survey)
    {
        var stream = Streams.Parcel(survey.Parcel);
        var data = JsonSerializer.Serialize(
            new ParcelSurveyed(survey.Parcel, survey.Collective, survey.Name, survey.Boundary, survey.SurveyedArea, survey.Category, null, survey.LandUse, null, null, survey.BasicFarmland, null, _paper),
            RegisterJson.Options);
        await using var connection = await pool.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("insert into ledger.mt_streams (id, version, timestamp, created) values ($1, 1, now(), now())") { Parameters = { new() { Value = stream } } },
                new("""
                    insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, correlation_id)
                    values (nextval('ledger.mt_events_sequence'), $1, $2, 1, $3, 'parcel-surveyed', now(), $4)
                    """)
                {
                    Parameters =
                    {
                        new() { Value = Guid.CreateVersion7() }, new() { Value = stream },
                        new() { Value = data, NpgsqlDbType = NpgsqlDbType.Jsonb }, new() { Value = command.ToString() },
                    },
                },
                new("insert into ledger.receipt (command_id, request_sha256, actor, fact_count, outcome, at) values ($1, $2, $3, 1, '{}', now())")
                {
                    Parameters = { new() { Value = command }, new() { Value = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(survey, RegisterJson.Options)) }, new() { Value = _paper.Actor } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>Requests answered in a second.</summary>
    private static async Task<double> LoadAsync(Stage stage, WebApplication host, string county, int run, string address, CancellationToken cancel)
    {
        var collective = string.Create(CultureInfo.InvariantCulture, $"{county}100200{run + 1:00}");
        await host.Services.GetRequiredService<Desk>().Enter(
            new(county, Guid.CreateVersion7(), _paper.Actor, run),
            _ => Task.FromResult(Decision.Enter(new StreamFact(Streams.Collective(collective), new CollectiveRegistered(collective, "样例", CollectiveLevel.Group, county, _paper)))),
            cancel);
        var (bodies, script) = (Path.Combine(stage.Folder, "bodies"), Path.Combine(stage.Folder, "post.lua"));
        await File.WriteAllLinesAsync(bodies, Enumerable.Range(1, Bodies).Select(number => Body(collective, number, run)), cancel);
        await File.WriteAllTextAsync(script, $$"""
            local bodies = io.open("{{bodies}}")
            request = function()
              local id, body = bodies:read("*l"):match("^(%S+)\t(.*)$")
              return wrk.format("POST", nil, { ["Content-Type"] = "application/json", ["Idempotency-Key"] = id }, body)
            end
            """, cancel);
        var said = await Stage.ReadAsync("wrk", ["-t1", "-c32", $"-d{Seconds}s", "-s", script, address], cancel);
        if (said.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException($"{address} refused: {said}");
        var rate = said.Split('\n').First(line => line.StartsWith("Requests/sec:", StringComparison.Ordinal));
        return double.Parse(rate.AsSpan(rate.IndexOf(':', StringComparison.Ordinal) + 1).Trim(), CultureInfo.InvariantCulture);
    }

    /// <summary>A square of 25 m, 400 m from the next, so that few entries wait for each other's cell.</summary>
    private static string Body(string collective, int number, int run)
    {
        var (x, y) = (35_375_000d + number % 200 * 400 + run * 30, 3_930_000d + number / 200 * 400);
        var ring = GeometryFactory.Default.CreatePolygon([new(x, y), new(x, y + 25), new(x + 25, y + 25), new(x + 25, y), new(x, y)]);
        var survey = new RecordSurvey(
            string.Create(CultureInfo.InvariantCulture, $"{collective}{number:00000}"), collective, "长条地", new("EPSG:4523", ring.ToBinary()), 625m, "10", "013", true);
        return $"{Guid.CreateVersion7()}\t{JsonSerializer.Serialize(survey, RegisterJson.Options)}";
    }
}
