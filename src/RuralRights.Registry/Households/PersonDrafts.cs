using System.Text.Json;
using Npgsql;
using RuralRights.Domain.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Households;

/// <summary>A name or an identity number that a case would put right, before and after.</summary>
/// <param name="Before">What stands there, or stood there before the case was entered.</param>
/// <param name="After">What would stand there.</param>
public sealed record DraftedEntry(string? Before, string? After);

/// <summary>What somebody asks to be written down as the right name or identity number of a person.</summary>
/// <param name="Household">18-digit contractor code of the household.</param>
/// <param name="Person">Whose.</param>
/// <param name="Correction">What is put right.</param>
/// <param name="Value">What is right.</param>
public sealed record DraftAsked(string Household, Guid Person, PersonCorrection Correction, string Value)
{
    private const int LongestName = 50;

    /// <summary>Says nothing of what is right, so that it never slips into a log.</summary>
    public override string ToString() => nameof(DraftAsked);

    /// <summary>The value in the form in which it is kept; null when it is no name, or no identity number of somebody born by then.</summary>
    public string? Normalised(DateOnly today)
    {
        if (Correction == PersonCorrection.NumberMiswritten)
            return CitizenId.TryParse(Value.Trim().ToUpperInvariant(), out var id) && id.Birth <= today ? id.ToString() : null;

        var name = string.Join(' ', Value.Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return name.Length > 0 && name.EnumerateRunes().Count() <= LongestName && !name.Any(char.IsControl) ? name : null;
    }
}

/// <summary>Drafts of corrections as decisions read them.</summary>
internal static class PersonDrafts
{
    /// <summary>What the vault tells of drafts, without opening any, and the register of the homesteads of their people; unknown ids are left out.</summary>
    public static async Task<IReadOnlyList<PersonDraft>> Drafts(this Reading reading, IEnumerable<Guid> asked, CancellationToken cancel)
    {
        Guid[] ids = [.. asked];
        if (ids.Length == 0) return [];

        await using var question = new NpgsqlCommand("""
            select d.id, d.person, d.of_number, d.corrected = p.corrected, d.corrects,
                   exists (select from vault.person o where o.id_hash = d.id_hash and o.id <> d.person),
                   array (select r.plot
                          from register.homestead_holder h
                                   join register.homestead_right r on r.plot = h.plot and r.entered_seq = h.entered_seq
                          where h.person = d.person and upper_inf(r.period)
                          order by r.plot)
            from vault.person_draft d
                     join vault.person p on p.id = d.person
            where d.id = any ($1)
            """, reading.Register) { Parameters = { new() { Value = ids } } };
        await using var reader = await question.ExecuteReaderAsync(cancel);
        var drafts = new List<PersonDraft>();
        while (await reader.ReadAsync(cancel))
            drafts.Add(new(reader.GetGuid(0), reader.GetGuid(1), reader.GetBoolean(2), reader.GetBoolean(3), reader.GetBoolean(4), reader.GetBoolean(5)) { Homesteads = reader.GetFieldValue<string[]>(6) });
        return drafts;
    }

    /// <summary>Puts people right in the transaction of the entry.</summary>
    public static void Correct(this Reading reading, IEnumerable<Guid> drafts, string caseNumber)
    {
        foreach (var draft in drafts) reading.Alongside.Add(("select vault.correct_person(?, ?)", [draft, caseNumber]));
    }
}

public sealed partial class Vault
{
    /// <summary>
    /// Writes down the right name or identity number of a person for a case, and gives the id of the draft; the same for the same value as
    /// long as nothing of the person was put right. Null when the vault does not know the person.
    /// </summary>
    /// <param name="county">The county.</param>
    /// <param name="person">Whose.</param>
    /// <param name="correction">What is put right.</param>
    /// <param name="value">What is right, see <see cref="DraftAsked.Normalised"/>.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Guid?> Draft(string county, Guid person, PersonCorrection correction, string value, CancellationToken cancel = default)
    {
        var secrets = await Secrets(county);
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        if (await Standing(connection, person, cancel) is not var (known, corrected)) return null;

        var ofNumber = correction == PersonCorrection.NumberMiswritten;
        var right = !ofNumber ? known with { Name = value }
            : CitizenId.TryParse(value, out var id) ? known with { IdType = Person.ResidentCard, IdNumber = value, Sex = id.IsMale ? "1" : "2", Birth = id.Birth }
            : throw new ArgumentException("An identity number is checked before it is written down.", nameof(value));
        var closed = _seal.Close($"person/{person}", JsonSerializer.SerializeToUtf8Bytes(right, RegisterJson.Options));
        var asked = secrets.IdHash($"draft/{(ofNumber ? "number" : "name")}", $"{person}|{corrected}|{value}");
        var number = Person.Normalised(right.IdType, right.IdNumber);
        var corrects = ofNumber ? (known.IdType, Person.Normalised(known.IdType, known.IdNumber)) != (right.IdType, number) : known.Name != right.Name;
        await using var keep = new NpgsqlCommand("""
            insert into vault.person_draft (id, person, corrected, of_number, corrects, asked, id_hash, name_runs, master_key, wrapped, sealed)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict on constraint "person-draft-asked-once" do nothing
            """, connection);
        foreach (var one in new object[]
        {
            Guid.CreateVersion7(), person, corrected, ofNumber, corrects, asked, number is null ? DBNull.Value : secrets.IdHash(right.IdType, number),
            NameRuns.Of(right.Name).Select(secrets.NameRun).ToArray(), closed.MasterKey, closed.Wrapped, closed.Text,
        }) keep.Parameters.Add(new() { Value = one });
        await keep.ExecuteNonQueryAsync(cancel);

        await using var find = new NpgsqlCommand("select id from vault.person_draft where asked = $1", connection) { Parameters = { new() { Value = asked } } };
        return (Guid?)await find.ExecuteScalarAsync(cancel);
    }

