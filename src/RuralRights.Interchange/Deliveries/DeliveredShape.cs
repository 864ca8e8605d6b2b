namespace RuralRights.Interchange.Deliveries;

/// <summary>A shape held in memory, for fixtures and for writing: parts of x, y, x, y ... with easting or longitude first.</summary>
public sealed record DeliveredShape(ShapeKind Kind, IReadOnlyList<double[]> Parts)
{
    /// <summary>No shape at all.</summary>
    public static DeliveredShape Null { get; } = new(ShapeKind.Null, []);

    /// <summary>A point.</summary>
    public static DeliveredShape Point(double x, double y) => new(ShapeKind.Point, [[x, y]]);

    /// <summary>Lines.</summary>
    public static DeliveredShape Line(params IReadOnlyList<double[]> parts) => new(ShapeKind.Line, parts);

    /// <summary>An area of rings; each ring repeats its first vertex at the end and the outer ring runs clockwise.</summary>
    public static DeliveredShape Polygon(params IReadOnlyList<double[]> rings) => new(ShapeKind.Polygon, rings);
}

/// <summary>A layer made of values. <see cref="LayerStore.InMemory"/> makes one.</summary>
internal sealed class MemoryLayer(
    string name,
    ShapeKind kind,
    string? projection,
    DeliveredSchema schema,
    byte[] rows,
    IReadOnlyList<DeliveredShape> shapes) : LayerStore
{
    private readonly ByteStore _rows = ByteStore.Of(rows);

    public override string Name => name;

    public override string File => name;

    public override DeliveredSchema Schema => schema;

    public override long Count => shapes.Count;

    public override ShapeKind Kind => kind;

    public override string? Projection => projection;

    public override RowCursor Open() => OpenShapes();

    public override LayerCursor OpenShapes() => new Cursor(new SpooledCursor(_rows, schema.Fields.Count), shapes);

    private sealed class Cursor(SpooledCursor rows, IReadOnlyList<DeliveredShape> shapes) : LayerCursor
    {
        private DeliveredShape Current => shapes[(int)rows.Row - 1];

        public override long Position => rows.Position;

        public override long Row => rows.Row;

        public override ShapeKind Shape => Current.Kind;

        public override int PartCount => Current.Parts.Count;

        public override ReadOnlySpan<double> Part(int part) => Current.Parts[part];

        public override bool Read() => rows.Read();

        public override void MoveTo(long position) => rows.MoveTo(position);

        public override string? Text(int field) => rows.Text(field);

        public override bool IsBlank(int field) => rows.IsBlank(field);

        public override bool IsDecodable(int field) => rows.IsDecodable(field);

        public override bool TryCode(int field, out ulong code) => rows.TryCode(field, out code);

        public override bool TryNumber(int field, out decimal number) => rows.TryNumber(field, out number);

        public override bool TryDay(int field, out DateOnly day) => rows.TryDay(field, out day);

        protected override void Dispose(bool disposing)
        {
            if (disposing) rows.Dispose();
            base.Dispose(disposing);
        }
    }
}
