using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RuralRights.Interchange.Corrections;
using RuralRights.Interchange.Deliveries;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Tenure;

namespace RuralRights.Registry.Tests.Registration;

/// <summary>A register of its own into which the clean sample was entered once.</summary>
public sealed class EnteredSample : IAsyncLifetime
{
    public TestRegister Register { get; } = new();

    public DeliveryStatus Status { get; private set; } = null!;

    public DeliveryEntry Entry { get; private set; } = null!;

    public Deliveries Deliveries => Register.Host.Services.GetRequiredService<Deliveries>();

    public static string Folder { get; } = Path.Combine(Root(), "gis-samples", "620123榆中县");

    public async ValueTask InitializeAsync()
    {
        await Register.InitializeAsync();
        Status = await Deliveries.Receive(TestRegister.County, Folder, "official/7", TestContext.Current.CancellationToken);
        Entry = (await Deliveries.Process(TestRegister.County, Status.Sha256, enter: true, TestContext.Current.CancellationToken))!;
    }

    public ValueTask DisposeAsync() => Register.DisposeAsync();

    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "RuralRights.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}

public sealed class EnterDeliveryTests(EnteredSample sample) : IClassFixture<EnteredSample>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestRegister Register => sample.Register;

    [Fact]
    public async Task Everything_of_the_clean_sample_stands_in_the_register()
    {
        using var delivery = Delivery.Open(EnteredSample.Folder, DeliveryLimits.Default, Path.GetTempPath(), Cancel);
        var status = (await sample.Deliveries.Find(TestRegister.County, sample.Status.Sha256, Cancel))!;

        (status.State, status.Errors, status.Held, status.Refused).ShouldBe((DeliveryState.Entered, 0, 0, 0));
        (await Count("household")).ShouldBe(delivery.Tables["CBF"].Count);
        (await Count("parcel")).ShouldBe(delivery.Layers["DK"].Count);
        (await Count("contract_right")).ShouldBe(delivery.Tables["CBHT"].Count);
        (await Count("holding")).ShouldBe(delivery.Tables["CBDKXX"].Count);
        (await Count("collective")).ShouldBe(delivery.Tables["FBF"].Count);
        (await Count("lease")).ShouldBe(delivery.Tables["LZHT"].Count);
        (await Count("certificate where occasion = 'first'")).ShouldBe(delivery.Tables["CBJYQZ"].Count);
        (await Count("certificate where occasion = 'reissue'")).ShouldBe(delivery.Tables["CBJYQZ_QZBF"].Count);
        (await Count("certificate where occasion = 'replacement'")).ShouldBe(delivery.Tables["CBJYQZ_QZHF"].Count);
        (await Register.Ask<bool>("select every(surveyed_area > 0 and ST_IsValid(map) and ST_SRID(map) = 4490) from register.parcel")).ShouldBeTrue();
        (await Register.Ask<decimal>("select max(abs(ST_Area(boundary)::numeric - surveyed_area)) from register.parcel")).ShouldBeLessThan(0.02m);
    }

    [Fact]
    public async Task Every_right_has_at_most_one_paper_that_counts()
    {
        (await Register.Ask<long>("select count(*) from (select right_code from register.certificate where status = 'current' group by 1 having count(*) > 1) as doubled")).ShouldBe(0);
        (await Register.Ask<long>("select count(*) from register.certificate where status = 'replaced' and replaced_by is null")).ShouldBe(0);
        (await Register.Ask<long>("select count(*) from register.certificate where length(token) <> 27")).ShouldBe(0);
    }

    [Fact]
    public async Task Jointly_confirmed_parcels_are_held_in_shares_of_the_whole() =>
        (await Register.Ask<bool>("""
            select count(*) > 0 and every(parts = whole)
            from (select sum(share_part) as parts, max(share_whole) as whole from register.holding where holder_group = 'joint' group by parcel) as shares
            """)).ShouldBeTrue();

    [Fact]
    public async Task Every_household_has_a_receipt_that_counts_its_facts() =>
        (await Register.Ask<bool>("""
            select sum(fact_count) = (select count(*) from ledger.mt_events) from ledger.receipt
            """)).ShouldBeTrue();

