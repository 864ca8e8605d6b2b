using System.Globalization;
using System.Text.RegularExpressions;
using RuralRights.Interchange.Deliveries;
using RuralRights.Spatial;

namespace RuralRights.Interchange.Inspection;

/// <summary>Folders, files, fields and coordinate systems: everything that is known before a row is read.</summary>
internal sealed partial class StructureInspection(InspectionRun run)
{
    private static readonly string[] RequiredFolders =
        [DeliveryStandard.VectorFolder, DeliveryStandard.OwnershipFolder, DeliveryStandard.SummaryFolder];

    private readonly InspectionMaterial _material = run.Material;

    public void Inspect()
    {
        InspectFolders();
        foreach (var table in Specification.Layers.Concat(Specification.Tables))
        {
            if (_material.Store(table.Name) is { } store) InspectStore(table, store);
            else if (table.IsRequired) InspectMissing(table);
        }

        InspectYears();
        foreach (var layer in _material.Layers.Values) InspectSystem(layer);
        if (_material.Metadata is { } metadata) InspectMetadata(metadata);
    }

    /// <summary>What could not be read was delivered; it is not missing, but it holds back the same.</summary>
    private void InspectMissing(SpecifiedTable table)
    {
        var rule = table.IsLayer ? InspectionRules.MissingLayer : InspectionRules.MissingTable;
        if (IsUnreadable(problem => problem.Store == table.Name || (problem.Store is null && !table.IsLayer && IsOfTables(problem.File))))
            run.MissUnreadable(table.Name);
        else
            Report(rule, table.Name, table.Name, null, null);
    }

    private static bool IsOfTables(string file) =>
        file.StartsWith(DeliveryStandard.OwnershipFolder, StringComparison.Ordinal) && !file.Contains(DeliveryStandard.IssuerCodeTable, StringComparison.Ordinal);

    private bool IsUnreadable(Func<DeliveryProblem, bool> isIt) =>
        (_material.Problems?.Invoke() ?? []).Any(problem => problem.Severity == ProblemSeverity.Error && isIt(problem));

    private void InspectFolders()
    {
        if (_material.Folders is not { } folders) return;

        if (FileNames.RootOf(_material.Root)?.County != _material.County)
            Report(InspectionRules.FolderName, "", _material.Root, null, null, _material.Root);
        foreach (var folder in RequiredFolders.Where(folder => !folders.Contains(folder)))
            Report(InspectionRules.MissingFolder, "", folder, null, null, folder);
        if (_material.UnitCodes is null && !IsUnreadable(problem => problem.File.Contains(DeliveryStandard.IssuerCodeTable, StringComparison.Ordinal)))
            Report(InspectionRules.MissingUnitCodes, "", DeliveryStandard.IssuerCodeTable, null, null);
    }

    private void InspectStore(SpecifiedTable table, RowStore store)
    {
        if (store.Count == 0 && InspectionRules.EmptyLayer.Layers.Contains(table.Name))
            Report(InspectionRules.EmptyLayer, table.Name, Stem(store), null, store.File);

        foreach (var field in table.Fields)
        {
            var at = store.Schema.IndexOf(field.Name);
            if (at >= 0) InspectField(table, field, store, store.Schema.Fields[at]);
            else if (field.IsMandatory) Report(InspectionRules.MissingField, table.Name, field.Name, field.Name, store.File);
            else if (field.Standard.Presence == Presence.Conditional)
                Report(InspectionRules.MissingConditionalField, table.Name, field.Name, field.Name, store.File);
        }
    }

