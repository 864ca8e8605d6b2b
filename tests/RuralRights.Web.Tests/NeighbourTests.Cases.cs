using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using Shouldly;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>Every kind of business that a form opens a case for; each case is taken back, so that the household is free for the next.</summary>
public sealed partial class NeighbourTests
{
    private const string Grid = "EPSG:4523";

    private static readonly Actor Supervisor = new Actor.CollectiveSupervisor(Guid.CreateVersion7(), Hamlet.Group);

    private static string H(int household) => Hamlet.Household(Group, household);

    private static string P(int household, int which) => Hamlet.Parcel(Group, household, which);

    /// <summary>Who is in a household, and who is called how.</summary>
    private async IAsyncEnumerable<Deed> People()
    {
        var (second, daughter, joining) = (await site.Head(2), await Member(2, 3), await Member(4, 1));
        yield return Opens(
            "member-change", VillageClerk, [("household", H(5)), ("event", "birth"), ("name", "周小雨"), ("number", Number("20260101")), ("relation", "20"), ("shares", "yes")]);
        await TakenBack(VillageClerk);
        yield return Opens("household-split", second, [("household", H(2)), ("go", $"{daughter}"), ("head", $"{daughter}"), ("parcel", P(2, 2)), ("code", H(777))]);
        await TakenBack(second);
        yield return Opens("household-merge", VillageClerk, [("household", H(1)), ("other", H(4)), ($"relation-{joining}", "97")]);
        await TakenBack(VillageClerk);
        yield return Opens("extinct-household", VillageClerk, [("household", H(6))], ("death-0-file", Sheet.Pdf("death")));
        await TakenBack(VillageClerk);
        yield return await Looked(Opens(
            "person-correction", VillageClerk, [("household", H(2)), ("person", $"{second.Person}"), ("correction", "NameMiswritten"), ("after", "李秀瑛")], ("evidence-file", Sheet.Pdf("register"))));
        await TakenBack(VillageClerk);
        yield return Opens("term-renewal", VillageClerk, [("household", H(7)), ("until", "2076-04-06")]);
        await TakenBack(VillageClerk);
    }

    /// <summary>The land itself, and the paper of it.</summary>
    private async IAsyncEnumerable<Deed> Land()
    {
        var (first, second) = (await site.Head(1), await site.Head(2));
        var (two, three, four) = (LandFormTests.West(2), LandFormTests.West(3), LandFormTests.West(4));
        yield return await Looked(Opens("parcel-division", VillageClerk,
        [
            ("household", H(2)), ("parcel", P(2, 1)), ("parts", "2"), ("crs", Grid), ("code-0", $"{Group}00091"), ("place-0", "大湾地西"), ("area-0", "360"), ("boundary-0", LandFormTests.Points(two, two + 12)),
            ("code-1", $"{Group}00092"), ("place-1", "大湾地东"), ("area-1", "540"), ("boundary-1", LandFormTests.Points(two + 12, two + 30)),
        ]));
        await TakenBack(VillageClerk);
        yield return await Looked(Opens("parcel-consolidation", VillageClerk,
        [
            ("household", H(3)), ("parcel", P(3, 1)), ("parcel", P(3, 2)), ("crs", Grid), ("code", $"{Group}00093"), ("place", "大湾地"), ("area", "1800"),
            ("boundary", LandFormTests.Points(three, three + 30, tall: 60)),
        ]));
        await TakenBack(VillageClerk);
        yield return await Looked(Opens(
            "boundary-correction", VillageClerk, [("household", H(4)), ("parcel", P(4, 1)), ("crs", Grid), ("area", "870"), ("boundary", LandFormTests.Points(four, four + 29))],
            ("neighbours-file", Sheet.Pdf("neighbours"))));
        await TakenBack(VillageClerk);
        yield return await Looked(Opens(
            "entry-correction", VillageClerk, [("household", H(5)), ("parcel", P(5, 1)), ("entry", "LandUse"), ("before", "013"), ("after", "011")], ("evidence-file", Sheet.Pdf("use of the land"))));
        await TakenBack(VillageClerk);
        yield return await Looked(Opens("expropriation", Chair, [("household", H(6)), ("parcel", P(6, 1))], ("approval-file", Sheet.Pdf("approval of the province"))));
        await TakenBack(Chair);
        yield return await Looked(Opens(
            "return", first, [("household", H(1)), ("parcel", P(1, 2)), ("given", "2026-01-05")], ("notice-file", Sheet.Pdf("notice of return")), ("choices-file", Sheet.Pdf("four choices"))));
        await TakenBack(first);
        yield return Opens("certificate-replacement", second, [("household", H(2)), ("right", Hamlet.Right(Group, 2)), ("reason", "damaged")]);
        await TakenBack(second);
        yield return Opens("certificate-reissue", VillageClerk, [("household", H(3)), ("right", Hamlet.Right(Group, 3))]);
        await TakenBack(VillageClerk);
    }

