using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace RuralRights.Benchmarks;

/// <summary>Writes what was measured, for people or for machines.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    public static void WriteTable(Stage stage, IReadOnlyList<Measurement> rows, TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });
        console.Profile.Width = 160;
        var table = new Table { Border = TableBorder.Markdown };
        foreach (var heading in new[] { "work", "ours", "beside", "theirs", "ratio", "aim", "" }) table.AddColumn(heading);
        foreach (var row in rows)
        {
            table.AddRow(
                row.Work, $"{Number(row.Ours)} {row.Unit}", row.Beside, row.Theirs is { } theirs ? $"{Number(theirs)} {row.Unit}" : "",
                row.Ratio is { } ratio ? ratio.ToString("0.00", CultureInfo.InvariantCulture) : "", Aimed(row), row.IsMet switch { true => "met", false => "missed", null => "" });
        }

        output.WriteLine(stage.Describe());
        console.Write(table);
        foreach (var row in rows.Where(row => row.Note.Length > 0)) output.WriteLine($"{row.Work}: {row.Note}");
    }

    public static void WriteJson(Stage stage, IReadOnlyList<Measurement> rows, Stream output) => JsonSerializer.Serialize(
        output,
        new
        {
            machine = stage.Describe(),
            parcels = stage.Parcels,
            runs = stage.Runs,
            rows = rows.Select(row => new
            {
                work = row.Work,
                beside = row.Beside,
                unit = row.Unit,
                ours = row.Ours,
                theirs = row.Theirs,
                ratio = row.Ratio,
                aim = Aimed(row),
                met = row.IsMet,
                note = row.Note,
            }),
        },
        _indented);

    private static string Aimed(Measurement row) => row.Aim switch
    {
        Aim.AtMost => $"≤ {Number(row.Limit)}",
        Aim.AtLeast => $"≥ {Number(row.Limit)}",
        _ => "reported",
    };

    private static string Number(double value) => value.ToString(value >= 100 ? "#,0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
