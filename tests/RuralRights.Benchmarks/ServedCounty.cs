using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Npgsql;
using RuralRights.Interchange.Deliveries;
using RuralRights.Registry.Households;

namespace RuralRights.Benchmarks;

/// <summary>A county in a register of its own, entered by <c>rr import</c> and served by <c>rr serve</c>, each a process like any other.</summary>
internal sealed partial class ServedCounty : IAsyncDisposable
{
    private const string County = "620123";

    private static readonly TimeSpan _untilRest = TimeSpan.FromSeconds(10);

    private readonly string _delivery;
    private readonly string _register;
    private readonly Dictionary<string, string> _environment;
    private Process? _host;
    private HttpClient _clerk = null!;

    private ServedCounty(Stage stage, string prefix, string delivery)
    {
        (Prefix, _delivery) = (prefix, delivery);
        _register = new NpgsqlConnectionStringBuilder(stage.Database) { Database = prefix + County }.ConnectionString;
        _environment = new()
        {
            // Two hosts share a server that admits 200 connections; each would take 100.
            ["RR_DB"] = new NpgsqlConnectionStringBuilder(stage.Database) { Pooling = true, MaxPoolSize = 80 }.ConnectionString,
            ["RR_DB_PREFIX"] = prefix,
            ["RR_STATE"] = Directory.CreateDirectory(Path.Combine(stage.Folder, prefix + "state")).FullName,
            ["RR_SAMPLE"] = "",
            ["RR_DEMO"] = "1",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
        };
    }

    /// <summary>What the names of its databases begin with.</summary>
    public string Prefix { get; }

    /// <summary>Where it is served.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The clerk's sign-in, as a browser sends it.</summary>
    public string Cookie { get; private set; } = "";

    /// <summary>Milliseconds from the start of the host to its first page, once for each start.</summary>
    public List<double> FirstPages { get; } = [];

    /// <summary>Resident memory of the host at rest, in MiB, once for each start.</summary>
    public List<double> Rests { get; } = [];

