using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Households;
using RuralRights.Interchange.Corrections;
using RuralRights.Registry.Registration;

namespace RuralRights.Registry.Tests.Registration;

/// <summary>The faulty sample, received and inspected and entered as far as it goes, in a register of its own.</summary>
public sealed class FaultyVillage : IAsyncDisposable
{
    public required TestRegister Register { get; init; }

    public string Sha256 { get; private set; } = "";

    public Deliveries Deliveries => Register.Host.Services.GetRequiredService<Deliveries>();

    public WorkOff Work => Register.Host.Services.GetRequiredService<WorkOff>();

    public CorrectionSheets Sheets => Register.Host.Services.GetRequiredService<CorrectionSheets>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<FaultyVillage> Entered(Func<RegisterOptions, RegisterOptions>? with = null)
    {
        var village = new FaultyVillage { Register = with is null ? new() : TestRegister.With(with) };
        await village.Register.InitializeAsync();
        village.Sha256 = (await village.Deliveries.Receive(TestRegister.County, EnteredSample.Folder + "-faulty", "official/7", Cancel)).Sha256;
        await village.Deliveries.Process(TestRegister.County, village.Sha256, enter: true, Cancel);
        return village;
    }

    public Task<IReadOnlyList<WorkItem>> List(WorkState? state = null) => Work.List(TestRegister.County, Sha256, state, take: 1000, cancel: Cancel);

    public async Task<WorkSheet> Look(string item) => (await Work.Look(TestRegister.County, Sha256, item, Cancel))!;

    public async Task<WorkItem> Correct(string item, params Correction[] changes)
    {
        var sheet = await Look(item);
        return await Work.Correct(TestRegister.County, Sha256, item, sheet.Revision, changes, "入户核对，调查表誊写有误", "农户调查表原件", "official/7", Cancel);
    }

    public Task<DeliveryEntry> Enter(string item) => Work.Enter(TestRegister.County, Sha256, item, Cancel);

    public ValueTask DisposeAsync() => Register.DisposeAsync();
}

