using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Registration;
using RuralRights.Registry.SignIn;
using Shouldly;
using static Microsoft.Playwright.Assertions;
using static RuralRights.Journeys.VillageSite;

namespace RuralRights.Journeys;

public abstract partial class ProcedureJourney
{
    private protected const int AtTheCounter = 8;

    /// <summary>
    /// A couple of seventy come to the desk: he signs before a witness, she types the code from her own telephone; the village goes to whoever
    /// no message reached, the registrar finds the case and enters it, and whoever takes the certificate signs on the pad.
    /// </summary>
    private protected async Task HelpedAtTheCounter()
    {
        const string Telephone = "13919000108";
        _walk = new(
            "counter", "representative-change", AtTheCounter,
            (journey, page) => page.CheckAsync($"input[name=representative][value='{journey.Person(AtTheCounter, 2)}']"),
            async journey => (await journey.HouseholdOf(AtTheCounter)).Representative.ShouldBe(journey.Person(AtTheCounter, 2)));
        _scripts = true;
        var (he, she) = (FarmerOf(AtTheCounter, 1), FarmerOf(AtTheCounter, 2));
        (await Site.Services.GetRequiredService<OpenAccount>().For(CountySite.County, she.Person, Telephone, Cancel)).ShouldNotBeNull();

        var path = await Opened();
        var number = path["/cases/".Length..];
        await Done(await Case(number), path);
        await ByPhone(she, "/", "asked-home");
        await ByPhone(she, path, "asked");

        var page = await At(VillageClerk, $"/assisted?q={Household(AtTheCounter)}");
        await Keep(page, "desk", always: true);
        await Follow(page, $"a[href='/assisted{path}']");
        await Keep(page, "terms", always: true);
        await Signed(page, he);
        await Coded(await At(VillageClerk, $"/assisted{path}"), she, Telephone);

        while ((await Case(number)).At != StepKind.Entered) await Done(await Case(number), path);
        await NotReached(he, path);
        await ByPhone(he, path, "told");
        await FromTheList(path, number);
        await AgainstReceipt(path);
        await WhatTheyWereTold(he, path, "已当面告知", "messages-in-person");
        await WhatTheyWereTold(she, path, "消息已送达", "messages-by-telephone");
        await ByPhone(she, "/", "home");
        var right = await RightOf(AtTheCounter);
        await ByPhone(she, $"/certificates/{right.Current!.Id}", "certificate");
        await ByPhone(she, path, "handed");
        while (await Case(number) is { IsOpen: true } left) await Done(left, path);
        await _walk.Holds(this);
    }

    /// <summary>A farmer looks on a telephone without scripts, as it is and at the narrowest with letters twice as large.</summary>
    private async Task ByPhone(Actor.Farmer farmer, string path, string kind)
    {
        var (onPhone, scripts) = (_onPhone, _scripts);
        _scripts = false;
        var page = await At(farmer, path);
        await Keep(page, kind, always: true);
        await page.SetViewportSizeAsync(320, 740);
        await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        await Keep(page, $"{kind}-320-200", always: true);
        await page.SetViewportSizeAsync(360, 740);
        (_onPhone, _scripts) = (onPhone, scripts);
    }

    private async Task Signed(IPage page, Actor.Farmer farmer)
    {
        var field = $"#signature-{farmer.Person}";
        await Send(page, $"form:has({field}) > button");
        await Expect(page.Locator($"{field}-error")).ToBeVisibleAsync();
        await Keep(page, "no-signature", always: true);
        await Write(page, field);
        await Keep(page, "on-the-pad", always: true);
        await Send(page, $"form:has({field}) > button");
        await Expect(page.Locator("main")).ToContainTextAsync("请另一单位的见证人");
        await Keep(page, "signed", always: true);
        var waiting = new Uri(page.Url).AbsolutePath;

        page = await At(Township, "/assisted");
        await Keep(page, "witness-list", always: true);
        await Follow(page, $"a[href='{waiting}']");
        await Keep(page, "witness", always: true);
        await Send(page, "button:has-text('我在场见证')");
        await Expect(page.Locator(".notice")).ToContainTextAsync("已经同意");
        await Keep(page, "witnessed", always: true);
        await Follow(page, "main a[href='/assisted']");
        await Expect(page.Locator($"a[href='{waiting}']")).ToHaveCountAsync(0);
    }

