using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
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
