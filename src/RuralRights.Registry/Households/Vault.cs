using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using RuralRights.Domain.Households;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Households;

/// <summary>The people vault of the counties: the only way to a person's data.</summary>
/// <remarks>
/// Masked data may be read by whoever works with the register; data in full only for a purpose, and every full view stands in
/// the log before it is seen. Documents lie beside it, sealed in the same way: see <see cref="Registration.Documents"/>.
/// </remarks>
public sealed partial class Vault(CountyConnections connections, MasterKey master)
{
    private const int SealedAtOnce = 512;

    private readonly ConcurrentDictionary<string, Task<VaultSecrets>> _secrets = new(StringComparer.Ordinal);
    private readonly Seal _seal = new(master);

    /// <summary>What people the vault already holds under an identity number; people without one are never the same.</summary>
    public async Task<Guid?> Find(string county, string idType, string idNumber, CancellationToken cancel = default)
    {
        if (Person.Normalised(idType, idNumber) is not { } number) return null;

        var secrets = await Secrets(county);
        await using var command = connections[county].CreateCommand("select id from vault.person where id_hash = $1");
        command.Parameters.Add(new() { Value = secrets.IdHash(idType, number) });
        return (Guid?)await command.ExecuteScalarAsync(cancel);
    }

    /// <summary>The ids of people the vault already holds under their identity numbers, in the order given; null for whom it does not.</summary>
    internal async Task<IReadOnlyList<Guid?>> Find(NpgsqlConnection connection, string county, IReadOnlyList<Person> people, CancellationToken cancel)
    {
        var secrets = await Secrets(county);
        var hashes = AtOnce(people, person => Person.Normalised(person.IdType, person.IdNumber) is { } number ? secrets.IdHash(person.IdType, number) : null);
        var known = await Known(connection, hashes.OfType<byte[]>(), cancel);
        return [.. hashes.Select(hash => hash is not null && known.TryGetValue(Convert.ToHexString(hash), out var id) ? id : (Guid?)null)];
    }

    /// <summary>Keeps people; who is already there by identity number keeps their id and their data. Ids come back in the order of the people.</summary>
    public async Task<IReadOnlyList<Guid>> Keep(string county, IReadOnlyList<Person> people, CancellationToken cancel = default)
    {
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var ids = await Keep(connection, await Prepare(county, people), cancel);
        await transaction.CommitAsync(CancellationToken.None);
        return ids;
    }

    /// <summary>Seals people under new ids, before any transaction begins.</summary>
    internal async Task<IReadOnlyList<SealedPerson>> Prepare(string county, IReadOnlyList<Person> people)
    {
        var secrets = await Secrets(county);
        return AtOnce(people, person => Sealed(secrets, Guid.CreateVersion7(), person));
    }

    private SealedPerson Sealed(VaultSecrets secrets, Guid id, Person person) => new(
        id,
        Person.Normalised(person.IdType, person.IdNumber) is { } number ? secrets.IdHash(person.IdType, number) : null,
        [.. NameRuns.Of(person.Name).Select(secrets.NameRun)],
        _seal.Close($"person/{id}", JsonSerializer.SerializeToUtf8Bytes(person, RegisterJson.Options)));

    /// <summary>Seals texts, before any transaction begins.</summary>
    internal IReadOnlyList<SealedText> Prepare(IReadOnlyList<KeyValuePair<string, SealedTexts>> texts) => AtOnce(
        texts, text => new SealedText(text.Key, _seal.Close(text.Key, JsonSerializer.SerializeToUtf8Bytes(text.Value, RegisterJson.Options))));

    /// <summary>Keeps people inside a transaction of the caller, by COPY. Who is already there keeps the id he has, and unless a case brings him, is no newcomer of a case any more.</summary>
    internal static async Task<IReadOnlyList<Guid>> Keep(NpgsqlConnection connection, IReadOnlyList<SealedPerson> people, CancellationToken cancel, bool forACase = false)
    {
        var known = await Known(connection, people.Select(person => person.IdHash).OfType<byte[]>(), cancel);
        if (!forACase && known.Count > 0) await TakeIn(connection, [.. known.Values], cancel);
        var ids = new Guid[people.Count];
        var fresh = new List<SealedPerson>();
        for (var at = 0; at < people.Count; at++)
        {
            var key = people[at].IdHash is { } hash ? Convert.ToHexString(hash) : null;
            if (key is not null && known.TryGetValue(key, out ids[at])) continue;

            ids[at] = people[at].Id;
            fresh.Add(people[at]);
            if (key is not null) known.Add(key, ids[at]);
        }

        if (fresh.Count > 0) await Copy(connection, fresh, cancel);
        return ids;
    }

