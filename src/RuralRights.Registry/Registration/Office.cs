using System.Globalization;
using System.Security.Cryptography;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Interchange.Certificates;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>What the office adds to an act: its name, the number of the case, blank certificates.</summary>
internal static class Office
{
    private const int TokenBytes = 16;

    private static readonly string[] _printed = [CountySettings.RegisteringAuthority, CountySettings.ProvinceShortName, CountySettings.CountyName];

    /// <summary>Decides an act that opens a case of its own.</summary>
    public static Task<Decision> InNewCase(this Reading reading, Submission by, Func<Act, Decision> decide, CancellationToken cancel) =>
        reading.InNewCase(by, 0, (act, _) => decide(act), cancel);

    /// <summary>Decides an act that opens a case and issues certificates.</summary>
    public static async Task<Decision> InNewCase(
        this Reading reading, Submission by, int papers, Func<Act, IReadOnlyList<NewPaper>, Decision> decide, CancellationToken cancel)
    {
        var authority = await reading.AuthorityOf(by.Actor, by.Today, cancel);
        if (decide(by.Act(authority, ""), NewPaper.Blank(papers)) is Decision.Refused refused) return refused;

        return await reading.WithPapers(
            papers, by.Today, async blank => decide(by.Act(authority, await reading.OpenCase(by.Today, cancel)), blank), cancel);
    }

    /// <summary>Decides an act of an open case that issues certificates. Numbers are taken only once nothing stands in the way, so that nobody can use them up by asking.</summary>
    public static async Task<Decision> Certifying(
        this Reading reading, int papers, DateOnly day, Func<IReadOnlyList<NewPaper>, Decision> decide, CancellationToken cancel) =>
        decide(NewPaper.Blank(papers)) is Decision.Refused refused
            ? refused
            : await reading.WithPapers(papers, day, blank => Task.FromResult(decide(blank)), cancel);

    /// <summary>In whose right somebody acts: a household or a collective by its code, somebody of no household as themselves, an official by the authority of the day.</summary>
    public static async Task<string> AuthorityOf(this Reading reading, Actor actor, DateOnly day, CancellationToken cancel) => actor switch
    {
        Actor.Farmer { HasHousehold: false } person => person.ToString(),
        Actor.Farmer farmer => Streams.Household(farmer.Household),
        Actor.Chair chair => Streams.Collective(chair.Collective),
        Actor.CollectiveSupervisor supervisor => Streams.Collective(supervisor.Collective),
        Actor.VillageClerk clerk => $"village/{clerk.Village}",
        Actor.TownshipOfficer officer => $"township/{officer.Township}",
        Actor.Passerby => "",
        _ => (await reading.Settings(day, cancel)).GetValueOrDefault(CountySettings.RegisteringAuthority.Key, reading.County),
    };

    /// <summary>Decides with blank certificates at hand, unless the county has not fixed what they print.</summary>
    private static async Task<Decision> WithPapers(
        this Reading reading, int many, DateOnly day, Func<IReadOnlyList<NewPaper>, Task<Decision>> decide, CancellationToken cancel)
    {
        if (many == 0) return await decide([]);

        var settings = await reading.Settings(day, cancel);
        return _printed.FirstOrDefault(key => !settings.ContainsKey(key)) is { } missing
            ? Decision.Refuse(ConstraintRules.SettingIsMissing, missing)
            : await decide(await reading.BlankPapers(many, settings, day, cancel));
    }

    /// <summary>Blank certificates with consecutive serials of the year, each with a token nobody can guess.</summary>
    private static async Task<IReadOnlyList<NewPaper>> BlankPapers(
        this Reading reading, int many, IReadOnlyDictionary<string, string> settings, DateOnly day, CancellationToken cancel)
    {
        var (authority, province, county) = (
            settings[CountySettings.RegisteringAuthority], settings[CountySettings.ProvinceShortName], settings[CountySettings.CountyName]);
        var first = await reading.TakeNumbers("certificate", day.Year.ToString("0000", CultureInfo.InvariantCulture), many);
        return
        [
            .. Enumerable.Range(first, many).Select(number => new NewPaper(
                Guid.CreateVersion7(),
                new CertificateSerial(province, day.Year, county, number).ToString(),
                VerificationToken.FromBytes(RandomNumberGenerator.GetBytes(TokenBytes)).ToString(),
                authority)),
        ];
    }

    /// <summary>Opens a case: county, day and six digits (业务流水号).</summary>
    public static async Task<string> OpenCase(this Reading reading, DateOnly day, CancellationToken cancel)
    {
        var period = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var number = await reading.TakeNumbers("case", period, 1);
        return string.Create(CultureInfo.InvariantCulture, $"{reading.County}{period}{number:000000}");
    }

    /// <summary>A receipt number for an objection: 异, county, day and six digits.</summary>
    public static async Task<string> ObjectionReceipt(this Reading reading, DateOnly day)
    {
        var period = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var number = await reading.TakeNumbers("objection", period, 1);
        return string.Create(CultureInfo.InvariantCulture, $"异{reading.County}{period}{number:000000}");
    }
}
