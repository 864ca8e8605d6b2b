using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>A boundary comes out of a shapefile, and is looked at with everything else before a case is opened.</summary>
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
