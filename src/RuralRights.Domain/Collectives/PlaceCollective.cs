using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Collectives.CollectiveRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Parcels.ParcelRules;
using static RuralRights.Domain.Registration.DocumentRules;

namespace RuralRights.Domain.Collectives;

/// <summary>
/// The registrar enters that another village desk, and with it another township, serves a collective from a day on (行政区划调整). What is
/// open goes on at the new desks; no code, right or member changes.
/// </summary>
/// <param name="Collective">14-digit issuer code.</param>
/// <param name="Village">12-digit code of the village desk; its first nine digits are the township's.</param>
/// <param name="From">First day.</param>
/// <param name="Source">Title and number of the document of the change.</param>
/// <param name="Document">SHA-256 of that document.</param>
public sealed record PlaceCollective(string Collective, string Village, DateOnly From, string Source, string Document)
{
    private const int VillageDigits = 12;
    private const int TownshipDigits = 9;

    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(string county, Collective collective, IReadOnlyCollection<DocumentOnHand> onHand, Act act)
    {
        if (act.Actor is not Actor.Registrar registrar || registrar.County != county) return Refuse(NotTheRegistrar);
        if (collective.Code != Collective || collective.County != county) return Refuse(CollectiveIsUnknown);
        if (Village.Length != VillageDigits || !Village.All(char.IsAsciiDigit) || !Village.StartsWith(county, StringComparison.Ordinal)) return Refuse(PlaceIsNotOfTheCounty);
        if (string.IsNullOrWhiteSpace(Source) || Document.Length == 0) return Refuse(PlacementHasNoSource);
        if (DocumentOnHand.Missing([Document], onHand) is not null) return Refuse(DocumentWasNotHandedIn);
        if (collective.Placements.Keys.Max() > From) return Refuse(PlacementIsOvertaken);
        if (collective.PlacedOn(From).Village == Village) return Refuse(PlacedThereAlready, Village);

        var provenance = act.After(NotTheRegistrar, CollectiveIsUnknown, PlaceIsNotOfTheCounty, PlacementHasNoSource, DocumentWasNotHandedIn, PlacementIsOvertaken, PlacedThereAlready)
            with { Documents = [Document] };
        return Enter(new StreamFact(Streams.Collective(Collective), new CollectivePlaced(Collective, Village, Village[..TownshipDigits], From, Source.Trim(), provenance)));
    }
}