public sealed partial class WorkOffTests
{
    /// <summary>Rules whose faults lie in a boundary or in files, where no value of a row can be corrected.</summary>
    private static readonly HashSet<string> NotOfValues =
    [
        "bow_tie", "empty_geometry", "huge_coordinate", "nan_coordinate", "swapped_axes", "wrong_zone", "outside_region", "overlap", "spike", "missing_jzd", "missing_jzx", "kjzb_unknown",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_that_is_held_is_on_the_list_and_what_was_left_for_later_is_inspected_when_it_is_looked_at()
    {
        await using var whole = await FaultyVillage.Entered();
        await using var village = await FaultyVillage.Entered(options => options with { MostInspectedAlone = 3 });
        var all = await whole.List(WorkState.Held);
        all.Count.ShouldBeGreaterThan(6);

        var listed = await village.List(WorkState.Held);

        listed.Select(line => line.Item).Order().ShouldBe(all.Select(line => line.Item).Order());
        listed.ShouldAllBe(line => line.HeldBy.Count > 0 && line.Errors > 0);
        var late = listed.Last(line => line.Words.Count == 0).Item;
        var sheet = await village.Look(late);
        sheet.Findings.Select(finding => (finding.Rule, finding.Key)).ShouldBe((await whole.Look(late)).Findings.Select(finding => (finding.Rule, finding.Key)));
        sheet.Line.HeldBy.ShouldBe(all.Single(line => line.Item == late).HeldBy);
    }

    [Fact]
    public async Task Every_fault_of_a_value_is_worked_off_until_its_household_stands_in_the_register()
    {
        await using var village = await FaultyVillage.Entered();
        var before = await village.List();
        before.Select(line => line.Errors).ShouldBeInOrder();
        before.Count.ShouldBeGreaterThan(15);
        before.ShouldAllBe(line => line.State == WorkState.Held && line.HeldBy.Count > 0 && line.Words.Count > 0);
        var households = await village.Register.Ask<long>("select count(*) from register.household");

        for (var round = 0; round < 8; round++)
        {
            foreach (var line in await village.List(WorkState.Held))
            {
                var changes = (await Mended(village, line.Item)).ToArray();
                if (changes.Length > 0) await village.Correct(line.Item, changes);
            }
        }

        foreach (var line in await village.List(WorkState.Clean)) await village.Enter(line.Item);
        var left = (await village.List()).ToList();

        // What stays has a boundary that is wrong, or shares a parcel with somebody whose boundary is.
        left.Where(line => !line.HeldBy.Any(NotOfValues.Contains) && !line.Together.Any(other => left.Exists(held => held.Item == other && held.State == WorkState.Held)))
            .Select(line => $"{line.Item} {line.State} {string.Join(' ', line.HeldBy)} {string.Join(' ', line.Together)}: {string.Join(' ', line.Words)}").ShouldBeEmpty();
        (await village.List(WorkState.Refused)).ShouldBeEmpty();
        (await village.List(WorkState.Entered)).Count.ShouldBeGreaterThan(12);
        (await village.Register.Ask<long>("select count(*) from register.household")).ShouldBeGreaterThan(households + 10);
        await EnteringAgainChangesNothing(village);
    }

    [Fact]
    public async Task Workbooks_by_code_hold_all_that_is_held_and_stay_as_they_are_while_one_is_worked_off()
    {
        await using var village = await FaultyVillage.Entered();
        var held = (await village.List(WorkState.Held)).Select(line => line.Item).Order(StringComparer.Ordinal).ToList();

        var parts = await village.Work.Workbooks(TestRegister.County, village.Sha256, 4, Cancel);

        parts.Count.ShouldBe((held.Count + 3) / 4);
        parts.Sum(part => part.Items).ShouldBe(held.Count);
        parts.SelectMany(part => held.Where(item => string.CompareOrdinal(item, part.First) >= 0 && string.CompareOrdinal(item, part.Last) <= 0)).ShouldBe(held);
        const string Household = "620123202204020019";
        var row = (await village.Look(Household)).Rows.Single(row => row.Table == "CBF");
        await village.Correct(Household, new Correction(Household, "CBF", row.Row, CorrectionKind.Value, "CBFDZ", null, "青城镇青城村二社"));
        foreach (var part in parts) await village.Work.WriteWorkbook(TestRegister.County, village.Sha256, part.First, part.Last, "official/9", "改正调查成果", new MemoryStream(), Cancel);
        (await village.Register.Ask<string[]>("select array_agg(split_part(subject, '/', 3)) from vault.view_log where viewer = 'official/9'")).Order(StringComparer.Ordinal)
            .ShouldBe(held.Where(item => item != Household));
    }

    [Fact]
    public async Task Boundaries_of_held_parcels_come_out_of_one_shapefile_and_the_others_are_left_alone()
    {
        await using var village = await FaultyVillage.Entered();
        var system = (await village.Look((await village.List(WorkState.Held))[0].Item)).Crs!;
        var sheets = new List<WorkSheet>();
        foreach (var line in await village.List(WorkState.Held)) sheets.Add(await village.Look(line.Item));
        var faulty = sheets.First(sheet => sheet.Line.HeldBy.Contains("bow_tie"));
        var row = faulty.Rows.First(row => row.Table == "DK" && faulty.Findings.Any(finding => finding.Rule == "bow_tie" && finding.Row == row.Row));
        var sound = Spatial.CoordinateSystem.FromId(system).Required();
        var area = Square(row);
        BoundaryFound drawn = new(row["DKBM"], sound, area), elsewhere = new("6201239999999999999", sound, area);

        (await village.Work.Correct(TestRegister.County, village.Sha256, [drawn with { Text = null }], "重测", "测绘成果", "official/7", Cancel)).Unreadable.ShouldBe([row["DKBM"]!]);
        (await village.Work.Correct(TestRegister.County, village.Sha256, [elsewhere], "重测", "测绘成果", "official/7", Cancel)).NotHeld.ShouldBe([elsewhere.Parcel!]);
        var done = await village.Work.Correct(TestRegister.County, village.Sha256, [elsewhere, drawn], "重测", "测绘成果", "official/7", Cancel);

        done.Taken.ShouldBe([faulty.Line.Item]);
        done.NotHeld.ShouldBe([elsewhere.Parcel!]);
        var after = await village.Look(faulty.Line.Item);
        after.Revision.ShouldBe(faulty.Revision + 1);
        after.Findings.ShouldNotContain(finding => finding.Rule == "bow_tie" && finding.Row == row.Row);

        static string Square(WorkRow row)
        {
            var box = new NetTopologySuite.IO.WKTReader().Read(row.Boundary).EnvelopeInternal;
            return string.Create(CultureInfo.InvariantCulture, $"POLYGON (({box.MinX} {box.MinY}, {box.MinX} {box.MaxY}, {box.MaxX} {box.MaxY}, {box.MaxX} {box.MinY}, {box.MinX} {box.MinY}))");
        }
    }

    [Fact]
    public async Task What_was_corrected_is_kept_sealed_and_the_facts_name_its_sheet()
    {
        await using var village = await FaultyVillage.Entered();
        const string Household = "620123202204020019";
        var sheet = await village.Look(Household);
        sheet.Line.HeldBy.ShouldBe(["null_mandatory"]);
        var row = sheet.Rows.Single(row => row.Table == "CBF");

        (await village.Correct(Household, new Correction(Household, "CBF", row.Row, CorrectionKind.Value, "CBFDZ", null, "青城镇青城村金丝雀二社"))).State.ShouldBe(WorkState.Clean);
        (await village.Enter(Household)).Entered.ShouldBe(1);

        var hashes = await village.Register.Ask<string[]>("select array_agg(sha256 order by revision) from intake.correction where item = $1", Household);
        var expected = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', hashes))));
        (await village.Register.Ask<bool>("""
            select every(data -> 'provenance' -> 'documents' ? $2 and data -> 'provenance' -> 'rules' ? 'delivery-corrected')
            from ledger.mt_events where stream_id in ('household/' || $1, 'right/' || $1 || 'J')
            """, Household, expected)).ShouldBeTrue();
        (await village.Register.Ask<long>("""
            select count(*) from ledger.mt_events where data -> 'provenance' -> 'rules' ? 'delivery-corrected' and stream_id like 'household/%'
            """)).ShouldBe(1);
        foreach (var table in new[] { "intake.correction", "intake.work", "intake.work_finding", "intake.finding", "intake.kept_back", "ledger.mt_events" })
            (await village.Register.Ask<long>($"select count(*) from {table} t where t::text like '%金丝雀%' or t::text like '%入户核对%'")).ShouldBe(0, table);

        var opened = (await village.Sheets.Open(TestRegister.County, village.Sha256, Household, "official/7", "改正调查成果", Cancel)).ShouldHaveSingleItem();
        (opened.Reason, opened.Paper, opened.By, opened.Changes.Single().After).ShouldBe(("入户核对，调查表誊写有误", "农户调查表原件", "official/7", "青城镇青城村金丝雀二社"));
        (await village.Register.Ask<long>("select count(*) from vault.view_log where subject = $1 and viewer = 'official/7'", $"delivery/{village.Sha256}/{Household}")).ShouldBe(1);
        await Should.ThrowAsync<Npgsql.PostgresException>(() => village.Register.Ask<long>("with gone as (delete from intake.correction returning 1) select count(*) from gone"));
    }

    [Fact]
    public async Task The_same_delivery_brought_again_brings_no_fault_back_and_doubles_nothing()
    {
        await using var village = await FaultyVillage.Entered();
        const string Household = "620123202204020019";
        var row = (await village.Look(Household)).Rows.Single(row => row.Table == "CBF");
        await village.Correct(Household, new Correction(Household, "CBF", row.Row, CorrectionKind.Value, "CBFDZ", null, "青城镇青城村二社"));

        var again = await village.Deliveries.Receive(TestRegister.County, EnteredSample.Folder + "-faulty", "official/8", Cancel);
        again.Sha256.ShouldBe(village.Sha256);
        var entry = (await village.Deliveries.Process(TestRegister.County, again.Sha256, enter: true, Cancel))!;

        entry.Entered.ShouldBe(1);
        (await village.Work.Find(TestRegister.County, village.Sha256, Household, Cancel))!.State.ShouldBe(WorkState.Entered);
        var seq = await village.Register.Ask<long>("select max(seq_id) from ledger.mt_events");
        (await village.Deliveries.Process(TestRegister.County, again.Sha256, enter: true, Cancel))!.ChangedNothing.ShouldBeTrue();
        (await village.Enter(Household)).ChangedNothing.ShouldBeTrue();
        (await village.Register.Ask<long>("select max(seq_id) from ledger.mt_events")).ShouldBe(seq);
    }

    [Fact]
    public async Task Of_two_clerks_at_the_same_household_the_second_is_told_and_nothing_is_lost()
    {
        await using var village = await FaultyVillage.Entered();
        const string Household = "620123202204020019";
        var row = (await village.Look(Household)).Rows.Single(row => row.Table == "CBF");

        var saved = await Task.WhenAll(Enumerable.Range(1, 8).Select(async clerk =>
        {
            try
            {
                await village.Work.Correct(
                    TestRegister.County, village.Sha256, Household, 0, [new(Household, "CBF", row.Row, CorrectionKind.Value, "CBFDZ", null, $"二社{clerk}号")], "核对", "调查表", $"official/{clerk}", Cancel);
                return clerk;
            }
            catch (CorrectedMeanwhileException)
            {
                return 0;
            }
        }));

        var first = saved.Where(clerk => clerk > 0).ShouldHaveSingleItem();
        (await village.Look(Household)).Rows.Single(own => own.Table == "CBF")["CBFDZ"].ShouldBe($"二社{first}号");
        (await village.Sheets.Open(TestRegister.County, village.Sha256, Household, "official/7", "改正调查成果", Cancel)).ShouldHaveSingleItem().By.ShouldBe($"official/{first}");
    }

    [Fact]
    public async Task Clerks_who_have_one_household_inspected_at_once_wait_for_each_other()
    {
        await using var village = await FaultyVillage.Entered();
        const string Household = "620123202204020019";

        var checks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => village.Work.Check(TestRegister.County, village.Sha256, Household, Cancel)));

