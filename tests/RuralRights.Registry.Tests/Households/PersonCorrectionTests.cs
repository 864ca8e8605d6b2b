using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Registry.Tests.Registration;

namespace RuralRights.Registry.Tests.Households;

/// <summary>A name or an identity number is put right over the desk: the vault changes with the entry, or not at all.</summary>
public sealed class PersonCorrectionTests(TestRegister register)
{
    private static int _people;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Vault Vault => register.Host.Services.GetRequiredService<Vault>();

    [Fact]
    public async Task A_name_put_right_is_found_printed_and_shown_from_the_entry_on_and_the_old_one_is_kept_with_the_case()
    {
        var (land, person, number) = await Household(register, "王守绿");
        var draft = (await Vault.Draft(TestRegister.County, person, PersonCorrection.NameMiswritten, "王守禄", Cancel))!.Value;
        (await Vault.Draft(TestRegister.County, person, PersonCorrection.NameMiswritten, "王守禄", Cancel)).ShouldBe(draft, "the same form sent twice writes down once");
        var opened = await land.Open(await Correction(land, person, PersonCorrection.NameMiswritten, draft));
        await land.ToEntry(opened);
        (await Name(person)).ShouldBe("王守绿");

        (await land.Enter()).Refusal.ShouldBeNull();

        (await Name(person)).ShouldBe("王守禄");
        (await Vault.Find(TestRegister.County, Person.ResidentCard, number, Cancel)).ShouldBe(person);
        (await Found("王守禄", land)).ShouldContain(person);
        (await Found("王守绿", land)).ShouldNotContain(person);
        (await register.Ask<string>("select case_number from vault.person_before where person = $1", person)).ShouldBe(ParcelCaseTests.Land.Made(opened, "case/"));
        (await Vault.OpenDrafts(TestRegister.County, [draft], "official/7", "核对", Cancel))[draft].ShouldBe(new("王守绿", "王守禄"));
        (await Vault.MaskedDrafts(TestRegister.County, [draft], Cancel))[draft].ShouldBe(new("王**", "王**"));
        (await register.Ask<bool>("select exists (select from vault.view_log where subject = $1 and viewer = 'official/7')", $"person/{person}")).ShouldBeTrue();
        (await register.Ask<long>("select count(*) from ledger.mt_events where data::text ~ '王守[禄绿]' or data::text like '%' || $1 || '%'", number)).ShouldBe(0);

        var paper = await register.Ask<Guid>("select id from register.certificate where right_code = $1 and status = 'current'", land.Village.Right(1));
        var content = await register.Host.Services.GetRequiredService<CertificateContents>().Of(
            TestRegister.County, paper, new("https://example.org"), "official/7", "打印", land.Day, Cancel);
        content.ShouldNotBeNull().Holder.Name.ShouldBe("王守禄");
    }

    [Fact]
    public async Task A_number_put_right_is_what_the_person_is_looked_up_by()
    {
        var (land, person, number) = await Household(register, "李秀英");
        var right = NumberOf("19700203");
        var draft = (await Vault.Draft(TestRegister.County, person, PersonCorrection.NumberMiswritten, right, Cancel))!.Value;
        await land.ToEntry(await land.Open(await Correction(land, person, PersonCorrection.NumberMiswritten, draft)));
        (await land.Enter()).Refusal.ShouldBeNull();

        (await Vault.Find(TestRegister.County, Person.ResidentCard, right, Cancel)).ShouldBe(person);
        (await Vault.Find(TestRegister.County, Person.ResidentCard, number, Cancel)).ShouldBeNull();
        var known = (await Vault.Open(TestRegister.County, [person], "official/7", "核对", Cancel))[person];
        (known.Name, known.IdNumber, known.Birth, known.Phone).ShouldBe(("李秀英", right, new(1970, 2, 3), "19900001234"));
        (await Vault.OpenDrafts(TestRegister.County, [draft], "official/7", "核对", Cancel))[draft].ShouldBe(new(number, right));
    }

