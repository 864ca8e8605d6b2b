using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Settlement;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Registry.Tests.Registration;

namespace RuralRights.Registry.Tests.Tenure;

/// <summary>Homesteads in the tables: what is read of them, on which day, and after a rebuild.</summary>
public sealed class HomesteadTests(TestRegister register)
{
    private const int Contenders = 32;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_thirty_two_applications_for_one_household_one_case_is_opened()
    {
        var village = await Village.Found(register, 1);
        var clerk = new Actor.VillageClerk(village.Id(80, 1), village.Collective[..12]);
        var documents = register.Host.Services.GetRequiredService<Documents>();
        var paper = (await documents.HandIn(TestRegister.County, new MemoryStream(Sheet.Of("approval")), clerk, DocumentLimits.Default, Cancel)).Document!.Sha256;

        var answers = await Task.WhenAll(Enumerable.Range(1, Contenders).Select(contender => register.Desk.Enter(
            new OpenCase(new RegisterHomestead(
                village.Household(1), village.Plot(contender) + "W00000000", "村东头", village.Ground(contender * 25.82, 1000), 666.67m, "川区",
                new(HomesteadSource.Approval, "榆集建（1998）第12号", new(1998, 5, 6), 200, paper), null, [])),
            new RuralRights.Registry.Submission(TestRegister.County, Guid.CreateVersion7(), clerk, new(2026, 11, 23)),
            Cancel)));

        answers.Count(answer => answer.IsEntered).ShouldBe(1);
        answers.Where(answer => !answer.IsEntered).ShouldAllBe(answer => answer.Refusal!.Code == "already-in-a-case" || answer.Refusal == ConstraintRules.RegisterIsBusy);
    }

    [Fact]
    public async Task A_homestead_is_read_on_its_sheet_among_the_three_rights_and_as_it_stood_on_a_day()
    {
        var village = await Village.Found(register, 2);
        (await village.Enter(village.HomesteadFact(1, 1))).Refusal.ShouldBeNull();
        var connections = register.Connections[TestRegister.County];
        var certified = Village.Paper with { LegalDay = Village.Day.AddDays(30) };
        (await village.Enter(new StreamFact($"homestead/{village.Plot(1)}", new HomesteadCertified(village.Plot(1), $"不动产权第{village.Collective}号", "不动产登记事务中心", certified.LegalDay, "copy", village.Person(1), false, "receipt", certified)))).Refusal.ShouldBeNull();

        var sheet = (await HomesteadSheet.Of(connections, village.Plot(1), Cancel)).ShouldNotBeNull();
        (sheet.Area, sheet.ApprovedArea, sheet.ExcessArea, sheet.RightArea, sheet.House!.Structure).ShouldBe((666.67m, 200m, 466.67m, 200m, HouseStructure.BrickAndTimber));
        (sheet.Holders.Single(), sheet.Certificate!.HandedOn).ShouldBe((village.Person(1), certified.LegalDay));
        (await HomesteadSheet.OfHousehold(connections, village.Household(2), Cancel)).ShouldBeEmpty();
        (await NoHomesteadYet.In(connections, village.Collective, Cancel)).Select(household => household.Code).ShouldBe([village.Household(2)]);

        var rights = await ThreeRights.Of(connections, [village.Household(1), village.Household(2)], Cancel);
        (rights[village.Household(1)].Homestead.Standing, rights[village.Household(1)].Homestead.Area).ShouldBe((RightStanding.Stands, 200m));
        rights[village.Household(2)].Homestead.Standing.ShouldBe(RightStanding.NotEntered, "no entry says nothing about a right");

        var extracts = register.Host.Services.GetRequiredService<Extracts>();
        async Task<IReadOnlyList<HomesteadOnDay>> On(DateOnly day) => (await extracts.OfHousehold(TestRegister.County, village.Household(1), day, cancel: Cancel)).Homesteads;
        (await On(Village.Day.AddDays(-1))).ShouldBeEmpty();
        (await On(Village.Day)).Single().Certificate.ShouldBeNull();
        (await On(certified.LegalDay)).Single().Certificate.ShouldBe($"不动产权第{village.Collective}号");
        (await extracts.OfParcel(TestRegister.County, village.Plot(1), Village.Day, cancel: Cancel)).Homesteads.Single().ExcessArea.ShouldBe(466.67m);

        (await village.Enter(village.HomesteadFact(2, 2))).Refusal.ShouldBeNull();
        (await Sketch.Of(connections, [village.Plot(1)], Cancel))!.Shapes.Select(shape => (shape.Parcel, shape.Own)).ShouldBe([(village.Plot(2), false), (village.Plot(1), true)]);
        (await Sketch.Of(connections, [], [("asked", village.Ground(25.82, 1025.82))], Cancel))!.Shapes.Count(shape => shape.Own).ShouldBe(1);
    }

    [Fact]
    public async Task The_homestead_of_a_household_that_joined_another_is_the_others_to_see()
    {
        var village = await Village.Found(register, 2);
        await village.Enter(village.HomesteadFact(2, 1));
        await village.Enter(
            new StreamFact($"household/{village.Household(1)}", new RuralRights.Domain.Households.HouseholdMembersChanged(
                village.Household(1), [new(village.Person(1), "02", true, null), new(village.Person(2), "97", true, null)], Village.Paper)),
            new StreamFact($"household/{village.Household(2)}", new RuralRights.Domain.Households.HouseholdEnded(village.Household(2), "case/1", Village.Paper)));

        (await HomesteadSheet.OfHousehold(register.Connections[TestRegister.County], village.Household(1), Cancel)).Select(sheet => sheet.Plot).ShouldBe([village.Plot(1)]);
    }

    [Fact]
    public async Task A_rebuild_gives_the_same_homesteads_row_for_row()
    {
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var village = await Village.Found(own, 2);
        await village.Enter(village.ParcelFact(1), village.HomesteadFact(1, 1), village.HomesteadFact(1, 3, excepted: "因继承房屋占用"));
        await village.Enter(
            village.HomesteadFact(2, 2),
            new StreamFact($"homestead/{village.Plot(1)}", new HomesteadCertified(village.Plot(1), "不动产权第1号", "不动产登记事务中心", Village.Day, "copy", village.Person(1), false, "receipt", Village.Paper)));

        var result = await own.Host.Services.GetRequiredService<Rebuild>().Run(TestRegister.County, cancel: Cancel);

        result.Different.ShouldBeEmpty();
        foreach (var table in new[] { "homestead_plot", "homestead_right", "homestead_holder", "homestead_house" }) result.Before[$"register.{table}"].ShouldStartWith("3/");
        (await own.Ask<string>("select certificate from register.homestead_right where plot = $1", village.Plot(1))).ShouldBe("不动产权第1号");
        (await village.Enter(village.HomesteadFact(2, 4))).Refusal!.Code.ShouldBe("one-household-one-homestead");
    }
}
