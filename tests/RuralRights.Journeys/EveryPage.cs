using Microsoft.Playwright;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace RuralRights.Journeys;

/// <summary>Each page as each of its readers meets it: wide, on a phone, in English, with text twice as large, without scripts, in large type, on paper.</summary>
[Collection<InTheCounty>]
public sealed partial class EveryPage(CountySite site, LookAhead ahead) : IClassFixture<LookAhead>
{
    public static TheoryData<string, string> Pages { get; } = new()
    {
        { "stranger", "/" },
        { "stranger", "/sign-in" },
        { "stranger", "/sign-in/code/00000000-0000-7000-8000-000000000001" },
        { "stranger", "/sign-in/staff" },
        { "farmer", "/account" },
        { "farmer", "/account/authenticator" },
        { "farmer", "/account/passkeys/new" },
        { "chair", "/sign-in/standing" },
        { "administrator", "/accounts" },
        { "auditor", "/audit" },
        { "stranger", "/about" },
        { "stranger", "/verify" },
        { "stranger", "/v/{county}/{token}" },
        { "stranger", "/rules" },
        { "stranger", "/rules/transferee-is-outsider" },
        { "stranger", "/rules?about=Inspection" },
        { "stranger", "/settings" },
        { "stranger", "/settings/papers-split" },
        { "registrar", "/settings/transfer-notice" },
        { "registrar", "/calendar?year=2026" },
        { "stranger", "/notices" },
        { "stranger", "/objections" },
        { "village-clerk", "/notices/desk" },
        { "farmer", "/" },
        { "farmer", "/rights/{right}" },
        { "farmer", "/rights/{right}/choices" },
        { "farmer", "/rights/{right}/choices/sheet" },
        { "farmer", "/my/settlement" },
        { "farmer", "/rights/{right}/list" },
        { "farmer", "/rights/{right}/list?step=2&parcel={parcel}" },
        { "farmer", "/rights/{right}/list?step=3&parcel={parcel}&price=12600" },
        { "farmer", "/disputes" },
        { "farmer", "/disputes/new?parcel={parcel}" },
        { "township-officer", "/" },
        { "township-officer", "/disputes" },
        { "registrar", "/rights/{right}" },
        { "registrar", "/rights/{right}/holds/new" },
        { "farmer", "/room" },
        { "farmer", "/transfers" },
        { "farmer", "/messages" },
        { "farmer", "/parcels/{parcel}" },
        { "farmer", "/certificates/{certificate}" },
        { "clerk", "/certificates" },
        { "registrar", "/collectives/{collective}/certificates?show=Count" },
        { "registrar", "/rights/{right}/certificate/issue" },
        { "farmer", "/cases/new/certificate-replacement?household={household}" },
        { "clerk", "/cases/new/certificate-reissue?household={household}" },
        { "clerk", "/cases/new/certificate-void?household={household}" },
        { "chair", "/" },
        { "farmer", "/collectives/{collective}/members" },
        { "chair", "/collectives/{collective}/members?day=2026-01-01" },
        { "chair", "/collectives/{collective}/resolutions/new" },
        { "clerk", "/" },
        { "clerk", "/search?q=620123" },
        { "clerk", "/deliveries" },
        { "clerk", "/deliveries/{delivery}" },
        { "clerk", "/deliveries/{delivery}/differences" },
        { "clerk", "/deliveries/{delivery}/work" },
        { "clerk", "/collectives" },
        { "clerk", "/collectives/city" },
        { "clerk", "/collectives/{collective}" },
        { "clerk", "/collectives/{collective}/first-registration" },
        { "clerk", "/collectives/{collective}/homesteads" },
        { "village-clerk", "/collectives/{collective}/homesteads/survey" },
        { "village-clerk", "/cases/new/homestead-registration?household={household}" },
        { "village-clerk", "/cases/new/homestead-correction?household={household}" },
        { "village-clerk", "/cases/new/homestead-boundary-correction?household={household}" },
        { "village-clerk", "/cases/new/homestead-inheritance?household={household}" },
        { "village-clerk", "/cases/new/homestead-house-gone?household={household}" },
        { "clerk", "/households/{household}" },
        { "village-clerk", "/settlement" },
        { "village-clerk", "/settlement/report?household={household}" },
        { "clerk", "/households/{household}/documents/new" },
        { "village-clerk", "/households/{household}/guardians" },
        { "village-clerk", "/cases" },
        { "village-clerk", "/cases/{waiting}" },
        { "village-clerk", "/cases/{returned}" },
        { "village-clerk", "/cases/new/representative-change?case={returned}" },
        { "village-clerk", "/reach" },
        { "village-clerk", "/assisted" },
        { "village-clerk", "/assisted/cases/{waiting}" },
        { "village-clerk", "/cases/new?household={household}" },
        { "village-clerk", "/cases/new/member-change?household={household}&event=married-out" },
        { "village-clerk", "/cases/new/member-change?household={household}&event=death" },
        { "village-clerk", "/cases/new/household-split?household={household}" },
        { "village-clerk", "/cases/new/household-split?household={household}&divide={parcel}" },
        { "village-clerk", "/cases/new/membership?household={household}" },
        { "village-clerk", "/cases/new/membership-end?household={household}" },
        { "village-clerk", "/cases/new/parcel-division?household={household}" },
        { "village-clerk", "/cases/new/parcel-division?household={household}&parcel={parcel}" },
        { "village-clerk", "/cases/new/boundary-correction?household={household}&parcel={parcel}" },
        { "village-clerk", "/cases/new/entry-correction?household={household}&parcel={parcel}&entry=Category" },
        { "village-clerk", "/cases/new/person-correction?household={household}" },
        { "registrar", "/collectives/{collective}/placements/new" },
        { "chair", "/cases/new/expropriation?household={household}" },
        { "farmer", "/cases/new/return?household={household}" },
        { "farmer", "/cases/new/homestead-return?household={household}" },
        { "village-clerk", "/collectives/{collective}/renewals?before=2048-12-31" },
        { "village-clerk", "/collectives/{collective}/first-registration/cases" },
        { "chair", "/collectives/{collective}/homesteads/cases" },
        { "alone", "/" },
        { "alone", "/messages" },
        { "alone", "/cases/new" },
        { "alone", "/cases/new/membership?collective={collective}" },
        { "auditor", "/" },
        { "auditor", "/ledger" },
        { "stranger", "/sign-in?lost=files&back=%2Fkept%2F0" },
        { "desk", "/kept/{kept}" },
        { "administrator", "/accounts/{account}" },
        { "seller", "/transfers/{asked}" },
        { "seller", "/listings/{offer}" },
        { "seller", "/homesteads/{plot}" },
        { "seller", "/cases/new/membership-withdrawal?household={asking}" },
        { "board", "/requests/{deal}" },
        { "registrar", "/transfers/{deal}" },
        { "registrar", "/rights/{held}/holds/{hold}" },
        { "clerk", "/cases/{waiting}/receipt" },
        { "clerk", "/deliveries/{faulty}/work/620123202204020019" },
        { "desk", "/assisted/transfers/{asked}" },
        { "desk", "/assisted/disputes/{told}" },
        { "township", "/assisted/{signed}" },
        { "township", "/disputes/{dispute}" },
        { "township", "/settlement/people/{settled}" },
        { "township", "/objections/{objection}/answer" },
        { "desk", "/notices/{notice}/desk" },
        { "stranger", "/notices/{notice}" },
        { "stranger", "/notices/{notice}/object?case={on-notice}" },
        { "stranger", "/objections/{receipt}" },
        { "desk", "/documents/{document}" },
        { "desk", "/collectives/{group}/renewals/cases" },
        { "desk", "/collectives/{group}/renewals/{run}" },
        { "desk", "/cases/new/extinct-household?household={of}" },
        { "desk", "/cases/new/household-merge?household={of}&other={beside}" },
        { "desk", "/cases/new/parcel-consolidation?household={of}&{joined}" },
        { "desk", "/cases/new/representative-change?household={of}" },
        { "desk", "/cases/new/term-renewal?household={of}" },
    };

