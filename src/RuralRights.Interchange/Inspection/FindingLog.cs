using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace RuralRights.Interchange.Inspection;

/// <summary>
/// All findings of an inspection. The first ones are kept in memory, the rest on disk, so that a county in which every row is
/// wrong costs no more memory than a village.
/// </summary>
/// <remarks>
/// Steps of an inspection run at the same time and each writes a section of its own; sections are read in their order, so that
/// the same delivery gives the same findings in the same order however many threads work. They are read once the inspection is
/// over, as often as wanted.
/// </remarks>
[SuppressMessage("Naming", "CA1710", Justification = "It is the log of an inspection, and reads as one.")]
public sealed class FindingLog : IReadOnlyCollection<Finding>, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Section[] _sections;
    private readonly Dictionary<(InspectionRule Rule, string Layer), long> _counts = [];
    private int _room;

    internal FindingLog(int sections, int keptInMemory)
    {
        _sections = [.. Enumerable.Range(0, sections).Select(_ => new Section())];
        _room = keptInMemory;
    }

    /// <summary>Number of findings.</summary>
    public int Count { get; private set; }

    /// <summary>Number of errors.</summary>
    public int Errors { get; private set; }

    /// <summary>Number of warnings.</summary>
    public int Warnings => Count - Errors;

    /// <summary>Number of findings of each rule in each layer or table.</summary>
    public IReadOnlyDictionary<(InspectionRule Rule, string Layer), long> Counts => _counts;

    internal void Add(int section, Finding finding)
    {
        lock (_gate)
        {
            Count++;
            if (finding.Severity == Severity.Error) Errors++;
            var of = (finding.Rule, finding.Layer);
            _counts[of] = _counts.GetValueOrDefault(of) + 1;
            _sections[section].Add(finding, ref _room);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Finding> GetEnumerator() => _sections.SelectMany(section => section.Read()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Deletes what lies on disk.</summary>
    public void Dispose()
    {
        foreach (var section in _sections) section.Dispose();
    }

    /// <summary>Findings of one step: those in memory come before those on disk.</summary>
    private sealed class Section : IDisposable
    {
        private readonly List<Finding> _first = [];
        private FileStream? _file;
        private BinaryWriter? _writer;
        private long _onDisk;

        public void Add(Finding finding, ref int room)
        {
            if (_onDisk == 0 && room > 0)
            {
                room--;
                _first.Add(finding);
                return;
            }

            _onDisk++;
            _file ??= Create();
            Write(_writer ??= new BinaryWriter(_file, Encoding.UTF8), finding);
        }

        public IEnumerable<Finding> Read()
        {
            foreach (var finding in _first) yield return finding;
            if (_file is null) yield break;

            _writer!.Flush();
            using var file = new FileStream(_file.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new BinaryReader(file, Encoding.UTF8);
            for (var left = _onDisk; left > 0; left--) yield return ReadOne(reader);
        }

        public void Dispose()
        {
            _writer?.Dispose();
            _file?.Dispose();
        }

        /// <summary>Only this user can read the file, and it goes when it is closed.</summary>
        private static FileStream Create()
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.Read | FileShare.Delete,
                Options = FileOptions.DeleteOnClose,
            };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new FileStream(Path.Combine(Path.GetTempPath(), $"findings-{Path.GetRandomFileName()}"), options);
        }

        private static void Write(BinaryWriter writer, Finding finding)
        {
            writer.Write(finding.Rule.Code);
            writer.Write(finding.Layer);
            writer.Write(finding.Key);
            Write(writer, finding.Field);
            writer.Write(finding.Values.Count);
            foreach (var value in finding.Values) writer.Write(value);
            writer.Write(finding.Row ?? -1);
            Write(writer, finding.File);
            Write(writer, finding.Wkt);
            Write(writer, finding.Crs);
        }

        private static void Write(BinaryWriter writer, string? text)
        {
            writer.Write(text is not null);
            if (text is not null) writer.Write(text);
        }

        private static Finding ReadOne(BinaryReader reader)
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
}
