using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>A holder in a case: whether they were told of it, and whether they confirmed.</summary>
/// <param name="Person">Who.</param>
/// <param name="Told">due, by message, in person or not reached.</param>
/// <param name="ToldOn">When.</param>
/// <param name="ConfirmedOn">When they confirmed what stands now; null while they have not.</param>
/// <param name="ConfirmedBy">By what means they did.</param>
public sealed record HolderLine(Guid Person, string Told, DateOnly? ToldOn, DateOnly? ConfirmedOn, ConfirmationMeans? ConfirmedBy);

/// <summary>A paper in a case.</summary>
/// <param name="Document">SHA-256 of the document.</param>
/// <param name="Kind">Code of the kind of paper.</param>
/// <param name="FiledOn">When it was put in.</param>
/// <param name="StruckOn">When it was taken out of the list again.</param>
public sealed record DocumentLine(string Document, string Kind, DateOnly FiledOn, DateOnly? StruckOn);

/// <summary>A step that was done, or a time the case was sent back.</summary>
/// <param name="SentBack">True when it was sent back.</param>
/// <param name="Step">Where it stood.</param>
/// <param name="Next">Where it went.</param>
/// <param name="Actor">Who did it, as facts name them.</param>
/// <param name="On">When.</param>
/// <param name="Reasons">Codes of the reasons, when it was sent back.</param>
/// <param name="Words">Hash of what was said; the vault keeps the words.</param>
public sealed record StepLine(bool SentBack, StepKind Step, StepKind? Next, string Actor, DateOnly On, IReadOnlyList<string> Reasons, string? Words);

/// <summary>An objection to a case on notice.</summary>
/// <param name="Id">Id.</param>
/// <param name="Receipt">Receipt number.</param>
/// <param name="Parcel">Parcel it is about.</param>
/// <param name="Words">Hash of what was said.</param>
/// <param name="RaisedOn">When.</param>
/// <param name="Upheld">How it ended; null while it is open.</param>
/// <param name="Answer">Hash of the answer.</param>
public sealed record ObjectionLine(Guid Id, string Receipt, string? Parcel, string Words, DateOnly RaisedOn, bool? Upheld, string? Answer);

