using Npgsql;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Registry.Market;

namespace RuralRights.Registry.Exits;

/// <summary>A transfer and how far it has come.</summary>
public sealed record TransferSheet(
    Guid Id,
    Guid Listing,
    string Right,
    string From,
    string To,
    string Collective,
    string CollectiveName,
    decimal Price,
    string Terms,
    string State,
    DateOnly AgreedOn,
    string? IssuerAnswer,
    DateOnly? PaidOn,
    DateOnly? RegisteredOn,
    Guid FromRepresentative,
    Guid ToRepresentative,
    string? Statement)
{
    /// <summary>Why the board does not agree; null unless it refuses.</summary>
    public RefusalReason? Refusal => RefusalReason.All.FirstOrDefault(reason => reason.Code == IssuerAnswer);

    /// <summary>Parcels that would move.</summary>
    public IReadOnlyList<OfferedParcel> Parcels { get; private init; } = [];

    /// <summary>Every co-holder of the household that gives, and what each has said.</summary>
    public IReadOnlyList<ConsentLine> Consents { get; private init; } = [];

    /// <summary>Confirmed area of all parcels together, in square metres.</summary>
    public decimal Area => Parcels.Sum(parcel => parcel.Area);

    /// <summary>Everybody named in it.</summary>
    public IEnumerable<Guid> Parties => Consents.Select(consent => consent.Person).Append(FromRepresentative).Append(ToRepresentative).Distinct();

    /// <summary>True when a household gives or takes in it.</summary>
    public bool Concerns(string? household) => household is not null && (From == household || To == household);

    /// <summary>True while it can still be taken back.</summary>
    public bool IsOpen => State is not ("registered" or "withdrawn");

    /// <summary>True when every co-holder's consent to exactly these terms stands.</summary>
    public bool AllConsented => Consents.Count > 0 && Consents.All(consent => consent.Stands);

    /// <summary>Day on which the last co-holder consented, and the board was asked; null while one has not.</summary>
    public DateOnly? AskedOn => AllConsented ? Consents.Max(consent => consent.GivenOn) : null;

    /// <summary>One transfer, or null.</summary>
    public static async Task<TransferSheet?> Of(NpgsqlDataSource register, Guid id, CancellationToken cancel) =>
        (await Where(register, "t.id = $1", id, cancel)).FirstOrDefault();

    /// <summary>True when it asks one of these people for a consent.</summary>
    public bool Asks(IEnumerable<Guid> people) => Consents.Any(consent => people.Contains(consent.Person));

    /// <summary>Transfers a household gives or takes in, the newest first.</summary>
    public static Task<List<TransferSheet>> OfHousehold(NpgsqlDataSource register, string household, CancellationToken cancel) =>
        Where(register, "$1 in (t.from_household, t.to_household)", household, cancel);

    /// <summary>Transfers that ask one of these people for a consent.</summary>
    public static Task<List<TransferSheet>> OfCoHolders(NpgsqlDataSource register, IReadOnlyCollection<Guid> people, CancellationToken cancel) => Where(
        register, "exists (select from register.household_member m where m.household = t.from_household and m.co_holder and m.person = any ($1))", people.ToArray(), cancel);

    /// <summary>Transfers of a collective, those its board has not answered first.</summary>
    public static Task<List<TransferSheet>> OfCollective(NpgsqlDataSource register, string collective, CancellationToken cancel) =>
        Where(register, "t.collective = $1", collective, cancel);

    /// <summary>Transfers that are not finished, for the county office.</summary>
    public static Task<List<TransferSheet>> Open(NpgsqlDataSource register, CancellationToken cancel) =>
        Where(register, "t.state not in ('registered', 'withdrawn') and $1::text is null", null, cancel);

    /// <summary>Every transfer of some collectives that is not finished.</summary>
    public static Task<List<TransferSheet>> OpenIn(NpgsqlDataSource register, IReadOnlyCollection<string> collectives, CancellationToken cancel) =>
        Where(register, "t.state not in ('registered', 'withdrawn') and t.collective = any ($1)", collectives.ToArray(), cancel, isWhole: true);

    private static async Task<List<TransferSheet>> Where(NpgsqlDataSource register, string condition, object? value, CancellationToken cancel, bool isWhole = false)
    {
        var transfers = await register.All(
            $"""
            select t.id, t.listing, t.right_code, t.from_household, t.to_household, t.collective, c.name, t.price, t.terms, t.state, t.agreed_on,
                   t.issuer_answer, t.paid_on, t.registered_on, f.representative, b.representative,
                   case when t.issuer_answer <> 'consented' then
                       (select e.data ->> 'statement' from ledger.mt_events e where e.stream_id = 'transfer/' || t.id and e.type = 'issuer-refused' order by e.version desc limit 1) end
            from register.transfer t
                     join register.collective c on c.code = t.collective
                     join register.household f on f.code = t.from_household
                     join register.household b on b.code = t.to_household
            where {condition}
            order by t.state in ('registered', 'withdrawn', 'refused'), t.agreed_on, t.entered_seq
            {(isWhole ? "" : "limit 200")}
            """,
            row => new TransferSheet(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6),
                row.GetDecimal(7), row.GetString(8), row.GetString(9), row.GetFieldValue<DateOnly>(10), row.Text(11), row.Maybe<DateOnly>(12),
                row.Maybe<DateOnly>(13), row.GetGuid(14), row.GetGuid(15), row.Text(16)),
            cancel,
            value);
        if (transfers.Count == 0) return transfers;

        var ids = transfers.ConvertAll(transfer => transfer.Id).ToArray();
        var parcels = await register.All(
            """
            select tp.transfer, p.code, p.name, held.contract_area, held.term_to, p.basic_farmland
            from register.transfer_parcel tp
                     join register.transfer t on t.id = tp.transfer
                     join register.parcel p on p.code = tp.parcel
                     cross join lateral
                (select h.contract_area, h.term_to
                 from register.holding h
                 where h.parcel = p.code and h.right_code = t.right_code
                 order by h.started_seq desc
                 limit 1) as held
            where tp.transfer = any ($1)
            order by p.code
            """,
            row => (Transfer: row.GetGuid(0), Parcel: new OfferedParcel(row.GetString(1), row.GetString(2), row.GetDecimal(3), row.GetFieldValue<DateOnly>(4), row.GetBoolean(5))),
            cancel,
            ids);
        var consents = await register.All(
            """
            select t.id, c.person, c.given_on, c.withdrawn_on, c.terms = t.terms and c.withdrawn_on is null, proven.means
            from register.transfer t
                     join register.transfer_consent c on c.transfer = t.id
                     join ledger.mt_events given on given.seq_id = c.given_seq
                     left join lateral
                -- What proved a consent at the desk was entered in the same act.
                (select p.means
                 from register.proof p
                          join ledger.mt_events proof on proof.seq_id = p.entered_seq
                 where p.terms = c.terms and not p.withdraws and proof.correlation_id = given.correlation_id) as proven on true
            where t.id = any ($1)
            """,
            row => (Transfer: row.GetGuid(0), Consent: new ConsentLine(row.GetGuid(1), row.Maybe<DateOnly>(2), row.Maybe<DateOnly>(3), row.GetBoolean(4), MeansOf(row.Text(5)))),
            cancel,
            ids);
        var members = await HouseholdSheet.MembersOf(register, transfers.Select(transfer => transfer.From), cancel);
        return transfers.ConvertAll(transfer => transfer with
        {
            Parcels = [.. parcels.Where(pair => pair.Transfer == transfer.Id).Select(pair => pair.Parcel)],
            Consents = [.. members[transfer.From].Where(member => member.CoHolder).Select(holder =>
                consents.Find(pair => pair.Transfer == transfer.Id && pair.Consent.Person == holder.Person).Consent ?? new(holder.Person, null, null, false, ConfirmationMeans.SignedIn))],
        });
    }

    private static ConfirmationMeans MeansOf(string? proof) => proof switch
    {
        null => ConfirmationMeans.SignedIn,
        "code_at_desk" => ConfirmationMeans.OwnCode,
        _ => ConfirmationMeans.BeforeWitness,
    };
}

/// <summary>What one co-holder has said to a transfer.</summary>
/// <param name="Person">Id in the vault.</param>
/// <param name="GivenOn">Day of consent; null when none was given.</param>
/// <param name="WithdrawnOn">Day on which it was taken back.</param>
/// <param name="Stands">True when the consent holds and is to exactly these terms.</param>
/// <param name="Means">By what means it was given.</param>
public sealed record ConsentLine(Guid Person, DateOnly? GivenOn, DateOnly? WithdrawnOn, bool Stands, ConfirmationMeans Means);
