using Npgsql;

namespace RuralRights.Registry.Tenure;

/// <summary>What stands on one right to contracted land today: its contract, parcels, certificates and leases.</summary>
public sealed record RightSheet(
    string Code,
    string Household,
    string Collective,
    string CollectiveName,
    string Kind,
    string Mode,
    DateOnly TermFrom,
    DateOnly TermTo,
    DateOnly SignedOn,
    string? Serial,
    DateOnly? RegisteredOn,
    DateOnly? EndedOn,
    string? EarlierContract)
{
    /// <summary>Parcels held today and before.</summary>
    public IReadOnlyList<HeldParcel> Parcels { get; private init; } = [];

    /// <summary>Papers, the newest first.</summary>
    public IReadOnlyList<CertificateLine> Certificates { get; private init; } = [];

    /// <summary>Leases filed on it.</summary>
    public IReadOnlyList<LeaseLine> Leases { get; private init; } = [];

    /// <summary>Parcels held today.</summary>
    public IEnumerable<HeldParcel> Held => Parcels.Where(parcel => parcel.IsLive);

    /// <summary>Last days of the parcels held today, each day once and the first before the others; those of the contract when none is held.</summary>
    public IReadOnlyList<DateOnly> Terms => Held.Any() ? [.. Held.Select(parcel => parcel.TermTo).Distinct().Order()] : [TermTo];

    /// <summary>Parcels held today whose term is not that of the contract.</summary>
    public IEnumerable<HeldParcel> WithTermsOfTheirOwn => Held.Where(parcel => parcel.TermTo != TermTo);

    /// <summary>Confirmed area held today, in square metres.</summary>
    public decimal Area => Held.Sum(parcel => parcel.ContractArea);

    /// <summary>True while an offer, a transfer or a case of one of its parcels is open.</summary>
    public bool IsInProcess => Held.Any(parcel => parcel.IsInProcess);

    /// <summary>The paper that counts.</summary>
    public CertificateLine? Current => Certificates.FirstOrDefault(paper => paper.Status == "current");

    /// <summary>One right, or null when the register has none of this code.</summary>
    public static async Task<RightSheet?> Of(NpgsqlDataSource register, string code, CancellationToken cancel) =>
        (await Where(register, "r.code = $1", code, cancel)).FirstOrDefault();

    /// <summary>Every right a household has or had.</summary>
    public static Task<List<RightSheet>> OfHousehold(NpgsqlDataSource register, string household, CancellationToken cancel) =>
        Where(register, "r.household = $1", household, cancel);

    /// <summary>Every right that some households have or had.</summary>
    public static Task<List<RightSheet>> OfHouseholds(NpgsqlDataSource register, IEnumerable<string> households, CancellationToken cancel) =>
        Where(register, "r.household = any ($1)", households.Distinct().ToArray(), cancel);

    private static async Task<List<RightSheet>> Where(NpgsqlDataSource register, string condition, object value, CancellationToken cancel)
    {
        var rights = await register.All(
            $"""
            select r.code, r.household, r.collective, c.name, r.kind, r.mode, r.term_from, r.term_to, r.signed_on,
                   r.register_serial, r.registered_on, r.ended_on, r.earlier_contract
            from register.contract_right r
                     join register.collective c on c.code = r.collective
            where {condition}
            order by r.code
            """,
            row => new RightSheet(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
                row.GetFieldValue<DateOnly>(6), row.GetFieldValue<DateOnly>(7), row.GetFieldValue<DateOnly>(8), row.Text(9),
                row.Maybe<DateOnly>(10), row.Maybe<DateOnly>(11), row.Text(12)),
            cancel,
            value);
        if (rights.Count == 0) return rights;

        var codes = rights.ConvertAll(right => right.Code).ToArray();
        var parcels = await HeldParcel.Of(register, codes, cancel);
        var papers = await CertificateLine.Of(register, codes, cancel);
        var leases = await register.All(
            """
            select l.right_code, l.code, l.lessee, l.mode, l."from", l."to", l.area, l.price,
                   array(select p.parcel
                         from register.lease_parcel p
                         where p.lease = l.code
                           and not exists (select from register.parcel x where x.code = p.parcel and x.retired_on is not null)
                         order by p.parcel)
            from register.lease l
            where l.right_code = any ($1)
            order by l."from", l.code
            """,
            row => (Right: row.GetString(0), Lease: new LeaseLine(
                row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateOnly>(4), row.GetFieldValue<DateOnly>(5),
                row.GetDecimal(6), row.Text(7), row.GetFieldValue<string[]>(8))),
            cancel,
            (object)codes);
        return rights.ConvertAll(right => right with
        {
            Parcels = [.. parcels.Where(parcel => parcel.Right == right.Code)],
            Certificates = [.. papers.Where(paper => paper.Right == right.Code)],
            Leases = [.. leases.Where(pair => pair.Right == right.Code).Select(pair => pair.Lease)],
        });
    }
}

