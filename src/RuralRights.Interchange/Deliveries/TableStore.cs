namespace RuralRights.Interchange.Deliveries;

/// <summary>One table of the ownership data (权属数据), such as <c>CBF</c>, with rows that can be fetched again by position.</summary>
/// <remarks>Tables come from an Access database, workbooks or CSV files; all are spooled to one form first, so that all behave alike.</remarks>
public sealed class TableStore : RowStore
{
    private readonly ByteStore _rows;

    internal TableStore(string name, string file, DeliveredSchema schema, long count, ByteStore rows)
    {
        Name = name;
        File = file;
        Schema = schema;
        Count = count;
        _rows = rows;
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string File { get; }

    /// <inheritdoc/>
    public override DeliveredSchema Schema { get; }

    /// <inheritdoc/>
    public override long Count { get; }

    /// <summary>A table made of values, for fixtures. A text that holds U+FFFD counts as not decodable.</summary>
    /// <param name="name">Standard name of the table.</param>
    /// <param name="fields">Its fields, in order.</param>
    /// <param name="rows">Rows with one text per field; null or empty for an empty field, and missing ones at the end are empty.</param>
    public static TableStore InMemory(string name, IReadOnlyList<DeliveredField> fields, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var (bytes, count) = Spooled(fields.Count, rows);
        return new TableStore(name, name, new DeliveredSchema(fields), count, ByteStore.Of(bytes));
    }

    /// <inheritdoc/>
    public override RowCursor Open() => new SpooledCursor(_rows, Schema.Fields.Count);

    internal static (byte[] Bytes, long Count) Spooled(int fields, IEnumerable<IReadOnlyList<string?>> rows)
    {
        using var memory = new MemoryStream();
        var spool = new RowSpool(memory);
        foreach (var row in rows)
        {
            for (var field = 0; field < fields; field++) spool.Field(field < row.Count ? row[field] : null);
            spool.EndRow();
        }

        return (memory.ToArray(), spool.Count);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _rows.Dispose();
        base.Dispose(disposing);
    }
}
