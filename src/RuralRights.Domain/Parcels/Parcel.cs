using RuralRights.Domain.Law;

namespace RuralRights.Domain.Parcels;

/// <summary>A parcel as decisions see it.</summary>
/// <param name="Code">Parcel code.</param>
/// <param name="Collective">14-digit code of the owner.</param>
/// <param name="SurveyedArea">Surveyed area in square metres.</param>
/// <param name="Survey">Everything recorded about it, as it stands now; null when it is unknown.</param>
/// <param name="IsRetired">True once it was divided or joined to others; its code is never used again.</param>
public sealed record Parcel(string Code, string Collective, decimal SurveyedArea, ParcelSurveyed? Survey = null, bool IsRetired = false) : IState<Parcel>
{
    /// <inheritdoc/>
    public static Parcel Unknown { get; } = new("", "", 0);

    /// <summary>True once it was surveyed, even if it has been retired since.</summary>
    public bool IsKnown => Code.Length > 0;

    /// <inheritdoc/>
    public Parcel Evolve(object fact) => fact switch
    {
        ParcelSurveyed e => new(e.Parcel, e.Collective, e.SurveyedArea, e),
        ParcelResurveyed e => this with
        {
            SurveyedArea = e.SurveyedArea,
            Survey = Survey! with { Boundary = e.Boundary, SurveyedArea = e.SurveyedArea, BoundaryPoints = e.BoundaryPoints },
        },
        ParcelEntryCorrected e => Corrected(e),
        ParcelDivided or ParcelConsolidated => this with { IsRetired = true },
        _ => this,
    };

    private Parcel Corrected(ParcelEntryCorrected e)
    {
        var survey = e.Entry.Set(Survey!, e.After);
        return this with { Survey = survey, SurveyedArea = survey.SurveyedArea };
    }
}
