using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;

namespace RuralRights.Web.Tests.Settlement;

/// <summary>
/// Everything by which land or a homestead is given up, found by itself: what lies in the folders of exits, and whatever business
/// only the household may open, because nobody else may ask for it.
/// </summary>
internal static partial class GivingUp
{
    private static readonly string Source = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../src/RuralRights.Domain"));

    private static readonly Assembly Domain = typeof(ExitRules).Assembly;

    /// <summary>Ways of giving up that are cases, by the name of their property.</summary>
    public static IReadOnlyDictionary<string, Procedure> Procedures { get; } = typeof(Procedures).GetProperties()
        .Where(property => property.GetValue(null) is Procedure { OpenedBy: [Turn.Household], IsOfTheRoster: false })
        .ToDictionary(property => property.Name, property => (Procedure)property.GetValue(null)!, StringComparer.Ordinal);

    // A file of the law that names such a way is about it, with every change and every fact that it names.
    private static readonly string[] Files =
    [
        .. Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories).Where(file => !file.EndsWith("/Procedures.cs", StringComparison.Ordinal)).Select(File.ReadAllText)
            .Where(text => Procedures.Keys.Any(name => Regex.IsMatch(text, $@"\bProcedures\.{name}\b"))),
    ];

    /// <summary>What is asked for, as acts take it: of transfers, and of the cases.</summary>
    public static IReadOnlyList<Type> Acts { get; } =
    [
        .. Domain.GetExportedTypes().Where(type => IsOfExits(type) && type.GetMethod("Decide") is not null),
        .. Domain.GetExportedTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IChange)) && Files.Any(text => Regex.IsMatch(text, $@"\brecord {type.Name}\b"))),
    ];

    /// <summary>Facts that say so.</summary>
    public static IReadOnlyList<Type> Facts { get; } =
        [.. FactNames.All.Keys.Where(fact => IsOfExits(fact) || Files.Any(text => Regex.IsMatch(text, $@"\b{fact.Name}\b")))];

    /// <summary>Lists of the papers that are asked for: of the cases, of whatever the sheet of the four choices goes with, and of all that is called a transfer, an exchange or an exit.</summary>
    public static IReadOnlyList<Setting<IReadOnlyList<RequiredPaper>>> Papers { get; } =
    [
        .. RequiredPapers.All.Where(list => Procedures.Values.Any(procedure => procedure.PaperList == list.Key)
            || list.Value.Standard!.Contains("information-sheet", StringComparison.Ordinal) || Called().IsMatch(list.Key)).Select(list => list.Value),
    ];

    /// <summary>True when the address of a page is a form that opens such a case.</summary>
    public static bool IsForm(string route) => route.StartsWith("/cases/new/", StringComparison.Ordinal)
        && Procedures.Values.Any(procedure => procedure.Code == route["/cases/new/".Length..] || procedure.Code.StartsWith(route["/cases/new/".Length..] + "-of-", StringComparison.Ordinal));

    private static bool IsOfExits(Type type) => type.Namespace is "RuralRights.Domain.Exits" or "RuralRights.Domain.Market";

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex("transfer|exchange|exit|redemption|^return")]
    private static partial Regex Called();
}
