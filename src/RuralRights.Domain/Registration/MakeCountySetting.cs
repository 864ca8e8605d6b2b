using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Registration.RegistrationRules;

namespace RuralRights.Domain.Registration;

/// <summary>The county fixes, from a day on, something that the law leaves to it.</summary>
/// <param name="Key">Name of the setting, see <see cref="CountySettings"/>.</param>
/// <param name="Value">Its value.</param>
/// <param name="From">First day on which it holds.</param>
/// <param name="Source">Document it rests on.</param>
public sealed record MakeCountySetting(string Key, string Value, DateOnly From, string Source)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    public Decision Decide(string county, Act act)
    {
        if (act.Actor is not Actor.Registrar registrar || registrar.County != county) return Refuse(NotTheRegistrar);
        if (!CountySettings.All.Contains(Key) || string.IsNullOrWhiteSpace(Value)) return Refuse(SettingIsUnknown);
        if (string.IsNullOrWhiteSpace(Source)) return Refuse(SettingHasNoSource);

        var provenance = act.After(NotTheRegistrar, SettingIsUnknown, SettingHasNoSource);
        return Enter(new StreamFact(Streams.County(county), new CountySettingMade(Key, Value, From, Source, provenance)));
    }
}
