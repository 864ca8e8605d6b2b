using System.Security.Cryptography;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Interchange.Documents;
using RuralRights.Registry.Households;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>A document in the store.</summary>
/// <param name="Sha256">SHA-256 of what is kept.</param>
/// <param name="Format">What it is.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Pages">Pages in it.</param>
/// <param name="Width">Width of a picture in points; 0 for a PDF.</param>
/// <param name="Height">Height of a picture in points.</param>
/// <param name="KeptAt">Since when it is kept.</param>
public sealed record KeptDocument(string Sha256, DocumentFormat Format, long Bytes, int Pages, int Width, int Height, DateTimeOffset KeptAt);

/// <summary>What became of a document handed in: kept, or refused by a rule.</summary>
/// <param name="Document">The document as it is kept.</param>
/// <param name="Refusal">The rule that refused it.</param>
/// <param name="About">What was found in it.</param>
public sealed record HandedIn(KeptDocument? Document, Rule? Refusal, string? About);

/// <summary>The documents of the counties: looked through when they are handed in, sealed, kept once each, and shown to whoever may see them.</summary>
/// <remarks>
/// At most four documents are looked through at a time, so that memory is bounded by four times the largest; receiving or reading
/// one takes a piece of 64 KB. Handing the same document in again, at once or later, keeps it once; where its file was lost or damaged,
/// handing it in again mends that.
/// </remarks>
public sealed class Documents(CountyConnections connections, MasterKey master, RegisterOptions options, IEnumerable<IDocumentGate> gates)
{
    private const int LargestSignature = 2 << 20;
    private const string Columns = "sha256, format, bytes, pages, width, height, kept_at";

    private static readonly SemaphoreSlim AtOnce = new(4);

    private readonly Seal _seal = new(master);
    private readonly DocumentFiles _files = new(options.DocumentFolder, options.DiskReserve);
    private readonly IReadOnlyList<IDocumentGate> _gates = [.. gates];

    /// <summary>The folder behind it.</summary>
    internal DocumentFiles Files => _files;

    /// <summary>Takes a document in.</summary>
    /// <param name="county">Six-digit county code.</param>
    /// <param name="content">Its content; read to its end, or until it is too long.</param>
    /// <param name="actor">Who hands it in.</param>
    /// <param name="limits">How large documents may be.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<HandedIn> HandIn(string county, Stream content, Actor actor, DocumentLimits limits, CancellationToken cancel = default)
    {
        // What comes slowly over a line is waited for on the disk, so that it holds none of the four places meanwhile.
        if (!content.CanSeek)
        {
            try
            {
                await using var whole = await Received(county, content, limits.LargestBytes, cancel);
                return await HandIn(county, whole, actor, limits, cancel);
            }
            catch (IOException full) when (IsFull(full))
            {
                return new(null, ConstraintRules.DocumentStoreIsFull, null);
            }
        }

        await AtOnce.WaitAsync(cancel);
        try
        {
            if (await ReadAll(content, limits.LargestBytes, cancel) is not { } bytes) return Refused(DocumentReader.TooLarge(content.Length));

            var reading = DocumentReader.Read(bytes, limits);
            return reading.Read.Refusal is null ? await Keep(county, reading.Kept, reading.Read, actor.ToString()!, cancel) : Refused(reading.Read);
        }
        finally
        {
            AtOnce.Release();
        }
    }

    /// <summary>Hands a document in again that is kept already, for somebody who may see it; false for whoever may not, and for a document that is not to be relied on.</summary>
    public async Task<bool> HandOn(string county, string sha256, Actor actor, CancellationToken cancel = default)
    {
        if (!await MaySee(county, actor, sha256, cancel)) return false;

        await using var hand = connections[county].CreateCommand("""
            insert into vault.document_hand (document, actor)
            select d.sha256, $2 from vault.document d where d.sha256 = $1 and d.condemned_at is null
            on conflict on constraint "document-handed-in-once" do update set at = clock_timestamp()
            """);
        hand.Parameters.Add(new() { Value = sha256 });
        hand.Parameters.Add(new() { Value = actor.ToString() });
        return await hand.ExecuteNonQueryAsync(cancel) > 0;
    }

