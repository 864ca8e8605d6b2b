using System.IO.Compression;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Generation;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Deliveries;

public sealed class ProgressOfReading : IDisposable
{
    private readonly Scratch _scratch = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_zip_tells_how_far_it_is_while_it_is_unpacked_and_its_tables_are_read()
    {
        var zip = _scratch.At("620123榆中县.zip");
        ZipFile.CreateFromDirectory(County(), zip, CompressionLevel.Fastest, includeBaseDirectory: true);
        var (opening, naming) = (new Told(), new Told());

        using var delivery = Delivery.Open(zip, DeliveryLimits.Default, _scratch.Work, null, opening, Cancel);
        delivery.Sha256(naming, Cancel);

        opening.ShouldGoFromBeginningToEnd();
        naming.All.ShouldBeEmpty("It was hashed while it was unpacked.");
    }

    [Fact]
    public void A_folder_tells_how_far_it_is_while_its_tables_are_read_and_again_while_it_is_hashed()
    {
        var folder = County();
        var (opening, naming) = (new Told(), new Told());

        using var delivery = Delivery.Open(folder, DeliveryLimits.Default, _scratch.Work, null, opening, Cancel);
        var sha256 = delivery.Sha256(naming, Cancel);

        opening.ShouldGoFromBeginningToEnd();
        naming.ShouldGoFromBeginningToEnd();
        naming.All[^1].Total.ShouldBe(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length));
        delivery.Sha256(new Told(), Cancel).ShouldBe(sha256);
    }

    [Fact]
    public void A_zip_that_claims_to_be_larger_than_any_disk_breaks_no_count()
    {
        var count = new ReadingCount(new Told());
        for (var file = 0; file < 1_000_000; file++) count.Expect(DeliveryLimits.Default.MaxUnpackedBytes, DeliveryLimits.Default.MaxUnpackedBytes);
        Should.NotThrow(() => count.Read(1 << 30));
    }

    [Theory]
    [InlineData(0, 100, 3600, null)]
    [InlineData(4, 100, 9, null)]
    [InlineData(5, 100, 1, 19)]
    [InlineData(4, 100, 10, 240)]
    [InlineData(1, 1_000_000_000, 3600, null)]
    [InlineData(50, 100, 60, 60)]
    [InlineData(100, 100, 60, 0)]
    [InlineData(101, 100, 60, 0)]
    [InlineData(5, 0, 60, null)]
    public void The_rest_is_taken_to_go_as_fast_once_enough_is_done_to_tell(long done, long total, int seconds, int? left)
    {
        var remaining = WorkProgress.After(TimeSpan.FromSeconds(seconds), "", done, total).Remaining;

        (remaining is { } time ? (int?)Math.Round(time.TotalSeconds) : null).ShouldBe(left);
    }

    private string County() => CountyGenerator.Write(new CountyPlan { Parcels = 9000, Seed = 3 }, _scratch.At("made"), cancel: Cancel).Folder;

    private sealed class Told : IProgress<WorkProgress>
    {
        public List<WorkProgress> All { get; } = [];

        public void Report(WorkProgress value) => All.Add(value);

        public void ShouldGoFromBeginningToEnd()
        {
            All.Count.ShouldBeGreaterThan(2);
            All.Select(one => one.Done).ShouldBeInOrder();
            All.Select(one => one.Total).Distinct().Count().ShouldBe(1);
            ((double)All[0].Done / All[0].Total).ShouldBeLessThan(0.5);
            ((double)All[^1].Done / All[^1].Total).ShouldBeInRange(0.7, 1);
            All.ShouldContain(one => one.Remaining != null);
        }
    }
}
