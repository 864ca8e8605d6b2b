using System.IO.Compression;
using RuralRights.Interchange.Deliveries;
using RuralRights.Spatial;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Deliveries;

/// <summary>One shapefile packed into a zip, as a surveyor sends it.</summary>
public sealed class PackedShapefiles : IDisposable
{
    private static readonly string Layers = Path.Combine(Samples.Clean, "矢量数据");

    private readonly string _work = Directory.CreateTempSubdirectory("rr-shapefile-").FullName;

    public void Dispose() => Directory.Delete(_work, recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("新测/")]
    public void Its_parcels_are_read_with_their_codes_rings_and_system_and_nothing_is_left_behind(string folder)
    {
        using (var file = Open(zip => Put(zip, folder, "DK", ".shp", ".shx", ".dbf", ".prj")))
        {
            file.System.ShouldBe(CoordinateSystem.ThreeDegreeZone(35, prefixed: true));
            var parcels = file.Read().ToList();
            parcels.Count.ShouldBe(697);
            parcels[0].Code.ShouldBe("6201232022040100001");
            parcels.ShouldAllBe(parcel => parcel.Shape.Kind == ShapeKind.Polygon && parcel.Shape.Parts.Count > 0);
        }

        Directory.EnumerateFileSystemEntries(_work).ShouldBeEmpty();
    }

    [Fact]
    public void An_index_that_is_missing_is_made_anew() => Read(zip => Put(zip, "", "DK", ".shp", ".dbf", ".prj")).ShouldBe(697);

    [Theory]
    [InlineData("shapefile-part-missing", ".shp", ".shx", ".dbf")]
    [InlineData("shapefile-part-missing", ".shp", ".shx", ".prj")]
    [InlineData("not-one-shapefile", ".shx", ".dbf", ".prj")]
    public void What_is_missing_is_named(string code, params string[] parts) => Refused(zip => Put(zip, "", "DK", parts)).ShouldBe(code);

    [Fact]
    public void Two_shapefiles_points_and_a_system_that_cannot_be_taken_are_refused()
    {
        Refused(zip =>
        {
            Put(zip, "", "DK", ".shp", ".dbf", ".prj");
            Put(zip, "", "ZJQY", ".shp", ".dbf", ".prj");
        }).ShouldBe("not-one-shapefile");
        Refused(zip => Put(zip, "", "JZD", ".shp", ".dbf", ".prj")).ShouldBe("shapefile-has-no-areas");
        Refused(zip =>
        {
            Put(zip, "", "DK", ".shp", ".dbf");
            Write(zip, "DK6201232016.prj", File.ReadAllBytes(Path.Combine(Layers, "DK6201232016.prj")), text => text.Replace("D_China_2000", "D_Xian_1980", StringComparison.Ordinal).Replace("GCS_China_Geodetic_Coordinate_System_2000", "GCS_Xian_1980", StringComparison.Ordinal));
        }).ShouldBe("xian-1980");
    }

    [Fact]
    public void A_bomb_and_a_name_that_leads_elsewhere_are_refused_and_leave_nothing_behind()
    {
        Refused(zip =>
        {
            using var bomb = zip.CreateEntry("DK.dbf", CompressionLevel.SmallestSize).Open();
            var nothing = new byte[1 << 20];
            for (var megabyte = 0; megabyte < 40; megabyte++) bomb.Write(nothing);
        }).ShouldBe("zip-bomb");
        Refused(zip => Put(zip, "../", "DK", ".shp", ".dbf", ".prj")).ShouldBe("zip-name-dangerous");
        Directory.EnumerateFileSystemEntries(_work).ShouldBeEmpty();
    }

    [Fact]
    public void Too_many_files_are_refused_without_advice_that_is_for_deliveries()
    {
        var refused = Should.Throw<DeliveryUnreadable>(() => Open(zip =>
        {
            for (var at = 0; at <= ShapefileZip.Limits.MaxEntries; at++) zip.CreateEntry($"{at}.txt");
        }).Dispose());

        refused.Code.ShouldBe("zip-too-many-entries");
        (refused.Chinese + refused.English).ShouldNotContain("rr import");
    }

    private static void Put(ZipArchive zip, string folder, string layer, params string[] parts)
    {
        foreach (var part in parts) Write(zip, $"{folder}{layer}6201232016{part}", File.ReadAllBytes(Path.Combine(Layers, $"{layer}6201232016{part}")));
    }

    private static void Write(ZipArchive zip, string name, byte[] content, Func<string, string>? change = null)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(change is null ? content : System.Text.Encoding.UTF8.GetBytes(change(System.Text.Encoding.UTF8.GetString(content))));
    }

    private ShapefileZip Open(Action<ZipArchive> fill)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true)) fill(zip);
        packed.Position = 0;
        return ShapefileZip.Open(packed, _work, TestContext.Current.CancellationToken);
    }

    private int Read(Action<ZipArchive> fill)
    {
        using var file = Open(fill);
        return file.Read().Count();
    }

    private string Refused(Action<ZipArchive> fill) => Should.Throw<DeliveryUnreadable>(() => Open(fill).Dispose()).Code;
}