    private async Task Coded(IPage page, Actor.Farmer farmer, string telephone)
    {
        await Send(page, $"form:has(input[name=person][value='{farmer.Person}']):not(:has(input[type=file])) button");
        await Keep(page, "code", always: true);
        var code = await CodeSentTo(telephone);
        foreach (var typed in new[] { code == "000000" ? "111111" : "000000", code })
        {
            await page.FillAsync("#code", typed);
            await Send(page, "form[action$='/code'] button");
            if (typed != code) await Keep(page, "wrong-code", always: true);
        }

        await Expect(page.Locator(".notice")).ToContainTextAsync("已经同意");
        await Keep(page, "coded", always: true);

        // The next one of the household is a click away.
        await Follow(page, $"main a[href^='/assisted/cases/']");
        await Expect(page.Locator("section.card")).Not.ToHaveCountAsync(0);
        await Keep(page, "both-agreed", always: true);
    }

    private async Task<string> CodeSentTo(string telephone)
    {
        // The database stamps what is to be sent with its own time, of which the days of this village know nothing.
        await using (var due = Site.Register.CreateCommand("update identity.notice set next_at = '-infinity' where sent_at is null")) await due.ExecuteNonQueryAsync(Cancel);
        await Site.Services.GetRequiredService<Notices>().SendDue(Site.Services.GetRequiredService<INotifier>(), Cancel);
        var folder = new FolderNotifier(Site.Options).Folder;
        for (var look = 0; look < 300; look++)
        {
            foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json") : [])
            {
                var message = JsonDocument.Parse(await File.ReadAllBytesAsync(file, Cancel)).RootElement;
                if (message.GetProperty("to").GetString() == telephone && message.GetProperty("key").GetString()!.StartsWith("code/", StringComparison.Ordinal) && SixDigits().Match(message.GetProperty("text").GetString()!) is { Success: true } code) return code.Value;
            }

            await Task.Delay(100, Cancel);
        }

        throw new TimeoutException("No code was sent.");
    }

    /// <summary>The village finds in its list the one whom no message reached, and not the one whose telephone has it; until then nothing can be entered.</summary>
    private async Task NotReached(Actor.Farmer farmer, string path)
    {
        var person = $"input[name=who][value='{path["/cases/".Length..]}/{farmer.Person}']";
        await Site.Services.GetRequiredService<HolderMessages>().Round(CountySite.County, Cancel);
        var page = await At(VillageClerk, "/reach");
        for (var look = 0; look < 300 && await page.Locator(person).CountAsync() == 0; look++)
        {
            await Task.Delay(200, Cancel);
            await page.ReloadAsync();
        }

        await Expect(page.Locator($"input[name=who][value^='{path["/cases/".Length..]}/']")).ToHaveCountAsync(1);
        var registrar = await At(Registrar, path);
        await Expect(registrar.Locator($"form[action='{path}/enter']")).ToHaveCountAsync(0);
        await Keep(registrar, "not-yet", always: true);
        await page.CheckAsync(person);
        await Attach(page, "visit");
        await Keep(page, "reach", always: true);
        await Send(page, "button:has-text('已当面告知')");
        await Expect(page.Locator(person)).ToHaveCountAsync(0);
    }

    /// <summary>The registrar begins at the first page, finds the case in the list, reads what would be different and enters it.</summary>
    private async Task FromTheList(string path, string number)
    {
        var page = await At(Registrar, "/");
        await Keep(page, "registrar", always: true);
        await Follow(page, ".card--next a[href='/cases']");
        await Keep(page, "list", always: true);
        await Expect(page.Locator($"tr:has(a[href='{path}'])")).ToContainTextAsync("我");
        await Follow(page, $"a[href='{path}']");
        await Keep(page, "enter", always: true);
        await Send(page, $"form[action='{path}/enter'] button");
        await Expect(page.Locator(".refusal")).ToHaveCountAsync(0);
        await Keep(page, "entered", always: true);
        (await Case(number)).EnteredOn.ShouldNotBeNull();
    }

