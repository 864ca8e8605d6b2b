namespace RuralRights.Interchange.Documents;

/// <summary>A picture taken apart: the parts that make the picture, and which side is up.</summary>
/// <param name="Width">Width of the stored points.</param>
/// <param name="Height">Height of the stored points.</param>
/// <param name="Orientation">1 to 8 as Exif numbers them; 1 is upright.</param>
/// <param name="Bare">The picture without anything else, as its points are stored.</param>
/// <param name="HeaderLength">Where in <paramref name="Bare"/> the note about the orientation goes.</param>
internal sealed record PictureFile(int Width, int Height, int Orientation, byte[] Bare, int HeaderLength)
{
    /// <summary>True when width and height change places before it is shown.</summary>
    public bool LiesOnItsSide => Orientation is >= 5 and <= 8;

    /// <summary>The picture with the one note that a reader needs to show it upright.</summary>
    public byte[] Upright() => Orientation == 1 ? Bare : [.. Bare[..HeaderLength], .. JpegFile.OrientationNote(Orientation), .. Bare[HeaderLength..]];
}
