using System.Diagnostics;

namespace RuralRights.Web.Tests;

/// <summary>A provider of identities in a process of its own, on a port of its own of this machine.</summary>
public sealed class ProviderProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ProviderProcess(Process process, string authority) => (_process, Authority) = (process, authority);

    /// <summary>Where it is.</summary>
    public string Authority { get; }

    /// <summary>Starts one and waits until it says where it is.</summary>
    public static async Task<ProviderProcess> Start(CancellationToken cancel)
    {
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../RuralRights.Provider/bin", Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "../.."), AppContext.BaseDirectory), "RuralRights.Provider.dll"));
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            var said = await process.StandardOutput.ReadLineAsync(cancel) ?? throw new InvalidOperationException($"{program} ended before it listened.");
            return new(process, said.TrimEnd('/'));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
