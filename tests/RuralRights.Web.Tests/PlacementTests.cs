using System.Net;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>A village is merged into another through the page of its collective.</summary>
/// <remarks>At a site of its own: the hamlet comes under other desks.</remarks>
public sealed class PlacementTests(TestSite site) : IClassFixture<TestSite>
{
    private const string NewVillage = "620123104207";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_registrar_enters_it_with_its_document_and_the_new_desk_goes_on_with_the_case()
    {
        var household = Hamlet.Household(Hamlet.Group, 2);
        var other = await site.Ask<Guid>("select person from register.household_member where household = $1 and position = 2", household);
        using var village = await site.SignedIn("village-clerk");
        using var opened = await Post(village, "/cases/new/representative-change", [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("representative", $"{other}")]);
        var (path, page) = (Seen(opened), $"/collectives/{Hamlet.Group}");
        using var registrar = await site.SignedIn("registrar");
        (await Html(registrar, page)).ShouldContain($"href=\"{page}/placements/new\"");
        using (var reviewer = await site.SignedIn("reviewer")) (await Html(reviewer, page)).ShouldNotContain($"{page}/placements/new");

        var today = Registry.Submission.LegalDay(TimeProvider.System).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (string, string)[] Typed(string place, string paper = "") => [("command", $"{Guid.CreateVersion7()}"), ("village", place), ("from", today), ("source", "甘民函〔2026〕9号"), ("document", paper)];
        using var nothing = await Post(registrar, $"{page}/placements/new", [("command", $"{Guid.CreateVersion7()}")]);
        var errors = await nothing.Content.ReadAsStringAsync(Cancel);
        nothing.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, errors);
        foreach (var field in new[] { "village", "from", "source", "document" }) errors.ShouldContain($"id=\"{field}-error\"");
        using var elsewhere = await Post(registrar, $"{page}/placements/new", Typed("620122104207"), ("document-file", Sheet.Pdf("merger")));
        var refused = await elsewhere.Content.ReadAsStringAsync(Cancel);
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, refused);
        refused.ShouldContain("/rules/place-is-not-of-the-county");
        using var placed = await Post(registrar, $"{page}/placements/new", Typed(NewVillage, LandFormTests.FieldValue(refused, "document")));
        Seen(placed).ShouldBe(page);
        WebUtility.HtmlDecode(await Html(registrar, page)).ShouldContain("甘民函〔2026〕9号</a>");

        // The old desk is refused by name and has it in no list; the new one goes on with it.
        var number = path["/cases/".Length..];
        (await Html(village, "/cases")).ShouldNotContain(number);
        using (var late = TestSite.Request("complete-step", new { @case = number, step = "applied" }, Guid.CreateVersion7()))
        using (var answer = await village.SendAsync(late, Cancel)) (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("not-this-desk");
        using var clerk = await site.As(new Actor.VillageClerk(Guid.CreateVersion7(), NewVillage));
        (await Html(clerk, "/cases")).ShouldContain(number);
        await Step(clerk, path, StepKind.Applied);
        (await Html(clerk, "/assisted")).ShouldContain($"href=\"/assisted/cases/{number}\"");
        (await Html(clerk, $"/cases/new?household={household}")).ShouldContain("/cases/new/member-change?household=");

        // Whoever settles in town comes from the village as it is called now, at the desk and on the own telephone.
        (await Html(clerk, $"/settlement/report?household={household}")).ShouldContain($"name=\"from\" inputmode=\"numeric\" autocomplete=\"off\" value=\"{NewVillage}\"");
        var head = await site.Head(2);
        using var farmer = await site.As(head, Hamlet.Group);
        using var told = await Post(farmer, "/my/settlement", [("command", $"{Guid.CreateVersion7()}"), ("settled", "2024-03-01"), ("to", "620000"), ("criterion", "WorksInTown")]);
        Seen(told).ShouldBe("/my/settlement");
        (await site.Ask<string>("select from_division from register.settlement where person = $1", head.Person)).ShouldBe(NewVillage);
    }
}
