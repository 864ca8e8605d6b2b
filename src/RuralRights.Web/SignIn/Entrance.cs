using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Npgsql;
using RuralRights.Registry;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.SignIn;
using RuralRights.Web.Layout;

namespace RuralRights.Web.SignIn;

/// <summary>Lets somebody in who has proved who they are, changes as what they act, and lets them out. Every way in ends here.</summary>
public sealed class Entrance(Sessions sessions, UserManager<Account> accounts, NpgsqlDataSource register, Names names, Office office, AuditTrail audit)
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>Signs in and gives back where to go: home, or to the account where there is nothing to act as yet.</summary>
    /// <param name="context">The request.</param>
    /// <param name="account">Whose proof it was.</param>
    /// <param name="means">How it was proved.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="wanted">Key of the standing asked for; the first one when null.</param>
    /// <param name="name">Name where the vault knows none.</param>
    public async Task<string> Admit(HttpContext context, Account account, string means, CancellationToken cancel, string? wanted = null, string? name = null)
    {
        var session = await sessions.Start(account, means, AuditTrail.Address, context.Request.Headers.UserAgent.ToString(), cancel);
        var ticket = new Ticket(account.Id, session, account.Person, account.SecurityStamp, means, null, 0);
        await audit.Note($"person/{account.Person}", "sign-in", $"account/{account.Id}", means);
        return await Act(context, ticket, wanted, name, cancel) ? "/" : "/account";
    }

    /// <summary>
    /// Keeps an account whose proofs were changed. Whoever may have been signed in with the old ones is out; the own browser is let in anew.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="account">The account as it is to be.</param>
    /// <param name="means">What the own browser proves by now.</param>
    /// <param name="what">What was changed, for the audit log.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IResult> ProveAnew(HttpContext context, Account account, string means, string what, CancellationToken cancel)
    {
        // Of two who change it at once, one is in time; the other sees what came of it.
        if (!(await accounts.UpdateSecurityStampAsync(account)).Succeeded) return Page.See("/account");

        await audit.Note($"person/{account.Person}", "account", $"account/{account.Id}", what);
        await sessions.EndAll(account.Id, cancel);
        var visitor = Visitor.From(context.User);
        var standing = visitor.Actor is { } actor ? StandingChoice.KeyOf(actor, Ticket.From(context.User)?.Grant) : null;
        await Admit(context, account, means, cancel, standing, visitor.Name);
        return Page.See("/account");
    }

    /// <summary>Acts as another of the own standings, one at a time; false when there is none of that key.</summary>
    public async Task<bool> Act(HttpContext context, Ticket ticket, string? wanted, string? name, CancellationToken cancel)
    {
        var open = Ticket.Open(await StandingChoice.Of(register, ticket.Person, office.Today, cancel), ticket.Means);
        var chosen = wanted is null ? open.Count > 0 ? open[0] : null : open.FirstOrDefault(choice => choice.Key == wanted);
        if (chosen is null && wanted is not null && ticket.Choices > 0) return false;

        var own = $"person/{ticket.Person}";
        var known = chosen is null ? null : (await names.InFull(own, "本人登录 own sign-in", [ticket.Person], cancel))[ticket.Person];
        var visitor = chosen is null ? Visitor.Stranger : new Visitor(known is null or "—" ? name ?? "" : known, chosen.Actor, chosen.Collective);
        await context.SignInAsync(Scheme, (ticket with { Grant = chosen?.Grant, Choices = open.Count }).ToPrincipal(visitor, Scheme));
        if (chosen is not null) await audit.Note(own, "standing", chosen.Key, $"{visitor.As} {visitor.Place}");
        return chosen is not null;
    }

    /// <summary>Signs out: the session is over, wherever its cookie may still lie.</summary>
    public async Task Leave(HttpContext context, CancellationToken cancel)
    {
        if (Ticket.From(context.User) is { } ticket)
        {
            await sessions.End(ticket.Account, ticket.Session, cancel);
            await audit.Note($"person/{ticket.Person}", "sign-out", $"account/{ticket.Account}", "");
        }

        await context.SignOutAsync(Scheme);
    }

    /// <summary>Asks at every request whether the session goes on and what it acts as still stands.</summary>
    public static async Task Check(CookieValidatePrincipalContext context)
    {
        // Where that cannot be asked because the register is away, the page that says so is shown as to a stranger; nobody is signed out by it.
        if (Outage.Of(context.HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error) is not null)
        {
            context.RejectPrincipal();
            return;
        }

        var visitor = Visitor.From(context.Principal!);
        if (Ticket.From(context.Principal!) is { } ticket
            && (visitor.Household is not null || visitor.Actor is null || ticket.Grant is not null)
            && await context.HttpContext.RequestServices.GetRequiredService<Sessions>().Stands(
                ticket.Session, ticket.Stamp, ticket.Person, ticket.Grant, visitor.Household, context.HttpContext.RequestAborted))
        {
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }
}
