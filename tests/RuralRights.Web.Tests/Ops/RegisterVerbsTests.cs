using System.Runtime.Versioning;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests.Ops;

/// <summary>The verbs that work on a register, each as a process of its own, the way <c>src/rr</c> runs them.</summary>
[SupportedOSPlatform("linux")]
public sealed class RegisterVerbsTests : IAsyncDisposable
{
    private const string County = "620122";

    /// <summary>Every key that the master key wraps.</summary>
    private const string Keys = """
        select master_key from vault.secret union all select master_key from vault.person union all select master_key from vault.person_draft
        union all select master_key from vault.person_before union all select master_key from vault.texts union all select master_key from vault.document
        union all select master_key from intake.delivery where wrapped is not null
        """;

    private static readonly string _small = Path.Combine(Script.Root, "gis-samples", "620122皋兰县.zip");
    private static readonly Actor _clerk = new Actor.Clerk(new("00000000-0000-7000-8000-000000000007"), County);
    private static int _made;

    /// <summary>A register of its own for every test: a master key opens one register only.</summary>
    private readonly string _prefix = $"rrv{Environment.ProcessId}_{Interlocked.Increment(ref _made)}_";

    private readonly string _state = Directory.CreateTempSubdirectory("rr-verbs.").FullName;

    [Fact]
    public async Task Databases_are_made_once()
    {
        (await Run("migrate", "--county", "620199")).Code.ShouldBe(0);

        using var again = JsonDocument.Parse((await Run("migrate", "--json")).Output);
        again.RootElement.GetProperty("counties").EnumerateArray().Select(county => county.GetString()).ShouldContain("620199");
    }

    [Fact]
    public async Task What_was_kept_before_the_master_key_was_renewed_opens_with_the_new_one()
    {
        (await Run("import", _small)).Code.ShouldBe(0);
        var (sheet, sha256, package) = (Sheet.Pdf("户口簿"), "", "");
        var subjects = (await Ask<string[]>("select array_agg(subject) from vault.texts where subject like 'parcel/%'")).ShouldNotBeNull();
        IReadOnlyDictionary<string, SealedTexts> texts = new Dictionary<string, SealedTexts>();
        await Inside(async register =>
        {
            sha256 = (await register.GetRequiredService<Documents>().HandIn(County, new MemoryStream(sheet), _clerk, DocumentLimits.Default, Cancel)).Document.ShouldNotBeNull().Sha256;
            await using var zip = File.OpenRead(_small);
            package = (await register.GetRequiredService<Deliveries>().HandIn(County, zip, "clerk", Cancel)).Sha256;
            texts = await register.GetRequiredService<Vault>().OpenTexts(County, subjects, "clerk", "核对", Cancel);
        });
        texts.Count.ShouldBe(subjects.Length);
        texts.Values.ShouldContain(one => one.East != null);
        var keys = await Ask<long>("select count(*) from (" + Keys + ") k");
        var before = await File.ReadAllTextAsync(Path.Combine(_state, "master.key"), Cancel);

        using var rotated = JsonDocument.Parse((await Run("rotate-key", "--json")).Output);

        rotated.RootElement.GetProperty("keys_wrapped").GetInt64().ShouldBe(keys);
        (await Ask<long>("select count(*) from (" + Keys + ") k where master_key = 2")).ShouldBe(keys);
        (await File.ReadAllTextAsync(Path.Combine(_state, "master.key"), Cancel)).ShouldNotBe(before);
        await Inside(async register =>
        {
            await using var seen = (await register.GetRequiredService<Documents>().View(County, sha256, _clerk, "核对", Cancel)).ShouldNotBeNull().Content;
            using var content = new MemoryStream();
            await seen.CopyToAsync(content, Cancel);
            content.ToArray().ShouldBe(sheet);
            var now = await register.GetRequiredService<Vault>().OpenTexts(County, subjects, "clerk", "核对", Cancel);
            foreach (var (subject, one) in texts) now[subject].ShouldBe(one);

            var deliveries = register.GetRequiredService<Deliveries>();
            await deliveries.Process(County, package, enter: true, Cancel);
            (await deliveries.Find(County, package, Cancel)).ShouldNotBeNull().StoodAlready.ShouldBeTrue();
        });
    }

