using System.Globalization;
using System.Text;
using ExcelDataReader;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;

namespace RuralRights.Interchange.Corrections;

/// <summary>What goes into a workbook of one contractor or parcel.</summary>
/// <param name="Item">Its delivered code.</param>
/// <param name="Revision">Number of its last correction sheet.</param>
/// <param name="Rows">Its rows as corrected so far.</param>
/// <param name="Findings">What is wrong with each row, in words.</param>
public sealed record WorkbookItem(string Item, int Revision, IReadOnlyList<WorkRow> Rows, ILookup<(string Table, long Row), string> Findings);

/// <summary>The corrections of a workbook.</summary>
/// <param name="Changes">The corrections, in order.</param>
/// <param name="Revisions">For each item the number of the last sheet when the workbook was written.</param>
/// <param name="Reason">Why.</param>
/// <param name="Paper">The paper they rest on.</param>
public sealed record WorkbookCorrections(IReadOnlyList<Correction> Changes, IReadOnlyDictionary<string, int> Revisions, string Reason, string Paper);

/// <summary>One cell that cannot be taken.</summary>
/// <param name="Cell">Where, as a spreadsheet names it: <c>CBF!F7</c>.</param>
/// <param name="Chinese">Why.</param>
/// <param name="English">The same in English.</param>
public sealed record UnreadableCell(string Cell, string Chinese, string English);

/// <summary>A workbook of corrections of which nothing was taken, because some cells cannot be.</summary>
public sealed class CorrectionsUnreadableException(IReadOnlyList<UnreadableCell> cells)
    : FormatException($"{cells.Count} cells cannot be taken; the first is {cells[0].Cell}: {cells[0].English}")
{
    /// <summary>The cells.</summary>
    public IReadOnlyList<UnreadableCell> Cells => cells;
}

/// <summary>Held rows as a workbook: written, corrected in a spreadsheet, and read back as corrections.</summary>
/// <remarks>
/// One sheet a table, one row a delivered row, every cell text so that codes keep their digits, and nothing a spreadsheet would take
/// for a formula. Only what differs from the rows as they stand becomes a correction.
/// </remarks>
public static class CorrectionWorkbook
{
    private const string Why = "更正说明";
    private const string ItemColumn = "承包方或地块";
    private const string RowColumn = "行";
    private const string RevisionColumn = "版次";
    private const string MarkColumn = "处理";
    private const string FindingsColumn = "问题";
    private const string ReasonLine = "为什么改";
    private const string PaperLine = "依据什么材料";
    private const string StrikeMark = "删除";
    private const string AddMark = "新增";

    /// <summary>A spreadsheet keeps fifteen digits of a number and makes the rest zeros.</summary>
    private const double FirstRounded = 1e15;

    static CorrectionWorkbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Writes the rows of items.</summary>
    public static void Write(IReadOnlyList<WorkbookItem> items, Stream to)
    {
        var book = new Dictionary<string, object>
        {
            [Why] = new List<Dictionary<string, object>>
            {
                new() { ["项"] = ReasonLine, ["内容"] = "" },
                new() { ["项"] = PaperLine, ["内容"] = "" },
                new() { ["项"] = "说明", ["内容"] = $"“{MarkColumn}”一列：填“{StrikeMark}”划去一行，填“{AddMark}”新增一行（行号留空）。其余照改。 In the column {MarkColumn}: {StrikeMark} strikes a row, {AddMark} adds one." },
            },
        };
        var written = new HashSet<(string, long)>();
        foreach (var table in Specification.Tables.Concat(Specification.Layers).Select(table => table.Name))
        {
            var lines = new List<Dictionary<string, object>>();
            foreach (var item in items)
                lines.AddRange(item.Rows.Where(row => row.Table == table && !row.IsStruck && written.Add((table, row.Row))).Select(row => Line(item, row)));
            if (lines.Count > 0) book.Add(table, lines);
        }

        MiniExcel.SaveAs(to, book, configuration: new OpenXmlConfiguration { FastMode = true, EnableAutoWidth = false });
    }

