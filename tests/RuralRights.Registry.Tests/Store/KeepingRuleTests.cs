using Npgsql;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tests.Store;

/// <summary>Every rule that a constraint upholds refuses something: past the law, by facts that no lawful act would enter, or by hand in the table itself.</summary>
public sealed class KeepingRuleTests(TestRegister register)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Facts => [.. ByFacts.Keys];

    public static TheoryData<string> Hands => [.. ByHand.Keys];

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task Facts_that_break_a_rule_of_the_register_are_refused_by_its_name(string code)
    {
        var (village, other) = (await Village.Found(register), await Village.Found(register));
        var acts = ByFacts[code](village, other);

        foreach (var act in acts[..^1]) (await village.Enter(act)).Refusal.ShouldBeNull();
        var answer = await village.Enter(acts[^1]);

        answer.Refusal.ShouldNotBeNull().Code.ShouldBe(code);
        answer.Facts.ShouldBe(0);
    }

    /// <summary>Acts that are entered one after another, and of which the last must be refused.</summary>
    private static readonly Dictionary<string, Func<Village, Village, StreamFact[][]>> ByFacts = new(StringComparer.Ordinal)
    {
        ["code-already-registered"] = (v, _) => [[v.ParcelFact(1)], [v.ParcelFact(1, shift: 5000)]],
        ["code-is-malformed"] = (v, _) => [[v.ParcelFact(1, code: "12")]],
        ["parcel-held-by-another"] = (v, _) => [[v.ParcelFact(1), v.ContractFact(1, 1)], [v.ContractFact(2, 1)]],
        ["parcel-listed-twice"] = (v, _) => [[v.ParcelFact(1), v.ContractFact(1, 1, 1)]],
        ["parcel-is-held"] = (v, _) => [[v.ParcelFact(1), v.ContractFact(1, 1)], [Divided(v)]],
        ["parcel-is-retired"] = (v, _) => [[v.ParcelFact(1), Divided(v)], [v.ContractFact(1, 1)]],
        ["parcel-succeeded-twice"] = (v, _) => [[v.ParcelFact(1), Divided(v)], [Divided(v)]],
        ["parcels-overlap"] = (v, _) => [[v.ParcelFact(1), v.ParcelFact(2, shift: -5)]],
        ["parcel-of-another-collective"] = (v, other) => [[other.ParcelFact(1)], [Contract(v, 1, other.Parcel(1))]],
        ["homesteads-overlap"] = (v, _) => [[v.HomesteadFact(1, 1)], [v.HomesteadFact(2, 2, shift: -5)]],
        ["homestead-lies-on-contracted-land"] = (v, _) => [[v.HomesteadFact(1, 1, boundary: v.Ground(25.82, 0))], [v.ParcelFact(1)]],
        ["property-certificate-entered-twice"] = (v, _) => [[v.HomesteadFact(1, 1), v.HomesteadFact(2, 2), Certified(v, 1)], [Certified(v, 2)]],
        ["shares-do-not-sum"] = (v, _) => [[v.ParcelFact(1), v.ContractFact(1, new ContractParcel(v.Parcel(1), 100, null, new(3, 10)))]],
        ["share-is-a-fraction"] = (v, _) => [[v.ParcelFact(1), v.ContractFact(1, new ContractParcel(v.Parcel(1), 100, null, new(11, 10)))]],
        ["collective-not-registered"] = (v, _) => [[Household(v, "62012399999999", v.Person(1))]],
        ["household-not-registered"] = (v, _) => [[v.ParcelFact(1), v.ContractFact(9, 1)]],
        ["right-not-registered"] = (v, _) => [[v.ParcelFact(1), Offer(v, 1)]],
        ["person-listed-twice"] = (v, _) => [[Household(v, v.Collective, v.Person(1), v.Person(1))]],
        ["certificate-already-issued"] = (v, _) => [[v.ParcelFact(1), v.ContractFact(1, 1), Paper(v, 1, 1)], [Void(v, 1, 1), Paper(v, 1, 1, serial: 2)]],
        ["right-has-a-current-certificate"] = (v, _) => [[v.ParcelFact(1), v.ContractFact(1, 1), Paper(v, 1, 1)], [Paper(v, 1, 2)]],
        ["serial-already-issued"] = (v, _) => [[v.ParcelFact(1), v.ParcelFact(2), v.ContractFact(1, 1), v.ContractFact(2, 2), Paper(v, 1, 1)], [Paper(v, 2, 2, serial: 1)]],
        ["token-already-used"] = (v, _) => [[v.ParcelFact(1), v.ParcelFact(2), v.ContractFact(1, 1), v.ContractFact(2, 2), Paper(v, 1, 1)], [Paper(v, 2, 2, token: 1)]],
        ["encumbrance-already-entered"] = (v, _) => [[v.ParcelFact(1), v.ContractFact(1, 1), Held(v)], [Held(v)]],
        ["resolution-already-recorded"] = (v, _) => [[Resolved(v)], [Resolved(v)]],
        ["dispute-already-opened"] = (v, _) => [[v.ParcelFact(1), v.ContractFact(1, 1), Disputed(v)], [Disputed(v)]],
        ["dispute-not-opened"] = (v, _) => [[new($"dispute/{v.Id(22, 1)}", new DisputeAdvanced(v.Id(22, 1), DisputeStep.MediateInVillage, DisputeStage.MediatingInVillage, Village.Day, "", Village.Paper))]],
        ["listing-already-opened"] = (v, _) => [[v.ParcelFact(1), v.ParcelFact(2), v.ContractFact(1, 1), v.ContractFact(2, 2), Offer(v, 1)], [Offer(v, 2)]],
        ["listing-not-opened"] = (v, _) => [[v.ParcelFact(1), v.ContractFact(1, 1), Agreed(v)]],
        ["parcel-already-listed"] = (v, _) => [[v.ParcelFact(1), v.ContractFact(1, 1), Offer(v, 1)], [Offer(v, 1, listing: 2)]],
        ["transfer-already-agreed"] = (v, _) => [[v.ParcelFact(1), v.ContractFact(1, 1), Offer(v, 1), Agreed(v)], [Agreed(v)]],
        ["transfer-not-agreed"] = (v, _) => [[Of(v, new HolderConsented(v.Id(8, 1), v.Person(1), "terms", Village.Paper))]],
        ["setting-already-made"] = (v, _) => [[Setting(v, "甲")], [Setting(v, "乙")]],
        ["delivery-already-received"] = (v, _) => [[Received(v)], [Received(v)]],
    };

    [Theory]
    [MemberData(nameof(Hands))]
    public async Task A_table_upholds_its_rule_even_against_its_owner(string code)
    {
        var village = await Village.Found(register);
        await village.Enter(village.ParcelFact(1), village.ContractFact(1, 1), Offer(village, 1), Agreed(village));
        await using var owner = await register.Owner();
        await using var transaction = await owner.BeginTransactionAsync(Cancel);
        await using var command = new NpgsqlCommand(ByHand[code], owner, transaction);

        var violation = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancel));

        ConstraintRules.Of(violation).ShouldNotBeNull(violation.ConstraintName).Code.ShouldBe(code);
    }

    /// <summary>What no fact can do because its own entry prevents it; the table prevents it all the same.</summary>
    private static readonly Dictionary<string, string> ByHand = new(StringComparer.Ordinal)
    {
        ["homestead-not-registered"] = "insert into register.homestead_holder (plot, person, entered_seq) values ('none', gen_random_uuid(), 0)",
        ["lease-not-filed"] = "insert into register.lease_parcel (lease, parcel, right_code) values ('none', '1', '1')",
        ["encumbrance-not-entered"] = "insert into register.encumbrance_parcel (encumbrance, parcel) values (gen_random_uuid(), '1')",
        ["placement-already-made"] = "insert into register.placement (collective, valid_from, village, township, entered_seq) select collective, valid_from, village, township, 0 from register.placement limit 1",
        ["subject-listed-twice"] = OneCase + "insert into register.case_subject (case_number, subject, position, live) select 'k', 's', n, false from generate_series(1, 2) n",
        ["case-not-opened"] = "insert into register.case_holder (case_number, person) values ('none', gen_random_uuid())",
        ["holder-listed-twice"] = OneCase + "insert into register.case_holder (case_number, person) select 'k', '00000000-0000-0000-0000-000000000001' from generate_series(1, 2)",
        ["case-step-already-done"] = OneCase + "insert into register.case_step (case_number, seq, kind, step, actor, authority, done_on) select 'k', 1, 'done', 'applied', 'x', 'y', '2026-01-01' from generate_series(1, 2)",
        ["notice-already-opened"] = OneNotice + OneNotice,
        ["notice-not-opened"] = OneCase + "insert into register.notice_case (notice, case_number, position) values (gen_random_uuid(), 'k', 1)",
        ["case-listed-twice"] = OneCase + OneNotice + "insert into register.notice_case (notice, case_number, position) select '00000000-0000-0000-0000-000000000001', 'k', n from generate_series(1, 2) n",
        ["objection-already-raised"] = OneCase + Objections("'00000000-0000-0000-0000-000000000001'", "n::text"),
        ["objection-receipt-already-given"] = OneCase + Objections("gen_random_uuid()", "'r'"),
        ["certificate-handed-over-twice"] = "insert into register.certificate_receipt (certificate, receiver, agent, receipt, handed_on, case_number) select '00000000-0000-0000-0000-000000000001', gen_random_uuid(), false, 'd', '2026-01-01', 'k' from generate_series(1, 2)",
        ["proof-already-given"] = "insert into register.proof (id, person, terms, means, assistant, proven_on, entered_seq) select '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002', 't', 'code_at_desk', 'official/00000000-0000-0000-0000-000000000003', '2026-01-01', n from generate_series(1, 2) n",
        ["document-used-once"] = "insert into register.document_use (document, stream, entered_seq) select 'd', 's', n from generate_series(1, 2) n",
        ["consent-already-given"] = """
            insert into register.transfer_consent (transfer, person, terms, given_on, given_seq)
            select id, '00000000-0000-0000-0000-000000000001'::uuid, 'terms', agreed_on, n from (select * from register.transfer limit 1) t, generate_series(1, 2) n
            """,
        ["parcel-already-in-right"] = """
            set constraints all immediate;
            insert into register.holding (right_code, parcel, household, collective, holder_group, share_part, share_whole, contract_area, period, term_to, started_seq)
            select right_code, parcel, household, collective, 'joint', 1, 2, contract_area, daterange('1900-01-01', '1901-01-01'), term_to, n
            from (select * from register.holding where holder_group <> 'joint' order by right_code, parcel limit 1) h, generate_series(-2, -1) n
            """,
    };

    private const string OneCase = """
        insert into register.case_file (number, procedure, collective, opened_on, opened_by, terms, at_since, entered_seq)
        select 'k', 'p', code, '2026-01-01', 'x', 't', '2026-01-01', 0 from register.collective limit 1;

        """;

    private const string OneNotice = """
        insert into register.notice (id, procedure, collective, posted_on, last_day, entered_seq)
        select '00000000-0000-0000-0000-000000000001', 'p', code, '2026-01-01', '2026-01-08', 0 from register.collective limit 1;

        """;

    private static string Objections(string id, string receipt) =>
        $"insert into register.objection (id, case_number, notice, receipt, words, raised_by, raised_on, entered_seq) select {id}, 'k', gen_random_uuid(), {receipt}, 'w', 'x', '2026-01-01', 0 from generate_series(1, 2) n";

    private static StreamFact Contract(Village v, int household, string parcel) => v.ContractFact(household, new ContractParcel(parcel, 666.67m, null, null));

    private static StreamFact Household(Village v, string collective, params Guid[] people) => new(
        $"household/{collective}0099",
        new HouseholdRegistered($"{collective}0099", collective, ContractorKind.Household, people[0], [.. people.Select(person => new HouseholdMember(person, "02", true, null))], Village.Paper));

    private static StreamFact Offer(Village v, int household, int listing = 1) => new(
        $"listing/{v.Id(7, listing)}",
        new ListingOpened(v.Id(7, listing), v.Right(household), v.Household(household), v.Collective, [v.Parcel(household)], [], 3000, Village.Paper));

    private static StreamFact Agreed(Village v) => Of(v, new TransferAgreed(
        v.Id(8, 1), v.Id(7, 1), v.Right(1), v.Household(1), v.Household(2), v.Collective, [v.Parcel(1)], 666.67m, new(2046, 4, 6), [], 3000, "terms", Village.Paper));

    private static StreamFact Of(Village v, object fact) => new($"transfer/{v.Id(8, 1)}", fact);

    private static StreamFact Paper(Village v, int household, int number, int? serial = null, int? token = null) => new(
        $"right/{v.Right(household)}",
        new CertificateIssued(
            v.Right(household), v.Id(20, number), $"甘（2016）{v.Collective}第{serial ?? number:000000}号", $"token-{v.Collective}-{token ?? serial ?? number}", "榆中县人民政府", Village.Day,
            CertificateOccasion.First, null, Village.Paper));

    private static StreamFact Void(Village v, int household, int number) =>
        new($"right/{v.Right(household)}", new CertificateVoided(v.Right(household), v.Id(20, number), "权证注销", Village.Paper));

    private static StreamFact Certified(Village v, int plot) => new(
        $"homestead/{v.Plot(plot)}", new HomesteadCertified(v.Plot(plot), $"甘（2026）榆中县不动产权第{v.Collective[7..]}号", "榆中县不动产登记事务中心", Village.Day, "copy", v.Person(plot), false, "receipt", Village.Paper));

    private static StreamFact Resolved(Village v) => new($"resolution/{v.Id(61, 1)}", new RuralRights.Domain.Collectives.ResolutionRecorded(
        v.Id(61, 1), v.Collective, Village.Day.AddDays(-10), Village.Day, 30, 0, 21, 20, [], "record", Village.Paper));

    private static StreamFact Held(Village v) => new(
        $"right/{v.Right(1)}", new EncumbranceEntered(v.Right(1), v.Id(21, 1), EncumbranceKind.Seizure, [v.Parcel(1)], null, "（2026）甘0123执1号", Village.Paper));

    private static StreamFact Disputed(Village v) => new(
        $"dispute/{v.Id(22, 1)}",
        new DisputeOpened(v.Id(22, 1), v.Right(1), v.Collective, v.Household(2), [v.Parcel(1)], DisputeMatter.Infringement, Village.Day, false, "words", Village.Paper));

    private static StreamFact Setting(Village v, string value) =>
        new($"county/{TestRegister.County}", new CollectiveSettingMade(v.Collective, CountySettings.TransferNotice, value, Village.Day, "章程", Village.Paper));

    private static StreamFact Divided(Village v) => new($"parcel/{v.Parcel(1)}", new ParcelDivided(v.Parcel(1), [v.Parcel(11), v.Parcel(12)], Village.Paper));

    private static StreamFact Received(Village v) =>
        new($"delivery/{v.Collective}", new DeliveryReceived(v.Collective, TestRegister.County, 2016, 1, 1, 0, 0, Village.Paper));
}
