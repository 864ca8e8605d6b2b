namespace RuralRights.Domain.Parcels;

/// <summary>A parcel as decisions see it.</summary>
public sealed record Parcel(string Code, string Collective, decimal SurveyedArea)
{
    /// <summary>Before anything is known.</summary>
    public static readonly Parcel Unknown = new("", "", 0);

    /// <summary>Applies one fact; an unknown fact changes nothing.</summary>
    public Parcel Evolve(object fact) => fact switch
    {
        ParcelSurveyed e => new(e.Parcel, e.Collective, e.SurveyedArea),
        _ => this,
    };
}
