using Npgsql;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Households;

/// <summary>Acts about those who do not act for themselves.</summary>
public static class GuardianActs
{
    /// <summary>Enters who is guardian of somebody under eighteen.</summary>
    public static Task<Answer> Enter(this Desk desk, NameGuardian command, Submission by, CancellationToken cancel = default) =>
        desk.About(command.Ward, command.Guardian, command.Household, [command.Document], command, command.Decide, null, by, cancel);

    /// <summary>Writes down what a court found of somebody, and tells them.</summary>
    public static Task<Answer> Enter(this Desk desk, ReportIncapacity command, Submission by, CancellationToken cancel = default) =>
        desk.About(command.Ward, command.Guardian, command.Household, [command.Document], command, command.Decide, Message.IncapacityReported, by, cancel);

    /// <summary>Confirms what was written down of a court's finding, and tells whom it is about.</summary>
    public static Task<Answer> Enter(this Desk desk, ConfirmIncapacity command, Submission by, CancellationToken cancel = default) =>
        desk.About(
            command.Ward, command.Guardian, command.Household, [], command,
            (household, collective, ward, guardian, relatives, _, act) => command.Decide(household, collective, ward, guardian, relatives, act),
            Message.IncapacityConfirmed, by, cancel);

    /// <summary>Enters that somebody acts for themselves again.</summary>
    public static Task<Answer> Enter(this Desk desk, EndGuardianship command, Submission by, CancellationToken cancel = default) =>
        desk.About(command.Ward, command.Household, [command.Document], command, command.Decide, by, cancel);

    /// <summary>Writes down that somebody lives on the income of their own labour, or lives on it no longer.</summary>
    public static Task<Answer> Enter(this Desk desk, ReportOwnLabour command, Submission by, CancellationToken cancel = default) =>
        desk.About(command.Person, command.Household, [command.Document], command, command.Decide, by, cancel);

    /// <summary>Confirms what was written down of somebody's own labour.</summary>
    public static Task<Answer> Enter(this Desk desk, ConfirmOwnLabour command, Submission by, CancellationToken cancel = default) =>
        desk.About(
            command.Person, command.Household, [], command,
            (household, collective, capacity, relatives, _, act) => command.Decide(household, collective, capacity, relatives, act), by, cancel);

    // An act about who acts for one person of a household; what it tells that person, where they are told.
    private static Task<Answer> About(
        this Desk desk,
        Guid ward,
        Guid guardian,
        string household,
        string[] documents,
        object command,
        Func<Household, Collective, Capacity, Capacity, Relatives, IReadOnlyCollection<DocumentOnHand>, Act, Decision> decide,
        string? tells,
        Submission by,
        CancellationToken cancel) =>
        desk.Enter(
            by.Ask(command, Streams.Guardianship(ward)),
            async read =>
            {
                var (known, collective) = await read.Household(household, cancel);
                var (of, speaker) = (await desk.CapacityOf(read, ward, by.Today, cancel), await desk.CapacityOf(read, guardian, by.Today, cancel));
                var relatives = await read.RelativesOf(by.Actor.Person, cancel);
                var onHand = await read.DocumentsOnHand(by, documents, [], cancel);
                var decision = await read.InNewCase(by, act => decide(known, collective, of, speaker, relatives, onHand, act), cancel);
                if (tells is not null) read.Tell(decision, tells, known.Collective, [ward], by);
                return decision;
            },
            cancel);

    // An act about whether one person of a household acts for themselves.
    private static Task<Answer> About(
        this Desk desk,
        Guid person,
        string household,
        string[] documents,
        object command,
        Func<Household, Collective, Capacity, Relatives, IReadOnlyCollection<DocumentOnHand>, Act, Decision> decide,
        Submission by,
        CancellationToken cancel) =>
        desk.Enter(
            by.Ask(command, Streams.Guardianship(person)),
            async read =>
            {
                var (known, collective) = await read.Household(household, cancel);
                var capacity = await desk.CapacityOf(read, person, by.Today, cancel);
                var relatives = await read.RelativesOf(by.Actor.Person, cancel);
                var onHand = await read.DocumentsOnHand(by, documents, [], cancel);
                return await read.InNewCase(by, act => decide(known, collective, capacity, relatives, onHand, act), cancel);
            },
            cancel);

    /// <summary>Whether somebody's own word binds them on a day. Of the day of birth, the vault says no more than on which side of sixteen and eighteen it lies.</summary>
    internal static async Task<Capacity> CapacityOf(this Desk desk, Reading read, Guid person, DateOnly day, CancellationToken cancel) => new(
        person,
        await read.State<Guardianship>(Streams.Guardianship(person), cancel),
        (await desk.Vault.Ages(read.Register, [person], day, cancel)).GetValueOrDefault(person, AgeInLaw.OfAge));

