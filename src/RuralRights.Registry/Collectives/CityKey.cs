using System.Security.Cryptography;
using System.Text;

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

        Directory.CreateDirectory(stateFolder);
        var file = Path.Combine(stateFolder, "city.key");
        if (!File.Exists(file)) Make(file);
        return new(Parse(File.ReadAllText(file), file));
    }

    /// <summary>The mark of an identity number, in the form in which two spellings are the same.</summary>
    public byte[] MarkOf(string idType, string number) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{idType}/{number}"));

    // Two processes of a first start may both try; the one that comes second reads what the first has written.
    private static void Make(string file)
    {
        var made = $"{file}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(made, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes))));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(made, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(made);
        }
    }

    private static byte[] Parse(string text, string source)
    {
        Span<byte> key = stackalloc byte[Bytes + 3];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == Bytes
            ? key[..Bytes].ToArray()
            : throw new InvalidOperationException($"{source} holds no key of 32 bytes in base64.");
    }
}
