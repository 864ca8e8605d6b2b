using RuralRights.Interchange.Deliveries;
using RuralRights.Spatial;
using RuralRights.Spatial.Topology;

namespace RuralRights.Interchange.Inspection;

/// <summary>
/// Inspects a delivery against every rule of <see cref="InspectionRules"/>. Nothing is repaired; what is wrong is named, with
/// what it holds back from being entered.
/// </summary>
/// <remarks>
/// Each layer and table is read once, several at a time, and only numbers are kept of its rows: about 400 MB for a county of a
/// million parcels, most of it their shapes.
/// </remarks>
public static class DeliveryInspection
{
    /// <summary>How much more work a parcel's shape is than a row.</summary>
    private const int WorkPerShape = 6;

    /// <summary>The step in which the shapes of all parcels are held against each other; every other one is a layer or a table.</summary>
    private const string Topology = "topology";

    /// <summary>A step of the inspection as a person calls it, in Chinese.</summary>
    public static string Called(string step) => step == Topology ? "地块图形拓扑" : Specification.Called(step);

    /// <summary>Inspects an opened delivery.</summary>
    public static InspectionResult Run(
        Delivery delivery,
        InspectionSettings? settings = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default) => Run(InspectionMaterial.Of(delivery), settings, progress, cancellation);

    /// <summary>Inspects layers and tables wherever they came from.</summary>
    public static InspectionResult Run(
        InspectionMaterial material,
        InspectionSettings? settings = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        settings ??= InspectionSettings.Default;
        var stores = Specification.ByName.Keys.Select(material.Store).OfType<RowStore>().ToList();
        var parcels = material.Store("DK")?.Count ?? 0;
        using var run = new InspectionRun(material, settings, stores.Sum(store => store.Count) + parcels * WorkPerShape, progress, cancellation);
        try
        {
            if (settings.OnlyContractors is not null && material.Store("CBDKXX") is { } holdings) HoldingInspection.IncludeParcels(run, holdings);
            if (material.WholeHasRows is null) new StructureInspection(run).Inspect();
            InspectionSteps.Run([.. Steps(run, stores)], settings.Threads);
            run.Enter(null);
            var summary = new ParcelSummary(run);
            summary.InspectMarks();
            run.ForgetNamedPoints();
            InspectShapes(run, parcels);
            summary.InspectHoldings();

            // A problem with a single value was found again with its row, which knows whom it touches.
            foreach (var problem in material.Problems?.Invoke() ?? [])
            {
                if (problem.Field is null) Report(run, problem);
            }

            return run.Conclude();
        }
        catch
        {
            run.Log.Dispose();
            throw;
        }
    }

    private static readonly Dictionary<string, string[]> RefersTo = new()
    {
        ["FBF"] = [],
        ["CBF"] = ["FBF"],
        ["DK"] = ["FBF"],
        ["CBHT"] = ["CBF"],
        ["CBF_JTCY"] = ["CBF"],
        ["LZHT"] = ["CBHT"],
        ["JZD"] = ["DK"],
        ["JZX"] = ["DK"],
        ["CBDKXX"] = ["DK", "CBHT", "CBF_JTCY", "LZHT"],
        ["CBJYQZDJB"] = ["CBDKXX", "CBHT"],
        ["CBJYQZ"] = ["CBJYQZDJB"],
        ["CBJYQZ_QZBF"] = ["CBJYQZDJB", "CBJYQZ"],
        ["CBJYQZ_QZHF"] = ["CBJYQZDJB", "CBJYQZ", "CBJYQZ_QZBF"],
        ["CBJYQZ_QZZX"] = ["CBJYQZDJB", "CBJYQZ", "CBJYQZ_QZBF", "CBJYQZ_QZHF"],
    };

    /// <summary>
    /// Tables and layers that are inspected before another: what it refers to, and what that refers to in turn, because one in between
    /// may be missing from a delivery.
    /// </summary>
    internal static IEnumerable<string> Before(string name) =>
        (RefersTo.TryGetValue(name, out var direct) ? direct : Specification.ByName[name].IsLayer ? [] : ["CBJYQZDJB"])
        .SelectMany(other => Before(other).Append(other)).Distinct(StringComparer.Ordinal);

