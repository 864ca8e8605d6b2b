using System.Text.RegularExpressions;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace RuralRights.Architecture;

/// <summary>The walls of the house: who may know whom, and what pure code may not touch.</summary>
public sealed partial class WallTests
{
    private static readonly ArchUnitNET.Domain.Architecture Loaded = new ArchLoader()
        .LoadAssemblies([.. House.All])
        .Build();

    [Fact]
    public void Geometry_knows_nothing_of_the_law() => Knows(House.Spatial, []);

    [Fact]
    public void The_law_knows_geometry_and_nothing_else() => Knows(House.Domain, ["RuralRights.Spatial"]);

    [Fact]
    public void File_formats_know_no_database() => Knows(House.Interchange, ["RuralRights.Spatial", "RuralRights.Domain"]);

    [Fact]
    public void The_register_does_not_know_its_pages() => Knows(House.Registry, ["RuralRights.Spatial", "RuralRights.Domain", "RuralRights.Interchange"]);

    [Theory]
    [InlineData("Marten")]
    [InlineData("Wolverine")]
    [InlineData("Npgsql")]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("System.Net.Http")]
    [InlineData("System.Net.Sockets")]
    public void Pure_code_has_no_database_no_host_and_no_network(string library)
    {
        IArchRule rule = Types().That().ResideInAssembly(House.Domain, House.Spatial, House.Interchange)
            .Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching($"^{Regex.Escape(library)}(\\..*)?$")
            .WithoutRequiringPositiveResults();

        rule.Check(Loaded);
    }

    [Theory]
    [InlineData("System.DateTime.get_Now")]
    [InlineData("System.DateTime.get_UtcNow")]
    [InlineData("System.DateTime.get_Today")]
    [InlineData("System.DateTimeOffset.get_Now")]
    [InlineData("System.DateTimeOffset.get_UtcNow")]
    [InlineData("System.TimeProvider.get_System")]
    [InlineData("System.Guid.NewGuid")]
    [InlineData("System.Guid.CreateVersion7")]
    [InlineData("System.Random..ctor")]
    [InlineData("System.Random.get_Shared")]
    [InlineData("System.Security.Cryptography.RandomNumberGenerator.GetBytes")]
    [InlineData("System.Runtime.CompilerServices.AsyncTaskMethodBuilder.Create")]
    [InlineData("System.Runtime.CompilerServices.AsyncTaskMethodBuilder`1.Create")]
    [InlineData("System.Environment.GetEnvironmentVariable")]
    [InlineData("System.Console.WriteLine")]
    public void The_law_and_its_geometry_have_no_clock_no_chance_and_no_waiting(string call)
    {
        House.Calls(House.Domain).ShouldNotContain(call);
        House.Calls(House.Spatial).ShouldNotContain(call);
    }

    [Fact]
    public void The_calls_of_an_assembly_are_really_read() => House.Calls(House.Registry).ShouldContain("System.Guid.CreateVersion7");

    [Fact]
    public void The_law_touches_no_file() =>
        House.Calls(House.Domain).Where(call => call.StartsWith("System.IO.", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Pages_hold_no_SQL() => House.Sources("src/RuralRights.Web")
        .Where(file => !file.Contains("/Ops/", StringComparison.Ordinal))
        .Where(file => SqlGrammar().IsMatch(File.ReadAllText(file)))
        .ShouldBeEmpty();

    [Fact]
    public void Names_say_what_things_are_not_what_pattern_they_follow() => House.All
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Namespace?.StartsWith("RuralRights", StringComparison.Ordinal) == true && PatternName().IsMatch(type.Name))
        .Select(type => type.FullName)
        .ShouldBeEmpty();

    [Fact]
    public void Folders_are_named_for_the_field_and_the_same_in_every_project()
    {
        string[] field = ["Law", "Collectives", "Households", "Settlement", "Parcels", "Tenure", "Shares", "Registration", "Offices", "Exits", "Market", "Safeguards", "Oversight"];
        string[] running = ["Store", "SignIn"];
        string[] atTheDoor = ["Layout", "Language", "SignIn", "Ops", "Search", "Verification", "Import"];

        Folders("Domain").ShouldBeSubsetOf(field);
        Folders("Registry").ShouldBeSubsetOf([.. field, .. running]);
        Folders("Web").Except(["client", "wwwroot", "Properties"]).ShouldBeSubsetOf([.. field, .. atTheDoor]);
    }

    [Fact]
    public void Namespaces_follow_folders() => House.Sources("src")
        .Where(file => NamespaceGrammar().Match(File.ReadAllText(file)) is { Success: true } found && found.Groups[1].Value != NamespaceOf(file))
        .ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_undone_or_skipped() => House.Sources("src").Concat(House.Sources("tests"))
        .Where(file => !file.EndsWith("WallTests.cs", StringComparison.Ordinal))
        .Where(file => UndoneGrammar().IsMatch(File.ReadAllText(file)))
        .ShouldBeEmpty();

    [Fact]
    public void The_readme_runs_the_tests_as_the_pipeline_does()
    {
        File.ReadAllText(Path.Combine(House.Root, ".ci/run")).ShouldContain("exec tests/run");
        File.ReadAllText(Path.Combine(House.Root, "README.md")).ShouldMatch("(?m)^\\s*tests/run\\b");
    }

    private static void Knows(System.Reflection.Assembly assembly, string[] neighbours) => assembly.GetReferencedAssemblies()
        .Select(reference => reference.Name!)
        .Where(name => name.StartsWith("RuralRights.", StringComparison.Ordinal))
        .ShouldBeSubsetOf(neighbours);

    private static IEnumerable<string> Folders(string project) => Directory.EnumerateDirectories(Path.Combine(House.Root, $"src/RuralRights.{project}"))
        .Select(folder => Path.GetFileName(folder)!)
        .Where(folder => folder is not ("bin" or "obj" or "node_modules"));

    private static string NamespaceOf(string file) =>
        Path.GetRelativePath(Path.Combine(House.Root, "src"), Path.GetDirectoryName(file)!).Replace('/', '.');

    [GeneratedRegex("(Manager|Helper|Helpers|Service|Dto|Handler|Utils|Util|Impl)$")]
    private static partial Regex PatternName();

    [GeneratedRegex("^namespace ([A-Za-z0-9.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceGrammar();

    [GeneratedRegex("\\b(TODO|FIXME|HACK|XXX:)|Skip = |NotImplementedException")]
    private static partial Regex UndoneGrammar();

    [GeneratedRegex("\\b(from|join|into|update)\\s+(ledger|register|vault|intake)\\.", RegexOptions.IgnoreCase)]
    private static partial Regex SqlGrammar();
}
