using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tests.Store;

/// <summary>For every rule that spans streams: thirty-two contenders on connections of their own, exactly one entry, the rest refused by name.</summary>
public sealed class RaceTests(TestRegister register)
{
    private const int Contenders = 32;

    [Fact]
    public async Task A_case_number_for_each_act()
    {
        var village = await Village.Found(register, 1);

        var answers = await Task.WhenAll(Enumerable.Range(1, Contenders).Select(number =>
        {
            var parcel = (ParcelSurveyed)village.ParcelFact(number).Fact;
            return register.Desk.Enter(
                new RecordSurvey(parcel.Parcel, parcel.Collective, parcel.Name, parcel.Boundary, parcel.SurveyedArea, parcel.Category, parcel.LandUse, parcel.BasicFarmland),
                Submission.Now(TestRegister.County, Guid.CreateVersion7(), new Actor.Clerk(Guid.CreateVersion7(), TestRegister.County), TimeProvider.System),
                TestContext.Current.CancellationToken);
        }));

        answers.ShouldAllBe(answer => answer.IsEntered);
        (await register.Ask<long>(
            "select count(distinct data -> 'provenance' ->> 'case') from ledger.mt_events where type = 'parcel-surveyed' and data ->> 'collective' = $1",
            village.Collective)).ShouldBe(Contenders);
    }

    [Fact]
    public async Task One_live_right_on_a_parcel()
    {
        var village = await Village.Found(register, Contenders);
        await village.Enter(village.ParcelFact(1));

        await Race(village, "parcel-held-by-another", contender => [village.ContractFact(contender, 1)]);

        (await register.Ask<long>("select count(*) from register.holding where parcel = $1", village.Parcel(1))).ShouldBe(1);
    }

    [Fact]
    public async Task Overlapping_parcels()
    {
        var village = await Village.Found(register, 1);

        await Race(village, "parcels-overlap", contender => [village.ParcelFact(contender, shift: (contender * -25.82) + (contender * 0.2))]);

        (await register.Ask<long>("select count(*) from register.parcel where collective = $1", village.Collective)).ShouldBe(1);
    }

