using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>Holds and disputes through plain forms: a farmer's lock in one press, a seizure on paper, a dispute from the parcel to its end.</summary>
[Collection<AtTheSite>]
public sealed partial class HoldTests(TestSite site)
{
    private static readonly string Right = Hamlet.Right(Hamlet.Group, 5);
    private static readonly string Parcel = Hamlet.Parcel(Hamlet.Group, 5, 1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Command => Guid.CreateVersion7().ToString();

    [Fact]
    public async Task A_farmer_locks_the_land_in_one_press_and_every_page_names_it()
    {
        using var farmer = await site.AsHead(5);
        using var registrar = await site.SignedIn("registrar");
        (await Read(farmer, $"/rights/{Right}")).ShouldContain("给承包地上锁");
        using var locked = await TestSite.Send(farmer, $"/rights/{Right}", $"/rights/{Right}/lock", ("command", Command));
        locked.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        foreach (var path in new[] { $"/rights/{Right}", $"/parcels/{Parcel}", $"/households/{Hamlet.Household(Hamlet.Group, 5)}" })
            foreach (var reader in new[] { farmer, registrar })
                (await Read(reader, path)).ShouldContain("自己上的锁", customMessage: path);
        (await Read(farmer, "/")).ShouldContain("自己上的锁");
        using var offer = await TestSite.Send(farmer, "/", $"/rights/{Right}/list", ("command", Command), ("price", "900"), ("parcel", Parcel));
        (await offer.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/holder-locked-the-right");
        var hold = LiftForm().Match(await Read(farmer, $"/rights/{Right}")).Groups[1].Value;
        using var stranger = await site.AsHead(6);
        using var refused = await TestSite.Send(stranger, "/", $"{hold}/unlock", ("command", Command));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Read(registrar, $"/rights/{Right}")).ShouldNotContain("办理这项限制");

        using var lifted = await TestSite.Send(farmer, $"/rights/{Right}", $"{hold}/unlock", ("command", Command));
        lifted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Read(farmer, $"/parcels/{Parcel}")).ShouldNotContain("自己上的锁");
    }

    [Fact]
    public async Task The_registrar_enters_renews_and_lifts_a_seizure_on_paper()
    {
        using var registrar = await site.SignedIn("registrar");
        using var clerk = await site.SignedIn("clerk");
        using var closed = await clerk.GetAsync(new Uri($"/rights/{Right}/holds/new", UriKind.Relative), Cancel);
        closed.Headers.Location!.OriginalString.ShouldContain("/problem/403");

        var form = $"/rights/{Right}/holds/new";
        (await Read(registrar, form)).ShouldContain("登记权利限制：周保田户", customMessage: "whose right it is");
        using var empty = await TestSite.Send(registrar, form, form, ("command", Command), ("kind", "Seizure"), ("document", "（2026）甘0123执9号"));
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var asked = await empty.Content.ReadAsStringAsync(Cancel);
        asked.ShouldContain("查封请写明截止日期");
        asked.ShouldContain("请至少选一块文书写明的地");
        asked.ShouldContain("value=\"（2026）甘0123执9号\"");
        var until = DateTime.UtcNow.AddDays(200).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        using var number = await TestSite.Send(registrar, form, form, ("command", Command), ("kind", "Seizure"), ("document", "（2026）甘0123执9号"), ("until", until), ("parcel", Parcel));
        number.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "a number alone holds nothing");
        var wanting = await number.Content.ReadAsStringAsync(Cancel);
        ToldAtItsField.LinesIn(wanting).ShouldBe(1);
        foreach (var kept in new[] { "id=\"paper-error\"", "请选一张照片或一个 PDF", "value=\"（2026）甘0123执9号\"", $"value=\"{until}\"" }) wanting.ShouldContain(kept);
        foreach (var chosen in new[] { "Seizure", Parcel }) wanting.ShouldMatch($"value=\"{chosen}\"[^>]* checked");
        using var entered = await CaseworkTests.Post(registrar, form, [("command", Command), ("kind", "Seizure"), ("document", "（2026）甘0123执9号"), ("until", until), ("parcel", Parcel)], ("paper-file", Sheet.Pdf("scan order")));
        entered.StatusCode.ShouldBe(HttpStatusCode.Redirect, await entered.Content.ReadAsStringAsync(Cancel));

