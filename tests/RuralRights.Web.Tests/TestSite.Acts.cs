using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
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

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex SixDigits();
}
