namespace RuralRights.Interchange.Tests.Deliveries;

/// <summary>The sample packages of this repository, and work folders that leave nothing behind.</summary>
internal static class Samples
{
    public static string Clean { get; } = Path.Combine(Root(), "gis-samples", "620123榆中县");

    public static string Faulty { get; } = Path.Combine(Root(), "gis-samples", "620123榆中县-faulty");

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "RuralRights.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("RuralRights.sln is above no folder of the tests.");
    }
}

/// <summary>A folder for one test, removed with all it holds.</summary>
internal sealed class Scratch : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("rural-rights-").FullName;

    /// <summary>Where deliveries spool; empty again once they are closed.</summary>
    public string Work => System.IO.Path.Combine(Path, "work");

    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>A copy of the clean sample that a test may damage.</summary>
    public string CopyOfClean(string name = "620123榆中县")
    {
        var target = At(name);
        foreach (var file in Directory.EnumerateFiles(Samples.Clean, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(Samples.Clean, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