    /// <summary>Enters a delivery into an empty register, and serves it.</summary>
    public static async Task<ServedCounty> PrepareAsync(Stage stage, string prefix, string delivery, CancellationToken cancel)
    {
        foreach (var database in new[] { prefix + County, prefix + "master" }) await stage.SqlAsync($"drop database if exists {database} with (force)", cancel);
        var county = new ServedCounty(stage, prefix, delivery);
        try
        {
            stage.Say($"query: entering {Path.GetFileName(delivery)} into {prefix}{County} ...");
            await Stage.RunAsync("env", [.. county.Environment(), "dotnet", Stage.Host, "migrate", "--county", County], cancel);
            // The planted overlaps hold a few households back, so it ends with 1.
            await Stage.RunAsync("env", [.. county.Environment(), "dotnet", Stage.Host, "import", delivery], cancel, fine: 1);
            // What autovacuum does within minutes of such an import.
            await county.SqlAsync("vacuum analyze", cancel);
            for (var run = 0; run < stage.Runs; run++)
            {
                await county.StopAsync();
                await county.StartAsync(cancel);
            }

            await county.SignInAsync(cancel);
            return county;
        }
        catch
        {
            await county.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gets a page or an answer and requires that it is one.</summary>
    public async Task<string> GetAsync(string path, CancellationToken cancel)
    {
        using var answer = await _clerk.GetAsync(new Uri(path, UriKind.Relative), cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        return answer.StatusCode == HttpStatusCode.OK ? text : throw new InvalidOperationException($"{path} was answered with {answer.StatusCode}: {text}");
    }

    /// <summary>Searches for people of the delivery drawn by lot: a third by two characters of the name, by its pinyin, by its initials.</summary>
    public Task<IReadOnlyList<string>> NamesAsync(int many, CancellationToken cancel)
    {
        using var delivery = Delivery.Open(_delivery, DeliveryLimits.Default, Path.GetTempPath(), cancel);
        var names = new List<string>();
        using (var members = delivery.Tables["CBF_JTCY"].Open())
        {
            var name = delivery.Tables["CBF_JTCY"].Schema.IndexOf("CYXM");
            while (members.Read()) names.Add(members.Text(name)!);
        }

        var lot = new Random(42);
        return Task.FromResult<IReadOnlyList<string>>([.. Enumerable.Range(0, many).Select(at =>
        {
            var name = names[lot.Next(names.Count)];
            var asked = (at % 3) switch
            {
                0 => name.Length > 2 ? name[1..] : name,
                1 => string.Concat(Pinyin.Of(name)),
                _ => string.Concat(Pinyin.Of(name).Select(syllable => syllable[0])),
            };
            return $"/search?q={Uri.EscapeDataString(asked)}";
        })]);
    }

    /// <summary>Searches for codes of households, parcels, rights and collectives, for beginnings of codes, and for serials.</summary>
    public async Task<IReadOnlyList<string>> CodesAsync(int many, CancellationToken cancel) =>
        [.. (await DrawAsync("""
            select code from (select code, row_number() over (order by md5(code)) as place from register.household
                              union all select code, row_number() over (order by md5(code)) from register.parcel
                              union all select code, row_number() over (order by md5(code)) from register.contract_right
                              union all select left(code, 16), row_number() over (order by md5(code)) from register.household
                              union all select serial, row_number() over (order by md5(serial)) from register.certificate) x
            order by place, code limit $1
            """, many, cancel)).Select(code => $"/search?q={Uri.EscapeDataString(code)}")];

    /// <summary>Extracts of households, rights and parcels as of a day.</summary>
    public async Task<IReadOnlyList<string>> ExtractsAsync(int many, CancellationToken cancel) =>
        [.. (await DrawAsync("""
            select question from (select 'household=' || household as question, row_number() over (order by md5(code)) as place from register.contract_right
                                  union all select 'right=' || code, row_number() over (order by md5(code || 'r')) from register.contract_right
                                  union all select 'parcel=' || parcel, row_number() over (order by md5(parcel)) from register.holding) x
            order by place, question limit $1
            """, many, cancel)).Select(question => $"/api/v1/extracts?{question}&day=2025-03-31")];

    /// <summary>Public pages of certificates.</summary>
    public async Task<IReadOnlyList<string>> CertificatesAsync(int many, CancellationToken cancel) =>
        [.. (await DrawAsync("select token from register.certificate order by md5(token) limit $1", many, cancel)).Select(token => $"/v/{County}/{token}")];

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _clerk?.Dispose();
    }

    private IEnumerable<string> Environment() => _environment.Select(pair => $"{pair.Key}={pair.Value}");

    private async Task StartAsync(CancellationToken cancel)
    {
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        _clerk?.Dispose();
        _clerk = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(Address) };
        var start = new ProcessStartInfo("dotnet", [Stage.Host, "serve", "--url", Address]) { RedirectStandardOutput = true };
        foreach (var (name, value) in _environment) start.Environment[name] = value;
        var clock = Stopwatch.StartNew();
        _host = Process.Start(start) ?? throw new InvalidOperationException("dotnet");
        _ = _host.StandardOutput.ReadToEndAsync(cancel);
        while (!await AnswersAsync(cancel))
        {
            if (_host.HasExited) throw new InvalidOperationException($"The host ended with {_host.ExitCode}.");
            await Task.Delay(5, cancel);
        }

        FirstPages.Add(clock.Elapsed.TotalMilliseconds);
        await Task.Delay(_untilRest, cancel);
        Rests.Add(Resident(_host.Id));
    }

    private async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        try
        {
            using var answer = await _clerk.GetAsync(new Uri("/", UriKind.Relative), cancel);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task SignInAsync(CancellationToken cancel)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() };
        using var browser = new HttpClient(handler) { BaseAddress = new(Address) };
        var token = AntiforgeryToken().Match(await browser.GetStringAsync(new Uri("/verify", UriKind.Relative), cancel)).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("key", "clerk"), new("__RequestVerificationToken", token)]);
        using var answer = await browser.PostAsync(new Uri("/sign-in", UriKind.Relative), form, cancel);
        Cookie = handler.CookieContainer.GetCookieHeader(new(Address));
        if (!Cookie.Contains("rr-who", StringComparison.Ordinal)) throw new InvalidOperationException($"The clerk could not sign in: {answer.StatusCode}");
        _clerk.DefaultRequestHeaders.Add("Cookie", Cookie);
    }

    private async Task StopAsync()
    {
        if (_host is null) return;

        if (!_host.HasExited) await Stage.RunAsync("kill", ["-TERM", _host.Id.ToString(CultureInfo.InvariantCulture)], CancellationToken.None, fine: 1);
        await _host.WaitForExitAsync();
        _host.Dispose();
        _host = null;
    }

    private async Task<List<string>> DrawAsync(string sql, int many, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(_register);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = many } } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var drawn = new List<string>();
        while (await reader.ReadAsync(cancel)) drawn.Add(reader.GetString(0));
        return drawn;
    }

    private async Task SqlAsync(string sql, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(_register);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static double Resident(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.AsSpan(6).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) / 1024;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}
