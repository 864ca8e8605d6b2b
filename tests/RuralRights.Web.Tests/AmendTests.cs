using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Spatial;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>A case that was sent back is written anew by the form that opened it, and by programs.</summary>
/// <remarks>At a site of its own: every household is in a case here.</remarks>
public sealed partial class AmendTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Plot = "620123202213JC00061";
    private const string Inherited = "620123202213JC00063";
    private const string OfHeirs = "620123202213JC00064";

    private static readonly Actor VillageClerk = new Actor.VillageClerk(Guid.CreateVersion7(), Hamlet.Group[..12]);
    private static readonly Actor Chair = new Actor.Chair(Guid.CreateVersion7(), Hamlet.Group);
    private static readonly Provenance Paper = new(new(2026, 1, 5), "delivery/0", "榆中县农业农村局", "62012320260105000001", [], []);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateOnly Today => RuralRights.Registry.Submission.LegalDay(TimeProvider.System);

    [Fact]
    public async Task Whoever_sits_at_the_desk_mends_what_was_sent_back_and_everybody_confirms_anew()
    {
        var household = Hamlet.Household(Hamlet.Group, 2);
        var (head, wife, daughter) = (await Member(household, "02"), await Member(household, "12"), await Member(household, "32"));
        var number = await Opened(new ChangeRepresentative(household, wife), VillageClerk);
        (await Enter(new CompleteStep(number, StepKind.Applied), VillageClerk)).Refusal.ShouldBeNull();
        foreach (var person in new[] { head, wife }) await Confirmed(number, person, household);
        (await Enter(new SendBack(number, StepKind.Applied, ["names-differ"], "代表应当是女儿"), new Actor.Farmer(daughter, household))).Refusal.ShouldBeNull();

        using var colleague = await site.As(new Actor.VillageClerk(Guid.CreateVersion7(), Hamlet.Group[..12]));
        var page = await Html(colleague, $"/cases/{number}");
        var form = Link(page, number);
        form.ShouldBe($"/cases/new/representative-change?case={number}");
        var shown = await Html(colleague, form);
        foreach (var words in new[] { "代表应当是女儿", "姓名、证件与登记簿不一致", "更正申请内容：", $"value=\"{wife}\" checked" }) shown.ShouldContain(words);
        using var anew = await Post(colleague, "/cases/new/representative-change", [.. AsShown(shown, "/cases/new/representative-change").Where(field => field.Name != "representative"), ("representative", $"{daughter}")]);
        Seen(anew).ShouldBe($"/cases/{number}");
        (await site.Ask<long>("select count(confirmed_on) from register.case_holder where case_number = $1", number)).ShouldBe(0, "what was confirmed was something else");
        (await Html(colleague, $"/cases/{number}")).ShouldContain("张小梅");
        await Step(colleague, $"/cases/{number}", StepKind.Applied);
        (await Html(colleague, $"/cases/{number}")).ShouldNotContain("更正内容</a>", Case.Sensitive, "it is no longer where it is written");
        using var late = await Post(colleague, "/cases/new/representative-change", [("command", $"{Guid.CreateVersion7()}"), ("case", number), ("representative", $"{head}")]);
        late.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await late.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/");
        using var moved = await colleague.GetAsync(new Uri(form, UriKind.Relative), Cancel);
        moved.Headers.Location!.OriginalString.ShouldBe($"/cases/{number}");

        // Neither another family nor another form gets to it.
        using var other = await site.AsHead(1);
        foreach (var path in new[] { form, $"/cases/new/term-renewal?case={number}" }) (await other.GetAsync(new Uri(path, UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        (await colleague.GetAsync(new Uri($"/cases/new/term-renewal?case={number}", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Enter(new WithdrawCase(number), new Actor.Farmer(head, household))).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task After_an_objection_was_upheld_the_case_goes_on_corrected_or_for_a_reason()
    {
        var number = await Opened(new RenewTerm(Hamlet.Household(Hamlet.Group, 4), new(2076, 4, 6)), VillageClerk);
        (await Enter(new CompleteStep(number, StepKind.Applied), VillageClerk)).Refusal.ShouldBeNull();
        await IsUpheld(number, "应当延到2075年");
        using var village = await site.As(VillageClerk);
        var page = await Html(village, $"/cases/{number}");
        foreach (var words in new[] { "公示异议成立", "内容为什么不改" }) page.ShouldContain(words);
        using var silent = await Post(village, $"/cases/{number}/complete", [("command", $"{Guid.CreateVersion7()}"), ("step", "Applied"), ("opinion", " ")]);
        silent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await silent.Content.ReadAsStringAsync(Cancel)).ShouldContain("id=\"opinion-error\"");

        var shown = await Html(village, Link(page, number));
        foreach (var words in new[] { "应当延到2075年", "value=\"2076-04-06\"" }) shown.ShouldContain(words);
        using var anew = await Post(village, "/cases/new/term-renewal", [.. AsShown(shown, "/cases/new/term-renewal").Where(field => field.Name != "until"), ("until", "2075-04-06")]);
        Seen(anew).ShouldBe($"/cases/{number}");
        (await Html(village, $"/cases/{number}")).ShouldNotContain("内容为什么不改");
        await Step(village, $"/cases/{number}", StepKind.Applied);
        (await Html(village, "/notices/desk")).ShouldContain(number, Case.Sensitive, "it is posted anew");

        await IsUpheld(number, "还是不对");
        using var reason = await Post(village, $"/cases/{number}/complete", [("command", $"{Guid.CreateVersion7()}"), ("step", "Applied"), ("opinion", "异议说的是另一户")]);
        Seen(reason).ShouldBe($"/cases/{number}");
        (await Html(village, $"/cases/{number}")).ShouldContain("异议说的是另一户");
    }

    [Fact]
    public async Task What_the_household_asked_for_itself_only_the_household_mends_and_a_program_mends_the_same_way()
    {
        var household = Hamlet.Household(Hamlet.Group, 1);
        using var farmer = await site.AsHead(1);
        using var village = await site.As(VillageClerk);
        var number = TestSite.Made(await TestSite.Act(farmer, "open-case/member-change", new
        {
            household, lines = new[] { new { person = await Kept("王小宝", "20260101"), joins = true, ground = "birth", relation = "20", co_holder = true } },
        }), "case/");
        (await Html(village, $"/cases/{number}")).ShouldNotContain("更正内容</a>");
        object Line(string relation) => new { @case = number, change = new { household, lines = new[] { new { person = KeptId, joins = true, ground = "birth", relation, co_holder = true } } } };

        using var refused = await village.SendAsync(TestSite.Request("amend-case/member-change", Line("30"), Guid.CreateVersion7()), Cancel);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("household-asked-itself");
        Available(await farmer.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/cases/{number}", UriKind.Relative), Cancel), "amend").ShouldBeTrue();
        TestSite.Made(await TestSite.Act(farmer, "amend-case/member-change", Line("30")), "case/").ShouldBe(number);

        // The form shows what the program sent, with the name that only the vault keeps, and that look is logged.
        var shown = await Html(farmer, Link(await Html(farmer, $"/cases/{number}"), number));
        foreach (var words in new[] { "value=\"王小宝\"", "<option value=\"30\" selected" }) shown.ShouldContain(words);
        (await site.Ask<long>("select count(*) from vault.view_log where subject = $1 and purpose like '更正申请内容%'", $"person/{KeptId}")).ShouldBe(1);
    }

    [Fact]
    public async Task Every_form_holds_what_its_case_asks_for_and_sent_as_it_is_shown_changes_nothing()
    {
        await Furnished();
        var (sent, kinds) = (new HashSet<string>(), new HashSet<string>());
        foreach (var (change, actor) in await Everything())
        {
            var number = await Opened(change, actor);
            var kind = change.GetType().Name;
            using var browser = await site.As(actor, Hamlet.Group);
            var form = Link(await Html(browser, $"/cases/{number}"), number);
            var (action, shown) = (form.Split('?')[0], await Html(browser, form));
            var before = await site.Ask<string>("select terms from register.case_file where number = $1", number);
            var answer = await Post(browser, action, AsShown(shown, action));
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                var review = await answer.Content.ReadAsStringAsync(Cancel);
                review.ShouldContain("案件的内容还没有改", Case.Sensitive, kind);
                answer.Dispose();
                answer = await Post(browser, action, AsShown(review, action));
            }

            Seen(answer).ShouldBe($"/cases/{number}", kind);
            answer.Dispose();
            (await site.Ask<string>("select terms from register.case_file where number = $1", number)).ShouldBe(before, $"{kind}\n{await Proposals(number)}");
            (await site.Ask<long>("select count(*) from ledger.mt_events where stream_id = $1 and type = 'case-amended'", $"case/{number}")).ShouldBe(1, kind);
            (await site.Ask<long>("select count(*) from register.case_document where case_number = $1", number)).ShouldBe(change.Documents.Count, kind);

            // A form that begins with a choice begins with it again, for the same case.
            var start = await Html(browser, $"{form}&anew=true");
            if (action.StartsWith("/cases/new/", StringComparison.Ordinal)) start.ShouldContain(number, Case.Sensitive, kind);
            (await Enter(new WithdrawCase(number), actor)).Refusal.ShouldBeNull(kind);
            sent.Add(action);
            kinds.Add(change.Procedure.Code);
        }

        // Whatever can be written anew by a form is written anew here: a kind of business without a row is not proved.
        Procedures.All.Select(procedure => procedure.Code).Except(kinds).ShouldBeEmpty();
        sent.Count.ShouldBe(26);
    }

    [Fact]
    public async Task Whoever_opened_the_case_puts_right_what_was_mistyped_of_somebody_new_and_nobody_else_does()
    {
        const string Form = "/cases/new/member-change";
        var household = Hamlet.Household(Hamlet.Neighbours, 2);
        using var village = await site.As(VillageClerk);
        var (wrong, right) = (Number("20260304"), Number("20260303"));
        (string, string)[] Birth(string name, string number) =>
            [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("event", "birth"), ("name", name), ("number", number), ("relation", "20"), ("shares", "no")];
        using var opened = await Post(village, Form, Birth("马小明", wrong));
        var number = Seen(opened)["/cases/".Length..];
        var mistyped = await Brought(number);

        // Another number is another row of the vault, and the first is erased.
        using var colleague = await site.As(new Actor.VillageClerk(Guid.CreateVersion7(), Hamlet.Group[..12]));
        var shown = await Html(colleague, $"{Form}?case={number}");
        foreach (var words in new[] { "value=\"马小明\"", $"value=\"{wrong}\"", "写错的一份随即删去" }) shown.ShouldContain(words);
        using var renumbered = await Post(colleague, Form, [.. AsShown(shown, Form).Where(field => field.Name != "number"), ("number", right)]);
        Seen(renumbered).ShouldBe($"/cases/{number}");
        var renamed = await Brought(number);
        (await IsKept(mistyped)).ShouldBeFalse();
        renamed.ShouldNotBe(mistyped);
        var terms = await Terms(number);

        // The same number under another name: whoever confirmed the first name did not confirm this one. Sent twice, it is done once.
        (string, string)[] again = [.. AsShown(await Html(colleague, $"{Form}?case={number}"), Form).Where(field => field.Name != "name"), ("name", "马小鸣")];
        for (var time = 0; time < 2; time++) Seen(await Post(colleague, Form, again)).ShouldBe($"/cases/{number}");
        var child = await Brought(number);
        (await IsKept(renamed)).ShouldBeFalse();
        (await Terms(number)).ShouldNotBe(terms);
        (await Vault.Open(Hamlet.County, [child], "test", "test", Cancel))[child].ShouldSatisfyAllConditions(person => person.Name.ShouldBe("马小鸣"), person => person.IdNumber.ShouldBe(right));
        (await site.Ask<long>("select count(*) from ledger.mt_events where data::text ~ '马小|20260303|20260304'")).ShouldBe(0, "no fact holds a name or a number");
        (await Html(colleague, $"/cases/{number}")).ShouldContain("马小鸣");

        // The household corrects the rest, and sees who it is masked; what it sends besides is not read.
        using var home = await site.AsHead(2, Hamlet.Neighbours);
        var masked = await Html(home, $"{Form}?case={number}");
        masked.ShouldContain("马**");
        foreach (var hidden in new[] { "马小鸣", right, "name=\"number\"" }) masked.ShouldNotContain(hidden);
        using var mended = await Post(home, Form, [.. AsShown(masked, Form).Where(field => field.Name != "relation"), ("relation", "30"), ("name", "马大鸣"), ("number", wrong)]);
        Seen(mended).ShouldBe($"/cases/{number}");
        (await Brought(number)).ShouldBe(child);
        using var stranger = await home.SendAsync(TestSite.Request(
            "amend-case/member-change",
            new { @case = number, change = new { household, lines = new[] { new { person = await Kept("马外人", "20260305"), joins = true, ground = "birth", relation = "20", co_holder = false } } } },
            Guid.CreateVersion7()), Cancel);
        (await stranger.Content.ReadAsStringAsync(Cancel)).ShouldContain("newcomers-are-the-authors");

        // Whom another case names as well is not written otherwise by this one.
        var elsewhere = await Opened(new ChangeMembers(Hamlet.Household(Hamlet.Neighbours, 1), [new(child, true, MemberGround.Birth, "20", false)]), VillageClerk);
        using var shared = await Post(colleague, Form, [.. AsShown(await Html(colleague, $"{Form}?case={number}"), Form).Where(field => field.Name != "name"), ("name", "马小铭")]);
        shared.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Enter(new WithdrawCase(elsewhere), VillageClerk)).Refusal.ShouldBeNull();

        // Whoever the register knows keeps their name; whom only a given-up case named is written anew by the next.
        using var known = await Post(colleague, Form, [.. AsShown(await Html(colleague, $"{Form}?case={number}"), Form).Where(field => field.Name != "number"), ("number", await NumberOf(await Member(household, "02")))]);
        known.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await known.Content.ReadAsStringAsync(Cancel)).ShouldContain("id=\"name-error\"");
        (await Enter(new WithdrawCase(number), VillageClerk)).Refusal.ShouldBeNull();
        using var next = await Post(village, Form, Birth("马晓鸣", right));
        var another = Seen(next)["/cases/".Length..];
        (await IsKept(child)).ShouldBeFalse();
        (await Html(village, $"/cases/{another}")).ShouldContain("马晓鸣");
        (await Enter(new WithdrawCase(another), VillageClerk)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Heirs_and_claimed_members_who_were_mistyped_are_put_right_in_their_case()
    {
        await Furnished();
        using var village = await site.As(VillageClerk);
        var dead = await site.Head(1, Hamlet.Neighbours);
        var mistyped = await Vault.KeepNewcomer(Hamlet.County, new("马小富", Person.ResidentCard, Number("19900303"), "1", new(1990, 3, 3)), Cancel);
        var claimed = await Vault.KeepNewcomer(Hamlet.County, new("周小雨", Person.ResidentCard, Number("19910404"), "1", new(1991, 4, 4)), Cancel);
        foreach (var (change, name, right) in new (IChange, string, string)[]
        {
            (new InheritHomestead(dead.Household, Inherited, [new(dead.Person, await HandedIn(VillageClerk))], [new(mistyped)], InheritanceProof.NotarialDeed, await HandedIn(VillageClerk), null, null), "name-0", "马小福"),
            (new ClaimMembership(claimed, Hamlet.Group, Hamlet.Household(Hamlet.Group, 5), MembershipGround.Resettlement), "name", "周小羽"),
        })
        {
            var number = await Opened(change, VillageClerk);
            var form = Link(await Html(village, $"/cases/{number}"), number);
            var action = form.Split('?')[0];
            using var mended = await Post(village, action, [.. AsShown(await Html(village, form), action).Where(field => field.Name != name), (name, right)]);
            Seen(mended).ShouldBe($"/cases/{number}", action);
            (await Html(village, $"/cases/{number}")).ShouldContain(right);
            (await Enter(new WithdrawCase(number), VillageClerk)).Refusal.ShouldBeNull();
        }

        foreach (var gone in new[] { mistyped, claimed }) (await IsKept(gone)).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_nobody_is_left_who_asked_the_village_takes_the_case_back_for_a_reason_and_writes_nothing_in_their_stead()
    {
        var head = await site.Head(1, Hamlet.Neighbours);
        var number = await Opened(new CorrectEntry(head.Household, Hamlet.Parcel(Hamlet.Neighbours, 1, 2), ParcelEntry.Place, "沟沿地", "沟沿下地", await HandedIn(head)), head);
        (await Enter(new CompleteStep(number, StepKind.Applied), head)).Refusal.ShouldBeNull();
        (await Enter(new SendBack(number, StepKind.Applied, ["other"], "地名再核对"), head)).Refusal.ShouldBeNull();
        using var home = await site.AsHead(1, Hamlet.Neighbours);
        var own = await Html(home, $"/cases/{number}");
        foreach (var words in new[] { "这是马得福自己提出的申请，由本人更正或者撤回", "更正内容</a>", "不办了，撤回申请" }) own.ShouldContain(words);
        own.ShouldNotContain("死亡证明");

        using var village = await site.As(VillageClerk);
        var page = await Html(village, $"/cases/{number}");
        foreach (var words in new[] { "这是马得福自己提出的申请，由本人更正或者撤回", "由村里撤回", "马得福 的死亡证明" }) page.ShouldContain(words);
        page.ShouldNotContain("更正内容</a>");
        (string, string)[] typed = [("command", $"{Guid.CreateVersion7()}"), ("dead", $"{head.Person}"), ("why", "")];
        using var empty = await Post(village, $"/cases/{number}/withdraw", typed);
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var wrong = await empty.Content.ReadAsStringAsync(Cancel);
        foreach (var field in new[] { "why", $"death-{head.Person}" }) wrong.ShouldContain($"id=\"{field}-error\"");
        using var unproved = await Post(village, $"/cases/{number}/withdraw", [typed[0], ("why", "都不在了")]);
        (await unproved.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/household-still-acts");
        using var done = await Post(village, $"/cases/{number}/withdraw", [("command", $"{Guid.CreateVersion7()}"), typed[1], ("why", "全家已经去世，没有人能办")], ($"death-{head.Person}-file", Sheet.Pdf("death")));
        Seen(done).ShouldBe($"/cases/{number}");
        (await Html(village, $"/cases/{number}")).ShouldContain("“全家已经去世，没有人能办”");
        (await site.Ask<long>("select count(*) from outbox.holder_message where case_number = $1 and person = $2 and about = 'case-given-up'", number, head.Person)).ShouldBe(1, "whoever is said to have died hears of it");
        (await site.Ask<long>("select count(*) from ledger.mt_events where stream_id = $1 and data::text like '%去世%'", $"case/{number}")).ShouldBe(0, "the vault keeps the words");
    }

    [Fact]
    public async Task Where_a_guardian_speaks_for_all_who_asked_the_village_drafts_and_the_page_says_so()
    {
        var (head, guardian) = (await site.Head(1, Hamlet.Neighbours), await site.Head(2, Hamlet.Neighbours));
        var number = await Opened(new CorrectEntry(head.Household, Hamlet.Parcel(Hamlet.Neighbours, 1, 2), ParcelEntry.Place, "沟沿地", "沟沿下地", await HandedIn(head)), head);
        await Entered(
            new StreamFact(Streams.Guardianship(head.Person), new GuardianNamed(head.Person, guardian.Person, head.Household, WardGround.LacksCapacity, "judgment", Paper)));
        using var village = await site.As(VillageClerk);
        var page = await Html(village, $"/cases/{number}");
        foreach (var words in new[] { "村级经办人可以起草更正，由监护人马秀兰确认" }) page.ShouldContain(words);
        page.ShouldNotContain("由村里撤回");
        var form = Link(page, number);
        var shown = await Html(village, form);
        shown.ShouldContain("回到案件，看由谁撤回");
        using var drafted = await Post(village, "/cases/new/entry-correction", [.. AsShown(shown, "/cases/new/entry-correction").Where(field => field.Name != "after"), ("after", "沟沿上地")]);
        var review = await drafted.Content.ReadAsStringAsync(Cancel);
        using var seen = await Post(village, "/cases/new/entry-correction", AsShown(review, "/cases/new/entry-correction"));
        Seen(seen).ShouldBe($"/cases/{number}");
        using var speaker = await site.AsHead(2, Hamlet.Neighbours);
        (await Html(speaker, $"/cases/{number}")).ShouldContain("不办了，撤回申请");
        using var back = await Post(speaker, $"/cases/{number}/withdraw", [("command", $"{Guid.CreateVersion7()}")]);
        Seen(back).ShouldBe($"/cases/{number}");
        await Entered(new StreamFact(Streams.Guardianship(head.Person), new GuardianshipEnded(head.Person, head.Household, "judgment", Paper)));
    }

    [Fact]
    public async Task A_case_leads_to_its_form_only_those_whom_the_form_lets_in()
    {
        // A program asked for it at the village desk, for somebody of no household: that desk has no form for them, they themselves have one.
        var returned = await Kept("孙小川", "19920404");
        using var village = await site.As(VillageClerk);
        var number = TestSite.Made(await TestSite.Act(village, "open-case/membership", new { person = returned, collective = Hamlet.Group, household = (string?)null, ground = "resettlement" }), "case/");
        using var own = await site.As(new Actor.Farmer(returned, ""));
        var leads = new List<bool>();
        foreach (var reader in new[] { village, own })
        {
            var page = await Html(reader, $"/cases/{number}");
            var form = $"/cases/new/membership?case={number}";
            leads.Add(page.Contains($"href=\"{form}\"", StringComparison.Ordinal));
            using var opened = await reader.GetAsync(new Uri(form, UriKind.Relative), Cancel);
            (opened.StatusCode == HttpStatusCode.OK).ShouldBe(leads[^1], $"{opened.StatusCode}");
            page.Contains("这里没有能更正这件事的表", StringComparison.Ordinal).ShouldBe(!leads[^1]);
        }

        leads.ShouldBe([false, true]);
        var shown = await Html(own, $"/cases/new/membership?case={number}");
        using var anew = await Post(own, "/cases/new/membership", [.. AsShown(shown, "/cases/new/membership").Where(field => field.Name != "ground"), ("ground", "Marriage")]);
        Seen(anew).ShouldBe($"/cases/{number}");
        (await Html(village, $"/cases/{number}")).ShouldContain("成员结婚");
        (await Enter(new WithdrawCase(number), VillageClerk)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task A_case_of_the_wrong_kind_is_given_up_for_another_that_takes_its_papers_along()
    {
        var household = Hamlet.Household(Hamlet.Group, 6);
        var paper = await HandedIn(VillageClerk);
        var number = await Opened(new ReissueCertificate(Hamlet.Right(Hamlet.Group, 6)), VillageClerk);
        (await Enter(new FileDocument(number, "other", paper), VillageClerk)).Refusal.ShouldBeNull();
        using var colleague = await site.As(new Actor.VillageClerk(Guid.CreateVersion7(), Hamlet.Group[..12]));
        var shown = await Html(colleague, $"/cases/new/certificate-reissue?case={number}");
        foreach (var words in new[] { "一个案件只办一户人家的一件事", "撤回并另开一件", $"action=\"/cases/{number}/withdraw\"" }) shown.ShouldContain(words);
        (string, string)[] typed = [("command", $"{Guid.CreateVersion7()}"), ("instead", "true")];
        using var silent = await Post(colleague, $"/cases/{number}/withdraw", [.. typed, ("why", " ")]);
        silent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var asked = await silent.Content.ReadAsStringAsync(Cancel);
        foreach (var words in new[] { "id=\"why-error\"", "name=\"instead\" value=\"true\"" }) asked.ShouldContain(words);
        using var given = await Post(colleague, $"/cases/{number}/withdraw", [.. typed, ("why", "应当办延长承包期")]);
        Seen(given).ShouldBe($"/cases/new?instead={number}");

        (await Html(colleague, $"/cases/new?instead={number}")).ShouldContain($"name=\"instead\" value=\"{number}\"");
        (await Html(colleague, $"/cases/new?household={household}&instead={number}")).ShouldContain($"/cases/new/term-renewal?household={household}&amp;instead={number}");
        var form = await Html(colleague, $"/cases/new/term-renewal?household={household}&instead={number}");
        form.ShouldContain($"value=\"other/{paper}\"");
        using var opened = await Post(colleague, "/cases/new/term-renewal", [.. AsShown(form, "/cases/new/term-renewal").Where(field => field.Name != "until"), ("until", "2076-04-06")]);
        var another = Seen(opened)["/cases/".Length..];
        (await site.Ask<long>("select count(*) from register.case_document where case_number = $1 and document = $2 and kind = 'other'", another, paper)).ShouldBe(1);
        (await Html(colleague, $"/cases/{number}")).ShouldContain("“应当办延长承包期”");

        // Papers go nowhere but where their case may be seen, and not out of a case that is under way.
        using var stranger = await site.AsHead(7);
        (await Html(stranger, $"/cases/new/person-correction?household={Hamlet.Household(Hamlet.Group, 7)}&instead={number}")).ShouldNotContain(paper);
        (await Enter(new WithdrawCase(another), VillageClerk)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task A_first_registration_too_is_opened_in_the_place_of_a_case_that_was_given_up_and_takes_its_papers_along()
    {
        var (household, path) = (Hamlet.Household(Hamlet.Group, 9), $"/collectives/{Hamlet.Group}/first-registration");
        await site.HasNoContract(household);
        var paper = await HandedIn(VillageClerk);
        var number = await Opened(new ReissueCertificate(Hamlet.Right(Hamlet.Group, 5)), VillageClerk);
        (await Enter(new FileDocument(number, "other", paper), VillageClerk)).Refusal.ShouldBeNull();
        (await Enter(new WithdrawCase(number), VillageClerk)).Refusal.ShouldBeNull();

        using var colleague = await site.As(new Actor.VillageClerk(Guid.CreateVersion7(), Hamlet.Group[..12]));
        (await Html(colleague, $"/cases/new?household={household}&instead={number}")).ShouldContain($"{path}?household={household}&amp;instead={number}");
        (await Html(colleague, $"/cases/new?household={Hamlet.Household(Hamlet.Group, 5)}")).ShouldNotContain(path, customMessage: "it has a contract");
        var form = await Html(colleague, $"{path}?household={household}&instead={number}");
        foreach (var words in new[] { $"<option value=\"{household}\" selected", $"value=\"other/{paper}\"" }) form.ShouldContain(words);
        using var more = await Post(colleague, path, [.. AsShown(form, path), ("more", "yes")]);
        var wider = await more.Content.ReadAsStringAsync(Cancel);
        (string Name, string Value)[] typed =
        [
            ("crs", "EPSG:4523"), ("place-0", "新修梯田"), ("area-0", "300"), ("contract-0", "290.5"), ("boundary-0", "35418700 3971600\n35418710 3971600\n35418710 3971630\n35418700 3971630"),
            ("use-0", "013"), ("basic-0", "no"), ("from", "2026-01-01"), ("to", "2055-12-31"),
        ];
        (string, string)[] whole = [.. AsShown(wider, path).Where(field => typed.All(one => one.Name != field.Name)), .. typed];
        await LandFormTests.LookAndOpen(colleague, path, whole, "承包地首次登记");

        var another = await site.Ask<string>("select case_number from register.case_subject where subject = $1 and live", $"household/{household}");
        (await site.Ask<long>("select count(*) from register.case_document where case_number = $1 and document = $2 and kind = 'other'", another, paper)).ShouldBe(1);
        (await Enter(new WithdrawCase(another), VillageClerk)).Refusal.ShouldBeNull();
    }

    private Vault Vault => site.Services.GetRequiredService<Vault>();

    /// <summary>Whom a change of members brings by what stands in the case now.</summary>
    private Task<Guid> Brought(string number) => site.Ask<Guid>(
        "select (data #>> '{asked,lines,0,person}')::uuid from ledger.mt_events where stream_id = $1 and data ? 'asked' order by seq_id desc limit 1", $"case/{number}");

    private Task<bool> IsKept(Guid person) => site.Ask<bool>("select exists (select from vault.person where id = $1)", person);

    private async Task<string> NumberOf(Guid person) => (await Vault.Open(Hamlet.County, [person], "test", "test", Cancel))[person].IdNumber!;

    private Task<string> Terms(string number) => site.Ask<string>("select terms from register.case_file where number = $1", number);

    private async Task Entered(params StreamFact[] facts) => (await site.Services.GetRequiredService<Desk>().Enter(
        new(Hamlet.County, Guid.CreateVersion7(), "delivery/0", "what happened besides"), _ => Task.FromResult<Decision>(Decision.Enter(facts)), Cancel)).Refusal.ShouldBeNull();

    /// <summary>One request of every kind that the hamlet can make.</summary>
    private async Task<List<(IChange, Actor)>> Everything()
    {
        string H(int number) => Hamlet.Household(Hamlet.Group, number);
        string P(int household, int which) => Hamlet.Parcel(Hamlet.Group, household, which);
        var (second, vault) = (H(2), site.Services.GetRequiredService<Vault>());
        var (wife, daughter) = (await Member(second, "12"), await Member(second, "32"));
        var (fifth, sixth, seventh) = (await Member(H(5), "02"), await Member(H(6), "02"), await Member(H(7), "02"));
        var (holder, member) = (await site.Head(3), await site.Head(7));
        var dead = await site.Head(1, Hamlet.Neighbours);
        var renamed = (await vault.Draft(Hamlet.County, dead.Person, PersonCorrection.Renamed, "马得富", Cancel))!.Value;
        var draft = (await vault.Draft(Hamlet.County, sixth, PersonCorrection.Renamed, "欧阳青峰", Cancel))!.Value;
        var farmer = await site.Head(6);
        var farmland = new NewParcel(Hamlet.Group + "00096", "新修梯田", Ground(35_418_500, 10, 3_971_300), 300, "10", "31", "013", null, "1", false, null);
        NewParcel Part(string code, double west, double wide, double tall, decimal area) => farmland with { Code = Hamlet.Group + code, Place = "大湾地", Boundary = Ground(west, wide, 3_971_030, tall), SurveyedArea = area, Grade = "05", BasicFarmland = true };
        return
        [
            (new ChangeRepresentative(second, wife), VillageClerk),
            (new ChangeMembers(H(5), [new(await Kept("周小田", "20250202"), true, MemberGround.Birth, "20", true)]), VillageClerk),
            (new ChangeMembers(second, [new(daughter, false, MemberGround.Marriage, "32", false, await HandedIn(VillageClerk))]), VillageClerk),
            (new ChangeMembers(second, [new(wife, false, MemberGround.Death, "12", false, null, await HandedIn(VillageClerk)), new(daughter, false, MemberGround.Death, "32", false, null, await HandedIn(VillageClerk))]), VillageClerk),
            (new CorrectPerson(H(6), sixth, PersonCorrection.Renamed, draft, await HandedIn(VillageClerk)), VillageClerk),
            (new SplitHousehold(second, H(77), [new(wife, "02"), new(daughter, "20")], [P(2, 2)]), VillageClerk),
            (new SplitWithDivision(
                new(second, H(77), [new(wife, "02")], [Hamlet.Group + "00091"]), [new(P(2, 1), [Part("00091", 35_417_860, 12, 30, 360), Part("00092", 35_417_872, 18, 30, 540)])]), VillageClerk),
            (new MergeHouseholds(H(6), H(7), [new(seventh, "71")]), VillageClerk),
            (new CloseHousehold(H(7), [new(seventh, await HandedIn(VillageClerk))]), VillageClerk),
            (new RenewTerm(H(6), new(2076, 4, 6)), VillageClerk),
            (new DivideParcel(second, P(2, 1), [Part("00091", 35_417_860, 12, 30, 360), Part("00092", 35_417_872, 18, 30, 540)]), VillageClerk),
            (new ConsolidateParcels(H(5), [P(5, 1), P(5, 2)], Part("00093", 35_417_950, 30, 60, 1800)), VillageClerk),
            (new CorrectBoundary(H(7), P(7, 2), Ground(35_418_010, 29, 3_971_060), 870, null, await HandedIn(VillageClerk)), VillageClerk),
            (new CorrectEntry(H(5), P(5, 2), ParcelEntry.Place, "沟沿地", "沟沿下地", await HandedIn(VillageClerk)), VillageClerk),
            (new ExpropriateLand(H(6), [P(6, 1)], false, await HandedIn(Chair)), Chair),
            (new ReturnLand(H(6), [P(6, 1)], false, Today, await HandedIn(farmer), await HandedIn(farmer)), farmer),
            (new ReplaceCertificate(Hamlet.Right(Hamlet.Group, 5), "damaged"), VillageClerk),
            (new ReissueCertificate(Hamlet.Right(Hamlet.Group, 5)), VillageClerk),
            (new ClaimMembership(fifth, Hamlet.Group, H(5), MembershipGround.Reform, ReformedOn: new(2019, 6, 1)), VillageClerk),
            (new EndMembership(seventh, Hamlet.Group, H(7), EndGround.Death, new(2026, 1, 3), await HandedIn(VillageClerk)), VillageClerk),
            (new CorrectHomestead(H(3), Plot, HomesteadEntry.Place, "村西头", "村西头第一排", await HandedIn(VillageClerk)), VillageClerk),
            (new CorrectHomesteadBoundary(H(3), Plot, Ground(35_419_500, 10, 3_971_500, 20), 200, await HandedIn(VillageClerk)), VillageClerk),
            (new RegisterHomestead(
                second, "620123202213JC00062F00010001", "村东头第二排", Ground(35_418_900, 10, 3_971_500, 20), 200, "川区",
                new(HomesteadSource.Approval, "榆集建（1998）第12号", new(1998, 5, 6), 180, await HandedIn(VillageClerk)), new(HouseStructure.BrickAndTimber, 1, 120, 110.5m, 1998), []), VillageClerk),
            (new InheritHomestead(
                dead.Household, Inherited, [new(dead.Person, await HandedIn(VillageClerk))], [new(await Kept("马小福", "19900101")), new(await Kept("马小禄", "19920202"), await HandedIn(VillageClerk))],
                InheritanceProof.Kinship, await HandedIn(VillageClerk), await HandedIn(VillageClerk), null), VillageClerk),
            (new ReturnHomestead(H(3), Plot, new(2030, 1, 1), 86000, await HandedIn(holder), await HandedIn(holder)), holder),
            (new EndWithHouse(OfHeirs, new(2026, 1, 4), await HandedIn(VillageClerk)), VillageClerk),
            (new VoidCertificate(Hamlet.Right(Hamlet.Group, 81)), VillageClerk),
            (new EndMembership(seventh, Hamlet.Group, H(7), EndGround.Withdrawal), member),
            (new EndMembership(seventh, Hamlet.Group, H(7), EndGround.CivilServant, new(2026, 1, 3), await HandedIn(VillageClerk), await HandedIn(VillageClerk)), VillageClerk),
            (new ClaimMembership(await Kept("周小朵", "20240303"), Hamlet.Group, H(5), MembershipGround.Birth, fifth, GuardianPaper: await HandedIn(VillageClerk)), VillageClerk),
            (new ClaimMembership(daughter, Hamlet.Group, second, MembershipGround.Marriage, Leaves: Hamlet.Neighbours), VillageClerk),
            (new CorrectPerson(dead.Household, dead.Person, PersonCorrection.Renamed, renamed, await HandedIn(VillageClerk), [Inherited]), VillageClerk),
            (new CorrectEntry(H(5), P(5, 2), ParcelEntry.ContractArea, "900.00", "895.00", await HandedIn(VillageClerk)), VillageClerk),
            (new CorrectHomestead(H(3), Plot, HomesteadEntry.ApprovedArea, "205.00", "200", await HandedIn(VillageClerk)), VillageClerk),
            (new ExpropriateLand(H(6), [P(6, 1), P(6, 2)], true, await HandedIn(Chair)), Chair),
            (new ReturnLand(H(6), [P(6, 1), P(6, 2)], true, Today, await HandedIn(farmer), await HandedIn(farmer)), farmer),
            (new RegisterFirst(H(80), null, [new(Hamlet.Group + "00095", 290.5m, 280, null), new(farmland.Code, 300, null, farmland)], new(2026, 1, 1), new(2055, 12, 31), []), VillageClerk),
        ];
    }

    /// <summary>What the hamlet does not have: a household without a contract, land that nobody holds, a homestead, and a member.</summary>
    private async Task Furnished()
    {
        if (await site.Ask<bool>("select exists (select from register.homestead_right where plot = $1)", Plot)) return;

        var (without, third, land) = (Hamlet.Household(Hamlet.Group, 80), Hamlet.Household(Hamlet.Group, 3), Hamlet.Group + "00095");
        var (last, heir) = (await Kept("许文武", "19940808"), await Kept("马海", "19850505"));
        var (gone, ended) = (Hamlet.Household(Hamlet.Group, 81), Hamlet.Right(Hamlet.Group, 81));
        var (first, neighbour, daughter) = (await site.Head(1, Hamlet.Neighbours), await site.Head(2, Hamlet.Neighbours), await Member(Hamlet.Household(Hamlet.Group, 2), "32"));
        var house = new House(HouseStructure.BrickAndTimber, 1, 120, 110.5m, 1998);
        HomesteadRegistered Standing(string plot, Actor.Farmer holder, double west) => new(
            plot, plot + "F00010001", holder.Household, Hamlet.Neighbours, [holder.Person], "村北头", Ground(west, 10, 3_971_500, 20), 200, 0, "川区", new(HomesteadSource.Approval, "1", new(1998, 1, 1), 200, "paper"), house, [], Paper);
        var (person, head, seventh) = (await Kept("许文斌", "19950808"), await Member(third, "02"), await Member(Hamlet.Household(Hamlet.Group, 7), "02"));
        (await site.Services.GetRequiredService<Desk>().Enter(
            new(Hamlet.County, Guid.CreateVersion7(), "delivery/0", "what the hamlet has besides"),
            _ => Task.FromResult<Decision>(Decision.Enter(
                new StreamFact(Streams.Household(without), new HouseholdRegistered(without, Hamlet.Group, ContractorKind.Household, person, [new(person, "02", true, null)], Paper)),
                new StreamFact(Streams.Parcel(land), new ParcelSurveyed(land, Hamlet.Group, "后沟地", Ground(35_418_600, 10, 3_971_300), 300, "10", "31", "013", "05", "1", false, null, Paper)),
                new StreamFact(Streams.Homestead(Plot), new HomesteadRegistered(
                    Plot, Plot + "W00000000", third, Hamlet.Group, [head], "村西头", Ground(35_419_500, 10, 3_971_500, 20.5), 205, 0, "川区", new(HomesteadSource.Approval, "1", new(1998, 1, 1), 205, "paper"), null, [], Paper)),
                new StreamFact(Streams.Household(third), new HomesteadTaken(third, Plot, Paper)),
                new StreamFact(Streams.Homestead(Inherited), Standing(Inherited, first, 35_419_700)),
                new StreamFact(Streams.Homestead(Inherited), new HomesteadCertified(Inherited, "不动产权第63号", "不动产登记事务中心", new(1998, 6, 1), "copy", first.Person, false, "receipt", Paper)),
                new StreamFact(Streams.Household(first.Household), new HomesteadTaken(first.Household, Inherited, Paper)),
                new StreamFact(Streams.Homestead(OfHeirs), Standing(OfHeirs, neighbour, 35_419_800)),
                new StreamFact(Streams.Homestead(OfHeirs), new HomesteadInherited(OfHeirs, neighbour.Household, null, [neighbour.Person], [heir], null, true, null, "case/1", Paper)),
                new StreamFact(Streams.Household(gone), new HouseholdRegistered(gone, Hamlet.Group, ContractorKind.Household, last, [new(last, "02", true, null)], Paper)),
                new StreamFact(Streams.Right(ended), new ContractConcluded(ended, gone, Hamlet.Group, ContractKind.Family, "110", new(2016, 4, 7), new(2046, 4, 6), new(2016, 4, 7), [], null, Paper)),
                new StreamFact(Streams.Right(ended), new CertificateIssued(ended, Guid.CreateVersion7(), "serial 81", "token-81", "榆中县人民政府", new(2016, 4, 7), CertificateOccasion.First, null, Paper)),
                new StreamFact(Streams.Right(ended), new ContractEnded(ended, "case/1", Paper)),
                new StreamFact(Streams.Membership(daughter), new MemberConfirmed(daughter, Hamlet.Neighbours, null, MembershipGround.Origin, new(2019, 6, 1), null, Paper)),
                new StreamFact(Streams.Membership(seventh), new MemberConfirmed(seventh, Hamlet.Group, null, MembershipGround.Reform, new(2019, 6, 1), null, Paper)))),
            Cancel)).Refusal.ShouldBeNull();
    }

    /// <summary>A rectangle as the form reads it.</summary>
    private static BoundaryOnRecord Ground(double west, double wide, double south, double tall = 30)
    {
        var system = CoordinateSystem.ThreeDegreeZone(35, prefixed: true);
        var (boundary, trouble) = BoundaryText.Read(FormattableString.Invariant($"{south} {west}\n{south} {west + wide}\n{south + tall} {west + wide}\n{south + tall} {west}"), system);
        trouble.ShouldBeNull();
        return new(boundary!.System.Id, boundary.ToWkb());
    }

    private Guid KeptId { get; set; }

    private async Task<Guid> Kept(string name, string birth) =>
        KeptId = (await site.Services.GetRequiredService<Vault>().Keep(Hamlet.County, [new(name, Person.ResidentCard, Number(birth), "1", DateOnly.ParseExact(birth, "yyyyMMdd"))], Cancel))[0];

    private Task<Guid> Member(string household, string relation) => site.Ask<Guid>("select person from register.household_member where household = $1 and relation = $2", household, relation);

    private async Task<string> HandedIn(Actor actor) => (await site.Services.GetRequiredService<Documents>().HandIn(
        Hamlet.County, new MemoryStream(Sheet.Pdf($"{Guid.CreateVersion7()}")), actor, DocumentLimits.Default, Cancel)).Document!.Sha256;

    private async Task<string> Opened(IChange change, Actor actor)
    {
        var answer = await Enter(new OpenCase(change), actor);
        answer.Refusal.ShouldBeNull($"{change.GetType().Name} {answer.About}");
        return answer.Streams.Single(stream => stream.StartsWith("case/", StringComparison.Ordinal))["case/".Length..];
    }

    private async Task<Answer> Enter(object act, Actor actor)
    {
        var (desk, by) = (site.Services.GetRequiredService<Desk>(), new RuralRights.Registry.Submission(Hamlet.County, Guid.CreateVersion7(), actor, Today));
        return act switch
        {
            OpenCase one => await desk.Enter(one, by, Cancel),
            CompleteStep one => await desk.Enter(one, by, Cancel),
            FileDocument one => await desk.Enter(one, by, Cancel),
            ConfirmCase one => await desk.Enter(one, by, Cancel),
            SendBack one => await desk.Enter(one, by, Cancel),
            OpenNotice one => await desk.Enter(one, by, Cancel),
            RaiseObjection one => await desk.Enter(one, null, by, Cancel),
            ResolveObjection one => await desk.Enter(one, by, Cancel),
            _ => await desk.Enter((WithdrawCase)act, by, Cancel),
        };
    }

    private Task<string> Proposals(string number) => site.Ask<string>("select string_agg((data -> 'asked')::text, E'\\n' order by seq_id) from ledger.mt_events where stream_id = $1 and data ? 'asked'", $"case/{number}");

    private async Task Confirmed(string number, Guid person, string household)
    {
        var terms = await site.Ask<string>("select terms from register.case_file where number = $1", number);
        (await Enter(new ConfirmCase(number, terms), new Actor.Farmer(person, household))).Refusal.ShouldBeNull();
    }

    /// <summary>Posted, objected to, and the objector is right.</summary>
    private async Task IsUpheld(string number, string words)
    {
        (await Enter(new OpenNotice([number]), VillageClerk)).Refusal.ShouldBeNull();
        (await Enter(new RaiseObjection(number, null, words), new Actor.Passerby(Guid.CreateVersion7()))).Refusal.ShouldBeNull();
        var objection = await site.Ask<Guid>("select id from register.objection where case_number = $1 and upheld is null", number);
        (await Enter(new ResolveObjection(number, objection, true, words), new Actor.TownshipOfficer(Guid.CreateVersion7(), Hamlet.Group[..9]))).Refusal.ShouldBeNull();
    }

    private static bool Available(JsonElement @case, string act) =>
        @case.GetProperty("next").EnumerateArray().Single(next => next.GetProperty("act").GetString() == act).GetProperty("available").GetBoolean();

    /// <summary>Where the button of a case leads by which it is written anew.</summary>
    private static string Link(string page, string number)
    {
        var link = Regex.Match(page, $"href=\"([^\"?]+[?]case={number})\"");
        link.Success.ShouldBeTrue(page);
        return link.Groups[1].Value;
    }

    /// <summary>Everything a browser sends of a form whose reader changes nothing in it.</summary>
    private static (string Name, string Value)[] AsShown(string page, string action)
    {
        var form = Regex.Match(page, $"<form[^>]*action=\"{Regex.Escape(action)}\"[^>]*>(.*?)</form>", RegexOptions.Singleline);
        form.Success.ShouldBeTrue(page);
        var fields = new List<(string, string)>();
        foreach (Match field in Field().Matches(form.Groups[1].Value))
        {
            var (tag, inside) = (field.Groups["tag"].Value, field.Groups["inside"].Value);
            var name = Attribute(tag, "name");
            if (name is null or "__RequestVerificationToken" || (Attribute(tag, "type") is "radio" or "checkbox" && !tag.Contains(" checked", StringComparison.Ordinal)) || Attribute(tag, "type") == "file") continue;

            if (tag.StartsWith("<textarea", StringComparison.Ordinal)) fields.Add((name, WebUtility.HtmlDecode(inside)));
            else if (!tag.StartsWith("<select", StringComparison.Ordinal)) fields.Add((name, Attribute(tag, "value") ?? ""));
            else if (Regex.Matches(inside, "<option[^>]*>") is { Count: > 0 } options) fields.Add((name, Attribute((options.FirstOrDefault(option => option.Value.Contains(" selected", StringComparison.Ordinal)) ?? options[0]).Value, "value") ?? ""));
        }

        return [.. fields];
    }

    private static string? Attribute(string tag, string name) => Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex("(?<tag><textarea[^>]*>)(?<inside>.*?)</textarea>|(?<tag><select[^>]*>)(?<inside>.*?)</select>|(?<tag><input[^>]*>)", RegexOptions.Singleline)]
    private static partial Regex Field();
}
