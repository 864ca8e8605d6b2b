using System.Globalization;
using System.Xml;
using MiniExcelLibs;

namespace RuralRights.Interchange.Deliveries;

/// <summary>
/// Writes a survey delivery in the layout that <see cref="Delivery"/> reads, in a stream: a county of a million parcels takes no more
/// memory than a village. Tables are written as CSV, because nothing here writes Access databases.
/// </summary>
public sealed class DeliveryWriter : IDisposable
{
    /// <summary>A .dbf of two gigabytes or more is beyond what most programs open.</summary>
    public const long LargestFile = 1_900_000_000;

    private readonly string _projection;
    private readonly long _maxFileBytes;
    private readonly Dictionary<string, LayerWriter> _layers = [];
    private readonly Dictionary<string, TableWriter> _tables = [];

    /// <summary>Begins a delivery in a new folder below <paramref name="parent"/>, named for the county.</summary>
    /// <param name="parent">Where the delivery's root folder is made.</param>
    /// <param name="county">Six digits of the county.</param>
    /// <param name="countyName">Name of the county.</param>
    /// <param name="year">Year of the survey.</param>
    /// <param name="projection">Text of the .prj that every layer gets.</param>
    /// <param name="maxFileBytes">Size at which a layer goes on in a further file.</param>
    public DeliveryWriter(string parent, string county, string countyName, int year, string projection, long maxFileBytes = LargestFile)
    {
        (County, CountyName, Year, _projection, _maxFileBytes) = (county, countyName, year, projection, maxFileBytes);
        Root = Path.Combine(parent, county + countyName);
        foreach (var folder in DeliveryStandard.Folders.Where(folder => folder != DeliveryStandard.RasterFolder))
            Directory.CreateDirectory(Path.Combine(Root, folder));
    }

    /// <summary>The delivery's root folder.</summary>
    public string Root { get; }

    /// <summary>Six digits of the county.</summary>
    public string County { get; }

    /// <summary>Name of the county.</summary>
    public string CountyName { get; }

    /// <summary>Year of the survey.</summary>
    public int Year { get; }

    private string Suffix => County + Year.ToString("D4", CultureInfo.InvariantCulture);

    /// <summary>The writer of a layer, made at the first call.</summary>
    public LayerWriter Layer(string name)
    {
        if (_layers.TryGetValue(name, out var writer)) return writer;
        var stem = Path.Combine(Root, DeliveryStandard.VectorFolder, name + Suffix);
        return _layers[name] = new LayerWriter(stem, DeliveryStandard.LayerNamed(name), _projection, _maxFileBytes);
    }

    /// <summary>The writer of a table, made at the first call.</summary>
    public TableWriter Table(string name)
    {
        if (_tables.TryGetValue(name, out var writer)) return writer;
        var path = Path.Combine(Root, DeliveryStandard.OwnershipFolder, $"{name}{Suffix}.csv");
        return _tables[name] = new TableWriter(path, DeliveryStandard.TableNamed(name));
    }

    /// <summary>Writes the issuer code table (权属单位代码表) as a workbook.</summary>
    public void WriteIssuerCodes(IEnumerable<(string Code, string Name)> codes) => MiniExcel.SaveAs(
        Path.Combine(Root, DeliveryStandard.OwnershipFolder, $"{Suffix}{DeliveryStandard.IssuerCodeTable}.xlsx"),
        codes.Select(code => new Dictionary<string, object> { ["权属单位代码"] = code.Code, ["权属单位名称"] = code.Name }));

    /// <summary>Writes the vector metadata.</summary>
    /// <param name="title">What the delivery is.</param>
    /// <param name="centralMeridian">Central meridian of its projection in degrees.</param>
    /// <param name="falseEasting">False easting in kilometres, the zone prefix included when there is one.</param>
    public void WriteMetadata(string title, decimal centralMeridian, decimal falseEasting)
    {
        var path = Path.Combine(Root, DeliveryStandard.MetadataFolder, $"SL{Suffix}.xml");
        using var xml = XmlWriter.Create(path, new XmlWriterSettings { Indent = true });
        xml.WriteStartElement("Metadata");
        Section(xml, "dataIdInfo", ("title", title), ("date", $"{Year:D4}1231"), ("geoID", County), ("dataEdition", "1.0"), ("dataLang", "zh"), ("classCode", "006"));
        Section(
            xml,
            "refSysInfo",
            ("coorRSID", "001"),
            ("centralMer", centralMeridian.ToString(CultureInfo.InvariantCulture)),
            ("eastFAL", falseEasting.ToString(CultureInfo.InvariantCulture)),
            ("northFAL", "0"),
            ("coorFDKD", "002"));
        xml.WriteEndElement();
    }

    /// <summary>Creates a file that rows refer to by its path below the root.</summary>
    public Stream CreateAttachment(string path)
    {
        var inside = PackagePath.Normalised(path) ?? throw new ArgumentException($"“{path}” leads out of the delivery.", nameof(path));
        var target = Path.Combine(Root, inside);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        return new FileStream(target, FileMode.CreateNew, FileAccess.Write);
    }

    /// <summary>Finishes all files.</summary>
    public void Dispose()
    {
        foreach (var layer in _layers.Values) layer.Dispose();
        foreach (var table in _tables.Values) table.Dispose();
    }

    private static void Section(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> values)
    {
        xml.WriteStartElement(name);
        foreach (var (element, value) in values) xml.WriteElementString(element, value);
        xml.WriteEndElement();
    }
}
