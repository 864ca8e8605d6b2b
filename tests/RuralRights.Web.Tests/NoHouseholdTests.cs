using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>Somebody who stands in the roster or speaks for another, and belongs to no household: they sign in with a code and find what is their own.</summary>
public sealed class NoHouseholdTests(TestSite site) : IClassFixture<TestSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_of_no_household_sees_their_membership_and_claims_for_their_child()
    {
        var member = await Known("金不换", "13919000031");
        await Enter(Streams.Membership(member), new MemberConfirmed(member, Hamlet.Group, null, MembershipGround.Reform, new(2019, 6, 1), null, Paper));
        using var browser = await WithCode("13919000031");

        var home = await Html(browser, "/");
        foreach (var shown in new[] { "您从 2019年6月1日 起是小康营村第一村民小组的成员", "没有把您写在哪一户", "金不换", "本人", $"/collectives/{Hamlet.Group}/members" }) home.ShouldContain(shown);
        (await Html(browser, $"/collectives/{Hamlet.Group}/members")).ShouldContain("金**");
        (await Status(browser, $"/collectives/{Hamlet.Neighbours}/members")).ShouldBe(HttpStatusCode.Forbidden);
        foreach (var closed in new[] { $"/households/{Hamlet.Household(Hamlet.Group, 1)}", $"/rights/{Hamlet.Right(Hamlet.Group, 1)}", "/room", $"/cases/new/household-split?household={Hamlet.Household(Hamlet.Group, 1)}" })
            (await Location(browser, closed)).ShouldContain("/problem/403", Case.Sensitive, closed);

        (await Html(browser, "/disputes")).ShouldContain("没有争议。");
        (await Status(browser, $"/disputes/new?parcel={Hamlet.Parcel(Hamlet.Group, 1, 1)}")).ShouldBe(HttpStatusCode.Forbidden);
        using var claimed = await Post(browser, "/disputes/new", [("command", $"{Guid.CreateVersion7()}"), ("parcel", Hamlet.Parcel(Hamlet.Group, 1, 1)), ("matter", "Infringement"), ("known", "2026-01-06"), ("words", "占了地边")]);
        claimed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await Html(browser, "/cases/new")).ShouldContain($"/cases/new/membership?collective={Hamlet.Group}");
        (await Status(browser, $"/cases/new/membership?collective={Hamlet.Neighbours}")).ShouldBe(HttpStatusCode.Forbidden);
        var form = await Html(browser, $"/cases/new/membership?collective={Hamlet.Group}");
        form.ShouldContain("别的人（在下面填姓名和身份证号）");
        form.ShouldContain($"{member}\" ");
        form.ShouldContain("金不换");
        form.ShouldNotContain("—");
        (string, string)[] typed =
        [
            ("command", $"{Guid.CreateVersion7()}"), ("household", ""), ("collective", Hamlet.Group), ("person", "new"), ("name", "金小换"), ("number", Number("20200505")), ("ground", "Birth"), ("guardian", $"{member}"),
        ];
        using var half = await Post(browser, "/cases/new/membership", typed);
        half.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var said = await half.Content.ReadAsStringAsync(Cancel);
        said.ShouldContain("id=\"guardian-paper-error\"");
        said.ShouldContain("value=\"金小换\"");
        using var opened = await Post(browser, "/cases/new/membership", typed, ("guardian-paper-file", Sheet.Pdf("birth")));
        var file = Seen(opened);
        (await Html(browser, "/cases")).ShouldContain($"href=\"{file}\"");
        (await Html(browser, "/")).ShouldContain($"href=\"{file}\"");
        (await Html(browser, "/")).ShouldContain("href=\"/messages\"");
        (await Html(browser, "/messages")).ShouldMatch($"<ol class=\"cards\">[^§]*涉及本人的一件登记事项已经立案[^§]*href=\"{file}\"");
        (await Html(browser, file)).ShouldContain("金小换");
        using var filed = await Post(browser, $"{file}/documents", [("command", $"{Guid.CreateVersion7()}"), ("kind", "other")], ("paper-file", Sheet.Pdf("other")));
        Seen(filed).ShouldBe(file);
        (await site.Ask<string>("select data -> 'provenance' ->> 'authority' from ledger.mt_events where stream_id = $1 and type = 'case-opened'", file[1..].Replace("cases/", "case/", StringComparison.Ordinal))).ShouldBe($"person/{member}");

        // Another of no household sees nothing of it, and asks for nobody else.
        var other = await Known("银不换", "13919000032");
        await Enter(Streams.Membership(other), new MemberConfirmed(other, Hamlet.Group, null, MembershipGround.Reform, new(2019, 6, 1), null, Paper));
        using var stranger = await WithCode("13919000032");
        (await Status(stranger, file)).ShouldBe(HttpStatusCode.NotFound);
        (await Html(stranger, "/cases")).ShouldNotContain(file);
        (await Html(stranger, "/messages")).ShouldContain("还没有消息。");
        using var foreign = await Post(stranger, "/cases/new/membership-withdrawal", [("command", $"{Guid.CreateVersion7()}"), ("collective", Hamlet.Group), ("person", $"{member}"), ("ground", "Withdrawal")]);
        (await foreign.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/may-not-open");

        using var gone = await Post(browser, $"{file}/withdraw", [("command", $"{Guid.CreateVersion7()}")]);
        Seen(gone).ShouldBe(file);
    }

    [Fact]
    public async Task A_guardian_of_no_household_and_no_office_finds_the_ward_and_speaks_for_them()
    {
        var household = Hamlet.Household(Hamlet.Group, 2);
        var ward = await site.Ask<Guid>("select person from register.household_member where household = $1 and co_holder order by position desc limit 1", household);
        var other = await site.Ask<Guid>("select person from register.household_member where household = $1 and co_holder order by position offset 1 limit 1", household);
        var guardian = await Known("远房姨", "13919000033");
        using (var before = await WithCode("13919000033")) (await Status(before, "/cases")).ShouldBe(HttpStatusCode.Redirect, "nothing is theirs yet");

        using var village = await site.SignedIn("village-clerk");
        using var named = await Post(
            village, $"/households/{household}/guardians",
            [("command", $"{Guid.CreateVersion7()}"), ("ward", $"{ward}"), ("guardian", "other"), ("guardian-name", "远房姨"), ("guardian-number", Number("19700505")), ("ground", "LacksCapacity")], ("paper-file", Sheet.Pdf("judgment")));
        Seen(named);
        await GuardianTests.Confirmed(site, household, ward);
        using var opened = await Post(village, "/cases/new/representative-change", [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("representative", $"{other}")]);
        var file = Seen(opened);
        await Step(village, file, StepKind.Applied);

        using var browser = await WithCode("13919000033");
        var home = await Html(browser, "/");
        home.ShouldContain("张小梅");
        home.ShouldContain($"href=\"{file}\"");
        var messages = await Html(browser, "/messages");
        messages.ShouldMatch($"张小梅：涉及本人的一件登记事项已经立案[^§]*href=\"{file}\"");
        var lines = messages.Split("<li class=\"card\">")[1..];
        lines.Length.ShouldBe(3, "the court's finding, as it was reported and confirmed, and the case");
        lines.ShouldAllBe(line => line.Contains("张小梅："), "what the rest of the household was told is theirs");
        // What the village tells desks about the rest of the household is not told here.
        (await Html(browser, "/cases")).ShouldNotContain("李秀英");
        var terms = Terms().Match(await Html(browser, file)).Groups[1].Value;
        using var confirmed = await Post(browser, $"{file}/confirm", [("command", $"{Guid.CreateVersion7()}"), ("terms", terms), ("ward", $"{ward}")]);
        Seen(confirmed).ShouldBe(file);
        (await site.Ask<string>("select data -> 'provenance' ->> 'actor' from ledger.mt_events where type = 'case-confirmed' and data ->> 'person' = $1", $"{ward}")).ShouldBe($"person/{guardian}");
        using var instead = await Post(browser, $"{file}/confirm", [("command", $"{Guid.CreateVersion7()}"), ("terms", terms), ("ward", $"{other}")]);
        instead.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Html(browser, "/transfers")).ShouldContain("没有事项");

        // The day the guardianship ends, so does what it opened. A case that somebody confirmed is the household's to give up.
        using var notTheirs = await Post(village, $"{file}/withdraw", [("command", $"{Guid.CreateVersion7()}")]);
        notTheirs.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var head = await site.AsHead(2);
        using var gone = await Post(head, $"{file}/withdraw", [("command", $"{Guid.CreateVersion7()}")]);
        Seen(gone);
        using var free = await Post(village, $"/households/{household}/guardians/end", [("command", $"{Guid.CreateVersion7()}"), ("free", $"{ward}")], ("end-paper-file", Sheet.Pdf("second judgment")));
        Seen(free);
        (await Status(browser, file)).ShouldBe(HttpStatusCode.Redirect);
        (await Status(browser, "/messages")).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Whoever_joins_a_household_acts_for_it_from_then_on_and_for_themselves_no_longer()
    {
        var member = await Known("归家人", "13919000034");
        await Enter(Streams.Membership(member), new MemberConfirmed(member, Hamlet.Group, null, MembershipGround.Reform, new(2019, 6, 1), null, Paper));
        using var browser = await WithCode("13919000034");
        (await Html(browser, "/")).ShouldContain("没有把您写在哪一户");

        var household = Hamlet.Household(Hamlet.Group, 6);
        var head = (await site.Head(6)).Person;
        await Enter(Streams.Household(household), new HouseholdMembersChanged(household, [new(head, "02", true, null), new(member, "20", true, null)], Paper));
        (await Html(browser, "/")).ShouldNotContain("归家人");
        using var anew = await WithCode("13919000034");
        (await Html(anew, "/")).ShouldContain("我的三权");
    }

    private static Provenance Paper => new(new(2019, 6, 1), "delivery/0", "榆中县农业农村局", "62012320190601000001", [], []);

    private async Task<Guid> Known(string name, string phone)
    {
        var person = (await site.Services.GetRequiredService<Vault>().Keep(Hamlet.County, [new(name, Person.ResidentCard, name == "远房姨" ? Number("19700505") : null)], Cancel))[0];
        (await site.Services.GetRequiredService<OpenAccount>().For(Hamlet.County, person, phone, Cancel)).ShouldNotBeNull();
        return person;
    }

    private async Task Enter(string stream, IFact fact) => (await site.Services.GetRequiredService<Desk>().Enter(
        new(Hamlet.County, Guid.CreateVersion7(), "delivery/0", $"{stream} {Guid.CreateVersion7()}"), _ => Task.FromResult(Decision.Enter(new StreamFact(stream, fact))), Cancel)).Refusal.ShouldBeNull();

    private async Task<HttpClient> WithCode(string phone)
    {
        var browser = site.Browser();
        using var sent = await TestSite.Send(browser, "/sign-in", "/sign-in/code", ("phone", phone));
        var page = sent.Headers.Location!.OriginalString.Split('?')[0];
        using var entered = await TestSite.Send(browser, page, page, ("code", await site.CodeSentTo(phone, page["/sign-in/code/".Length..])));
        entered.StatusCode.ShouldBe(HttpStatusCode.Redirect, await entered.Content.ReadAsStringAsync(Cancel));
        return browser;
    }

    private static async Task<HttpStatusCode> Status(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return answer.StatusCode;
    }

    private static async Task<string> Location(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return $"{answer.StatusCode} {answer.Headers.Location}";
    }
}