    /// <summary>People as anyone who works with the register may see them; unknown ids are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, MaskedPerson>> Masked(string county, IReadOnlyCollection<Guid> persons, CancellationToken cancel = default)
    {
        if (persons.Count == 0) return new Dictionary<Guid, MaskedPerson>();

        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        var opened = await Unseal(connection, persons, cancel);
        return opened.ToDictionary(pair => pair.Key, pair => MaskedPerson.Of(pair.Key, pair.Value));
    }

    /// <summary>On which side of the ages of the law these people are on a day. Nobody sees more of a day of birth than that.</summary>
    internal async Task<IReadOnlyDictionary<Guid, AgeInLaw>> Ages(NpgsqlConnection connection, IReadOnlyCollection<Guid> persons, DateOnly day, CancellationToken cancel = default) =>
        (await Unseal(connection, persons, cancel)).ToDictionary(pair => pair.Key, pair => Capacity.AgeOn(pair.Value.Born, day));

    /// <summary>People in full, for a purpose, each view logged in the same transaction.</summary>
    /// <param name="county">The county.</param>
    /// <param name="persons">Whom to see.</param>
    /// <param name="viewer">Who looks, as facts name actors.</param>
    /// <param name="purpose">What for; never empty.</param>
    /// <param name="cancel">Stops it.</param>
    public Task<IReadOnlyDictionary<Guid, Person>> Open(string county, IReadOnlyCollection<Guid> persons, string viewer, string purpose, CancellationToken cancel = default) =>
        Logged(county, [.. persons.Select(person => $"person/{person}")], viewer, purpose, connection => Unseal(connection, persons, cancel), cancel);

    /// <summary>The sealed texts of things, for a purpose, each view logged in the same transaction.</summary>
    public Task<IReadOnlyDictionary<string, SealedTexts>> OpenTexts(string county, IReadOnlyCollection<string> subjects, string viewer, string purpose, CancellationToken cancel = default) =>
        Logged(county, subjects, viewer, purpose, connection => CompareTexts(connection, subjects, cancel), cancel);

    /// <summary>
    /// Finds people by two Chinese characters of the name, by pinyin or by initials, once for each contractor they belong to, in the
    /// order of the contractors' codes.
    /// </summary>
    /// <param name="county">The county.</param>
    /// <param name="text">What to search by.</param>
    /// <param name="most">People looked at, at most; a common name has thousands.</param>
    /// <param name="skip">Findings left out at the beginning.</param>
    /// <param name="limit">Findings opened, at most.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<PeopleFound> Search(string county, string text, int most, long skip, int limit, CancellationToken cancel = default)
    {
        var runs = NameRuns.Searched(text);
        if (runs.Count == 0) return new([], 0, false);

        var secrets = await Secrets(county);
        await using var command = connections[county].CreateCommand(
            "select findings, bearers, person, master_key, wrapped, sealed, household, place from vault.found_by_name($1, $2, $3, $4)");
        command.Parameters.Add(new() { Value = runs.Select(secrets.NameRun).ToArray() });
        command.Parameters.Add(new() { Value = (long)most });
        command.Parameters.Add(new() { Value = skip });
        command.Parameters.Add(new() { Value = (long)limit });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<PersonFound>();
        var (total, more) = (0, false);
        while (await reader.ReadAsync(cancel))
        {
            (total, more) = ((int)reader.GetInt64(0), reader.GetInt64(1) > most);
            var id = reader.GetGuid(2);
            found.Add(new(MaskedPerson.Of(id, Read<Person>($"person/{id}", reader, 3)), reader.GetString(6), reader.GetString(7)));
        }

        return new(found, total, more);
    }

