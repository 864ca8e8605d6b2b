using Microsoft.AspNetCore.Authorization;

namespace RuralRights.Web.SignIn;

/// <summary>Which pages are open to whom.</summary>
public static class Doors
{
    /// <summary>A member of a household.</summary>
    public const string Farmer = "farmer";

    /// <summary>The chair of a board.</summary>
    public const string Chair = "chair";

    /// <summary>Households and boards: who belongs to a collective.</summary>
    public const string Collective = "collective";

    /// <summary>Whoever handles cases: desks of village, township and county.</summary>
    public const string Desk = "desk";

    /// <summary>The county office: clerk, reviewer and registrar.</summary>
    public const string Office = "office";

    /// <summary>The county office and the auditor.</summary>
    public const string Register = "register";

    /// <summary>Anybody signed in.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Names the doors.</summary>
    public static void Configure(AuthorizationOptions options)
    {
        Open(Farmer, Standing.Farmer);
        Open(Chair, Standing.Chair);
        Open(Collective, Standing.Farmer, Standing.Chair);
        Open(Office, Standing.Clerk, Standing.Reviewer, Standing.Registrar);
        Open(Register, Standing.Clerk, Standing.Reviewer, Standing.Registrar, Standing.Auditor);
        Open(Desk, Standing.VillageClerk, Standing.TownshipOfficer, Standing.Clerk, Standing.Reviewer, Standing.Registrar);
        Open(SignedIn, [.. Enum.GetValues<Standing>().Where(standing => standing != Standing.Stranger)]);

        void Open(string door, params Standing[] standings) =>
            options.AddPolicy(door, policy => policy.RequireRole(standings.Select(standing => standing.ToString())));
    }
}
