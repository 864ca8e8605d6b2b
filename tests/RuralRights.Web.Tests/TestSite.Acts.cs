using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>What many tests ask of the site and do at it.</summary>
public sealed partial class TestSite
{
    /// <summary>Answers one question about the register of the hamlet's county.</summary>
    public async Task<T> Ask<T>(string sql, params object[] values)
    {
        await using var command = Services.GetRequiredService<CountyConnections>()[Hamlet.County].CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>The head of a household, who acts for it.</summary>
    public async Task<Actor.Farmer> Head(int household, string collective = Hamlet.Group)
    {
        var code = Hamlet.Household(collective, household);
        return new(await Ask<Guid>("select representative from register.household where code = $1", code), code);
    }

    /// <summary>A browser in which the head of a household is signed in, whom the demonstration's list need not offer.</summary>
    public async Task<HttpClient> AsHead(int household, string collective = Hamlet.Group) => await As(await Head(household, collective), collective);

    /// <summary>An act as a program sends it.</summary>
    public static HttpRequestMessage Request(string act, object content, Guid? command)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/acts/{act}", UriKind.Relative)) { Content = JsonContent.Create(content, options: JsonSerializerOptions.Default) };
        if (command is { } id) request.Headers.Add("Idempotency-Key", id.ToString());
        return request;
    }

    /// <summary>Does an act as a program does it, and gives its receipt.</summary>
    public static async Task<JsonNode> Act(HttpClient program, string act, object content, Guid? command = null)
    {
        using var request = Request(act, content, command ?? Guid.CreateVersion7());
        using var answer = await program.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>What an act made: the end of the one stream of its receipt that begins like this.</summary>
    public static string Made(JsonNode receipt, string kind) =>
        receipt["streams"]!.AsArray().Select(stream => stream!.GetValue<string>()).Single(stream => stream.StartsWith(kind, StringComparison.Ordinal))[kind.Length..];

    /// <summary>A code that was sent to a telephone, and the key of its message.</summary>
    public async Task<(string Code, string Key)> CodeSentTo(string phone)
    {
        var folder = new FolderNotifier(Options).Folder;
        for (var look = 0; look < 100; look++)
        {
            foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json") : [])
            {
                var message = JsonDocument.Parse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).RootElement;
                if (message.GetProperty("to").GetString() == phone)
                    return (SixDigits().Match(message.GetProperty("text").GetString()!).Value, message.GetProperty("key").GetString()!);
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("No code was sent.");
    }

    /// <summary>The code of one message to a telephone, by the id that the page of the code carries.</summary>
    public async Task<string> CodeSentTo(string phone, string id)
    {
        for (var look = 0; look < 100; look++)
        {
            foreach (var message in await SentTo(phone))
                if (message.GetProperty("key").GetString() == $"code/{id}") return SixDigits().Match(message.GetProperty("text").GetString()!).Value;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("No code was sent.");
    }

    /// <summary>Every message that was sent to a telephone.</summary>
    public async Task<List<JsonElement>> SentTo(string phone)
    {
        var folder = new FolderNotifier(Options).Folder;
        var messages = new List<JsonElement>();
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json") : [])
        {
            var message = JsonDocument.Parse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).RootElement;
            if (message.GetProperty("to").GetString() == phone) messages.Add(message);
        }

        return messages;
    }

    /// <summary>The person has an account with this telephone, and none of those that the tests made for them.</summary>
    public async Task Reached(Guid person, string phone)
    {
        await Ask<long>("with gone as (delete from identity.mt_doc_account where data ->> 'person' = $1 returning 1) select count(*) from gone", $"{person}");
        (await Services.GetRequiredService<OpenAccount>().For(Hamlet.County, person, phone, TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    /// <summary>A household of the hamlet that has no contract yet, with one person.</summary>
    public async Task HasNoContract(string household)
    {
        var person = (await Services.GetRequiredService<Vault>().Keep(Hamlet.County, [new("贺兰山", Person.ResidentCard, CaseworkTests.Number("19900307"), "1", new(1990, 3, 7))], TestContext.Current.CancellationToken))[0];
        await Given(new StreamFact(Streams.Household(household), new HouseholdRegistered(
            household, Hamlet.Group, ContractorKind.Household, person, [new(person, "02", true, null)], new(new(2026, 1, 5), "delivery/0", "榆中县农业农村局", "62012320260105000001", [], []))));
    }

    /// <summary>A household of the hamlet holds a homestead with a house: ten metres wide, twenty tall, of which twenty square metres are beyond the approval.</summary>
    public async Task HasHomestead(string plot, string household, double west, params Guid[] holders)
    {
        if (holders.Length == 0) holders = [await Ask<Guid>("select representative from register.household where code = $1", household)];
        var paper = new Provenance(new(2016, 4, 7), "delivery/0", "榆中县农业农村局", "62012320160407000002", [], []);
        var ground = GeometryFactory.Default.CreatePolygon([new(west, 3_971_700), new(west + 10, 3_971_700), new(west + 10, 3_971_720), new(west, 3_971_720), new(west, 3_971_700)]);
        await Given(
            new StreamFact(Streams.Homestead(plot), new HomesteadRegistered(
                plot, plot + "F00010001", household, Hamlet.Group, holders, "村西头", new("EPSG:4523", ground.ToBinary()), 200, 20, "川区",
                new(HomesteadSource.Approval, "榆集建（1998）第12号", new(1998, 5, 6), 180, "approval"), new(HouseStructure.BrickAndTimber, 1, 120, 110.5m, 1998), [], paper)),
            new StreamFact(Streams.Household(household), new HomesteadTaken(household, plot, paper)));
    }

    /// <summary>Enters facts of which no form is the subject of the test.</summary>
    public async Task Given(params StreamFact[] facts) => (await Services.GetRequiredService<Desk>().Enter(
        new(Hamlet.County, Guid.CreateVersion7(), "delivery/0", $"{Guid.CreateVersion7()}"), _ => Task.FromResult<Decision>(Decision.Enter(facts)), TestContext.Current.CancellationToken)).Refusal.ShouldBeNull();

    /// <summary>A paper of its own, handed in by somebody; its hash.</summary>
    public async Task<string> HandIn(Actor actor) => (await Services.GetRequiredService<Documents>().HandIn(
        Hamlet.County, new MemoryStream(Sheet.Pdf($"{Guid.CreateVersion7()}")), actor, DocumentLimits.Default, TestContext.Current.CancellationToken)).Document!.Sha256;

    /// <summary>A notice is photographed on its first and on its last day, which is given: the days between pass here.</summary>
    public async Task<DateOnly> Photographed(Guid notice, Actor clerk, DateOnly first)
    {
        var last = await Ask<DateOnly>("select last_day from register.notice where id = $1", notice);
        foreach (var (moment, day) in new[] { (PostingMoment.Start, first), (PostingMoment.End, last) })
        {
            (await Services.GetRequiredService<Desk>().Enter(
                new PhotographNotice(notice, moment, await HandIn(clerk)), new RuralRights.Registry.Submission(Hamlet.County, Guid.CreateVersion7(), clerk, day), TestContext.Current.CancellationToken)).Refusal.ShouldBeNull();
        }

        return last;
    }

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex SixDigits();
}
