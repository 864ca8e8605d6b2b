using Npgsql;

namespace RuralRights.Registry.Market;

/// <summary>The room of one collective, where only its own households see what is offered.</summary>
public static class Room
{
    /// <summary>What is offered, the newest first.</summary>
    public static Task<List<Offer>> Of(NpgsqlDataSource register, string collective, CancellationToken cancel) =>
        Where(register, "l.collective = $1 and l.state in ('open', 'taken')", collective, cancel);

    /// <summary>One offer, whatever became of it.</summary>
    public static async Task<Offer?> Find(NpgsqlDataSource register, Guid listing, CancellationToken cancel) =>
        (await Where(register, "l.id = $1", listing, cancel)).FirstOrDefault();

    /// <summary>The offer in which a parcel is listed, and who listed it, as facts name them; null when it is in none.</summary>
    public static async Task<(Offer Offer, string By)?> FindByParcel(NpgsqlDataSource register, string parcel, CancellationToken cancel)
    {
        var found = await register.All(
            """
            select p.listing, e.data #>> '{provenance,actor}'
            from register.listing_parcel p
                     join ledger.mt_events e on e.stream_id = 'listing/' || p.listing and e.version = 1
            where p.parcel = $1 and p.live
            """,
            row => (Listing: row.GetGuid(0), By: row.GetString(1)),
            cancel,
            parcel);
        return found is [var (listing, by), ..] && await Find(register, listing, cancel) is { } offer ? (offer, by) : null;
    }

    private static async Task<List<Offer>> Where(NpgsqlDataSource register, string condition, object value, CancellationToken cancel)
    {
        var offers = await register.All(
            $"""
            select l.id, l.right_code, l.household, l.collective, c.name, l.price, l.state, l.opened_on, l.taken_by, l.transfer, l.closed_on
            from register.listing l
                     join register.collective c on c.code = l.collective
            where {condition}
            order by l.entered_seq desc
            limit 200
            """,
            row => new Offer(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetDecimal(5), row.GetString(6),
                row.GetFieldValue<DateOnly>(7), row.Text(8), row.Maybe<Guid>(9), row.Maybe<DateOnly>(10)),
            cancel,
            value);
        if (offers.Count == 0) return offers;

        var parcels = await register.All(
            """
            select lp.listing, p.code, p.name, held.contract_area, held.term_to, p.basic_farmland
            from register.listing_parcel lp
                     join register.parcel p on p.code = lp.parcel
                     cross join lateral
                (select h.contract_area, h.term_to
                 from register.holding h
                 where h.parcel = p.code and h.right_code = lp.right_code
                 order by h.started_seq desc
                 limit 1) as held
            where lp.listing = any ($1)
            order by p.code
            """,
            row => (Listing: row.GetGuid(0), Parcel: new OfferedParcel(row.GetString(1), row.GetString(2), row.GetDecimal(3), row.GetFieldValue<DateOnly>(4), row.GetBoolean(5))),
            cancel,
            (object)offers.ConvertAll(offer => offer.Listing).ToArray());
        return offers.ConvertAll(offer => offer with { Parcels = [.. parcels.Where(pair => pair.Listing == offer.Listing).Select(pair => pair.Parcel)] });
    }
}

/// <summary>Parcels offered for paid transfer.</summary>
public sealed record Offer(
    Guid Listing,
    string Right,
    string Household,
    string Collective,
    string CollectiveName,
    decimal Price,
    string State,
    DateOnly OpenedOn,
    string? TakenBy,
    Guid? Transfer,
    DateOnly? ClosedOn)
{
    /// <summary>What is offered.</summary>
    public IReadOnlyList<OfferedParcel> Parcels { get; internal init; } = [];

    /// <summary>Last days of their terms, each day once and the first before the others.</summary>
    public IReadOnlyList<DateOnly> Terms => [.. Parcels.Select(parcel => parcel.TermTo).Distinct().Order()];

    /// <summary>Confirmed area of all parcels together, in square metres.</summary>
    public decimal Area => Parcels.Sum(parcel => parcel.Area);
}

/// <summary>A parcel of an offer.</summary>
public sealed record OfferedParcel(string Code, string Name, decimal Area, DateOnly TermTo, bool BasicFarmland);
