using Npgsql;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;

namespace RuralRights.Registry.Registration;

/// <summary>A public notice as lists show it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Procedure">The business its cases are of.</param>
/// <param name="Collective">14-digit code of the collective in which it is posted.</param>
/// <param name="CollectiveName">Name of the collective.</param>
/// <param name="PostedOn">Day of posting, which does not count.</param>
/// <param name="LastDay">Last day.</param>
/// <param name="StartPhoto">Photograph of the posting when it went up.</param>
/// <param name="EndPhoto">Photograph of the posting when it came down.</param>
/// <param name="ClosedOn">When it was closed.</param>
/// <param name="Cases">How many cases it has.</param>
/// <param name="Disputed">How many of them an open objection stops.</param>
public sealed record NoticeLine(
    Guid Id,
    Procedure Procedure,
    string Collective,
    string CollectiveName,
    DateOnly PostedOn,
    DateOnly LastDay,
    string? StartPhoto,
    string? EndPhoto,
    DateOnly? ClosedOn,
    int Cases,
    int Disputed)
{
    /// <summary>The first day that counts.</summary>
    public DateOnly FirstDay => PostedOn.AddDays(1);

    /// <summary>True while anybody may read it and object.</summary>
    public bool Hangs(DateOnly today) => ClosedOn is null && today <= LastDay;

    /// <summary>True when the village desk has to close it.</summary>
    public bool IsToBeClosed(DateOnly today) => ClosedOn is null && today > LastDay;

    /// <summary>One notice; null when there is none.</summary>
    public static async Task<NoticeLine?> Of(NpgsqlDataSource register, Guid id, CancellationToken cancel) =>
        (await Where(register, "n.id = $1", cancel, id)).FirstOrDefault();

    /// <summary>Notices that hang today, those that end soonest first.</summary>
    public static Task<List<NoticeLine>> Hanging(NpgsqlDataSource register, DateOnly today, CancellationToken cancel) =>
        Where(register, "n.closed_on is null and n.last_day >= $1", cancel, today);

    /// <summary>Notices of some collectives that are not closed, or whose cases an objection still holds.</summary>
    public static Task<List<NoticeLine>> InCare(NpgsqlDataSource register, IReadOnlyCollection<string> collectives, CancellationToken cancel) =>
        Where(register, $"n.collective = any ($1) and (n.closed_on is null or {AnyObjection})", cancel, (object)collectives.ToArray());

    private const string AnyObjection = "exists (select from register.objection o join register.case_file f on f.number = o.case_number where o.notice = n.id and o.upheld is null and f.state = 'open')";

    private static Task<List<NoticeLine>> Where(NpgsqlDataSource register, string condition, CancellationToken cancel, params object?[] values) => register.All(
        $"""
        select n.id, n.procedure, n.collective, c.name, n.posted_on, n.last_day, n.start_photo, n.end_photo, n.closed_on,
               (select count(*) from register.notice_case k where k.notice = n.id)::int,
               (select count(distinct o.case_number) from register.objection o join register.case_file f on f.number = o.case_number
                where o.notice = n.id and o.upheld is null and f.state = 'open')::int
        from register.notice n
                 join register.collective c on c.code = n.collective
        where {condition}
        order by n.last_day, n.entered_seq
        """,
        row => new NoticeLine(
            row.GetGuid(0), Procedures.Find(row.GetString(1))!, row.GetString(2), row.GetString(3), row.GetFieldValue<DateOnly>(4), row.GetFieldValue<DateOnly>(5),
            row.Text(6), row.Text(7), row.Maybe<DateOnly>(8), row.GetInt32(9), row.GetInt32(10)),
        cancel,
        values);
}

/// <summary>A parcel as a notice shows it.</summary>
/// <param name="Code">Parcel code; a page shows its tail.</param>
/// <param name="Name">Name of the field.</param>
/// <param name="Area">Confirmed area in square metres.</param>
public sealed record NoticeParcel(string Code, string Name, decimal Area);

/// <summary>A parcel or plot as a case asks for it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Name of the field or the place.</param>
/// <param name="Boundary">Boundary as surveyed.</param>
/// <param name="Points">Numbers of its boundary points.</param>
public sealed record AskedParcel(string Code, string Name, BoundaryOnRecord Boundary, string? Points);

