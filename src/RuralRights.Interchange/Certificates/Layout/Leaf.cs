using RuralRights.Interchange.Certificates.Typography;

namespace RuralRights.Interchange.Certificates.Layout;

/// <summary>A place on the paper in millimetres from the upper left corner.</summary>
internal readonly record struct Spot(double X, double Y)
{
    public double To(Spot other) => Math.Sqrt((other.X - X) * (other.X - X) + (other.Y - Y) * (other.Y - Y));
}

/// <summary>The few colours of a certificate.</summary>
internal enum Ink
{
    /// <summary>Text.</summary>
    Black,

    /// <summary>Labels and English.</summary>
    Grey,

    /// <summary>Headings and frame: pine green.</summary>
    Green,

    /// <summary>Rules of tables.</summary>
    Rule,

    /// <summary>Ground of headings.</summary>
    Wash,

    /// <summary>The parcel on its sketch map.</summary>
    Earth,

    /// <summary>Pattern behind the front page.</summary>
    Mist,

    /// <summary>Seal red, for the seal and for what ends a right.</summary>
    Red,

    /// <summary>The paper.</summary>
    White,
}

/// <summary>What the colours look like.</summary>
internal static class Inks
{
    public static string Of(Ink ink) => ink switch
    {
        Ink.Grey => "#5e6b64",
        Ink.Green => "#1d4d3b",
        Ink.Rule => "#a9bab0",
        Ink.Wash => "#eef3ee",
        Ink.Earth => "#f4ebd6",
        Ink.Mist => "#eaf0ea",
        Ink.Red => "#a31f1f",
        Ink.White => "#ffffff",
        _ => "#1c1c1c",
    };
}

internal enum Align
{
    Left,
    Middle,
    Right,
}

/// <summary>Something drawn on a leaf.</summary>
internal abstract record Mark
{
    private Mark()
    {
    }

    /// <summary>A line of text whose baseline begins at a spot, turned clockwise about it by degrees.</summary>
    public sealed record Text(string Words, Face Face, double Size, Ink Ink, Spot At, double Turn = 0) : Mark;

    /// <summary>A line through spots.</summary>
    public sealed record Stroke(IReadOnlyList<Spot> Through, double Width, Ink Ink, bool Closed = false, bool Dashed = false) : Mark;

    /// <summary>An area; a ring inside another is a hole.</summary>
    public sealed record Fill(IReadOnlyList<IReadOnlyList<Spot>> Rings, Ink Ink) : Mark;

    /// <summary>A circle, filled or drawn.</summary>
    public sealed record Circle(Spot Centre, double Radius, Ink Ink, double? Width = null, bool Dashed = false) : Mark;

    /// <summary>Marks of which only what lies in a window is seen.</summary>
    public sealed record Window(Box Box, IReadOnlyList<Mark> Marks) : Mark;
}

/// <summary>A rectangle on the paper.</summary>
internal readonly record struct Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public Spot Centre => new(Left + Width / 2, Top + Height / 2);

    public IReadOnlyList<Spot> Corners => [new(Left, Top), new(Right, Top), new(Right, Bottom), new(Left, Bottom)];

    public Box Shrunk(double by) => new(Left + by, Top + by, Width - 2 * by, Height - 2 * by);

    public bool Holds(Box other) => other.Left >= Left && other.Top >= Top && other.Right <= Right && other.Bottom <= Bottom;

    public bool Meets(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
}

/// <summary>One page of A4 paper and what is drawn on it, in order.</summary>
internal sealed class Leaf(Typesetter typesetter)
{
    public const double Width = 210;
    public const double Height = 297;

    private readonly List<Mark> _marks = [];

    public IReadOnlyList<Mark> Marks => _marks;

    public void Add(params IEnumerable<Mark> marks) => _marks.AddRange(marks);

    /// <summary>Sets one line of text with its baseline at a spot and returns its width.</summary>
    public double Set(string words, Face face, double size, Ink ink, double x, double y, Align align = Align.Left)
    {
        words = Typesetter.Clean(words);
        var width = typesetter.Measure(face, size, words);
        var left = align switch { Align.Middle => x - width / 2, Align.Right => x - width, _ => x };
        _marks.Add(new Mark.Text(words, face, size, ink, new(left, y)));
        return width;
    }

    /// <summary>Sets Chinese with its English in small type after it.</summary>
    public void SetPair(string chinese, string english, Face face, double size, Ink ink, double x, double y)
    {
        var width = Set(chinese, face, size, ink, x, y);
        Set(english, Face.Sans, size * 0.68, Ink.Grey, x + width + 0.25 * size * Typesetter.Point, y);
    }

    public void Rule(double fromX, double y, double toX, double width = 0.2, Ink ink = Ink.Rule) =>
        _marks.Add(new Mark.Stroke([new(fromX, y), new(toX, y)], width, ink));

    public void Frame(Box box, double width, Ink ink, bool dashed = false) =>
        _marks.Add(new Mark.Stroke(box.Corners, width, ink, Closed: true, dashed));

    public void Fill(Box box, Ink ink) => _marks.Add(new Mark.Fill([box.Corners], ink));
}
