using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;
using RuralRights.Web.Tests.Settlement;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>Changes of the land through their forms, as browsers without scripts send them.</summary>
public sealed partial class LandFormTests(TestSite site) : IClassFixture<TestSite>
{
    private const double North = 3_971_030;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_parcel_is_divided_after_a_look_at_what_would_be_different()
    {
        var (household, parcel) = (Hamlet.Household(Hamlet.Group, 2), Hamlet.Parcel(Hamlet.Group, 2, 1));
        using var village = await site.SignedIn("village-clerk");
        (await Html(village, $"/cases/new?household={household}")).ShouldContain("/cases/new/parcel-division?household=");
        var step = await Html(village, $"/cases/new/parcel-division?household={household}");
        step.ShouldContain($"value=\"{parcel}\"");
        var form = await Html(village, $"/cases/new/parcel-division?household={household}&parcel={parcel}&parts=2");
        var codes = Enumerable.Range(0, 2).Select(part => FieldValue(form, $"code-{part}")).ToList();
        codes.ShouldAllBe(code => code.StartsWith(Hamlet.Group, StringComparison.Ordinal) && code.Length == 19);
        codes.ShouldBeUnique();
        var west = West(2);
        List<(string, string)> Typed(double cut, string area = "360", string first = "") =>
        [
            ("command", $"{Guid.CreateVersion7()}"), ("household", household), ("parcel", parcel), ("parts", "2"), ("crs", "EPSG:4523"),
            ("code-0", codes[0]), ("place-0", "大湾地西"), ("area-0", area), ("boundary-0", first.Length > 0 ? first : Points(west, west + 12)),
            ("code-1", codes[1]), ("place-1", "大湾地东"), ("area-1", "540"), ("boundary-1", Wkt(cut, west + 30)),
        ];

        // What is wrong stands beside its field, names the point and keeps everything.
        using var mistyped = await Post(village, "/cases/new/parcel-division", [.. Typed(west + 12, "x", "35417860 3971030\n35417872 3971030\n417872 3971060")]);
        var wrong = await Shown(mistyped);
        wrong.ShouldContain("id=\"area-0-error\"");
        Decoded(wrong).ShouldContain("第 3 点（东 417872.000，北 3971060.000）不在坐标系 EPSG:4523 的范围里");
        wrong.ShouldContain("value=\"大湾地东\"");
        wrong.ShouldContain("417872 3971060");

        // What the law refuses stands there too, with its rule and the spot.
        using var gap = await Post(village, "/cases/new/parcel-division", [.. Typed(west + 13)]);
        (await Shown(gap)).ShouldContain("/rules/area-is-not-of-the-boundary");
        using var apart = await Post(village, "/cases/new/parcel-division", [.. Typed(west + 12.05)]);
        var spot = await Shown(apart);
        spot.ShouldContain("id=\"boundary-0-error\"");
        spot.ShouldContain("/rules/parts-are-not-the-whole");
        spot.ShouldMatch("35417872[.]0[23], 39710");
        spot.ShouldContain("<option value=\"EPSG:4523\" selected>");

        using var looked = await Post(village, "/cases/new/parcel-division", [.. Typed(west + 12)]);
        looked.StatusCode.ShouldBe(HttpStatusCode.OK);
        var review = await looked.Content.ReadAsStringAsync(Cancel);
        review.ShouldContain("案件还没有打开");
        Regex.Count(review, "<svg class=\"sketch").ShouldBe(2);
        var seen = FieldValue(review, "seen");
        seen.Length.ShouldBe(64);

        // What was changed after the look is looked at once more; what was seen is opened.
        using var altered = await Post(village, "/cases/new/parcel-division", [.. Typed(west + 12), ("seen", new string('0', 64))]);
        altered.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var opened = await Post(village, "/cases/new/parcel-division", [.. Typed(west + 12), ("seen", seen)]);
        var page = Decoded(await Html(village, Seen(opened)));
        page.ShouldContain("大湾地东");
        page.ShouldContain($"大湾地 {parcel[^5..]}", customMessage: "a parcel is called by its name and number");
        Drawn(page, 2, was: true);
        (await Html(village, $"/parcels/{parcel}")).ShouldContain($"href=\"{Seen(opened)}\"");
    }

