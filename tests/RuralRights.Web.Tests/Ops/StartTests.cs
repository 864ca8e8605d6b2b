using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Npgsql;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests.Ops;

/// <summary><c>src/start</c> on this machine: what it starts, what it refuses, and what it leaves behind.</summary>
[SupportedOSPlatform("linux")]
public sealed class StartTests : IDisposable
{
    /// <summary>Short, because a socket lies in it; open to walk through, because the server runs as another user than root.</summary>
    private readonly string _state = Directory.CreateTempSubdirectory("rr-start.").FullName;
    private readonly int _port = Script.FreePort();

    public StartTests() => File.SetUnixFileMode(_state, (UnixFileMode)Convert.ToInt32("711", 8));

    [Fact]
    public async Task Help_lists_every_exit_code()
    {
        var help = await Script.RunAsync("src/start", ["--help"]);

        help.Code.ShouldBe(0);
        for (var code = 2; code <= 13; code++)
            help.Output.ShouldContain($"\n  {code} ");
    }

    [Fact]
    public async Task An_argument_it_does_not_know_is_bad_use()
    {
        var said = await Script.RunAsync("src/start", ["--port", "80"]);

        said.Code.ShouldBe(2);
        said.Error.ShouldContain("src/start");
    }

    [Fact]
    public async Task A_port_in_use_is_said_before_anything_is_started()
    {
        using var other = new TcpListener(IPAddress.Loopback, _port);
        other.Start();

        var said = await Script.RunAsync("src/start", [], Environment());

        said.Code.ShouldBe(4);
        said.Error.ShouldContain($"端口 {_port} 已被占用");
        said.Error.ShouldContain($"Port {_port} is in use");
        Directory.Exists(Path.Combine(_state, "postgres")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_old_server_is_named_with_its_version()
    {
        var said = await Script.RunAsync("src/start", [], Environment(("RR_PG_BIN", FakeServer(version: "12.22"))));

        said.Code.ShouldBe(5);
        said.Error.ShouldContain("PostgreSQL 12 太旧");
        said.Error.ShouldContain("PostgreSQL 12 in");
    }

    [Fact]
    public async Task A_server_without_PostGIS_is_told_what_to_install()
    {
        var said = await Script.RunAsync("src/start", [], Environment(("RR_PG_BIN", FakeServer(version: "99.1"))));

        said.Code.ShouldBe(6);
        said.Error.ShouldContain("postgresql-99-postgis-3");
    }

    [Fact]
    public async Task An_address_that_is_none_is_bad_use()
    {
        var said = await Script.RunAsync("src/start", [], Environment(("RR_URL", "localhost")));

        said.Code.ShouldBe(2);
        said.Error.ShouldContain("RR_URL");
    }

    [Fact]
    public async Task A_named_server_that_does_not_answer_is_told_and_nothing_is_started()
    {
        var said = await Script.RunAsync("src/start", [], Environment(("RR_DB", "Host=/nowhere/at/all;Username=rr_owner;Database=postgres")));

        said.Code.ShouldBe(10);
        said.Error.ShouldContain("/nowhere/at/all");
        Directory.Exists(Path.Combine(_state, "postgres")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_role_without_the_rights_is_told_which_script_gives_them()
    {
        await using var cluster = await BreakableCluster.Make();
        await AsSuperuser("drop role rr_app", "create role visitor login");
        var visitor = $"{cluster.Server};Username=visitor;Database=postgres";

        var said = await Script.RunAsync("src/start", [], Environment(("RR_DB", visitor)));
        said.Code.ShouldBe(12, said.Error);
        said.Error.ShouldContain("角色 visitor 无权建立应用角色 rr_app");
        said.Error.ShouldContain("visitor at");
        said.Error.ShouldContain("psql -d postgres -f src/roles.sql");

        await AsSuperuser("create role rr_app login");
        await Lacks("put on the application's role rr_app");
        await AsSuperuser("grant rr_app to visitor");
        await Lacks("make the database rr_master");
        await AsSuperuser("alter role visitor createdb", "create database rr_620123 owner visitor template template0");
        await Lacks("add the extension postgis to rr_620123");

        async Task Lacks(string what)
        {
            var refused = await Script.RunAsync("src/rr", ["migrate", "--county", "620123"], Environment(("RR_DB", visitor)));
            refused.Code.ShouldBe(2, refused.Error);
            refused.Error.ShouldContain($"may not {what}. Have a superuser");
        }

        async Task AsSuperuser(params string[] statements)
        {
            await using var superuser = new NpgsqlConnection($"{cluster.Server};Username=postgres;Database=postgres;Pooling=false");
            await superuser.OpenAsync(TestContext.Current.CancellationToken);
            foreach (var statement in statements) await BreakableCluster.Run(superuser, statement);
        }
    }

    [Fact]
    public async Task A_disk_without_room_is_said_before_anything_is_started()
    {
        // A small disk that only this script sees; anybody but root becomes root in a world of his own for that.
        string[] ownDisk = System.Environment.IsPrivilegedProcess ? ["--mount"] : ["--user", "--map-root-user", "--mount"];

        var said = await Script.RunAsync(
            "/usr/bin/unshare", [.. ownDisk, "sh", "-c", "mount -t tmpfs -o size=8m tmpfs \"$RR_STATE\" && exec \"$0\"", Path.Combine(Script.Root, "src/start")], Environment());

        said.Code.ShouldBe(7, said.Error);
        said.Error.ShouldContain($"磁盘空间不足：{_state} 所在磁盘只剩 8 MB，至少需要 500 MB");
        said.Error.ShouldContain($"Not enough disk: {_state} has 8 MB left");
        Directory.EnumerateFileSystemEntries(_state).ShouldBeEmpty();
    }

    [Fact]
    public async Task Packages_that_are_missing_and_may_not_be_installed_are_told_in_one_line_to_run()
    {
        // Nobody in a world of his own may install anything, and in an empty administration of packages all are missing.
        var said = await Script.RunAsync(
            "/usr/bin/unshare", ["--user", Path.Combine(Script.Root, "src/start")], Environment(("DPKG_ADMINDIR", Directory.CreateDirectory(Path.Combine(_state, "dpkg")).FullName)));

        said.Code.ShouldBe(3, said.Error);
        said.Error.ShouldContain("缺少软件包，请以管理员身份执行下面一行后重试");
        said.Error.ShouldContain("\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends postgresql postgresql-postgis fonts-noto-cjk\n");
    }

    [Fact]
    public async Task A_Node_that_is_too_old_is_named_with_its_version()
    {
        var bin = Directory.CreateDirectory(Path.Combine(_state, "node")).FullName;
        foreach (var program in new[] { "node", "npm" }) Program(Path.Combine(bin, program), "echo v12.22.9");

        var said = await Script.RunAsync("src/start", [], Environment(("PATH", $"{bin}:{System.Environment.GetEnvironmentVariable("PATH")}")));

        said.Code.ShouldBe(13, said.Error);
        said.Error.ShouldContain("Node.js 12 太旧");
        said.Error.ShouldContain($"Node.js 12 at {bin}/node is too old");
    }

    [Fact]
    public async Task It_serves_takes_down_what_it_started_and_finds_its_cluster_again()
    {
        string born;
        using (var first = Script.Start("src/start", [], Environment()))
        {
            (await first.AnswersAsync(Url("/health"))).ShouldBeTrue();
            born = Identity();
            Processes().ShouldNotBeEmpty();

            var second = await Script.RunAsync("src/start", [], Environment(("RR_URL", $"http://localhost:{Script.FreePort()}")));
            second.Code.ShouldBe(8);
            second.Error.ShouldContain(_state);

            (await first.InterruptAsync()).Code.ShouldBe(0);
        }

        Processes().ShouldBeEmpty();

        using var again = Script.Start("src/start", [], Environment());
        (await again.AnswersAsync(Url("/health"))).ShouldBeTrue();
        Identity().ShouldBe(born);
        (await again.InterruptAsync()).Code.ShouldBe(0);
        Processes().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_start_brings_the_sample_county_and_the_next_serves_what_it_brought_and_brings_nothing()
    {
        var (brought, facts) = await Served();
        brought.ShouldContain("Imported 123 households and 697 parcels.");

        var (again, same) = await Served();
        again.ShouldNotContain("Imported");
        again.ShouldNotContain("First start");
        same.ShouldBe(facts);
        Processes().ShouldBeEmpty();

        async Task<(string Said, string Facts)> Served()
        {
            using var running = Script.Start("src/start", [], Environment(("RR_SAMPLE", Path.Combine(Script.Root, "gis-samples", "620123榆中县"))));
            (await running.AnswersAsync(Url("/health"))).ShouldBeTrue();
            await running.SaysAsync($"http://localhost:{_port}/sign-in");
            (await running.AnswersAsync(Url("/sign-in"))).ShouldBeTrue();
            var facts = await Facts();
            var said = await running.InterruptAsync();
            said.Code.ShouldBe(0);
            return (said.Error, facts);
        }
    }

    [Fact]
    public async Task What_a_killed_start_left_behind_does_not_stop_the_next()
    {
        string? left;
        using (var killed = Script.Start("src/start", [], Environment()))
        {
            (await killed.AnswersAsync(Url("/health"))).ShouldBeTrue();
            left = HostId();
            await killed.KillAsync();
        }

        using var next = Script.Start("src/start", [], Environment());
        // Until it is stopped, the host left behind answers at the same address.
        (await next.AnswersAsync(Url("/health"), () => HostId() is { } host && host != left)).ShouldBeTrue();
        (await next.InterruptAsync()).Code.ShouldBe(0);
        Processes().ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_state, recursive: true);

    private Dictionary<string, string> Environment(params (string Name, string Value)[] more)
    {
        var environment = new Dictionary<string, string>
        {
            ["RR_STATE"] = _state,
            ["RR_URL"] = $"http://localhost:{_port}",
            // The host these tests were built with, so that nothing is built again.
            ["RR_HOST"] = AppContext.BaseDirectory,
            ["RR_SAMPLE"] = "",
        };
        foreach (var (name, value) in more)
            environment[name] = value;
        return environment;
    }

    private string Url(string path) => $"http://localhost:{_port}{path}";

    /// <summary>How many facts the sample county has, and what they are.</summary>
    private async Task<string> Facts()
    {
        var socket = File.ReadLines(Path.Combine(_state, "postgres", "data", "postmaster.pid")).ElementAt(4);
        await using var county = new NpgsqlConnection($"Host={socket};Username=rr_owner;Database=rr_620123;Pooling=false");
        await county.OpenAsync();
        await using var question = new NpgsqlCommand("select count(*) || ' ' || md5(string_agg(seq_id || ' ' || id, ' ' order by seq_id)) from ledger.mt_events", county);
        return (string)(await question.ExecuteScalarAsync())!;
    }

    private string? HostId() => File.Exists(Path.Combine(_state, "host.pid")) ? File.ReadAllText(Path.Combine(_state, "host.pid")) : null;

    /// <summary>PostgreSQL gives each cluster an identity when it is made, at the head of its control file.</summary>
    private string Identity() =>
        Convert.ToHexString(File.ReadAllBytes(Path.Combine(_state, "postgres", "data", "global", "pg_control")).AsSpan(0, 8));

    /// <summary>Processes that work in the state folder or were given it.</summary>
    private List<string> Processes()
    {
        var found = new List<string>();
        foreach (var process in Directory.GetDirectories("/proc").Where(path => char.IsAsciiDigit(path[^1])))
        {
            try
            {
                if (new FileInfo(process + "/cwd").LinkTarget?.StartsWith(_state, StringComparison.Ordinal) == true
                    || File.ReadAllText(process + "/environ").Contains(_state, StringComparison.Ordinal))
                    found.Add(File.ReadAllText(process + "/cmdline").Replace('\0', ' '));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It ended while we looked, or it is somebody else's.
            }
        }

        return found;
    }

    private string FakeServer(string version)
    {
        var bin = Directory.CreateDirectory(Path.Combine(_state, "bin")).FullName;
        foreach (var program in new[] { "postgres", "initdb", "pg_config" })
        {
            Program(Path.Combine(bin, program), program == "pg_config" ? "echo /nowhere" : $"echo 'postgres (PostgreSQL) {version}'");
        }

        return bin;
    }

    private static void Program(string path, string line)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{line}\n");
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("755", 8));
    }
}
