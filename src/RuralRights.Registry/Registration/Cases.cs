using Npgsql;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>A case with everything its decisions read, and the act as it is asked for in it.</summary>
/// <param name="File">The case.</param>
/// <param name="Books">What it reads.</param>
/// <param name="Act">Who asks, and when, in this case.</param>
public sealed record CaseAtHand(CaseFile File, Books Books, Act Act)
{
    /// <summary>The party that a ward is of; empty for nobody's.</summary>
    public string HouseholdOf(Guid? ward) => Parties.FirstOrDefault(party => ward is { } one && party.Includes(one))?.Code ?? "";

    /// <summary>Households that gain what a ward gives.</summary>
    public IEnumerable<Household> Against(Guid? ward) => ward is { } one && File.Change is { } change ? change.Gaining(one, Books) : [];

    /// <summary>The households that it is about.</summary>
    public IEnumerable<Household> Parties => File.Change?.Parties(Books) ?? [];
}

/// <summary>Fetches cases and what they read.</summary>
public static class Cases
{
    /// <summary>A case at hand for whoever acts. A number that is no case's gives an unknown one.</summary>
    public static Task<CaseAtHand> CaseAtHand(this Reading reading, string number, Submission by, CancellationToken cancel = default) => reading.CaseAtHand(number, [], by, cancel);

    /// <summary>A case at hand for whoever acts and names documents: what they handed in, and what the case rests on already.</summary>
    public static async Task<CaseAtHand> CaseAtHand(this Reading reading, string number, IReadOnlyCollection<string> documents, Submission by, CancellationToken cancel = default)
    {
        var file = await reading.State<CaseFile>(Streams.Case(number), cancel);
        var books = file.Change is { } change ? await reading.BooksFor(change, by.Actor, cancel) : Books.Closed;
        if (file.Notice is { } notice) books = books.With(Streams.Notice(notice), await reading.Facts(Streams.Notice(notice), cancel));
        // What people asked for themselves is theirs as long as anybody of them acts.
        if (file is { IsStillTheirs: true, Change: { } asked })
            books = books.Knowing(await reading.CapacitiesOf(Applicants.People(asked, books), by.Today, cancel));
        return new(
            file,
            documents.Count == 0 ? books : books.Holding(await reading.DocumentsOnHand(by, documents, [Streams.Case(number)], cancel)),
            by.Act(await reading.AuthorityOf(by.Actor, by.Today, cancel), number));
    }

    /// <summary>The county: what it has set, and on which days its offices work.</summary>
    public static Task<County> TheCounty(this Reading reading, CancellationToken cancel = default) =>
        reading.State<County>(Streams.County(reading.County), cancel);

    /// <summary>Everything a change reads, and the collective it is about.</summary>
    public static async Task<Books> BooksFor(this Reading reading, IChange change, Actor actor, CancellationToken cancel = default) =>
        await reading.BooksFor(change, await reading.RelativesOf(actor.Person, cancel), cancel);

    /// <summary>Everything a change reads, for somebody with these relatives.</summary>
    internal static Task<Books> BooksFor(this Reading reading, IChange change, Relatives relatives, CancellationToken cancel) =>
        reading.BooksFor(change, relatives, stream => reading.Facts(stream, cancel), cancel);

    /// <summary>The same as it stood when the case was entered: what it altered can be told only from what was there before.</summary>
    public static async Task<Books> BooksBeforeEntry(this Reading reading, string number, IChange change, Actor actor, CancellationToken cancel = default)
    {
        return await reading.BooksFor(change, await reading.RelativesOf(actor.Person, cancel), Earlier, cancel);

        async Task<IReadOnlyList<object>> Earlier(string stream)
        {
            await using var question = new NpgsqlCommand(
                """
                select count(*)
                from ledger.mt_events e
                where e.stream_id = $1
                  and e.data -> 'provenance' ->> 'case' is distinct from $2
                  and e.seq_id < (select x.seq_id from ledger.mt_events x where x.stream_id = $3 and x.type = 'case-entered')
                """, reading.Register)
            {
                Parameters = { new() { Value = stream }, new() { Value = number }, new() { Value = Streams.Case(number) } },
            };
            var known = (long)(await question.ExecuteScalarAsync(cancel))!;
            return [.. (await reading.Facts(stream, cancel)).Where(fact => (fact as IFact)?.Provenance.Case != number).Take((int)known)];
        }
    }

    private static async Task<Books> BooksFor(this Reading reading, IChange change, Relatives relatives, Func<string, Task<IReadOnlyList<object>>> facts, CancellationToken cancel)
    {
        // A draft tells which homesteads are to be read.
        var books = Books.Closed.ReadIn(await reading.TheCounty(cancel), relatives).Drafted(await reading.Drafts(change.Drafts, cancel));
        while (change.ReadsNext(books) is { Count: > 0 } wanted)
        {
            await reading.Fetch(wanted, cancel);
            foreach (var stream in wanted) books = books.With(stream, await facts(stream));
        }

        return change.CollectiveOf(books) is { Length: > 0 } collective
            ? books.With(Streams.Collective(collective), await facts(Streams.Collective(collective)))
            : books;
    }

    /// <summary>Streams that the change reads and the books do not have yet.</summary>
    internal static List<string> ReadsNext(this IChange change, Books books) =>
        [.. change.Reads(books).Concat(change.Households.Select(Streams.Household)).Distinct(StringComparer.Ordinal).Where(stream => !books.Has(stream))];

    /// <summary>Seals words of a case in the vault, in the same transaction; the ledger keeps their hash.</summary>
    internal static void SealWords(this Desk desk, Reading reading, string? words)
    {
        if (!string.IsNullOrWhiteSpace(words)) desk.Vault.KeepWith(reading, WordsOf(SealedWords.HashOf(words)), new(Words: words));
    }

    /// <summary>Where the vault keeps words by the hash that the ledger names.</summary>
    internal static string WordsOf(string hash) => $"words/{hash}";
}
