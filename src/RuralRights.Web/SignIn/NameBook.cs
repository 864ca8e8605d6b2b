namespace RuralRights.Web.SignIn;

/// <summary>Names of people as this visitor may see them: whole or masked. A page never meets the vault itself.</summary>
public sealed class NameBook(IReadOnlyDictionary<Guid, string> names)
{
    /// <summary>A book with no names in it.</summary>
    public static readonly NameBook Empty = new(new Dictionary<Guid, string>());

    /// <summary>The name of a person; somebody the vault does not know is a dash.</summary>
    public string this[Guid person] => names.TryGetValue(person, out var name) ? name : "—";
}
