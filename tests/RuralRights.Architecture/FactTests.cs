using System.Text;
using RuralRights.Domain.Law;
using RuralRights.Registry.Store;

namespace RuralRights.Architecture;

/// <summary>Facts are storage format: what was written once is read for ever, and holds no person.</summary>
public sealed class FactTests
{
    private static readonly string Golden = Path.Combine(House.Root, "tests/RuralRights.Architecture/facts");

    // These two name a collective and a place, not a person.
    private static readonly string[] NamesOfNoPerson = ["CollectiveRegistered.Name", "ParcelSurveyed.Name"];

    private static readonly string[] Personal =
    [
        "Name", "Surname", "IdNumber", "IdCard", "CitizenId", "Identity", "Phone", "Telephone", "Mobile", "Address", "Email", "Account",
        "Birth", "Birthday", "Sex", "Gender", "Photo", "Fingerprint", "Signature", "Neighbour", "East", "South", "West", "North", "Remark", "Note", "Notes", "Text",
    ];

    public static TheoryData<string> Names => [.. FactNames.All.Values];

    [Fact]
    public void Every_fact_has_a_fixed_name_and_no_two_share_one()
    {
        House.Domain.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(IFact)) && !type.IsInterface).ShouldBe(FactNames.All.Keys, ignoreOrder: true);
        FactNames.All.Values.ShouldBeUnique();
        FactNames.All.Values.ShouldAllBe(name => System.Text.RegularExpressions.Regex.IsMatch(name, "^[a-z]+(-[a-z]+)*$"));
        FactNames.All.Keys.ShouldAllBe(type => type.IsSealed);
    }

    [Fact]
    public void Every_golden_file_belongs_to_a_fact()
    {
        FactNames.All.Values.Where(name => Forms(name).Count == 0).ShouldBeEmpty();
        Directory.EnumerateFiles(Golden).Select(file => Path.GetFileName(file)!).ShouldBe(FactNames.All.Values.SelectMany(name => Forms(name).Select((_, at) => $"{name}.{at + 1}.json")), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_fact_is_written_as_its_last_golden_file_and_read_from_every_one(string name)
    {
        var type = FactNames.All.Single(pair => pair.Value == name).Key;
        var forms = Forms(name);

        Encoding.UTF8.GetString(Fact.Write(Specimen(type, ""))).ShouldBe(forms[^1]);
        foreach (var form in forms) Encoding.UTF8.GetString(Fact.Write(Fact.Read(name, Encoding.UTF8.GetBytes(form)))).ShouldBe(forms[^1]);
    }

    [Fact]
    public void No_fact_has_a_place_for_a_person_s_data()
    {
        var members = FactNames.All.Keys.SelectMany(fact => Members(fact, [])).Distinct().ToList();

        members.Count.ShouldBeGreaterThan(100);
        members.Where(member => Personal.Any(word => member.EndsWith('.' + word, StringComparison.Ordinal) || member.EndsWith(word + "Name", StringComparison.Ordinal)))
            .Except(NamesOfNoPerson)
            .ShouldBeEmpty();
    }

    /// <summary>The forms in which a fact was ever written, the one of today last.</summary>
    private static List<string> Forms(string name) =>
        [.. Enumerable.Range(1, 9).Select(form => Path.Combine(Golden, $"{name}.{form}.json")).TakeWhile(File.Exists).Select(file => File.ReadAllText(file).TrimEnd('\n'))];

    private static IEnumerable<string> Members(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type)) yield break;

        foreach (var member in type.GetProperties())
        {
            yield return $"{type.Name}.{member.Name}";
            var inner = member.PropertyType.IsGenericType ? member.PropertyType.GenericTypeArguments[0] : member.PropertyType;
            if (inner.Namespace?.StartsWith("RuralRights", StringComparison.Ordinal) != true || inner.IsEnum) continue;

            foreach (var deeper in Members(inner, seen)) yield return deeper;
        }
    }

    /// <summary>A fact with every member filled, the same on every run.</summary>
    private static object Specimen(Type type, string member)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(member) + " 土地";
        if (type == typeof(Guid)) return new Guid("0199a6c0-0000-7000-8000-000000000001");
        if (type == typeof(DateOnly)) return new DateOnly(2026, 11, 23);
        if (type == typeof(decimal)) return 666.67m;
        if (type == typeof(bool)) return true;
        if (type == typeof(int) || type == typeof(long)) return Convert.ChangeType(7, type, System.Globalization.CultureInfo.InvariantCulture);
        if (type == typeof(byte[])) return new byte[] { 1, 2, 250 };
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) return ListOf(type.GenericTypeArguments[0], member);

        var maker = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;
        return maker.Invoke([.. maker.GetParameters().Select(parameter => Specimen(parameter.ParameterType, parameter.Name!))]);
    }

    private static Array ListOf(Type item, string member)
    {
        var list = Array.CreateInstance(item, 1);
        list.SetValue(Specimen(item, member), 0);
        return list;
    }
}
