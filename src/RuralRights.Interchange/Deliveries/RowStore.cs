namespace RuralRights.Interchange.Deliveries;

/// <summary>How a field is declared in the file that was delivered.</summary>
public enum FieldKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Whole or decimal number.</summary>
    Number,

    /// <summary>A calendar day.</summary>
    Day,
}

/// <summary>One declared field. <paramref name="Width"/> is in bytes for .dbf, in characters elsewhere; 0 when the format declares none.</summary>
public sealed record DeliveredField(string Name, FieldKind Kind, int Width, int Decimals);

/// <summary>The fields of a layer or table, in file order. Names are upper case, as the standard writes them.</summary>
public sealed record DeliveredSchema(IReadOnlyList<DeliveredField> Fields)
{
    private readonly Dictionary<string, int> _index = Fields
        .Select((field, at) => (field.Name, at))
        .GroupBy(pair => pair.Name, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.First().at, StringComparer.OrdinalIgnoreCase);

    /// <summary>Position of a field, or -1 when the file has no such field.</summary>
    public int IndexOf(string field) => _index.GetValueOrDefault(field, -1);
}

/// <summary>
/// The rows of one layer or table exactly as they were delivered: nothing trimmed away but padding, nothing repaired.
/// </summary>
/// <remarks>Several cursors may be open on one store at once, each on its own thread.</remarks>
public abstract class RowStore : IDisposable
{
    /// <summary>Standard name of the layer or table, such as <c>DK</c> or <c>CBF</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Path of the file inside the delivery, for messages.</summary>
    public abstract string File { get; }

    /// <summary>Declared fields.</summary>
    public abstract DeliveredSchema Schema { get; }

    /// <summary>Number of rows that are really there.</summary>
    public abstract long Count { get; }

    /// <summary>Opens a cursor before the first row.</summary>
    public abstract RowCursor Open();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the file.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>Reads rows one after another, or jumps back to a <see cref="Position"/> seen before.</summary>
/// <remarks>Field positions are those of the schema; -1 reads as absent, so that a missing optional field needs no branch.</remarks>
public abstract class RowCursor : IDisposable
{
    /// <summary>Moves to the next row; false after the last.</summary>
    public abstract bool Read();

    /// <summary>Jumps to a row by the <see cref="Position"/> it had.</summary>
    public abstract void MoveTo(long position);

    /// <summary>Where the current row is, for <see cref="MoveTo"/>.</summary>
    public abstract long Position { get; }

    /// <summary>Number of the current row, counted from 1 as a person would.</summary>
    public abstract long Row { get; }

    /// <summary>The field as text without padding; null when empty. Bytes that are no text show as U+FFFD.</summary>
    public abstract string? Text(int field);

    /// <summary>
    /// Copies the text of a field without padding and says how long it is: 0 when it is empty, -1 when it does not fit.
    /// A cursor that can do so without making a string does.
    /// </summary>
    public virtual int CopyText(int field, Span<char> into) =>
        Text(field) is not { } text ? 0 : text.TryCopyTo(into) ? text.Length : -1;

    /// <summary>True when the field is empty or only padding.</summary>
    public abstract bool IsBlank(int field);

    /// <summary>False when the field holds bytes that are no text in the declared encoding.</summary>
    public abstract bool IsDecodable(int field);

    /// <summary>Reads 1 to 19 ASCII digits and nothing else, without allocating.</summary>
    public abstract bool TryCode(int field, out ulong code);

    /// <summary>Reads a decimal number in invariant notation.</summary>
    public abstract bool TryNumber(int field, out decimal number);

    /// <summary>Reads a day: YYYYMMDD, YYYY-MM-DD or a date cell.</summary>
    public abstract bool TryDay(int field, out DateOnly day);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the cursor.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>What a layer holds.</summary>
public enum ShapeKind
{
    /// <summary>No geometry at all in this row.</summary>
    Null,

    /// <summary>Points.</summary>
    Point,

    /// <summary>Lines.</summary>
    Line,

    /// <summary>Areas.</summary>
    Polygon,
}

/// <summary>What is wrong with a shape that cannot be read.</summary>
public enum ShapeDefect
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The .shp has fewer shapes than the .dbf has rows, and this is a row without one.</summary>
    Missing,

    /// <summary>The record reaches beyond the end of the file, or its counts contradict its length.</summary>
    Torn,

    /// <summary>The record is of another kind than the layer declares.</summary>
    OtherKind,

    /// <summary>The shape has more vertices than the limits allow.</summary>
    TooManyVertices,
}

/// <summary>A layer: rows with a geometry each.</summary>
public abstract class LayerStore : RowStore
{
    /// <summary>The kind the layer declares.</summary>
    public abstract ShapeKind Kind { get; }

    /// <summary>Text of the .prj beside the layer; null when there is none.</summary>
    public abstract string? Projection { get; }

    /// <summary>Opens a cursor that also reads shapes.</summary>
    public abstract LayerCursor OpenShapes();

    /// <summary>A layer made of values, for fixtures.</summary>
    /// <param name="name">Standard name of the layer.</param>
    /// <param name="kind">The kind it declares.</param>
    /// <param name="projection">Text of its .prj, or null for none.</param>
    /// <param name="fields">Its fields, in order.</param>
    /// <param name="rows">Rows as in <see cref="TableStore.InMemory"/>, each with its shape.</param>
    public static LayerStore InMemory(
        string name,
        ShapeKind kind,
        string? projection,
        IReadOnlyList<DeliveredField> fields,
        IEnumerable<(IReadOnlyList<string?> Row, DeliveredShape Shape)> rows)
    {
        var shapes = new List<DeliveredShape>();
        var (bytes, _) = TableStore.Spooled(fields.Count, rows.Select(pair =>
        {
            shapes.Add(pair.Shape);
            return pair.Row;
        }));
        return new MemoryLayer(name, kind, projection, new DeliveredSchema(fields), bytes, shapes);
    }
}

/// <summary>Reads rows and their shapes.</summary>
public abstract class LayerCursor : RowCursor
{
    /// <summary>Kind of the current shape; <see cref="ShapeKind.Null"/> when it is empty.</summary>
    public abstract ShapeKind Shape { get; }

    /// <summary>Number of rings, lines or points.</summary>
    public abstract int PartCount { get; }

    /// <summary>One part as x, y, x, y ... (easting or longitude first), exactly as delivered; valid until the next read.</summary>
    public abstract ReadOnlySpan<double> Part(int part);

    /// <summary>Why the shape that should be here cannot be read; null when it can, or when the row simply has none.</summary>
    /// <remarks>Such a row shows as <see cref="ShapeKind.Null"/>: a torn record never stops the rows after it.</remarks>
    public virtual ShapeDefect Defect => ShapeDefect.None;
}
