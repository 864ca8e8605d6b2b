using System.Security.Cryptography;
using System.Text;

namespace RuralRights.Registry.Households;

/// <summary>The key above all keys of the vault. It lives in the environment or in a file only this user can read, never in a database.</summary>
/// <remarks>
/// <c>RR_MASTER_KEY</c> holds 32 bytes in base64, or several as <c>1:base64,2:base64</c> while keys are being rotated; the highest
/// number is the one new things are sealed under. Without it the file <c>master.key</c> in the state folder is used, and made on
/// the first start. A process that runs on sees at its next sealing that another has renewed the file. What it had sealed just
/// before may reach the vault after the renewal has looked at every row; so the file keeps the predecessor too, and the next
/// renewal takes along what is still under it.
/// </remarks>
public sealed class MasterKey
{
    private const string Variable = "RR_MASTER_KEY";
    private const int Bytes = 32;

    private readonly string _file;
    private readonly bool _fromEnvironment;
    private volatile KeySet _set;

    private MasterKey(string file, bool fromEnvironment, KeySet set) => (_file, _fromEnvironment, _set) = (file, fromEnvironment, set);

    /// <summary>Number of the key that new things are sealed under.</summary>
    public short Current => Keys.Keys.Last();

    private SortedDictionary<short, byte[]> Keys
    {
        get
        {
            if (!_fromEnvironment && File.GetLastWriteTimeUtc(_file) != _set.ReadAt) _set = Read(_file);
            return _set.Keys;
        }
    }

    /// <summary>Opens the key of this register, or makes one on the first start.</summary>
    public static MasterKey Open(string stateFolder)
    {
        var file = Path.Combine(stateFolder, "master.key");
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given) return new(file, fromEnvironment: true, new(Parse(given, Variable), default));

        Directory.CreateDirectory(stateFolder);
        if (!File.Exists(file)) MakeFile(file);
        return new(file, fromEnvironment: false, Read(file));
    }

    /// <summary>Adds a new key to the file; what is sealed under an older one can still be opened.</summary>
    /// <returns>Number of the key that was current until now.</returns>
    /// <exception cref="InvalidOperationException">The key comes from the environment and was not given its successor there.</exception>
    public short BeginRotation()
    {
        var keys = Keys;
        var predecessor = keys.Keys.Last();
        if (!_fromEnvironment)
        {
            Write(new(keys) { [(short)(predecessor + 1)] = RandomNumberGenerator.GetBytes(Bytes) });
            return predecessor;
        }

        return keys.Count > 1
            ? keys.Keys.SkipLast(1).Last()
            : throw new InvalidOperationException($"The master key comes from {Variable}: put the new key beside the old one there, as 1:old,2:new, and rotate again.");
    }

    /// <summary>Forgets the keys older than <paramref name="predecessor"/>, once nothing is sealed under them.</summary>
    public void EndRotation(short predecessor)
    {
        if (!_fromEnvironment) Write(new(Keys.Where(key => key.Key >= predecessor).ToDictionary()));
    }

    /// <summary>The key of a number.</summary>
    internal byte[] this[short number] => _set.Keys.TryGetValue(number, out var key) || Keys.TryGetValue(number, out key)
        ? key
        : throw new CryptographicException($"The vault is sealed under master key {number}, which this process was not given.");

    private void Write(SortedDictionary<short, byte[]> keys)
    {
        var next = _file + ".next";
        WriteFile(next, string.Join(',', keys.Select(pair => $"{pair.Key}:{Convert.ToBase64String(pair.Value)}")));
        File.Move(next, _file, overwrite: true);
        _set = Read(_file);
    }

    // The time is asked first: a file renewed in between is then read once more.
    private static KeySet Read(string file)
    {
        var at = File.GetLastWriteTimeUtc(file);
        return new(Parse(File.ReadAllText(file), file), at);
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

    private sealed record KeySet(SortedDictionary<short, byte[]> Keys, DateTime ReadAt);
}
