using System.Collections.Frozen;
using System.Text.Json;
using RuralRights.Domain.Law;

namespace RuralRights.Registry.Store;

/// <summary>Facts between their JSON in the ledger and their types in the law.</summary>
public static class Fact
{
    private static readonly FrozenDictionary<string, Type> Types =
        FactNames.All.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Reads a fact; an unknown name is an error, because a register does not pass over what it cannot read.</summary>
    public static object Read(string name, ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Types[name], RegisterJson.Options)
            ?? throw new JsonException($"The fact {name} is null.");

    /// <summary>The name of a fact's type as the ledger stores it beside the fact's own name.</summary>
    public static string DotNetName(Type fact) => $"{fact.FullName}, {fact.Assembly.GetName().Name}";

    /// <summary>Writes a fact as it stands in the ledger.</summary>
    public static byte[] Write(object fact) => JsonSerializer.SerializeToUtf8Bytes(fact, fact.GetType(), RegisterJson.Options);
}
