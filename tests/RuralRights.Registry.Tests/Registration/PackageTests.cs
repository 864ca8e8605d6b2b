using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Interchange.Deliveries;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tests.Registration;

/// <summary>Packages as they are handed in: what cannot be read is refused by a rule, and what is kept is sealed.</summary>
public sealed class PackageTests : IAsyncLifetime
{
    private const string County = "620122";

    private static readonly string Sample = Path.Combine(EnteredSample.Root(), "gis-samples", "620122皋兰县.zip");

    private readonly TestRegister _register = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Deliveries Deliveries => _register.Host.Services.GetRequiredService<Deliveries>();

    private string Folder => Directory.CreateDirectory(Path.Combine(_register.Options.StateFolder, "deliveries")).FullName;

    public async ValueTask InitializeAsync() => await _register.InitializeAsync();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task What_is_no_delivery_that_can_be_read_is_refused_by_a_rule()
    {
        (await Refused("no zip"u8.ToArray())).ShouldBe(ConstraintRules.PackageIsUnreadable);
        (await Refused((await File.ReadAllBytesAsync(Sample, Cancel))[..1000])).ShouldBe(ConstraintRules.PackageIsUnreadable);
        (await Refused(Zip("读我.txt"))).ShouldBe(ConstraintRules.PackageIsNoDelivery);
        (await Refused(Zip("矢量数据/地块.shp"))).ShouldBe(ConstraintRules.DeliveryNamesNoCounty);
        (await Refused(await File.ReadAllBytesAsync(Sample, Cancel), TestRegister.County)).ShouldBe(ConstraintRules.DeliveryIsOfAnotherCounty);
    }

    [Fact]
    public async Task How_many_files_a_package_may_hold_is_a_setting_of_the_register()
    {
        await using var register = TestRegister.With(options => options with { DeliveryLimits = new() { MaxEntries = 3 } });
        await register.InitializeAsync();
        await using var zip = File.OpenRead(Sample);

        var refused = await Should.ThrowAsync<DeliveryUnreadable>(() => register.Host.Services.GetRequiredService<Deliveries>().HandIn(County, zip, "official/7", Cancel));

        refused.Code.ShouldBe("zip-too-many-entries");
    }

    [Fact]
    public async Task A_package_that_is_gone_when_it_is_read_again_has_failed_by_a_rule()
    {
        await using var zip = File.OpenRead(Sample);
        var kept = await Deliveries.HandIn(County, zip, "official/7", Cancel);
        foreach (var file in Directory.GetFiles(Folder)) File.Delete(file);

        await Deliveries.Process(County, kept.Sha256, enter: false, Cancel);

        var status = (await Deliveries.Find(County, kept.Sha256, Cancel))!;
        status.State.ShouldBe(DeliveryState.Failed);
        status.TroubleRule.ShouldBe(ConstraintRules.DeliveryWasChanged.Code);

        zip.Position = 0;
        await Deliveries.HandIn(County, zip, "official/7", Cancel);
        await Deliveries.Process(County, kept.Sha256, enter: false, Cancel);
        (await Deliveries.Find(County, kept.Sha256, Cancel))!.TroubleRule.ShouldBeNull();
    }

    [Fact]
    public async Task Packages_that_lie_open_are_sealed_as_the_register_starts()
    {
        var open = Path.Combine(Folder, $"{Guid.CreateVersion7()}.zip");
        File.Copy(Sample, open);
        var anothers = Path.Combine(Folder, $"{Guid.CreateVersion7()}.zip");
        File.Copy(Sample, anothers);
        var received = await Deliveries.Receive(County, open, "official/7", Cancel);

        await using (await Node.Start(_register, DateTimeOffset.UtcNow, []))
        {
            var closed = Directory.GetFiles(Folder).Where(path => path != anothers).ShouldHaveSingleItem();
            closed.ShouldEndWith(".sealed");
            Encoding.Latin1.GetString(await File.ReadAllBytesAsync(closed, Cancel)).ShouldNotContain("PK\u0003\u0004");
            await Deliveries.Process(County, received.Sha256, enter: false, Cancel);
            (await Deliveries.Find(County, received.Sha256, Cancel))!.State.ShouldBe(DeliveryState.Inspected);
        }

        // What no county here names is named and stays, and so does what is brought from a folder of the office.
        (await Deliveries.SealOpenPackages(Cancel)).ShouldBe([Path.GetFileName(anothers)]);
        File.Exists(anothers).ShouldBeTrue();
        File.Exists(Sample).ShouldBeTrue();
    }

    private async Task<Rule> Refused(byte[] content, string county = County)
    {
        var refused = await Should.ThrowAsync<DeliveryUnreadable>(() => Deliveries.HandIn(county, new MemoryStream(content), "official/7", Cancel));
        Directory.GetFiles(Folder).ShouldBeEmpty();
        return Deliveries.RuleOf(refused);
    }

    private static byte[] Zip(string entry)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(zip.CreateEntry("620122皋兰县/" + entry).Open());
            writer.Write("x");
        }

        return bytes.ToArray();
    }
}
