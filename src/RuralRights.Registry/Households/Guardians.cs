using Npgsql;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Households;

/// <summary>Acts about those who do not act for themselves.</summary>
public static class GuardianActs
{
    /// <summary>Enters who is somebody's guardian.</summary>
    public static Task<Answer> Enter(this Desk desk, NameGuardian command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Guardianship(command.Ward)),
            async read =>
            {
                var (household, collective) = await read.Household(command.Household, cancel);
                var (ward, guardian) = (await desk.CapacityOf(read, command.Ward, by.Today, cancel), await desk.CapacityOf(read, command.Guardian, by.Today, cancel));
                var relatives = await read.RelativesOf(by.Actor.Person, cancel);
                var onHand = await read.DocumentsOnHand(by, [command.Document], [], cancel);
                return await read.InNewCase(by, act => command.Decide(household, collective, ward, guardian, relatives, onHand, act), cancel);
            },
            cancel);

    /// <summary>Enters that somebody acts for themselves again.</summary>
    public static Task<Answer> Enter(this Desk desk, EndGuardianship command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Guardianship(command.Ward)),
            async read =>
            {
                var (household, collective) = await read.Household(command.Household, cancel);
                var ward = await desk.CapacityOf(read, command.Ward, by.Today, cancel);
                var relatives = await read.RelativesOf(by.Actor.Person, cancel);
                var onHand = await read.DocumentsOnHand(by, [command.Document], [], cancel);
                return await read.InNewCase(by, act => command.Decide(household, collective, ward, relatives, onHand, act), cancel);
            },
            cancel);

    /// <summary>Whether somebody's own word binds them on a day. Of the day of birth, the vault says no more than on which side of eighteen it lies.</summary>
    internal static async Task<Capacity> CapacityOf(this Desk desk, Reading read, Guid person, DateOnly day, CancellationToken cancel) => new(
        person,
        await read.State<Guardianship>(Streams.Guardianship(person), cancel),
        (await desk.Vault.Minors(read.Register, [person], day, cancel)).Count > 0);

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
    /// <param name="cancel">Stops it.</param>
    internal static async Task<Decision> Spoken(
        this Desk desk, Reading read, Guid? ward, string household, IEnumerable<Household> against, Func<Guid, Guid, bool> setsApart, Submission by, Act act, Func<Act, Decision> consent,
        bool onlyGives, CancellationToken cancel)
    {
        var capacity = await desk.CapacityOf(read, ward ?? by.Actor.Person, by.Today, cancel);
        return ward is { } spokenFor
            ? capacity.SpeakThrough(household, against, setsApart(spokenFor, by.Actor.Person), await read.RelativesOf(by.Actor.Person, cancel), act, consent)
            : capacity.Speak(act, consent, onlyGives);
    }

    /// <summary>Whoever consented takes it back alone, and a guardian may for the ward: nothing is lost by it.</summary>
    internal static async Task<Decision> TakenBack(
        this Desk desk, Reading read, Guid? ward, string household, Submission by, Act act, Func<Act, Decision> withdrawal, CancellationToken cancel) =>
        ward is null ? withdrawal(act) : await desk.Spoken(read, ward, household, [], (_, _) => false, by, act, withdrawal, false, cancel);

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

    /// <summary>Those for whom somebody speaks on that day.</summary>
    public static async Task<IReadOnlyList<Guid>> WardsOf(Desk desk, NpgsqlDataSource register, Guid guardian, DateOnly day, CancellationToken cancel) =>
        [.. (await Where(desk, register, "guardian = $1", guardian, day, cancel)).Select(line => line.Ward)];

    private static async Task<IReadOnlyList<GuardianLine>> Where(Desk desk, NpgsqlDataSource register, string condition, object value, DateOnly day, CancellationToken cancel)
    {
        var lines = await register.All(
            $"select ward, guardian, ground, since from register.guardianship where {condition} order by since, ward",
            row => new GuardianLine(row.GetGuid(0), row.GetGuid(1), row.GetString(2) == "minor" ? WardGround.Minor : WardGround.LacksCapacity, row.GetFieldValue<DateOnly>(3)),
            cancel,
            value);
        if (lines.All(line => line.Ground != WardGround.Minor)) return lines;

        await using var connection = await register.OpenConnectionAsync(cancel);
        var minors = await desk.Vault.Minors(connection, [.. lines.Select(line => line.Ward)], day, cancel);
        return [.. lines.Where(line => line.Ground != WardGround.Minor || minors.Contains(line.Ward))];
    }
}
