using System.Collections.Frozen;
using RuralRights.Interchange.Deliveries;

namespace RuralRights.Interchange.Inspection;

/// <summary>One inspection while it goes on: what is known so far, and where findings go.</summary>
internal sealed class InspectionRun(
    InspectionMaterial material, InspectionSettings settings, long work, IProgress<WorkProgress>? progress, CancellationToken cancellation) : IDisposable
{
    /// <summary>The delivery as a whole, then one section for each table and layer, then shapes and what they add up to.</summary>
    private static readonly int Sections = Specification.ByName.Count + 2;

    private static readonly FrozenDictionary<string, int> Order = Specification.Tables.Concat(Specification.Layers)
        .Select((table, at) => (table.Name, at))
        .ToFrozenDictionary(pair => pair.Name, pair => pair.at);

    private readonly ThreadLocal<int> _section = new();
    private readonly long _started = settings.Clock.GetTimestamp();
    private readonly Lock _gate = new();
    private readonly Dictionary<Subject, UInt128> _held = [];
    private readonly HashSet<string> _unreadable = [];
    private readonly HashSet<Subject>? _only = settings.OnlyContractors is null && settings.OnlyParcels is null
        ? null
        :
        [
            Subject.AnyCertificate,
            .. (settings.OnlyContractors ?? new HashSet<ulong>()).SelectMany(code => new[] { Subject.Contractor(code), Subject.Issuer(code / 10_000) }),
            .. (settings.OnlyParcels ?? new HashSet<ulong>()).SelectMany(code => new[] { Subject.Parcel(code), Subject.Issuer(code / 100_000) }),
        ];
    private UInt128 _everythingHeldBy;
    private long _done;

    public InspectionMaterial Material => material;

    public InspectionSettings Settings => settings;

    public CancellationToken Cancellation => cancellation;

    public FindingLog Log { get; } = new(Sections, settings.FindingsInMemory);

    public Issuers Issuers { get; } = new(material.Store("FBF")?.Count ?? 0);

    public Contractors Contractors { get; } = new(material.Store("CBF")?.Count ?? 0);

    public Contracts Contracts { get; } = new(material.Store("CBHT")?.Count ?? 0);

    public Leases Leases { get; } = new(material.Store("LZHT")?.Count ?? 0);

    public RegisterEntries RegisterEntries { get; } = new(material.Store("CBJYQZDJB")?.Count ?? 0);

    public Certificates Certificates { get; } = new(material.Store("CBJYQZ")?.Count ?? 0);

    public Parcels Parcels { get; } = new(material.Store("DK")?.Count ?? 0);

    public ParcelShapes Shapes { get; } = new();

    public CoordinateSystems Systems { get; } = new(material);

    /// <summary>The boundary points that parcels name as theirs; null when there are no boundary points to compare with.</summary>
    public FingerprintSet? NamedPoints { get; private set; } = material.HasRows("JZD") && material.Store("DK") is { } parcels
        ? new(parcels.Count * 5)
        : null;

    /// <summary>
    /// True when rows may be looked for in a table: it stands in the delivery with the field that names its rows, or is absent as one
    /// without rows.
    /// </summary>
    public bool Has(string table) => material.Store(table) is { } store
        ? Specification.ByName[table].Key.All(field => store.Schema.IndexOf(field) >= 0)
        : Specification.ByName[table].MayBeAbsent && !_unreadable.Contains(table);

    /// <summary>Notes that a table was delivered and cannot be read, which holds everything if entering would read it.</summary>
    public void MissUnreadable(string table)
    {
        _unreadable.Add(table);
        HoldBack(InspectionRules.Unreadable, table);
    }

    /// <summary>Says which table or layer the findings of this thread come from until it says otherwise; null for what comes after all of them.</summary>
    public void Enter(string? table) => _section.Value = table is null ? Sections - 1 : 1 + Order[table];

    /// <summary>Gives back the memory of the named points; a county of a million parcels names eight million.</summary>
    public void ForgetNamedPoints() => NamedPoints = null;

    /// <summary>Tells that so much more work is done.</summary>
    public void Advance(string step, long rows)
    {
        cancellation.ThrowIfCancellationRequested();
        var done = Interlocked.Add(ref _done, rows);
        progress?.Report(WorkProgress.After(settings.Clock.GetElapsedTime(_started), step, done, work));
    }

    /// <summary>Makes a finding, unless only other contractors are inspected.</summary>
    public void Report(Finding finding, params ReadOnlySpan<Subject> subjects)
    {
        if (!IsWanted(subjects)) return;

        Log.Add(_section.Value, finding);
        HoldBack(finding.Rule, finding.Layer, subjects);
    }

    /// <summary>Holds back what a rule touches; without a finding of its own when another row is blamed for it.</summary>
    public void HoldBack(InspectionRule rule, string layer, params ReadOnlySpan<Subject> subjects)
    {
        if (rule.Severity != Severity.Error) return;

        var bit = UInt128.One << InspectionRules.OrdinalOf(rule);
        lock (_gate)
        {
            if (rule.Holds == Hold.Everything && Specification.ByName.TryGetValue(layer, out var table) && table.IsNeededToEnter
                && !(rule == InspectionRules.MissingTable && table.MayBeAbsent))
                _everythingHeldBy |= bit;

            if (rule.Holds != Hold.Household) return;
            foreach (var subject in subjects)
            {
                if (subject.Kind != SubjectKind.None) _held[subject] = _held.GetValueOrDefault(subject) | bit;
            }
        }
    }

    /// <summary>Counts a parcel among those of the contractors that are inspected alone.</summary>
    public void IncludeParcel(ulong contractor, ulong parcel)
    {
        if (_only is null || !_only.Contains(Subject.Contractor(contractor))) return;
        _only.Add(Subject.Parcel(parcel));
    }

    /// <summary>What the inspection found, with everything that is held traced to households.</summary>
    public InspectionResult Conclude()
    {
        var contractors = new Dictionary<ulong, UInt128>();
        var parcels = new Dictionary<ulong, UInt128>();
        var issuers = new Dictionary<ulong, UInt128>();
        var certificates = _held.GetValueOrDefault(Subject.AnyCertificate);
        foreach (var (subject, rules) in _held.Where(held => held.Key.Kind != SubjectKind.Certificates))
        {
            var held = subject.Kind switch { SubjectKind.Contractor => contractors, SubjectKind.Parcel => parcels, _ => issuers };
            held[subject.Code] = held.GetValueOrDefault(subject.Code) | rules;
        }

        foreach (var (parcel, rules) in parcels)
        {
            if (Parcels.IndexOf(parcel) is not (>= 0 and var at)) continue;
            foreach (var holder in Parcels.Holders(at)) Add(Contractors.Code(holder), rules);
        }

        for (var at = 0; issuers.Count > 0 && at < Contractors.Count; at++)
        {
            if (issuers.TryGetValue(Contractors.Code(at) / 10_000, out var rules)) Add(Contractors.Code(at), rules);
        }

        for (var at = 0; issuers.Count > 0 && at < Contracts.Count; at++)
        {
            if (issuers.TryGetValue(Contracts[at].Issuer, out var rules)) Add(Contracts[at].Contractor, rules);
        }

        for (var at = 0; certificates != 0 && at < Certificates.Count; at++) Add(Certificates.Code(at) / 10, certificates);

        return new(
            Log,
            Specification.Layers.Where(layer => material.Store(layer.Name) is not null).ToDictionary(layer => layer.Name, layer => material.Store(layer.Name)!.Count),
            Specification.Tables.Where(table => material.Store(table.Name) is not null).ToDictionary(table => table.Name, table => material.Store(table.Name)!.Count),
            _everythingHeldBy,
            contractors,
            parcels);

        void Add(ulong contractor, UInt128 rules) => contractors[contractor] = contractors.GetValueOrDefault(contractor) | rules;
    }

    public void Dispose() => _section.Dispose();

    /// <summary>A finding that touches nobody is about a whole file, and is always wanted.</summary>
    private bool IsWanted(ReadOnlySpan<Subject> subjects)
    {
        if (_only is null || subjects.IsEmpty) return true;

        foreach (var subject in subjects)
        {
            if (_only.Contains(subject)) return true;
        }

        return false;
    }
}