/// <summary>One case on a notice: whose it is, what it is about, and what would be different. People are ids of the vault.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="OnNotice">False when it was withdrawn or sent back meanwhile; then nothing of it is shown any more.</param>
/// <param name="Disputed">True while an objection to it is open.</param>
/// <param name="Household">Contractor code; null when it is about no household.</param>
/// <param name="Representative">Who signs for it.</param>
/// <param name="Members">Everybody of the household, and whether they share the right.</param>
/// <param name="Parcels">Parcels it is about.</param>
/// <param name="Alterations">Before and after.</param>
public sealed record NoticeEntry(
    string Case,
    bool OnNotice,
    bool Disputed,
    string? Household,
    Guid? Representative,
    IReadOnlyList<HouseholdMember> Members,
    IReadOnlyList<NoticeParcel> Parcels,
    IReadOnlyList<Alteration> Alterations)
{
    /// <summary>Whole area in square metres.</summary>
    public decimal Area => Parcels.Sum(parcel => parcel.Area);

    /// <summary>Land as it would be, which is only asked for: newly surveyed, or surveyed anew.</summary>
    public IReadOnlyList<AskedParcel> Asked { get; init; } = [];

    /// <summary>Codes of the land that stays as it stands in the register.</summary>
    public IEnumerable<string> Standing => Parcels.Select(parcel => parcel.Code).Except(Asked.Select(asked => asked.Code), StringComparer.Ordinal);

    /// <summary>Parcels that an objection can name.</summary>
    public IReadOnlyList<string> ParcelsOfTheCase { get; init; } = [];

    /// <summary>Everybody named in it.</summary>
    public IEnumerable<Guid> People => Members.Select(member => member.Person)
        .Concat(Representative is { } head ? [head] : [])
        .Concat(Alterations.Where(one => one.Kind == ValueKind.Person).SelectMany(one => new[] { one.Before, one.After }).OfType<string>().Select(Guid.Parse));

    /// <summary>Cases of a notice in the order in which they were posted.</summary>
    /// <param name="desk">Where the cases are read.</param>
    /// <param name="register">The tables.</param>
    /// <param name="county">Six-digit county code.</param>
    /// <param name="notice">Id of the notice.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="only">Number of the only case that is wanted; null for all.</param>
    public static async Task<IReadOnlyList<NoticeEntry>> Of(Desk desk, NpgsqlDataSource register, string county, Guid notice, int skip, int take, CancellationToken cancel, string? only = null)
    {
        var cases = await register.All(
            """
            select k.case_number,
                   f.state = 'open' and f.at_step = 'notice_over'
                   and n.entered_seq > coalesce((select max(s.seq) from register.case_step s where s.case_number = k.case_number and s.next_step = 'notice_over'), 0),
                   exists (select from register.objection o where o.case_number = k.case_number and o.upheld is null)
            from register.notice_case k
                     join register.notice n on n.id = k.notice
                     join register.case_file f on f.number = k.case_number
            where k.notice = $1 and ($4::text is null or k.case_number = $4)
            order by k.position
            offset $2 limit $3
            """,
            row => (Number: row.GetString(0), OnNotice: row.GetBoolean(1), Disputed: row.GetBoolean(2)),
            cancel,
            notice,
            skip,
            take,
            only);
        var asked = await desk.Look(county, reading => Changes(reading, [.. cases.Where(one => one.OnNotice).Select(one => one.Number)], cancel), cancel);
        string[] households = [.. asked.Values.Select(one => HouseholdOf(one.Change)).OfType<string>().Distinct(StringComparer.Ordinal)];
        var members = await HouseholdSheet.MembersOf(register, households, cancel);
        var representatives = await HouseholdSheet.Representatives(register, households, cancel);
        var held = (await RightSheet.OfHouseholds(register, households, cancel)).Where(right => right.EndedOn is null).ToLookup(right => right.Household, StringComparer.Ordinal);
        var homesteads = await HomesteadSheet.OfPlots(register, [.. asked.Values.SelectMany(one => one.Change.Parcels).Where(LandRight.IsHomestead)], cancel);
        string[] standing = [.. asked.Values.Select(one => one.Change).OfType<RegisterFirst>().SelectMany(first => first.Parcels).Where(parcel => parcel.Survey is null).Select(parcel => parcel.Parcel)];
        var names = (await register.All("select code, name from register.parcel where code = any ($1)", row => (Code: row.GetString(0), Name: row.GetString(1)), cancel, (object)standing))
            .ToDictionary(parcel => parcel.Code, parcel => parcel.Name, StringComparer.Ordinal);
        return
        [
            .. cases.Select(one => asked.TryGetValue(one.Number, out var at)
                ? Posted(one.Number, one.Disputed, at.Change, at.Alterations, members, representatives, held, homesteads, names)
                : new NoticeEntry(one.Number, false, one.Disputed, null, null, [], [], [])),
        ];
    }

    /// <summary>What the cases ask for and what would be different, read together: everybody may open this page, as often as they like.</summary>
    private static async Task<Dictionary<string, (IChange Change, IReadOnlyList<Alteration> Alterations)>> Changes(Reading reading, IReadOnlyList<string> cases, CancellationToken cancel)
    {
        await reading.Fetch(cases.Select(Streams.Case), cancel);
        var changes = new Dictionary<string, IChange>(StringComparer.Ordinal);
        foreach (var number in cases) changes.Add(number, (await reading.State<CaseFile>(Streams.Case(number), cancel)).Change!);

        await reading.Fetch(changes.Values.SelectMany(change => change.ReadsNext(Books.Closed)), cancel);
        var asked = new Dictionary<string, (IChange, IReadOnlyList<Alteration>)>(StringComparer.Ordinal);
        foreach (var (number, change) in changes) asked.Add(number, (change, change.Alterations(await reading.BooksFor(change, Relatives.Unknown, cancel))));
        return asked;
    }

    private static string? HouseholdOf(IChange change) => change.Households is [var first, ..] && !change.Procedure.IsOfTheRoster ? first : null;

    private static NoticeEntry Posted(
        string number, bool disputed, IChange change, IReadOnlyList<Alteration> alterations,
        IReadOnlyDictionary<string, IReadOnlyList<HouseholdMember>> members, IReadOnlyDictionary<string, Guid> representatives, ILookup<string, RightSheet> rights,
        List<HomesteadSheet> homesteads, IReadOnlyDictionary<string, string> names)
    {
        // A household that is registered by the case itself stands in no table yet.
        var made = change is RegisterFirst { New: { } listed } ? listed : null;
        var household = HouseholdOf(change) is { } code && (made is not null || representatives.ContainsKey(code)) ? code : null;
        var held = household is null ? [] : rights[household].SelectMany(right => right.Held).ToList();
        var parcels = change.Parcels.Count == 0 ? held : held.Where(parcel => change.Parcels.Contains(parcel.Parcel, StringComparer.Ordinal));
        var homestead = change as RegisterHomestead;
        return new(
            number, true, disputed, household, household is null ? null : made?.Representative ?? representatives[household], household is null ? [] : made?.Members ?? members[household],
            homestead is null
                ?
                [
                    .. change is RegisterFirst asked ? asked.Parcels.Select(parcel => new NoticeParcel(parcel.Parcel, parcel.Survey?.Place ?? names.GetValueOrDefault(parcel.Parcel, ""), parcel.ContractArea)) : [],
                    .. parcels.Select(parcel => new NoticeParcel(parcel.Parcel, parcel.Name, parcel.ContractArea)),
                    .. homesteads.Where(one => change.Parcels.Contains(one.Plot, StringComparer.Ordinal)).Select(one => new NoticeParcel(one.Plot, one.Place, one.Area)),
                ]
                : [new(change.Parcels[0], homestead.Place, homestead.Area)],
            [.. alterations.Where(one => one.Before != one.After)])
        {
            Asked = change switch
            {
                RegisterHomestead first => [new(change.Parcels[0], first.Place, first.Boundary, null)],
                CorrectHomesteadBoundary anew => [new(anew.Plot, NameOf(anew.Plot), anew.Boundary, null)],
                RegisterFirst first => [.. first.Parcels.Select(parcel => parcel.Survey).OfType<NewParcel>().Select(survey => new AskedParcel(survey.Code, survey.Place, survey.Boundary, survey.BoundaryPoints))],
                CorrectBoundary anew => [new(anew.Parcel, NameOf(anew.Parcel), anew.Boundary, anew.BoundaryPoints)],
                _ => [],
            },
            ParcelsOfTheCase = change.Parcels,
        };

        string NameOf(string parcel) =>
            held.FirstOrDefault(one => one.Parcel == parcel)?.Name ?? homesteads.FirstOrDefault(one => one.Plot == parcel)?.Place ?? "";
    }
}