    [Fact]
    public async Task A_household_splits_and_either_side_takes_a_part_of_two_parcels_in_the_same_case()
    {
        var (household, parcel, west) = (Hamlet.Household(Hamlet.Group, 7), Hamlet.Parcel(Hamlet.Group, 7, 1), West(7));
        var going = (await site.Services.GetRequiredService<Vault>().Keep(Hamlet.County, [new("许文斌", Person.ResidentCard, Number("19950808"), "1", new(1995, 8, 8))], Cancel))[0];
        var head = await site.Ask<Guid>("select representative from register.household where code = $1", household);
        (await site.Services.GetRequiredService<Desk>().Enter(
            new(Hamlet.County, Guid.CreateVersion7(), "delivery/0", "a son"),
            _ => Task.FromResult<Decision>(Decision.Enter(new StreamFact(Streams.Household(household), new HouseholdMembersChanged(
                household, [new(head, "02", true, null), new(going, "20", true, null)], new(new(2026, 1, 5), "delivery/0", "榆中县农业农村局", "62012320260105000002", [], []))))),
            Cancel)).Refusal.ShouldBeNull();
        using var village = await site.SignedIn("village-clerk");
        const string Path = "/cases/new/household-split";
        var other = Hamlet.Parcel(Hamlet.Group, 7, 2);
        var form = await Html(village, $"{Path}?household={household}");
        foreach (var one in new[] { parcel, other }) form.ShouldContain($"name=\"divide\" value=\"{one}\"");
        (string, string)[] people = [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("go", $"{going}"), ("head", $"{going}"), ("code", $"{Hamlet.Group}0777")];

        // What was typed before a parcel is chosen stays, nothing is wrong yet, and nobody is sent on without the parts.
        using var chosen = await Post(village, Path, [.. people, ("divide", parcel), ("more", "divide")]);
        chosen.StatusCode.ShouldBe(HttpStatusCode.OK);
        form = await chosen.Content.ReadAsStringAsync(Cancel);
        foreach (var kept in new[] { $"value=\"{going}\" checked", $"value=\"{Hamlet.Group}0777\"", $"value=\"{parcel}\" checked" }) form.ShouldContain(kept);
        form.ShouldNotContain("govuk-error-summary");
        using var unfilled = await Post(village, Path, [.. people, ("divide", parcel)]);
        (await Shown(unfilled)).ShouldContain("请在下面填写分开的各块");

        string[] codes = [FieldValue(form, $"code-{parcel}-0"), FieldValue(form, $"code-{parcel}-1")];
        (string, string)[] Typed(string second, string area = "360") =>
        [
            .. people, ("divide", parcel), ("parts", "2"), ("crs", "EPSG:4523"),
            .. Part(parcel, 0, codes[0], area, Points(west, west + 12), "goes"), .. Part(parcel, 1, codes[1], "540", Points(west + 12, west + 30), second),
        ];

        using var unchosen = await Post(village, Path, Typed(""));
        (await Shown(unchosen)).ShouldContain("请选这一块归哪一户");
        using var onesided = await Post(village, Path, Typed("goes"));
        (await Shown(onesided)).ShouldContain("/rules/either-side-takes-a-part");
        using var open = await Post(village, Path, Typed("stays", "300"));
        (await Shown(open)).ShouldContain($"id=\"area-{parcel}-0-error\"");

        // Another parcel may be divided with it: its parts get codes that nothing has, and what is wrong with it stands beside its own field.
        using var both = await Post(village, Path, [.. Typed("stays"), ("divide", other), ("more", "divide")]);
        form = await both.Content.ReadAsStringAsync(Cancel);
        FieldValue(form, $"area-{parcel}-1").ShouldBe("540");
        codes = [.. codes, FieldValue(form, $"code-{other}-0"), FieldValue(form, $"code-{other}-1")];
        codes.ShouldBeUnique();
        (string, string)[] Both(string area) =>
        [
            .. Typed("stays"), ("divide", other),
            .. Part(other, 0, codes[2], area, Points(west, west + 10, North + 30), "stays"), .. Part(other, 1, codes[3], "600", Points(west + 10, west + 30, North + 30), "goes"),
        ];
        using var uneven = await Post(village, Path, Both("200"));
        (await Shown(uneven)).ShouldContain($"id=\"area-{other}-0-error\"");

        Drawn(await LookAndOpen(village, Path, Both("300"), "分户并分割地块"), 2, was: true);
        foreach (var one in new[] { parcel, other })
            (await site.Ask<string>("select procedure from register.case_file c join register.case_subject s on s.case_number = c.number where s.subject = 'parcel/' || $1", one)).ShouldBe("household-split-with-division");

        static (string, string)[] Part(string parcel, int part, string code, string area, string boundary, string side) =>
        [
            ($"code-{parcel}-{part}", code), ($"place-{parcel}-{part}", $"大湾地{part}"), ($"area-{parcel}-{part}", area), ($"boundary-{parcel}-{part}", boundary), .. side.Length > 0 ? new[] { ($"side-{parcel}-{part}", side) } : [],
        ];
    }

