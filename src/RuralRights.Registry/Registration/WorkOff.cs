using Npgsql;
using NpgsqlTypes;
using RuralRights.Domain.Parcels;
using RuralRights.Interchange.Corrections;
using RuralRights.Interchange.Deliveries;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>Where a held household is on its way into the register.</summary>
public enum WorkState
{
    /// <summary>Errors keep it from being entered.</summary>
    Held,

    /// <summary>Nothing keeps it from being entered any more.</summary>
    Clean,

    /// <summary>The register refused it.</summary>
    Refused,

    /// <summary>It stands in the register.</summary>
    Entered,

    /// <summary>All its rows were struck, so that there is nothing to enter.</summary>
    Empty,
}

/// <summary>One line of the work list.</summary>
/// <param name="Item">Delivered code of the contractor, or of a parcel that nobody holds.</param>
/// <param name="State">Where it is.</param>
/// <param name="Errors">Its errors.</param>
/// <param name="Warnings">Its warnings.</param>
/// <param name="HeldBy">Codes of the inspection rules that hold it.</param>
/// <param name="RefusedBy">Codes of the rules of the register that refused it.</param>
/// <param name="About">What was in the way there, as codes.</param>
/// <param name="Together">Other contractors that can only be entered with it.</param>
/// <param name="Sheets">How many correction sheets it has.</param>
/// <param name="CheckedAt">When it was last inspected.</param>
/// <param name="Words">The first of its findings, in Chinese and English.</param>
public sealed record WorkItem(
    string Item,
    WorkState State,
    int Errors,
    int Warnings,
    IReadOnlyList<string> HeldBy,
    IReadOnlyList<string> RefusedBy,
    string? About,
    IReadOnlyList<string> Together,
    int Sheets,
    DateTimeOffset CheckedAt,
    IReadOnlyList<(string Chinese, string English)> Words)
{
    /// <summary>True for a parcel that nobody holds.</summary>
    public bool IsParcel => Item.Length == ParcelCode.Digits;
}

/// <summary>One item with everything that is needed to work it off.</summary>
/// <param name="Line">Its line of the work list.</param>
/// <param name="Findings">Its findings; identity numbers are masked.</param>
/// <param name="Rows">Its rows as delivered and as corrected. Names and numbers of people stand in them in full.</param>
/// <param name="Crs">Coordinate system of its boundaries, or null.</param>
/// <param name="Revision">Number of the last correction sheet.</param>
public sealed record WorkSheet(WorkItem Line, IReadOnlyList<FindingOnRecord> Findings, IReadOnlyList<WorkRow> Rows, string? Crs, int Revision);

/// <summary>What became of the boundaries of a shapefile.</summary>
/// <param name="Taken">The item of each boundary that was taken.</param>
/// <param name="NotHeld">Codes of parcels that no held item has.</param>
/// <param name="Unreadable">Codes of parcels whose boundary is no area, cannot be brought into the system of the delivery, or is drawn twice; then none was taken.</param>
public sealed record BoundariesTaken(IReadOnlyList<string> Taken, IReadOnlyList<string> NotHeld, IReadOnlyList<string> Unreadable);

/// <summary>One of the workbooks that together hold all that is held.</summary>
/// <param name="First">Code of its first item.</param>
/// <param name="Last">Code of its last item.</param>
/// <param name="Items">How many items it holds.</param>
public sealed record WorkbookPart(string First, string Last, long Items);

/// <summary>Works off what inspection holds back, household by household: corrects, inspects alone, enters.</summary>
public sealed class WorkOff(CountyConnections connections, Deliveries deliveries, CorrectionSheets sheets, WorkBenches benches, EnterDelivery entry)
{
    private const int WordsOfALine = 3;
    private const int MostInWorkbook = 2_000;
    private const int LengthOfContractors = 18;

    /// <summary>Above every number that a row of a file or an added one has.</summary>
    private const long Unnumbered = 1L << 60;

