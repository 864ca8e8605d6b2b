using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;

namespace RuralRights.Domain.Parcels;

/// <summary>A parcel or plot on a plan.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Boundary">How it is drawn; null for as it stands in the register.</param>
public sealed record LandOutline(string Code, BoundaryOnRecord? Boundary)
{
    /// <summary>A parcel as the books know it.</summary>
    public static LandOutline Of(string parcel, Books books) => new(parcel, books.Read<Parcel>(Streams.Parcel(parcel)).Survey?.Boundary);
}

/// <summary>The land that a change is about, so that it can be drawn before and after side by side.</summary>
/// <param name="Before">As it stands; empty when nothing does.</param>
/// <param name="After">As it would be; empty when nothing is left.</param>
public sealed record LandAltered(IReadOnlyList<LandOutline> Before, IReadOnlyList<LandOutline> After)
{
    /// <summary>Parcels leave a right; what else it holds stays with the household.</summary>
    public static LandAltered Leaving(IReadOnlyList<string> parcels, ContractRight right) => new(
        [.. right.Holdings.Keys.Select(parcel => new LandOutline(parcel, null))], [.. right.Holdings.Keys.Except(parcels, StringComparer.Ordinal).Select(parcel => new LandOutline(parcel, null))]);
}
