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
    public async Task An_extract_tells_what_held_land_and_homestead_still_on_that_day_and_only_then()
    {
        var village = await Village.Found(register);
        await village.Enter(village.ParcelFact(1), village.ContractFact(1, 1), village.HomesteadFact(1, 1));
        Provenance On(DateOnly day) => Village.Paper with { LegalDay = day };
        var (right, plot) = ($"right/{village.Right(1)}", $"homestead/{village.Plot(1)}");
        (await village.Enter(
            new StreamFact(right, new EncumbranceEntered(village.Right(1), village.Id(70, 1), EncumbranceKind.Seizure, [village.Parcel(1)], new(2026, 4, 1), "（2026）甘0123执1号", On(new(2026, 3, 1)))),
            new StreamFact(plot, new EncumbranceEntered(village.Plot(1), village.Id(70, 2), EncumbranceKind.Seizure, [village.Plot(1)], new(2026, 4, 1), "（2026）甘0123执1号", On(new(2026, 3, 1)))))).Refusal.ShouldBeNull();
        (await village.Enter(new StreamFact(plot, new EncumbranceEntered(village.Plot(1), village.Id(70, 3), EncumbranceKind.OwnerLock, [village.Plot(1)], null, "", On(new(2026, 3, 5)))))).Refusal.ShouldBeNull();
        (await village.Enter(new StreamFact(plot, new EncumbranceLifted(village.Plot(1), village.Id(70, 3), "", On(new(2026, 3, 9)))))).Refusal.ShouldBeNull();

        (await Held(new(2026, 2, 28))).ShouldBe(("", ""));
        (await Held(new(2026, 3, 1))).ShouldBe(("Seizure", "Seizure"));
        (await Held(new(2026, 3, 8))).ShouldBe(("Seizure", "Seizure OwnerLock"));
        (await Held(new(2026, 3, 9))).ShouldBe(("Seizure", "Seizure"));
        (await Held(new(2026, 4, 2))).ShouldBe(("", ""), "its last day is over");
        var hold = (await Extracts.OfParcel(TestRegister.County, village.Plot(1), new(2026, 3, 2), cancel: Cancel)).Homesteads.Single().Holds.Single();
        (hold.Parcels.Single(), hold.Since, hold.Until).ShouldBe((village.Plot(1), new(2026, 3, 1), new(2026, 4, 1)));
        hold.Stops.ShouldBe(HoldLaw.Of(EncumbranceKind.Seizure).Stops);

        async Task<(string, string)> Held(DateOnly on)
        {
            var extract = await Extracts.OfHousehold(TestRegister.County, village.Household(1), on, cancel: Cancel);
            return (string.Join(' ', extract.Rights.Single().Holds.Select(one => one.Kind)), string.Join(' ', extract.Homesteads.Single().Holds.Select(one => one.Kind)));
        }
    }

    [Fact]
    public async Task Nothing_is_said_of_what_is_not_in_the_register() =>
        (await Extracts.OfRight(TestRegister.County, "620123999999999999J", Village.Day, cancel: Cancel)).Rights.ShouldBeEmpty();
}
