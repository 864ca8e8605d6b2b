using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Tenure;
using RuralRights.Spatial;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.Registration;
using RuralRights.Web.SignIn;
using static RuralRights.Web.Registration.CasePages;

namespace RuralRights.Web.Tenure;

/// <summary>Homesteads: each by itself, those of a collective, the form that opens the case, and the certificate of the other office.</summary>
public static class HomesteadPages
{
    private const string Business = "homestead-registration";

    /// <summary>Systems in which the city's plots are surveyed: the two zones it lies in, with and without their number, and longitude and latitude.</summary>
    internal static IReadOnlyList<string> Systems { get; } =
    [
        .. new[]
        {
            CoordinateSystem.ThreeDegreeZone(35, prefixed: true), CoordinateSystem.ThreeDegreeZone(34, prefixed: true),
            CoordinateSystem.ThreeDegreeZone(35, prefixed: false), CoordinateSystem.ThreeDegreeZone(34, prefixed: false), CoordinateSystem.Geographic,
        }.Select(system => system.Id),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/homesteads/{plot:length(19)}", Show);
        routes.MapGet("/collectives/{code:length(14)}/homesteads", List);
        routes.MapGet($"/cases/new/{Business}", async (string? household, [FromQuery(Name = "case")] string? number, At at, CancellationToken cancel) =>
        {
            if (number is null) return await Begin(household ?? "", Sent.Nothing, null, at, cancel) is { } begun ? Form(begun) : Page.Closed;
            if (await Amended.Of(number, at, cancel) is not { Change: RegisterHomestead asked } amends || await Begin(asked.Household, Sent.Nothing, amends, at, cancel) is not { } anew) return Page.Closed;

            return amends.WhyNot is null ? Form(anew.With(await amends.Typed(anew.Opening.Household, at, cancel))) : Page.See($"/cases/{number}");
        });
        routes.MapPost($"/cases/new/{Business}", Open).TakesDocuments();
        routes.MapPost("/cases/{number}/hand-over-homestead", HandOver).TakesDocuments();
    }

    private static async Task<IResult> Show(string plot, string? on, Visitor who, Office office, NpgsqlDataSource register, Names names, Extracts extracts, CancellationToken cancel)
    {
        if (await HomesteadSheet.Of(register, plot, cancel) is not { } homestead) return Page.Missing;
        if (!await MaySee(homestead, who, office, register, cancel)) return Page.Closed;

        var day = DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) ? asked : (DateOnly?)null;
        var then = day is { } past ? (await extracts.OfParcel(office.County, plot, past, cancel: cancel)).Homesteads is [var stood, ..] ? stood : null : null;
        var holds = await StandingHold.OfRights(register, [plot], office.Today, cancel);
        return Page.Of<HomesteadPage>(new
        {
            Homestead = homestead,
            Holds = holds,
            Command = Guid.CreateVersion7(),
            Entries = await LedgerBook.OfStreams(register, [Streams.Homestead(plot)], cancel),
            Objections = await ObjectionSheet.OpenAgainstParcel(register, plot, [homestead.Household], cancel),
            Sketch = await Sketch.Of(register, [plot], cancel),
            Then = then,
            Day = day,
            Asked = on ?? "",
            office.Today,
            Names = await (IsHolder(homestead, who) ? names.InFull(who, Named(), cancel) : names.For(who, homestead.Household, Named(), cancel)),
        });

