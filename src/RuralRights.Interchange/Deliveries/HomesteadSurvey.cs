using System.Globalization;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Tenure;
using RuralRights.Spatial;

namespace RuralRights.Interchange.Deliveries;

/// <summary>A homestead as its survey says: one row of the table, and the plot of its code in the layer.</summary>
/// <param name="Row">Row of the table as a person counts, the heading being the first; empty rows are not counted.</param>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Unit">Real-estate unit code, 28 characters.</param>
/// <param name="Place">Where it lies.</param>
/// <param name="Shape">The plot as it was drawn; it may be no area.</param>
/// <param name="Area">Surveyed area of the plot in square metres.</param>
/// <param name="Land">Kind of land as the county's standard calls it.</param>
/// <param name="Source">On what it rests.</param>
/// <param name="Number">Number of that paper.</param>
/// <param name="On">Day of that paper.</param>
/// <param name="Approved">Approved area in square metres.</param>
/// <param name="Scan">Name of the scan of that paper in the zip.</param>
/// <param name="House">The house; null when none stands there.</param>
/// <param name="Exceptions">Exceptions from the law's limits, each with the name of the scan that proves it in place of its hash.</param>
public sealed record SurveyedHomestead(
    long Row, string Household, string Unit, string Place, DeliveredShape Shape, decimal Area, string Land, HomesteadSource Source, string Number, DateOnly On, decimal Approved, string Scan,
    House? House, IReadOnlyList<HomesteadException> Exceptions)
{
    /// <summary>Names of all its scans and the columns that name them.</summary>
    public IEnumerable<(string Column, string Name)> Scans =>
        [(HomesteadSurvey.Scan, Scan), .. Exceptions.Select(exception => (exception.From == HomesteadRule.OneHousehold ? HomesteadSurvey.SecondProof : HomesteadSurvey.LargerProof, exception.Document))];

    /// <summary>What a case asks for by it.</summary>
    /// <param name="boundary">The plot, once it was found to be an area.</param>
    /// <param name="documents">SHA-256 of each scan by its name, once it is kept.</param>
    public RegisterHomestead Asked(BoundaryOnRecord boundary, IReadOnlyDictionary<string, string> documents) => new(
        Household, Unit, Place, boundary, Area, Land, new(Source, Number, On, Approved, documents[Scan]), House,
        [.. Exceptions.Select(exception => exception with { Document = documents[exception.Document] })]);
}

/// <summary>
/// The homesteads of a village as their survey (宅基地权籍调查) hands them in, packed into one zip: a shapefile of the plots with their
/// codes (ZDDM, or the whole BDCDYH), a table with a row for each household (.csv or .xlsx), and the scans that its rows name.
/// </summary>
/// <remarks>
/// It is held to what a delivery is held to: no bomb, no name that leads elsewhere, a coordinate system that is declared and can be
/// taken. A row that cannot be read is told with its column and what mends it, and the rows beside it are read all the same. Whether a
/// homestead may be registered is not asked here. What is unpacked lies in the work folder, readable by this user alone, until it is disposed.
/// </remarks>
public sealed class HomesteadSurvey : IDisposable
{
    /// <summary>Column of the contractor code.</summary>
    public const string Household = "承包方代码";

    /// <summary>Column of the scan of the paper it rests on.</summary>
    public const string Scan = "材料文件";

    /// <summary>Column of the scan that proves the exception from one household, one homestead.</summary>
    public const string SecondProof = "一户一宅例外的证明文件";

    /// <summary>Column of the scan that proves the exception from the standard of size.</summary>
    public const string LargerProof = "面积标准例外的证明文件";

    /// <summary>Column of the boundary, which stands in the layer and not in the table.</summary>
    public const string Boundary = "界线";

    private const string Unit = "不动产单元代码";
    private const string Place = "坐落";
    private const string Area = "宗地面积";
    private const string Land = "地类";
    private const string Source = "权属来源";
    private const string Number = "材料编号";
    private const string On = "材料日期";
    private const string Approved = "批准面积";
    private const string Structure = "房屋结构";
    private const string Storeys = "层数";
    private const string Footprint = "房屋占地面积";
    private const string Floor = "建筑面积";
    private const string Year = "建成年份";
    private const string Second = "一户一宅例外的原因";
    private const string Larger = "面积标准例外的原因";

