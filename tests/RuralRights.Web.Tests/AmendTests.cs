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
        var sent = new HashSet<string>();
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
        }

        sent.Count.ShouldBe(21);
    }

    /// <summary>One request of every kind that the hamlet can make.</summary>
    private async Task<List<(IChange, Actor)>> Everything()
    {
        string H(int number) => Hamlet.Household(Hamlet.Group, number);
        string P(int household, int which) => Hamlet.Parcel(Hamlet.Group, household, which);
        var (second, vault) = (H(2), site.Services.GetRequiredService<Vault>());
        var (wife, daughter) = (await Member(second, "12"), await Member(second, "32"));
        var (fifth, sixth, seventh) = (await Member(H(5), "02"), await Member(H(6), "02"), await Member(H(7), "02"));
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
            (new RegisterFirst(H(80), null, [new(Hamlet.Group + "00095", 290.5m, 280, null), new(farmland.Code, 300, null, farmland)], new(2026, 1, 1), new(2055, 12, 31), []), VillageClerk),
        ];
    }

    /// <summary>What the hamlet does not have: a household without a contract, land that nobody holds, a homestead, and a member.</summary>
    private async Task Furnished()
    {
        var (without, third, land) = (Hamlet.Household(Hamlet.Group, 80), Hamlet.Household(Hamlet.Group, 3), Hamlet.Group + "00095");
        var (person, head, seventh) = (await Kept("许文斌", "19950808"), await Member(third, "02"), await Member(Hamlet.Household(Hamlet.Group, 7), "02"));
        (await site.Services.GetRequiredService<Desk>().Enter(
            new(Hamlet.County, Guid.CreateVersion7(), "delivery/0", "what the hamlet has besides"),
            _ => Task.FromResult<Decision>(Decision.Enter(
                new StreamFact(Streams.Household(without), new HouseholdRegistered(without, Hamlet.Group, ContractorKind.Household, person, [new(person, "02", true, null)], Paper)),
                new StreamFact(Streams.Parcel(land), new ParcelSurveyed(land, Hamlet.Group, "后沟地", Ground(35_418_600, 10, 3_971_300), 300, "10", "31", "013", "05", "1", false, null, Paper)),
                new StreamFact(Streams.Homestead(Plot), new HomesteadRegistered(
                    Plot, Plot + "W00000000", third, Hamlet.Group, [head], "村西头", Ground(35_419_500, 10, 3_971_500, 20.5), 205, 0, "川区", new(HomesteadSource.Approval, "1", new(1998, 1, 1), 205, "paper"), null, [], Paper)),
                new StreamFact(Streams.Household(third), new HomesteadTaken(third, Plot, Paper)),
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
