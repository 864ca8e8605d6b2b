using System.Globalization;

namespace RuralRights.Interchange.Deliveries;

/// <summary>
/// Assembles the dossiers (户档) of a delivery one after another, so that a register can enter household by household without
/// holding the delivery in memory.
/// </summary>
/// <remarks>
/// What is held is where the rows of each code are: eight bytes a row and twelve a code, about 80 MB for a county of a million parcels. Rows are read
/// again from the files when their dossier is made. A row whose code cannot be read, or belongs to no contractor, is in no dossier;
/// inspection names it.
/// </remarks>
public sealed class HouseholdDossiers
{
    private const int ContractorDigits = 18;

    private readonly RowStore? _contractorTable;
    private readonly LayerStore? _parcelLayer;
    private readonly IReadOnlyDictionary<string, RowStore> _tables;
    private readonly Dictionary<string, PositionIndex> _indexes = [];
    private readonly PositionIndex _contractors;
    private readonly PositionIndex _parcels;
    private readonly PositionIndex _heldParcels;
    private readonly ulong[] _codes;
    private readonly Dictionary<int, int[]> _jointGroups;
    private readonly HashSet<int> _followers;

    /// <summary>Notes where the rows of each contractor and parcel are.</summary>
    public HouseholdDossiers(
        IReadOnlyDictionary<string, RowStore> tables,
        IReadOnlyDictionary<string, LayerStore> layers,
        CancellationToken cancellation = default)
    {
        _tables = tables;
        _contractorTable = tables.GetValueOrDefault("CBF");
        _parcelLayer = layers.GetValueOrDefault("DK");
        _contractors = PositionIndex.Of(_contractorTable, "CBFBM", ByCode, cancellation);
        _parcels = PositionIndex.Of(_parcelLayer, "DKBM", ByCode, cancellation);
        _heldParcels = PositionIndex.Of(tables.GetValueOrDefault("CBDKXX"), "DKBM", ByCode, cancellation);
        foreach (var table in (string[])["CBF_JTCY", "CBHT", "CBDKXX", "CBJYQZDJB", "LZHT"])
            _indexes[table] = PositionIndex.Of(tables.GetValueOrDefault(table), "CBFBM", ByCode, cancellation);
        foreach (var table in (string[])["CBJYQZ", "CBJYQZ_QZBF", "CBJYQZ_QZHF", "CBJYQZ_QZZX", "QSLYZLFJ"])
            _indexes[table] = PositionIndex.Of(tables.GetValueOrDefault(table), "CBJYQZBM", ByRightCode, cancellation);
        _codes = _contractors.Keys.ToArray();
        _jointGroups = JointGroups();
        _followers = [.. _jointGroups.SelectMany(group => group.Value).Except(_jointGroups.Keys)];
    }

    /// <summary>Notes where the rows of a delivery are.</summary>
    public HouseholdDossiers(Delivery delivery, CancellationToken cancellation = default)
        : this(delivery.Tables.ToDictionary(table => table.Key, RowStore (table) => table.Value), delivery.Layers, cancellation)
    {
    }

    /// <summary>Number of contractors.</summary>
    public int Count => _codes.Length;

    /// <summary>
    /// The dossiers in the order of their codes. Contractors that share a jointly confirmed parcel (确权确股) come together in one
    /// group, at the place of the first of them, because their shares are entered together; every other group has one.
    /// </summary>
    /// <param name="after">Only groups whose first contractor has a greater code, to go on after an interruption.</param>
    public IEnumerable<IReadOnlyList<HouseholdDossier>> Groups(string? after = null)
    {
        if (_contractorTable is null) yield break;
        using var rows = new Rows(this);
        var from = after is null ? 0 : Array.BinarySearch(_codes, Parse(after)) is var at && at >= 0 ? at + 1 : ~at;
        for (var household = from; household < _codes.Length; household++)
        {
            if (_followers.Contains(household)) continue;
            var group = _jointGroups.GetValueOrDefault(household) ?? [household];
            yield return [.. group.Select(member => rows.Dossier(_codes[member]))];
        }
    }

