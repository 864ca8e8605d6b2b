namespace RuralRights.Interchange.Deliveries;

/// <summary>
/// A county's survey delivery (汇交成果, NY/T 2539) opened for reading: its layers, tables, issuer codes, metadata and attachments,
/// and whatever stood in the way of reading them.
/// </summary>
/// <remarks>
/// A layer or table that is damaged becomes a problem that names its file and the rest still opens. Layers of a folder are read
/// where they lie and must not change meanwhile; everything else lies in the work folder, readable by this user alone, until the
/// delivery is disposed.
/// </remarks>
public sealed class Delivery : IDisposable
{
    private readonly WorkFolder _work;
    private readonly Package _package;
    private readonly ProblemList _problems;
    private string? _sha256;

    private Delivery(WorkFolder work, Package package, ProblemList problems, string county, int year)
    {
        _work = work;
        _package = package;
        _problems = problems;
        (CountyCode, Year) = (county, year);
        CountyName = FileNames.RootOf(package.Name)?.Name ?? "";
    }

    /// <summary>Six digits of the county.</summary>
    public string CountyCode { get; }

    /// <summary>Name of the county as the root folder bears it; empty when it bears none.</summary>
    public string CountyName { get; }

    /// <summary>Year of the survey, from the file names.</summary>
    public int Year { get; }

    /// <summary>Name of the root folder, or of the zip when it has none.</summary>
    public string Name => _package.Name;

    /// <summary>Folders right below the root.</summary>
    public IReadOnlyCollection<string> Folders => _package.Folders;

    /// <summary>The layers that could be opened, by standard name. A split layer is one store.</summary>
    public IReadOnlyDictionary<string, LayerStore> Layers { get; private set; } = new Dictionary<string, LayerStore>();

    /// <summary>The tables that could be opened, by standard name.</summary>
    public IReadOnlyDictionary<string, TableStore> Tables { get; private set; } = new Dictionary<string, TableStore>();

    /// <summary>The issuer code table; null when there is none that can be read.</summary>
    public IReadOnlyList<IssuerCode>? IssuerCodes { get; private set; }

