using System.Diagnostics;
using Npgsql;
using RuralRights.Registry;

namespace RuralRights.Web.Tests.Ops;

/// <summary>A PostgreSQL that belongs to one test, which may cut its power or fill its disk; see <c>cluster.sh</c>.</summary>
internal sealed class BreakableCluster : IAsyncDisposable
{
    private readonly Process _script;
    private readonly string _folder;
    private readonly string _socket;

    private BreakableCluster(Process script, string folder, string socket) => (_script, _folder, _socket) = (script, folder, socket);

    /// <summary>The server, as the master database of a register names it.</summary>
    public string Server => $"Host={_socket}";

    /// <summary>The owner's connection.</summary>
    public string Owner => $"Host={_socket};Username=rr_owner;Database=ruralrights";

    /// <summary>The connection of the application's role.</summary>
    public string App => $"Host={_socket};Username={RegisterOptions.AppRole};Database=ruralrights";

    /// <summary>What the server keeps and what it says.</summary>
    public string Folder => Path.Combine(_folder, "cluster");

    /// <summary>The small disk, as a path that leads into the script's own view of the file system.</summary>
    public string SmallDisk => $"/proc/{_script.Id}/root{_folder}/small";

    /// <summary>Makes and starts a cluster.</summary>
    /// <param name="placed">What lies on a small disk of its own: data, wal, state; null for nothing.</param>
    /// <param name="size">Size of that disk.</param>
    public static async Task<BreakableCluster> Make(string? placed = null, string size = "")
    {
        var folder = Directory.CreateTempSubdirectory("rr-cluster.").FullName;
        // The server runs as another user than root.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)Convert.ToInt32("711", 8));
        string[] where = placed is null ? [] : [placed, size];
        var script = Process.Start(new ProcessStartInfo(Path.Combine(Script.Root, "tests/RuralRights.Web.Tests/Ops/cluster.sh"), [folder, .. where])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var socket = await script.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(3))
            ?? throw new InvalidOperationException("The cluster of this test did not start; what it said stands above.");
        return new(script, folder, socket);
    }

    /// <summary>Leaves no room on the small disk.</summary>
    public Task Fill() => Say("fill");

    /// <summary>Makes room again.</summary>
    public Task Free() => Say("free");

    /// <summary>Cuts the power.</summary>
    public Task Cut() => Say("cut");

    /// <summary>Lets the server hang: it takes connections and says nothing.</summary>
    public Task Freeze() => Say("freeze");

    /// <summary>Lets it go on.</summary>
    public Task Thaw() => Say("thaw");

    /// <summary>Starts the server unless it runs.</summary>
    public Task Start() => Say("start");

    /// <summary>Answers one question about the register of a county.</summary>
    public async Task<T> Ask<T>(string county, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Owner) { Database = $"rr_{county}", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Waits until a question is answered by yes; false when it did not come to that. A database that is not there yet says no.</summary>
    public async Task<bool> Becomes(string county, string sql, Func<bool> still)
    {
        for (var patience = Stopwatch.StartNew(); still() && patience.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(15))
        {
            try
            {
                if (await Ask<bool>(county, sql)) return true;
            }
            catch (NpgsqlException)
            {
                // It is being made, or recovers.
            }
        }

        return false;
    }

    /// <summary>
    /// Lets nobody enter further households once there are so many: whoever tries waits in the middle of a transaction, until this
    /// is disposed of, and is thrown out then.
    /// </summary>
    public async Task<HeldUp> HoldAt(string county, int households)
    {
        var gate = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Owner) { Database = $"rr_{county}", Pooling = false }.ConnectionString);
        await gate.OpenAsync();
        await Run(gate, $"""
            select pg_advisory_lock({HeldUp.Gate});
            create function public.hold_up() returns trigger language plpgsql as
            $$ begin if (select count(*) from register.household) > {households} then perform pg_advisory_xact_lock({HeldUp.Gate}); end if; return null; end $$;
            create trigger hold_up after insert on register.household for each statement execute function public.hold_up();
            """);
        return new(this, county, gate);
    }

    internal static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Removes every database of the register.</summary>
    public async Task Forget()
    {
        await using var owner = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Owner) { Pooling = false }.ConnectionString);
        await owner.OpenAsync();
        await using var names = new NpgsqlCommand("select coalesce(array_agg(datname::text), '{}') from pg_database where datname like 'rr\\_%'", owner);
        foreach (var name in (string[])(await names.ExecuteScalarAsync())!)
        {
            await using var drop = new NpgsqlCommand($"drop database {name} with (force)", owner);
            await drop.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        _script.StandardInput.Close();
        await _script.WaitForExitAsync();
        _script.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Say(string word)
    {
        await _script.StandardInput.WriteLineAsync(word);
        await _script.StandardInput.FlushAsync();
        var answer = await _script.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(3));
        if (answer != word) throw new InvalidOperationException($"The cluster of this test did not {word}; what it said stands above.");
    }
}

/// <summary>An entry that is held up at a number of households.</summary>
internal sealed class HeldUp(BreakableCluster cluster, string county, NpgsqlConnection gate) : IAsyncDisposable
{
    public const int Gate = 990_099;

    private const string Waiting = "from pg_locks where locktype = 'advisory' and classid = 0 and objid = 990099 and not granted";

    /// <summary>Waits until somebody stands at the gate; false when it did not come to that.</summary>
    public Task<bool> Stands(Func<bool> still) => cluster.Becomes(county, $"select exists (select {Waiting})", still);

    public async ValueTask DisposeAsync()
    {
        // The connection that keeps the gate may have died with the cluster.
        await using (var other = new NpgsqlConnection(gate.ConnectionString))
        {
            await other.OpenAsync();
            await BreakableCluster.Run(other, $"select pg_terminate_backend(pid, 30000) {Waiting}; drop trigger hold_up on register.household; drop function public.hold_up()");
        }

        await gate.DisposeAsync();
    }
}