    /// <summary>A homestead of the fourth household, and one that an heir of the sixth holds for its house.</summary>
    private async IAsyncEnumerable<Deed> Homesteads()
    {
        const string Plot = "620123202213JC00061", Inherited = "620123202213JC00062";
        var (fourth, sixth, heir) = (await site.Head(4), (await site.Head(6)).Person, Guid.CreateVersion7());
        const double West = 35_419_500;
        await site.HasHomestead(Plot, H(4), West);
        await site.HasHomestead(Inherited, H(6), West + 100);
        await site.Given(
            new StreamFact(Streams.Homestead(Inherited), new HomesteadInherited(Inherited, H(6), null, [sixth], [heir], null, true, null, "case/0", Paper)),
            new StreamFact(Streams.Household(H(6)), new HomesteadLeft(H(6), Inherited, "case/0", Paper)));
        (string, string)[] plot = [("household", H(4)), ("plot", Plot)];
        yield return await Looked(Opens("homestead-correction", VillageClerk, [.. plot, ("item", "Place"), ("before", "村西头"), ("after", "村西头第一排")], ("evidence-file", Sheet.Pdf("place of the plot"))));
        await TakenBack(VillageClerk);
        yield return await Looked(Opens(
            "homestead-boundary-correction", VillageClerk, [.. plot, ("crs", Grid), ("area", "195"), ("boundary", LandFormTests.Points(West, West + 9.75, 3_971_700, tall: 20))],
            ("neighbours-file", Sheet.Pdf("neighbours of the plot"))));
        await TakenBack(VillageClerk);
        yield return await Looked(Opens("homestead-return", fourth, plot, ("agreement-file", Sheet.Pdf("agreement")), ("choices-file", Sheet.Pdf("choices of a home"))));
        await TakenBack(fourth);
        yield return Opens(
            "homestead-inheritance", VillageClerk, [.. plot, ("heirs", "1"), ("name-0", "孙小兰"), ("number-0", Number("19900202")), ("inherits-0", "yes"), ("by", "Kinship")],
            ("death-0-file", Sheet.Pdf("death of the holder")), ("proof-file", Sheet.Pdf("kinship")));
        await TakenBack(VillageClerk);
        yield return await Looked(Opens("homestead-house-gone", VillageClerk, [("household", ""), ("plot", Inherited), ("gone", "2026-01-04")], ("photographs-file", Sheet.Pdf("ruin"))));
        await TakenBack(VillageClerk);
    }

    /// <summary>A bride of the second household enters the roster; of others the membership would end.</summary>
    private async IAsyncEnumerable<Deed> Members()
    {
        var (second, third, fifth, alone) = (await site.Head(2), await site.Head(3), (await site.Head(5)).Person, new Actor.Farmer(Guid.CreateVersion7(), ""));
        foreach (var member in new[] { third.Person, fifth, alone.Person }) await IsAMember(member, Group);
        yield return Opens(
            "membership-end", VillageClerk, [("household", H(5)), ("person", $"{fifth}"), ("ground", "Death"), ("on", "2026-01-03")], ("proof-file", Sheet.Pdf("death of a member")));
        await TakenBack(VillageClerk);
        yield return Opens("membership-withdrawal", third, [("household", H(3)), ("person", $"{third.Person}"), ("ground", "Withdrawal")]);
        await TakenBack(third);
        yield return Opens("membership-withdrawal", alone, [("collective", Group), ("person", $"{alone.Person}"), ("ground", "Withdrawal")]);
        await TakenBack(alone);

        yield return Opens("membership", second, [("household", H(2)), ("person", "new"), ("name", "金丝雀"), ("number", Number("19950505")), ("ground", "Marriage")]);
        var number = await LastCase();
        foreach (var kind in new[] { "application", "identity", "household-register", "ground-proof", "no-other-membership" })
        {
            var paper = await site.HandIn(VillageClerk);
            await Entered((desk, by) => desk.Enter(new FileDocument(number, kind, paper), by, Cancel), VillageClerk);
        }

        await Entered((desk, by) => desk.Enter(new CompleteStep(number, StepKind.Applied), by, Cancel), VillageClerk);
        yield return new("/cases/{number}/membership-check", $"/cases/{number}/membership-check", Township, [("seen", "NeverHere"), ("servant", "no")]);

        // The days on the notice board have passed.
        var posted = Today.AddDays(-40);
        await Entered((desk, by) => desk.Enter(new OpenNotice([number]), by, Cancel), VillageClerk, posted);
        var notice = await site.Ask<Guid>("select notice from register.notice_case where case_number = $1", number);
        (await site.Photographed(notice, VillageClerk, posted)).ShouldBeLessThan(Today.AddDays(-1));
        yield return new("/notices/{id:guid}/close", $"/notices/{notice}/close", VillageClerk, []);
        yield return new(
            "/collectives/{code:length(14)}/resolutions/new", $"/collectives/{Group}/resolutions/new", Chair,
            [
                ("case", number), ("called", Written(Today.AddDays(-12))), ("held", Written(Today.AddDays(-1))), ("voters", "30"), ("without", "0"), ("present", "22"), ("favour", "20"),
            ],
            ("record-file", Sheet.Pdf("record of the assembly")));
        foreach (var holder in await site.Ask<Guid[]>("select array_agg(person) from register.case_holder where case_number = $1", number))
            yield return new("/cases/{number}/reach", $"/cases/{number}/reach", VillageClerk, [("person", $"{holder}")], ("visit-file", Sheet.Pdf($"visit {holder}")));
        yield return new("/cases/{number}/enter", $"/cases/{number}/enter", Supervisor, []);
    }

