using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>A transfer through plain forms, by everybody whom it takes.</summary>
[Collection<AtTheSite>]
public sealed partial class TransferTests(TestSite site)
{
    private static readonly string Right = Hamlet.Right(Hamlet.Group, 2);
    private static readonly string Parcel = Hamlet.Parcel(Hamlet.Group, 2, 1);

    [Fact]
    public async Task A_listing_is_seen_and_taken_inside_its_collective_only()
    {
        using var seller = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));
        var listing = await List(seller, Hamlet.Right(Hamlet.Group, 1), Hamlet.Parcel(Hamlet.Group, 1, 1));

        using var outsider = await site.SignedIn(Hamlet.Farmer(Hamlet.Neighbours, 1));
        (await outsider.GetStringAsync(new Uri("/room", UriKind.Relative), TestContext.Current.CancellationToken)).ShouldContain("现在没有人挂出地块");
        using var look = await outsider.GetAsync(new Uri(listing, UriKind.Relative), TestContext.Current.CancellationToken);
        look.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var forged = await TestSite.Send(outsider, "/", $"{listing}/take", ("command", Guid.CreateVersion7().ToString()));
        forged.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var refusal = await forged.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        refusal.ShouldContain("/rules/transferee-is-outsider");
        refusal.ShouldContain("第三十四条");

        using var back = await TestSite.Send(seller, listing, $"{listing}/withdraw", ("command", Guid.CreateVersion7().ToString()));
        back.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task What_was_typed_is_kept_when_something_is_missing()
    {
        using var seller = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        using var answer = await seller.GetAsync(
            new Uri($"/rights/{Hamlet.Right(Hamlet.Group, 2)}/list?step=3&price=zwölf&parcel={Hamlet.Parcel(Hamlet.Group, 2, 1)}", UriKind.Relative), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        html.ShouldContain("第 2 步，共 3 步");
        html.ShouldContain("value=\"zwölf\"");
        html.ShouldContain("href=\"#price\"");
    }

    [Fact]
    public async Task The_same_form_sent_twice_does_the_thing_once()
    {
        using var seller = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 3));
        var (right, parcel, command) = (Hamlet.Right(Hamlet.Group, 3), Hamlet.Parcel(Hamlet.Group, 3, 2), Guid.CreateVersion7().ToString());
        using var once = await TestSite.Send(seller, "/", $"/rights/{right}/list", ("command", command), ("price", "900"), ("parcel", parcel));
        using var twice = await TestSite.Send(seller, "/", $"/rights/{right}/list", ("command", command), ("price", "900"), ("parcel", parcel));
        twice.Headers.Location.ShouldBe(once.Headers.Location);
        using var back = await TestSite.Send(seller, "/", $"{once.Headers.Location}/withdraw", ("command", Guid.CreateVersion7().ToString()));
        back.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Nobody_answers_before_every_co_holder_has_and_anything_can_be_taken_back_before_the_entry()
    {
        using var seller = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        using var buyer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 3));
        using var chair = await site.SignedIn($"chair-{Hamlet.Group}");
        using var registrar = await site.SignedIn("registrar");

        var listing = await List(seller, Right, Parcel);
        using var taken = await TestSite.Send(buyer, listing, $"{listing}/take", ("command", Guid.CreateVersion7().ToString()));
        var transfer = taken.Headers.Location!.OriginalString;
        var id = transfer.Split('/')[^1];

        // The page shows the case without a button, and a forged answer is refused.
        var request = await chair.GetStringAsync(new Uri($"/requests/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        request.IndexOf("class=\"sketch", StringComparison.Ordinal).ShouldBeInRange(1, request.IndexOf("办到哪一步了", StringComparison.Ordinal), "what is decided about comes before the decision");
        request.ShouldNotContain("name=\"agrees\"");
        using var early = await TestSite.Send(chair, $"/requests/{id}", $"/requests/{id}", ("command", Guid.CreateVersion7().ToString()), ("agrees", "true"));
        early.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await early.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("/rules/holder-has-not-consented");

        var page = await seller.GetStringAsync(new Uri(transfer, UriKind.Relative), TestContext.Current.CancellationToken);
        var terms = TermsField().Match(page).Groups[1].Value;
        using var consent = await TestSite.Send(seller, transfer, $"{transfer}/consent", ("command", Guid.CreateVersion7().ToString()), ("terms", terms));
        consent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await seller.GetStringAsync(new Uri(transfer, UriKind.Relative), TestContext.Current.CancellationToken)).ShouldContain("收回我的同意");

        using var entry = await TestSite.Send(registrar, transfer, $"{transfer}/register", ("command", Guid.CreateVersion7().ToString()));
        entry.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        using var withdrawn = await TestSite.Send(buyer, transfer, $"{transfer}/withdraw", ("command", Guid.CreateVersion7().ToString()));
        withdrawn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await seller.GetStringAsync(new Uri(transfer, UriKind.Relative), TestContext.Current.CancellationToken)).ShouldContain("已经收回，什么也没有改变。");
    }

    private static async Task<string> List(HttpClient seller, string right, string parcel)
    {
        using var answer = await TestSite.Send(
            seller, $"/rights/{right}/list?step=3&price=12600&parcel={parcel}", $"/rights/{right}/list", ("command", Guid.CreateVersion7().ToString()), ("price", "12600"), ("parcel", parcel));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return answer.Headers.Location!.OriginalString;
    }

    [GeneratedRegex("name=\"terms\" value=\"([^\"]+)\"")]
    private static partial Regex TermsField();
}
