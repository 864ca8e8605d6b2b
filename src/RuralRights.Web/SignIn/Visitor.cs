using System.Security.Claims;
using RuralRights.Domain.Law;

namespace RuralRights.Web.SignIn;

/// <summary>As what somebody uses the register.</summary>
public enum Standing
{
    /// <summary>Not signed in: may verify a certificate, read the rules, and nothing else.</summary>
    Stranger,

    /// <summary>A member of a household (农户).</summary>
    Farmer,

    /// <summary>Somebody of no household, who sees their own membership and cases, and those of people for whom they speak (本人).</summary>
    Person,

    /// <summary>The chair of a collective's board (理事长).</summary>
    Chair,

    /// <summary>The official who takes in deliveries and papers (经办人).</summary>
    Clerk,

    /// <summary>The official who enters the register (登簿人).</summary>
    Registrar,

    /// <summary>Reads everything, changes nothing (审计).</summary>
    Auditor,

    /// <summary>The clerk at the village desk (村级经办人).</summary>
    VillageClerk,

    /// <summary>An officer of the township (乡镇农经站).</summary>
    TownshipOfficer,

    /// <summary>The county official who reviews (审核人).</summary>
    Reviewer,

    /// <summary>A member of a collective's board of supervisors (监事).</summary>
    CollectiveSupervisor,

    /// <summary>Supervises the counties of a city (市级监管).</summary>
    CitySupervisor,

    /// <summary>Serves the room of offers (交易服务人员).</summary>
    MarketStaff,

    /// <summary>Keeps the accounts and grants offices (账户管理员).</summary>
    Administrator,
}

/// <summary>Who is at the page, and as what. This is the only thing pages know about identity.</summary>
/// <param name="Name">Name as the header shows it.</param>
/// <param name="Actor">Who acts when a form is sent; null for somebody who is not signed in.</param>
/// <param name="Collective">Collective of the household or of the board.</param>
public sealed record Visitor(string Name, Actor? Actor, string? Collective)
{
    /// <summary>Nobody in particular.</summary>
    public static readonly Visitor Stranger = new("", null, null);

    private const string PersonClaim = "rr-person";
    private const string PlaceClaim = "rr-place";
    private const string CollectiveClaim = "rr-collective";

    /// <summary>As what.</summary>
    public Standing As => Actor switch
    {
        Actor.Farmer { HasHousehold: false } => Standing.Person,
        Actor.Farmer => Standing.Farmer,
        Actor.Chair => Standing.Chair,
        Actor.Clerk => Standing.Clerk,
        Actor.Registrar => Standing.Registrar,
        Actor.Auditor => Standing.Auditor,
        Actor.VillageClerk => Standing.VillageClerk,
        Actor.TownshipOfficer => Standing.TownshipOfficer,
        Actor.Reviewer => Standing.Reviewer,
        Actor.CollectiveSupervisor => Standing.CollectiveSupervisor,
        Actor.CitySupervisor => Standing.CitySupervisor,
        Actor.MarketStaff => Standing.MarketStaff,
        Actor.Administrator => Standing.Administrator,
        _ => Standing.Stranger,
    };

    /// <summary>True when somebody is signed in.</summary>
    public bool IsSignedIn => Actor is not null;

    /// <summary>Code of the farmer's household; empty for somebody of none, null for an office.</summary>
    public string? Household => (Actor as Actor.Farmer)?.Household;

    /// <summary>True for whoever holds no office here: a farmer, or somebody of no household.</summary>
    public bool IsPrivate => Actor is Actor.Farmer;

    /// <summary>True for those whose office is to read the whole register.</summary>
    public bool ReadsAll => Actor is { ReadsRegister: true };

    /// <summary>True for desks of village and township, which read the papers of the collectives they serve and no others.</summary>
    public bool ReadsItsPlace => Actor is Actor.VillageClerk or Actor.TownshipOfficer;

    /// <summary>True when the person may see what is registered for a household.</summary>
    public bool MaySee(string household) => ReadsAll || IsOfHousehold(household);

    /// <summary>True for a farmer of that very household.</summary>
    public bool IsOfHousehold(string household) => Actor is Actor.Farmer { HasHousehold: true } farmer && farmer.Household == household;

    /// <summary>Reads the sign-in cookie.</summary>
    public static ValueTask<Visitor> BindAsync(HttpContext context) => ValueTask.FromResult(From(context.User));

    /// <inheritdoc cref="BindAsync"/>
    public static Visitor From(ClaimsPrincipal principal)
    {
        if (principal.Identity?.IsAuthenticated != true || !Guid.TryParse(principal.FindFirstValue(PersonClaim), out var person)) return Stranger;

        var place = principal.FindFirstValue(PlaceClaim) ?? "";
        Actor? actor = principal.FindFirstValue(ClaimTypes.Role) switch
        {
            nameof(Standing.Farmer) when place.Length > 0 => new Actor.Farmer(person, place),
            nameof(Standing.Person) => new Actor.Farmer(person, ""),
            nameof(Standing.Chair) => new Actor.Chair(person, place),
            nameof(Standing.Clerk) => new Actor.Clerk(person, place),
            nameof(Standing.Registrar) => new Actor.Registrar(person, place),
            nameof(Standing.Auditor) => new Actor.Auditor(person, place),
            nameof(Standing.VillageClerk) => new Actor.VillageClerk(person, place),
            nameof(Standing.TownshipOfficer) => new Actor.TownshipOfficer(person, place),
            nameof(Standing.Reviewer) => new Actor.Reviewer(person, place),
            nameof(Standing.CollectiveSupervisor) => new Actor.CollectiveSupervisor(person, place),
            nameof(Standing.CitySupervisor) => new Actor.CitySupervisor(person, place),
            nameof(Standing.MarketStaff) => new Actor.MarketStaff(person, place),
            nameof(Standing.Administrator) => new Actor.Administrator(person, place),
            _ => null,
        };
        return actor is null ? Stranger : new(principal.FindFirstValue(ClaimTypes.Name) ?? "", actor, principal.FindFirstValue(CollectiveClaim));
    }

    /// <summary>Code of the place somebody acts in: a household, a collective, a village, a township, a county or a city.</summary>
    public string Place => Actor switch
    {
        Actor.Farmer farmer => farmer.Household,
        Actor.Chair chair => chair.Collective,
        Actor.Clerk clerk => clerk.County,
        Actor.Registrar registrar => registrar.County,
        Actor.Auditor auditor => auditor.County,
        Actor.VillageClerk clerk => clerk.Village,
        Actor.TownshipOfficer officer => officer.Township,
        Actor.Reviewer reviewer => reviewer.County,
        Actor.CollectiveSupervisor supervisor => supervisor.Collective,
        Actor.CitySupervisor supervisor => supervisor.City,
        Actor.MarketStaff staff => staff.County,
        Actor.Administrator administrator => administrator.County,
        _ => "",
    };

    /// <summary>True when the place lies in that county, or the county in it; and for somebody of no household where they signed in, because the session is looked up there.</summary>
    public bool IsOf(string county) => As == Standing.Person || Place.StartsWith(county, StringComparison.Ordinal) || (Place.Length > 0 && county.StartsWith(Place, StringComparison.Ordinal));

    /// <summary>What the sign-in cookie holds; the cookie is encrypted.</summary>
    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
            [
                new(ClaimTypes.Role, As.ToString()),
                new(ClaimTypes.Name, Name),
                new(PersonClaim, Actor!.Person.ToString()),
                new(PlaceClaim, Place),
                new(CollectiveClaim, Collective ?? ""),
            ],
            scheme));
}