    /// <summary>Takes in the picture of a signature, as a pad or a camera gives it, whatever kinds of papers the county takes; null when it is no picture or larger than one.</summary>
    public async Task<HandedIn?> HandInSignature(string county, Stream picture, Actor actor, CancellationToken cancel = default)
    {
        var start = new byte[4];
        if (picture.Length > LargestSignature || await picture.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel) < start.Length || !IsPicture(start)) return null;

        picture.Position = 0;
        return await HandIn(county, picture, actor, DocumentLimits.Default, cancel);
    }

    private static bool IsPicture(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    /// <summary>Takes a picture in byte for byte, because facts name it by its hash already.</summary>
    internal async Task<HandedIn> KeepAsNamed(string county, byte[] picture, string actor, CancellationToken cancel)
    {
        var read = DocumentReader.Read(picture, DocumentLimits.Default).Read;
        return read.Refusal is null ? await Keep(county, picture, read, actor, cancel) : Refused(read);
    }

    /// <summary>Makes one document of several pictures that this actor handed in, page by page in the order given.</summary>
    public async Task<HandedIn> Bind(string county, IReadOnlyList<string> pages, Actor actor, DocumentLimits limits, CancellationToken cancel = default)
    {
        var kept = new List<KeptDocument>();
        foreach (var page in pages)
        {
            if (await Find(county, page, cancel) is not { } found || !await WasHandedInBy(county, page, actor, cancel)) return new(null, DocumentRules.DocumentWasNotHandedIn, null);
            kept.Add(found);
        }

        if (kept is [var only]) return new(only, null, null);
        if (kept.Count == 0 || kept.Count > limits.LargestPages) return Refused(DocumentRead.Refused(DocumentFormat.Pdf, DocumentFault.TooManyPages, $"{kept.Count}"));
        if (kept.Exists(page => page.Format is not (DocumentFormat.Jpeg or DocumentFormat.Png))) return Refused(DocumentRead.Refused(DocumentFormat.Pdf, DocumentFault.PagesAreMixed));
        if (kept.Sum(page => page.Bytes) is var all && all > limits.LargestSetBytes) return Refused(DocumentReader.TooLarge(all));

        await AtOnce.WaitAsync(cancel);
        try
        {
            var pictures = new List<byte[]>();
            foreach (var page in kept)
            {
                await using var content = await Open(county, page.Sha256, cancel);
                pictures.Add((await ReadAll(content, page.Bytes, cancel))!);
            }

            return await Keep(county, Pictures.Bind(pictures), new(DocumentFormat.Pdf, kept.Count, 0, 0, null, null), actor.ToString()!, cancel);
        }
        finally
        {
            AtOnce.Release();
        }
    }

    /// <summary>A document by its hash; null when none is kept.</summary>
    public async Task<KeptDocument?> Find(string county, string sha256, CancellationToken cancel = default) =>
        await connections[county].First($"select {Columns} from vault.document where sha256 = $1", Read, cancel, sha256);

    /// <summary>Which of these hashes are of documents that are kept; facts of some kinds name papers by the hashes of their names beside them.</summary>
    public Task<List<string>> KeptAmong(string county, IReadOnlyCollection<string> hashes, CancellationToken cancel = default) => connections[county].All(
        "select sha256 from vault.document where sha256 = any ($1) order by kept_at", row => row.GetString(0), cancel, (object)hashes.ToArray());

    /// <summary>True when this actor may see a document: a gate opens a stream that rests on it or a confirmation that it was signed for, or nothing names it yet and it is theirs.</summary>
    public async Task<bool> MaySee(string county, Actor actor, string sha256, CancellationToken cancel = default)
    {
        var streams = await connections[county].All(
            """
            select stream from register.document_use where document = $1
            union all
            select 'dispute-step/' || s.dispute
            from register.document_use u
                     join register.dispute_step s on u.stream = 'dispute/' || s.dispute and s.entered_seq = u.entered_seq
            where u.document = $1
            union all
            select 'confirmation/' || id from identity.confirmation where document = $1
            """,
            row => row.GetString(0), cancel, sha256);
        foreach (var stream in streams)
            foreach (var gate in _gates)
                if (await gate.Opens(county, actor, stream, cancel)) return true;

        return streams.Count == 0 && await WasHandedInBy(county, sha256, actor, cancel);
    }

    /// <summary>True when this very person, as facts name them, handed it in.</summary>
    public async Task<bool> WasHandedInBy(string county, string sha256, Actor actor, CancellationToken cancel = default) => (await connections[county].All(
        "select 1 from vault.document_hand where document = $1 and actor = $2", row => row.GetInt32(0), cancel, sha256, actor.ToString())).Count > 0;

    /// <summary>Opens a document for somebody to see in full; the view stands in the log before the first byte is given out.</summary>
    /// <returns>Null when there is none, or when it is not for them; nobody is told which.</returns>
    public async Task<(KeptDocument Document, Stream Content)?> View(string county, string sha256, Actor actor, string purpose, CancellationToken cancel = default)
    {
        if (await Find(county, sha256, cancel) is not { } document || !await MaySee(county, actor, sha256, cancel)) return null;

        await Log(county, sha256, actor.ToString(), purpose, cancel);
        return (document, await Open(county, sha256, cancel));
    }

    /// <summary>A small picture of a picture, for somebody who may see it; null for a PDF. It is too small to read a paper by.</summary>
    public async Task<byte[]?> Thumbnail(string county, string sha256, Actor actor, int side, CancellationToken cancel = default)
    {
        if (await Find(county, sha256, cancel) is not { Format: DocumentFormat.Jpeg or DocumentFormat.Png } document || !await MaySee(county, actor, sha256, cancel)) return null;

        await using var content = await Open(county, sha256, cancel);
        return Pictures.Thumbnail((await ReadAll(content, document.Bytes, cancel))!, side);
    }

    /// <summary>Writes into the log that somebody sees a document in full.</summary>
    internal async Task Log(string county, string sha256, string viewer, string purpose, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(purpose);
        await using var log = connections[county].CreateCommand("insert into vault.view_log (subject, viewer, purpose, address) values ($1, $2, $3, $4)");
        log.Parameters.Add(new() { Value = $"document/{sha256}" });
        log.Parameters.Add(new() { Value = viewer });
        log.Parameters.Add(new() { Value = purpose });
        log.Parameters.Add(new() { Value = AuditTrail.Address });
        await log.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Opens a document without asking who reads.</summary>
    internal async Task<Stream> Open(string county, string sha256, CancellationToken cancel = default) => (await Opener(county, sha256, cancel))();

    /// <summary>What opens a document later, when its turn has come, without asking the database again.</summary>
    internal async Task<Func<Stream>> Opener(string county, string sha256, CancellationToken cancel)
    {
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        var key = await KeyOf(connection, sha256, cancel) ?? throw new FileNotFoundException($"No document {sha256} is kept.");
        return () => _files.Open(county, sha256, key);
    }

    /// <summary>True when a document can be opened and is what its hash says.</summary>
    internal async Task<bool> IsWhole(string county, string sha256, CancellationToken cancel)
    {
        try
        {
            await using var content = await Open(county, sha256, cancel);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)) == sha256;
        }
        catch (Exception broken) when (broken is FileNotFoundException or CryptographicException)
        {
            return false;
        }
    }

    /// <summary>What of these an act may name: what its actor handed in, and what the streams it reads already rest on.</summary>
    internal static async Task<IReadOnlyList<DocumentOnHand>> OnHand(Reading reading, Actor actor, IReadOnlyCollection<string> named, IReadOnlyCollection<string> streams, CancellationToken cancel)
    {
        await using var question = new NpgsqlCommand("""
            select d.sha256, d.format, d.pages,
                   exists (select from register.document_use u where u.document = d.sha256 and u.stream = any ($3))
                       or exists (select from vault.document_hand h where h.document = d.sha256 and h.actor = $2 and (d.condemned_at is null or h.at > d.condemned_at))
            from vault.document d
            where d.sha256 = any ($1)
            """, reading.Register);
        question.Parameters.Add(new() { Value = named.Distinct().ToArray() });
        question.Parameters.Add(new() { Value = actor.ToString() });
        question.Parameters.Add(new() { Value = streams.ToArray() });
        await using var reader = await question.ExecuteReaderAsync(cancel);
        var found = new List<DocumentOnHand>();
        while (await reader.ReadAsync(cancel)) found.Add(new(reader.GetString(0), FormatOf(reader.GetString(1)), reader.GetInt32(2), reader.GetBoolean(3)));
        return found;
    }

    // The row comes first and is committed last: whoever writes it owns the name of the file meanwhile, and a crash in between
    // leaves a file that nobody has a key to, which the next one to hand it in writes over.
    private async Task<HandedIn> Keep(string county, byte[] content, DocumentRead read, string actor, CancellationToken cancel)
    {
        if (_files.IsFull(content.Length)) return new(null, ConstraintRules.DocumentStoreIsFull, null);

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        var key = RandomNumberGenerator.GetBytes(32);
        try
        {
            await using var connection = await connections[county].OpenConnectionAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            if (await Insert(connection, sha256, content.Length, read, key, cancel)) Write(key);
            else if (!await IsWhole(county, sha256, cancel)) Write((await KeyOf(connection, sha256, cancel))!);

            await using (var hand = new NpgsqlCommand("""
                insert into vault.document_hand (document, actor) values ($1, $2)
                on conflict on constraint "document-handed-in-once" do update set at = clock_timestamp()
                """, connection) { Parameters = { new() { Value = sha256 }, new() { Value = actor } } })
                await hand.ExecuteNonQueryAsync(cancel);

            await transaction.CommitAsync(CancellationToken.None);
            return new(await Find(county, sha256, cancel), null, null);
        }
        catch (IOException full) when (IsFull(full))
        {
            return new(null, ConstraintRules.DocumentStoreIsFull, null);
        }

        void Write(byte[] under) => _files.Place(_files.Write(county, sha256, under, content), county, sha256);
    }

    private async Task<bool> Insert(NpgsqlConnection connection, string sha256, int bytes, DocumentRead read, byte[] key, CancellationToken cancel)
    {
        await using var insert = new NpgsqlCommand("""
            insert into vault.document (sha256, format, bytes, pages, width, height, master_key, wrapped) values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict do nothing
            """, connection);
        var number = master.Current;
        foreach (var value in new object[] { sha256, NameOf(read.Format), (long)bytes, read.Pages, read.Width, read.Height, number, _seal.Wrap(number, $"document/{sha256}", key) })
            insert.Parameters.Add(new() { Value = value });
        return await insert.ExecuteNonQueryAsync(cancel) > 0;
    }

    private async Task<byte[]?> KeyOf(NpgsqlConnection connection, string sha256, CancellationToken cancel)
    {
        await using var question = new NpgsqlCommand("select master_key, wrapped from vault.document where sha256 = $1", connection) { Parameters = { new() { Value = sha256 } } };
        await using var reader = await question.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? _seal.Unwrap(reader.GetInt16(0), $"document/{sha256}", reader.GetFieldValue<byte[]>(1)) : null;
    }

    /// <summary>All of a stream in a passing file of our own, or one byte more than this.</summary>
    private async Task<Stream> Received(string county, Stream content, long most, CancellationToken cancel)
    {
        var file = _files.Passing(county);
        try
        {
            var window = new byte[DocumentFiles.Piece];
            while (file.Length <= most && await content.ReadAsync(window, cancel) is var read and > 0) await file.WriteAsync(window.AsMemory(0, read), cancel);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>All of a stream, or null when it is longer than this.</summary>
    private static async Task<byte[]?> ReadAll(Stream content, long most, CancellationToken cancel)
    {
        if (content.CanSeek && content.Length - content.Position > most) return null;

        using var all = new MemoryStream();
        var window = new byte[DocumentFiles.Piece];
        while (await content.ReadAsync(window, cancel) is var read and > 0)
        {
            if (all.Length + read > most) return null;
            all.Write(window, 0, read);
        }

        return all.ToArray();
    }

    // EFBIG, ENOSPC and EDQUOT, and what Windows says: the disk, the share of this user or the length of a file is used up.
    private static bool IsFull(IOException trouble) => (trouble.HResult & 0xFFFF) is 27 or 28 or 122 or 0x70 or 0x27;

    private static HandedIn Refused(DocumentRead read) => new(null, read.Refusal!.Value.Rule, read.Refusal.Value.About);

    private static KeptDocument Read(NpgsqlDataReader row) =>
        new(row.GetString(0), FormatOf(row.GetString(1)), row.GetInt64(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetFieldValue<DateTimeOffset>(6));

    private static string NameOf(DocumentFormat format) => format switch
    {
        DocumentFormat.Jpeg => "jpeg",
        DocumentFormat.Png => "png",
        DocumentFormat.Pdf => "pdf",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private static DocumentFormat FormatOf(string name) => name switch
    {
        "jpeg" => DocumentFormat.Jpeg,
        "png" => DocumentFormat.Png,
        _ => DocumentFormat.Pdf,
    };
}
