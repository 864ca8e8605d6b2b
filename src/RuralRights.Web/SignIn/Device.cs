using Microsoft.Extensions.Localization;
using RuralRights.Web.Language;

namespace RuralRights.Web.SignIn;

/// <summary>What somebody is signed in with, as they would call it themselves.</summary>
public static class Device
{
    // Browsers name each other, so the order is from those that name many to those that name none.
    private static readonly (string Mark, string Name)[] Browsers =
        [("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("HuaweiBrowser", "Huawei"), ("MQQBrowser", "QQ"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux")];

    /// <summary>Browser and system out of what a browser says of itself.</summary>
    public static string Of(string browser, IStringLocalizer<Words> T)
    {
        string[] known = [.. new[] { Browsers, Systems }.Select(names => Array.Find(names, one => browser.Contains(one.Mark, StringComparison.Ordinal)).Name).OfType<string>()];
        return known.Length == 0 ? T["不认识的浏览器"] : string.Join(" · ", known);
    }
}
