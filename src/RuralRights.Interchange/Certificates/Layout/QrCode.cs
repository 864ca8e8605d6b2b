using QRCoder;

namespace RuralRights.Interchange.Certificates.Layout;

/// <summary>Draws a QR code (二维码) as areas, so that it prints sharp at any resolution.</summary>
internal static class QrCode
{
    /// <summary>Number of modules on a side and the dark runs of each row, the quiet ground of four modules included.</summary>
    public static (int Side, IReadOnlyList<(int Row, int From, int Length)> Dark) Modules(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var dark = new List<(int, int, int)>();
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows.Count; column++)
            {
                if (!rows[row][column]) continue;
                var first = column;
                while (column + 1 < rows.Count && rows[row][column + 1]) column++;
                dark.Add((row, first, column - first + 1));
            }
        }

        return (rows.Count, dark);
    }

    /// <summary>Fills a square of the paper.</summary>
    public static Mark Draw(string text, Spot at, double width)
    {
        var (side, dark) = Modules(text);
        var module = width / side;
        return new Mark.Fill([.. dark.Select(run => new Box(at.X + run.From * module, at.Y + run.Row * module, run.Length * module, module).Corners)], Ink.Black);
    }
}
