using System.Data;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Interchange.Archives;
using RuralRights.Interchange.Certificates.Signing;
using RuralRights.Registry.Households;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>Whose names an archive gives in full.</summary>
public enum NamesInArchive
{
    /// <summary>Nobody's: every name is masked, and no document goes along.</summary>
    Masked,

    /// <summary>Those of the exporter's own household.</summary>
    OfTheHousehold,

    /// <summary>Everybody's.</summary>
    Full,
}

/// <summary>Who takes an archive out of the register.</summary>
/// <param name="Name">As facts name actors; whoever works at the machine itself is <c>operator/…</c>.</param>
/// <param name="Actor">In which role; null at the machine itself.</param>
/// <param name="Names">Whose names they may see.</param>
/// <param name="Purpose">What for; never empty.</param>
public sealed record ArchiveExporter(string Name, Actor? Actor, NamesInArchive Names, string Purpose);

/// <summary>A fact in a sentence of Chinese and one of English.</summary>
public delegate (string Chinese, string English) FactTeller(Entry entry);

/// <summary>Puts together the archive of a household or of a case: index, facts as stored, documents, and a signed list of all of it.</summary>
/// <remarks>
/// It is read in one snapshot of the ledger. Every name seen in full, every document and the export itself stand in the log
/// before the first byte is given out.
/// </remarks>
public sealed class ArchiveExport(CountyConnections connections, Documents documents, Vault vault, RegisterOptions options, TimeProvider clock)
{
    private const string Facts = "select seq_id, stream_id, version, type, timestamp, data::text from ledger.mt_events";
    private const string Case = "{provenance,case}";

    // What a survey delivery brought is no case that somebody handled; the index over the cases of facts passes it over too.
    private const string OfACase = $"data #>> '{Case}' = $2 and data #>> '{{provenance,actor}}' not like 'delivery/%'";

    /// <summary>The archive of a household (一户一档) as a file that is gone when it is closed; null when the register knows no such household.</summary>
    public async Task<Stream?> OfHousehold(string county, string household, ArchiveExporter exporter, FactTeller tell, CancellationToken cancel = default)
    {
        var streams = await connections[county].All("""
            with r as (select code from register.contract_right where household = $1),
                 t as (select id, listing from register.transfer where $1 in (from_household, to_household))
            select 'household/' || code from register.household where code = $1
            union select 'right/' || code from r
            union select 'parcel/' || parcel from register.holding where household = $1
            union select 'homestead/' || plot from register.homestead_right where household = $1
            union select 'listing/' || id from register.listing where right_code in (select code from r)
            union select 'listing/' || listing from t
            union select 'transfer/' || id from t
            union select 'dispute/' || id from register.dispute where claimant = $1 or right_code in (select code from r)
            union select 'case/' || case_number from register.case_subject where subject = 'household/' || $1
            union select stream_id from ledger.mt_events where type in ('guardian-named', 'guardianship-ended', 'incapacity-reported', 'own-labour-reported', 'own-labour-confirmed') and data ->> 'household' = $1
            """, row => row.GetString(0), cancel, household);
        return streams.Contains(Streams.Household(household)) ? await Write(county, Streams.Household(household), streams, null, exporter, tell, cancel) : null;
    }

    /// <summary>The archive of a case (一案一档): its own stream, and every fact of the case wherever it stands; null when there is none.</summary>
    public Task<Stream?> OfCase(string county, string number, ArchiveExporter exporter, FactTeller tell, CancellationToken cancel = default) =>
        Write(county, $"case/{number}", [$"case/{number}"], number, exporter, tell, cancel);

