using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.Json;
using RuralRights.Interchange.Deliveries;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Deliveries;

/// <summary>What a hostile database could have the reader do, had it found a way to run a program in it.</summary>
[SupportedOSPlatform("linux")]
public sealed class GuardedReader : IDisposable
{
    /// <summary>CAP_DAC_READ_SEARCH.</summary>
    private const ulong MayReadAnyFile = 1 << 2;

    private const string Hostile = """
        import { openSync, readFileSync, writeFileSync } from "node:fs";
        import { spawnSync } from "node:child_process";
        import { connect } from "node:net";

        const [file, other, written, port] = process.argv.slice(2);
        const tried = async (harm) => {
          try {
            return String(await harm());
          } catch (error) {
            return error.code ?? error.name;
          }
        };
        const reached = () => new Promise((done, failed) => connect(Number(port), "127.0.0.1", () => done("reached")).on("error", failed));
        const kept = [];
        const found = {
          reads: await tried(() => readFileSync(file)),
          readsOther: await tried(() => readFileSync(other)),
          starts: await tried(() => spawnSync("/bin/echo", ["started"]).stdout),
          writes: await tried(() => writeFileSync(written, "x")),
          connects: await tried(reached),
          grows: await tried(() => { while (kept.length < 8) kept.push(new ArrayBuffer(1024 ** 3)); }),
          knows: Object.keys(process.env).join(),
          status: await tried(() => readFileSync("/proc/self/status")),
          opens: await tried(() => { for (;;) openSync(file); }),
        };
        console.log(JSON.stringify(found));
        process.exit();
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("rr-guarded.").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_writes_nothing_reaches_nobody_and_gains_nothing_even_where_Node_has_no_permission_model()
    {
        var found = await Run(GuardedNode.Found.ShouldNotBeNull() with { PermissionFlag = null });

        found["reads"].ShouldBe("delivered");
        found["writes"].ShouldBe("EFBIG");
        new FileInfo(Written).Length.ShouldBe(0);
        found["connects"].ShouldBe("ENETUNREACH");
        found["grows"].ShouldBe("RangeError");
        found["opens"].ShouldBe("EMFILE");
        found["knows"].ShouldBeEmpty();
        Of("NoNewPrivs").ShouldBe("1");
        Convert.ToUInt64(Of("CapEff"), 16).ShouldBe(Environment.IsPrivilegedProcess ? MayReadAnyFile : 0);

        string Of(string line) => found["status"].Split('\n').First(text => text.StartsWith(line + ":", StringComparison.Ordinal)).Split('\t')[1];
    }

    [Fact]
    public async Task It_reads_the_database_alone_and_starts_nothing_where_Node_has_a_permission_model()
    {
        var node = GuardedNode.Found.ShouldNotBeNull();
        var found = await Run(node);

        found["reads"].ShouldBe("delivered");
        var denied = node.PermissionFlag is null ? null : "ERR_ACCESS_DENIED";
        found["readsOther"].ShouldBe(denied ?? "kept");
        found["starts"].ShouldBe(denied ?? "started\n");
        found["writes"].ShouldBe(denied ?? "EFBIG");
    }

    [Fact]
    public async Task It_ends_when_it_has_used_up_its_time_even_if_nobody_stops_it()
    {
        var script = Path.Combine(_folder, "endless.mjs");
        await File.WriteAllTextAsync(script, "for (;;);", TestContext.Current.CancellationToken);

        using var process = Process.Start(GuardedNode.Found.ShouldNotBeNull().Run(script, Path.Combine(_folder, "none"), [], TimeSpan.FromMilliseconds(500)))!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        // 128 and the number of the signal that the system ends it with: SIGKILL or SIGXCPU.
        process.ExitCode.ShouldBeOneOf(137, 152);
    }

    private string Written => Path.Combine(_folder, "written");

    private async Task<Dictionary<string, string>> Run(GuardedNode node)
    {
        var (script, file, other) = (Path.Combine(_folder, "hostile.mjs"), Path.Combine(_folder, "file"), Path.Combine(_folder, "other"));
        await File.WriteAllTextAsync(script, Hostile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, "delivered", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(other, "kept", TestContext.Current.CancellationToken);
        using var network = new TcpListener(IPAddress.Loopback, 0);
        network.Start();
        var port = ((IPEndPoint)network.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        using var process = Process.Start(node.Run(script, file, [other, Written, port], TimeSpan.FromMinutes(1)))!;
        var complaint = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        said.ShouldNotBeEmpty(await complaint);
        return JsonSerializer.Deserialize<Dictionary<string, string>>(said)!;
    }
}
