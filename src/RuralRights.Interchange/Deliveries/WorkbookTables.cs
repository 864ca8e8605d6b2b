using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace RuralRights.Interchange.Deliveries;

/// <summary>Reads tables and code lists handed in as workbooks (.xlsx, .xls).</summary>
internal static class WorkbookTables
{
    /// <summary>A spreadsheet keeps fifteen digits of a number and makes the rest zeros.</summary>
    private const double FirstRounded = 1e15;

    private const long LongestBinaryWorkbook = 128L << 20;
    private const int WorkbookRatio = 400;

    /// <summary>ExcelDataReader asks the process for old code pages, also when the workbook needs none.</summary>
    static WorkbookTables() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The worksheets that are tables of the standard: by the name of the sheet, or a single sheet by the name of the file.</summary>
    public static IEnumerable<TableStore> Read(PackagedFile file, WorkFolder work, DeliveryLimits limits, ProblemList problems, CancellationToken cancellation) =>
        Opened(file, limits, problems, reader => ReadSheets(reader, Named, file, work, problems, cancellation)) ?? [];

    /// <summary>The first worksheet with a heading, taken for a table whatever the sheet is called; null when it cannot be read.</summary>
    public static TableStore? ReadFirst(PackagedFile file, StandardTable table, WorkFolder work, DeliveryLimits limits, ProblemList problems, CancellationToken cancellation)
    {
        var isFirst = true;
        return Opened(file, limits, problems, reader => ReadSheets(reader, First, file, work, problems, cancellation))?.FirstOrDefault();

        StandardTable? First(IExcelDataReader reader, PackagedFile from)
        {
            if (!isFirst || reader.FieldCount == 0) return null;

            isFirst = false;
            return table;
        }
    }

    /// <summary>The rows of the issuer code table (权属单位代码表); null when it cannot be read.</summary>
    public static IReadOnlyList<IssuerCode>? ReadIssuerCodes(PackagedFile file, DeliveryLimits limits, ProblemList problems) =>
        Opened(file, limits, problems, reader => ReadIssuerCodes(reader, file, problems));

    private static T? Opened<T>(PackagedFile file, DeliveryLimits limits, ProblemList problems, Func<IExcelDataReader, T?> read)
        where T : class
    {
        if (Path.GetExtension(file.Path).Equals(".xlsm", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(Faults.MacroWorkbook(file.Path));
            return null;
        }

        try
        {
            using var stream = File.OpenRead(file.OnDisk);
            if (!IsModest(stream, limits))
            {
                problems.Add(Faults.SheetTooLarge(file.Path, limits.MaxWorkbookBytes));
                return null;
            }

            stream.Position = 0;
            using var reader = ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { FallbackEncoding = DeliveredText.Gb18030.Encoding });
            return read(reader);
        }
        // A damaged workbook makes the library fail in any of these ways; each of them is the file's fault and not ours.
        catch (Exception exception) when (exception is ExcelReaderException or InvalidDataException or System.Xml.XmlException
            or FormatException or ArgumentException or EndOfStreamException or IndexOutOfRangeException or InvalidOperationException or OverflowException or NullReferenceException)
        {
            problems.Add(Faults.SheetUnreadable(file.Path, exception.GetType().Name));
            return null;
        }
    }

