using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Tenure;

namespace RuralRights.Registry.Tests.Tenure;

public sealed class ExtractTests(TestRegister register)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Extracts Extracts => register.Host.Services.GetRequiredService<Extracts>();

    [Fact]
    public async Task An_extract_tells_who_held_which_parcel_with_which_boundary_on_a_day_and_what_was_known_then()
    {
        var village = await Village.Found(register);
        await village.Enter(village.ParcelFact(1), village.ParcelFact(2), village.ContractFact(1, 1), village.ContractFact(2, 2));
        var before = (await village.Enter(new StreamFact($"right/{village.Right(1)}", new RightRegistered(village.Right(1), $"甘第{village.Collective}号", new(2017, 1, 1), null, Village.Paper with { LegalDay = new(2017, 1, 1) })))).At;
        var sold = Village.Paper with { LegalDay = new(2026, 9, 1) };
        await village.Enter(
            new StreamFact($"right/{village.Right(1)}", new ParcelLeft(village.Right(1), village.Parcel(1), "transfer/1", sold)),
            new StreamFact($"right/{village.Right(2)}", new ParcelJoined(village.Right(2), village.Household(2), village.Collective, new(village.Parcel(1), 666.67m, null, null), new(2046, 4, 6), "transfer/1", sold)));

        (await Holders(new(2016, 4, 6))).ShouldBeEmpty();
        (await Holders(new(2026, 8, 31))).ShouldBe([village.Household(1)]);
        (await Holders(new(2026, 9, 1))).ShouldBe([village.Household(2)]);
        (await Holders(new(2026, 9, 1), before)).ShouldBe([village.Household(1)]);

        var right = (await Extracts.OfHousehold(TestRegister.County, village.Household(1), new(2016, 12, 31), cancel: Cancel)).Rights.Single();
        right.Serial.ShouldBeNull();
        right.Parcels.Single().Survey!.Boundary.Crs.ShouldBe("EPSG:4523");
        (await Extracts.OfRight(TestRegister.County, village.Right(1), new(2017, 1, 1), cancel: Cancel)).Rights.Single().Serial.ShouldBe($"甘第{village.Collective}号");

        async Task<string[]> Holders(DateOnly on, DateTimeOffset? recordedBy = null) =>
            [.. (await Extracts.OfParcel(TestRegister.County, village.Parcel(1), on, recordedBy, Cancel)).Rights.Select(held => held.Household)];
    }

    [Fact]
    public async Task An_extract_tells_the_term_as_it_was_renewed_and_no_parcel_s_term_is_shortened()
    {
        var village = await Village.Found(register);
        (await village.Enter(village.ParcelFact(1), village.ParcelFact(2), village.ContractFact(1, 1), new StreamFact($"right/{village.Right(1)}", new ParcelJoined(
            village.Right(1), village.Household(1), village.Collective, new(village.Parcel(2), 666.67m, null, null), new(2090, 4, 6), "transfer/1", Village.Paper)))).Refusal.ShouldBeNull();
        var renewed = Village.Paper with { LegalDay = new(2026, 9, 1) };
        await village.Enter(new StreamFact($"right/{village.Right(1)}", new ContractRenewed(village.Right(1), new(2046, 4, 7), new(2076, 4, 6), renewed)));

        var before = (await Extracts.OfRight(TestRegister.County, village.Right(1), new(2026, 8, 31), cancel: Cancel)).Rights.Single();
        before.TermTo.ShouldBeLessThan(new DateOnly(2076, 4, 6));
        var after = (await Extracts.OfRight(TestRegister.County, village.Right(1), new(2026, 9, 1), cancel: Cancel)).Rights.Single();
        after.TermTo.ShouldBe(new DateOnly(2076, 4, 6));
        after.Parcels.Select(parcel => (parcel.Code, parcel.TermTo)).ShouldBe([(village.Parcel(1), new(2076, 4, 6)), (village.Parcel(2), new(2090, 4, 6))]);
    }

    [Fact]
    public async Task Nothing_is_said_of_what_is_not_in_the_register() =>
        (await Extracts.OfRight(TestRegister.County, "620123999999999999J", Village.Day, cancel: Cancel)).Rights.ShouldBeEmpty();
}
