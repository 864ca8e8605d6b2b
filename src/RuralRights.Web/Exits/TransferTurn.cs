using RuralRights.Domain.Law;
using RuralRights.Registry.Exits;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Exits;

/// <summary>Whether a transfer waits for whoever looks at it.</summary>
internal static class TransferTurn
{
    /// <summary>True when the next step is this visitor's.</summary>
    /// <param name="who">Who looks.</param>
    /// <param name="transfer">The transfer.</param>
    /// <param name="wards">People for whom the visitor speaks.</param>
    public static bool IsOf(Visitor who, TransferSheet transfer, IReadOnlyList<Guid> wards) => transfer.IsOpen && who.Actor switch
    {
        Actor.Farmer when transfer.Consents.Any(consent => wards.Contains(consent.Person) && !consent.Stands) => true,
        Actor.Farmer farmer => transfer.From == farmer.Household && (transfer.Consents.Any(consent => consent.Person == farmer.Person && !consent.Stands) || (transfer.State == "consented" && transfer.AllConsented)),
        Actor.Chair => transfer.AllConsented && transfer.IssuerAnswer is null,
        Actor.Registrar => transfer.State == "paid" && transfer.AllConsented,
        _ => false,
    };
}
