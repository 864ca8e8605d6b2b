using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>Lays, at every start, the signatures that are still kept among the texts of the vault among the documents, and names those that have to stay.</summary>
/// <remarks>The file of each is on the disk and its row committed before its text goes; what was broken off in between is done once more.</remarks>
internal sealed partial class SignaturesAmongTexts(
    CountyConnections connections, AnsweringCounties answering, Vault vault, Documents documents, ILogger<SignaturesAmongTexts> log) : IHostedService
{
    private const int AtOnce = 16;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var county in await connections.Counties(cancellationToken))
        {
            try
            {
                if (answering.Has(county)) await MoveAll(county, cancellationToken);
                else IsAway(log, null, county);
            }
            catch (NpgsqlException away)
            {
                IsAway(log, away, county);
            }
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MoveAll(string county, CancellationToken cancel)
    {
        var signatures = await connections[county].All(
            "select document, min(assistant) from identity.confirmation where document is not null group by document order by document", row => (Sha256: row.GetString(0), HandedInBy: row.GetString(1)), cancel);
        foreach (var some in signatures.Chunk(AtOnce))
        {
            var texts = await vault.CompareTexts(county, [.. some.Select(one => SubjectOf(one.Sha256))], cancel);
            foreach (var (sha256, actor) in some)
                if (texts.GetValueOrDefault(SubjectOf(sha256))?.Words is { } picture && !await Move(county, sha256, picture, actor, cancel)) Stays(log, sha256);
        }
    }

    private async Task<bool> Move(string county, string sha256, string picture, string actor, CancellationToken cancel)
    {
        if ((await documents.KeepAsNamed(county, Convert.FromBase64String(picture), actor, cancel)).Document?.Sha256 != sha256) return false;

        await using var forget = connections[county].CreateCommand("select register.forget_text_of_signature($1)");
        forget.Parameters.Add(new() { Value = sha256 });
        await forget.ExecuteNonQueryAsync(cancel);
        return true;
    }

    private static string SubjectOf(string sha256) => $"signature/{sha256}";

    [LoggerMessage(LogLevel.Warning, "The signature {Sha256} could not be laid among the documents and stays sealed where it was. It is tried again at the next start.")]
    private static partial void Stays(ILogger log, string sha256);

    [LoggerMessage(LogLevel.Warning, "The signatures of county {County} could not be looked at, because its database is away; the next start does it.")]
    private static partial void IsAway(ILogger log, Exception? e, string county);
}