    /// <summary>Whether these people act for themselves on a day; whoever the vault does not keep yet is of the age that is given for them.</summary>
    internal static async Task<IReadOnlyList<Capacity>> CapacitiesOf(this Reading read, IReadOnlyCollection<Guid> people, DateOnly day, CancellationToken cancel, IReadOnlyDictionary<Guid, AgeInLaw>? given = null)
    {
        if (people.Count == 0) return [];

        await read.Fetch(people.Select(Streams.Guardianship), cancel);
        var ages = await read.Vault.Ages(read.Register, people, day, cancel);
        var known = new List<Capacity>();
        foreach (var person in people.Distinct())
            known.Add(new(person, await read.State<Guardianship>(Streams.Guardianship(person), cancel), ages.TryGetValue(person, out var age) || given?.TryGetValue(person, out age) == true ? age : AgeInLaw.OfAge));
        return known;
    }

    /// <summary>These books, and whether those of whom a change asks it act for themselves on a day.</summary>
    internal static async Task<Books> Knowing(this Reading read, Books books, IChange change, DateOnly day, CancellationToken cancel, IReadOnlyDictionary<Guid, AgeInLaw>? given = null) =>
        books.Knowing(await read.CapacitiesOf([.. change.Spoken], day, cancel, given));

    /// <summary>Who speaks decides: the holder, or the guardian for a ward.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="read">What the act reads.</param>
    /// <param name="ward">The ward; null when the holder speaks.</param>
    /// <param name="household">The ward's household.</param>
    /// <param name="against">Households that gain what the ward gives.</param>
    /// <param name="setsApart">Whether the act sets ward and guardian apart.</param>
    /// <param name="by">Who sent it.</param>
    /// <param name="act">The act.</param>
    /// <param name="consent">Decides the consent.</param>
    /// <param name="onlyGives">True when the act takes nothing from anybody.</param>
    /// <param name="needsToBeToldApart">True when nothing but the sign-in says who speaks, and it has to.</param>
    /// <param name="cancel">Stops it.</param>
    internal static async Task<Decision> Spoken(
        this Desk desk, Reading read, Guid? ward, string household, IEnumerable<Household> against, Func<Guid, Guid, bool> setsApart, Submission by, Act act, Func<Act, Decision> consent,
        bool onlyGives, bool needsToBeToldApart, CancellationToken cancel)
    {
        var capacity = await desk.CapacityOf(read, ward ?? by.Actor.Person, by.Today, cancel);
        if (needsToBeToldApart && await SharesNumber(read, by.Actor.Person, cancel)) capacity = capacity with { IsToldApart = false };
        return ward is { } spokenFor
            ? capacity.SpeakThrough(household, against, setsApart(spokenFor, by.Actor.Person), await read.RelativesOf(by.Actor.Person, cancel), act, consent)
            : capacity.Speak(act, consent, onlyGives);
    }

