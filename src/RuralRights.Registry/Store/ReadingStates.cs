using RuralRights.Domain.Law;

namespace RuralRights.Registry.Store;

/// <summary>What acts read: the states of streams, and the papers and numbers that an office gives.</summary>
public static class ReadingStates
{
    /// <summary>The state of a stream.</summary>
    public static Task<TState> State<TState>(this Reading reading, string stream, CancellationToken cancel = default)
        where TState : IState<TState> => reading.Fold(stream, TState.Unknown, static (state, fact) => state.Evolve(fact), cancel);

    /// <summary>The state of a stream at the end of an earlier day.</summary>
    public static async Task<TState> StateOn<TState>(this Reading reading, string stream, DateOnly day, CancellationToken cancel = default)
        where TState : IState<TState> => States.On<TState>(await reading.Facts(stream, cancel), day);

    /// <summary>The case that a stream belongs to: the one its first fact was entered in; empty for a stream without facts.</summary>
    public static async Task<string> CaseOf(this Reading reading, string stream, CancellationToken cancel = default) =>
        (await reading.Facts(stream, cancel)).OfType<IFact>().Select(fact => fact.Provenance.Case).FirstOrDefault() ?? "";
}
