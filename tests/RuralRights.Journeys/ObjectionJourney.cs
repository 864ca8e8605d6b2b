using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Registration;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace RuralRights.Journeys;

/// <summary>A stranger without an account reads a notice that hangs, objects, keeps the receipt and looks it up: on a telephone, with scripts and without, and with letters twice as large.</summary>
[Collection<InTheCounty>]
public sealed class ObjectionJourney(CountySite site)
{
    private const string Said = "沟沿地有一半是我家的，界线在老柳树那里。";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_objects_on_a_notice_that_hangs_and_follows_it_by_its_receipt()
    {
        var (notice, number) = await Posted();
        foreach (var scripts in new[] { true, false })
        {
            var page = await site.Open(null, new() { JavaScriptEnabled = scripts, ViewportSize = new() { Width = 360, Height = 740 } });
            var name = scripts ? "objection" : "objection-plain";
            await page.GotoAsync("/notices");
            await Look(page, $"{name}-1-notices", scripts);
            await page.ClickAsync($"a[href='/notices/{notice}']");
            await Look(page, $"{name}-2-notice", scripts);
            await page.ClickAsync("a:has-text('提出异议')");
            await Look(page, $"{name}-3-form", scripts);

            // Nothing was written: it is said at the field, and the list of what is missing leads there.
            await page.ClickAsync("button:has-text('交异议')");
            await Expect(page.Locator("#words-error")).ToHaveTextAsync("请写清楚哪里不对");
            await Expect(page.Locator("#words")).ToHaveAttributeAsync("aria-invalid", "true");
            await Look(page, $"{name}-4-empty", scripts);
            await page.ClickAsync(".govuk-error-summary a");
            await Expect(page.Locator("#words")).ToBeFocusedAsync();

            // Too much was written: how much may be is said, and all of it is still there.
            await page.FillAsync("#words", new string('地', 2001));
            await page.FillAsync("#contact", "13919998877");
            await page.ClickAsync("button:has-text('交异议')");
            await Expect(page.Locator("#words-error")).ToContainTextAsync("最多 2000 个字");
            (await page.InputValueAsync("#words")).Length.ShouldBe(2001);
            (await page.InputValueAsync("#contact")).ShouldBe("13919998877");
            await Look(page, $"{name}-5-long", scripts);

            // A hand that shakes presses twice: it is one objection.
            var before = await Objections(number);
            await page.FillAsync("#words", Said);
            await page.DblClickAsync("button:has-text('交异议')");
            await Expect(page.Locator("h1")).ToHaveTextAsync("异议回执");
            (await Objections(number)).ShouldBe(before + 1);
            await Look(page, $"{name}-6-receipt", scripts);
            var receipt = new string([.. (await page.InnerTextAsync("p.big.code")).Where(char.IsAsciiDigit)]);

            // Next week only the number on a piece of paper is left, and it is mistyped first.
            await page.GotoAsync("/notices");
            await page.ClickAsync("a:has-text('查我的异议')");
            await page.ClickAsync("button:has-text('查询')");
            await Expect(page.Locator("#receipt-error")).ToBeVisibleAsync();
            await page.FillAsync("#receipt", receipt[..^1]);
            await page.ClickAsync("button:has-text('查询')");
            await Expect(page.Locator("#receipt-error")).ToContainTextAsync("没有这个回执号");
            await Look(page, $"{name}-7-unknown", scripts);
            await page.FillAsync("#receipt", $" {receipt[..6]} {receipt[6..]}");
            await page.ClickAsync("button:has-text('查询')");
            await Expect(page.Locator("main")).ToContainTextAsync("乡镇正在核实");
            await page.GotoAsync($"/notices/{notice}");
            await Expect(page.Locator("main")).ToContainTextAsync("有人提出异议，正在核实");
            await Look(page, $"{name}-8-disputed", scripts);

            // Back to the sheet that was handed in: it says so, and another one can be begun.
            await page.ClickAsync("a:has-text('提出异议')");
            await page.FillAsync("#words", Said);
            await page.ClickAsync("button:has-text('交异议')");
            await Expect(page.Locator("h1")).ToHaveTextAsync("异议回执");
            var sent = await Objections(number);
            await page.GoBackAsync();
            await Expect(page.Locator("main")).ToContainTextAsync("这一份异议已经交过了");
            await Look(page, $"{name}-9-back", scripts);
            await page.ClickAsync("a:has-text('另写一份')");
            await Expect(page.Locator("#words")).ToHaveValueAsync("");
            (await Objections(number)).ShouldBe(sent);
            await page.Context.CloseAsync();
        }

        // The network of the village was used up: it is said so, and nothing that was written is lost.
        var limit = site.Services.GetRequiredService<ObjectionLimit>();
        while (limit.Lets(IPAddress.Loopback)) continue;
        var late = await site.Open(null, new() { ViewportSize = new() { Width = 360, Height = 740 } });
        await late.GotoAsync($"/notices/{notice}/object?case={number}");
        await late.FillAsync("#words", Said);
        await late.ClickAsync("button:has-text('交异议')");
        await Expect(late.Locator("main")).ToContainTextAsync("写好的内容都还在");
        (await late.InputValueAsync("#words")).ShouldBe(Said);
        await Look(late, "objection-9-busy", scripts: true);
        await late.Context.CloseAsync();
    }

