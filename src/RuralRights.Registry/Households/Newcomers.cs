using Npgsql;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Households;

/// <summary>Somebody whom a case brings, written otherwise: another person of the vault, in whose place what was typed before is erased with the entry.</summary>
public sealed class Rewritten
{
    internal Rewritten(Guid before, SealedPerson now, DateOnly? birth) => (Before, Now, Birth) = (before, now, birth);

    /// <summary>Id under which the case names them from now on.</summary>
    public Guid Person => Now.Id;

    /// <summary>Id of what was typed before.</summary>
    internal Guid Before { get; }

    internal SealedPerson Now { get; }

    /// <summary>Day of birth, for acts that ask on which side of the ages of the law somebody is before the vault keeps them.</summary>
    internal DateOnly? Birth { get; }
}

/// <summary>People of whom the register knows nothing but the cases that bring them.</summary>
internal static class Newcomers
{
    /// <summary>Notes in the transaction of the act whom a case brings, writes those otherwise who were rewritten, and erases those whom it brings no more.</summary>
    /// <param name="reading">What the act reads.</param>
    /// <param name="decision">The decision; a refused one changes nothing.</param>
    /// <param name="before">Whom the case brought.</param>
    /// <param name="now">Whom it brings now.</param>
    /// <param name="rewritten">Who of them were written otherwise.</param>
    public static void Bring(this Reading reading, Decision decision, IEnumerable<Guid> before, IEnumerable<Guid> now, IReadOnlyList<Rewritten> rewritten)
    {
        if (decision is not Decision.Entered { Facts: [{ Fact: IFact first }, ..] }) return;

        var (number, brought) = (first.Provenance.Case, now.Distinct().ToArray());
        foreach (var gone in before.Except(brought).Union(rewritten.Select(one => one.Before))) reading.Alongside.Add(("select vault.forget_newcomer(?, ?)", [gone, number]));
        foreach (var (id, hash, runs, thing) in rewritten.Select(one => one.Now))
        {
            reading.Alongside.Add((
                "insert into vault.person (id, id_hash, name_runs, master_key, wrapped, sealed) values (?, ?, ?, ?, ?, ?)",
                [id, hash ?? throw new InvalidOperationException("Whoever a case brings has a number."), runs, thing.MasterKey, thing.Wrapped, thing.Text]));
            reading.Alongside.Add(("insert into vault.newcomer (person) values (?)", [id]));
        }

        if (brought.Length > 0) reading.Alongside.Add(("insert into vault.newcomer_case (person, case_number) select n.person, ? from vault.newcomer n where n.person = any (?) on conflict do nothing", [number, brought]));
    }

    /// <summary>Whoever a case brought is of the register from its entry on.</summary>
    public static void TakeIn(this Reading reading, IEnumerable<Guid> brought)
    {
        if (brought.ToArray() is { Length: > 0 } people) reading.Alongside.Add((Vault.NoNewcomers("?"), [people]));
    }

    /// <summary>The ages of those whom the vault keeps only with the entry.</summary>
    public static IReadOnlyDictionary<Guid, AgeInLaw> Ages(this IReadOnlyList<Rewritten> rewritten, DateOnly day) => rewritten.ToDictionary(one => one.Person, one => Capacity.AgeOn(one.Birth, day));
}

public sealed partial class Vault
{
    internal static string NoNewcomers(string people) => $"delete from vault.newcomer where person = any ({people})";

    /// <summary>Keeps somebody whom a case brings; who is already there by identity number keeps their id and their data.</summary>
    public async Task<Guid> KeepNewcomer(string county, Person person, CancellationToken cancel = default)
    {
        var prepared = await Prepare(county, [person]);
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var id = (await Keep(connection, prepared, cancel, forACase: true))[0];
        if (id == prepared[0].Id)
        {
            await using var note = new NpgsqlCommand("insert into vault.newcomer (person) values ($1)", connection) { Parameters = { new() { Value = id } } };
            await note.ExecuteNonQueryAsync(cancel);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return id;
    }

    /// <summary>True while nothing but this case, and cases that were given up, names the person.</summary>
    /// <param name="county">The county.</param>
    /// <param name="person">Who.</param>
    /// <param name="caseNumber">Number of the case; null for one that is only to be opened.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<bool> IsNewcomer(string county, Guid person, string? caseNumber, CancellationToken cancel = default) =>
        (await connections[county].All("select vault.is_newcomer($1, $2)", row => row.GetBoolean(0), cancel, person, caseNumber ?? ""))[0];

    /// <summary>Somebody who is known by more than the cases that bring them is no newcomer any more.</summary>
    public async Task TakeIn(string county, Guid person, CancellationToken cancel = default)
    {
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        await TakeIn(connection, [person], cancel);
    }

    /// <summary>Seals somebody under an id for the entry of the act that writes them otherwise.</summary>
    /// <param name="county">The county.</param>
    /// <param name="before">Id of what was typed before.</param>
    /// <param name="id">The new id, the same whenever the same form is sent.</param>
    /// <param name="person">Who it is.</param>
    public async Task<Rewritten> Rewrite(string county, Guid before, Guid id, Person person) => new(before, Sealed(await Secrets(county), id, person), person.Born);

    private static async Task TakeIn(NpgsqlConnection connection, Guid[] people, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(NoNewcomers("$1"), connection) { Parameters = { new() { Value = people } } };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
