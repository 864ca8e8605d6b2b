using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Registry.Registration;
using RuralRights.Web.Tests.Ops;
using RuralRights.Tests;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>A boundary comes out of a shapefile or a delivery, and is looked at with everything else before a case is opened.</summary>
public sealed partial class BoundaryFileTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Form = "/cases/new/boundary-correction";
    private const double West = 35_417_800 + (4 * 30);
    private const double South = 3_971_030;

    private static readonly string Household = Hamlet.Household(Hamlet.Group, 4);
    private static readonly string Parcel = Hamlet.Parcel(Hamlet.Group, 4, 1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shapefile_fills_the_field_in_is_looked_at_and_then_opened()
    {
        using var village = await site.SignedIn("village-clerk");
        var form = await Html(village, $"{Form}?household={Household}&parcel={Parcel}");
        form.ShouldContain($"value=\"{Parcel}\"", customMessage: "the parcel to look for is filled in");
        form.ShouldContain(".prj");
        var paper = await Paper(village);

        using var looked = await Post(village, Form, Typed(paper, Parcel), ("boundary-file", DrawnParcels.Zip(DrawnParcels.Zone35, ("6201232022130199999", Ring(10)), (Parcel, Ring(29)))));
        var review = await looked.Content.ReadAsStringAsync(Cancel);
        looked.StatusCode.ShouldBe(HttpStatusCode.OK, review);
        review.ShouldContain("案件还没有打开");
        var boundary = WebUtility.HtmlDecode(Field().Match(review).Groups[1].Value).Trim();
        boundary.ShouldContain("3971030 35417949");
        boundary.Split('\n').Length.ShouldBe(4);

        using var opened = await Post(village, Form, [.. Typed(paper), ("boundary", boundary), ("seen", Seen(review))]);
        (await Html(village, CaseworkTests.Seen(opened))).ShouldContain("界线更正");
    }

    [Fact]
    public async Task What_cannot_be_taken_from_a_zip_is_said_beside_the_field()
    {
        using var village = await site.SignedIn("village-clerk");
        var paper = await Paper(village);
        async Task<string> Answer(byte[] zip, string wanted = "")
        {
            using var sent = await Post(village, Form, Typed(paper, wanted), ("boundary-file", zip));
            sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var html = WebUtility.HtmlDecode(await sent.Content.ReadAsStringAsync(Cancel));
            html.ShouldContain("id=\"boundary-error\"");
            return html;
        }

        (await Answer(DrawnParcels.Zip(null, (Parcel, Ring(29))))).ShouldContain("没有 .prj 就不知道坐标系");
        (await Answer(DrawnParcels.Zip(DrawnParcels.Xian80, (Parcel, Ring(29))))).ShouldContain("1980西安坐标系");
        (await Answer([.. "PK\u0003\u0004"u8, .. new byte[200]])).ShouldContain("压缩包不完整");
        (await Answer(DrawnParcels.Zip(DrawnParcels.Zone35, ("6201232022130199999", Ring(10)), ("6201232022130199998", Ring(29))))).ShouldContain("请写明要哪一块的地块编码：6201232022130199999、6201232022130199998");
        (await Answer(DrawnParcels.Zip(DrawnParcels.Zone35, ("6201232022130199999", Ring(10))), Parcel)).ShouldContain($"文件里没有地块 {Parcel}");
        (await Answer(DrawnParcels.Zip(DrawnParcels.Zone35, (Parcel, [.. Ring(29)[..2], Ring(29)[3], Ring(29)[2]])))).ShouldContain("界线自己相交");
    }

    [Fact]
    public async Task A_file_of_another_system_chooses_that_system_and_is_looked_at_once_more()
    {
        using var village = await site.SignedIn("village-clerk");
        (string, string)[] typed = [.. Typed(await Paper(village)).Where(field => field.Name != "crs"), ("crs", "EPSG:4490")];

        using var sent = await Post(village, Form, typed, ("boundary-file", DrawnParcels.Zip(DrawnParcels.Zone35, (Parcel, Ring(29)))));

        sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await sent.Content.ReadAsStringAsync(Cancel);
        html.ShouldContain("已经替您选好");
        html.ShouldContain("<option value=\"EPSG:4523\" selected>");
        html.ShouldContain("3971030 35417949");
    }

    [Fact]
    public async Task A_boundary_is_taken_out_of_an_inspected_delivery_looked_at_and_opened_by_a_desk_of_that_ground_and_by_nobody_else()
    {
        // 上坪, as it lies in the delivery: a quadrangle of 874.79 square metres.
        const string Delivered = "6201232022130100008";
        var (household, parcel, delivery) = (Hamlet.Household(Hamlet.Group, 5), Hamlet.Parcel(Hamlet.Group, 5, 1), await Inspected());
        using var village = await site.SignedIn("village-clerk");
        (await Html(village, $"{Form}?household={household}&parcel={parcel}")).ShouldContain($"<option value=\"{delivery}\"");
        using var without = await Post(village, Form, [("household", household), ("parcel", parcel), ("crs", "EPSG:4523")], ("neighbours-file", Sheet.Pdf("neighbours of the delivery")));
        var paper = LandFormTests.FieldValue(await without.Content.ReadAsStringAsync(Cancel), "neighbours");
        (string Name, string Value)[] Taking(string wanted) =>
        [
            ("command", $"{Guid.CreateVersion7()}"), ("household", household), ("parcel", parcel), ("crs", "EPSG:4523"), ("area", "874.79"), ("neighbours", paper), ("boundary-delivery", delivery), ("boundary-dkbm", wanted),
        ];

        (await Refused(village, Taking(""))).ShouldContain("请写明要成果里哪一块地的地块编码");
        (await Refused(village, Taking("6201232022139999999"))).ShouldContain("这批成果里没有您这里的地块 6201232022139999999");

        using var looked = await Post(village, Form, Taking(Delivered));
        var review = await looked.Content.ReadAsStringAsync(Cancel);
        looked.StatusCode.ShouldBe(HttpStatusCode.OK, review);
        review.ShouldContain("案件还没有打开");
        var boundary = WebUtility.HtmlDecode(Field().Match(review).Groups[1].Value).Trim();
        boundary.Split('\n').Length.ShouldBe(4);
        foreach (var edge in new[] { "35418121.337", "35418171.322", "3969926.806" }) boundary.ShouldContain(edge);
        review.ShouldNotContain($"<option value=\"{delivery}\" selected", customMessage: "what was taken stands in the field, and is not taken once more");

        using var opened = await Post(village, Form, [.. Taking("").Where(field => field.Name != "boundary-delivery"), ("boundary", boundary), ("seen", Seen(review))]);
        (await Html(village, CaseworkTests.Seen(opened))).ShouldContain("界线更正");

        // A delivery shows the whole county's ground: a village takes its own, and a farmer nothing, whatever is sent.
        (await Refused(village, Taking("6201232022040200007"))).ShouldContain("这批成果里没有您这里的地块 6201232022040200007");
        using var farmer = await site.AsHead(5);
        (await Html(farmer, $"{Form}?household={household}&parcel={parcel}")).ShouldNotContain(delivery);
        (await Refused(farmer, Taking(Delivered))).ShouldNotContain("35418121.337");
    }

    [Fact]
    public async Task A_shapefile_corrects_the_held_parcels_that_it_draws_and_leaves_the_others_alone()
    {
        const string Held = "6201232022130190002";
        (double X, double Y)[] ring = [(35417724.891, 3968638.174), (35417724.891, 3968650.174), (35417741.891, 3968650.174), (35417741.891, 3968638.174)];
        var delivery = await Inspected();
        using var clerk = await site.SignedIn("clerk");
        var action = $"/deliveries/{delivery}/work/boundaries";
        (string, string)[] why = [("reason", "现场重测"), ("paper", "重测记录")];
        var zip = DrawnParcels.Zip(DrawnParcels.Zone35, (Held, ring), (Parcel, Ring(29)));

        using var unexplained = await Post(clerk, action, [("reason", ""), ("paper", "重测记录")], ("file", zip));
        unexplained.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await unexplained.Content.ReadAsStringAsync(Cancel)).ShouldContain("why-error");
        foreach (var (spoilt, said) in new[]
        {
            ([1, 2, 3], "压缩包"), ([.. "PK\u0003\u0004"u8, .. new byte[200]], "压缩包不完整"), (DrawnParcels.Zip(null, (Held, ring)), "没有 .prj 就不知道坐标系"),
            (DrawnParcels.Zip(DrawnParcels.Zone35, (Parcel, Ring(29))), "文件里没有待改正的地块"), (DrawnParcels.Zip(DrawnParcels.Zone35, (Held, ring), (Held, ring)), "一块也没有保存"),
        })
        {
            using var refused = await Post(clerk, action, why, ("file", spoilt));
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain(said);
        }

        (await Corrections()).ShouldBe(0);
        using var drawn = await Post(clerk, action, why, ("file", zip));
        CaseworkTests.Seen(drawn).ShouldBe($"/deliveries/{delivery}/work?drawn=1&left=1");
        WebUtility.HtmlDecode(await Html(clerk, CaseworkTests.Seen(drawn))).ShouldContain("1 块地的界线已更正并检查；另有 1 块不在待改正的户里，没有动。");
        (await Corrections()).ShouldBe(1);
        (await site.Ask<string>("select by_whom from intake.correction where item = $1", Held)).ShouldStartWith("official/");

        using var village = await site.SignedIn("village-clerk");
        using var closed = await Post(village, action, why, ("file", zip));
        closed.StatusCode.ShouldNotBe(HttpStatusCode.OK);
        (await Corrections()).ShouldBe(1);

        Task<long> Corrections() => site.Ask<long>("select count(*) from intake.correction where delivery = $1", delivery);
    }

    private async Task<string> Refused(HttpClient browser, (string, string)[] typed)
    {
        using var sent = await Post(browser, Form, typed);
        sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        return WebUtility.HtmlDecode(await sent.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>The faulty sample, inspected once.</summary>
    private async Task<string> Inspected()
    {
        var deliveries = site.Services.GetRequiredService<Deliveries>();
        var received = await deliveries.Receive(Hamlet.County, Path.Combine(Script.Root, "gis-samples", "620123榆中县-faulty"), "official/7", Cancel);
        if (received.State == DeliveryState.Received) await deliveries.Process(Hamlet.County, received.Sha256, enter: false, Cancel);
        return received.Sha256;
    }

    private static async Task<string> Paper(HttpClient village)
    {
        using var without = await Post(village, Form, [("household", Household), ("parcel", Parcel), ("crs", "EPSG:4523")], ("neighbours-file", Sheet.Pdf("neighbours")));
        return LandFormTests.FieldValue(await without.Content.ReadAsStringAsync(Cancel), "neighbours");
    }

    private static (string Name, string Value)[] Typed(string paper, string wanted = "") =>
    [
        ("command", $"{Guid.CreateVersion7()}"), ("household", Household), ("parcel", Parcel), ("crs", "EPSG:4523"), ("area", "870"), ("boundary-dkbm", wanted), ("neighbours", paper),
    ];

    private static (double X, double Y)[] Ring(double width) => [(West, South), (West, South + 30), (West + width, South + 30), (West + width, South)];

    private static string Seen(string review) => LandFormTests.FieldValue(review, "seen");

    [GeneratedRegex("<textarea[^>]*name=\"boundary\"[^>]*>([^<]*)</textarea>")]
    private static partial Regex Field();
}
