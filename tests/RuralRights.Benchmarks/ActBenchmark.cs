using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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
/// <remarks>
/// What is measured is a register that has been running. Both sides answer some thousand requests before the first that counts, and
/// take turns in going first, because whoever comes second finds what they share compiled already.
/// </remarks>
internal sealed class ActBenchmark : Benchmark
{
    private const string Ours = "620123", Theirs = "620122";
    private const int Bodies = 40_000, Seconds = 10, Connections = 32, WarmRequests = 20_000;

    private static readonly Rule[] _rules =
    [
        RoleRules.NotTheClerk, ParcelRules.CollectiveIsUnknown, ParcelRules.ParcelCodeIsNotOfTheIssuer, ParcelRules.ParcelIsKnown,
        ParcelRules.CoordinateSystemIsNotRecognised, ParcelRules.BoundaryIsNotAnArea, ParcelRules.AreaIsNotOfTheBoundary,
    ];

    private static readonly Provenance _paper = new(new(2016, 4, 7), "official/bench", "bench", "62012220160407000001", [.. _rules.Select(rule => rule.Code)], []);

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
        var (act, byHand) = ($"{address}/api/v1/acts/record-survey", $"{address}/by-hand");
        await WarmAsync(host, Ours, act, cancel);
        await WarmAsync(host, Theirs, byHand, cancel);
        foreach (var county in new[] { Ours, Theirs }) await AnalyseAsync(stage, county, cancel);
        var (acts, inserts) = (new List<double>(), new List<double>());
        for (var run = 1; run <= stage.Runs; run++)
        {
            if (run % 2 == 0) inserts.Add(await LoadAsync(stage, host, Theirs, run, byHand, cancel));
            acts.Add(await LoadAsync(stage, host, Ours, run, act, cancel));
            if (run % 2 == 1) inserts.Add(await LoadAsync(stage, host, Theirs, run, byHand, cancel));
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
                new("insert into ledger.mt_streams (id, version, timestamp, created, tenant_id, is_archived) values ($1, 1, now(), now(), $2, false)")
                {
                    Parameters = { new() { Value = stream }, new() { Value = Theirs } },
                },
                // The ledger takes no fact whose receipt is not there.
                new("insert into ledger.receipt (command_id, request_sha256, actor, fact_count, outcome, at) values ($1, $2, $3, 1, $4, now())")
                {
                    Parameters =
                    { new() { Value = command }, new() { Value = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(survey, RegisterJson.Options)) }, new() { Value = _paper.Actor },
                        new() { Value = $$"""{"refused":null,"about":null,"streams":["{{stream}}"]}""", NpgsqlDbType = NpgsqlDbType.Jsonb },
                    },
                },
                new("""
                    insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, is_archived)
                    values (nextval('ledger.mt_events_sequence'), $1, $2, 1, $3, 'parcel-surveyed', now(), $4, $5, $6, false)
                    """)
                {
                    Parameters =
                    {
                        new() { Value = Guid.CreateVersion7() }, new() { Value = stream },
                        new() { Value = data, NpgsqlDbType = NpgsqlDbType.Jsonb },
                        new() { Value = Theirs }, new() { Value = Fact.DotNetName(typeof(ParcelSurveyed)) }, new() { Value = command.ToString() },
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync();
    }

    private static async Task WarmAsync(WebApplication host, string county, string address, CancellationToken cancel)
    {
        var collective = await CollectiveAsync(host, county, 0, cancel);
        using var client = new HttpClient();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, WarmRequests).Select(number => Body(collective, number, 0)),
            new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancel },
            async (body, stop) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body[(body.IndexOf('\t', StringComparison.Ordinal) + 1)..], Encoding.UTF8, "application/json") };
                request.Headers.Add("Idempotency-Key", body[..body.IndexOf('\t', StringComparison.Ordinal)]);
                using var answer = await client.SendAsync(request, stop);
                answer.EnsureSuccessStatusCode();
            });
    }

    // A server does this by itself, a minute or two after so many rows came; until then it may plan as if the tables were empty, and which
    // side is measured on such plans would be chance.
    private static async Task AnalyseAsync(Stage stage, string county, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(stage.Database) { Database = "act_" + county }.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand("analyze", connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<string> CollectiveAsync(WebApplication host, string county, int run, CancellationToken cancel)
    {
        var collective = string.Create(CultureInfo.InvariantCulture, $"{county}100200{run + 1:00}");
        await host.Services.GetRequiredService<Desk>().Enter(
            new(county, Guid.CreateVersion7(), _paper.Actor, run),
            _ => Task.FromResult(Decision.Enter(new StreamFact(Streams.Collective(collective), new CollectiveRegistered(collective, "样例", CollectiveLevel.Group, county, _paper)))),
            cancel);
        return collective;
    }

    /// <summary>Requests answered in a second.</summary>
    private static async Task<double> LoadAsync(Stage stage, WebApplication host, string county, int run, string address, CancellationToken cancel)
    {
        var collective = await CollectiveAsync(host, county, run, cancel);
        var (bodies, script) = (Path.Combine(stage.Folder, "bodies"), Path.Combine(stage.Folder, "post.lua"));
        await File.WriteAllLinesAsync(bodies, Enumerable.Range(1, Bodies).Select(number => Body(collective, number, run)), cancel);
        await File.WriteAllTextAsync(script, $$"""
            local bodies = io.open("{{bodies}}")
            request = function()
              local id, body = bodies:read("*l"):match("^(%S+)\t(.*)$")
              return wrk.format("POST", nil, { ["Content-Type"] = "application/json", ["Idempotency-Key"] = id }, body)
            end
            """, cancel);
        var said = await Stage.ReadAsync("wrk", ["-t1", $"-c{Connections}", $"-d{Seconds}s", "-s", script, address], cancel);
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