    /// <summary>What answers a GET and is no page to be looked at here: files, parts of a page, what leads elsewhere, and what looks at states of its own.</summary>
    private static readonly string[] _noPages =
    [
        "/audit.csv", "/certificates/{id:guid}/pdf", "/collectives/{code:length(14)}/members.pdf", "/collectives/{code:length(14)}/members.{kind:regex(^(xlsx|csv)$)}",
        "/collectives/{code:length(14)}/homesteads/survey.csv", "/collectives/{code:length(14)}.geojson", "/parcels/{code:length(19)}.geojson", "/deliveries/{sha256:length(64)}/findings.{kind:regex(^(xlsx|json|geojson)$)}", "/deliveries/{sha256:length(64)}/progress",
        "/documents/{sha256:regex(^[0-9a-f]{{64}}$)}/file", "/documents/{sha256:regex(^[0-9a-f]{{64}}$)}/thumbnail", "/notices/{id:guid}/sheet.pdf", "/rights/{code:length(19)}/choices/sheet.pdf",
        "/settlement/list.{kind:regex(^(xlsx|csv)$)}", "/settlement/sheets.pdf", "/tiles/{zoom:int}/{x:int}/{y:int}.mvt",
        "/elder", "/language", "/openapi/{documentName}.json",
        // The report of a run is one page for every kind of run; that of the renewals has a row.
        "/collectives/{code:length(14)}/first-registration/{form:guid}", "/collectives/{code:length(14)}/homesteads/{form:guid}",
        // Identities of elsewhere are switched on at another site.
        "/sign-in/external", "/sign-in/external/refused", "/sign-out/external", "/sign-out/external/leave",
    ];

