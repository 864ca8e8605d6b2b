using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Interchange.Archives;
using RuralRights.Registry.Registration;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>Cases at the assisted desk: holders confirm there and take it back, each by their own word or their guardian's.</summary>
public sealed class AssistedCaseTests(TestSite site) : IClassFixture<TestSite>
{
    private static readonly byte[] Picture = Sheet.Signature(1);
    private static readonly Actor.VillageClerk Clerk = new(Guid.CreateVersion7(), "620123202213");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_holder_confirms_a_case_at_the_desk_with_a_code_and_takes_it_back_there()
    {
        var (file, head, other) = await Opened(2);
        var number = file["/cases/".Length..];
        using var clerk = await site.As(Clerk);
        (await Html(clerk, "/assisted")).ShouldContain($"href=\"/assisted/cases/{number}\"");
        var crumbs = (await Html(clerk, $"/assisted/cases/{number}")).Split("govuk-breadcrumbs__list-item")[1..].Select(crumb => crumb[(crumb.IndexOf('>', StringComparison.Ordinal) + 1)..crumb.IndexOf("</li>", StringComparison.Ordinal)]).ToArray();
        (crumbs.Length, crumbs[^1]).ShouldBe((3, "协助农户确认"), "no step of the way is said twice");
        (await Html(clerk, file)).ShouldContain($"href=\"/assisted/cases/{number}\"");
        await Give(head, "13919000091");

        var page = await Begun(clerk, number, head, withdraws: false);
        (await Html(clerk, page)).ShouldContain("承包方代表");
        var (code, _) = await site.CodeSentTo("13919000091");
        (await Typed(clerk, page, code == "000000" ? "111111" : "000000")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Confirmed(number, head)).ShouldBeFalse();
        (await Typed(clerk, page, code)).ShouldBe(HttpStatusCode.Redirect);
        (await Confirmed(number, head)).ShouldBeTrue();
        (await Confirmed(number, other)).ShouldBeFalse();
        (await Fact(number, "case-confirmed", "means", head)).ShouldBe("own_code");
        (await Html(clerk, file)).ShouldContain("在办理点凭本人手机验证码确认");
        (await site.Ask<string>("select data -> 'provenance' ->> 'actor' from ledger.mt_events where stream_id = $1 and type = 'case-confirmed'", $"case/{number}")).ShouldBe($"person/{head}");

        // A code to confirm takes nothing back, and the other way round: each is sent anew.
        await Give(head, "13919000092");
        var back = await Begun(clerk, number, head, withdraws: true);
        (await Typed(clerk, back, code)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Typed(clerk, back, (await site.CodeSentTo("13919000092")).Code)).ShouldBe(HttpStatusCode.Redirect);
        (await Confirmed(number, head)).ShouldBeFalse();
        (await site.Ask<bool>("select withdraws from register.proof where person = $1 order by entered_seq desc limit 1", head)).ShouldBeTrue();
        (await Html(clerk, back)).ShouldContain("已经收回");
        (await Html(clerk, file)).ShouldNotContain("在办理点凭本人手机验证码确认");
        await Ended(file, 2);
    }

    [Fact]
    public async Task A_signature_for_a_case_counts_before_a_witness_of_another_organisation_who_is_no_party()
    {
        var (file, head, other) = await Opened(2);
        var (number, path) = (file["/cases/".Length..], $"/assisted/cases/{file["/cases/".Length..]}");
        using var clerk = await site.As(Clerk);
        using var colleague = await site.As(Clerk with { Person = Guid.CreateVersion7() });
        using var party = await site.As(new Actor.TownshipOfficer(other, "620123202"));
        using var township = await site.As(new Actor.TownshipOfficer(Guid.CreateVersion7(), "620123202"));

        using var empty = await Post(clerk, path, [("person", $"{head}"), ("signature", "")]);
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await empty.Content.ReadAsStringAsync(Cancel)).ShouldContain($"id=\"signature-{head}-error\"");
        using var damaged = await Post(clerk, path, [("person", $"{head}")], ("signature", [.. Picture[..20], 1, 2, 3]));
        damaged.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var signed = await Post(clerk, path, [("person", $"{head}")], ("signature", Picture));
        var page = Seen(signed);
        foreach (var (none, why) in new[] { (clerk, "第三个人"), (colleague, "同一单位"), (party, "当事人的亲属") })
        {
            using var refused = await Post(none, $"{page}/witness", [("command", $"{Guid.CreateVersion7()}")]);
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain(why);
        }

