using System.CommandLine;
using System.Globalization;
using RuralRights.Spatial;

namespace RuralRights.Web.Ops;

/// <summary><c>rr transform</c>: coordinates from one CGCS2000 system to another, line by line.</summary>
internal sealed class Transform : Verb
{
    private readonly Option<string> _from = System("--from", "原坐标系 System the points are in");
    private readonly Option<string> _to = System("--to", "目标坐标系 System they go to");
    private readonly Option<bool> _json = new("--json") { Description = "输出 JSON Write JSON" };

    public Transform(Terminal terminal)
        : base(
            "transform",
            "坐标转换：从标准输入读 x,y Transform x,y lines from standard input",
            """
            每行一个点，经度或横坐标（东）在前，纬度或纵坐标（北）在后，用逗号分隔；结果精确到0.1毫米或1e-10度。
            One point per line, longitude or easting first, separated by a comma; written to 0.1 mm or 1e-10 degree.

            坐标系：EPSG 代码（4490 经纬度，4513-4533 带带号的3度带，4534-4554 不带带号的3度带，4491-4512 为6度带），
            或本系统写出的 PROJ 字符串（如1.5度带）。
            Systems: an EPSG code (4490 geographic; 4513-4533 3-degree zones with the zone number in the easting, 4534-4554
            without; 4491-4512 6-degree zones), or a PROJ string as the register writes it, such as a 1.5-degree zone.

            西安80、北京54没有公布的转换参数，一律拒绝（退出码1）。读不懂的行、坐标颠倒或超出范围的点会指出行号（退出码2）。
            Xi'an 80 and Beijing 54 have no published shift and are refused (exit code 1). A line that cannot be read, or a
            point that cannot lie in its system, is named with its line number (exit code 2).
            """,
            """
            echo 103.834,36.061 | rr transform --from 4490 --to 4523
            rr transform --from 4523 --to EPSG:4490 < points.txt > degrees.txt
            rr transform --from 4544 --to 4523 --json < points.txt
            """)
    {
        Options.Add(_from);
        Options.Add(_to);
        Options.Add(_json);
        SetAction(async (parsed, cancel) =>
        {
            var (input, output) = (terminal.Input, terminal.Text);
            if (!TryRead(parsed.GetValue(_from), terminal, out var from, out var code)) return code;
            if (!TryRead(parsed.GetValue(_to), terminal, out var to, out code)) return code;

            var transform = CoordinateTransform.Between(from, to);
            var points = parsed.GetValue(_json) ? new List<decimal[]>() : null;
            for (var number = 1L; await input.ReadLineAsync(cancel) is { } line; number++)
            {
                if (string.IsNullOrWhiteSpace(line)) continue;
                if (Apply(transform, line, out var point) is { } problem)
                {
                    terminal.Say($"第{number}行：{problem.Chinese}", $"Line {number}: {problem.English}");
                    return ExitCode.BadUse;
                }

                var (x, y) = (Shown(point.X, to), Shown(point.Y, to));
                if (points is not null) points.Add([decimal.Parse(x, CultureInfo.InvariantCulture), decimal.Parse(y, CultureInfo.InvariantCulture)]);
                else await output.WriteLineAsync($"{x},{y}");
            }

            if (points is not null)
                terminal.WriteJson(new { from = from.Id, to = to.Id, points });
            return ExitCode.Fine;
        });
    }

    private static Option<string> System(string name, string description) =>
        new(name) { Description = description, HelpName = "EPSG", Required = true };

    private static string Shown(double value, CoordinateSystem system) =>
        value.ToString("F" + system.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static bool TryRead(string? id, Terminal terminal, out CoordinateSystem system, out int code)
    {
        var reading = CoordinateSystem.FromId(id);
        system = (reading as CoordinateSystemReading.Recognised)?.System ?? CoordinateSystem.Geographic;
        code = ExitCode.Fine;
        if (reading is not CoordinateSystemReading.Refused refused) return true;

        terminal.Say($"{id}：{refused.Reason.Chinese}", $"{id}: {refused.Reason.English}");
        // A system that is known and refused is an answer; a name that means nothing is bad use.
        code = refused.Reason == CoordinateSystemRefusal.UnknownCode || refused.Reason == CoordinateSystemRefusal.Unreadable
            ? ExitCode.BadUse
            : ExitCode.Refused;
        return false;
    }

    private static (string Chinese, string English)? Apply(CoordinateTransform transform, string line, out PlanarPoint point)
    {
        point = default;
        var separator = line.IndexOf(',', StringComparison.Ordinal);
        if (separator < 0 || !TryNumber(line.AsSpan(0, separator), out var x) || !TryNumber(line.AsSpan(separator + 1), out var y))
            return ($"“{line}”不是“x,y”。", $"“{line}” is not x,y.");

        return transform.Apply(x, y, out point) switch
        {
            TransformOutcome.Transformed => null,
            TransformOutcome.NotFinite => ("坐标不是有限的数。", "A number is not finite."),
            TransformOutcome.OutsideSource => (
                $"（{line}）不可能在 {transform.From.Id} 中：{Range(transform.From)}。坐标是否颠倒，带号是否正确？",
                $"({line}) cannot lie in {transform.From.Id}: {Range(transform.From)}. Are the axes exchanged, or the zone number wrong?"),
            TransformOutcome.OutsideTarget => (
                $"（{line}）离 {transform.To.Id} 的中央子午线太远。", $"({line}) lies too far from the central meridian of {transform.To.Id}."),
            var unknown => throw new InvalidOperationException(unknown.ToString()),
        };
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static string Range(CoordinateSystem system) => string.Create(CultureInfo.InvariantCulture,
        $"x {system.PlausibleEasting.Minimum:0}..{system.PlausibleEasting.Maximum:0}, y {system.PlausibleNorthing.Minimum:0}..{system.PlausibleNorthing.Maximum:0}");
}