        IEnumerable<Guid> Named() => [.. homestead.Holders, homestead.Representative, .. holds.Select(hold => hold.Setter).OfType<Guid>()];
    }

    private static bool IsHolder(HomesteadSheet homestead, Visitor who) => who.Actor is Actor.Farmer holder && homestead.Holders.Contains(holder.Person);

    private static async Task<bool> MaySee(HomesteadSheet homestead, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel) =>
        who.MaySee(homestead.Household) || IsHolder(homestead, who)
        || (who.ReadsItsPlace && await register.Serves(who.Actor, homestead.Collective, office.Today, cancel))
        || (who.Household is { } own && (await HomesteadSheet.OfHousehold(register, own, cancel)).Exists(one => one.Plot == homestead.Plot));

    private static async Task<IResult> List(string code, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        if (await CollectiveSheet.Of(register, code, cancel) is not { } collective) return Page.Missing;
        if (who.Actor is not { } actor || !(await Served.By(register, actor, office.Today, cancel)).Contains(code, StringComparer.Ordinal)) return Page.Closed;

        var homesteads = await HomesteadSheet.OfCollective(register, code, cancel);
        var left = await NoHomesteadYet.In(register, code, cancel);
        return Page.Of<HomesteadsPage>(new
        {
            Collective = collective,
            Homesteads = (IReadOnlyList<HomesteadSheet>)homesteads,
            Left = (IReadOnlyList<FreeHousehold>)left,
            MayOpen = TurnOf(actor) is { } turn && Procedures.HomesteadRegistration.OpenedBy.Contains(turn),
            Names = await names.InFull(who, left.Select(household => household.Representative).Concat(homesteads.Select(one => one.Representative)), cancel),
        });
    }

    private static IResult Form(HomesteadOpening begun) => Page.Of<HomesteadForm>(new { begun.Opening, begun.Lands, begun.Grounds }, begun.Opening.Sent.Status);

    private static async Task<HomesteadOpening?> Begin(string household, Sent sent, Amended? amends, At at, CancellationToken cancel)
    {
        if (await HouseholdSheet.Of(at.Register, household, cancel) is not { } sheet || !await MayOpenFor(at.Who, sheet.Collective, household, at, cancel)) return null;

        var settings = (await at.Office.Desk.Look(at.Office.County, reading => reading.TheCounty(cancel), cancel)).On(at.Office.Today, sheet.Collective);
        return new(
            new(sheet, sent, await at.Names.InFull(at.Who, sheet.People, cancel)) { Amends = amends },
            [.. settings.Of(CountySettings.HomesteadAreaLimits).Areas.Select(area => area.Land).Distinct(StringComparer.Ordinal)],
            settings.Of(CountySettings.HomesteadExceptions));
    }

    private static async Task<IResult> Open(IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var number = form["case"].ToString();
        var amends = number.Length > 0 ? await Amended.Of(number, at, cancel) : null;
        if (number.Length > 0 && amends?.Change is not RegisterHomestead) return Page.Closed;
        if (await Begin(form["household"].ToString(), new(Form: form), amends, at, cancel) is not { } begun) return Page.Closed;

        var filling = new Filling(form, at, T, amends);
        var change = await Asked(begun, filling, T, cancel);
        if (change is null || !filling.IsComplete) return Form(begun.With(filling.Back()));

        var answer = await OpeningPages.HandIn(change, filling, at, cancel);
        return answer.IsEntered ? Page.See($"/cases/{answer.IdOf("case")}") : Form(begun.With(filling.Back(answer)));
    }

    /// <summary>What the form asks for, with everything that is wrong with it said at once.</summary>
    private static async Task<RegisterHomestead?> Asked(HomesteadOpening begun, Filling filling, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var unit = filling.Text("unit").ToUpperInvariant();
        if (!RealEstateUnit.TryParse(unit, out _)) filling.Wrong("unit", T["不动产单元代码是28位：宗地代码19位，后面9位是房屋（没有房屋写 W00000000）"]);
        var place = filling.Text("place");
        if (place.Length is 0 or > 100) filling.Wrong("place", T["请写清楚在哪里，不要写人名"]);
        var boundary = filling.System("crs") is { } system ? await filling.Boundary("points", system, cancel) : null;
        var area = Metres(filling, "area", T);
        var land = filling.Text("land");
        if (!begun.Lands.Contains(land)) filling.Wrong("land", T["请选地类"]);
        if (!Enum.TryParse<HomesteadSource>(filling.Text("source"), out var source)) filling.Wrong("source", T["请选凭什么材料"]);
        var number = filling.Text("number");
        if (number.Length is 0 or > 60) filling.Wrong("number", T["请照材料填写编号"]);
        var on = filling.Day("on");
        var approved = Metres(filling, "approved", T);
        var paper = await filling.Paper("paper", needed: true, cancel);
        House? house = null;
        if (filling.Text("built") is not ("yes" or "no")) filling.Wrong("built", T["请选有没有房屋"]);
        else if (filling.Text("built") == "yes") house = HouseOf(filling, T);
        HomesteadException?[] exceptions = [await Exception(HomesteadRule.OneHousehold, begun, filling, T, cancel), await Exception(HomesteadRule.Standard, begun, filling, T, cancel)];

        return filling.IsComplete && boundary is not null && on is { } day && paper is not null
            ? new(begun.Opening.Household.Code, unit, place, new(boundary.System.Id, boundary.ToWkb()), area, land, new(source, number, day, approved, paper), house, [.. exceptions.OfType<HomesteadException>()])
            : null;
    }

    private static House? HouseOf(Filling filling, IStringLocalizer<Words> T)
    {
        if (!Enum.TryParse<HouseStructure>(filling.Text("structure"), out var structure)) filling.Wrong("structure", T["请选房屋结构"]);
        var (storeys, year) = (Whole(filling, "storeys", T), Whole(filling, "year", T));
        return new(structure, storeys, Metres(filling, "footprint", T), Metres(filling, "floor", T), year);
    }

    /// <summary>An exception is made only where a ground was chosen; then its proof is needed.</summary>
    private static async Task<HomesteadException?> Exception(HomesteadRule rule, HomesteadOpening begun, Filling filling, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var (field, proof) = HomesteadForm.FieldsOf(rule);
        var ground = filling.Text(field);
        var document = await filling.Paper(proof, needed: ground.Length > 0, cancel);
        if (ground.Length == 0) return null;
        if (begun.Grounds.Of(rule).All(listed => listed.Chinese != ground)) filling.Wrong(field, T["请从目录里选原因"]);

        return new(rule, ground, document ?? "");
    }

    private static decimal Metres(Filling filling, string name, IStringLocalizer<Words> T)
    {
        if (decimal.TryParse(filling.Text(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var area) && area > 0 && area < 1_000_000 && area == Math.Round(area, 2)) return area;

        filling.Wrong(name, T["请填平方米数，最多两位小数"]);
        return 0;
    }

    private static int Whole(Filling filling, string name, IStringLocalizer<Words> T)
    {
        if (int.TryParse(filling.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole is > 0 and < 10_000) return whole;

        filling.Wrong(name, T["请填整数"]);
        return 0;
    }

    /// <summary>The certificate is the real-estate registry's; its number is typed from the paper itself.</summary>
    private static async Task<IResult> HandOver(string number, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var filling = new Filling(form, at, T);
        var (certificate, authority) = (filling.Text("certificate"), filling.Text("authority"));
        if (certificate.Length is 0 or > 60) filling.Wrong("certificate", T["请照证书填写证号"]);
        if (authority.Length is 0 or > 60) filling.Wrong("authority", T["请照证书填写发证机关"]);
        var issued = filling.Day("issued");
        var copy = await filling.Paper("copy", needed: true, cancel);
        var isAgent = filling.Text("receiver") == "agent";
        var agent = isAgent ? filling.NewPerson("agent-name", "agent-number") : null;
        var receiver = filling.Chosen("receiver");
        if (!isAgent && receiver is null) filling.Wrong("receiver", T["请选谁来领"]);
        var receipt = await filling.Receipt("signature", "receipt", cancel);
        var plot = filling.Text("plot") is { Length: > 0 } chosen ? chosen : null;
        if (plot is null && filling.Has("several")) filling.Wrong("plot", T["请选是哪一宗宅基地"]);
        if (!filling.IsComplete || issued is not { } day || copy is null || receipt is not var (signed, how)) return await at.Show(number, filling.Back(), cancel);
        if (agent is not null && (receiver = await filling.Keep(agent, "agent-name", cancel)) is null) return await at.Show(number, filling.Back(), cancel);

        return await at.Do(
            number, (desk, by) => desk.Enter(new HandOverHomestead(number, certificate, authority, day, copy, receiver!.Value, isAgent, signed, plot, how), by, cancel), filling.Command, filling.Back(), cancel);
    }

    /// <summary>The form and what the county offers in it today.</summary>
    private sealed record HomesteadOpening(Opening Opening, IReadOnlyList<string> Lands, HomesteadExceptions Grounds)
    {
        /// <summary>The form as it was sent.</summary>
        public HomesteadOpening With(Sent sent) => this with { Opening = Opening with { Sent = sent } };
    }
}
