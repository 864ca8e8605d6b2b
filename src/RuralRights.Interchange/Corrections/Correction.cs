namespace RuralRights.Interchange.Corrections;

/// <summary>What a correction does to a delivered row.</summary>
public enum CorrectionKind
{
    /// <summary>Gives a field another value.</summary>
    Value,

    /// <summary>Leaves the row out.</summary>
    Strike,

    /// <summary>Makes a row that was not delivered; its values follow as corrections of their own.</summary>
    Add,

    /// <summary>Gives a parcel another boundary; <see cref="Correction.After"/> is its well-known text in the coordinates of the layer.</summary>
    Boundary,

    /// <summary>Takes back every earlier correction of the row.</summary>
    Restore,
}

/// <summary>One change laid over a delivery. The delivered files stay as they are.</summary>
/// <param name="Item">Whose work it belongs to: the delivered code of a contractor, or of a parcel that no contractor holds.</param>
/// <param name="Table">Standard name of the layer or table.</param>
/// <param name="Row">Row of the file, counted from 1; added rows are numbered from <see cref="FirstAddedRow"/>.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Field">Field of a value, else null.</param>
/// <param name="Before">The value it takes the place of; null when there was none.</param>
/// <param name="After">The new value or boundary; null to empty the field.</param>
/// <remarks>It may hold names and numbers of people, and is kept sealed.</remarks>
public sealed record Correction(string Item, string Table, long Row, CorrectionKind Kind, string? Field = null, string? Before = null, string? After = null)
{
    /// <summary>Number of the first added row; no file has as many rows.</summary>
    public const long FirstAddedRow = 1_000_000_001;

    /// <summary>True for a row that was not delivered.</summary>
    public bool IsOfAddedRow => Row >= FirstAddedRow;

    /// <summary>Names the place and no value, so that none slips into a log.</summary>
    public override string ToString() => $"{Kind} {Table}#{Row} {Field}";
}
