using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;
using RuralRights.Web.SignIn;
using Shouldly;
using Xunit;

namespace RuralRights.Journeys;

/// <summary>What a journey needs that the pages of the demonstration cannot give it: people whom its list does not offer, and days that pass.</summary>
internal static class BesideTheDemonstration
{
    /// <summary>An empty page of a context of its own, in which somebody acts in an office of any place, or for any household.</summary>
    public static async Task<IPage> OpenAs(this CountySite site, Actor actor, BrowserNewContextOptions? options = null)
    {
        var page = await site.Open(null, options);
        await site.SignInAs(page, actor, "某", actor switch
        {
            Actor.Farmer { HasHousehold: true } farmer => farmer.Household[..14],
            Actor.Chair chair => chair.Collective,
            _ => null,
        });
        return page;
    }

    /// <summary>Signs somebody in before a page that is open already; whoever was signed in there is no longer.</summary>
    public static async Task SignInAs(this CountySite site, IPage page, Actor actor, string name, string? collective)
    {
        const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        var visitor = new Visitor(name, actor, collective);
        if (!site.Accounts.TryGetValue(actor, out var known)) site.Accounts[actor] = known = await AccountOf(site, visitor);
        var session = await site.Services.GetRequiredService<Sessions>().Start(known.Account, "demonstration", "127.0.0.1", "", TestContext.Current.CancellationToken);
        var cookies = site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme);
        var now = site.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var ticket = new AuthenticationTicket(
            new Ticket(known.Account.Id, session, actor.Person, known.Account.SecurityStamp, "demonstration", known.Grant, 1).ToPrincipal(visitor, Scheme),
            new() { IssuedUtc = now, ExpiresUtc = now.AddHours(8) },
            Scheme);
        await page.Context.AddCookiesAsync([new() { Name = cookies.Cookie.Name!, Value = cookies.TicketDataFormat.Protect(ticket), Url = site.Address.ToString() }]);
    }

    /// <summary>The days on the notice board pass: it is photographed at both ends and closed on the day after the last.</summary>
    public static async Task PassNotice(this CountySite site, Guid notice, Actor desk, Func<string> photograph)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var question = site.Register.CreateCommand("select last_day from register.notice where id = $1");
        question.Parameters.Add(new() { Value = notice });
        await using var reader = await question.ExecuteReaderAsync(cancel);
        (await reader.ReadAsync(cancel)).ShouldBeTrue();
        var last = reader.GetFieldValue<DateOnly>(0);
        RuralRights.Registry.Submission On(DateOnly day) => new(CountySite.County, Guid.CreateVersion7(), desk, day);
        async Task<string> Photo()
        {
            await using var file = File.OpenRead(photograph());
            return (await site.Services.GetRequiredService<Documents>().HandIn(CountySite.County, file, desk, DocumentLimits.Default, cancel)).Document!.Sha256;
        }

        var acts = site.Services.GetRequiredService<Desk>();
        (await acts.Enter(new PhotographNotice(notice, PostingMoment.Start, await Photo()), On(RuralRights.Registry.Submission.LegalDay(TimeProvider.System)), cancel)).Refusal.ShouldBeNull();
        (await acts.Enter(new PhotographNotice(notice, PostingMoment.End, await Photo()), On(last), cancel)).Refusal.ShouldBeNull();
        (await acts.Enter(new CloseNotice(notice), On(last.AddDays(1)), cancel)).Refusal.ShouldBeNull();
    }

    private static async Task<(Account Account, Guid? Grant)> AccountOf(CountySite site, Visitor visitor)
    {
        var (person, grant) = (visitor.Actor!.Person, (Guid?)null);
        if (!visitor.IsPrivate)
        {
            var role = Enum.Parse<OfficeRole>(visitor.As.ToString());
            (await site.Desk.AppointForDemonstration(CountySite.County, person, role, visitor.Place, new(2016, 1, 1), TestContext.Current.CancellationToken)).Refusal.ShouldBeNull();
            grant = OfficeActs.DemonstrationGrant(person, role, visitor.Place);
        }

        await using var scope = site.Services.CreateAsyncScope();
        var account = new Account { Id = Guid.CreateVersion7(), Person = person, NameHash = Guid.NewGuid().ToString("N").ToUpperInvariant(), IsDemonstration = true };
        (await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account)).Succeeded.ShouldBeTrue();
        return (account, grant);
    }
}
