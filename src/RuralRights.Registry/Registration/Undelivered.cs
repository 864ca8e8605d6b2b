using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>Somebody whom no message reached and to whom the village goes (当面告知).</summary>
/// <param name="Case">Number of the case, or of the entry.</param>
/// <param name="Person">Who.</param>
/// <param name="About">What the message told, see <see cref="Message"/>.</param>
/// <param name="Right">Code of the right it is about; null when it is about none.</param>
/// <param name="Collective">14-digit code of the collective whose village goes.</param>
public sealed record Undelivered(string Case, Guid Person, string About, string? Right, string Collective)
{
    /// <summary>Where it is recorded that they were told: with what the message told of.</summary>
    internal string Stream => About switch
    {
        Message.OnRight => LandRight.StreamOf(Right!),
        Message.IncapacityReported or Message.IncapacityConfirmed => Streams.Guardianship(Person),
        _ => Streams.Case(Case),
    };

    /// <summary>Everybody to whom the villages of some collectives have to go, in the order of the numbers.</summary>
    public static Task<List<Undelivered>> In(NpgsqlDataSource register, IReadOnlyCollection<string> collectives, CancellationToken cancel) => register.All(
        """
        select c.number, h.person, 'case-open', null, c.collective
        from register.case_holder h
                 join register.case_file c on c.number = h.case_number
        where h.told = 'not reached' and c.state = 'open' and c.collective = any ($1)
        union all
        select m.case_number, m.person, m.about, m.on_right, m.collective
        from outbox.holder_message m
        where not m.arrived and m.reached_on is null and m.about <> 'case-open' and m.collective = any ($1)
        order by 1, 2, 3
        """,
        Read, cancel, (object)collectives.ToArray());

    internal static Undelivered Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetGuid(1), row.GetString(2), row.Text(3), row.GetString(4));
}

/// <summary>Messages that no open case waits for and that did not arrive.</summary>
internal static class ReadingUndelivered
{
    /// <summary>The message under this number that did not reach somebody; null when none waits. Where there are two, the earlier.</summary>
    public static async Task<Undelivered?> Undelivered(this Reading reading, string number, Guid person, CancellationToken cancel)
    {
        await using var ask = new NpgsqlCommand(
            """
            select case_number, person, about, on_right, collective
            from outbox.holder_message
            where case_number = $1 and person = $2 and not arrived and reached_on is null and about <> 'case-open' and collective is not null
            order by made_at, about
            limit 1
            """, reading.Register) { Parameters = { new() { Value = number }, new() { Value = person } } };
        await using var reader = await ask.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? Registration.Undelivered.Read(reader) : null;
    }

    /// <summary>Notes, with the fact that says so, that the village reached them.</summary>
    public static void NoteReached(this Reading reading, Undelivered message, DateOnly day) => reading.Alongside.Add((
        "update outbox.holder_message set reached_on = ? where case_number = ? and person = ? and about = ?", [day, message.Case, message.Person, message.About]));
}