    private const int HouseholdDigits = 18;
    private const int LongestPlace = 100;
    private const int LongestNumber = 60;
    private const int LongestName = 200;

    /// <summary>Columns of the table in their order; those of the house stay empty where none stands, those of exceptions where there is none.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        [Household, Unit, Place, Area, Land, Source, Number, On, Approved, Scan, Structure, Storeys, Footprint, Floor, Year, Second, SecondProof, Larger, LargerProof];

    /// <summary>Columns that every row fills in.</summary>
    public static IReadOnlyList<string> Needed { get; } = [Household, Unit, Place, Area, Land, Source, Number, On, Approved, Scan];

    /// <summary>How large such a zip may be: a village with a scan or two for each household.</summary>
    public static DeliveryLimits Limits { get; } = new() { MaxEntries = 5_000, MaxUnpackedBytes = 512L << 20, MaxWorkBytes = 640L << 20, MaxVertices = 100_000, MaxWorkbookBytes = 64L << 20 };

    private static readonly StandardTable Table = new("ZJDDC", "宅基地调查表", [.. Columns.Select(name => new StandardField(name, FieldKind.Text, 0, 0, Needed.Contains(name) ? Presence.Mandatory : Presence.Optional))], [Household]);

    private readonly UnpackedZip _zip;
    private readonly List<DeliveryProblem> _problems = [];

    private HomesteadSurvey(UnpackedZip zip, CoordinateSystem system) => (_zip, System) = (zip, system);

    /// <summary>The coordinate system of the plots.</summary>
    public CoordinateSystem System { get; }

    /// <summary>Path of the table inside the zip.</summary>
    public string File { get; private set; } = "";

    /// <summary>The homesteads that could be read, in the order of their rows.</summary>
    public IReadOnlyList<SurveyedHomestead> Homesteads { get; private set; } = [];

    /// <summary>Why other rows could not be read, in the order of the rows, each with its household where that could be read.</summary>
    public IReadOnlyList<(DeliveryProblem Problem, string? Household)> Problems { get; private set; } = [];

    /// <summary>Opens a zip.</summary>
    /// <param name="zip">The zip; it must be seekable, and is not needed any more once it is open.</param>
    /// <param name="workFolder">Where to unpack; folders of its own are made there and removed on dispose.</param>
    /// <param name="cancellation">Stops the opening.</param>
    /// <exception cref="DeliveryUnreadable">It is no such zip, or is dangerous to open, or its coordinate system cannot be taken.</exception>
    public static HomesteadSurvey Open(Stream zip, string workFolder, CancellationToken cancellation = default) =>
        UnpackedZip.Open(zip, workFolder, Limits, _ => true, unpacked => In(unpacked, cancellation), cancellation);

    /// <summary>The column that a rule is about by which a homestead is not taken.</summary>
    public static string ColumnOf(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Code switch
        {
            "unit-code-is-malformed" or "unit-is-no-homestead" or "unit-is-of-another-county" or "unit-does-not-fit-the-house" or "homestead-stands" => Unit,
            "boundary-is-not-an-area" or "homesteads-overlap" or "homestead-lies-on-contracted-land" => Boundary,
            "area-is-not-of-the-boundary" => Area,
            "homestead-standard-is-unknown" => Land,
            "homestead-is-above-the-standard" => Approved,
            "homestead-source-is-missing" => On,
            "house-does-not-fit" => Footprint,
            "homestead-exception-is-not-listed" => Second,
            _ => Household,
        };
    }

    /// <summary>A scan by its name: its path in the zip, or its bare name where only one file bears it; null when there is none such.</summary>
    public Stream? OpenScan(string name) => Find(name) is { } file ? global::System.IO.File.OpenRead(file.OnDisk) : null;

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();