    private async Task<Stream?> Write(
        string county, string subject, IReadOnlyList<string> streams, string? caseNumber, ArchiveExporter exporter, FactTeller tell, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(exporter.Purpose);
        var (facts, settings) = await ReadFacts(county, streams, caseNumber, tell, cancel);
        if (facts.Count == 0) return null;

        var (held, leftOut) = await Papers(county, facts, exporter, cancel);
        var content = new ArchiveContent(
            subject,
            county,
            settings.GetValueOrDefault(CountySettings.CountyName, county),
            clock.GetUtcNow(),
            exporter.Name,
            exporter.Purpose,
            facts,
            held,
            leftOut,
            await People(county, facts, exporter, cancel));

        using var key = CountySigningKey.LoadOrCreate(options.SigningFolder, county, settings.GetValueOrDefault(CountySettings.RegisteringAuthority, county), clock);
        var file = Passing();
        try
        {
            var manifest = ArchivePackage.Write(content, file, key);
            await Log(county, subject, exporter, manifest, cancel);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private async Task<(IReadOnlyList<ArchiveFact> Facts, IReadOnlyDictionary<string, string> Settings)> ReadFacts(
        string county, IReadOnlyList<string> streams, string? caseNumber, FactTeller tell, CancellationToken cancel)
    {
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var settings = await new Reading(county, connection).Settings(Submission.LegalDay(clock), cancel);

        // A household's facts belong to cases of their own, which go along where they are kept as cases.
        await using var question = new NpgsqlCommand(
            caseNumber is null
                ? $"""
                {Facts}
                where stream_id = any ($1 || array(select distinct 'case/' || (data #>> '{Case}') from ledger.mt_events where stream_id = any ($1))::varchar[])
                order by seq_id
                """
                : $"{Facts} where stream_id = any ($1) or ({OfACase}) order by seq_id", connection);
        question.Parameters.Add(new() { Value = streams.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        if (caseNumber is not null) question.Parameters.Add(new() { Value = caseNumber });
        var facts = new List<ArchiveFact>();
        await using (var reader = await question.ExecuteReaderAsync(cancel))
            while (await reader.ReadAsync(cancel)) facts.Add(Read(reader, tell));
        await snapshot.CommitAsync(cancel);
        return (facts, settings);
    }

    private static ArchiveFact Read(NpgsqlDataReader row, FactTeller tell)
    {
        using var data = JsonDocument.Parse(row.GetString(5));
        var provenance = data.RootElement.GetProperty("provenance");
        DateOnly? day = DateOnly.TryParse(provenance.GetProperty("legal_day").GetString(), System.Globalization.CultureInfo.InvariantCulture, out var legal) ? legal : null;
        var entry = new Entry(
            row.GetInt64(0), row.GetString(3), row.GetString(1), day, row.GetFieldValue<DateTimeOffset>(4),
            provenance.GetProperty("actor").GetString(), provenance.GetProperty("case").GetString(), data.RootElement.Clone());
        var (chinese, english) = tell(entry);
        return new(
            entry.Position, entry.Stream, row.GetInt64(2), entry.Type, entry.RecordedAt, day, entry.Case,
            [.. provenance.GetProperty("documents").EnumerateArray().Select(document => document.GetString()!).Union(Signature(entry))], row.GetString(5), chinese, english);
    }

    /// <summary>The signature that a proof names and its provenance need not.</summary>
    private static string[] Signature(Entry proof) =>
        proof.Type is "consent-proven" or "withdrawal-proven" && proof.Content.TryGetProperty("document", out var document) && document.GetString() is { } signature ? [signature] : [];

    private async Task<(IReadOnlyList<ArchiveDocument> Held, IReadOnlyList<ArchiveGap> LeftOut)> Papers(
        string county, IReadOnlyList<ArchiveFact> facts, ArchiveExporter exporter, CancellationToken cancel)
    {
        var (held, leftOut) = (new List<ArchiveDocument>(), new List<ArchiveGap>());
        foreach (var sha256 in facts.SelectMany(fact => fact.Documents).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (await documents.Find(county, sha256, cancel) is not { } document) leftOut.Add(new(sha256, ArchiveGapReason.NotInTheStore));
            else if (!await MayTake(county, sha256, exporter, cancel)) leftOut.Add(new(sha256, ArchiveGapReason.NotYoursToSee));
            else
            {
                await documents.Log(county, sha256, exporter.Name, exporter.Purpose, cancel);
                held.Add(new(sha256, document.Format, document.Bytes, document.Pages, await documents.Opener(county, sha256, cancel)));
            }
        }

        return (held, leftOut);
    }

    private async Task<bool> MayTake(string county, string sha256, ArchiveExporter exporter, CancellationToken cancel) =>
        exporter.Names != NamesInArchive.Masked && (exporter.Actor is null || await documents.MaySee(county, exporter.Actor, sha256, cancel));

    private async Task<IReadOnlyList<ArchivePerson>> People(string county, IReadOnlyList<ArchiveFact> facts, ArchiveExporter exporter, CancellationToken cancel)
    {
        var named = facts.SelectMany(fact => Ids(fact.Json)).Distinct().Order().ToList();
        var names = (await vault.Masked(county, named, cancel)).ToDictionary(person => person.Key, person => person.Value.Name);
        List<Guid> full = exporter.Names switch
        {
            NamesInArchive.Full => [.. names.Keys],
            NamesInArchive.OfTheHousehold when exporter.Actor is Actor.Farmer farmer => [.. (await OfHousehold(county, farmer.Household, cancel)).Where(names.ContainsKey)],
            _ => [],
        };
        if (full.Count > 0)
            foreach (var (id, person) in await vault.Open(county, full, exporter.Name, exporter.Purpose, cancel)) names[id] = person.Name;

        return [.. named.Where(names.ContainsKey).Select(id => new ArchivePerson(id, names[id]))];
    }

    private Task<List<Guid>> OfHousehold(string county, string household, CancellationToken cancel) => connections[county].All(
        "select person from register.household_member where household = $1 union select representative from register.household where code = $1",
        row => row.GetGuid(0), cancel, household);

    private static IEnumerable<Guid> Ids(string json)
    {
        using var data = JsonDocument.Parse(json);
        return [.. In(data.RootElement)];

        static IEnumerable<Guid> In(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(member => In(member.Value)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(In),
            JsonValueKind.String when Guid.TryParseExact(element.GetString(), "D", out var id) => [id],
            _ => [],
        };
    }

    private async Task Log(string county, string subject, ArchiveExporter exporter, ArchiveManifest manifest, CancellationToken cancel)
    {
        await using var log = connections[county].CreateCommand("insert into vault.export_log (subject, exporter, purpose, facts, entries, sha256, address) values ($1, $2, $3, $4, $5, $6, $7)");
        var list = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(manifest.Entries, RegisterJson.Options)));
        foreach (var value in new object[] { subject, exporter.Name, exporter.Purpose, manifest.Facts, manifest.Entries.Count, list, AuditTrail.Address }) log.Parameters.Add(new() { Value = value });
        await log.ExecuteNonQueryAsync(cancel);
    }

    // Names and papers lie open in it until it is sent, so nobody else may read it and nothing of it stays.
    private FileStream Passing()
    {
        var folder = Path.Combine(options.StateFolder, "exports");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var form = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows()) form.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(Path.Combine(folder, Path.GetRandomFileName()), form);
    }
}
