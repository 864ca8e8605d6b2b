using System.Net;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using Shouldly;
using Xunit;
using static RuralRights.Web.Tests.CaseworkTests;

namespace RuralRights.Web.Tests;

/// <summary>Who speaks for somebody who cannot, from the village desk to the confirmation.</summary>
public sealed class GuardianTests(TestSite site) : IClassFixture<TestSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_guardian_is_entered_at_the_desk_and_confirms_for_the_ward_in_both_names()
    {
        var household = Hamlet.Household(Hamlet.Group, 2);
        var path = $"/households/{household}/guardians";
        var (head, ward) = (await site.Ask<Guid>("select representative from register.household where code = $1", household), await site.Ask<Guid>("select person from register.household_member where household = $1 and co_holder order by position desc limit 1", household));
        using var village = await site.SignedIn("village-clerk");
        (await Html(village, $"/households/{household}")).ShouldContain($"href=\"{path}\"");

        using var half = await Post(village, path, [("command", $"{Guid.CreateVersion7()}"), ("ward", $"{ward}")]);
        half.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var said = await half.Content.ReadAsStringAsync(Cancel);
        said.ShouldContain($"value=\"{ward}\" checked");
        said.ShouldContain("请选监护人");
        said.ShouldContain("请选由监护人代办的原因");
        said.ShouldContain("id=\"paper-error\"");
        using var young = await Post(village, path, [("command", $"{Guid.CreateVersion7()}"), ("ward", $"{ward}"), ("guardian", $"{head}"), ("ground", "Minor")], ("paper-file", Sheet.Pdf("book")));
        (await young.Content.ReadAsStringAsync(Cancel)).ShouldContain("不能按未成年人登记监护人");
        using var named = await Post(village, path, [("command", $"{Guid.CreateVersion7()}"), ("ward", $"{ward}"), ("guardian", $"{head}"), ("ground", "LacksCapacity")], ("paper-file", Sheet.Pdf("judgment")));
        Seen(named).ShouldBe(path);
        (await Html(village, path)).ShouldContain("代办，自");

        using var opened = await Post(village, "/cases/new/representative-change", [("command", $"{Guid.CreateVersion7()}"), ("household", household), ("representative", $"{ward}")]);
        var file = Seen(opened);
        await Step(village, file, StepKind.Applied);
        using var alone = await site.As(new Actor.Farmer(ward, household), Hamlet.Group);
        var terms = Terms().Match(await Html(alone, file)).Groups[1].Value;
        using var refused = await Post(alone, $"{file}/confirm", [("command", $"{Guid.CreateVersion7()}"), ("terms", terms)]);
        (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("由登记的监护人代为作出");
        using var guardian = await site.As(new Actor.Farmer(head, household), Hamlet.Group);
        (await Html(guardian, file)).ShouldContain($"name=\"ward\" value=\"{ward}\"");
        using var confirmed = await Post(guardian, $"{file}/confirm", [("command", $"{Guid.CreateVersion7()}"), ("terms", terms), ("ward", $"{ward}")]);
        Seen(confirmed).ShouldBe(file);
        (await site.Ask<string>("select data -> 'provenance' ->> 'actor' from ledger.mt_events where type = 'case-confirmed' and data ->> 'person' = $1", $"{ward}")).ShouldBe($"person/{head}");
        using var back = await Post(guardian, $"{file}/confirmation/withdraw", [("command", $"{Guid.CreateVersion7()}"), ("ward", $"{ward}")]);
        Seen(back).ShouldBe(file);

        using var gone = await Post(village, $"{file}/withdraw", [("command", $"{Guid.CreateVersion7()}")]);
        Seen(gone).ShouldBe(file);
        using var free = await Post(village, $"{path}/end", [("command", $"{Guid.CreateVersion7()}"), ("free", $"{ward}")], ("end-paper-file", Sheet.Pdf("second judgment")));
        Seen(free).ShouldBe(path);
        (await Html(village, path)).ShouldNotContain("代办，自");
    }
}
