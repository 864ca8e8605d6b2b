using System.Xml;
using System.Xml.Linq;

namespace RuralRights.Interchange.Deliveries;

/// <summary>A row of the issuer code table (权属单位代码表).</summary>
/// <param name="Code">Fourteen digits, filled up with zeros at the end.</param>
/// <param name="Name">Name of the issuer.</param>
/// <param name="Row">Row counted from 1, the heading included.</param>
public sealed record IssuerCode(string Code, string Name, long Row);

/// <summary>The vector metadata (元数据) of a delivery, as element name and text.</summary>
public sealed class DeliveryMetadata
{
    private const long LongestDocument = 8 << 20;

    private DeliveryMetadata(string file, IReadOnlyDictionary<string, string> values) => (File, Values) = (file, values);

    /// <summary>Path inside the delivery.</summary>
    public string File { get; }

    /// <summary>Text of every element that holds text, by its local name; the first one counts.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>Title (title).</summary>
    public string? Title => Values.GetValueOrDefault("title");

    /// <summary>County code (geoID).</summary>
    public string? County => Values.GetValueOrDefault("geoID");

    /// <summary>Coordinate system (coorRSID): 001 CGCS2000, 002 Xi'an 80.</summary>
    public string? CoordinateSystem => Values.GetValueOrDefault("coorRSID");

    /// <summary>Central meridian in degrees (centralMer), as written.</summary>
    public string? CentralMeridian => Values.GetValueOrDefault("centralMer");

    /// <summary>Secrecy (classCode): 001 绝密, 002 机密, 003 秘密, 004 限制, 005 内部, 006 无限制.</summary>
    public string? Secrecy => Values.GetValueOrDefault("classCode");

    internal static DeliveryMetadata? Read(PackagedFile file, ProblemList problems)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = LongestDocument,
        };
        try
        {
            using var reader = XmlReader.Create(file.OnDisk, settings);
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var element in XDocument.Load(reader).Descendants().Where(element => !element.HasElements && element.Value.Length > 0))
                values.TryAdd(element.Name.LocalName, element.Value.Trim());
            return new DeliveryMetadata(file.Path, values);
        }
        catch (Exception exception) when (exception is XmlException or InvalidOperationException or ArgumentException)
        {
            problems.Add(Faults.MetadataUnreadable(file.Path, exception.Message));
            return null;
        }
    }
}
