using System.Buffers;
using System.Text;
using Sylvan.Data.Csv;

namespace RuralRights.Interchange.Deliveries;

/// <summary>Reads a table handed in as CSV, whichever of the usual encodings and separators it has.</summary>
internal static class CsvTables
{
    private const int SampleLength = 8 << 20;

    public static TableStore? Read(PackagedFile file, StandardTable table, WorkFolder work, DeliveryLimits limits, ProblemList problems, CancellationToken cancellation)
    {
        try
        {
            using var text = new StreamReader(file.OnDisk, EncodingOf(file.OnDisk), detectEncodingFromByteOrderMarks: true, 1 << 16);
            using var csv = CsvDataReader.Create(text, new CsvDataReaderOptions
            {
                BufferSize = Math.Min(1 << 16, limits.MaxRowBytes),
                MaxBufferSize = limits.MaxRowBytes,
                ResultSetMode = ResultSetMode.SingleResult,
            });
            var heading = new CellHeading(Enumerable.Range(0, csv.FieldCount).Select(csv.GetName), table);
            using var spool = new TableSpool(table.Name, file.Path, heading.Schema, work);
            return ReadRows(csv, spool, file.Path, problems, cancellation);
        }
        catch (Exception exception) when (exception is CsvFormatException or CsvRecordTooLargeException or InvalidOperationException)
        {
            problems.Add(Faults.SheetUnreadable(file.Path, exception.Message));
            return null;
        }
    }

    private static TableStore ReadRows(CsvDataReader csv, TableSpool spool, string file, ProblemList problems, CancellationToken cancellation)
    {
        var fields = spool.Schema.Fields;
        var row = 0L;
        try
        {
            while (csv.Read())
            {
                row++;
                if ((row & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
                if (csv.RowFieldCount == 1 && csv.GetFieldSpan(0).IsWhiteSpace()) continue;
                if (csv.RowFieldCount > fields.Count) problems.Add(Faults.ExtraCells(file, spool.Name, row));
                for (var field = 0; field < fields.Count; field++)
                {
                    var value = field < csv.RowFieldCount ? csv.GetFieldSpan(field).TrimEnd(' ') : default;
                    if (FieldText.LooksLikeFormula(value)) problems.Add(Faults.LooksLikeFormula(file, spool.Name, row, fields[field].Name));
                    spool.Rows.Field(value);
                }

                spool.Rows.EndRow();
            }
        }
        catch (Exception exception) when (exception is CsvFormatException or CsvRecordTooLargeException)
        {
            problems.Add(Faults.RowUnreadable(file, spool.Name, row + 1, exception.Message));
        }

        return spool.Finish();
    }

    /// <summary>The byte order mark decides; without one, the encoding that the first megabytes speak for.</summary>
    private static Encoding EncodingOf(string path)
    {
        var sample = ArrayPool<byte>.Shared.Rent(SampleLength);
        try
        {
            using var file = File.OpenRead(path);
            var evidence = new EncodingEvidence();
            var rest = sample.AsSpan(0, file.ReadAtLeast(sample.AsSpan(0, SampleLength), SampleLength, throwOnEndOfStream: false));
            while (!rest.IsEmpty)
            {
                var end = rest.IndexOfAny((byte)'\n', (byte)',');
                if (end < 0 && file.Position < file.Length) break;
                evidence.Add(end < 0 ? rest : rest[..end]);
                rest = end < 0 ? default : rest[(end + 1)..];
            }

            return evidence.Settle(null).Encoding;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(sample);
        }
    }
}

/// <summary>The heading of a CSV file or worksheet, matched to the fields of the standard.</summary>
internal sealed class CellHeading(IEnumerable<string> names, StandardTable table)
{
    /// <summary>A field keeps the kind the standard gives it; one the standard does not know is text.</summary>
    public DeliveredSchema Schema { get; } = new(
    [
        .. names.Select(name => name.Trim().ToUpperInvariant()).Select(name =>
            table.Fields.FirstOrDefault(field => field.Name == name) is { } known
                ? new DeliveredField(name, known.Kind, 0, known.Decimals)
                : new DeliveredField(name, FieldKind.Text, 0, 0)),
    ]);
}
