using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Store;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>The certificate desk through plain forms: a whole group printed at once, and whatever befalls one certificate taken through its case.</summary>
public sealed partial class CertificateDeskTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Group = $"/collectives/{Hamlet.Group}/certificates";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Today => $"{DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)):yyyy-MM-dd}";

    [Fact]
    public async Task A_whole_group_is_printed_as_one_document_and_each_certificate_is_logged_by_itself()
    {
        using var clerk = await site.SignedIn("clerk");
        (await Html(clerk, $"/collectives/{Hamlet.Group}")).ShouldContain($"href=\"{Group}\"");
        (await Html(clerk, "/")).ShouldContain("href=\"/certificates\"");
        (await Html(clerk, "/certificates")).ShouldContain($"{Group}?show=Count");
        var list = await Html(clerk, $"{Group}?show=Count");
        list.ShouldContain("全部打印");
        var file = FileOf(list);

        var before = await site.Ask<long>("select count(*) from oversight.audit_trail where act = 'print'");
        using var printed = await TestSite.Send(clerk, $"{Group}?show=Count", Group, ("show", "Count"), ("file", file));
        printed.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf", await printed.Content.ReadAsStringAsync(Cancel));
        var pdf = await printed.Content.ReadAsByteArrayAsync(Cancel);
        pdf.AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();

        var many = await site.Ask<long>("select count(*) from register.certificate c join register.contract_right r on r.code = c.right_code where c.status = 'current' and r.ended_on is null and r.collective = $1", Hamlet.Group);
        many.ShouldBeGreaterThan(3);
        (await site.Ask<long>("select count(distinct certificate) from ledger.print_log where sha256 = $1 and pages > 0", SHA256.HashData(pdf))).ShouldBe(many);
        (await site.Ask<long>("select count(*) from oversight.audit_trail where act = 'print'") - before).ShouldBe(many);
    }

    [Fact]
    public async Task What_is_ticked_is_printed_and_what_belongs_to_others_or_is_nothing_is_not()
    {
        using var clerk = await site.SignedIn("clerk");
        using var two = await TestSite.Send(clerk, $"{Group}?show=Count", Group, ("show", "Count"), ("paper", $"{Hamlet.Certificate(1)}"), ("paper", $"{Hamlet.Certificate(7)}"));
        var pdf = await two.Content.ReadAsByteArrayAsync(Cancel);
        (await site.Ask<long>("select count(*) from ledger.print_log where sha256 = $1", SHA256.HashData(pdf))).ShouldBe(2);

        var before = await site.Ask<long>("select count(*) from ledger.print_log");
        using var none = await TestSite.Send(clerk, $"{Group}?show=Count", Group, ("show", "Count"));
        none.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await none.Content.ReadAsStringAsync(Cancel)).ShouldContain("请至少选一本现行有效的证书");
        using var others = await TestSite.Send(clerk, $"{Group}?show=Count", $"/collectives/{Hamlet.Neighbours}/certificates", ("show", "Count"), ("paper", $"{Hamlet.Certificate(1)}"));
        others.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await site.Ask<long>("select count(*) from ledger.print_log")).ShouldBe(before);
    }

    [Fact]
    public async Task One_that_cannot_be_printed_stops_all_until_it_is_left_out()
    {
        await Enter(new StreamFact(Streams.Parcel(Hamlet.Parcel(Hamlet.Group, 6, 1)), new ParcelEntryCorrected(
            Hamlet.Parcel(Hamlet.Group, 6, 1), ParcelEntry.Place, "大湾地", $"{Hamlet.People[0].Person.IdNumber}地", "evidence", Paper("62012320200101000001"))));
        using var clerk = await site.SignedIn("clerk");
        (string, string)[] both = [("show", "Count"), ("paper", $"{Hamlet.Certificate(6)}"), ("paper", $"{Hamlet.Certificate(7)}")];

        var before = await site.Ask<long>("select count(*) from ledger.print_log");
        using var stopped = await TestSite.Send(clerk, $"{Group}?show=Count", Group, both);
        var page = await stopped.Content.ReadAsStringAsync(Cancel);
        stopped.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.ShouldContain("第000006号：地块名称里写有完整的身份证号码");
        page.ShouldContain($"name=\"without\" value=\"{Hamlet.Certificate(6)}\"");
        page.ShouldContain($"value=\"{Hamlet.Certificate(7)}\" checked");
        (await site.Ask<long>("select count(*) from ledger.print_log")).ShouldBe(before);

        using var rest = await TestSite.Send(clerk, $"{Group}?show=Count", Group, [.. both, ("without", $"{Hamlet.Certificate(6)}")]);
        rest.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        (await site.Ask<long>("select count(*) from ledger.print_log")).ShouldBe(before + 1);

        await Enter(new StreamFact(Streams.Parcel(Hamlet.Parcel(Hamlet.Group, 6, 1)), new ParcelEntryCorrected(
            Hamlet.Parcel(Hamlet.Group, 6, 1), ParcelEntry.Place, null, "大湾地", "evidence", Paper("62012320200101000002"))));
    }

    [Fact]
    public async Task A_damaged_certificate_is_replaced_and_the_new_one_waits_for_print()
    {
        var (right, household) = (Hamlet.Right(Hamlet.Group, 2), Hamlet.Household(Hamlet.Group, 2));
        const string Form = "/cases/new/certificate-replacement";
        using var farmer = await site.AsHead(2);
        (await Html(farmer, $"/rights/{right}")).ShouldContain($"href=\"{Form}?household={household}&amp;right={right}\"");
        (await Html(farmer, $"{Form}?household={household}")).ShouldContain($"name=\"right\" value=\"{right}\"");
        using var unanswered = await Post(farmer, Form, [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("right", right)]);
        unanswered.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await unanswered.Content.ReadAsStringAsync(Cancel)).ShouldContain("<p class=\"govuk-error-message\" id=\"reason-error\">请选为什么换发</p>");
        using var others = await Post(farmer, Form, [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("right", Hamlet.Right(Hamlet.Group, 7)), ("reason", "damaged")]);
        others.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var opened = await Post(farmer, Form, [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("right", right), ("reason", "damaged")]);
        var path = Seen(opened);

        await HandedIn(farmer, path, "application", "identity", "certificate");
        await Confirmed(farmer, path);
        using var clerk = await site.SignedIn("clerk");
        await Step(clerk, path, StepKind.Accepted);
        await Entered(path);

        var paper = await site.Ask<Guid>("select id from register.certificate where right_code = $1 and status = 'current'", right);
        paper.ShouldNotBe(Hamlet.Certificate(2));
        (await Html(clerk, $"{Group}?show=WaitForPrint")).ShouldContain($"/certificates/{paper}");
        using (await TestSite.Send(clerk, $"{Group}?show=WaitForPrint", Group, ("show", "WaitForPrint"), ("paper", $"{paper}"))) { }
        (await Html(clerk, $"{Group}?show=WaitForPrint")).ShouldNotContain($"/certificates/{paper}");

        var head = await site.Ask<Guid>("select representative from register.household where code = $1", household);
        (string, string)[] handedOver = [("command", $"{Guid.CreateVersion7()}"), ("right", right), ("receiver-0", $"{head}")];
        (await Html(clerk, path)).ShouldMatch("js/sign[^§]*<rr-sign[^§]*name=\"signature-0-file\"[^§]*name=\"receipt-0-file\"", "without scripts the sheet is still there");
        using var nothing = await Post(clerk, $"{path}/hand-over", [.. handedOver, ("old-0", "taken")]);
        (await nothing.Content.ReadAsStringAsync(Cancel)).ShouldContain("id=\"signature-0-error\">请领取人签名，或者交签了字的签收单");
        using var page = await Post(clerk, $"{path}/hand-over", [.. handedOver, ("old-0", "taken")], ("signature-0-file", Sheet.Pdf("no signature")));
        (await page.Content.ReadAsStringAsync(Cancel)).ShouldContain("id=\"signature-0-error\">签名要是照片或者签名板的图");

        // What was signed stays with the form that comes back, until it is taken out.
        using var kept = await Post(clerk, $"{path}/hand-over", handedOver, ("signature-0-file", Sheet.Signature(7)));
        kept.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var back = await kept.Content.ReadAsStringAsync(Cancel);
        back.ShouldContain("/rules/old-paper-was-not-taken");
        var signature = SignedOnPad().Match(back).Groups[1].Value;
        signature.Length.ShouldBe(64);
        (string, string)[] signed = [("command", $"{Guid.CreateVersion7()}"), .. handedOver[1..], ("old-0", "taken"), ("signature-0", signature)];
        using var both = await Post(clerk, $"{path}/hand-over", signed, ("receipt-0-file", Sheet.Pdf("receipt")));
        (await both.Content.ReadAsStringAsync(Cancel)).ShouldContain("有一样就够了，请去掉一样");
        using var dropped = await Post(clerk, $"{path}/hand-over", [.. signed, ("signature-0-drop", signature)]);
        (await dropped.Content.ReadAsStringAsync(Cancel)).ShouldContain("id=\"signature-0-error\">请领取人签名");
        using var handed = await Post(clerk, $"{path}/hand-over", signed);
        Seen(handed).ShouldBe(path);
        (await site.Ask<string>("select data ->> 'signed' from ledger.mt_events where type = 'certificate-handed-over' and data ->> 'receipt' = $1", signature)).ShouldBe("on_pad");
        (await site.Ask<long>("select count(*) from vault.document where sha256 = $1", signature)).ShouldBe(1);
        await IsSeen(clerk, farmer, path, right, paper, signature);
        await Step(clerk, path, StepKind.Archived);
        (await Html(clerk, $"/rights/{right}")).ShouldContain("旧证收回");
    }

    /// <summary>The receipt, the certificate, the case and the dossier say that it was signed on the pad; the picture is for the household and the county office.</summary>
    private async Task IsSeen(HttpClient clerk, HttpClient farmer, string path, string right, Guid paper, string signature)
    {
        foreach (var (reader, where) in new[] { (clerk, $"{path}/receipt"), (clerk, path), (farmer, path), (clerk, $"/certificates/{paper}"), (farmer, $"/certificates/{paper}") })
        {
            var shown = await Html(reader, where);
            shown.ShouldContain("在签名板上签收", Case.Sensitive, where);
            shown.ShouldContain($"/documents/{signature}", Case.Sensitive, where);
        }

        using var village = await site.SignedIn("village-clerk");
        var seen = await Html(village, path);
        seen.ShouldContain("在签名板上签收");
        seen.ShouldNotContain(signature);
        using var neighbour = await site.AsHead(5);
        foreach (var stranger in new[] { village, neighbour })
            (await stranger.GetAsync(new Uri($"/documents/{signature}/file", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var taken = await Post(farmer, $"/households/{right[..18]}/archive", []);
        using var package = new System.IO.Compression.ZipArchive(new MemoryStream(await taken.Content.ReadAsByteArrayAsync(Cancel)));
        package.Entries.ShouldContain(entry => entry.FullName.Contains(signature, StringComparison.Ordinal));
        using var index = new StreamReader(await package.Entries.Single(entry => entry.FullName == "index.html").OpenAsync(Cancel));
        (await index.ReadToEndAsync(Cancel)).ShouldContain("证书领取，在签名板上签收");
    }

    [Fact]
    public async Task A_lost_certificate_counts_until_the_announced_time_is_over_and_then_gets_a_successor()
    {
        var (right, household) = (Hamlet.Right(Hamlet.Group, 3), Hamlet.Household(Hamlet.Group, 3));
        using var village = await site.SignedIn("village-clerk");
        using var opened = await Post(village, "/cases/new/certificate-reissue", [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("right", right)]);
        var path = Seen(opened);
        await HandedIn(village, path, "application", "identity", "loss-statement");
        using var holder = await site.AsHead(3);
        await Confirmed(holder, path);
        using var clerk = await site.SignedIn("clerk");
        await Step(clerk, path, StepKind.Accepted);
        using var stranger = site.Browser();
        var verdict = $"/v/{Hamlet.County}/{Hamlet.Token(3)}";
        (await Html(stranger, verdict)).ShouldNotContain("遗失");

        var loss = $"{path}/announce-loss";
        using var early = await Post(clerk, $"{path}/complete", [("command", $"{Guid.CreateVersion7()}"), ("step", "LossAnnounced")]);
        (await early.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/loss-not-announced");
        using var future = await Post(clerk, loss, [("command", $"{Guid.CreateVersion7()}"), ("announced", "2099-01-01")], ("announcement-file", Sheet.Pdf("page")));
        var again = await future.Content.ReadAsStringAsync(Cancel);
        future.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var part in new[] { "id=\"announced-error\"", "/rules/announcement-day-is-wrong", "value=\"2099-01-01\"" }) again.ShouldContain(part);
        using var unread = await Post(clerk, loss, [("command", $"{Guid.CreateVersion7()}"), ("announced", "昨天")]);
        var wrong = await unread.Content.ReadAsStringAsync(Cancel);
        foreach (var part in new[] { "id=\"announced-error\"", "id=\"announcement-error\"" }) wrong.ShouldContain(part);

        using var announced = await Post(clerk, loss, [("command", $"{Guid.CreateVersion7()}"), ("announced", Today)], ("announcement-file", Sheet.Pdf("page of today")));
        Seen(announced).ShouldBe(path);
        (await Html(clerk, $"{Group}?show=AreLost")).ShouldContain("遗失声明到");
        (await Html(stranger, verdict)).ShouldContain("已经声明这本证书遗失");
        using var waiting = await Post(clerk, $"{path}/complete", [("command", $"{Guid.CreateVersion7()}"), ("step", "LossAnnounced")]);
        (await waiting.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/loss-not-announced");
        (await site.Ask<string>("select status from register.certificate where id = $1", Hamlet.Certificate(3))).ShouldBe("current");

        using var corrected = await Post(clerk, loss, [("command", $"{Guid.CreateVersion7()}"), ("announced", "2020-03-02")], ("announcement-file", Sheet.Pdf("page of then")));
        Seen(corrected).ShouldBe(path);
        (await Html(clerk, $"{Group}?show=AreLost")).ShouldContain("遗失声明已经期满");
        await Step(clerk, path, StepKind.LossAnnounced);
        await Entered(path);
        (await site.Ask<string>("select status from register.certificate where id = $1", Hamlet.Certificate(3))).ShouldBe("replaced");
        (await site.Ask<string>("select occasion from register.certificate where right_code = $1 and status = 'current'", right)).ShouldBe("reissue");
        (await site.Ask<long>("select count(*) from register.case_document where case_number = $1 and kind = 'loss-announcement'", path["/cases/".Length..])).ShouldBe(2);
        (await Html(stranger, verdict)).ShouldContain("这本证书已被换发");
    }

    [Fact]
    public async Task A_right_without_a_certificate_gets_one_and_that_of_a_living_right_is_never_voided()
    {
        var (right, household) = (Hamlet.Right(Hamlet.Neighbours, 1), Hamlet.Household(Hamlet.Neighbours, 1));
        var (issue, form) = ($"/rights/{right}/certificate/issue", $"/cases/new/certificate-void?household={household}");
        using var registrar = await site.SignedIn("registrar");
        (await Html(registrar, $"/collectives/{Hamlet.Neighbours}/certificates?show=AreMissing")).ShouldContain(issue);
        Seen(await TestSite.Send(registrar, issue, issue, ("command", $"{Guid.CreateVersion7()}"))).ShouldBe($"/rights/{right}");
        (await Html(registrar, $"/collectives/{Hamlet.Neighbours}/certificates?show=AreMissing")).ShouldNotContain(issue);
        using var twice = await TestSite.Send(registrar, issue, issue, ("command", $"{Guid.CreateVersion7()}"));
        (await twice.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/right-has-a-current-certificate");
        using var clerk = await site.SignedIn("clerk");
        var living = await Html(clerk, form);
        living.ShouldContain("/rules/right-is-alive");
        living.ShouldNotContain("action=\"/cases/new/");
        using (var request = TestSite.Request("open-case/certificate-void", new { right }, Guid.CreateVersion7()))
        using (var alive = await clerk.SendAsync(request, Cancel))
        {
            alive.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await alive.Content.ReadAsStringAsync(Cancel)).ShouldContain("right-is-alive");
        }

        await Enter(new StreamFact(Streams.Right(right), new ContractEnded(right, "court/1", Paper("62012320200101000003"))));
        (await Html(clerk, $"/collectives/{Hamlet.Neighbours}/certificates?show=AreToBeVoided")).ShouldContain($"{form}&amp;right={right}");
        using var opened = await Post(clerk, "/cases/new/certificate-void", [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("right", right)]);
        var path = Seen(opened);
        await HandedIn(clerk, path, "application", "identity", "end-proof");
        await Step(clerk, path, StepKind.Accepted);
        await Entered(path);
        await Step(clerk, path, StepKind.Archived);
        (await Html(clerk, $"/collectives/{Hamlet.Neighbours}/certificates?show=AreToBeVoided")).ShouldNotContain($"right={right}");
    }

    [Fact]
    public async Task A_printed_certificate_of_a_case_that_hands_it_over_leads_to_that_case()
    {
        const string Number = "62012320200101000009";
        var (right, paper) = (Hamlet.Right(Hamlet.Neighbours, 2), Guid.CreateVersion7());
        var head = await site.Ask<Guid>("select representative from register.household where code = $1", Hamlet.Household(Hamlet.Neighbours, 2));
        await Enter(
            new StreamFact(Streams.Case(Number), new CaseOpened(
                Number, Procedures.TermRenewal.Code, Hamlet.Neighbours, [Hamlet.Household(Hamlet.Neighbours, 2)], [], [head], StepKind.HandedOver, "terms", Paper(Number))),
            new StreamFact(Streams.Right(right), new CertificateIssued(
                right, paper, "甘（2020）榆中县农村土地承包经营权证第000900号", RuralRights.Interchange.Certificates.VerificationToken.FromBytes([.. Enumerable.Repeat((byte)77, 16)]).ToString(), "榆中县人民政府", new(2020, 1, 1), CertificateOccasion.First, null, Paper(Number))));
        using var clerk = await site.SignedIn("clerk");
        const string List = $"/collectives/{Hamlet.Neighbours}/certificates";

        (await Html(clerk, $"{List}?show=WaitForHandOver")).ShouldNotContain($"/cases/{Number}");
        (await Html(clerk, $"{List}?show=WaitForPrint")).ShouldContain($"/certificates/{paper}");
        using (await TestSite.Send(clerk, List, List, ("show", "WaitForPrint"), ("paper", $"{paper}"))) { }
        (await Html(clerk, $"{List}?show=WaitForHandOver")).ShouldContain($"/cases/{Number}");
        (await Html(clerk, $"/households/{Hamlet.Household(Hamlet.Neighbours, 2)}")).ShouldContain($"/cases/{Number}");
    }

    [Fact]
    public async Task Only_the_registrar_issues_a_first_certificate_and_only_the_office_has_the_desk()
    {
        var right = Hamlet.Right(Hamlet.Group, 1);
        using var clerk = await site.SignedIn("clerk");
        (await TurnedAway(clerk, $"/rights/{right}/certificate/issue")).ShouldBeTrue();
        using var registrar = await site.SignedIn("registrar");
        (await Html(registrar, $"/rights/{right}")).ShouldNotContain("/cases/new/certificate-");
        foreach (var page in new[] { "/certificates", Group })
        {
            (await Html(registrar, page)).ShouldContain("权证换发、补发的案件由这户人家、村级经办人、县经办人提出，注销的由村级经办人、县经办人提出");
            (await Html(registrar, page)).ShouldNotContain("href=\"/cases/new\"");
            (await Html(clerk, page)).ShouldContain("href=\"/cases/new\"");
        }

        using var farmer = await site.AsHead(1);
        (await TurnedAway(farmer, Group)).ShouldBeTrue();
        (await TurnedAway(farmer, "/certificates")).ShouldBeTrue();
        (await Html(farmer, $"/rights/{right}")).ShouldNotContain(Group);
    }

    /// <summary>Every paper of the list, photographed, and the request handed in.</summary>
    private static async Task HandedIn(HttpClient browser, string path, params string[] papers)
    {
        foreach (var paper in papers)
        {
            using var filed = await Post(browser, $"{path}/documents", [("command", $"{Guid.CreateVersion7()}"), ("kind", paper)], ("paper-file", Sheet.Pdf($"{path} {paper}")));
            Seen(filed).ShouldBe(path);
        }

        await Step(browser, path, StepKind.Applied);
    }

    private static async Task Confirmed(HttpClient holder, string path)
    {
        using var confirmed = await Post(holder, $"{path}/confirm", [("command", $"{Guid.CreateVersion7()}"), ("terms", Terms().Match(await Html(holder, path)).Groups[1].Value)]);
        Seen(confirmed).ShouldBe(path);
    }

    /// <summary>Reviewed, told to everybody who does not know yet, and entered.</summary>
    private async Task Entered(string path)
    {
        using var reviewer = await site.SignedIn("reviewer");
        await Step(reviewer, path, StepKind.CountyReviewed);
        using var village = await site.SignedIn("village-clerk");
        foreach (var person in await site.Ask<Guid[]>("select coalesce(array_agg(person), '{}') from register.case_holder where case_number = $1 and told not in ('by message', 'in person')", path["/cases/".Length..]))
        {
            using (await Post(village, $"{path}/reach", [("command", $"{Guid.CreateVersion7()}"), ("person", $"{person}")], ("visit-file", Sheet.Pdf($"{path} visit")))) { }
        }

        using var registrar = await site.SignedIn("registrar");
        using var entered = await Post(registrar, $"{path}/enter", [("command", $"{Guid.CreateVersion7()}")]);
        Seen(entered).ShouldBe(path);
    }

    private static Provenance Paper(string number) => new(new(2020, 1, 1), $"registrar/{Guid.Empty}", "榆中县农业农村局", number, [], []);

    private async Task Enter(params StreamFact[] facts) => (await site.Services.GetRequiredService<Desk>().Enter(
        new(Hamlet.County, Guid.CreateVersion7(), "official/test", $"{Guid.NewGuid()}"), _ => Task.FromResult<Decision>(Decision.Enter(facts)), Cancel)).Refusal.ShouldBeNull();

    private static async Task<bool> TurnedAway(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return answer.Headers.Location?.OriginalString.Contains("/problem/403", StringComparison.Ordinal) == true;
    }

    private static string FileOf(string page) => FileButton().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"signature-0\" value=\"([0-9a-f]{64})\"")]
    private static partial Regex SignedOnPad();

    [GeneratedRegex("name=\"file\" value=\"([^\"]+)\"")]
    private static partial Regex FileButton();
}
