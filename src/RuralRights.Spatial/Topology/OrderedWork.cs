namespace RuralRights.Spatial.Topology;

/// <summary>
/// Spreads chunks of work over threads and hands on what they find in the order of the chunks, so that the number of threads never
/// shows in a report.
/// </summary>
internal sealed class OrderedWork(int threads, Action<TopologyFinding> sink, CancellationToken cancellation)
{
    public CancellationToken Cancellation => cancellation;

    /// <summary>Hands on a finding of work that is not spread.</summary>
    public void Report(TopologyFinding finding) => sink(finding);

    /// <summary>The same, but each finding is changed before it is handed on.</summary>
    public OrderedWork Reporting(Func<TopologyFinding, TopologyFinding> change) => new(threads, finding => sink(change(finding)), cancellation);

    public void Run(int chunks, IProgress<double>? progress, Action<int, Action<TopologyFinding>> work)
    {
        var waiting = new Dictionary<int, List<TopologyFinding>>();
        var nextToStart = -1;
        var nextToHandOn = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, Math.Clamp(threads, 1, Math.Max(1, chunks)), options, _ =>
        {
            while (Interlocked.Increment(ref nextToStart) is var chunk && chunk < chunks)
            {
                cancellation.ThrowIfCancellationRequested();
                var findings = new List<TopologyFinding>();
                work(chunk, findings.Add);
                lock (waiting)
                {
                    waiting.Add(chunk, findings);
                    while (waiting.Remove(nextToHandOn, out var ready))
                    {
                        ready.ForEach(sink);
                        nextToHandOn++;
                    }

                    progress?.Report((double)nextToHandOn / chunks);
                }
            }
        });
    }
}
