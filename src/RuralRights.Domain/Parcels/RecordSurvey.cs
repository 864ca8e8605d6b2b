using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Parcels.ParcelRules;

namespace RuralRights.Domain.Parcels;

/// <summary>A clerk enters a surveyed parcel (地块调查入库). It gives nobody a right: that takes a contract.</summary>
/// <param name="Parcel">19-digit parcel code, the issuer's 14 digits first.</param>
/// <param name="Collective">14-digit code of the collective that owns the land.</param>
/// <param name="Name">Small place name.</param>
/// <param name="Boundary">Boundary as surveyed.</param>
/// <param name="SurveyedArea">Surveyed area in square metres.</param>
/// <param name="Category">Code of table C7.</param>
/// <param name="LandUse">Code of GB/T 21010, three characters.</param>
/// <param name="BasicFarmland">Whether it is permanent basic farmland.</param>
public sealed record RecordSurvey(
    string Parcel,
    string Collective,
    string Name,
    BoundaryOnRecord Boundary,
    decimal SurveyedArea,
    string Category,
    string? LandUse,
    bool BasicFarmland)
{
    /// <summary>The order of the rules is the order of the survey: owner, number, place, area. Overlap is for the database to judge.</summary>
    public Decision Decide(Parcel known, Collective owner, Act act)
    {
        if (act.Actor is not Actor.Clerk) return Refuse(NotTheClerk);
        if (!owner.IsKnown) return Refuse(CollectiveIsUnknown, Collective);
        if (Survey.Hindrance(known, owner.Code) is { } hindrance) return hindrance;

        return Enter(Survey.Enter(Collective, act.After([NotTheClerk, CollectiveIsUnknown, .. NewParcel.HindrancesChecked])));
    }

    private NewParcel Survey => new(Parcel, Name, Boundary, SurveyedArea, Category, null, LandUse, null, null, BasicFarmland, null);
}
