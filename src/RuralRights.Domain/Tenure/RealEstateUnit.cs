namespace RuralRights.Domain.Tenure;

/// <summary>不动产单元代码 (GB/T 37346-2019): a plot of nineteen characters and nine that name what stands on it.</summary>
/// <remarks>
/// County 6, cadastral area 3, part of it 3, two letters for the kind of plot, serial 5; then <c>F</c>, building 4 and unit 4,
/// or <c>W00000000</c> where nothing stands on the plot. A homestead is a plot of the letters <c>JC</c>.
/// </remarks>
public readonly record struct RealEstateUnit
{
    /// <summary>Number of characters.</summary>
    public const int Length = 28;

    /// <summary>Number of characters of the plot (宗地代码).</summary>
    public const int PlotLength = 19;

    private const int CountyDigits = 6;
    private const int DivisionDigits = 12;
    private const int SerialAt = 14;
    private const int BuildingAt = 20;
    private const int NumberAt = 24;
    private const string NothingStands = "W00000000";
    private const string Homestead = "JC";

    private readonly string _code;

    private RealEstateUnit(string code) => _code = code;

    /// <summary>The plot it is on (宗地代码).</summary>
    public string Plot => _code[..PlotLength];

    /// <summary>Six-digit code of the county that gave it.</summary>
    public string County => _code[..CountyDigits];

    /// <summary>True for a plot of a homestead (宅基地), collective land of the letters JC.</summary>
    public bool IsHomestead => _code[DivisionDigits..SerialAt] == Homestead;

    /// <summary>True when it names a building.</summary>
    public bool HasBuilding => _code[PlotLength] == 'F';

    /// <summary>Reads a code and checks its parts: digits where digits belong, known letters, serials that are not nought.</summary>
    public static bool TryParse(string? text, out RealEstateUnit unit)
    {
        unit = default;
        if (text is not { Length: Length } || !AreDigits(text[..DivisionDigits]) || !IsNumber(text[SerialAt..PlotLength])) return false;
        if (text[DivisionDigits] is not ('G' or 'J' or 'Z') || !"ABCDEFGHLNSWXY".Contains(text[DivisionDigits + 1], StringComparison.Ordinal)) return false;
        if (text[PlotLength..] != NothingStands && (text[PlotLength] != 'F' || !IsNumber(text[BuildingAt..NumberAt]) || !IsNumber(text[NumberAt..]))) return false;

        unit = new(text);
        return true;
    }

    /// <summary>True for the code of a plot alone (宗地代码) when it is one of a homestead.</summary>
    public static bool IsPlotOfHomestead(string code) => code.Length == PlotLength && TryParse(code + NothingStands, out var unit) && unit.IsHomestead;

    /// <inheritdoc/>
    public override string ToString() => _code;

    private static bool AreDigits(string text) => text.All(char.IsAsciiDigit);

    private static bool IsNumber(string text) => AreDigits(text) && text.Any(digit => digit != '0');
}
