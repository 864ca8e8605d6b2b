using RuralRights.Interchange.Certificates.Typography;

namespace RuralRights.Interchange.Certificates.Layout;

/// <summary>A column of a table: its heading in both languages and its width in millimetres.</summary>
internal sealed record Column(string Chinese, string English, double Width);

/// <summary>A piece of text in a line of a cell, at a distance from the cell's left edge.</summary>
internal sealed record Piece(string Words, Face Face, double Size, Ink Ink, double X = 0, Align Align = Align.Left);

/// <summary>A line of a cell.</summary>
internal sealed record CellLine(IReadOnlyList<Piece> Pieces, double Lead = 4.3);

/// <summary>Sets rows below one another, and goes on over the page with its heading repeated.</summary>
internal sealed class Table(double left, IReadOnlyList<Column> columns)
{
    private const double HeadingHeight = 9.5;
    private const double Padding = 1.6;

    /// <summary>Width of the text of a column.</summary>
    public double TextWidth(int column) => columns[column].Width - 2 * Padding;

    /// <summary>Sets the rows from a height downwards.</summary>
    /// <param name="leaf">The leaf to begin on.</param>
    /// <param name="y">Where the heading begins.</param>
    /// <param name="bottom">Below this nothing is set on the first leaf.</param>
    /// <param name="rows">Rows of cells of lines.</param>
    /// <param name="next">Turns the page: gives the leaf and the span of heights to go on with.</param>
    /// <returns>The leaf and height at which the table ends.</returns>
    public (Leaf Leaf, double Y) Set(Leaf leaf, double y, double bottom, IEnumerable<IReadOnlyList<IReadOnlyList<CellLine>>> rows, Func<(Leaf Leaf, double Top, double Bottom)> next)
    {
        var headed = false;
        foreach (var row in rows)
        {
            var height = row.Max(cell => cell.Sum(line => line.Lead)) + 2 * Padding;
            if (y + (headed ? 0 : HeadingHeight) + height > bottom)
            {
                if (headed) leaf.Set("续下页 · continued overleaf", Face.Sans, 6.5, Ink.Grey, Leaf.Width / 2, y + 3.8, Align.Middle);
                (leaf, y, bottom) = next();
                headed = false;
            }

            if (!headed) y = SetHeading(leaf, y);
            headed = true;
            SetRow(leaf, y, height, row);
            y += height;
        }

        return (leaf, y);
    }

    private double SetHeading(Leaf leaf, double y)
    {
        leaf.Fill(new(left, y, columns.Sum(column => column.Width), HeadingHeight), Ink.Wash);
        leaf.Rule(left, y, Right, 0.35, Ink.Green);
        leaf.Rule(left, y + HeadingHeight, Right, 0.2, Ink.Green);
        var x = left;
        foreach (var column in columns)
        {
            leaf.Set(column.Chinese, Face.SerifBold, 9.5, Ink.Green, x + Padding, y + 4.4);
            leaf.Set(column.English, Face.Sans, 6.3, Ink.Grey, x + Padding, y + 7.7);
            x += column.Width;
        }

        return y + HeadingHeight;
    }

    private void SetRow(Leaf leaf, double y, double height, IReadOnlyList<IReadOnlyList<CellLine>> row)
    {
        var x = left + Padding;
        foreach (var (cell, column) in row.Zip(columns))
        {
            var baseline = y + Padding;
            foreach (var line in cell)
            {
                baseline += line.Lead;
                foreach (var piece in line.Pieces)
                    leaf.Set(piece.Words, piece.Face, piece.Size, piece.Ink, x + piece.X, baseline - 1.1, piece.Align);
            }

            x += column.Width;
        }

        leaf.Rule(left, y + height, Right);
    }

    private double Right => left + columns.Sum(column => column.Width);
}
