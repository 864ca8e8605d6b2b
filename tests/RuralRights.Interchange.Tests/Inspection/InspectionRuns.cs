using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;
using RuralRights.Interchange.Tests.Deliveries;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Inspection;

public sealed class InspectionRuns : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Findings_come_in_the_same_order_however_many_threads_work_and_wherever_they_lie()
    {
        using var delivery = Delivery.Open(Samples.Faulty, DeliveryLimits.Default, _scratch.Work, TestContext.Current.CancellationToken);
        var runs = new (int Threads, int Memory)[] { (1, 20_000), (2, 20_000), (4, 20_000), (2, 7), (2, 0) }
            .Select(run =>
            {
                using var result = DeliveryInspection.Run(
                    delivery,
                    new() { Threads = run.Threads, FindingsInMemory = run.Memory },
                    cancellation: TestContext.Current.CancellationToken);
                var once = result.Findings.Select(Whole).ToList();
                result.Findings.Select(Whole).ShouldBe(once);
                once.Count.ShouldBe(result.Errors + result.Warnings);
                return once;
            })
            .ToList();

        foreach (var run in runs) run.ShouldBe(runs[0]);
    }

    [Fact]
    public void Progress_only_grows_and_ends_with_all_work_done()
    {
        var seen = new List<WorkProgress>();
        using var delivery = Delivery.Open(Samples.Clean, DeliveryLimits.Default, _scratch.Work, TestContext.Current.CancellationToken);
        using var result = DeliveryInspection.Run(
            delivery, new() { Threads = 1, Clock = new SteadyClock() }, new Recorder(seen), TestContext.Current.CancellationToken);

        seen.Select(progress => progress.Done).ShouldBeInOrder();
        seen[^1].Done.ShouldBe(seen[^1].Total);
        seen[^1].Remaining.ShouldBe(TimeSpan.Zero);
        seen.Select(progress => progress.Step).ShouldContain("topology");
        seen.Select(progress => DeliveryInspection.Called(progress.Step)).ShouldContain("地块（DK）");
        seen.Where(progress => progress.Remaining is not null).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_cancelled_inspection_stops_and_leaves_nothing_behind()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Should.Throw<OperationCanceledException>(() => DeliveryInspection.Run(new Village().Material(), cancellation: cancellation.Token));
    }

    [Fact]
    public void A_delivery_of_nothing_is_all_missing()
    {
        using var result = DeliveryInspection.Run(new InspectionMaterial(
            "620123榆中县", "620123", new Dictionary<string, LayerStore>(), new Dictionary<string, RowStore>()),
            cancellation: TestContext.Current.CancellationToken);

        result.Findings.Select(finding => finding.Rule.Code).Distinct().ShouldBe(["missing_layer", "missing_table"], ignoreOrder: true);
        result.HoldsEverything.ShouldBeTrue();
    }

    [Fact]
    public void Every_field_of_the_standard_has_a_chinese_name_and_every_conditional_code_a_table()
    {
        foreach (var table in Specification.ByName.Values)
        {
            table.Fields.ShouldAllBe(field => field.Chinese.Length > 1, table.Name);
            table.Key.ShouldAllBe(key => table.Fields.Any(field => field.Name == key), table.Name);
        }

        Specification.Codes["C10"].Values["123"].ShouldBe("公开协商");
        Specification.Called("DK", "DKMC").ShouldBe("地块名称（DKMC）");
        Specification.Called("DK", "XYZ").ShouldBe("XYZ");
        Specification.ByName["DK"].Fields.Single(field => field.Name == "YSDM").Only.ShouldBe("211011");
    }

    [Fact]
    public void A_step_that_fails_fails_the_inspection()
    {
        var broken = new Village().Material() with { HasFile = _ => throw new IOException("disk") };
        Should.Throw<IOException>(() => DeliveryInspection.Run(broken, cancellation: TestContext.Current.CancellationToken)).Message.ShouldBe("disk");
    }

    private static string Whole(Finding finding) =>
        $"{finding.Rule} {finding.Layer} {finding.Key} {finding.Field} {finding.MessageChinese} {finding.Row} {finding.File} {finding.Wkt} {finding.Crs}";

    private sealed class Recorder(List<WorkProgress> seen) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            lock (seen) seen.Add(value);
        }
    }

    /// <summary>A clock that is a millisecond later each time it is read.</summary>
    private sealed class SteadyClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Interlocked.Increment(ref _now);
    }
}