        checks.ShouldAllBe(item => item.Item == Household && item.State == WorkState.Held);
    }

    [Fact]
    public async Task Of_many_who_take_numbers_for_added_rows_no_two_get_the_same()
    {
        await using var register = new TestRegister();
        await register.InitializeAsync();
        var sheets = register.Host.Services.GetRequiredService<CorrectionSheets>();

        var firsts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => sheets.NumbersForAddedRows(TestRegister.County, 5, Cancel)));

        firsts.SelectMany(first => Enumerable.Range(0, 5).Select(more => first + more)).ShouldBeUnique();
        firsts.Min().ShouldBe(Correction.FirstAddedRow);
    }

    [Fact]
    public async Task Work_that_is_stopped_after_a_correction_was_kept_finds_it_again()
    {
        await using var village = await FaultyVillage.Entered();
        const string Household = "620123202204020019";
        var row = (await village.Look(Household)).Rows.Single(row => row.Table == "CBF");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        await village.Sheets.Keep(
            TestRegister.County, village.Sha256, Household, 0, [new(Household, "CBF", row.Row, CorrectionKind.Value, "CBFDZ", null, "二社")], "核对", "调查表", "official/7", stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => village.Work.Check(TestRegister.County, village.Sha256, Household, stop.Token));

        // Another process, after the first one was killed.
        using var benches = new WorkBenches(TimeProvider.System);
        var services = village.Register.Host.Services;
        var later = new WorkOff(village.Register.Connections, village.Deliveries, village.Sheets, benches, services.GetRequiredService<EnterDelivery>());
        (await later.Check(TestRegister.County, village.Sha256, Household, Cancel)).State.ShouldBe(WorkState.Clean);
        (await later.Enter(TestRegister.County, village.Sha256, Household, Cancel)).Entered.ShouldBe(1);
    }

    [Fact]
    public async Task A_number_that_another_household_has_is_found_when_one_household_is_inspected_alone()
    {
        await using var village = await FaultyVillage.Entered();
        const string Household = "620123202204020019";
        var sheet = await village.Look(Household);
        var member = sheet.Rows.First(row => row.Table == "CBF_JTCY");
        var other = (await village.Look("620123202213010018")).Rows.First(row => row.Table == "CBF_JTCY");

        var line = await village.Correct(
            Household,
            new(Household, "CBF", sheet.Rows.Single(row => row.Table == "CBF").Row, CorrectionKind.Value, "CBFDZ", null, "二社"),
            new(Household, "CBF_JTCY", member.Row, CorrectionKind.Value, "CYZJHM", member["CYZJHM"], other["CYZJHM"]));

        line.HeldBy.ShouldContain("id_duplicate");
        (await village.Correct(Household, new Correction(Household, "CBF_JTCY", member.Row, CorrectionKind.Restore))).State.ShouldBe(WorkState.Clean);
    }

    private static async Task EnteringAgainChangesNothing(FaultyVillage village)
    {
        var seq = await village.Register.Ask<long>("select max(seq_id) from ledger.mt_events");
        foreach (var line in await village.List(WorkState.Entered)) (await village.Enter(line.Item)).ChangedNothing.ShouldBeTrue(line.Item);
        (await village.Deliveries.Process(TestRegister.County, village.Sha256, enter: true, Cancel))!.ChangedNothing.ShouldBeTrue();
        (await village.Register.Ask<long>("select max(seq_id) from ledger.mt_events")).ShouldBe(seq);
    }

    /// <summary>What a clerk would do about each finding of a value.</summary>
    private static async Task<IEnumerable<Correction>> Mended(FaultyVillage village, string item)
    {
        var sheet = await village.Look(item);
        return sheet.Findings.Where(finding => finding.IsError).SelectMany(finding => Mend(item, sheet, finding)).DistinctBy(change => (change.Table, change.Row, change.Field)).ToList();
    }

    private static IEnumerable<Correction> Mend(string item, WorkSheet sheet, FindingOnRecord finding)
    {
        if (sheet.Rows.FirstOrDefault(row => row.Table == finding.Layer && row.Row == finding.Row) is not { } row) return [];

        return finding.Rule switch
        {
            "cbfs_mismatch" => [Value("CBJYQQDFS", sheet.Rows.First(contract => contract.Table == "CBHT")["CBFS"])],
            "fk_break" or "duplicate_key" or "code_range" or "void_of_living_right" => [Strike()],
            "head_missing" => [sheet.Rows.First(member => member.Table == "CBF_JTCY") is var head ? new(item, "CBF_JTCY", head.Row, CorrectionKind.Value, "YHZGX", head["YHZGX"], "02") : null!],
            "member_count" => [Value("CBFCYSL", sheet.Rows.Count(member => member.Table == "CBF_JTCY" && !member.IsStruck).ToString(CultureInfo.InvariantCulture))],
            "null_mandatory" => [Value(finding.Field!, "补录")],
            "null_conditional" => [Value(finding.Field!, "张某")],
            "undecodable_bytes" => [Value(finding.Field!, "大坪地")],
            "uscc_check_digit" => [Value(finding.Field!, "91620123MF1395029N")],
            "domain" => [Value(finding.Field!, finding.Field == "DLDJ" ? "01" : "2")],
            "id_check_digit" => [Value(finding.Field!, row[finding.Field!]![..17] + CitizenId.CheckCharacterOf(row[finding.Field!]!.AsSpan(0, 17)))],
            "id_duplicate" => item == "620123202213010016" ? [Value(finding.Field!, Free(row[finding.Field!]!))] : [],
            "date_reversed" => [Value("CBQXQ", row["CBQXZ"]), Value("CBQXZ", row["CBQXQ"])],
            "parcel_count" => [Value("CBDKZS", Numbers().Matches(finding.Chinese)[^1].Value)],
            "sum_mismatch" => [Value("HTZMJ", Numbers().Matches(finding.Chinese)[^1].Value), Value("HTZMJM", Mu(Numbers().Matches(finding.Chinese)[^1].Value))],
            "attachment_missing" => [Value(finding.Field!, "图件/62012320221301/DKSYT620123202213010002J.pdf")],
            "serial_duplicate" => item == "620123202213020011" ? [Value(finding.Field!, row[finding.Field!]!.Replace("第", "第9", StringComparison.Ordinal))] : [],
            "area_mismatch" when !sheet.Findings.Any(other => NotOfValues.Contains(other.Rule)) => [Value("SCMJ", Drawn()), Value("SCMJM", Mu(Drawn()))],
            "code_grammar" => [Value(finding.Field!, row[finding.Field!]!.Replace('O', '0'))],
            "contracted_parcel_without_row" => [Value("DKLB", "21")],
            _ => [],
        };

        Correction Value(string field, string? after) => new(item, row.Table, row.Row, CorrectionKind.Value, field, row[field], after);

        // The finding says by how much the recorded area is above that of the polygon.
        string Drawn() => (decimal.Parse(row["SCMJ"]!, CultureInfo.InvariantCulture) - decimal.Parse(Numbers().Matches(finding.Chinese)[^1].Value, CultureInfo.InvariantCulture))
            .ToString("0.00", CultureInfo.InvariantCulture);

        Correction Strike() => new(item, row.Table, row.Row, CorrectionKind.Strike);
    }

    private static string Mu(string squareMetres) =>
        decimal.Round(decimal.Parse(squareMetres, CultureInfo.InvariantCulture) * 0.0015m, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>The next number of the same day of birth, with its check character.</summary>
    private static string Free(string number)
    {
        var body = number[..14] + ((int.Parse(number[14..17], CultureInfo.InvariantCulture) + 2) % 1000).ToString("000", CultureInfo.InvariantCulture);
        return body + CitizenId.CheckCharacterOf(body);
    }

    [GeneratedRegex(@"-?[0-9]+(?:\.[0-9]+)?")]
    private static partial Regex Numbers();
}
