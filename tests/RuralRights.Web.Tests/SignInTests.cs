using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;
using RuralRights.Web.SignIn;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>How people prove who they are, how offices are given and taken, and what the auditor sees of it.</summary>
[Collection<AtTheSite>]
public sealed partial class SignInTests(TestSite site)
{
    private const string Password = "四个 不相干 的词 puddle";

    private static int _addresses;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_farmer_signs_in_with_a_code_to_the_phone_once_and_nobody_learns_which_numbers_are_known()
    {
        // The grandmother of the seventh household of the hamlet, as the survey knows her.
        var person = Hamlet.People.Single(one => one.Collective == Hamlet.Group && one.Household == 7).Person;
        using var administrator = await site.SignedIn("administrator");
        await Open(administrator, person.Name, person.IdNumber!, "13919000006");

        using var browser = Browser();
        using var known = await TestSite.Send(browser, "/sign-in", "/sign-in/code", ("phone", "139 1900 0006"));
        using var unknown = await TestSite.Send(browser, "/sign-in", "/sign-in/code", ("phone", "13919999999"));
        Shape(known).ShouldBe(Shape(unknown));
        var code = await CodeFor(known, "13919000006");
        (await Sent("13919999999")).ShouldBeEmpty();

        var page = known.Headers.Location!.OriginalString.Split('?')[0];
        using (var wrong = await TestSite.Send(browser, page, page, ("code", code == "000000" ? "111111" : "000000"))) wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var right = await TestSite.Send(browser, page, page, ("code", code))) right.Headers.Location!.OriginalString.ShouldBe("/");
        (await browser.GetStringAsync(new Uri("/", UriKind.Relative), Cancel)).ShouldContain("钱玉珍");

        using var thief = Browser();
        using var again = await TestSite.Send(thief, page, page, ("code", code));
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task People_of_one_household_share_a_telephone_and_each_says_who_they_are_after_the_code_and_nobody_else_learns_it()
    {
        using var administrator = await site.SignedIn("administrator");
        var (father, son) = (Named("赵德全"), Named("赵明"));
        await Open(administrator, father.Name, father.IdNumber!, "13919000011");
        using (var stranger = await TestSite.Send(administrator, "/accounts", "/accounts", ("name", "外人"), ("number", Number(81)), ("phone", "13919000011")))
            (await stranger.Content.ReadAsStringAsync(Cancel)).ShouldContain("只有同一户的人可以共用");
        var neighbour = Named("欧阳青山");
        using (var other = await TestSite.Send(administrator, "/accounts", "/accounts", ("name", neighbour.Name), ("number", neighbour.IdNumber!), ("phone", "13919000011")))
            (await other.Content.ReadAsStringAsync(Cancel)).ShouldContain("只有同一户的人可以共用");
        using (var asked = await TestSite.Send(administrator, "/accounts", "/accounts", ("name", son.Name), ("number", son.IdNumber!), ("phone", "13919000011"))) asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var second = await site.SignedIn("administrator-2");
        (await second.GetStringAsync(new Uri("/accounts", UriKind.Relative), Cancel)).ShouldContain("和同一户的人共用这个号码");
        using (var approved = await Decide(second, await LastChange(), "approve")) approved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await approved.Content.ReadAsStringAsync(Cancel));

        // Whoever knows the number, and no code, learns no name.
        using var browser = Browser();
        using var sent = await TestSite.Send(browser, "/sign-in", "/sign-in/code", ("phone", "13919000011"));
        var page = sent.Headers.Location!.OriginalString.Split('?')[0];
        var code = await CodeFor(sent, "13919000011");
        using (var wrong = await TestSite.Send(browser, page, page, ("code", code == "000000" ? "111111" : "000000")))
            (await wrong.Content.ReadAsStringAsync(Cancel)).ShouldNotContain("赵");
        using var right = await TestSite.Send(browser, page, page, ("code", code));
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
        var choice = await right.Content.ReadAsStringAsync(Cancel);
        choice.ShouldContain("赵德全");
        choice.ShouldContain("赵明");
        (await Status(browser, "/cases")).ShouldBe(HttpStatusCode.Redirect, "nobody is signed in before they chose");

