using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tests.Exits;
using RuralRights.Registry.Tests.Registration;

namespace RuralRights.Registry.Tests.Collectives;

/// <summary>Memberships over the desk: from claim to roster, asked as of a day, raced, rebuilt, and looked for in the whole city.</summary>
public sealed class MembershipTests(TestRegister register)
{
    private const int Contenders = 32;
    private const string OtherCounty = "620122";

    private static int _numbers;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_claim_becomes_an_entry_of_the_roster_and_ends_by_the_law_alone()
    {
        var business = await Business.Found(register);
        var person = await business.Person();
        var day = await business.Enter(new ClaimMembership(person, business.Village.Collective, business.Village.Household(1), MembershipGround.Marriage));

        var line = (await Roster.On(register.Connections[TestRegister.County], business.Village.Collective, day, 0, 10, Cancel)).ShouldHaveSingleItem();
        line.Person.ShouldBe(person);
        line.Ground.ShouldBe("marriage");
        line.Resolution.ShouldNotBeNull();
        (await Roster.Count(register.Connections[TestRegister.County], business.Village.Collective, line.Since.AddDays(-1), Cancel)).ShouldBe(0);
        var resolution = (await ResolutionSheet.OfCase(register.Connections[TestRegister.County], line.Case, Cancel)).ShouldNotBeNull();
        (resolution.Voters, resolution.InFavour).ShouldBe((30, 20));

        // The household was never held by the case, and its list is its own.
        (await register.Ask<long>("select count(*) from register.household_member where person = $1", person)).ShouldBe(0);
        (await register.Ask<bool>("select bool_or(live) from register.case_subject where case_number = $1", line.Case)).ShouldBeFalse();

        (await business.Desk.Enter(new OpenCase(new EndMembership(person, business.Village.Collective, null, EndGround.Settling, null, "x", "x")), business.By(business.Clerk), Cancel))
            .Refusal.ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        var (proof, hearing) = (await business.HandIn(business.Clerk), await business.HandIn(business.Clerk));
        (await business.Desk.Enter(new OpenCase(new EndMembership(person, business.Village.Collective, null, EndGround.Settling, null, proof, hearing)), business.By(business.Clerk), Cancel))
            .Refusal.ShouldBe(MembershipRules.SettlingEndsNoMembership);
    }