    /// <summary>The dossier of one contractor; null when the delivery has no such contractor.</summary>
    public HouseholdDossier? Find(string code)
    {
        if (_contractorTable is null || Array.BinarySearch(_codes, Parse(code)) < 0) return null;
        using var rows = new Rows(this);
        return rows.Dossier(Parse(code));
    }

    /// <summary>
    /// Surveyed parcels that no contract names, in the order of the file: reserve land (机动地), private plots and other land of the
    /// collective. A contracted parcel (DKLB 10) among them lacks its row; inspection says so.
    /// </summary>
    public IEnumerable<DeliveredParcel> ParcelsWithoutContract()
    {
        if (_parcelLayer is null) yield break;
        using var row = _parcelLayer.OpenShapes();
        var code = _parcelLayer.Schema.IndexOf("DKBM");
        while (row.Read())
            if (row.TryCode(code, out var key) && !_heldParcels.Has(key)) yield return new DeliveredParcel(_parcelLayer, row);
    }

    /// <summary>The issuers (发包方), in the order of the file.</summary>
    public IEnumerable<DeliveredIssuer> Issuers()
    {
        if (!_tables.TryGetValue("FBF", out var issuers)) yield break;
        using var row = issuers.Open();
        while (row.Read()) yield return new DeliveredIssuer(issuers, row);
    }

    private static bool ByCode(RowCursor row, int field, out ulong key) => row.TryCode(field, out key);

    /// <summary>The code of a contract, register entry and certificate: eighteen digits and J or Q, packed into one number.</summary>
    private static bool ByRightCode(RowCursor row, int field, out ulong key) => TryRightKey(row.Text(field), out key);

    private static bool TryRightKey(string? code, out ulong key)
    {
        key = 0;
        if (code is not { Length: ContractorDigits + 1 } || code[^1] is not ('J' or 'Q')) return false;
        foreach (var digit in code.AsSpan(0, ContractorDigits))
        {
            if (!char.IsAsciiDigit(digit)) return false;
            key = (key * 10) + (ulong)(digit - '0');
        }

        key = (key * 2) + (code[^1] == 'Q' ? 1UL : 0UL);
        return true;
    }

    private static ulong Parse(string code) =>
        ulong.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : 0;

    /// <summary>Contractors that hang together by parcels they share, by the first of each group.</summary>
    private Dictionary<int, int[]> JointGroups()
    {
        var leader = new Dictionary<int, int>();
        if (_tables.TryGetValue("CBDKXX", out var table))
        {
            using var row = table.Open();
            var contractor = table.Schema.IndexOf("CBFBM");
            for (var at = 0; at < _heldParcels.Keys.Length; at++)
            {
                var rows = _heldParcels.PositionsAt(at);
                if (rows.Length == 1) continue;
                int? first = null;
                foreach (var position in rows)
                {
                    row.MoveTo(position);
                    if (!row.TryCode(contractor, out var code) || Array.BinarySearch(_codes, code) is not (>= 0 and var holder)) continue;
                    first ??= holder;
                    Join(leader, first.Value, holder);
                }
            }
        }

        return leader.Keys
            .GroupBy(member => Leader(leader, member))
            .Where(group => group.Count() > 1)
            .ToDictionary(group => group.Key, group => group.Order().ToArray());
    }

    private static int Leader(Dictionary<int, int> leader, int member)
    {
        while (leader.TryGetValue(member, out var next) && next != member) member = next;
        return member;
    }

    private static void Join(Dictionary<int, int> leader, int one, int other)
    {
        leader.TryAdd(one, one);
        leader.TryAdd(other, other);
        var (a, b) = (Leader(leader, one), Leader(leader, other));
        leader[Math.Max(a, b)] = Math.Min(a, b);
        // Both are hung right below their leader, so that long chains do not come about in a village that shares everything.
        leader[one] = leader[other] = Math.Min(a, b);
    }

