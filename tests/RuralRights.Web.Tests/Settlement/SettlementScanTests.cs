using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests.Settlement;

/// <summary>Scans that a settlement rests on: filed with it, and seen by the person and by whoever checks it.</summary>
public sealed partial class SettlementScanTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Village = "620123202213";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scan_is_filed_with_the_report_and_with_the_check_and_only_those_concerned_open_it()
    {
        var household = Hamlet.Household(Hamlet.Group, 2);
        using var village = await site.SignedIn("village-clerk");
        using var township = await site.SignedIn("township-officer");
        var form = await Html(village, $"/settlement/report?household={household}");
        form.ShouldContain("enctype=\"multipart/form-data\"");
        var person = (await site.Head(2)).Person;
        (string, string)[] Typed(string settled) =>
        [
            ("command", $"{Guid.CreateVersion7()}"), ("household", household), ("person", $"{person}"), ("source", "Village"), ("settled", settled), ("from", Village), ("to", "620102005"), ("criterion", "WorksInTown"),
        ];

        // A form that comes back has lost neither its scan nor what was typed.
        using var undated = await Post(village, "/settlement/report", Typed(""), ("scan-file", Sheet.Pdf("residence permit")));
        undated.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var scan = LandFormTests.FieldValue(await undated.Content.ReadAsStringAsync(Cancel), "scan");
        using var reported = await Post(village, "/settlement/report", [.. Typed("2024-03-01"), ("scan", scan)]);
        var page = Seen(reported);
        using var check = await Post(township, $"{page}/check", [("command", $"{Guid.CreateVersion7()}")], ("scan-file", Sheet.Pdf("household register")));
        Seen(check).ShouldBe(page);

        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        using var clerk = await site.SignedIn("clerk");
        foreach (var (reader, path) in new[] { (village, page), (township, page), (clerk, page), (farmer, "/my/settlement") })
        {
            var scans = Link().Matches(await Html(reader, path)).Select(link => link.Value).ToList();
            scans.Count.ShouldBe(2, path);
            scans.ShouldContain($"/documents/{scan}");
            foreach (var one in scans) (await Html(reader, one)).ShouldContain("PDF");
        }

        using var auditor = await site.SignedIn("auditor");
        (await Html(auditor, page)).ShouldNotContain("/documents/");
        foreach (var other in new[] { auditor, await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1)), await site.SignedIn($"chair-{Hamlet.Group}"), await site.AsHead(3) })
        {
            using var hidden = await other.GetAsync(new Uri($"/documents/{scan}", UriKind.Relative), Cancel);
            hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await site.Ask<bool>("select data -> 'provenance' -> 'documents' ? $2 from ledger.mt_events where stream_id = $1 and type = 'urban-settlement-recorded'", $"settlement/{person}", scan)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_correction_rests_on_a_scan_of_its_own_that_comes_back_with_the_form_and_stands_with_the_earlier_ones()
    {
        var household = Hamlet.Household(Hamlet.Group, 6);
        using var village = await site.SignedIn("village-clerk");
        using var township = await site.SignedIn("township-officer");
        var person = (await site.Head(6)).Person;
        using var reported = await Post(
            village, "/settlement/report",
            [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("person", $"{person}"), ("source", "Village"), ("settled", "2024-03-01"), ("from", Village), ("to", "620102005"), ("criterion", "WorksInTown")],
            ("scan-file", Sheet.Pdf("as reported")));
        var page = Seen(reported);
        (string, string)[] Corrected(string grounds) =>
            [("command", $"{Guid.CreateVersion7()}"), ("settled", "2024-04-01"), ("from", Village), ("to", "620102005"), ("criterion", "WorksInTown"), ("grounds", grounds)];

        using var unexplained = await Post(township, $"{page}/correct", Corrected(""), ("proof-file", Sheet.Pdf("as it is")));
        unexplained.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = await unexplained.Content.ReadAsStringAsync(Cancel);
        again.ShouldContain("请写明哪里错了");
        var scan = LandFormTests.FieldValue(again, "proof");
        scan.Length.ShouldBe(64);
        using (var program = await Post(township, $"{page}/correct", Corrected("日期写错"), ("proof-file", "MZ no picture"u8.ToArray())))
        {
            program.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await program.Content.ReadAsStringAsync(Cancel)).ShouldContain("id=\"proof-error\"");
        }

        using var corrected = await Post(township, $"{page}/correct", [.. Corrected("日期写错"), ("proof", scan)]);
        Seen(corrected).ShouldBe(page);

        using var farmer = await site.AsHead(6);
        foreach (var (reader, path) in new[] { (township, page), (village, page), (farmer, "/my/settlement") })
        {
            var scans = Link().Matches(await Html(reader, path)).Select(link => link.Value).ToList();
            scans.Count.ShouldBe(2, path);
            scans.ShouldContain($"/documents/{scan}");
            foreach (var one in scans) (await Html(reader, one)).ShouldContain("PDF");
        }

        using var stranger = await site.AsHead(3);
        using var hidden = await stranger.GetAsync(new Uri($"/documents/{scan}", UriKind.Relative), Cancel);
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await site.Ask<bool>("select data -> 'provenance' -> 'documents' ? $2 from ledger.mt_events where stream_id = $1 and type = 'urban-settlement-corrected'", $"settlement/{person}", scan)).ShouldBeTrue();
    }

    [GeneratedRegex("/documents/[0-9a-f]{64}")]
    private static partial Regex Link();
}
