using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Interchange.Generation;
using RuralRights.Registry.Registration;

namespace RuralRights.Registry.Tests.Registration;

/// <summary>A village is delivered again a year later, with something of every kind otherwise.</summary>
public sealed class DifferencesTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rr-differences.").FullName;
    private readonly TestRegister _register = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Deliveries Deliveries => _register.Host.Services.GetRequiredService<Deliveries>();

    private Differences Differences => _register.Host.Services.GetRequiredService<Differences>();

    public async ValueTask InitializeAsync() => await _register.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _register.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_is_new_changed_and_gone_is_shown_field_by_field_before_anything_is_entered()
    {
        var first = CountyGenerator.Write(new CountyPlan { Parcels = 120, Seed = 5 }, Directory.CreateDirectory(Path.Combine(_folder, "first")).FullName, cancel: Cancel).Folder;
        var entered = await Deliveries.Receive(TestRegister.County, first, "official/7", Cancel);
        await Deliveries.Process(TestRegister.County, entered.Sha256, enter: false, Cancel);
        (await Differences.WereLookedFor(TestRegister.County, entered.Sha256, Cancel)).ShouldBeFalse("Into an empty register everything is new.");
        (await Deliveries.Process(TestRegister.County, entered.Sha256, enter: true, Cancel))!.Held.ShouldBe(0);
        await Deliveries.Process(TestRegister.County, entered.Sha256, enter: false, Cancel);
        (await Differences.WereLookedFor(TestRegister.County, entered.Sha256, Cancel)).ShouldBeTrue();
        (await Differences.List(TestRegister.County, entered.Sha256, cancel: Cancel)).ShouldBeEmpty();

        var later = Path.Combine(_folder, "later", Path.GetFileName(first));
        Copy(first, later);
        var (phone, name) = ("", "");
        Edit(later, "CBF6", 4, row => (phone, row["LXDH"]) = (row["LXDH"], "13900000731"));
        Edit(later, "CBJYQZ6", 2, row => row["FZRQ"] = "2019-09-09");
        Edit(later, "FBF", 1, row => (name, row["FBFMC"]) = (row["FBFMC"], row["FBFMC"] + "（新）"));
        Edit(later, "CBHT", 3, row => row["CBQXZ"] = "2057-12-31");
        Edit(later, "CBJYQZDJB", 3, row => row["CBQXZ"] = "2057-12-31");
        var gone = Strike(later, Last(later, "CBF6", "CBFBM"));
        var seq = await _register.Ask<long>("select max(seq_id) from ledger.mt_events");

        var again = await Deliveries.Receive(TestRegister.County, later, "official/7", Cancel);
        await Deliveries.Process(TestRegister.County, again.Sha256, enter: false, Cancel);

        (await Deliveries.Find(TestRegister.County, again.Sha256, Cancel))!.State.ShouldBe(DeliveryState.Inspected);
        var found = await Differences.List(TestRegister.County, again.Sha256, limit: 1000, cancel: Cancel);
        var told = string.Join(Environment.NewLine, found);
        found.ShouldContain(one => one.Kind == DifferenceKind.Gone && one.Thing == "household" && one.Code == gone, told);
        found.ShouldContain(one => one.Kind == DifferenceKind.Gone && one.Thing == "right" && one.Code == gone + "J", told);
        found.ShouldContain(one => one.Kind == DifferenceKind.Changed && one.Thing == "right" && one.Field == "certificate_issued_on" && one.Delivered == "2019-09-09", told);
        found.ShouldContain(one => one.Kind == DifferenceKind.Changed && one.Thing == "right" && one.Field == "term_to" && one.Delivered == "2057-12-31", told);
        found.ShouldContain(one => one.Kind == DifferenceKind.Changed && one.Thing == "collective" && one.Field == "name" && one.Registered == name, told);
        found.ShouldContain(one => one.Kind == DifferenceKind.Changed && one.Thing == "household" && one.Field == "phone", told);
        found.Count(one => one.Kind == DifferenceKind.New).ShouldBe(0, told);
        told.ShouldNotContain("13900000731");
        if (phone.Length > 0) told.ShouldNotContain(phone);
        found.Select(one => one.Number).ShouldBe(Enumerable.Range(1, found.Count));
        (await Differences.Counts(TestRegister.County, again.Sha256, Cancel)).ShouldContain(count => count.Kind == DifferenceKind.Gone && count.Thing == "household" && count.Things == 1);
        (await _register.Ask<long>("select max(seq_id) from ledger.mt_events")).ShouldBe(seq);
    }

    [Fact]
    public async Task The_sample_with_single_rows_spoilt_differs_in_boundaries_too()
    {
        var sample = await Deliveries.Receive(TestRegister.County, EnteredSample.Folder, "official/7", Cancel);
        await Deliveries.Process(TestRegister.County, sample.Sha256, enter: true, Cancel);
        await Deliveries.Process(TestRegister.County, sample.Sha256, enter: false, Cancel);
        (await Differences.List(TestRegister.County, sample.Sha256, cancel: Cancel)).ShouldBeEmpty();

        // One corner of a parcel is moved by hand in the register of this test, as a boundary that was surveyed anew would be.
        await _register.AsOwner("update register.parcel set boundary = ST_Translate(boundary, 0.001, 0) where code = (select min(code) from register.parcel)");
        await Deliveries.Process(TestRegister.County, sample.Sha256, enter: false, Cancel);

        var found = await Differences.List(TestRegister.County, sample.Sha256, cancel: Cancel);
        found.ShouldHaveSingleItem().Field.ShouldBe("boundary");
    }

    [Fact]
    public async Task Leases_members_and_land_nobody_holds_differ_when_new_changed_or_gone()
    {
        var sample = await Deliveries.Receive(TestRegister.County, EnteredSample.Folder, "official/7", Cancel);
        await Deliveries.Process(TestRegister.County, sample.Sha256, enter: true, Cancel);

        // The register of this test is put otherwise by hand, for the one delivery to differ from it in each way.
        const string Reserve = "select code from register.parcel p where not exists (select from register.holding h where h.parcel = p.code) order by code";
        var leases = await Codes("select code from register.lease order by code");
        var land = await Codes(Reserve);
        var households = await Codes("select household from register.household_member group by household having count(*) > 2 order by household");
        leases.Length.ShouldBeGreaterThanOrEqualTo(2);
        land.Length.ShouldBeGreaterThanOrEqualTo(2);
        var (pastLease, pastLand) = (leases[0][..14] + "9999", land[0][..14] + "99999");
        await _register.AsOwner("update register.lease set price = '每亩每年1元' where code = $1", leases[0]);
        await _register.AsOwner("delete from register.lease_parcel where lease = $1", leases[1]);
        await _register.AsOwner("delete from register.lease where code = $1", leases[1]);
        await _register.AsOwner("""insert into register.lease select (jsonb_populate_record(l, jsonb_build_object('code', $2, 'to', '2099-01-01'))).* from register.lease l where code = $1""", leases[0], pastLease);
        await _register.AsOwner("update register.parcel set name = '从前的名字' where code = $1", land[0]);
        await _register.AsOwner("delete from register.parcel where code = $1", land[1]);
        await _register.AsOwner("update register.parcel set code = $2 where code = $1", land[2], pastLand);
        await _register.AsOwner("update register.household_member set relation = '99' where household = $1 and position = (select max(position) from register.household_member where household = $1)", households[0]);
        await _register.AsOwner("delete from register.household_member where household = $1 and position = (select max(position) from register.household_member where household = $1)", households[1]);
        await _register.AsOwner("""
            insert into register.household_member
            select (jsonb_populate_record(m, jsonb_build_object('household', $2, 'position', 99))).* from register.household_member m
            where household = $1 and position = (select max(position) from register.household_member where household = $1)
            """, households[3], households[2]);

        await Deliveries.Process(TestRegister.County, sample.Sha256, enter: false, Cancel);

        var found = await Differences.List(TestRegister.County, sample.Sha256, limit: 1000, cancel: Cancel);
        var told = string.Join(Environment.NewLine, found);
        found.Count(one => one.Field is null && one.Thing == "lease").ShouldBe(2, told);
        found.ShouldContain(one => one.Kind == DifferenceKind.New && one.Thing == "lease" && one.Code == leases[1], told);
        found.ShouldContain(one => one.Kind == DifferenceKind.Gone && one.Thing == "lease" && one.Code == pastLease, told);
        found.ShouldContain(one => one.Kind == DifferenceKind.Changed && one.Thing == "lease" && one.Code == leases[0] && one.Field == "price" && one.Registered == "每亩每年1元", told);
        found.Count(one => one.Field is null && one.Thing == "parcel").ShouldBe(3, told);
        found.ShouldContain(one => one.Kind == DifferenceKind.New && one.Thing == "parcel" && one.Code == land[1], told);
        found.ShouldContain(one => one.Kind == DifferenceKind.New && one.Thing == "parcel" && one.Code == land[2], told);
        found.ShouldContain(one => one.Kind == DifferenceKind.Gone && one.Thing == "parcel" && one.Code == pastLand, told);
        found.ShouldContain(one => one.Kind == DifferenceKind.Changed && one.Thing == "parcel" && one.Code == land[0] && one.Field == "name" && one.Registered == "从前的名字", told);
        found.ShouldContain(one => one.Thing == "household" && one.Code == households[0] && one.Field == "relation" && one.Registered == "99", told);
        found.ShouldContain(one => one.Thing == "household" && one.Code == households[1] && one.Field == "members" && one.Registered == null && one.Delivered!.EndsWith('*'), told);
        found.ShouldContain(one => one.Thing == "household" && one.Code == households[2] && one.Field == "members" && one.Delivered == null && one.Registered!.EndsWith('*'), told);
        found.Count.ShouldBe(10, told);
    }

    private Task<string[]> Codes(string question) => _register.Ask<string[]>($"select array({question})");

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string FileOf(string folder, string table) => Directory.GetFiles(Path.Combine(folder, "权属数据"), table + "*.csv").Order(StringComparer.Ordinal).First();

    private static void Edit(string folder, string table, int line, Action<Dictionary<string, string>> change)
    {
        var lines = File.ReadAllLines(FileOf(folder, table));
        var names = lines[0].TrimStart('\uFEFF').Split(',');
        var row = names.Zip(lines[line].Split(',')).ToDictionary(pair => pair.First, pair => pair.Second);
        change(row);
        lines[line] = string.Join(',', names.Select(name => row[name]));
        File.WriteAllLines(FileOf(folder, table), lines, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    private static string Last(string folder, string table, string field)
    {
        var lines = File.ReadAllLines(FileOf(folder, table));
        return lines[^1].Split(',')[Array.IndexOf(lines[0].TrimStart('\uFEFF').Split(','), field)];
    }

    /// <summary>Takes every row of a household out of the tables.</summary>
    private static string Strike(string folder, string household)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "权属数据"), "*.csv"))
        {
            var lines = File.ReadAllLines(file);
            File.WriteAllLines(file, lines.Where((line, at) => at == 0 || !line.Contains(household, StringComparison.Ordinal)), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        }

        return household;
    }
}