    /// <summary>Names of the villages in the table of unit codes: fourteen digits, of which the group's last two are zero and the village's three are not.</summary>
    public string[] Villages =>
        [.. (IssuerCodes ?? []).Where(unit => unit.Code.Length == 14 && unit.Code.EndsWith("00", StringComparison.Ordinal) && unit.Code[9..12] != "000").Select(unit => unit.Name).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>The metadata; null when there are none that can be read.</summary>
    public DeliveryMetadata? Metadata { get; private set; }

    /// <summary>What stood in the way of reading.</summary>
    public IReadOnlyList<DeliveryProblem> Problems => _problems.Listed;

    /// <summary>Opens a folder or a zip.</summary>
    /// <param name="path">The folder or zip; its root may be the root of the delivery or hold it one level down.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="workFolder">Where to unpack and spool; a folder of its own is made there and removed on dispose.</param>
    /// <param name="cancellation">Stops the opening.</param>
    /// <exception cref="DeliveryUnreadable">It is no delivery, or is dangerous to open, or the disk is full.</exception>
    public static Delivery Open(string path, DeliveryLimits limits, string workFolder, CancellationToken cancellation = default) => Open(path, limits, workFolder, null, null, cancellation);

    /// <summary>Opens a delivery that may not lie in clear at the path, and tells how far that is.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="workFolder">Where to unpack and spool; a folder of its own is made there and removed on dispose.</param>
    /// <param name="zip">Opens the zip, for reading at any place; null for what lies in clear.</param>
    /// <param name="progress">Is told every megabyte how far it is; null for nobody.</param>
    /// <param name="cancellation">Stops the opening.</param>
    /// <exception cref="DeliveryUnreadable">It is no delivery, or is dangerous to open, or the disk is full.</exception>
    public static Delivery Open(string path, DeliveryLimits limits, string workFolder, Func<Stream>? zip, IProgress<WorkProgress>? progress, CancellationToken cancellation = default)
    {
        var count = new ReadingCount(progress);
        var work = new WorkFolder(workFolder, limits.MaxWorkBytes) { Wrote = count.Spooled };
        var problems = new ProblemList(limits.MaxListedProblems);
        Package? package = null;
        Delivery? delivery = null;
        try
        {
            return WorkFolder.Guard(() =>
            {
                package = zip is null ? Package.Open(path, limits, work, count, problems, cancellation) : ZipPackage.Open(path, zip(), limits, work, count, cancellation);
                var (county, year) = CountyAndYear(package);
                delivery = new Delivery(work, package, problems, county, year);
                delivery.Read(limits, count, cancellation);
                return delivery;
            });
        }
        catch
        {
            delivery?.Dispose();
            package?.Dispose();
            work.Dispose();
            throw;
        }
    }

    /// <summary>
    /// SHA-256 that names this delivery: over the path, length and SHA-256 of every file below the root, in the order of the paths.
    /// The same files give the same value as a folder and as a zip. A folder is read whole for it, once.
    /// </summary>
    public string Sha256(CancellationToken cancellation = default) => Sha256(null, cancellation);

    /// <inheritdoc cref="Sha256(CancellationToken)"/>
    /// <param name="progress">Is told every megabyte how far it is; null for nobody.</param>
    /// <param name="cancellation">Stops it.</param>
    public string Sha256(IProgress<WorkProgress>? progress, CancellationToken cancellation) => _sha256 ??= _package.Fingerprint(progress, cancellation);

    /// <summary>
    /// The file that a row refers to by a path relative to the root; null when there is none. Separators and letter case may differ
    /// from the file's, but no path and no link leads out of the delivery.
    /// </summary>
    public DeliveredAttachment? FindAttachment(string path) => _package.Find(path);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var layer in Layers.Values) layer.Dispose();
        foreach (var table in Tables.Values) table.Dispose();
        _package.Dispose();
        _work.Dispose();
    }

    /// <summary>The root folder names the county where a file bears the same, the parcels the year; failing them, whichever file bears both does.</summary>
    private static (string County, int Year) CountyAndYear(Package package)
    {
        var layers = package.Files
            .Select(file => FileNames.LayerOf(Path.GetFileNameWithoutExtension(file.Name)))
            .OfType<(StandardLayer Layer, string County, int Year)>()
            .OrderByDescending(layer => layer.Layer.Name == "DK")
            .Select(layer => (layer.County, layer.Year));
        var others = package.Files
            .Select(file => FileNames.CountyOf(file.Name))
            .OfType<(string County, int Year)>();
        var named = layers.Concat(others).ToList();
        if (named.Count > 0)
            return (FileNames.RootOf(package.Name)?.County is { } root && named.Exists(file => file.County == root) ? root : named[0].County, named[0].Year);
        throw new DeliveryUnreadable(
            "county-unknown",
            "从文件名看不出县级代码和年份，应类似“DK6201232016.shp”。",
            "No file name gives the county code and the year; they should be like DK6201232016.shp.");
    }

    private void Read(DeliveryLimits limits, ReadingCount count, CancellationToken cancellation)
    {
        var layerFiles = new List<(StandardLayer, PackagedFile)>();
        foreach (var file in _package.Files.Where(file => file.Folder == DeliveryStandard.VectorFolder))
        {
            if (FileNames.LayerOf(Path.GetFileNameWithoutExtension(file.Name)) is not { } named) continue;
            if (named.County == CountyCode) layerFiles.Add((named.Layer, file));
            else _problems.Add(Faults.SeveralCounties(file.Path, CountyCode));
        }

        Layers = LayerReading.Open(layerFiles, _work, limits, _problems);
        cancellation.ThrowIfCancellationRequested();
        ReadOwnership(limits, count, cancellation);
        Metadata = _package.Files
            .Where(file => file.Folder == DeliveryStandard.MetadataFolder && IsA(file, ".xml"))
            .Select(file => DeliveryMetadata.Read(file, _problems))
            .FirstOrDefault(metadata => metadata is not null);
    }

    private void ReadOwnership(DeliveryLimits limits, ReadingCount count, CancellationToken cancellation)
    {
        var tables = new Dictionary<string, TableStore>(StringComparer.OrdinalIgnoreCase);
        Tables = tables;
        var files = _package.Files.Where(file => file.Folder == DeliveryStandard.OwnershipFolder).ToArray();
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            count.BeginTable(new FileInfo(file.OnDisk).Length);
            if (FileNames.CountyOf(file.Name) is { } named && named.County != CountyCode)
            {
                _problems.Add(Faults.SeveralCounties(file.Path, CountyCode));
            }
            else if (file.Name.Contains(DeliveryStandard.IssuerCodeTable, StringComparison.Ordinal))
            {
                IssuerCodes ??= WorkbookTables.ReadIssuerCodes(file, limits, _problems);
            }
            else
            {
                foreach (var table in ReadTables(file, limits, cancellation))
                {
                    if (tables.TryAdd(table.Name, table)) continue;
                    _problems.Add(Faults.TableGivenTwice(file.Path, table.Name, tables[table.Name].File));
                    table.Dispose();
                }
            }

            count.EndTable();
        }
    }

    private IEnumerable<TableStore> ReadTables(PackagedFile file, DeliveryLimits limits, CancellationToken cancellation)
    {
        if (IsA(file, ".mdb") || IsA(file, ".accdb")) return AccessTables.Read(file, _work, limits, _problems, cancellation);
        if (IsA(file, ".xlsx") || IsA(file, ".xlsm") || IsA(file, ".xls")) return WorkbookTables.Read(file, _work, limits, _problems, cancellation);
        if (IsA(file, ".csv") && FileNames.TableOf(Path.GetFileNameWithoutExtension(file.Name)) is { } named)
            return CsvTables.Read(file, named, _work, limits, _problems, cancellation) is { } table ? [table] : [];
        return [];
    }

    private static bool IsA(PackagedFile file, string extension) =>
        Path.GetExtension(file.Path).Equals(extension, StringComparison.OrdinalIgnoreCase);
}