        (await Confirmed(number, head)).ShouldBeFalse();
        (await Html(township, "/assisted")).ShouldContain($"href=\"{page}\"");
        using var witnessed = await Post(township, $"{page}/witness", [("command", $"{Guid.CreateVersion7()}")]);
        Seen(witnessed).ShouldBe(page);
        (await Confirmed(number, head)).ShouldBeTrue();
        (await Fact(number, "case-confirmed", "means", head)).ShouldBe("before_witness");
        (await Fact(number, "case-confirmed", "witness", head)).ShouldStartWith("official/");
        var document = await Fact(number, "case-confirmed", "document", head);
        (await Html(township, "/assisted")).ShouldNotContain($"href=\"{page}\"");

        // It lies among the papers of the case, for those who see these, and goes into its archive by its hash.
        using var registrar = await site.SignedIn("registrar");
        foreach (var reader in new[] { clerk, township, registrar })
        {
            (await Html(reader, file)).ShouldContain($"src=\"/documents/{document}/thumbnail\" alt=\"李秀英 确认时的签名\"");
            using var small = await reader.GetAsync(new Uri($"/documents/{document}/thumbnail", UriKind.Relative), Cancel);
            small.StatusCode.ShouldBe(HttpStatusCode.OK);
            small.Content.Headers.ContentType!.MediaType!.ShouldStartWith("image/");
        }

