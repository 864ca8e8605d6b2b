namespace RuralRights.Interchange.Inspection;

/// <summary>One part of an inspection and the parts that must be over before it can start.</summary>
internal sealed record InspectionStep(string Name, Action Run, params string[] After);

/// <summary>Runs steps as soon as those before them are over, on a few threads.</summary>
internal static class InspectionSteps
{
    /// <summary>Runs all steps. The first failure stops what has not started and is thrown when everything has come to rest.</summary>
    public static void Run(IReadOnlyList<InspectionStep> steps, int threads)
    {
        var gate = new object();
        var waiting = steps.ToList();
        var over = new HashSet<string>();
        var running = 0;
        Exception? failure = null;

        var workers = Enumerable.Range(1, Math.Max(0, threads - 1)).Select(_ => new Thread(Work) { IsBackground = true }).ToList();
        foreach (var worker in workers) worker.Start();
        Work();
        foreach (var worker in workers) worker.Join();
        if (failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);

        void Work()
        {
            while (Next() is { } step)
            {
                Exception? thrown = null;
                try
                {
                    step.Run();
                }
#pragma warning disable CA1031 // Whatever it is, it is thrown again by the thread that waits for all.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    thrown = exception;
                }

                lock (gate)
                {
                    failure ??= thrown;
                    running--;
                    over.Add(step.Name);
                    Monitor.PulseAll(gate);
                }
            }
        }

        InspectionStep? Next()
        {
            lock (gate)
            {
                while (true)
                {
                    if (failure is not null || waiting.Count == 0) return null;
                    if (waiting.Find(step => step.After.All(name => over.Contains(name) || !steps.Any(other => other.Name == name))) is { } ready)
                    {
                        waiting.Remove(ready);
                        running++;
                        return ready;
                    }

                    if (running == 0) throw new InvalidOperationException("The steps wait for each other.");
                    Monitor.Wait(gate);
                }
            }
        }
    }
}
