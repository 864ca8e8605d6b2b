using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Web.Registration;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>A notice from the village desk to a stranger's telephone: posted, read masked, objected to, answered.</summary>
/// <remarks>At a site of its own: the last thing it does is to send more objections than an address may.</remarks>
public sealed class NoticeTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Said = "周家的沟沿地有一半是我家的，金丝雀可以作证";
    private const string Contact = "13919998877";

    private static readonly Actor VillageClerk = new Actor.VillageClerk(Guid.Parse("00000000-0000-4000-8000-0000000000aa"), Hamlet.Group[..12]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_village_posts_cases_and_a_stranger_reads_objects_and_is_answered()
    {
        var (first, second) = (await Opened(5), await Opened(6));
        using var clerk = await site.SignedIn("village-clerk");
        var desk = await clerk.GetStringAsync(new Uri("/notices/desk", UriKind.Relative), Cancel);
        desk.ShouldContain(first);
        desk.ShouldContain(second);
        using var nothing = await TestSite.Send(clerk, "/notices/desk", "/notices/desk", ("command", $"{Guid.CreateVersion7()}"));
        nothing.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var posted = await TestSite.Send(clerk, "/notices/desk", "/notices/desk", ("command", $"{Guid.CreateVersion7()}"), ("cases", first), ("cases", second));
        posted.StatusCode.ShouldBe(HttpStatusCode.Redirect, await posted.Content.ReadAsStringAsync(Cancel));
        var notice = posted.Headers.Location!.OriginalString[..^"/desk".Length];

        using var stranger = site.Browser();
        (await stranger.GetStringAsync(new Uri("/notices", UriKind.Relative), Cancel)).ShouldContain(notice);
        await ShowsNothingOfPeople(stranger, notice);
        var page = await stranger.GetStringAsync(new Uri(notice, UriKind.Relative), Cancel);
        foreach (var words in new[] { "周**户", "欧阳**户", "张贴当天不算", "2.67 亩", "2076年4月6日", "如果写得不对", "paper-seal", "<title>公示页面二维码</title>" }) page.ShouldContain(words);

        using var sheet = await clerk.GetAsync(new Uri($"{notice}/sheet.pdf", UriKind.Relative), Cancel);
        sheet.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sheet.Content.ReadAsByteArrayAsync(Cancel)).AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
        (await site.Ask<long>("select count(*) from oversight.audit_trail where act = 'print' and what = $1 and why like '%打印公示%'", notice.Replace("/notices/", "notice/", StringComparison.Ordinal))).ShouldBe(1);
        foreach (var closed in new[] { "sheet.pdf", "desk" })
            (await stranger.GetAsync(new Uri($"{notice}/{closed}", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.Redirect, closed);

        var form = $"{notice}/object?case={first}";
        using var empty = await TestSite.Send(stranger, form, $"{notice}/object", ("command", $"{Guid.CreateVersion7()}"), ("case", first), ("words", " "), ("contact", Contact));
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await empty.Content.ReadAsStringAsync(Cancel)).ShouldContain(Contact);
        var command = $"{Guid.CreateVersion7()}";
        var receipts = new List<string>();
        for (var times = 0; times < 2; times++)
        {
            using var raised = await TestSite.Send(stranger, form, $"{notice}/object", ("command", command), ("case", first), ("words", Said), ("contact", Contact));
            raised.StatusCode.ShouldBe(HttpStatusCode.Redirect, await raised.Content.ReadAsStringAsync(Cancel));
            receipts.Add(raised.Headers.Location!.OriginalString);
        }

        receipts.Distinct().ShouldHaveSingleItem();
        // Whoever goes back to the sheet is told that it was handed in; a sheet of one's own is empty.
        (await stranger.GetStringAsync(new Uri($"{form}&sheet={command}", UriKind.Relative), Cancel)).ShouldContain("这一份异议已经交过了");
        (await stranger.GetStringAsync(new Uri($"{form}&sheet={Guid.CreateVersion7()}", UriKind.Relative), Cancel)).ShouldContain("name=\"words\"");
        var receipt = await stranger.GetStringAsync(new Uri(receipts[0], UriKind.Relative), Cancel);
        receipt.ShouldContain("乡镇正在核实");
        foreach (var secret in new[] { Said, Contact, "/cases/", "周**", Hamlet.Household(Hamlet.Group, 5) }) receipt.ShouldNotContain(secret);
        var digits = Uri.UnescapeDataString(receipts[0])["/objections/异".Length..];
        using var lookedUp = await stranger.GetAsync(new Uri($"/objections?receipt={digits}", UriKind.Relative), Cancel);
        lookedUp.Headers.Location!.OriginalString.ShouldBe(receipts[0]);
        (await stranger.GetAsync(new Uri("/objections/123", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await IsNamedEverywhere(first, clerk);
        using var closing = await TestSite.Send(clerk, $"{notice}/desk", $"{notice}/close", ("command", $"{Guid.CreateVersion7()}"));
        closing.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        await IsAnsweredByTheTownship(first, receipts[0], stranger);

        // An address that sends too many is stopped, and what was typed is still there.
        var limit = site.Services.GetRequiredService<ObjectionLimit>();
        while (limit.Lets(IPAddress.Loopback)) continue;
        using var flooded = await TestSite.Send(stranger, form, $"{notice}/object", ("command", $"{Guid.CreateVersion7()}"), ("case", first), ("words", "还有一句话"), ("contact", ""));
        flooded.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await flooded.Content.ReadAsStringAsync(Cancel)).ShouldContain("还有一句话");
        limit.Lets(IPAddress.Parse("192.0.2.7")).ShouldBeTrue();
        limit.Lets(IPAddress.Parse("2001:db8::1")).ShouldBeTrue();
    }

    [Fact]
    public async Task Land_that_is_only_asked_for_is_listed_and_drawn_on_the_page_and_on_the_sheet()
    {
        var people = await site.Ask<Guid>("select representative from register.household where code = $1", Hamlet.Household(Hamlet.Neighbours, 1));
        var fresh = Hamlet.Group + "00090";
        var notice = await Posted(new RegisterFirst(
            Hamlet.Household(Hamlet.Group, 90), new(Hamlet.Group, people, [new(people, "02", true, null)]),
            [new(fresh, 290.5m, null, new(fresh, "新修梯田", Ground(35_418_500, 10), 300, "10", "31", "013", "05", "1", false, null))], new(2026, 1, 1), new(2055, 12, 31), []));

        using var stranger = site.Browser();
        var page = await stranger.GetStringAsync(new Uri(notice, UriKind.Relative), Cancel);
        foreach (var part in new[] { "马**户", "户号后四位 0090", "新修梯田 <span class=\"code quiet\">00090", "0.44 亩", "class=\"parcel\"", ">00090</text>" }) page.ShouldContain(part, Case.Sensitive, page);
        page.ShouldNotContain("class=\"former\"");
        using var clerk = await site.SignedIn("village-clerk");
        var sheet = await Text(clerk, notice);
        foreach (var part in new[] { "马**户（0090）", "新修梯田（00090）0.44亩", "地块示意图", "比例尺1:" }) sheet.ShouldContain(part);
    }

    [Fact]
    public async Task A_boundary_that_is_to_change_is_drawn_as_it_is_and_as_it_would_be()
    {
        var documents = site.Services.GetRequiredService<Documents>();
        var signed = (await documents.HandIn(Hamlet.County, new MemoryStream(Sheet.Pdf("neighbours")), VillageClerk, DocumentLimits.Default, Cancel)).Document!.Sha256;
        var notice = await Posted(new CorrectBoundary(Hamlet.Household(Hamlet.Group, 7), Hamlet.Parcel(Hamlet.Group, 7, 2), Ground(35_417_800 + 210, 29, 3_971_060), 870, null, signed));

        using var stranger = site.Browser();
        var page = await stranger.GetStringAsync(new Uri(notice, UriKind.Relative), Cancel);
        foreach (var part in new[] { "class=\"former\"", "虚线是原来的界线", ">00014</text>" }) page.ShouldContain(part, Case.Sensitive, page);
        using var clerk = await site.SignedIn("village-clerk");
        (await Text(clerk, notice)).ShouldContain("虚线：原来的界线");
    }

    /// <summary>A case that was surveyed and hangs; the path of its notice.</summary>
    private async Task<string> Posted(IChange change)
    {
        var desk = site.Services.GetRequiredService<Desk>();
        var today = RuralRights.Registry.Submission.LegalDay(TimeProvider.System);
        async Task<Answer> Done(object act, Actor actor)
        {
            RuralRights.Registry.Submission by = new(Hamlet.County, Guid.CreateVersion7(), actor, today);
            var answer = act switch
            {
                OpenCase opening => await desk.Enter(opening, by, Cancel),
                CompleteStep step => await desk.Enter(step, by, Cancel),
                _ => await desk.Enter((OpenNotice)act, by, Cancel),
            };
            answer.Refusal.ShouldBeNull(answer.About);
            return answer;
        }

        static string Made(Answer answer, string kind) => answer.Streams.First(stream => stream.StartsWith(kind, StringComparison.Ordinal))[kind.Length..];

        var number = Made(await Done(new OpenCase(change), VillageClerk), "case/");
        await Done(new CompleteStep(number, StepKind.Surveyed), VillageClerk);
        await Done(new CompleteStep(number, StepKind.SurveyReviewed), new Actor.TownshipOfficer(Guid.Parse("00000000-0000-4000-8000-0000000000ab"), Hamlet.Group[..9]));
        return "/notices/" + Made(await Done(new OpenNotice([number]), VillageClerk), "notice/");
    }

    private static async Task<string> Text(HttpClient clerk, string notice)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7()}.pdf");
        await File.WriteAllBytesAsync(file, await clerk.GetByteArrayAsync(new Uri($"{notice}/sheet.pdf", UriKind.Relative), Cancel), Cancel);
        using var reader = Process.Start(new ProcessStartInfo("pdftotext", [file, "-"]) { RedirectStandardOutput = true })!;
        return string.Concat((await reader.StandardOutput.ReadToEndAsync(Cancel)).Where(character => !char.IsWhiteSpace(character)));
    }

    private static BoundaryOnRecord Ground(double west, double wide, double south = 3_971_000) => new(
        "EPSG:4523", GeometryFactory.Default.CreatePolygon([new(west, south), new(west + wide, south), new(west + wide, south + 30), new(west, south + 30), new(west, south)]).ToBinary());

    [Fact]
    public void A_network_of_one_household_is_one_address()
    {
        using var limit = new ObjectionLimit();
        for (var at = 1; at <= ObjectionLimit.AnHour; at++) limit.Lets(IPAddress.Parse($"2001:db8:1:2::{at}")).ShouldBeTrue();

        limit.Lets(IPAddress.Parse("2001:db8:1:2::ffff")).ShouldBeFalse();
        limit.Lets(IPAddress.Parse("2001:db8:1:3::1")).ShouldBeTrue();
    }

    private async Task ShowsNothingOfPeople(HttpClient stranger, string notice)
    {
        foreach (var language in new[] { "zh-CN", "en" })
        {
            var page = await stranger.GetStringAsync(new Uri($"{notice}?lang={language}", UriKind.Relative), Cancel);
            page.Length.ShouldBeLessThan(50 * 1024);
            foreach (var one in Hamlet.People)
            {
                page.ShouldNotContain(one.Person.Name);
                page.ShouldNotContain(one.Person.IdNumber!);
            }

            page.ShouldNotContain(Hamlet.Household(Hamlet.Group, 5));
            page.ShouldNotContain(Hamlet.Parcel(Hamlet.Group, 5, 1));
            page.ShouldNotContain("<script>");
        }
    }

    private async Task IsNamedEverywhere(string number, HttpClient clerk)
    {
        var sentence = "有人提出异议，乡镇正在核实";
        var page = await clerk.GetStringAsync(new Uri($"/cases/{number}", UriKind.Relative), Cancel);
        page.ShouldContain(sentence);
        page.ShouldNotContain(Said);
        using var office = await site.SignedIn("clerk");
        foreach (var path in new[] { $"/households/{Hamlet.Household(Hamlet.Group, 5)}", $"/parcels/{Hamlet.Parcel(Hamlet.Group, 5, 1)}" })
        {
            var shown = await office.GetStringAsync(new Uri(path, UriKind.Relative), Cancel);
            shown.ShouldContain("提出异议，乡镇正在核实", Case.Sensitive, path);
            shown.ShouldNotContain(Said);
        }

        (await office.GetStringAsync(new Uri($"/parcels/{Hamlet.Parcel(Hamlet.Group, 4, 1)}", UriKind.Relative), Cancel)).ShouldNotContain("提出异议");
        (await site.Ask<long>("select count(*) from ledger.mt_events where data::text like '%金丝雀%' or data::text like $1", $"%{Contact}%")).ShouldBe(0);
    }

    private async Task IsAnsweredByTheTownship(string number, string receipt, HttpClient stranger)
    {
        var id = await site.Ask<Guid>("select id from register.objection where case_number = $1", number);
        foreach (var other in new[] { "village-clerk", "clerk", "registrar" })
        {
            using var nosy = await site.SignedIn(other);
            (await nosy.GetAsync(new Uri($"/objections/{id}/answer", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound, other);
        }

        using var township = await site.SignedIn("township-officer");
        var page = await township.GetStringAsync(new Uri($"/objections/{id}/answer", UriKind.Relative), Cancel);
        page.ShouldContain(Said);
        page.ShouldContain(Contact);
        (await site.Ask<long>("select count(*) from vault.view_log where subject = $1", $"objection/{id}")).ShouldBe(1);

        using var undecided = await TestSite.Send(township, $"/objections/{id}/answer", $"/objections/{id}/answer", ("command", $"{Guid.CreateVersion7()}"), ("words", "到地里量过"));
        undecided.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await undecided.Content.ReadAsStringAsync(Cancel)).ShouldContain("到地里量过");
        using var answered = await TestSite.Send(
            township, $"/objections/{id}/answer", $"/objections/{id}/answer", ("command", $"{Guid.CreateVersion7()}"), ("upheld", "false"), ("words", "到地里量过，界址无误"));
        answered.Headers.Location!.OriginalString.ShouldBe($"/cases/{number}");
        (await township.GetStringAsync(new Uri($"/cases/{number}", UriKind.Relative), Cancel)).ShouldContain("到地里量过，界址无误");
        (await stranger.GetStringAsync(new Uri(receipt, UriKind.Relative), Cancel)).ShouldContain("异议不成立");
    }

    /// <summary>A renewal of a household of the first group, which waits to be posted.</summary>
    private async Task<string> Opened(int household)
    {
        var desk = site.Services.GetRequiredService<Desk>();
        var today = RuralRights.Registry.Submission.LegalDay(TimeProvider.System);
        var answer = await desk.Enter(new OpenCase(new RenewTerm(Hamlet.Household(Hamlet.Group, household), new(2076, 4, 6))), new(Hamlet.County, Guid.CreateVersion7(), VillageClerk, today), Cancel);
        answer.Refusal.ShouldBeNull(answer.About);
        var number = answer.Streams.Single(stream => stream.StartsWith("case/", StringComparison.Ordinal))["case/".Length..];
        (await desk.Enter(new CompleteStep(number, StepKind.Applied), new(Hamlet.County, Guid.CreateVersion7(), VillageClerk, today), Cancel)).Refusal.ShouldBeNull();
        return number;
    }
}
