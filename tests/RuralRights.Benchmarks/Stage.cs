using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;
using RuralRights.Interchange.Generation;

namespace RuralRights.Benchmarks;

/// <summary>What all measurements share: a generated county on disk, a database of their own, and a clock.</summary>
internal sealed class Stage : IDisposable
{
    private Stage(int parcels, int runs, string folder, string database, GeneratedCounty county) =>
        (Parcels, Runs, Folder, Database, County) = (parcels, runs, folder, database, county);

    /// <summary>Parcels of the county.</summary>
    public int Parcels { get; }

    /// <summary>Repetitions of a measurement; a large county is measured once, because a run of it takes minutes.</summary>
    public int Runs { get; }

    /// <summary>Folder for what the measurements write.</summary>
    public string Folder { get; }

    /// <summary>Connection string of the owner role.</summary>
    public string Database { get; }

    /// <summary>The county, with an overlap in every fiftieth group so that topology has something to find.</summary>
    public GeneratedCounty County { get; }

    /// <summary>The published host, as whoever starts the register runs it.</summary>
    public static string Host { get; } = Given("RR_BENCH_HOST");

    public static async Task<Stage> PrepareAsync(int parcels, int runs, CancellationToken cancel)
    {
        var server = Given("RR_BENCH_DB");
        var folder = Environment.GetEnvironmentVariable("RR_BENCH_FOLDER") ?? Directory.CreateTempSubdirectory("rr-bench.").FullName;
        await using (var connection = new NpgsqlConnection(server))
        {
            await connection.OpenAsync(cancel);
            await using var create = new NpgsqlCommand("create database bench", connection);
            await create.ExecuteNonQueryAsync(cancel);
        }

        var database = new NpgsqlConnectionStringBuilder(server) { Database = "bench", CommandTimeout = 0, Pooling = false }.ConnectionString;
        Tell($"generating {parcels} parcels ...");
        var groups = parcels / 120;
        var plan = new CountyPlan { Parcels = parcels, Seed = 42, Faults = [.. Enumerable.Repeat(PlantedFault.Overlap, groups / 50 + 1)] };
        return new Stage(parcels, parcels > 200_000 ? 1 : runs, folder, database, CountyGenerator.Write(plan, folder, cancel: cancel));
    }

    /// <summary>Says how far we are, where it does not get into the report.</summary>
    public void Say(string text) => Tell(text);

    /// <summary>Says what one run gave, so that a median over an uneven machine can be judged.</summary>
    public void Ran(double ours, double theirs) => Tell(string.Create(CultureInfo.InvariantCulture, $"  {ours:0.00} beside {theirs:0.00}: {ours / theirs:0.00}"));

    /// <summary>Runs both sides alternately, so that whatever else the machine does meets both, and gives the median seconds of each.</summary>
    public async Task<(double Ours, double Theirs)> CompareAsync(Func<Task> ours, Func<Task> theirs)
    {
        var (mine, others) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            mine.Add(await TimeAsync(ours));
            others.Add(await TimeAsync(theirs));
            Ran(mine[^1], others[^1]);
        }

        return (Median(mine), Median(others));
    }

    private static string Given(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{variable} is not set. Start the benchmark with tests/bench.");

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Seconds some work takes.</summary>
    public static async Task<double> TimeAsync(Func<Task> work)
    {
        GC.Collect();
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed.TotalSeconds;
    }

    public async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync(cancel);
        return connection;
    }

    /// <summary>Runs SQL and returns the first value it gives.</summary>
    public async Task<object?> SqlAsync(string sql, CancellationToken cancel)
    {
        await using var connection = await ConnectAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancel);
    }

    /// <summary>Runs a program to its end; what it says is shown only when it fails.</summary>
    /// <returns>The most memory it took, in MiB.</returns>
    public static async Task<double> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancel, params int[] fine)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException(program);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var error = process.StandardError.ReadToEndAsync(cancel);
        var peak = 0d;
        var ended = process.WaitForExitAsync(cancel);
        do
        {
            peak = Math.Max(peak, PeakOf(process.Id));
        }
        while (await Task.WhenAny(ended, Task.Delay(50, cancel)) != ended);

        await ended;
        if (process.ExitCode != 0 && !fine.Contains(process.ExitCode))
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await error}{await output}");
        return peak;
    }

    /// <summary>Runs a program and returns what it says.</summary>
    public static async Task<string> ReadAsync(string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException(program);
        var said = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {said}");
    }

    public string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"{Parcels:#,0} parcels, {County.BoundaryPoints:#,0} boundary points, {County.BoundaryLines:#,0} boundary lines, {County.Households:#,0} households; {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, medians of {Runs}");

    public void Dispose() => Directory.Delete(County.Folder, recursive: true);

    private static void Tell(string text) => Console.Error.WriteLine(text);

    /// <summary>The high-water mark of a process's memory; it lasts as long as the process, so the last look is enough.</summary>
    private static double PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.AsSpan(6).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