    private static async Task<bool> SharesNumber(Reading read, Guid person, CancellationToken cancel)
    {
        await using var ask = new NpgsqlCommand(
            """
            select exists (select
                           from identity.mt_doc_account a
                                    join identity.mt_doc_account b on b.data ->> 'name_hash' = a.data ->> 'name_hash' and b.data ->> 'person' <> a.data ->> 'person'
                           where (a.data ->> 'person')::uuid = $1)
            """, read.Register) { Parameters = { new() { Value = person } } };
        return (bool)(await ask.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Whoever consented takes it back alone, and a guardian may for the ward: nothing is lost by it.</summary>
    internal static async Task<Decision> TakenBack(
        this Desk desk, Reading read, Guid? ward, string household, Submission by, Act act, Func<Act, Decision> withdrawal, CancellationToken cancel) =>
        ward is null ? withdrawal(act) : await desk.Spoken(read, ward, household, [], (_, _) => false, by, act, withdrawal, false, false, cancel);

    private static async Task<(Household Household, Collective Collective)> Household(this Reading read, string code, CancellationToken cancel)
    {
        var household = await read.State<Household>(Streams.Household(code), cancel);
        return (household, await read.State<Collective>(Streams.Collective(household.Collective), cancel));
    }
}

/// <summary>A guardian as the register knows it.</summary>
/// <param name="Ward">Who does not act for themselves.</param>
/// <param name="Guardian">Who acts for them.</param>
/// <param name="Ground">Why.</param>
/// <param name="Since">Day of the entry.</param>
public sealed record GuardianLine(Guid Ward, Guid Guardian, WardGround Ground, DateOnly Since)
{
    /// <summary>The guardians of these people, as far as one speaks for them on that day.</summary>
    public static Task<IReadOnlyList<GuardianLine>> Of(Desk desk, NpgsqlDataSource register, IEnumerable<Guid> wards, DateOnly day, CancellationToken cancel) =>
        Where(desk, register, "ward = any ($1)", wards.Distinct().ToArray(), day, cancel);

    /// <summary>The guardianships of one guardian, as far as they speak for somebody on that day.</summary>
    public static Task<IReadOnlyList<GuardianLine>> Of(Desk desk, NpgsqlDataSource register, Guid guardian, DateOnly day, CancellationToken cancel) =>
        Where(desk, register, "guardian = $1", guardian, day, cancel);

    /// <summary>Those for whom somebody speaks on that day.</summary>
    public static async Task<IReadOnlyList<Guid>> WardsOf(Desk desk, NpgsqlDataSource register, Guid guardian, DateOnly day, CancellationToken cancel) =>
        [.. (await Of(desk, register, guardian, day, cancel)).Select(line => line.Ward)];

    private static async Task<IReadOnlyList<GuardianLine>> Where(Desk desk, NpgsqlDataSource register, string condition, object value, DateOnly day, CancellationToken cancel)
    {
        var lines = await register.All(
            $"""
            select ward, guardian, ground, since, exists (select from register.own_labour o where o.person = ward and o.stands)
            from register.guardianship
            where {condition}
            order by since, ward
            """,
            row => (
                Line: new GuardianLine(row.GetGuid(0), row.GetGuid(1), row.GetString(2) == "minor" ? WardGround.Minor : WardGround.LacksCapacity, row.GetFieldValue<DateOnly>(3)),
                OwnLabour: row.GetBoolean(4)),
            cancel,
            value);
        if (lines.All(one => one.Line.Ground != WardGround.Minor)) return [.. lines.Select(one => one.Line)];

        await using var connection = await register.OpenConnectionAsync(cancel);
        var ages = await desk.Vault.Ages(connection, [.. lines.Select(one => one.Line.Ward)], day, cancel);
        return [.. lines.Where(one => one.Line.Ground != WardGround.Minor || IsTooYoung(ages.GetValueOrDefault(one.Line.Ward, AgeInLaw.OfAge), one.OwnLabour)).Select(one => one.Line)];
    }

    private static bool IsTooYoung(AgeInLaw age, bool livesOnOwnLabour) => age == AgeInLaw.UnderSixteen || (age == AgeInLaw.FromSixteen && !livesOnOwnLabour);
}

/// <summary>Somebody of whom it was written down, or confirmed, whether they live on the income of their own labour.</summary>
/// <param name="Person">Who.</param>
/// <param name="Stands">True once it was confirmed that they do.</param>
/// <param name="Since">Day since which it stands, or stands no longer; null before anything was confirmed.</param>
/// <param name="Reported">What waits to be confirmed; null when nothing does.</param>
/// <param name="ReportedOn">Day on which that was written down.</param>
/// <param name="Document">SHA-256 of the paper that it rests on.</param>
public sealed record OwnLabourLine(Guid Person, bool Stands, DateOnly? Since, bool? Reported, DateOnly? ReportedOn, string Document)
{
    /// <summary>What is known of these people.</summary>
    public static async Task<IReadOnlyList<OwnLabourLine>> Of(NpgsqlDataSource register, IEnumerable<Guid> people, CancellationToken cancel) => await register.All(
        "select person, stands, since, reported, reported_on, document from register.own_labour where person = any ($1) order by person",
        row => new OwnLabourLine(row.GetGuid(0), row.GetBoolean(1), row.Maybe<DateOnly>(2), row.Maybe<bool>(3), row.Maybe<DateOnly>(4), row.GetString(5)),
        cancel,
        people.Distinct().ToArray());
}

/// <summary>A court's finding that the village reported and that waits to be confirmed.</summary>
/// <param name="Ward">Of whom the court found it.</param>
/// <param name="Guardian">Who is to act for them.</param>
/// <param name="Document">SHA-256 of the court's paper.</param>
/// <param name="ReportedOn">Day on which it was written down.</param>
public sealed record IncapacityLine(Guid Ward, Guid Guardian, string Document, DateOnly ReportedOn)
{
    /// <summary>What waits of these people.</summary>
    public static async Task<IReadOnlyList<IncapacityLine>> Of(NpgsqlDataSource register, IEnumerable<Guid> people, CancellationToken cancel) => await register.All(
        "select ward, guardian, document, reported_on from register.incapacity_report where ward = any ($1) order by ward",
        row => new IncapacityLine(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetFieldValue<DateOnly>(3)),
        cancel,
        people.Distinct().ToArray());
}
