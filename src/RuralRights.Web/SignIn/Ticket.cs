using System.Security.Claims;
using RuralRights.Registry.SignIn;

namespace RuralRights.Web.SignIn;

/// <summary>What the sign-in cookie proves: which account in which session, by which means, and under what it acts.</summary>
/// <param name="Account">The account.</param>
/// <param name="Session">The session, which is looked up at every request.</param>
/// <param name="Person">Whose account it is.</param>
/// <param name="Stamp">Security stamp of the account when it signed in.</param>
/// <param name="Means">How it was proved.</param>
/// <param name="Grant">Grant of the office that is acted in; null for a household.</param>
/// <param name="Choices">How many ways to act the person has.</param>
public sealed record Ticket(Guid Account, Guid Session, Guid Person, string Stamp, string Means, Guid? Grant, int Choices)
{
    private const string Prefix = "rr-ticket-";

    /// <summary>Reads the cookie; null for a stranger.</summary>
    public static Ticket? From(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(Prefix + "account"), out var account)
        && Guid.TryParse(principal.FindFirstValue(Prefix + "session"), out var session)
        && Guid.TryParse(principal.FindFirstValue(Prefix + "person"), out var person)
            ? new(
                account, session, person, principal.FindFirstValue(Prefix + "stamp") ?? "", principal.FindFirstValue(Prefix + "means") ?? "",
                Guid.TryParse(principal.FindFirstValue(Prefix + "grant"), out var grant) ? grant : null,
                int.TryParse(principal.FindFirstValue(Prefix + "choices"), out var choices) ? choices : 0)
            : null;

    /// <summary>Writes it into a cookie, with or without a standing.</summary>
    public ClaimsPrincipal ToPrincipal(Visitor visitor, string scheme)
    {
        var principal = visitor.IsSignedIn ? visitor.ToPrincipal(scheme) : new(new ClaimsIdentity(scheme));
        ((ClaimsIdentity)principal.Identity!).AddClaims(
        [
            new(Prefix + "account", Account.ToString()),
            new(Prefix + "session", Session.ToString()),
            new(Prefix + "person", Person.ToString()),
            new(Prefix + "stamp", Stamp),
            new(Prefix + "means", Means),
            new(Prefix + "grant", Grant?.ToString() ?? ""),
            new(Prefix + "choices", Choices.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ]);
        return principal;
    }

    /// <summary>The ways to act that this proof is good for: an office is not acted in on the strength of a telephone alone.</summary>
    public static IReadOnlyList<StandingChoice> Open(IEnumerable<StandingChoice> all, string means) => [.. all.Where(choice => means != "code" || choice.Grant is null)];
}
