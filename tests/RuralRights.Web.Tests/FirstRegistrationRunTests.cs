using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Interchange.Generation;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>A surveyed village comes into the register in runs, while every household stays a case of its own and confirms for itself.</summary>
public sealed class FirstRegistrationRunTests(TestSite site) : IClassFixture<TestSite>
{
    internal const string Village = "62012310020001";
    private const string Runs = $"/collectives/{Village}/first-registration";

    internal static readonly Actor.VillageClerk VillageClerk = new(Guid.Parse("00000000-0000-4000-8000-0000000000c1"), Village[..12]);
    private static readonly Actor.TownshipOfficer Surveyor = new(Guid.Parse("00000000-0000-4000-8000-0000000000c2"), Village[..9]);
    private static readonly Actor.TownshipOfficer Township = new(Guid.Parse("00000000-0000-4000-8000-0000000000c3"), Village[..9]);
    private static readonly Actor.Chair Chair = new(Guid.Parse("00000000-0000-4000-8000-0000000000c4"), Village);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Who is chosen from is named to the clerk as on the case that is opened, and that they were looked at is logged.</summary>
    private async Task IsListedAsLaterPagesShowIt(HttpClient village, string household)
    {
        var representative = await site.Ask<Guid>("select representative from register.household where code = $1", household);
        var name = (await site.Services.GetRequiredService<Registry.Households.Vault>().Open(Village[..6], [representative], "test", "reads a name", Cancel))[representative].Name;
        Task<long> Seen() => site.Ask<long>("select count(*) from vault.view_log where subject = $1 and purpose like '办理登记%'", $"person/{representative}");
        var before = await Seen();
        (await Html(village, Runs)).ShouldContain(name);
        (await Seen()).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_surveyed_village_is_registered_in_runs_and_each_household_confirms_for_itself()
    {
        await IsSurveyed(site);
        using var village = await site.As(VillageClerk);
        (await Html(village, "/cases")).ShouldContain($"{Runs}/cases");
        var households = Ticked("households").Matches(await Html(village, Runs)).Select(match => match.Groups[1].Value).ToArray();
        households.Length.ShouldBeGreaterThan(1);
        await IsListedAsLaterPagesShowIt(village, households[0]);
        foreach (var household in households) (await Html(village, Runs)).ShouldMatch($"<h3[^>]*>[^<]+户 <span class=\"code\">{household[^4..]}</span></h3>", "parcels stand by the household that the survey allots them to");
        var command = $"{Guid.CreateVersion7()}";
        (string, string)[] Typed(string id, params string[] ticked) =>
            [("command", id), ("term-from", "2026-01-01"), ("term-to", "2055-12-31"), .. ticked.Select(household => ("households", household))];

        using var wrong = await Post(village, $"{Runs}/village", [("command", command), ("term-from", "明年"), ("term-to", "2055-12-31"), ("households", households[1])]);
        var html = await wrong.Content.ReadAsStringAsync(Cancel);
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, html);
        foreach (var part in new[] { "id=\"term-from-error\"", "value=\"2055-12-31\"" }) html.ShouldContain(part);
        Ticked("households").Matches(html).Select(match => match.Groups[1].Value).ShouldBe([households[1]]);
        using var nobody = await Post(village, $"{Runs}/village", Typed(command));
        (await nobody.Content.ReadAsStringAsync(Cancel)).ShouldContain("id=\"households-error\"");

        // As if the server had been killed after the first household: the same form is sent once more and goes on.
        using var half = await Post(village, $"{Runs}/village", Typed(command, households[0]));
        using var whole = await Post(village, $"{Runs}/village", Typed(command, households));
        using var twice = await Post(village, $"{Runs}/village", Typed(command, households));
        Seen(twice).ShouldBe(Seen(whole));
        (await site.Ask<long>("select count(*) from register.case_file where collective = $1 and procedure = 'first-registration'", Village)).ShouldBe(households.Length);
        (await Html(village, Seen(whole))).ShouldContain($"办好 {households.Length} 户，没有办成 0 户");
        using var other = await Post(village, $"{Runs}/village", Typed($"{Guid.CreateVersion7()}", households));
        var report = await Html(village, Seen(other));
        foreach (var part in new[] { $"办好 0 户，没有办成 {households.Length} 户", "/rules/already-in-a-case" }) report.ShouldContain(part);
        Ticked("households").Matches(await Html(village, Runs)).ShouldBeEmpty();

        var numbers = Ticked("case").Matches(await Html(village, $"{Runs}/cases")).Select(match => match.Groups[1].Value).ToArray();
        numbers.Length.ShouldBe(households.Length);
        using var surveyor = await site.As(Surveyor);
        using var chair = await site.As(Chair);
        await Together(village, StepKind.Surveyed, numbers);
        using var early = await Post(chair, $"{Runs}/cases", [("command", $"{Guid.CreateVersion7()}"), ("step", "Contracted"), .. Enumerable.Repeat(("case", numbers[0]), 1_500)]);
        (await Html(chair, Seen(early))).ShouldContain("/rules/step-is-not-due");
        (await Html(surveyor, "/cases")).ShouldContain($"href=\"{Runs}/cases\"");
        await Together(surveyor, StepKind.SurveyReviewed, numbers, "测量和指界都核对过了");
        (await Html(surveyor, $"/cases/{numbers[0]}")).ShouldContain("测量和指界都核对过了");
        await IsPosted(village, numbers);

        using var forced = await Post(village, $"{Runs}/cases", [("command", $"{Guid.CreateVersion7()}"), ("step", "Confirmed"), ("case", numbers[0])]);
        forced.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await AllConfirm(site, numbers);

        await Together(chair, StepKind.Contracted, numbers);
        await Together(chair, StepKind.Applied, numbers);
        using var clerk = await site.SignedIn("clerk");
        using var bare = await Post(clerk, $"{Runs}/cases", [("command", $"{Guid.CreateVersion7()}"), ("step", "Accepted"), ("case", numbers[0])]);
        (await Html(clerk, Seen(bare))).ShouldContain("/rules/paper-is-missing");
        foreach (var paper in Settings.Standard(new(2026, 1, 1)).Of(RequiredPapers.For("first-registration")).Where(paper => paper.Always))
        {
            using var filed = await Post(clerk, $"{Runs}/papers", [("command", $"{Guid.CreateVersion7()}"), ("kind", paper.Code)], ("paper-file", Sheet.Pdf($"village {paper.Code}")));
            if (paper.Code == "notice-record")
            {
                (await Html(clerk, Seen(filed))).ShouldContain($"办好 {numbers.Length} 户，没有办成 0 户");
                continue;
            }

            filed.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await filed.Content.ReadAsStringAsync(Cancel)).ShouldContain("这种材料每户不一样");
            foreach (var number in numbers)
            {
                using var own = await Post(clerk, $"/cases/{number}/documents", [("command", $"{Guid.CreateVersion7()}"), ("kind", paper.Code)], ("paper-file", Sheet.Pdf($"{number} {paper.Code}")));
                Seen(own).ShouldBe($"/cases/{number}");
            }
        }