    /// <summary>An .xlsx is a zip whose texts are held in memory while it is read, so what it unpacks to is counted beforehand.</summary>
    private static bool IsModest(FileStream stream, DeliveryLimits limits)
    {
        if (stream.ReadByte() != 'P') return stream.Length <= LongestBinaryWorkbook;
        stream.Position = 0;
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > 1000) return false;
        var buffer = new byte[1 << 16];
        long total = 0;
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            long length = 0;
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                length += read;
                total += read;
                if (total > limits.MaxWorkbookBytes) return false;
                if (length > limits.RatioCountsFrom && length / WorkbookRatio > entry.CompressedLength) return false;
            }
        }

        return true;
    }

    private static StandardTable? Named(IExcelDataReader reader, PackagedFile file) =>
        FileNames.TableOf(reader.Name) ?? (reader.ResultsCount == 1 ? FileNames.TableOf(Path.GetFileNameWithoutExtension(file.Path)) : null);

    private static List<TableStore> ReadSheets(
        IExcelDataReader reader, Func<IExcelDataReader, PackagedFile, StandardTable?> named, PackagedFile file, WorkFolder work, ProblemList problems, CancellationToken cancellation)
    {
        var tables = new List<TableStore>();
        do
        {
            var table = named(reader, file);
            if (table is null || !reader.Read()) continue;
            var heading = new CellHeading(Enumerable.Range(0, reader.FieldCount).Select(at => Cell(reader, at, out _)), table);
            using var spool = new TableSpool(table.Name, file.Path, heading.Schema, work);
            for (var row = 2L; reader.Read(); row++)
            {
                if ((row & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
                if (IsEmpty(reader)) continue;
                for (var field = 0; field < heading.Schema.Fields.Count; field++)
                {
                    var text = Cell(reader, field, out var rounded);
                    var name = heading.Schema.Fields[field].Name;
                    if (rounded) problems.Add(Faults.RoundedNumber(file.Path, table.Name, row, name));
                    else if (FieldText.LooksLikeFormula(text)) problems.Add(Faults.LooksLikeFormula(file.Path, table.Name, row, name));
                    spool.Rows.Field(text, damaged: rounded);
                }

                spool.Rows.EndRow();
            }

            tables.Add(spool.Finish());
        }
        while (reader.NextResult());
        return tables;
    }

    private static List<IssuerCode>? ReadIssuerCodes(IExcelDataReader reader, PackagedFile file, ProblemList problems)
    {
        do
        {
            var (code, name) = (-1, -1);
            var codes = new List<IssuerCode>();
            for (var row = 1; reader.Read(); row++)
            {
                if (code < 0 || name < 0)
                {
                    for (var at = 0; at < reader.FieldCount; at++)
                    {
                        var heading = Cell(reader, at, out _).Trim();
                        if (heading.Contains("代码", StringComparison.Ordinal)) code = at;
                        else if (heading.Contains("名称", StringComparison.Ordinal)) name = at;
                    }

                    continue;
                }

                if (IsEmpty(reader)) continue;
                var text = Cell(reader, code, out var rounded);
                if (rounded) problems.Add(Faults.RoundedNumber(file.Path, DeliveryStandard.IssuerCodeTable, row, "权属单位代码"));
                codes.Add(new IssuerCode(text.Trim(), Cell(reader, name, out _).Trim(), row));
            }

            if (code >= 0 && name >= 0) return codes;
        }
        while (reader.NextResult());
        problems.Add(Faults.IssuerCodesUnreadable(file.Path));
        return null;
    }

    private static bool IsEmpty(IExcelDataReader reader)
    {
        for (var at = 0; at < reader.FieldCount; at++)
            if (!reader.IsDBNull(at) && reader.GetValue(at) is not "") return false;
        return true;
    }

    private static string Cell(IExcelDataReader reader, int at, out bool rounded)
    {
        rounded = false;
        switch (at < reader.FieldCount ? reader.GetValue(at) : null)
        {
            case null:
                return "";
            case string text:
                return text.TrimEnd(' ');
            case DateTime moment:
                return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "s", CultureInfo.InvariantCulture);
            case double number:
                rounded = Math.Abs(number) >= FirstRounded;
                return number.ToString(Math.Abs(number) < 1e19 && number == Math.Floor(number) ? "0" : "R", CultureInfo.InvariantCulture);
            case bool truth:
                return truth ? "TRUE" : "FALSE";
            case var other:
                return Convert.ToString(other, CultureInfo.InvariantCulture) ?? "";
        }
    }
}