    /// <summary>Reads corrections back.</summary>
    /// <param name="workbook">The workbook.</param>
    /// <param name="rowsOf">The rows of an item as they stand; none when there is no such item.</param>
    /// <param name="firstAddedRow">Number for the first row that is added.</param>
    /// <exception cref="CorrectionsUnreadableException">Some cells cannot be taken; all of them are named.</exception>
    public static WorkbookCorrections Read(Stream workbook, Func<string, IReadOnlyList<WorkRow>> rowsOf, long firstAddedRow = Correction.FirstAddedRow)
    {
        var reading = new Reading(rowsOf, firstAddedRow);
        try
        {
            using var reader = ExcelReaderFactory.CreateReader(workbook, new ExcelReaderConfiguration { FallbackEncoding = DeliveredText.Gb18030.Encoding, LeaveOpen = true });
            do
            {
                if (reader.Name.Trim() == Why) reading.ReadWhy(reader);
                else if (Specification.ByName.ContainsKey(reader.Name.Trim())) reading.ReadTable(reader, reader.Name.Trim());
            }
            while (reader.NextResult());
        }
        // A damaged workbook makes the library fail in any of these ways; each of them is the file's fault and not ours.
        catch (Exception e) when (e is ExcelDataReader.Exceptions.ExcelReaderException or InvalidDataException or System.Xml.XmlException or ArgumentException
            or EndOfStreamException or IndexOutOfRangeException or InvalidOperationException or OverflowException or NullReferenceException)
        {
            throw new CorrectionsUnreadableException([new("A1", "这个文件不是可以读取的 XLSX 表格", "this is no workbook that can be read")]);
        }

        return reading.Conclude();
    }

    private static Dictionary<string, object> Line(WorkbookItem item, WorkRow row)
    {
        var line = new Dictionary<string, object>
        {
            [ItemColumn] = item.Item,
            [RowColumn] = row.Row.ToString(CultureInfo.InvariantCulture),
            [RevisionColumn] = item.Revision.ToString(CultureInfo.InvariantCulture),
            [MarkColumn] = "",
            [FindingsColumn] = FindingsWorkbook.Neutral(FindingsWorkbook.Writable(string.Join("；", item.Findings[(row.Table, row.Row)]))),
        };
        var known = Specification.ByName[row.Table];
        foreach (var field in row.Fields)
        {
            var chinese = known.Fields.FirstOrDefault(own => own.Name == field.Name)?.Chinese;
            line[chinese is null ? field.Name : $"{field.Name} {chinese}"] = FindingsWorkbook.Neutral(FindingsWorkbook.Writable(field.Now ?? ""));
        }

        return line;
    }

    private sealed class Reading(Func<string, IReadOnlyList<WorkRow>> rowsOf, long nextAddedRow)
    {
        private readonly List<Correction> _changes = [];
        private readonly List<UnreadableCell> _wrong = [];
        private readonly Dictionary<string, int> _revisions = new(StringComparer.Ordinal);
        private readonly Dictionary<string, IReadOnlyList<WorkRow>> _items = new(StringComparer.Ordinal);
        private string _reason = "";
        private string _paper = "";
        private long _next = nextAddedRow;

        public void ReadWhy(IExcelDataReader reader)
        {
            while (reader.Read())
            {
                switch (Text(reader, 0, out _))
                {
                    case ReasonLine: _reason = Text(reader, 1, out _); break;
                    case PaperLine: _paper = Text(reader, 1, out _); break;
                }
            }
        }

        public void ReadTable(IExcelDataReader reader, string table)
        {
            if (!reader.Read()) return;

            var columns = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var at = 0; at < reader.FieldCount; at++)
                if (Text(reader, at, out _).Split(' ')[0] is { Length: > 0 } name) columns.TryAdd(name, at);
            foreach (var missing in new[] { ItemColumn, RowColumn }.Where(name => !columns.ContainsKey(name)))
                Wrong(table, 0, 1, $"缺少“{missing}”一列", $"the column {missing} is missing");
            if (!columns.ContainsKey(ItemColumn) || !columns.ContainsKey(RowColumn)) return;

            for (var line = 2; reader.Read(); line++) ReadLine(reader, table, columns, line);
        }

        public WorkbookCorrections Conclude()
        {
            if (_changes.Count > 0 && _reason.Length == 0) Wrong(Why, 1, 2, "请写明为什么改", "say why");
            if (_changes.Count > 0 && _paper.Length == 0) Wrong(Why, 1, 3, "请写明依据什么材料", "say what it rests on");
            return _wrong.Count > 0 ? throw new CorrectionsUnreadableException(_wrong) : new(_changes, _revisions, _reason, _paper);
        }