        using var neighbour = await site.AsHead(7);
        (await Status(neighbour, $"/documents/{document}/thumbnail")).ShouldBe(HttpStatusCode.NotFound);
        (await site.Ask<long>("select count(*) from vault.texts where subject like 'signature/%'")).ShouldBe(0);
        using var taken = await Post(registrar, $"{file}/archive", []);
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        var archive = await taken.Content.ReadAsByteArrayAsync(Cancel);
        ArchiveCheck.Read(new MemoryStream(archive), []).IsWhole.ShouldBeTrue();
        using var package = new System.IO.Compression.ZipArchive(new MemoryStream(archive));
        await using var kept = await package.Entries.Single(entry => entry.FullName.Contains(document, StringComparison.Ordinal)).OpenAsync(Cancel);
        Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(kept, Cancel)).ShouldBe(document);

        // What is taken back before a witness is signed as well.
        using var unsigned = await Post(clerk, path, [("person", $"{head}"), ("withdraws", "true")], ("signature", Sheet.Signature(2)));
        using var back = await Post(township, $"{Seen(unsigned)}/witness", [("command", $"{Guid.CreateVersion7()}")]);
        Seen(back);
        (await Confirmed(number, head)).ShouldBeFalse();
        (await Html(registrar, file)).ShouldContain("李秀英 收回时的签名");
        await Ended(file, 2);
    }

    [Fact]
    public async Task A_guardian_of_another_household_acts_for_the_ward_on_the_pages_and_at_the_desk()
    {
        var household = Hamlet.Household(Hamlet.Group, 2);
        var (file, head, _) = await Opened(2);
        var ward = await site.Ask<Guid>("select person from register.household_member where household = $1 and co_holder order by position desc limit 1", household);
        var number = file["/cases/".Length..];
        var outsider = await site.Head(1);
        var transfer = await Bargain(await site.Head(2), await site.Head(6));
        using var guardian = await site.As(outsider, Hamlet.Group);
        using var neighbour = await site.AsHead(7);
        foreach (var closed in new[] { file, $"/transfers/{transfer}", $"/api/v1/transfers/{transfer}", $"/api/v1/cases/{number}" }) (await Status(guardian, closed)).ShouldBe(HttpStatusCode.NotFound, closed);

        using var clerk = await site.As(Clerk);
        using var named = await Post(
            clerk, $"/households/{household}/guardians", [("command", $"{Guid.CreateVersion7()}"), ("ward", $"{ward}"), ("guardian", $"{outsider.Person}"), ("ground", "LacksCapacity")], ("paper-file", Sheet.Pdf("judgment")));
        Seen(named);
        (await Status(guardian, file)).ShouldBe(HttpStatusCode.NotFound, "nobody confirmed it yet");
        await GuardianTests.Confirmed(site, household, ward);
        foreach (var open in new[] { file, $"/transfers/{transfer}" })
        {
            (await Html(guardian, open)).ShouldContain($"name=\"ward\" value=\"{ward}\"");
            (await Html(guardian, open.StartsWith("/cases", StringComparison.Ordinal) ? "/cases" : "/transfers")).ShouldContain($"href=\"{open}\"");
            (await Status(guardian, $"/api/v1{open}")).ShouldBe(HttpStatusCode.OK);
            (await Status(neighbour, open)).ShouldBe(HttpStatusCode.NotFound);
        }

        var terms = Terms().Match(await Html(guardian, file)).Groups[1].Value;
        IsTurnOf(await Html(guardian, "/cases"), file).ShouldBeTrue();
        using var confirmed = await Post(guardian, $"{file}/confirm", [("command", $"{Guid.CreateVersion7()}"), ("terms", terms), ("ward", $"{ward}")]);
        Seen(confirmed).ShouldBe(file);
        IsTurnOf(await Html(guardian, "/cases"), file).ShouldBeFalse();
        using var instead = await Post(guardian, $"{file}/confirm", [("command", $"{Guid.CreateVersion7()}"), ("terms", terms), ("ward", $"{head}")]);
        instead.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        // At the desk the code goes to the guardian, who takes it back and confirms again.
        foreach (var (withdraws, phone) in new[] { (true, "13919000093"), (false, "13919000094") })
        {
            await Give(outsider.Person, phone);
            (await Html(clerk, $"/assisted/cases/{number}")).ShouldContain("由监护人");
            (await Typed(clerk, await Begun(clerk, number, ward, withdraws), (await site.CodeSentTo(phone)).Code)).ShouldBe(HttpStatusCode.Redirect);
            (await Confirmed(number, ward)).ShouldBe(!withdraws);
        }

        (await site.Ask<string>("select data -> 'provenance' ->> 'actor' from ledger.mt_events where stream_id = $1 and type = 'case-confirmation-withdrawn'", $"case/{number}")).ShouldBe($"person/{outsider.Person}");
        using var registrar = await site.SignedIn("registrar");
        using var archive = await Post(registrar, $"/households/{household}/archive", [("purpose", "核对")]);
        archive.StatusCode.ShouldBe(HttpStatusCode.OK);
        ArchiveCheck.Read(new MemoryStream(await archive.Content.ReadAsByteArrayAsync(Cancel)), []).IsWhole.ShouldBeTrue();
        using var package = new System.IO.Compression.ZipArchive(new MemoryStream(await archive.Content.ReadAsByteArrayAsync(Cancel)));
        package.Entries.Where(entry => entry.Name.EndsWith(".json", StringComparison.Ordinal) || entry.Name.EndsWith(".jsonl", StringComparison.Ordinal)).Select(Text).ShouldContain(text => text.Contains("guardian-named", StringComparison.Ordinal));
        await Ended(file, 2);

        static string Text(System.IO.Compression.ZipArchiveEntry entry)
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }
    }

    [Fact]
    public async Task A_case_waits_for_a_holder_until_that_holder_has_confirmed_and_not_until_all_have()
    {
        var household = Hamlet.Household(Hamlet.Group, 2);
        var (file, head, other) = await Opened(2);
        using var holder = await site.As(new Actor.Farmer(head, household), Hamlet.Group);
        using var another = await site.As(new Actor.Farmer(other, household), Hamlet.Group);
        foreach (var one in new[] { holder, another }) IsTurnOf(await Html(one, "/cases"), file).ShouldBeTrue();
        (await Html(holder, "/cases")).ShouldContain("等我办的 1 件");

        var terms = Terms().Match(await Html(holder, file)).Groups[1].Value;
        Seen(await Post(holder, $"{file}/confirm", [("command", $"{Guid.CreateVersion7()}"), ("terms", terms)])).ShouldBe(file);
        var list = await Html(holder, "/cases");
        list.ShouldContain($"href=\"{file}\"");
        IsTurnOf(list, file).ShouldBeFalse();
        list.ShouldContain("等我办的 0 件");
        IsTurnOf(await Html(another, "/cases"), file).ShouldBeTrue();

        Seen(await Post(holder, $"{file}/confirmation/withdraw", [("command", $"{Guid.CreateVersion7()}")])).ShouldBe(file);
        IsTurnOf(await Html(holder, "/cases"), file).ShouldBeTrue();
        await Ended(file, 2);
    }

    [Fact]
    public async Task The_desk_says_how_many_wait_turns_over_every_page_and_finds_a_case_by_number_household_or_name()
    {
        var collectives = new[] { Hamlet.Group };
        var (first, _, _) = await Opened(2);
        var (second, _, _) = await Opened(3);
        using var clerk = await site.As(Clerk);
        (await Html(clerk, "/assisted")).ShouldContain("一共 2 件");

        var (one, other) = (first["/cases/".Length..], second["/cases/".Length..]);
        foreach (var (asked, found, left) in new[] { (one, one, other), (Hamlet.Household(Hamlet.Group, 3), other, one), (Hamlet.Household(Hamlet.Group, 2)[..18], one, other), ("李秀英", one, other), ("zdq", other, one) })
        {
            var page = await Html(clerk, $"/assisted?q={Uri.EscapeDataString(asked)}");
            page.ShouldContain($"href=\"/assisted/cases/{found}\"", Case.Sensitive, asked);
            page.ShouldNotContain($"href=\"/assisted/cases/{left}\"", Case.Sensitive, asked);
            page.ShouldContain("一共 1 件");

            var list = await Html(clerk, $"/cases?q={Uri.EscapeDataString(asked)}");
            list.ShouldContain($"href=\"/cases/{found}\"", Case.Sensitive, asked);
            list.ShouldNotContain($"href=\"/cases/{left}\"", Case.Sensitive, asked);
            list.ShouldContain("找到 1 条");
        }

        (await Html(clerk, "/cases?q=没有这个人")).ShouldContain("找到 0 条");
        using var head = await site.AsHead(2);
        (await Html(head, $"/cases?q={other}")).ShouldContain($"href=\"/cases/{one}\"", Case.Sensitive, "a farmer has only cases of their own, and looks for none");
        (await Html(clerk, "/assisted?q=没有这个人")).ShouldNotContain("href=\"/assisted/cases/");
        (await Html(clerk, "/assisted?page=2")).ShouldContain("一共 2 件");

        // Nothing falls between two pages.
        var register = site.Services.GetRequiredService<CountyConnections>()[Hamlet.County];
        var pages = new List<string>();
        for (var page = 0; page < 2; page++) pages.AddRange((await CaseSheet.WaitingForHolders(register, collectives, null, page, 1, Cancel)).Select(sheet => sheet.Number));
        pages.ShouldBe([one, other], ignoreOrder: true);
        (await CaseSheet.CountWaitingForHolders(register, collectives, null, Cancel)).ShouldBe(2);
        await Ended(first, 2);
        await Ended(second, 3);
    }

    private async Task<(string File, Guid Head, Guid Other)> Opened(int household)
    {
        var code = Hamlet.Household(Hamlet.Group, household);
        var head = (await site.Head(household)).Person;
        var other = await site.Ask<Guid>("select person from register.household_member where household = $1 and person <> $2 order by position limit 1", code, head);
        using var village = await site.SignedIn("village-clerk");
        using var opened = await Post(village, "/cases/new/representative-change", [("command", $"{Guid.CreateVersion7()}"), ("household", code), ("representative", $"{other}")]);
        var file = Seen(opened);
        await Step(village, file, StepKind.Applied);
        return (file, head, other);
    }

    private async Task Ended(string file, int household)
    {
        using var head = await site.AsHead(household);
        using var gone = await Post(head, $"{file}/withdraw", [("command", $"{Guid.CreateVersion7()}")]);
        Seen(gone).ShouldBe(file);
    }

    private async Task<Guid> Bargain(Actor.Farmer seller, Actor.Farmer buyer)
    {
        using var owner = await site.As(seller, Hamlet.Group);
        using var taker = await site.As(buyer, Hamlet.Group);
        var offer = new { right = seller.Household + "J", parcels = new[] { Hamlet.Parcel(Hamlet.Group, 2, 1) }, disclosed_leases = Array.Empty<string>(), price = 12600m };
        var listing = TestSite.Made(await TestSite.Act(owner, "open-listing", offer), "listing/");
        return Guid.Parse(TestSite.Made(await TestSite.Act(taker, "take-listing", new { listing, by = buyer.Household }), "transfer/"));
    }

    private static async Task<string> Begun(HttpClient clerk, string number, Guid holder, bool withdraws)
    {
        using var begun = await TestSite.Send(clerk, $"/assisted/cases/{number}", $"/assisted/cases/{number}", ("person", $"{holder}"), ("withdraws", withdraws ? "true" : "false"));
        return Seen(begun);
    }

    private static async Task<HttpStatusCode> Typed(HttpClient clerk, string page, string code)
    {
        using var answer = await TestSite.Send(clerk, page, $"{page}/code", ("command", $"{Guid.CreateVersion7()}"), ("code", code));
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> Status(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return answer.StatusCode;
    }

    private Task<bool> Confirmed(string number, Guid person) => site.Ask<bool>("select confirmed_on is not null from register.case_holder where case_number = $1 and person = $2", number, person);

    private Task<string> Fact(string number, string type, string field, Guid person) =>
        site.Ask<string>("select data ->> $3 from ledger.mt_events where stream_id = $1 and type = $2 and data ->> 'person' = $4 order by version desc limit 1", $"case/{number}", type, field, $"{person}");

    // The person has an account with this number, as it is opened at the desk.
    private async Task Give(Guid person, string phone)
    {
        await using (var command = site.Services.GetRequiredService<CountyConnections>()[Hamlet.County].CreateCommand("delete from identity.mt_doc_account where data ->> 'person' = $1"))
        {
            command.Parameters.Add(new() { Value = $"{person}" });
            await command.ExecuteNonQueryAsync(Cancel);
        }

        (await site.Services.GetRequiredService<OpenAccount>().For(Hamlet.County, person, phone, Cancel)).ShouldNotBeNull();
    }
}
