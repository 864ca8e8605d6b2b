namespace RuralRights.Domain.Law;

/// <summary>What decisions read of one stream: an immutable record that is the sum of the stream's facts.</summary>
/// <remarks>It holds only what some decision reads. What people look at is derived elsewhere.</remarks>
/// <typeparam name="TSelf">The state itself.</typeparam>
public interface IState<TSelf>
    where TSelf : IState<TSelf>
{
    /// <summary>Before anything is known.</summary>
    static abstract TSelf Unknown { get; }

    /// <summary>Applies one fact; an unknown fact changes nothing.</summary>
    TSelf Evolve(object fact);
}

/// <summary>Adds facts up to a state.</summary>
public static class State
{
    /// <summary>The state after these facts, in order.</summary>
    public static T After<T>(IEnumerable<object> facts)
        where T : IState<T> => facts.Aggregate(T.Unknown, (state, fact) => state.Evolve(fact));
}

/// <summary>States of days gone by.</summary>
public static class States
{
    /// <summary>The state at the end of a day: what these facts, in their order, say of it in law.</summary>
    public static TState On<TState>(IEnumerable<object> facts, DateOnly day)
        where TState : IState<TState> =>
        facts.Where(fact => fact is IFact { Provenance.LegalDay: var legal } && legal <= day).Aggregate(TState.Unknown, static (state, fact) => state.Evolve(fact));
}
