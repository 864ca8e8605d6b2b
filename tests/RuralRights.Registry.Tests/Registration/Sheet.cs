using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RuralRights.Registry.Tests.Registration;

/// <summary>A PDF of one page, different each time, as long as asked for.</summary>
internal static class Sheet
{
    public static byte[] Of(string text, int bytes = 0)
    {
        using var file = new MemoryStream();
        Write("%PDF-1.7\n");
        var places = new List<long>();
        // What fills the page is pictures' points, so it may not look like anything else.
        var filling = bytes == 0 ? "" : Convert.ToHexString(SHA512.HashData(Encoding.UTF8.GetBytes(text)));
        foreach (var one in new[] { "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>", $"<</Length {text.Length + (filling.Length * (bytes / 128))}>>\nstream\n%{text}\n{string.Concat(Enumerable.Repeat(filling, bytes / 128))}\nendstream" })
        {
            places.Add(file.Position);
            Write($"{places.Count} 0 obj\n{one}\nendobj\n");
        }

        var table = file.Position;
        Write("xref\n0 5\n0000000000 65535 f \n");
        foreach (var place in places) Write(place.ToString("0000000000", CultureInfo.InvariantCulture) + " 00000 n \n");
        Write($"trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();

        void Write(string part) => file.Write(Encoding.Latin1.GetBytes(part));
    }

    public static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
