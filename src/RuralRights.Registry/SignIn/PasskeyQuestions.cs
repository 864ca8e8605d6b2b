using System.Security.Cryptography;
using System.Text;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.SignIn;

/// <summary>Remembers which questions to passkeys were answered, on every node: each is answered once.</summary>
public sealed class PasskeyQuestions(CountyConnections connections, HomeCounty county, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>True for the first answer to a question.</summary>
    public async Task<bool> Answer(string question, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var batch = connections[county.Code].CreateBatch();
        batch.BatchCommands.Add(new("insert into identity.passkey_question (hash, answered_at) values ($1, $2) on conflict do nothing")
        {
            Parameters = { new() { Value = SHA256.HashData(Encoding.UTF8.GetBytes(question)) }, new() { Value = now } },
        });
        batch.BatchCommands.Add(new("delete from identity.passkey_question where hash in (select hash from identity.passkey_question where answered_at < $1 limit 100 for update skip locked)")
        {
            Parameters = { new() { Value = now - Kept } },
        });
        await batch.ExecuteNonQueryAsync(cancel);
        return batch.BatchCommands[0].RecordsAffected == 1;
    }
}
