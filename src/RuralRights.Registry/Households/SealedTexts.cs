namespace RuralRights.Registry.Households;

/// <summary>Free texts of one thing that may name people. Each field is null when the survey left it empty.</summary>
/// <param name="East">东至 of a parcel.</param>
/// <param name="South">南至.</param>
/// <param name="West">西至.</param>
/// <param name="North">北至.</param>
/// <param name="Pointers">指界人, who showed the boundary.</param>
/// <param name="Remark">备注 or 附记.</param>
/// <param name="Registrar">登簿人 of a register entry.</param>
/// <param name="Recipient">领取人 of a certificate, with the paper shown.</param>
/// <param name="Contact">Address and telephone of a collective or its responsible person.</param>
/// <param name="Words">A statement in somebody's own words.</param>
public sealed record SealedTexts(
    string? East = null,
    string? South = null,
    string? West = null,
    string? North = null,
    string? Pointers = null,
    string? Remark = null,
    string? Registrar = null,
    string? Recipient = null,
    string? Contact = null,
    string? Words = null)
{
    /// <summary>Says nothing, so that the texts never slip into a log.</summary>
    public override string ToString() => nameof(SealedTexts);
}