/// <summary>An objection as those who handle it find it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Receipt">Receipt number.</param>
/// <param name="Case">Number of the case.</param>
/// <param name="Notice">The notice it answers.</param>
/// <param name="Procedure">The business of the case.</param>
/// <param name="Collective">14-digit code of the collective.</param>
/// <param name="CollectiveName">Name of the collective.</param>
/// <param name="Parcel">Parcel it is about; null when it is about the household.</param>
/// <param name="Words">Hash of what was said.</param>
/// <param name="RaisedOn">When.</param>
/// <param name="Upheld">How it ended; null while it is open.</param>
/// <param name="ResolvedOn">When it was answered.</param>
public sealed record ObjectionSheet(
    Guid Id, string Receipt, string Case, Guid Notice, Procedure Procedure, string Collective, string CollectiveName, string? Parcel, string Words, DateOnly RaisedOn, bool? Upheld, DateOnly? ResolvedOn)
{
    /// <summary>One objection; null when there is none.</summary>
    public static async Task<ObjectionSheet?> Of(NpgsqlDataSource register, Guid id, CancellationToken cancel) =>
        (await Where(register, "o.id = $1", cancel, id)).FirstOrDefault();

    /// <summary>By the number that the objector was given; null when there is none.</summary>
    public static async Task<ObjectionSheet?> ByReceipt(NpgsqlDataSource register, string receipt, CancellationToken cancel) =>
        (await Where(register, "o.receipt = $1", cancel, receipt)).FirstOrDefault();

    /// <summary>The last that somebody raised in a case; null when there is none.</summary>
    public static async Task<ObjectionSheet?> LastBy(NpgsqlDataSource register, string number, Actor actor, CancellationToken cancel) =>
        (await Where(register, "o.case_number = $1 and o.raised_by = $2", cancel, number, actor.ToString())).LastOrDefault();

    /// <summary>Open ones of some collectives, the oldest first.</summary>
    public static Task<List<ObjectionSheet>> OpenIn(NpgsqlDataSource register, IReadOnlyCollection<string> collectives, CancellationToken cancel) =>
        Where(register, "o.upheld is null and f.state = 'open' and f.collective = any ($1)", cancel, (object)collectives.ToArray());

    /// <summary>Open ones to cases about a household.</summary>
    public static Task<List<ObjectionSheet>> OpenAgainstHousehold(NpgsqlDataSource register, string household, CancellationToken cancel) =>
        OpenAbout(register, null, [Streams.Household(household)], cancel);

    /// <summary>Open ones to cases about a parcel, or about a household that holds it.</summary>
    public static Task<List<ObjectionSheet>> OpenAgainstParcel(NpgsqlDataSource register, string parcel, IEnumerable<string> households, CancellationToken cancel) =>
        OpenAbout(register, parcel, [Streams.Parcel(parcel), .. households.Select(Streams.Household)], cancel);

    private static Task<List<ObjectionSheet>> OpenAbout(NpgsqlDataSource register, string? parcel, string[] subjects, CancellationToken cancel) => Where(
        register,
        """
        o.upheld is null and f.state = 'open' and ($2::text is null or o.parcel is null or o.parcel = $2)
        and exists (select from register.case_subject s where s.case_number = o.case_number and s.subject = any ($1))
        """,
        cancel,
        subjects,
        parcel);

    private static Task<List<ObjectionSheet>> Where(NpgsqlDataSource register, string condition, CancellationToken cancel, params object?[] values) => register.All(
        $"""
        select o.id, o.receipt, o.case_number, o.notice, f.procedure, f.collective, c.name, o.parcel, o.words, o.raised_on, o.upheld, o.resolved_on
        from register.objection o
                 join register.case_file f on f.number = o.case_number
                 join register.collective c on c.code = f.collective
        where {condition}
        order by o.entered_seq
        """,
        row => new ObjectionSheet(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetGuid(3), Procedures.Find(row.GetString(4))!, row.GetString(5), row.GetString(6), row.Text(7),
            row.GetString(8), row.GetFieldValue<DateOnly>(9), row.Maybe<bool>(10), row.Maybe<DateOnly>(11)),
        cancel,
        values);
}

/// <summary>Photographs of a posting show a public board: whoever works with the notice may see them.</summary>
internal sealed class NoticeDocumentGate(CountyConnections connections, TimeProvider clock) : IDocumentGate
{
    /// <inheritdoc/>
    public async Task<bool> Opens(string county, Actor actor, string stream, CancellationToken cancel)
    {
        if (!stream.StartsWith("notice/", StringComparison.Ordinal) || !Guid.TryParse(stream.AsSpan(7), out var id)) return false;
        if (await NoticeLine.Of(connections[county], id, cancel) is not { } notice) return false;

        return await connections[county].Serves(actor, notice.Collective, Submission.LegalDay(clock), cancel);
    }
}
