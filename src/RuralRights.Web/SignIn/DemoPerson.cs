using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Households;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;

namespace RuralRights.Web.SignIn;

/// <summary>Somebody the demonstration signs in as.</summary>
/// <param name="Key">Says who it is to the form; nothing secret.</param>
/// <param name="Group">Heading it stands under.</param>
/// <param name="Note">What makes the person worth a look.</param>
/// <param name="Visitor">Who will be at the page.</param>
/// <param name="Office">The office they hold for the demonstration; null for a farmer.</param>
public sealed record DemoPerson(string Key, string Group, string Note, Visitor Visitor, OfficeRole? Office)
{
    /// <summary>Everybody: the officials, and the people of the sample county once it was imported.</summary>
    public static async Task<IReadOnlyList<DemoPerson>> All(NpgsqlDataSource register, Names names, Premises office, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var sample = await SamplePerson.All(register, cancel);
        return [.. Officials(office, sample.FirstOrDefault()?.Collective, T), .. await People(sample, names, T, cancel)];
    }

    /// <summary>The one of a key; nobody's name is opened for an official to sign in.</summary>
    public static async Task<DemoPerson?> Find(string key, NpgsqlDataSource register, Names names, Premises office, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var sample = await SamplePerson.All(register, cancel);
        return Officials(office, sample.FirstOrDefault()?.Collective, T).FirstOrDefault(person => person.Key == key)
            ?? (await People(sample, names, T, cancel)).FirstOrDefault(person => person.Key == key);
    }

    // Who takes in, who enters, who looks on. One person never does two of these in one case.
    private static IEnumerable<DemoPerson> Officials(Premises office, string? collective, IStringLocalizer<Words> T)
    {
        var (county, desks) = (T["县登记机构"].Value, T["村和乡镇"].Value);
        yield return Official(1, "clerk", county, T["收成果、受理、打印证书"], "李", OfficeRole.Clerk, office.County);
        yield return Official(4, "reviewer", county, T["审核"], "郑", OfficeRole.Reviewer, office.County);
        yield return Official(2, "registrar", county, T["登簿"], "周", OfficeRole.Registrar, office.County);
        yield return Official(3, "auditor", county, T["只看不改"], "马", OfficeRole.Auditor, office.County);
        yield return Official(5, "market", county, T["交易服务人员"], "秦", OfficeRole.MarketStaff, office.County);
        yield return Official(6, "administrator", county, T["账户管理员"], "吴", OfficeRole.Administrator, office.County);
        yield return Official(7, "administrator-2", county, T["账户管理员"], "谢", OfficeRole.Administrator, office.County);
        yield return Official(8, "city", county, T["市级监管"], "牛", OfficeRole.CitySupervisor, office.County[..4]);
        if (collective is null) yield break;

        yield return Official(9, "village-clerk", desks, T["村级经办人"], "何", OfficeRole.VillageClerk, collective[..12]);
        yield return Official(10, "township-officer", desks, T["乡镇经办人"], "任", OfficeRole.TownshipOfficer, collective[..9]);
        // Whoever checks a survey does not give the township's opinion on the same case.
        yield return Official(11, "township-officer-2", desks, T["乡镇经办人"], "冯", OfficeRole.TownshipOfficer, collective[..9]);
    }

    private static DemoPerson Official(int number, string key, string group, string note, string name, OfficeRole role, string place)
    {
        var person = new Guid(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:000000000000}"));
        return new(key, group, note, new(name, role.ActorOf(person, place), null), role);
    }

    private static async Task<IEnumerable<DemoPerson>> People(List<SamplePerson> sample, Names names, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var book = await names.InFull("demonstration", "演示登录名单 list of the demonstration", sample.Select(person => person.Person), cancel);
        return sample.ConvertAll(person => person.Part == "chair"
            ? new DemoPerson(
                $"chair-{person.Collective}", T["集体经济组织理事长"], person.CollectiveName,
                new(book[person.Person], new Actor.Chair(person.Person, person.Collective), person.Collective), OfficeRole.Chair)
            : new DemoPerson(
                person.Part == "co-holder" ? $"farmer-{person.Household}-{person.Position}" : $"farmer-{person.Household}", person.CollectiveName, Remark(person, T),
                new(book[person.Person], new Actor.Farmer(person.Person, person.Household), person.Collective), null));
    }

    private static string Remark(SamplePerson person, IStringLocalizer<Words> T) => person.Part switch
    {
        "seller" => T["承包方代表，{0} 块地，户号 {1}", person.Parcels, person.Household[^4..]],
        "co-holder" => T["同一户的共有人，户号 {0}", person.Household[^4..]],
        "buyer" => T["同一集体的另一户，户号 {0}", person.Household[^4..]],
        _ => T["相邻小组的农户，户号 {0}", person.Household[^4..]],
    };
}
