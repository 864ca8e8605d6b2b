using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace RuralRights.Tests;

/// <summary>Parcels as survey software hands them in: a shapefile packed into a zip.</summary>
internal static class DrawnParcels
{
    /// <summary>CGCS2000, 3-degree zone 35, as the fixtures are surveyed.</summary>
    public const string Zone35 =
        "PROJCS[\"CGCS2000_3_Degree_GK_Zone_35\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",35500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",105.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

    /// <summary>The same zone of Xi'an 1980.</summary>
    public const string Xian80 =
        "PROJCS[\"Xian_1980_3_Degree_GK_Zone_35\",GEOGCS[\"GCS_Xian_1980\",DATUM[\"D_Xian_1980\",SPHEROID[\"Xian_1980\",6378140.0,298.257]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",35500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",105.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

    /// <summary>The zip.</summary>
    /// <param name="projection">Text of the .prj; null for none.</param>
    /// <param name="parcels">Codes and corners, clockwise; the ring is closed here.</param>
    public static byte[] Zip(string? projection, params (string Code, (double X, double Y)[] Corners)[] parcels)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "重测.shp", Shapes(parcels));
            Put(zip, "重测.dbf", Rows(parcels, "DKBM"));
            if (projection is not null) Put(zip, "重测.prj", Encoding.ASCII.GetBytes(projection));
        }

        return packed.ToArray();
    }

    /// <summary>Plots of homesteads, the table of their households, and the scans that it names, as a surveyor packs them.</summary>
    /// <param name="table">Name and content of the table.</param>
    /// <param name="scans">Names and contents of the scans.</param>
    /// <param name="plots">Codes of plots and their corners, clockwise.</param>
    public static byte[] Survey((string Name, byte[] Content) table, (string Name, byte[] Content)[] scans, params (string Code, (double X, double Y)[] Corners)[] plots)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "图层/宗地.shp", Shapes(plots));
            Put(zip, "图层/宗地.dbf", Rows(plots, "ZDDM"));
            Put(zip, "图层/宗地.prj", Encoding.ASCII.GetBytes(Zone35));
            foreach (var (name, content) in scans.Prepend(table)) Put(zip, name, content);
        }

        return packed.ToArray();
    }

    /// <summary>A homestead of ten metres by twenty.</summary>
    public static (double X, double Y)[] Plot(double east, double north) => [(east, north), (east, north + 20), (east + 10, north + 20), (east + 10, north)];

    private static void Put(ZipArchive zip, string name, byte[] content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(content);
    }

    private static byte[] Shapes((string Code, (double X, double Y)[] Corners)[] parcels)
    {
        var records = new MemoryStream();
        var number = 0;
        foreach (var (_, corners) in parcels)
        {
            (double X, double Y)[] ring = [.. corners, corners[0]];
            var content = new MemoryStream();
            using (var writer = new BinaryWriter(content, Encoding.ASCII, leaveOpen: true))
            {
                writer.Write(5);
                WriteBox(writer, ring);
                writer.Write(1);
                writer.Write(ring.Length);
                writer.Write(0);
                foreach (var (x, y) in ring)
                {
                    writer.Write(x);
                    writer.Write(y);
                }
            }

            records.Write(BigEndian(++number));
            records.Write(BigEndian((int)content.Length / 2));
            content.WriteTo(records);
        }

        var file = new MemoryStream();
        file.Write(BigEndian(9994));
        file.Write(new byte[20]);
        file.Write(BigEndian((100 + (int)records.Length) / 2));
        using (var writer = new BinaryWriter(file, Encoding.ASCII, leaveOpen: true))
        {
            writer.Write(1000);
            writer.Write(5);
            WriteBox(writer, [.. parcels.SelectMany(parcel => parcel.Corners)]);
            writer.Write(new byte[32]);
        }

        records.WriteTo(file);
        return file.ToArray();
    }

    private static byte[] Rows((string Code, (double X, double Y)[] Corners)[] parcels, string field)
    {
        const int Width = 19;
        var file = new MemoryStream();
        using var writer = new BinaryWriter(file, Encoding.ASCII);
        writer.Write((byte)3);
        writer.Write(new byte[3]);
        writer.Write(parcels.Length);
        writer.Write((short)65);
        writer.Write((short)(Width + 1));
        writer.Write(new byte[20]);
        writer.Write(Encoding.ASCII.GetBytes(field.PadRight(11, '\0')));
        writer.Write((byte)'C');
        writer.Write(new byte[4]);
        writer.Write((byte)Width);
        writer.Write(new byte[15]);
        writer.Write((byte)0x0D);
        foreach (var (code, _) in parcels) writer.Write(Encoding.ASCII.GetBytes(" " + code.PadRight(Width)));
        return file.ToArray();
    }

    private static void WriteBox(BinaryWriter writer, (double X, double Y)[] points)
    {
        foreach (var side in new[] { points.Min(point => point.X), points.Min(point => point.Y), points.Max(point => point.X), points.Max(point => point.Y) }) writer.Write(side);
    }

    private static byte[] BigEndian(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
