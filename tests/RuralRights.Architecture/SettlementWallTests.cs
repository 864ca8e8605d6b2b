using System.Text.RegularExpressions;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace RuralRights.Architecture;

/// <summary>Settling in town is never a condition or a reason for anything, so the code of the one cannot even name the other.</summary>
public sealed partial class SettlementWallTests
{
    private static readonly ArchUnitNET.Domain.Architecture Loaded = new ArchLoader().LoadAssemblies([.. House.All]).Build();

    private static readonly GivenTypesConjunction Settling = In("(Domain|Registry|Web)\\.Settlement");
    private static readonly GivenTypesConjunction GivingUp = In("(Domain|Registry|Web)\\.(Exits|Market)");

    // What decides, and what is read to decide; the lists of facts and acts know every capability, and are none.
    private static readonly GivenTypesConjunction Deciding = In("(Domain|Registry)\\.(Tenure|Households|Collectives|Parcels|Registration|Exits|Market|Shares|Safeguards|Offices)");

    [Fact]
    public void Settling_knows_nothing_of_giving_up_a_right() => Apart(Settling, GivingUp);

    [Fact]
    public void Giving_up_a_right_knows_nothing_of_settling() => Apart(GivingUp, Settling);

    [Fact]
    public void No_right_no_membership_and_no_case_knows_of_settling() => Apart(Deciding, Settling);

    [Fact]
    public void Membership_and_settling_know_nothing_of_each_other()
    {
        var membership = In("(Domain|Registry|Web)\\.Collectives");
        Apart(membership, Settling);
        Apart(Settling, membership, but: ["Collective", "Placement"]);
    }

    [Fact]
    public void No_table_of_rights_names_a_membership() => House.Sources("src/RuralRights.Registry", "*.sql")
        .Where(file => Regex.IsMatch(File.ReadAllText(file), "references\\s+register\\.membership"))
        .ShouldBeEmpty();

    [Fact]
    public void No_form_by_which_a_right_is_given_back_asks_where_else_people_live_or_are_registered()
    {
        var forms = House.Sources("src/RuralRights.Web", "*ReturnForm.razor").ToList();

        forms.Count.ShouldBeGreaterThanOrEqualTo(2);
        forms.Where(file => Elsewhere().IsMatch(File.ReadAllText(file))).ShouldBeEmpty();
    }

    [Fact]
    public void No_statement_outside_reads_or_writes_the_table_of_settling()
    {
        var statements = House.Sources("src/RuralRights.Registry").Concat(House.Sources("src/RuralRights.Registry", "*.sql")).ToList();
        var own = statements.Where(IsOwn).ToList();

        own.Count(file => Table().IsMatch(File.ReadAllText(file))).ShouldBeGreaterThanOrEqualTo(4);
        statements.Except(own).Where(file => Table().IsMatch(File.ReadAllText(file))).ShouldBeEmpty();
        own.Where(file => TablesOfExits().IsMatch(File.ReadAllText(file))).ShouldBeEmpty();
    }

    [Fact]
    public void The_table_of_settling_is_named_by_no_key_of_another() => House.Sources("src/RuralRights.Registry", "*.sql")
        .Where(file => Regex.IsMatch(File.ReadAllText(file), "references\\s+register\\.settlement"))
        .ShouldBeEmpty();

    private static bool IsOwn(string file) => file.Contains("/Settlement/", StringComparison.Ordinal) || file.EndsWith("settlement.sql", StringComparison.Ordinal) || file.EndsWith("enter-settlement.repeat.sql", StringComparison.Ordinal);

    private static GivenTypesConjunction In(string names) => Types().That().ResideInNamespaceMatching($"^RuralRights\\.{names}(\\..*)?$");

    private static void Apart(GivenTypesConjunction one, GivenTypesConjunction other, params string[] but)
    {
        foreach (var name in but) other = other.And().DoNotHaveName(name);
        one.GetObjects(Loaded).Count().ShouldBeGreaterThan(10);
        other.GetObjects(Loaded).Count().ShouldBeGreaterThan(10);
        ArchUnitNET.Fluent.IArchRule rule = one.Should().NotDependOnAny(other);
        rule.Check(Loaded);
    }

    [GeneratedRegex("落户|进城|城镇|城市|户口|户籍|居住证|入学|上学|学校|住房|住处|住所|社保|医保|养老|保险|dwelling|hukou|school", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();

    [GeneratedRegex("register\\.settlement\\b|\"settlement/")]
    private static partial Regex Table();

    [GeneratedRegex("register\\.(listing|transfer)|\"(listing|transfer)/")]
    private static partial Regex TablesOfExits();
}