        private void ReadLine(IExcelDataReader reader, string table, Dictionary<string, int> columns, int line)
        {
            var item = Text(reader, columns[ItemColumn], out var isRounded);
            var mark = columns.TryGetValue(MarkColumn, out var marked) ? Text(reader, marked, out _) : "";
            if (item.Length == 0 && mark.Length == 0) return;
            if (isRounded)
            {
                Rounded(table, columns[ItemColumn], line);
                return;
            }

            var rows = RowsOf(item);
            if (rows.Count == 0)
            {
                Wrong(table, columns[ItemColumn], line, $"成果中没有“{item}”", $"the delivery has no {item}");
                return;
            }

            if (columns.TryGetValue(RevisionColumn, out var revised) && int.TryParse(Text(reader, revised, out _), NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
                _revisions.TryAdd(item, revision);
            if (mark is not ("" or StrikeMark or AddMark))
            {
                Wrong(table, marked, line, $"“处理”只能为空、{StrikeMark}或{AddMark}", $"the mark is empty, {StrikeMark} or {AddMark}");
                return;
            }

            var fields = Fields(reader, table, columns, line);
            if (mark == AddMark)
            {
                Add(item, table, rows, fields);
                return;
            }

            var number = Text(reader, columns[RowColumn], out _);
            if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var row) || rows.FirstOrDefault(own => own.Table == table && own.Row == row) is not { } own)
            {
                Wrong(table, columns[RowColumn], line, $"“{item}”没有第“{number}”行", $"{item} has no row “{number}”");
                return;
            }

            if (mark == StrikeMark)
            {
                if (!own.IsStruck) _changes.Add(new(item, table, row, CorrectionKind.Strike));
                return;
            }

            foreach (var (field, (text, isText)) in fields)
            {
                if (own.Fields.FirstOrDefault(now => now.Name == field) is { } now && !IsSame(now.Now, text, isText))
                    _changes.Add(new(item, table, row, CorrectionKind.Value, field, now.Now, text.Length > 0 ? text : null));
            }
        }

        private void Add(string item, string table, IReadOnlyList<WorkRow> rows, Dictionary<string, (string Text, bool IsText)> fields)
        {
            var given = fields.Where(field => field.Value.Text.Length > 0).ToList();
            if (given.Count == 0 || rows.Any(row => row.IsAdded && row.Table == table && given.TrueForAll(field => IsSame(row[field.Key], field.Value.Text, field.Value.IsText)))) return;

            var number = _next++;
            _changes.Add(new(item, table, number, CorrectionKind.Add));
            _changes.AddRange(given.Select(field => new Correction(item, table, number, CorrectionKind.Value, field.Key, null, field.Value.Text)));
        }

        private Dictionary<string, (string Text, bool IsText)> Fields(IExcelDataReader reader, string table, Dictionary<string, int> columns, int line)
        {
            var fields = new Dictionary<string, (string, bool)>(StringComparer.Ordinal);
            foreach (var (name, at) in columns)
            {
                if (name is ItemColumn or RowColumn or RevisionColumn or MarkColumn or FindingsColumn) continue;

                var text = Text(reader, at, out var isRounded);
                if (isRounded) Rounded(table, at, line);
                else fields[name] = (text, at < reader.FieldCount && reader.GetValue(at) is string);
            }

            return fields;
        }

        private IReadOnlyList<WorkRow> RowsOf(string item)
        {
            if (!_items.TryGetValue(item, out var rows))
                _items.Add(item, rows = item.Length is 18 or 19 && item.All(char.IsAsciiDigit) ? rowsOf(item) : []);
            return rows;
        }

        private void Rounded(string table, int column, int line) =>
            Wrong(table, column, line, "长号码被表格软件当成数字，末位已丢失；请按文本重新填写", "a long number was taken for a number and lost its last digits; write it as text");

        private void Wrong(string sheet, int column, int line, string chinese, string english) => _wrong.Add(new($"{sheet}!{Letters(column)}{line}", chinese, english));

        /// <summary>A number or day that a spreadsheet wrote in its own way is the same value.</summary>
        private static bool IsSame(string? now, string text, bool isText)
        {
            if (FindingsWorkbook.Writable(now ?? "") == text) return true;
            if (isText || now is null) return false;
            return decimal.TryParse(now, NumberStyles.Float, CultureInfo.InvariantCulture, out var one) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var other) && one == other
                || (FieldText.TryDay(Encoding.UTF8.GetBytes(now), out var day) && FieldText.TryDay(Encoding.UTF8.GetBytes(text), out var otherDay) && day == otherDay);
        }

        private static string Letters(int column)
        {
            var letters = "";
            for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters = (char)('A' + ((rest - 1) % 26)) + letters;
            return letters;
        }

        private static string Text(IExcelDataReader reader, int at, out bool isRounded)
        {
            isRounded = false;
            switch (at < reader.FieldCount ? reader.GetValue(at) : null)
            {
                case null:
                    return "";
                case string text:
                    text = text.Trim();
                    // The apostrophe that kept the text from being a formula is ours, not the delivery's.
                    return text is ['\'', _, ..] && FindingsWorkbook.Neutral(text[1..]) == text ? text[1..] : text;
                case DateTime moment:
                    return moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                case double number:
                    isRounded = Math.Abs(number) >= FirstRounded;
                    return number.ToString(number == Math.Floor(number) && Math.Abs(number) < 1e19 ? "0" : "R", CultureInfo.InvariantCulture);
                case var other:
                    return Convert.ToString(other, CultureInfo.InvariantCulture)?.Trim() ?? "";
            }
        }
    }
}
