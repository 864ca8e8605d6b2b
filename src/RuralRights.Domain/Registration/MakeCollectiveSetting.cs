using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Parcels.ParcelRules;
using static RuralRights.Domain.Registration.RegistrationRules;

namespace RuralRights.Domain.Registration;

/// <summary>The registrar records, from a day on, what a collective's charter or assembly decided for itself where it may.</summary>
/// <param name="Collective">14-digit issuer code.</param>
/// <param name="Key">Name of the setting, see <see cref="CountySettings"/>.</param>
/// <param name="Value">Its value.</param>
/// <param name="From">First day on which it holds.</param>
/// <param name="Source">Document it rests on, such as the charter.</param>
/// <param name="Paper">SHA-256 of the document as it was handed in; null while only its name is known.</param>
public sealed record MakeCollectiveSetting(string Collective, string Key, string Value, DateOnly From, string Source, string? Paper = null)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    /// <param name="county">Six-digit county code.</param>
    /// <param name="collective">The collective.</param>
    /// <param name="act">Who asks, and when.</param>
    /// <param name="onHand">What of the document lies in the store.</param>
    public Decision Decide(string county, Collective collective, Act act, IReadOnlyCollection<DocumentOnHand>? onHand = null)
    {
        if (act.Actor is not Actor.Registrar registrar || registrar.County != county) return Refuse(NotTheRegistrar);
        if (collective.Code != Collective || collective.County != county) return Refuse(CollectiveIsUnknown);
        if (CountySettings.Find(Key) is not { } setting || string.IsNullOrWhiteSpace(Value)) return Refuse(SettingIsUnknown);
        if (!setting.PerCollective) return Refuse(SettingIsTheCounty, Key);
        if (MakeCountySetting.WhyNotSo(setting, Value, Source) is { } refusal) return refusal;
        if (DocumentOnHand.Missing(Paper, onHand) is { } missing) return Refuse(DocumentRules.DocumentWasNotHandedIn, missing);

        var provenance = act.After(
            NotTheRegistrar, CollectiveIsUnknown, SettingIsUnknown, SettingIsTheCounty, SettingIsUnreadable, SettingIsBeyondTheLaw, SettingHasNoSource).RestingOn(Paper);
        return Enter(new StreamFact(Streams.County(county), new CollectiveSettingMade(Collective, Key, Value, From, Source, provenance)));
    }
}
