using RuralRights.Domain.Law;

namespace RuralRights.Domain.Offices;

/// <summary>An office that is granted to a person for a place and a period. Farmers need none: theirs follows from the register.</summary>
public enum OfficeRole
{
    /// <summary>Clerk at a village desk (村级经办人).</summary>
    VillageClerk,

    /// <summary>Officer of a township's rural economy station (乡镇农经站).</summary>
    TownshipOfficer,

    /// <summary>Clerk of the county (经办人).</summary>
    Clerk,

    /// <summary>Reviewer of the county (审核人).</summary>
    Reviewer,

    /// <summary>Registrar of the county (登簿人).</summary>
    Registrar,

    /// <summary>Auditor (审计).</summary>
    Auditor,

    /// <summary>Serves a county's rooms of offers (交易服务人员).</summary>
    MarketStaff,

    /// <summary>Supervises the counties of a city (市级监管).</summary>
    CitySupervisor,

    /// <summary>Chair of a collective's board (理事长).</summary>
    Chair,

    /// <summary>Member of a collective's board of supervisors (监事).</summary>
    CollectiveSupervisor,

    /// <summary>Keeps the accounts and grants offices (账户管理员).</summary>
    Administrator,
}

/// <summary>What an office needs of its place, and who acts in it.</summary>
public static class OfficeRoles
{
    /// <summary>How many digits the code of its place has: city 4, county 6, township 9, village 12, collective 14.</summary>
    public static int DigitsOfPlace(this OfficeRole role) => role switch
    {
        OfficeRole.CitySupervisor => 4,
        OfficeRole.TownshipOfficer => 9,
        OfficeRole.VillageClerk => 12,
        OfficeRole.Chair or OfficeRole.CollectiveSupervisor => 14,
        _ => 6,
    };

    /// <summary>True when a code can be the place of this office in a county: long enough, and within the county or above it.</summary>
    public static bool HasItsPlaceIn(this OfficeRole role, string county, string place) =>
        place.Length == role.DigitsOfPlace()
        && place.All(char.IsAsciiDigit)
        && (place.StartsWith(county, StringComparison.Ordinal) || county.StartsWith(place, StringComparison.Ordinal));

    /// <summary>Who acts when a person acts in this office.</summary>
    public static Actor ActorOf(this OfficeRole role, Guid person, string place) => role switch
    {
        OfficeRole.VillageClerk => new Actor.VillageClerk(person, place),
        OfficeRole.TownshipOfficer => new Actor.TownshipOfficer(person, place),
        OfficeRole.Clerk => new Actor.Clerk(person, place),
        OfficeRole.Reviewer => new Actor.Reviewer(person, place),
        OfficeRole.Registrar => new Actor.Registrar(person, place),
        OfficeRole.Auditor => new Actor.Auditor(person, place),
        OfficeRole.MarketStaff => new Actor.MarketStaff(person, place),
        OfficeRole.CitySupervisor => new Actor.CitySupervisor(person, place),
        OfficeRole.Chair => new Actor.Chair(person, place),
        OfficeRole.CollectiveSupervisor => new Actor.CollectiveSupervisor(person, place),
        OfficeRole.Administrator => new Actor.Administrator(person, place),
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
