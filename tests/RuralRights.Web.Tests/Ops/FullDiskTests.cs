using System.Net;
using System.Text.Json.Nodes;
using RuralRights.Interchange.Generation;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests.Ops;

/// <summary>A disk that fills up stops an act or an import with a plain sentence, changes nothing, and lets the same be done again.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const string County = "620123";

    private readonly string _folder = Directory.CreateTempSubdirectory("rr-full.").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("data", "96m")]
    [InlineData("wal", "192m")]
    public async Task An_import_whose_disk_fills_up_is_told_and_goes_on_when_there_is_room(string placed, string size)
    {
        await using var cluster = await BreakableCluster.Make(placed, size);
        var delivery = CountyGenerator.Write(new CountyPlan { Parcels = 2500, Seed = 7 }, _folder, cancel: TestContext.Current.CancellationToken).Folder;

        using (var import = Import(cluster, delivery, Path.Combine(_folder, "state")))
        {
            (await cluster.Becomes(County, "select count(*) > 40 from register.household", () => import.IsRunning)).ShouldBeTrue();
            await cluster.Fill();
            var said = await import.EndAsync();
            said.Code.ShouldBe(1, said.Error);
            IsTold(said.Error, placed);
            var trouble = JsonNode.Parse(said.Output)!;
            trouble["state"]!.GetValue<string>().ShouldBe("outage");
            trouble["outage"]!.GetValue<string>().ShouldBe(said.Error.Contains("磁盘已满", StringComparison.Ordinal) ? "disk-full" : "database-away");
            said.Error.ShouldContain(trouble["zh"]!.GetValue<string>());
        }

        await cluster.Free();
        // A server that cannot write its log stops altogether; whoever mends the disk starts it again.
        await cluster.Start();
        (await cluster.Becomes(County, "select true", () => true)).ShouldBeTrue();
        var stopped = await RegisterPicture.Of(cluster, County);
        stopped.Households.Count.ShouldBeGreaterThan(40);

        using (var import = Import(cluster, delivery, Path.Combine(_folder, "state")))
        {
            var said = await import.EndAsync();
            said.Code.ShouldBe(0, said.Error);
        }

        var whole = await RegisterPicture.Of(cluster, County);
        whole.Households.Count.ShouldBeGreaterThan(stopped.Households.Count);
        stopped.ShouldBePartOf(whole);
    }

    [Fact]
    public async Task An_act_whose_disk_fills_up_is_ours_to_mend_and_enters_under_the_same_id_when_there_is_room()
    {
        await using var cluster = await BreakableCluster.Make("data", "96m");
        await using var site = TestSite.Over(cluster.Owner);
        await site.InitializeAsync();
        using var household = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));
        await cluster.Fill();

        // There is room left inside the files; the acts go on until they need more of the disk.
        JsonNode? listing = null;
        HttpResponseMessage answer;
        string act;
        object content;
        Guid id;
        var entered = 0;
        do
        {
            (act, content) = listing is null
                ? ("open-listing", new { right = Hamlet.Right(Hamlet.Group, 1), parcels = new[] { Hamlet.Parcel(Hamlet.Group, 1, 2) }, disclosed_leases = Array.Empty<string>(), price = 12600m })
                : ("withdraw-listing", (object)new { listing = TestSite.Made(listing, "listing/") });
            id = Guid.CreateVersion7();
            answer = await Act(household, act, content, id);
            if (answer.StatusCode != HttpStatusCode.OK) break;

            entered++;
            listing = listing is null ? JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)) : null;
        }
        while (entered < 5000);

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, text);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(text)!;
        problem["outage"]!.GetValue<string>().ShouldBe("disk-full");
        problem["mend"]!["zh"]!.GetValue<string>().ShouldContain("同一个编号");
        problem["mend"]!["en"]!.GetValue<string>().ShouldContain("under the same id");

        await cluster.Free();
        await cluster.Start();
        (await Receipts(household, id)).ShouldBe(HttpStatusCode.NotFound);
        using var again = await Act(household, act, content, id);
        again.StatusCode.ShouldBe(HttpStatusCode.OK, await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var twice = await Act(household, act, content, id);
        JsonNode.Parse(await twice.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["repeated"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_work_folder_without_room_is_told_at_the_terminal_and_on_the_page_and_nothing_is_left_in_it()
    {
        await using var cluster = await BreakableCluster.Make("state", "12m");
        var package = Path.Combine(Script.Root, "gis-samples", "620122皋兰县.zip");
        var state = Directory.CreateDirectory(Path.Combine(cluster.SmallDisk, "state")).FullName;
        await using var site = TestSite.Over(cluster.Owner, state);
        await site.InitializeAsync();
        using var clerk = await site.SignedIn("clerk");
        await cluster.Fill();

        using (var import = Import(cluster, package, state))
        {
            var said = await import.EndAsync();
            said.Code.ShouldBe(1, said.Error);
            IsTold(said.Error, "state");
        }

        using (var page = await TestSite.Upload(clerk, package))
        {
            var words = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, words);
            words.ShouldContain("登记系统的磁盘已满");
        }

        foreach (var folder in new[] { "work", "deliveries" })
            if (Directory.Exists(Path.Combine(state, folder))) Directory.EnumerateFileSystemEntries(Path.Combine(state, folder)).ShouldBeEmpty();

        await cluster.Free();
        using (var import = Import(cluster, package, state))
        {
            var said = await import.EndAsync();
            said.Code.ShouldBe(0, said.Error);
        }
    }

    private static void IsTold(string error, string placed)
    {
        var (chinese, english) = placed == "wal" && !error.Contains("磁盘已满", StringComparison.Ordinal)
            ? ("登记数据库暂时不能工作", "The database of the register is not available")
            : ("登记系统的磁盘已满，这次没有办成，登记簿保持原样", "A disk of the register is full");
        error.ShouldContain(chinese);
        error.ShouldContain(english);
        error.ShouldContain("再次执行同一条命令即可接着做");
    }

    private static Script Import(BreakableCluster cluster, string delivery, string state) => Script.Start(
        "/usr/bin/env",
        ["dotnet", Path.Combine(AppContext.BaseDirectory, "RuralRights.Web.dll"), "import", delivery, "--json"],
        new Dictionary<string, string> { ["RR_DB"] = cluster.Owner, ["RR_DB_APP"] = cluster.App, ["RR_STATE"] = state, ["RR_FACTS_PER_TRANSACTION"] = "120" });

    private static async Task<HttpResponseMessage> Act(HttpClient program, string act, object content, Guid id)
    {
        using var request = TestSite.Request(act, content, id);
        return await program.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<HttpStatusCode> Receipts(HttpClient program, Guid id)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var answer = await program.GetAsync(new Uri($"/api/v1/receipts/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || attempt == 20) return answer.StatusCode;

            // Connections that the server dropped are found out one by one.
            await Task.Delay(250, TestContext.Current.CancellationToken);
        }
    }
}
