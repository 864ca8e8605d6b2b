using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RuralRights.Interchange.Deliveries;

/// <summary>
/// Reads an Access database (.mdb) in a process of its own, because the format is complex, the file is a stranger's, and a crash or
/// endless loop there must not be ours.
/// </summary>
/// <remarks>
/// The process is Node.js running <c>access-reader.mjs</c> under the guard of <see cref="GuardedNode"/>. It is stopped when it takes too
/// long, says nothing for too long, or grows too large.
/// </remarks>
internal static class AccessTables
{
    private const string Script = "access-reader.mjs";
    private const int HeadLength = 5;
    private static readonly TimeSpan _watchEvery = TimeSpan.FromMilliseconds(200);
    private static readonly JsonSerializerOptions _json = new() { PropertyNameCaseInsensitive = true };

    public static IReadOnlyList<TableStore> Read(
        PackagedFile file, WorkFolder work, DeliveryLimits limits, ProblemList problems, CancellationToken cancellation)
    {
        var script = Path.Combine(AppContext.BaseDirectory, Script);
        if (GuardedNode.Found is not { } node || !File.Exists(script))
        {
            problems.Add(Faults.AccessMissing(file.Path, GuardedNode.Found is null ? "Node.js" : Script));
            return [];
        }

        var database = work.NewPath();
        if (OperatingSystem.IsWindows()) database = file.OnDisk;
        else File.CreateSymbolicLink(database, Path.GetFullPath(file.OnDisk));

        using var process = new Process { StartInfo = node.Run(script, database, DeliveryStandard.Tables.Select(table => table.Name), limits.AccessTime) };
        process.Start();
        using var watch = new Watch(process, limits, cancellation);
        var complaint = Drain(process.StandardError);
        using var reading = new Reading(file.Path, work, limits, problems);
        try
        {
            var ended = reading.Take(process.StandardOutput.BaseStream, watch);
            if (!ended) process.Kill(entireProcessTree: true);
            process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            if (!ended)
            {
                var (chinese, english) = watch.Reason ?? ("异常中止", "broke off");
                problems.Add(watch.Reason is null && reading.SaidNothing
                    ? Faults.NotAccess(file.Path, FirstLine(complaint.GetAwaiter().GetResult()))
                    : Faults.AccessStopped(file.Path, chinese, english));
            }

            return reading.Tables;
        }
        catch
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            reading.Discard();
            throw;
        }
    }

    /// <summary>Empties the error stream, so that the process never waits for us, and keeps its beginning.</summary>
    private static async Task<string> Drain(StreamReader errors)
    {
        const int Kept = 2000;
        var text = new StringBuilder();
        while (await errors.ReadLineAsync().ConfigureAwait(false) is { } line)
            if (text.Length < Kept) text.AppendLine(line);
        return text.ToString();
    }

    private static string FirstLine(string text) =>
        text.Split('\n').FirstOrDefault(line => line.Contains("Error", StringComparison.Ordinal))?.Trim() ?? "no answer";

    private sealed record TableHead(string Name, long Rows, FieldHead[] Fields);

    private sealed record FieldHead(string Name, string Kind, int Width, int Decimals);

    private sealed record Failure(string? Name, string? Code, string? Detail);

    /// <summary>Stops the process when it takes too long, is silent too long or grows too large.</summary>
    private sealed class Watch : IDisposable
    {
        private readonly Process _process;
        private readonly DeliveryLimits _limits;
        private readonly CancellationTokenRegistration _cancelled;
        private readonly Timer _timer;
        private readonly long _started = Stopwatch.GetTimestamp();
        private long _heard = Stopwatch.GetTimestamp();

        public Watch(Process process, DeliveryLimits limits, CancellationToken cancellation)
        {
            (_process, _limits) = (process, limits);
            Look();
            _timer = new Timer(_ => Look(), null, _watchEvery, _watchEvery);
            _cancelled = cancellation.Register(() => Stop(("被取消", "was cancelled")));
        }

        public (string Chinese, string English)? Reason { get; private set; }

        public void Heard() => Interlocked.Exchange(ref _heard, Stopwatch.GetTimestamp());

        public void Dispose()
        {
            _cancelled.Dispose();
            using var stopped = new ManualResetEvent(false);
            if (_timer.Dispose(stopped)) stopped.WaitOne();
        }

        private void Look()
        {
            if (Stopwatch.GetElapsedTime(_started) > _limits.AccessTime) Stop(("用时过长", "took too long"));
            else if (Stopwatch.GetElapsedTime(Interlocked.Read(ref _heard)) > _limits.AccessSilence) Stop(("长时间没有进展", "made no progress"));
            else if (ResidentBytes() > _limits.AccessMemory) Stop(("占用内存过多", "took too much memory"));
        }

        private long ResidentBytes()
        {
            try
            {
                _process.Refresh();
                return _process.HasExited ? 0 : _process.WorkingSet64;
            }
            catch (InvalidOperationException)
            {
                return 0;
            }
        }

        private void Stop((string Chinese, string English) reason)
        {
            try
            {
                if (_process.HasExited) return;
                Reason ??= reason;
                _process.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                // It ended by itself between the look and the stop.
            }
        }
    }

    /// <summary>Takes the records that the process sends and spools its tables.</summary>
    private sealed class Reading(string file, WorkFolder work, DeliveryLimits limits, ProblemList problems) : IDisposable
    {
        private readonly List<TableStore> _tables = [];
        private TableSpool? _open;
        private long _declared;

        public IReadOnlyList<TableStore> Tables => _tables;

        public bool SaidNothing { get; private set; } = true;

        /// <summary>True when everything came that was to come.</summary>
        public bool Take(Stream from, Watch watch)
        {
            var head = new byte[HeadLength];
            var body = new byte[1 << 14];
            using var records = new BufferedStream(from, 1 << 18);
            while (records.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false) == HeadLength)
            {
                watch.Heard();
                SaidNothing = false;
                var length = BinaryPrimitives.ReadUInt32LittleEndian(head);
                if (length > limits.MaxRowBytes) break;
                if (body.Length < length) body = new byte[length];
                var record = body.AsSpan(0, (int)length);
                if (records.ReadAtLeast(record, record.Length, throwOnEndOfStream: false) < record.Length) break;
                switch ((char)head[4])
                {
                    case 'T':
                        Finish();
                        Begin(JsonSerializer.Deserialize<TableHead>(record, _json)!);
                        continue;
                    case 'R' when _open is { } table && IsRow(record, table.Schema.Fields.Count):
                        table.Rows.WriteRow(record);
                        continue;
                    case 'X':
                        Fail(JsonSerializer.Deserialize<Failure>(record, _json)!);
                        continue;
                    case 'E':
                        var failure = JsonSerializer.Deserialize<Failure>(record, _json)!;
                        problems.Add(failure.Code == "password" ? Faults.AccessProtected(file) : Faults.NotAccess(file, failure.Detail ?? ""));
                        return true;
                    case 'Z':
                        Finish();
                        return true;
                }

                break;
            }

            return false;
        }

        /// <summary>Lets go of the tables that were finished already, when they are not wanted after all.</summary>
        public void Discard() => _tables.ForEach(table => table.Dispose());

        public void Dispose() => _open?.Dispose();

        private static bool IsRow(ReadOnlySpan<byte> fields, int count)
        {
            var at = 0;
            for (var field = 0; field < count; field++)
            {
                if (!RowSpool.TryTag(fields, ref at, out var length, out _)) return false;
                at += Math.Max(length, 0);
                if (at > fields.Length) return false;
            }

            return at == fields.Length;
        }

        private void Begin(TableHead head)
        {
            var fields = head.Fields.Select(field => new DeliveredField(
                field.Name.Trim().ToUpper(CultureInfo.InvariantCulture), Enum.Parse<FieldKind>(field.Kind), field.Width, field.Decimals));
            _declared = head.Rows;
            _open = new TableSpool(head.Name.ToUpperInvariant(), file, new DeliveredSchema([.. fields]), work);
        }

        private void Finish()
        {
            if (_open is not { } table) return;
            if (table.Rows.Count != _declared) problems.Add(Faults.AccessRowsMissing(file, table.Name, _declared, table.Rows.Count));
            _tables.Add(table.Finish());
            _open = null;
        }

        private void Fail(Failure failure)
        {
            if (_open is null || !_open.Name.Equals(failure.Name, StringComparison.OrdinalIgnoreCase)) Finish();
            _open?.Dispose();
            _open = null;
            problems.Add(Faults.AccessTableUnreadable(file, failure.Name?.ToUpperInvariant() ?? "", failure.Detail ?? ""));
        }
    }
}
