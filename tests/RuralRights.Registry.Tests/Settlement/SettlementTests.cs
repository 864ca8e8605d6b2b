using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Settlement;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Settlement;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tests.Exits;

namespace RuralRights.Registry.Tests.Settlement;

/// <summary>Who settled in town, over the desk and in the tables.</summary>
public sealed class SettlementTests(TestRegister register)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_that_somebody_checked_stands_in_the_list_with_the_rights_of_the_household()
    {
        var bargain = await Bargain.Open(register);
        var town = new Town(register, bargain.Village);
        const string Paper = "居住证 620102-王家-000001";

        (await town.Report(1, Paper)).Refusal.ShouldBeNull();
        (await List(bargain.Village)).ShouldBeEmpty();
        (await SettlementSheet.Waiting(register.Connections[TestRegister.County], town.OfVillage, 0, 10, Cancel)).ShouldHaveSingleItem().Person.ShouldBe(bargain.Village.Person(1));
        (await town.Check(1)).Refusal.ShouldBeNull();

        var household = (await List(bargain.Village)).ShouldHaveSingleItem();
        household.People.ShouldHaveSingleItem().Statement.Criteria.ShouldBe([SettlementCriterion.WorksInTown]);
        household.People[0].Checker.ShouldBe(town.Officer.ToString());
        household.Rights.ContractedLand.ShouldSatisfyAllConditions(
            land => land.Standing.ShouldBe(RightStanding.Stands), land => land.Parcels.ShouldBe(2), land => land.Area.ShouldBe(1333.34m), land => land.Codes.ShouldBe([bargain.Village.Right(1)]));
        (household.Rights.Homestead.Standing, household.Rights.IncomeShare.Standing).ShouldBe((RightStanding.NotEntered, RightStanding.NotEntered));
        household.Ended.ShouldBeEmpty();

        // The paper's name may name people: the ledger has its hash, the vault the words.
        (await register.Ask<long>("select count(*) from ledger.mt_events where data::text like '%王家%' and stream_id like 'settlement/%'")).ShouldBe(0);
        var sheet = (await SettlementSheet.OfPerson(register.Connections[TestRegister.County], bargain.Village.Person(1), Cancel)).ShouldHaveSingleItem();
        (await SettlementSheet.Papers(register.Host.Services.GetRequiredService<Vault>(), TestRegister.County, sheet.Documents, "official/1", "test", Cancel)).ShouldBe([Paper, "居住证"]);
    }

    [Fact]
    public async Task Whoever_it_is_recorded_about_is_told_by_message_and_told_that_no_right_changes()
    {
        var village = await Village.Found(register);
        var town = new Town(register, village);
        var vault = register.Host.Services.GetRequiredService<Vault>();
        await vault.KeepContact(TestRegister.County, village.Person(1), "13919000061", Cancel);
        await town.Report(1);
        await town.Report(2);
        var (recorded, again, unknown) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());

        (await town.Check(1, recorded)).Refusal.ShouldBeNull();
        (await town.Check(1, again)).Refusal.ShouldNotBeNull();
        // Nobody knows a number of the second one; that stops nothing.
        (await town.Check(2, unknown)).Refusal.ShouldBeNull();

        // Another test's sender may have taken the message out already; its key stays.
        (await IsTold(recorded), await IsTold(again), await IsTold(unknown)).ShouldBe((true, false, false));
        foreach (var right in new[] { "不改变", "承包地", "宅基地", "集体收益", "成员身份" }) SettlementActs.RecordedText.ShouldContain(right);

        Task<bool> IsTold(Guid command) => register.Ask<bool>("select exists (select from identity.notice where key = $1 and channel = 'sms')", $"settlement-recorded/{command}");
    }

    [Fact]
    public async Task A_right_that_ended_after_the_settlement_is_shown_with_the_entry_that_ended_it()
    {
        var bargain = await Bargain.Ready(register);
        var town = new Town(register, bargain.Village);
        (await town.Report(1)).Refusal.ShouldBeNull();
        (await town.Check(1)).Refusal.ShouldBeNull();
        (await town.Report(2)).Refusal.ShouldBeNull();
        (await town.Check(2)).Refusal.ShouldBeNull();
        (await bargain.Register()).Refusal.ShouldBeNull();

        var list = await List(bargain.Village);
        var ended = list.Single(household => household.Household == bargain.Village.Household(1)).Ended.ShouldHaveSingleItem();
        (ended.Right, ended.Parcel, ended.On, ended.Entry, ended.Cause).ShouldBe(
            (bargain.Village.Right(1), bargain.Village.Parcel(1), Bargain.Today, "parcel-left", $"transfer/{bargain.Transfer}"));
        ended.Position.ShouldBe(await register.Ask<long>("select seq_id from ledger.mt_events where type = 'parcel-left' and data ->> 'right' = $1", bargain.Village.Right(1)));
        list.Single(household => household.Household == bargain.Village.Household(2)).Ended.ShouldBeEmpty();
        (await ProtectionList.Of(Tables, Filter(bargain.Village) with { OnlyEnded = true }, 0, 10, Cancel)).ShouldHaveSingleItem();

        var counts = await ProtectionList.Count(Tables, Filter(bargain.Village), Cancel);
        (counts.Households, counts.People, counts.HouseholdsWithAnEnd, counts.ByCriterion[SettlementCriterion.WorksInTown], counts.ByCriterion[SettlementCriterion.EnjoysTownServices]).ShouldBe((2, 2, 1, 2, 0));
        (await ProtectionList.Of(Tables, Filter(bargain.Village) with { Criterion = SettlementCriterion.EnjoysTownServices }, 0, 10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_membership_that_ended_after_its_member_settled_is_shown_with_the_case_that_ended_it()
    {
        var village = await Village.Found(register);
        var town = new Town(register, village);
        foreach (var household in new[] { 1, 2 })
        {
            (await town.Report(household)).Refusal.ShouldBeNull();
            (await town.Check(household)).Refusal.ShouldBeNull();
        }

        var settled = (await List(village)).SelectMany(household => household.People).ToDictionary(person => person.Household, person => (person.Person, person.Statement.SettledOn));
        var (left, before) = (settled[village.Household(1)], settled[village.Household(2)]);
        foreach (var (person, on) in new[] { (left.Person, left.SettledOn), (before.Person, before.SettledOn.AddDays(-1)) })
        {
            var stream = $"membership/{person}";
            await village.Enter(
                new StreamFact(stream, new MemberConfirmed(person, village.Collective, null, MembershipGround.Reform, new(2001, 1, 1), null, Village.Paper)),
                new StreamFact(stream, new MembershipEnded(person, village.Collective, EndGround.MemberElsewhere, on, null, null, Village.Paper)));
        }

        var list = await List(village);
        var ended = list.Single(household => household.Household == village.Household(1)).Left.ShouldHaveSingleItem();
        (ended.Person, ended.On, ended.Case).ShouldBe((left.Person, left.SettledOn, Village.Paper.Case));
        list.Single(household => household.Household == village.Household(2)).IsToBeLookedAt.ShouldBeFalse("that ended before");
        (await ProtectionList.Of(Tables, Filter(village) with { OnlyEnded = true }, 0, 10, Cancel)).ShouldHaveSingleItem().Household.ShouldBe(village.Household(1));
        (await ProtectionList.Count(Tables, Filter(village), Cancel)).HouseholdsWithAnEnd.ShouldBe(1);
    }

    [Fact]
    public async Task A_homestead_that_went_back_after_its_household_settled_is_counted_as_ended_and_not_as_never_entered()
    {
        var village = await Village.Found(register);
        var town = new Town(register, village);
        await village.Enter(village.HomesteadFact(1, 1), village.HomesteadFact(2, 2));
        foreach (var household in new[] { 1, 2 })
        {
            await town.Report(household);
            await town.Check(household);
        }

        await village.Enter(new StreamFact(Streams.Homestead(village.Plot(1)), new HomesteadReturned(village.Plot(1), village.Household(1), null, null, "case/1", Village.Paper with { LegalDay = new(2026, 3, 2) })));
        var list = await ProtectionList.Of(Tables, Filter(village), 0, 10, Cancel);

        var lost = list.Single(household => household.Household == village.Household(1));
        lost.Rights.Homestead.Standing.ShouldBe(RightStanding.Ended);
        (lost.Ended.ShouldHaveSingleItem().Right, lost.Ended[0].Entry, lost.Ended[0].Cause).ShouldBe((village.Plot(1), "homestead-returned", "case/1"));
        var kept = list.Single(household => household.Household == village.Household(2));
        (kept.Rights.Homestead.Standing, kept.Ended.Count).ShouldBe((RightStanding.Stands, 0));
        (await ProtectionList.Count(Tables, Filter(village), Cancel)).HouseholdsWithAnEnd.ShouldBe(1);
    }

    [Fact]
    public async Task A_desk_looks_after_the_collectives_that_it_serves_today()
    {
        var village = await Village.Found(register);
        var town = new Town(register, village);
        await town.Report(1);
        (await SettlementSheet.Waiting(Tables, town.OfVillage, 0, 10, Cancel)).Count.ShouldBe(1);
        await town.Report(2);
        (await SettlementSheet.CountWaiting(Tables, town.OfVillage, Cancel)).ShouldBe(2);
        (await SettlementSheet.Waiting(Tables, town.OfVillage, 1, 10, Cancel)).ShouldHaveSingleItem().Person.ShouldBe(village.Person(2));

        var later = town.OfVillage with { Place = "620123999999" };
        (await SettlementSheet.Waiting(Tables, later, 0, 10, Cancel)).ShouldBeEmpty();
        await village.Enter(new StreamFact($"collective/{village.Collective}", new CollectivePlaced(village.Collective, "620123999999", "620123999", new(2026, 1, 1), "甘民复〔2025〕9号", Village.Paper)));
        (await SettlementSheet.Waiting(Tables, later, 0, 10, Cancel)).Count.ShouldBe(2);
        (await SettlementSheet.CountWaiting(Tables, town.OfVillage, Cancel)).ShouldBe(0);
        (await later.Holds(Tables, village.Household(1), Cancel)).ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_has_no_desk_in_the_county_looks_after_nobody()
    {
        var village = await Village.Found(register);
        await new Town(register, village).Report(1);
        var person = village.Id(50, 9);

        foreach (var actor in new Actor?[]
        {
            null, new Actor.Farmer(village.Person(1), village.Household(1)), new Actor.Passerby(person), new Actor.MarketStaff(person, TestRegister.County),
            new Actor.Administrator(person, TestRegister.County), new Actor.CitySupervisor(person, TestRegister.County[..4]), new Actor.Register(TestRegister.County),
            new Actor.Clerk(person, "620122"), new Actor.Auditor(person, "620122"), new Actor.Chair(person, village.Collective[..12] + "99"),
        })
        {
            var bound = Reach.BoundOf(actor, Bargain.Today);
            (await SettlementSheet.Waiting(Tables, bound, 0, 10, Cancel)).ShouldBeEmpty(actor?.ToString());
            (await bound.Holds(Tables, village.Household(1), Cancel)).ShouldBeFalse(actor?.ToString());
            (await Tables.Serves(actor, village.Collective, Bargain.Today, Cancel)).ShouldBeFalse(actor?.ToString());
            if (actor is not null) (await Served.By(Tables, actor, Bargain.Today, Cancel)).ShouldBeEmpty(actor.ToString());
        }

        foreach (var actor in new Actor[]
        {
            new Actor.Chair(person, village.Collective), new Actor.CollectiveSupervisor(person, village.Collective), new Actor.VillageClerk(person, village.Collective[..12]),
            new Actor.TownshipOfficer(person, village.Collective[..9]), new Actor.Clerk(person, TestRegister.County), new Actor.Reviewer(person, TestRegister.County),
            new Actor.Registrar(person, TestRegister.County), new Actor.Auditor(person, TestRegister.County),
        })
        {
            (await Reach.BoundOf(actor, Bargain.Today).Holds(Tables, village.Household(1), Cancel)).ShouldBeTrue(actor.ToString());
            (await Tables.Serves(actor, village.Collective, Bargain.Today, Cancel)).ShouldBeTrue(actor.ToString());
            (await Served.By(Tables, actor, Bargain.Today, Cancel)).ShouldContain(village.Collective, actor.ToString());
        }
    }

    [Fact]
    public async Task Of_one_person_one_report_stands_whoever_forgets_to_ask()
    {
        var village = await Village.Found(register);
        var town = new Town(register, village);
        (await town.Report(1)).Refusal.ShouldBeNull();
        (await town.Report(1)).Refusal.ShouldBe(SettlementRules.SettlementAlreadyStands);

        // A fact that no act decided still meets the table.
        StreamFact Again(int which) => new($"settlement/{village.Id(60, which)}", new UrbanSettlementReported(village.Id(61, which), village.Person(1), village.Household(1), Town.Moved, SettlementSource.Village, Village.Paper));
        (await village.Enter(Again(1))).Refusal.ShouldBe(SettlementRules.SettlementAlreadyStands);
        var (settlement, nobody) = (village.Id(62, 1), village.Id(62, 2));
        (await village.Enter(new StreamFact($"settlement/{nobody}", new UrbanSettlementReported(
            settlement, nobody, village.Household(2), Town.Moved with { Criteria = [] }, SettlementSource.Village, Village.Paper)))).Refusal.ShouldBe(SettlementRules.NoCriterionIsMet);
    }

    [Fact]
    public async Task Sixteen_who_report_the_same_person_at_once_enter_one_report()
    {
        var village = await Village.Found(register);
        var town = new Town(register, village);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => town.Report(1)));

        answers.Count(answer => answer.IsEntered).ShouldBe(1);
        answers.Where(answer => !answer.IsEntered).ShouldAllBe(answer => answer.Refusal == SettlementRules.SettlementAlreadyStands || answer.Refusal == ConstraintRules.RegisterIsBusy);
    }

    [Fact]
    public async Task The_list_leaves_the_house_as_files_in_which_no_cell_is_a_formula()
    {
        var village = await Village.Found(register);
        var town = new Town(register, village);
        await town.Report(1);
        await town.Check(1);
        var list = await List(village);

        using var text = new MemoryStream();
        ProtectionFiles.WriteText(list, _ => "=HYPERLINK(\"http://x\")", text);
        var lines = Encoding.UTF8.GetString(text.ToArray()).TrimEnd().Split("\r\n");
        lines.Length.ShouldBe(2);
        lines[1].ShouldContain("\"'=HYPERLINK(\"\"http://x\"\")\"");
        lines[1].ShouldContain(village.Household(1));

        using var workbook = new MemoryStream();
        ProtectionFiles.WriteWorkbook(list, _ => "=1+1", workbook);
        workbook.Position = 0;
        var row = MiniExcelLibs.MiniExcel.Query(workbook, useHeaderRow: true).Cast<IDictionary<string, object?>>().ShouldHaveSingleItem();
        row["姓名 Name"].ShouldBe("'=1+1");
        row["宅基地 Homestead"].ShouldBe("还没有录入");
    }

    private NpgsqlDataSource Tables => register.Connections[TestRegister.County];

    private static ProtectionFilter Filter(Village village) => new(new("county", TestRegister.County, Bargain.Today), village.Collective);

    private Task<List<ProtectedHousehold>> List(Village village) => ProtectionList.Of(Tables, Filter(village), 0, 10, Cancel);
}