        var accounts = Chosen().Matches(choice).ToDictionary(match => match.Groups[2].Value, match => match.Groups[1].Value);
        var proof = Value("proof", choice);
        var elsewhere = await Ask<string>("select id::text from identity.mt_doc_account where data ->> 'name_hash' <> (select data ->> 'name_hash' from identity.mt_doc_account where id = $1) limit 1", Guid.Parse(accounts["赵明"]));
        foreach (var (stolen, account) in new[] { ("", accounts["赵明"]), ("x", accounts["赵明"]), (proof, elsewhere) })
            using (var none = await TestSite.Send(browser, "/sign-in", $"{page}/person", ("proof", stolen), ("account", account)))
                none.Headers.Location!.OriginalString.ShouldBe("/sign-in");
        (await Status(browser, "/cases")).ShouldBe(HttpStatusCode.Redirect);
        using (var chosen = await TestSite.Send(browser, "/sign-in", $"{page}/person", ("proof", proof), ("account", accounts["赵明"]))) chosen.Headers.Location!.OriginalString.ShouldBe("/");
        (await browser.GetStringAsync(new Uri("/", UriKind.Relative), Cancel)).ShouldContain("<strong>赵明</strong>");
        // A code is one person's once it was used; another asks for another.
        using var thief = Browser();
        using var again = await TestSite.Send(thief, "/sign-in", page, ("code", code));
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Two_who_share_a_telephone_each_have_a_password_of_their_own_and_neither_the_telephone_nor_the_other_opens_their_account()
    {
        const string Phone = "13919000191";
        using var first = await site.SignedIn("administrator");
        using var second = await site.SignedIn("administrator-2");
        var (one, other) = (Named("张建国"), Named("张小梅"));
        var (ones, others) = (await Open(first, one.Name, one.IdNumber!, Phone), await Open(first, other.Name, other.IdNumber!, Phone));

        // A code shows that somebody has the telephone, and not who of the two it is.
        using (var early = await AsOneOf(Phone, one.Name))
        {
            var account = await early.GetStringAsync(new Uri("/account", UriKind.Relative), Cancel);
            account.ShouldContain("光凭验证码分不清是谁");
            account.ShouldNotContain("/account/authenticator");
            account.ShouldNotContain("/account/passkeys/new");
            (await Status(early, "/account/authenticator")).ShouldBe(HttpStatusCode.Redirect);
            using var forced = await TestSite.Send(early, "/account", "/account/authenticator", ("password", Password), ("code", "000000"), ("key", "x"));
            forced.StatusCode.ShouldNotBe(HttpStatusCode.OK);
            (await Ask<bool>("select data ->> 'password_hash' is null from identity.mt_doc_account where id = $1", ones)).ShouldBeTrue();
        }

        await InPerson(ones);
        await Change("update identity.mt_doc_account set data = jsonb_set(data, '{first_proof_until}', to_jsonb(clock_timestamp() - interval '1 second')) where id = $1", ones);
        using (var late = await AsOneOf(Phone, one.Name)) (await Status(late, "/account/authenticator")).ShouldBe(HttpStatusCode.Redirect);

        await InPerson(ones);
        string onesKey, othersKey;
        using (var mine = await AsOneOf(Phone, one.Name)) onesKey = await SetFactors(mine);
        await InPerson(others);
        // The telephone is only the other's way in by now.
        using (var theirs = await WithCode(Phone))
        {
            (await theirs.GetStringAsync(new Uri("/", UriKind.Relative), Cancel)).ShouldContain(other.Name);
            othersKey = await SetFactors(theirs, Password + "!");
        }

        using (var browser = Browser())
        {
            using var sent = await TestSite.Send(browser, "/sign-in", "/sign-in/code", ("phone", Phone));
            var page = sent.Headers.Location!.OriginalString.Split('?')[0];
            using var entered = await TestSite.Send(browser, page, page, ("code", await CodeFor(sent, Phone)));
            entered.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var said = await entered.Content.ReadAsStringAsync(Cancel);
            said.ShouldContain("各有自己的密码或者通行密钥");
            said.ShouldNotContain(one.Name);
        }

        using (var mine = Browser())
        {
            (await Staff(mine, Phone, Password, Now(onesKey))).ShouldBe(HttpStatusCode.Redirect);
            (await mine.GetStringAsync(new Uri("/", UriKind.Relative), Cancel)).ShouldContain(one.Name);
        }

        // The password of one and the code of the other are nobody's, and a stranger is told the same of every number.
        using var stranger = Browser();
        (await Staff(stranger, Phone, Password, Now(othersKey))).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Staff(stranger, Phone, Password + "!", Now(onesKey))).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Refused(stranger, Phone)).ShouldBe(await Refused(stranger, "13919999998"));
        (await Staff(stranger, Phone, "wrong", "000000")).ShouldBe(HttpStatusCode.UnprocessableEntity);

        // Whoever signs in on their own account buys no further tries at the other's.
        using (var mine = Browser()) (await Staff(mine, Phone, Password, Now(onesKey, 1))).ShouldBe(HttpStatusCode.Redirect);
        (await Staff(stranger, Phone, "wrong", "000000")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var locked = Browser();
        (await Staff(locked, Phone, Password + "!", Now(othersKey))).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await first.GetStringAsync(new Uri($"/accounts/{others}", UriKind.Relative), Cancel)).ShouldContain("已锁，不能登录");
        (await first.GetStringAsync(new Uri($"/accounts/{ones}", UriKind.Relative), Cancel)).ShouldNotContain("已锁，不能登录");
        using (await TestSite.Send(first, $"/accounts/{others}", $"/accounts/{others}/lock", ("locked", "false")))
            (await Staff(locked, Phone, Password + "!", Now(othersKey))).ShouldBe(HttpStatusCode.Redirect);
        (await locked.GetStringAsync(new Uri("/", UriKind.Relative), Cancel)).ShouldContain(other.Name);

        static string Now(string key, int ahead = 0) => NewKeys.CodeOf(key, (DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30) + ahead);

        async Task InPerson(Guid account)
        {
            using var asked = await TestSite.Send(first, $"/accounts/{account}", $"/accounts/{account}/changes", ("kind", "forget"));
            using var approved = await Decide(second, await LastChange(), "approve");
            approved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await approved.Content.ReadAsStringAsync(Cancel));
        }

        async Task Change(string sql, Guid account)
        {
            await using var command = site.Services.GetRequiredService<CountyConnections>()[Hamlet.County].CreateCommand(sql);
            command.Parameters.Add(new() { Value = account });
            (await command.ExecuteNonQueryAsync(Cancel)).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_code_that_went_to_the_old_number_opens_nothing_once_the_number_is_changed_and_whoever_has_it_next_gets_their_own()
    {
        using var first = await site.SignedIn("administrator");
        using var second = await site.SignedIn("administrator-2");
        var account = await Open(first, "换号人", Number(82), "13919000012");
        using var browser = Browser();
        using var sent = await TestSite.Send(browser, "/sign-in", "/sign-in/code", ("phone", "13919000012"));
        var page = sent.Headers.Location!.OriginalString.Split('?')[0];
        var code = await CodeFor(sent, "13919000012");

        using (await TestSite.Send(first, $"/accounts/{account}", $"/accounts/{account}/changes", ("kind", "phone"), ("phone", "13919000013")))
        using (var approved = await Decide(second, await LastChange(), "approve")) approved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await approved.Content.ReadAsStringAsync(Cancel));
        using (var late = await TestSite.Send(browser, page, page, ("code", code))) late.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await WithCode("13919000013")).Dispose();

        var next = await Open(first, "后来人", Number(83), "13919000012");
        using var theirs = Browser();
        using var anew = await TestSite.Send(theirs, "/sign-in", "/sign-in/code", ("phone", "13919000012"));
        (await site.Ask<Guid>("select account from identity.one_time_code where id = $1", Guid.Parse(anew.Headers.Location!.OriginalString.Split('?')[0]["/sign-in/code/".Length..]))).ShouldBe(next);
    }

    [Fact]
    public async Task A_code_is_tried_five_times_and_then_worth_nothing()
    {
        using var administrator = await site.SignedIn("administrator");
        await Open(administrator, "试试看", Number(71), "13919000071");
        using var browser = Browser();
        using var sent = await TestSite.Send(browser, "/sign-in", "/sign-in/code", ("phone", "13919000071"));
        var code = await CodeFor(sent, "13919000071");
        var page = sent.Headers.Location!.OriginalString.Split('?')[0];
        for (var attempt = 0; attempt < 5; attempt++)
            using (var wrong = await TestSite.Send(browser, page, page, ("code", code == "000000" ? "111111" : "000000"))) wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var right = await TestSite.Send(browser, page, page, ("code", code));
        right.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_official_gets_an_office_from_two_people_proves_who_they_are_twice_and_loses_it_at_once()
    {
        using var first = await site.SignedIn("administrator");
        using var second = await site.SignedIn("administrator-2");
        var account = await Open(first, "何小村", Number(72), "13919000072");

        // One proposes; the same one cannot approve; the other does. The place is called by name, and its code stands after it.
        using (var proposed = await TestSite.Send(first, $"/accounts/{account}", $"/accounts/{account}/offices", ("command", Guid.CreateVersion7().ToString()), ("role", "VillageClerk"), ("place", "620123202213"), ("from", "2016-01-01")))
            proposed.StatusCode.ShouldBe(HttpStatusCode.Redirect, await proposed.Content.ReadAsStringAsync(Cancel));
        var (person, grant) = await Waiting();
        (await second.GetStringAsync(new Uri("/accounts", UriKind.Relative), Cancel)).ShouldContain("小康营村第一村民小组等 2 个集体（620123 202 213）");
        using (var alone = await TestSite.Send(first, "/accounts", $"/offices/{person}/{grant}", ("command", Guid.CreateVersion7().ToString()), ("act", "approve")))
            (await alone.Content.ReadAsStringAsync(Cancel)).ShouldContain("另一位账户管理员核准");
        using (var approved = await TestSite.Send(second, "/accounts", $"/offices/{person}/{grant}", ("command", Guid.CreateVersion7().ToString()), ("act", "approve")))
            approved.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        // The telephone alone does not open the office; it lets them set a password and an authenticator, and that does.
        using var official = Browser();
        using (var sent = await TestSite.Send(official, "/sign-in", "/sign-in/code", ("phone", "13919000072")))
        {
            var page = sent.Headers.Location!.OriginalString.Split('?')[0];
            using var entered = await TestSite.Send(official, page, page, ("code", await CodeFor(sent, "13919000072")));
            entered.Headers.Location!.OriginalString.ShouldBe("/account");
        }

        (await Status(official, $"/households/{Hamlet.Household(Hamlet.Group, 1)}")).ShouldBe(HttpStatusCode.Redirect);
        // Whoever has no standing yet can still leave.
        (await official.GetStringAsync(new Uri("/account", UriKind.Relative), Cancel)).ShouldContain("action=\"/sign-out\"");
        var key = await SetFactors(official);
        (await Status(official, $"/households/{Hamlet.Household(Hamlet.Group, 1)}")).ShouldBe(HttpStatusCode.OK);

        // Both are asked for, and a code is good once.
        using var elsewhere = Browser();
        var code = NewKeys.CodeOf(key, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
        (await Staff(elsewhere, "13919000072", "wrong password", code)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Staff(elsewhere, "13919000072", Password, "000000")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        code = NewKeys.CodeOf(key, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
        (await Staff(elsewhere, "13919000072", Password, code)).ShouldBe(HttpStatusCode.Redirect);
        using var thief = Browser();
        (await Staff(thief, "13919000072", Password, code)).ShouldBe(HttpStatusCode.UnprocessableEntity);

        // Somebody ends the other browser; then the office is revoked and the first one is out at its next step.
        var other = SessionToEnd().Match(await official.GetStringAsync(new Uri("/account", UriKind.Relative), Cancel)).Groups[1].Value;
        using (await TestSite.Send(official, "/account", $"/account/sessions/{other}/end")) (await Status(elsewhere, "/account")).ShouldBe(HttpStatusCode.Redirect);
        using (await TestSite.Send(second, $"/accounts/{account}", $"/offices/{person}/{grant}", ("command", Guid.CreateVersion7().ToString()), ("act", "revoke")))
            (await Status(official, $"/households/{Hamlet.Household(Hamlet.Group, 1)}")).ShouldBe(HttpStatusCode.Redirect);
        (await Status(official, "/account")).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Five_wrong_tries_lock_an_account_and_the_answer_does_not_say_so()
    {
        using var administrator = await site.SignedIn("administrator");
        var account = await Open(administrator, "锁一锁", Number(73), "13919000073");
        using var official = Browser();
        using (var sent = await TestSite.Send(official, "/sign-in", "/sign-in/code", ("phone", "13919000073")))
        {
            var page = sent.Headers.Location!.OriginalString.Split('?')[0];
            using var entered = await TestSite.Send(official, page, page, ("code", await CodeFor(sent, "13919000073")));
        }

        var key = await SetFactors(official);
        using var browser = Browser();
        for (var attempt = 0; attempt < 5; attempt++) (await Staff(browser, "13919000073", "wrong", "000000")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Staff(browser, "13919000073", Password, NewKeys.CodeOf(key, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30))).ShouldBe(HttpStatusCode.UnprocessableEntity);

        // Whoever knows the number could otherwise throw an official out at will.
        (await Status(official, "/account")).ShouldBe(HttpStatusCode.OK);
        (await administrator.GetStringAsync(new Uri($"/accounts/{account}", UriKind.Relative), Cancel)).ShouldContain("已锁，不能登录");
        using (await TestSite.Send(administrator, $"/accounts/{account}", $"/accounts/{account}/lock", ("locked", "false")))
            (await Staff(browser, "13919000073", Password, NewKeys.CodeOf(key, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30))).ShouldBe(HttpStatusCode.Redirect);

        // An administrator's lock ends what goes on.
        using (await TestSite.Send(administrator, $"/accounts/{account}", $"/accounts/{account}/lock", ("locked", "true"))) (await Status(official, "/account")).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_telephone_alone_replaces_no_password_and_two_administrators_forget_a_lost_one()
    {
        using var administrator = await site.SignedIn("administrator");
        var account = await Open(administrator, "丢一丢", Number(75), "13919000075");
        using var official = await WithCode("13919000075");
        var key = await SetFactors(official);

        // Whoever picks up the telephone gets in with a code, and no further.
        using var finder = await WithCode("13919000075");
        (await finder.GetStringAsync(new Uri("/account", UriKind.Relative), Cancel)).ShouldNotContain("/account/authenticator");
        (await Status(finder, "/account/authenticator")).ShouldBe(HttpStatusCode.Redirect);
        using (var replaced = await TestSite.Send(finder, "/account", "/account/authenticator", ("key", "x"), ("password", Password), ("code", "000000")))
            replaced.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var elsewhere = Browser();
        (await Staff(elsewhere, "13919000075", Password, NewKeys.CodeOf(key, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30))).ShouldBe(HttpStatusCode.Redirect);

        // One asks, the same one cannot approve, the other does; the person is told before that, and everybody is out after it.
        using (await TestSite.Send(administrator, $"/accounts/{account}", $"/accounts/{account}/changes", ("kind", "forget"))) await Told("13919000075", "作废");
        (await Status(official, "/account")).ShouldBe(HttpStatusCode.OK);
        var change = await LastChange();
        using (var alone = await Decide(administrator, change, "approve")) (await alone.Content.ReadAsStringAsync(Cancel)).ShouldContain("要由另一位账户管理员核准");
        using var second = await site.SignedIn("administrator-2");
        using (var approved = await Decide(second, change, "approve")) approved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await approved.Content.ReadAsStringAsync(Cancel));
        using (var again = await Decide(second, change, "approve")) again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Status(official, "/account")).ShouldBe(HttpStatusCode.Redirect);
        (await Staff(elsewhere, "13919000075", Password, NewKeys.CodeOf(key, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30 + 1))).ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var anew = await WithCode("13919000075");
        await SetFactors(anew);
    }

    [Fact]
    public async Task The_key_of_a_new_authenticator_stays_until_it_is_confirmed_or_renewed_and_only_its_owner_sees_it()
    {
        using var administrator = await site.SignedIn("administrator");
        await Open(administrator, "换一换", Number(76), "13919000213");
        using var browser = await WithCode("13919000213");

        var first = await ShownKey(browser);
        first.Length.ShouldBe(32);
        foreach (var way in new[] { "/elder?on=1&back=/account/authenticator", "/language?to=en&back=/account/authenticator" })
        {
            (await Status(browser, way)).ShouldBe(HttpStatusCode.Redirect);
            (await ShownKey(browser)).ShouldBe(first);
        }

        // Deliberately another one; a code of the old one is no good with it.
        using (var renewed = await TestSite.Send(browser, "/account/authenticator", "/account/authenticator/new")) renewed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var second = await ShownKey(browser);
        second.ShouldNotBe(first);

        // Whoever signs in anew in the same browser, be it with the same telephone, is shown a key of their own.
        using (var left = await TestSite.Send(browser, "/account", "/sign-out")) left.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var sent = await TestSite.Send(browser, "/sign-in", "/sign-in/code", ("phone", "13919000213")))
        {
            var page = sent.Headers.Location!.OriginalString.Split('?')[0];
            using var entered = await TestSite.Send(browser, page, page, ("code", await CodeFor(sent, "13919000213")));
            entered.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        var third = await ShownKey(browser);
        third.ShouldNotBe(second);

        (await SetFactors(browser)).ShouldBe(third);
        (await ShownKey(browser)).ShouldNotBe(third);
    }

    [Fact]
    public async Task Accounts_and_places_are_called_by_name()
    {
        using var chair = await site.SignedIn($"chair-{Hamlet.Group}");
        using var administrator = await site.SignedIn("administrator");
        var accounts = await administrator.GetStringAsync(new Uri("/accounts", UriKind.Relative), Cancel);
        accounts.ShouldContain("演示人员（");
        accounts.ShouldNotContain(">— <span class=\"code\">");

        using var auditor = await site.SignedIn("auditor");
        (await auditor.GetStringAsync(new Uri("/audit?act=standing", UriKind.Relative), Cancel)).ShouldContain("理事长 小康营村第一村民小组（");
        var english = await auditor.GetStringAsync(new Uri("/audit?act=standing&lang=en", UriKind.Relative), Cancel);
        english.ShouldContain("Auditor");
        english.ShouldContain("<span class=\"site-header__who\">");
    }

    [Fact]
    public async Task No_administrator_alone_becomes_somebody()
    {
        using var first = await site.SignedIn("administrator");
        using var second = await site.SignedIn("administrator-2");
        var person = Hamlet.People.First(one => one.Collective == Hamlet.Group && one.Household == 5).Person;

        // The name on the card is the one that the register knows under its number.
        using (var other = await TestSite.Send(first, "/accounts", "/accounts", ("name", "别的人"), ("number", person.IdNumber!), ("phone", "13919000076")))
            (await other.Content.ReadAsStringAsync(Cancel)).ShouldContain("另一个姓名");

        // Until another one approves it there is no account to sign in to.
        using (var asked = await TestSite.Send(first, "/accounts", "/accounts", ("name", person.Name), ("number", person.IdNumber!), ("phone", "13919000076")))
            asked.StatusCode.ShouldBe(HttpStatusCode.Redirect, await asked.Content.ReadAsStringAsync(Cancel));
        using var browser = Browser();
        using (await TestSite.Send(browser, "/sign-in", "/sign-in/code", ("phone", "13919000076"))) (await Sent("13919000076")).ShouldBeEmpty();
        var change = await LastChange();
        using (var alone = await Decide(first, change, "approve")) alone.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await second.GetStringAsync(new Uri("/accounts", UriKind.Relative), Cancel)).ShouldContain("…0076");
        using (var approved = await Decide(second, change, "approve")) approved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await approved.Content.ReadAsStringAsync(Cancel));
        var account = await Ask<Guid>("select account from identity.account_change where id = $1", change);

        // A person has one account, and another number needs two as well; the old one is told at once and good until then.
        using (var twice = await TestSite.Send(second, "/accounts", "/accounts", ("name", person.Name), ("number", person.IdNumber!), ("phone", "13919000077")))
            (await twice.Content.ReadAsStringAsync(Cancel)).ShouldContain("已经有账户了");
        using (await TestSite.Send(second, $"/accounts/{account}", $"/accounts/{account}/changes", ("kind", "phone"), ("phone", "13919000077"))) await Told("13919000076", "换成别的号码");
        using (await WithCode("13919000076")) change = await LastChange();
        using (var meanwhile = await TestSite.Send(second, $"/accounts/{account}", $"/accounts/{account}/changes", ("kind", "forget")))
            (await meanwhile.Content.ReadAsStringAsync(Cancel)).ShouldContain("还有一项变更");
        using (await Decide(first, change, "approve")) (await WithCode("13919000077")).Dispose();

        // What one asked for, they may take back; and nobody has a hand in their own.
        using (await TestSite.Send(first, $"/accounts/{account}", $"/accounts/{account}/changes", ("kind", "phone"), ("phone", "13919000078"))) change = await LastChange();
        using (var taken = await Decide(first, change, "decline")) taken.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var own = await Ask<Guid>("select id from identity.mt_doc_account where data ->> 'person' = '00000000-0000-4000-8000-000000000006' limit 1");
        using (var mine = await TestSite.Send(first, "/accounts", $"/accounts/{own}/changes", ("kind", "phone"), ("phone", "13919000079")))
            (await mine.Content.ReadAsStringAsync(Cancel)).ShouldContain("您自己的账户");

        // And the database has the last word.
        await using var sly = site.Services.GetRequiredService<CountyConnections>()[Hamlet.County].CreateCommand(
            "insert into identity.account_change (id, kind, account, person, asked_by, asked_at, decided_by, decided_at, approved) values (gen_random_uuid(), 'forget', $1, gen_random_uuid(), $1, now(), $1, now(), true)");
        sly.Parameters.Add(new() { Value = account });
        (await Should.ThrowAsync<PostgresException>(() => sly.ExecuteNonQueryAsync(Cancel))).ConstraintName.ShouldBe("same-person-changes-account");
    }

    [Fact]
    public async Task A_passkey_is_added_by_whoever_is_signed_in_well_enough_and_nothing_else_signs_in_as_one()
    {
        using var administrator = await site.SignedIn("administrator");
        await Open(administrator, "钥匙一", Number(80), "13919000080");
        using var official = await WithCode("13919000080");
        var html = await official.GetStringAsync(new Uri("/account/passkeys/new", UriKind.Relative), Cancel);
        html.ShouldContain("&quot;userVerification&quot;:&quot;required&quot;");
        html.ShouldContain("要浏览器允许脚本");
        html.ShouldNotContain("钥匙一");
        var question = Question().Match(html).Groups[1].Value;
        foreach (var answer in new[] { "", "{}", "not json", """{"id":"AA","rawId":"AA","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"e30","attestationObject":"oA"}}""" })
        {
            using var refused = await TestSite.Send(official, "/account/passkeys/new", "/account/passkeys", ("question", question), ("answer", answer), ("name", "我的“手机”"));
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, answer);
            (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("value=\"我的“手机”\"");
        }

        using (var unnamed = await TestSite.Send(official, "/account/passkeys/new", "/account/passkeys", ("answer", "{}"))) (await unnamed.Content.ReadAsStringAsync(Cancel)).ShouldContain("name-error");
        (await official.GetStringAsync(new Uri("/account", UriKind.Relative), Cancel)).ShouldContain("没有设");
        using (var absent = await TestSite.Send(official, "/sign-in/staff", "/account/passkeys/remove", ("key", "00"))) absent.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // Once there is a password, a telephone alone adds no passkey beside it.
        await SetFactors(official);
        using var finder = await WithCode("13919000080");
        (await Status(finder, "/account/passkeys/new")).ShouldBe(HttpStatusCode.Redirect);
        foreach (var action in new[] { "/account/passkeys", "/account/passkeys/remove" })
            using (var closed = await TestSite.Send(finder, "/sign-in/staff", action, ("name", "x"), ("answer", "{}"))) closed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var stranger = Browser();
        html = await stranger.GetStringAsync(new Uri("/sign-in/staff", UriKind.Relative), Cancel);
        using var unknown = await TestSite.Send(stranger, "/sign-in/staff", "/sign-in/passkey", ("question", Question().Match(html).Groups[1].Value),
            ("answer", """{"id":"AA","rawId":"AA","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"e30","authenticatorData":"AA","signature":"AA","userHandle":"AA"}}"""));
        unknown.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await unknown.Content.ReadAsStringAsync(Cancel)).ShouldContain("没有认出这个通行密钥");
        (await Ask<bool>("select exists (select from oversight.audit_log where act = 'sign-in' and why = 'passkey' and outcome = 'failed')")).ShouldBeTrue();
    }

    [Fact]
    public async Task Behind_a_proxy_of_ours_people_are_told_apart_by_their_own_address()
    {
        using var browser = site.Browser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        using (await TestSite.Send(browser, "/sign-in", "/sign-in", ("key", Hamlet.Farmer(Hamlet.Group, 1))))
            (await browser.GetStringAsync(new Uri("/account", UriKind.Relative), Cancel)).ShouldContain("203.0.113.9");
    }

    [Fact]
    public async Task A_kept_form_waits_for_the_standing_it_was_filled_in_as_and_no_password_is_ever_kept()
    {
        var (clerk, officer) = (new RuralRights.Domain.Law.Actor.VillageClerk(Guid.CreateVersion7(), Hamlet.Group[..12]), Hamlet.Group[..9]);
        using var expired = await site.As(clerk, expired: true);
        using var sent = await expired.PostAsync(new Uri("/cases/new/member-change", UriKind.Relative), new FormUrlEncodedContent([new("name", "周小雨")]), Cancel);
        var back = Uri.UnescapeDataString(sent.Headers.Location!.OriginalString.Split("back=")[1]);

        using var returned = await site.As(new RuralRights.Domain.Law.Actor.TownshipOfficer(clerk.Person, officer));
        (await returned.GetStringAsync(new Uri(back, UriKind.Relative), Cancel)).ShouldNotContain("action=\"/cases/new/member-change\"");
        var key = $"office/{RuralRights.Registry.Offices.OfficeActs.DemonstrationGrant(clerk.Person, RuralRights.Domain.Offices.OfficeRole.VillageClerk, clerk.Village)}";
        using (var changed = await TestSite.Send(returned, back, "/sign-in/standing", ("key", key), ("back", back))) changed.Headers.Location!.OriginalString.ShouldBe(back);
        (await returned.GetStringAsync(new Uri(back, UriKind.Relative), Cancel)).ShouldContain("action=\"/cases/new/member-change\"");

        using var secret = await expired.PostAsync(new Uri("/account/authenticator", UriKind.Relative), new FormUrlEncodedContent([new("password", Password)]), Cancel);
        Uri.UnescapeDataString(secret.Headers.Location!.OriginalString).ShouldNotContain("/kept/");
    }

    [Fact]
    public async Task A_sign_in_holds_on_every_node_and_the_click_only_where_it_is_switched_on()
    {
        await using var node = await site.SecondNode();
        using var browser = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));
        var cookie = await CookieOf(browser);
        using var there = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = TestSite.AddressOf(node) };
        there.DefaultRequestHeaders.Add("Cookie", cookie);
        (await there.GetStringAsync(new Uri("/", UriKind.Relative), Cancel)).ShouldContain("王守禄");

        using var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = TestSite.AddressOf(node) };
        (await stranger.GetStringAsync(new Uri("/sign-in", UriKind.Relative), Cancel)).ShouldNotContain("演示");
        using var click = await TestSite.Send(stranger, "/sign-in", "/sign-in", ("key", "registrar"));
        click.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        HttpStatusCode last = default;
        for (var attempt = 0; attempt < 61; attempt++)
            using (var tried = await stranger.PostAsync(new Uri("/sign-in/code", UriKind.Relative), new FormUrlEncodedContent([]), Cancel)) last = tried.StatusCode;
        last.ShouldBe(HttpStatusCode.TooManyRequests);
        stranger.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.10");
        using (var other = await stranger.PostAsync(new Uri("/sign-in/code", UriKind.Relative), new FormUrlEncodedContent([]), Cancel)) other.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await node.StopAsync(Cancel);
    }

    [Fact]
    public async Task The_auditor_sees_who_did_what_from_where_and_nobody_can_change_it()
    {
        // Which papers are current depends on what other tests did to the hamlet.
        await using var current = site.Services.GetRequiredService<RuralRights.Registry.Store.CountyConnections>()[Hamlet.County]
            .CreateCommand("select id from register.certificate where status = 'current' order by serial limit 1");
        var paper = (Guid)(await current.ExecuteScalarAsync(Cancel))!;
        using var stranger = site.Browser();
        await Staff(stranger, "13919000099", "wrong", "000000");
        using var clerk = await site.SignedIn("clerk");
        await clerk.GetStringAsync(new Uri($"/households/{Hamlet.Household(Hamlet.Group, 1)}", UriKind.Relative), Cancel);
        await clerk.GetByteArrayAsync(new Uri($"/certificates/{paper}/pdf", UriKind.Relative), Cancel);
        using var first = await site.SignedIn("administrator");
        var account = await Open(first, "看一看", Number(74), "13919000074");
        using (await TestSite.Send(first, $"/accounts/{account}", $"/accounts/{account}/offices", ("command", Guid.CreateVersion7().ToString()), ("role", "Auditor"), ("place", Hamlet.County), ("from", "2016-01-01")))
        using (var auditor = await site.SignedIn("auditor"))
        {
            var exported = await auditor.GetStringAsync(new Uri("/audit.csv", UriKind.Relative), Cancel);
            exported = await auditor.GetStringAsync(new Uri("/audit.csv", UriKind.Relative), Cancel);
            var lines = exported.Split("\r\n");
            void Has(params string[] words) => lines.ShouldContain(line => words.All(word => line.Contains(word, StringComparison.Ordinal)), string.Join(" + ", words));
            Has("127.0.0.1", "\"sign-in\"", "\"password\"", "\"failed\"");
            Has("127.0.0.1", "\"sign-in\"", "\"demonstration\"", "\"done\"");
            Has("127.0.0.1", "\"view\"", "\"person/", "办理登记");
            Has("127.0.0.1", "\"print\"", $"certificate/{paper}");
            Has("127.0.0.1", "\"office\"", "propose Auditor");
            Has("127.0.0.1", "\"account\"", $"account/{account}", "ask open");
            Has("127.0.0.1", "\"account\"", $"account/{account}", "approve open");
            Has("127.0.0.1", "\"export\"", "audit");
            foreach (var act in new[] { "sign-in", "view", "print", "office", "export" })
                (await auditor.GetStringAsync(new Uri($"/audit?act={act}", UriKind.Relative), Cancel)).ShouldContain("127.0.0.1");
        }

        (await Status(clerk, "/audit")).ShouldBe(HttpStatusCode.Redirect);
        await using var owner = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(site.Options.OwnerConnection) { Database = site.Options.DatabasePrefix + Hamlet.County, Pooling = false }.ConnectionString);
        await owner.OpenAsync(Cancel);
        foreach (var statement in new[] { "update oversight.audit_log set who = ''", "delete from oversight.audit_log", "truncate oversight.audit_log", "delete from vault.view_log", "update ledger.print_log set printer = ''", "delete from vault.export_log", "update vault.export_log set exporter = ''" })
        {
            await using var command = new NpgsqlCommand(statement, owner);
            (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancel))).ConstraintName.ShouldBe("ledger-is-append-only");
        }
    }

    /// <summary>A browser at an address of its own, so that the limit on tries from one address is not shared by all tests.</summary>
    private HttpClient Browser()
    {
        var browser = site.Browser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", $"198.51.100.{Interlocked.Increment(ref _addresses) % 256}");
        return browser;
    }

    /// <summary>One asks to open an account, the other approves it.</summary>
    private async Task<Guid> Open(HttpClient administrator, string name, string number, string phone)
    {
        using var asked = await TestSite.Send(administrator, "/accounts", "/accounts", ("name", name), ("number", number), ("phone", phone));
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect, await asked.Content.ReadAsStringAsync(Cancel));
        var change = await LastChange();
        using var second = await site.SignedIn("administrator-2");
        using var approved = await Decide(second, change, "approve");
        approved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await approved.Content.ReadAsStringAsync(Cancel));
        return await Ask<Guid>("select account from identity.account_change where id = $1", change);
    }

    private static Task<HttpResponseMessage> Decide(HttpClient administrator, Guid change, string act) => TestSite.Send(administrator, "/accounts", $"/accounts/changes/{change}", ("act", act));

    private Task<Guid> LastChange() => Ask<Guid>("select id from identity.account_change order by asked_at desc limit 1");

    private async Task<T> Ask<T>(string sql, params object[] values)
    {
        await using var command = site.Services.GetRequiredService<CountyConnections>()[Hamlet.County].CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync(Cancel))!;
    }

    /// <summary>A browser that is signed in with a code to the telephone.</summary>
    private async Task<HttpClient> WithCode(string phone)
    {
        var browser = Browser();
        using var sent = await TestSite.Send(browser, "/sign-in", "/sign-in/code", ("phone", phone));
        var page = sent.Headers.Location!.OriginalString.Split('?')[0];
        using var entered = await TestSite.Send(browser, page, page, ("code", await CodeFor(sent, phone)));
        entered.StatusCode.ShouldBe(HttpStatusCode.Redirect, await entered.Content.ReadAsStringAsync(Cancel));
        return browser;
    }

    /// <summary>A browser in which one of several who share a telephone says who they are after the code.</summary>
    private async Task<HttpClient> AsOneOf(string phone, string name)
    {
        var browser = Browser();
        using var sent = await TestSite.Send(browser, "/sign-in", "/sign-in/code", ("phone", phone));
        var page = sent.Headers.Location!.OriginalString.Split('?')[0];
        using var right = await TestSite.Send(browser, page, page, ("code", await CodeFor(sent, phone)));
        var choice = await right.Content.ReadAsStringAsync(Cancel);
        var account = Chosen().Matches(choice).Single(match => match.Groups[2].Value == name).Groups[1].Value;
        using var chosen = await TestSite.Send(browser, "/sign-in", $"{page}/person", ("proof", Value("proof", choice)), ("account", account));
        chosen.Headers.Location!.OriginalString.ShouldBe("/");
        return browser;
    }

    /// <summary>What somebody with a wrong password reads, without what is made anew for every page.</summary>
    private static async Task<string> Refused(HttpClient browser, string phone)
    {
        using var answer = await TestSite.Send(browser, "/sign-in/staff", "/sign-in/staff", ("phone", phone), ("password", "wrong"), ("code", "000000"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        return Regex.Replace((await answer.Content.ReadAsStringAsync(Cancel)).Replace(phone, "", StringComparison.Ordinal), "(value|data-options)=\"[^\"]*\"", "");
    }

    private async Task Told(string phone, string words)
    {
        for (var look = 0; look < 100; look++)
        {
            if ((await Sent(phone)).Exists(message => message.GetProperty("text").GetString()!.Contains(words, StringComparison.Ordinal))) return;

            await Task.Delay(100, Cancel);
        }

        throw new TimeoutException($"Nobody was told: {words}");
    }

    private static async Task<string> ShownKey(HttpClient browser) =>
        Shown().Match(await browser.GetStringAsync(new Uri("/account/authenticator", UriKind.Relative), Cancel)).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

    private static async Task<string> SetFactors(HttpClient official, string password = Password)
    {
        var html = await official.GetStringAsync(new Uri("/account/authenticator", UriKind.Relative), Cancel);
        var shown = Shown().Match(html).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        using var set = await official.PostAsync(new Uri("/account/authenticator", UriKind.Relative), new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", TestSite.AntiforgeryToken().Match(html).Groups[1].Value),
            new("key", Sealed().Match(html).Groups[1].Value),
            new("password", password),
            new("code", NewKeys.CodeOf(shown, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30)),
        ]), Cancel);
        set.StatusCode.ShouldBe(HttpStatusCode.Redirect, await set.Content.ReadAsStringAsync(Cancel));
        return shown;
    }

    private static async Task<HttpStatusCode> Staff(HttpClient browser, string phone, string password, string code)
    {
        using var answer = await TestSite.Send(browser, "/sign-in/staff", "/sign-in/staff", ("phone", phone), ("password", password), ("code", code));
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> Status(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return answer.StatusCode;
    }

    private async Task<(Guid Person, Guid Grant)> Waiting()
    {
        await using var command = site.Services.GetRequiredService<CountyConnections>()[Hamlet.County].CreateCommand("select person, id from register.office_grant where role = 'village_clerk' and approved_on is null and declined_on is null");
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        (await reader.ReadAsync(Cancel)).ShouldBeTrue();
        return (reader.GetGuid(0), reader.GetGuid(1));
    }

    private async Task<string> CodeFor(HttpResponseMessage sent, string phone)
    {
        var id = sent.Headers.Location!.OriginalString.Split('?')[0]["/sign-in/code/".Length..];
        for (var look = 0; look < 100; look++)
        {
            var found = (await Sent(phone)).FirstOrDefault(message => message.GetProperty("key").GetString() == $"code/{id}");
            if (found.ValueKind == JsonValueKind.Object) return SixDigits().Match(found.GetProperty("text").GetString()!).Value;

            await Task.Delay(100, Cancel);
        }

        throw new TimeoutException("No code was sent.");
    }

    private async Task<List<JsonElement>> Sent(string phone)
    {
        var folder = new FolderNotifier(site.Options).Folder;
        if (!Directory.Exists(folder)) return [];

        var messages = new List<JsonElement>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            var message = JsonDocument.Parse(await File.ReadAllBytesAsync(file, Cancel)).RootElement;
            if (message.GetProperty("to").GetString() == phone) messages.Add(message);
        }

        return messages;
    }

    private async Task<string> CookieOf(HttpClient browser)
    {
        using var answer = await TestSite.Send(browser, "/sign-in/standing", "/sign-in/standing", ("key", $"household/{Hamlet.Household(Hamlet.Group, 1)}"));
        return string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
    }

    private static RuralRights.Registry.Households.Person Named(string name) => Hamlet.People.Single(one => one.Person.Name == name).Person;

    private static string Value(string field, string html) => Regex.Match(html, $"name=\"{field}\" value=\"([^\"]+)\"").Groups[1].Value;

    private static string Shape(HttpResponseMessage answer) => $"{answer.StatusCode} {Id().Replace(answer.Headers.Location!.OriginalString, "id")}";

    private static string Number(int at)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"6201231970010{1900 + at}");
        return body + RuralRights.Domain.Households.CitizenId.CheckCharacterOf(body);
    }

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex SixDigits();

    [GeneratedRegex("[0-9a-f-]{36}")]
    private static partial Regex Id();

    [GeneratedRegex("<strong class=\"code\">([A-Z2-7 ]+)</strong>")]
    private static partial Regex Shown();

    [GeneratedRegex("name=\"key\" value=\"([^\"]+)\"")]
    private static partial Regex Sealed();

    [GeneratedRegex("name=\"account\" value=\"([0-9a-f-]{36})\"><strong>([^<]+)</strong>")]
    private static partial Regex Chosen();

    [GeneratedRegex("name=\"question\" value=\"([^\"]+)\"")]
    private static partial Regex Question();

    [GeneratedRegex("/account/sessions/([0-9a-f-]{36})/end")]
    private static partial Regex SessionToEnd();
}
