using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Law;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Registry.Tests.Law;

namespace RuralRights.Registry.Tests.Tenure;

/// <summary>Holds and disputes over the real desk: they lapse without anyone looking, and a dispute holds and frees its parcels in one entry.</summary>
public sealed class HoldTests(QuietRegister quiet) : IClassFixture<QuietRegister>
{
    private static readonly Guid Official = Guid.Parse("00000000-0000-0000-0000-00000000c1e5");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestRegister Register => quiet.Register;

    [Fact]
    public async Task An_objection_entry_lapses_on_the_day_after_its_fifteenth_without_anyone_looking()
    {
        var village = await Land();
        (await Hold(village, EncumbranceKind.Objection, null, new(2026, 3, 2))).Refusal.ShouldBeNull();
        await using var node = await Start(At(new(2026, 3, 17), 23, 59, 0));
        var due = new FallsDue(TestRegister.County, "objection-entry", $"right/{village.Right(1)}", new(2026, 3, 2));

        (await node.Deadlines.Meet(due, Cancel)).ShouldBeNull("the fifteenth day is not over");
        node.Clock.Advance(TimeSpan.FromMinutes(2));
        (await node.Deadlines.Look(Cancel)).ShouldBeGreaterThan(0);

        await TestRegister.Until(
            () => Register.Ask<bool>("select exists (select from register.encumbrance where right_code = $1 and lapsed_on = '2026-03-18')", village.Right(1)), "the entry lapses");
        (await node.Deadlines.Meet(due, Cancel)).ShouldBeNull("nothing runs any more");
        (await Register.Ask<long>("select count(*) from ledger.mt_events where stream_id = $1 and type = 'encumbrance-lapsed'", $"right/{village.Right(1)}")).ShouldBe(1);
    }

    [Fact]
    public async Task A_suit_keeps_an_objection_and_a_renewal_a_seizure()
    {
        var village = await Land();
        await Hold(village, EncumbranceKind.Objection, null, new(2026, 3, 2));
        await Hold(village, EncumbranceKind.Seizure, new(2026, 3, 10), new(2026, 3, 2));
        var ids = await Register.Ask<Guid[]>("select array_agg(id order by kind) from register.encumbrance where right_code = $1", village.Right(1));
        Task<string> Scan(string text) => HandIn(text, By(default).Actor);
        var (objection, seizure, notice, renewal) = (
            await Scan($"order {EncumbranceKind.Objection}"), await Scan($"order {EncumbranceKind.Seizure}"), await Scan("notice of acceptance"), await Scan("renewal"));
        (await Register.Desk.Enter(new RecordSuit(village.Right(1), ids[0], "（2026）甘0123民初1号", notice), By(new(2026, 3, 9)), Cancel)).Refusal.ShouldBeNull();
        (await Register.Desk.Enter(new RenewSeizure(village.Right(1), ids[1], new(2026, 6, 1), "（2026）甘0123执2号", renewal), By(new(2026, 3, 9)), Cancel)).Refusal.ShouldBeNull();
        (await HoldPaper.Of(Register.Connections[TestRegister.County], village.Right(1), Cancel)).Select(paper => (paper.Hold, paper.Deed, paper.Number, paper.Scan)).ShouldBe(
        [
            (ids[0], HoldDeed.Entered, "（2026）甘0123执1号", objection), (ids[1], HoldDeed.Entered, "（2026）甘0123执1号", seizure),
            (ids[0], HoldDeed.Sued, "（2026）甘0123民初1号", notice), (ids[1], HoldDeed.Renewed, "（2026）甘0123执2号", renewal),
        ]);
        await using var node = await Start(At(new(2026, 6, 2), 1, 0, 0));

        (await node.Deadlines.Meet(new(TestRegister.County, "objection-entry", $"right/{village.Right(1)}", new(2026, 3, 2)), Cancel)).ShouldBeNull();
        (await node.Deadlines.Meet(new(TestRegister.County, "hold-ends", $"right/{village.Right(1)}", new(2026, 3, 9)), Cancel)).ShouldBeNull("the renewal moved its end");
        (await node.Deadlines.Meet(new(TestRegister.County, "hold-ends", $"right/{village.Right(1)}", new(2026, 5, 31)), Cancel)).ShouldNotBeNull().IsEntered.ShouldBeTrue();

        (await Register.Ask<string[]>("select array_agg(kind) from register.encumbrance where right_code = $1 and lapsed_on is null", village.Right(1))).ShouldBe(["objection"]);

        // What was entered before every paper was handed in names its number alone.
        await village.Enter(new StreamFact(Streams.Right(village.Right(1)), new EncumbranceEntered(village.Right(1), village.Id(21, 1), EncumbranceKind.Mortgage, [village.Parcel(1)], null, "借款合同1号", Village.Paper)));
        (await HoldPaper.Of(Register.Connections[TestRegister.County], village.Right(1), Cancel)).Single(paper => paper.Number == "借款合同1号").Scan.ShouldBeNull();
    }

