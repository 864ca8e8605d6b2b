using Microsoft.Extensions.Localization;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Offices;
using RuralRights.Web.Language;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Offices;

/// <summary>How pages write an office.</summary>
public static class OfficeWords
{
    /// <summary>Name of an office.</summary>
    public static string Of(OfficeRole role, IStringLocalizer<Words> T) => StandingName.Of(Enum.Parse<Standing>(role.ToString()), T);

    /// <summary>What is changed about an account.</summary>
    public static string Of(AccountChangeKind kind, IStringLocalizer<Words> T) => kind switch
    {
        AccountChangeKind.Open => T["开账户，手机尾号"],
        AccountChangeKind.Phone => T["换手机，新号码尾号"],
        AccountChangeKind.Forget => T["作废密码、动态码和通行密钥"],
        _ => T["绑定外部身份"],
    };

    /// <summary>How a grant stands.</summary>
    public static string StateOf(OfficeSheet grant, DateOnly today, IStringLocalizer<Words> T) => grant switch
    {
        { DeclinedOn: not null } => T["已退回"],
        { RevokedOn: not null } => T["已免去"],
        { ApprovedOn: null } => T["等第二个人核准"],
        _ when grant.StandsOn(today) => T["在任"],
        _ when grant.From > today => T["还没有开始"],
        _ => T["任期已满"],
    };

    /// <summary>From when until when.</summary>
    public static string PeriodOf(OfficeSheet grant, IStringLocalizer<Words> T) =>
        grant.Until is { } until ? T["{0} 至 {1}", Write.Day(grant.From), Write.Day(until)] : T["{0} 起", Write.Day(grant.From)];
}
