using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace RuralRights.Web.Tests.Ops;

/// <summary>Runs a script of the repository with an environment of its own and listens to what it says.</summary>
internal sealed class Script : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task<string> _error;
    private readonly Task _reading;

    private Script(Process process)
    {
        _process = process;
        _reading = ReadAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public static string Root { get; } = FindRoot();

    public int Id => _process.Id;

    public bool IsRunning => !_process.HasExited;

    public static Script Start(string script, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, script), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("RR_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(inherited);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException(script);
        process.StandardInput.Close();
        return new Script(process);
    }

    public static async Task<Said> RunAsync(
        string script, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var running = Start(script, arguments, environment ?? new Dictionary<string, string>());
        return await running.EndAsync();
    }

    /// <summary>Waits for the end, at most two minutes.</summary>
    public async Task<Said> EndAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await _process.WaitForExitAsync(patience.Token);
        await _reading.WaitAsync(patience.Token);
        return new Said(_process.ExitCode, Output, await _error.WaitAsync(patience.Token));
    }

    /// <summary>Waits until a text stands on standard output, at most two minutes.</summary>
    public async Task SaysAsync(string text)
    {
        for (var patience = Stopwatch.StartNew(); !Output.Contains(text, StringComparison.Ordinal); await Task.Delay(100))
            if (_reading.IsCompleted || patience.Elapsed > TimeSpan.FromMinutes(2)) throw new InvalidOperationException($"“{text}” was never said, but: {Output}");
    }

    public async Task<Said> InterruptAsync()
    {
        Signal(_process.Id, 15);
        return await EndAsync();
    }

    /// <summary>As a machine does that runs out of memory: no last words.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits until the address answers 200 and <paramref name="ready"/> holds; false when the script ended before.</summary>
    public async Task<bool> AnswersAsync(string url, Func<bool>? ready = null)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var patience = Stopwatch.StartNew();
        while (!_process.HasExited && patience.Elapsed < TimeSpan.FromMinutes(2))
        {
            try
            {
                if ((ready is null || ready()) && (await http.GetAsync(new Uri(url))).StatusCode == HttpStatusCode.OK) return true;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not up yet. There is no event to wait for: the script is a process like any other.
            }

            await Task.Delay(100);
        }

        return false;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        if (!_process.HasExited) Signal(_process.Id, 15);
        _process.WaitForExit(TimeSpan.FromSeconds(40));
        _process.Dispose();
    }

    /// <summary>What it has said so far.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    private async Task ReadAsync()
    {
        var block = new char[4096];
        while (await _process.StandardOutput.ReadAsync(block) is > 0 and var read)
            lock (_output) _output.Append(block, 0, read);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "RuralRights.sln"))) return folder.FullName;
        throw new InvalidOperationException("The tests do not run from inside the repository.");
    }

    internal static void Signal(int process, int signal) => _ = Kill(process, signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}

/// <summary>How a script ended and what it said.</summary>
internal sealed record Said(int Code, string Output, string Error);