    /// <summary>
    /// Workbooks and CSV files declare nothing, and databases have no width for numbers; what they hold is judged row by row.
    /// A number field that is wider than the standard's loses nothing: templates widen coordinates.
    /// </summary>
    private void InspectField(SpecifiedTable table, SpecifiedField field, RowStore store, DeliveredField delivered)
    {
        if (delivered.Width == 0) return;

        if (delivered.Kind != field.Standard.Kind)
        {
            var (wanted, found) = (Kind(field.Standard.Kind), Kind(delivered.Kind));
            Report(
                InspectionRules.FieldType, table.Name, field.Name, field.Name, store.File,
                wanted.Chinese, found.Chinese, wanted.English, found.English);
        }
        else if (field.Standard.Kind == FieldKind.Text
            ? delivered.Width != field.Standard.Width
            : field.Standard.Kind == FieldKind.Number && (delivered.Width < field.Standard.Width || delivered.Decimals < field.Standard.Decimals))
        {
            Report(
                InspectionRules.FieldWidth, table.Name, field.Name, field.Name, store.File,
                Width(field.Standard.Width, field.Standard.Decimals), Width(delivered.Width, delivered.Decimals));
        }
    }

    /// <summary>Layer files are named table, county, year; the year of most is right.</summary>
    private void InspectYears()
    {
        var years = _material.Layers.Values
            .Select(layer => (Layer: layer, Named: FileName().Match(Stem(layer))))
            .Where(layer => layer.Named.Success)
            .Select(layer => (layer.Layer, Year: layer.Named.Groups["year"].Value))
            .ToList();
        if (years.Count == 0) return;

        var usual = years.GroupBy(layer => layer.Year).MaxBy(group => group.Count())!.Key;
        foreach (var (layer, year) in years.Where(layer => layer.Year != usual))
            Report(InspectionRules.YearMismatch, layer.Name, Stem(layer), null, layer.File, year, usual);
    }

    private void InspectSystem(LayerStore layer)
    {
        switch (run.Systems.ReadingOf(layer.Name))
        {
            case null:
                Report(InspectionRules.MissingPrj, layer.Name, Stem(layer), null, layer.File);
                break;
            case CoordinateSystemReading.Refused refused:
                Report(
                    InspectionRules.CrsRefused, layer.Name, Stem(layer), null, layer.File,
                    refused.Reason.Chinese, refused.Reason.English, refused.Named ?? refused.Reason.Code);
                break;
            case CoordinateSystemReading.Recognised { System: var system } when !run.Systems.Agrees(layer.Name):
                Report(
                    InspectionRules.CrsMismatch, layer.Name, Stem(layer), null, layer.File,
                    system.Id, run.Systems.Reference?.Id ?? "");
                break;
        }
    }

    /// <summary>geoID is the county; coorRSID 001 is CGCS2000, the only system that is taken; centralMer is in degrees.</summary>
    private void InspectMetadata(IReadOnlyDictionary<string, string> metadata)
    {
        Compare("geoID", "县级代码", "county code", _material.County, text => text);
        if (run.Systems.Reference is not { } system) return;
        Compare("coorRSID", "坐标系代码", "code of the coordinate system", "001", text => text);
        if (!system.IsGeographic)
            Compare("centralMer", "中央经线", "central meridian", system.CentralMeridian.ToString(CultureInfo.InvariantCulture), Degrees);

        void Compare(string element, string chinese, string english, string found, Func<string, string> read)
        {
            if (metadata.TryGetValue(element, out var stated) && read(stated) != found)
                Report(InspectionRules.MetadataMismatch, "", element, element, null, chinese, english, stated, found);
        }

        static string Degrees(string text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees.ToString(CultureInfo.InvariantCulture) : text;
    }

    private void Report(InspectionRule rule, string layer, string key, string? field, string? file, params string[] values) =>
        run.Report(new(rule, layer, key, field, values, null, file));

    private static string Stem(RowStore store) => Path.GetFileNameWithoutExtension(store.File).TrimEnd('*');

    private static (string Chinese, string English) Kind(FieldKind kind) => kind switch
    {
        FieldKind.Text => ("文本", "text"),
        FieldKind.Number => ("数值", "number"),
        _ => ("日期", "day"),
    };

    private static string Width(int width, int decimals) =>
        decimals == 0 ? width.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{width},{decimals}");

    [GeneratedRegex(@"^[A-Z]+\d{6}(?<year>\d{4})", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
