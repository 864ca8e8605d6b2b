namespace RuralRights.Spatial.Topology;

/// <summary>
/// Spreads chunks of work over threads and hands on what they find in the order of the chunks, so that the number of threads never
/// shows in a report.
/// </summary>
internal sealed class OrderedWork(int threads, Action<TopologyFinding> sink, CancellationToken cancellation)
{
    public void Run(int chunks, IProgress<double>? progress, Action<int, Action<TopologyFinding>> work)
    {
        var waiting = new Dictionary<int, List<TopologyFinding>>();
        var nextToStart = -1;
        var nextToHandOn = 0;
        Parallel.For(0, Math.Clamp(threads, 1, Math.Max(1, chunks)), new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, _ =>
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
