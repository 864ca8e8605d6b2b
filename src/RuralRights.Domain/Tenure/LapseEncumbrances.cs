using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>The register enters that holds of a right have lapsed, each of which is over by the day alone. Nobody asks for it.</summary>
/// <param name="Right">Code of the right, or of the plot of a homestead.</param>
public sealed record LapseEncumbrances(string Right)
{
    /// <summary>What is over lapses; where nothing is, there is nothing to enter.</summary>
    public Decision Decide(ILandRight right, County county, Act act)
    {
        var over = act.Actor is Actor.Register
            ? right.Encumbrances.Values.Where(held => held.HasLapsed(county.On(held.Since).Of(CountySettings.ObjectionEntry), county.Calendar, act.Today)).ToList()
            : [];
        return over.Count == 0
            ? Refuse(NothingHasLapsed)
            : Enter([.. over.Select(held => new StreamFact(LandRight.StreamOf(Right), new EncumbranceLapsed(Right, held.Id, act.After(NothingHasLapsed))))]);
    }
}
