using System.Globalization;
using Microsoft.Extensions.Localization;
using RuralRights.Registry.Registration;
using RuralRights.Web.Language;

namespace RuralRights.Web.Oversight;

/// <summary>Facts in both languages at once, for papers that leave the register.</summary>
public static class FactSentences
{
    private static readonly CultureInfo Chinese = new("zh-CN");
    private static readonly CultureInfo English = new("en");

    /// <summary>Tells each fact in both languages.</summary>
    public static FactTeller Teller(IStringLocalizer<Words> T) => entry => (In(Chinese, () => FactInWords.Of(entry, T)), In(English, () => FactInWords.Of(entry, T)));

    private static string In(CultureInfo language, Func<string> say)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = language;
        try
        {
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
