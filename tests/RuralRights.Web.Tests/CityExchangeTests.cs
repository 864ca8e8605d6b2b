using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;
using RuralRights.Tests;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>
/// Two counties of a city on two servers, each a real host with databases and a state folder of its own. Between them stands a line that
/// a test can cut, delay and tap.
/// </summary>
public sealed class CityExchangeTests : IAsyncLifetime
{
    private const string There = "620122";
    private const string Third = "620121";
    private const string Path = "/api/v1/city/questions";

    private static readonly Provenance Paper = new(new(2019, 6, 1), "office/620122", "皋兰县农业农村局", "62012220190601000001", [], []);
    private static readonly Actor Asker = new Actor.TownshipOfficer(Guid.Parse("00000000-0000-7000-8000-0000000000aa"), "620123104");

    private readonly string _cityKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly ECDsa _third = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string _hereState = Directory.CreateTempSubdirectory("rr-city-here-").FullName;
    private readonly TestSite _here;
    private readonly RegisterOptions _options;
    private readonly Line _line = new();

    private WebApplication _there = null!;

    public CityExchangeTests()
    {
        var owner = Environment.GetEnvironmentVariable("RR_TEST_DB") ?? throw new InvalidOperationException("RR_TEST_DB is not set.");
        File.WriteAllText(System.IO.Path.Combine(_hereState, "city.key"), _cityKey);
        // A machine that is busy with other tests answers late.
        _here = TestSite.Over(owner, _hereState, options: options => options with { CityPatience = TimeSpan.FromMinutes(2) });
        _options = new()
        {
            OwnerConnection = owner,
            AppConnection = new NpgsqlConnectionStringBuilder(owner) { Username = RegisterOptions.AppRole, Password = null }.ConnectionString,
            StateFolder = Directory.CreateTempSubdirectory("rr-city-there-").FullName,
            DatabasePrefix = $"rrc{Environment.ProcessId}_",
            BackgroundWork = false,
        };
        File.WriteAllText(System.IO.Path.Combine(_options.StateFolder, "city.key"), _cityKey);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _here.InitializeAsync();
        await MigratedOnce.Make(_options, There);
        _there = await Host(There);
        _line.To = TestSite.AddressOf(_there);
        await _line.Open();
        await Set(_there.Services, There, CountySettings.CityExchange, $"620123|{_here.Address}|{KeyOf(_here.Services)}\n{Third}|https://third.example|{Convert.ToBase64String(_third.ExportSubjectPublicKeyInfo())}");
    }

