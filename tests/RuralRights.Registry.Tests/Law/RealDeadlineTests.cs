using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Law;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Registry.Tests.Registration;

namespace RuralRights.Registry.Tests.Law;

/// <summary>
/// Every limit of the register itself, over days on which nobody works and over a node that stopped: its message is scheduled by one node on
/// the last day and kept by the database, and what it brings about happens at another node, on the day after, once.
/// </summary>
public sealed class RealDeadlineTests(QuietRegister quiet) : IClassFixture<QuietRegister>
{
    private static readonly string[] Disturbing = ["HolderMessageRounds"];
    private static readonly Guid Official = Guid.Parse("00000000-0000-0000-0000-00000000c1e4");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestRegister Register => quiet.Register;

    [Fact]
    public void No_limit_of_the_register_is_left_out() =>
        Register.Host.Services.GetServices<IDeadline>().Select(limit => limit.Kind).ShouldBe(["case-step", "objection-entry", "hold-ends", "award-binds"], ignoreOrder: true);

    [Theory]
    // Saturday 7 and Sunday 8 March count for none of them.
    [InlineData("2026-03-02", "2026-02-20", "2026-03-07", "2026-02-06", "2026-03-09")]
    // Over New Year: the first three days of January are holidays, and Sunday the 4th is worked instead.
    [InlineData("2025-12-25", "2025-12-17", "2026-01-02", "2025-12-04", "2026-01-04")]
    // To the leap day, which is a Tuesday.
    [InlineData("2028-02-22", "2028-02-14", "2028-02-29", "2028-01-30", "2028-02-29")]
    public async Task Every_limit_ends_after_its_last_working_day_and_outlives_the_node_that_scheduled_it(string atTheStep, string objection, string seizedUntil, string award, string last)
    {
        foreach (var year in PublishedHolidays.All)
            (await Register.Desk.Enter(new PublishWorkCalendar(year.Year, year.RestDays, year.WorkDays, year.Source), By(Registrar, new(2025, 11, 4)), Cancel)).Refusal.ShouldBeNull();
        var village = await Village.Found(Register, 4);
        await village.Enter([.. Enumerable.Range(1, 4).Select(number => village.ParcelFact(number))]);
        await village.Enter([.. Enumerable.Range(1, 4).Select(number => village.ContractFact(number, number))]);
        var lastDay = Day(last);
        FallsDue[] messages =
        [
            new(TestRegister.County, "case-step", await AtAcceptance(village, Day(atTheStep)), Day(atTheStep)),
            new(TestRegister.County, "objection-entry", await Held(village, 1, EncumbranceKind.Objection, null, Day(objection)), Day(objection)),
            new(TestRegister.County, "hold-ends", await Held(village, 2, EncumbranceKind.Seizure, Day(seizedUntil), Day(seizedUntil).AddDays(-40)), Day(seizedUntil).AddDays(-1)),
            new(TestRegister.County, "award-binds", await Awarded(village, 3, Day(award)), Day(award)),
        ];
        string[] streams = [.. messages.Select(message => message.Stream)];

        await using (var first = await Node.Start(Register, At(lastDay, 12), Disturbing))
        {
            await TestRegister.Until(async () => await Scheduled(streams) == streams.Length, "what ends at the coming midnight is scheduled");
            foreach (var message in messages) (await first.Deadlines.Meet(message, Cancel)).ShouldBeNull($"the last day of {message.Kind} is not over");
            (await Ends(streams)).ShouldBeEmpty();
        }

        // The queue goes by the clock of the machine, so its hour comes as much sooner as the clock of the node was moved.
        await Register.AsOwner("update wolverine.wolverine_incoming_envelopes set execution_time = now() where status = 'Scheduled'");
        await using var second = await Node.Start(Register, At(lastDay.AddDays(1), 0).AddMinutes(1), [.. Disturbing, "DeadlineWatch"]);
        await TestRegister.Until(async () => (await Ends(streams)).Length >= streams.Length, "the messages that the first node left behind are handled", seconds: 90);
        foreach (var message in messages) (await second.Deadlines.Meet(message, Cancel)).ShouldBeNull($"nothing of {message.Kind} runs any more");

        var day = $"{lastDay.AddDays(1):yyyy-MM-dd}";
        string[] types = ["case-step-overdue", "encumbrance-lapsed", "encumbrance-lapsed", "dispute-advanced"];
        (await Ends(streams)).ShouldBe(streams.Zip(types, (stream, type) => $"{stream} {type} {day} register/{TestRegister.County}"), ignoreOrder: true);
        (await Register.Ask<string>("select stage from register.dispute where 'dispute/' || id = $1", streams[3])).ShouldBe("final");
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset At(DateOnly day, int hour) => new(day, new(hour, 0), TimeSpan.FromHours(8));

    private static Actor Registrar => new Actor.Registrar(Official, TestRegister.County);

    private static Submission By(Actor actor, DateOnly day) => new(TestRegister.County, Guid.CreateVersion7(), actor, day);

    private Task<long> Scheduled(string[] streams) => Register.Ask<long>(
        "select count(*) from unnest($1::text[]) as one (stream) where exists (select from wolverine.wolverine_incoming_envelopes where status = 'Scheduled' and position(convert_to(stream, 'UTF8') in body) > 0)",
        (object)streams);

    /// <summary>What the register itself entered about them: stream, fact, legal day, actor.</summary>
    private Task<string[]> Ends(string[] streams) => Register.Ask<string[]>(
        """
        select coalesce(array_agg(concat_ws(' ', stream_id, type, data -> 'provenance' ->> 'legal_day', data -> 'provenance' ->> 'actor')), '{}')
        from ledger.mt_events where stream_id = any ($1) and data -> 'provenance' ->> 'actor' like 'register/%'
        """, (object)streams);

    private async Task<string> Held(Village village, int household, EncumbranceKind kind, DateOnly? until, DateOnly day)
    {
        var paper = await Desks.HandIn(Register, Registrar);
        (await Register.Desk.Enter(new EnterEncumbrance(village.Right(household), kind, [village.Parcel(household)], until, "（2026）甘0123执1号", paper), By(Registrar, day), Cancel)).Refusal.ShouldBeNull();
        return Streams.Right(village.Right(household));
    }

    private async Task<string> Awarded(Village village, int household, DateOnly day)
    {
        var claim = new OpenDispute(village.Right(household), [village.Parcel(household)], village.Household(1), DisputeMatter.Infringement, day.AddDays(-9), "占了我家的地");
        (await Register.Desk.Enter(claim, By(new Actor.Farmer(village.Person(1), village.Household(1)), day), Cancel)).Refusal.ShouldBeNull();
        var dispute = await Register.Ask<Guid>("select id from register.dispute where right_code = $1", village.Right(household));
        Actor township = new Actor.TownshipOfficer(Official, village.Collective[..9]);
        foreach (var step in new[] { DisputeStep.Petition, DisputeStep.Accept, DisputeStep.Award })
            (await Register.Desk.Enter(new AdvanceDispute(dispute, step, day, "文书1", await Desks.HandIn(Register, township)), By(township, day), Cancel)).Refusal.ShouldBeNull();
        return Streams.Dispute(dispute);
    }

    /// <summary>A case that stands at the county's desk from a day on.</summary>
    private async Task<string> AtAcceptance(Village village, DateOnly day)
    {
        var other = village.Id(33, 2);
        await village.Enter(new StreamFact(Streams.Household(village.Household(4)), new HouseholdMembersChanged(
            village.Household(4), [new(village.Person(4), "02", true, null), new(other, "12", true, null)], Village.Paper)));
        var clerk = new Actor.VillageClerk(village.Id(80, 1), village.Collective[..12]);
        var opened = await Register.Desk.Enter(new OpenCase(new ChangeRepresentative(village.Household(4), other)), By(clerk, day), Cancel);
        opened.Refusal.ShouldBeNull();
        var stream = opened.Streams.Single(one => one.StartsWith("case/", StringComparison.Ordinal));
        var number = stream["case/".Length..];
        (await Register.Desk.Enter(new CompleteStep(number, StepKind.Applied), By(clerk, day), Cancel)).Refusal.ShouldBeNull();
        var terms = await Register.Ask<string>("select terms from register.case_file where number = $1", number);
        foreach (var person in new[] { village.Person(4), other })
            (await Register.Desk.Enter(new ConfirmCase(number, terms), By(new Actor.Farmer(person, village.Household(4)), day), Cancel)).Refusal.ShouldBeNull();
        return stream;
    }
}