    /// <summary>There is a sheet to print; what is missing is said beside its field; whoever takes the certificate signs on the pad, which the receipt shows from then on.</summary>
    private async Task AgainstReceipt(string path)
    {
        var page = await At(Clerk, path);
        await Follow(page, $"a[href='{path}/receipt']");
        await Expect(page.Locator("main td").First).Not.ToBeEmptyAsync();
        await Keep(page, "receipt", always: true);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Keep(page, "receipt-print", always: true);
        await page.EmulateMediaAsync(new() { Media = Media.Screen });

        page = await At(Clerk, path);
        await Keep(page, "hand-over", always: true);
        await Send(page, $"form[action='{path}/hand-over'] > button");
        await Expect(page.Locator(".govuk-error-summary")).ToBeVisibleAsync();
        await Keep(page, "hand-over-empty", always: true);
        await page.CheckAsync("#receiver-0");
        await Write(page, "#signature-0");
        await Keep(page, "hand-over-signed", always: true);
        // What is wiped is gone, and what is written then counts.
        await page.Locator("rr-sign:has(#signature-0) button").ClickAsync();
        (await page.EvaluateAsync<int>("document.querySelector('#signature-0').files.length")).ShouldBe(0);
        await page.SetViewportSizeAsync(360, 740);
        await Write(page, "#signature-0");
        await Keep(page, "hand-over-signed-360", always: true);
        await page.SetViewportSizeAsync(1280, 900);
        await Send(page, $"form[action='{path}/hand-over'] > button");
        await Expect(page.Locator(".govuk-error-summary, .refusal")).ToHaveCountAsync(0);
        await Expect(page.Locator(".pages__received")).ToContainTextAsync("在签名板上签收");
        await Keep(page, "handed-over", always: true);
        await Follow(page, ".pages__received a");
        await Expect(page.Locator("main img")).ToBeVisibleAsync();
        (await page.EvaluateAsync<int>("document.querySelector('main img').naturalWidth")).ShouldBe(900);

        page = await At(Clerk, $"{path}/receipt");
        await Expect(page.Locator("main td img")).ToBeVisibleAsync();
        await Keep(page, "receipt-signed", always: true);
    }

    /// <summary>From the first page a farmer comes to all they were told, by telephone or in person, and from there to the case.</summary>
    private async Task WhatTheyWereTold(Actor.Farmer farmer, string path, string how, string kind)
    {
        var (onPhone, scripts) = (_onPhone, _scripts);
        (_onPhone, _scripts) = (true, false);
        var page = await At(farmer, "/");
        await Follow(page, "main a[href='/messages']");
        var line = page.Locator($".told li:has(a[href='{path}'])");
        await Expect(line).ToHaveCountAsync(1);
        await Expect(line).ToContainTextAsync("涉及本人的一件登记事项已经立案");
        await Expect(line).ToContainTextAsync(how);
        (await line.EvaluateAsync<bool>("line => [...line.querySelectorAll('p, a, span')].every(part => parseFloat(getComputedStyle(part).fontSize) >= 20)")).ShouldBeTrue();
        await page.SetViewportSizeAsync(320, 740);
        await Keep(page, $"{kind}-320", always: true);
        await page.SetViewportSizeAsync(360, 740);
        await Follow(page, $".told a[href='{path}']");
        (_onPhone, _scripts) = (onPhone, scripts);
        await ByPhone(farmer, "/messages", kind);
    }

    /// <summary>A name, written with the mouse on the pad before a field.</summary>
    private static async Task Write(IPage page, string field)
    {
        var pad = page.Locator($"rr-sign:has({field}) canvas");
        await pad.ScrollIntoViewIfNeededAsync();
        var frame = (await pad.BoundingBoxAsync())!;
        foreach (var ((fromX, fromY), (toX, toY)) in new[] { ((.1, .3), (.33, .25)), ((.22, .13), (.2, .87)), ((.1, .58), (.35, .54)), ((.47, .25), (.7, .8)), ((.7, .2), (.45, .83)), ((.78, .5), (.93, .46)) })
        {
            await page.Mouse.MoveAsync(X(fromX), Y(fromY));
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(X(toX), Y(toY), new() { Steps = 6 });
            await page.Mouse.UpAsync();
        }

        (await page.EvaluateAsync<string>($"document.querySelector('{field}').files[0].name")).ShouldBe("signature.png");

        float X(double share) => frame.X + ((float)share * frame.Width);

        float Y(double share) => frame.Y + ((float)share * frame.Height);
    }

    [GeneratedRegex("\\d{6}")]
    private static partial Regex SixDigits();
}
