using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tests.Store;

public sealed class DeskTests(TestRegister register)
{
    [Fact]
    public async Task An_act_enters_with_its_receipt_and_the_tables_show_it_at_once()
    {
        var village = await Village.Found(register);

        var answer = await village.Enter(village.ParcelFact(1), village.ContractFact(1, 1));

        answer.IsEntered.ShouldBeTrue();
        answer.Facts.ShouldBe(2);
        answer.Streams.ShouldBe([$"parcel/{village.Parcel(1)}", $"right/{village.Right(1)}"]);
        (await register.Ask<int>("select fact_count from ledger.receipt where command_id = $1", answer.Command)).ShouldBe(2);
        (await register.Ask<string>("select household from register.holding where parcel = $1 and upper_inf(period)", village.Parcel(1))).ShouldBe(village.Household(1));
    }

    [Fact]
    public async Task The_same_id_and_content_get_the_same_answer_and_enter_once()
    {
        var village = await Village.Found(register);
        var command = village.Id(9, 1);

        var first = await village.Enter(command, village.ParcelFact(1));
        var second = await village.Enter(command, village.ParcelFact(1));

        second.Repeated.ShouldBeTrue();
        second.ShouldBeEquivalentTo(first with { Repeated = true, At = second.At });
        second.At.ShouldBe(first.At, TimeSpan.FromMilliseconds(0.002));
        (await register.Ask<long>("select count(*) from ledger.mt_events where stream_id = $1", $"parcel/{village.Parcel(1)}")).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_refused()
    {
        var village = await Village.Found(register);
        var command = village.Id(9, 2);
        await village.Enter(command, village.ParcelFact(1));

        var answer = await village.Enter(command, village.ParcelFact(2));

        answer.Refusal.ShouldBe(ConstraintRules.CommandIdReused);
        (await register.Ask<long>("select count(*) from ledger.mt_events where stream_id = $1", $"parcel/{village.Parcel(2)}")).ShouldBe(0);
    }

    [Fact]
    public async Task A_refusal_is_receipted_without_facts_and_stays_the_answer()
    {
        var village = await Village.Found(register);
        var rule = ConstraintRules.Find("parcel-already-listed")!;
        var ask = new Ask(TestRegister.County, village.Id(9, 3), "official/1", "anything");

        var first = await register.Desk.Enter(ask, _ => Task.FromResult(Decision.Refuse(rule, "here")), TestContext.Current.CancellationToken);
        var second = await register.Desk.Enter(ask, _ => throw new InvalidOperationException("decided twice"), TestContext.Current.CancellationToken);

        (first.Refusal, first.About, first.Facts).ShouldBe((rule, "here", 0));
        (second.Refusal, second.About, second.Repeated).ShouldBe((rule, "here", true));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_an_act_only_read_must_stand_unchanged_when_it_is_entered(int parcel)
    {
        // Of the first parcel something stood in the ledger when it was read, of the second nothing yet.
        var village = await Village.Found(register);
        if (parcel == 1) await village.Enter(village.ParcelFact(1));
        var read = $"parcel/{village.Parcel(parcel)}";
        var seen = new List<int>();

        var answer = await register.Desk.Enter(
            new(TestRegister.County, village.Id(9, 4), "official/1", "rests on another stream"),
            async reading =>
            {
                seen.Add((await reading.Facts(read, TestContext.Current.CancellationToken)).Count);
                if (seen.Count == 1) await village.Enter(parcel == 1 ? village.RenamedFact(1) : village.ParcelFact(2));
                return Decision.Enter(village.ParcelFact(3));
            },
            TestContext.Current.CancellationToken);

        answer.IsEntered.ShouldBeTrue();
        seen.ShouldBe([parcel == 1 ? 1 : 0, parcel == 1 ? 2 : 1]);
        answer.Streams.ShouldBe([$"parcel/{village.Parcel(3)}"]);
        (await register.Ask<long>("select count(*) from ledger.mt_streams where id = $1", $"parcel/{village.Parcel(4)}")).ShouldBe(0);
    }

    [Fact]
    public async Task Two_acts_that_each_rest_on_what_the_other_changes_are_not_both_entered_as_they_were_first_decided()
    {
        var village = await Village.Found(register);
        await village.Enter(village.ParcelFact(1), village.ParcelFact(2));
        using var both = new Barrier(2);
        var decided = 0;

        var answers = await Task.WhenAll(Act(1, 2), Act(2, 1));

        answers.ShouldAllBe(answer => answer.IsEntered);
        decided.ShouldBeGreaterThan(2);

        Task<Answer> Act(int mine, int other) => Task.Run(() => register.Desk.Enter(
            new(TestRegister.County, village.Id(9, 4 + mine), "official/1", $"changes {mine} because of {other}"),
            async reading =>
            {
                await reading.Facts($"parcel/{village.Parcel(other)}", TestContext.Current.CancellationToken);
                await reading.Facts($"parcel/{village.Parcel(mine)}", TestContext.Current.CancellationToken);
                if (Interlocked.Increment(ref decided) <= 2) both.SignalAndWait(TimeSpan.FromSeconds(20));
                return Decision.Enter(village.RenamedFact(mine));
            },
            TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_act_that_waits_too_long_for_another_enters_nothing_and_may_be_sent_again_under_its_id()
    {
        var village = await Village.Found(register);
        var impatient = new NpgsqlConnectionStringBuilder(register.Options.AppConnection) { Options = "-c lock_timeout=200ms" }.ConnectionString;
        await using var connections = new CountyConnections(register.Options with { AppConnection = impatient });
        var desk = ActivatorUtilities.CreateInstance<Desk>(register.Host.Services, connections);
        var ask = new Ask(TestRegister.County, village.Id(9, 7), "official/1", "waits");
        Task<Answer> Send() => desk.Enter(ask, _ => Task.FromResult(Decision.Enter(village.ParcelFact(1))), TestContext.Current.CancellationToken);

        await using (var other = await register.Owner())
        {
            await using var transaction = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var held = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", other) { Parameters = { new() { Value = $"parcel/{village.Parcel(1)}" } } };
            await held.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

            (await Send()).Refusal.ShouldBe(ConstraintRules.RegisterIsBusy);
            (await desk.Receipt(ask.County, ask.Command, TestContext.Current.CancellationToken)).ShouldBeNull();
        }

        (await Send()).IsEntered.ShouldBeTrue();
    }
}
