using System.Collections.Immutable;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>The streams of the ledger that a decision about a case reads, as they stood at one moment.</summary>
/// <remarks>What was not fetched is not unknown but a mistake of ours: it throws, so that no case is decided on a gap.</remarks>
public sealed class Books
{
    private readonly ImmutableDictionary<string, IReadOnlyList<object>> _streams;

    private readonly ImmutableDictionary<Guid, Capacity> _capacities;

    private readonly ImmutableDictionary<Guid, PersonDraft> _drafts;

    private Books(
        ImmutableDictionary<string, IReadOnlyList<object>> streams, Relatives relatives, County county, IReadOnlyCollection<DocumentOnHand> onHand, ImmutableDictionary<Guid, Capacity> capacities,
        ImmutableDictionary<Guid, PersonDraft> drafts)
    {
        _capacities = capacities;
        _drafts = drafts;
        _streams = streams;
        Relatives = relatives;
        County = county;
        OnHand = onHand;
    }

    /// <summary>Nothing fetched yet.</summary>
    public static Books Closed { get; } = new(ImmutableDictionary.Create<string, IReadOnlyList<object>>(StringComparer.Ordinal), Relatives.Unknown, County.Unknown, [], ImmutableDictionary<Guid, Capacity>.Empty, ImmutableDictionary<Guid, PersonDraft>.Empty);

    /// <summary>The relatives of whoever acts.</summary>
    public Relatives Relatives { get; }

    /// <summary>The county: what it has set, and on which days its offices work.</summary>
    public County County { get; }

    /// <summary>The documents that the act names, as far as they lie in the store; nobody can name any other.</summary>
    public IReadOnlyCollection<DocumentOnHand> OnHand { get; }

    /// <summary>True when the stream was fetched, whether or not it has facts.</summary>
    public bool Has(string stream) => _streams.ContainsKey(stream);

    /// <summary>The collective of a household; empty while the books do not tell.</summary>
    public string CollectiveOf(string household) => Has(Streams.Household(household)) ? Read<Household>(Streams.Household(household)).Collective : "";

    /// <summary>These books and one stream more.</summary>
    public Books With(string stream, IReadOnlyList<object> facts) => new(_streams.SetItem(stream, facts), Relatives, County, OnHand, _capacities, _drafts);

    /// <summary>These books as they stand once these facts were entered; only streams that were fetched.</summary>
    internal Books After(IEnumerable<StreamFact> facts) => facts.Aggregate(this, (books, fact) => books.With(fact.Stream, [.. books._streams[fact.Stream], fact.Fact]));

    /// <summary>These books, read in this county by somebody with these relatives.</summary>
    public Books ReadIn(County county, Relatives relatives) => new(_streams, relatives, county, OnHand, _capacities, _drafts);

    /// <summary>These books and the streams of others.</summary>
    public Books With(Books others) => new(_streams.SetItems(others._streams), Relatives, County, OnHand, _capacities.SetItems(others._capacities), _drafts.SetItems(others._drafts));

    /// <summary>These books, and the documents on hand for the act.</summary>
    public Books Holding(IReadOnlyCollection<DocumentOnHand> onHand) => new(_streams, Relatives, County, onHand, _capacities, _drafts);

    /// <summary>These books, and whether these people act for themselves.</summary>
    public Books Knowing(IEnumerable<Capacity> capacities) =>
        new(_streams, Relatives, County, OnHand, _capacities.SetItems(capacities.Select(one => KeyValuePair.Create(one.Person, one))), _drafts);

    /// <summary>These books, and what the vault tells of these drafts.</summary>
    public Books Drafted(IEnumerable<PersonDraft> drafts) => new(_streams, Relatives, County, OnHand, _capacities, _drafts.SetItems(drafts.Select(one => KeyValuePair.Create(one.Id, one))));

    /// <summary>What the vault tells of a draft; null when it keeps none of that id.</summary>
    public PersonDraft? DraftOf(Guid draft) => _drafts.GetValueOrDefault(draft);

    /// <summary>Whether somebody acts for themselves. Throws <see cref="InvalidOperationException"/> for somebody of whom it was not asked.</summary>
    public Capacity CapacityOf(Guid person) => _capacities.TryGetValue(person, out var known) ? known : throw new InvalidOperationException("It was not asked whether this person acts for themselves.");

    /// <summary>The code of a collective that stands in the books; empty while it was not fetched, or when there is none.</summary>
    internal static string CollectiveOf(string code, Books books) =>
        books.Has(Streams.Collective(code)) && books.Read<Collectives.Collective>(Streams.Collective(code)).IsKnown ? code : "";

    /// <summary>The state a stream adds up to. Throws <see cref="InvalidOperationException"/> for a stream that was not fetched.</summary>
    public TState Read<TState>(string stream)
        where TState : IState<TState> =>
        _streams.TryGetValue(stream, out var facts) ? State.After<TState>(facts) : throw new InvalidOperationException($"The stream {stream} was not fetched.");
}