    /// <summary>Large type is the same page in another style, and these are the rules that look at the style.</summary>
    private static readonly string[] _ofTheStyle = ["color-contrast", "link-in-text-block", "scrollable-region-focusable"];

    private static readonly (string Reader, string Pattern)[] _inOrder = [.. Pages.Select(row => (row.Data.Item1, row.Data.Item2))];

    [Theory]
    [MemberData(nameof(Pages))]
    public Task A_page_serves_everybody(string reader, string pattern) => ahead.At(_inOrder, (reader, pattern), page => Look(page.Reader, page.Pattern));

    [Fact]
    public void No_page_is_forgotten()
    {
        string[] routes = [.. Access.Rows.Where(row => row.Method == "GET" && !row.Route.StartsWith("/api/", StringComparison.Ordinal)).Select(row => row.Route)];
        string[] looked = [.. _inOrder.Select(page => RouteOf(page.Pattern.Split('?')[0].Split('/'))).OfType<string>()];

        routes.Except(_noPages).Except(looked).ShouldBeEmpty("give these pages a row");
        _noPages.Except(routes).ShouldBeEmpty("these have no route");

        // Of several routes that fit an address the one that names more of it by its words takes it.
        string? RouteOf(string[] parts) => routes.Where(route => Fits(route.Split('/'), parts)).MaxBy(route => route.Split('/').Zip(parts).Count(pair => pair.First == pair.Second));
        static bool Fits(string[] route, string[] parts) => route.Length == parts.Length && route.Zip(parts).All(pair => pair.First == pair.Second || pair.First.StartsWith('{'));
    }

    [Fact]
    public async Task A_barrier_is_found_where_there_is_one()
    {
        var page = await site.Open(null);
        await page.GotoAsync("/about");
        await page.EvaluateAsync("document.querySelector('main').append(document.createElement('img'))");

        (await Barriers.On(page)).ShouldHaveSingleItem().ShouldStartWith("image-alt: <img>");
        await page.Context.CloseAsync();
    }

    private async Task Look(string reader, string pattern)
    {
        try
        {
            await LookOnce(reader, pattern);
        }
        catch (PlaywrightException died) when (died.Message.Contains("has been closed", StringComparison.Ordinal))
        {
            // The browser died and took every page with it, whichever it was that was too much for it.
            await LookOnce(reader, pattern);
        }
    }

