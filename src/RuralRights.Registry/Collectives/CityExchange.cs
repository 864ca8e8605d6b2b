using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Collectives;

/// <summary>What a county answers to another: whether a membership stands, and since when. It names nobody.</summary>
/// <param name="From">Six-digit code of the county that answers.</param>
/// <param name="To">Six-digit code of the county that asked.</param>
/// <param name="Question">SHA-256 of the bytes of the question, as lower-case hexadecimal.</param>
/// <param name="IsMember">True when somebody of this mark is a member of a collective there.</param>
/// <param name="Since">First day of that membership; null when there is none.</param>
/// <param name="AnsweredAt">When.</param>
public sealed record CityReply(string From, string To, string Question, bool IsMember, DateOnly? Since, DateTimeOffset AnsweredAt);

/// <summary>What became of a question: a signed answer, or the rule by which there is none; neither for what is no question at all.</summary>
internal sealed record CityOutcome(byte[]? Body = null, string? Signature = null, Decision.Refused? Refusal = null);

/// <summary>
/// Asks counties on other servers, and answers them. Question and answer are JSON in a POST to <see cref="Path"/>, each signed over its
/// exact bytes in the header <see cref="SignatureHeader"/>, the answer over the hash of the question as well.
/// </summary>
public sealed class CityExchange(RegisterOptions options, CountyConnections connections, CountyRoll rolls, CityKey key, CityExchangeKey own, TimeProvider clock) : IDisposable
{
    /// <summary>Where a county is asked, below its address.</summary>
    public const string Path = "api/v1/city/questions";

    /// <summary>Header of the signature.</summary>
    public const string SignatureHeader = "RR-Signature";

    /// <summary>Bytes of the largest question or answer.</summary>
    public const int Largest = 4096;

    private const string QuestionKind = "rr-city-question";
    private const string AnswerKind = "rr-city-answer";
    private const int MarkBytes = 32;

