using Npgsql;
using RuralRights.Domain.Tenure;

namespace RuralRights.Registry.Tenure;

/// <summary>Something that holds parcels of a right still today, as people read it.</summary>
/// <param name="Id">Id of the entry.</param>
/// <param name="Right">Code of the right, or of the plot of a homestead.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Since">Day of the entry.</param>
/// <param name="Until">Last day; null when it lasts until it is lifted or lapses by law.</param>
/// <param name="Document">Number of the paper, or the stream of the dispute whose hold it is.</param>
/// <param name="By">Who entered it, as facts name actors.</param>
/// <param name="SuitOn">When a suit was proved behind an objection entry.</param>
/// <param name="Parcels">Codes of the parcels of the right that it holds, or of the plot.</param>
/// <param name="GivesWayTo">Streams of the acts it gave way to; an empty name means every act.</param>
public sealed record StandingHold(
    Guid Id,
    string Right,
    EncumbranceKind Kind,
    DateOnly Since,
    DateOnly? Until,
    string Document,
    string? By,
    DateOnly? SuitOn,
    IReadOnlyList<string> Parcels,
    IReadOnlyList<string> GivesWayTo)
{
    /// <summary>What the law says of it.</summary>
    public HoldLaw Law => HoldLaw.Of(Kind);

    /// <summary>The person who set a holder's lock; null for what an official entered.</summary>
    public Guid? Setter => By is { } actor && actor.StartsWith("person/", StringComparison.Ordinal) ? Guid.Parse(actor["person/".Length..]) : null;

    /// <summary>The dispute whose hold it is; null for any other.</summary>
    public Guid? Dispute => Encumbrance.DisputeOf(Kind, Document);

    /// <summary>One entry that holds today; null when it does not.</summary>
    public static async Task<StandingHold?> Of(NpgsqlDataSource register, Guid id, DateOnly today, CancellationToken cancel) =>
        (await Where(register, "e.id = any ($1::uuid[])", [id.ToString()], today, cancel)).FirstOrDefault();

    /// <summary>What holds these rights today.</summary>
    public static Task<List<StandingHold>> OfRights(NpgsqlDataSource register, IReadOnlyCollection<string> rights, DateOnly today, CancellationToken cancel) =>
        Where(register, "e.right_code = any ($1)", [.. rights], today, cancel);

    /// <summary>What holds these parcels today, under whichever right they are.</summary>
    public static Task<List<StandingHold>> OfParcels(NpgsqlDataSource register, IReadOnlyCollection<string> parcels, DateOnly today, CancellationToken cancel) =>
        Where(register, "exists (select from register.encumbrance_parcel n where n.encumbrance = e.id and n.parcel = any ($1))", [.. parcels], today, cancel);

    /// <summary>What holds the parcels of these households today.</summary>
    public static Task<List<StandingHold>> OfHouseholds(NpgsqlDataSource register, IReadOnlyCollection<string> households, DateOnly today, CancellationToken cancel) =>
        Where(register, """
        e.right_code in (select r.code from register.contract_right r where r.household = any ($1)
                         union all
                         select h.plot from register.homestead_right h where h.household = any ($1) and upper_inf(h.period))
        """, [.. households], today, cancel);

    private static async Task<List<StandingHold>> Where(NpgsqlDataSource register, string condition, string[] values, DateOnly today, CancellationToken cancel)
    {
        if (values.Length == 0) return [];

        return await register.All(
            $"""
            select e.id, e.right_code, e.kind, e.entered_on, e.until, e.document, e.entered_by, e.suit_on, array_agg(p.parcel order by p.parcel),
                   array(select y.yields_to from register.hold_yield y where y.encumbrance = e.id order by y.entered_seq)
            from register.encumbrance e
                     join register.encumbrance_parcel p on p.encumbrance = e.id
            where (e.plot is not null or exists (select from register.holding h where h.parcel = p.parcel and h.right_code = e.right_code and h.ended_seq is null))
              and e.lifted_on is null and e.lapsed_on is null and (e.until is null or e.until >= $2) and {condition}
            group by e.id
            order by e.entered_seq
            """,
            row => new StandingHold(
                row.GetGuid(0), row.GetString(1), Question.Member<EncumbranceKind>(row.GetString(2)), row.GetFieldValue<DateOnly>(3), row.Maybe<DateOnly>(4), row.GetString(5),
                row.Text(6), row.Maybe<DateOnly>(7), row.GetFieldValue<string[]>(8), row.GetFieldValue<string[]>(9)),
            cancel,
            values,
            today);
    }
}
