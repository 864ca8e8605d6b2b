namespace RuralRights.Web.Registration;

/// <summary>Sample deliveries that lie on the server, for whoever wants to try the register.</summary>
public sealed class Samples(IConfiguration configuration)
{
    private const string FolderName = "gis-samples";

    /// <summary>Names of the samples.</summary>
    public IReadOnlyList<string> Names() =>
        Folder() is { } folder ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];

    /// <summary>Where a sample lies; null when there is none of that name.</summary>
    public string? PathOf(string name) => Names().Contains(name, StringComparer.Ordinal) ? Path.Combine(Folder()!, name) : null;

    /// <summary>The folder the environment names, or the one of the source tree the program was built in.</summary>
    private string? Folder()
    {
        if (configuration["RR_SAMPLES"] is { Length: > 0 } named) return Directory.Exists(named) ? named : null;

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, FolderName) is var found && Directory.Exists(found)) return found;
        return null;
    }
}