    /// <summary>Drafts as anyone who works with the register may see them; unknown ids are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, DraftedEntry>> MaskedDrafts(string county, IReadOnlyCollection<Guid> drafts, CancellationToken cancel = default)
    {
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        return (await Drafted(connection, drafts, cancel)).ToDictionary(one => one.Draft, one => Of(one, person => Masked(MaskedPerson.Of(one.Person, person), one.OfNumber)));

        static string? Masked(MaskedPerson seen, bool ofNumber) => ofNumber ? seen.IdNumber : seen.Name;
    }

    /// <summary>Drafts in full, for a purpose, each logged in the same transaction as a view of the person.</summary>
    public async Task<IReadOnlyDictionary<Guid, DraftedEntry>> OpenDrafts(string county, IReadOnlyCollection<Guid> drafts, string viewer, string purpose, CancellationToken cancel = default)
    {
        var people = new List<string>();
        await using (var question = connections[county].CreateCommand("select distinct person from vault.person_draft where id = any ($1)"))
        {
            question.Parameters.Add(new() { Value = drafts.ToArray() });
            await using var reader = await question.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel)) people.Add($"person/{reader.GetGuid(0)}");
        }

        return await Logged(
            county, people, viewer, purpose,
            async connection => (await Drafted(connection, drafts, cancel)).ToDictionary(one => one.Draft, one => Of(one, person => one.OfNumber ? person.IdNumber : person.Name)), cancel);
    }

    private static DraftedEntry Of((Guid Draft, Guid Person, bool OfNumber, Person Before, Person After) one, Func<Person, string?> entry) => new(entry(one.Before), entry(one.After));

    private async Task<(Person Person, int Corrected)?> Standing(NpgsqlConnection connection, Guid person, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select master_key, wrapped, sealed, corrected from vault.person where id = $1", connection) { Parameters = { new() { Value = person } } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? (Read<Person>($"person/{person}", reader, 0), reader.GetInt32(3)) : null;
    }

    // Before the entry the person stands in the vault as they are; after it, what stood there lies with the draft.
    private async Task<List<(Guid Draft, Guid Person, bool OfNumber, Person Before, Person After)>> Drafted(NpgsqlConnection connection, IReadOnlyCollection<Guid> drafts, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("""
            select d.id, d.person, d.of_number, coalesce(b.master_key, p.master_key), coalesce(b.wrapped, p.wrapped), coalesce(b.sealed, p.sealed), d.master_key, d.wrapped, d.sealed
            from vault.person_draft d
                     join vault.person p on p.id = d.person
                     left join vault.person_before b on b.draft = d.id
            where d.id = any ($1)
            """, connection) { Parameters = { new() { Value = drafts.ToArray() } } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var opened = new List<(Guid, Guid, bool, Person, Person)>();
        while (await reader.ReadAsync(cancel))
        {
            var person = reader.GetGuid(1);
            opened.Add((reader.GetGuid(0), person, reader.GetBoolean(2), Read<Person>($"person/{person}", reader, 3), Read<Person>($"person/{person}", reader, 6)));
        }

        return opened;
    }
}