    private async Task LookOnce(string reader, string pattern)
    {
        var path = await Fill(pattern);
        var name = reader + new string([.. pattern.Where(sign => sign is not ('{' or '}')).Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : '-')]);

        await As(reader, scripts: true, (1280, 900), page => LookAround(page, path, name));
        await As(reader, scripts: false, (360, 740), async page =>
        {
            (await page.GotoAsync(path))!.Status.ShouldBe(200);
            await FitsItsWidth(page, $"{name} without scripts at 360");
            await CountySite.KeepWhenAsked(page, $"{name}-no-script");
        });
    }

    private async Task LookAround(IPage page, string path, string name)
    {
        (await page.GotoAsync(path))!.Status.ShouldBe(200);
        await IsDrawn(page);
        await CountySite.KeepWhenAsked(page, $"{name}-desktop");
        var content = await page.ContentAsync();
        site.IdentityNumbers.Count.ShouldBeGreaterThan(100);
        site.IdentityNumbers.Where(number => content.Contains(number, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty(name);
        (await Barriers.On(page)).ShouldBeEmpty(name);

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await CountySite.KeepWhenAsked(page, $"{name}-print");
        await page.EmulateMediaAsync(new() { Media = Media.Screen });

        await page.SetViewportSizeAsync(360, 740);
        await FitsItsWidth(page, $"{name} at 360");
        await CountySite.KeepWhenAsked(page, $"{name}-phone");

        await page.SetViewportSizeAsync(320, 740);
        await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        await FitsItsWidth(page, $"{name} at 320 with text of 200 %");
        await CutsNothing(page, $"{name} at 320 with text of 200 %");
        await CountySite.KeepWhenAsked(page, $"{name}-320-200");

        await page.SetViewportSizeAsync(1280, 900);
        await page.Locator("button:has-text('大字版')").ClickAsync();
        await Expect(page.Locator("button[aria-pressed=true]:has-text('大字版')")).ToBeAttachedAsync();
        new Uri(page.Url).PathAndQuery.ShouldBe(path);
        await IsDrawn(page);
        await FitsItsWidth(page, $"{name} in large type");
        await CountySite.KeepWhenAsked(page, $"{name}-elder");
        (await Barriers.On(page, _ofTheStyle)).ShouldBeEmpty($"{name} in large type");

        await page.Context.ClearCookiesAsync(new() { Name = Visit.ElderCookie });
        await page.SetViewportSizeAsync(360, 740);
        await page.GotoAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang=en");
        await FitsItsWidth(page, $"{name} in English at 360");
        await CountySite.KeepWhenAsked(page, $"{name}-english");
    }

    private static async Task IsDrawn(IPage page)
    {
        if (await page.Locator("rr-map").CountAsync() > 0) await Expect(page.Locator("rr-map")).ToHaveAttributeAsync("data-ready", new System.Text.RegularExpressions.Regex("\\d"));
    }

    /// <summary>A page before which nobody but the reader has been, who signed in once and has set nothing: neither large type nor a language.</summary>
    private Task As(string reader, bool scripts, (int Width, int Height) size, Func<IPage, Task> look) => ahead.Lend(
        (reader, scripts),
        () => site.Open(null, new() { JavaScriptEnabled = scripts }),
        async page =>
        {
            await page.Context.ClearCookiesAsync();
            if (reader != "stranger") await page.Context.AddCookiesAsync(await Cookies(reader));
            await page.SetViewportSizeAsync(size.Width, size.Height);
            await look(page);
        });

    private Task<Cookie[]> Cookies(string reader) => reader switch
    {
        "alone" => site.SignedIn(reader, async () => await site.CookiesOf(await site.OpenAs(new Actor.Farmer(await Alone(), "")))),
        "farmer" => site.SignedIn(CountySite.KeyOf(site.Single)),
        "chair" => site.SignedIn(site.ChairOf(site.Single.Collective)),
        "desk" or "township" or "board" or "seller" => site.SignedIn(reader, async () => await site.CookiesOf(await site.OpenAs(await There(reader)))),
        _ => site.SignedIn(reader),
    };

    /// <summary>Somebody who stands in the roster of the collective and belongs to no household.</summary>
    private async Task<Guid> Alone()
    {
        var person = Guid.CreateVersion7();
        var paper = new Provenance(new(2019, 6, 1), "delivery/0", "", "62012320190601000001", [], []);
        (await site.Desk.Enter(
            new(CountySite.County, Guid.CreateVersion7(), "delivery/0", $"member {person}"),
            _ => Task.FromResult(Decision.Enter(new StreamFact(Streams.Membership(person), new MemberConfirmed(person, site.Single.Collective, null, MembershipGround.Reform, new(2019, 6, 1), null, paper)))),
            TestContext.Current.CancellationToken)).Refusal.ShouldBeNull();
        return person;
    }

    internal static async Task FitsItsWidth(IPage page, string where)
    {
        var over = await page.EvaluateAsync<string[]>("""
            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
                : [...document.querySelectorAll('body *')]
                    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                    .map(e => e.tagName + '.' + e.className).slice(0, 5)
            """);
        over.ShouldBeEmpty(where);
    }

    /// <summary>
    /// What a control says, or holds, is to be read whole: it wraps, or its letters are as small as its line needs. A mark of a state stays
    /// inside what it marks.
    /// </summary>
    internal static async Task CutsNothing(IPage page, string where)
    {
        var cut = await page.EvaluateAsync<string[]>("""
            () => {
                const pen = document.createElement('canvas').getContext('2d');
                const roomIn = e => {
                    const style = getComputedStyle(e);
                    return e.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
                };
                // What a line is for: a code, a telephone number or a day, a code from a message.
                const digitsOf = e => [['govuk-input--width-20', 18], ['govuk-input--width-10', 11], ['govuk-input--width-5', 6]].find(([size]) => e.classList.contains(size))?.[1] ?? 0;
                const isCut = e => {
                    if (['INPUT', 'TEXTAREA'].includes(e.tagName)) {
                        pen.font = getComputedStyle(e).font;
                        return e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1 && e.type === 'file' || pen.measureText('0'.repeat(digitsOf(e))).width > roomIn(e);
                    }
                    if (e.tagName !== 'SELECT') {
                        const words = document.createRange();
                        words.selectNodeContents(e);
                        const [text, box] = [words.getBoundingClientRect(), e.getBoundingClientRect()];
                        return text.left < box.left - 1 || text.right > box.right + 1 || text.top < box.top - 1 || text.bottom > box.bottom + 1;
                    }

                    // A list does not tell how much its line holds: its words are measured, and the room for the mark left out.
                    const style = getComputedStyle(e);
                    pen.font = style.font;
                    const lines = Math.max(1, Math.round((e.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)) / (parseFloat(style.lineHeight) || parseFloat(style.fontSize) * 1.2)));
                    return pen.measureText(e.selectedOptions[0]?.text ?? '').width > roomIn(e) * lines;
                };
                const sticksOut = e => {
                    const [box, around, style] = [e.getBoundingClientRect(), e.parentElement.getBoundingClientRect(), getComputedStyle(e.parentElement)];
                    return box.left < around.left + parseFloat(style.paddingLeft) - 1 || box.right > around.right - parseFloat(style.paddingRight) + 1;
                };
                return [...document.querySelectorAll('button, summary, select, textarea, .govuk-button, .govuk-label, .govuk-fieldset__legend, input:not([type=hidden], [type=checkbox], [type=radio], [type=range]), .state')]
                    .filter(e => e.checkVisibility() && e.clientWidth > 1 && (isCut(e) || e.classList.contains('state') && sticksOut(e)))
                    .map(e => `${e.tagName}.${e.className} ${e.id} ${e.innerText?.slice(0, 30) ?? ''} ${e.scrollWidth}/${e.clientWidth} ${e.scrollHeight}/${e.clientHeight}`).slice(0, 8);
            }
            """);
        cut.ShouldBeEmpty(where);
    }

    private async Task<string> Fill(string pattern)
    {
        var right = (await RightSheet.OfHousehold(site.Register, site.Single.Household, TestContext.Current.CancellationToken)).First(owned => owned.EndedOn is null);
        var waiting = pattern.Contains("{waiting}", StringComparison.Ordinal) ? await ahead.Once("{waiting}", _ => Waiting(right.Collective)) : "";
        var returned = pattern.Contains("{returned}", StringComparison.Ordinal) ? await ahead.Once("{returned}", _ => Returned(right.Collective)) : "";
        var filled = pattern
            .Replace("{waiting}", waiting, StringComparison.Ordinal)
            .Replace("{returned}", returned, StringComparison.Ordinal)
            .Replace("{right}", right.Code, StringComparison.Ordinal)
            .Replace("{parcel}", right.Held.First(parcel => parcel.Listing is null).Parcel, StringComparison.Ordinal)
            .Replace("{certificate}", right.Current?.Id.ToString() ?? "", StringComparison.Ordinal)
            .Replace("{county}", CountySite.County, StringComparison.Ordinal)
            .Replace("{token}", right.Current?.Token, StringComparison.Ordinal)
            .Replace("{household}", right.Household, StringComparison.Ordinal)
            .Replace("{collective}", right.Collective, StringComparison.Ordinal)
            .Replace("{delivery}", site.Delivery, StringComparison.Ordinal);
        if (!filled.Contains('{', StringComparison.Ordinal)) return filled;

        foreach (var line in (await ahead.Once("{elsewhere}", _ => Elsewhere())).Split('\n'))
            filled = filled.Replace($"{{{line.Split('=')[0]}}}", line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..], StringComparison.Ordinal);
        return filled;
    }

    /// <summary>A case that its household sent back to where it is written.</summary>
    private async Task<string> Returned(string collective)
    {
        var (number, cancel) = (await Waiting(collective, 1), TestContext.Current.CancellationToken);
        var sheet = (await CaseSheet.Of(site.Register, number, cancel))!;
        var head = new Actor.Farmer(sheet.Representative!.Value, sheet.Household!);
        (await site.Desk.Enter(new SendBack(number, StepKind.Applied, ["names-differ", "other"], "代表的名字和户口簿对不上，请再核对"), Submission.Now(CountySite.County, Guid.CreateVersion7(), head, TimeProvider.System), cancel)).Refusal.ShouldBeNull();
        return number;
    }

    /// <summary>A case that waits for its holders, of a household that no journey walks with.</summary>
    private async Task<string> Waiting(string collective, int which = 0)
    {
        var cancel = TestContext.Current.CancellationToken;
        Guid other;
        string household;
        await using (var find = site.Register.CreateCommand("""
            select distinct on (h.code) h.code, m.person
            from register.household h
                     join register.household_member m on m.household = h.code and m.person <> h.representative
            where h.collective = $1 and h.code <> all ($2) and h.ended_on is null
            order by h.code, m.position
            offset $3
            limit 1
            """))
        {
            find.Parameters.Add(new() { Value = collective });
            find.Parameters.Add(new() { Value = site.People.Select(person => person.Household).ToArray() });
            find.Parameters.Add(new() { Value = which });
            await using var reader = await find.ExecuteReaderAsync(cancel);
            (await reader.ReadAsync(cancel)).ShouldBeTrue();
            (household, other) = (reader.GetString(0), reader.GetGuid(1));
        }

        var clerk = new Actor.VillageClerk(Guid.CreateVersion7(), collective[..12]);
        var opened = await site.Desk.Enter(new OpenCase(new ChangeRepresentative(household, other)), By(), cancel);
        opened.Refusal.ShouldBeNull();
        var number = opened.Streams.Single(stream => stream.StartsWith("case/", StringComparison.Ordinal))["case/".Length..];
        (await site.Desk.Enter(new CompleteStep(number, StepKind.Applied), By(), cancel)).Refusal.ShouldBeNull();
        return number;

        Submission By() => Submission.Now(CountySite.County, Guid.CreateVersion7(), clerk, TimeProvider.System);
    }
}
