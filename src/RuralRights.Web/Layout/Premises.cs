using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace RuralRights.Web.Layout;

/// <summary>The office whose pages these are: its county, and the styles and scripts its pages are made with.</summary>
public sealed class Premises(IWebHostEnvironment environment)
{
    private readonly ConcurrentDictionary<string, string> _versions = new();

    /// <summary>Six-digit code of the county.</summary>
    public string County { get; init; } = "";

    /// <summary>Name of the county as certificates print it.</summary>
    public string CountyName { get; set; } = "";

    /// <summary>Address of a style or script with the hash of its content, so that browsers may keep it for ever.</summary>
    public string Asset(string path) => _versions.GetOrAdd(path, static (path, environment) =>
    {
        var file = environment.WebRootFileProvider.GetFileInfo(path);
        if (!file.Exists) return "/" + path;

        using var stream = file.CreateReadStream();
        return $"/{path}?v={Convert.ToHexStringLower(SHA256.HashData(stream))[..12]}";
    }, environment);
}
