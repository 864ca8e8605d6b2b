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

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_farmer_signs_in_with_a_code_to_the_phone_once_and_nobody_learns_which_numbers_are_known()
    {
        // The grandmother of the seventh household of the hamlet, as the survey knows her.
        var person = Hamlet.People.Single(one => one.Collective == Hamlet.Group && one.Household == 7).Person;
        using var administrator = await site.SignedIn("administrator");
        await Open(administrator, person.Name, person.IdNumber!, "13919000006");

        using var browser = site.Browser();
        using var known = await TestSite.Send(browser, "/sign-in", "/sign-in/code", ("phone", "139 1900 0006"));
        using var unknown = await TestSite.Send(browser, "/sign-in", "/sign-in/code", ("phone", "13919999999"));
        Shape(known).ShouldBe(Shape(unknown));
        var code = await CodeFor(known, "13919000006");
        (await Sent("13919999999")).ShouldBeEmpty();

        var page = known.Headers.Location!.OriginalString.Split('?')[0];
        using (var wrong = await TestSite.Send(browser, page, page, ("code", code == "000000" ? "111111" : "000000"))) wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var right = await TestSite.Send(browser, page, page, ("code", code))) right.Headers.Location!.OriginalString.ShouldBe("/");
        (await browser.GetStringAsync(new Uri("/", UriKind.Relative), Cancel)).ShouldContain("钱玉珍");

        using var thief = site.Browser();
        using var again = await TestSite.Send(thief, page, page, ("code", code));
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_code_is_tried_five_times_and_then_worth_nothing()
    {
        using var administrator = await site.SignedIn("administrator");
        await Open(administrator, "试试看", Number(71), "13919000071");
        using var browser = site.Browser();
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

        // One proposes; the same one cannot approve; the other does.
        using (var proposed = await TestSite.Send(first, $"/accounts/{account}", $"/accounts/{account}/offices", ("command", Guid.CreateVersion7().ToString()), ("role", "VillageClerk"), ("place", "620123202213"), ("from", "2016-01-01")))
            proposed.StatusCode.ShouldBe(HttpStatusCode.Redirect, await proposed.Content.ReadAsStringAsync(Cancel));
        var (person, grant) = await Waiting();
        using (var alone = await TestSite.Send(first, "/accounts", $"/offices/{person}/{grant}", ("command", Guid.CreateVersion7().ToString()), ("act", "approve")))
            (await alone.Content.ReadAsStringAsync(Cancel)).ShouldContain("另一位账户管理员核准");
        using (var approved = await TestSite.Send(second, "/accounts", $"/offices/{person}/{grant}", ("command", Guid.CreateVersion7().ToString()), ("act", "approve")))
            approved.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        // The telephone alone does not open the office; it lets them set a password and an authenticator, and that does.
        using var official = site.Browser();
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
        using var elsewhere = site.Browser();
        var code = NewKeys.CodeOf(key, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
        (await Staff(elsewhere, "13919000072", "wrong password", code)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Staff(elsewhere, "13919000072", Password, "000000")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        code = NewKeys.CodeOf(key, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
        (await Staff(elsewhere, "13919000072", Password, code)).ShouldBe(HttpStatusCode.Redirect);
        using var thief = site.Browser();
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
        using var official = site.Browser();
        using (var sent = await TestSite.Send(official, "/sign-in", "/sign-in/code", ("phone", "13919000073")))
        {
            var page = sent.Headers.Location!.OriginalString.Split('?')[0];
            using var entered = await TestSite.Send(official, page, page, ("code", await CodeFor(sent, "13919000073")));
        }

        var key = await SetFactors(official);
        using var browser = site.Browser();
        for (var attempt = 0; attempt < 5; attempt++) (await Staff(browser, "13919000073", "wrong", "000000")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Staff(browser, "13919000073", Password, NewKeys.CodeOf(key, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30))).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Status(official, "/account")).ShouldBe(HttpStatusCode.Redirect);

        using (await TestSite.Send(administrator, $"/accounts/{account}", $"/accounts/{account}/lock", ("locked", "false")))
            (await Staff(browser, "13919000073", Password, NewKeys.CodeOf(key, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30))).ShouldBe(HttpStatusCode.Redirect);
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
            Has("127.0.0.1", "\"account\"", $"account/{account}", "open");
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

    private async Task<Guid> Open(HttpClient administrator, string name, string number, string phone)
    {
        using var opened = await TestSite.Send(administrator, "/accounts", "/accounts", ("name", name), ("number", number), ("phone", phone));
        opened.StatusCode.ShouldBe(HttpStatusCode.Redirect, await opened.Content.ReadAsStringAsync(Cancel));
        return Guid.Parse(opened.Headers.Location!.OriginalString["/accounts/".Length..]);
    }

    private static async Task<string> SetFactors(HttpClient official)
    {
        var html = await official.GetStringAsync(new Uri("/account/authenticator", UriKind.Relative), Cancel);
        var shown = Shown().Match(html).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        using var set = await official.PostAsync(new Uri("/account/authenticator", UriKind.Relative), new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", TestSite.AntiforgeryToken().Match(html).Groups[1].Value),
            new("key", Sealed().Match(html).Groups[1].Value),
            new("password", Password),
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

    [GeneratedRegex("/account/sessions/([0-9a-f-]{36})/end")]
    private static partial Regex SessionToEnd();
}
