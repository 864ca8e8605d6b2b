namespace RuralRights.Interchange.Deliveries;

/// <summary>How far a piece of work has come, counted from its own start.</summary>
/// <param name="Step">What is at hand, such as the layer or table being inspected; empty where there is nothing to name.</param>
/// <param name="Done">Work done, in whatever the work is counted in: bytes, rows, households.</param>
/// <param name="Total">All of it; 0 where nobody can tell how much there is.</param>
/// <param name="Remaining">Estimate of the time left; null while too little is done to tell.</param>
public sealed record WorkProgress(string Step, long Done, long Total, TimeSpan? Remaining)
{
    // The first twentieth tells little of the rest, but of an hour it is three minutes, and nobody should wait that long for a word.
    private const double TellingShare = 0.05, LeastShare = 0.001;

    private static readonly TimeSpan TellingTime = TimeSpan.FromSeconds(10);

    /// <summary>Work of which nobody can tell how much there is.</summary>
    public static WorkProgress Unmeasured(string step) => new(step, 0, 0, null);

    /// <summary>Work that has gone on for a while; the rest is taken to go as fast.</summary>
    public static WorkProgress After(TimeSpan elapsed, string step, long done, long total)
    {
        var share = total > 0 ? (double)done / total : 0;
        var tells = share >= TellingShare || (share >= LeastShare && elapsed >= TellingTime);
        return new(step, done, total, tells ? elapsed * Math.Max(0, (1 - share) / share) : null);
    }
}