    /// <summary>A page of the work list: fewest errors first, then by code.</summary>
    /// <param name="county">The county.</param>
    /// <param name="sha256">The delivery.</param>
    /// <param name="state">Only of this state; null for all that is still to be done.</param>
    /// <param name="rule">Only held by this rule; null for all.</param>
    /// <param name="code">Only codes that begin so; null for all.</param>
    /// <param name="skip">Lines of the pages before.</param>
    /// <param name="take">Lines of a page.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IReadOnlyList<WorkItem>> List(
        string county, string sha256, WorkState? state = null, string? rule = null, string? code = null, int skip = 0, int take = 25, CancellationToken cancel = default)
    {
        await using var command = connections[county].CreateCommand($"""
            with line as ({Lines})
            select l.item, l.state, l.errors, l.warnings, l.held_by, l.refused_by, l.about, l.together, l.sheets, l.checked_at,
                   array(select f.chinese || E'\n' || f.english from intake.work_finding f
                         where f.delivery = $1 and f.item = l.item order by f.severity, f.number limit {WordsOfALine})
            from line l
            where ($2::text is null and l.state in ('held', 'clean', 'refused') or l.state = $2)
              and ($3::text is null or $3 = any(l.held_by || l.refused_by))
              and ($4::text is null or starts_with(l.item, $4))
            order by l.errors, l.item
            offset $5 limit $6
            """);
        Add(command, sha256);
        Add(command, state?.ToString().ToLowerInvariant());
        Add(command, rule);
        Add(command, code);
        command.Parameters.Add(new() { Value = skip });
        command.Parameters.Add(new() { Value = take });
        return await Items(command, cancel);
    }

    /// <summary>How many items are in each state.</summary>
    public async Task<IReadOnlyDictionary<WorkState, long>> Counts(string county, string sha256, CancellationToken cancel = default)
    {
        await using var command = connections[county].CreateCommand($"with line as ({Lines}) select state, count(*) from line group by 1");
        Add(command, sha256);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var counts = new Dictionary<WorkState, long>();
        while (await reader.ReadAsync(cancel)) counts.Add(Enum.Parse<WorkState>(reader.GetString(0), ignoreCase: true), reader.GetInt64(1));
        return counts;
    }

    /// <summary>The rules that hold items, the most frequent first.</summary>
    public async Task<IReadOnlyList<FindingCount>> Rules(string county, string sha256, CancellationToken cancel = default)
    {
        await using var command = connections[county].CreateCommand("""
            select rule, count(*) from intake.work, unnest(held_by) as rule where delivery = $1 group by 1 order by 2 desc, 1
            """);
        Add(command, sha256);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rules = new List<FindingCount>();
        while (await reader.ReadAsync(cancel)) rules.Add(new(reader.GetString(0), true, reader.GetInt64(1)));
        return rules;
    }

    /// <summary>One line of the work list; null when the item is not on it.</summary>
    public async Task<WorkItem?> Find(string county, string sha256, string item, CancellationToken cancel = default)
    {
        await using var command = connections[county].CreateCommand($"""
            with line as ({Lines})
            select l.item, l.state, l.errors, l.warnings, l.held_by, l.refused_by, l.about, l.together, l.sheets, l.checked_at, '{"{}"}'::text[]
            from line l where l.item = $2
            """);
        Add(command, sha256);
        Add(command, item);
        return (await Items(command, cancel)).SingleOrDefault();
    }

    /// <summary>An item with its rows; null when it is not on the work list.</summary>
    public async Task<WorkSheet?> Look(string county, string sha256, string item, CancellationToken cancel = default)
    {
        if (await Find(county, sha256, item, cancel) is not { } line) return null;

        using var bench = await Bench(county, sha256, cancel);
        var book = await sheets.Of(county, sha256, cancel);
        if (await Awaited(county, sha256, [item], cancel) is { Count: > 0 } awaited)
        {
            await Record(county, sha256, awaited, bench.Bench, book, cancel);
            line = (await Find(county, sha256, item, cancel))!;
        }

        var extract = bench.Bench.Extract(item, book.Layer);
        return new(line, await Findings(county, sha256, item, cancel), extract.Rows, CrsOf(bench.Delivery), book.RevisionOf(item));
    }

    /// <summary>The findings of an item at its last inspection; identity numbers are masked.</summary>
    public async Task<IReadOnlyList<FindingOnRecord>> Findings(string county, string sha256, string item, CancellationToken cancel = default)
    {
        await using var command = connections[county].CreateCommand("""
            select number, rule, severity, layer, key, field, chinese, english, row, wkt, crs
            from intake.work_finding where delivery = $1 and item = $2 order by number
            """);
        Add(command, sha256);
        Add(command, item);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var findings = new List<FindingOnRecord>();
        while (await reader.ReadAsync(cancel))
        {
            findings.Add(new(
                reader.GetInt32(0), reader.GetString(1), reader.GetString(2) == "error", reader.GetString(3), reader.GetString(4), Text(reader, 5),
                reader.GetString(6), reader.GetString(7), reader.IsDBNull(8) ? null : reader.GetInt64(8), null, Text(reader, 9), Text(reader, 10)));
        }

        return findings;
    }

    /// <summary>Keeps corrections of an item and inspects it again.</summary>
    /// <param name="county">The county.</param>
    /// <param name="sha256">The delivery.</param>
    /// <param name="item">The item.</param>
    /// <param name="seen">Number of the last sheet the clerk saw.</param>
    /// <param name="changes">What is corrected.</param>
    /// <param name="reason">Why.</param>
    /// <param name="paper">The paper it rests on.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancel">Stops it; what was kept stays.</param>
    /// <exception cref="CorrectedMeanwhileException">Somebody else corrected it in the meantime.</exception>
    public async Task<WorkItem> Correct(
        string county, string sha256, string item, int seen, IReadOnlyList<Correction> changes, string reason, string paper, string by, CancellationToken cancel = default)
    {
        await sheets.Keep(county, sha256, item, seen, changes, reason, paper, by, cancel);
        return await Check(county, sha256, item, cancel);
    }

    /// <summary>The workbooks that hold all that is held: parts by code, so that what is corrected in one moves nothing into or out of another.</summary>
    /// <param name="county">The county.</param>
    /// <param name="sha256">The delivery.</param>
    /// <param name="most">How many items one workbook holds.</param>
    /// <param name="cancel">Stops it.</param>
    public Task<List<WorkbookPart>> Workbooks(string county, string sha256, int most = MostInWorkbook, CancellationToken cancel = default) => connections[county].All(
        $"""
        with line as ({Lines}),
             held as (select l.item, (row_number() over (order by l.item) - 1) / $2 as part from line l where l.state = 'held')
        select min(item), max(item), count(*) from held group by part order by part
        """,
        row => new WorkbookPart(row.GetString(0), row.GetString(1), row.GetInt64(2)), cancel, sha256, most);

    /// <summary>Writes the rows of what is held, from one code to another, as a workbook to be corrected; that they are looked at stands in the log.</summary>
    public async Task WriteWorkbook(string county, string sha256, string first, string last, string viewer, string purpose, Stream to, CancellationToken cancel = default)
    {
        // Between the list of workbooks and this one more may have come to be held in it, so there is room for them.
        var held = await connections[county].All(
            $"with line as ({Lines}) select l.item from line l where l.state = 'held' and l.item between $2 and $3 order by l.errors, l.item limit {2 * MostInWorkbook}",
            row => row.GetString(0), cancel, sha256, first, last);
        await sheets.Log(county, sha256, held, viewer, purpose, cancel);
        using var bench = await Bench(county, sha256, cancel);
        var book = await sheets.Of(county, sha256, cancel);
        if (await Awaited(county, sha256, held, cancel) is { Count: > 0 } awaited) await Record(county, sha256, awaited, bench.Bench, book, cancel);
        var items = new List<WorkbookItem>();
        foreach (var item in held)
        {
            var findings = await Findings(county, sha256, item, cancel);
            items.Add(new(
                item, book.RevisionOf(item), bench.Bench.Extract(item, book.Layer).Rows,
                findings.Where(finding => finding.Row is not null).ToLookup(finding => (finding.Layer, finding.Row!.Value), finding => finding.Chinese)));
        }

        CorrectionWorkbook.Write(items, to);
    }

    /// <summary>Keeps the corrections of a workbook, all or none, and inspects what they touch again.</summary>
    /// <returns>How many corrections were kept.</returns>
    /// <exception cref="CorrectionsUnreadableException">Cells of it cannot be taken; each is named.</exception>
    /// <exception cref="CorrectedMeanwhileException">Somebody else corrected one of its households after it was written.</exception>
    public async Task<int> Correct(string county, string sha256, Stream workbook, string by, CancellationToken cancel = default)
    {
        using var bench = await Bench(county, sha256, cancel);
        var book = await sheets.Of(county, sha256, cancel);
        var read = CorrectionWorkbook.Read(workbook, item => bench.Bench.Extract(item, book.Layer).Rows, Unnumbered);
        if (read.Changes.Count == 0) return 0;

        // How many rows are added is known only now; until then they have numbers above every real one.
        var added = read.Changes.Max(change => change.Row) - Unnumbered + 1;
        var first = added > 0 ? await sheets.NumbersForAddedRows(county, (int)added, cancel) : 0;
        var changes = read.Changes.Select(change => change.Row >= Unnumbered ? change with { Row = change.Row - Unnumbered + first } : change).ToList();
        await sheets.KeepAll(county, sha256, read.Revisions, changes, read.Reason, read.Paper, by, cancel);
        await Record(county, sha256, read.Changes.Select(change => change.Item).Distinct().Order(StringComparer.Ordinal), bench.Bench, await sheets.Of(county, sha256, cancel), cancel);
        return read.Changes.Count;
    }

    /// <summary>Takes the boundaries of held parcels out of a shapefile, all or none, and inspects their items again. What is not held is left as it is.</summary>
    /// <param name="county">The county.</param>
    /// <param name="sha256">The delivery.</param>
    /// <param name="drawn">What the shapefile holds.</param>
    /// <param name="reason">Why they are corrected.</param>
    /// <param name="paper">The paper it rests on.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<BoundariesTaken> Correct(
        string county, string sha256, IReadOnlyList<BoundaryFound> drawn, string reason, string paper, string by, CancellationToken cancel = default)
    {
        using var bench = await Bench(county, sha256, cancel);
        var book = await sheets.Of(county, sha256, cancel);
        if (SystemOf(bench.Delivery) is not { } system) return new([], [], [.. drawn.Select(one => one.Parcel ?? "")]);

        var holders = drawn.Where(one => one.Parcel is not null).Select(one => one.Parcel!).Distinct(StringComparer.Ordinal)
            .ToDictionary(parcel => parcel, parcel => (string[])[parcel, .. bench.Bench.HoldersOf(parcel)], StringComparer.Ordinal);
        var held = (await connections[county].All(
            $"with line as ({Lines}) select l.item from line l where l.state = 'held' and l.item = any($2)",
            row => row.GetString(0), cancel, sha256, holders.Values.SelectMany(items => items).Distinct().ToArray())).ToHashSet(StringComparer.Ordinal);
        var (changes, notHeld, unreadable) = (new List<Correction>(), new List<string>(), new List<string>());
        foreach (var one in drawn)
        {
            if (one.Parcel is not { } parcel || holders[parcel].FirstOrDefault(held.Contains) is not { } item) notHeld.Add(one.Parcel ?? "");
            else if (bench.Bench.Extract(item, book.Layer).Rows.FirstOrDefault(row => row is { Table: "DK", IsStruck: false } && row["DKBM"] == parcel) is not { } row) notHeld.Add(parcel);
            else if (changes.Any(change => change.Row == row.Row) || one.Text is not { } text || BoundaryText.Import(text, one.System, system) is not { } boundary) unreadable.Add(parcel);
            else changes.Add(new(item, "DK", row.Row, CorrectionKind.Boundary, null, null, boundary));
        }

        if (unreadable.Count > 0 || changes.Count == 0) return new([], notHeld, unreadable);

        string[] items = [.. changes.Select(change => change.Item).Distinct().Order(StringComparer.Ordinal)];
        await sheets.KeepAll(county, sha256, items.ToDictionary(item => item, book.RevisionOf), changes, reason, paper, by, cancel);
        await Record(county, sha256, items, bench.Bench, await sheets.Of(county, sha256, cancel), cancel);
        return new([.. changes.Select(change => change.Item)], notHeld, []);
    }

    /// <summary>Inspects an item alone, with all corrections as they are now.</summary>
    public async Task<WorkItem> Check(string county, string sha256, string item, CancellationToken cancel = default)
    {
        using var bench = await Bench(county, sha256, cancel);
        var book = await sheets.Of(county, sha256, cancel);
        await Record(county, sha256, [item], bench.Bench, book, cancel);
        return (await Find(county, sha256, item, cancel))!;
    }

    /// <summary>Enters one item, with those that can only be entered together with it. Entering it twice changes nothing.</summary>
    /// <returns>What became of it; households that are held or refused are counted and listed.</returns>
    public async Task<DeliveryEntry> Enter(string county, string sha256, string item, CancellationToken cancel = default)
    {
        using var bench = await Bench(county, sha256, cancel);
        var book = await sheets.Of(county, sha256, cancel);
        var extract = bench.Bench.Extract(item, book.Layer);
        await Record(county, sha256, [item], bench.Bench, book, cancel);
        if (await HoldsEverything(county, sha256, cancel)) return new(sha256, 0, 0, extract.Group.Count, 0, 0);

        using var inspection = extract.InspectGroup(cancel);
        await deliveries.Settle(county, sha256, surveyOnly: false, cancel);
        var whole = await deliveries.Find(county, sha256, cancel);
        var source = new EntrySource(
            county, bench.Delivery.CountyName, sha256, bench.Delivery.Year, extract.Material.Tables, extract.Material.Layers,
            path => bench.Delivery.FindAttachment(path)?.Sha256())
        {
            Sheets = book.Sheets,
            Only = Codes(extract),
            SurveyOnly = whole?.SurveyOnly == true,
            Whole = whole,
        };
        var done = await entry.Run(county, source, inspection, null, cancel);
        await deliveries.RecordRefused(county, sha256, cancel);
        return done;
    }

    /// <summary>The work bench of a received delivery.</summary>
    internal Task<WorkBenches.Borrowed> Bench(string county, string sha256, CancellationToken cancel) => benches.Take(
        sha256, () => deliveries.OpenReceived(county, sha256, null, CancellationToken.None), cancel);

    /// <summary>Which of these were not yet inspected alone.</summary>
    private Task<List<string>> Awaited(string county, string sha256, IReadOnlyCollection<string> items, CancellationToken cancel) => connections[county].All(
        "select item from intake.work where delivery = $1 and item = any ($2) and is_awaited order by item", row => row.GetString(0), cancel, sha256, items.ToArray());

    /// <summary>Inspects items again, and those on the list whose findings name them: a number both had, an overlap of their parcels.</summary>
    private async Task Record(string county, string sha256, IEnumerable<string> items, WorkBench bench, CorrectionBook book, CancellationToken cancel)
    {
        var extracts = items.Select(item => bench.Extract(item, book.Layer)).ToList();
        var named = extracts.SelectMany(extract => Codes(extract).Concat(extract.Rows.Where(row => row.Table == "DK").Select(row => row["DKBM"]))).OfType<string>()
            .Where(code => code.Length >= LengthOfContractors).Distinct().Select(code => $"%{code}%").ToArray();
        await using (var command = connections[county].CreateCommand("""
            select distinct item from intake.work_finding
            where delivery = $1 and item <> all($2) and (key like any($3) or chinese like any($3))
            order by item limit 100
            """))
        {
            Add(command, sha256);
            command.Parameters.Add(new() { Value = extracts.Select(extract => extract.Item).ToArray() });
            command.Parameters.Add(new() { Value = named });
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel)) extracts.Add(bench.Extract(reader.GetString(0), book.Layer));
        }

        await deliveries.RecordWork(county, sha256, extracts, replace: false, cancel);
    }

    private static HashSet<string> Codes(HouseholdExtract extract) =>
    [
        .. extract.Contractors.Select(code => code.ToString("D18", System.Globalization.CultureInfo.InvariantCulture)),
        .. extract.Parcels.Select(code => code.ToString("D19", System.Globalization.CultureInfo.InvariantCulture)),
    ];

    private static string? CrsOf(Delivery delivery) => SystemOf(delivery)?.Id;

    /// <summary>Coordinate system of the parcels of a delivery; null when it declares none that can be taken.</summary>
    internal static Spatial.CoordinateSystem? SystemOf(Delivery delivery) => delivery.Layers.TryGetValue("DK", out var parcels)
        && Spatial.CoordinateSystem.FromPrj(parcels.Projection) is Spatial.CoordinateSystemReading.Recognised { System: var system } ? system : null;

    // An item is entered under the code it was corrected to, so all its codes are asked for. What an earlier delivery entered under
    // that code does not make the faults of this one good.
    private const string Lines = """
        select w.item, w.errors, w.warnings, w.held_by, w.together, w.checked_at,
               coalesce(k.rules, '{}') as refused_by, k.about,
               (select count(*)::integer from intake.correction c where c.delivery = w.delivery and c.item = w.item) as sheets,
               case when cardinality(w.held_by) > 0 and not exists (
                        select from ledger.mt_events e
                        where e.stream_id in (select 'household/' || code from unnest(w.codes) as code union all select 'parcel/' || w.item) and e.version = 1
                          and e.data -> 'provenance' ->> 'actor' = 'delivery/' || w.delivery) then 'held'
                    when exists (select from register.household h where h.code = any(w.codes))
                      or exists (select from register.parcel p where p.code = w.item) then 'entered'
                    when k.rules is not null then 'refused'
                    when w.is_empty then 'empty'
                    else 'clean' end as state
        from intake.work w
        left join lateral (select rules, about from intake.kept_back k
                           where k.delivery = w.delivery and k.household = any(w.codes) and k.refused limit 1) k on true
        where w.delivery = $1
        """;

    private async Task<bool> HoldsEverything(string county, string sha256, CancellationToken cancel)
    {
        await using var command = connections[county].CreateCommand("select holds_everything from intake.delivery where sha256 = $1");
        Add(command, sha256);
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    private static async Task<IReadOnlyList<WorkItem>> Items(NpgsqlCommand command, CancellationToken cancel)
    {
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var items = new List<WorkItem>();
        while (await reader.ReadAsync(cancel))
        {
            items.Add(new(
                reader.GetString(0), Enum.Parse<WorkState>(reader.GetString(1), ignoreCase: true), reader.GetInt32(2), reader.GetInt32(3),
                reader.GetFieldValue<string[]>(4), reader.GetFieldValue<string[]>(5), Text(reader, 6), reader.GetFieldValue<string[]>(7), reader.GetInt32(8),
                reader.GetFieldValue<DateTimeOffset>(9),
                [.. reader.GetFieldValue<string[]>(10).Select(words => words.Split('\n')).Select(words => (words[0], words[^1]))]));
        }

        return items;
    }

    private static void Add(NpgsqlCommand command, string? value) =>
        command.Parameters.Add(new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
