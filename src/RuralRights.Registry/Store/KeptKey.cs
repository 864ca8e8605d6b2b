using System.Text;

namespace RuralRights.Registry.Store;

/// <summary>Keys of the state folder that are made on the first start.</summary>
internal static class KeptKey
{
    /// <summary>The text of a file, which is made first where it is missing. Two processes of a first start may both try; the one that comes second reads what the first has written.</summary>
    public static string Open(string file, Func<string> make)
    {
        if (!File.Exists(file)) Make(file, make());
        return File.ReadAllText(file);
    }

    private static void Make(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var made = $"{file}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(made, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(text));
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
}
