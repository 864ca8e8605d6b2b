using System.Buffers.Binary;

namespace RuralRights.Interchange.Documents;

/// <summary>Takes a JPEG apart by its markers (ITU-T T.81 annex B), without touching its compressed points.</summary>
internal static class JpegFile
{
    private const int Application = 0xE0;
    private const int Comment = 0xFE;
    private const int StartOfScan = 0xDA;
    private const int EndOfImage = 0xD9;
    private const int OrientationTag = 0x0112;

    /// <summary>How a JPEG begins.</summary>
    public static ReadOnlySpan<byte> Start => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Exif => "Exif\0\0"u8;

    private static ReadOnlySpan<byte> Jfif => "JFIF\0"u8;

    private static ReadOnlySpan<byte> ColourProfile => "ICC_PROFILE\0"u8;

    private static ReadOnlySpan<byte> Adobe => "Adobe"u8;

    /// <summary>The parts; null when it is cut off or no JPEG after all.</summary>
    public static PictureFile? Read(ReadOnlySpan<byte> file)
    {
        var bare = new List<byte>(file.Length) { 0xFF, 0xD8 };
        var (width, height, orientation, header, scanned) = (0, 0, 1, 2, false);
        var at = 2;
        while (true)
        {
            if (at + 2 > file.Length || file[at] != 0xFF) return null;
            while (at + 1 < file.Length && file[at + 1] == 0xFF) at++;
            if (at + 2 > file.Length) return null;

            int marker = file[at + 1];
            at += 2;
            if (marker == EndOfImage)
            {
                bare.AddRange([0xFF, EndOfImage]);
                return scanned && width > 0 && height > 0 ? new(width, height, orientation, [.. bare], header) : null;
            }

            if (marker is 0x00 or 0x01 or (>= 0xD0 and <= 0xD8) || at + 2 > file.Length) return null;

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
            if (length < 2 || at + length > file.Length) return null;

            var content = file.Slice(at + 2, length - 2);
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                // Two frames would be two pictures, of which only one is looked at.
                if (content.Length < 6 || width > 0) return null;
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(content[1..]), BinaryPrimitives.ReadUInt16BigEndian(content[3..]));
            }

            if (marker == Application + 1 && content.StartsWith(Exif)) orientation = OrientationIn(content[Exif.Length..]) ?? orientation;
            if (IsOfThePicture(marker, content))
            {
                bare.AddRange([0xFF, (byte)marker]);
                bare.AddRange(file.Slice(at, length));
                if (marker == Application) header = bare.Count;
            }

            at += length;
            if (marker != StartOfScan) continue;

            scanned = true;
            var end = EndOfScan(file, at);
            if (end < 0) return null;
            bare.AddRange(file[at..end]);
            at = end;
        }
    }

    /// <summary>An Exif segment that says which side is up, and nothing else.</summary>
    public static byte[] OrientationNote(int orientation) =>
    [
        0xFF, Application + 1, 0, 34, .. Exif, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
        0, 1, OrientationTag >> 8, OrientationTag & 0xFF, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
    ];

    private static bool IsOfThePicture(int marker, ReadOnlySpan<byte> content) => marker switch
    {
        Application => content.StartsWith(Jfif) && content.Length <= 14,
        Application + 2 => content.StartsWith(ColourProfile),
        Application + 14 => content.StartsWith(Adobe),
        Comment or (> Application and <= Application + 15) => false,
        _ => true,
    };

    // Within a scan 0xFF is followed by 0 or by a restart; anything else is the next marker.
    private static int EndOfScan(ReadOnlySpan<byte> file, int at)
    {
        while (true)
        {
            var next = file[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= file.Length) return -1;
            at += next;
            if (file[at + 1] is 0x00 or (>= 0xD0 and <= 0xD7)) at += 2;
            else if (file[at + 1] == 0xFF) at++;
            else return at;
        }
    }

    private static int? OrientationIn(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14) return null;
        var big = tiff.StartsWith("MM"u8);
        if (!big && !tiff.StartsWith("II"u8)) return null;

        var directory = Long(tiff[4..], big);
        if (directory < 8 || directory > tiff.Length - 2) return null;
        var entries = Short(tiff[(int)directory..], big);
        for (var entry = 0; entry < entries; entry++)
        {
            var at = (int)directory + 2 + (entry * 12);
            if (at + 12 > tiff.Length) return null;
            if (Short(tiff[at..], big) == OrientationTag) return Short(tiff[(at + 8)..], big) is >= 1 and <= 8 and var side ? side : null;
        }

        return null;
    }

    private static int Short(ReadOnlySpan<byte> bytes, bool big) => big ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint Long(ReadOnlySpan<byte> bytes, bool big) => big ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
