using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Web.SignIn;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>
/// What somebody may do at their own place nobody may do who is the same at the next: each form is complete and right, so nothing but the place and the person keeps
/// it out, and whom it is for then sends the very same and it is entered.
/// </summary>
public sealed partial class NeighbourTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Village = "620123202213";

    private const string Telephone = "13919000071";

    private static readonly Guid Alone = Guid.CreateVersion7();

    private static readonly Provenance Paper = new(new(2019, 6, 1), "delivery/0", "", "62012320190601000001", [], []);

    private static readonly Actor VillageClerk = new Actor.VillageClerk(Guid.CreateVersion7(), Village);
    private static readonly Actor Township = new Actor.TownshipOfficer(Guid.CreateVersion7(), Village[..9]);
    private static readonly Actor Chair = new Actor.Chair(Guid.CreateVersion7(), Hamlet.Group);

    /// <summary>Rules that are about the place or the person; by any other a form is refused that was not complete.</summary>
    private static readonly string[] OfPlaceOrPerson =
    [
        "not-this-desk", "may-not-open", "not-yours-to-hold", "lock-is-anothers", "not-of-the-household", "not-the-chair", "not-a-co-holder", "not-a-holder-of-the-case", "not-the-claimant",
        "not-your-dispute-step", "transferee-is-outsider", "settlement-is-not-yours-to-check", "settlement-is-not-yours-to-correct", "settlement-is-not-yours-to-report",
    ];

    /// <summary>A page that is handed in belongs to whoever hands it in and to no place: only an act that names it puts it somewhere, and those are tried.</summary>
    private const string OfNoPlace = "/documents";

    private static string Group => Hamlet.Group;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateOnly Today => RuralRights.Registry.Submission.LegalDay(TimeProvider.System);

    /// <summary>A form that would be entered.</summary>
    private sealed record Deed(string Row, string Path, Actor By, (string, string)[] Fields, params (string, byte[])[] Files)
    {
        /// <summary>True when it takes something out of the register and enters nothing.</summary>
        public bool TakesOut { get; init; }

        /// <summary>True when it is about whoever sends it, whomever it names: so another's is entered of themselves, and after it the right one's still is.</summary>
        public bool OfOneself { get; init; }

        /// <summary>True when by itself it only begins what somebody else finishes.</summary>
        public bool OnlyBegins { get; init; }
    }

    [Fact]
    public async Task Nobody_of_the_next_place_does_what_is_somebodys_here()
    {
        await IsAMember(Alone, Hamlet.Neighbours);
        (Actor Actor, string? Collective)[] neighbours =
        [
            (await site.Head(1, Hamlet.Neighbours), Hamlet.Neighbours), (new Actor.Farmer(Alone, ""), Hamlet.Neighbours), (new Actor.Chair(Guid.CreateVersion7(), Hamlet.Neighbours), Hamlet.Neighbours),
            (new Actor.CollectiveSupervisor(Guid.CreateVersion7(), Hamlet.Neighbours), Hamlet.Neighbours), (new Actor.VillageClerk(Guid.CreateVersion7(), "620123202214"), null),
            (new Actor.TownshipOfficer(Guid.CreateVersion7(), "620123203"), null),
        ];
        var browsers = new List<(Visitor Visitor, HttpClient Browser)>();
        foreach (var (actor, collective) in neighbours) browsers.Add((new("", actor, collective), await site.As(actor, collective)));

        var done = new List<string>();
        await foreach (var deed in Deeds())
        {
            done.Add(deed.Row);
            var row = Access.Rows.Single(row => row.Method == "POST" && row.Route == deed.Row);
            var (before, tried) = (await Facts(), 0);
            foreach (var (visitor, browser) in browsers.Where(one => row.Admits(one.Visitor.As)))
            {
                using var answer = await Post(browser, deed.Path, [("command", $"{Guid.CreateVersion7()}"), .. deed.Fields], deed.Files);
                var (text, where) = (await answer.Content.ReadAsStringAsync(Cancel), $"{deed.Row} as {visitor.Actor}");
                tried++;
                Hamlet.Personal.Where(word => text.Contains(word, StringComparison.Ordinal)).ShouldBeEmpty(where);
                if (deed.OfOneself) Seen(answer).ShouldNotContain("/problem/", Case.Sensitive, where);
                else if (answer.StatusCode == HttpStatusCode.UnprocessableEntity) OfPlaceOrPerson.Where(rule => text.Contains($"/rules/{rule}\"", StringComparison.Ordinal)).ShouldNotBeEmpty($"{where}: {text}");
                else answer.StatusCode.ShouldBeOneOf([HttpStatusCode.Forbidden, HttpStatusCode.NotFound], $"{where}: {text}");
                if (visitor.Collective is { } own && deed.Path.Contains(Group, StringComparison.Ordinal)) await ThroughTheirOwnDoor(browser, deed, own, where);
            }

            tried.ShouldBeGreaterThan(0, deed.Row);
            if (!deed.OfOneself) (await Facts()).ShouldBe(before, $"{deed.Row}: a neighbour entered something");
            await IsDone(deed);
        }

        foreach (var (_, browser) in browsers) browser.Dispose();
        Access.Rows.Where(row => row is { Method: "POST", IsPublic: false, OwnAccount: false } && !row.Route.StartsWith("/api/", StringComparison.Ordinal)
                && row.Readers!.Any(reader => reader.To is not (Relation.County or Relation.None) && browsers.Exists(one => one.Visitor.As == reader.As)))
            .Select(row => row.Route).Except(done).ShouldBe([OfNoPlace], "nobody of the next place was tried at these with a form that would be entered");
    }

    /// <summary>What a form names counts, and not the address it is sent to: at the address of their own collective they get no further. What is entered there is counted with the rest.</summary>
    private static async Task ThroughTheirOwnDoor(HttpClient browser, Deed deed, string own, string where)
    {
        using var answer = await Post(browser, deed.Path.Replace(Group, own, StringComparison.Ordinal), [("command", $"{Guid.CreateVersion7()}"), .. deed.Fields], deed.Files);
        ((int)answer.StatusCode).ShouldBeLessThan(500, where);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        if (answer.Headers.Location is { } next)
        {
            using var report = await browser.GetAsync(next, Cancel);
            text += await report.Content.ReadAsStringAsync(Cancel);
        }

        Hamlet.Personal.Where(word => text.Contains(word, StringComparison.Ordinal)).ShouldBeEmpty($"{where}, at {own}");
    }

    /// <summary>Whom the form is for sends the very same.</summary>
    private async Task IsDone(Deed deed)
    {
        var before = await Facts();
        using var own = await Own(deed.By);
        using var answer = await Post(own, deed.Path, [("command", $"{Guid.CreateVersion7()}"), .. deed.Fields], deed.Files);
        if (deed.TakesOut)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{deed.Row} as {deed.By}: {await answer.Content.ReadAsStringAsync(Cancel)}");
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip", deed.Row);
            return;
        }

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{deed.Row} as {deed.By}: {await answer.Content.ReadAsStringAsync(Cancel)}");
        answer.Headers.Location!.OriginalString.ShouldNotContain("/problem/", Case.Sensitive, deed.Row);
        if (!deed.OnlyBegins) (await Facts()).ShouldBeGreaterThan(before, $"{deed.Row} enters nothing");
    }

    private Task<HttpClient> Own(Actor by) => site.As(by, by is Actor.Farmer or Actor.Chair or Actor.CollectiveSupervisor ? Group : null);

    /// <summary>One after the other, each upon what those before it did.</summary>
    private async IAsyncEnumerable<Deed> Deeds()
    {
        foreach (var part in new[] { People(), Land(), Homesteads(), Members(), FirstRegistrations(), OneCase(), Guardians(), Runs(), Settlement(), Transfers(), Disputes(), Certificates() })
            await foreach (var deed in part) yield return deed;
    }

    /// <summary>A case of the second household, from its opening to its end.</summary>
    private async IAsyncEnumerable<Deed> OneCase()
    {
        var second = await site.Head(2);
        var (other, daughter) = (await Member(2, 2), await Member(2, 3));
        yield return new("/cases/new/representative-change", "/cases/new/representative-change", second, [("household", Hamlet.Household(Group, 2)), ("representative", $"{other}")]);
        var number = await site.Ask<string>("select number from register.case_file where procedure = 'representative-change'");
        yield return new("/cases/{number}/documents", $"/cases/{number}/documents", VillageClerk, [("kind", "other")], ("paper-file", Sheet.Pdf("of the case")));
        var paper = await site.Ask<string>("select document from register.document_use where stream = $1", $"case/{number}");
        yield return new("/cases/{number}/documents/strike", $"/cases/{number}/documents/strike", VillageClerk, [("document", paper)]);
        yield return new("/cases/{number}/complete", $"/cases/{number}/complete", VillageClerk, [("step", "Applied"), ("opinion", "同意")]);
        yield return new("/cases/{number}/reach", $"/cases/{number}/reach", VillageClerk, [("person", $"{second.Person}")], ("visit-file", Sheet.Pdf("visit of the head")));
        yield return new("/reach", "/reach", VillageClerk, [("who", $"{number}/{daughter}")], ("visit-file", Sheet.Pdf("visit of the daughter")));
        await site.Reached(other, Telephone);
        yield return new("/assisted/cases/{number:length(20)}", $"/assisted/cases/{number}", VillageClerk, [("person", $"{other}")]) { OnlyBegins = true };
        var asked = await site.Ask<Guid>("select id from identity.confirmation where person = $1", other);
        var code = await site.CodeSentTo(Telephone, $"{await site.Ask<Guid>("select code from identity.confirmation where id = $1", asked)}");
        yield return new("/assisted/{id:guid}/code", $"/assisted/{asked}/code", VillageClerk, [("code", code)]);
        yield return new("/cases/{number}/confirm", $"/cases/{number}/confirm", second, [("terms", await TermsOf($"/cases/{number}", second))]);
        yield return new("/cases/{number}/confirmation/withdraw", $"/cases/{number}/confirmation/withdraw", second, []);
        yield return new("/cases/{number}/send-back", $"/cases/{number}/send-back", second, [("to", "Applied"), ("reasons", "names-differ"), ("words", "代表应当是女儿")]);
        yield return new("/cases/{number}/withdraw", $"/cases/{number}/withdraw", second, []);
        yield return new("/cases/{number:length(20)}/archive", $"/cases/{number}/archive", second, []) { TakesOut = true };
        yield return new("/households/{code:length(18)}/archive", $"/households/{Hamlet.Household(Group, 2)}/archive", second, []) { TakesOut = true };
    }

    /// <summary>Somebody cannot act for themselves, and then can again.</summary>
    private async IAsyncEnumerable<Deed> Guardians()
    {
        var second = await site.Head(2);
        var (guardians, ward) = ($"/households/{Hamlet.Household(Group, 2)}/guardians", await Member(2, 3));
        yield return new("/households/{code:length(18)}/guardians", guardians, VillageClerk, [("ward", $"{ward}"), ("guardian", $"{second.Person}"), ("ground", "LacksCapacity")], ("paper-file", Sheet.Pdf("judgment")));
        var judgment = await site.Ask<string>("select document from register.incapacity_report where ward = $1", ward);
        yield return new(
            "/households/{code:length(18)}/guardians/incapacity/confirm", $"{guardians}/incapacity/confirm", Township, [("ward", $"{ward}"), ("guardian", $"{second.Person}"), ("document", judgment)]);
        yield return new("/households/{code:length(18)}/guardians/end", $"{guardians}/end", VillageClerk, [("free", $"{ward}")], ("end-paper-file", Sheet.Pdf("second judgment")));
        var young = await Young(4);
        var own = $"/households/{Hamlet.Household(Group, 4)}/guardians/own-labour";
        yield return new("/households/{code:length(18)}/guardians/own-labour", own, VillageClerk, [("worker", $"{young}"), ("lives", "yes")], ("labour-paper-file", Sheet.Pdf("wages")));
        yield return new("/households/{code:length(18)}/guardians/own-labour/confirm", $"{own}/confirm", Township, [("worker", $"{young}"), ("lives", "yes")]);
    }

    /// <summary>The runs of the village, its notice board and what is said against it.</summary>
    private async IAsyncEnumerable<Deed> Runs()
    {
        var runs = $"/collectives/{Group}/renewals";
        yield return new("/collectives/{code:length(14)}/renewals", runs, VillageClerk, [("until", "2076-04-06"), ("before", "2046-12-31"), ("household", Hamlet.Household(Group, 7))]);
        var renewal = await LastCase();
        yield return new("/collectives/{code:length(14)}/renewals/papers", $"{runs}/papers", VillageClerk, [("kind", "plan")], ("paper-file", Sheet.Pdf("plan")));
        yield return new("/collectives/{code:length(14)}/renewals/cases", $"{runs}/cases", VillageClerk, [("step", "Applied"), ("case", renewal)]);
        yield return new("/notices/desk", "/notices/desk", VillageClerk, [("cases", renewal)]);
        var notice = await site.Ask<Guid>("select notice from register.notice_case where case_number = $1", renewal);
        yield return new("/notices/{id:guid}/photographs", $"/notices/{notice}/photographs", VillageClerk, [("moment", "Start")], ("photo-file", Sheet.Pdf("posting")));
        var objection = await Objected(notice, renewal);
        yield return new("/objections/{id:guid}/answer", $"/objections/{objection}/answer", Township, [("upheld", "false"), ("words", "核实过，界线没有错")]);
        yield return new(
            "/cases/new/homestead-registration", "/cases/new/homestead-registration", VillageClerk, HomesteadTests.Typed()[1..], ("paper-file", Sheet.Pdf("approval")));
        var homesteads = $"/collectives/{Group}/homesteads";
        yield return new("/collectives/{code:length(14)}/homesteads/survey", $"{homesteads}/survey", VillageClerk, [], ("survey", HomesteadRunTests.Survey([HomesteadRunTests.Row(6)]))) { OnlyBegins = true };
        yield return new("/collectives/{code:length(14)}/homesteads/village", $"{homesteads}/village", VillageClerk, [("households", Hamlet.Household(Group, 6))]);
        yield return new("/collectives/{code:length(14)}/homesteads/papers", $"{homesteads}/papers", VillageClerk, [("kind", "notice-record")], ("paper-file", Sheet.Pdf("record of the homesteads")));
        yield return new("/collectives/{code:length(14)}/homesteads/cases", $"{homesteads}/cases", VillageClerk, [("step", "Surveyed"), ("case", await LastCase())]);
    }

    /// <summary>Settling in town, written down, checked and put right.</summary>
    private async IAsyncEnumerable<Deed> Settlement()
    {
        var settled = (await site.Head(6)).Person;
        (string, string)[] statement = [("settled", "2024-03-01"), ("from", Village), ("to", "620102005"), ("criterion", "WorksInTown")];
        yield return new(
            "/settlement/report", "/settlement/report", VillageClerk, [("household", Hamlet.Household(Group, 6)), ("person", $"{settled}"), ("source", "Village"), .. statement], ("scan-file", Sheet.Pdf("permit")));
        yield return new("/settlement/people/{person:guid}/check", $"/settlement/people/{settled}/check", Township, [("papers", "户口簿")], ("scan-file", Sheet.Pdf("household register")));
        yield return new(
            "/settlement/people/{person:guid}/correct", $"/settlement/people/{settled}/correct", Township, [("settled", "2024-04-01"), .. statement[1..], ("grounds", "日期写错")], ("proof-file", Sheet.Pdf("as it is")));
        var seventh = await site.Head(7);
        (string, string)[] named = [("household", seventh.Household), ("person", $"{seventh.Person}")];
        yield return new("/my/settlement", "/my/settlement", seventh, [.. named, statement[0], ("to", "620000"), statement[3]]) { OfOneself = true };
        yield return new("/my/settlement/take-back", "/my/settlement/take-back", seventh, named) { OfOneself = true };
    }

    /// <summary>Land that changes hands.</summary>
    private async IAsyncEnumerable<Deed> Transfers()
    {
        var fifth = await site.Head(5);
        var (right, parcel) = (Hamlet.Right(Group, 5), Hamlet.Parcel(Group, 5, 1));
        yield return new("/rights/{code:length(19)}/list", $"/rights/{right}/list", fifth, [("price", "12600"), ("parcel", parcel)]);
        var listing = await site.Ask<Guid>("select id from register.listing where right_code = $1", right);
        yield return new("/listings/{id:guid}/withdraw", $"/listings/{listing}/withdraw", fifth, []);
        listing = await Offered(5, 1);
        yield return new("/listings/{id:guid}/take", $"/listings/{listing}/take", await site.Head(1), []);
        var transfer = await site.Ask<Guid>("select id from register.transfer where listing = $1", listing);
        yield return new("/assisted/transfers/{id:guid}", $"/assisted/transfers/{transfer}", VillageClerk, [("person", $"{fifth.Person}")], ("signature", Sheet.Signature(3))) { OnlyBegins = true };
        var signed = await site.Ask<Guid>("select id from identity.confirmation where document is not null");
        yield return new("/assisted/{id:guid}/witness", $"/assisted/{signed}/witness", Township, []);
        yield return new("/transfers/{id:guid}/consent/withdraw", $"/transfers/{transfer}/consent/withdraw", fifth, []);
        yield return new("/transfers/{id:guid}/consent", $"/transfers/{transfer}/consent", fifth, [("terms", await TermsOf($"/transfers/{transfer}", fifth))]);
        yield return new("/requests/{id:guid}", $"/requests/{transfer}", Chair, [("agrees", "true")]);
        yield return new("/transfers/{id:guid}/payment", $"/transfers/{transfer}/payment", fifth, [("amount", "12600"), ("payee", $"{fifth.Person}"), ("paid", Written(Today)), ("voucher", "20260001")]);
        yield return new("/transfers/{id:guid}/withdraw", $"/transfers/{transfer}/withdraw", await site.Head(1), []);
    }

    /// <summary>What is said of land, and what holds it.</summary>
    private async IAsyncEnumerable<Deed> Disputes()
    {
        var (second, third) = (await site.Head(2), await site.Head(3));
        var told = Guid.CreateVersion7();
        await new SpokenDispute(told, third.Person, "620123202213JC00041", Group, Hamlet.Right(Group, 1), Hamlet.Parcel(Group, 1, 2), DisputeMatter.Infringement, new(2026, 1, 5), "占了我的地")
            .Keep(site.Services.GetRequiredService<Vault>(), Hamlet.County, Cancel);
        yield return new("/assisted/disputes/{id:guid}", $"/assisted/disputes/{told}", VillageClerk, [("person", $"{third.Person}")]) { OnlyBegins = true };
        yield return new(
            "/disputes/new", "/disputes/new", third,
            [("parcel", Hamlet.Parcel(Group, 6, 2)), ("claimant", third.Household), ("matter", "Infringement"), ("known", "2025-12-01"), ("words", "占了我家的地边")]);
        var dispute = await site.Ask<Guid>("select id from register.dispute");
        yield return new("/disputes/{id:guid}/advance", $"/disputes/{dispute}/advance", VillageClerk, [("step", "MediateInVillage")]);
        yield return new("/rights/{code:length(19)}/lock", $"/rights/{Hamlet.Right(Group, 2)}/lock", second, []);
        var hold = await site.Ask<Guid>("select id from register.encumbrance where right_code = $1 and kind = 'owner_lock'", Hamlet.Right(Group, 2));
        yield return new("/rights/{code:length(19)}/holds/{id:guid}/unlock", $"/rights/{Hamlet.Right(Group, 2)}/holds/{hold}/unlock", second, []);
    }

    private async Task<string> TermsOf(string path, Actor reader)
    {
        using var browser = await site.As(reader, Group);
        return Terms().Match(await Html(browser, path)).Groups[1].Value;
    }

    private async Task<Guid> Offered(int household, int which)
    {
        using var owner = await site.AsHead(household);
        var receipt = await TestSite.Act(owner, "open-listing", new { right = Hamlet.Right(Group, household), parcels = new[] { Hamlet.Parcel(Group, household, which) }, disclosed_leases = Array.Empty<string>(), price = 12600m });
        return Guid.Parse(TestSite.Made(receipt, "listing/"));
    }

    private async Task<Guid> Objected(Guid notice, string number)
    {
        using var stranger = site.Browser();
        using var raised = await TestSite.Send(
            stranger, $"/notices/{notice}/object?case={number}", $"/notices/{notice}/object", ("command", $"{Guid.CreateVersion7()}"), ("case", number), ("words", "有一半是我家的"), ("contact", ""));
        raised.StatusCode.ShouldBe(HttpStatusCode.Redirect, await raised.Content.ReadAsStringAsync(Cancel));
        return await site.Ask<Guid>("select id from register.objection where case_number = $1", number);
    }

    /// <summary>A child of seventeen in a household.</summary>
    private async Task<Guid> Young(int number)
    {
        var (household, head) = (Hamlet.Household(Group, number), (await site.Head(number)).Person);
        var young = (await site.Services.GetRequiredService<Vault>().Keep(Hamlet.County, [new("孙小工", "9", null, Birth: DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)).AddYears(-17))], Cancel))[0];
        await site.Given(new StreamFact(Streams.Household(household), new HouseholdMembersChanged(household, [new(head, "02", true, null), new(young, "20", true, null)], Paper)));
        return young;
    }

    private Task IsAMember(Guid person, string collective) =>
        site.Given(new StreamFact(Streams.Membership(person), new MemberConfirmed(person, collective, null, MembershipGround.Reform, new(2019, 6, 1), null, Paper)));

    private Task<Guid> Member(int household, int position) => site.Ask<Guid>("select person from register.household_member where household = $1 and position = $2", Hamlet.Household(Group, household), position);

    private Task<string> LastCase() => site.Ask<string>("select max(number) from register.case_file");

    private Task<long> Facts() => site.Ask<long>("select count(*) from ledger.mt_events where data #>> '{provenance,actor}' not like 'register/%'");
}
