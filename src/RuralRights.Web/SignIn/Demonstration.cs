using Microsoft.AspNetCore.Identity;
using RuralRights.Domain.Law;
using RuralRights.Registry.Offices;
using RuralRights.Registry.SignIn;
using RuralRights.Web.Layout;

namespace RuralRights.Web.SignIn;

/// <summary>
/// The demonstration's way of proving who one is: a click. It is off unless RR_DEMO switches it on, which src/start does for the
/// invented county only. The accounts it signs in are real ones, marked, with real offices; a real person's account it never opens.
/// </summary>
public sealed class Demonstration(IConfiguration configuration, UserManager<Account> accounts, Office office)
{
    private static readonly DateOnly From = new(2016, 1, 1);

    /// <summary>True where it is switched on.</summary>
    public bool IsOn => configuration["RR_DEMO"] == "1";

    /// <summary>The account of somebody of the demonstration, opened and given its office at the first click.</summary>
    public async Task<Account?> AccountOf(DemoPerson chosen, CancellationToken cancel)
    {
        if (!IsOn) throw new InvalidOperationException("The demonstration is not switched on.");

        var visitor = chosen.Visitor;
        if (chosen.Office is { } role) await office.Desk.AppointForDemonstration(office.County, visitor.Actor!.Person, role, visitor.Place, From, cancel);

        var name = Convert.ToHexString(visitor.Actor!.Person.ToByteArray());
        if (await accounts.FindByNameAsync(name) is { } known) return known.IsDemonstration ? known : null;

        var account = new Account { Id = Guid.CreateVersion7(), Person = visitor.Actor.Person, NameHash = name, IsDemonstration = true };
        var made = await accounts.CreateAsync(account);
        return made.Succeeded ? account : await accounts.FindByNameAsync(name);
    }

    /// <summary>What a demonstration's person is picked by: an office they hold for it, or their household.</summary>
    public static string StandingOf(DemoPerson chosen) => chosen.Office is { } role
        ? $"office/{OfficeActs.DemonstrationGrant(chosen.Visitor.Actor!.Person, role, chosen.Visitor.Place)}"
        : $"household/{((Actor.Farmer)chosen.Visitor.Actor!).Household}";
}
