using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tests.Law;
using Xunit;

namespace RuralRights.Domain.Tests.Registration;

public sealed class CountySettingTests
{
    private static readonly MakeCountySetting Setting = new(CountySettings.CountyName, "榆中县", new(2026, 1, 1), "榆政发〔2026〕1号");

    [Fact]
    public void A_setting_is_the_county_s_own_is_known_and_rests_on_a_document()
    {
        Ask(Setting, new Actor.Clerk(Scene.Registrar, "620123")).ShouldBeRefused(RoleRules.NotTheRegistrar);
        Ask(Setting, new Actor.Registrar(Scene.Registrar, "620122")).ShouldBeRefused(RoleRules.NotTheRegistrar);
        Ask(Setting with { Key = "colour" }, Registrar).ShouldBeRefused(RegistrationRules.SettingIsUnknown);
        Ask(Setting with { Value = " " }, Registrar).ShouldBeRefused(RegistrationRules.SettingIsUnknown);
        Ask(Setting with { Source = "" }, Registrar).ShouldBeRefused(RegistrationRules.SettingHasNoSource);
        Ask(Setting, Registrar).ShouldBeEntered();
    }

    private static Actor.Registrar Registrar => new(Scene.Registrar, "620123");

    private static Decision Ask(MakeCountySetting setting, Actor actor)
    {
        var decision = setting.Decide("620123", new Scene().By(actor));
        if (decision is Decision.Refused refused) RulesRaised.Note(refused.Rule);
        return decision;
    }
}
