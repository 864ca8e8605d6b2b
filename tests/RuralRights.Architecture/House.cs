using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using RuralRights.Domain.Law;
using RuralRights.Interchange.Deliveries;
using RuralRights.Registry;
using RuralRights.Spatial;

namespace RuralRights.Architecture;

/// <summary>The house as tests see it: its assemblies, its folders, and what its code calls.</summary>
internal static class House
{
    public static readonly Assembly Spatial = typeof(CoordinateSystem).Assembly;
    public static readonly Assembly Domain = typeof(Rule).Assembly;
    public static readonly Assembly Interchange = typeof(RowStore).Assembly;
    public static readonly Assembly Registry = typeof(RegisterOptions).Assembly;
    public static readonly Assembly Web = Assembly.Load("RuralRights.Web");

    public static IReadOnlyList<Assembly> All { get; } = [Spatial, Domain, Interchange, Registry, Web];

    /// <summary>The repository this test was compiled in.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../.."));

    /// <summary>Source files under a folder of the repository, without what the build makes.</summary>
    public static IEnumerable<string> Sources(string folder, string pattern = "*.cs") =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/node_modules/", StringComparison.Ordinal));

    /// <summary>Every member of another assembly that this one refers to, as <c>System.DateTime.get_Now</c>.</summary>
    public static IReadOnlySet<string> Calls(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var code = file.GetMetadataReader();
        var calls = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handle in code.MemberReferences)
        {
            var member = code.GetMemberReference(handle);
            if (TypeOf(code, member.Parent) is { } type) calls.Add($"{type}.{code.GetString(member.Name)}");
        }

        return calls;
    }

    private static string? TypeOf(MetadataReader code, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeSpecification)
        {
            // Of a generic type only its definition matters, which is the first type its signature names.
            var signature = code.GetBlobReader(code.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
            if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance) return null;

            signature.ReadByte();
            parent = signature.ReadTypeHandle();
        }

        if (parent.Kind != HandleKind.TypeReference) return null;

        var type = code.GetTypeReference((TypeReferenceHandle)parent);
        return $"{code.GetString(type.Namespace)}.{code.GetString(type.Name)}";
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