    [Fact]
    public async Task Parcels_are_joined_with_the_boundary_and_the_area_filled_in()
    {
        var household = Hamlet.Household(Hamlet.Group, 3);
        using var village = await site.SignedIn("village-clerk");
        var one = await Html(village, $"/cases/new/parcel-consolidation?household={household}&parcel={Hamlet.Parcel(Hamlet.Group, 3, 1)}");
        one.ShouldContain("请至少选两块地");
        var form = await Html(village, $"/cases/new/parcel-consolidation?household={household}&parcel={Hamlet.Parcel(Hamlet.Group, 3, 1)}&parcel={Hamlet.Parcel(Hamlet.Group, 3, 2)}");
        FieldValue(form, "area").ShouldBe("1800.00");
        (string, string)[] typed =
        [
            ("command", $"{Guid.CreateVersion7()}"), ("household", household), ("parcel", Hamlet.Parcel(Hamlet.Group, 3, 1)), ("parcel", Hamlet.Parcel(Hamlet.Group, 3, 2)), ("crs", "EPSG:4523"),
            ("code", FieldValue(form, "code")), ("place", "大湾地"), ("area", "1800.00"), ("boundary", WebUtility.HtmlDecode(Boundary().Match(form).Groups[1].Value)),
        ];
        Drawn(await LookAndOpen(village, "/cases/new/parcel-consolidation", typed, "地块合并"), 2, was: true);
    }

    [Fact]
    public async Task A_boundary_on_the_neighbour_s_ground_is_refused_beside_the_field_and_a_file_will_do()
    {
        var (household, parcel, west) = (Hamlet.Household(Hamlet.Group, 4), Hamlet.Parcel(Hamlet.Group, 4, 1), West(4));
        using var village = await site.SignedIn("village-clerk");
        (await Html(village, $"/cases/new/boundary-correction?household={household}&parcel={parcel}")).ShouldContain("3971060");
        (string, string)[] Typed(string area) => [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("parcel", parcel), ("crs", "EPSG:4523"), ("area", area)];

        using var unsigned = await Post(village, "/cases/new/boundary-correction", Typed("870"), ("boundary-file", Encoding.UTF8.GetBytes(Points(west, west + 29))));
        var back = await Shown(unsigned);
        back.ShouldContain("id=\"neighbours-error\"");
        back.ShouldContain("35417949 3971030", customMessage: "what was uploaded is kept in the field");
        using var onto = await Post(village, "/cases/new/boundary-correction", [.. Typed("960"), ("boundary", Points(west, west + 32))], ("neighbours-file", Sheet.Pdf("neighbours")));
        var clash = await Shown(onto);
        clash.ShouldContain("/rules/parcels-overlap");
        clash.ShouldContain(Hamlet.Parcel(Hamlet.Group, 5, 1));
        var paper = FieldValue(clash, "neighbours");
        var page = await LookAndOpen(village, "/cases/new/boundary-correction", [.. Typed("870"), ("boundary", Points(west, west + 29)), ("neighbours", paper)], "界线更正");
        Drawn(page, 2, was: true);
        page.ShouldMatch($"<section class=\"card\" id=\"papers\">[^§]*/documents/{paper}", "what came with the form stands among the papers");
    }

    [Theory]
    [InlineData("LandUse", "013", "011", "旱地（013）", "水田（011）", "更正登记（笔误）", 5)]
    [InlineData("BasicFarmland", "true", "false", "是", "否", "更正登记（实质内容）", 6)]
    public async Task A_wrong_entry_is_put_right_on_evidence(string entry, string before, string after, string beforeInWords, string afterInWords, string business, int of)
    {
        var (household, parcel) = (Hamlet.Household(Hamlet.Group, of), Hamlet.Parcel(Hamlet.Group, of, 1));
        using var village = await site.SignedIn("village-clerk");
        var form = await Html(village, $"/cases/new/entry-correction?household={household}&parcel={parcel}&entry={entry}");
        FieldValue(form, "before").ShouldBe(before);
        form.ShouldContain($"现在登记的是：{beforeInWords}");
        form.ShouldContain($"<option value=\"{after}\">{afterInWords}</option>");
        (string, string)[] Typed(string value, string paper = "") =>
            [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("parcel", parcel), ("entry", entry), ("before", before), ("after", value), ("evidence", paper)];

        using var same = await Post(village, "/cases/new/entry-correction", Typed(before), ("evidence-file", Sheet.Pdf($"evidence {entry}")));
        var refused = await Shown(same);
        refused.ShouldContain("id=\"after-error\"");
        refused.ShouldContain("/rules/nothing-is-corrected");
        Drawn(await LookAndOpen(village, "/cases/new/entry-correction", Typed(after, FieldValue(refused, "evidence")), business), 1, was: false);
    }

