using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;

namespace RuralRights.Registry.Tests.Tenure;

/// <summary>A parcel keeps its own term in the tables: as it joined a right, and renewed never to an earlier day.</summary>
public sealed class TermTests(TestRegister register)
{
    private static readonly DateOnly Contracted = new(2046, 4, 6);
    private static readonly DateOnly Renewed = new(2076, 4, 6);
    private static readonly DateOnly Later = new(2090, 4, 6);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_right_shows_the_term_of_each_of_its_parcels()
    {
        var village = await Village.Found(register);
        await LiveThrough(village);

        var right = (await RightSheet.Of(register.Connections[TestRegister.County], village.Right(1), Cancel))!;

        right.TermTo.ShouldBe(Renewed);
        right.Parcels.Select(parcel => (parcel.Parcel, parcel.TermTo, parcel.IsLive)).ShouldBe(
            [(village.Parcel(1), Renewed, true), (village.Parcel(2), Later, true), (village.Parcel(3), Contracted, false)]);
        right.Parcels[2].Until.ShouldBe(Village.Day, "it was held for no whole day");
        right.Terms.ShouldBe([Renewed, Later]);
        right.WithTermsOfTheirOwn.Select(parcel => parcel.Parcel).ShouldBe([village.Parcel(2)]);
    }

    [Fact]
    public async Task A_register_that_ran_before_parcels_had_terms_reads_them_from_its_ledger()
    {
        await using var earlier = new TestRegister();
        await earlier.InitializeAsync();
        var village = await Village.Found(earlier);
        await LiveThrough(village);
        await earlier.AsOwner("alter table register.holding drop column term_to; delete from ledger.schema_file where name = '195-terms-of-parcels.sql'");

        await new Migrator(earlier.Options).Migrate([TestRegister.County], Cancel);

        (await earlier.Host.Services.GetRequiredService<Rebuild>().Run(TestRegister.County, cancel: Cancel)).Different.ShouldBeEmpty();
        (await RightSheet.Of(earlier.Connections[TestRegister.County], village.Right(1), Cancel))!.Terms.ShouldBe([Renewed, Later]);
    }

    /// <summary>One parcel is contracted, one joins with a later term, one leaves before the contract is renewed.</summary>
    private static async Task LiveThrough(Village village)
    {
        StreamFact Right(object fact) => new($"right/{village.Right(1)}", fact);
        (await village.Enter(
            village.ParcelFact(1), village.ParcelFact(2), village.ParcelFact(3), village.ContractFact(1, 1, 3),
            Right(new ParcelJoined(village.Right(1), village.Household(1), village.Collective, new(village.Parcel(2), 666.67m, null, null), Later, "transfer/1", Village.Paper)))).Refusal.ShouldBeNull();
        (await village.Enter(Right(new ParcelLeft(village.Right(1), village.Parcel(3), "court/1", Village.Paper)))).Refusal.ShouldBeNull();
        (await village.Enter(Right(new ContractRenewed(village.Right(1), Contracted.AddDays(1), Renewed, Village.Paper)))).Refusal.ShouldBeNull();
    }
}