    [Fact]
    public async Task A_survey_is_entered_without_the_family_contracts_and_keeps_who_farms_what()
    {
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var deliveries = own.Host.Services.GetRequiredService<Deliveries>();
        var status = await deliveries.Receive(TestRegister.County, EnteredSample.Folder, "official/7", Cancel);
        await deliveries.Settle(TestRegister.County, status.Sha256, surveyOnly: true, Cancel);
        await deliveries.Settle(TestRegister.County, status.Sha256, surveyOnly: false, Cancel);

        (await deliveries.Process(TestRegister.County, status.Sha256, enter: true, Cancel))!.Refused.ShouldBe(0);

        (await deliveries.Find(TestRegister.County, status.Sha256, Cancel))!.SurveyOnly.ShouldBe(true);
        foreach (var table in (string[])["household", "household_member", "parcel"])
            (await own.Ask<long>($"select count(*) from register.{table}")).ShouldBe(await Count(table), table);

        // Shares, leases and contracts by other means have no case that registers them, so they stand as they were delivered.
        foreach (var table in (string[])["lease", "holding where holder_group = 'joint'", "contract_right where kind = 'other_means'"])
            (await own.Ask<long>($"select count(*) from register.{table}")).ShouldBe(await Count(table), table);
        (await own.Ask<bool>("""
            select every(exists (select from register.holding h where h.household = r.household and h.share_part is not null)
                or exists (select from register.lease l where l.right_code = r.code))
            from register.contract_right r where r.kind = 'family'
            """)).ShouldBeTrue();
        var held = await Register.Ask<long>("select count(*) from register.holding h join register.contract_right r on r.code = h.right_code and r.kind = 'family' where h.ended_seq is null");
        (await own.Ask<long>("select count(*) from intake.allotment")
            + await own.Ask<long>("select count(*) from register.holding h join register.contract_right r on r.code = h.right_code and r.kind = 'family' where h.ended_seq is null")).ShouldBe(held);
        (await own.Ask<long>("select count(*) from vault.texts t where t.subject like 'right/%J' and not exists (select from register.contract_right r where 'right/' || r.code = t.subject)")).ShouldBe(0);

        var village = await own.Ask<string>("select max(h.collective) from intake.allotment a join register.household h on h.code = a.household");
        var households = await AllottedHousehold.In(own.Connections[TestRegister.County], village, Cancel);
        households.ShouldNotBeEmpty();
        households.ShouldAllBe(household => household.IsLeft && household.Parcels.Count > 0 && household.Area > 0);
    }

    [Fact]
    public async Task The_same_delivery_again_changes_nothing_and_says_so()
    {
        var before = await Register.Ask<long>("select max(seq_id) from ledger.mt_events");

        var again = (await sample.Deliveries.Process(TestRegister.County, sample.Status.Sha256, enter: true, Cancel))!;

        again.ChangedNothing.ShouldBeTrue();
        (await sample.Deliveries.Find(TestRegister.County, sample.Status.Sha256, Cancel))!.StoodAlready.ShouldBeTrue();
        (again.Entered, again.Present).ShouldBe((0, sample.Entry.Entered + sample.Entry.Present));
        (await Register.Ask<long>("select max(seq_id) from ledger.mt_events")).ShouldBe(before);
    }