    /// <summary>Tables that others refer to come before those that refer to them.</summary>
    private static IEnumerable<InspectionStep> Steps(InspectionRun run, List<RowStore> stores) => RefersTo.Keys
        .Concat(Specification.ByName.Keys.Except(RefersTo.Keys).Order(StringComparer.Ordinal))
        .Select(name => stores.Find(store => store.Name == name))
        .OfType<RowStore>()
        .Select(store => new InspectionStep(
            store.Name,
            () =>
            {
                run.Enter(store.Name);
                For(run, store).Inspect();
            },
            [.. Before(store.Name)]));

    private static TableInspection For(InspectionRun run, RowStore store) => (store.Name, store) switch
    {
        ("FBF", _) => new IssuerInspection(run, store),
        ("CBF", _) => new ContractorInspection(run, store),
        ("CBF_JTCY", _) => new MemberInspection(run, store),
        ("CBHT", _) => new ContractInspection(run, store),
        ("CBDKXX", _) => new HoldingInspection(run, store),
        ("LZHT", _) => new LeaseInspection(run, store),
        ("CBJYQZDJB", _) => new RegisterInspection(run, store),
        ("CBJYQZ" or "CBJYQZ_QZBF" or "CBJYQZ_QZHF" or "CBJYQZ_QZZX" or "QSLYZLFJ", _) => new CertificateInspection(run, store),
        ("DK", LayerStore layer) => new ParcelInspection(run, layer),
        ("JZD" or "JZX", LayerStore layer) => new BoundaryInspection(run, layer),
        ("KZD", LayerStore layer) => new ControlPointInspection(run, layer),
        ("XJXZQ" or "XJQY" or "CJQY" or "ZJQY", LayerStore layer) => new RegionInspection(run, layer),
        (_, LayerStore layer) => new LayerInspection(run, layer),
        _ => new TableInspection(run, store),
    };

    /// <summary>Without a coordinate system nothing can be said of shapes; that was said of the layer.</summary>
    private static void InspectShapes(InspectionRun run, long parcels)
    {
        if (run.Systems.Reference is not { } system || !run.Systems.Agrees("DK")) return;

        var fabric = run.Shapes.Build();
        var done = 0L;
        new TopologyInspection(new CoordinateExpectation(system), run.Settings.Tolerance).Inspect(
            fabric, Report, run.Settings.Threads, new Share(Advance), run.Cancellation);
        InspectRegions(run, fabric, system);
        Advance(1);

        void Report(TopologyFinding found)
        {
            run.Enter(null);
            run.Shapes.Report(run, found);
        }

        void Advance(double share)
        {
            var now = (long)(parcels * WorkPerShape * share);
            var more = now - Interlocked.Exchange(ref done, Math.Max(done, now));
            if (more > 0) run.Advance(Topology, more);
        }
    }

    /// <summary>Parcels are judged several at a time and reported in their order.</summary>
    private static void InspectRegions(InspectionRun run, ParcelFabric fabric, CoordinateSystem system)
    {
        var regions = new RegionMap(run, system);
        if (regions.IsEmpty) return;

        var outside = ParallelEnumerable.Range(0, fabric.Count)
            .AsOrdered()
            .WithDegreeOfParallelism(run.Settings.Threads)
            .WithCancellation(run.Cancellation)
            .Select(parcel => regions.For(fabric.Code(parcel))?.Judge(fabric, parcel));
        foreach (var found in outside.OfType<TopologyFinding>()) run.Shapes.Report(run, found);
    }

    private static void Report(InspectionRun run, DeliveryProblem problem) => run.Report(new(
        problem.Severity == ProblemSeverity.Error ? InspectionRules.Unreadable : InspectionRules.ReadWithDoubt,
        problem.Store ?? "",
        problem.Row is { } row ? $"{Path.GetFileNameWithoutExtension(problem.File)}#{row}" : Path.GetFileNameWithoutExtension(problem.File),
        problem.Field,
        [problem.Chinese, problem.English, problem.MendChinese, problem.MendEnglish],
        problem.Row,
        problem.File));

    private sealed class Share(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
