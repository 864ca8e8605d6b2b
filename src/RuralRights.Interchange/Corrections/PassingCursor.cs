using RuralRights.Interchange.Deliveries;

namespace RuralRights.Interchange.Corrections;

/// <summary>Reads through to another cursor. It also reads shapes where the other one does.</summary>
internal abstract class PassingCursor(RowCursor inner) : LayerCursor
{
    private readonly LayerCursor? _shapes = inner as LayerCursor;

    public override long Position => inner.Position;

    public override long Row => inner.Row;

    public override ShapeKind Shape => _shapes?.Shape ?? ShapeKind.Null;

    public override int PartCount => _shapes?.PartCount ?? 0;

    public override ShapeDefect Defect => _shapes?.Defect ?? ShapeDefect.None;

    public override ReadOnlySpan<double> Part(int part) => _shapes is { } shapes ? shapes.Part(part) : throw new ArgumentOutOfRangeException(nameof(part));

    public override bool Read() => inner.Read();

    public override void MoveTo(long position) => inner.MoveTo(position);

    public override string? Text(int field) => inner.Text(field);

    public override int CopyText(int field, Span<char> into) => inner.CopyText(field, into);

    public override bool IsBlank(int field) => inner.IsBlank(field);

    public override bool IsDecodable(int field) => inner.IsDecodable(field);

    public override bool TryCode(int field, out ulong code) => inner.TryCode(field, out code);

    public override bool TryNumber(int field, out decimal number) => inner.TryNumber(field, out number);

    public override bool TryDay(int field, out DateOnly day) => inner.TryDay(field, out day);

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