    public async ValueTask DisposeAsync()
    {
        await _line.DisposeAsync();
        await _there.DisposeAsync();
        await _here.DisposeAsync();
        _third.Dispose();
        NpgsqlConnection.ClearAllPools();
        await using var owner = new NpgsqlConnection(_options.OwnerConnection);
        await owner.OpenAsync(CancellationToken.None);
        foreach (var name in new[] { "master", There })
        {
            await using var drop = new NpgsqlCommand($"drop database if exists {_options.DatabasePrefix}{name} with (force)", owner);
            await drop.ExecuteNonQueryAsync(CancellationToken.None);
        }

        foreach (var folder in new[] { _hereState, _options.StateFolder }) Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_member_on_another_server_is_found_and_a_stranger_is_not_and_both_sides_log_it_without_a_name()
    {
        var (person, number) = await Member();
        (await Ask(person)).Replies.ShouldBe([new(There, new(2019, 6, 1))]);
        (await Ask(await Known(Numbered()))).Replies.ShouldBe([new(There)]);

        // Only the mark crosses.
        Encoding.UTF8.GetString(_line.Questions[0]).ShouldNotContain(number);
        JsonNode.Parse(_line.Questions[0])!.AsObject().Select(member => member.Key).ShouldBe(["from", "to", "key", "mark", "nonce", "asked_at"]);
        JsonNode.Parse(_line.Answers[0])!.AsObject().Select(member => member.Key).ShouldBe(["from", "to", "question", "is_member", "since", "answered_at"]);

        (await Log(_here.Services, "620123")).ShouldBe([$"{Asker} person/{person} {There} yes 2019-06-01", $"{Asker} person {There} no"], ignoreOrder: true);
        (await Log(_there.Services, There)).ShouldBe(["county/620123 person yes 2019-06-01", "county/620123 county/620122 no"], ignoreOrder: true);
        (await Told(_there.Services, There, "select count(*) from city.question where asked_by = '620123' and nonce is not null")).ShouldBe("2");

        using var clerk = await _here.SignedIn("clerk");
        var page = WebUtility.HtmlDecode(await clerk.GetStringAsync(new Uri("/collectives/city", UriKind.Relative), Cancel));
        foreach (var said in new[] { There, "现在能答复", KeyOf(_here.Services) }) page.ShouldContain(said);
    }

    [Fact]
    public async Task A_county_that_is_stopped_late_altered_or_not_listed_is_silent_and_says_why()
    {
        var (person, _) = await Member();

        _line.Alters = static answer => answer.Replace("\"is_member\":true", "\"is_member\":false", StringComparison.Ordinal);
        (await Ask(person)).Replies.ShouldBe([new(There, null, CountySilence.Unproved)]);
        // An answer that was true, to another question.
        var earlier = (_line.Answers[^1], _line.Signatures[^1]);
        _line.Alters = null;
        _line.Instead = earlier;
        (await Ask(person)).Replies.ShouldBe([new(There, null, CountySilence.Unproved)]);
        _line.Instead = (Encoding.UTF8.GetBytes(new string('x', CityExchange.Largest + 1)), "");
        (await Ask(person)).Replies.ShouldBe([new(There, null, CountySilence.Unproved)]);
        _line.Instead = null;

        using (var other = ECDsa.Create(ECCurve.NamedCurves.nistP256))
            (await Ask(person, key: Convert.ToBase64String(other.ExportSubjectPublicKeyInfo()))).Replies.ShouldBe([new(There, null, CountySilence.Unproved)]);
        (await Ask(person, counties: [There, "620102"])).Replies.ShouldBe([new("620102", null, CountySilence.NotListed), new(There, new(2019, 6, 1))]);

        _line.Holds = true;
        using (var hasty = ActivatorUtilities.CreateInstance<CityExchange>(_here.Services, _here.Options with { CityPatience = TimeSpan.FromSeconds(2) }))
            (await Ask(person, rolls: ActivatorUtilities.CreateInstance<CityRolls>(_here.Services, hasty))).Replies.ShouldBe([new(There, null, CountySilence.TimedOut)]);
        _line.Holds = false;
        await _there.StopAsync(Cancel);
        (await Ask(person, TestSite.AddressOf(_there))).Replies.ShouldBe([new(There, null, CountySilence.Unreachable)]);

        using var clerk = await _here.SignedIn("clerk");
        (await clerk.GetStringAsync(new Uri("/collectives/city", UriKind.Relative), Cancel)).ShouldContain("联系不上");
        (await Told(_here.Services, "620123", "select string_agg(coalesce(silence, 'answer'), ' ' order by id) from city.asking where county = '620122'"))
            .ShouldBe("unproved unproved unproved unproved answer timed-out unreachable");
    }

    [Fact]
    public async Task A_question_is_answered_once_to_whom_it_is_signed_by_with_the_same_key_of_the_city_and_now()
    {
        var (person, _) = await Member();
        await Ask(person);
        (await Refused(_line.Questions[0], _line.Asked[0])).ShouldBe((HttpStatusCode.Conflict, "city-question-was-asked"));
        (await Refused([.. _line.Questions[0], (byte)' '], _line.Asked[0])).ShouldBe((HttpStatusCode.Forbidden, "city-question-is-not-signed"));
        (await Refused(_line.Questions[0], null)).ShouldBe((HttpStatusCode.Forbidden, "city-question-is-not-signed"));

        var asked = Question();
        (await Refused(asked, Signed(_third, Question()))).ShouldBe((HttpStatusCode.Forbidden, "city-question-is-not-signed"));
        (await Refused(asked, Signed(_third, asked, "rr-city-answer"))).ShouldBe((HttpStatusCode.Forbidden, "city-question-is-not-signed"));
        (await Refused(Question(from: "620102"))).ShouldBe((HttpStatusCode.Forbidden, "city-asker-is-not-listed"));
        (await Refused(Question(to: "620102"))).ShouldBe((HttpStatusCode.UnprocessableEntity, "county-is-not-kept-here"));
        (await Refused(Question(key: "000000000000"))).ShouldBe((HttpStatusCode.UnprocessableEntity, "city-key-is-another"));
        (await Refused(Question(minutes: -6))).ShouldBe((HttpStatusCode.UnprocessableEntity, "city-question-is-not-of-now"));
        (await Refused(Question(minutes: 6))).ShouldBe((HttpStatusCode.UnprocessableEntity, "city-question-is-not-of-now"));
        foreach (var nonsense in new[] { "", "{}", "[]", "null", "{\"from\":1}", Encoding.UTF8.GetString(Question()).Replace("\"mark\":\"AAAA", "\"mark\":\"", StringComparison.Ordinal) })
            (await Refused(Encoding.UTF8.GetBytes(nonsense))).ShouldBe((HttpStatusCode.BadRequest, null), nonsense);
        (await Refused(new byte[CityExchange.Largest + 1])).ShouldBe((HttpStatusCode.RequestEntityTooLarge, null));

        (await Told(_there.Services, There, "select count(*) from oversight.audit_log where act = 'city-check' and outcome like 'refused %'")).ShouldBe("9");
        (await Told(_there.Services, There, "select count(*) from oversight.audit_log where act = 'city-check' and who = 'nobody'")).ShouldBe("5");
        using var answered = await Post(asked, Signed(_third, asked));
        answered.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_county_that_asks_too_often_waits_and_none_of_its_questions_at_once_goes_uncounted()
    {
        const int Most = 5;
        await Set(_there.Services, There, CountySettings.CityQuestionsInTheHour, $"{Most}");

        var answers = await Task.WhenAll(Enumerable.Range(0, 2 * Most).Select(async _ =>
        {
            var question = Question();
            using var answer = await Post(question, Signed(_third, question));
            return answer.StatusCode;
        }));

        answers.Count(code => code == HttpStatusCode.OK).ShouldBe(Most);
        answers.Count(code => code == HttpStatusCode.TooManyRequests).ShouldBe(Most);
        // One county's haste is no other's.
        (await Ask(await Known(Numbered()))).Replies.ShouldBe([new(There)]);
        await Set(_there.Services, There, CountySettings.CityQuestionsInTheHour, "1", 2021);
        (await Ask(await Known(Numbered()))).Replies.ShouldBe([new(There, null, CountySilence.Refused, "city-asks-too-often")]);
    }

    private async Task<CityAnswer> Ask(Guid person, Uri? address = null, string? key = null, IReadOnlyList<string>? counties = null, CityRolls? rolls = null)
    {
        var peer = CityPeer.Of($"{There}|{address ?? _line.Address}|{key ?? KeyOf(_there.Services)}").ShouldNotBeNull();
        return await _here.Services.GetRequiredService<Desk>().Look("620123", read => (rolls ?? _here.Services.GetRequiredService<CityRolls>()).Ask(read, person, counties, [peer], Asker, Cancel), Cancel);
    }

    private async Task<WebApplication> Host(string county)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["RR_COUNTY"] = county;
        var host = Site.Build(builder, _options);
        await host.StartAsync(Cancel);
        return host;
    }

    // Somebody who is a member there, and whom this county knows as another person of the same number.
    private async Task<(Guid Here, string Number)> Member()
    {
        var somebody = Numbered();
        var there = (await _there.Services.GetRequiredService<Vault>().Keep(There, [somebody], Cancel))[0];
        const string Collective = "62012210020001";
        await Enter(_there.Services, There,
            new(Streams.Collective(Collective), new CollectiveRegistered(Collective, "皋兰样例组", CollectiveLevel.Group, There, Paper)),
            new(Streams.Membership(there), new MemberConfirmed(there, Collective, null, MembershipGround.Origin, Paper.LegalDay, null, Paper)));
        return (await Known(somebody), somebody.IdNumber!);
    }

    private async Task<Guid> Known(Person somebody) => (await _here.Services.GetRequiredService<Vault>().Keep("620123", [somebody], Cancel))[0];

    private static Person Numbered()
    {
        var body = $"620122{1950 + RandomNumberGenerator.GetInt32(50)}{1 + RandomNumberGenerator.GetInt32(12):00}{1 + RandomNumberGenerator.GetInt32(28):00}{RandomNumberGenerator.GetInt32(1000):000}";
        return new("金样", Person.ResidentCard, body + CitizenId.CheckCharacterOf(body));
    }

    private byte[] Question(string from = Third, string to = There, string? key = null, int minutes = 0) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["from"] = from,
        ["to"] = to,
        ["key"] = key ?? _there.Services.GetRequiredService<CityKey>().Name,
        ["mark"] = Convert.ToBase64String(new byte[32]),
        ["nonce"] = Guid.NewGuid(),
        ["asked_at"] = DateTimeOffset.UtcNow.AddMinutes(minutes),
    }.ToJsonString());

    private static string Signed(ECDsa key, byte[] body, string kind = "rr-city-question") => Convert.ToBase64String(key.SignData([.. Encoding.ASCII.GetBytes(kind + "\n"), .. body], HashAlgorithmName.SHA256));

    private Task<(HttpStatusCode Status, string? Rule)> Refused(byte[] body) => Refused(body, Signed(_third, body));

    private async Task<(HttpStatusCode Status, string? Rule)> Refused(byte[] body, string? signature)
    {
        using var answer = await Post(body, signature);
        answer.Headers.Contains(CityExchange.SignatureHeader).ShouldBeFalse();
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["rule"]?.GetValue<string>());
    }

    private async Task<HttpResponseMessage> Post(byte[] body, string? signature)
    {
        using var http = new HttpClient { BaseAddress = TestSite.AddressOf(_there) };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Path, UriKind.Relative)) { Content = new ByteArrayContent(body) { Headers = { { "Content-Type", "application/json" } } } };
        if (signature is not null) request.Headers.Add(CityExchange.SignatureHeader, signature);
        return await http.SendAsync(request, Cancel);
    }

    private static string KeyOf(IServiceProvider host) => host.GetRequiredService<CityExchangeKey>().Public;

    private static Task Set(IServiceProvider host, string county, Setting setting, string value, int year = 2020)
    {
        setting.IsReadable(value).ShouldBeTrue(value);
        return Enter(host, county, new StreamFact(Streams.County(county), new CountySettingMade(setting.Key, value, new(year, 1, 1), "样例", Paper)));
    }

    private static async Task Enter(IServiceProvider host, string county, params StreamFact[] facts) =>
        (await host.GetRequiredService<Desk>().Enter(new(county, Guid.CreateVersion7(), "delivery/0", facts[0].Stream), _ => Task.FromResult(Decision.Enter(facts)), Cancel)).Refusal.ShouldBeNull();

    private static async Task<string> Told(IServiceProvider host, string county, string sql)
    {
        await using var command = host.GetRequiredService<CountyConnections>()[county].CreateCommand(sql);
        return $"{await command.ExecuteScalarAsync(Cancel)}";
    }

    // Who, about whom, and what came of it. A person of the other county is only known to be one.
    private async Task<IReadOnlyList<string>> Log(IServiceProvider host, string county)
    {
        var known = county == "620123" ? "what = (select 'person/' || person from city.asking where member_since is not null)" : "false";
        return (await Told(host, county, $"select string_agg(who || ' ' || case when not coalesce({known}, false) and what like 'person/%' then 'person' else what end || ' ' || outcome, '|') from oversight.audit_log where act = 'city-check'")).Split('|');
    }

    /// <summary>The line between the two servers.</summary>
    private sealed class Line : IAsyncDisposable
    {
        private readonly HttpClient _http = new();
        private WebApplication _app = null!;

        public Uri To { get; set; } = null!;

        public Uri Address => TestSite.AddressOf(_app);

        public List<byte[]> Questions { get; } = [];

        public List<string> Asked { get; } = [];

        public List<byte[]> Answers { get; } = [];

        public List<string> Signatures { get; } = [];

        public Func<string, string>? Alters { get; set; }

        public (byte[] Body, string Signature)? Instead { get; set; }

        public bool Holds { get; set; }

        public async Task Open()
        {
            var builder = WebApplication.CreateBuilder();
            builder.Logging.SetMinimumLevel(LogLevel.Error);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _app = builder.Build();
            _app.MapPost(Path, Pass);
            await _app.StartAsync(Cancel);
        }

        public async ValueTask DisposeAsync()
        {
            await _app.DisposeAsync();
            _http.Dispose();
        }

        private async Task Pass(HttpContext context)
        {
            if (Holds) await Task.Delay(Timeout.Infinite, context.RequestAborted);

            var question = new MemoryStream();
            await context.Request.Body.CopyToAsync(question);
            Questions.Add(question.ToArray());
            Asked.Add(context.Request.Headers[CityExchange.SignatureHeader]!);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(To, Path)) { Content = new ByteArrayContent(question.ToArray()) { Headers = { { "Content-Type", "application/json" } } } };
            request.Headers.Add(CityExchange.SignatureHeader, Asked[^1]);
            using var answer = await _http.SendAsync(request, context.RequestAborted);
            var body = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
            var signature = answer.Headers.TryGetValues(CityExchange.SignatureHeader, out var signatures) ? signatures.First() : "";
            Answers.Add(body);
            Signatures.Add(signature);
            if (Instead is { } other) (body, signature) = other;
            if (Alters is not null) body = Encoding.UTF8.GetBytes(Alters(Encoding.UTF8.GetString(body)));
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.Headers[CityExchange.SignatureHeader] = signature;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
