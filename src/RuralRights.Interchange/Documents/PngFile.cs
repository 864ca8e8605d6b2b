using System.Buffers.Binary;
using System.Text;

namespace RuralRights.Interchange.Documents;

/// <summary>Takes a PNG apart by its chunks, without touching its compressed points.</summary>
internal static class PngFile
{
    private const int LargestProfile = 1 << 20;

    private static readonly uint[] Checks = [.. Enumerable.Range(0, 256).Select(Check)];

    // What makes the picture and its colours. Texts, times, Exif and further frames are left out.
    private static readonly string[] OfThePicture = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "pHYs", "bKGD"];

    /// <summary>How a PNG begins.</summary>
    public static ReadOnlySpan<byte> Start => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The parts; null when it is cut off, altered or no PNG after all.</summary>
    public static PictureFile? Read(ReadOnlySpan<byte> file)
    {
        var bare = new List<byte>(file.Length);
        bare.AddRange(Start);
        var (width, height, at, points) = (0L, 0L, Start.Length, false);
        while (at + 12 <= file.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12) return null;

            var kind = Encoding.Latin1.GetString(file.Slice(at + 4, 4));
            var content = file.Slice(at + 8, (int)length);
            if (CheckOf(file.Slice(at + 4, 4 + (int)length)) != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..])) return null;
            if (kind == "IHDR")
            {
                if (length != 13 || width > 0) return null;
                (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(content), BinaryPrimitives.ReadUInt32BigEndian(content[4..]));
            }
            else if (width == 0)
            {
                return null;
            }

            if (OfThePicture.Contains(kind) && (kind != "iCCP" || length <= LargestProfile)) bare.AddRange(file.Slice(at, (int)length + 12));
            points |= kind == "IDAT";
            at += (int)length + 12;
            if (kind == "IEND") return points && width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue ? new((int)width, (int)height, 1, [.. bare], 0) : null;
        }

        return null;
    }

    private static uint CheckOf(ReadOnlySpan<byte> bytes)
    {
        var check = uint.MaxValue;
        foreach (var one in bytes) check = Checks[(check ^ one) & 0xFF] ^ (check >> 8);
        return ~check;
    }

    private static uint Check(int number)
    {
        var check = (uint)number;
        for (var bit = 0; bit < 8; bit++) check = (check & 1) != 0 ? 0xEDB88320 ^ (check >> 1) : check >> 1;
        return check;
    }
}
