using Npgsql;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Oversight;

/// <summary>One line of the audit trail.</summary>
/// <param name="At">When.</param>
/// <param name="Who">Who, as facts name actors; a failed sign-in names nobody but the keyed hash of what was typed.</param>
/// <param name="Address">From where.</param>
/// <param name="Act">What kind of act.</param>
/// <param name="What">To what it was done.</param>
/// <param name="Why">What for.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record AuditLine(DateTimeOffset At, string Who, string Address, string Act, string What, string Why, string Outcome);

/// <summary>Notes what was done and seen, and reads it for the auditor. Nobody can change a line.</summary>
public sealed class AuditTrail(CountyConnections connections, HomeCounty county)
{
    private static readonly AsyncLocal<string?> Caller = new();

    /// <summary>From where the request under way comes; empty for what the register does by itself.</summary>
    public static string Address
    {
        get => Caller.Value ?? "";
        set => Caller.Value = value;
    }

    /// <summary>Kinds of acts the page can be narrowed to.</summary>
    public static IReadOnlyList<string> Acts { get; } = ["sign-in", "sign-out", "standing", "account", "office", "view", "print", "export", "city-check", "package", "entry"];

    /// <summary>Notes an act.</summary>
    public async Task Note(string who, string act, string what, string why, string outcome = "done")
    {
        await using var command = connections[county.Code].CreateCommand("insert into oversight.audit_log (who, address, act, what, why, outcome) values ($1, $2, $3, $4, $5, $6)");
        foreach (var value in new[] { who, Address, act, what, why, outcome }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>Lines before a moment, the latest first.</summary>
    public Task<List<AuditLine>> Before(DateTimeOffset before, string? act, string? who, int many, CancellationToken cancel) => connections[county.Code].All(
        """
        select at, who, address, act, what, why, outcome
        from oversight.audit_trail
        where at < $1 and ($2::text is null or act = $2) and ($3::text is null or who like '%' || $3)
        order by at desc, ordinal desc
        limit $4
        """,
        row => new AuditLine(
            row.GetFieldValue<DateTimeOffset>(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6)),
        cancel,
        before, act, who, many);
}

/// <summary>Notes an act in the transaction that does it.</summary>
public static class AuditAlongside
{
    /// <summary>Notes with the facts of an act.</summary>
    internal static void Note(this Reading reading, string who, string act, string what, string why) => reading.Alongside.Add((
        "insert into oversight.audit_log (who, address, act, what, why, outcome) values (?, ?, ?, ?, ?, 'done')", [who, AuditTrail.Address, act, what, why]));

    /// <summary>Says from where, to logs that take it from the transaction.</summary>
    internal static async Task SayAddress(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var say = new NpgsqlCommand("select set_config('rr.address', $1, true)", connection) { Parameters = { new() { Value = AuditTrail.Address } } };
        await say.ExecuteNonQueryAsync(cancel);
    }
}
