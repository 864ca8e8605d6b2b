using RuralRights.Domain.Tenure;

namespace RuralRights.Domain.Registration;

/// <summary>A ground on which the county excepts a homestead from a rule.</summary>
/// <param name="From">The rule.</param>
/// <param name="Chinese">The ground, as it is entered.</param>
/// <param name="English">The same in English.</param>
public sealed record HomesteadGround(HomesteadRule From, string Chinese, string English);

/// <summary>On which grounds a household may have a second homestead, or one above the standard (例外目录).</summary>
/// <param name="Grounds">The grounds in the order in which they are offered.</param>
public sealed record HomesteadExceptions(IReadOnlyList<HomesteadGround> Grounds)
{
    private const string OneHousehold = "one-household";
    private const string Size = "standard";

    /// <summary>What stands until the county says otherwise: a house is inherited, and an approval of its day stays good.</summary>
    public static HomesteadExceptions Standard { get; } = new(
    [
        new(HomesteadRule.OneHousehold, "因继承房屋占用", "The house was inherited"),
        new(HomesteadRule.Standard, "依当时的规定批准", "Approved under the rules of its day"),
    ]);

    /// <summary>The grounds on which a rule may be excepted from.</summary>
    public IEnumerable<HomesteadGround> Of(HomesteadRule rule) => Grounds.Where(ground => ground.From == rule);

    /// <summary>True when the exception's ground is on the list.</summary>
    public bool Allows(HomesteadException exception) => Of(exception.From).Any(ground => ground.Chinese == exception.Ground);

    /// <summary>One line each: <c>one-household | 因继承房屋占用 | The house was inherited</c>.</summary>
    public override string ToString() => string.Join('\n', Grounds.Select(ground =>
        $"{(ground.From == HomesteadRule.OneHousehold ? OneHousehold : Size)} | {ground.Chinese} | {ground.English}"));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryRead(string text, out HomesteadExceptions exceptions)
    {
        var read = new List<HomesteadGround>();
        exceptions = new(read);
        foreach (var line in SettingLines.Of(text))
        {
            if (SettingLines.Parts(line) is not [OneHousehold or Size, { Length: > 0 } chinese, { Length: > 0 } english] parts) return false;

            read.Add(new(parts[0] == OneHousehold ? HomesteadRule.OneHousehold : HomesteadRule.Standard, chinese, english));
        }

        return read.Count > 0;
    }
}
