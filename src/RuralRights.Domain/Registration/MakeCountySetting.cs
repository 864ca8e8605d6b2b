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
/// <param name="Paper">SHA-256 of the document as it was handed in; null while only its name is known.</param>
public sealed record MakeCountySetting(string Key, string Value, DateOnly From, string Source, string? Paper = null)
{
    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    /// <param name="county">Six-digit county code.</param>
    /// <param name="act">Who asks, and when.</param>
    /// <param name="onHand">What of the document lies in the store.</param>
    public Decision Decide(string county, Act act, IReadOnlyCollection<DocumentOnHand>? onHand = null)
    {
        if (act.Actor is not Actor.Registrar registrar || registrar.County != county) return Refuse(NotTheRegistrar);
        if (CountySettings.Find(Key) is not { } setting || !RequiredPapers.IsAskedFor(setting) || string.IsNullOrWhiteSpace(Value)) return Refuse(SettingIsUnknown);
        if (WhyNotSo(setting, Value, Source) is { } refusal) return refusal;
        if (setting.Group == SettingGroup.Papers && From < act.Today) return Refuse(SettingIsBackdated, setting.Key);
        if (DocumentOnHand.Missing(Paper, onHand) is { } missing) return Refuse(DocumentRules.DocumentWasNotHandedIn, missing);

        var provenance = act.After(NotTheRegistrar, SettingIsUnknown, SettingIsUnreadable, SettingIsBeyondTheLaw, SettingHasNoSource, SettingIsBackdated).RestingOn(Paper);
        return Enter(new StreamFact(Streams.County(county), new CountySettingMade(Key, Value, From, Source, provenance)));
    }

    /// <summary>What is wrong with a value, for the county or for a collective.</summary>
    internal static Decision? WhyNotSo(Setting setting, string value, string source)
    {
        if (!setting.IsReadable(value)) return Refuse(SettingIsUnreadable, setting.Key);
        if (!setting.IsWithinBounds(value)) return Refuse(SettingIsBeyondTheLaw, Bounds(setting));
        if (string.IsNullOrWhiteSpace(source)) return Refuse(SettingHasNoSource);

        return null;
    }

    private static string Bounds(Setting setting) => (setting.Least, setting.Most) switch
    {
        ({ } least, { } most) => $"{setting.Key}: {least} … {most}",
        ({ } least, null) => $"{setting.Key}: ≥ {least}",
        (null, null) => setting.Key,
        var (_, most) => $"{setting.Key}: ≤ {most}",
    };
}
