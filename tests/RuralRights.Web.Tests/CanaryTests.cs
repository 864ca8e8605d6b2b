using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using RuralRights.Interchange.Generation;
using RuralRights.Registry.Registration;
using RuralRights.Web.Tests.Ops;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>
/// Names, identity numbers, telephone numbers and addresses live sealed in the vault and are seen by whom they concern. A county
/// full of canaries is imported, searched, acted on, refused and printed, with everything logged that can be logged; then every
/// place that must not know them is searched for each of them.
/// </summary>
public sealed class CanaryTests : IAsyncLifetime
{
    private const string County = Hamlet.County;
    private const string TypedName = "金丝雀";
    private const string TypedNumber = "620123197001019017";

    private readonly string _folder = Directory.CreateTempSubdirectory("rr-canary.").FullName;
    private readonly Everything _log = new();
    private readonly List<string> _told = [];
    private readonly List<string> _heard = [];
    private HashSet<string> _canaries = [];
    private SearchValues<string> _songs = SearchValues.Create([], StringComparison.Ordinal);
    private string _package = "";
    private BreakableCluster _cluster = null!;
    private TestSite _site = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string State => Path.Combine(_folder, "state");

    public async ValueTask InitializeAsync()
    {
        _cluster = await BreakableCluster.Make();
        var made = CountyGenerator.Write(new CountyPlan { Parcels = 400, Seed = 11, Faults = PlantedFault.All }, _folder, cancel: Cancel).Folder;
        Spoil(made);
        _canaries = [.. PeopleOf(made), .. Hamlet.People.SelectMany(one => new[] { one.Person.Name, one.Person.IdNumber! }).Where(IsDistinct), TypedName, TypedNumber];
        _canaries.Count.ShouldBeGreaterThan(400);
        // Bytes are searched as if each were a character, so every canary is looked for as itself, as its bytes and as an address has it.
        _songs = SearchValues.Create(
            [.. _canaries.SelectMany(canary => new[] { canary, Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(canary)), Uri.EscapeDataString(canary) }).Distinct()], StringComparison.Ordinal);
        _package = made + ".zip";
        await ZipFile.CreateFromDirectoryAsync(made, _package, CompressionLevel.Fastest, includeBaseDirectory: true, Cancel);

        _site = TestSite.Over(_cluster.Owner, State, host => host.Logging.ClearProviders().AddProvider(_log).SetMinimumLevel(LogLevel.Trace));
        await _site.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _cluster.DisposeAsync();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task No_canary_sings_outside_the_vault()
    {
        // The demonstration offers other people once a county is there, so its farmer signs in before.
        using var farmer = await _site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        await ActAndBeRefused();
        await PrintAndVerify();
        await Import();
        await SearchAndFail(farmer);

        _log.Lines.Count.ShouldBeGreaterThan(200);
        _log.Lines.ShouldContain(line => line.Contains("Trace", StringComparison.Ordinal) || line.Contains("Debug", StringComparison.Ordinal));
        Sings("the log", _log.Lines);
        Sings("what was told", _told);
        foreach (var (table, rows) in await Tables()) Sings(table, rows);
        foreach (var file in Directory.EnumerateFiles(_cluster.Folder, "*", SearchOption.AllDirectories)) Sings(file, Bytes(file));
        foreach (var file in Directory.EnumerateFiles(State, "*", SearchOption.AllDirectories)) Sings(file, Bytes(file));
        Directory.EnumerateFileSystemEntries(Path.Combine(State, "work")).ShouldBeEmpty();

        // The package was handed in twice, is kept once, and is no zip that anybody could open.
        var package = Directory.EnumerateFiles(Path.Combine(State, "deliveries")).ShouldHaveSingleItem();
        await Should.ThrowAsync<InvalidDataException>(() => ZipFile.OpenReadAsync(package, Cancel));
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(package).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        _heard.GroupBy(song => song.Split(':')[0]).SelectMany(place => place.Take(3)).ShouldBeEmpty();

        // The search itself is put to the test: where canaries may be, it finds them.
        Sings("the delivery", Directory.EnumerateFiles(_folder, "CBF6*.csv", SearchOption.AllDirectories).SelectMany(Bytes));
        _heard.ShouldNotBeEmpty();
    }