    [Fact]
    public async Task What_inspection_holds_back_is_listed_with_its_rules_and_the_rest_is_entered()
    {
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var deliveries = own.Host.Services.GetRequiredService<Deliveries>();
        var status = await deliveries.Receive(TestRegister.County, EnteredSample.Folder + "-faulty", "official/7", Cancel);

        await deliveries.Queue(TestRegister.County, status.Sha256, enter: true);
        while ((status = (await deliveries.Find(TestRegister.County, status.Sha256, Cancel))!).State is not (DeliveryState.Entered or DeliveryState.Failed))
            await Task.Delay(200, Cancel);

        status.State.ShouldBe(DeliveryState.Entered, status.Trouble);
        status.Held.ShouldBeGreaterThan(0);
        var kept = await deliveries.KeptBack(TestRegister.County, status.Sha256, limit: 1000, cancel: Cancel);
        kept.Count(back => !back.Refused).ShouldBe((int)status.Held);
        kept.ShouldAllBe(back => back.Rules.Count > 0);

        // One contractor's row is planted twice.
        (status.Entered + status.Held + status.Refused).ShouldBe(status.Households - 1);
        (await deliveries.FindingCounts(TestRegister.County, status.Sha256, Cancel)).Sum(count => count.Count).ShouldBe(status.Errors + status.Warnings);
        (await deliveries.Findings(TestRegister.County, status.Sha256, limit: 1000, cancel: Cancel)).ShouldNotBeEmpty();
        (await own.Ask<long>("select count(*) from intake.finding where key || chinese || english ~ '62012319[0-9]{9}[0-9X]'")).ShouldBe(0);
    }

    [Fact]
    public async Task An_entry_that_was_stopped_goes_on_where_it_stopped()
    {
        await using var own = await BroughtSample.Bring(TestRegister.With(options => options with { FactsPerTransaction = 100 }));

        await Should.ThrowAsync<OperationCanceledException>(() => own.Enter(EntrySource.Of(own.Delivery, Cancel), new StopAfter(40)));
        var entered = await own.Register.Ask<long>("select count(*) from register.household");
        var rest = await own.Enter(EntrySource.Of(own.Delivery, Cancel));

        entered.ShouldBeInRange(40, own.Delivery.Tables["CBF"].Count - 1);
        (rest.Present, rest.Entered).ShouldBe((entered, own.Delivery.Tables["CBF"].Count - entered));
        (await own.Register.Ask<long>("select count(*) from ledger.mt_events")).ShouldBe(await Register.Ask<long>("select count(*) from ledger.mt_events"));
        own.Status.State.ShouldBe(DeliveryState.Received);
    }

    // Chunks are entered beside each other and beside single acts: a person whom both keep is kept once, and no household is refused over it.
    [Fact]
    public async Task A_person_whom_another_keeps_at_that_moment_is_kept_once()
    {
        const string Household = "620123202204010003", Number = "620123198001011234";
        await using var own = await BroughtSample.Bring(new());
        var source = EntrySource.Of(own.Delivery, new CorrectionLayer([new(Household, "CBF_JTCY", RowOf(own.Delivery, "CBF_JTCY", Household), CorrectionKind.Value, "CYZJHM", null, Number)]), Cancel)
            with { Only = new HashSet<string> { Household } };
        var person = (await own.Register.Host.Services.GetRequiredService<Vault>().Keep(TestRegister.County, [new Person("赵一", Person.ResidentCard, Number)], Cancel)).Single();
        await using var owner = await own.Register.Owner();
        await using (var away = new NpgsqlCommand("create table public.kept as table vault.person; delete from vault.person", owner)) await away.ExecuteNonQueryAsync(Cancel);
        await using var transaction = await owner.BeginTransactionAsync(Cancel);
        await using (var back = new NpgsqlCommand("insert into vault.person overriding user value table public.kept", owner)) await back.ExecuteNonQueryAsync(Cancel);

        var entering = own.Enter(source);
        await TestRegister.Until(() => own.Register.Ask<bool>("select exists (select from pg_locks where locktype = 'transactionid' and not granted)"), "the entry waits for the other");
        await transaction.CommitAsync(Cancel);

        var entry = await entering;
        (entry.Entered, entry.Held, entry.Refused).ShouldBe((1, 0, 0));
        (await own.Register.Ask<long>("select count(*) from register.household_member where person = $1", person)).ShouldBe(1);
    }