    [Fact]
    public async Task A_dispute_holds_its_parcels_and_frees_them_in_the_entry_that_ends_it_and_an_award_binds_by_itself()
    {
        var village = await Land();
        var day = new DateOnly(2026, 3, 2);
        var claim = new OpenDispute(village.Right(1), [village.Parcel(1)], village.Household(2), DisputeMatter.Infringement, day.AddDays(-9), "占了我家的地");
        var asking = new Submission(TestRegister.County, Guid.CreateVersion7(), new Actor.Farmer(village.Person(2), village.Household(2)), day);
        (await Register.Desk.Enter(claim, asking, Cancel)).Refusal.ShouldBeNull();
        (await Register.Desk.Enter(claim, asking, Cancel)).IsEntered.ShouldBeTrue("the same form sent twice is one dispute");
        var dispute = await Register.Ask<Guid>("select id from register.dispute where right_code = $1", village.Right(1));
        (await Register.Ask<bool>("select lifted_on is null from register.encumbrance where id = $1 and kind = 'dispute'", dispute)).ShouldBeTrue();

        foreach (var step in new[] { DisputeStep.Petition, DisputeStep.Accept, DisputeStep.Award })
            (await Step(dispute, step, day, village)).Refusal.ShouldBeNull();
        await using var node = await Start(At(day.AddDays(31), 0, 1, 0));
        (await node.Deadlines.Meet(new(TestRegister.County, "award-binds", $"dispute/{dispute}", day), Cancel)).ShouldNotBeNull().IsEntered.ShouldBeTrue();
        (await Register.Ask<string>("select stage from register.dispute where id = $1", dispute)).ShouldBe("final");
        (await Step(dispute, DisputeStep.Execute, day.AddDays(40), village)).Refusal.ShouldBeNull();

        (await Register.Ask<bool>("select lifted_on is not null from register.encumbrance where id = $1", dispute)).ShouldBeTrue();
        (await Register.Ask<long>("select count(*) from register.dispute_step where dispute = $1", dispute)).ShouldBe(5);
    }

    [Fact]
    public async Task A_dispute_over_a_homestead_holds_it_and_the_government_s_decision_binds_by_itself()
    {
        var village = await Land();
        await village.Enter(village.HomesteadFact(1, 1));
        var (day, plot) = (new DateOnly(2026, 3, 2), village.Plot(1));
        var claim = new OpenDispute(plot, [plot], village.Household(2), DisputeMatter.HomesteadBoundary, day.AddDays(-9), "墙砌到我家来了");
        (await Register.Desk.Enter(claim, new(TestRegister.County, Guid.CreateVersion7(), new Actor.Farmer(village.Person(2), village.Household(2)), day), Cancel)).Refusal.ShouldBeNull();
        var dispute = await Register.Ask<Guid>("select id from register.dispute where right_code = $1", plot);
        (await StandingHold.OfRights(Register.Connections[TestRegister.County], [plot], day, Cancel)).Single().Dispute.ShouldBe(dispute);
        var sheet = (await DisputeSheet.Of(Register.Connections[TestRegister.County], dispute, Cancel)).ShouldNotBeNull();
        (sheet.Holder, sheet.Claimant, sheet.Parcels.Single()).ShouldBe((village.Household(1), village.Household(2), plot));
        (await DisputeSheet.Of(Register.Connections[TestRegister.County], village.Household(1), Guid.Empty, Cancel)).Select(one => one.Id).ShouldBe([dispute]);

        (await Step(dispute, DisputeStep.Petition, day, village)).Refusal!.Code.ShouldBe("step-is-not-on-the-ladder");
        foreach (var step in new[] { DisputeStep.GoToTownship, DisputeStep.Decide }) (await Step(dispute, step, day, village)).Refusal.ShouldBeNull();
        await using var node = await Start(At(day.AddDays(31), 0, 1, 0));
        (await node.Deadlines.Meet(new(TestRegister.County, "award-binds", $"dispute/{dispute}", day), Cancel)).ShouldNotBeNull().IsEntered.ShouldBeTrue();
        (await Register.Ask<string>("select stage from register.dispute where id = $1", dispute)).ShouldBe("final");
        (await Step(dispute, DisputeStep.Execute, day.AddDays(40), village)).Refusal.ShouldBeNull();
        (await StandingHold.OfRights(Register.Connections[TestRegister.County], [plot], day.AddDays(40), Cancel)).ShouldBeEmpty();
    }

    private async Task<Village> Land()
    {
        var village = await Village.Found(Register);
        (await village.Enter(village.ParcelFact(1), village.ParcelFact(2), village.ContractFact(1, 1, 2))).Refusal.ShouldBeNull();
        return village;
    }

    private async Task<Answer> Hold(Village village, EncumbranceKind kind, DateOnly? until, DateOnly day) =>
        await Register.Desk.Enter(new EnterEncumbrance(village.Right(1), kind, [village.Parcel(1)], until, "（2026）甘0123执1号", await HandIn($"order {kind}", By(day).Actor)), By(day), Cancel);

    private async Task<Answer> Step(Guid dispute, DisputeStep step, DateOnly day, Village village)
    {
        var officer = new Actor.TownshipOfficer(Official, village.Collective[..9]);
        var paper = await HandIn($"{dispute} {step}", officer);
        return await Register.Desk.Enter(new AdvanceDispute(dispute, step, day, "文书1", paper), new(TestRegister.County, Guid.CreateVersion7(), officer, day), Cancel);
    }

    private async Task<string> HandIn(string text, Actor actor) => (await Register.Host.Services.GetRequiredService<Documents>()
        .HandIn(TestRegister.County, new MemoryStream(Registration.Sheet.Of(text)), actor, DocumentLimits.Default, Cancel)).Document!.Sha256;

    private static Submission By(DateOnly day) => new(TestRegister.County, Guid.CreateVersion7(), new Actor.Registrar(Official, TestRegister.County), day);

    private static DateTimeOffset At(DateOnly day, int hour, int minute, int second) => new(day, new(hour, minute, second), TimeSpan.FromHours(8));

    private Task<Node> Start(DateTimeOffset now) => Node.Start(Register, now, ["DeadlineWatch"]);
}
