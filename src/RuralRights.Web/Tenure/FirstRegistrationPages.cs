using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Tenure;
using RuralRights.Spatial;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.Registration;
using static RuralRights.Web.Registration.CasePages;

namespace RuralRights.Web.Tenure;

/// <summary>First registration of a village: who has no contract yet, which parcels have no right or are surveyed only now, and a case to begin with.</summary>
public static class FirstRegistrationPages
{
    /// <summary>Most new surveys in one form; more go into the next case or come as a delivery.</summary>
    public const int MostSurveys = 5;

    // Of a group's land, code of table C6, and for crops, code of table C9.
    private const string OfTheGroup = "31";
    private const string ForCrops = "1";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/collectives/{code:length(14)}/first-registration", Begin);
        routes.MapPost("/collectives/{code:length(14)}/first-registration", Open).TakesDocuments();
        routes.MapPost("/collectives/{code:length(14)}/first-registration/village", OpenVillage);
    }

    private static async Task<IResult> Begin(string code, [FromQuery(Name = "case")] string? number, string? instead, string? household, At at, CancellationToken cancel)
    {
        if (number is null) return await Show(code, at, Sent.Nothing, 0, null, null, await InsteadOf.Of(instead, code, at, cancel), cancel, household);
        if (await Amended.Of(number, at, cancel) is not { Change: RegisterFirst asked } amends || amends.Case.Collective != code || await Amended.ShownTo(asked, code, at, cancel) is not { } known) return Page.Closed;
        if (amends.WhyNot is not null || !Amended.FitsItsForm(asked)) return Page.See($"/cases/{number}");

        return await Show(code, at, await amends.Typed(known, at, cancel), asked.Parcels.Count(parcel => parcel.Survey is not null), null, amends, null, cancel);
    }

    private static async Task<IResult> Open(string code, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var number = form["case"].ToString();
        var amends = number.Length > 0 ? await Amended.Of(number, at, cancel) : null;
        if (number.Length > 0 && (amends?.Change is not RegisterFirst || amends.Case.Collective != code)) return Page.Closed;

        var (filling, before) = (new Filling(form, at, T, amends), amends?.Change as RegisterFirst);
        var instead = amends is null ? await InsteadOf.Of(filling.Text(InsteadOf.Field), code, at, cancel) : null;
        var surveys = int.TryParse(filling.Text("surveys"), NumberStyles.None, CultureInfo.InvariantCulture, out var many) ? Math.Min(many, MostSurveys) : 0;
        if (filling.Text("more").Length > 0) return await Show(code, at, filling.Back(), Math.Min(surveys + 1, MostSurveys), null, amends, instead, cancel);

        var household = filling.Text("household");
        if (household.Length == 0) filling.Wrong("household", T["请选一户"]);
        var parcels = new List<FirstParcel>();
        foreach (var parcel in filling.Values("parcels"))
            if (filling.Area("area-" + parcel) is { } area) parcels.Add(new(parcel, area, EarlierArea(parcel), null));
        for (var one = 0; one < surveys; one++)
            if (await Surveyed($"-{one}", filling, T, cancel) is { } survey && filling.Area($"contract-{one}") is { } area) parcels.Add(new(survey.Code, area, EarlierArea(survey.Code), survey));
        if (filling.IsComplete && parcels.Count == 0) filling.Wrong("parcels", T["请至少选一块地"]);
        var (from, to) = (filling.Day("from"), filling.Day("to"));
        if (!filling.IsComplete || from is not { } first || to is not { } last) return await Show(code, at, filling.Back(), surveys, null, amends, instead, cancel);

        var change = new RegisterFirst(household, null, parcels, first, last, [], before?.EarlierContract);
        var review = await LandOpenings.Look(change, [], filling, at, cancel);
        if (review is null || !review.WasSeen(filling)) return await Show(code, at, filling.Back(), surveys, review, amends, instead, cancel);

        var answer = await OpeningPages.HandIn(change, filling, at, cancel);
        if (!answer.IsEntered) return await Show(code, at, filling.Back(answer), surveys, null, amends, instead, cancel);

        if (instead is not null) await instead.Carry(answer.IdOf("case"), filling, at, cancel);
        return Page.See($"/cases/{answer.IdOf("case")}");

        // What the form does not ask stays as it was.
        decimal? EarlierArea(string parcel) => before?.Parcels.FirstOrDefault(one => one.Parcel == parcel)?.EarlierArea;
    }

    /// <summary>A case for each household that was ticked, with the land that the survey says it farms and the same term for all.</summary>
    private static async Task<IResult> OpenVillage(string code, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await VillageRuns.Served(code, at, cancel) is null) return Page.Closed;

        var filling = new Filling(form, at, T);
        var ticked = filling.Values("households");
        var households = (await AllottedHousehold.In(at.Register, code, cancel)).Where(household => ticked.Contains(household.Code)).ToList();
        if (households.Count == 0) filling.Wrong("households", T["请至少选一户"]);
        var (from, to) = (filling.Day("term-from"), filling.Day("term-to"));
        if (!filling.IsComplete || from is not { } first || to is not { } last) return await Show(code, at, filling.Back(), 0, null, null, null, cancel);

        return await VillageRuns.OpenEach(
            Procedures.FirstRegistration, code,
            households.Select(household => (household.Code, (IChange)new RegisterFirst(household.Code, null, household.Parcels, first, last, [], household.EarlierContract))), filling, at, cancel);
    }

    /// <summary>A parcel that is surveyed only now: contracted land of the group, for crops, until a correction says otherwise.</summary>
    private static async Task<NewParcel?> Surveyed(string part, Filling filling, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var use = filling.Text($"use{part}");
        if (use.Length != 3) filling.Wrong($"use{part}", T["请选土地利用类型"]);
        var basic = filling.Text($"basic{part}");
        if (basic is not ("yes" or "no")) filling.Wrong($"basic{part}", T["请选是不是永久基本农田"]);
        return await LandOpenings.Surveyed(new LandOpenings.Kept(CodeWords.Contracted, OfTheGroup, use, null, ForCrops, basic == "yes"), part, filling.System("crs"), filling, T, cancel);
    }

    private static async Task<IResult> Show(
        string code, At at, Sent sent, int surveys, Review? review, Amended? amends, InsteadOf? instead, CancellationToken cancel, string? household = null)
    {
        if (await CollectiveSheet.Of(at.Register, code, cancel) is not { } collective) return Page.Missing;
        if (at.Who.Actor is not { } actor || !(await Served.By(at.Register, actor, at.Office.Today, cancel)).Contains(code, StringComparer.Ordinal)) return Page.Closed;

        var left = await NotYetRegistered.In(at.Register, code, cancel, amends?.Case.Number);
        if (amends is not null) left = left with { Households = [.. left.Households.Where(household => amends.Change.Households.Contains(household.Code, StringComparer.Ordinal))] };
        IReadOnlyList<AllottedHousehold> allotted = amends is not null ? [] : [.. (await AllottedHousehold.In(at.Register, code, cancel)).Where(household => household.IsLeft)];
        return Page.Of<FirstRegistrationPage>(
            new
            {
                Collective = collective,
                Amends = amends,
                Instead = instead,
                Chosen = household,
                Left = left,
                Allotted = allotted,
                MayOpen = TurnOf(actor) is { } turn && Procedures.FirstRegistration.OpenedBy.Contains(turn),
                Sent = sent,
                Surveys = surveys,
                Review = review,
                NextCodes = await ParcelSheet.NextCodes(at.Register, code, MostSurveys, cancel),
                Systems = (IReadOnlyList<string>)[.. (await ParcelSheet.SystemsIn(at.Register, code, cancel)).Append(CoordinateSystem.Geographic.Id).Distinct(StringComparer.Ordinal)],
                Command = Guid.CreateVersion7(),
                Names = await at.Names.InFull(at.Who, left.Households.Select(household => household.Representative).Concat(allotted.Select(household => household.Representative)).Concat(review?.People ?? []), cancel),
            },
            sent.Status);
    }
}