    /// <summary>A household that has no contract yet, and a village that was surveyed.</summary>
    private async IAsyncEnumerable<Deed> FirstRegistrations()
    {
        const string Row = "/collectives/{code:length(14)}/first-registration";
        var path = $"/collectives/{Group}/first-registration";
        await site.HasNoContract(H(9));
        yield return await Looked(new(Row, path, VillageClerk,
        [
            ("household", H(9)), ("surveys", "1"), ("crs", Grid), ("code-0", $"{Group}00095"), ("place-0", "新修梯田"), ("area-0", "300"), ("contract-0", "290.5"),
            ("boundary-0", LandFormTests.Points(35_418_500, 35_418_510, 3_971_000)), ("use-0", "013"), ("basic-0", "no"), ("from", "2026-01-01"), ("to", "2055-12-31"),
        ]));
        yield return new($"{Row}/papers", $"{path}/papers", VillageClerk, [("kind", "notice-record")], ("paper-file", Sheet.Pdf("record of the notice")));
        yield return new($"{Row}/cases", $"{path}/cases", VillageClerk, [("step", "Surveyed"), ("case", await LastCase())]);

        await FirstRegistrationRunTests.IsSurveyed(site);
        var surveyed = await site.Ask<string>("select min(household) from intake.allotment");
        yield return new(
            $"{Row}/village", path.Replace(Group, FirstRegistrationRunTests.Village, StringComparison.Ordinal) + "/village", FirstRegistrationRunTests.VillageClerk,
            [("term-from", "2026-01-01"), ("term-to", "2055-12-31"), ("households", surveyed)]);
    }

    /// <summary>The certificate that an ended right leaves behind.</summary>
    private async IAsyncEnumerable<Deed> Certificates()
    {
        var right = Hamlet.Right(Group, 4);
        await site.Given(new StreamFact(Streams.Right(right), new ContractEnded(right, "court/1", Paper)));
        yield return Opens("certificate-void", VillageClerk, [("household", H(4)), ("right", right)]);
    }

    private static Deed Opens(string business, Actor by, (string, string)[] fields, params (string, byte[])[] files) => new($"/cases/new/{business}", $"/cases/new/{business}", by, fields, files);

    /// <summary>The form as it is sent after whom it is for looked at what would be different.</summary>
    private async Task<Deed> Looked(Deed deed)
    {
        using var browser = await Own(deed.By);
        using var looked = await Post(browser, deed.Path, [("command", $"{Guid.CreateVersion7()}"), .. deed.Fields], deed.Files);
        var review = await looked.Content.ReadAsStringAsync(Cancel);
        looked.StatusCode.ShouldBe(HttpStatusCode.OK, $"{deed.Row}: {review}");
        return deed with { Fields = [.. deed.Fields, ("seen", LandFormTests.FieldValue(review, "seen"))] };
    }

    private async Task TakenBack(Actor by)
    {
        var number = await LastCase();
        await Entered((desk, submission) => desk.Enter(new WithdrawCase(number), submission, Cancel), by);
    }

    private async Task Entered(Func<Desk, RuralRights.Registry.Submission, Task<Answer>> act, Actor by, DateOnly? on = null) =>
        (await act(site.Services.GetRequiredService<Desk>(), new(Hamlet.County, Guid.CreateVersion7(), by, on ?? Today))).Refusal.ShouldBeNull();

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
