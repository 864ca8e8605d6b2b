using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tests.Exits;

namespace RuralRights.Registry.Tests.Registration;

/// <summary>A case over the desk, as pages and programs send it: from application to archive, raced, sent twice, and rebuilt.</summary>
public sealed class CaseTests(TestRegister register)
{
    private const int Contenders = 32;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_goes_from_desk_to_desk_and_changes_the_register_when_it_is_entered()
    {
        var casework = await Casework.Open(register);
        await casework.ToEntry();
        (await casework.Representative()).ShouldBe(casework.Village.Person(1));

        (await casework.Desk.Enter(new EnterCase(casework.Number), casework.By(casework.Registrar), Cancel)).Refusal.ShouldBeNull();

        (await casework.Representative()).ShouldBe(casework.Other);
        (await register.Ask<string>("select state from register.case_file where number = $1", casework.Number)).ShouldBe("open");
        (await register.Ask<bool>("select bool_or(live) from register.case_subject where case_number = $1", casework.Number)).ShouldBeFalse();
        (await register.Ask<long>("select count(*) from register.case_step where case_number = $1", casework.Number)).ShouldBe(7);
        (await register.Ask<long>("select count(distinct data -> 'provenance' ->> 'case') from ledger.mt_events where stream_id = any($1)",
            (object)new[] { $"case/{casework.Number}" })).ShouldBe(1);
    }

    [Fact]
    public async Task A_household_is_in_one_case_at_a_time_whoever_comes_first()
    {
        var casework = await Casework.Found(register);
        var answers = await Task.WhenAll(Enumerable.Range(0, Contenders).Select(_ => casework.Ask()));

        answers.Count(answer => answer.IsEntered).ShouldBe(1);
        answers.Where(answer => !answer.IsEntered).ShouldAllBe(answer => answer.Refusal!.Code == "already-in-a-case");
    }

