using Microsoft.Extensions.Localization;
using RuralRights.Web.Language;

namespace RuralRights.Web.SignIn;

/// <summary>How pages name what proves who somebody is.</summary>
public static class AccountWords
{
    /// <summary>A means of proof, as sessions and accounts keep it.</summary>
    public static string Means(string means, IStringLocalizer<Words> T) => means switch
    {
        "code" => T["手机验证码"],
        "password" => T["密码和动态码"],
        "passkey" => T["通行密钥"],
        "external" => T["外部身份"],
        _ => T["演示登录"],
    };
}
