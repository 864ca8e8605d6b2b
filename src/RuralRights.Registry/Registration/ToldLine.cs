using Npgsql;

namespace RuralRights.Registry.Registration;

/// <summary>Something the register told somebody, or is about to (告知记录).</summary>
/// <param name="Number">Number of the case, or of the entry.</param>
/// <param name="Person">Who.</param>
/// <param name="About">What the message tells, see <see cref="Message"/>.</param>
/// <param name="Right">Code of the right it is about; null when it is about none.</param>
/// <param name="MadeOn">Day on which there was something to tell.</param>
/// <param name="Told">due, by message, in person, not reached, or over: nobody came before the case ended.</param>
/// <param name="ToldOn">Day on which they were told; null while they were not.</param>
/// <remarks>
/// Of an open case the register itself knows who was told, of everything else the line of messages does. Codes for signing in and
/// warnings of a changed account are no part of it: they are forgotten once they are sent.
/// </remarks>
public sealed record ToldLine(string Number, Guid Person, string About, string? Right, DateOnly MadeOn, string Told, DateOnly? ToldOn)
{
    /// <summary>The day it is listed under: that on which they were told, before that the day on which there was something to tell.</summary>
    public DateOnly On => ToldOn ?? MadeOn;

    /// <summary>What these people were told, the latest first.</summary>
    /// <param name="register">The county's register.</param>
    /// <param name="people">Who.</param>
    /// <param name="skip">How many are passed over.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancel">Stops it.</param>
    public static Task<List<ToldLine>> Of(NpgsqlDataSource register, IReadOnlyCollection<Guid> people, int skip, int take, CancellationToken cancel) => register.All(
        $"""
        {All}
        select number, person, about, on_right, made_on, told, told_on
        from told
        order by coalesce(told_on, made_on) desc, number desc, about, person
        offset $2 limit $3
        """,
        row => new ToldLine(row.GetString(0), row.GetGuid(1), row.GetString(2), row.Text(3), row.GetFieldValue<DateOnly>(4), row.GetString(5), row.Maybe<DateOnly>(6)),
        cancel, people.ToArray(), skip, take);

    /// <summary>How many there are.</summary>
    public static async Task<int> Count(NpgsqlDataSource register, IReadOnlyCollection<Guid> people, CancellationToken cancel) =>
        (await register.All($"{All} select count(*)::integer from told", row => row.GetInt32(0), cancel, (object)people.ToArray()))[0];

    // Who left a case again keeps what they were told of it.
    private const string All =
        """
        with told as (
            select h.case_number as number, h.person, 'case-open' as about, null::text as on_right, c.opened_on as made_on,
                   case when h.told = 'not reached' and c.state <> 'open' then 'over' else h.told end as told,
                   case when h.told in ('by message', 'in person') then h.told_on end as told_on
            from register.case_holder h
                     join register.case_file c on c.number = h.case_number
            where h.person = any ($1) and (h.told <> 'due' or c.state = 'open')
            union all
            select m.case_number, m.person, m.about, m.on_right, (m.made_at at time zone 'Asia/Shanghai')::date,
                   case when m.arrived then 'by message' when m.reached_on is not null then 'in person' when not m.arrived then 'not reached' else 'due' end,
                   case when m.arrived then (coalesce(m.settled_at, m.made_at) at time zone 'Asia/Shanghai')::date else m.reached_on end
            from outbox.holder_message m
            where m.person = any ($1)
              and (m.about <> 'case-open' or (m.arrived and not exists (select from register.case_holder h where h.case_number = m.case_number and h.person = m.person))))
        """;
}