    [Fact]
    public async Task Two_clerks_at_the_same_step_do_it_once()
    {
        var casework = await Casework.Open(register);
        var answers = await Task.WhenAll(Enumerable.Range(0, Contenders).Select(_ =>
            casework.Desk.Enter(new CompleteStep(casework.Number, StepKind.Applied), casework.By(casework.VillageClerk), Cancel)));

        answers.Count(answer => answer.IsEntered).ShouldBe(1);
        answers.Where(answer => !answer.IsEntered).ShouldAllBe(answer => answer.Refusal == CaseRules.StepIsNotDue || answer.Refusal == ConstraintRules.RegisterIsBusy);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_case()
    {
        var casework = await Casework.Found(register);
        var command = Guid.CreateVersion7();
        var first = await casework.Ask(command);
        var second = await casework.Ask(command);

        first.IsEntered.ShouldBeTrue();
        second.Repeated.ShouldBeTrue();
        second.Streams.ShouldBe(first.Streams);
        (await casework.Desk.Enter(new OpenCase(new ChangeRepresentative(casework.Village.Household(1), casework.Village.Id(33, 3))), casework.By(casework.VillageClerk, command), Cancel))
            .Refusal.ShouldBe(ConstraintRules.CommandIdReused);
    }

    [Fact]
    public async Task Opinions_lie_in_the_vault_and_only_their_hash_in_the_ledger()
    {
        var casework = await Casework.Open(register);
        await casework.ToEntry(opinion: "核实过，王守禄家情况属实");

        (await register.Ask<long>("select count(*) from ledger.mt_events where data::text like '%王守禄%'")).ShouldBe(0);
        (await register.Ask<long>("select count(*) from vault.texts where subject = $1", $"words/{SealedWords.HashOf("核实过，王守禄家情况属实")}")).ShouldBe(1);
    }

    [Fact]
    public async Task A_paper_of_a_case_is_seen_by_whoever_may_see_the_case_and_nobody_else_s_is_drawn_into_it()
    {
        var casework = await Casework.Open(register);
        var documents = register.Host.Services.GetRequiredService<RuralRights.Registry.Registration.Documents>();
        var (own, stranger) = (await casework.HandIn(casework.VillageClerk), await casework.HandIn(casework.Registrar));

        (await casework.Desk.Enter(new FileDocument(casework.Number, "identity", stranger), casework.By(casework.VillageClerk), Cancel)).Refusal.ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        (await casework.Desk.Enter(new ReachHolder(casework.Number, casework.Other, true, stranger), casework.By(casework.VillageClerk), Cancel)).Refusal.ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        (await documents.MaySee(TestRegister.County, casework.VillageClerk, stranger, Cancel)).ShouldBeFalse();

        (await casework.Desk.Enter(new FileDocument(casework.Number, "identity", own), casework.By(casework.VillageClerk), Cancel)).Refusal.ShouldBeNull();
        // What lies in the case may be named in it again by others of the case.
        (await casework.Desk.Enter(new FileDocument(casework.Number, "household-register", own), casework.By(casework.Clerk), Cancel)).Refusal.ShouldBeNull();
        foreach (var seeing in new[] { casework.VillageClerk, casework.Farmer(2), casework.Township, casework.Clerk })
            (await documents.MaySee(TestRegister.County, seeing, own, Cancel)).ShouldBeTrue(seeing.ToString());
        foreach (var blind in new Actor[] { new Actor.VillageClerk(casework.Village.Id(80, 9), "620123999999"), new Actor.Farmer(casework.Village.Person(2), casework.Village.Household(2)) })
            (await documents.MaySee(TestRegister.County, blind, own, Cancel)).ShouldBeFalse(blind.ToString());
    }

    [Fact]
    public async Task A_case_sent_back_asks_every_holder_anew_unless_they_confirmed_before_the_step_it_goes_to()
    {
        var casework = await Casework.Open(register);
        await casework.ToEntry();
        await casework.SendBack(StepKind.TownshipAgreed, casework.Registrar);
        (await Confirmed()).ShouldBe(2);
        await casework.SendBack(StepKind.Confirmed, casework.Township);
        (await Confirmed()).ShouldBe(0);
        await casework.Confirm(1);
        (await Confirmed()).ShouldBe(1);
        await casework.Confirm(2);
        await casework.SendBack(StepKind.Applied, casework.Clerk);
        (await Confirmed()).ShouldBe(0);

        Task<long> Confirmed() => register.Ask<long>("select count(confirmed_on) from register.case_holder where case_number = $1", casework.Number);
    }

    [Fact]
    public async Task What_a_colleague_writes_anew_keeps_its_papers_and_asks_every_holder_again()
    {
        var casework = await Casework.Found(register);
        var (paper, stranger) = (await casework.HandIn(casework.VillageClerk), await casework.HandIn(casework.Township));
        var leaves = new MemberLine(casework.Other, false, MemberGround.Marriage, "12", false, paper);
        var opened = await casework.Desk.Enter(new OpenCase(new ChangeMembers(casework.Village.Household(1), [leaves])), casework.By(casework.VillageClerk), Cancel);
        opened.Refusal.ShouldBeNull();
        var number = opened.Streams.Single(stream => stream.StartsWith("case/", StringComparison.Ordinal))["case/".Length..];
        var before = await Terms();
        (await casework.Desk.Enter(new CompleteStep(number, StepKind.Applied), casework.By(casework.VillageClerk), Cancel)).Refusal.ShouldBeNull();
        (await casework.Desk.Enter(new ConfirmCase(number, before), casework.By(casework.Farmer(1)), Cancel)).Refusal.ShouldBeNull();
        (await casework.Desk.Enter(new SendBack(number, StepKind.Applied, ["other"], "写错了"), casework.By(casework.Farmer(2)), Cancel)).Refusal.ShouldBeNull();

        var colleague = new Actor.VillageClerk(casework.Village.Id(80, 11), casework.Village.Collective[..12]);
        AmendCase Anew(string document) => new(number, new ChangeMembers(casework.Village.Household(1), [leaves with { Ground = MemberGround.Divorce, LandElsewhere = document }]));
        (await casework.Desk.Enter(Anew(stranger), casework.By(colleague), Cancel)).Refusal.ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        (await casework.Desk.Enter(Anew(paper), casework.By(colleague), Cancel)).Refusal.ShouldBeNull();

        (await Terms()).ShouldNotBe(before);
        (await register.Ask<long>("select count(*) from register.case_document where case_number = $1 and struck_on is null", number)).ShouldBe(1);
        (await register.Ask<long>("select count(confirmed_on) from register.case_holder where case_number = $1", number)).ShouldBe(0);
        (await casework.Desk.Enter(new CompleteStep(number, StepKind.Applied), casework.By(colleague), Cancel)).Refusal.ShouldBeNull();
        (await casework.Desk.Enter(new ConfirmCase(number, before), casework.By(casework.Farmer(1)), Cancel)).Refusal.ShouldBe(CaseRules.CaseTermsDiffer);
        (await casework.Desk.Enter(new WithdrawCase(number), casework.By(colleague), Cancel)).Refusal.ShouldBeNull();
        (await casework.Ask()).Refusal.ShouldBeNull("the household is in no case any more");

        Task<string> Terms() => register.Ask<string>("select terms from register.case_file where number = $1", number);
    }

    [Fact]
    public async Task A_rebuild_gives_the_same_cases_row_for_row()
    {
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var casework = await Casework.Open(own);
        await casework.Desk.Enter(new CompleteStep(casework.Number, StepKind.Applied), casework.By(casework.VillageClerk), Cancel);
        await casework.Confirm(1);
        await casework.Desk.Enter(new SendBack(casework.Number, StepKind.Applied, ["paper-missing"], "缺户口簿"), casework.By(casework.Farmer(1)), Cancel);
        await casework.Desk.Enter(new AmendCase(casework.Number, casework.Change), casework.By(casework.VillageClerk), Cancel);
        await casework.ToEntry();
        await casework.SendBack(StepKind.Confirmed, casework.Registrar);
        await casework.Confirm(1);
        await casework.Confirm(2);
        await casework.Approved();
        await casework.SendBack(StepKind.CountyReviewed, casework.Registrar);
        await casework.Done(StepKind.CountyReviewed, casework.Reviewer, null);
        (await casework.Desk.Enter(new EnterCase(casework.Number), casework.By(casework.Registrar), Cancel)).Refusal.ShouldBeNull();

        var result = await own.Host.Services.GetRequiredService<Rebuild>().Run(TestRegister.County, cancel: Cancel);

        result.Different.ShouldBeEmpty();
        result.Tables["register.case_step"].Rows.ShouldBePositive();
    }

    /// <summary>A village with one household of two holders, and everybody who has a part in its cases.</summary>
    internal sealed class Casework
    {

        private readonly TestRegister _register;

        private Casework(TestRegister register, Village village) => (_register, Village) = (register, village);

        public Village Village { get; }

        public string Number { get; private set; } = "";

        public Desk Desk => _register.Desk;

        public Guid Other => Village.Id(33, 2);

        public ChangeRepresentative Change => new(Village.Household(1), Other);

        public Actor VillageClerk => new Actor.VillageClerk(Village.Id(80, 1), Village.Collective[..12]);

        public Actor Chair => new Actor.Chair(Village.Id(80, 2), Village.Collective);

        public Actor Township => new Actor.TownshipOfficer(Village.Id(80, 3), Village.Collective[..9]);

        public Actor Clerk => new Actor.Clerk(Village.Id(80, 4), TestRegister.County);

        public Actor Reviewer => new Actor.Reviewer(Village.Id(80, 5), TestRegister.County);

        public Actor Registrar => new Actor.Registrar(Village.Id(80, 6), TestRegister.County);

        public Actor Farmer(int member) => new Actor.Farmer(member == 1 ? Village.Person(1) : Other, Village.Household(1));

        public RuralRights.Registry.Submission By(Actor actor, Guid? command = null) => new(TestRegister.County, command ?? Guid.CreateVersion7(), actor, Bargain.Today);

        public static async Task<Casework> Found(TestRegister register)
        {
            await Bargain.Settings(register);
            var village = await Village.Found(register, 0);
            var casework = new Casework(register, village);
            (await village.Enter(
                new StreamFact(Streams.Household(village.Household(1)), new HouseholdRegistered(
                    village.Household(1), village.Collective, ContractorKind.Household, village.Person(1),
                    [new(village.Person(1), "02", true, null), new(casework.Other, "12", true, null)], Village.Paper)),
                village.ParcelFact(1),
                village.ContractFact(1, 1))).Refusal.ShouldBeNull();
            return casework;
        }

        public static async Task<Casework> Open(TestRegister register)
        {
            var casework = await Found(register);
            var answer = await casework.Ask();
            answer.Refusal.ShouldBeNull();
            casework.Number = answer.Streams.Single(stream => stream.StartsWith("case/", StringComparison.Ordinal))["case/".Length..];
            return casework;
        }

        public Task<Answer> Ask(Guid? command = null) => Desk.Enter(new OpenCase(Change), By(VillageClerk, command), Cancel);

        /// <summary>A paper of its own, handed in by somebody; its hash.</summary>
        public async Task<string> HandIn(Actor actor)
        {
            var documents = _register.Host.Services.GetRequiredService<RuralRights.Registry.Registration.Documents>();
            return (await documents.HandIn(TestRegister.County, new MemoryStream(Sheet.Of($"{Guid.CreateVersion7()}")), actor, DocumentLimits.Default, Cancel)).Document!.Sha256;
        }

        public async Task<Guid> Representative() => await _register.Ask<Guid>("select representative from register.household where code = $1", Village.Household(1));

        public async Task Confirm(int member)
        {
            var terms = await _register.Ask<string>("select terms from register.case_file where number = $1", Number);
            (await Desk.Enter(new ConfirmCase(Number, terms), By(Farmer(member)), Cancel)).Refusal.ShouldBeNull();
        }

        /// <summary>Through every desk, until only the registrar is left.</summary>
        public async Task ToEntry(string? opinion = null)
        {
            await Done(StepKind.Applied, VillageClerk, null);
            await Confirm(1);
            await Confirm(2);
            foreach (var paper in new[] { "application", "identity", "household-register", "holders-consent" })
                (await Desk.Enter(new FileDocument(Number, paper, await HandIn(VillageClerk)), By(VillageClerk), Cancel)).Refusal.ShouldBeNull();
            await Approved(opinion);
            foreach (var holder in new[] { Village.Person(1), Other })
                (await Desk.Enter(new ReachHolder(Number, holder, true), By(new Actor.Register("620123")), Cancel)).Refusal.ShouldBeNull();
        }

        public async Task Approved(string? opinion = null)
        {
            await Done(StepKind.Accepted, Clerk, null);
            await Done(StepKind.VillageAgreed, Chair, opinion);
            await Done(StepKind.TownshipAgreed, Township, null);
            await Done(StepKind.CountyReviewed, Reviewer, null);
        }

        public async Task SendBack(StepKind to, Actor actor) =>
            (await Desk.Enter(new SendBack(Number, to, ["other"], "请再核对"), By(actor), Cancel)).Refusal.ShouldBeNull();

        public async Task Done(StepKind step, Actor actor, string? opinion) =>
            (await Desk.Enter(new CompleteStep(Number, step, opinion), By(actor), Cancel)).Refusal.ShouldBeNull();
    }
}