    /// <summary>Open cursors on everything a dossier is made of.</summary>
    private sealed class Rows(HouseholdDossiers dossiers) : IDisposable
    {
        private readonly Dictionary<string, RowCursor> _cursors = dossiers._tables.ToDictionary(pair => pair.Key, pair => pair.Value.Open());
        private readonly LayerCursor? _parcels = dossiers._parcelLayer?.OpenShapes();

        public HouseholdDossier Dossier(ulong code)
        {
            var contractor = _cursors["CBF"];
            contractor.MoveTo(dossiers._contractors.PositionsOf(code)[0]);
            var contracts = All("CBHT", code, (table, row) => new DeliveredContract(table, row));
            var entries = All("CBJYQZDJB", code, (table, row) => new DeliveredRegisterEntry(table, row));
            var parcels = All("CBDKXX", code, (table, row) => new DeliveredContractParcel(table, row) { Parcel = Parcel(table, row) });
            ulong[] rights =
            [
                .. contracts.Select(contract => contract.Code)
                    .Concat(entries.Select(entry => entry.Code))
                    .Select(text => TryRightKey(text, out var key) ? key : (ulong?)null)
                    .OfType<ulong>()
                    .Distinct()
                    .Order(),
            ];
            return new HouseholdDossier
            {
                Code = code.ToString("D18", CultureInfo.InvariantCulture),
                Contractor = new DeliveredContractor(dossiers._contractorTable!, contractor),
                Members = All("CBF_JTCY", code, (table, row) => new DeliveredMember(table, row)),
                Contracts = contracts,
                Parcels = parcels,
                RegisterEntries = entries,
                Certificates = All("CBJYQZ", rights, (table, row) => new DeliveredCertificate(table, row)),
                CertificateChanges =
                [
                    .. Changes("CBJYQZ_QZBF", CertificateChange.Reissued, rights)
                        .Concat(Changes("CBJYQZ_QZHF", CertificateChange.Replaced, rights))
                        .Concat(Changes("CBJYQZ_QZZX", CertificateChange.Voided, rights))
                        .OrderBy(change => change.On ?? DateOnly.MaxValue),
                ],
                Leases = All("LZHT", code, (table, row) => new DeliveredLease(table, row)),
                SourceDocuments = All("QSLYZLFJ", rights, (table, row) => new DeliveredSourceDocument(table, row)),
            };
        }

        public void Dispose()
        {
            foreach (var cursor in _cursors.Values) cursor.Dispose();
            _parcels?.Dispose();
        }

        private List<DeliveredCertificateChange> Changes(string table, CertificateChange change, ulong[] rights) =>
            All(table, rights, (store, row) => new DeliveredCertificateChange(change, store, row));

        private List<T> All<T>(string table, ulong key, Func<RowStore, RowCursor, T> read) => All(table, [key], read);

        private List<T> All<T>(string table, ReadOnlySpan<ulong> keys, Func<RowStore, RowCursor, T> read)
        {
            var records = new List<T>();
            if (!_cursors.TryGetValue(table, out var row)) return records;
            foreach (var key in keys)
            {
                foreach (var position in dossiers._indexes[table].PositionsOf(key))
                {
                    row.MoveTo(position);
                    records.Add(read(dossiers._tables[table], row));
                }
            }

            return records;
        }

        private DeliveredParcel? Parcel(RowStore table, RowCursor row)
        {
            if (_parcels is null || !row.TryCode(table.Schema.IndexOf("DKBM"), out var code)) return null;
            var positions = dossiers._parcels.PositionsOf(code);
            if (positions.IsEmpty) return null;
            _parcels.MoveTo(positions[0]);
            return new DeliveredParcel(dossiers._parcelLayer!, _parcels);
        }
    }
}
