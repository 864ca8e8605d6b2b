using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Parcels;

/// <summary>A parcel as the register knows it, with who held it and what lies beside it.</summary>
public sealed record ParcelSheet(
    string Code,
    string Name,
    string Collective,
    string CollectiveName,
    string Crs,
    decimal SurveyedArea,
    string Category,
    string? Ownership,
    string? LandUse,
    string? Grade,
    string? Purpose,
    bool BasicFarmland,
    DateOnly LegalDay,
    DateOnly? RetiredOn)
{
    /// <summary>Under which rights it is and was held, the newest first.</summary>
    public IReadOnlyList<HoldingLine> Holdings { get; private init; } = [];

    /// <summary>Parcels that touch it.</summary>
    public IReadOnlyList<NeighbourLine> Neighbours { get; private init; } = [];

    /// <summary>Parcels it came of, and what became of it.</summary>
    public IReadOnlyList<LineageLine> Lineage { get; private init; } = [];

    /// <summary>Open cases it is in.</summary>
    public IReadOnlyList<string> OpenCases { get; private init; } = [];

    /// <summary>One parcel, or null when the register has none of this code.</summary>
    public static async Task<ParcelSheet?> Of(NpgsqlDataSource register, string code, CancellationToken cancel)
    {
        var parcel = await register.First(
            """
            select p.code, p.name, p.collective, c.name, p.crs, p.surveyed_area, p.category, p.ownership, p.land_use, p.grade, p.purpose,
                   p.basic_farmland, p.legal_day, p.retired_on
            from register.parcel p
                     join register.collective c on c.code = p.collective
            where p.code = $1
            """,
            row => new ParcelSheet(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetDecimal(5), row.GetString(6),
                row.Text(7), row.Text(8), row.Text(9), row.Text(10), row.GetBoolean(11), row.GetFieldValue<DateOnly>(12), row.Maybe<DateOnly>(13)),
            cancel,
            code);
        if (parcel is null) return null;

        return parcel with
        {
            Holdings = await register.All(
                """
                select h.right_code, h.household, h.contract_area, h.share_part, h.share_whole, coalesce(lower(h.period), e.day), coalesce(upper(h.period), e.day), h.started_seq, h.ended_seq
                from register.holding h
                         -- What began and ended on one day was held on no day.
                         left join lateral (select (data -> 'provenance' ->> 'legal_day')::date as day from ledger.mt_events where seq_id = h.ended_seq and isempty(h.period)) as e on true
                where h.parcel = $1
                order by h.started_seq desc, h.right_code
                """,
                row => new HoldingLine(
                    row.GetString(0), row.GetString(1), row.GetDecimal(2), row.Maybe<long>(3), row.Maybe<long>(4),
                    row.GetFieldValue<DateOnly>(5), row.Maybe<DateOnly>(6), row.GetInt64(7), row.Maybe<long>(8)),
                cancel,
                code),
            Lineage = await register.All(
                """
                select parcel, false, kind, since from register.parcel_lineage where successor = $1
                union all
                select successor, true, kind, since from register.parcel_lineage where parcel = $1
                order by 4, 1
                """,
                row => new LineageLine(row.GetString(0), row.GetBoolean(1), row.GetString(2) == "divided", row.GetFieldValue<DateOnly>(3)),
                cancel,
                code),
            OpenCases = await register.All(
                "select case_number from register.case_subject where subject = $1 and live order by 1", row => row.GetString(0), cancel, Streams.Parcel(code)),
            Neighbours = await register.All(
                """
                select n.code, n.name, degrees(ST_Azimuth(ST_Centroid(p.map), ST_Centroid(n.map)))
                from register.parcel p
                         join register.parcel n on n.map && ST_Expand(p.map, 0.00001) and n.code <> p.code
                where p.code = $1
                  and ST_DWithin(p.map, n.map, 0.00001)
                  and n.retired_on is null
                order by 3
                """,
                row => new NeighbourLine(row.GetString(0), row.GetString(1), row.Maybe<double>(2) ?? 0),
                cancel,
                code),
        };
    }

    /// <summary>Where several parcels and homesteads lie, by code, those that are retired among them.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Places(NpgsqlDataSource register, IReadOnlyCollection<string> codes, CancellationToken cancel) => codes.Count == 0 ? new Dictionary<string, string>() : (await register.All(
        "select code, name from register.parcel where code = any ($1) union all select code, place from register.homestead_plot where code = any ($1)",
        row => (Code: row.GetString(0), Place: row.GetString(1)), cancel, (object)codes.Distinct().ToArray())).ToDictionary(one => one.Code, one => one.Place);

    /// <summary>The next codes of a collective that no parcel has, nor any that an open case asks for.</summary>
    public static async Task<IReadOnlyList<string>> NextCodes(NpgsqlDataSource register, string collective, int many, CancellationToken cancel)
    {
        var last = (await register.All(
            """
            select coalesce(max(right(code, 5)::integer), 0)
            from (select code from register.parcel where collective = $1
                  union all
                  select substr(subject, 8) from register.case_subject where live and subject like 'parcel/' || $1 || '_____') as taken
            where code ~ '^[0-9]{19}$'
            """,
            row => row.GetInt32(0), cancel, collective))[0];
        return [.. Enumerable.Range(last + 1, many).Select(next => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{collective}{next:00000}"))];
    }

    /// <summary>Coordinate systems in which the land of a collective was surveyed, the usual one first; those of the county while the collective has no land on record.</summary>
    public static async Task<IReadOnlyList<string>> SystemsIn(NpgsqlDataSource register, string collective, CancellationToken cancel) => await register.All(
        """
        select crs
        from register.parcel
        where collective = $1 or not exists (select from register.parcel where collective = $1)
        group by crs
        order by count(*) desc, crs
        """,
        row => row.GetString(0), cancel, collective);

    /// <summary>The first parcel that stands on ground of this boundary by more than survey noise; null when none does.</summary>
    /// <param name="register">The register.</param>
    /// <param name="boundary">The boundary.</param>
    /// <param name="gone">Parcels that would give way to it.</param>
    /// <param name="cancel">Stops it.</param>
    public static Task<string?> UnderneathOf(NpgsqlDataSource register, BoundaryOnRecord boundary, IReadOnlyCollection<string> gone, CancellationToken cancel) => register.First(
        """
        with drawn as (select register.on_the_map(ST_GeomFromWKB($1), $2) as map),
             ground as not materialized (select code, map from register.parcel where retired_on is null
                                         union all
                                         select code, map from register.homestead_plot)
        select p.code
        from drawn n
                 join ground p on p.map && n.map
        where p.code <> all ($3)
          and ST_Relate(n.map, p.map, 'T********')
          and ST_Area(ST_Intersection(n.map, p.map)::geography) > register.overlap_tolerance()
        order by p.code
        limit 1
        """,
        row => row.GetString(0), cancel, boundary.Wkb, boundary.Crs, gone.ToArray());
}

/// <summary>A parcel as it stood on a legal day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Survey">What was recorded about it.</param>
/// <param name="WasRetired">True when it had been divided or joined to others by then.</param>
/// <param name="Holdings">Rights that held it on that day.</param>
/// <param name="Lineage">What it had come of by then, and what had become of it.</param>
public sealed record ParcelThen(DateOnly Day, ParcelSurveyed Survey, bool WasRetired, IReadOnlyList<HoldingLine> Holdings, IReadOnlyList<LineageLine> Lineage)
{
    /// <summary>The legal days on which something about the parcel changed, up to a day and in their order: its entries, its holders and who spoke for them, what it came of.</summary>
    public static async Task<IReadOnlyList<DateOnly>> Days(
        NpgsqlDataSource register, ParcelSheet parcel, IReadOnlyList<RepresentativeLine> representatives, DateOnly today, CancellationToken cancel)
    {
        var entries = await register.All(
            "select distinct (data -> 'provenance' ->> 'legal_day')::date from ledger.mt_events where stream_id = $1",
            row => row.GetFieldValue<DateOnly>(0), cancel, Streams.Parcel(parcel.Code));
        return
        [
            .. entries
                .Concat(parcel.Holdings.SelectMany(holding => holding.Until is { } until ? [holding.From, until] : new[] { holding.From }))
                .Concat(representatives.Where(line => parcel.Holdings.Any(holding => holding.Household == line.Household && holding.WasOn(line.Since))).Select(line => line.Since))
                .Concat(parcel.Lineage.Select(line => line.Since))
                .Where(day => day >= entries.Min() && day <= today).Distinct().Order(),
        ];
    }

    /// <summary>Told from the facts themselves; null when the parcel was not in the register yet.</summary>
    public static async Task<ParcelThen?> On(NpgsqlDataSource register, ParcelSheet parcel, DateOnly day, CancellationToken cancel)
    {
        var known = State.After<Parcel>(await register.All(
            "select type, data from ledger.mt_events where stream_id = $1 and (data -> 'provenance' ->> 'legal_day')::date <= $2 order by seq_id",
            row => Fact.Read(row.GetString(0), row.GetFieldValue<byte[]>(1)),
            cancel,
            Streams.Parcel(parcel.Code),
            day));
        return known.Survey is { } survey
            ? new(day, survey, known.IsRetired, [.. parcel.Holdings.Where(holding => holding.WasOn(day))], [.. parcel.Lineage.Where(line => line.Since <= day)])
            : null;
    }
}

/// <summary>A right under which a parcel is or was held.</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Household">Holder.</param>
/// <param name="ContractArea">Confirmed area in square metres, the one the certificate carries.</param>
/// <param name="SharePart">Its share of a parcel that several hold.</param>
/// <param name="ShareWhole">What the shares sum to.</param>
/// <param name="From">First day.</param>
/// <param name="Until">First day on which it was held no longer.</param>
/// <param name="StartedAt">Position of the fact that began it.</param>
/// <param name="EndedAt">Position of the fact that ended it.</param>
public sealed record HoldingLine(
    string Right, string Household, decimal ContractArea, long? SharePart, long? ShareWhole, DateOnly From, DateOnly? Until, long StartedAt, long? EndedAt)
{
    /// <summary>True while it is held.</summary>
    public bool IsLive => EndedAt is null;

    /// <summary>True when it was held on a day.</summary>
    public bool WasOn(DateOnly day) => From <= day && (Until is null || Until > day);
}

/// <summary>A parcel that touches another.</summary>
/// <param name="Code">Parcel code.</param>
/// <param name="Name">Name of the place.</param>
/// <param name="Bearing">Direction from the middle of the one to the middle of the other, in degrees from north.</param>
public sealed record NeighbourLine(string Code, string Name, double Bearing);

/// <summary>A parcel that came before or after another on the same ground.</summary>
/// <param name="Code">Parcel code.</param>
/// <param name="IsLater">True for what became of it, false for what it came of.</param>
/// <param name="ByDivision">True when the earlier one was divided, false when earlier ones were joined.</param>
/// <param name="Since">First day of the later one.</param>
public sealed record LineageLine(string Code, bool IsLater, bool ByDivision, DateOnly Since);
