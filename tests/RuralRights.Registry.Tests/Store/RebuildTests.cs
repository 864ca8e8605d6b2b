using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Offices;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Settlement;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tests.Registration;

namespace RuralRights.Registry.Tests.Store;

public sealed class RebuildTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_table_comes_out_of_the_ledger_row_for_row_as_it_was()
    {
        await using var register = new TestRegister();
        await register.InitializeAsync();
        await LiveThrough(register);
        var deliveries = register.Host.Services.GetRequiredService<Deliveries>();
        var status = await deliveries.Receive(TestRegister.County, EnteredSample.Folder, "official/7", Cancel);
        await deliveries.Process(TestRegister.County, status.Sha256, enter: true, Cancel);
        var rebuild = register.Host.Services.GetRequiredService<Rebuild>();

        var result = await rebuild.Run(TestRegister.County, cancel: Cancel);

        result.Different.ShouldBeEmpty();
        result.Tables.Count.ShouldBeGreaterThan(15);
        result.Tables.Where(table => table.Value.Rows == 0).Select(table => table.Key).ShouldBeEmpty();
        result.Facts.ShouldBe(await register.Ask<long>("select count(*) from ledger.mt_events"));

        // The same when nothing is left of the tables: every row comes out of the ledger, none of what was there.
        var whole = await Rows(register);
        await register.AsOwner($"truncate {string.Join(", ", result.Tables.Keys)}");
        var again = await rebuild.Run(TestRegister.County, cancel: Cancel);

        again.Different.ShouldBe(result.Tables.Keys.Order(StringComparer.Ordinal));
        again.Tables.Values.ShouldAllBe(table => table.Wrong == 0 && table.Missing == table.Rows);
        again.Tables.Values.Max(table => table.Rows).ShouldBeGreaterThan(500, "some tables are written anew without their indexes");
        (await Rows(register)).ShouldBe(whole);
        (await rebuild.Run(TestRegister.County, cancel: Cancel)).Different.ShouldBeEmpty();
        (await Definitions(register)).ShouldBe(await Definitions(register, "620122"));

        // What was taken off works again.
        var village = await Village.Found(register);
        (await village.Enter(village.ParcelFact(1), village.ParcelFact(2, shift: -5))).Refusal!.Code.ShouldBe("parcels-overlap");
    }

    [Fact]
    public async Task What_drifted_from_the_ledger_is_named_and_put_right()
    {
        await using var register = new TestRegister();
        await register.InitializeAsync();
        var village = await Village.Found(register, 3);
        await village.Enter(village.ParcelFact(1), village.ParcelFact(2), village.ContractFact(1, 1), village.ContractFact(2, 2));
        var whole = await Rows(register);
        await register.AsOwner("""
            update register.collective set name = 'somebody else''s';
            delete from register.holding where parcel = (select max(parcel) from register.holding);
            insert into register.household (code, collective, kind, representative, legal_day, entered_seq)
            select '620123100200019999', collective, kind, representative, legal_day, entered_seq from register.household limit 1;
            update register.parcel set surveyed_area = surveyed_area + 0.01 where code = (select min(code) from register.parcel);
            """);

        var result = await register.Host.Services.GetRequiredService<Rebuild>().Run(TestRegister.County, cancel: Cancel);

        result.Different.ShouldBe(["register.collective", "register.holding", "register.household", "register.parcel"]);
        result.Tables["register.collective"].ShouldBe(new(1, 1, 1));
        result.Tables["register.holding"].ShouldBe(new(2, 0, 1));
        result.Tables["register.household"].ShouldBe(new(3, 1, 0));
        result.Tables["register.parcel"].ShouldBe(new(2, 1, 1));
        (await Rows(register)).ShouldBe(whole);
        (await Definitions(register)).ShouldBe(await Definitions(register, "620122"));
    }

    [Fact]
    public async Task Reading_goes_on_while_the_ledger_is_replayed_and_entering_waits()
    {
        await using var register = new TestRegister();
        await register.InitializeAsync();
        var village = await Village.Found(register);
        var rebuild = register.Host.Services.GetRequiredService<Rebuild>();
        Task<bool>? entering = null;
        var (names, early) = (new List<string>(), true);

        await rebuild.Run(TestRegister.County, new AtOnce(_ =>
        {
            names.Add(register.Ask<string>("select name from register.collective where code = $1", village.Collective).Result);
            entering ??= Enter();
            early = entering.Wait(TimeSpan.FromMilliseconds(500), Cancel);
        }), Cancel);

        names.ShouldBe(["样例村第一组"]);
        early.ShouldBeFalse();
        (await entering!).ShouldBeTrue();

        async Task<bool> Enter() => (await village.Enter(village.ParcelFact(1))).Refusal is null;
    }

    [Fact]
    public async Task A_rebuild_that_is_broken_off_leaves_everything_as_it_was()
    {
        await using var register = new TestRegister();
        await register.InitializeAsync();
        await Village.Found(register);
        await register.AsOwner("update register.collective set name = 'somebody else''s'");
        var drifted = await Rows(register);
        using var broken = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() => register.Host.Services.GetRequiredService<Rebuild>()
            .Run(TestRegister.County, new AtOnce(_ => broken.Cancel()), broken.Token));

        (await Rows(register)).ShouldBe(drifted);
    }

    /// <summary>A history with every kind of fact: a parcel goes to a neighbour and back, papers change, a consent is withdrawn and given again.</summary>
    private static async Task LiveThrough(TestRegister register)
    {
        var village = await Village.Found(register, 3);
        await village.Enter(village.ParcelFact(1), village.ParcelFact(2), village.ParcelFact(3), village.ContractFact(1, 1), village.ContractFact(2, 2, 3));
        var paper = new string('c', 64);
        for (var times = 0; times < 2; times++)
            await village.Enter(new StreamFact($"household/{village.Household(1)}", new DocumentFiled(village.Household(1), DocumentKind.Other, paper, 1, Village.Paper with { Documents = [paper] })));
        StreamFact Right(int household, object fact) => new($"right/{village.Right(household)}", fact);
        CertificateIssued Paper(int household, int number, CertificateOccasion occasion) => new(
            village.Right(household), village.Id(20, number), $"甘（2016）样例第{number:000000}号", $"token-{number}", "榆中县人民政府", Village.Day, occasion, null, Village.Paper);
        await village.Enter(
            Right(1, new RightRegistered(village.Right(1), "甘（2016）样例第000001号", Village.Day, null, Village.Paper)), Right(1, Paper(1, 1, CertificateOccasion.First)),
            Right(2, Paper(2, 2, CertificateOccasion.First)),
            Right(2, new LeaseFiled(village.Right(2), village.Collective + "0001", village.Household(3), "900", Village.Day, new(2024, 12, 31), 100, [village.Parcel(2)], "每亩450元", Village.Day, Village.Paper)));

        var (listing, transfer) = (village.Id(7, 1), village.Id(7, 2));
        StreamFact Transfer(object fact) => new($"transfer/{transfer}", fact);
        StreamFact Listing(object fact) => new($"listing/{listing}", fact);
        await village.Enter(Listing(new ListingOpened(listing, village.Right(2), village.Household(2), village.Collective, [village.Parcel(2)], [village.Collective + "0001"], 3000, Village.Paper)));
        await village.Enter(
            Listing(new ListingTaken(listing, village.Household(1), transfer, Village.Paper)),
            Transfer(new TransferAgreed(transfer, listing, village.Right(2), village.Household(2), village.Household(1), village.Collective, [village.Parcel(2)], 666.67m, new(2046, 4, 6), [], 3000, "terms", Village.Paper)));
        await village.Enter(Transfer(new HolderConsented(transfer, village.Person(2), "terms", Village.Paper)));
        await village.Enter(Transfer(new HolderConsentWithdrawn(transfer, village.Person(2), Village.Paper)));
        await village.Enter(
            Transfer(new HolderConsented(transfer, village.Person(2), "terms", Village.Paper)),
            Transfer(new IssuerConsented(transfer, Village.Paper)),
            Transfer(new PaymentConfirmed(transfer, 3000, village.Person(2), Village.Day, "凭证1", Village.Paper)));
        var entered = Village.Paper with { LegalDay = new(2026, 9, 1) };
        await village.Enter(
            Right(2, new ParcelLeft(village.Right(2), village.Parcel(2), $"transfer/{transfer}", entered)),
            Right(1, new ParcelJoined(village.Right(1), village.Household(1), village.Collective, new(village.Parcel(2), 666.67m, null, null), new(2046, 4, 6), $"transfer/{transfer}", entered)),
            Right(1, new LeaseContinued(village.Right(1), village.Collective + "0001", village.Right(2), Village.Day, new(2024, 12, 31), [village.Parcel(2)], entered)),
            Right(1, new CertificateReplaced(village.Right(1), village.Id(20, 1), village.Id(20, 3), entered)), Right(1, Paper(1, 3, CertificateOccasion.Replacement)),
            Listing(new ListingClosed(listing, ListingEnd.Registered, entered)),
            Transfer(new TransferRegistered(transfer, entered)));

        await village.Enter(
            new StreamFact($"county/{TestRegister.County}", new CountySettingMade(CountySettings.TransferNotice, "10 days", Village.Day, "样例", Village.Paper)),
            new StreamFact($"county/{TestRegister.County}", new CollectiveSettingMade(village.Collective, CountySettings.TransferNotice, "15 days", Village.Day, "章程", Village.Paper)),
            new StreamFact($"county/{TestRegister.County}", new WorkCalendarPublished(2026, [new(2026, 1, 1)], [new(2026, 1, 4)], "国办发明电〔2025〕7号", Village.Paper)));
        StreamFact Office(int which, object fact) => new($"offices/{village.Id(30, which)}", fact);
        OfficeProposed Proposed(int which, OfficeRole role, string place) => new(village.Id(31, which), village.Id(30, which), role, place, Village.Day, null, Village.Paper);
        var second = Village.Paper with { Actor = $"official/{village.Id(32, 1)}" };
        await village.Enter(
            Office(1, Proposed(1, OfficeRole.Chair, village.Collective)), Office(1, new OfficeGranted(village.Id(31, 1), village.Id(30, 1), second)),
            Office(2, Proposed(2, OfficeRole.VillageClerk, village.Collective[..12])));
        await village.Enter(
            Office(1, new OfficeRevoked(village.Id(31, 1), village.Id(30, 1), second)),
            Office(2, new OfficeDeclined(village.Id(31, 2), village.Id(30, 2), second)),
            new StreamFact($"proof/{village.Id(33, 1)}", new ConsentProven(village.Id(33, 1), village.Person(1), "terms", ProofMeans.CodeAtDesk, $"official/{village.Id(30, 2)}", null, null, Village.Paper)),
            new StreamFact($"proof/{village.Id(33, 2)}", new WithdrawalProven(village.Id(33, 2), village.Person(1), "terms", ProofMeans.CodeAtDesk, $"official/{village.Id(30, 2)}", null, null, Village.Paper)),
            new StreamFact($"relatives/{village.Person(1)}", new RelativeDeclared(village.Person(1), village.Person(2), Village.Paper)),
            new StreamFact($"relatives/{village.Person(2)}", new RelativeDeclared(village.Person(2), village.Person(3), Village.Paper)));
        await village.Enter(
            new StreamFact($"relatives/{village.Person(1)}", new RelativeQuestioned(village.Person(1), village.Person(2), "words", Village.Paper)),
            new StreamFact($"relatives/{village.Person(1)}", new RelativeUpheld(village.Person(1), village.Person(2), second)),
            new StreamFact($"relatives/{village.Person(1)}", new RelativeQuestioned(village.Person(1), village.Person(2), "more words", Village.Paper)),
            new StreamFact($"relatives/{village.Person(2)}", new RelativeQuestioned(village.Person(2), village.Person(3), "words", Village.Paper)),
            new StreamFact($"relatives/{village.Person(2)}", new RelativeStruck(village.Person(2), village.Person(3), second)));

        StreamFact Ward(int which, object fact) => new($"guardianship/{village.Id(34, which)}", fact);
        GuardianNamed Named(int which, int guardian) => new(village.Id(34, which), village.Person(guardian), village.Household(1), WardGround.LacksCapacity, paper, Village.Paper);
        await village.Enter(Ward(1, Named(1, 1)), Ward(2, Named(2, 1)));
        await village.Enter(Ward(1, new GuardianshipEnded(village.Id(34, 1), village.Household(1), paper, Village.Paper)), Ward(2, Named(2, 2)));
        await village.Enter(
            Ward(1, new OwnLabourReported(village.Id(34, 1), village.Household(1), true, paper, Village.Paper)),
            Ward(1, new OwnLabourConfirmed(village.Id(34, 1), village.Household(1), true, Village.Paper)),
            Ward(1, new IncapacityReported(village.Id(34, 1), village.Person(1), village.Household(1), paper, Village.Paper)),
            Ward(2, new IncapacityReported(village.Id(34, 2), village.Person(1), village.Household(1), paper, Village.Paper)),
            Ward(2, Named(2, 1)),
            Ward(2, new OwnLabourReported(village.Id(34, 2), village.Household(1), true, paper, Village.Paper)));

        var later = Village.Paper with { LegalDay = new(2026, 10, 1) };
        var held = village.Id(21, 1);
        await village.Enter(Right(2, new EncumbranceEntered(village.Right(2), held, EncumbranceKind.Seizure, [village.Parcel(3)], null, "（2026）甘0123执1号", later)));
        await village.Enter(Right(2, new EncumbranceLifted(village.Right(2), held, "（2026）甘0123执2号", later)));
        var (seized, continued, dispute) = (village.Id(21, 2), village.Id(21, 3), village.Id(22, 1));
        StreamFact Dispute(object fact) => new($"dispute/{dispute}", fact);
        await village.Enter(Right(2, new EncumbranceEntered(village.Right(2), seized, EncumbranceKind.Seizure, [village.Parcel(3)], new(2026, 12, 1), "（2026）甘0123执3号", later)));
        await village.Enter(
            Right(2, new SeizureRenewed(village.Right(2), seized, new(2026, 12, 5), "（2026）甘0123执4号", later)),
            Right(2, new SeizureRenewed(village.Right(2), seized, new(2027, 1, 1), "（2026）甘0123执5号", later)),
            Right(2, new HoldYielded(village.Right(2), seized, "", "同意书", later)));
        await village.Enter(
            Right(2, new EncumbranceContinued(
                village.Right(2), continued, held, village.Right(1), EncumbranceKind.Objection, [village.Parcel(3)], Village.Day, null, "异议申请书", "official/1", false, later)),
            Right(2, new ObjectionSuitFiled(village.Right(2), continued, "（2026）甘0123民初1号", later)),
            Right(2, new EncumbranceLapsed(village.Right(2), seized, later)));
        await village.Enter(Dispute(new DisputeOpened(
            dispute, village.Right(2), village.Collective, village.Household(1), [village.Parcel(3)], DisputeMatter.Contract, Village.Day, true, "words", later)));
        (await village.Enter(
            Dispute(new DisputeAdvanced(dispute, DisputeStep.Petition, DisputeStage.Petitioned, later.LegalDay, "", later)),
            Dispute(new DisputeAdvanced(dispute, DisputeStep.Accept, DisputeStage.InArbitration, later.LegalDay, "受理通知书", later)),
            Dispute(new DisputeAdvanced(dispute, DisputeStep.Extend, DisputeStage.InArbitration, later.LegalDay.AddDays(50), "延期决定", later)))).Refusal.ShouldBeNull();
        await village.Enter(
            Right(1, new ParcelLeft(village.Right(1), village.Parcel(2), "transfer/back", later)),
            Right(2, new ParcelJoined(village.Right(2), village.Household(2), village.Collective, new(village.Parcel(2), 666.67m, null, null), new(2046, 4, 6), "transfer/back", later)),
            Right(2, new CertificateLossAnnounced(village.Right(2), village.Id(20, 2), Village.Day, later)),
            Right(2, new CertificateVoided(village.Right(2), village.Id(20, 2), "权证注销", later)));
        await village.Enter(
            Right(1, new ParcelLeft(village.Right(1), village.Parcel(1), "transfer/end", later)),
            Right(1, new ContractEnded(village.Right(1), "transfer/end", later)));
        (await village.Enter(Right(1, ((ContractConcluded)village.ContractFact(1, 1).Fact) with { Provenance = later }))).Refusal.ShouldBeNull();

        await Casework(village, later);

        StreamFact Parcel(int number, object fact) => new($"parcel/{village.Parcel(number)}", fact);
        await village.Enter(
            Right(2, new ParcelLeft(village.Right(2), village.Parcel(2), "case/division", later)),
            Parcel(2, new ParcelDivided(village.Parcel(2), [village.Parcel(11), village.Parcel(12)], later)));
        await village.Enter(Parcel(3, new ParcelEntryCorrected(village.Parcel(3), ParcelEntry.Place, "小地名", "大地名", "evidence", later)));
        (await village.Enter(new StreamFact($"household/{village.Household(1)}", new HouseholdBarred(village.Household(1), new(2046, 4, 6), "case/return", later)))).Refusal.ShouldBeNull();

        await Homestead(village, later);
        await Roster(village, later);

        var settlement = village.Id(30, 1);
        StreamFact Settled(object fact) => new($"settlement/{village.Person(1)}", fact);
        var moved = new SettlementStatement(new(2024, 3, 1), village.Collective[..12], "620102005", false, [SettlementCriterion.WorksInTown]);
        await village.Enter(Settled(new UrbanSettlementReported(settlement, village.Person(1), village.Household(1), moved, SettlementSource.Village, later)));
        await village.Enter(Settled(new UrbanSettlementRecorded(settlement, village.Person(1), village.Household(1), moved, SettlementSource.Village, "official/1", later)));
        (await village.Enter(Settled(new UrbanSettlementCorrected(
            settlement, village.Person(1), village.Household(1), moved, moved with { ResidencePermit = true }, "official/2", "grounds", later)))).Refusal.ShouldBeNull();
    }

    /// <summary>A case that is written, amended, sent back, posted, objected to, confirmed, entered and handed over.</summary>
    private static async Task Casework(Village village, Provenance on)
    {
        var (number, notice, objection) = ("62012320261001000001", village.Id(40, 1), village.Id(40, 2));
        var household = village.Household(3);
        StreamFact Case(object fact) => new(Streams.Case(number), fact);
        StreamFact Notice(object fact) => new(Streams.Notice(notice), fact);
        var asked = new ChangeRepresentative(household, village.Id(40, 3));
        await village.Enter(
            Case(new CaseOpened(number, "representative-change", village.Collective, [household], [village.Parcel(3)], [village.Person(3)], StepKind.Applied, "terms", on)),
            Case(new RepresentativeProposed(number, asked, on)));
        await village.Enter(Case(new CaseDocumentFiled(number, "application", new string('a', 64), on)), Case(new CaseDocumentFiled(number, "identity", new string('b', 64), on)));
        await village.Enter(Case(new CaseDocumentStruck(number, new string('b', 64), on)), Case(new CaseStepDone(number, StepKind.Applied, StepKind.NoticeOver, null, on)));
        await village.Enter(Case(new CaseReturned(number, StepKind.NoticeOver, StepKind.Applied, ["paper-missing"], "words", on)));
        await village.Enter(Case(new RepresentativeProposed(number, asked, on)), Case(new CaseAmended(number, [], [village.Person(3), village.Id(40, 3)], "other terms", on)));
        await village.Enter(Case(new CaseStepDone(number, StepKind.Applied, StepKind.NoticeOver, "opinion", on)));
        await village.Enter(
            Notice(new NoticeOpened(notice, "representative-change", village.Collective, [number], on.LegalDay, on.LegalDay.AddDays(7), on)),
            Case(new CasePutOnNotice(number, notice, on.LegalDay.AddDays(7), on)));
        await village.Enter(Notice(new NoticePhotographed(notice, PostingMoment.Start, "start", on)), Notice(new NoticePhotographed(notice, PostingMoment.End, "end", on)));
        await village.Enter(Case(new ObjectionRaised(number, objection, notice, "异1", null, "words", on)));
        await village.Enter(Case(new ObjectionResolved(number, objection, false, "grounds", on)), Notice(new NoticeClosed(notice, [], [number], on)));
        await village.Enter(Case(new CaseStepDone(number, StepKind.NoticeOver, StepKind.Confirmed, null, on)));
        await village.Enter(
            Case(new CaseHolderNotReached(number, village.Person(3), on)), Case(new CaseHolderReached(number, village.Person(3), true, "visit", on)),
            Case(new CaseConfirmed(number, village.Person(3), "other terms", ConfirmationMeans.SignedIn, null, null, on)),
            Case(new CaseConfirmed(number, village.Id(40, 3), "other terms", ConfirmationMeans.SignedIn, null, null, on)),
            Case(new CaseConfirmationWithdrawn(number, village.Id(40, 3), on)));
        await village.Enter(
            new StreamFact(Streams.Household(household), new RepresentativeChanged(household, village.Person(3), on)),
            new StreamFact(Streams.Household(household), new HouseholdMembersChanged(household, [new(village.Person(3), "02", true, null), new(village.Id(40, 3), "12", true, null)], on)),
            new StreamFact(Streams.Right(village.Right(2)), new ContractRenewed(village.Right(2), new(2046, 4, 7), new(2076, 4, 6), on)),
            new StreamFact(Streams.Right(village.Right(2)), new CertificateHandedOver(village.Right(2), village.Id(20, 2), village.Person(2), false, new string('c', 64), on)),
            Case(new CaseEntered(number, null, on)));
        (await village.Enter(
            new StreamFact(Streams.Collective(village.Collective), new CollectivePlaced(village.Collective, "620123999999", "620123999", on.LegalDay, "甘民函1号", on)),
            new StreamFact(Streams.Household(household), new HouseholdEnded(household, Streams.Case(number), on)))).Refusal.ShouldBeNull();
    }

    /// <summary>A homestead is entered and certified.</summary>
    private static async Task Homestead(Village village, Provenance on)
    {
        (await village.Enter(village.HomesteadFact(2, 1))).Refusal.ShouldBeNull();
        (await village.Enter(new StreamFact(
            Streams.Homestead(village.Plot(1)),
            new HomesteadCertified(village.Plot(1), "甘（2026）样例不动产权第1号", "不动产登记事务中心", on.LegalDay, "copy", village.Person(2), false, "receipt", on)))).Refusal.ShouldBeNull();
    }

    /// <summary>Members of the collective are decided on, entered, and one of them moves away.</summary>
    private static async Task Roster(Village village, Provenance on)
    {
        var (resolution, number) = (village.Id(50, 1), "62012320261001000001");
        StreamFact Member(int which, object fact) => new(Streams.Membership(village.Person(which)), fact);
        (await village.Enter(
            new StreamFact(Streams.Resolution(resolution), new ResolutionRecorded(resolution, village.Collective, on.LegalDay.AddDays(-10), on.LegalDay, 30, 0, 21, 20, [number], "record", on)),
            Member(1, new MembershipResolved(number, village.Person(1), resolution, on.LegalDay, on)))).Refusal.ShouldBeNull();
        (await village.Enter(
            Member(1, new MemberConfirmed(village.Person(1), village.Collective, village.Household(1), MembershipGround.Marriage, on.LegalDay, resolution, on)),
            Member(2, new MemberConfirmed(village.Person(2), village.Collective, null, MembershipGround.Reform, on.LegalDay, null, on)))).Refusal.ShouldBeNull();
        (await village.Enter(Member(2, new MembershipEnded(village.Person(2), village.Collective, EndGround.Withdrawal, on.LegalDay, null, on.LegalDay.AddYears(1), on)))).Refusal.ShouldBeNull();
    }

    /// <summary>Every row of every table as text, whatever their order.</summary>
    private static async Task<string[]> Rows(TestRegister register)
    {
        var tables = await register.Ask<string[]>("select array_agg(relname::text order by relname) from pg_class where relnamespace = 'register'::regnamespace and relkind = 'r'");
        return await register.Ask<string[]>($"select array_agg(r order by r) from ({string.Join(" union all ", tables.Select(table => $"select '{table} ' || t::text as r from register.{table} t"))}) x");
    }

    private sealed class AtOnce(Action<long> act) : IProgress<long>
    {
        public void Report(long value) => act(value);
    }

    private static async Task<string[]> Definitions(TestRegister register, string county = TestRegister.County)
    {
        await using var command = register.Connections[county].CreateCommand("""
            select array_agg(d order by d)
            from (select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'register'::regnamespace
                  union all select indexdef from pg_indexes where schemaname = 'register'
                  union all select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal) as all_of_them(d)
            """);
        return (string[])(await command.ExecuteScalarAsync(Cancel))!;
    }
}
