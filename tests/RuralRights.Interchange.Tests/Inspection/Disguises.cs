using RuralRights.Interchange.Deliveries;

namespace RuralRights.Interchange.Tests.Inspection;

/// <summary>A layer that differs from another in what only files can show: its name, or shapes that cannot be read.</summary>
internal sealed class DisguisedLayer(LayerStore layer, string? file = null, ShapeDefect defect = ShapeDefect.None, long defectRow = 0) : LayerStore
{
    public override string Name => layer.Name;

    public override string File => file ?? layer.File;

    public override DeliveredSchema Schema => layer.Schema;

    public override long Count => layer.Count;

    public override ShapeKind Kind => layer.Kind;

    public override string? Projection => layer.Projection;

    public override RowCursor Open() => layer.Open();

    public override LayerCursor OpenShapes() => new Cursor(layer.OpenShapes(), defect, defectRow);

    private sealed class Cursor(LayerCursor rows, ShapeDefect defect, long defectRow) : LayerCursor
    {
        private bool IsDefect => rows.Row == defectRow;

        public override long Position => rows.Position;

        public override long Row => rows.Row;

        public override ShapeKind Shape => IsDefect ? ShapeKind.Null : rows.Shape;

        public override int PartCount => IsDefect ? 0 : rows.PartCount;

        public override ShapeDefect Defect => IsDefect ? defect : ShapeDefect.None;

        public override ReadOnlySpan<double> Part(int part) => rows.Part(part);

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

/// <summary>A table in which a spreadsheet damaged one value: it can be shown, but is no code, number or day.</summary>
internal sealed class DamagedTable(RowStore table, string field, long damagedRow) : RowStore
{
    public override string Name => table.Name;

    public override string File => table.File;

    public override DeliveredSchema Schema => table.Schema;

    public override long Count => table.Count;

    public override RowCursor Open() => new Cursor(table.Open(), table.Schema.IndexOf(field), damagedRow);

    private sealed class Cursor(RowCursor rows, int damagedField, long damagedRow) : RowCursor
    {
        public override long Position => rows.Position;

        public override long Row => rows.Row;

        public override bool Read() => rows.Read();

        public override void MoveTo(long position) => rows.MoveTo(position);

        public override string? Text(int field) => rows.Text(field);

        public override bool IsBlank(int field) => rows.IsBlank(field);

        public override bool IsDecodable(int field) => !IsDamaged(field) && rows.IsDecodable(field);

        public override bool TryCode(int field, out ulong code)
        {
            code = 0;
            return !IsDamaged(field) && rows.TryCode(field, out code);
        }

        public override bool TryNumber(int field, out decimal number)
        {
            number = 0;
            return !IsDamaged(field) && rows.TryNumber(field, out number);
        }

        public override bool TryDay(int field, out DateOnly day)
        {
            day = default;
            return !IsDamaged(field) && rows.TryDay(field, out day);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) rows.Dispose();
            base.Dispose(disposing);
        }

        private bool IsDamaged(int field) => field == damagedField && rows.Row == damagedRow;
    }
}