    private static HomesteadSurvey In(UnpackedZip zip, CancellationToken cancellation)
    {
        var (layer, system) = ShapefileZip.LayerIn(zip, Limits);
        using (layer)
        {
            var survey = new HomesteadSurvey(zip, system);
            survey.Read(layer, cancellation);
            return survey;
        }
    }

    private PackagedFile? Find(string name)
    {
        var path = name.Replace('\\', '/').TrimStart('/');
        return Only(file => file.Path.Equals(path, StringComparison.OrdinalIgnoreCase)) ?? Only(file => file.Name.Equals(path, StringComparison.OrdinalIgnoreCase));

        PackagedFile? Only(Func<PackagedFile, bool> isMeant) => _zip.Files.Where(isMeant).Take(2).ToList() is [var only] ? only : null;
    }

    private void Read(LayerStore layer, CancellationToken cancellation)
    {
        if (_zip.Files.Where(file => Path.GetExtension(file.Path).ToUpperInvariant() is ".CSV" or ".XLSX" or ".XLS").ToList() is not [var file]) throw ZipDirectory.Refused(
            "not-one-table",
            "压缩包里要有一张调查表，而且只能有一张（.csv 或 .xlsx）。",
            "The zip holds one table and no second one: .csv or .xlsx.");
        File = file.Path;
        var problems = new ProblemList(Limits.MaxListedProblems);
        using var table = Path.GetExtension(file.Path).Equals(".csv", StringComparison.OrdinalIgnoreCase)
            ? CsvTables.Read(file, Table, _zip.Work, Limits, problems, cancellation) : WorkbookTables.ReadFirst(file, Table, _zip.Work, Limits, problems, cancellation);
        if (table is null || problems.Listed.FirstOrDefault(problem => problem.Code == "table-row-unreadable") is not null)
            throw problems.Listed is [var first, ..] ? ZipDirectory.Refused("table-unreadable", $"{file.Path}：{first.Chinese}", $"{file.Path}: {first.English}") : Empty(file);

        var columns = ColumnsOf(table);
        var missing = Needed.Where(column => !columns.ContainsKey(column)).ToList();
        if (missing.Count > 0) throw ZipDirectory.Refused(
            "column-missing",
            $"{file.Path} 缺少这些列：{string.Join("、", missing)}。请用本页的空白表格填写，表头不要改。",
            $"{file.Path} lacks these columns: {string.Join(", ", missing)}. Fill in the blank table of this page and leave its heading as it is.");
        if (table.Count == 0) throw Empty(file);

        var plots = DeliveredParcel.In(layer).GroupBy(PlotOf, StringComparer.Ordinal).Where(group => group.Key.Length > 0).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var told = new List<(DeliveryProblem, string?)>();
        var homesteads = new List<SurveyedHomestead>();
        var households = new Dictionary<string, long>(StringComparer.Ordinal);
        var units = new Dictionary<string, long>(StringComparer.Ordinal);
        using var rows = table.Open();
        while (rows.Read())
        {
            _problems.Clear();
            var row = new Cells(rows, columns, this);
            var read = Homestead(row, plots, layer.File);
            if (row.Household is { } code && !households.TryAdd(code, row.Number)) row.Wrong(
                "household-twice", Household, $"这一户在第 {households[code]} 行已经有一宗", $"This household has a plot in row {households[code]} already", "一户先办一宗；另一宗办完以后再交", "Register one of them first and hand the other in afterwards");
            if (read is not null && !units.TryAdd(read.Unit, row.Number)) row.Wrong(
                "unit-twice", Unit, $"这个代码在第 {units[read.Unit]} 行已经用了", $"Row {units[read.Unit]} has this code already", "每宗写自己的代码", "Give each its own code");
            if (read is not null && _problems.Count == 0) homesteads.Add(read);
            told.AddRange(_problems.Select(problem => (problem, row.Household)));
        }

        (Homesteads, Problems) = (homesteads, told);
    }