    [Fact]
    public async Task Through_the_script_all_of_standard_output_is_one_JSON_object_whatever_comes_of_it()
    {
        var none = Path.Combine(_state, "none.pdf");
        (await Answer(0, "import", _small)).GetProperty("entered").GetInt64().ShouldBe(20);
        (await Answer(0, "rebuild", "--county", County)).GetProperty("different").GetArrayLength().ShouldBe(0);
        (await Answer(0, "migrate")).GetProperty("counties").GetArrayLength().ShouldBe(1);

        IsTrouble(await Answer(1, "certificate", "620122100200019999J"), "refused", "620122100200019999J 没有现行权证");
        IsTrouble(await Answer(2, "rebuild", "--county", "620199"), "failed", "rr migrate --county 620199");
        IsTrouble(await Answer(2, "verify", none), "failed", none);
        IsTrouble(await Answer(2, "import", _state), "failed", "不是汇交成果", "package-is-no-delivery");
        IsTrouble(await Answer(2, "extract", "12345"), "failed", "rr extract --help");
        IsTrouble(await AnswerWith(2, [new("RR_DB", "Host=/nowhere;Username=rr_owner")], "migrate"), "outage", "/nowhere", outage: "database-away");
        // The script itself, which can keep nothing there.
        IsTrouble(await AnswerWith(2, [new("RR_STATE", "/proc/none")], "migrate"), "failed", "/proc/none");

        static void IsTrouble(JsonElement said, string state, string sentence, string? rule = null, string? outage = null)
        {
            said.EnumerateObject().Select(one => one.Name).ShouldBe(["state", "rule", "outage", "zh", "en"]);
            (said.GetProperty("state").GetString(), said.GetProperty("rule").GetString(), said.GetProperty("outage").GetString()).ShouldBe((state, rule, outage));
            said.GetProperty("zh").GetString().ShouldNotBeNull().ShouldContain(sentence);
            said.GetProperty("en").GetString().ShouldNotBeNullOrWhiteSpace();
        }

        Task<JsonElement> Answer(int code, params string[] arguments) => AnswerWith(code, [], arguments);

        async Task<JsonElement> AnswerWith(int code, KeyValuePair<string, string>[] more, params string[] arguments)
        {
            var said = await Script.RunAsync("src/rr", [.. arguments, "--json"], Given([new("RR_HOST", AppContext.BaseDirectory), .. more]));
            said.Code.ShouldBe(code, said.Error);
            using var whole = JsonDocument.Parse(said.Output);
            return whole.RootElement.Clone();
        }
    }

