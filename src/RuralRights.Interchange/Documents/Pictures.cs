using System.Runtime.InteropServices;
using SkiaSharp;

namespace RuralRights.Interchange.Documents;

/// <summary>Shows pictures smaller, and binds several into one document.</summary>
public static class Pictures
{
    private const int StripeLines = 64;
    private const float PaperWidth = 595.276f;
    private const float PaperHeight = 841.89f;
    private const float Margin = 14;

    // A picture of 50 million points is 200 MB while it is decoded, so few are at a time.
    private static readonly SemaphoreSlim Decoding = new(2);

    /// <summary>A small JPEG of a picture, upright; null when it cannot be decoded.</summary>
    /// <param name="picture">A picture as it is kept.</param>
    /// <param name="side">Longest side of the small one.</param>
    public static byte[]? Thumbnail(byte[] picture, int side)
    {
        Decoding.Wait();
        try
        {
            using var data = SKData.CreateCopy(picture);
            using var codec = SKCodec.Create(data);
            if (codec is null) return null;

            var full = codec.Info;
            var wanted = Math.Min(1f, side / (float)Math.Max(full.Width, full.Height));
            // A JPEG unfolds in eighths of its size, and the next smaller one is given; it may not be smaller than what is wanted.
            var near = codec.GetScaledDimensions(Math.Min(1f, wanted + 0.125f));
            using var decoded = new SKBitmap(new SKImageInfo(near.Width, near.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
            if (codec.GetPixels(decoded.Info, decoded.GetPixels()) is not SKCodecResult.Success) return null;

            var factor = Math.Min(1f, side / (float)Math.Max(near.Width, near.Height));
            var (width, height) = (Math.Max(1, (int)(near.Width * factor)), Math.Max(1, (int)(near.Height * factor)));
            var onItsSide = (int)codec.EncodedOrigin is >= 5 and <= 8;
            using var small = new SKBitmap(new SKImageInfo(onItsSide ? height : width, onItsSide ? width : height, SKColorType.Rgba8888, SKAlphaType.Opaque));
            using (var canvas = new SKCanvas(small))
            using (var image = SKImage.FromBitmap(decoded))
            {
                canvas.Clear(SKColors.White);
                canvas.Concat(Turning((int)codec.EncodedOrigin, width, height));
                canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
            }

            using var encoded = small.Encode(SKEncodedImageFormat.Jpeg, 75);
            return encoded.ToArray();
        }
        finally
        {
            Decoding.Release();
        }
    }

    /// <summary>Binds pictures into a PDF, one a page of A4, in their order. A JPEG lies in it as it is, not compressed again.</summary>
    /// <param name="pictures">Pictures as they are kept.</param>
    /// <remarks>It says nothing of when or by whom it was made, so that the same pages give the same document.</remarks>
    public static byte[] Bind(IReadOnlyList<byte[]> pictures)
    {
        using var stream = new MemoryStream();
        var never = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var description = new SKDocumentPdfMetadata(SKDocumentPdfMetadata.Default.RasterDpi) { Creator = "RuralRights", Producer = "RuralRights", Creation = never, Modified = never, EncodingQuality = 101 };
        Decoding.Wait();
        try
        {
            using var document = SKDocument.CreatePdf(stream, description);
            foreach (var picture in pictures)
            {
                var parts = (picture.AsSpan().StartsWith(JpegFile.Start) ? JpegFile.Read(picture) : PngFile.Read(picture))
                    ?? throw new ArgumentException("Only pictures that were read can be bound.", nameof(pictures));
                using var data = SKData.CreateCopy(parts.Bare);
                using var image = SKImage.FromEncodedData(data) ?? throw new ArgumentException("Only pictures that can be shown can be bound.", nameof(pictures));
                var (width, height) = parts.LiesOnItsSide ? (parts.Height, parts.Width) : (parts.Width, parts.Height);
                var (paperWidth, paperHeight) = width > height ? (PaperHeight, PaperWidth) : (PaperWidth, PaperHeight);
                var scale = Math.Min((paperWidth - (2 * Margin)) / width, (paperHeight - (2 * Margin)) / height);
                var canvas = document.BeginPage(paperWidth, paperHeight);
                canvas.Translate((paperWidth - (width * scale)) / 2, (paperHeight - (height * scale)) / 2);
                canvas.Scale(scale);
                canvas.Concat(Turning(parts.Orientation, parts.Width, parts.Height));
                canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear));
                document.EndPage();
            }

            document.Close();
        }
        finally
        {
            Decoding.Release();
        }

        return stream.ToArray();
    }

    /// <summary>True when every line of a picture can be decoded.</summary>
    internal static bool Decodes(PictureFile picture)
    {
        Decoding.Wait();
        try
        {
            using var data = SKData.CreateCopy(picture.Bare);
            using var codec = SKCodec.Create(data);
            return codec is not null && codec.Info.Width == picture.Width && codec.Info.Height == picture.Height && DecodesFully(codec);
        }
        finally
        {
            Decoding.Release();
        }
    }

    private static bool DecodesFully(SKCodec codec)
    {
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
        if (codec.StartScanlineDecode(info) == SKCodecResult.Success)
        {
            var stripe = Marshal.AllocHGlobal(StripeLines * info.RowBytes);
            try
            {
                for (var line = 0; line < info.Height; line += StripeLines)
                {
                    var wanted = Math.Min(StripeLines, info.Height - line);
                    if (codec.GetScanlines(stripe, wanted, info.RowBytes) != wanted) return false;
                }

                return true;
            }
            finally
            {
                Marshal.FreeHGlobal(stripe);
            }
        }

        // Pictures whose lines come in several passes are decoded whole.
        using var whole = new SKBitmap(info);
        return codec.GetPixels(info, whole.GetPixels()) == SKCodecResult.Success;
    }

    /// <summary>How stored points are turned to stand upright, for a stored picture of this size.</summary>
    private static SKMatrix Turning(int orientation, float width, float height) => orientation switch
    {
        2 => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
        3 => new(-1, 0, width, 0, -1, height, 0, 0, 1),
        4 => new(1, 0, 0, 0, -1, height, 0, 0, 1),
        5 => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        6 => new(0, -1, height, 1, 0, 0, 0, 0, 1),
        7 => new(0, -1, height, -1, 0, width, 0, 0, 1),
        8 => new(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
