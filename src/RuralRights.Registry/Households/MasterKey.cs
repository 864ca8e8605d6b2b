using System.Security.Cryptography;
using System.Text;

namespace RuralRights.Registry.Households;

/// <summary>The key above all keys of the vault. It lives in the environment or in a file only this user can read, never in a database.</summary>
/// <remarks>
/// <c>RR_MASTER_KEY</c> holds 32 bytes in base64, or several as <c>1:base64,2:base64</c> while keys are being rotated; the highest
/// number is the one new things are sealed under. Without it the file <c>master.key</c> in the state folder is used, and made on
/// the first start.
/// </remarks>
public sealed class MasterKey
{
    private const string Variable = "RR_MASTER_KEY";
    private const int Bytes = 32;

    private readonly string _file;
    private readonly bool _fromEnvironment;
    private SortedDictionary<short, byte[]> _keys;

    private MasterKey(string file, bool fromEnvironment, SortedDictionary<short, byte[]> keys)
    {
        (_file, _fromEnvironment, _keys) = (file, fromEnvironment, keys);
    }

    /// <summary>Number of the key that new things are sealed under.</summary>
    public short Current => _keys.Keys.Last();

    /// <summary>Opens the key of this register, or makes one on the first start.</summary>
    public static MasterKey Open(string stateFolder)
    {
        var file = Path.Combine(stateFolder, "master.key");
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given) return new(file, fromEnvironment: true, Parse(given, Variable));

        Directory.CreateDirectory(stateFolder);
        if (!File.Exists(file)) MakeFile(file);
        return new(file, fromEnvironment: false, Parse(File.ReadAllText(file), file));
    }

    /// <summary>Adds a new key to the file; what is sealed under the old one can still be opened.</summary>
    /// <exception cref="InvalidOperationException">The key comes from the environment and was not given its successor there.</exception>
    public void BeginRotation()
    {
        if (_keys.Count > 1) return;
        if (_fromEnvironment)
            throw new InvalidOperationException($"The master key comes from {Variable}: put the new key beside the old one there, as 1:old,2:new, and rotate again.");

        Write(new(_keys) { [(short)(Current + 1)] = RandomNumberGenerator.GetBytes(Bytes) });
    }

    /// <summary>Forgets every key but the newest, once nothing is sealed under the others.</summary>
    public void EndRotation()
    {
        if (!_fromEnvironment) Write(new() { [Current] = _keys[Current] });
    }

    /// <summary>The key of a number.</summary>
    internal byte[] this[short number] => _keys.TryGetValue(number, out var key)
        ? key
        : throw new CryptographicException($"The vault is sealed under master key {number}, which this process was not given.");

    private void Write(SortedDictionary<short, byte[]> keys)
    {
        var next = _file + ".next";
        WriteFile(next, string.Join(',', keys.Select(pair => $"{pair.Key}:{Convert.ToBase64String(pair.Value)}")));
        File.Move(next, _file, overwrite: true);
        _keys = keys;
    }

    // Two processes of a first start may both try; the one that comes second reads what the first has written.
    private static void MakeFile(string file)
    {
        var made = $"{file}.{Environment.ProcessId}";
        WriteFile(made, $"1:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes))}");
        try
        {
            File.Move(made, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(made);
        }
    }

    private static void WriteFile(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        stream.Write(Encoding.ASCII.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }

    private static SortedDictionary<short, byte[]> Parse(string text, string source)
    {
        try
        {
            var keys = new SortedDictionary<short, byte[]>();
            foreach (var part in text.Trim().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var colon = part.IndexOf(':', StringComparison.Ordinal);
                var number = colon < 0 ? (short)1 : short.Parse(part.AsSpan(0, colon), System.Globalization.CultureInfo.InvariantCulture);
                var key = Convert.FromBase64String(part[(colon + 1)..]);
                if (key.Length != Bytes) throw new FormatException();
                keys.Add(number, key);
            }

            return keys.Count > 0 ? keys : throw new FormatException();
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            // The message must not repeat what was read.
            throw new InvalidOperationException($"{source} holds no master key of 32 bytes in base64.");
        }
    }
}
