using RuralRights.Interchange.Deliveries;

namespace RuralRights.Interchange.Corrections;

/// <summary>Some rows of a table, as if it had no others. They keep their numbers and positions.</summary>
internal sealed class SelectedTable(RowStore all, long[] positions) : RowStore
{
    public override string Name => all.Name;

    public override string File => all.File;

    public override DeliveredSchema Schema => all.Schema;

    public override long Count => positions.Length;

    public override RowCursor Open() => new SelectedCursor(all.Open(), positions);
}

/// <summary>Some rows of a layer.</summary>
internal sealed class SelectedLayer(LayerStore all, long[] positions) : LayerStore
{
    public override string Name => all.Name;

    public override string File => all.File;

    public override DeliveredSchema Schema => all.Schema;

    public override long Count => positions.Length;

    public override ShapeKind Kind => all.Kind;

    public override string? Projection => all.Projection;

    public override RowCursor Open() => OpenShapes();

    public override LayerCursor OpenShapes() => new SelectedCursor(all.OpenShapes(), positions);
}

/// <summary>Jumps from one selected row to the next, in the order of the file.</summary>
internal sealed class SelectedCursor(RowCursor all, long[] positions) : PassingCursor(all)
{
    private int _next;

    public override bool Read()
    {
        if (_next >= positions.Length) return false;
        base.MoveTo(positions[_next++]);
        return true;
    }

    public override void MoveTo(long position)
    {
        base.MoveTo(position);
        _next = Array.BinarySearch(positions, position) is var at && at >= 0 ? at + 1 : ~at;
    }
}
