using JasperFx.CodeGeneration;
using JasperFx.CodeGeneration.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RuralRights.Registry;
using Wolverine;

namespace RuralRights.Architecture;

/// <summary>The code between a message and its handler is written ahead, because a running register compiles nothing.</summary>
public sealed class MessageCodeTests
{
    private static readonly string Committed = Path.Combine(House.Root, "src/RuralRights.Registry/Store/Generated");

    [Fact]
    public void What_is_committed_is_what_would_be_written_today()
    {
        var fresh = Path.Combine(House.Root, "tests/artifacts/Generated");
        if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
        Write(fresh);

        Read(fresh).ShouldNotBeEmpty();
        Read(Committed).Except(Read(fresh)).Union(Read(fresh).Except(Read(Committed))).Select(file => file.Key).Distinct()
            .ShouldBeEmpty($"The handlers have changed: put {fresh} in the place of {Committed}.");
        Directory.Delete(fresh, recursive: true);
    }

    [Fact]
    public void No_compiler_is_part_of_the_program() => Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Select(Path.GetFileName)
        .Where(file => file!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || file.StartsWith("JasperFx.RuntimeCompiler", StringComparison.Ordinal))
        .ShouldBeEmpty();

    /// <summary>From a host that is built and never started, so that no database is needed.</summary>
    private static void Write(string folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRegister(new()
        {
            OwnerConnection = "Host=/nowhere;Username=rr_owner;Database=ruralrights",
            AppConnection = "Host=/nowhere;Username=rr_app;Database=ruralrights",
            StateFolder = folder,
        });
        using var host = builder.Build();
        host.Services.GetRequiredService<WolverineOptions>().CodeGeneration.GeneratedCodeOutputPath = folder;
        // It finds the handlers themselves, not those of which code was written before.
        DynamicCodeBuilder.WithinCodegenCommand = true;
        var writer = new DynamicCodeBuilder(host.Services, [.. host.Services.GetServices<ICodeFileCollection>()])
        {
            ServiceVariableSource = host.Services.GetService<IServiceVariableSource>(),
        };
        writer.WriteGeneratedCode(_ => { });
    }

    private static Dictionary<string, string> Read(string folder) => !Directory.Exists(folder) ? [] : Directory
        .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file), file => File.ReadAllText(file).ReplaceLineEndings("\n"), StringComparer.Ordinal);
}