    [Theory]
    [InlineData("CBDKXX", "CBFBM", "parcel_count")]
    [InlineData("CBJYQZDJB", "CBJYQZBM", "fk_break")]
    [InlineData("LZHT", "CBHTBM", "fk_break")]
    public async Task A_dossier_that_lacks_a_row_is_kept_back_even_when_inspection_found_nothing(string table, string field, string rule)
    {
        const string Household = "620123202204010003";
        await using var own = await BroughtSample.Bring(new());
        var row = RowOf(own.Delivery, table, Household);
        var misread = EntrySource.Of(own.Delivery, new CorrectionLayer([new(Household, table, row, CorrectionKind.Value, field, null, "620123202204019999" + (field == "CBFBM" ? "" : "J"))]), Cancel);

        var entry = await own.Enter(misread);

        (entry.Held, entry.Refused).ShouldBe((0, 1));
        (await own.Register.Ask<long>("select count(*) from register.household where code = $1", Household)).ShouldBe(0);
        var kept = (await own.Deliveries.KeptBack(TestRegister.County, own.Status.Sha256, cancel: Cancel)).ShouldHaveSingleItem();
        (kept.Household, kept.Refused).ShouldBe((Household, true));
        kept.Rules.ShouldContain(rule);
    }

    [Fact]
    public async Task A_household_that_a_later_delivery_adds_to_a_shared_parcel_is_kept_back_and_not_called_present()
    {
        await using var own = await BroughtSample.Bring(new());
        var sharers = Sharers(own.Delivery);
        var added = sharers[^1];
        var before = EntrySource.Of(own.Delivery, new CorrectionLayer([new(added, "CBF", RowOf(own.Delivery, "CBF", added), CorrectionKind.Strike)]), Cancel);
        (await own.Enter(before)).Refused.ShouldBe(0);

        var later = await own.Enter(EntrySource.Of(own.Delivery, Cancel));

        (later.Entered, later.Refused, later.Present).ShouldBe((0, 1, own.Delivery.Tables["CBF"].Count - 1));
        var kept = (await own.Deliveries.KeptBack(TestRegister.County, own.Status.Sha256, cancel: Cancel)).ShouldHaveSingleItem();
        (kept.Household, kept.Refused, kept.About).ShouldBe((added, true, string.Join(' ', sharers[..^1])));
        kept.Rules.ShouldBe(["sharers-are-entered"]);
    }

    [Fact]
    public async Task A_refused_parcel_that_nobody_holds_is_counted()
    {
        await using var own = await BroughtSample.Bring(new());
        var (reserve, moved) = ReserveUponAnother(own.Delivery);
        var source = EntrySource.Of(own.Delivery, new CorrectionLayer([new(reserve.Code!, "DK", reserve.Row, CorrectionKind.Boundary, null, null, moved)]), Cancel);

        var entry = await own.Enter(source);

        (entry.Entered, entry.Refused).ShouldBe((own.Delivery.Tables["CBF"].Count, 1));
        (await own.Register.Ask<long>("select count(*) from register.parcel where code = $1", reserve.Code!)).ShouldBe(0);
    }

    [Fact]
    public async Task People_are_in_the_vault_and_nowhere_else()
    {
        var canaries = Canaries();
        canaries.Count.ShouldBeGreaterThan(500);

        var seen = await Register.Ask<string[]>($"""
            select coalesce(array_agg(distinct place), '{"{}"}')
            from (select 'events' as place, data::text as text from ledger.mt_events
                  union all select 'receipts', outcome::text || actor from ledger.receipt
                  union all select 'parcels', p::text from register.parcel p
                  union all select 'households', h::text from register.household h
                  union all select 'members', m::text from register.household_member m
                  union all select 'rights', r::text from register.contract_right r
                  union all select 'certificates', c::text from register.certificate c
                  union all select 'leases', l::text from register.lease l
                  union all select 'collectives', o::text from register.collective o
                  union all select 'findings', f::text from intake.finding f
                  union all select 'deliveries', d::text from intake.delivery d
                  union all select 'vault in clear', encode(sealed, 'escape') from vault.person) as everything
            where text ~ $1
            """, string.Join('|', canaries));
        seen.ShouldBeEmpty();

        var found = await Register.Host.Services.GetRequiredService<Vault>().Search(TestRegister.County, canaries.First(text => text.Length is 3), 10, 0, 10, Cancel);
        found.People.ShouldNotBeEmpty();
        found.People[0].Household.ShouldNotBeEmpty();
    }

