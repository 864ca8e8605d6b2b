using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Interchange.Archives;
using RuralRights.Registry.Store;
using RuralRights.Web.Registration;
using RuralRights.Web.SignIn;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>Cases through the pages, as browsers without scripts send them, and everything that goes wrong on the way.</summary>
public sealed partial class CaseworkTests(TestSite site) : IClassFixture<TestSite>
{
    private const string LongName = "阿卜杜热合曼买买提艾力吐尔逊托合提巴拉提依明江阿卜杜克里木吾斯曼阿布来提卡德尔江";

    private static readonly string Chair = $"chair-{Hamlet.Group}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_is_taken_from_desk_to_desk_with_its_papers_and_ends_in_an_archive()
    {
        var household = Hamlet.Household(Hamlet.Group, 3);
        using var village = await site.SignedIn("village-clerk");
        var command = $"{Guid.CreateVersion7()}";
        var (head, other) = await Two(household);
        using var opened = await Post(village, "/cases/new/representative-change", [("command", command), ("household", household), ("representative", $"{other}")]);
        var path = Seen(opened);
        // The same form once more, as by a second press or a line that broke, is the same case; other words under its id are refused.
        // Whoever goes back gets the form anew with another id, see DoneBeforeTests.
        using var again = await Post(village, "/cases/new/representative-change", [("command", command), ("household", household), ("representative", $"{other}")]);
        Seen(again).ShouldBe(path);
        using var changed = await Post(village, "/cases/new/representative-change", [("command", command), ("household", household), ("representative", $"{head}")]);
        changed.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        foreach (var (kind, at) in new[] { "application", "identity", "household-register", "holders-consent", "certificate" }.Select((kind, at) => (kind, at)))
        {
            using var filed = await Post(village, $"{path}/documents", [("command", $"{Guid.CreateVersion7()}"), ("kind", kind)], ("paper-file", Sheet.Pdf($"{path} {kind}")));
            Seen(filed).ShouldBe(path);
            (await Html(village, path)).Split("/documents/").Length.ShouldBeGreaterThan(at + 1);
        }

        using var nothing = await Post(village, $"{path}/documents", [("command", $"{Guid.CreateVersion7()}"), ("kind", "")]);
        nothing.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var said = await nothing.Content.ReadAsStringAsync(Cancel);
        said.ShouldContain("id=\"kind-error\"");
        said.ShouldContain("id=\"paper-error\"");
        var struck = Strikable().Matches(await Html(village, path)).Last().Groups[1].Value;
        using var strike = await Post(village, $"{path}/documents/strike", [("command", $"{Guid.CreateVersion7()}"), ("document", struck)]);
        Seen(strike).ShouldBe(path);
        (await Html(village, path)).ShouldContain("撤下的材料");

        using var member = await site.As(new Actor.Farmer(other, household), Hamlet.Group);
        IsTurnOf(await Html(member, "/cases"), path).ShouldBeFalse("a member who does not hold may not hand it in for the household");
        await Step(village, path, StepKind.Applied);
        using var holder = await site.As(new Actor.Farmer(head, household), Hamlet.Group);
        (await Html(holder, "/")).ShouldMatch($"href=\"{path}\">[^<]*</a>\\s*<strong>等您办", "the first page says whose turn it is");
        IsTurnOf(await Html(holder, "/cases"), path).ShouldBeTrue();
        var terms = await Html(holder, path);
        foreach (var part in new[] { "<rr-read for=\"differences\"", "js/read.js", "今天不定，以后再说" }) terms.ShouldContain(part);
        using var confirmed = await Post(holder, $"{path}/confirm", [("command", $"{Guid.CreateVersion7()}"), ("terms", Terms().Match(terms).Groups[1].Value)]);
        Seen(confirmed).ShouldBe(path);
        using var clerk = await site.SignedIn("clerk");
        (await clerk.GetAsync(new Uri($"/documents/{struck}", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var stranger = await site.AsHead(1))
            (await stranger.GetAsync(new Uri($"/documents/{struck}", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var chair = await site.SignedIn(Chair);
        using var township = await site.SignedIn("township-officer");
        using var reviewer = await site.SignedIn("reviewer");
        using var registrar = await site.SignedIn("registrar");
        await Step(clerk, path, StepKind.Accepted);
        await Step(chair, path, StepKind.VillageAgreed);
        await Step(township, path, StepKind.TownshipAgreed);
        // Whoever sends it back without saying why has lost nothing of the form, and is told beside the fields.
        using var unsaid = await Post(reviewer, $"{path}/send-back", [("command", $"{Guid.CreateVersion7()}"), ("to", "VillageAgreed"), ("words", " ")]);
        unsaid.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var form = await unsaid.Content.ReadAsStringAsync(Cancel);
        foreach (var part in new[] { "<option value=\"VillageAgreed\" selected", "id=\"reasons-error\"", "id=\"words-error\"" }) form.ShouldContain(part);
        await Step(reviewer, path, StepKind.CountyReviewed);

        // Somebody else was faster: the page says so and shows where the case stands.
        using var late = await Post(reviewer, $"{path}/complete", [("command", $"{Guid.CreateVersion7()}"), ("step", "CountyReviewed"), ("opinion", "写了半天的意见")]);
        late.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await late.Content.ReadAsStringAsync(Cancel)).ShouldContain("案件现在不在这一步");

        using var early = await Post(registrar, $"{path}/enter", [("command", $"{Guid.CreateVersion7()}")]);
        (await early.Content.ReadAsStringAsync(Cancel)).ShouldContain("还有权利人不知道这个案件");
        using var unproved = await Post(village, $"{path}/reach", [("command", $"{Guid.CreateVersion7()}"), ("person", $"{head}")]);
        unproved.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var told = await Post(village, $"{path}/reach", [("command", $"{Guid.CreateVersion7()}"), ("person", $"{head}")], ("visit-file", Sheet.Pdf("visit")));
        Seen(told).ShouldBe(path);
        using var entered = await Post(registrar, $"{path}/enter", [("command", $"{Guid.CreateVersion7()}")]);
        Seen(entered).ShouldBe(path);
        (await Html(registrar, path)).ShouldContain("data-label=\"原来\"");

        (await Html(clerk, $"{path}/receipt")).ShouldContain("领取人签字和日期");
        var right = Hamlet.Right(Hamlet.Group, 3);
        using var noReceipt = await Post(clerk, $"{path}/hand-over", [("command", $"{Guid.CreateVersion7()}"), ("right", right)]);
        noReceipt.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await noReceipt.Content.ReadAsStringAsync(Cancel)).ShouldContain("请选谁来领");
        using var handed = await Post(clerk, $"{path}/hand-over", [("command", $"{Guid.CreateVersion7()}"), ("right", right), ("receiver-0", $"{head}")], ("receipt-0-file", Sheet.Pdf("receipt")));
        Seen(handed).ShouldBe(path);
        var certificate = await Html(registrar, $"/certificates/{await site.Ask<Guid>("select certificate from register.certificate_receipt where case_number = $1", path["/cases/".Length..])}");
        certificate.ShouldContain("由 赵德全 领取");
        foreach (var part in new[] { "在签收单上签收", "看签收单" }) certificate.ShouldContain(part);
        (await Html(clerk, $"{path}/receipt")).ShouldContain("在签收单上签收");
        await Step(clerk, path, StepKind.Archived);

        using var archive = await Post(clerk, $"{path}/archive", []);
        archive.StatusCode.ShouldBe(HttpStatusCode.OK);
        var check = ArchiveCheck.Read(new MemoryStream(await archive.Content.ReadAsByteArrayAsync(Cancel)), []);
        check.IsWhole.ShouldBeTrue();
        check.Manifest!.Entries.Count(entry => entry.Path.EndsWith(".pdf", StringComparison.Ordinal)).ShouldBe(7);
    }

    [Fact]
    public async Task A_child_with_a_name_of_forty_characters_is_added_and_the_name_stays_in_the_vault()
    {
        LongName.Length.ShouldBe(40);
        var household = Hamlet.Household(Hamlet.Group, 5);
        using var village = await site.SignedIn("village-clerk");
        (string, string)[] Typed(string number) =>
            [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("event", "birth"), ("name", LongName), ("number", number), ("relation", "20"), ("shares", "yes")];

        using var wrong = await Post(village, "/cases/new/member-change", Typed(Mistyped(Number("20260101"))));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await wrong.Content.ReadAsStringAsync(Cancel);
        html.ShouldContain("id=\"number-error\"");
        html.ShouldContain($"value=\"{LongName}\"");
        html.ShouldContain("<option value=\"20\" selected");
        using var future = await Post(village, "/cases/new/member-change", Typed(Number("20990101")));
        (await future.Content.ReadAsStringAsync(Cancel)).ShouldContain("出生日期在今天以后");
        using var taken = await Post(village, "/cases/new/member-change", Typed(Hamlet.People[0].Person.IdNumber!));
        (await taken.Content.ReadAsStringAsync(Cancel)).ShouldContain("是另一个名字");

        using var opened = await Post(village, "/cases/new/member-change", Typed(Number("20260101")));
        var page = await Html(village, Seen(opened));
        page.ShouldContain(LongName);
        (await site.Ask<long>("select count(*) from ledger.mt_events where data::text like '%阿卜杜热合曼%'")).ShouldBe(0);
        (await site.Ask<long>("select count(*) from ledger.mt_events where type = 'members-proposed'")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Whoever_marries_out_keeps_the_land_until_land_there_is_proved_and_the_page_asks_in_plain_words()
    {
        var household = Hamlet.Household(Hamlet.Group, 2);
        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        (await Html(farmer, $"/households/{household}")).ShouldContain($"/cases/new?household={household}");
        (await Html(farmer, $"/cases/new?household={household}")).ShouldContain("/cases/new/member-change");
        (await Html(farmer, $"/cases/new/member-change?household={household}&event=married-out")).ShouldContain("在新的住处分到承包地了吗");
        var daughter = await site.Ask<Guid>("select person from register.household_member where household = $1 and relation = '32'", household);
        (string, string)[] Typed(string land) =>
            [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("event", "married-out"), ("person", $"{daughter}"), ("land", land)];

        using var without = await Post(farmer, "/cases/new/member-change", Typed("no"));
        without.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await without.Content.ReadAsStringAsync(Cancel)).ShouldContain(HouseholdRules.LandElsewhereIsNotProven.Chinese);
        using var unproved = await Post(farmer, "/cases/new/member-change", Typed("yes"));
        (await unproved.Content.ReadAsStringAsync(Cancel)).ShouldContain("id=\"proof-error\"");
        using var proved = await Post(farmer, "/cases/new/member-change", Typed("yes"), ("proof-file", Sheet.Pdf("land elsewhere")));
        var path = Seen(proved);
        var page = await Html(farmer, path);
        var paper = await site.Ask<string>("select document from register.case_document where case_number = $1 and kind = 'land-elsewhere' and struck_on is null", path["/cases/".Length..]);
        page.ShouldMatch($"<section class=\"card\" id=\"papers\">[^§]*/documents/{paper}");
        page.ShouldNotContain($"name=\"document\" value=\"{paper}\"", customMessage: "what is asked for rests on it");
        using (var office = await site.SignedIn("clerk"))
        using (var archive = await Post(office, $"{path}/archive", []))
            ArchiveCheck.Read(new MemoryStream(await archive.Content.ReadAsByteArrayAsync(Cancel)), []).Manifest!.Entries.ShouldContain(entry => entry.Path.Contains(paper, StringComparison.Ordinal) || entry.Sha256 == paper);
        using var withdrawn = await Post(farmer, $"{path}/withdraw", [("command", $"{Guid.CreateVersion7()}")]);
        Seen(withdrawn).ShouldBe(path);

        await IsReportedDead(farmer, household, daughter);

        // The household is free again, and splits.
        using var blank = await Post(farmer, "/cases/new/household-split", [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("code", "x")]);
        var html = await blank.Content.ReadAsStringAsync(Cancel);
        foreach (var sentence in new[] { "请选谁到新的一户", "请从到新户的人里选一位代表", "承包方代码是十八位数字" }) html.ShouldContain(sentence);
        var code = NewCode().Match(await Html(farmer, $"/cases/new/household-split?household={household}")).Groups[1].Value;
        code.ShouldStartWith(Hamlet.Group);
        using var split = await Post(farmer, "/cases/new/household-split",
            [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("go", $"{daughter}"), ("head", $"{daughter}"), ("parcel", Hamlet.Parcel(Hamlet.Group, 2, 2)), ("code", code)]);
        (await Html(farmer, Seen(split))).ShouldContain("分户");
    }

    /// <summary>Whoever is reported dead needs a paper of their own, is told without being asked, and finds the case.</summary>
    private async Task IsReportedDead(HttpClient farmer, string household, Guid daughter)
    {
        (string, string)[] typed = [("household", household), ("event", "death"), ("person", $"{daughter}")];
        (await Html(farmer, $"/cases/new/member-change?household={household}&event=death")).ShouldContain("每一位都要有自己的死亡证明");
        using var unproved = await Post(farmer, "/cases/new/member-change", [("command", $"{Guid.CreateVersion7()}"), .. typed]);
        unproved.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await unproved.Content.ReadAsStringAsync(Cancel)).ShouldContain($"id=\"death-{daughter}-error\"");

        // Several are reported in one form: a proof that was handed in for one stays while that of the other is asked for.
        var other = await site.Ask<Guid>("select person from register.household_member where household = $1 and relation = '12'", household);
        (string, string)[] both = [.. typed, ("person", $"{other}"), ("command", $"{Guid.CreateVersion7()}")];
        using var more = await Post(farmer, "/cases/new/member-change", [.. both, ("more", "person")], ($"death-{daughter}-file", Sheet.Pdf("death of the daughter")));
        more.StatusCode.ShouldBe(HttpStatusCode.OK);
        var asks = await more.Content.ReadAsStringAsync(Cancel);
        foreach (var kept in new[] { $"name=\"death-{daughter}\" value=", $"id=\"death-{other}\"", $"value=\"{other}\" checked" }) asks.ShouldContain(kept);
        asks.ShouldNotContain("govuk-error-summary");

        using var proved = await Post(farmer, "/cases/new/member-change", both, ($"death-{daughter}-file", Sheet.Pdf("death of the daughter")), ($"death-{other}-file", Sheet.Pdf("death of the other")));
        var path = Seen(proved);
        (await Html(farmer, path)).ShouldContain("只告知，不需同意");
        using var told = await site.As(new Actor.Farmer(daughter, household), Hamlet.Group);
        (await Html(told, path)).ShouldNotContain("我看清了，我确认");
        (await Html(told, "/cases")).ShouldContain($"href=\"{path}\"");
        foreach (var person in new[] { daughter, other })
            (await site.Ask<string>("select told from register.case_holder where case_number = $1 and person = $2 and not asked", path["/cases/".Length..], person)).ShouldBe("due");
        using var gone = await Post(farmer, $"{path}/withdraw", [("command", $"{Guid.CreateVersion7()}")]);
        Seen(gone).ShouldBe(path);
    }

    [Fact]
    public async Task A_household_is_called_by_its_head_masked_unless_the_page_knows_the_name()
    {
        var (household, parcel) = (Hamlet.Household(Hamlet.Group, 6), Hamlet.Parcel(Hamlet.Group, 6, 1));
        var head = await site.Ask<Guid>("select representative from register.household where code = $1", household);
        var subjects = site.Services.GetRequiredService<Subjects>();
        var masked = await subjects.Named([household], [parcel], NameBook.Empty);
        masked.Household(household).ShouldContain("欧");
        masked.Household(household).ShouldNotContain("青山");
        masked.Land(parcel).ShouldBe($"大湾地 {parcel[^5..]}");
        (await subjects.Named([household], [], new(new Dictionary<Guid, string> { [head] = "欧阳青山" }))).Household(household).ShouldContain("欧阳青山");
    }

    [Fact]
    public async Task Where_there_is_nothing_to_choose_the_form_says_what_is_possible_instead()
    {
        var household = Hamlet.Household(Hamlet.Group, 7);
        using var village = await site.SignedIn("village-clerk");
        foreach (var (asked, said, way) in new[]
        {
            ("household-split?household=", "现在不能分户：这一户的名单上只有一个人", "/cases/new/member-change?household="),
            ("member-change?event=death&household=", "不能再减人", "/cases/new/extinct-household?household="),
            ("member-change?event=married-out&household=", "这里的地都照旧，不用来办", "/cases/new/return?household="),
            ("member-change?event=listed-wrongly&household=", "先把应当列的人补上", "event=left-out"),
            ("membership-end?household=", "没有成员身份可以终止", $"/collectives/{Hamlet.Group}/members"),
        })
        {
            var page = await Html(village, $"/cases/new/{asked}{household}");
            page.ShouldContain(said);
            page.ShouldContain(way);
            page.ShouldNotContain("action=\"/cases/new/", Case.Sensitive, asked);
        }

        (await Html(village, $"/cases/new/member-change?event=birth&household={household}")).ShouldContain("action=\"/cases/new/member-change\"");
        var guardians = await Html(village, $"/households/{household}/guardians");
        guardians.ShouldContain("所以监护人要从户外选");
        Regex.Count(guardians, "name=\"guardian\"").ShouldBe(1);
    }

    [Fact]
    public async Task Households_merge_and_end_through_their_forms()
    {
        var (into, from, gone) = (Hamlet.Household(Hamlet.Group, 1), Hamlet.Household(Hamlet.Group, 4), Hamlet.Household(Hamlet.Group, 6));
        using var village = await site.SignedIn("village-clerk");
        (await Html(village, "/cases/new")).ShouldContain("为哪一户申请登记");
        var joining = await site.Ask<Guid>("select representative from register.household where code = $1", from);
        (await Html(village, $"/cases/new/household-merge?household={into}&other={from}")).ShouldContain($"relation-{joining}");
        using var unrelated = await Post(village, "/cases/new/household-merge", [("command", $"{Guid.CreateVersion7()}"), ("household", into), ("other", from)]);
        (await unrelated.Content.ReadAsStringAsync(Cancel)).ShouldContain("请选与户主的关系");
        using var merged = await Post(village, "/cases/new/household-merge", [("command", $"{Guid.CreateVersion7()}"), ("household", into), ("other", from), ($"relation-{joining}", "97")]);
        var page = WebUtility.HtmlDecode(await Html(village, Seen(merged)));
        page.ShouldContain("合户");
        page.ShouldContain($"孙桂兰户（620123 202 213 01 {from[^4..]}）", customMessage: "a household is called by its head and code");
        page.ShouldContain($"大湾地 {Hamlet.Parcel(Hamlet.Group, 4, 1)[^5..]}");

        using var unproved = await Post(village, "/cases/new/extinct-household", [("command", $"{Guid.CreateVersion7()}"), ("household", gone)]);
        unproved.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var proved = await Post(village, "/cases/new/extinct-household", [("command", $"{Guid.CreateVersion7()}"), ("household", gone)], ("death-0-file", Sheet.Pdf("death")));
        (await Html(village, Seen(proved))).ShouldContain("承包方消亡");

        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        (await farmer.GetAsync(new Uri($"/cases/new/household-merge?household={into}", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_village_renews_its_terms_in_one_run_that_may_be_sent_again_and_opens_no_case_twice()
    {
        var runs = $"/collectives/{Hamlet.Neighbours}/renewals";
        var (first, second) = (Hamlet.Household(Hamlet.Neighbours, 1), Hamlet.Household(Hamlet.Neighbours, 2));
        using var village = await site.SignedIn("village-clerk");
        (await Html(village, "/cases")).ShouldContain(runs);
        var list = await Html(village, $"{runs}?before=2046-12-31");
        list.ShouldContain($"value=\"{first}\"");
        list.ShouldContain("value=\"2076-04-06\"");
        var command = $"{Guid.CreateVersion7()}";
        (string, string)[] Typed(string id, params string[] households) => [("command", id), ("before", "2046-12-31"), ("until", "2076-04-06"), .. households.Select(household => ("household", household))];

        using var none = await Post(village, runs, Typed(command));
        (await none.Content.ReadAsStringAsync(Cancel)).ShouldContain("请至少选一户");
        // As if the server had been killed after the first household: the same form is sent once more and goes on.
        using var half = await Post(village, runs, Typed(command, first));
        using var whole = await Post(village, runs, Typed(command, first, second));
        using var twice = await Post(village, runs, Typed(command, first, second));
        Seen(twice).ShouldBe(Seen(whole));
        (await site.Ask<long>("select count(*) from register.case_file where collective = $1 and procedure = 'term-renewal'", Hamlet.Neighbours)).ShouldBe(2);
        (await Html(village, Seen(whole))).ShouldContain("办好 2 户，没有办成 0 户");
        using var other = await Post(village, runs, Typed($"{Guid.CreateVersion7()}", first, second));
        var report = await Html(village, Seen(other));
        report.ShouldContain("办好 0 户，没有办成 2 户");
        report.ShouldContain("/rules/already-in-a-case");

        var numbers = Ticked().Matches(await Html(village, $"{runs}/cases")).Select(match => match.Groups[1].Value).ToList();
        numbers.Count.ShouldBe(2);
        using var filed = await Post(village, $"{runs}/papers", [("command", $"{Guid.CreateVersion7()}"), ("kind", "plan")], ("paper-file", Sheet.Pdf("plan")));
        (await Html(village, Seen(filed))).ShouldContain("办好 2 户");
        using var handedIn = await Post(village, $"{runs}/cases", [("command", $"{Guid.CreateVersion7()}"), ("step", "Applied"), .. numbers.Select(number => ("case", number))]);
        (await Html(village, Seen(handedIn))).ShouldContain("办好 2 户");
        (await site.Ask<long>("select count(*) from register.case_file where at_step = 'notice_over' and number = any ($1)", (object)numbers.ToArray())).ShouldBe(2);

        // Confirmations are each household's own.
        using var forced = await Post(village, $"{runs}/cases", [("command", $"{Guid.CreateVersion7()}"), ("step", "Confirmed"), ("case", numbers[0])]);
        forced.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var farmer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        using var away = await farmer.GetAsync(new Uri(runs, UriKind.Relative), Cancel);
        away.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        away.Headers.Location!.OriginalString.ShouldContain("/problem/403");
    }

    [Fact]
    public async Task A_sign_in_that_runs_out_in_the_middle_of_a_form_loses_nothing_and_gives_it_to_nobody_else()
    {
        var clerk = new Actor.VillageClerk(Guid.CreateVersion7(), Hamlet.Group[..12]);
        using var browser = await site.As(clerk, expired: true);
        using var token = await browser.GetAsync(new Uri("/about", UriKind.Relative), Cancel);
        using var sent = await browser.PostAsync(
            new Uri("/cases/new/member-change", UriKind.Relative),
            new FormUrlEncodedContent([new("__RequestVerificationToken", "of another time"), new("event", "birth"), new("name", "周小雨<b>"), new("household", Hamlet.Household(Hamlet.Group, 5))]), Cancel);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var back = Uri.UnescapeDataString(sent.Headers.Location!.OriginalString.Split("back=")[1]);
        back.ShouldStartWith("/kept/");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(site.Options.StateFolder, "kept")))
            Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file, Cancel)).ShouldNotContain("周小雨");

        using var returned = await site.As(clerk);
        var html = await Html(returned, back);
        html.ShouldContain("action=\"/cases/new/member-change\"");
        html.ShouldContain("name=\"name\" value=\"周小雨&lt;b&gt;\"");
        html.ShouldNotContain("of another time");
        using var other = await site.SignedIn("village-clerk");
        (await other.GetAsync(new Uri(back, UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // Whoever never was signed in has nothing kept.
        using var stranger = site.Browser();
        using var refused = await stranger.PostAsync(new Uri("/cases/new/member-change", UriKind.Relative), new FormUrlEncodedContent([new("name", "x")]), Cancel);
        Uri.UnescapeDataString(refused.Headers.Location!.OriginalString).ShouldNotContain("/kept/");
    }

    internal static async Task Step(HttpClient browser, string path, StepKind step)
    {
        using var done = await Post(browser, $"{path}/complete", [("command", $"{Guid.CreateVersion7()}"), ("step", $"{step}")]);
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{step}: {await done.Content.ReadAsStringAsync(Cancel)}");
    }

    /// <summary>True when the list of cases says of one that it is the reader's turn.</summary>
    internal static bool IsTurnOf(string list, string path) =>
        Regex.IsMatch(list, $"href=\"{path}\">(?:(?!</tr>).)*data-label=\"轮到谁\">我<", RegexOptions.Singleline);

    private async Task<(Guid Head, Guid Other)> Two(string household) => (
        await site.Ask<Guid>("select representative from register.household where code = $1", household),
        await site.Ask<Guid>("select m.person from register.household_member m join register.household h on h.code = m.household where h.code = $1 and m.person <> h.representative", household));

    internal static async Task<string> Html(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path}: {html}");
        return html;
    }

    internal static string Seen(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, answer.Content.ReadAsStringAsync(Cancel).GetAwaiter().GetResult());
        return answer.Headers.Location!.OriginalString;
    }

    internal static async Task<HttpResponseMessage> Post(HttpClient browser, string action, (string Name, string Value)[] fields, params (string Field, byte[] Content)[] files)
    {
        var token = TestSite.AntiforgeryToken().Match(await browser.GetStringAsync(new Uri("/about", UriKind.Relative), Cancel)).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        foreach (var (field, content) in files) form.Add(new ByteArrayContent(content), field, "scan.pdf");
        return await browser.PostAsync(new Uri(action, UriKind.Relative), form, Cancel);
    }

    internal static string Number(string birth)
    {
        var body = $"620123{birth}001";
        return body + CitizenId.CheckCharacterOf(body);
    }

    private static string Mistyped(string number) => number[..17] + (number[17] == '0' ? '1' : '0');

    [GeneratedRegex("name=\"document\" value=\"([0-9a-f]{64})\"")]
    private static partial Regex Strikable();

    [GeneratedRegex("name=\"terms\" value=\"([^\"]+)\"")]
    internal static partial Regex Terms();

    [GeneratedRegex("name=\"code\"[^>]*value=\"([0-9]{18})\"")]
    private static partial Regex NewCode();

    [GeneratedRegex("name=\"case\" value=\"([0-9]{20})\" checked")]
    private static partial Regex Ticked();
}
