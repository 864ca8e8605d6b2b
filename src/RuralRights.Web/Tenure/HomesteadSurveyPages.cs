using System.Text;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Interchange.Deliveries;
using RuralRights.Registry;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.Registration;
using static RuralRights.Web.Registration.CasePages;

namespace RuralRights.Web.Tenure;

/// <summary>Why a household of a survey cannot be taken as it stands.</summary>
/// <param name="Row">Row of the table.</param>
/// <param name="Household">Contractor code; null while the row names none.</param>
/// <param name="Column">Column that is wrong.</param>
/// <param name="Said">What is wrong with it.</param>
/// <param name="Mend">What mends it.</param>
/// <param name="Rule">The rule that says so; null where the cell itself cannot be read.</param>
public sealed record SurveyFault(long Row, string? Household, string Column, string Said, string Mend, Rule? Rule = null);

/// <summary>First registration of the homesteads of a whole village: the survey is handed in, and each household of it gets a case of its own (<see cref="VillageRuns"/>).</summary>
/// <remarks>A household whose row is wrong is left out and told why; the others are kept and can be chosen at once.</remarks>
public static class HomesteadSurveyPages
{
    private static readonly Rule _plotsOverlap = ConstraintRules.Find("homesteads-overlap")!, _plotOnLand = ConstraintRules.Find("homestead-lies-on-contracted-land")!;

    public static void Map(IEndpointRouteBuilder routes)
    {
        const string Homesteads = "/collectives/{code:length(14)}/homesteads";
        routes.MapGet(Homesteads + "/survey", (string code, At at, CancellationToken cancel) => Show(code, at, Sent.Nothing, null, cancel));
        routes.MapGet(Homesteads + "/survey.csv", Blank);
        routes.MapPost(Homesteads + "/survey", HandIn).TakesDocuments();
        routes.MapPost(Homesteads + "/village", OpenVillage);
    }

    private static bool MayOpen(At at) => TurnOf(at.Who.Actor!) is { } turn && Procedures.HomesteadRegistration.OpenedBy.Contains(turn);

    private static async Task<IResult> Show(string code, At at, Sent sent, SurveyRead? read, CancellationToken cancel)
    {
        if (await VillageRuns.Served(code, at, cancel) is not { } collective) return Page.Closed;

        var surveyed = (await HomesteadsSurveyed.In(at.Register, code, at.Who.Actor!, cancel)).FindAll(household => household.IsLeft);
        var lines = read is null ? [] : await HouseholdLine.In(at.Register, code, cancel);
        var named = read?.Faults.Select(fault => fault.Household).ToHashSet() ?? [];
        var representatives = lines.Where(line => named.Contains(line.Code)).ToDictionary(line => line.Code, line => line.Representative, StringComparer.Ordinal);
        return Page.Of<HomesteadSurveyPage>(
            new
            {
                Collective = collective,
                Surveyed = (IReadOnlyList<SurveyedHousehold>)surveyed.FindAll(household => household.IsOnes),
                OfOthers = surveyed.Count(household => !household.IsOnes),
                MayOpen = MayOpen(at),
                Sent = sent,
                Read = read,
                Representatives = (IReadOnlyDictionary<string, Guid>)representatives,
                Names = await at.Names.InFull(at.Who, surveyed.Select(household => household.Representative).Concat(representatives.Values), cancel),
            },
            sent.Status);
    }

    /// <summary>The table that a survey fills in, with the codes of the households that have no homestead yet.</summary>
    private static async Task<IResult> Blank(string code, At at, CancellationToken cancel)
    {
        if (await VillageRuns.Served(code, at, cancel) is null) return Page.Closed;

        var text = new StringBuilder("\uFEFF").AppendJoin(',', HomesteadSurvey.Columns).Append("\r\n");
        foreach (var household in await NoHomesteadYet.In(at.Register, code, cancel, int.MaxValue)) text.Append(household.Code).Append(',', HomesteadSurvey.Columns.Count - 1).Append("\r\n");
        return TypedResults.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", $"{code}-homesteads.csv");
    }

    private static async Task<IResult> HandIn(string code, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await VillageRuns.Served(code, at, cancel) is null || !MayOpen(at)) return Page.Closed;

        var filling = new Filling(form, at, T);
        if (form.Files.GetFile("survey") is not { Length: > 0 } file)
        {
            filling.Wrong("survey", T["请选一个压缩包"]);
            return await Show(code, at, filling.Back(), null, cancel);
        }

