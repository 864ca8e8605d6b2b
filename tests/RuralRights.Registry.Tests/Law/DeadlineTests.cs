using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Law;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tests.Law;

/// <summary>A register whose own host does no work in the background, so that every test runs nodes of its own on it.</summary>
public sealed class QuietRegister : IAsyncLifetime
{
    public TestRegister Register { get; } = TestRegister.With(options => options with { BackgroundWork = false });

    public ValueTask InitializeAsync() => Register.InitializeAsync();

    public ValueTask DisposeAsync() => Register.DisposeAsync();
}

/// <summary>Offers of one collective lapse some time after they were opened: a limit over real facts, entered through the real desk.</summary>
internal sealed class OfferLapses(string collective, TimeLimit limit) : IDeadline
{
    public string Kind => "offer-lapses";

    public async Task<IReadOnlyList<Deadline>> Running(NpgsqlDataSource register, string? stream, CancellationToken cancel)
    {
        await using var command = register.CreateCommand(
            "select 'listing/' || id, opened_on from register.listing where collective = $1 and state = 'open' and ($2 is null or 'listing/' || id = $2)");
        command.Parameters.Add(new() { Value = collective });
        command.Parameters.Add(new() { Value = (object?)stream ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var running = new List<Deadline>();
        while (await reader.ReadAsync(cancel)) running.Add(new(reader.GetString(0), reader.GetFieldValue<DateOnly>(1), limit));
        return running;
    }

    public Task<Answer> FallDue(Desk desk, Deadline deadline, Submission by, CancellationToken cancel) => desk.Enter(
        new(by.County, by.Command, by.Actor.ToString(), deadline.Stream),
        async read =>
        {
            var listing = await read.State<Listing>(deadline.Stream, cancel);
            return listing.Stage == ListingStage.Open
                ? Decision.Enter(new StreamFact(deadline.Stream, new ListingClosed(listing.Id, ListingEnd.Withdrawn, new(by.Today, by.Actor.ToString(), "", "", [], []))))
                : Decision.Refuse(MarketRules.ListingIsClosed);
        },
        cancel);
}

public sealed class DeadlineTests(QuietRegister quiet) : IClassFixture<QuietRegister>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestRegister Register => quiet.Register;

    [Theory]
    [InlineData("2026-03-06", "1 working-days", "2026-03-09")]
    [InlineData("2026-03-07", "7 days", "2026-03-16")]
    [InlineData("2026-09-24", "7 days", "2026-10-08")]
    [InlineData("2025-12-31", "1 working-days", "2026-01-04")]
    [InlineData("2025-08-31", "6 months", "2026-02-28")]
    [InlineData("2027-08-31", "6 months", "2028-02-29")]
    [InlineData("2028-02-28", "1 days", "2028-02-29")]
    public async Task A_limit_ends_after_its_last_day_whatever_lies_between(string from, string limit, string last)
    {
        var (village, listing) = await Offer(DateOnly.Parse(from, null));
        TimeLimit.TryRead(limit, out var length).ShouldBeTrue();
        foreach (var year in PublishedHolidays.All) await Publish(year);
        var lastDay = DateOnly.Parse(last, null);
        await using var node = await Start(village, length, At(lastDay, 23, 59, 30), looks: false);

        (await node.Deadlines.Meet(Message(listing, from), Cancel)).ShouldBeNull("the last day is not over");
        (await IsOpen(listing)).ShouldBeTrue();
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        (await node.Deadlines.Meet(Message(listing, from), Cancel)).ShouldNotBeNull().IsEntered.ShouldBeTrue();

        (await IsOpen(listing)).ShouldBeFalse();
        (await Closings(listing)).ShouldBe(1);
        (await Register.Ask<string>("select data -> 'provenance' ->> 'actor' from ledger.mt_events where stream_id = $1 and type = 'listing-closed'", $"listing/{listing}"))
            .ShouldBe($"register/{TestRegister.County}");
    }

    [Fact]
    public async Task A_notice_of_holidays_moves_what_was_already_scheduled()
    {
        var (village, listing) = await Offer(new(2028, 12, 28));
        await using var node = await Start(village, TimeLimit.WorkingDays(2), At(new(2029, 1, 1), 23, 0, 0), looks: false);
        (await CountyBook.Of(Register.Connections[TestRegister.County], Cancel)).Calendar.Knows(new(2029, 1, 1)).ShouldBeFalse();
        TimeLimit.WorkingDays(2).From(new(2028, 12, 28), WorkCalendar.Unpublished).LastDay.ShouldBe(new(2029, 1, 1));

        await Publish(new(2029, [new(2029, 1, 1), new(2029, 1, 2)], [], "样例通知"));
        node.Clock.Advance(TimeSpan.FromHours(2));
        (await node.Deadlines.Meet(Message(listing, "2028-12-28"), Cancel)).ShouldBeNull("the holidays moved the last day to 3 January");
        (await IsOpen(listing)).ShouldBeTrue();
        node.Clock.Advance(TimeSpan.FromDays(2));

        (await node.Deadlines.Meet(Message(listing, "2028-12-28"), Cancel)).ShouldNotBeNull().IsEntered.ShouldBeTrue();
    }

    [Fact]
    public async Task A_limit_ends_at_its_midnight_without_anyone_looking()
    {
        var (village, listing) = await Offer(new(2026, 3, 2));
        await using var node = await Start(village, TimeLimit.Days(7), At(new(2026, 3, 9), 23, 59, 58));

        await TestRegister.Until(() => IsScheduled(listing), "the first look schedules what ends at the coming midnight");
        (await IsOpen(listing)).ShouldBeTrue();
        node.Clock.Advance(TimeSpan.FromSeconds(3));

        await TestRegister.Until(async () => !await IsOpen(listing), "the scheduled message arrives after midnight");
        (await Closings(listing)).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_was_lost_while_no_node_ran_comes_back_at_the_next_start()
    {
        var (village, listing) = await Offer(new(2026, 3, 2));
        await using (var first = await Start(village, TimeLimit.Days(7), At(new(2026, 3, 9), 12, 0, 0)))
            await TestRegister.Until(() => IsScheduled(listing), "the message stands before the node stops");

        await Register.AsOwner("delete from wolverine.wolverine_incoming_envelopes");
        await using var second = await Start(village, TimeLimit.Days(7), At(new(2026, 3, 12), 8, 0, 0));

        await TestRegister.Until(async () => !await IsOpen(listing), "the first look of the second node finds it over");
        (await Closings(listing)).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_outlives_the_node_that_sent_it()
    {
        var (village, listing) = await Offer(new(2026, 3, 2));
        await using (var first = await Start(village, TimeLimit.Days(7), At(new(2026, 3, 9), 23, 59, 40)))
            await TestRegister.Until(() => IsScheduled(listing), "the message stands before the node stops");

        // The second node has a clock that stands after midnight, but its own first look is made to find nothing.
        await using var second = await Start(village, TimeLimit.Days(7), At(new(2026, 3, 10), 0, 5, 0), looks: false);

        await TestRegister.Until(async () => !await IsOpen(listing), "the message that the first node left behind is handled", seconds: 90);
        (await Closings(listing)).ShouldBe(1);
    }

    [Fact]
    public async Task However_often_and_by_however_many_it_is_told_it_happens_once()
    {
        var (village, listing) = await Offer(new(2026, 3, 2));
        await using var one = await Start(village, TimeLimit.Days(7), At(new(2026, 3, 10), 0, 0, 1), looks: false);
        await using var two = await Start(village, TimeLimit.Days(7), At(new(2026, 3, 11), 0, 0, 1), looks: false);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(at => (at % 2 == 0 ? one : two).Deadlines.Meet(Message(listing, "2026-03-02"), Cancel)));

        answers.ShouldContain(answer => answer != null && answer.IsEntered);
        (await Closings(listing)).ShouldBe(1);
        (await one.Deadlines.Meet(Message(listing, "2026-03-02"), Cancel)).ShouldBeNull("nothing runs any more");
    }

    [Fact]
    public async Task What_was_met_or_never_ran_does_nothing()
    {
        var (village, listing) = await Offer(new(2026, 3, 2));
        await village.Enter(new StreamFact($"listing/{listing}", new ListingClosed(listing, ListingEnd.Withdrawn, Village.Paper)));
        await using var node = await Start(village, TimeLimit.Days(7), At(new(2026, 5, 1), 0, 0, 0), looks: false);

        (await node.Deadlines.Meet(Message(listing, "2026-03-02"), Cancel)).ShouldBeNull();
        (await node.Deadlines.Meet(Message(Guid.CreateVersion7(), "2026-03-02"), Cancel)).ShouldBeNull();
        (await node.Deadlines.Meet(Message(listing, "2026-03-02") with { Kind = "a-kind-of-long-ago" }, Cancel)).ShouldBeNull();
        (await Closings(listing)).ShouldBe(1);
    }

    private static FallsDue Message(Guid listing, string from) => new(TestRegister.County, "offer-lapses", $"listing/{listing}", DateOnly.Parse(from, null));

    private static DateTimeOffset At(DateOnly day, int hour, int minute, int second) => new(day, new(hour, minute, second), TimeSpan.FromHours(8));

    private async Task<(Village Village, Guid Listing)> Offer(DateOnly opened)
    {
        var village = await Village.Found(Register);
        var listing = village.Id(7, 1);
        (await village.Enter(
            village.ParcelFact(1),
            village.ContractFact(1, 1),
            new StreamFact($"listing/{listing}", new ListingOpened(
                listing, village.Right(1), village.Household(1), village.Collective, [village.Parcel(1)], [], 3000, Village.Paper with { LegalDay = opened })))).Refusal.ShouldBeNull();
        return (village, listing);
    }

    private async Task Publish(HolidayTable year) => (await Register.Desk.Enter(
        new PublishWorkCalendar(year.Year, year.RestDays, year.WorkDays, year.Source),
        new(TestRegister.County, Guid.CreateVersion7(), new Actor.Registrar(Guid.Parse("00000000-0000-0000-0000-00000000c1e4"), TestRegister.County), new(2026, 11, 4)),
        Cancel)).Refusal.ShouldBeNull();

    private Task<bool> IsOpen(Guid listing) => Register.Ask<bool>("select state = 'open' from register.listing where id = $1", listing);

    private Task<long> Closings(Guid listing) =>
        Register.Ask<long>("select count(*) from ledger.mt_events where stream_id = $1 and type = 'listing-closed'", $"listing/{listing}");

    private Task<bool> IsScheduled(Guid listing) => Register.Ask<bool>(
        "select exists (select from wolverine.wolverine_incoming_envelopes where status = 'Scheduled' and position(convert_to($1, 'UTF8') in body) > 0)", $"listing/{listing}");

    private Task<Node> Start(Village village, TimeLimit limit, DateTimeOffset now, bool looks = true) => Node.Start(
        Register, now, looks ? [] : ["DeadlineWatch"], services => services.AddSingleton<IDeadline>(new OfferLapses(village.Collective, limit)));
}
