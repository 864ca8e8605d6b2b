using System.Collections.Immutable;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>The streams of the ledger that a decision about a case reads, as they stood at one moment.</summary>
/// <remarks>What was not fetched is not unknown but a mistake of ours: it throws, so that no case is decided on a gap.</remarks>
public sealed class Books
{
    private readonly ImmutableDictionary<string, IReadOnlyList<object>> _streams;

    private Books(ImmutableDictionary<string, IReadOnlyList<object>> streams, Relatives relatives)
    {
        _streams = streams;
        Relatives = relatives;
    }

    /// <summary>Nothing fetched yet.</summary>
    public static Books Closed { get; } = new(ImmutableDictionary.Create<string, IReadOnlyList<object>>(StringComparer.Ordinal), Relatives.Unknown);

    /// <summary>The relatives of whoever acts.</summary>
    public Relatives Relatives { get; }

    /// <summary>True when the stream was fetched, whether or not it has facts.</summary>
    public bool Has(string stream) => _streams.ContainsKey(stream);

    /// <summary>These books and one stream more.</summary>
    public Books With(string stream, IReadOnlyList<object> facts) => new(_streams.SetItem(stream, facts), Relatives);

    /// <summary>These books, read by somebody with these relatives.</summary>
    public Books ReadBySomebodyWith(Relatives relatives) => new(_streams, relatives);

    /// <summary>The state a stream adds up to. Throws <see cref="InvalidOperationException"/> for a stream that was not fetched.</summary>
    public TState Read<TState>(string stream)
        where TState : IState<TState> =>
        _streams.TryGetValue(stream, out var facts) ? State.After<TState>(facts) : throw new InvalidOperationException($"The stream {stream} was not fetched.");
}
