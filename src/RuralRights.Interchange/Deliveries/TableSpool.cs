namespace RuralRights.Interchange.Deliveries;

/// <summary>A table on its way into the spool: rows are added, then it becomes a <see cref="TableStore"/>.</summary>
internal sealed class TableSpool : IDisposable
{
    private readonly string _path;
    private readonly Stream _file;

    public TableSpool(string name, string file, DeliveredSchema schema, WorkFolder work)
    {
        (Name, File, Schema) = (name, file, schema);
        _path = work.NewPath();
        _file = new BufferedStream(work.Create(_path), 1 << 18);
        Rows = new RowSpool(_file);
    }

    public string Name { get; }

    public string File { get; }

    public DeliveredSchema Schema { get; }

    public RowSpool Rows { get; }

    public TableStore Finish()
    {
        _file.Dispose();
        return new TableStore(Name, File, Schema, Rows.Count, ByteStore.OfFile(_path));
    }

    public void Dispose() => _file.Dispose();
}