    // Straight to the county, once: a question that was received twice would be refused as a repetition.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        MaxResponseContentBufferSize = Largest,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Asks a county; what is not proved to be its answer is silence, with its reason.</summary>
    internal async Task<CountyReply> Ask(CityPeer peer, CityQuestion question, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(question, RegisterJson.Options);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(options.CityPatience);
        try
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{peer.Address.AbsoluteUri.TrimEnd('/')}/{Path}")) { Content = content };
            request.Headers.Add(SignatureHeader, own.Sign(QuestionKind, body));
            using var response = await _http.SendAsync(request, patience.Token);
            var answer = await response.Content.ReadAsByteArrayAsync(patience.Token);
            return response.StatusCode == HttpStatusCode.OK
                ? Read(peer, question, body, answer, response.Headers.TryGetValues(SignatureHeader, out var signatures) ? signatures.FirstOrDefault() : null)
                : new(peer.County, null, CountySilence.Refused, RuleOf(answer));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(peer.County, null, CountySilence.TimedOut);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.InvalidResponse)
        {
            return new(peer.County, null, CountySilence.Unproved);
        }
        catch (HttpRequestException)
        {
            return new(peer.County, null, CountySilence.Unreachable);
        }
    }

    /// <summary>Answers a question from another server, or says by which rule it is not answered. Whatever is asked is logged.</summary>
    internal async Task<CityOutcome> Answer(byte[] body, string? signature, CancellationToken cancel)
    {
        if (QuestionOf(body) is not { } question) return new();

        var (now, isKept) = (clock.GetUtcNow(), (await rolls.Kept(cancel)).Contains(question.To, StringComparer.Ordinal));
        var door = new CityDoor(isKept, false, false, key.Name, false, 0, 0);
        if (!isKept) return new(Refusal: question.Decide(door, now) as Decision.Refused);

        var settings = (await CountyBook.Of(connections[question.To], cancel)).On(Submission.LegalDay(clock));
        var peer = settings.Has(CountySettings.CityExchange) ? settings.Of(CountySettings.CityExchange).FirstOrDefault(one => one.County == question.From) : null;
        door = door with { IsListed = peer is not null, IsSigned = peer is not null && CityExchangeKey.IsSigned(peer.Key, QuestionKind, body, signature), MostInTheHour = settings.Of(CountySettings.CityQuestionsInTheHour) };
        if (door.IsSigned) await rolls.MarkMembers(question.To, cancel);

        await using var register = await connections[question.To].OpenConnectionAsync(cancel);
        await using var transaction = await register.BeginTransactionAsync(cancel);
        if (door.IsSigned) door = await Counted(register, door, question, cancel);
        if (question.Decide(door, now) is Decision.Refused refused)
        {
            await Note(register, door, question, refused.Rule, cancel);
            await transaction.CommitAsync(CancellationToken.None);
            return new(Refusal: refused);
        }

        var found = await rolls.Answer(register, question.To, question.From, question.Mark, question.Nonce, cancel);
        await transaction.CommitAsync(CancellationToken.None);
        var answer = JsonSerializer.SerializeToUtf8Bytes(new CityReply(question.To, question.From, HashOf(body), found.MemberSince is not null, found.MemberSince, now), RegisterJson.Options);
        return new(answer, own.Sign(AnswerKind, answer));
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private CountyReply Read(CityPeer peer, CityQuestion question, byte[] body, byte[] answer, string? signature) =>
        CityExchangeKey.IsSigned(peer.Key, AnswerKind, answer, signature)
        && ReplyOf(answer) is { } reply
        && reply.From == peer.County && reply.To == question.From && reply.Question == HashOf(body) && reply.IsMember == reply.Since is not null
        && (clock.GetUtcNow() - reply.AnsweredAt).Duration() <= CityQuestion.Leeway
            ? new(peer.County, reply.Since)
            : new(peer.County, null, CountySilence.Unproved);

    // Questions of one county are taken one after another, so that none of those sent at once goes uncounted.
    private static async Task<CityDoor> Counted(NpgsqlConnection register, CityDoor door, CityQuestion question, CancellationToken cancel)
    {
        await using (var queue = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('city/' || $1, 0))", register) { Parameters = { new() { Value = question.From } } })
            await queue.ExecuteNonQueryAsync(cancel);

        await using var count = new NpgsqlCommand(
            """
            select exists (select from city.question where asked_by = $1 and nonce = $2),
                   (select count(*)::integer from city.question where asked_by = $1 and nonce is not null and at > clock_timestamp() - interval '1 hour')
            """, register) { Parameters = { new() { Value = question.From }, new() { Value = question.Nonce } } };
        await using var counted = await count.ExecuteReaderAsync(cancel);
        await counted.ReadAsync(cancel);
        return door with { WasAsked = counted.GetBoolean(0), AskedInTheHour = counted.GetInt32(1) };
    }

    private static async Task Note(NpgsqlConnection register, CityDoor door, CityQuestion question, Rule rule, CancellationToken cancel)
    {
        await using var note = new NpgsqlCommand("insert into oversight.audit_log (who, address, act, what, why, outcome) values ($1, $2, 'city-check', $3, $4, $5)", register);
        foreach (var value in new object[] { door.IsSigned ? $"county/{question.From}" : "nobody", AuditTrail.Address, $"county/{question.To}", CityRolls.Purpose, $"refused {rule.Code}" })
            note.Parameters.Add(new() { Value = value });
        await note.ExecuteNonQueryAsync(cancel);
    }

    private static CityQuestion? QuestionOf(byte[] body) =>
        Parse<CityQuestion>(body) is { From: { } from, To: { } to, Key: not null, Mark.Length: MarkBytes } question && IsCounty(from) && IsCounty(to) ? question : null;

    private static CityReply? ReplyOf(byte[] body) => Parse<CityReply>(body);

    private static string? RuleOf(byte[] problem)
    {
        try
        {
            using var document = JsonDocument.Parse(problem);
            return document.RootElement.TryGetProperty("rule", out var rule) && RuleBook.All.TryGetValue(rule.GetString() ?? "", out var known) ? known.Code : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static T? Parse<T>(byte[] body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, RegisterJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsCounty(string code) => code.Length == 6 && code.All(char.IsAsciiDigit);

    private static string HashOf(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));
}