        await Together(clerk, StepKind.Accepted, numbers);
        await Together(chair, StepKind.VillageAgreed, numbers);
        using var township = await site.As(Township);
        await Together(township, StepKind.TownshipAgreed, numbers);
        using var reviewer = await site.SignedIn("reviewer");
        await Together(reviewer, StepKind.CountyReviewed, numbers, "同意登簿");
        await AllWereTold(site, village, numbers);
        using var registrar = await site.SignedIn("registrar");
        await Together(registrar, StepKind.Entered, numbers);

        (await site.Ask<long>("select count(*) from register.contract_right where collective = $1 and ended_on is null and household = any ($2)", Village, households)).ShouldBe(households.Length);
        (await site.Ask<long>("""
            select count(*) from intake.allotment a
            where not exists (select from register.holding h where h.household = a.household and h.parcel = a.parcel and h.contract_area = a.contract_area and h.ended_seq is null)
            """)).ShouldBe(0);
        (await site.Ask<long>("select count(*) from register.certificate c join register.contract_right r on r.code = c.right_code where r.collective = $1 and c.status = 'current'", Village)).ShouldBe(households.Length);
        (await Html(village, Runs)).ShouldContain("成果连合同一起入簿的");
    }

    /// <summary>A delivery brings people and land of a village, and its rights come household by household.</summary>
    internal static async Task IsSurveyed(TestSite site)
    {
        var folder = CountyGenerator.Write(new() { Parcels = 20, Seed = 3 }, Directory.CreateDirectory(Path.Combine(site.Options.StateFolder, "survey")).FullName, cancel: Cancel).Folder;
        var deliveries = site.Services.GetRequiredService<Deliveries>();
        var delivery = await deliveries.Receive(Hamlet.County, folder, "official/7", Cancel);
        await deliveries.Process(Hamlet.County, delivery.Sha256, enter: false, Cancel);
        using var clerk = await site.SignedIn("clerk");
        (await Html(clerk, $"/deliveries/{delivery.Sha256}")).ShouldContain("只入调查成果，权利逐户办首次登记");
        using var sent = await Post(clerk, $"/deliveries/{delivery.Sha256}", [("enter", "survey")]);
        Seen(sent).ShouldBe($"/deliveries/{delivery.Sha256}");
        while ((await deliveries.Find(Hamlet.County, delivery.Sha256, Cancel))!.State is not (DeliveryState.Entered or DeliveryState.Failed)) await Task.Delay(200, Cancel);
        (await site.Ask<long>("select count(*) from register.contract_right where collective = $1", Village)).ShouldBe(0);
        (await site.Ask<long>("select count(*) from register.household where collective = $1", Village)).ShouldBeGreaterThan(1);
        var page = await Html(clerk, $"/deliveries/{delivery.Sha256}");
        page.ShouldContain("这份成果只入人和地");
        page.ShouldNotContain("把没有错误的户入簿");
    }

    internal static async Task Together(HttpClient browser, StepKind step, string[] numbers, string opinion = "", string runs = Runs)
    {
        Ticked("case").Matches(await Html(browser, $"{runs}/cases")).Select(match => match.Groups[1].Value).ShouldBe(numbers, $"{step}");
        using var done = await Post(browser, $"{runs}/cases", [("command", $"{Guid.CreateVersion7()}"), ("step", $"{step}"), ("opinion", opinion), .. numbers.Select(number => ("case", number))]);
        var report = await Html(browser, Seen(done));
        report.ShouldContain($"办好 {numbers.Length} 户，没有办成 0 户", customMessage: $"{step}: {report}");
    }

    private async Task IsPosted(HttpClient village, string[] numbers)
    {
        using var posted = await Post(village, "/notices/desk", [("command", $"{Guid.CreateVersion7()}"), .. numbers.Select(number => ("cases", number))]);
        await HangsToItsEnd(site, Guid.Parse(Seen(posted).Split('/')[2]), VillageClerk);
    }

    /// <summary>The days on the notice board pass here.</summary>
    internal static async Task HangsToItsEnd(TestSite site, Guid id, Actor clerk)
    {
        var last = await site.Photographed(id, clerk, RuralRights.Registry.Submission.LegalDay(TimeProvider.System));
        (await site.Services.GetRequiredService<Desk>().Enter(new CloseNotice(id), new RuralRights.Registry.Submission(Hamlet.County, Guid.CreateVersion7(), clerk, last.AddDays(1)), Cancel)).Refusal.ShouldBeNull();
    }

    private static async Task<Guid[]> HoldersOf(TestSite site, string number) => await site.Ask<Guid[]>("select array_agg(person order by person) from register.case_holder where case_number = $1", number);

    internal static async Task AllConfirm(TestSite site, string[] numbers, string collective = Village)
    {
        foreach (var number in numbers)
        {
            var household = await site.Ask<string>("select substr(subject, 11) from register.case_subject where case_number = $1 and subject like 'household/%'", number);
            foreach (var person in await HoldersOf(site, number))
            {
                using var holder = await site.As(new Actor.Farmer(person, household), collective);
                using var confirmed = await Post(holder, $"/cases/{number}/confirm", [("command", $"{Guid.CreateVersion7()}"), ("terms", Terms().Match(await Html(holder, $"/cases/{number}")).Groups[1].Value)]);
                Seen(confirmed).ShouldBe($"/cases/{number}");
            }
        }
    }

    internal static async Task AllWereTold(TestSite site, HttpClient village, string[] numbers)
    {
        foreach (var number in numbers)
        {
            using var told = await Post(
                village, $"/cases/{number}/reach", [("command", $"{Guid.CreateVersion7()}"), .. (await HoldersOf(site, number)).Select(person => ("person", $"{person}"))], ("visit-file", Sheet.Pdf($"visit {number}")));
            Seen(told).ShouldBe($"/cases/{number}");
        }
    }

    internal static Regex Ticked(string name) => new($"name=\"{name}\" value=\"([0-9]+)\" checked");
}