    /// <summary>Every name and identity number of the sample, read from its tables.</summary>
    private static HashSet<string> Canaries()
    {
        using var delivery = Delivery.Open(EnteredSample.Folder, DeliveryLimits.Default, Path.GetTempPath(), Cancel);
        var canaries = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (table, fields) in new Dictionary<string, string[]>
        {
            ["CBF"] = ["CBFMC", "CBFZJHM", "LXDH"],
            ["CBF_JTCY"] = ["CYXM", "CYZJHM"],
            ["CBJYQZ"] = ["QZLQRXM", "QZLQRZJHM"],
            ["FBF"] = ["FBFFZRXM", "FZRZJHM"],
        })
        {
            using var rows = delivery.Tables[table].Open();
            while (rows.Read())
                foreach (var field in fields)
                    if (rows.Text(delivery.Tables[table].Schema.IndexOf(field)) is { Length: >= 3 } text) canaries.Add(text);
        }

        return canaries;
    }

    /// <summary>Contractors that share the sample's jointly confirmed parcel, in the order of their codes.</summary>
    private static List<string> Sharers(Delivery delivery)
    {
        var table = delivery.Tables["CBDKXX"];
        var (shared, contractor) = (table.Schema.IndexOf("SFQQQG"), table.Schema.IndexOf("CBFBM"));
        var sharers = new List<string>();
        using var rows = table.Open();
        while (rows.Read())
            if (rows.Text(shared) == "1") sharers.Add(rows.Text(contractor)!);
        return [.. sharers.Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>A parcel that nobody holds, and the boundary of a contracted one to lay over it.</summary>
    private static (DeliveredParcel Reserve, string Boundary) ReserveUponAnother(Delivery delivery)
    {
        var dossiers = new HouseholdDossiers(delivery, Cancel);
        var ring = dossiers.Groups().SelectMany(group => group).SelectMany(dossier => dossier.Parcels).First(parcel => parcel.Parcel?.Shape.Parts.Count == 1).Parcel!.Shape.Parts[0];
        var corners = Enumerable.Range(0, ring.Length / 2).Select(at => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ring[2 * at]} {ring[(2 * at) + 1]}"));
        return (dossiers.ParcelsWithoutContract().First(), $"POLYGON (({string.Join(", ", corners)}))");
    }

    private static long RowOf(Delivery delivery, string table, string household)
    {
        using var rows = delivery.Tables[table].Open();
        while (rows.Read())
            if (rows.Text(delivery.Tables[table].Schema.IndexOf("CBFBM")) == household) return rows.Row;
        throw new InvalidOperationException($"{table} has no row of {household}.");
    }

    /// <summary>The clean sample brought to a register of its own and inspected, with nothing of it entered.</summary>
    private sealed record BroughtSample(TestRegister Register, DeliveryStatus Status, Delivery Delivery, Interchange.Inspection.InspectionResult Inspection) : IAsyncDisposable
    {
        public Deliveries Deliveries => Register.Host.Services.GetRequiredService<Deliveries>();

        public static async Task<BroughtSample> Bring(TestRegister register)
        {
            await register.InitializeAsync();
            var deliveries = register.Host.Services.GetRequiredService<Deliveries>();
            var status = await deliveries.Receive(TestRegister.County, EnteredSample.Folder, "official/7", Cancel);
            var delivery = deliveries.Open(EnteredSample.Folder, Cancel);
            return new(register, status, delivery, Interchange.Inspection.DeliveryInspection.Run(delivery, null, null, Cancel));
        }

        public Task<DeliveryEntry> Enter(EntrySource source, IProgress<WorkProgress>? progress = null) =>
            Register.Host.Services.GetRequiredService<EnterDelivery>().Run(TestRegister.County, source, Inspection, progress, Cancel);

        public async ValueTask DisposeAsync()
        {
            Inspection.Dispose();
            Delivery.Dispose();
            await Register.DisposeAsync();
        }
    }

    private async Task<long> Count(string table) => await Register.Ask<long>($"select count(*) from register.{table}");

    private sealed class StopAfter(int households) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            if (value.Done >= households) throw new OperationCanceledException("stopped by the test");
        }
    }
}