    [Fact]
    public async Task One_homestead_for_a_household()
    {
        var village = await Village.Found(register, 1);

        await Race(village, "one-household-one-homestead", contender => [village.HomesteadFact(1, contender)]);

        (await register.Ask<long>("select count(*) from register.homestead_right where household = $1", village.Household(1))).ShouldBe(1);
        (await village.Enter(village.HomesteadFact(1, 90, excepted: "因继承房屋占用"))).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task One_right_on_a_plot()
    {
        var village = await Village.Found(register, Contenders);

        await Race(village, "homestead-stands", contender => [village.HomesteadFact(contender, 1, stream: $"race-{village.Collective}-{contender}")]);

        (await register.Ask<long>("select count(*) from register.homestead_right where plot = $1", village.Plot(1))).ShouldBe(1);
    }

    [Fact]
    public async Task Overlapping_homesteads()
    {
        var village = await Village.Found(register, Contenders);

        await Race(village, "homesteads-overlap", contender => [village.HomesteadFact(contender, contender, shift: (contender * -25.82) + (contender * 0.2))]);

        (await register.Ask<long>("select count(*) from register.homestead_plot where collective = $1", village.Collective)).ShouldBe(1);
    }

    [Fact]
    public async Task A_homestead_and_a_parcel_on_the_same_ground()
    {
        var village = await Village.Found(register, Contenders);

        var answers = await AtOnce(contender => village.Enter(contender % 2 == 0
            ? village.HomesteadFact(contender, contender, boundary: village.Ground(0, 0))
            : village.ParcelFact(contender, shift: contender * -25.82)));

        answers.Count(answer => answer.IsEntered).ShouldBe(1);
        answers.Where(answer => !answer.IsEntered).Select(answer => answer.Refusal!.Code).Distinct().ShouldBeSubsetOf(["homestead-lies-on-contracted-land", "homesteads-overlap", "parcels-overlap"]);
        answers.Select(answer => answer.Refusal?.Code).ShouldContain("homestead-lies-on-contracted-land");
        (await register.Ask<long>("select (select count(*) from register.homestead_plot where collective = $1) + (select count(*) from register.parcel where collective = $1)", village.Collective)).ShouldBe(1);
    }

    [Fact]
    public async Task One_open_listing_of_a_parcel()
    {
        var village = await Village.Found(register, 1);
        await village.Enter(village.ParcelFact(1), village.ContractFact(1, 1));

        await Race(village, "parcel-already-listed", contender =>
        [
            new($"listing/{village.Id(7, contender)}", new ListingOpened(village.Id(7, contender), village.Right(1), village.Household(1), village.Collective, [village.Parcel(1)], [], 3000, Village.Paper)),
        ]);

        (await register.Ask<long>("select count(*) from register.listing_parcel where parcel = $1 and live", village.Parcel(1))).ShouldBe(1);
    }

    [Fact]
    public async Task One_parcel_under_a_code()
    {
        var village = await Village.Found(register, 1);

        await Race(village, "code-already-registered", contender => [village.ParcelFact(contender * 2, code: village.Parcel(1)) with { Stream = $"parcel/race-{village.Collective}-{contender}" }]);

        (await register.Ask<long>("select count(*) from register.parcel where code = $1", village.Parcel(1))).ShouldBe(1);
    }

    [Fact]
    public async Task One_collective_under_a_code()
    {
        var village = await Village.Found(register, 0);
        var code = village.Collective[..12] + "99";

        await Race(village, "code-already-registered", contender =>
        [
            new($"collective/race-{village.Collective}-{contender}", new CollectiveRegistered(code, $"第{contender}组", CollectiveLevel.Group, TestRegister.County, Village.Paper)),
        ]);

        (await register.Ask<long>("select count(*) from register.collective where code = $1", code)).ShouldBe(1);
    }

    [Fact]
    public async Task One_household_under_a_code()
    {
        var village = await Village.Found(register, 0);

        await Race(village, "code-already-registered", contender => [village.HouseholdFact(1) with { Stream = $"household/race-{village.Collective}-{contender}" }]);

        (await register.Ask<long>("select count(*) from register.household where code = $1", village.Household(1))).ShouldBe(1);
    }

    [Fact]
    public async Task One_contract_under_a_code()
    {
        var village = await Village.Found(register, 1);
        await village.Enter([.. Enumerable.Range(1, Contenders).Select(number => village.ParcelFact(number))]);

        await Race(village, "code-already-registered", contender => [village.ContractFact(1, contender) with { Stream = $"right/race-{village.Collective}-{contender}" }]);

        (await register.Ask<long>("select count(*) from register.holding where right_code = $1", village.Right(1))).ShouldBe(1);
    }

    [Fact]
    public async Task Shares_of_a_parcel_sum_to_the_whole()
    {
        var village = await Village.Found(register, 2 * Contenders);
        await village.Enter(village.ParcelFact(1));

        await Race(village, "shares-do-not-sum", contender => [Half(2 * contender - 1), Half(2 * contender)]);

        (await register.Ask<long>("select count(*) from register.holding where parcel = $1", village.Parcel(1))).ShouldBe(2);

        StreamFact Half(int household) => village.ContractFact(household, new ContractParcel(village.Parcel(1), 333.33m, null, new(1, 2)));
    }

    [Fact]
    public async Task One_certificate_under_a_serial()
    {
        var village = await Village.Found(register, Contenders);
        await village.Enter([.. Enumerable.Range(1, Contenders).Select(number => village.ParcelFact(number))]);
        await village.Enter([.. Enumerable.Range(1, Contenders).Select(number => village.ContractFact(number, number))]);
        var serial = $"甘（2016）榆中县农村土地承包经营权证第{village.Collective}号";

        await Race(village, "serial-already-issued", contender => [Certificate(village, contender, contender, serial: serial)]);

        (await register.Ask<long>("select count(*) from register.certificate where serial = $1", serial)).ShouldBe(1);
    }

    [Fact]
    public async Task One_current_certificate_of_a_right()
    {
        var village = await Village.Found(register, 1);
        await village.Enter(village.ParcelFact(1), village.ContractFact(1, 1));

        await Race(village, "right-has-a-current-certificate", contender => [Certificate(village, 1, contender) with { Stream = $"right/race-{village.Collective}-{contender}" }]);

        (await register.Ask<long>("select count(*) from register.certificate where right_code = $1", village.Right(1))).ShouldBe(1);
    }

    [Fact]
    public async Task One_certificate_under_a_token()
    {
        var village = await Village.Found(register, Contenders);
        await village.Enter([.. Enumerable.Range(1, Contenders).Select(number => village.ParcelFact(number))]);
        await village.Enter([.. Enumerable.Range(1, Contenders).Select(number => village.ContractFact(number, number))]);
        var token = $"token of {village.Collective}";

        await Race(village, "token-already-used", contender => [Certificate(village, contender, contender, token)]);

        (await register.Ask<long>("select count(*) from register.certificate where token = $1", token)).ShouldBe(1);
    }

    [Fact]
    public async Task One_lease_under_a_code()
    {
        var village = await Village.Found(register, Contenders);
        await village.Enter([.. Enumerable.Range(1, Contenders).Select(number => village.ParcelFact(number))]);
        await village.Enter([.. Enumerable.Range(1, Contenders).Select(number => village.ContractFact(number, number))]);
        var code = village.Collective + "0001";

        await Race(village, "code-already-registered", contender =>
        [
            new($"right/{village.Right(contender)}", new LeaseFiled(
                village.Right(contender), code, village.Household(1), "900", Village.Day, Village.Day.AddYears(5), 666.67m, [village.Parcel(contender)], null, Village.Day, Village.Paper)),
        ]);

        (await register.Ask<long>("select count(*) from register.lease where code = $1", code)).ShouldBe(1);
        (await register.Ask<long>("select count(*) from register.lease_parcel where lease = $1", code)).ShouldBe(1);
    }

    [Fact]
    public async Task One_share_of_a_parcel_in_a_right()
    {
        // Each holds a share of the parcel, and each hands it over to the same right: the shares always sum to the whole.
        var village = await Village.Found(register, Contenders + 1);
        await village.Enter(village.ParcelFact(1), village.ParcelFact(2));
        await village.Enter([village.ContractFact(Contenders + 1, 2), .. Enumerable.Range(1, Contenders).Select(household => village.ContractFact(household, Share()))]);
        var later = Village.Paper with { LegalDay = Village.Day.AddDays(30) };

        await Race(village, "parcel-already-in-right", contender =>
        [
            new($"right/{village.Right(contender)}", new ParcelLeft(village.Right(contender), village.Parcel(1), $"transfer/{village.Id(9, contender)}", later)),
            new($"right/race-{village.Collective}-{contender}", new ParcelJoined(
                village.Right(Contenders + 1), village.Household(Contenders + 1), village.Collective, Share(), new(2046, 4, 6), $"transfer/{village.Id(9, contender)}", later)),
        ]);

        (await register.Ask<long>("select count(*) from register.holding where parcel = $1 and ended_seq is null", village.Parcel(1))).ShouldBe(Contenders);
        (await register.Ask<long>("select count(*) from register.holding where parcel = $1 and right_code = $2", village.Parcel(1), village.Right(Contenders + 1))).ShouldBe(1);

        ContractParcel Share() => new(village.Parcel(1), 20.83m, null, new(1, Contenders));
    }

    [Fact]
    public async Task No_holder_from_outside_the_collective()
    {
        var (village, other) = (await Village.Found(register, 1), await Village.Found(register, Contenders));
        await village.Enter(village.ParcelFact(1));

        var answers = await AtOnce(contender => village.Enter(new StreamFact($"right/{other.Right(contender)}", new ContractConcluded(
            other.Right(contender), other.Household(contender), village.Collective, ContractKind.Family, "110", Village.Day, new(2046, 4, 6), Village.Day, [new(village.Parcel(1), 666.67m, null, null)], null, Village.Paper))));

        answers.ShouldAllBe(answer => !answer.IsEntered && answer.Refusal!.Code == "transferee-is-outsider");
        (await register.Ask<long>("select count(*) from register.holding where parcel = $1", village.Parcel(1))).ShouldBe(0);
        (await village.Enter(village.ContractFact(1, 1))).Refusal.ShouldBeNull("the parcel is free for those of the collective");
    }

    [Fact]
    public async Task One_live_membership_of_a_person()
    {
        var (village, other) = (await Village.Found(register, 1), await Village.Found(register, 1));
        var person = village.Person(1);

        await Race(village, "is-a-member-elsewhere", contender =>
        [
            new($"membership/race-{village.Collective}-{contender}", new MemberConfirmed(
                person, contender % 2 == 0 ? village.Collective : other.Collective, null, MembershipGround.Origin, Village.Day, null, Village.Paper)),
        ]);

        (await register.Ask<long>("select count(*) from register.membership where person = $1 and ended_on is null", person)).ShouldBe(1);
    }

    [Fact]
    public async Task One_command_sent_by_many()
    {
        var village = await Village.Found(register, 1);
        var command = village.Id(9, 9);

        var answers = await AtOnce(_ => village.Enter(command, village.ParcelFact(1)));

        answers.ShouldAllBe(answer => answer.IsEntered);
        answers.Count(answer => !answer.Repeated).ShouldBe(1);
        (await register.Ask<long>("select count(*) from ledger.mt_events where stream_id = $1", $"parcel/{village.Parcel(1)}")).ShouldBe(1);
    }

    private static StreamFact Certificate(Village village, int household, int number, string? token = null, string? serial = null) => new(
        $"right/{village.Right(household)}",
        new CertificateIssued(
            village.Right(household), village.Id(8, number), serial ?? $"serial-{village.Id(8, number)}", token ?? $"token-{village.Id(8, number)}", "榆中县人民政府", Village.Day, CertificateOccasion.First, null, Village.Paper));

    private static async Task Race(Village village, string rule, Func<int, IReadOnlyList<StreamFact>> act)
    {
        var answers = await AtOnce(contender => village.Enter(act(contender)));

        answers.Count(answer => answer.IsEntered).ShouldBe(1);
        answers.Where(answer => !answer.IsEntered).ShouldAllBe(answer => answer.Refusal!.Code == rule);
    }

    private static async Task<Answer[]> AtOnce(Func<int, Task<Answer>> act)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var contenders = Enumerable.Range(1, Contenders).Select(async contender =>
        {
            await start.Task;
            return await act(contender);
        }).ToList();
        start.SetResult();
        return await Task.WhenAll(contenders);
    }
}