    private async Task Import()
    {
        using var clerk = await _site.SignedIn("clerk");
        using var registrar = await _site.SignedIn("registrar");
        using var brought = await TestSite.Upload(clerk, _package);
        brought.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = brought.Headers.Location!.OriginalString;
        var deliveries = _site.Services.GetRequiredService<Deliveries>();
        var sha256 = page.Split('/')[^1];
        await Until(DeliveryState.Inspected);
        using (await TestSite.Send(registrar, page, page, ("enter", "true")))
            await Until(DeliveryState.Entered);
        var done = (await deliveries.Find(County, sha256, Cancel))!;
        done.Entered.ShouldBeGreaterThan(20);
        done.Held.ShouldBeGreaterThan(0);
        done.Errors.ShouldBeGreaterThan(6);

        // What the office takes home of the findings names codes, rules and places.
        foreach (var kind in new[] { "json", "geojson" }) _told.Add(await clerk.GetStringAsync(new Uri($"{page}/findings.{kind}", UriKind.Relative), Cancel));
        await using var workbook = await ZipArchive.CreateAsync(
            await clerk.GetStreamAsync(new Uri($"{page}/findings.xlsx", UriKind.Relative), Cancel), ZipArchiveMode.Read, leaveOpen: false, entryNameEncoding: null, Cancel);
        foreach (var sheet in workbook.Entries)
        {
            using var text = new StreamReader(await sheet.OpenAsync(Cancel));
            _told.Add(await text.ReadToEndAsync(Cancel));
        }

        _told.Add(await clerk.GetStringAsync(new Uri(page, UriKind.Relative), Cancel));

        // The same again, handed in and entered, and one that is none.
        using (var again = await TestSite.Upload(clerk, _package)) again.Headers.Location!.OriginalString.ShouldBe(page);
        using (await TestSite.Send(registrar, page, page, ("enter", "true"))) await Until(DeliveryState.Entered);
        var none = Path.Combine(_folder, $"{TypedName}.zip");
        await File.WriteAllTextAsync(none, $"{TypedName} {TypedNumber}", Cancel);
        using (await TestSite.Upload(clerk, none)) { }
        File.Delete(none);

        // The delivery of another county is refused by name, and nothing of it is kept.
        using (var elsewhere = await TestSite.Upload(clerk, Path.Combine(Script.Root, "gis-samples", "620122皋兰县.zip")))
        {
            elsewhere.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await elsewhere.Content.ReadAsStringAsync(Cancel)).ShouldContain("620122 县");
        }

