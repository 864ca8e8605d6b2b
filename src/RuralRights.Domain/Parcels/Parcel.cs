using RuralRights.Domain.Law;

namespace RuralRights.Domain.Parcels;

/// <summary>A parcel as decisions see it.</summary>
public sealed record Parcel(string Code, string Collective, decimal SurveyedArea) : IState<Parcel>
{
    /// <inheritdoc/>
    public static Parcel Unknown { get; } = new("", "", 0);

    /// <inheritdoc/>
    public Parcel Evolve(object fact) => fact switch
    {
        ParcelSurveyed e => new(e.Parcel, e.Collective, e.SurveyedArea),
        _ => this,
    };
}
