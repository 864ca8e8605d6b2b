using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Exits;
using RuralRights.Registry.Households;
using RuralRights.Registry.Market;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tests.Exits;
using RuralRights.Registry.Tests.Registration;

namespace RuralRights.Registry.Tests.Households;

/// <summary>A child of the household that gives land away, and the parent who speaks for it.</summary>
public sealed class GuardianTests(TestRegister register)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_child_s_consent_is_the_guardian_s_whom_the_village_clerk_named()
    {
        var bargain = await Bargain.Agreed(register);
        var (child, clerk) = (await Child(bargain.Village, new(2015, 3, 1)), new Actor.VillageClerk(Guid.CreateVersion7(), bargain.Village.Collective[..12]));
        var terms = await bargain.Terms();

        (await Enter(new ConsentToTransfer(bargain.Transfer, terms), new Actor.Farmer(child, bargain.Seller.Household))).Refusal!.Code.ShouldBe(GuardianRules.WardDoesNotConsentAlone.Code);
        (await Enter(new ConsentToTransfer(bargain.Transfer, terms, child), bargain.Seller)).Refusal!.Code.ShouldBe(GuardianRules.NotTheGuardian.Code);

        var named = new NameGuardian(bargain.Seller.Household, child, bargain.Seller.Person, await HandIn(clerk));
        (await register.Desk.Enter(named, bargain.By(clerk), Cancel)).Refusal.ShouldBeNull();
        (await register.Ask<Guid>("select guardian from register.guardianship where ward = $1", child)).ShouldBe(bargain.Seller.Person);

        (await Enter(new ConsentToTransfer(bargain.Transfer, terms, child), bargain.Seller)).Refusal.ShouldBeNull();
        (await register.Ask<string>("select data -> 'provenance' ->> 'actor' from ledger.mt_events where type = 'holder-consented' and data ->> 'person' = $1", child.ToString()))
            .ShouldBe($"person/{bargain.Seller.Person}");
        (await GuardianLine.WardsOf(register.Desk, register.Connections[TestRegister.County], bargain.Seller.Person, Bargain.Today, Cancel)).ShouldBe([child]);
        (await GuardianLine.WardsOf(register.Desk, register.Connections[TestRegister.County], bargain.Seller.Person, new(2033, 3, 1), Cancel)).ShouldBeEmpty();

        (await register.Desk.Enter(new WithdrawConsent(bargain.Transfer, child), bargain.By(bargain.Seller), Cancel)).Refusal.ShouldBeNull();

        Task<Answer> Enter(ConsentToTransfer command, Actor actor) => register.Desk.Enter(command, bargain.By(actor), Cancel);
    }

    [Fact]
    public async Task A_child_neither_offers_nor_takes_nor_confirms_that_money_arrived_and_the_guardian_confirms_for_it()
    {
        var bargain = await Bargain.Listed(register);
        var (child, clerk) = (await Child(bargain.Village, new(2013, 3, 1)), new Actor.VillageClerk(Guid.CreateVersion7(), bargain.Village.Collective[..12]));
        var theirs = new Actor.Farmer(child, bargain.Seller.Household);

        (await register.Desk.Enter(new OpenListing(bargain.Village.Right(1), [bargain.Village.Parcel(2)], [], 1m), bargain.By(theirs), Cancel)).Refusal.ShouldBe(GuardianRules.WardDoesNotConsentAlone);
        (await register.Desk.Enter(new TakeListing(bargain.Listing, bargain.Seller.Household), bargain.By(theirs), Cancel)).Refusal.ShouldBe(GuardianRules.WardDoesNotConsentAlone);

        bargain.Continue(await bargain.Take(bargain.Buyer));
        (await register.Desk.Enter(new NameGuardian(bargain.Seller.Household, child, bargain.Seller.Person, await HandIn(clerk)), bargain.By(clerk), Cancel)).Refusal.ShouldBeNull();
        (await register.Desk.Enter(new ConsentToTransfer(bargain.Transfer, await bargain.Terms(), child), bargain.By(bargain.Seller), Cancel)).Refusal.ShouldBeNull();
        (await bargain.Consent()).Refusal.ShouldBeNull();
        (await bargain.Agree()).Refusal.ShouldBeNull();
        var paid = new ConfirmPayment(bargain.Transfer, Bargain.Price, child, Bargain.Today, "2026112300001");
        (await register.Desk.Enter(paid, bargain.By(theirs), Cancel)).Refusal.ShouldBe(GuardianRules.WardDoesNotConsentAlone);
        (await register.Desk.Enter(paid with { Ward = child }, bargain.By(bargain.Buyer), Cancel)).Refusal.ShouldBe(GuardianRules.NotTheGuardian);
        (await register.Desk.Enter(paid with { Ward = child }, bargain.By(bargain.Seller), Cancel)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task A_guardian_who_buys_does_not_consent_for_the_ward()
    {
        var bargain = await Bargain.Agreed(register);
        var (child, clerk) = (await Child(bargain.Village, new(2014, 3, 1)), new Actor.VillageClerk(Guid.CreateVersion7(), bargain.Village.Collective[..12]));
        (await register.Desk.Enter(new NameGuardian(bargain.Seller.Household, child, bargain.Buyer.Person, await HandIn(clerk)), bargain.By(clerk), Cancel)).Refusal.ShouldBeNull();

        (await register.Desk.Enter(new ConsentToTransfer(bargain.Transfer, await bargain.Terms(), child), bargain.By(bargain.Buyer), Cancel))
            .Refusal!.Code.ShouldBe(GuardianRules.GuardianHasAnInterest.Code);
    }

    [Fact]
    public async Task Whoever_lives_on_their_own_labour_at_sixteen_consents_alone_once_the_township_confirmed_it_and_until_it_is_taken_back()
    {
        var bargain = await Bargain.Agreed(register);
        var (child, clerk) = (await Child(bargain.Village, new(2010, 3, 1)), new Actor.VillageClerk(Guid.CreateVersion7(), bargain.Village.Collective[..12]));
        var township = new Actor.TownshipOfficer(Guid.CreateVersion7(), bargain.Village.Collective[..9]);
        var own = new Actor.Farmer(child, bargain.Seller.Household);
        var terms = await bargain.Terms();
        (await register.Desk.Enter(new NameGuardian(bargain.Seller.Household, child, bargain.Seller.Person, await HandIn(clerk)), bargain.By(clerk), Cancel)).Refusal.ShouldBeNull();
        (await register.Desk.Enter(new ReportOwnLabour(bargain.Seller.Household, child, true, await HandIn(clerk)), bargain.By(clerk), Cancel)).Refusal.ShouldBeNull();
        (await Lines()).ShouldHaveSingleItem().Reported.ShouldBe(true);
        (await Wards()).ShouldBe([child]);
        (await register.Desk.Enter(new ConsentToTransfer(bargain.Transfer, terms), bargain.By(own), Cancel)).Refusal.ShouldBe(GuardianRules.WardDoesNotConsentAlone);

        (await register.Desk.Enter(new ConfirmOwnLabour(bargain.Seller.Household, child, true), bargain.By(township), Cancel)).Refusal.ShouldBeNull();
        (await Lines()).ShouldHaveSingleItem().Stands.ShouldBeTrue();
        (await Wards()).ShouldBeEmpty();
        (await register.Desk.Enter(new ConsentToTransfer(bargain.Transfer, terms, child), bargain.By(bargain.Seller), Cancel)).Refusal.ShouldBe(GuardianRules.NotTheGuardian);
        (await register.Desk.Enter(new ConsentToTransfer(bargain.Transfer, terms), bargain.By(own), Cancel)).Refusal.ShouldBeNull();

        (await register.Desk.Enter(new ReportOwnLabour(bargain.Seller.Household, child, false, await HandIn(clerk)), bargain.By(clerk), Cancel)).Refusal.ShouldBeNull();
        (await Wards()).ShouldBeEmpty();
        (await register.Desk.Enter(new ConfirmOwnLabour(bargain.Seller.Household, child, false), bargain.By(township), Cancel)).Refusal.ShouldBeNull();
        (await Wards()).ShouldBe([child]);

        Task<IReadOnlyList<OwnLabourLine>> Lines() => OwnLabourLine.Of(register.Connections[TestRegister.County], [child], Cancel);
        Task<IReadOnlyList<Guid>> Wards() => GuardianLine.WardsOf(register.Desk, register.Connections[TestRegister.County], bargain.Seller.Person, Bargain.Today, Cancel);
    }

    [Fact]
    public async Task Whom_a_court_is_said_to_have_found_without_capacity_is_told_when_it_is_reported_and_when_it_is_confirmed_and_acts_alone_until_then()
    {
        var bargain = await Bargain.Agreed(register);
        var (grown, clerk) = (await Child(bargain.Village, new(1980, 3, 1)), new Actor.VillageClerk(Guid.CreateVersion7(), bargain.Village.Collective[..12]));
        var (township, paper, household) = (new Actor.TownshipOfficer(Guid.CreateVersion7(), bargain.Village.Collective[..9]), await HandIn(clerk), bargain.Seller.Household);
        var connection = register.Connections[TestRegister.County];
        (await register.Desk.Enter(new ReportIncapacity(household, grown, bargain.Seller.Person, new string('0', 64)), bargain.By(clerk), Cancel)).Refusal.ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        (await Messages("incapacity-reported")).ShouldBe(0);
        (await register.Desk.Enter(new ReportIncapacity(household, grown, bargain.Seller.Person, paper), bargain.By(clerk), Cancel)).Refusal.ShouldBeNull();

        (await IncapacityLine.Of(connection, [grown], Cancel)).ShouldHaveSingleItem().Document.ShouldBe(paper);
        (await Messages("incapacity-reported")).ShouldBe(1);
        (await Wards()).ShouldBeEmpty();
        var terms = await bargain.Terms();
        (await register.Desk.Enter(new ConsentToTransfer(bargain.Transfer, terms, grown), bargain.By(bargain.Seller), Cancel)).Refusal.ShouldBe(GuardianRules.NotTheGuardian);
        (await register.Desk.Enter(new ConsentToTransfer(bargain.Transfer, terms), bargain.By(new Actor.Farmer(grown, household)), Cancel)).Refusal.ShouldBeNull();
        (await register.Desk.Enter(new WithdrawConsent(bargain.Transfer), bargain.By(new Actor.Farmer(grown, household)), Cancel)).Refusal.ShouldBeNull();

        (await register.Desk.Enter(new ConfirmIncapacity(household, grown, bargain.Seller.Person, paper), bargain.By(township with { Person = clerk.Person }), Cancel)).Refusal.ShouldBe(Conflict.ApprovesOwnEntry);
        (await register.Desk.Enter(new ConfirmIncapacity(household, grown, bargain.Seller.Person, paper), bargain.By(township), Cancel)).Refusal.ShouldBeNull();
        (await IncapacityLine.Of(connection, [grown], Cancel)).ShouldBeEmpty();
        (await Messages("incapacity-confirmed")).ShouldBe(1);
        (await Wards()).ShouldBe([grown]);
        (await register.Desk.Enter(new ConsentToTransfer(bargain.Transfer, terms), bargain.By(new Actor.Farmer(grown, household)), Cancel)).Refusal.ShouldBe(GuardianRules.WardDoesNotConsentAlone);

        Task<long> Messages(string about) => register.Ask<long>("select count(*) from outbox.holder_message where person = $1 and about = $2", grown, about);
        Task<IReadOnlyList<Guid>> Wards() => GuardianLine.WardsOf(register.Desk, connection, bargain.Seller.Person, Bargain.Today, Cancel);
    }

    [Fact]
    public async Task Whoever_shares_a_telephone_consents_at_the_desk_and_takes_back_anywhere()
    {
        var bargain = await Bargain.Agreed(register);
        await OpenAccount(bargain.Seller.Person, "1");
        (await register.Desk.Enter(new ConsentToTransfer(bargain.Transfer, await bargain.Terms()), bargain.By(bargain.Seller), Cancel)).Refusal.ShouldBeNull();
        await OpenAccount(Guid.CreateVersion7(), "1");
        (await register.Desk.Enter(new WithdrawConsent(bargain.Transfer), bargain.By(bargain.Seller), Cancel)).Refusal.ShouldBeNull();
        (await register.Desk.Enter(new ConsentToTransfer(bargain.Transfer, await bargain.Terms()), bargain.By(bargain.Seller), Cancel)).Refusal.ShouldBe(Proof.SharedNumberTellsNobodyApart);

        var clerk = new Actor.VillageClerk(Guid.CreateVersion7(), bargain.Village.Collective[..12]);
        var proof = new Proof(Guid.CreateVersion7(), bargain.Seller.Person, await bargain.Terms(), ProofMeans.CodeAtDesk, clerk, null, null);
        (await register.Desk.Enter(new ConsentToTransfer(bargain.Transfer, await bargain.Terms()), proof, bargain.By(bargain.Seller), Cancel)).Refusal.ShouldBeNull();

        async Task OpenAccount(Guid person, string number)
        {
            await using var session = register.Host.Services.GetRequiredService<Marten.IDocumentStore>().LightweightSession(TestRegister.County);
            session.Insert(new RuralRights.Registry.SignIn.Account { Id = Guid.CreateVersion7(), Person = person, NameHash = $"{bargain.Transfer}{number}" });
            await session.SaveChangesAsync(Cancel);
        }
    }

    [Fact]
    public async Task The_guardian_named_in_a_claim_for_a_child_is_checked_by_the_vault_s_days_of_birth_and_the_paper()
    {
        var village = await Village.Found(register);
        var vault = register.Host.Services.GetRequiredService<Vault>();
        var people = await vault.Keep(TestRegister.County, [new("王小宝", "9", null, Birth: new(2025, 3, 1)), new("王大宝", "9", null, Birth: new(2012, 3, 1)), new("王成年", "9", null, Birth: new(1990, 3, 1))], Cancel);
        var clerk = new Actor.VillageClerk(Guid.CreateVersion7(), village.Collective[..12]);
        var claim = new ClaimMembership(people[0], village.Collective, null, MembershipGround.Birth, people[2], GuardianPaper: await HandIn(clerk));

        (await Open(claim with { Person = people[2], Guardian = people[1] })).Refusal.ShouldBe(GuardianRules.WardIsOfAge);
        (await Open(claim with { Guardian = people[1] })).Refusal.ShouldBe(GuardianRules.CannotBeGuardian);
        (await Open(claim with { GuardianPaper = null })).Refusal.ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        (await Open(claim with { GuardianPaper = new string('0', 64) })).Refusal.ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        (await Open(claim)).Refusal.ShouldBeNull();

        Task<Answer> Open(ClaimMembership asked) => register.Desk.Enter(new OpenCase(asked), new(TestRegister.County, Guid.CreateVersion7(), clerk, Bargain.Today), Cancel);
    }

    private async Task<Guid> Child(Village village, DateOnly birth)
    {
        var vault = register.Host.Services.GetRequiredService<Vault>();
        var child = (await vault.Keep(TestRegister.County, [new("王小宝", "9", null, Birth: birth)], Cancel))[0];
        (await village.Enter(new StreamFact($"household/{village.Household(1)}", new HouseholdMembersChanged(
            village.Household(1), [new(village.Person(1), "02", true, null), new(child, "20", true, null)], Village.Paper)))).Refusal.ShouldBeNull();
        return child;
    }

    private async Task<string> HandIn(Actor actor)
    {
        var handed = await register.Host.Services.GetRequiredService<Documents>()
            .HandIn(TestRegister.County, new MemoryStream(Sheet.Of($"{Guid.CreateVersion7()}")), actor, DocumentLimits.Default, Cancel);
        return handed.Document!.Sha256;
    }
}
