using System.Globalization;

namespace RuralRights.Domain.Registration;

/// <summary>Largest homestead on one kind of land for households of some size.</summary>
/// <param name="Land">Kind of land as the county calls it, such as 川区 or 山区.</param>
/// <param name="From">Smallest household, in people.</param>
/// <param name="To">Largest household, in people; null when there is no upper end.</param>
/// <param name="SquareMetres">Largest plot.</param>
public sealed record HomesteadArea(string Land, int From, int? To, decimal SquareMetres);

/// <summary>How large a homestead may be (宅基地面积标准), which the law leaves to the province.</summary>
/// <param name="Areas">One line for each kind of land and size of household.</param>
public sealed record HomesteadAreas(IReadOnlyList<HomesteadArea> Areas)
{
    /// <summary>What stands until the county says otherwise. No published source of these numbers was at hand.</summary>
    public static HomesteadAreas Standard { get; } = new(
    [
        new("川区", 1, null, 200m),
        new("山区", 1, null, 267m),
    ]);

    /// <summary>The largest plot; null when the list says nothing about such a household on such land.</summary>
    public decimal? LimitFor(string land, int people) => Areas
        .Where(area => area.Land == land && area.From <= people && (area.To is null || people <= area.To))
        .Select(area => (decimal?)area.SquareMetres)
        .FirstOrDefault();

    /// <summary>One line each: <c>川区 | 1 | 4 | 200</c>; a missing upper end is written as <c>-</c>.</summary>
    public override string ToString() => string.Join('\n', Areas.Select(area => string.Create(
        CultureInfo.InvariantCulture, $"{area.Land} | {area.From} | {(area.To is { } to ? to.ToString(CultureInfo.InvariantCulture) : "-")} | {area.SquareMetres}")));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryRead(string text, out HomesteadAreas areas)
    {
        var read = new List<HomesteadArea>();
        areas = new(read);
        foreach (var line in SettingLines.Of(text))
        {
            var parts = SettingLines.Parts(line);
            var to = 0;
            if (parts.Length != 4
                || parts[0].Length == 0
                || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
                || (parts[2] != "-" && !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out to))
                || !decimal.TryParse(parts[3], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var metres)
                || from < 1 || metres <= 0 || (parts[2] != "-" && to < from))
                return false;

            read.Add(new(parts[0], from, parts[2] == "-" ? null : to, metres));
        }

        return read.Count > 0;
    }
}
