using Npgsql;
using RuralRights.Domain.Tenure;

namespace RuralRights.Registry.Tenure;

/// <summary>A homestead as the register knows it: plot, right and house. People are ids of the vault.</summary>
/// <param name="Plot">Plot code.</param>
/// <param name="Unit">Real-estate unit code.</param>
/// <param name="Household">Contractor code of the holder; empty where heirs hold it for themselves.</param>
/// <param name="Representative">Who signs for it; the first of them where heirs hold it.</param>
/// <param name="Collective">14-digit code of the owner.</param>
/// <param name="CollectiveName">Its name.</param>
/// <param name="Place">Where it lies.</param>
/// <param name="Crs">Coordinate system of the survey.</param>
/// <param name="Area">Surveyed area of the plot in square metres.</param>
/// <param name="ApprovedArea">Approved area.</param>
/// <param name="ExcessArea">What is beyond the approval; no part of the right.</param>
/// <param name="Land">Kind of land as the county's standard calls it.</param>
/// <param name="Source">On what it rests.</param>
/// <param name="SourceNumber">Number of that paper.</param>
/// <param name="SourceOn">Its day.</param>
/// <param name="Excepted">Ground of the exception from one household, one homestead; null when there is none.</param>
/// <param name="Larger">Ground of the exception from the standard; null when there is none.</param>
/// <param name="Certificate">The certificate of the real-estate registry; null while none was entered.</param>
/// <param name="Since">First day on which it is held.</param>
/// <param name="House">The house; null when none stands there.</param>
public sealed record HomesteadSheet(
    string Plot,
    string Unit,
    string Household,
    Guid Representative,
    string Collective,
    string CollectiveName,
    string Place,
    string Crs,
    decimal Area,
    decimal ApprovedArea,
    decimal ExcessArea,
    string Land,
    HomesteadSource Source,
    string SourceNumber,
    DateOnly SourceOn,
    string? Excepted,
    string? Larger,
    OtherCertificate? Certificate,
    DateOnly Since,
    House? House)
{
    /// <summary>Everybody who holds it together, those who have died among them.</summary>
    public IReadOnlyList<Guid> Holders { get; private init; } = [];

    /// <summary>Those of them who have died.</summary>
    public IReadOnlyCollection<Guid> Died { get; private init; } = [];

    /// <summary>True when nobody of the household is left, and the heirs of the house have not come yet.</summary>
    public bool HouseholdEnded { get; private init; }

    /// <summary>True when its heirs hold it for themselves, and only because of the inherited house.</summary>
    public bool OnlyForTheHouse { get; private init; }

    /// <summary>Open cases it is in.</summary>
    public IReadOnlyList<string> OpenCases { get; private init; } = [];

    /// <summary>True when its certificate bears the name of somebody.</summary>
    public bool Bears(Guid person) => Certificate is not null && Holders.Contains(person) && !Died.Contains(person);

    /// <summary>What of the plot is the right's: what is beyond the approval is not.</summary>
    public decimal RightArea => Area - ExcessArea;

    /// <summary>One homestead, or null when the register has none of this plot code.</summary>
    public static async Task<HomesteadSheet?> Of(NpgsqlDataSource register, string plot, CancellationToken cancel) =>
        (await Where(register, "r.plot = $1", plot, cancel)).FirstOrDefault();

    /// <summary>The homesteads of a household: its own, and those that somebody of it holds with another.</summary>
    public static Task<List<HomesteadSheet>> OfHousehold(NpgsqlDataSource register, string household, CancellationToken cancel) => Where(
        register,
        """
        r.household = $1
        or exists (select
                   from register.homestead_holder o
                            join register.household_member m on m.person = o.person
                   where o.plot = r.plot and o.entered_seq = r.entered_seq and m.household = $1)
        """,
        household,
        cancel);

    /// <summary>The homesteads that any of these people holds, alone or with others.</summary>
    public static Task<List<HomesteadSheet>> OfPeople(NpgsqlDataSource register, IReadOnlyCollection<Guid> people, CancellationToken cancel) => Where(
        register,
        "exists (select from register.homestead_holder o where o.plot = r.plot and o.entered_seq = r.entered_seq and o.person = any ($1))",
        people.ToArray(),
        cancel);

    /// <summary>The homesteads on these plots.</summary>
    public static Task<List<HomesteadSheet>> OfPlots(NpgsqlDataSource register, IReadOnlyCollection<string> plots, CancellationToken cancel) =>
        plots.Count == 0 ? Task.FromResult(new List<HomesteadSheet>()) : Where(register, "r.plot = any ($1)", plots.ToArray(), cancel);

    /// <summary>Every homestead of a collective.</summary>
    public static Task<List<HomesteadSheet>> OfCollective(NpgsqlDataSource register, string collective, CancellationToken cancel) =>
        Where(register, "r.collective = $1", collective, cancel);

    private static async Task<List<HomesteadSheet>> Where(NpgsqlDataSource register, string condition, object value, CancellationToken cancel)
    {
        var homesteads = await register.All(
            $"""
            select r.plot, r.unit, coalesce(r.household, ''),
                   coalesce(h.representative, (select o.person from register.homestead_holder o where o.plot = r.plot and o.entered_seq = r.entered_seq order by o.person limit 1)), r.collective, c.name, p.place, p.crs, p.area, r.approved_area, r.excess_area, p.land,
                   r.source, r.source_number, r.source_on, r.excepted, r.larger, r.certificate, r.certificate_authority, r.certificate_on, r.handed_on, lower(r.period),
                   b.structure, b.storeys, b.footprint, b.floor_area, b.built_in, h.ended_on is not null, r.only_for_the_house
            from register.homestead_right r
                     join register.homestead_plot p on p.code = r.plot
                     left join register.household h on h.code = r.household
                     join register.collective c on c.code = r.collective
                     left join register.homestead_house b on b.plot = r.plot
            where upper_inf(r.period)
              and ({condition})
            order by r.plot
            """,
            row => new HomesteadSheet(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetGuid(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7),
                row.GetDecimal(8), row.GetDecimal(9), row.GetDecimal(10), row.GetString(11), Word<HomesteadSource>(row.GetString(12)), row.GetString(13), row.GetFieldValue<DateOnly>(14),
                row.Text(15), row.Text(16),
                row.Text(17) is { } number ? new(number, row.GetString(18), row.GetFieldValue<DateOnly>(19), row.GetFieldValue<DateOnly>(20)) : null,
                row.GetFieldValue<DateOnly>(21),
                row.Text(22) is { } structure ? new(Word<HouseStructure>(structure), row.GetInt32(23), row.GetDecimal(24), row.GetDecimal(25), row.GetInt32(26)) : null) { HouseholdEnded = row.GetBoolean(27), OnlyForTheHouse = row.GetBoolean(28) },
            cancel,
            value);
        if (homesteads.Count == 0) return homesteads;

        var plots = homesteads.ConvertAll(homestead => homestead.Plot).ToArray();
        var holders = (await register.All(
            """
            select o.plot, o.person, o.died_on is not null
            from register.homestead_holder o join register.homestead_right r on r.plot = o.plot and r.entered_seq = o.entered_seq
            where o.plot = any ($1) and upper_inf(r.period)
            order by o.plot, o.person
            """, row => (Plot: row.GetString(0), Person: row.GetGuid(1), Died: row.GetBoolean(2)), cancel, (object)plots))
            .ToLookup(holder => holder.Plot, StringComparer.Ordinal);
        var cases = (await register.All(
            "select subject, case_number from register.case_subject where subject = any (select 'parcel/' || code from unnest($1::text[]) as code) and live order by 2",
            row => (Plot: row.GetString(0)["parcel/".Length..], Number: row.GetString(1)), cancel, (object)plots))
            .ToLookup(pair => pair.Plot, pair => pair.Number, StringComparer.Ordinal);
        return homesteads.ConvertAll(homestead => homestead with
        {
            Holders = [.. holders[homestead.Plot].Select(holder => holder.Person)],
            Died = [.. holders[homestead.Plot].Where(holder => holder.Died).Select(holder => holder.Person)],
            OpenCases = [.. cases[homestead.Plot]],
        });
    }

    private static T Word<T>(string stored)
        where T : struct, Enum => Enum.Parse<T>(stored.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}

/// <summary>A certificate that another office issued, entered as it is printed.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Authority">The office.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="HandedOn">Day on which it was handed over.</param>
public sealed record OtherCertificate(string Number, string Authority, DateOnly IssuedOn, DateOnly HandedOn);

/// <summary>Households of a collective that have no homestead in the register yet.</summary>
public static class NoHomesteadYet
{
    /// <summary>More are shown when some of these are done.</summary>
    public const int Most = 100;

    /// <summary>The first of them, by code; those with an open case are left out.</summary>
    public static Task<List<FreeHousehold>> In(NpgsqlDataSource register, string collective, CancellationToken cancel, int most = Most) => register.All(
        """
        select h.code, h.representative
        from register.household h
        where h.collective = $1
          and h.kind = 'household'
          and h.ended_on is null
          and not exists (select from register.homestead_right r where r.household = h.code and upper_inf(r.period))
          and not exists (select from register.case_subject s where s.subject = 'household/' || h.code and s.live)
        order by h.code
        limit $2
        """,
        row => new FreeHousehold(row.GetString(0), row.GetGuid(1)),
        cancel,
        collective,
        most);
}