    [Fact]
    public async Task Expropriated_land_is_registered_by_the_board_alone()
    {
        var household = Hamlet.Household(Hamlet.Neighbours, 1);
        using var chair = await site.SignedIn($"chair-{Hamlet.Neighbours}");
        (await Html(chair, $"/cases/new?household={household}")).ShouldContain("/cases/new/expropriation?household=");
        (string, string)[] Typed(params string[] parcels) => [("command", $"{Guid.CreateVersion7()}"), ("household", household), .. parcels.Select(parcel => ("parcel", parcel))];
        using var nothing = await Post(chair, "/cases/new/expropriation", Typed());
        var errors = await Shown(nothing);
        errors.ShouldContain("id=\"parcel-error\"");
        errors.ShouldContain("id=\"approval-error\"");

        using var village = await site.SignedIn("village-clerk");
        using var notTheirs = await Post(village, "/cases/new/expropriation", Typed(Hamlet.Parcel(Hamlet.Neighbours, 1, 1)), ("approval-file", Sheet.Pdf("approval")));
        (await Shown(notTheirs)).ShouldContain("/rules/may-not-open");
        using var again = await Post(chair, "/cases/new/expropriation", Typed(Hamlet.Parcel(Hamlet.Neighbours, 1, 1)), ("approval-file", Sheet.Pdf("approval of the chair")));
        var review = await again.Content.ReadAsStringAsync(Cancel);
        var page = await LookAndOpen(chair, "/cases/new/expropriation", [.. Typed(Hamlet.Parcel(Hamlet.Neighbours, 1, 1)), ("approval", FieldValue(review, "approval"))], "部分承包地征收");
        Drawn(page, 2, was: true);
        Regex.Count(page, "<path class=\"parcel\"").ShouldBe(3, "two parcels before, one after");
    }