/// <summary>A case as people read it.</summary>
public sealed record CaseSheet(
    string Number,
    Procedure Procedure,
    string Collective,
    string CollectiveName,
    DateOnly OpenedOn,
    string OpenedBy,
    StepKind? At,
    DateOnly Since,
    int Returned,
    DateOnly? EnteredOn,
    string State,
    DateOnly? EndedOn,
    string Terms,
    string? Household,
    Guid? Representative)
{
    /// <summary>Day on which the step it stands at was found overdue; null while it is not.</summary>
    public DateOnly? OverdueOn { get; private init; }

    /// <summary>Households and parcels it is about, as streams.</summary>
    public IReadOnlyList<string> Subjects { get; private init; } = [];

    /// <summary>Everyone whose right it touches.</summary>
    public IReadOnlyList<HolderLine> Holders { get; private init; } = [];

    /// <summary>Who loses by it without being asked, and is told.</summary>
    public IReadOnlyList<HolderLine> Informed { get; private init; } = [];

    /// <summary>Everybody who is told of it.</summary>
    internal IEnumerable<Guid> People => Holders.Concat(Informed).Select(one => one.Person);

    /// <summary>Papers, the latest last.</summary>
    public IReadOnlyList<DocumentLine> Documents { get; private init; } = [];

    /// <summary>The way it went.</summary>
    public IReadOnlyList<StepLine> Steps { get; private init; } = [];

    /// <summary>Objections to it.</summary>
    public IReadOnlyList<ObjectionLine> Objections { get; private init; } = [];

    /// <summary>The notice it is or was on.</summary>
    public Guid? Notice { get; private init; }

    /// <summary>Codes of the households.</summary>
    public IEnumerable<string> Households => Subjects.Where(subject => subject.StartsWith("household/", StringComparison.Ordinal)).Select(subject => subject["household/".Length..]);

    /// <summary>Codes of the parcels.</summary>
    public IEnumerable<string> Parcels => Subjects.Where(subject => subject.StartsWith("parcel/", StringComparison.Ordinal)).Select(subject => subject["parcel/".Length..]);

    /// <summary>The step it stands at.</summary>
    public Step? Step => At is { } at ? Procedure.Find(at) : null;

    /// <summary>True while it is under way.</summary>
    public bool IsOpen => State == "open";

    /// <summary>True while its holders are asked to confirm, or may take a confirmation back.</summary>
    public bool AsksHolders =>
        IsOpen && EnteredOn is null && At is { } at && Procedure.Find(StepKind.Confirmed) is not null && !Procedure.IsBefore(at, StepKind.Confirmed);

    /// <summary>The time the desk has whose turn it is.</summary>
    public RunningLimit? Limit(County county) => Step?.Limit is { } limit ? county.On(Since, Collective).Of(limit).From(Since, county.Calendar) : null;

    /// <summary>One case with everything in it; null when there is none.</summary>
    public static async Task<CaseSheet?> Of(NpgsqlDataSource register, string number, CancellationToken cancel)
    {
        if ((await Where(register, "c.number = $1", "", cancel, number)).FirstOrDefault() is not { } sheet) return null;

        var people = await register.All(
            "select asked, person, told, told_on, confirmed_on, confirmed_by from register.case_holder where case_number = $1 order by person",
            row => (
                Asked: row.GetBoolean(0),
                Line: new HolderLine(row.GetGuid(1), row.GetString(2), row.Maybe<DateOnly>(3), row.Maybe<DateOnly>(4), row.Text(5) is { } means ? Question.Member<ConfirmationMeans>(means) : null)),
            cancel, number);

        return sheet with
        {
            Subjects = await register.All("select subject from register.case_subject where case_number = $1 order by position", row => row.GetString(0), cancel, number),
            Holders = [.. people.Where(one => one.Asked).Select(one => one.Line)],
            Informed = [.. people.Where(one => !one.Asked).Select(one => one.Line)],
            Documents = await register.All(
                "select document, kind, filed_on, struck_on from register.case_document where case_number = $1 order by entered_seq",
                row => new DocumentLine(row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.Maybe<DateOnly>(3)), cancel, number),
            Steps = await register.All(
                "select kind, step, next_step, actor, done_on, reasons, words from register.case_step where case_number = $1 order by seq",
                row => new StepLine(
                    row.GetString(0) == "returned", StepOf(row.GetString(1))!.Value, StepOf(row.Text(2)), row.GetString(3), row.GetFieldValue<DateOnly>(4), row.GetFieldValue<string[]>(5), row.Text(6)),
                cancel, number),
            Objections = await register.All(
                "select id, receipt, parcel, words, raised_on, upheld, answer from register.objection where case_number = $1 order by entered_seq",
                row => new ObjectionLine(row.GetGuid(0), row.GetString(1), row.Text(2), row.GetString(3), row.GetFieldValue<DateOnly>(4), row.Maybe<bool>(5), row.Text(6)), cancel, number),
            Notice = (await register.All(
                "select n.id from register.notice_case c join register.notice n on n.id = c.notice where c.case_number = $1 order by n.entered_seq desc limit 1",
                row => row.GetGuid(0), cancel, number)) is [var notice, ..] ? notice : null,
        };
    }

    /// <summary>Numbers of the cases in which any of these people is asked and has not confirmed what stands now.</summary>
    public static Task<List<string>> Asking(NpgsqlDataSource register, IReadOnlyCollection<Guid> people, CancellationToken cancel) => register.All(
        "select distinct case_number from register.case_holder where person = any ($1) and asked and confirmed_on is null", row => row.GetString(0), cancel, people.ToArray());

    /// <summary>A page of the open cases of some collectives: what is overdue first, then what waits for the reader, then what stands longest.</summary>
    /// <param name="register">The tables.</param>
    /// <param name="collectives">Codes of the collectives.</param>
    /// <param name="mine">Where a case waits for the reader.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="asked">What was asked for; null for all of them.</param>
    public static Task<List<CaseSheet>> OpenIn(
        NpgsqlDataSource register, IReadOnlyCollection<string> collectives, IReadOnlyCollection<PlaceInProcedure> mine, int skip, int take, CancellationToken cancel, CasesAsked? asked = null) => Where(
        register,
        $"c.state = 'open' and c.collective = any ($1) and {IsAsked(5)}",
        $"c.overdue_on is null, not {IsMine}, ",
        cancel,
        [collectives.ToArray(), Names(mine), skip, take, .. ValuesOf(asked)]);

    /// <summary>How many cases of some collectives are open, how many of them wait for the reader, and how many are overdue.</summary>
    public static async Task<OpenCases> CountOpen(
        NpgsqlDataSource register, IReadOnlyCollection<string> collectives, IReadOnlyCollection<PlaceInProcedure> mine, CancellationToken cancel, CasesAsked? asked = null) =>
        (await register.First(
            $"select count(*), count(*) filter (where {IsMine}), count(c.overdue_on) from register.case_file c where c.state = 'open' and c.collective = any ($1) and {IsAsked(3)}",
            row => new OpenCases(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
            cancel,
            [collectives.ToArray(), Names(mine), .. ValuesOf(asked)]))!;

    /// <summary>Cases of a collective and one kind of business, by household.</summary>
    public static async Task<IReadOnlyList<CaseSheet>> OfBusiness(NpgsqlDataSource register, string collective, Procedure procedure, CancellationToken cancel, bool onlyOpen = false) =>
        [.. (await Where(register, "c.collective = $1 and c.procedure = $2 and (not $3 or c.state = 'open')", "", cancel, collective, procedure.Code, onlyOpen)).OrderBy(sheet => sheet.Household, StringComparer.Ordinal)];

    /// <summary>Cases of a collective that wait for a resolution of its members, those that stand longest first.</summary>
    public static Task<List<CaseSheet>> WaitingForResolution(NpgsqlDataSource register, string collective, CancellationToken cancel) =>
        Where(register, "c.state = 'open' and c.at_step = 'resolved' and c.collective = $1", "", cancel, collective);

    /// <summary>The first cases of a collective after which another registry issues the certificate of a homestead, those that stand longest first.</summary>
    public static Task<List<CaseSheet>> WaitingForPropertyCertificate(NpgsqlDataSource register, string collective, int most, CancellationToken cancel) =>
        Where(register, "c.state = 'open' and c.collective = $1 and c.at_step = $2", "c.at_since, ", cancel, collective, "certified", 0, most);

    /// <summary>A page of the cases of some collectives whose holders have still to confirm, those that stand longest first.</summary>
    /// <param name="register">The tables.</param>
    /// <param name="collectives">Codes of the collectives.</param>
    /// <param name="asked">What was asked for; null for all of them.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancel">Stops it.</param>
    public static Task<List<CaseSheet>> WaitingForHolders(NpgsqlDataSource register, IReadOnlyCollection<string> collectives, CasesAsked? asked, int skip, int take, CancellationToken cancel) =>
        Where(register, AwaitsHolders(5), "c.at_since, ", cancel, [collectives.ToArray(), "confirmed", skip, take, .. ValuesOf(asked)]);

    /// <summary>How many there are of them.</summary>
    public static async Task<long> CountWaitingForHolders(NpgsqlDataSource register, IReadOnlyCollection<string> collectives, CasesAsked? asked, CancellationToken cancel) => (await register.All(
        $"select count(*) from register.case_file c where {AwaitsHolders(3)}",
        row => row.GetInt64(0), cancel, [collectives.ToArray(), "confirmed", .. ValuesOf(asked)]))[0];

    /// <summary>Cases of some collectives that wait to be posted: they came to that step and no notice has taken them up since.</summary>
    public static Task<List<CaseSheet>> WaitingForNotice(NpgsqlDataSource register, IReadOnlyCollection<string> collectives, CancellationToken cancel) => Where(
        register,
        """
        c.state = 'open' and c.at_step = 'notice_over' and c.collective = any ($1)
        and not exists (select
                        from register.notice_case k
                                 join register.notice n on n.id = k.notice
                        where k.case_number = c.number
                          and n.entered_seq > coalesce((select max(t.seq) from register.case_step t where t.case_number = c.number and t.next_step = 'notice_over'), 0))
        """,
        "",
        cancel,
        (object)collectives.ToArray());

    /// <summary>Every case of a household, and every one that asks its reader or somebody for whom the reader speaks, the newest first.</summary>
    public static async Task<IReadOnlyList<CaseSheet>> OfHousehold(NpgsqlDataSource register, string household, IReadOnlyCollection<Guid> people, CancellationToken cancel) =>
    [
        .. (await Where(
            register,
            """
            exists (select from register.case_subject s where s.case_number = c.number and s.subject = 'household/' || $1)
            or exists (select from register.case_holder h where h.case_number = c.number and h.person = any ($2))
            """,
            "", cancel, household, people.ToArray())).OrderByDescending(sheet => sheet.OpenedOn),
    ];

    private static string AwaitsHolders(int first) => $"c.state = 'open' and c.at_step = $2 and c.collective = any ($1) and {IsAsked(first)}";

    /// <summary>The condition; what was asked for begins at parameter <paramref name="first"/>.</summary>
    private static string IsAsked(int first) =>
        $"""
        (${first}::text is null or c.number like ${first} || '%'
             or exists (select from register.case_subject a where a.case_number = c.number and a.subject like 'household/' || ${first} || '%'))
        and (${first + 1}::text[] is null or exists (select from register.case_subject a where a.case_number = c.number and a.subject = any (${first + 1})))
        """;

    private static object?[] ValuesOf(CasesAsked? asked) => [asked?.Digits, asked?.Households?.Select(Streams.Household).ToArray()];

    private const string IsMine = "coalesce(c.procedure || '/' || c.at_step = any ($2), false)";

    private static string[] Names(IReadOnlyCollection<PlaceInProcedure> places) =>
        [.. places.Select(place => $"{place.Procedure.Code}/{System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(place.Step.ToString())}")];

    /// <summary>Cases that meet a condition; with <paramref name="before"/>, in another order and only the page that the values three and four name.</summary>
    private static Task<List<CaseSheet>> Where(NpgsqlDataSource register, string condition, string before, CancellationToken cancel, params object?[] values) => register.All(
        $"""
        select c.number, c.procedure, c.collective, k.name, c.opened_on, c.opened_by, c.at_step, c.at_since, c.returned, c.entered_on, c.state, c.ended_on, c.terms,
               h.code, h.representative, c.overdue_on
        from register.case_file c
                 join register.collective k on k.code = c.collective
                 left join register.case_subject s on s.case_number = c.number and s.position = 1
                 left join register.household h on h.code = case when s.subject like 'household/%' then substr(s.subject, 11) end
        where {condition}
        order by {before}c.at_since, c.number
        {(before.Length > 0 ? "offset $3 limit $4" : "")}
        """,
        row => new CaseSheet(
            row.GetString(0), Procedures.Find(row.GetString(1))!, row.GetString(2), row.GetString(3), row.GetFieldValue<DateOnly>(4), row.GetString(5), StepOf(row.Text(6)),
            row.GetFieldValue<DateOnly>(7), row.GetInt32(8), row.Maybe<DateOnly>(9), row.GetString(10), row.Maybe<DateOnly>(11), row.GetString(12), row.Text(13), row.Maybe<Guid>(14))
        {
            OverdueOn = row.Maybe<DateOnly>(15),
        },
        cancel,
        values);

    private static StepKind? StepOf(string? name) => name is null ? null : Question.Member<StepKind>(name);
}

/// <summary>Which cases are looked for: by the first digits of their number or of a household's code, or by households.</summary>
/// <param name="Digits">First digits; null when no digits were typed.</param>
/// <param name="Households">Codes of the households; null when none were looked for.</param>
public sealed record CasesAsked(string? Digits, IReadOnlyCollection<string>? Households);

/// <summary>A step of one kind of business.</summary>
public sealed record PlaceInProcedure(Procedure Procedure, StepKind Step);

/// <summary>How many cases are open.</summary>
/// <param name="All">All of them.</param>
/// <param name="Mine">Those that wait for the reader.</param>
/// <param name="Overdue">Those whose desk has been waited for too long.</param>
public sealed record OpenCases(long All, long Mine, long Overdue);

/// <summary>What somebody may see of a case: what would be different, and what they may do next.</summary>
/// <param name="Alterations">Before and after, side by side.</param>
/// <param name="Text">Exactly what a holder confirms.</param>
/// <param name="Terms">Its hash.</param>
/// <param name="Papers">The papers it takes.</param>
/// <param name="Limit">Time the desk has; null when nothing presses.</param>
/// <param name="Next">Every act, with what forbids it.</param>
/// <param name="Rights">Contract rights whose certificates it issued and hands over.</param>
/// <param name="Land">The land before and after; null when it has nothing to draw.</param>
/// <param name="RestsOn">Documents that what is asked for rests on; they stay in the case.</param>
/// <param name="TimeAfterLoss">In a reissue not yet entered, the time after the loss that is waited for; null while it was not announced.</param>
public sealed record CaseOutlook(
    IReadOnlyList<Alteration> Alterations,
    string Text,
    string Terms,
    IReadOnlyList<RequiredPaper> Papers,
    RunningLimit? Limit,
    IReadOnlyList<NextCaseAct> Next,
    IReadOnlyList<string> Rights,
    LandAltered? Land,
    IReadOnlyList<string> RestsOn,
    RunningLimit? TimeAfterLoss)
{
    /// <summary>Plot codes of the homesteads whose certificate it waits for now.</summary>
    public IReadOnlyList<string> AwaitedHomesteads { get; private init; } = [];

    /// <summary>What it asks for.</summary>
    public required IChange Change { get; init; }

    /// <summary>Who acts on what people asked for themselves; null for what a desk asked for, and once it is entered or given up.</summary>
    public Applicants? Applicants { get; private init; }

    /// <summary>SHA-256 of the reason for which it was given up; null when it was not, or none was given.</summary>
    public string? GivenUpFor { get; private init; }

    /// <summary>True while it asks for exactly that to which an objection was upheld, and nobody said why it stays.</summary>
    public bool AwaitsCorrection { get; private init; }

    /// <summary>Reads a case for whoever asks; null when there is none.</summary>
    public static async Task<CaseOutlook?> Read(Reading reading, string number, Submission by, CancellationToken cancel)
    {
        var (file, books, act) = await reading.CaseAtHand(number, by, cancel);
        if (file.Change is not { } change) return null;

        var before = file.IsEntered ? await reading.BooksBeforeEntry(number, change, by.Actor, cancel) : books;
        return new(
            change.Alterations(before), CaseTerms.Text(change, before), CaseTerms.Hash(change, before), file.PapersAskedFor(books), file.Limit(books), NextInCase.For(file, books, act),
            HandOverCertificates.Due(file, books), change.Land(before), change.Documents,
            file.IsEntered ? null : change.TimeAfterLoss(books)) 
        {
            Change = change, AwaitsCorrection = file.AwaitsCorrection, AwaitedHomesteads = HandOverHomestead.Awaited(file, books), GivenUpFor = file.GivenUpFor,
            Applicants = file.IsStillTheirs ? Applicants.Of(change, books) : null,
        };
    }

    /// <summary>True when the act would be entered if asked for now.</summary>
    public bool May(CaseAct act) => Next.Any(next => next.Act == act && next.IsAvailable);

    /// <summary>The rule in the way of an act; null when it can be done.</summary>
    public Decision.Refused? Hindrance(CaseAct act) => Next.FirstOrDefault(next => next.Act == act)?.Hindrance;
}

/// <summary>Which collectives a desk serves today.</summary>
public static class Served
{
    /// <summary>Codes of the collectives that somebody's office is about; none for those who have no desk.</summary>
    public static Task<List<string>> By(NpgsqlDataSource register, Actor actor, DateOnly today, CancellationToken cancel) => register.All(
        $"select c.code from register.collective c where {Bound.Condition("c.code", 1)} order by c.code", row => row.GetString(0), cancel, Reach.BoundOf(actor, today).Values);
}

/// <summary>Who may see a case: whose right it is, and whose desk it passes.</summary>
public static class Sight
{
    /// <summary>True when the case is the actor's own, or of somebody for whom they speak, or of a place their office serves.</summary>
    public static async Task<bool> Allows(Desk desk, NpgsqlDataSource register, Actor actor, CaseSheet sheet, DateOnly today, CancellationToken cancel) => actor switch
    {
        Actor.Farmer farmer => sheet.Households.Contains(farmer.Household, StringComparer.Ordinal)
            || sheet.People.Contains(farmer.Person)
            || (await GuardianLine.WardsOf(desk, register, farmer.Person, today, cancel)).Any(ward => sheet.People.Contains(ward)),
        _ => await register.Serves(actor, sheet.Collective, today, cancel),
    };
}