    /// <summary>A page as it is held in the hand, and as somebody with weak eyes sets it.</summary>
    private static async Task Look(IPage page, string name, bool scripts)
    {
        await EveryPage.FitsItsWidth(page, name);
        if (scripts) (await Barriers.On(page)).ShouldBeEmpty(name);
        await CountySite.Keep(page, name);
        await page.SetViewportSizeAsync(320, 740);
        await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        await EveryPage.FitsItsWidth(page, $"{name} at 320 with text of 200 %");
        await EveryPage.CutsNothing(page, $"{name} at 320 with text of 200 %");
        await CountySite.Keep(page, $"{name}-320-200");
        await page.EvaluateAsync("document.documentElement.style.fontSize = ''");
        await page.SetViewportSizeAsync(360, 740);
    }

    /// <summary>A notice that hangs today, and the case on it, of a household that no other journey walks with.</summary>
    private async Task<(Guid Notice, string Case)> Posted()
    {
        string household;
        await using (var find = site.Register.CreateCommand("""
            select h.code
            from register.household h
                     join register.contract_right r on r.household = h.code and r.ended_on is null and r.code = h.code || 'J'
            where h.ended_on is null and h.code <> all ($1) and not exists (select from register.case_subject s where s.subject = 'household/' || h.code)
            order by h.code desc
            limit 1
            """))
        {
            find.Parameters.Add(new() { Value = site.People.Select(person => person.Household).ToArray() });
            household = (string)(await find.ExecuteScalarAsync(Cancel)).ShouldNotBeNull();
        }

        var clerk = new Actor.VillageClerk(Guid.CreateVersion7(), household[..12]);
        var right = (await RightSheet.OfHousehold(site.Register, household, Cancel)).First(owned => owned.EndedOn is null);
        var opened = await site.Desk.Enter(new OpenCase(new RenewTerm(household, right.TermTo.AddYears(30))), By(), Cancel);
        opened.Refusal.ShouldBeNull(opened.About);
        var number = opened.Streams.Single(stream => stream.StartsWith("case/", StringComparison.Ordinal))["case/".Length..];
        (await site.Desk.Enter(new CompleteStep(number, StepKind.Applied), By(), Cancel)).Refusal.ShouldBeNull();
        var posted = await site.Desk.Enter(new OpenNotice([number]), By(), Cancel);
        posted.Refusal.ShouldBeNull(posted.About);
        return (Guid.Parse(posted.Streams.Single(stream => stream.StartsWith("notice/", StringComparison.Ordinal))["notice/".Length..]), number);

        Submission By() => Submission.Now(CountySite.County, Guid.CreateVersion7(), clerk, TimeProvider.System);
    }

    private async Task<long> Objections(string number)
    {
        await using var count = site.Register.CreateCommand("select count(*) from register.objection where case_number = $1");
        count.Parameters.Add(new() { Value = number });
        return (long)(await count.ExecuteScalarAsync(Cancel))!;
    }
}
