using System.Globalization;
using System.Text;
using SkiaSharp;

namespace RuralRights.Web.Tests;

/// <summary>Papers to hand in: another one for each text or number.</summary>
internal static class Sheet
{
    /// <summary>A signature as the pad gives it.</summary>
    public static byte[] Signature(int which)
    {
        using var bitmap = new SKBitmap(120, 60);
        bitmap.Erase(SKColors.White);
        for (var x = 10; x < 110; x++) bitmap.SetPixel(x, (x + which) % 60, SKColors.Black);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>A photograph of more than a megabyte, as a telephone takes it.</summary>
    public static byte[] Photograph(int which)
    {
        const int Side = 1100;
        using var bitmap = new SKBitmap(Side, Side);
        var grain = (uint)which + 1;
        for (var x = 0; x < Side; x++)
            for (var y = 0; y < Side; y++)
            {
                grain = unchecked((grain * 1_664_525) + 1_013_904_223);
                bitmap.SetPixel(x, y, new(unchecked((byte)(grain >> 24)), unchecked((byte)(grain >> 16)), unchecked((byte)(grain >> 8))));
            }

        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 92);
        return data.Size > 1 << 20 ? data.ToArray() : throw new InvalidOperationException($"{data.Size} bytes are no megabyte.");
    }

    /// <summary>A PDF of one page.</summary>
    /// <param name="text">What makes it different from others.</param>
    /// <param name="catalogue">More of its catalogue, such as what runs when it is opened.</param>
    public static byte[] Pdf(string text, string catalogue = "")
    {
        var file = new StringBuilder("%PDF-1.7\n");
        var places = new List<int>();
        var mark = Convert.ToHexString(Encoding.UTF8.GetBytes(text));
        foreach (var one in new[] { $"<</Type/Catalog/Pages 2 0 R{catalogue}>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Note({mark})>>" })
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{places.Count} 0 obj\n{one}\nendobj\n");
        }

        var table = file.Length;
        file.Append("xref\n0 4\n0000000000 65535 f \n");
        foreach (var place in places) file.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        return Encoding.Latin1.GetBytes(file.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").ToString());
    }
}
