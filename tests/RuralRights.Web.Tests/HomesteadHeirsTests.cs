using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>A homestead whose holders died, through the pages, to heirs of whom one lives in town and is of no household; then its boundary, its dispute and its locks.</summary>
public sealed class HomesteadHeirsTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Plot = "620123202213JC00041";
    private const string Form = "/cases/new/homestead-inheritance";
    private const string Note = "该权利人为本农民集体经济组织原成员住宅的合法继承人";

    private static readonly Actor VillageClerk = new Actor.VillageClerk(Guid.Parse("00000000-0000-4000-8000-0000000000bb"), Hamlet.Group[..12]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Household => Hamlet.Household(Hamlet.Group, 3);

    [Fact]
    public async Task The_heirs_take_the_homestead_with_its_house_and_each_confirms_for_themselves()
    {
        var holders = await Given();
        using var village = await site.As(VillageClerk);
        (await Html(village, $"/homesteads/{Plot}")).ShouldContain($"{Form}?household={Household}&amp;plot={Plot}");
        (await Html(village, $"{Form}?household={Household}")).ShouldContain("有几位继承人");
        (await Html(village, $"{Form}?household={Household}&plot={Plot}&heirs=2")).ShouldContain("第 2 位继承人");
        using var empty = await Post(village, Form, [("command", $"{Guid.CreateVersion7()}"), ("household", Household), ("plot", Plot), ("heirs", "2")]);
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await empty.Content.ReadAsStringAsync(Cancel);
        foreach (var field in new[] { "death-0", "name-0", "number-1", "proof" }) html.ShouldContain($"id=\"{field}-error\"");
        foreach (var words in new[] { "请选继承还是放弃", "请选凭什么继承" }) html.ShouldContain(words);

        (string, string)[] typed =
        [
            ("command", $"{Guid.CreateVersion7()}"), ("household", Household), ("plot", Plot), ("heirs", "2"), ("name-0", "赵小兰"), ("number-0", "620102199002024562"), ("inherits-0", "yes"),
            ("name-1", "赵小军"), ("number-1", "620102199203037896"), ("inherits-1", "no"), ("by", "Kinship"),
        ];
        using var alive = await Post(village, Form, typed, ("death-0-file", Sheet.Pdf("death 0")), ("renunciation-1-file", Sheet.Pdf("renunciation")), ("proof-file", Sheet.Pdf("kinship")), ("agreement-file", Sheet.Pdf("agreement")));
        alive.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await alive.Content.ReadAsStringAsync(Cancel)).ShouldContain("还有在世的共有人");
        using var opened = await Post(
            village, Form, [("command", $"{Guid.CreateVersion7()}"), .. typed[1..]],
            ("death-0-file", Sheet.Pdf("death 0")), ("death-1-file", Sheet.Pdf("death 1")), ("renunciation-1-file", Sheet.Pdf("renunciation")), ("proof-file", Sheet.Pdf("kinship")), ("agreement-file", Sheet.Pdf("agreement")));
        var path = Seen(opened);
        var number = path["/cases/".Length..];
        var heir = await site.Ask<Guid>("select person from register.case_holder where case_number = $1 and asked", number);
        (await site.Ask<long>("select count(*) from register.case_holder where case_number = $1 and not asked", number)).ShouldBe(3, "both who died, and the brother who renounced");
        (await Html(village, path)).ShouldContain("只告知，不需同意");
        holders.ShouldNotContain(heir);
        foreach (var words in new[] { Note, "放弃继承的人", "赵小兰" }) (await Html(village, path)).ShouldContain(words);

        await Step(village, path, StepKind.Applied);
        await IsPosted(number);
        using var daughter = await site.As(new Actor.Farmer(heir, ""));
        (await Html(daughter, "/")).ShouldContain(path);
        Seen(await Post(daughter, $"{path}/confirm", [("command", $"{Guid.CreateVersion7()}"), ("terms", Terms().Match(await Html(daughter, path)).Groups[1].Value)])).ShouldBe(path);
        (await daughter.GetAsync(new Uri($"/homesteads/{Plot}", UriKind.Relative), Cancel)).StatusCode.ShouldBeOneOf(HttpStatusCode.Redirect, HttpStatusCode.Forbidden);

        await IsEntered(number, path, village);
        foreach (var (browser, page) in new[] { (daughter, "/"), (daughter, $"/homesteads/{Plot}"), (village, $"/homesteads/{Plot}") }) (await Html(browser, page)).ShouldContain(Note, Case.Sensitive, page);
        (await Html(daughter, $"/homesteads/{Plot}")).ShouldContain("赵小兰");
        (await Html(daughter, $"/api/v1/extracts?parcel={Plot}")).ShouldContain("\"only_for_the_house\":true");
        using var stranger = await site.As(new Actor.Farmer(Guid.CreateVersion7(), ""));
        (await stranger.GetAsync(new Uri($"/homesteads/{Plot}", UriKind.Relative), Cancel)).StatusCode.ShouldBeOneOf(HttpStatusCode.Redirect, HttpStatusCode.Forbidden);
        (await stranger.GetAsync(new Uri($"/api/v1/extracts?parcel={Plot}", UriKind.Relative), Cancel)).StatusCode.ShouldBeOneOf([HttpStatusCode.NotFound, HttpStatusCode.Unauthorized], "to be of no household opens no door");

        Seen(await TestSite.Send(daughter, $"/homesteads/{Plot}", $"/rights/{Plot}/lock", ("command", $"{Guid.CreateVersion7()}"))).ShouldBe($"/homesteads/{Plot}");
        (await Html(daughter, $"/homesteads/{Plot}")).ShouldContain("自己上的锁（权利人自锁）");
        (await Html(daughter, $"/api/v1/extracts?parcel={Plot}")).ShouldContain("\"kind\":\"owner_lock\"");
        await IsDisputed(village, daughter);
    }

    /// <summary>The couple of the household holds a homestead with a house.</summary>
    private async Task<Guid[]> Given()
    {
        var head = await site.Ask<Guid>("select representative from register.household where code = $1", Household);
        var other = await site.Ask<Guid>("select person from register.household_member where household = $1 and person <> $2", Household, head);
        await site.HasHomestead(Plot, Household, 35_418_300, head, other);
        return [head, other];
    }

    /// <summary>The weeks on the notice board pass here.</summary>
    private async Task IsPosted(string number)
    {
        var desk = site.Services.GetRequiredService<Desk>();
        RuralRights.Registry.Submission On(DateOnly day) => new(Hamlet.County, Guid.CreateVersion7(), VillageClerk, day);
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));
        (await desk.Enter(new OpenNotice([number]), On(today), Cancel)).Refusal.ShouldBeNull();
        var notice = await site.Ask<Guid>("select notice from register.notice_case where case_number = $1", number);
        using var stranger = site.Browser();
        var page = await Html(stranger, $"/notices/{notice}");
        page.ShouldContain("宅基地继承登记");
        foreach (var secret in new[] { "赵小兰", "赵小军", "赵德全" }) page.ShouldNotContain(secret);
        var last = await site.Photographed(notice, VillageClerk, today);
        (await desk.Enter(new CloseNotice(notice), On(last.AddDays(1)), Cancel)).Refusal.ShouldBeNull();
    }

    private async Task IsEntered(string number, string path, HttpClient village)
    {
        using var clerk = await site.SignedIn("clerk");
        foreach (var kind in new[] { "application", "identity", "death-proof", "kinship", "notice-record" })
            (await Post(clerk, $"{path}/documents", [("command", $"{Guid.CreateVersion7()}"), ("kind", kind)], ("paper-file", Sheet.Pdf($"heirs {kind}")))).StatusCode.ShouldBe(HttpStatusCode.Redirect, kind);
        await Step(clerk, path, StepKind.Accepted);
        using var chair = await site.SignedIn($"chair-{Hamlet.Group}");
        await Step(chair, path, StepKind.VillageAgreed);
        using var township = await site.SignedIn("township-officer");
        await Step(township, path, StepKind.TownshipAgreed);
        using var reviewer = await site.SignedIn("reviewer");
        await Step(reviewer, path, StepKind.CountyReviewed);
        var people = await site.Ask<Guid[]>("select array_agg(person) from register.case_holder where case_number = $1", number);
        (await Post(village, $"{path}/reach", [("command", $"{Guid.CreateVersion7()}"), .. people.Select(person => ("person", $"{person}"))], ("visit-file", Sheet.Pdf("heirs visit")))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var registrar = await site.SignedIn("registrar");
        Seen(await Post(registrar, $"{path}/enter", [("command", $"{Guid.CreateVersion7()}")])).ShouldBe(path);
        (await site.Ask<string>("select at_step from register.case_file where number = $1", number)).ShouldBe("certified");
    }

    /// <summary>She brings a dispute over the plot beside hers for herself, reads it in her list and takes it back; a stranger does none of it.</summary>
    private async Task BringsOneHerself(HttpClient daughter, HttpClient stranger)
    {
        const string Next = "620123202213JC00042";
        await site.HasHomestead(Next, Hamlet.Household(Hamlet.Group, 2), 35_418_311);
        (await Html(daughter, $"/homesteads/{Plot}")).ShouldContain($"/disputes/new?parcel={Next}");
        (await Html(daughter, "/disputes")).ShouldContain("宅基地的界线", Case.Sensitive, "the one that is brought against her");
        var form = $"/disputes/new?parcel={Next}";
        (string, string)[] typed = [("parcel", Next), ("matter", "HomesteadBoundary"), ("known", "2026-01-06"), ("words", "水沟挖到我的墙根了")];
        using var opened = await TestSite.Send(daughter, form, "/disputes/new", [("command", $"{Guid.CreateVersion7()}"), .. typed]);
        var dispute = Seen(opened);
        (await Html(daughter, dispute)).ShouldContain("赵小兰");
        (await Html(daughter, "/disputes")).ShouldContain(dispute);
        (await stranger.GetAsync(new Uri(form, UriKind.Relative), Cancel)).StatusCode.ShouldBeOneOf(HttpStatusCode.Redirect, HttpStatusCode.Forbidden);
        using var against = await site.As(new Actor.Farmer(await site.Ask<Guid>("select representative from register.household where code = $1", Hamlet.Household(Hamlet.Group, 2)), Hamlet.Household(Hamlet.Group, 2)), Hamlet.Group);
        (await Html(against, "/disputes")).ShouldContain(dispute);
        (await Html(against, dispute)).ShouldContain("水沟挖到我的墙根了");
        (await Post(against, $"{dispute}/advance", [("command", $"{Guid.CreateVersion7()}"), ("step", "Withdraw")])).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Seen(await TestSite.Send(daughter, dispute, $"{dispute}/advance", ("command", $"{Guid.CreateVersion7()}"), ("step", "Withdraw"))).ShouldBe(dispute);
        (await Html(daughter, dispute)).ShouldContain("争议已经了结");
        await TellsOneAtTheDesk(daughter, Next);
    }

    /// <summary>She tells one at the village desk, which writes it down; it is hers once a witness of another organisation saw her sign it.</summary>
    private async Task TellsOneAtTheDesk(HttpClient daughter, string plot)
    {
        using var village = await site.As(VillageClerk);
        using var township = await site.As(new Actor.TownshipOfficer(Guid.CreateVersion7(), Hamlet.Group[..9]));
        using var colleague = await site.As(new Actor.VillageClerk(Guid.CreateVersion7(), Hamlet.Group[..12]));
        var form = $"/disputes/new?parcel={plot}";
        var heir = System.Text.RegularExpressions.Regex.Match(await Html(village, form), $"value=\"([0-9a-f-]{{36}}/{Plot})\"").Groups[1].Value;
        (string, string)[] typed = [("parcel", plot), ("heir", heir), ("matter", "HomesteadBoundary"), ("known", "2026-01-06"), ("words", "水沟又挖到我的墙根了")];
        using var both = await TestSite.Send(village, form, "/disputes/new", [("command", $"{Guid.CreateVersion7()}"), ("claimant", Hamlet.Household(Hamlet.Group, 2)), .. typed]);
        (await both.Content.ReadAsStringAsync(Cancel)).ShouldContain("农户和继承人只能选一个");
        using var written = await TestSite.Send(village, form, "/disputes/new", [("command", $"{Guid.CreateVersion7()}"), .. typed]);
        var draft = Seen(written);
        var dispute = draft.Replace("/assisted/disputes/", "/disputes/", StringComparison.Ordinal);
        foreach (var word in new[] { "赵小兰", "水沟又挖到我的墙根了", "宅基地的界线", plot }) (await Html(village, draft)).ShouldContain(word);
        (await daughter.GetAsync(new Uri(dispute, UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "nothing is brought before she confirmed it");

        using var signed = await Post(village, draft, [("person", heir[..36])], ("signature", Sheet.Signature(4)));
        var page = Seen(signed);
        foreach (var (none, why) in new[] { (village, "第三个人"), (colleague, "同一单位") })
        {
            using var refused = await Post(none, $"{page}/witness", [("command", $"{Guid.CreateVersion7()}")]);
            (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain(why);
        }

        (await Html(township, "/assisted")).ShouldContain($"href=\"{page}\"");
        Seen(await Post(township, $"{page}/witness", [("command", $"{Guid.CreateVersion7()}")])).ShouldBe(page);
        (await Html(daughter, dispute)).ShouldContain("水沟又挖到我的墙根了");
        (await site.Ask<string>("select data -> 'provenance' ->> 'actor' from ledger.mt_events where stream_id = $1 and type = 'dispute-opened'", dispute[1..].Replace("disputes", "dispute", StringComparison.Ordinal))).ShouldBe($"person/{heir[..36]}");
        (await site.Ask<string>("select data ->> 'oral' from ledger.mt_events where stream_id = $1 and type = 'dispute-opened'", dispute[1..].Replace("disputes", "dispute", StringComparison.Ordinal))).ShouldBe("true");
        (await Html(daughter, dispute)).ShouldContain("赵小兰 确认时的签名", Case.Sensitive, "what she signed lies with what she told");
        (await site.Ask<string[]>("select array_agg(stream) from register.document_use where document = (select document from register.proof where person = $1 and document is not null)", Guid.Parse(heir[..36])))
            .ShouldContain(dispute[1..].Replace("disputes", "dispute", StringComparison.Ordinal));
        using var again = await Post(township, $"{page}/witness", [("command", $"{Guid.CreateVersion7()}")]);
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "one proof brings one dispute");
        Seen(await TestSite.Send(daughter, dispute, $"{dispute}/advance", ("command", $"{Guid.CreateVersion7()}"), ("step", "Withdraw"))).ShouldBe(dispute);
    }

    /// <summary>The house is gone: village and heir find the form, nobody else does, and what was disputed waits for the end of the dispute.</summary>
    private async Task EndsWithItsHouse(HttpClient village, HttpClient daughter, HttpClient stranger, string dispute)
    {
        const string Gone = "/cases/new/homestead-house-gone";
        foreach (var browser in new[] { village, daughter }) (await Html(browser, $"/homesteads/{Plot}")).ShouldContain($"{Gone}?household=&amp;plot={Plot}");
        (await stranger.GetAsync(new Uri($"{Gone}?household=&plot={Plot}", UriKind.Relative), Cancel)).StatusCode.ShouldBeOneOf(HttpStatusCode.Redirect, HttpStatusCode.Forbidden);
        (string, string)[] typed = [("household", ""), ("plot", Plot), ("gone", "2026-01-04")];
        using var empty = await Post(village, Gone, [("command", $"{Guid.CreateVersion7()}"), .. typed[..2]]);
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await empty.Content.ReadAsStringAsync(Cancel);
        foreach (var field in new[] { "gone", "photographs" }) html.ShouldContain($"id=\"{field}-error\"");
        using var stopped = await Post(village, Gone, [("command", $"{Guid.CreateVersion7()}"), .. typed], ("photographs-file", Sheet.Pdf("ruin")));
        stopped.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await stopped.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/right-is-in-dispute");

        using var township = await site.SignedIn("township-officer");
        (await Post(township, $"{dispute}/advance", [("command", $"{Guid.CreateVersion7()}"), ("step", "Settle"), ("document", "调解协议9"), ("on", "2026-01-07")], ("paper-Settle-file", Sheet.Pdf("agreement 9")))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var locked = await Post(village, Gone, [("command", $"{Guid.CreateVersion7()}"), .. typed], ("photographs-file", Sheet.Pdf("ruin")));
        (await locked.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/holder-locked-the-right");
    }

    /// <summary>A neighbour's household brings a dispute by telling the desk; who holds the homestead sees it, and a stranger does not.</summary>
    private async Task IsDisputed(HttpClient village, HttpClient daughter)
    {
        var form = $"/disputes/new?parcel={Plot}";
        (await Html(village, $"/homesteads/{Plot}")).ShouldContain(form);
        var html = await Html(village, form);
        html.ShouldContain("宅基地的界线");
        html.ShouldNotContain("承包合同的订立");
        using var opened = await TestSite.Send(
            village, form, "/disputes/new", ("command", $"{Guid.CreateVersion7()}"), ("parcel", Plot), ("claimant", Hamlet.Household(Hamlet.Group, 2)), ("matter", "HomesteadBoundary"), ("known", "2026-01-05"), ("words", "墙砌过来了"));
        var dispute = Seen(opened);
        foreach (var browser in new[] { village, daughter }) (await Html(browser, dispute)).ShouldContain("谁也不得改变土地利用现状");
        (await Html(daughter, $"/homesteads/{Plot}")).ShouldContain("有争议");
        using var stranger = await site.As(new Actor.Farmer(Guid.CreateVersion7(), ""));
        (await stranger.GetAsync(new Uri(dispute, UriKind.Relative), Cancel)).StatusCode.ShouldBeOneOf(HttpStatusCode.Redirect, HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
        await BringsOneHerself(daughter, stranger);
        await EndsWithItsHouse(village, daughter, stranger, dispute);
        await TellsOneAndProvesItWithACode(village);
    }

    /// <summary>She tells one more at the desk, and it is hers once she said the code that came to her own telephone: no wrong one, none too late, and none that was sent for what another told.</summary>
    private async Task TellsOneAndProvesItWithACode(HttpClient village)
    {
        const string Next = "620123202213JC00042";
        const string Words = "院墙又往我这边砌了";
        var form = $"/disputes/new?parcel={Next}";
        var heir = System.Text.RegularExpressions.Regex.Match(await Html(village, form), $"value=\"([0-9a-f-]{{36}}/{Plot})\"").Groups[1].Value;
        var (person, other) = (Guid.Parse(heir[..36]), (await site.Head(5)).Person);
        await site.Reached(person, "13919000095");
        await site.Reached(other, "13919000096");
        using var written = await TestSite.Send(village, form, "/disputes/new", ("command", $"{Guid.CreateVersion7()}"), ("parcel", Next), ("heir", heir), ("matter", "HomesteadBoundary"), ("known", "2026-01-06"), ("words", Words));
        var draft = Seen(written);
        var dispute = draft["/assisted/disputes/".Length..];

        // Word for word the same, told by somebody else, who is no heir.
        var told = Guid.CreateVersion7();
        await new SpokenDispute(told, other, Plot, Hamlet.Group, Next, Next, DisputeMatter.HomesteadBoundary, new(2026, 1, 6), Words).Keep(site.Services.GetRequiredService<Vault>(), Hamlet.County, Cancel);
        var (page, code) = await Asked(village, draft, person, "13919000095");
        var (others, theirs) = await Asked(village, $"/assisted/disputes/{told}", other, "13919000096");

        (await Typed(village, page, code == "000000" ? "111111" : "000000")).ShouldBe(HttpStatusCode.UnprocessableEntity, "a wrong code");
        (await Typed(village, page, theirs)).ShouldBe(HttpStatusCode.UnprocessableEntity, "the code of another, for the same words");
        (await Typed(village, others, code)).ShouldBe(HttpStatusCode.UnprocessableEntity, "her code, for what another told");
        (await Typed(village, others, theirs)).ShouldBe(HttpStatusCode.UnprocessableEntity, "whoever is no heir brings none, proved or not");
        await site.Ask<Guid>("update identity.one_time_code set expires_at = now() - interval '1 second' where id = (select code from identity.confirmation where id = $1) returning id", Guid.Parse(page["/assisted/".Length..]));
        (await Typed(village, page, code)).ShouldBe(HttpStatusCode.UnprocessableEntity, "a code that is too old");
        (await site.Ask<long>("select count(*) from register.dispute where id in ($1, $2)", Guid.Parse(dispute), told)).ShouldBe(0);

        var (again, fresh) = await Asked(village, draft, person, "13919000095");
        (await Typed(village, again, code)).ShouldBe(HttpStatusCode.UnprocessableEntity, "the code before");
        (await Typed(village, again, fresh)).ShouldBe(HttpStatusCode.Redirect);
        (await Html(village, $"/disputes/{dispute}")).ShouldContain(Words);
        (await site.Ask<string>("select (data -> 'provenance' ->> 'actor') || ' ' || (data ->> 'oral') from ledger.mt_events where stream_id = $1 and type = 'dispute-opened'", $"dispute/{dispute}")).ShouldBe($"person/{person} true");
        (await site.Ask<string>("select means from register.proof where person = $1 order by entered_seq desc limit 1", person)).ShouldBe("code_at_desk");
        (await Typed(village, again, fresh)).ShouldBe(HttpStatusCode.UnprocessableEntity, "one code brings one dispute");
        using var own = await TestSite.Send(village, $"/disputes/{dispute}", $"/disputes/{dispute}/advance", ("command", $"{Guid.CreateVersion7()}"), ("step", "Settle"), ("document", "调解协议10"));
        (await own.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/approves-own-entry", Case.Sensitive, "whoever wrote it down for her does not end it");
    }

    private async Task<(string Page, string Code)> Asked(HttpClient village, string draft, Guid person, string phone)
    {
        using var begun = await Post(village, draft, [("person", $"{person}")]);
        var page = Seen(begun);
        return (page, await site.CodeSentTo(phone, $"{await site.Ask<Guid>("select code from identity.confirmation where id = $1", Guid.Parse(page["/assisted/".Length..]))}"));
    }

    private static async Task<HttpStatusCode> Typed(HttpClient village, string page, string code)
    {
        using var answer = await Post(village, $"{page}/code", [("command", $"{Guid.CreateVersion7()}"), ("code", code)]);
        return answer.StatusCode;
    }
}
