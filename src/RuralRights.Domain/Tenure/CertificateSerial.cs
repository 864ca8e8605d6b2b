using System.Globalization;
using System.Text.RegularExpressions;

namespace RuralRights.Domain.Tenure;

/// <summary>权证流水号, such as 甘（2016）榆中县农村土地承包经营权证第000001号.</summary>
/// <remarks>
/// Every paper has a serial of its own. A paper issued here takes the next number of the year, whether it is a first one, a
/// replacement or a reissue. A delivery names one serial for all papers of a right, so the later ones get a mark behind it:
/// 补1 for the first reissue, 换1 for the first replacement.
/// </remarks>
/// <param name="Province">Short name of the province, such as 甘.</param>
/// <param name="Year">Year of issue.</param>
/// <param name="County">Name of the county, such as 榆中县.</param>
/// <param name="Number">1 to 999,999, counted per county and year.</param>
/// <param name="Mark">补1 or 换1 for a later paper of a delivery; otherwise empty.</param>
public sealed partial record CertificateSerial(string Province, int Year, string County, int Number, string Mark = "")
{
    /// <summary>The largest number six digits can write.</summary>
    public const int LastNumber = 999_999;

    /// <inheritdoc cref="CertificateSerial"/>
    public int Number { get; } = Number is >= 1 and <= LastNumber
        ? Number
        : throw new ArgumentOutOfRangeException(nameof(Number), Number, "A certificate serial has six digits and begins with 000001.");

    /// <summary>Reads a serial as printed.</summary>
    public static bool TryParse(string? text, out CertificateSerial serial)
    {
        var match = Grammar().Match(text ?? "");
        var number = match.Success ? Read(match.Groups["number"]) : 0;
        serial = number > 0
            ? new(match.Groups["province"].Value, Read(match.Groups["year"]), match.Groups["county"].Value, number, match.Groups["mark"].Value)
            : null!;
        return number > 0;
    }

    /// <summary>A later paper of a delivery that names one serial for all.</summary>
    /// <param name="text">The serial as delivered, whatever its form.</param>
    /// <param name="occasion">Reissue or replacement.</param>
    /// <param name="ordinal">1 for the first such paper.</param>
    public static string Again(string text, CertificateOccasion occasion, int ordinal) => occasion switch
    {
        CertificateOccasion.First => text,
        CertificateOccasion.Reissue => string.Create(CultureInfo.InvariantCulture, $"{text}补{ordinal}"),
        CertificateOccasion.Replacement => string.Create(CultureInfo.InvariantCulture, $"{text}换{ordinal}"),
        _ => throw new ArgumentOutOfRangeException(nameof(occasion)),
    };

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Province}（{Year:0000}）{County}农村土地承包经营权证第{Number:000000}号{Mark}");

    private static int Read(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<province>\\p{L}{1,2})（(?<year>[0-9]{4})）(?<county>\\p{L}{2,15}?)农村土地承包经营权证第(?<number>[0-9]{6})号(?<mark>([补换][1-9][0-9]?)?)$")]
    private static partial Regex Grammar();
}
