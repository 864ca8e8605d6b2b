namespace RuralRights.Web.SignIn;

/// <summary>Names of people as this visitor may see them: whole or masked. A page never meets the vault itself.</summary>
public sealed class NameBook(IReadOnlyDictionary<Guid, string> names)
{
    private readonly IReadOnlyDictionary<Guid, string> _names = names;

    /// <summary>A book with no names in it.</summary>
    public static readonly NameBook Empty = new(new Dictionary<Guid, string>());

    /// <summary>This book with the names of another written over it.</summary>
    public NameBook With(NameBook other) => new(other._names.Concat(_names).DistinctBy(pair => pair.Key).ToDictionary());

    /// <summary>True for somebody whose name is in it.</summary>
    public bool Knows(Guid person) => _names.ContainsKey(person);

    /// <summary>The name of a person; somebody the vault does not know is a dash.</summary>
    public string this[Guid person] => _names.TryGetValue(person, out var name) ? name : "—";
}
