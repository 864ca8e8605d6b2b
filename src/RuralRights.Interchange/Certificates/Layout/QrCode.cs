using QRCoder;

namespace RuralRights.Interchange.Certificates.Layout;

/// <summary>Draws a QR code (二维码) as areas, so that it prints sharp at any resolution.</summary>
internal static class QrCode
{
    /// <summary>Fills a square, the four modules of quiet ground included.</summary>
    public static Mark Draw(string text, Spot at, double side)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var module = side / rows.Count;
        var runs = new List<IReadOnlyList<Spot>>();
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows.Count; column++)
            {
                if (!rows[row][column]) continue;
                var first = column;
                while (column + 1 < rows.Count && rows[row][column + 1]) column++;
                runs.Add(new Box(at.X + first * module, at.Y + row * module, (column - first + 1) * module, module).Corners);
            }
        }

        return new Mark.Fill(runs, Ink.Black);
    }
}
