using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Registry.Households;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;

namespace RuralRights.Web.SignIn;

/// <summary>Somebody the demonstration signs in as.</summary>
/// <param name="Key">Says who it is to the form; nothing secret.</param>
/// <param name="Group">Heading it stands under.</param>
/// <param name="Note">What makes the person worth a look.</param>
/// <param name="Visitor">Who will be at the page.</param>
public sealed record DemoPerson(string Key, string Group, string Note, Visitor Visitor)
{
    private static readonly Guid Li = new("00000000-0000-4000-8000-000000000001");
    private static readonly Guid Zhou = new("00000000-0000-4000-8000-000000000002");
    private static readonly Guid He = new("00000000-0000-4000-8000-000000000004");
    private static readonly Guid Qin = new("00000000-0000-4000-8000-000000000005");
    private static readonly Guid Ma = new("00000000-0000-4000-8000-000000000003");

    /// <summary>The officials: who takes in, who enters, who looks on. One person never does two of these in one case.</summary>
    public static IReadOnlyList<DemoPerson> Officials(Premises office, IStringLocalizer<Words> T) =>
    [
        new("clerk", T["县登记机构"], T["收成果、受理、打印证书"], new("李", new Actor.Clerk(Li, office.County), null)),
        new("reviewer", T["县登记机构"], T["县级审核"], new("吴", new Actor.Reviewer(new("00000000-0000-4000-8000-000000000006"), office.County), null)),
        new("registrar", T["县登记机构"], T["审核、登簿"], new("周", new Actor.Registrar(Zhou, office.County), null)),
        new("auditor", T["县登记机构"], T["只看不改"], new("马", new Actor.Auditor(Ma, office.County), null)),
    ];

    /// <summary>Farmers and chairs of the sample county, by the register; empty until something was imported.</summary>
    public static async Task<IReadOnlyList<DemoPerson>> People(NpgsqlDataSource register, Names names, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var sample = await SamplePerson.All(register, cancel);
        var book = await names.InFull("demonstration", "演示登录名单 list of the demonstration", sample.Select(person => person.Person), cancel);
        var people = sample.ConvertAll(person => person.Part == "chair"
            ? new DemoPerson(
                $"chair-{person.Collective}", T["集体经济组织理事长"], person.CollectiveName,
                new(book[person.Person], new Actor.Chair(person.Person, person.Collective), person.Collective))
            : new DemoPerson(
                person.Part == "co-holder" ? $"farmer-{person.Household}-{person.Position}" : $"farmer-{person.Household}", person.CollectiveName, Remark(person, T),
                new(book[person.Person], new Actor.Farmer(person.Person, person.Household), person.Collective)));
        return sample.FirstOrDefault() is { Collective: var home } ? [.. people, .. Desks(home, T)] : people;
    }

    /// <summary>The desks of the village and the township of the first collective.</summary>
    private static IEnumerable<DemoPerson> Desks(string collective, IStringLocalizer<Words> T) =>
    [
        new("village-clerk", T["村和乡镇"], T["村级经办人"], new("何", new Actor.VillageClerk(He, collective[..12]), null)),
        new("township-officer", T["村和乡镇"], T["乡镇经办人"], new("秦", new Actor.TownshipOfficer(Qin, collective[..9]), null)),
    ];

    private static string Remark(SamplePerson person, IStringLocalizer<Words> T) => person.Part switch
    {
        "seller" => T["承包方代表，{0} 块地，户号 {1}", person.Parcels, person.Household[^4..]],
        "co-holder" => T["同一户的共有人，户号 {0}", person.Household[^4..]],
        "buyer" => T["同一集体的另一户，户号 {0}", person.Household[^4..]],
        _ => T["相邻小组的农户，户号 {0}", person.Household[^4..]],
    };
}