    [Fact]
    public async Task Land_is_returned_by_its_household_of_its_own_will_and_nobody_speaks_of_moving_away()
    {
        var household = Hamlet.Household(Hamlet.Group, 1);
        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));
        var form = await Html(farmer, $"/cases/new/return?household={household}");
        form.ShouldContain($"/rights/{Hamlet.Right(Hamlet.Group, 1)}/choices/sheet");
        form.ShouldContain("合理补偿");
        SettlingWords.In(form).ShouldBeEmpty();
        SettlingWords.In(await Html(farmer, $"/cases/new/return?household={household}&lang=en")).ShouldBeEmpty();
        (string, string)[] Typed(string day) => [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("parcel", Hamlet.Parcel(Hamlet.Group, 1, 2)), ("given", day)];

        using var tomorrow = await Post(farmer, "/cases/new/return", Typed("2099-01-01"), ("notice-file", Sheet.Pdf("notice")), ("choices-file", Sheet.Pdf("choices")));
        var refused = await Shown(tomorrow);
        refused.ShouldContain("id=\"given-error\"");
        refused.ShouldContain("/rules/return-notice-is-missing");
        await LookAndOpen(farmer, "/cases/new/return", [.. Typed("2026-01-05"), ("notice", FieldValue(refused, "notice")), ("choices", FieldValue(refused, "choices"))], "自愿交回部分承包地");
    }

    [Fact]
    public async Task Land_that_is_surveyed_only_now_is_registered_for_the_first_time()
    {
        var household = Hamlet.Household(Hamlet.Group, 9);
        await site.HasNoContract(household);
        var path = $"/collectives/{Hamlet.Group}/first-registration";
        using var village = await site.SignedIn("village-clerk");
        (await Html(village, path)).ShouldContain("加一块新测的地块");
        using var more = await Post(village, path, [("household", household), ("surveys", "0"), ("from", "2026-01-01"), ("more", "yes")]);
        var form = await more.Content.ReadAsStringAsync(Cancel);
        more.StatusCode.ShouldBe(HttpStatusCode.OK, form);
        form.ShouldContain($"<option value=\"{household}\" selected");
        form.ShouldContain("value=\"2026-01-01\"");
        (string, string)[] Typed(string boundary, string to = "2055-12-31") =>
        [
            ("command", $"{Guid.CreateVersion7()}"), ("household", household), ("surveys", "1"), ("crs", "EPSG:4523"), ("code-0", FieldValue(form, "code-0")), ("place-0", "新修梯田"), ("area-0", "300"),
            ("contract-0", "290.5"), ("boundary-0", boundary), ("use-0", "013"), ("basic-0", "no"), ("from", "2026-01-01"), ("to", to),
        ];

        using var crossed = await Post(village, path, Typed("35418500 3971000\n35418510 3971030\n35418510 3971000\n35418500 3971030"));
        Decoded(await Shown(crossed)).ShouldContain("界线自己相交：在第 1 点后面的一段上，东 35418505.000，北 3971015.000 附近");
        using var onto = await Post(village, path, Typed(Points(West(5), West(5) + 10)));
        (await Shown(onto)).ShouldContain("/rules/parcels-overlap");
        using var endless = await Post(village, path, Typed("35418500 3971000\n35418510 3971000\n35418510 3971030\n35418500 3971030", "2099-12-31"));
        var refused = await Shown(endless);
        refused.ShouldContain("id=\"to-error\"");
        refused.ShouldContain("/rules/term-is-not-lawful");
        await LookAndOpen(village, path, Typed("35418500 3971000\n35418510 3971000\n35418510 3971030\n35418500 3971030"), "承包地首次登记");
        (await Html(village, path)).ShouldNotContain($"value=\"{household}\"", customMessage: "its case is open");
    }

    [Fact]
    public async Task A_desk_finds_the_household_by_name_among_those_it_serves()
    {
        using var village = await site.SignedIn("village-clerk");
        (await Html(village, "/cases/new?household=欧阳青山")).ShouldContain($"/cases/new?household={Hamlet.Household(Hamlet.Group, 6)}");
        using var chair = await site.SignedIn($"chair-{Hamlet.Neighbours}");
        using var elsewhere = await chair.GetAsync(new Uri("/cases/new?household=欧阳青山", UriKind.Relative), Cancel);
        (await Shown(elsewhere)).ShouldNotContain(Hamlet.Household(Hamlet.Group, 6));
        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        using var curious = await farmer.GetAsync(new Uri("/cases/new?household=欧阳青山", UriKind.Relative), Cancel);
        (await Shown(curious)).ShouldNotContain(Hamlet.Household(Hamlet.Group, 6));
    }

    /// <summary>Plans on the page of a case, and whether one of them shows what was.</summary>
    internal static void Drawn(string page, int plans, bool was)
    {
        Regex.Count(page, "<svg class=\"sketch").ShouldBe(plans, page);
        page.Contains("虚线是原来的界线", StringComparison.Ordinal).ShouldBe(was);
        page.Contains("href=\"#plans\"", StringComparison.Ordinal).ShouldBe(page.Contains("见图", StringComparison.Ordinal));
    }

    internal static async Task<string> LookAndOpen(HttpClient browser, string path, (string, string)[] typed, string business)
    {
        using var looked = await Post(browser, path, typed);
        var review = await looked.Content.ReadAsStringAsync(Cancel);
        looked.StatusCode.ShouldBe(HttpStatusCode.OK, review);
        review.ShouldContain("看清了，打开案件");
        using var opened = await Post(browser, path, [.. typed, ("seen", FieldValue(review, "seen"))]);
        var page = Decoded(await Html(browser, Seen(opened)));
        page.ShouldContain(business);
        return page;
    }

    private static async Task<string> Shown(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, html);
        return html;
    }

    private static string Decoded(string html) => WebUtility.HtmlDecode(html);

    internal static string FieldValue(string html, string name) =>
        Regex.Match(html, $"<input[^>]* name=\"{Regex.Escape(name)}\"[^>]* value=\"([^\"]*)\"").Groups[1].Value is { Length: > 0 } value ? value : throw new InvalidOperationException($"{name} holds nothing: {html}");

    internal static double West(int household) => 35_417_800 + (household * 30);

    internal static string Points(double west, double east, double south = North, double tall = 30) => FormattableString.Invariant($"{west} {south}\n{east} {south}\n{east} {south + tall}\n{west} {south + tall}");

    private static string Wkt(double west, double east) => FormattableString.Invariant($"POLYGON(({west} {North}, {east} {North}, {east} {North + 30}, {west} {North + 30}, {west} {North}))");

    [GeneratedRegex("<textarea[^>]* id=\"boundary\"[^>]*>([^<]*)</textarea>")]
    private static partial Regex Boundary();
}
