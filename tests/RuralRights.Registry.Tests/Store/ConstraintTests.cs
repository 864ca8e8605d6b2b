using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tests.Store;

public sealed class ConstraintTests(TestRegister register)
{
    [Fact]
    public async Task Every_named_constraint_of_the_register_is_a_rule()
    {
        var names = await register.Ask<string[]>("""
            select array_agg(name)
            from (select conname as name
                  from pg_constraint c
                  where connamespace = 'register'::regnamespace and contype in ('p', 'u', 'x', 'f', 'c')
                  union
                  select indexrelid::regclass::text
                  from pg_index
                           join pg_class on oid = indexrelid
                  where indisunique and relnamespace = 'register'::regnamespace) as named
            """);

        names.Select(name => ConstraintRules.CodeOf(name.Replace("register.", "", StringComparison.Ordinal).Trim('"')))
            .Where(code => !code.EndsWith("and its collective", StringComparison.Ordinal) && ConstraintRules.Find(code) is null)
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task A_parcel_changes_hands_in_one_act_whatever_the_order_of_its_facts()
    {
        var village = await Village.Found(register);
        await village.Enter(village.ParcelFact(1), village.ParcelFact(2), village.ContractFact(1, 1), village.ContractFact(2, 2));
        var day = Village.Paper with { LegalDay = new(2026, 9, 1) };

        var answer = await village.Enter(
            new StreamFact($"right/{village.Right(2)}", new ParcelJoined(village.Right(2), village.Household(2), village.Collective, new(village.Parcel(1), 666.67m, null, null), new(2046, 4, 6), "transfer/1", day)),
            new StreamFact($"right/{village.Right(1)}", new ParcelLeft(village.Right(1), village.Parcel(1), "transfer/1", day)));

        answer.Refusal.ShouldBeNull();
        (await register.Ask<string[]>("select array_agg(household || ' ' || period order by started_seq) from register.holding where parcel = $1", village.Parcel(1)))
            .ShouldBe([$"{village.Household(1)} [2016-04-07,2026-09-01)", $"{village.Household(2)} [2026-09-01,)"]);
    }

    [Fact]
    public async Task An_outsider_of_the_collective_is_stopped_by_the_database_as_holder_and_as_transferee()
    {
        var (village, other) = (await Village.Found(register), await Village.Found(register));
        await village.Enter(village.ParcelFact(1), village.ContractFact(1, 1));
        var (listing, transfer) = (village.Id(7, 1), village.Id(7, 2));
        await village.Enter(new StreamFact($"listing/{listing}", new ListingOpened(listing, village.Right(1), village.Household(1), village.Collective, [village.Parcel(1)], [], 3000, Village.Paper)));

        var holder = await village.Enter(village.ParcelFact(2), new StreamFact($"right/{other.Right(1)}", new ContractConcluded(other.Right(1), other.Household(1), village.Collective, ContractKind.Family, "110", Village.Day, new(2046, 4, 6), Village.Day, [new(village.Parcel(2), 1, null, null)], null, Village.Paper)));
        var transferee = await village.Enter(new StreamFact($"transfer/{transfer}", new TransferAgreed(transfer, listing, village.Right(1), village.Household(1), other.Household(1), village.Collective, [village.Parcel(1)], 666.67m, new(2046, 4, 6), [], 3000, "terms", Village.Paper)));

        holder.Refusal!.Code.ShouldBe("transferee-is-outsider");
        transferee.Refusal!.Code.ShouldBe("transferee-is-outsider");
    }

    [Fact]
    public async Task Shares_of_a_joint_parcel_sum_to_the_whole()
    {
        var village = await Village.Found(register, 3);
        await village.Enter(village.ParcelFact(1), village.ParcelFact(2));
        ContractParcel Share(int parcel, long part) => new(village.Parcel(parcel), 100, null, new(part, 10));

        (await village.Enter(village.ContractFact(1, Share(1, 6)), village.ContractFact(2, Share(1, 4)))).Refusal.ShouldBeNull();
        (await village.Enter(village.ContractFact(3, Share(2, 6)))).Refusal!.Code.ShouldBe("shares-do-not-sum");
        (await village.Enter(village.ContractFact(3, 1))).Refusal!.Code.ShouldBe("parcel-held-by-another");
    }

    [Fact]
    public async Task Parcels_may_share_an_edge_and_a_survey_sliver_but_not_land()
    {
        var village = await Village.Found(register);

        (await village.Enter(village.ParcelFact(1), village.ParcelFact(2))).Refusal.ShouldBeNull();
        (await village.Enter(village.ParcelFact(3, shift: -0.03))).Refusal.ShouldBeNull();
        var overlap = await village.Enter(village.ParcelFact(4, shift: -0.1));

        overlap.Refusal!.Code.ShouldBe("parcels-overlap");
        overlap.About.ShouldBe($"parcel {village.Parcel(4)} overlaps parcel {village.Parcel(3)}");
    }

    [Fact]
    public async Task A_consent_counts_until_it_is_withdrawn_and_again_when_it_is_given_again()
    {
        var village = await Village.Found(register);
        await village.Enter(village.ParcelFact(1), village.ContractFact(1, 1));
        var (listing, transfer, person) = (village.Id(7, 1), village.Id(7, 2), village.Person(1));
        StreamFact Of(object fact) => new($"transfer/{transfer}", fact);
        await village.Enter(new StreamFact($"listing/{listing}", new ListingOpened(listing, village.Right(1), village.Household(1), village.Collective, [village.Parcel(1)], [], 3000, Village.Paper)));
        await village.Enter(Of(new TransferAgreed(transfer, listing, village.Right(1), village.Household(1), village.Household(2), village.Collective, [village.Parcel(1)], 666.67m, new(2046, 4, 6), [], 3000, "terms", Village.Paper)));

        await village.Enter(Of(new HolderConsented(transfer, person, "terms", Village.Paper)), Of(new HolderConsentWithdrawn(transfer, person, Village.Paper)));
        (await Stands()).ShouldBeFalse();
        await village.Enter(Of(new HolderConsented(transfer, person, "terms", Village.Paper)));
        (await Stands()).ShouldBeTrue();

        Task<bool> Stands() => register.Ask<bool>("select withdrawn_on is null from register.transfer_consent where transfer = $1 and person = $2", transfer, person);
    }
}