    [Fact]
    public async Task Somebody_who_moves_is_in_one_roster_before_and_in_the_other_after_and_never_in_neither()
    {
        var (left, joined) = (await Business.Found(register), await Business.Found(register));
        var person = await left.Person();
        var from = await left.Enter(new ClaimMembership(person, left.Village.Collective, left.Village.Household(1), MembershipGround.Origin));
        joined.Today = from.AddDays(1);

        (await joined.Desk.Enter(new OpenCase(new ClaimMembership(person, joined.Village.Collective, null, MembershipGround.Marriage)), joined.By(joined.Clerk), Cancel))
            .Refusal.ShouldBe(MembershipRules.IsAMemberElsewhere);
        var day = await joined.Enter(
            new ClaimMembership(person, joined.Village.Collective, null, MembershipGround.Marriage, Leaves: left.Village.Collective), new Actor.Farmer(person, left.Village.Household(1)));

        var lines = await Roster.OfPerson(register.Connections[TestRegister.County], person, Cancel);
        lines.Select(line => line.Collective).ShouldBe([joined.Village.Collective, left.Village.Collective]);
        lines[1].EndedOn.ShouldBe(lines[0].Since);
        (await Roster.Count(register.Connections[TestRegister.County], left.Village.Collective, day.AddDays(-1), Cancel)).ShouldBe(1);
        (await Roster.Count(register.Connections[TestRegister.County], left.Village.Collective, day, Cancel)).ShouldBe(0);
        (await Roster.Count(register.Connections[TestRegister.County], joined.Village.Collective, day, Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task One_case_at_a_time_is_about_a_person_s_membership_whoever_comes_first()
    {
        var business = await Business.Found(register);
        var person = await business.Person();
        var answers = await Task.WhenAll(Enumerable.Range(0, Contenders).Select(_ => business.Desk.Enter(
            new OpenCase(new ClaimMembership(person, business.Village.Collective, business.Village.Household(1), MembershipGround.Marriage)), business.By(business.Clerk), Cancel)));

        answers.Count(answer => answer.IsEntered).ShouldBe(1);
        answers.Where(answer => !answer.IsEntered).ShouldAllBe(answer => answer.Refusal!.Code == "already-in-a-case");
        // Another of the household can be claimed meanwhile, and the household itself does its other business.
        (await business.Desk.Enter(new OpenCase(new ClaimMembership(await business.Person(), business.Village.Collective, business.Village.Household(1), MembershipGround.Origin)), business.By(business.Clerk), Cancel))
            .Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Two_chairs_or_two_supervisors_at_one_moment_decide_once()
    {
        var business = await Business.Found(register);
        await business.Open(new ClaimMembership(await business.Person(), business.Village.Collective, business.Village.Household(1), MembershipGround.Marriage));
        await business.ToTheAssembly();
        var record = await business.HandIn(business.Chair);
        var resolved = await Task.WhenAll(Enumerable.Range(0, Contenders).Select(_ => business.Desk.Enter(business.Resolution(record), business.By(business.Chair), Cancel)));
        resolved.Count(answer => answer.IsEntered).ShouldBe(1);
        (await register.Ask<long>("select count(*) from register.resolution where collective = $1", business.Village.Collective)).ShouldBe(1);

        await business.Told();
        var entered = await Task.WhenAll(Enumerable.Range(0, Contenders).Select(_ => business.Desk.Enter(new EnterCase(business.Number), business.By(business.Supervisor), Cancel)));
        entered.Count(answer => answer.IsEntered).ShouldBe(1);
        (await register.Ask<long>("select count(*) from register.membership where collective = $1", business.Village.Collective)).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_is_reported_dead_is_told_at_the_opening_and_at_the_entry_and_finds_the_case()
    {
        var business = await Business.Found(register);
        var person = await business.Person();
        await business.Village.Enter(new StreamFact(Streams.Membership(person), new MemberConfirmed(person, business.Village.Collective, null, MembershipGround.Reform, new(2019, 6, 1), null, Village.Paper)));
        await business.Open(new EndMembership(person, business.Village.Collective, null, EndGround.Death, Proof: await business.HandIn(business.Clerk)));
        (await register.Ask<bool>("select asked from register.case_holder where case_number = $1 and person = $2", business.Number, person)).ShouldBeFalse();
        (await CaseSheet.Of(register.Connections[TestRegister.County], business.Number, Cancel))!.Informed.ShouldHaveSingleItem().Person.ShouldBe(person);
        var sheet = (await CaseSheet.OfHousehold(register.Connections[TestRegister.County], "", [person], Cancel)).ShouldHaveSingleItem();
        (await Sight.Allows(register.Desk, register.Connections[TestRegister.County], new Actor.Farmer(person, ""), (await CaseSheet.Of(register.Connections[TestRegister.County], sheet.Number, Cancel))!, business.Today, Cancel)).ShouldBeTrue();

        (await business.Desk.Enter(new CompleteStep(business.Number, StepKind.Applied), business.By(business.Clerk), Cancel)).Refusal.ShouldBeNull();
        (await business.Desk.Enter(new CompleteStep(business.Number, StepKind.TownshipAgreed), business.By(business.Township), Cancel)).Refusal.ShouldBeNull();
        await business.Posted();
        (await business.Desk.Enter(new EnterCase(business.Number), business.By(business.Supervisor), Cancel)).Refusal.ShouldBe(CaseRules.HolderWasNotReached);
        (await Messages()).ShouldBe(0);
        await business.Told();
        (await business.Desk.Enter(new EnterCase(business.Number), business.By(business.Supervisor), Cancel)).Refusal.ShouldBeNull();
        (await Messages()).ShouldBe(1);

        Task<long> Messages() => register.Ask<long>("select count(*) from outbox.holder_message where case_number = $1 and person = $2 and about = 'case-entered'", business.Number, person);
    }

    [Fact]
    public async Task A_resolution_that_counts_fewer_than_the_roster_holds_is_refused()
    {
        var business = await Business.Found(register);
        await business.Village.Enter([.. Enumerable.Range(1, 40).Select(number => new StreamFact(
            Streams.Membership(business.Village.Id(62, number)),
            new MemberConfirmed(business.Village.Id(62, number), business.Village.Collective, null, MembershipGround.Reform, new(2019, 6, 1), null, Village.Paper)))]);
        await business.Open(new ClaimMembership(await business.Person(), business.Village.Collective, business.Village.Household(1), MembershipGround.Marriage));
        await business.ToTheAssembly();
        var answer = await business.Desk.Enter(business.Resolution(await business.HandIn(business.Chair)), business.By(business.Chair), Cancel);
        (answer.Refusal, answer.About).ShouldBe((MembershipRules.VotersAreFewerThanTheRoster, "40"));
    }

    [Fact]
    public async Task A_member_of_sixteen_who_lives_on_their_own_labour_and_one_without_capacity_are_counted_as_they_stood_on_the_day_of_the_assembly()
    {
        var business = await Business.Found(register);
        var vault = register.Host.Services.GetRequiredService<Vault>();
        var people = await vault.Keep(
            TestRegister.County, [.. Enumerable.Range(1, 31).Select(number => new Person($"金{number}", "9", null, Birth: number == 31 ? Bargain.Today.AddYears(-17) : new(1970, 1, 1)))], Cancel);
        var (worker, ward, home) = (people[30], people[0], business.Village.Household(1));
        await business.Village.Enter([.. people.Select(person => new StreamFact(
            Streams.Membership(person), new MemberConfirmed(person, business.Village.Collective, null, MembershipGround.Reform, new(2019, 6, 1), null, Village.Paper)))]);
        await business.Open(new ClaimMembership(await business.Person(), business.Village.Collective, home, MembershipGround.Marriage));
        await business.ToTheAssembly();
        var held = Village.Paper with { LegalDay = business.Today };
        var resolution = business.Resolution(await business.HandIn(business.Chair)) with { Voters = 29 };

        (await Refused()).ShouldBe((MembershipRules.VotersAreFewerThanTheRoster, "30"));
        await business.Village.Enter([
            new(Streams.Guardianship(worker), new OwnLabourReported(worker, home, true, "paper", held with { LegalDay = held.LegalDay.AddDays(1) })),
            new(Streams.Guardianship(worker), new OwnLabourConfirmed(worker, home, true, held with { LegalDay = held.LegalDay.AddDays(1) })),
            new(Streams.Guardianship(ward), new GuardianNamed(ward, people[1], home, WardGround.LacksCapacity, "paper", held)),
        ]);
        business.Today = held.LegalDay.AddDays(2);
        // The assembly is known to have met on the day before the one entry and on the day of the other.
        (await Refused(resolution with { Voters = 28 })).ShouldBe((MembershipRules.VotersAreFewerThanTheRoster, "29"));
        (await Refused(resolution with { HeldOn = held.LegalDay.AddDays(1) })).ShouldBe((MembershipRules.VotersAreFewerThanTheRoster, "30"));
        (await business.Desk.Enter(resolution, business.By(business.Chair), Cancel)).Refusal.ShouldBeNull();

        async Task<(Rule?, string?)> Refused(RecordResolution? other = null)
        {
            var answer = await business.Desk.Enter(other ?? resolution, business.By(business.Chair), Cancel);
            return (answer.Refusal, answer.About);
        }
    }

    [Fact]
    public async Task Another_county_of_the_city_says_yes_or_no_to_a_mark_and_nothing_else()
    {
        var business = await Business.Found(register);
        var vault = register.Host.Services.GetRequiredService<Vault>();
        var known = Somebody();
        var there = (await vault.Keep(OtherCounty, [known], Cancel))[0];
        var village = "62012210020001";
        var collective = $"{village[..10]}{Interlocked.Increment(ref _numbers):00}01";
        (await register.Desk.Enter(
            new(OtherCounty, Guid.CreateVersion7(), "delivery/0", collective),
            _ => Task.FromResult(Decision.Enter(
                new StreamFact(Streams.Collective(collective), new CollectiveRegistered(collective, "皋兰样例组", CollectiveLevel.Group, OtherCounty, Village.Paper)),
                new StreamFact(Streams.Membership(there), new MemberConfirmed(there, collective, null, MembershipGround.Origin, Village.Day, null, Village.Paper)))),
            Cancel)).Refusal.ShouldBeNull();

        // The same person, as this county's own vault knows them: another id, the number written with spaces.
        var here = (await vault.Keep(TestRegister.County, [known with { IdNumber = $" {known.IdNumber![..6]} {known.IdNumber[6..]}" }], Cancel))[0];
        here.ShouldNotBe(there);
        await business.Open(new ClaimMembership(here, business.Village.Collective, business.Village.Household(1), MembershipGround.Marriage));
        await business.HandedIn();

        var answer = await business.Desk.Enter(new CheckMembership(business.Number, RegisterSeen.NeverHere, false), business.By(business.Township), Cancel);
        (answer.Refusal, answer.About).ShouldBe((MembershipRules.IsAMemberInTheCity, $"{OtherCounty} yes {Village.Day:O}"));
        await using (var question = register.Connections[OtherCounty].CreateCommand("select asked_by || ' ' || person from city.question order by id desc limit 1"))
            (await question.ExecuteScalarAsync(Cancel)).ShouldBe($"{TestRegister.County} {there}");

        var letter = await business.HandIn(business.Township);
        (await business.Desk.Enter(new CheckMembership(business.Number, RegisterSeen.NeverHere, false, letter), business.By(business.Township), Cancel)).Refusal.ShouldBeNull();
        (await register.Ask<string>("select data ->> 'found' from ledger.mt_events where type = 'membership-checked' and data ->> 'case' = $1", business.Number)).ShouldBe($"[\"{OtherCounty}\"]");
        (await register.Ask<long>("select count(*) from ledger.mt_events where data::text like '%' || $1 || '%'", known.IdNumber!)).ShouldBe(0);
    }

    [Fact]
    public async Task A_stranger_cannot_try_out_who_is_a_member_elsewhere()
    {
        var business = await Business.Found(register);
        await business.Open(new ClaimMembership(await business.Person(), business.Village.Collective, business.Village.Household(1), MembershipGround.Marriage));
        await business.HandedIn();
        await using var questions = register.Connections[OtherCounty].CreateCommand("select count(*) from city.question where asked_by = $1");
        questions.Parameters.Add(new() { Value = TestRegister.County });
        foreach (var stranger in new[] { business.Clerk, business.Chair, new Actor.TownshipOfficer(Guid.CreateVersion7(), "620123999") })
            (await business.Desk.Enter(new CheckMembership(business.Number, RegisterSeen.Here, false), business.By(stranger), Cancel)).Refusal.ShouldBe(CaseRules.NotThisDesk);
        (await business.Desk.Enter(new CheckMembership(business.Number, RegisterSeen.Here, false), business.By(business.Township), Cancel)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task A_rebuild_gives_the_same_rosters_row_for_row()
    {
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var (left, joined) = (await Business.Found(own), await Business.Found(own));
        var person = await left.Person();
        joined.Today = (await left.Enter(new ClaimMembership(person, left.Village.Collective, left.Village.Household(1), MembershipGround.Origin))).AddDays(1);
        await joined.Enter(new ClaimMembership(person, joined.Village.Collective, null, MembershipGround.Marriage, Leaves: left.Village.Collective), new Actor.Farmer(person, left.Village.Household(1)));
        await left.Open(new ClaimMembership(await left.Person(), left.Village.Collective, left.Village.Household(1), MembershipGround.Marriage));

        var result = await own.Host.Services.GetRequiredService<Rebuild>().Run(TestRegister.County, cancel: Cancel);

        result.Different.ShouldBeEmpty();
        result.Tables["register.membership"].Rows.ShouldBe(2);
        result.Tables["register.resolution"].Rows.ShouldBe(2);
    }

    private static Person Somebody()
    {
        var body = $"62012319{50 + (Interlocked.Increment(ref _numbers) % 50):00}0101{Interlocked.Increment(ref _numbers) % 1000:000}";
        return new("金样", Person.ResidentCard, body + CitizenId.CheckCharacterOf(body));
    }

    /// <summary>A village with one household, and everybody who has a part in its rosters.</summary>
    private sealed class Business
    {
        private readonly TestRegister _register;

        private Business(TestRegister register, Village village) => (_register, Village) = (register, village);

        public Village Village { get; }

        public string Number { get; private set; } = "";

        public DateOnly Today { get; set; } = Bargain.Today;

        public Desk Desk => _register.Desk;

        public Actor Clerk => new Actor.VillageClerk(Village.Id(80, 1), Village.Collective[..12]);

        public Actor Chair => new Actor.Chair(Village.Id(80, 2), Village.Collective);

        public Actor Township => new Actor.TownshipOfficer(Village.Id(80, 3), Village.Collective[..9]);

        public Actor Supervisor => new Actor.CollectiveSupervisor(Village.Id(80, 7), Village.Collective);

        public static async Task<Business> Found(TestRegister register)
        {
            await Bargain.Settings(register);
            return new(register, await Village.Found(register, 1));
        }

        public RuralRights.Registry.Submission By(Actor actor) => new(TestRegister.County, Guid.CreateVersion7(), actor, Today);

        public async Task<Guid> Person() => (await _register.Host.Services.GetRequiredService<Vault>().Keep(TestRegister.County, [Somebody()], Cancel))[0];

        public async Task<string> HandIn(Actor actor) => (await _register.Host.Services.GetRequiredService<RuralRights.Registry.Registration.Documents>()
            .HandIn(TestRegister.County, new MemoryStream(Sheet.Of($"{Guid.CreateVersion7()}")), actor, DocumentLimits.Default, Cancel)).Document!.Sha256;

        public async Task Open(IChange change)
        {
            var answer = await Desk.Enter(new OpenCase(change), By(Clerk), Cancel);
            answer.Refusal.ShouldBeNull();
            Number = answer.Streams.Single(stream => stream.StartsWith("case/", StringComparison.Ordinal))["case/".Length..];
        }

        public async Task HandedIn()
        {
            foreach (var paper in new[] { "application", "identity", "household-register", "ground-proof", "no-other-membership" })
                (await Desk.Enter(new FileDocument(Number, paper, await HandIn(Clerk)), By(Clerk), Cancel)).Refusal.ShouldBeNull();
            (await Desk.Enter(new CompleteStep(Number, StepKind.Applied), By(Clerk), Cancel)).Refusal.ShouldBeNull();
        }

        public async Task ToTheAssembly(Actor? confirms = null)
        {
            await HandedIn();
            if (confirms is not null)
            {
                var terms = await _register.Ask<string>("select terms from register.case_file where number = $1", Number);
                (await Desk.Enter(new ConfirmCase(Number, terms), By(confirms), Cancel)).Refusal.ShouldBeNull();
            }

            (await Desk.Enter(new CheckMembership(Number, RegisterSeen.Here, false), By(Township), Cancel)).Refusal.ShouldBeNull();
            await Posted();
        }

        public async Task Posted()
        {
            var posted = await Desk.Enter(new OpenNotice([Number]), By(Clerk), Cancel);
            posted.Refusal.ShouldBeNull();
            var notice = Guid.Parse(posted.Streams.Single(stream => stream.StartsWith("notice/", StringComparison.Ordinal))["notice/".Length..]);
            (await Desk.Enter(new PhotographNotice(notice, PostingMoment.Start, await HandIn(Clerk)), By(Clerk), Cancel)).Refusal.ShouldBeNull();
            Today = (await _register.Ask<DateOnly>("select last_day from register.notice where id = $1", notice)).AddDays(1);
            (await Desk.Enter(new PhotographNotice(notice, PostingMoment.End, await HandIn(Clerk)), By(Clerk), Cancel)).Refusal.ShouldBeNull();
            (await Desk.Enter(new CloseNotice(notice), By(Clerk), Cancel)).Refusal.ShouldBeNull();
        }

        public RecordResolution Resolution(string record) => new([Number], Today.AddDays(-10), Today, 30, 0, 21, 20, record);

        public async Task Told()
        {
            var holders = await _register.Ask<Guid[]>("select array_agg(person) from register.case_holder where case_number = $1", Number);
            foreach (var holder in holders)
                (await Desk.Enter(new ReachHolder(Number, holder, true), By(new Actor.Register(TestRegister.County)), Cancel)).Refusal.ShouldBeNull();
        }

        /// <summary>From the claim to the roster; the day of the entry.</summary>
        public async Task<DateOnly> Enter(ClaimMembership claim, Actor? confirms = null)
        {
            await Open(claim);
            await ToTheAssembly(confirms);
            (await Desk.Enter(Resolution(await HandIn(Chair)), By(Chair), Cancel)).Refusal.ShouldBeNull();
            await Told();
            (await Desk.Enter(new EnterCase(Number), By(Supervisor), Cancel)).Refusal.ShouldBeNull();
            return Today;
        }
    }
}
