using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.SignIn;

/// <summary>Keeps the keys that cookies and forms are protected with in the vault, sealed: they outlive a restart and are the same on every node.</summary>
public sealed class KeyRing(CountyConnections connections, HomeCounty county, Vault vault) : IXmlRepository
{
    private const string Prefix = "keys/";

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(async () =>
    {
        var subjects = await connections[county.Code].All("select subject from vault.texts where subject like $1 || '%' order by kept_at", row => row.GetString(0), default, Prefix);
        var texts = await vault.CompareTexts(county.Code, subjects);
        return subjects.ConvertAll(subject => XElement.Parse(texts[subject].Words!));
    }).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) =>
        Task.Run(() => vault.Keep(county.Code, Prefix + friendlyName, new(Words: element.ToString(SaveOptions.DisableFormatting)))).GetAwaiter().GetResult();
}
