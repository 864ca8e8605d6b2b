using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>What every form promises whoever sends it before it is filled in.</summary>
[Collection<AtTheSite>]
public sealed partial class FormTests(TestSite site)
{
    private static readonly string Right = Hamlet.Right(Hamlet.Group, 2);
    private static readonly string Farmer = Hamlet.Farmer(Hamlet.Group, 2);
    private static readonly string Household = Hamlet.Household(Hamlet.Group, 2);
    private static readonly string Parcel = Hamlet.Parcel(Hamlet.Group, 2, 1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string?, string> Forms { get; } = new()
    {
        { null, "/sign-in/staff" },
        { Farmer, "/account" },
        { Farmer, "/account/authenticator" },
        { Farmer, $"/disputes/new?parcel={Parcel}" },
        { Farmer, "/my/settlement" },
        { Farmer, $"/cases/new/certificate-replacement?household={Household}" },
        { Farmer, $"/cases/new/return?household={Household}" },
        { "administrator", "/accounts" },
        { "clerk", $"/households/{Household}/documents/new" },
        { "registrar", "/calendar?year=2026" },
        { "registrar", $"/collectives/{Hamlet.Group}/placements/new" },
        { "registrar", $"/rights/{Right}/holds/new" },
        { "registrar", "/settings/transfer-notice" },
        { "registrar", "/settings/papers-split" },
        { $"chair-{Hamlet.Group}", $"/cases/new/expropriation?household={Household}" },
        { "village-clerk", $"/settlement/report?household={Household}" },
        { "village-clerk", $"/households/{Household}/guardians" },
        { "village-clerk", $"/cases/new/representative-change?household={Household}" },
        { "village-clerk", $"/cases/new/member-change?household={Household}&event=birth" },
        { "village-clerk", $"/cases/new/member-change?household={Household}&event=married-out" },
        { "village-clerk", $"/cases/new/household-split?household={Household}&divide={Parcel}" },
        { "village-clerk", $"/cases/new/membership?household={Household}" },
        { "village-clerk", $"/cases/new/parcel-division?household={Household}&parcel={Parcel}&parts=2" },
        { "village-clerk", $"/cases/new/boundary-correction?household={Household}&parcel={Parcel}" },
        { "village-clerk", $"/cases/new/entry-correction?household={Household}&parcel={Parcel}&entry=Category" },
        { "village-clerk", $"/cases/new/person-correction?household={Household}" },
        { "village-clerk", $"/cases/new/homestead-registration?household={Household}" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_sent_empty_says_at_each_field_what_is_wrong(string? who, string path)
    {
        using var browser = who is null ? site.Browser() : await site.SignedIn(who);
        var page = await browser.GetStringAsync(new Uri(path, UriKind.Relative), Cancel);
        var said = 0;
        foreach (var form in Form().Matches(page).Where(form => Fillable().IsMatch(form.Value)))
        {
            // What the form brings along by itself stays; nothing that somebody fills in is sent.
            using var fields = new MultipartFormDataContent();
            foreach (Match hidden in Hidden().Matches(form.Value)) fields.Add(new StringContent(WebUtility.HtmlDecode(hidden.Groups["value"].Value)), hidden.Groups["name"].Value);
            using var answer = await browser.PostAsync(new Uri(WebUtility.HtmlDecode(form.Groups["to"].Value), UriKind.Relative), fields, Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, form.Groups["to"].Value);
            said += ToldAtItsField.LinesIn(await answer.Content.ReadAsStringAsync(Cancel));
        }

        said.ShouldBeGreaterThan(0, path);
    }

    [Fact]
    public async Task A_receipt_number_left_out_is_asked_for_at_its_field()
    {
        using var stranger = site.Browser();
        var html = await stranger.GetStringAsync(new Uri("/objections?receipt=", UriKind.Relative), Cancel);
        ToldAtItsField.LinesIn(html).ShouldBe(1);
    }

    [GeneratedRegex("<form [^>]*method=\"post\" action=\"(?<to>[^\"]+)\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<(select|textarea) |<input [^>]*class=\"govuk-(input|radios__input|checkboxes__input|file-upload)")]
    private static partial Regex Fillable();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();
}