    /// <summary>Contractors of some collectives to whom somebody belongs whose name is found by a text, by their codes. Nobody is opened.</summary>
    /// <param name="county">The county.</param>
    /// <param name="text">What to search by, as in <see cref="Search"/>.</param>
    /// <param name="collectives">Codes of the collectives.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IReadOnlyList<string>> Bearing(string county, string text, IReadOnlyCollection<string> collectives, CancellationToken cancel = default)
    {
        var runs = NameRuns.Searched(text);
        if (runs.Count == 0) return [];

        var secrets = await Secrets(county);
        // Person by person, or the planner would read all households when a name is common.
        return await connections[county].All(
            """
            with bearer as (select id from vault.person where name_runs && $1 and vault.is_early(nth)
                            union all
                            select id from vault.person where name_runs && $1 and not vault.is_early(nth))
            select distinct h.code
            from bearer b
                     cross join lateral (select household from register.household_member where person = b.id
                                         union all
                                         select code from register.household where representative = b.id) as theirs
                     join register.household h on h.code = theirs.household
            where h.collective = any ($2)
            order by h.code
            """,
            row => row.GetString(0), cancel, runs.Select(secrets.NameRun).ToArray(), collectives.ToArray());
    }

    /// <summary>Keeps the texts of things; what is already there stays as it is.</summary>
    public async Task KeepTexts(string county, IReadOnlyDictionary<string, SealedTexts> texts, CancellationToken cancel = default)
    {
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await KeepTexts(connection, Prepare([.. texts]), cancel);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Keeps texts of one thing, replacing earlier ones.</summary>
    public async Task Keep(string county, string subject, SealedTexts texts, CancellationToken cancel = default)
    {
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        await Keep(connection, subject, texts, cancel);
    }

    /// <summary>Keeps texts of one thing inside a transaction of the caller, replacing earlier ones.</summary>
    internal async Task Keep(NpgsqlConnection connection, string subject, SealedTexts texts, CancellationToken cancel)
    {
        var closed = _seal.Close(subject, JsonSerializer.SerializeToUtf8Bytes(texts, RegisterJson.Options));
        await using var command = new NpgsqlCommand("""
            insert into vault.texts (subject, master_key, wrapped, sealed) values ($1, $2, $3, $4)
            on conflict (subject) do update set master_key = excluded.master_key, wrapped = excluded.wrapped, sealed = excluded.sealed
            """, connection);
        foreach (var value in new object[] { subject, closed.MasterKey, closed.Wrapped, closed.Text }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The keyed hash a telephone number is looked up by, upper-case hexadecimal.</summary>
    public async Task<string> PhoneHash(string county, string phone) => Convert.ToHexString((await Secrets(county)).IdHash("phone", phone));

    /// <summary>Where a person is reached: what they gave when their account was opened.</summary>
    internal async Task<string?> ContactOf(string county, Guid person, CancellationToken cancel)
    {
        var subject = $"contact/{person}";
        return (await CompareTexts(county, [subject], cancel)).GetValueOrDefault(subject)?.Contact;
    }

    /// <summary>
    /// Where an act tells somebody of itself: at what they gave for their account, otherwise at the number that came with the survey, and
    /// that view is logged with the act. Null when no number is known.
    /// </summary>
    internal async Task<string?> TellAt(Reading reading, Guid person, string purpose, CancellationToken cancel)
    {
        var subject = $"contact/{person}";
        if ((await CompareTexts(reading.Register, [subject], cancel)).GetValueOrDefault(subject)?.Contact is { Length: > 0 } contact) return contact;
        if ((await Unseal(reading.Register, [person], cancel)).GetValueOrDefault(person)?.Phone is not { } phone || string.IsNullOrWhiteSpace(phone)) return null;

        reading.Alongside.Add(("insert into vault.view_log (subject, viewer, purpose) values (?, ?, ?)", [$"person/{person}", $"register/{reading.County}", purpose]));
        return phone.Trim();
    }

    /// <summary>Keeps where a person is reached.</summary>
    public Task KeepContact(string county, Guid person, string phone, CancellationToken cancel = default) => Keep(county, $"contact/{person}", new(Contact: phone), cancel);

    /// <summary>Keeps texts in the transaction of the act that is being decided, replacing earlier ones of that thing.</summary>
    public void KeepWith(Reading reading, string subject, SealedTexts texts) => reading.Alongside.Add(Keeping(subject, texts));

    /// <summary>The statement that keeps texts, replacing earlier ones of that thing, for a transaction of the caller.</summary>
    internal (string Sql, object[] Values) Keeping(string subject, SealedTexts texts)
    {
        var closed = _seal.Close(subject, JsonSerializer.SerializeToUtf8Bytes(texts, RegisterJson.Options));
        return ("""
            insert into vault.texts (subject, master_key, wrapped, sealed) values (?, ?, ?, ?)
            on conflict (subject) do update set master_key = excluded.master_key, wrapped = excluded.wrapped, sealed = excluded.sealed
            """, [subject, closed.MasterKey, closed.Wrapped, closed.Text]);
    }

    /// <summary>Keeps texts inside a transaction of the caller, by COPY; what is already there stays as it is.</summary>
    internal static async Task KeepTexts(NpgsqlConnection connection, IReadOnlyList<SealedText> texts, CancellationToken cancel)
    {
        if (texts.Count == 0) return;

        var known = new HashSet<string>(StringComparer.Ordinal);
        await using (var command = new NpgsqlCommand("select subject from vault.texts where subject = any($1)", connection) { Parameters = { new() { Value = texts.Select(text => text.Subject).ToArray() } } })
        await using (var reader = await command.ExecuteReaderAsync(cancel))
            while (await reader.ReadAsync(cancel)) known.Add(reader.GetString(0));

        await using var copy = await connection.BeginBinaryImportAsync("copy vault.texts (subject, master_key, wrapped, sealed) from stdin (format binary)", cancel);
        foreach (var (subject, thing) in texts)
        {
            if (!known.Add(subject)) continue;

            copy.StartRow();
            copy.Write(subject, NpgsqlDbType.Text);
            Write(copy, thing);
        }

        await copy.CompleteAsync(cancel);
    }

    /// <summary>Sixteen bytes that only this county can tell and that are always the same for one thing, such as a certificate's token.</summary>
    public async Task<Func<string, byte[]>> TokenBytes(string county) => (await Secrets(county)).TokenBytes;

    /// <summary>People in full for the register's own comparison; what it returns must not leave as more than a difference without values.</summary>
    internal async Task<IReadOnlyDictionary<Guid, Person>> Compare(string county, IReadOnlyCollection<Guid> persons, CancellationToken cancel = default)
    {
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        return await Compare(connection, persons, cancel);
    }

    /// <inheritdoc cref="Compare(string, IReadOnlyCollection{Guid}, CancellationToken)"/>
    internal Task<IReadOnlyDictionary<Guid, Person>> Compare(NpgsqlConnection connection, IReadOnlyCollection<Guid> persons, CancellationToken cancel = default) =>
        Unseal(connection, persons, cancel);

    /// <inheritdoc cref="Compare(string, IReadOnlyCollection{Guid}, CancellationToken)"/>
    internal async Task<IReadOnlyDictionary<string, SealedTexts>> CompareTexts(string county, IReadOnlyCollection<string> subjects, CancellationToken cancel = default)
    {
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        return await CompareTexts(connection, subjects, cancel);
    }

    private async Task<T> Logged<T>(string county, IReadOnlyCollection<string> subjects, string viewer, string purpose, Func<NpgsqlConnection, Task<T>> look, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(purpose);
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await AuditAlongside.SayAddress(connection, cancel);
        await using (var log = new NpgsqlCommand("insert into vault.view_log (subject, viewer, purpose) select subject, $2, $3 from unnest($1) as subject", connection))
        {
            log.Parameters.Add(new() { Value = subjects.ToArray() });
            log.Parameters.Add(new() { Value = viewer });
            log.Parameters.Add(new() { Value = purpose });
            await log.ExecuteNonQueryAsync(cancel);
        }

        var seen = await look(connection);
        await transaction.CommitAsync(CancellationToken.None);
        return seen;
    }

    private async Task<IReadOnlyDictionary<Guid, Person>> Unseal(NpgsqlConnection connection, IReadOnlyCollection<Guid> persons, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select id, master_key, wrapped, sealed from vault.person where id = any($1)", connection) { Parameters = { new() { Value = persons.ToArray() } } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var opened = new Dictionary<Guid, Person>(persons.Count);
        while (await reader.ReadAsync(cancel))
        {
            var id = reader.GetGuid(0);
            opened.Add(id, Read<Person>($"person/{id}", reader));
        }

        return opened;
    }

    /// <summary>The same inside a transaction of the caller.</summary>
    internal async Task<IReadOnlyDictionary<string, SealedTexts>> CompareTexts(NpgsqlConnection connection, IReadOnlyCollection<string> subjects, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select subject, master_key, wrapped, sealed from vault.texts where subject = any($1)", connection) { Parameters = { new() { Value = subjects.ToArray() } } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var opened = new Dictionary<string, SealedTexts>(subjects.Count, StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel))
        {
            var subject = reader.GetString(0);
            opened.Add(subject, Read<SealedTexts>(subject, reader));
        }

        return opened;
    }

    private T Read<T>(string belongsTo, NpgsqlDataReader reader, int from = 1) => JsonSerializer.Deserialize<T>(
        _seal.Open(belongsTo, new(reader.GetInt16(from), reader.GetFieldValue<byte[]>(from + 1), reader.GetFieldValue<byte[]>(from + 2))),
        RegisterJson.Options)!;

    private static async Task<Dictionary<string, Guid>> Known(NpgsqlConnection connection, IEnumerable<byte[]> hashes, CancellationToken cancel)
    {
        var known = new Dictionary<string, Guid>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand("select id_hash, id from vault.person where id_hash = any($1)", connection)
        {
            Parameters = { new() { Value = hashes.ToArray() } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) known[Convert.ToHexString(reader.GetFieldValue<byte[]>(0))] = reader.GetGuid(1);
        return known;
    }

    private static async Task Copy(NpgsqlConnection connection, List<SealedPerson> fresh, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy vault.person (id, id_hash, name_runs, master_key, wrapped, sealed) from stdin (format binary)", cancel);
        foreach (var (id, hash, runs, thing) in fresh)
        {
            copy.StartRow();
            copy.Write(id, NpgsqlDbType.Uuid);
            if (hash is null) copy.WriteNull();
            else copy.Write(hash, NpgsqlDbType.Bytea);
            copy.Write(runs, NpgsqlDbType.Array | NpgsqlDbType.Bigint);
            Write(copy, thing);
        }

        await copy.CompleteAsync(cancel);
    }

    private static void Write(NpgsqlBinaryImporter copy, Sealed thing)
    {
        copy.Write(thing.MasterKey, NpgsqlDbType.Smallint);
        copy.Write(thing.Wrapped, NpgsqlDbType.Bytea);
        copy.Write(thing.Text, NpgsqlDbType.Bytea);
    }

    // Sealing is the whole cost of keeping a million people, so it is spread over the cores.
    private static IReadOnlyList<TSealed> AtOnce<T, TSealed>(IReadOnlyList<T> things, Func<T, TSealed> seal) =>
        things.Count < SealedAtOnce ? [.. things.Select(seal)] : [.. things.AsParallel().AsOrdered().Select(seal)];

    private Task<VaultSecrets> Secrets(string county)
    {
        var secrets = _secrets.GetOrAdd(county, ReadSecrets);
        if (secrets.IsFaulted) _secrets.TryRemove(KeyValuePair.Create(county, secrets));
        return secrets;
    }

    // The first process to need them makes them; whoever comes second finds the first one's.
    private async Task<VaultSecrets> ReadSecrets(string county)
    {
        await using var connection = await connections[county].OpenConnectionAsync();
        return new(await Secret("lookup"), await Secret("names"), await Secret("tokens"));

        async Task<byte[]> Secret(string purpose)
        {
            var belongsTo = $"secret/{county}/{purpose}";
            await using (var make = new NpgsqlCommand("""
                insert into vault.secret (purpose, master_key, wrapped) values ($1, $2, $3) on conflict do nothing
                """, connection))
            {
                make.Parameters.Add(new() { Value = purpose });
                make.Parameters.Add(new() { Value = master.Current });
                make.Parameters.Add(new() { Value = _seal.Wrap(master.Current, belongsTo, RandomNumberGenerator.GetBytes(32)) });
                await make.ExecuteNonQueryAsync();
            }

            await using var read = new NpgsqlCommand("select master_key, wrapped from vault.secret where purpose = $1", connection) { Parameters = { new() { Value = purpose } } };
            await using var reader = await read.ExecuteReaderAsync();
            await reader.ReadAsync();
            return _seal.Unwrap(reader.GetInt16(0), belongsTo, reader.GetFieldValue<byte[]>(1));
        }
    }
}