    /// <summary>Columns by their names; what stands in brackets behind a name, such as a unit, is not part of it.</summary>
    private static Dictionary<string, int> ColumnsOf(TableStore table)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (field, at) in table.Schema.Fields.Select((field, at) => (field, at))) columns.TryAdd(field.Name.Split('（', '(')[0].Trim(), at);
        return columns;
    }

    private static string PlotOf(DeliveredParcel plot)
    {
        var code = (plot["ZDDM"] ?? plot["BDCDYH"] ?? "").Trim().ToUpperInvariant();
        return code.Length >= RealEstateUnit.PlotLength ? code[..RealEstateUnit.PlotLength] : "";
    }

    private static DeliveryUnreadable Empty(PackagedFile file) => ZipDirectory.Refused("table-empty", $"{file.Path} 里没有一行数据。", $"{file.Path} has no row.");

    private SurveyedHomestead? Homestead(Cells row, Dictionary<string, List<DeliveredParcel>> plots, string layer)
    {
        row.Household = row.Text(Household) is { } code && code.Length == HouseholdDigits && code.All(char.IsAsciiDigit) ? code : null;
        if (row.Household is null) row.Wrong(
            "household-code", Household, "不是 18 位数字的承包方代码", "This is no contractor code of 18 digits", "照登记簿抄写；表格里把这一列设成文本，不然会丢掉末尾几位", "Copy it from the register, and make the column text: a spreadsheet loses its last digits otherwise");
        var unit = row.Text(Unit)?.ToUpperInvariant() ?? "";
        if (!RealEstateUnit.TryParse(unit, out _)) row.Wrong(
            "unit-code", Unit, "不是 28 位的不动产单元代码", "This is no real-estate unit code of 28 characters", "宗地代码 19 位，后面 9 位是房屋，没有房屋写 W00000000", "19 characters of the plot, then 9 of the house, or W00000000 where none stands");
        var place = row.Line(Place, LongestPlace);
        var land = row.Line(Land, LongestNumber);
        var number = row.Line(Number, LongestNumber);
        var scan = row.Line(Scan, LongestName);
        var (area, approved) = (row.Metres(Area), row.Metres(Approved));
        var on = row.Day(On);
        var source = row.Word(Source, Enum.GetValues<HomesteadSource>(), HomesteadWords.Of);
        var house = unit.Length == RealEstateUnit.Length && RealEstateUnit.TryParse(unit, out var parsed) && parsed.HasBuilding ? HouseOf(row) : null;
        List<HomesteadException> exceptions = [.. Exception(row, HomesteadRule.OneHousehold, Second, SecondProof), .. Exception(row, HomesteadRule.Standard, Larger, LargerProof)];
        var shape = unit.Length == RealEstateUnit.Length ? Plot(row, unit[..RealEstateUnit.PlotLength], plots, layer) : null;

        return row.Household is { } household && place is not null && land is not null && number is not null && scan is not null && area is { } surveyed && approved is { } given && on is { } day
            && source is { } from && shape is not null && _problems.Count == 0
            ? new(row.Number, household, unit, place, shape, surveyed, land, from, number, day, given, scan, house, exceptions)
            : null;
    }

    private static House? HouseOf(Cells row)
    {
        var structure = row.Word(Structure, Enum.GetValues<HouseStructure>(), HomesteadWords.Of);
        var (storeys, footprint, floor, year) = (row.Whole(Storeys), row.Metres(Footprint), row.Metres(Floor), row.Whole(Year));
        return structure is { } built && storeys is { } high && footprint is { } ground && floor is { } whole && year is { } finished ? new(built, high, ground, whole, finished) : null;
    }

    private static IEnumerable<HomesteadException> Exception(Cells row, HomesteadRule rule, string ground, string proof)
    {
        if (row.Text(ground) is not { } why) return [];

        return row.Line(proof, LongestName) is { } scan ? [new(rule, why, scan)] : [];
    }

    private static DeliveredShape? Plot(Cells row, string code, Dictionary<string, List<DeliveredParcel>> plots, string layer)
    {
        var found = plots.GetValueOrDefault(code, []);
        if (found is [var one]) return one.Shape;

        if (found.Count == 0) row.Wrong(
            "plot-missing", Boundary, $"{layer} 里没有宗地 {code}", $"{layer} has no plot {code}", "在图层的 ZDDM 字段写上这个代码，或者改正表里的不动产单元代码", "Write this code into ZDDM of the layer, or correct the unit code of the table");
        else row.Wrong("plot-twice", Boundary, $"{layer} 里有 {found.Count} 个面的代码都是 {code}", $"{layer} has {found.Count} areas of the code {code}", "一宗地只留一个面", "Leave one area for each plot");
        return null;
    }

    /// <summary>The cells of one row, and what is wrong with them.</summary>
    private sealed class Cells(RowCursor cursor, Dictionary<string, int> columns, HomesteadSurvey survey)
    {
        /// <summary>The heading is the first row.</summary>
        public long Number { get; } = cursor.Row + 1;

        public string? Household { get; set; }

        public void Wrong(string code, string column, string chinese, string english, string mendChinese, string mendEnglish) =>
            survey._problems.Add(new(code, ProblemSeverity.Error, survey.File, Table.Name, Number, column, chinese, english, mendChinese, mendEnglish));

        public string? Text(string column) =>
            columns.TryGetValue(column, out var at) && cursor.IsDecodable(at) && cursor.Text(at)?.Trim() is { Length: > 0 } text ? text : null;

        public string? Line(string column, int longest)
        {
            if (Text(column) is not { } text) return Missing<string>(column);
            if (text.Length <= longest && !text.Any(char.IsControl)) return text;

            Wrong("text-too-long", column, $"超过 {longest} 个字，或者有不能用的字符", $"This is longer than {longest} characters, or has some that cannot be used", "写短一些，写在一行里", "Write it shorter, in one line");
            return null;
        }

        public decimal? Metres(string column)
        {
            if (Text(column) is not { } text) return Missing<decimal?>(column);
            if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var area) && area is > 0 and < 1_000_000 && area == Math.Round(area, 2)) return area;

            Wrong("area-unreadable", column, $"“{Shown(text)}”不是面积", $"“{Shown(text)}” is no area", "填平方米数，最多两位小数，不写单位", "Write square metres with at most two decimals, and no unit");
            return null;
        }

        public int? Whole(string column)
        {
            if (Text(column) is not { } text) return Missing<int?>(column);
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole is > 0 and < 10_000) return whole;

            Wrong("whole-unreadable", column, $"“{Shown(text)}”不是整数", $"“{Shown(text)}” is no whole number", "填整数", "Write a whole number");
            return null;
        }

        public DateOnly? Day(string column)
        {
            if (Text(column) is not { } text) return Missing<DateOnly?>(column);
            if (DateOnly.TryParseExact(text.Split('T')[0], ["yyyy-M-d", "yyyy/M/d", "yyyyMMdd", "yyyy年M月d日"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;

            Wrong("day-unreadable", column, $"“{Shown(text)}”不是日期", $"“{Shown(text)}” is no day", "写成 1998-05-06 这样", "Write it like 1998-05-06");
            return null;
        }

        public T? Word<T>(string column, T[] words, Func<T, (string Chinese, string English)> called)
            where T : struct, Enum
        {
            if (Text(column) is not { } text) return Missing<T?>(column);
            foreach (var word in words)
                if (called(word) is var (chinese, english) && (chinese == text || english.Equals(text, StringComparison.OrdinalIgnoreCase))) return word;

            Wrong(
                "word-unknown", column, $"“{Shown(text)}”不在可以写的词里", $"“{Shown(text)}” is none of the words that can be written",
                $"写其中一个：{string.Join("、", words.Select(word => called(word).Chinese))}", $"Write one of: {string.Join(", ", words.Select(word => called(word).English))}");
            return null;
        }

        private T? Missing<T>(string column)
        {
            Wrong("field-missing", column, "没有填写，或者读不出来", "This is not filled in, or cannot be read", "填上这一格", "Fill this cell in");
            return default;
        }

        private static string Shown(string text) => text.Length > 20 ? text[..20] + "…" : text;
    }
}
