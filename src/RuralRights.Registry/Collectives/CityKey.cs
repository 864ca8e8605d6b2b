using System.Security.Cryptography;
using System.Text;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Collectives;

/// <summary>The key under which the counties of a city mark their members, so that one can ask another without naming anybody.</summary>
/// <remarks>
/// Counties on one server share the file of the state folder. Counties on several servers are given one key in the environment; whoever
/// holds it can try out identity numbers, so it is kept like the master key, and every question leaves a trace where it is answered.
/// </remarks>
public sealed class CityKey
{
    /// <summary>Environment variable that holds the key, 32 bytes in base64.</summary>
    public const string Variable = "RR_CITY_KEY";

    private const int Bytes = 32;

    private readonly byte[] _key;

    private CityKey(byte[] key) => (_key, Name) = (key, Convert.ToHexStringLower(SHA256.HashData(key))[..12]);

    /// <summary>Tells this key from an earlier one; says nothing of it.</summary>
    public string Name { get; }

    /// <summary>Opens the key of this city, or makes one on the first start.</summary>
    public static CityKey Open(string stateFolder)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given) return new(Parse(given, Variable));

        var file = Path.Combine(stateFolder, "city.key");
        return new(Parse(KeptKey.Open(file, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes))), file));
    }

    /// <summary>The mark of an identity number, in the form in which two spellings are the same.</summary>
    public byte[] MarkOf(string idType, string number) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{idType}/{number}"));

    private static byte[] Parse(string text, string source)
    {
        Span<byte> key = stackalloc byte[Bytes + 3];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == Bytes
            ? key[..Bytes].ToArray()
            : throw new InvalidOperationException($"{source} holds no key of 32 bytes in base64.");
    }
}