        using var farmer = await site.AsHead(5);
        (await Read(farmer, $"/rights/{Right}")).ShouldContain("/rules/right-is-seized");
        foreach (var path in new[] { "/", $"/rights/{Right}", $"/households/{Hamlet.Household(Hamlet.Group, 5)}" })
            StateWord().Match(await Read(farmer, path)).Groups[1].Value.ShouldBe("查封", path);
        var hold = HandleLink().Match(await Read(registrar, $"/rights/{Right}")).Groups[1].Value;
        using var unproved = await TestSite.Send(registrar, hold, $"{hold}/renew", ("command", Command), ("document", "续封1号"), ("until", "2020-01-01"));
        unproved.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var sent = await unproved.Content.ReadAsStringAsync(Cancel);
        foreach (var kept in new[] { "id=\"paper-renew-error\"", "请选一张照片或一个 PDF", "value=\"续封1号\"", "value=\"2020-01-01\"" }) sent.ShouldContain(kept);
        using var sooner = await CaseworkTests.Post(registrar, $"{hold}/renew", [("command", Command), ("document", "续封1号"), ("until", "2020-01-01")], ("paper-renew-file", Sheet.Pdf("scan too soon")));
        (await sooner.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/seizure-cannot-be-renewed");
        await Opens(registrar, await Read(registrar, hold), "（2026）甘0123执9号");
        var longer = DateTime.UtcNow.AddDays(300).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        using var renewed = await CaseworkTests.Post(registrar, $"{hold}/renew", [("command", Command), ("document", "续封2号"), ("until", longer)], ("paper-renew-file", Sheet.Pdf("scan renewal")));
        renewed.StatusCode.ShouldBe(HttpStatusCode.Redirect, await renewed.Content.ReadAsStringAsync(Cancel));
        await Opens(registrar, await Read(registrar, hold), "续封2号");
        await Opens(farmer, await Read(farmer, $"/rights/{Right}"), "续封2号");
        using var stranger = await site.AsHead(6);
        using var hidden = await stranger.GetAsync(new Uri(Scan(await Read(registrar, hold), "续封2号"), UriKind.Relative), Cancel);
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var bare = await TestSite.Send(registrar, hold, $"{hold}/lift", ("command", Command), ("document", "（2026）甘0123执解9号"));
        bare.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "a number alone lifts nothing");
        using var lifted = await CaseworkTests.Post(registrar, $"{hold}/lift", [("command", Command), ("document", "（2026）甘0123执解9号")], ("paper-lift-file", Sheet.Pdf("scan lift")));
        lifted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var after = await Read(farmer, $"/rights/{Right}");
        after.ShouldNotContain("/rules/right-is-seized");
        await Opens(farmer, after, "（2026）甘0123执解9号");
    }

    [Fact]
    public async Task A_program_hands_in_the_notice_that_a_suit_was_brought_and_names_it_in_the_act()
    {
        using var registrar = await site.SignedIn("registrar");
        var (right, parcel) = (Hamlet.Right(Hamlet.Group, 7), Hamlet.Parcel(Hamlet.Group, 7, 1));
        var request = await HandIn("objection 7");
        await TestSite.Act(registrar, "enter-encumbrance", new { right, kind = "objection", parcels = new[] { parcel }, until = (string?)null, document = "异议申请7号", paper = request });
        var encumbrance = await site.Ask<Guid>("select id from register.encumbrance where right_code = $1 and kind = 'objection'", right);
        var paper = await HandIn("notice of acceptance 7");

        (await TestSite.Act(registrar, "record-suit", new { right, encumbrance, document = "（2026）甘0123民初7号", paper }))["entered"]!.GetValue<bool>().ShouldBeTrue();
        (await Read(registrar, $"/rights/{right}/holds/{encumbrance}")).ShouldContain($"/documents/{paper}");
        await TestSite.Act(registrar, "lift-encumbrance", new { right, encumbrance, document = "（2026）甘0123民终7号", paper });

        async Task<string> HandIn(string text)
        {
            using var sheet = new ByteArrayContent(Sheet.Pdf(text));
            sheet.Headers.ContentType = new("application/octet-stream");
            using var handed = await registrar.PostAsync(new Uri("/api/v1/documents", UriKind.Relative), sheet, Cancel);
            return Sha256().Match(await handed.Content.ReadAsStringAsync(Cancel)).Value;
        }
    }

    [Fact]
    public async Task Whom_no_message_of_a_hold_reached_stands_in_the_list_of_the_village_until_it_told_them_in_person()
    {
        using var registrar = await site.SignedIn("registrar");
        using var village = await site.SignedIn("village-clerk");
        var form = $"/rights/{Right}/holds/new";
        var until = DateTime.UtcNow.AddDays(200).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        using var entered = await CaseworkTests.Post(registrar, form, [("command", Command), ("kind", "Seizure"), ("document", "（2026）甘0123执19号"), ("until", until), ("parcel", Parcel)], ("paper-file", Sheet.Pdf("scan order 19")));
        entered.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await site.Services.GetRequiredService<HolderMessages>().Round(Hamlet.County, Cancel);

        var number = await site.Ask<string>("select data #>> '{provenance,case}' from ledger.mt_events where stream_id = $1 and type = 'encumbrance-entered' order by version desc limit 1", $"right/{Right}");
        var who = $"{number}/{(await site.Head(5)).Person}";
        (await Read(village, "/")).ShouldContain("href=\"/reach\"");
        var list = await Read(village, "/reach");
        foreach (var part in new[] { $"value=\"{who}\"", "周保田", "本人的权利上有一项新的登记", $"href=\"/rights/{Right}\"" }) list.ShouldContain(part);
        using var bare = await CaseworkTests.Post(village, "/reach", [("command", Command)]);
        bare.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var asked = await bare.Content.ReadAsStringAsync(Cancel);
        foreach (var error in new[] { "who-error", "visit-error" }) asked.ShouldContain($"id=\"{error}\"");
        using var told = await CaseworkTests.Post(village, "/reach", [("command", Command), ("who", who)], ("visit-file", Sheet.Pdf("visit of the hold")));
        told.Headers.Location!.OriginalString.ShouldBe("/reach");
        (await Read(village, "/reach")).ShouldNotContain(who);
        (await Read(registrar, $"/rights/{Right}")).ShouldContain("已告知一位权利人");

        var hold = HandleLink().Match(await Read(registrar, $"/rights/{Right}")).Groups[1].Value;
        using var lifted = await CaseworkTests.Post(registrar, $"{hold}/lift", [("command", Command), ("document", "（2026）甘0123执解19号")], ("paper-lift-file", Sheet.Pdf("scan lift 19")));
        lifted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_mortgage_gives_way_to_what_is_chosen_of_what_is_under_way_and_to_nothing_else()
    {
        using var registrar = await site.SignedIn("registrar");
        var (form, parcel) = ($"/rights/{Right}/holds/new", Hamlet.Parcel(Hamlet.Group, 5, 2));
        using var entered = await CaseworkTests.Post(registrar, form, [("command", Command), ("kind", "Mortgage"), ("document", "抵押1号"), ("parcel", parcel)], ("paper-file", Sheet.Pdf("scan mortgage")));
        entered.StatusCode.ShouldBe(HttpStatusCode.Redirect, await entered.Content.ReadAsStringAsync(Cancel));
        var hold = $"/rights/{Right}/holds/{await site.Ask<Guid>("select id from register.encumbrance where right_code = $1 and kind = 'mortgage'", Right)}";

        (await Read(registrar, hold)).ShouldContain("一切办理（抵押权人书面同意）");
        using var unknown = await CaseworkTests.Post(registrar, $"{hold}/yield", [("command", Command), ("document", "同意书1号"), ("to", $"transfer/{Guid.CreateVersion7()}")], ("paper-yield-file", Sheet.Pdf("scan yield")));
        unknown.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await unknown.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/act-to-let-pass-is-unknown");

        using var village = await site.SignedIn("village-clerk");
        var opened = TestSite.Made(await TestSite.Act(village, "open-case/term-renewal", new { household = Hamlet.Household(Hamlet.Group, 5), term_to = "2076-04-06" }), "case/");
        (await Read(registrar, hold)).ShouldContain($"value=\"case/{opened}\"");
        using var passed = await CaseworkTests.Post(registrar, $"{hold}/yield", [("command", Command), ("document", "同意书1号"), ("to", $"case/{opened}")], ("paper-yield-file", Sheet.Pdf("scan yield")));
        passed.StatusCode.ShouldBe(HttpStatusCode.Redirect, await passed.Content.ReadAsStringAsync(Cancel));
        (await Read(registrar, $"/rights/{Right}")).ShouldContain($"case/{opened}");

        using var withdrawn = await TestSite.Send(village, $"/cases/{opened}", $"/cases/{opened}/withdraw", ("command", Command));
        withdrawn.StatusCode.ShouldBe(HttpStatusCode.Redirect, await withdrawn.Content.ReadAsStringAsync(Cancel));
        using var lifted = await CaseworkTests.Post(registrar, $"{hold}/lift", [("command", Command), ("document", "解押1号")], ("paper-lift-file", Sheet.Pdf("scan lift")));
        lifted.StatusCode.ShouldBe(HttpStatusCode.Redirect, await lifted.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_dispute_goes_from_the_parcel_to_the_desk_and_is_read_by_its_parties_only()
    {
        using var claimant = await site.AsHead(6);
        (await Read(claimant, $"/parcels/{Parcel}")).ShouldContain($"/disputes/new?parcel={Parcel}");
        using var empty = await TestSite.Send(claimant, "/", "/disputes/new", ("command", Command), ("parcel", Parcel), ("words", "占了我家的地边"));
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await empty.Content.ReadAsStringAsync(Cancel)).ShouldContain("占了我家的地边");
        using var opened = await TestSite.Send(
            claimant, "/", "/disputes/new", ("command", Command), ("parcel", Parcel), ("matter", "Infringement"), ("known", "2025-12-01"), ("words", "占了我家的地边"));
        opened.StatusCode.ShouldBe(HttpStatusCode.Redirect, await opened.Content.ReadAsStringAsync(Cancel));
        var dispute = opened.Headers.Location!.ToString();

        using var holder = await site.AsHead(5);
        (await Read(holder, dispute)).ShouldContain("占了我家的地边");
        (await Read(holder, $"/rights/{Right}")).ShouldContain("/rules/right-is-in-dispute");
        using var neighbour = await site.AsHead(4);
        using var hidden = await neighbour.GetAsync(new Uri(dispute, UriKind.Relative), Cancel);
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var village = await site.SignedIn("village-clerk");
        (await Read(village, "/disputes")).ShouldContain(dispute);
        using var mediating = await TestSite.Send(village, dispute, $"{dispute}/advance", ("command", Command), ("step", "MediateInVillage"));
        mediating.StatusCode.ShouldBe(HttpStatusCode.Redirect, await mediating.Content.ReadAsStringAsync(Cancel));
        using var unsigned = await TestSite.Send(village, dispute, $"{dispute}/advance", ("command", Command), ("step", "Settle"), ("document", ""));
        (await unsigned.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/dispute-step-has-no-paper");
        using var bare = await TestSite.Send(village, dispute, $"{dispute}/advance", ("command", Command), ("step", "Settle"), ("document", "调解协议1号"));
        (await bare.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/dispute-step-has-no-paper", Case.Sensitive, "a number alone ends nothing");
        using var settled = await CaseworkTests.Post(village, $"{dispute}/advance", [("command", Command), ("step", "Settle"), ("document", "调解协议1号")], ("paper-Settle-file", Sheet.Pdf("scan agreement")));
        settled.StatusCode.ShouldBe(HttpStatusCode.Redirect, await settled.Content.ReadAsStringAsync(Cancel));
        foreach (var party in new[] { claimant, holder, village }) await Opens(party, await Read(party, dispute), "调解协议1号");
        using var closed = await neighbour.GetAsync(new Uri(Scan(await Read(village, dispute), "调解协议1号"), UriKind.Relative), Cancel);
        closed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Read(holder, $"/rights/{Right}")).ShouldNotContain("/rules/right-is-in-dispute");
        (await Read(claimant, dispute)).ShouldContain("已达成协议");
    }

    [Fact]
    public async Task Neither_whoever_wrote_a_dispute_down_nor_whom_a_party_calls_a_relative_ends_it_until_two_administrators_found_that_untrue()
    {
        using var village = await site.SignedIn("village-clerk");
        using var opened = await TestSite.Send(
            village, "/", "/disputes/new", ("command", Command), ("parcel", Parcel), ("claimant", Hamlet.Household(Hamlet.Group, 6)), ("matter", "Infringement"), ("known", "2025-12-01"), ("words", "口头说占了地边"));
        opened.StatusCode.ShouldBe(HttpStatusCode.Redirect, await opened.Content.ReadAsStringAsync(Cancel));
        var dispute = opened.Headers.Location!.ToString();
        using var mediating = await Step(village, "MediateInVillage");
        mediating.StatusCode.ShouldBe(HttpStatusCode.Redirect, await mediating.Content.ReadAsStringAsync(Cancel));
        using var own = await Step(village, "Settle");
        (await own.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/approves-own-entry");

        // The holder says that the officer is a relative; the officer never said so.
        var officer = (await site.Services.GetRequiredService<Vault>().Keep(Hamlet.County, [new("任家人", Person.ResidentCard, CaseworkTests.Number("19700101"))], Cancel))[0];
        using var relative = await site.As(new Actor.TownshipOfficer(officer, Hamlet.Group[..9]));
        using var holder = await site.AsHead(5);
        using var declared = await TestSite.Send(holder, "/account", "/account/relatives", ("command", Command), ("name", "任家人"), ("number", CaseworkTests.Number("19700101")));
        declared.StatusCode.ShouldBe(HttpStatusCode.Redirect, await declared.Content.ReadAsStringAsync(Cancel));
        using var kin = await Step(relative, "Settle");
        (await kin.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/approves-relatives-case");

        // Nobody knows of such a kinship: one administrator asks to strike it out, another does, and both people are told.
        using var first = await site.SignedIn("administrator");
        using var second = await site.SignedIn("administrator-2");
        var head = (await site.Head(5)).Person;
        await site.Services.GetRequiredService<Vault>().KeepContact(Hamlet.County, head, "13919000081", Cancel);
        var account = await site.Ask<Guid>("select account from identity.session where person = $1 limit 1", officer);
        using (var mute = await TestSite.Send(first, $"/accounts/{account}", $"/accounts/{account}/relatives", ("command", Command), ("person", $"{head}"), ("relative", $"{officer}"), ("words", " ")))
            (await mute.Content.ReadAsStringAsync(Cancel)).ShouldContain("请写明为什么不属实");
        using (var questioned = await TestSite.Send(first, $"/accounts/{account}", $"/accounts/{account}/relatives", ("command", Command), ("person", $"{head}"), ("relative", $"{officer}"), ("words", "问过两边，户口簿上没有这门亲")))
            questioned.StatusCode.ShouldBe(HttpStatusCode.Redirect, await questioned.Content.ReadAsStringAsync(Cancel));
        (await second.GetStringAsync(new Uri("/accounts", UriKind.Relative), Cancel)).ShouldContain("问过两边，户口簿上没有这门亲");
        (await relative.GetStringAsync(new Uri("/account", UriKind.Relative), Cancel)).ShouldContain("申报您是亲属");
        using (var alone = await Decide(first, "strike")) (await alone.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/same-person-strikes");
        using (var struck = await Decide(second, "strike")) struck.StatusCode.ShouldBe(HttpStatusCode.Redirect, await struck.Content.ReadAsStringAsync(Cancel));
        (await relative.GetStringAsync(new Uri("/account", UriKind.Relative), Cancel)).ShouldContain("经核实不属实，已撤销");
        (await site.Ask<long>("select count(*) from identity.notice where key like 'kinship/%' || $1::text", head)).ShouldBe(2);
        using (var again = await TestSite.Send(holder, "/account", "/account/relatives", ("command", Command), ("name", "任家人"), ("number", CaseworkTests.Number("19700101"))))
            (await again.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/relative-was-struck");

        using var settled = await Step(relative, "Settle");
        settled.StatusCode.ShouldBe(HttpStatusCode.Redirect, await settled.Content.ReadAsStringAsync(Cancel));

        Task<HttpResponseMessage> Decide(HttpClient browser, string act) => TestSite.Send(browser, "/accounts", $"/relatives/{head}/{officer}", ("command", Command), ("act", act));

        Task<HttpResponseMessage> Step(HttpClient browser, string step) =>
            CaseworkTests.Post(browser, $"{dispute}/advance", [("command", Command), ("step", step), ("document", "调解协议2号")], ($"paper-{step}-file", Sheet.Pdf("agreement 2")));
    }

    [Fact]
    public async Task A_hold_entered_after_listing_is_read_on_the_offer_and_nobody_is_told_to_press()
    {
        var (right, parcel) = (Hamlet.Right(Hamlet.Group, 6), Hamlet.Parcel(Hamlet.Group, 6, 1));
        using var farmer = await site.AsHead(6);
        using var buyer = await site.AsHead(7);
        using var listed = await TestSite.Send(farmer, "/", $"/rights/{right}/list", ("command", Command), ("price", "900"), ("parcel", parcel));
        listed.StatusCode.ShouldBe(HttpStatusCode.Redirect, await listed.Content.ReadAsStringAsync(Cancel));
        var offer = listed.Headers.Location!.ToString();
        var open = await Read(buyer, offer);
        open.ShouldContain("可以接");
        open.ShouldContain($"{offer}/take");

        using var registrar = await site.SignedIn("registrar");
        var until = DateTime.UtcNow.AddDays(200).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        using var entered = await CaseworkTests.Post(registrar, $"/rights/{right}/holds/new", [("command", Command), ("kind", "Seizure"), ("document", "（2026）甘0123执29号"), ("until", until), ("parcel", parcel)], ("paper-file", Sheet.Pdf("scan order 29")));
        entered.StatusCode.ShouldBe(HttpStatusCode.Redirect, await entered.Content.ReadAsStringAsync(Cancel));
        var held = await Read(buyer, offer);
        held.ShouldContain("/rules/right-is-seized");
        held.ShouldContain("现在不能接");
        held.ShouldNotContain("可以接");
        held.ShouldNotContain($"{offer}/take");
        (await Read(farmer, offer)).ShouldContain($"{offer}/withdraw");
        (await Read(farmer, $"/certificates/{Hamlet.Certificate(6)}")).ShouldContain("/rules/right-is-seized");
        (await Read(registrar, $"/rights/{right}/certificate/issue")).ShouldContain("/rules/right-is-seized");

        var hold = HandleLink().Match(await Read(registrar, $"/rights/{right}")).Groups[1].Value;
        using var lifted = await CaseworkTests.Post(registrar, $"{hold}/lift", [("command", Command), ("document", "（2026）甘0123执解29号")], ("paper-lift-file", Sheet.Pdf("scan lift 29")));
        lifted.StatusCode.ShouldBe(HttpStatusCode.Redirect, await lifted.Content.ReadAsStringAsync(Cancel));
        (await Read(buyer, offer)).ShouldContain($"{offer}/take");
        using var withdrawn = await TestSite.Send(farmer, "/", $"{offer}/withdraw", ("command", Command));
        withdrawn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static async Task<string> Read(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path}\n{html}");
        return html;
    }

    /// <summary>The page links the paper of this number, and its reader may open it.</summary>
    private static async Task Opens(HttpClient reader, string page, string number)
    {
        using var shown = await reader.GetAsync(new Uri(Scan(page, number), UriKind.Relative), Cancel);
        shown.StatusCode.ShouldBe(HttpStatusCode.OK, number);
    }

    private static string Scan(string page, string number) => ScanLink().Matches(page).First(link => link.Groups[2].Value.Trim() == number).Groups[1].Value;

    [GeneratedRegex("href=\"(/documents/[0-9a-f]{64})\">[^<]*<span class=\"govuk-visually-hidden\">([^<]*)<")]
    private static partial Regex ScanLink();

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Sha256();

    [GeneratedRegex("""<span class="state state--disputed">.*?</svg>\s*([^<]*?)\s*</span>""", RegexOptions.Singleline)]
    private static partial Regex StateWord();

    [GeneratedRegex("action=\"(/rights/[^\"]+/holds/[^\"]+)/unlock\"")]
    private static partial Regex LiftForm();

    [GeneratedRegex("href=\"(/rights/[^\"]+/holds/[0-9a-f-]{36})\"")]
    private static partial Regex HandleLink();
}