        try
        {
            await using var zip = file.OpenReadStream();
            var read = await Read(code, zip, at, T, cancel);
            if (read.Faults.Count == 0) return Page.See($"{VillageRun.Of(Procedures.HomesteadRegistration).In(code)}/survey");

            filling.Wrong("survey", T["有 {0} 户没有收，原因写在下面；其余 {1} 户收下了", read.Refused, read.Kept]);
            return await Show(code, at, filling.Back(), read, cancel);
        }
        catch (DeliveryUnreadable unreadable) when (Outage.Of(unreadable) is null)
        {
            filling.Wrong("survey", Write.Either(unreadable.Chinese, unreadable.English));
            return await Show(code, at, filling.Back(), null, cancel);
        }
    }

    /// <summary>A case for each household that was ticked, with what the survey says of its homestead.</summary>
    private static async Task<IResult> OpenVillage(string code, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await VillageRuns.Served(code, at, cancel) is null || !MayOpen(at)) return Page.Closed;

        var filling = new Filling(form, at, T);
        var ticked = filling.Values("households").ToHashSet(StringComparer.Ordinal);
        if (ticked.Count == 0) filling.Wrong("households", T["请至少选一户"]);
        if (!filling.IsComplete) return await Show(code, at, filling.Back(), null, cancel);

        var surveyed = await HomesteadsSurveyed.In(at.Register, code, at.Who.Actor!, cancel);
        return await VillageRuns.OpenEach(
            Procedures.HomesteadRegistration, code, surveyed.Where(household => household.IsOnes && ticked.Contains(household.Code)).Select(household => (household.Code, (IChange)household.Asked)), filling, at, cancel);
    }

    /// <summary>Reads a survey, asks the register about each household of it, and keeps those that could be opened now.</summary>
    private static async Task<SurveyRead> Read(string code, Stream zip, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        using var survey = at.Boundaries.InHomesteadSurvey(zip, cancel);
        var faults = survey.Problems.Select(one => new SurveyFault(
            one.Problem.Row!.Value, one.Household, one.Problem.Field!, Write.Either(one.Problem.Chinese, one.Problem.English), Write.Either(one.Problem.MendChinese, one.Problem.MendEnglish))).ToList();
        var households = (await HouseholdLine.In(at.Register, code, cancel)).Select(line => line.Code).ToHashSet(StringComparer.Ordinal);
        var documents = new Dictionary<string, string>(StringComparer.Ordinal);
        var asked = new List<(SurveyedHomestead Homestead, RegisterHomestead Change)>();
        foreach (var homestead in survey.Homesteads)
        {
            var before = faults.Count;
            if (!households.Contains(homestead.Household)) Wrong(homestead, HomesteadSurvey.Household, T["登记簿里，这个集体没有这一户"], T["对照登记簿改正承包方代码"]);
            var (boundary, trouble) = SurveyedBoundaries.Drawn(homestead.Shape, survey.System);
            if (trouble is not null) Wrong(homestead, HomesteadSurvey.Boundary, BoundaryWords.Of(trouble, survey.System, T), T["在测量软件里改好这一宗，再导出"]);
            if (faults.Count == before) await Keep(homestead, survey, documents);
            if (faults.Count > before) continue;

            var change = homestead.Asked(new(boundary!.System.Id, boundary.ToWkb()), documents);
            var preview = await at.Office.Desk.Look(at.Office.County, reading => CasePreview.Of(reading, change, at.Office.Submit(Guid.Empty, at.Who), cancel), cancel);
            if (preview.Refused is { } refused) Broken(homestead, refused.Rule);
            else asked.Add((homestead, change));
        }

        var changes = asked.ConvertAll(one => one.Change);
        var cases = await HomesteadsSurveyed.Cases(at.Register, changes, cancel);
        var overlaps = (await HomesteadsSurveyed.Overlaps(at.Register, changes, cancel)).ToDictionary(one => one.Plot, one => one.Other, StringComparer.Ordinal);
        var kept = new List<RegisterHomestead>();
        foreach (var (homestead, change) in asked)
        {
            if (cases.TryGetValue(change.Household, out var number)) Broken(homestead, ConstraintRules.AlreadyInACase, number);
            else if (overlaps.TryGetValue(HomesteadsSurveyed.PlotOf(change), out var other)) Broken(homestead, LandRight.IsHomestead(other) ? _plotsOverlap : _plotOnLand, other);
            else kept.Add(change);
        }

        await HomesteadsSurveyed.Keep(at.Register, kept, at.Who.Actor!, cancel);
        return new(survey.File, kept.Count, [.. faults.OrderBy(fault => fault.Row)]);

        void Wrong(SurveyedHomestead homestead, string column, string said, string mend, Rule? rule = null) => faults.Add(new(homestead.Row, homestead.Household, column, said, mend, rule));

        void Broken(SurveyedHomestead homestead, Rule rule, string? about = null) => Wrong(
            homestead, HomesteadSurvey.ColumnOf(rule), Write.Either(rule.Chinese, rule.English) + (about is null ? "" : Write.Bracketed(about)), Write.Either(rule.MendChinese, rule.MendEnglish), rule);

        // A scan that several rows name, such as the approval of them all, is kept once.
        async Task Keep(SurveyedHomestead homestead, HomesteadSurvey from, Dictionary<string, string> known)
        {
            foreach (var (column, name) in homestead.Scans.Where(scan => !known.ContainsKey(scan.Name)))
            {
                await using var content = from.OpenScan(name);
                if (content is null)
                {
                    Wrong(homestead, column, T["压缩包里没有文件“{0}”", DocumentUploads.LabelOf(name)], T["把这个文件放进压缩包，或者改正表里的文件名"]);
                    continue;
                }

                var handed = await at.Uploads.HandIn(content, at.Who, cancel);
                if (handed.Document is { } document) known[name] = document.Sha256;
                else Wrong(homestead, column, Write.Either(handed.Refusal!.Chinese, handed.Refusal.English) + (handed.About is null ? "" : Write.Bracketed(handed.About)), Write.Either(handed.Refusal.MendChinese, handed.Refusal.MendEnglish), handed.Refusal);
            }
        }
    }
}

/// <summary>What was read of a survey.</summary>
/// <param name="File">Path of its table in the zip.</param>
/// <param name="Kept">Households that can be chosen now.</param>
/// <param name="Faults">What is wrong with the others, in the order of their rows.</param>
public sealed record SurveyRead(string File, int Kept, IReadOnlyList<SurveyFault> Faults)
{
    /// <summary>Rows that were not taken.</summary>
    public int Refused => Faults.Select(fault => fault.Row).Distinct().Count();
}
