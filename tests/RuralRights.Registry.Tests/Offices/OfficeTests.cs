using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tests.Offices;

public sealed class OfficeTests(TestRegister register)
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Actor.Administrator Wu = new(new("00000000-0000-4000-8000-0000000000f1"), TestRegister.County);
    private static readonly Actor.Administrator Xie = new(new("00000000-0000-4000-8000-0000000000f2"), TestRegister.County);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_office_of_a_village_is_proposed_approved_held_and_taken_back()
    {
        var village = await Village.Found(register);
        var he = village.Id(40, 1);
        var grant = Guid.CreateVersion7();

        (await register.Desk.Enter(new GrantOffice(he, OfficeRole.VillageClerk, village.Collective[..12], Today, null), By(Wu, grant), Cancel)).IsEntered.ShouldBeTrue();
        (await Held(he)).ShouldBeEmpty();
        (await OfficeSheet.Waiting(Data, Cancel)).Select(waiting => waiting.Id).ShouldContain(grant);
        (await register.Desk.Enter(new ApproveOffice(he, grant), By(Wu), Cancel)).Refusal.ShouldBe(OfficeRules.SamePersonApproves);
        (await register.Desk.Enter(new ApproveOffice(he, grant), By(Xie), Cancel)).IsEntered.ShouldBeTrue();

        var held = (await Held(he)).Single();
        held.Role.ActorOf(he, held.Place).ShouldBe(new Actor.VillageClerk(he, village.Collective[..12]));
        (await Data.Serves(new Actor.VillageClerk(he, held.Place), village.Collective, Today, Cancel)).ShouldBeTrue();
        (await OfficeSheet.HeldBy(Data, he, Today.AddDays(-1), Cancel)).ShouldBeEmpty();

        (await register.Desk.Enter(new RevokeOffice(he, grant), By(Wu), Cancel)).IsEntered.ShouldBeTrue();
        (await Held(he)).ShouldBeEmpty();
        (await OfficeSheet.Of(Data, [he], Cancel)).Single().RevokedOn.ShouldBe(Today);
    }

    [Fact]
    public async Task A_place_that_the_register_does_not_know_has_no_offices()
    {
        var village = await Village.Found(register);
        var someone = village.Id(40, 2);
        foreach (var (role, place) in new[] { (OfficeRole.VillageClerk, "620123888888"), (OfficeRole.TownshipOfficer, "620123888"), (OfficeRole.Chair, village.Collective[..12] + "99") })
            (await register.Desk.Enter(new GrantOffice(someone, role, place, Today, null), By(Wu), Cancel)).Refusal.ShouldBe(OfficeRules.PlaceIsUnknown);
    }

    [Fact]
    public async Task A_collective_has_one_chair_at_a_time()
    {
        var village = await Village.Found(register);
        var first = await Granted(village.Id(40, 3), OfficeRole.Chair, village.Collective);
        first.ShouldBeNull();

        (await Granted(village.Id(40, 4), OfficeRole.Chair, village.Collective))!.Code.ShouldBe("collective-has-its-chair");
    }

    [Theory]
    [InlineData("official/00000000-0000-4000-8000-0000000000f1", "official/00000000-0000-4000-8000-0000000000f1", "same-person-approves")]
    [InlineData("official/00000000-0000-4000-8000-0000000000aa", "official/00000000-0000-4000-8000-0000000000f2", "grant-concerns-yourself")]
    [InlineData("official/00000000-0000-4000-8000-0000000000f1", "person/00000000-0000-4000-8000-0000000000aa", "grant-concerns-yourself")]
    public async Task The_database_itself_wants_two_people_who_are_not_the_third(string proposer, string approver, string rule)
    {
        var village = await Village.Found(register);
        var (grant, person) = (Guid.CreateVersion7(), new Guid("00000000-0000-4000-8000-0000000000aa"));
        StreamFact Of(object fact) => new($"offices/{grant}", fact);

        var answer = await village.Enter(
            Of(new OfficeProposed(grant, person, OfficeRole.VillageClerk, village.Collective[..12], Village.Day, null, Village.Paper with { Actor = proposer })),
            Of(new OfficeGranted(grant, person, Village.Paper with { Actor = approver })));

        answer.Refusal!.Code.ShouldBe(rule);
    }

    [Fact]
    public async Task Relatives_are_whom_one_declared_and_whom_one_lives_with()
    {
        var village = await Village.Found(register);
        var (person, brother) = (village.Person(1), village.Person(2));

        (await register.Desk.Enter(new DeclareRelative(brother), By(new Actor.Reviewer(person, TestRegister.County)), Cancel)).IsEntered.ShouldBeTrue();

        var relatives = await register.Desk.Look(TestRegister.County, read => read.RelativesOf(person, Cancel), Cancel);
        relatives.Declared.ShouldBe([brother]);
        relatives.Household.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_declaration_that_two_administrators_struck_out_counts_for_neither_and_is_not_made_again()
    {
        var village = await Village.Found(register);
        var (farmer, official) = (village.Person(1), village.Person(2));
        var declaring = new Actor.Farmer(farmer, village.Household(1));
        (await register.Desk.Enter(new DeclareRelative(official), By(declaring), Cancel)).IsEntered.ShouldBeTrue();
        (await Kin()).DeclaredBy.ShouldBe([farmer]);

        (await register.Desk.Enter(new QuestionRelative(farmer, official, "两边都说不认识"), By(Wu), Cancel)).IsEntered.ShouldBeTrue();
        (await Kin()).DeclaredBy.ShouldBe([farmer]);
        (await KinshipSheet.Waiting(register.Connections[TestRegister.County], Cancel)).ShouldContain(sheet => sheet.Person == farmer && sheet.Relative == official && sheet.Waits);

        // Two approve at the same moment: one of them finds it done.
        var answers = await Task.WhenAll(
            register.Desk.Enter(new StrikeRelative(farmer, official), By(Xie), Cancel), register.Desk.Enter(new StrikeRelative(farmer, official), By(Xie with { Person = Guid.CreateVersion7() }), Cancel));
        answers.Count(answer => answer.IsEntered).ShouldBe(1);
        answers.Single(answer => !answer.IsEntered).Refusal.ShouldBe(OfficeRules.RelativeIsNotQuestioned);

        (await Kin()).People.ShouldBeEmpty();
        (await KinshipSheet.Of(register.Connections[TestRegister.County], official, Cancel)).ShouldHaveSingleItem().StruckOn.ShouldBe(Today);
        (await register.Desk.Enter(new DeclareRelative(official), By(declaring), Cancel)).Refusal.ShouldBe(OfficeRules.RelativeWasStruck);

        Task<Relatives> Kin() => register.Desk.Look(TestRegister.County, read => read.RelativesOf(official, Cancel), Cancel);
    }

    [Theory]
    [InlineData("official/00000000-0000-4000-8000-0000000000f1", "official/00000000-0000-4000-8000-0000000000f1", "same-person-strikes")]
    [InlineData("official/00000000-0000-4000-8000-0000000000aa", "official/00000000-0000-4000-8000-0000000000f2", "kinship-concerns-yourself")]
    [InlineData("official/00000000-0000-4000-8000-0000000000f1", "person/00000000-0000-4000-8000-0000000000aa", "kinship-concerns-yourself")]
    public async Task The_database_itself_wants_two_people_beside_the_two_of_a_kinship(string questioner, string striker, string rule)
    {
        var village = await Village.Found(register);
        var (person, relative) = (Guid.CreateVersion7(), new Guid("00000000-0000-4000-8000-0000000000aa"));
        StreamFact Of(object fact) => new($"relatives/{person}", fact);

        var answer = await village.Enter(
            Of(new RelativeDeclared(person, relative, Village.Paper)),
            Of(new RelativeQuestioned(person, relative, "words", Village.Paper with { Actor = questioner })),
            Of(new RelativeStruck(person, relative, Village.Paper with { Actor = striker })));

        answer.Refusal!.Code.ShouldBe(rule);
    }

    [Fact]
    public async Task The_county_names_two_administrators_once()
    {
        await using var fresh = new TestRegister();
        await fresh.InitializeAsync();
        var appoint = new AppointAdministrators(Wu.Person, Xie.Person);

        (await fresh.Desk.Appoint(TestRegister.County, appoint, Guid.CreateVersion7(), Today, Cancel)).IsEntered.ShouldBeTrue();
        (await fresh.Desk.Appoint(TestRegister.County, appoint with { Second = Guid.CreateVersion7() }, Guid.CreateVersion7(), Today, Cancel)).Refusal.ShouldBe(OfficeRules.AdministratorsAreAppointed);
        var grant = (await OfficeSheet.HeldBy(fresh.Connections[TestRegister.County], Wu.Person, Today, Cancel)).Single();
        (await fresh.Desk.Enter(new RevokeOffice(Wu.Person, grant.Id), By(Xie), Cancel)).Refusal.ShouldBe(OfficeRules.TwoAdministratorsAreNeeded);
    }

    [Fact]
    public async Task However_many_administrators_are_revoked_at_one_moment_two_are_left()
    {
        await using var fresh = new TestRegister();
        await fresh.InitializeAsync();
        (await fresh.Desk.Appoint(TestRegister.County, new(Wu.Person, Xie.Person), Guid.CreateVersion7(), Today, Cancel)).IsEntered.ShouldBeTrue();
        var further = Enumerable.Range(1, 6).Select(number => new Guid(number, 5, 5, new byte[8])).ToList();
        foreach (var person in further)
        {
            var grant = Guid.CreateVersion7();
            (await fresh.Desk.Enter(new GrantOffice(person, OfficeRole.Administrator, TestRegister.County, Today, null), By(Wu, grant), Cancel)).Refusal.ShouldBeNull();
            (await fresh.Desk.Enter(new ApproveOffice(person, grant), By(Xie), Cancel)).Refusal.ShouldBeNull();
        }

        var held = await OfficeSheet.Of(fresh.Connections[TestRegister.County], [Wu.Person, Xie.Person, .. further], Cancel);
        var answers = await Task.WhenAll(held.Select(office => fresh.Desk.Enter(new RevokeOffice(office.Person, office.Id), By(office.Person == Wu.Person ? Xie : Wu), Cancel)));

        answers.Count(answer => answer.IsEntered).ShouldBe(held.Count - 2);
        answers.Where(answer => !answer.IsEntered).ShouldAllBe(answer => answer.Refusal == OfficeRules.TwoAdministratorsAreNeeded);
        (await fresh.Ask<long>("select count(*) from register.offices_on($1) where role = 'administrator'", Today)).ShouldBe(2);
    }

    [Fact]
    public async Task Of_many_who_name_the_first_administrators_at_one_moment_one_does()
    {
        await using var fresh = new TestRegister();
        await fresh.InitializeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => fresh.Desk.Appoint(
            TestRegister.County, new(new Guid(number, 6, 1, new byte[8]), new Guid(number, 6, 2, new byte[8])), Guid.CreateVersion7(), Today, Cancel)));

        answers.Count(answer => answer.IsEntered).ShouldBe(1);
        answers.Where(answer => !answer.IsEntered).ShouldAllBe(answer => answer.Refusal == OfficeRules.AdministratorsAreAppointed);
        (await fresh.Ask<long>("select count(*) from oversight.audit_log where act = 'office' and why = 'appoint Administrator'")).ShouldBe(2);
    }

    private NpgsqlDataSource Data => register.Connections[TestRegister.County];

    private Task<List<OfficeSheet>> Held(Guid person) => OfficeSheet.HeldBy(Data, person, Today, Cancel);

    private async Task<Rule?> Granted(Guid person, OfficeRole role, string place)
    {
        var grant = Guid.CreateVersion7();
        (await register.Desk.Enter(new GrantOffice(person, role, place, Today, null), By(Wu, grant), Cancel)).Refusal.ShouldBeNull();
        return (await register.Desk.Enter(new ApproveOffice(person, grant), By(Xie), Cancel)).Refusal;
    }

    private static Submission By(Actor actor, Guid? command = null) => new(TestRegister.County, command ?? Guid.CreateVersion7(), actor, Today);
}
