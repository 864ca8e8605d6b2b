namespace RuralRights.Interchange.Deliveries;

/// <summary>A layer that lies in one shapefile, or in several that together are one (分幅) with the same stem and a suffix.</summary>
/// <remarks>A position is the number of the record counted from 0 over all its files, the deleted ones included.</remarks>
internal sealed class FileLayer : LayerStore
{
    private readonly IReadOnlyList<LayerSheet> _sheets;
    private readonly int _maxVertices;

    public FileLayer(string name, string file, IReadOnlyList<LayerSheet> sheets, int maxVertices, ProblemList problems)
    {
        Name = name;
        File = file;
        _sheets = sheets;
        _maxVertices = maxVertices;
        Kind = sheets[0].Shapes?.Kind ?? ShapeKind.Null;
        Projection = sheets[0].Projection;
        Schema = new DeliveredSchema(
            [.. sheets[0].Rows.Fields.Select(field => new DeliveredField(field.Name, field.Kind, field.Width, field.Decimals))]);

        long first = 0;
        foreach (var sheet in sheets)
        {
            sheet.First = first;
            first += sheet.Rows.Records;
            sheet.Map = [.. Schema.Fields.Select(field => Array.FindIndex(sheet.Rows.Fields, own => own.Name == field.Name))];
            Count += sheet.Rows.LiveRows;
            if (sheet != sheets[0]) Compare(sheet, sheets[0], problems);
        }
    }

    public override string Name { get; }

    public override string File { get; }

    public override DeliveredSchema Schema { get; }

    public override long Count { get; }

    public override ShapeKind Kind { get; }

    public override string? Projection { get; }

    public override RowCursor Open() => OpenShapes();

    public override LayerCursor OpenShapes() => new FileLayerCursor(_sheets, Schema.Fields.Count, _maxVertices);

    protected override void Dispose(bool disposing)
    {
        if (disposing) foreach (var sheet in _sheets) sheet.Dispose();
        base.Dispose(disposing);
    }

    private void Compare(LayerSheet sheet, LayerSheet first, ProblemList problems)
    {
        if (!sheet.Rows.Fields.SequenceEqual(first.Rows.Fields)) problems.Add(Faults.SheetFieldsDiffer(sheet.Rows.Path, Name, first.Rows.Path));
        if (sheet.Shapes?.Kind != first.Shapes?.Kind) problems.Add(Faults.SheetKindDiffers(sheet.Rows.Path, Name, first.Rows.Path));
        if (!string.Equals(sheet.Projection?.Trim(), first.Projection?.Trim(), StringComparison.Ordinal))
            problems.Add(Faults.SheetProjectionDiffers(sheet.Rows.Path, Name, first.Rows.Path));
    }
}

/// <summary>One shapefile of a layer.</summary>
internal sealed class LayerSheet(DbfFile rows, ShapeFile? shapes, string? projection) : IDisposable
{
    public DbfFile Rows => rows;

    /// <summary>Null when the .shp is missing or unreadable; every row then lacks its shape.</summary>
    public ShapeFile? Shapes => shapes;

    public string? Projection => projection;

    /// <summary>Number of the first record within the layer.</summary>
    public long First { get; set; }

    /// <summary>Position of each field of the layer in this file, or -1.</summary>
    public int[] Map { get; set; } = [];

    public void Dispose()
    {
        rows.Dispose();
        shapes?.Dispose();
    }
}

internal sealed class FileLayerCursor(IReadOnlyList<LayerSheet> sheets, int fieldCount, int maxVertices) : LayerCursor
{
    private readonly long _end = sheets[^1].First + sheets[^1].Rows.Records;
    private LayerSheet _sheet = sheets[0];
    private FileWindow _rows = new(sheets[0].Rows.Bytes);
    private ShapeCursor? _shapes;
    private long _position = -1;
    private bool _shapeLoaded;
    private int _at;

    public override long Position => _position;

    public override long Row => _position + 1;

    public override ShapeKind Shape => Loaded()?.Shape ?? ShapeKind.Null;

    public override int PartCount => Loaded()?.PartCount ?? 0;

    public override ShapeDefect Defect => Loaded()?.Defect ?? ShapeDefect.Missing;

    public override ReadOnlySpan<double> Part(int part) =>
        Loaded() is { } shapes ? shapes.Part(part) : throw new ArgumentOutOfRangeException(nameof(part));

    public override bool Read()
    {
        for (var next = _position + 1; next < _end; next++)
        {
            if (SheetOf(next) is var sheet && sheet.Rows.IsDeleted(next - sheet.First)) continue;
            MoveTo(next);
            return true;
        }

        return false;
    }

    public override void MoveTo(long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, _end);
        Enter(SheetOf(position));
        var rows = _sheet.Rows;
        if (!_rows.TryLocate(rows.HeaderLength + ((position - _sheet.First) * rows.RowLength), rows.RowLength, out _at))
            throw new EndOfStreamException();
        _position = position;
        _shapeLoaded = false;
    }

    public override string? Text(int field) => Value(field) is { IsEmpty: false } value ? _sheet.Rows.Text.Decode(value) : null;

    public override int CopyText(int field, Span<char> into) =>
        FieldText.TryCopyAscii(Value(field), into, out var length) ? length : base.CopyText(field, into);

    public override bool IsBlank(int field) => Value(field).IsEmpty;

    public override bool IsDecodable(int field) => _sheet.Rows.Text.CanDecode(Value(field));

    public override bool TryCode(int field, out ulong code) => FieldText.TryCode(Value(field), out code);

    public override bool TryNumber(int field, out decimal number) => FieldText.TryNumber(Value(field), out number);

    public override bool TryDay(int field, out DateOnly day) => FieldText.TryDay(Value(field), out day);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows.Dispose();
            _shapes?.Dispose();
        }

        base.Dispose(disposing);
    }

    private ReadOnlySpan<byte> Value(int field)
    {
        if (field < 0) return default;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(field, fieldCount);
        var own = _sheet.Map[field];
        if (own < 0) return default;
        ref readonly var declared = ref _sheet.Rows.Fields[own];
        return DbfFile.Trimmed(_rows.Bytes.AsSpan(_at + declared.Offset, declared.Width), declared.Type);
    }

    private ShapeCursor? Loaded()
    {
        if (_sheet.Shapes is not { } file) return null;
        _shapes ??= new ShapeCursor(file, maxVertices);
        if (!_shapeLoaded) _shapes.MoveTo(_position - _sheet.First);
        _shapeLoaded = true;
        return _shapes;
    }

    private LayerSheet SheetOf(long position)
    {
        if (position >= _sheet.First && position < _sheet.First + _sheet.Rows.Records) return _sheet;
        return sheets.First(sheet => position < sheet.First + sheet.Rows.Records);
    }

    private void Enter(LayerSheet sheet)
    {
        if (sheet == _sheet) return;
        _rows.Dispose();
        _shapes?.Dispose();
        (_sheet, _rows, _shapes) = (sheet, new FileWindow(sheet.Rows.Bytes), null);
    }
}
