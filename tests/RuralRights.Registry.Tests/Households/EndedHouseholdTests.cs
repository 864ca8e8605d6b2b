using Marten;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Households;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Tests.Exits;

namespace RuralRights.Registry.Tests.Households;

/// <summary>A household that joined another stands no longer: nobody acts for it, and nobody counts it.</summary>
public sealed class EndedHouseholdTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_acts_for_a_household_that_has_ended_and_nobody_counts_it()
    {
        await using var register = new TestRegister();
        await register.InitializeAsync();
        var village = await Village.Found(register, 2);
        var (code, person) = (village.Household(2), village.Person(2));
        var tables = register.Connections[TestRegister.County];
        var sessions = new Sessions(register.Connections, new(TestRegister.County), TimeProvider.System);
        var account = new Account { Id = village.Id(90, 1), Person = person, NameHash = "A", SecurityStamp = "stamp" };
        await using (var store = register.Host.Services.GetRequiredService<IDocumentStore>().LightweightSession(TestRegister.County))
        {
            store.Store(account);
            await store.SaveChangesAsync(Cancel);
        }

        var session = await sessions.Start(account, "code", "127.0.0.1", "", Cancel);
        (await Stands()).ShouldBeTrue();
        (await StandingChoice.Of(tables, person, Bargain.Today, Cancel)).ShouldHaveSingleItem().Actor.ShouldBe(new Actor.Farmer(person, code));

        (await village.Enter(new StreamFact(Streams.Household(code), new HouseholdEnded(code, "case/1", Village.Paper)))).Refusal.ShouldBeNull();

        (await Stands()).ShouldBeFalse();
        (await StandingChoice.Of(tables, person, Bargain.Today, Cancel)).ShouldBeEmpty();
        (await CollectiveSheet.Of(tables, village.Collective, Cancel))!.Households.ShouldBe(1);
        (await CollectiveSheet.Roster(tables, village.Collective, 0, 10, Cancel)).ShouldHaveSingleItem().Code.ShouldBe(village.Household(1));
        (await Overview.Of(tables, Cancel)).Households.ShouldBe(1);
        (await HouseholdSheet.Of(tables, code, Cancel))!.EndedOn.ShouldBe(Village.Day);
        (await HouseholdSheet.Of(tables, village.Household(1), Cancel))!.EndedOn.ShouldBeNull();

        Task<bool> Stands() => sessions.Stands(session, "stamp", person, null, code, Cancel);
    }
}