    [Fact]
    public async Task The_master_key_of_another_register_is_told_so_and_changes_nothing()
    {
        (await Run("import", Path.Combine(Script.Root, "gis-samples", "620122皋兰县.zip"))).Code.ShouldBe(0);
        var other = Path.Combine(_state, "other");

        var said = await Run([new("RR_STATE", other)], "rotate-key");

        said.Code.ShouldBe(2);
        said.Error.ShouldContain("RR_STATE");
        (await Run("rotate-key")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task A_delivery_that_is_held_as_a_whole_is_not_said_to_stand_in_the_register()
    {
        var folder = Path.Combine(_state, "held");
        await System.IO.Compression.ZipFile.ExtractToDirectoryAsync(Path.Combine(Script.Root, "gis-samples", "620122皋兰县.zip"), folder, TestContext.Current.CancellationToken);
        var delivery = Path.Combine(folder, "20161231皋兰县");
        Directory.Move(Path.Combine(folder, "620122皋兰县"), delivery);
        foreach (var system in Directory.GetFiles(Path.Combine(delivery, "矢量数据"), "DK*.prj")) File.Delete(system);

        var said = await Run("import", delivery);
        var again = await Run("import", delivery, "--json");

        said.Code.ShouldBe(1, said.Error);
        said.Output.ShouldNotContain("Nothing changed");
        said.Output.ShouldContain("held back 20");
        using var summary = JsonDocument.Parse(again.Output);
        summary.RootElement.GetProperty("county").GetString().ShouldBe("620122");
        summary.RootElement.GetProperty("held").GetInt64().ShouldBe(20);
    }

    [Fact]
    public async Task A_delivery_goes_in_once_is_found_as_of_a_day_is_certified_and_survives_a_rebuild()
    {
        var delivery = Path.Combine(Script.Root, "gis-samples", "620122皋兰县.zip");

        using var first = JsonDocument.Parse((await Run("import", delivery, "--json")).Output);
        first.RootElement.GetProperty("entered").GetInt64().ShouldBe(20);
        first.RootElement.GetProperty("errors").GetInt64().ShouldBe(0);

        var again = await Run("import", delivery);
        again.Code.ShouldBe(0, again.Error);
        again.Output.ShouldContain("Nothing changed");

        var right = "620122100200010001J";
        using var extract = JsonDocument.Parse((await Run("extract", right, "--on", "2020-01-01", "--json")).Output);
        extract.RootElement.GetProperty("rights")[0].GetProperty("code").GetString().ShouldBe(right);
        extract.RootElement.GetProperty("rights")[0].GetProperty("parcels").GetArrayLength().ShouldBeGreaterThan(0);
        (await Run("extract", right, "--on", "1990-01-01")).Code.ShouldBe(1);
        (await Run("extract", right, "--recorded-by", "2001-01-01T00:00:00+08:00")).Code.ShouldBe(1);

        var paper = Path.Combine(_state, "paper.pdf");
        var printed = await Run("certificate", right, "--out", paper);
        printed.Code.ShouldBe(0, printed.Error);
        var genuine = await Run("verify", paper);
        genuine.Code.ShouldBe(0, genuine.Error);
        genuine.Output.ShouldContain("It is current.");

        var bytes = await File.ReadAllBytesAsync(paper, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(paper, bytes, TestContext.Current.CancellationToken);
        using var forged = JsonDocument.Parse((await Run("verify", paper, "--json")).Output);
        forged.RootElement.GetProperty("verdict").GetString().ShouldBe("altered");
        forged.RootElement.GetProperty("status").ValueKind.ShouldBe(JsonValueKind.Null);

        var archive = Path.Combine(_state, "archive.zip");
        var exported = await Run("archive", "--household", right[..18], "--out", archive, "--purpose", "移交档案馆");
        exported.Code.ShouldBe(0, exported.Error);
        using var whole = JsonDocument.Parse((await Run("verify-archive", archive, "--keys", Path.Combine(_state, "signing"), "--json")).Output);
        whole.RootElement.GetProperty("whole").GetBoolean().ShouldBeTrue();
        whole.RootElement.GetProperty("signature").GetString().ShouldBe("genuine");
        using (var zip = System.IO.Compression.ZipFile.Open(archive, System.IO.Compression.ZipArchiveMode.Update)) zip.CreateEntry("added.txt");
        (await Run("verify-archive", archive)).Code.ShouldBe(1);
        (await Run("archive", "--case", "62012220160101999999", "--out", archive, "--purpose", "x")).Code.ShouldBe(1);
        (await Run("check-documents", "--county", "620122")).Code.ShouldBe(0);

        var rebuilt = await Run("rebuild", "--county", "620122", "--json");
        rebuilt.Code.ShouldBe(0, rebuilt.Error);
        using var tables = JsonDocument.Parse(rebuilt.Output);
        tables.RootElement.GetProperty("different").GetArrayLength().ShouldBe(0);
        tables.RootElement.GetProperty("facts").GetInt64().ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task What_cannot_be_read_leaves_no_trace()
    {
        var none = await Run("import", _state, "--json");
        none.Code.ShouldBe(2);
        using (var said = JsonDocument.Parse(none.Output))
            (said.RootElement.GetProperty("state").GetString(), said.RootElement.GetProperty("rule").GetString()).ShouldBe(("failed", "package-is-no-delivery"));
        (await Run("import", Path.Combine(_state, "none.zip"))).Code.ShouldBe(2);
        (await Run("extract", "12345")).Code.ShouldBe(2);
        (await Run("certificate", "12345")).Code.ShouldBe(2);
        (await Run("verify", Path.Combine(_state, "none.pdf"))).Code.ShouldBe(2);
        (await Run("verify-archive", Path.Combine(_state, "none.zip"))).Code.ShouldBe(2);
        (await Run("archive", "--household", "12345", "--out", "x.zip", "--purpose", "x")).Code.ShouldBe(2);
        (await Run("archive", "--household", "620122100200010001", "--out", "x.zip", "--purpose", " ")).Code.ShouldBe(2);
    }

    [Theory]
    [InlineData("import")]
    [InlineData("inspect")]
    public async Task A_zip_of_too_many_files_is_told_what_raises_their_number(string verb)
    {
        var delivery = Path.Combine(Script.Root, "gis-samples", "620122皋兰县.zip");

        var said = await Run([new("RR_ZIP_FILES", "3")], verb, delivery);

        said.Code.ShouldBe(2, said.Error);
        said.Error.ShouldContain("压缩包内文件超过 3 个");
        said.Error.ShouldContain("调高环境变量 RR_ZIP_FILES");
        said.Error.ShouldContain("src/rr import");
    }

    [Fact]
    public async Task A_key_from_the_environment_needs_its_successor_there()
    {
        var key = Convert.ToBase64String(new byte[32]);
        await Run("migrate");

        var said = await Run([new("RR_MASTER_KEY", key)], "rotate-key");

        said.Code.ShouldBe(2);
        said.Error.ShouldContain("RR_MASTER_KEY");
    }

    [Fact]
    public async Task Without_a_database_it_is_said_which_variable_is_missing()
    {
        var said = await Run([new("RR_DB", "")], "migrate");

        said.Code.ShouldBe(2);
        said.Error.ShouldContain("RR_DB");
    }

    [Fact]
    public async Task Through_the_script_a_verb_of_the_register_finds_the_private_one()
    {
        // The server runs as another user than root.
        File.SetUnixFileMode(_state, (UnixFileMode)Convert.ToInt32("711", 8));
        var environment = new Dictionary<string, string> { ["RR_STATE"] = _state, ["RR_HOST"] = AppContext.BaseDirectory };
        foreach (var arguments in new string[][] { ["check-documents"], ["archive", "--household", "620123202213010001", "--out", Path.Combine(_state, "x.zip"), "--purpose", "核对"] })
        {
            var said = await Script.RunAsync("src/rr", arguments, environment);

            said.Code.ShouldBe(2, said.Error);
            said.Error.ShouldContain("rr migrate");
        }
    }

    [Fact]
    public async Task A_county_code_has_six_digits()
    {
        var said = await Run("migrate", "--county", "62012");

        said.Code.ShouldBe(2);
        said.Error.ShouldContain("62012");
    }

    [Fact]
    public async Task Another_server_is_named_by_host_and_port_and_without_a_password()
    {
        var said = await Run("migrate", "--county", "620199", "--server", "Host=db2;Password=secret");

        said.Code.ShouldBe(2);
        said.Error.ShouldContain("RR_DB_APP");
        said.Error.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_county_that_nobody_added_is_told_so()
    {
        (await Run("migrate")).Code.ShouldBe(0);

        var said = await Run("rebuild", "--county", "620199");

        said.Code.ShouldBe(2, said.Error);
        said.Error.ShouldContain("这里没有县620199");
        said.Error.ShouldContain("rr migrate --county 620199");
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_state, recursive: true);
        await using var owner = new NpgsqlConnection(Server);
        await owner.OpenAsync(CancellationToken.None);
        foreach (var name in new[] { "master", "620199", "620122" })
        {
            await using var drop = new NpgsqlCommand($"drop database if exists {_prefix}{name} with (force)", owner);
            await drop.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Server => Environment.GetEnvironmentVariable("RR_TEST_DB")
        ?? throw new InvalidOperationException("RR_TEST_DB is not set: run tests/run, which starts a PostgreSQL.");

    /// <summary>The register of these verbs inside this process, started anew: with the master key as it lies in the state folder.</summary>
    private async Task Inside(Func<IServiceProvider, Task> work)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["RR_COUNTY"] = County;
        await using var site = Site.Build(builder, new RegisterOptions
        {
            OwnerConnection = Server,
            AppConnection = new NpgsqlConnectionStringBuilder(Server) { Username = RegisterOptions.AppRole, Password = null }.ConnectionString,
            StateFolder = _state,
            DatabasePrefix = _prefix,
            BackgroundWork = false,
        });
        await site.StartAsync(Cancel);
        await work(site.Services);
        await site.StopAsync(Cancel);
    }

    private async Task<T> Ask<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Database = _prefix + County, Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private Task<Said> Run(params string[] arguments) => Run([], arguments);

    private Task<Said> Run(KeyValuePair<string, string>[] more, params string[] arguments) =>
        Script.RunAsync("/usr/bin/env", ["dotnet", Path.Combine(AppContext.BaseDirectory, "RuralRights.Web.dll"), .. arguments], Given(more));

    private Dictionary<string, string> Given(KeyValuePair<string, string>[] more)
    {
        var environment = new Dictionary<string, string> { ["RR_DB"] = Server, ["RR_DB_PREFIX"] = _prefix, ["RR_STATE"] = _state };
        foreach (var (name, value) in more) environment[name] = value;
        return environment;
    }
}
