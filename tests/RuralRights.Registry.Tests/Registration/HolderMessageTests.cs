using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using Notice = RuralRights.Registry.SignIn.Notice;
using RuralRights.Registry.Tests.Exits;
using RuralRights.Registry.Tests.Law;

namespace RuralRights.Registry.Tests.Registration;

/// <summary>Every holder is told that a case is open: once, also when many try or one dies, and in person where no message arrives.</summary>
public sealed class HolderMessageTests(QuietRegister quiet) : IClassFixture<QuietRegister>
{
    private const string Phone = "13919000001";

    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(Bargain.Today, new(10, 0), TimeSpan.FromHours(8)));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestRegister Register => quiet.Register;

    private Vault Vault => Register.Host.Services.GetRequiredService<Vault>();

    [Fact]
    public async Task However_many_nodes_try_each_holder_gets_one_message_and_is_recorded_as_told()
    {
        var casework = await Opened(Phone, "13919000002");
        var gateway = new Gateway();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Node(gateway).Round(TestRegister.County, Cancel)));

        gateway.To(casework.Number).Select(sent => sent.Notice.To).Order(StringComparer.Ordinal).ShouldBe([Phone, "13919000002"]);
        (await Told(casework, casework.Village.Person(1))).ShouldBe("by message");
        (await Told(casework, casework.Other)).ShouldBe("by message");
        (await Facts(casework, "case-holder-reached")).ShouldBe(2);
    }

    [Fact]
    public async Task A_message_says_that_a_case_is_open_and_nothing_of_people_or_land()
    {
        var casework = await Opened(Phone, null);
        var gateway = new Gateway();
        await Node(gateway).Round(TestRegister.County, Cancel);

        var text = gateway.To(casework.Number).ShouldHaveSingleItem().Notice.Text;
        text.ShouldContain(casework.Number);
        foreach (var secret in new[] { casework.Village.Collective, casework.Village.Household(1)[^4..] + "号", Phone, "样例村", "小地名", "亩", "代表" }) text.ShouldNotContain(secret);
        gateway.To(casework.Number).Single().Notice.ToString().ShouldNotContain(Phone);
    }

    [Fact]
    public async Task Who_has_no_telephone_is_reached_in_person_before_anything_is_entered()
    {
        var casework = await Opened(Phone, null);
        await Node(new Gateway()).Round(TestRegister.County, Cancel);

        (await Told(casework, casework.Other)).ShouldBe("not reached");
        (await casework.Desk.Enter(new ReachHolder(casework.Number, casework.Other, true, await casework.HandIn(casework.VillageClerk)), casework.By(casework.VillageClerk), Cancel)).Refusal.ShouldBeNull();
        (await Told(casework, casework.Other)).ShouldBe("in person");
        (await Facts(casework, "case-holder-not-reached")).ShouldBe(1);
    }

    [Fact]
    public async Task Where_no_account_gave_a_telephone_the_survey_is_asked_and_that_look_is_logged()
    {
        var casework = await Opened(Phone, null);
        await Node(new Gateway()).Round(TestRegister.County, Cancel);

        (await Looks(casework.Other)).ShouldBe(1);
        (await Looks(casework.Village.Person(1))).ShouldBe(0);

        Task<long> Looks(Guid person) => Register.Ask<long>("select count(*) from vault.view_log where subject = $1 and viewer = $2", $"person/{person}", $"register/{TestRegister.County}");
    }

    [Fact]
    public async Task A_case_that_is_over_before_its_message_went_out_is_told_to_nobody()
    {
        var casework = await Opened(Phone, "13919000002");
        (await casework.Desk.Enter(new WithdrawCase(casework.Number), casework.By(casework.VillageClerk), Cancel)).Refusal.ShouldBeNull();
        var gateway = new Gateway();
        await Node(gateway).Round(TestRegister.County, Cancel);

        gateway.To(casework.Number).ShouldBeEmpty();
        (await Facts(casework, "case-holder-reached")).ShouldBe(0);
    }

    [Fact]
    public async Task A_node_that_dies_between_sending_and_recording_leaves_one_message()
    {
        var casework = await Opened(Phone, "13919000002");
        var folder = new FolderNotifier(Register.Options with { OutboxIsCarriedOut = true });
        await Should.ThrowAsync<OperationCanceledException>(() => Node(new Dying(folder)).Round(TestRegister.County, Cancel));
        (await Facts(casework, "case-holder-reached")).ShouldBe(0);

        await Node(folder).Round(TestRegister.County, Cancel);

        (await Facts(casework, "case-holder-reached")).ShouldBe(2);
        Directory.EnumerateFiles(folder.Folder).Select(File.ReadAllText).Count(text => text.Contains(casework.Number, StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Where_no_gateway_is_connected_nobody_counts_as_told_and_the_village_goes()
    {
        var casework = await Opened(Phone, "13919000002");
        var folder = new FolderNotifier(Register.Options);
        await Node(folder).Round(TestRegister.County, Cancel);

        (await Told(casework, casework.Village.Person(1))).ShouldBe("not reached");
        (await Told(casework, casework.Other)).ShouldBe("not reached");
        (await Facts(casework, "case-holder-reached")).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_sent_and_not_yet_recorded_is_recorded_once_and_not_sent_again()
    {
        var casework = await Opened(Phone, "13919000002");
        await Node(new Gateway()).Round(TestRegister.County, Cancel);
        await using (var forget = Register.Connections[TestRegister.County].CreateCommand("update outbox.holder_message set settled_at = null where case_number = $1"))
        {
            forget.Parameters.Add(new() { Value = casework.Number });
            await forget.ExecuteNonQueryAsync(Cancel);
        }

        var again = new Gateway();
        await Node(again).Round(TestRegister.County, Cancel);

        again.To(casework.Number).ShouldBeEmpty();
        (await Facts(casework, "case-holder-reached")).ShouldBe(2);
        (await Register.Ask<bool>("select bool_and(settled_at is not null) from outbox.holder_message where case_number = $1", casework.Number)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_message_that_fails_five_times_is_given_up_and_the_village_goes()
    {
        var casework = await Opened(Phone, "13919000002");
        var clock = new FakeTimeProvider(Clock.GetUtcNow());
        var broken = new Gateway { IsBroken = true };
        for (var round = 0; round < HolderMessages.Tries; round++)
        {
            (await Told(casework, casework.Other)).ShouldBe("due");
            await Node(broken, clock).Round(TestRegister.County, Cancel);
            await Node(broken, clock).Round(TestRegister.County, Cancel);
            clock.Advance(TimeSpan.FromMinutes(1 << round));
        }

        (await Told(casework, casework.Other)).ShouldBe("not reached");
        (await Register.Ask<int>("select max(tries) from outbox.holder_message where case_number = $1", casework.Number)).ShouldBe(HolderMessages.Tries);
    }

    [Fact]
    public async Task Whose_telephone_cannot_be_read_keeps_nobody_else_waiting_and_is_reached_in_person()
    {
        var casework = await Opened(Phone, "13919000002");
        var unreadable = new[] { casework.Village.Person(1), casework.Other }.Order().First();
        await using (var damage = Register.Connections[TestRegister.County].CreateCommand("update vault.texts set sealed = '\\x00' where subject = $1"))
        {
            damage.Parameters.Add(new() { Value = $"contact/{unreadable}" });
            (await damage.ExecuteNonQueryAsync(Cancel)).ShouldBe(1);
        }

        var clock = new FakeTimeProvider(Clock.GetUtcNow());
        for (var round = 0; round < HolderMessages.Tries; round++)
        {
            await Node(new Gateway(), clock).Round(TestRegister.County, Cancel);
            clock.Advance(TimeSpan.FromMinutes(1 << round));
        }

        (await Told(casework, unreadable == casework.Other ? casework.Village.Person(1) : casework.Other)).ShouldBe("by message");
        (await Told(casework, unreadable)).ShouldBe("not reached");
    }

    [Fact]
    public async Task Who_leaves_a_case_and_comes_back_into_it_is_told_again()
    {
        await Node(new Gateway()).Round(TestRegister.County, Cancel);
        var casework = await CaseTests.Casework.Found(Register);
        var (village, first) = (casework.Village, casework.Village.Person(1));
        foreach (var person in new[] { first, casework.Other }) await Vault.KeepContact(TestRegister.County, person, Phone, Cancel);
        await village.Enter([.. new[] { first, casework.Other }.Select(person => new StreamFact(
            Streams.Membership(person), new MemberConfirmed(person, village.Collective, null, MembershipGround.Reform, new(2019, 6, 1), null, Village.Paper)))]);
        var theOther = new EndMembership(casework.Other, village.Collective, null, EndGround.Death, Proof: await casework.HandIn(casework.VillageClerk));
        var theFirst = theOther with { Person = first };
        var opened = await casework.Desk.Enter(new OpenCase(theOther), casework.By(casework.VillageClerk), Cancel);
        var number = opened.Streams.Single(stream => stream.StartsWith("case/", StringComparison.Ordinal))["case/".Length..];
        var gateway = new Gateway();

        await Node(gateway).Round(TestRegister.County, Cancel);
        gateway.To(number).Count.ShouldBe(1);
        foreach (var change in new[] { theFirst, theOther }) (await casework.Desk.Enter(new AmendCase(number, change), casework.By(casework.VillageClerk), Cancel)).Refusal.ShouldBeNull();
        for (var round = 0; round < 2; round++) await Node(gateway).Round(TestRegister.County, Cancel);

        gateway.To(number).Count.ShouldBe(2);
        gateway.To(number).Count(sent => sent.Key.Contains($"{casework.Other}", StringComparison.Ordinal)).ShouldBe(2);
        gateway.To(number).Select(sent => sent.Key).ShouldBeUnique();
        (await Register.Ask<string>("select told from register.case_holder where case_number = $1 and person = $2", number, casework.Other)).ShouldBe("by message");
        (await Register.Ask<long>("select count(*) from ledger.mt_events where stream_id = $1 and type = 'case-holder-reached'", $"case/{number}")).ShouldBe(2);
    }

    [Fact]
    public async Task Who_holds_a_right_is_told_of_a_hold_a_dispute_and_a_certificate_on_it_as_of_a_case()
    {
        await Node(new Gateway()).Round(TestRegister.County, Cancel);
        await Bargain.Settings(Register);
        var village = await Village.Found(Register);
        (await village.Enter(village.ParcelFact(1), village.ParcelFact(2), village.ContractFact(1, 1, 2))).Refusal.ShouldBeNull();
        await village.Enter(village.HomesteadFact(1, 1));
        await Vault.KeepContact(TestRegister.County, village.Person(1), "13919000011", Cancel);
        var registrar = new Actor.Registrar(village.Id(44, 1), TestRegister.County);
        var holder = new Actor.Farmer(village.Person(1), village.Household(1));
        var (right, plot) = (village.Right(1), village.Plot(1));

        var paper = await Desks.HandIn(Register, registrar);

        var said = new Dictionary<string, Answer>
        {
            ["seizure"] = await Enter(new EnterEncumbrance(right, EncumbranceKind.Seizure, [village.Parcel(1)], Bargain.Today.AddDays(90), "（2026）甘0123执71号", paper), registrar),
            ["of the homestead"] = await Enter(new EnterEncumbrance(plot, EncumbranceKind.Objection, [plot], null, "异议71号", paper), registrar),
            ["dispute"] = await Register.Desk.Enter(
                new OpenDispute(right, [village.Parcel(2)], village.Household(2), DisputeMatter.Infringement, Bargain.Today, "占了我家的地"), By(new Actor.Farmer(village.Person(2), village.Household(2))), Cancel),
            ["certificate"] = await Register.Desk.Enter(new IssueCertificate(right), By(registrar), Cancel),
        };
        var own = await Enter(new EnterEncumbrance(right, EncumbranceKind.OwnerLock, [village.Parcel(1)], null, ""), holder);
        var refused = await Enter(new EnterEncumbrance(right, EncumbranceKind.Seizure, [village.Parcel(1)], null, "1"), registrar);
        refused.Refusal.ShouldNotBeNull();
        own.Refusal.ShouldBeNull();
        foreach (var (what, answer) in said) answer.Refusal.ShouldBeNull(what);

        var gateway = new Gateway();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Node(gateway).Round(TestRegister.County, Cancel)));
        await Node(gateway).Round(TestRegister.County, Cancel);

        foreach (var (what, answer) in said)
        {
            var number = await Number(answer);
            var message = gateway.To(number).ShouldHaveSingleItem(what).Notice;
            (message.To, message.Text.Contains(number, StringComparison.Ordinal)).ShouldBe(("13919000011", true), what);
            foreach (var secret in new[] { right, plot, village.Household(1), "查封", "样例村" }) message.Text.ShouldNotContain(secret, Case.Sensitive, what);
        }

        gateway.To(await Number(own)).ShouldBeEmpty("who did it knows of it");
        (await Register.Ask<bool>("select bool_and(arrived and settled_at is not null) from outbox.holder_message where on_right = $1 and person = $2", right, village.Person(1))).ShouldBeTrue();

        Task<Answer> Enter(EnterEncumbrance command, Actor by) => Register.Desk.Enter(command, By(by), Cancel);

        static Submission By(Actor actor) => new(TestRegister.County, Guid.CreateVersion7(), actor, Bargain.Today);

        Task<string> Number(Answer answer) => Register.Ask<string>(
            "select e.data #>> '{provenance,case}' from ledger.mt_events e where e.stream_id = $1 and e.timestamp = $2", answer.Streams[^1], answer.At);
    }

    [Fact]
    public async Task A_message_on_a_hold_that_did_not_arrive_waits_for_the_village_of_the_land_which_tells_the_holder_in_person()
    {
        await Node(new Gateway()).Round(TestRegister.County, Cancel);
        var village = await Village.Found(Register);
        (await village.Enter(village.ParcelFact(1), village.ParcelFact(2), village.ContractFact(1, 1, 2))).Refusal.ShouldBeNull();
        var (clerk, registrar) = (new Actor.VillageClerk(village.Id(44, 2), village.Collective[..12]), new Actor.Registrar(village.Id(44, 1), TestRegister.County));
        (await Register.Desk.Enter(new EnterEncumbrance(village.Right(1), EncumbranceKind.Seizure, [village.Parcel(1)], Bargain.Today.AddDays(90), "（2026）甘0123执72号", await HandIn(registrar)), By(registrar), Cancel)).Refusal.ShouldBeNull();
        (await Waiting()).ShouldBeEmpty("it was not tried yet");

        await Node(new Gateway()).Round(TestRegister.County, Cancel);
        var waiting = (await Waiting()).ShouldHaveSingleItem();
        (waiting.Person, waiting.Right, waiting.About).ShouldBe((village.Person(1), village.Right(1), Message.OnRight));

        var reached = new ReachHolder(waiting.Case, waiting.Person, true, await HandIn(clerk));
        (await Register.Desk.Enter(reached, By(registrar), Cancel)).Refusal.ShouldBe(CaseRules.NotThisDesk);
        (await Register.Desk.Enter(reached with { Document = null }, By(clerk), Cancel)).Refusal.ShouldBe(CaseRules.VisitIsNotRecorded);
        (await Register.Desk.Enter(reached with { Person = village.Person(2) }, By(clerk), Cancel)).Refusal.ShouldBe(CaseRules.CaseIsUnknown);
        (await Register.Desk.Enter(reached, By(clerk), Cancel)).Refusal.ShouldBeNull();
        (await Waiting()).ShouldBeEmpty();
        (await Register.Ask<string>("select stream_id from ledger.mt_events where type = 'case-holder-reached' and data ->> 'case' = $1", waiting.Case)).ShouldBe($"right/{village.Right(1)}");
        (await Register.Desk.Enter(reached, By(clerk), Cancel)).Refusal.ShouldBe(CaseRules.CaseIsUnknown, "there is nothing left to tell");

        static Submission By(Actor actor) => new(TestRegister.County, Guid.CreateVersion7(), actor, Bargain.Today);

        Task<List<Undelivered>> Waiting() => Undelivered.In(Register.Connections[TestRegister.County], [village.Collective], Cancel);

        async Task<string> HandIn(Actor actor) => (await Register.Host.Services.GetRequiredService<RuralRights.Registry.Registration.Documents>()
            .HandIn(TestRegister.County, new MemoryStream(Sheet.Of($"{Guid.CreateVersion7()}")), actor, DocumentLimits.Default, Cancel)).Document!.Sha256;
    }

    [Fact]
    public async Task Every_kind_of_message_is_sent_once_and_names_no_land_and_nobody()
    {
        await Node(new Gateway()).Round(TestRegister.County, Cancel);
        var village = await Village.Found(Register);
        var person = village.Person(1);
        await Vault.KeepContact(TestRegister.County, person, Phone, Cancel);
        string[] every = [Message.CaseEntered, Message.CaseGivenUp, Message.OnRight, Message.IncapacityReported, Message.IncapacityConfirmed];
        foreach (var about in every)
        {
            await using var keep = Register.Connections[TestRegister.County].CreateCommand(
                "insert into outbox.holder_message (case_number, person, next_at, about, collective) values ($1, $2, $3, $4, $5)");
            foreach (var value in new object[] { $"9{village.Collective}", person, Clock.GetUtcNow().ToUniversalTime(), about, village.Collective }) keep.Parameters.Add(new() { Value = value });
            await keep.ExecuteNonQueryAsync(Cancel);
        }

        var gateway = new Gateway();
        for (var round = 0; round < 2; round++) await Node(gateway).Round(TestRegister.County, Cancel);
        var sent = gateway.To($"9{village.Collective}");
        sent.Count.ShouldBe(every.Length);
        sent.Select(one => one.Notice.Text).ShouldBeUnique();
        foreach (var (_, notice) in sent) notice.Text.ShouldContain("如果");
    }

    [Fact]
    public async Task Whoever_was_told_finds_it_listed_with_the_day_and_the_way_and_nobody_else_does()
    {
        var casework = await Opened(Phone, null);
        var (first, other) = (casework.Village.Person(1), casework.Other);
        (await Listed(first)).ShouldHaveSingleItem().Told.ShouldBe("due");
        await Node(new Gateway()).Round(TestRegister.County, Cancel);

        var line = (await Listed(first)).ShouldHaveSingleItem();
        (line.Number, line.Person, line.About, line.Right, line.Told, line.On).ShouldBe((casework.Number, first, Message.CaseOpen, null, "by message", Bargain.Today));
        var missed = (await Listed(other)).ShouldHaveSingleItem();
        (missed.Told, missed.ToldOn, missed.On).ShouldBe(("not reached", null, Bargain.Today));
        (await casework.Desk.Enter(new ReachHolder(casework.Number, other, true, await casework.HandIn(casework.VillageClerk)), casework.By(casework.VillageClerk), Cancel)).Refusal.ShouldBeNull();
        (await Listed(other)).ShouldHaveSingleItem().Told.ShouldBe("in person");
        (await Listed(casework.Village.Person(2))).ShouldBeEmpty();
        (await Listed(first, other)).Count.ShouldBe(2);
        (await ToldLine.Count(Register.Connections[TestRegister.County], [first, other], Cancel)).ShouldBe(2);
    }

    [Fact]
    public async Task A_case_that_ended_before_somebody_was_told_is_listed_only_where_somebody_tried()
    {
        var (tried, untried) = (await Opened(null, null), await Opened(null, null));
        (await untried.Desk.Enter(new WithdrawCase(untried.Number), untried.By(untried.VillageClerk), Cancel)).Refusal.ShouldBeNull();
        await Node(new Gateway()).Round(TestRegister.County, Cancel);
        (await tried.Desk.Enter(new WithdrawCase(tried.Number), tried.By(tried.VillageClerk), Cancel)).Refusal.ShouldBeNull();

        (await Listed(tried.Other)).ShouldHaveSingleItem().Told.ShouldBe("over");
        (await Listed(untried.Other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_told_is_listed_the_latest_first_page_by_page()
    {
        var village = await Village.Found(Register);
        var person = village.Person(1);
        // Of a case that they left again, what stands on a right, and what the village told; a message of a case they left that never came is none.
        foreach (var (number, about, right, made, arrived, reached) in new (string, string, string?, DateOnly, bool?, DateOnly?)[]
        {
            ("1", Message.CaseOpen, null, new(2024, 3, 1), true, null),
            ("2", Message.CaseOpen, null, new(2024, 3, 2), false, null),
            ("3", Message.OnRight, village.Right(1), new(2025, 3, 1), false, new(2025, 3, 9)),
            ("4", Message.CaseEntered, null, new(2025, 3, 8), true, null),
            ("5", Message.IncapacityReported, null, new(2025, 3, 10), false, null),
            ("6", Message.OnRight, village.Right(1), new(2025, 3, 11), null, null),
        })
        {
            await using var keep = Register.Connections[TestRegister.County].CreateCommand(
                "insert into outbox.holder_message (case_number, person, next_at, about, on_right, made_at, arrived, settled_at, reached_on) values ($1, $2, 'infinity', $3, $4, $5, $6, $7, $8)");
            // The last minutes of a day in China are still the day before elsewhere.
            var moment = new DateTimeOffset(made, new(0, 10), TimeSpan.FromHours(8)).ToUniversalTime();
            foreach (var value in new object?[] { number + village.Collective, person, about, right, moment, arrived, arrived is null ? null : moment, reached }) keep.Parameters.Add(new() { Value = value ?? DBNull.Value });
            await keep.ExecuteNonQueryAsync(Cancel);
        }

        (await Listed(person)).Select(line => (line.Number[..1], line.About, line.Told, line.On)).ShouldBe(
        [
            ("6", Message.OnRight, "due", new(2025, 3, 11)),
            ("5", Message.IncapacityReported, "not reached", new(2025, 3, 10)),
            ("3", Message.OnRight, "in person", new(2025, 3, 9)),
            ("4", Message.CaseEntered, "by message", new(2025, 3, 8)),
            ("1", Message.CaseOpen, "by message", new(2024, 3, 1)),
        ]);
        (await Listed(person))[2].Right.ShouldBe(village.Right(1));
        (await ToldLine.Of(Register.Connections[TestRegister.County], [person], 1, 2, Cancel)).Select(line => line.Number[..1]).ShouldBe(["5", "3"]);
    }

    private Task<List<ToldLine>> Listed(params Guid[] people) => ToldLine.Of(Register.Connections[TestRegister.County], people, 0, 20, Cancel);

    private async Task<CaseTests.Casework> Opened(string? first, string? second)
    {
        // Cases of other tests of this register are none of this one's.
        await Node(new Gateway()).Round(TestRegister.County, Cancel);
        var casework = await CaseTests.Casework.Open(Register);
        if (first is not null) await Vault.KeepContact(TestRegister.County, casework.Village.Person(1), first, Cancel);
        if (second is not null) await Vault.KeepContact(TestRegister.County, casework.Other, second, Cancel);
        return casework;
    }

    private HolderMessages Node(INotifier notifier, TimeProvider? clock = null) =>
        new(Register.Host.Services.GetRequiredService<AnsweringCounties>(), Register.Connections, Register.Desk, Vault, notifier, clock ?? Clock, NullLogger<HolderMessages>.Instance);

    private Task<string> Told(CaseTests.Casework casework, Guid person) =>
        Register.Ask<string>("select told from register.case_holder where case_number = $1 and person = $2", casework.Number, person);

    private Task<long> Facts(CaseTests.Casework casework, string type) =>
        Register.Ask<long>("select count(*) from ledger.mt_events where stream_id = $1 and type = $2", $"case/{casework.Number}", type);

    /// <summary>A gateway as a telephone company runs it.</summary>
    private sealed class Gateway : INotifier
    {
        private readonly ConcurrentQueue<(string Key, Notice Notice)> _sent = [];

        public bool IsBroken { get; init; }

        public IReadOnlyList<(string Key, Notice Notice)> To(string number) => [.. _sent.Where(sent => sent.Key.Contains(number, StringComparison.Ordinal))];

        public Task Send(string key, Notice notice, CancellationToken cancel)
        {
            if (IsBroken) throw new IOException("The gateway is not there.");

            _sent.Enqueue((key, notice));
            return Task.CompletedTask;
        }
    }

    /// <summary>The process ends right after the message went out.</summary>
    private sealed class Dying(INotifier inner) : INotifier
    {
        public async Task Send(string key, Notice notice, CancellationToken cancel)
        {
            await inner.Send(key, notice, cancel);
            throw new OperationCanceledException();
        }
    }
}
