using System.Buffers;
using System.Globalization;
using System.Text;

namespace RuralRights.Interchange.Deliveries;

/// <summary>Writes a table as CSV: UTF-8 with a byte order mark, fields in the order of the standard.</summary>
/// <example><code>
/// table.Add("620123202204010001", "1", "王守禄").EndRow();
/// table.Row("620123202204010002", "1", "谢旭祥");
/// </code></example>
public sealed class TableWriter : IDisposable
{
    private static readonly SearchValues<char> _quoted = SearchValues.Create("\",\r\n");

    private readonly StreamWriter _file;
    private int _fields;

    internal TableWriter(string path, StandardTable table)
    {
        Standard = table;
        _file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 18) { NewLine = "\r\n" };
        foreach (var field in table.Fields) Add(field.Name);
        _file.WriteLine();
        _fields = 0;
    }

    /// <summary>The table as the standard declares it.</summary>
    public StandardTable Standard { get; }

    /// <summary>Rows written so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds the next text of the row; empty for an empty field.</summary>
    public TableWriter Add(ReadOnlySpan<char> text)
    {
        if (_fields++ > 0) _file.Write(',');
        if (!text.ContainsAny(_quoted))
        {
            _file.Write(text);
            return this;
        }

        _file.Write('"');
        _file.Write(text.ToString().Replace("\"", "\"\"", StringComparison.Ordinal));
        _file.Write('"');
        return this;
    }

    /// <summary>Adds a number as it is.</summary>
    public TableWriter Add(decimal number)
    {
        Span<char> text = stackalloc char[40];
        number.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        return Add(text[..length]);
    }

    /// <summary>Adds a day as <c>yyyy-MM-dd</c>.</summary>
    public TableWriter Add(DateOnly day)
    {
        Span<char> text = stackalloc char[10];
        day.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Add(text);
    }

    /// <summary>Ends the row; fields that were not added are empty.</summary>
    public void EndRow()
    {
        while (_fields < Standard.Fields.Count) Add("");
        _file.WriteLine();
        _fields = 0;
        Count++;
    }

    /// <summary>Writes a whole row of texts; null for an empty field.</summary>
    public void Row(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts) Add(text);
        EndRow();
    }

    /// <summary>Finishes the file.</summary>
    public void Dispose() => _file.Dispose();
}
