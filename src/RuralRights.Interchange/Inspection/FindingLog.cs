using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace RuralRights.Interchange.Inspection;

/// <summary>
/// All findings of an inspection, in the order in which they were made. The first ones are kept in memory, the rest on disk, so
/// that a county in which every row is wrong costs no more memory than a village.
/// </summary>
/// <remarks>Findings may be added from several threads; they are read once the inspection is over, as often as wanted.</remarks>
[SuppressMessage("Naming", "CA1710", Justification = "It is the log of an inspection, and reads as one.")]
public sealed class FindingLog : IReadOnlyCollection<Finding>, IDisposable
{
    private readonly Lock _gate = new();
    private readonly int _kept;
    private readonly List<Finding> _first = [];
    private readonly Dictionary<(InspectionRule Rule, string Layer), long> _counts = [];
    private FileStream? _rest;
    private BinaryWriter? _writer;

    /// <summary>A log that keeps so many findings in memory.</summary>
    public FindingLog(int kept = 20_000) => _kept = kept;

    /// <summary>Number of findings.</summary>
    public int Count { get; private set; }

    /// <summary>Number of errors.</summary>
    public int Errors { get; private set; }

    /// <summary>Number of warnings.</summary>
    public int Warnings => Count - Errors;

    /// <summary>Number of findings of each rule in each layer or table.</summary>
    public IReadOnlyDictionary<(InspectionRule Rule, string Layer), long> Counts => _counts;

    /// <summary>Adds a finding.</summary>
    public void Add(Finding finding)
    {
        lock (_gate)
        {
            Count++;
            if (finding.Severity == Severity.Error) Errors++;
            var of = (finding.Rule, finding.Layer);
            _counts[of] = _counts.GetValueOrDefault(of) + 1;
            if (_first.Count < _kept) _first.Add(finding);
            else Write(finding);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Finding> GetEnumerator()
    {
        foreach (var finding in _first) yield return finding;
        if (_rest is null) yield break;

        lock (_gate) _writer!.Flush();
        using var file = new FileStream(_rest.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new BinaryReader(file, Encoding.UTF8);
        for (var left = Count - _first.Count; left > 0; left--) yield return Read(reader);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Deletes what lies on disk.</summary>
    public void Dispose()
    {
        _writer?.Dispose();
        _rest?.Dispose();
        _rest = null;
    }

    private void Write(Finding finding)
    {
        if (_writer is null)
        {
            var path = Path.Combine(Path.GetTempPath(), $"findings-{Path.GetRandomFileName()}");
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.Read | FileShare.Delete,
                Options = FileOptions.DeleteOnClose,
            };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            _rest = new FileStream(path, options);
            _writer = new BinaryWriter(_rest, Encoding.UTF8);
        }

        _writer.Write(finding.Rule.Code);
        _writer.Write(finding.Layer);
        _writer.Write(finding.Key);
        Write(finding.Field);
        _writer.Write(finding.Values.Count);
        foreach (var value in finding.Values) _writer.Write(value);
        _writer.Write(finding.Row ?? -1);
        Write(finding.File);
        Write(finding.Wkt);
        Write(finding.Crs);
    }

    private void Write(string? text)
    {
        _writer!.Write(text is not null);
        if (text is not null) _writer.Write(text);
    }

    private static Finding Read(BinaryReader reader)
    {
        var rule = InspectionRules.WithCode(reader.ReadString())!;
        var (layer, key, field) = (reader.ReadString(), reader.ReadString(), ReadText(reader));
        var values = new string[reader.ReadInt32()];
        for (var at = 0; at < values.Length; at++) values[at] = reader.ReadString();
        var row = reader.ReadInt64();
        return new(rule, layer, key, field, values, row < 0 ? null : row, ReadText(reader), ReadText(reader), ReadText(reader));
    }

    private static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}