        async Task Until(DeliveryState state)
        {
            for (var patience = Stopwatch.StartNew(); (await deliveries.Find(County, sha256, Cancel))! is var now && now.State != state; await Task.Delay(100, Cancel))
            {
                if (now.State == DeliveryState.Failed) Assert.Fail(now.Trouble + string.Join(Environment.NewLine, _log.Lines.Where(line => line.Contains("Exception", StringComparison.Ordinal))));
                patience.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(5), $"The delivery does not become {state}.");
            }
        }
    }

    private async Task ActAndBeRefused()
    {
        using var seller = await _site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));
        using var buyer = await _site.SignedIn(Hamlet.Farmer(Hamlet.Group, 3));
        using var outsider = await _site.SignedIn(Hamlet.Farmer(Hamlet.Neighbours, 1));
        using var chair = await _site.SignedIn($"chair-{Hamlet.Group}");
        using var registrar = await _site.SignedIn("registrar");

        var listing = Made(await Act(seller, "open-listing", new { right = Hamlet.Right(Hamlet.Group, 1), parcels = new[] { Hamlet.Parcel(Hamlet.Group, 1, 2) }, disclosed_leases = Array.Empty<string>(), price = 12600m }), "listing/");
        await Act(outsider, "take-listing", new { listing, by = Hamlet.Household(Hamlet.Neighbours, 1) });
        var transfer = Made(await Act(buyer, "take-listing", new { listing, by = Hamlet.Household(Hamlet.Group, 3) }), "transfer/");
        var now = JsonNode.Parse(await seller.GetStringAsync(new Uri($"/api/v1/transfers/{transfer}", UriKind.Relative), Cancel))!;
        await Act(seller, "consent-to-transfer", new { transfer, terms = now["terms"]!.GetValue<string>() });
        await Act(seller, "consent-to-transfer", new { transfer, terms = TypedNumber });
        await Act(chair, "answer-as-issuer", new { transfer, agrees = false, reason = "transferee-is-outsider", explanation = $"{TypedName} {TypedNumber}" });
        await Act(chair, "answer-as-issuer", new { transfer, agrees = true });
        await Act(seller, "confirm-payment", new { transfer, amount = 12600m, payee = Guid.Empty, paid_on = "2016-05-01", voucher = $"{TypedName} {TypedNumber}" });
        await Act(registrar, "register-transfer", new { transfer });

        // The right name and number of somebody, written down for a case.
        foreach (var (correction, value) in new[] { ("renamed", TypedName), ("number_miswritten", TypedNumber) })
        {
            using var draft = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/person-drafts", UriKind.Relative))
            {
                Content = JsonContent.Create(new { household = Hamlet.Household(Hamlet.Group, 1), person = (await _site.Head(1)).Person, correction, value }, options: System.Text.Json.JsonSerializerOptions.Default),
            };
            await Tell(seller, draft);
        }

        // What does not even reach the law.
        await Act(seller, "open-listing", new { right = $"{TypedName}{TypedNumber}", parcels = new[] { TypedNumber }, disclosed_leases = Array.Empty<string>(), price = 1m });
        await Act(seller, "open-listing", new { right = 1, parcels = TypedName, price = TypedNumber });
        foreach (var body in new[] { $"{{\"right\": \"{TypedName}\" \"{TypedNumber}\"", $"{TypedName}", $"{{\"{TypedNumber}\": {TypedNumber}x}}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/acts/open-listing", UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
            await Tell(seller, request);
        }

        using (await TestSite.Send(seller, $"/rights/{Hamlet.Right(Hamlet.Group, 1)}/list", $"/rights/{Hamlet.Right(Hamlet.Group, 1)}/list", ("price", $"{TypedName}{TypedNumber}"), ("parcel", TypedName), ("command", Guid.CreateVersion7().ToString()))) { }
    }

    private async Task SearchAndFail(HttpClient farmer)
    {
        using var stranger = _site.Browser();
        using var clerk = await _site.SignedIn("clerk");
        foreach (var canary in _canaries.Where((_, at) => at % 40 == 0).Concat([TypedName, TypedNumber]))
        {
            var word = Uri.EscapeDataString(canary);
            using (await clerk.GetAsync(new Uri($"/search?q={word}", UriKind.Relative), Cancel)) { }
            foreach (var path in new[] { $"/search?q={word}", $"/verify?code={word}" })
                using (await stranger.GetAsync(new Uri(path, UriKind.Relative), Cancel)) { }
            foreach (var path in new[] { $"/api/v1/extracts?household={word}", $"/api/v1/extracts?right={word}&day={word}" })
                using (await farmer.GetAsync(new Uri(path, UriKind.Relative), Cancel)) { }
        }

        // Pages that are none of their reader's business.
        foreach (var (who, path) in new[]
        {
            (stranger, "/"), (stranger, $"/households/{Hamlet.Household(Hamlet.Group, 3)}"), (stranger, $"/api/v1/extracts?household={Hamlet.Household(Hamlet.Group, 3)}"),
            (farmer, $"/households/{Hamlet.Household(Hamlet.Group, 3)}"), (farmer, $"/rights/{Hamlet.Right(Hamlet.Group, 3)}"), (farmer, "/api/v1/rules"),
            (farmer, $"/api/v1/extracts?household={Hamlet.Household(Hamlet.Group, 3)}"), (stranger, "/openapi/v1.json"),
        }) await Tell(who, new(HttpMethod.Get, new Uri(path, UriKind.Relative)), Hamlet.People[1].Person.Name);
    }

    private async Task PrintAndVerify()
    {
        using var household = await _site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        using var stranger = _site.Browser();
        var pdf = await household.GetByteArrayAsync(new Uri($"/certificates/{Hamlet.Certificate(2)}/pdf", UriKind.Relative), Cancel);
        pdf.Length.ShouldBeGreaterThan(10_000);
        using (await household.GetAsync(new Uri($"/certificates/{Hamlet.Certificate(2)}", UriKind.Relative), Cancel)) { }

        await Tell(stranger, new(HttpMethod.Get, new Uri($"/v/{County}/{Hamlet.Token(2)}", UriKind.Relative)));
        await Tell(stranger, new(HttpMethod.Get, new Uri($"/api/v1/certificates/{Hamlet.Token(2)}", UriKind.Relative)));
        pdf[pdf.Length / 2] ^= 1;
        var token = TestSite.AntiforgeryToken().Match(await stranger.GetStringAsync(new Uri("/verify", UriKind.Relative), Cancel));
        using var form = new MultipartFormDataContent { { new StringContent(token.Groups[1].Value), "__RequestVerificationToken" } };
        using var file = new ByteArrayContent(pdf);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        form.Add(file, "file", $"{TypedName}.pdf");
        using (await stranger.PostAsync(new Uri("/verify", UriKind.Relative), form, Cancel)) { }
    }

    private Task<JsonNode> Act(HttpClient program, string act, object content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/acts/{act}", UriKind.Relative)) { Content = JsonContent.Create(content) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        return Tell(program, request);
    }

    private async Task<JsonNode> Tell(HttpClient reader, HttpRequestMessage request, string self = "-")
    {
        using (request)
        using (var answer = await reader.SendAsync(request, Cancel))
        {
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            // Who is signed in stands at the head of every page.
            _told.Add(text.Replace($"<strong>{self}</strong>", "", StringComparison.Ordinal));
            return text.StartsWith('{') ? JsonNode.Parse(text)! : new JsonObject();
        }
    }

    private static string Made(JsonNode receipt, string kind) =>
        receipt["streams"]!.AsArray().Select(stream => stream!.GetValue<string>()).Single(stream => stream.StartsWith(kind, StringComparison.Ordinal))[kind.Length..];

    /// <summary>Every row of every table of the register's databases, the vault's own included: what it keeps is sealed.</summary>
    private async Task<List<(string Table, List<string> Rows)>> Tables()
    {
        var tables = new List<(string, List<string>)>();
        foreach (var database in new[] { "master", County })
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_cluster.Owner) { Database = _site.Options.DatabasePrefix + database, Pooling = false }.ConnectionString);
            await connection.OpenAsync(Cancel);
            foreach (var table in await Rows(connection, "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')"))
            {
                var rows = await Rows(connection, $"select t::text from {table} t");
                // Bodies of messages and sealed columns are bytes, which PostgreSQL writes as hexadecimal digits.
                tables.Add(($"{database} {table}", [.. rows, .. rows.SelectMany(Unwound)]));
            }
        }

        tables.ShouldContain(table => table.Item1.EndsWith("wolverine.wolverine_incoming_envelopes", StringComparison.Ordinal) && table.Item2.Count > 0);
        tables.ShouldContain(table => table.Item1.EndsWith("intake.finding", StringComparison.Ordinal) && table.Item2.Count > 6);
        return tables;
    }

    private static IEnumerable<string> Unwound(string row)
    {
        foreach (var part in row.Split("\\x")[1..])
        {
            var digits = part.TakeWhile(char.IsAsciiHexDigit).Count() / 2 * 2;
            yield return Encoding.Latin1.GetString(Convert.FromHexString(part.AsSpan(0, digits)));
        }
    }

    private static async Task<List<string>> Rows(NpgsqlConnection connection, string question)
    {
        await using var command = new NpgsqlCommand(question, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancel)) rows.Add(reader.GetString(0));
        return rows;
    }

    private static IEnumerable<string> Bytes(string file)
    {
        // Files of the server come and go while it runs, and its socket is none.
        if (!File.Exists(file) || Path.GetFileName(file).StartsWith(".s.PGSQL", StringComparison.Ordinal)) return [];

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return [Encoding.Latin1.GetString(bytes)];
    }

    private void Sings(string place, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.AsSpan().IndexOfAny(_songs) is not (>= 0 and var at)) continue;

            var from = Math.Max(0, at - 200);
            _heard.Add($"{place}: {text[from..Math.Min(text.Length, at + 200)]}");
        }
    }

    /// <summary>Rows that inspection has something to say about: people who are not who they seem to be.</summary>
    private static void Spoil(string folder)
    {
        var (heads, members) = (Directory.GetFiles(Path.Combine(folder, "权属数据"), "CBF6*.csv")[0], Directory.GetFiles(Path.Combine(folder, "权属数据"), "CBF_JTCY*.csv")[0]);
        Edit(heads, 3, row => row[2] = "金丝雀甲");
        Edit(heads, 5, row => row[4] = row[4][..17] + (row[4][17] == '5' ? '6' : '5'));
        Edit(heads, 7, row => row[7] = "1990000123456789");
        Edit(heads, 9, row => row[1] = "7");
        Edit(members, 12, row => row[4] = row[4][..17] + (row[4][17] == '5' ? '6' : '5'));
        Edit(members, 20, row => row[4] = "６２０１２３１９９００３０７９０１８");
        Edit(members, 25, row => row[1] = "");
        Edit(members, 30, row => row[5] = "99");

        // Keys and quotations that are no long run of digits: a passport, a number with a space, formulas, bytes that are no text.
        Edit(members, 34, row => (row[1], row[3], row[4]) = ("=金丝雀乙", "5", "E12345678"));
        Edit(members, 36, row => row[4] = row[4][..6] + " " + row[4][6..]);
        Edit(members, 38, row => row[1] = "金丝\uFFFD丙");
        Edit(heads, 11, row => row[5] = "=金丝雀巷七号");
        Edit(heads, 13, row => row[7] = "=13909310000");
        Edit(heads, 15, row => row[2] = "金丝\uFFFD丁");

        static void Edit(string file, int line, Action<string[]> change)
        {
            var lines = File.ReadAllLines(file);
            var row = lines[line].Split(',');
            change(row);
            lines[line] = string.Join(',', row);
            File.WriteAllLines(file, lines, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        }
    }

    private static IEnumerable<string> PeopleOf(string folder)
    {
        foreach (var (table, columns) in new (string, int[])[] { ("CBF6", [2, 4, 5, 7]), ("CBF_JTCY", [1, 4]), ("FBF", [2, 4, 5]), ("CBJYQZ6", [5, 7]) })
            foreach (var line in File.ReadLines(Directory.GetFiles(Path.Combine(folder, "权属数据"), table + "*.csv")[0]).Skip(1))
                foreach (var column in columns)
                    if (line.Split(',')[column] is { } text && IsDistinct(text)) yield return text;
    }

    // A name of two characters may stand inside any other words.
    private static bool IsDistinct(string text) => text.Length >= 3;

    /// <summary>Keeps whatever is logged, at every level and with everything that belongs to it.</summary>
    private sealed class Everything : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Line(categoryName, Lines);

        public void Dispose()
        {
        }

        private sealed class Line(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
            {
                lines.Enqueue($"{category} scope {state} {Values(state)}");
                return null;
            }

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue($"{category} {logLevel} {formatter(state, exception)} {Values(state)} {exception}");

            private static string Values<TState>(TState state) =>
                state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(value => $"{value.Key}={value.Value}")) : "";
        }
    }
}
