namespace RuralRights.Benchmarks;

/// <summary>Opening and inspecting a delivery in a process of its own; beside it, loading the same files without a check.</summary>
internal sealed class InspectionBenchmark : Benchmark
{
    public override string Name => "inspect";

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Stage stage, CancellationToken cancel)
    {
        var peak = 0d;
        var (ours, theirs) = await stage.CompareAsync(
            // The planted overlaps are errors, so it ends with 1.
            async () => peak = Math.Max(peak, await Stage.RunAsync("dotnet", [Stage.Host, "inspect", stage.County.Folder, "--limit", "0"], cancel, fine: 1)),
            () => Load.EverythingAsync(stage, cancel));
        return
        [
            new("inspect, every rule", "ogr2ogr and COPY, no check", "s", ours, theirs),
            new("inspect, peak memory", "", "MiB", peak, null),
        ];
    }
}
