using System.Globalization;
using System.IO.Compression;
using System.Text;
using RuralRights.Interchange.Documents;
using SkiaSharp;

namespace RuralRights.Interchange.Tests.Documents;

/// <summary>Documents of every kind, made byte by byte where no program would make them.</summary>
internal static class Papers
{
    public const string Place = "36.0611N 103.8343E";

    /// <summary>A photograph: wide, with a red corner at the top left.</summary>
    public static byte[] Jpeg(int width = 320, int height = 200) => Encoded(SKEncodedImageFormat.Jpeg, width, height);

    public static byte[] Png(int width = 120, int height = 80) => Encoded(SKEncodedImageFormat.Png, width, height);

    public static byte[] WebP() => Encoded(SKEncodedImageFormat.Webp, 40, 40);

    /// <summary>A photograph as a phone makes it: which side is up, where it was taken, a comment.</summary>
    public static byte[] FromPhone(int orientation)
    {
        var tiff = new List<byte>();
        tiff.AddRange("II*\0"u8.ToArray());
        tiff.AddRange([8, 0, 0, 0, 2, 0]);
        tiff.AddRange([0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0]);
        tiff.AddRange([0x0E, 0x01, 2, 0, (byte)Place.Length, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0]);
        tiff.AddRange(Encoding.ASCII.GetBytes(Place));
        return [0xFF, 0xD8, .. Segment(0xE1, [.. "Exif\0\0"u8, .. tiff]), .. Segment(0xFE, Encoding.ASCII.GetBytes("taken by " + Place)), .. Jpeg()[2..]];
    }

    public static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)((content.Length + 2) & 0xFF), .. content];

    /// <summary>A chunk of a PNG with its check.</summary>
    public static byte[] Chunk(string kind, byte[] content)
    {
        byte[] checkedPart = [.. Encoding.ASCII.GetBytes(kind), .. content];
        return [.. Number(content.Length), .. checkedPart, .. Number(unchecked((int)Check(checkedPart)))];
    }

    /// <summary>A PNG that says it is this large and is next to nothing.</summary>
    public static byte[] PngBomb(int width, int height)
    {
        using var points = new MemoryStream();
        using (var folded = new ZLibStream(points, CompressionLevel.SmallestSize, leaveOpen: true)) folded.Write(new byte[1000]);
        return [.. PngFile.Start, .. Chunk("IHDR", [.. Number(width), .. Number(height), 8, 0, 0, 0, 0]), .. Chunk("IDAT", points.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>A PDF of these objects; the first is the catalogue.</summary>
    public static byte[] Pdf(params string[] objects) => Pdf("", [.. objects.Select(one => Encoding.Latin1.GetBytes(one))]);

    public static byte[] Pdf(string trailer, params byte[][] objects)
    {
        using var file = new MemoryStream();
        Write("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
        var places = new List<long>();
        for (var at = 0; at < objects.Length; at++)
        {
            places.Add(file.Position);
            Write($"{at + 1} 0 obj\n");
            file.Write(objects[at]);
            Write("\nendobj\n");
        }

        var table = file.Position;
        Write($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var place in places) Write(place.ToString("0000000000", CultureInfo.InvariantCulture) + " 00000 n \n");
        Write($"trailer\n<</Size {objects.Length + 1}/Root 1 0 R{trailer}>>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();

        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
    }

    /// <summary>A PDF of one page; what else its catalogue says, and further objects from number 4.</summary>
    public static byte[] OnePage(string catalogue = "", params byte[][] more) => Pdf(
        "",
        [
            Encoding.Latin1.GetBytes($"<</Type/Catalog/Pages 2 0 R{catalogue}>>"),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>"u8.ToArray(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"u8.ToArray(),
            .. more,
        ]);

    /// <summary>A stream, its data folded or as they are.</summary>
    public static byte[] Stream(string dictionary, byte[] data, bool fold = true)
    {
        if (fold) data = Folded(data);
        return [.. Encoding.Latin1.GetBytes($"<<{dictionary}/Length {data.Length}{(fold ? "/Filter/FlateDecode" : "")}>>\nstream\n"), .. data, .. "\nendstream"u8];
    }

    public static byte[] Folded(byte[] data)
    {
        using var folded = new MemoryStream();
        using (var zlib = new ZLibStream(folded, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(data);
        return folded.ToArray();
    }

    public static byte[] Zip(string name = "evil.exe")
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry(name).Open()) entry.Write("MZ this is a program"u8);
        return file.ToArray();
    }

    private static byte[] Encoded(SKEncodedImageFormat format, int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.LightGray);
            using var paint = new SKPaint { Color = SKColors.Red };
            canvas.DrawRect(0, 0, width / 4f, height / 4f, paint);
            paint.Color = SKColors.DarkGreen;
            for (var line = 0; line < height; line += 7) canvas.DrawLine(0, line, width, height - line, paint);
        }

        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    private static byte[] Number(int number)
    {
        var bytes = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static uint Check(byte[] bytes)
    {
        var check = uint.MaxValue;
        foreach (var one in bytes)
        {
            check ^= one;
            for (var bit = 0; bit < 8; bit++) check = (check & 1) != 0 ? 0xEDB88320 ^ (check >> 1) : check >> 1;
        }

        return ~check;
    }
}
