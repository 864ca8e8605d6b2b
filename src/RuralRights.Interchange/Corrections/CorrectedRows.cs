using System.Text;
using RuralRights.Interchange.Deliveries;

namespace RuralRights.Interchange.Corrections;

/// <summary>A table as corrected.</summary>
internal sealed class CorrectedTable(RowStore delivered, SortedDictionary<long, CorrectedRow> rows) : RowStore
{
    public override string Name => delivered.Name;

    public override string File => delivered.File;

    public override DeliveredSchema Schema => delivered.Schema;

    public override long Count => CorrectedCursor.CountOf(delivered, rows);

    public override RowCursor Open() => new CorrectedCursor(delivered.Open(), delivered.Schema, rows);
}

/// <summary>A layer as corrected.</summary>
internal sealed class CorrectedLayer(LayerStore delivered, SortedDictionary<long, CorrectedRow> rows) : LayerStore
{
    public override string Name => delivered.Name;

    public override string File => delivered.File;

    public override DeliveredSchema Schema => delivered.Schema;

    public override long Count => CorrectedCursor.CountOf(delivered, rows);

    public override ShapeKind Kind => delivered.Kind;

    public override string? Projection => delivered.Projection;

    public override RowCursor Open() => OpenShapes();

    public override LayerCursor OpenShapes() => new CorrectedCursor(delivered.OpenShapes(), delivered.Schema, rows);
}

/// <summary>Reads the delivered rows with their corrections, without those struck, and then those added.</summary>
internal sealed class CorrectedCursor : PassingCursor
{
    /// <summary>Added rows lie behind every position of a file.</summary>
    private const long FirstAdded = 1L << 62;

    private readonly SortedDictionary<long, CorrectedRow> _rows;
    private readonly List<(long Row, string?[] Texts, DeliveredShape? Shape)> _added = [];
    private readonly Dictionary<long, string?[]> _texts = [];
    private readonly Dictionary<long, bool[]> _isCorrected = [];
    private readonly int _fields;
    private string?[]? _text;
    private bool[]? _corrected;
    private DeliveredShape? _shape;
    private int _at = -1;

    public CorrectedCursor(RowCursor delivered, DeliveredSchema schema, SortedDictionary<long, CorrectedRow> rows)
        : base(delivered)
    {
        _rows = rows;
        _fields = schema.Fields.Count;
        foreach (var (number, row) in rows)
        {
            if (row.IsStruck) continue;

            var (texts, corrected) = (new string?[_fields], new bool[_fields]);
            foreach (var (field, value) in row.Values)
            {
                if (schema.IndexOf(field) is not (>= 0 and var at)) continue;
                (texts[at], corrected[at]) = (value, true);
            }

            if (row.IsAdded) _added.Add((number, texts, row.Shape));
            else (_texts[number], _isCorrected[number]) = (texts, corrected);
        }
    }

    public override long Position => _at < 0 ? base.Position : PositionOf(_at);

    public override long Row => _at < 0 ? base.Row : _added[_at].Row;

    public override ShapeKind Shape => _shape?.Kind ?? (_at < 0 ? base.Shape : ShapeKind.Null);

    public override int PartCount => _shape?.Parts.Count ?? (_at < 0 ? base.PartCount : 0);

    public override ShapeDefect Defect => _shape is null && _at < 0 ? base.Defect : ShapeDefect.None;

    public static long CountOf(RowStore delivered, SortedDictionary<long, CorrectedRow> rows) =>
        delivered.Count - rows.Values.Count(row => row is { IsStruck: true, IsAdded: false }) + rows.Values.Count(row => row is { IsAdded: true, IsStruck: false });

    /// <summary>Where an added row is.</summary>
    public static long PositionOf(int added) => FirstAdded + added;

    public override ReadOnlySpan<double> Part(int part) => _shape is { } shape ? shape.Parts[part] : base.Part(part);

    public override bool Read()
    {
        while (_at < 0 && base.Read())
        {
            if (_rows.GetValueOrDefault(base.Row) is { IsStruck: true }) continue;
            Load();
            return true;
        }

        if (_at + 1 >= _added.Count) return false;
        LoadAdded(_at + 1);
        return true;
    }

    public override void MoveTo(long position)
    {
        if (position >= FirstAdded)
        {
            LoadAdded((int)(position - FirstAdded));
            return;
        }

        _at = -1;
        base.MoveTo(position);
        Load();
    }

    public override string? Text(int field) => IsCorrected(field) ? _text![field] : base.Text(field);

    public override int CopyText(int field, Span<char> into) =>
        !IsCorrected(field) ? base.CopyText(field, into)
        : _text![field] is not { } text ? 0
        : text.TryCopyTo(into) ? text.Length : -1;

    public override bool IsBlank(int field) => IsCorrected(field) ? string.IsNullOrWhiteSpace(_text![field]) : base.IsBlank(field);

    public override bool IsDecodable(int field) => IsCorrected(field) || base.IsDecodable(field);

    public override bool TryCode(int field, out ulong code)
    {
        if (!IsCorrected(field)) return base.TryCode(field, out code);
        return FieldText.TryCode(Bytes(field), out code);
    }

    public override bool TryNumber(int field, out decimal number)
    {
        if (!IsCorrected(field)) return base.TryNumber(field, out number);
        return FieldText.TryNumber(Bytes(field), out number);
    }

    public override bool TryDay(int field, out DateOnly day)
    {
        if (!IsCorrected(field)) return base.TryDay(field, out day);
        return FieldText.TryDay(Bytes(field), out day);
    }

    private byte[] Bytes(int field) => _text![field] is { } text ? Encoding.UTF8.GetBytes(text) : [];

    // An added row has no delivered value behind its own, so every field of it counts as corrected.
    private bool IsCorrected(int field) => field >= 0 && (_corrected?[field] ?? _at >= 0);

    private void Load()
    {
        _text = _texts.GetValueOrDefault(base.Row);
        _corrected = _isCorrected.GetValueOrDefault(base.Row);
        _shape = _rows.GetValueOrDefault(base.Row)?.Shape;
    }

    private void LoadAdded(int at)
    {
        _at = at;
        _text = _added[at].Texts;
        _corrected = null;
        _shape = _added[at].Shape;
    }
}