/// <summary>A parcel in a right, while it is or was held under it.</summary>
public sealed record HeldParcel(
    string Right,
    string Parcel,
    string Name,
    decimal SurveyedArea,
    decimal ContractArea,
    decimal? EarlierArea,
    long? SharePart,
    long? ShareWhole,
    DateOnly? Until,
    DateOnly TermTo,
    bool IsLive,
    bool BasicFarmland,
    string? Grade,
    string? Purpose,
    Guid? Listing,
    Guid? Transfer,
    bool IsRetired,
    bool IsInCase)
{
    /// <summary>True while an offer, a transfer or a case of it is open.</summary>
    public bool IsInProcess => Listing is not null || IsInCase;

    /// <summary>Parcels of these rights, the live ones first.</summary>
    internal static Task<List<HeldParcel>> Of(NpgsqlDataSource register, string[] rights, CancellationToken cancel) => register.All(
        """
        select h.right_code, h.parcel, p.name, p.surveyed_area, h.contract_area, h.earlier_area, h.share_part, h.share_whole,
               case when isempty(h.period) then (select (e.data -> 'provenance' ->> 'legal_day')::date from ledger.mt_events e where e.seq_id = h.ended_seq)
                    else upper(h.period) end,
               h.term_to, h.ended_seq is null, p.basic_farmland, p.grade, p.purpose, l.id,
               l.transfer, p.retired_on is not null,
               exists (select from register.case_subject s where s.subject = 'parcel/' || h.parcel and s.live)
        from register.holding h
                 join register.parcel p on p.code = h.parcel
                 left join register.listing_parcel lp on lp.parcel = h.parcel and lp.right_code = h.right_code and lp.live
                 left join register.listing l on l.id = lp.listing
        where h.right_code = any ($1)
        order by h.ended_seq is not null, h.parcel
        """,
        row => new HeldParcel(
            row.GetString(0), row.GetString(1), row.GetString(2), row.GetDecimal(3), row.GetDecimal(4), row.Maybe<decimal>(5),
            row.Maybe<long>(6), row.Maybe<long>(7), row.Maybe<DateOnly>(8), row.GetFieldValue<DateOnly>(9),
            row.GetBoolean(10), row.GetBoolean(11), row.Text(12), row.Text(13), row.Maybe<Guid>(14), row.Maybe<Guid>(15), row.GetBoolean(16), row.GetBoolean(17)),
        cancel,
        (object)rights);
}

/// <summary>A certificate as it stands on its right.</summary>
public sealed record CertificateLine(
    Guid Id,
    string Right,
    string Serial,
    string Token,
    string Authority,
    DateOnly IssuedOn,
    string Occasion,
    string Status,
    DateOnly StatusOn,
    Guid? ReplacedBy,
    DateOnly? LossAnnouncedOn)
{
    private const string Columns = "c.id, c.right_code, c.serial, c.token, c.authority, c.issued_on, c.occasion, c.status, c.status_on, c.replaced_by, c.loss_announced_on";

    /// <summary>Papers of these rights, the newest first.</summary>
    internal static Task<List<CertificateLine>> Of(NpgsqlDataSource register, string[] rights, CancellationToken cancel) => register.All(
        $"select {Columns} from register.certificate c where c.right_code = any ($1) order by c.entered_seq desc", Read, cancel, (object)rights);

    /// <summary>One paper by its id.</summary>
    public static Task<CertificateLine?> ById(NpgsqlDataSource register, Guid id, CancellationToken cancel) =>
        register.First($"select {Columns} from register.certificate c where c.id = $1", Read, cancel, id);

    private static CertificateLine Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetFieldValue<DateOnly>(5),
        row.GetString(6), row.GetString(7), row.GetFieldValue<DateOnly>(8), row.Maybe<Guid>(9), row.Maybe<DateOnly>(10));
}

/// <summary>A lease of the management right that was filed on a right.</summary>
public sealed record LeaseLine(string Code, string Lessee, string Mode, DateOnly From, DateOnly To, decimal Area, string? Price, IReadOnlyList<string> Parcels);
