using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;
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
        using var oneself = await Post(village, path, [("command", $"{Guid.CreateVersion7()}"), ("ward", $"{ward}"), ("guardian", $"{ward}"), ("ground", "LacksCapacity")], ("paper-file", Sheet.Pdf("oneself")));
        (await oneself.Content.ReadAsStringAsync(Cancel)).ShouldContain("自己不能做自己的监护人，请另选一位");
        using var young = await Post(village, path, [("command", $"{Guid.CreateVersion7()}"), ("ward", $"{ward}"), ("guardian", $"{head}"), ("ground", "Minor")], ("paper-file", Sheet.Pdf("book")));
        (await young.Content.ReadAsStringAsync(Cancel)).ShouldContain("不能按未成年人登记监护人");
        using var named = await Post(village, path, [("command", $"{Guid.CreateVersion7()}"), ("ward", $"{ward}"), ("guardian", $"{head}"), ("ground", "LacksCapacity")], ("paper-file", Sheet.Pdf("judgment")));
        Seen(named).ShouldBe(path);
        (await Html(village, path)).ShouldNotContain("代办，自");
        (await Html(village, path)).ShouldNotContain("incapacity/confirm");

        // It stands on the first page of whoever may confirm it: not of whoever wrote it down, nor of the family, nor in another township.
        var (link, reporter) = ($"href=\"{path}\"", await site.Ask<string>("select data -> 'provenance' ->> 'actor' from ledger.mt_events where type = 'incapacity-reported' and data ->> 'ward' = $1", $"{ward}"));
        var waits = await FirstPage(new Actor.TownshipOfficer(Guid.CreateVersion7(), Hamlet.Group[..9]));
        foreach (var word in new[] { link, "等您核实的：1 件", "法院认定不能自己办事", $"村里 {Write.Day(Today)} 写下" }) waits.ShouldContain(word);
        foreach (var other in new[] { new Actor.TownshipOfficer(Guid.Parse(reporter.Split('/')[1]), Hamlet.Group[..9]), new(head, Hamlet.Group[..9]), new(Guid.CreateVersion7(), "620123203") })
            (await FirstPage(other)).ShouldNotContain(link);
        (await Html(village, "/")).ShouldNotContain(link);

        // Until the township confirmed it, the ward reads of it and acts alone.
        using (var told = await site.As(new Actor.Farmer(ward, household), Hamlet.Group))
        {
            foreach (var word in new[] { "法院认定", "核实以前，本人的事还是本人办", "可以请法院恢复" }) (await Html(told, "/")).ShouldContain(word);
        }

        await Confirmed(site, household, ward);
        (await FirstPage(new Actor.TownshipOfficer(Guid.CreateVersion7(), Hamlet.Group[..9]))).ShouldNotContain(link);
        (await Html(village, path)).ShouldContain("代办，自");
        using (var told = await site.As(new Actor.Farmer(ward, household), Hamlet.Group))
        {
            (await Html(told, "/")).ShouldContain("法院认定本人不能自己办事，乡镇核实过");
            (await Html(told, "/")).ShouldNotContain("等乡镇核实");
        }

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

    /// <summary>The township reads the court's paper and confirms what the village wrote down.</summary>
    internal static async Task Confirmed(TestSite site, string household, Guid ward)
    {
        var path = $"/households/{household}/guardians";
        using var township = await site.SignedIn("township-officer");
        var paper = await site.Ask<string>("select document from register.incapacity_report where ward = $1", ward);
        (await Html(township, path)).ShouldContain($"href=\"/documents/{paper}\"");
        await Html(township, $"/documents/{paper}");
        var guardian = await site.Ask<Guid>("select guardian from register.incapacity_report where ward = $1", ward);
        using var other = await Post(township, $"{path}/incapacity/confirm", [("command", $"{Guid.CreateVersion7()}"), ("ward", $"{ward}"), ("guardian", $"{ward}"), ("document", paper)]);
        (await other.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/no-incapacity-is-reported");
        using var confirmed = await Post(township, $"{path}/incapacity/confirm", [("command", $"{Guid.CreateVersion7()}"), ("ward", $"{ward}"), ("guardian", $"{guardian}"), ("document", paper)]);
        Seen(confirmed).ShouldBe(path);
    }

    [Fact]
    public async Task Own_labour_is_written_down_in_the_village_and_counts_once_the_township_saw_the_paper_and_confirmed_it()
    {
        var household = Hamlet.Household(Hamlet.Group, 3);
        var path = $"/households/{household}/guardians";
        var head = (await site.Head(3)).Person;
        var young = (await site.Services.GetRequiredService<Vault>().Keep(Hamlet.County, [new("赵小工", "9", null, Birth: Today.AddYears(-17))], Cancel))[0];
        (await site.Services.GetRequiredService<Desk>().Enter(
            new(Hamlet.County, Guid.CreateVersion7(), "delivery/0", "young"),
            _ => Task.FromResult(Decision.Enter(new StreamFact(Streams.Household(household), new HouseholdMembersChanged(
                household, [new(head, "02", true, null), new(young, "20", true, null)], new(new(2019, 6, 1), "delivery/0", "", "62012320190601000001", [], []))))),
            Cancel)).Refusal.ShouldBeNull();

        using var village = await site.SignedIn("village-clerk");
        using var township = await site.SignedIn("township-officer");
        using var half = await Post(village, $"{path}/own-labour", [("command", $"{Guid.CreateVersion7()}"), ("worker", $"{young}")]);
        half.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var said = await half.Content.ReadAsStringAsync(Cancel);
        foreach (var wrong in new[] { $"value=\"{young}\" checked", "请选是还是不再是", "id=\"labour-paper-error\"" }) said.ShouldContain(wrong);
        using var old = await Post(village, $"{path}/own-labour", [("command", $"{Guid.CreateVersion7()}"), ("worker", $"{head}"), ("lives", "yes")], ("labour-paper-file", Sheet.Pdf("wages")));
        (await old.Content.ReadAsStringAsync(Cancel)).ShouldContain("/rules/own-labour-counts-from-sixteen");
        using var reported = await Post(village, $"{path}/own-labour", [("command", $"{Guid.CreateVersion7()}"), ("worker", $"{young}"), ("lives", "yes")], ("labour-paper-file", Sheet.Pdf("wages")));
        Seen(reported).ShouldBe(path);
        var waiting = await Html(village, path);
        waiting.ShouldContain("等乡镇核实");
        waiting.ShouldNotContain("own-labour/confirm");
        var listed = await Html(township, "/");
        foreach (var word in new[] { $"href=\"{path}\"", "以自己的劳动收入为主要生活来源", $"村里 {Write.Day(Today)} 写下" }) listed.ShouldContain(word);
        async Task<IEnumerable<Guid>> WaitsOn(DateOnly day) => (await ToConfirm.By(
            site.Services.GetRequiredService<Desk>(), Hamlet.County, site.Services.GetRequiredService<NpgsqlDataSource>(), new(day, new Actor.TownshipOfficer(Guid.CreateVersion7(), Hamlet.Group[..9]), "", ""), Cancel)).Select(one => one.Person);
        (await WaitsOn(Today)).ShouldContain(young);
        (await WaitsOn(Today.AddYears(1))).ShouldNotContain(young, "whoever has come of age acts alone, and nothing is left to confirm");

        var page = await Html(township, path);
        page.ShouldNotContain("name=\"ward\"");
        var paper = await site.Ask<string>("select document from register.own_labour where person = $1", young);
        page.ShouldContain($"href=\"/documents/{paper}\"");
        await Html(township, $"/documents/{paper}");
        using var neighbour = await site.As(new Actor.TownshipOfficer(Guid.CreateVersion7(), "620123203"));
        using var hidden = await neighbour.GetAsync(new Uri($"/documents/{paper}", UriKind.Relative), Cancel);
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var confirmed = await Post(township, $"{path}/own-labour/confirm", [("command", $"{Guid.CreateVersion7()}"), ("worker", $"{young}"), ("lives", "yes")]);
        Seen(confirmed).ShouldBe(path);
        (await Html(village, path)).ShouldContain("自己办事，不由监护人代办");
        (await Html(township, "/")).ShouldNotContain($"href=\"{path}\"");
    }

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));

    private async Task<string> FirstPage(Actor officer)
    {
        using var browser = await site.As(officer);
        return await Html(browser, "/");
    }
}