    [Fact]
    public async Task A_number_that_is_somebody_else_s_is_refused_by_name_when_asked_for_at_the_entry_and_by_the_vault_itself()
    {
        var (land, person, _) = await Household(register, "赵德全");
        var (other, taken) = (NumberOf("19710101"), NumberOf("19720202"));
        await Vault.Keep(TestRegister.County, [new("孙桂兰", Person.ResidentCard, other)], Cancel);
        var twin = (await Vault.Draft(TestRegister.County, person, PersonCorrection.NumberMiswritten, other, Cancel))!.Value;
        (await land.Open(await Correction(land, person, PersonCorrection.NumberMiswritten, twin))).Refusal.ShouldBe(HouseholdRules.IdentityNumberIsAnothers);

        var draft = (await Vault.Draft(TestRegister.County, person, PersonCorrection.NumberMiswritten, taken, Cancel))!.Value;
        await land.ToEntry(await land.Open(await Correction(land, person, PersonCorrection.NumberMiswritten, draft)));
        await Vault.Keep(TestRegister.County, [new("周保田", Person.ResidentCard, taken)], Cancel);

        (await land.Enter()).Refusal.ShouldBe(HouseholdRules.IdentityNumberIsAnothers);
        await using var command = register.Connections[TestRegister.County].CreateCommand("select vault.correct_person($1, '1')");
        command.Parameters.Add(new() { Value = draft });
        var violation = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancel));
        ConstraintRules.Of(violation).ShouldBe(HouseholdRules.IdentityNumberIsAnothers);
        (await register.Ask<long>("select count(*) from vault.person_before where person = $1", person)).ShouldBe(0);
    }

    [Fact]
    public async Task Sent_twice_it_is_entered_once_and_what_was_written_down_before_is_not_entered_over_it()
    {
        var (land, person, _) = await Household(register, "钱玉真");
        var draft = (await Vault.Draft(TestRegister.County, person, PersonCorrection.NameMiswritten, "钱玉珍", Cancel))!.Value;
        var late = (await Vault.Draft(TestRegister.County, person, PersonCorrection.Renamed, "钱玉贞", Cancel))!.Value;
        await land.ToEntry(await land.Open(await Correction(land, person, PersonCorrection.NameMiswritten, draft)));
        (await land.Enter()).Refusal.ShouldBeNull();
        (await land.Enter()).Refusal.ShouldBe(CaseRules.StepIsNotDue);

        (await register.Ask<long>("select count(*) from vault.person_before where person = $1", person)).ShouldBe(1);
        await using var command = register.Connections[TestRegister.County].CreateCommand("select vault.correct_person($1, '1')");
        command.Parameters.Add(new() { Value = late });
        ConstraintRules.Of(await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancel))).ShouldBe(ParcelRules.EntryHasChanged);
        (await land.Look(await Correction(land, person, PersonCorrection.Renamed, late))).ShouldBe(ParcelRules.EntryHasChanged);
        (await Name(person)).ShouldBe("钱玉珍");
    }

    [Fact]
    public async Task Every_homestead_in_which_the_person_has_a_part_is_found_and_its_certificate_waited_for()
    {
        var (land, person, _) = await Household(register, "何大年");
        var village = land.Village;
        await village.Enter([.. Homestead(1, person), .. Homestead(2, person), .. Homestead(3, village.Person(1))]);
        // The third went to heirs, who hold it for themselves.
        (await village.Enter(
            new StreamFact(Streams.Homestead(village.Plot(3)), new HomesteadInherited(village.Plot(3), village.Household(1), null, [village.Person(1)], [person, village.Id(21, 1)], null, true, null, "case/1", Village.Paper)),
            new StreamFact(Streams.Household(village.Household(1)), new HomesteadLeft(village.Household(1), village.Plot(3), "case/1", Village.Paper)),
            Certified(1), Certified(2), Certified(3))).Refusal.ShouldBeNull();
        var draft = (await Vault.Draft(TestRegister.County, person, PersonCorrection.Renamed, "何大林", Cancel))!.Value;
        var asked = await Correction(land, person, PersonCorrection.Renamed, draft);
        string[] all = [village.Plot(1), village.Plot(2), village.Plot(3)];
        foreach (var forgotten in all) (await land.Look(asked with { Plots = [.. all.Except([forgotten])] })).ShouldBe(HomesteadRules.HomesteadBearsTheName);

        var opened = await land.Open(asked with { Plots = all });
        await land.ToEntry(opened);
        (await land.Enter()).Refusal.ShouldBeNull();
        var number = ParcelCaseTests.Land.Made(opened, "case/");
        (await village.Enter(new StreamFact(Streams.Case(number), new CaseStepDone(number, StepKind.HandedOver, StepKind.Certified, null, Village.Paper)))).Refusal.ShouldBeNull();

        var clerk = new Actor.Clerk(village.Id(80, 4), TestRegister.County);
        var (copy, receipt) = (await land.HandIn(clerk), await land.HandIn(clerk));
        foreach (var (plot, at) in all.Select((plot, at) => (plot, at)))
        {
            (await Awaited()).ShouldBe(all[at..]);
            (await register.Ask<string>("select at_step from register.case_file where number = $1", number)).ShouldBe("certified");
            (await register.Desk.Enter(new HandOverHomestead(number, $"甘（2026）榆中县不动产权第{plot}号", "登记中心", land.Day, copy, person, false, receipt, plot), By(), Cancel)).Refusal.ShouldBeNull();
        }

        (await Awaited()).ShouldBeEmpty();
        (await register.Ask<string>("select at_step from register.case_file where number = $1", number)).ShouldBe("archived");
        (await register.Ask<long>("select count(*) from register.homestead_right where certificate like '甘（2026）%' and plot = any ($1) and upper_inf(period)", (object)all)).ShouldBe(3);

        RuralRights.Registry.Submission By() => new(TestRegister.County, Guid.CreateVersion7(), clerk, land.Day);
        async Task<IReadOnlyList<string>> Awaited() => (await register.Desk.Look(TestRegister.County, reading => CaseOutlook.Read(reading, number, By(), Cancel), Cancel))!.AwaitedHomesteads;
        StreamFact[] Homestead(int plot, Guid holder)
        {
            var fact = village.HomesteadFact(1, plot, excepted: plot == 1 ? null : "inheritance");
            return [fact with { Fact = (HomesteadRegistered)fact.Fact with { Holders = [holder] } }, new(Streams.Household(village.Household(1)), new HomesteadTaken(village.Household(1), village.Plot(plot), Village.Paper))];
        }

        StreamFact Certified(int plot) => new(Streams.Homestead(village.Plot(plot)), new HomesteadCertified(
            village.Plot(plot), $"甘（2016）榆中县不动产权第{village.Plot(plot)}号", "登记中心", Village.Day, "copy", person, false, "receipt", Village.Paper));
    }

    [Fact]
    public async Task A_case_that_named_one_homestead_by_the_word_of_then_is_read_on()
    {
        var (land, person, _) = await Household(register, "何二年");
        var draft = (await Vault.Draft(TestRegister.County, person, PersonCorrection.Renamed, "何二林", Cancel))!.Value;
        var plot = land.Village.Plot(1);
        var proposal = System.Text.Encoding.UTF8.GetString(Fact.Write(new PersonCorrectionProposed("1", await Correction(land, person, PersonCorrection.Renamed, draft) with { Plots = [plot] }, Village.Paper)));
        var before = proposal.Replace($"\"plots\":[\"{plot}\"]", $"\"plot\":\"{plot}\"", StringComparison.Ordinal);
        before.ShouldNotBe(proposal);

        var read = Fact.Read("person-correction-proposed", System.Text.Encoding.UTF8.GetBytes(before)).ShouldBeOfType<PersonCorrectionProposed>();

        read.Asked.Plots.ShouldBe([plot]);
        Fact.Read("person-correction-proposed", System.Text.Encoding.UTF8.GetBytes(before.Replace($"\"{plot}\"", "null", StringComparison.Ordinal))).ShouldBeOfType<PersonCorrectionProposed>().Asked.Plots.ShouldBeNull();
    }

    [Fact]
    public async Task An_entry_that_is_broken_off_leaves_the_vault_as_it_was()
    {
        // A register of its own: nobody else waits at its ledger.
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var vault = own.Host.Services.GetRequiredService<Vault>();
        var (land, person, _) = await Household(own, "马得服");
        var draft = (await vault.Draft(TestRegister.County, person, PersonCorrection.NameMiswritten, "马得福", Cancel))!.Value;
        await land.ToEntry(await land.Open(await Correction(land, person, PersonCorrection.NameMiswritten, draft)));

        // The vault was written when the entry comes to the ledger, and there its connection breaks.
        await using (var owner = await own.Owner())
        {
            await using var transaction = await owner.BeginTransactionAsync(Cancel);
            await using (var shut = new NpgsqlCommand("lock table ledger.mt_events in share row exclusive mode", owner)) await shut.ExecuteNonQueryAsync(Cancel);
            var entering = land.Enter();
            await TestRegister.Until(() => own.Ask<bool>("select exists (select from pg_locks where relation = 'ledger.mt_events'::regclass and not granted)"), "the entry waits at the ledger");
            await using (var kill = new NpgsqlCommand("select pg_terminate_backend(pid) from pg_locks where relation = 'ledger.mt_events'::regclass and not granted", owner)) await kill.ExecuteNonQueryAsync(Cancel);
            await Should.ThrowAsync<NpgsqlException>(() => entering);
        }

        (await own.Ask<long>("select count(*) from vault.person_before")).ShouldBe(0);
        (await vault.Open(TestRegister.County, [person], "official/7", "核对", Cancel))[person].Name.ShouldBe("马得服");
        (await land.Enter()).Refusal.ShouldBeNull();
        (await vault.Open(TestRegister.County, [person], "official/7", "核对", Cancel))[person].Name.ShouldBe("马得福");
    }

    [Fact]
    public async Task A_new_master_key_opens_what_was_written_down_and_what_stood_there_before()
    {
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var vault = own.Host.Services.GetRequiredService<Vault>();
        var (land, person, _) = await Household(own, "欧阳清山");
        var draft = (await vault.Draft(TestRegister.County, person, PersonCorrection.NameMiswritten, "欧阳青山", Cancel))!.Value;
        await land.ToEntry(await land.Open(await Correction(land, person, PersonCorrection.NameMiswritten, draft)));
        (await land.Enter()).Refusal.ShouldBeNull();

        await own.Host.Services.GetRequiredService<RotateMasterKey>().Run(cancel: Cancel);

        (await vault.OpenDrafts(TestRegister.County, [draft], "official/7", "核对", Cancel))[draft].ShouldBe(new("欧阳清山", "欧阳青山"));
        (await vault.Open(TestRegister.County, [person], "official/7", "核对", Cancel))[person].Name.ShouldBe("欧阳青山");
        (await own.Ask<bool>("select bool_and(master_key = 2) from (select master_key from vault.person_draft union all select master_key from vault.person_before) as k")).ShouldBeTrue();
    }

    /// <summary>A household whose head the vault knows by this name.</summary>
    private static async Task<(ParcelCaseTests.Land Land, Guid Person, string Number)> Household(TestRegister register, string name)
    {
        var land = await ParcelCaseTests.Land.Found(register);
        var number = NumberOf("19650412");
        var person = (await register.Host.Services.GetRequiredService<Vault>().Keep(
            TestRegister.County, [new(name, Person.ResidentCard, number, "1", new(1965, 4, 12), "19900001234")], Cancel))[0];
        var village = land.Village;
        (await village.Enter(
            new StreamFact(Streams.Household(village.Household(1)), new HouseholdMembersChanged(village.Household(1), [new(person, "02", true, null)], Village.Paper)),
            new StreamFact(Streams.Household(village.Household(1)), new RepresentativeChanged(village.Household(1), person, Village.Paper)),
            new StreamFact(Streams.Right(village.Right(1)), new CertificateIssued(
                village.Right(1), village.Id(20, 1), $"甘（2016）{village.Collective}第000001号", $"token-{village.Collective}-1", "榆中县人民政府", Village.Day, CertificateOccasion.First, null, Village.Paper)))).Refusal.ShouldBeNull();
        return (land, person, number);
    }

    private static async Task<CorrectPerson> Correction(ParcelCaseTests.Land land, Guid person, PersonCorrection correction, Guid draft) =>
        new(land.Village.Household(1), person, correction, draft, await land.HandIn(land.VillageClerk));

    private async Task<string> Name(Guid person) => (await Vault.Open(TestRegister.County, [person], "official/7", "核对", Cancel))[person].Name;

    private async Task<IEnumerable<Guid>> Found(string name, ParcelCaseTests.Land land) =>
        (await Vault.Search(TestRegister.County, name, 500, 0, 500, Cancel)).People.Where(one => one.Household == land.Village.Household(1)).Select(one => one.Person.Id);

    private static string NumberOf(string birth)
    {
        var body = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"620123{birth}{700 + Interlocked.Increment(ref _people):000}");
        return body + CitizenId.CheckCharacterOf(body);
    }
}
