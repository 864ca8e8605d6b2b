using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tests.Households;

public sealed class VaultTests(TestRegister register)
{
    // Computed for these tests; the sequence 990 and above is not given to people of this village.
    private static readonly Person Wang = new("王守禄", Person.ResidentCard, "62012319650412997X", "1", new(1965, 4, 12), "19900001234", "榆中县小康营乡", null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Vault Vault => register.Host.Services.GetRequiredService<Vault>();

    [Fact]
    public async Task A_person_is_kept_once_whatever_way_the_number_is_written()
    {
        var ids = await Vault.Keep(TestRegister.County, [Wang with { IdNumber = "620123196504129910" }, Wang with { IdNumber = "６２０１２３１９６５０４１２９９１０" }], Cancel);
        var again = await Vault.Keep(TestRegister.County, [Wang with { IdNumber = "620123196504129910 ", Phone = "19900009999" }], Cancel);

        ids[0].ShouldBe(ids[1]);
        again[0].ShouldBe(ids[0]);
        (await Vault.Find(TestRegister.County, Person.ResidentCard, "620123196504129910", Cancel)).ShouldBe(ids[0]);
    }

    [Fact]
    public async Task People_without_a_number_are_never_taken_for_each_other()
    {
        var ids = await Vault.Keep(TestRegister.County, [Wang with { IdNumber = null }, Wang with { IdNumber = null }], Cancel);

        ids[0].ShouldNotBe(ids[1]);
    }

    [Fact]
    public async Task Everyone_sees_a_person_masked()
    {
        var id = (await Vault.Keep(TestRegister.County, [Wang with { IdNumber = "620123199003070036" }], Cancel))[0];

        var masked = (await Vault.Masked(TestRegister.County, [id], Cancel))[id];

        masked.Name.ShouldBe("王**");
        masked.Phone.ShouldBe("199****1234");
        masked.IdNumber.ShouldNotBeNull().ShouldNotContain("19900307");
    }

    [Theory]
    [InlineData("王芳", "王*")]
    [InlineData("欧阳守禄", "欧阳**")]
    [InlineData("欧阳", "欧*")]
    [InlineData("𠮷田", "𠮷*")]
    [InlineData("王", "*")]
    public void A_masked_name_shows_the_surname(string name, string masked) => MaskedPerson.MaskName(name).ShouldBe(masked);

    [Fact]
    public async Task A_full_view_is_logged_with_its_purpose_and_refused_without_one()
    {
        var id = (await Vault.Keep(TestRegister.County, [Wang with { IdNumber = "620123196504129938" }], Cancel))[0];

        var seen = await Vault.Open(TestRegister.County, [id], "official/7", "打印权证", Cancel);
        await Should.ThrowAsync<ArgumentException>(() => Vault.Open(TestRegister.County, [id], "official/7", " ", Cancel));

        seen[id].ShouldBe(Wang with { IdNumber = "620123196504129938" });
        (await register.Ask<string[]>("select array_agg(viewer || ' ' || purpose) from vault.view_log where subject = $1", $"person/{id}")).ShouldBe(["official/7 打印权证"]);
    }

    [Theory]
    [InlineData("守禄")]
    [InlineData("曾守")]
    [InlineData("曾守禄")]
    [InlineData("zengshoulu")]
    [InlineData("ZengShou")]
    [InlineData("shoulu")]
    [InlineData("zsl")]
    [InlineData("sl")]
    public async Task A_name_is_found_by_two_characters_pinyin_or_initials(string searched)
    {
        var village = await Village.Found(register, 1);
        var id = (await Vault.Keep(TestRegister.County, [Wang with { Name = "曾守禄", IdNumber = $"军字第{village.Collective}{searched}号", IdType = "2" }], Cancel))[0];

        await village.Enter(new StreamFact(
            Streams.Household(village.Household(2)),
            new HouseholdRegistered(village.Household(2), village.Collective, ContractorKind.Household, id, [new(id, "02", true, null)], Village.Paper)));

        var found = await Vault.Search(TestRegister.County, searched, 500, 0, 500, Cancel);

        found.People.Single(one => one.Person.Id == id).Household.ShouldBe(village.Household(2));
        found.People.ShouldAllBe(one => !one.Person.Name.Contains('禄', StringComparison.Ordinal));
        found.Total.ShouldBe(found.People.Count);
        found.More.ShouldBeFalse();
    }

    [Fact]
    public async Task A_common_name_is_shown_page_by_page_and_no_further_than_asked_for()
    {
        // Kept across the end of the first index of names.
        const int many = 48, early = 20;
        var village = await Village.Found(register, 0);
        await register.AsOwner($"select setval(pg_get_serial_sequence('vault.person', 'nth'), (select max(nth) from generate_series(1, 100000) as nth where vault.is_early(nth)) - {early})");
        var ids = await Vault.Keep(TestRegister.County, [.. Enumerable.Range(1, many).Select(at => Wang with { Name = "鄢守禄", IdNumber = $"军字第{village.Collective}{at}号", IdType = "2" })], Cancel);
        await village.Enter([.. ids.Select((id, at) => new StreamFact(
            Streams.Household(village.Household(at + 1)),
            new HouseholdRegistered(village.Household(at + 1), village.Collective, ContractorKind.Household, id, [new(id, "02", true, null)], Village.Paper)))]);

        var all = await Vault.Search(TestRegister.County, "鄢守", many, 0, 100, Cancel);
        all.People.Select(one => one.Household).ShouldBe(Enumerable.Range(1, many).Select(village.Household));
        all.People.ShouldAllBe(one => one.Place == "样例村第一组");
        (all.Total, all.More).ShouldBe((many, false));

        var second = await Vault.Search(TestRegister.County, "鄢守", many, 3, 3, Cancel);
        second.People.Select(one => one.Household).ShouldBe([village.Household(4), village.Household(5), village.Household(6)]);
        (second.Total, second.More).ShouldBe((many, false));

        var cut = await Vault.Search(TestRegister.County, "鄢守", many - 1, 0, 100, Cancel);
        (cut.People.Count, cut.Total, cut.More).ShouldBe((many, many, true));

        (await Vault.Bearing(TestRegister.County, "鄢守", [village.Collective], Cancel)).ShouldBe(all.People.Select(one => one.Household));
        (await Vault.Bearing(TestRegister.County, "鄢守", [(await Village.Found(register, 0)).Collective], Cancel)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("守禄曾")]
    [InlineData("cengshoulu")]
    [InlineData("，。")]
    [InlineData("")]
    public async Task Nothing_is_found_by_what_is_no_run_of_the_name(string searched) =>
        (await Vault.Search(TestRegister.County, searched, 50, 0, 50, Cancel)).People.ShouldBeEmpty();

    [Fact]
    public async Task Texts_that_name_people_are_sealed_under_the_thing_they_describe()
    {
        var subject = $"parcel/{Guid.CreateVersion7()}";
        await Vault.KeepTexts(TestRegister.County, new Dictionary<string, SealedTexts> { [subject] = new(East: "李家坟地", Pointers: "王守禄") }, Cancel);

        var texts = await Vault.OpenTexts(TestRegister.County, [subject], "official/7", "核对四至", Cancel);

        texts[subject].ShouldBe(new(East: "李家坟地", Pointers: "王守禄"));
    }

    [Fact]
    public async Task A_sealed_row_does_not_open_in_the_place_of_another()
    {
        var ids = await Vault.Keep(TestRegister.County, [Wang with { IdNumber = null }, Wang with { IdNumber = null, Name = "李四" }], Cancel);
        await register.AsOwner("update vault.person a set wrapped = b.wrapped, sealed = b.sealed from vault.person b where a.id = $1 and b.id = $2", ids[0], ids[1]);

        await Should.ThrowAsync<System.Security.Cryptography.CryptographicException>(() => Vault.Masked(TestRegister.County, [ids[0]], Cancel));

        await register.AsOwner("delete from vault.person where id = $1", ids[0]);
    }

    [Fact]
    public async Task A_new_master_key_opens_everything_and_the_old_one_nothing()
    {
        // A register of its own: rotation touches every row.
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var vault = own.Host.Services.GetRequiredService<Vault>();
        var id = (await vault.Keep(TestRegister.County, [Wang], Cancel))[0];
        var old = await File.ReadAllTextAsync(Path.Combine(own.Options.StateFolder, "master.key"), Cancel);

        var wrapped = await own.Host.Services.GetRequiredService<RotateMasterKey>().Run(cancel: Cancel);

        wrapped.ShouldBe(4);
        (await vault.Open(TestRegister.County, [id], "official/7", "核对", Cancel))[id].ShouldBe(Wang);
        (await vault.Find(TestRegister.County, Wang.IdType, Wang.IdNumber!, Cancel)).ShouldBe(id);
        var now = await File.ReadAllTextAsync(Path.Combine(own.Options.StateFolder, "master.key"), Cancel);
        now.ShouldContain("2:");
        (await own.Ask<bool>("select bool_and(master_key = 2) from (select master_key from vault.person union all select master_key from vault.secret) as k")).ShouldBeTrue();

        // What a register that runs on had sealed before and kept after can still be opened until the next renewal, which takes it along.
        (await own.Host.Services.GetRequiredService<RotateMasterKey>().Run(cancel: Cancel)).ShouldBe(4);
        var next = await File.ReadAllTextAsync(Path.Combine(own.Options.StateFolder, "master.key"), Cancel);
        next.ShouldContain("3:");
        next.ShouldNotContain(old[2..]);
        (await own.Ask<bool>("select bool_and(master_key = 3) from (select master_key from vault.person union all select master_key from vault.secret) as k")).ShouldBeTrue();
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(Path.Combine(own.Options.StateFolder, "master.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_register_that_runs_on_while_its_key_is_renewed_loses_nobody()
    {
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var running = own.Host.Services.GetRequiredService<Vault>();
        await running.Find(TestRegister.County, Wang.IdType, Wang.IdNumber!, Cancel);

        // Sealed under the old key, and held up on its way into the table until the renewal has looked at every row.
        Task<IReadOnlyList<Guid>> late;
        await using (var gate = await own.Owner())
        {
            await using var transaction = await gate.BeginTransactionAsync(Cancel);
            await using (var shut = new NpgsqlCommand("lock table vault.person in share mode", gate)) await shut.ExecuteNonQueryAsync(Cancel);
            late = running.Keep(TestRegister.County, [Wang], Cancel);
            await TestRegister.Until(
                async () => late.IsCompleted || await own.Ask<bool>("select exists (select from pg_locks where relation = 'vault.person'::regclass and not granted)"), "the late one waits at the table");
            late.IsCompleted.ShouldBeFalse();
            await Elsewhere().Run(cancel: Cancel);
        }

        var meanwhile = (await late)[0];
        (await own.Ask<short>($"select master_key from vault.person where id = '{meanwhile}'")).ShouldBe((short)1);
        var after = (await running.Keep(TestRegister.County, [Wang with { IdNumber = null, Name = "王五" }], Cancel))[0];
        (await running.Masked(TestRegister.County, [meanwhile, after], Cancel)).Count.ShouldBe(2);
        (await own.Ask<short>($"select master_key from vault.person where id = '{after}'")).ShouldBe((short)2);

        // The next renewal brings in who was late, and a register that starts afterwards opens everybody.
        await Elsewhere().Run(cancel: Cancel);
        (await own.Ask<bool>("select bool_and(master_key = 3) from vault.person")).ShouldBeTrue();
        await using var connections = new CountyConnections(own.Options);
        var started = new Vault(connections, MasterKey.Open(own.Options.StateFolder));
        (await started.Masked(TestRegister.County, [meanwhile, after], Cancel)).Count.ShouldBe(2);

        RotateMasterKey Elsewhere() => new(own.Options, MasterKey.Open(own.Options.StateFolder), own.Host.Services.GetRequiredService<Migrator>());
    }

    [Fact]
    public void A_person_says_nothing_when_printed() => $"{Wang}".ShouldBe("Person");
}
