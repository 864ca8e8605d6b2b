using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace RuralRights.Interchange.Deliveries;

/// <summary>Node.js, and what keeps a script in it from doing anything but read the files it is given.</summary>
/// <param name="Path">The program itself.</param>
/// <param name="PermissionFlag">
/// Switches its permission model on: no file but those named, no program started. Null before version 20, which is what Debian 12 and
/// Ubuntu 24.04 have.
/// </param>
/// <param name="Guard">The command that lets the program run under the limits of the system; empty where the system has none.</param>
/// <remarks>
/// In every version: an empty environment, a bounded heap and, on Linux, bounds of address space, processor time and open files, not
/// a byte written to a file, no right gained by starting something, and no network. A system that lets nobody make a network of his
/// own, as a container mostly does, leaves the last out. The programs for it, prlimit, unshare and setpriv, belong to util-linux, which
/// no Debian is without.
/// </remarks>
internal sealed record GuardedNode(string Path, string? PermissionFlag, IReadOnlyList<string> Guard)
{
    private const int OldestVersion = 18;
    private const int HeapMegabytes = 512;
    private const int OpenFiles = 64;

    /// <summary>Several times what the heap may take, because V8 reserves addresses that it never uses.</summary>
    private const long AddressBytes = 4L << 30;

    private static readonly Lazy<GuardedNode?> _found = new(Find);

    /// <summary>The first Node.js of at least version 18 among <c>RR_NODE</c>, <c>node</c> and <c>nodejs</c>; null when there is none.</summary>
    public static GuardedNode? Found => _found.Value;

    /// <summary>How to run a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="file">The one file it may read; its first argument.</param>
    /// <param name="arguments">Its further arguments.</param>
    /// <param name="time">The time it may take, which bounds that of all its threads together to twice as much.</param>
    public ProcessStartInfo Run(string script, string file, IEnumerable<string> arguments, TimeSpan time)
    {
        string[] permission = PermissionFlag is null ? [] : [PermissionFlag, $"--allow-fs-read={script}", $"--allow-fs-read={file}"];
        return Start(Guard, Path, [.. permission, script, file, .. arguments], time);
    }

    private static ProcessStartInfo Start(IReadOnlyList<string> guard, string program, IEnumerable<string> arguments, TimeSpan time)
    {
        string[] bound = guard.Count == 0 ? [] : [guard[0], string.Create(CultureInfo.InvariantCulture, $"--cpu={Math.Max(1, Math.Ceiling(2 * time.TotalSeconds)):0}"), .. guard.Skip(1)];
        string[] command = [.. bound, program, $"--max-old-space-size={HeapMegabytes}", .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        return start;
    }

    private static GuardedNode? Find()
    {
        string?[] candidates = [Environment.GetEnvironmentVariable("RR_NODE"), "node", "nodejs"];
        foreach (var candidate in candidates.OfType<string>().Where(name => name.Length > 0))
        {
            // The guard has no environment to look for a program with, so it is given the whole path.
            if (Answer(new ProcessStartInfo(candidate, ["-p", "process.versions.node + ' ' + process.execPath"]) { RedirectStandardOutput = true, UseShellExecute = false }) is not { } answer
                || answer.Split(' ', 2) is not [var said, var path] || !Version.TryParse(said, out var version) || version.Major < OldestVersion) continue;

            var permission = version switch
            {
                { Major: < 20 } => null,
                { Major: < 22 } or { Major: 22, Minor: < 13 } => "--experimental-permission",
                _ => "--permission",
            };
            return new(path, permission, Guards().First(guard => guard.Length == 0 || Answer(Start(guard, path, ["-p", "0"], TimeSpan.FromMinutes(1))) == "0"));
        }

        return null;
    }

    /// <summary>The guards from the strictest to none; which of them a system allows shows when it is tried.</summary>
    private static IEnumerable<string[]> Guards()
    {
        if (OperatingSystem.IsLinux())
        {
            string[] bounds = ["prlimit", $"--as={AddressBytes}", $"--nofile={OpenFiles}", "--fsize=0", "--core=0"];
            string[] plain = ["setpriv", "--no-new-privs"];
            if (Environment.IsPrivilegedProcess)
            {
                // Root keeps nothing of its power but that it can read a file of anybody, which may be the delivery.
                string[] reader = [.. plain, "--inh-caps=-all", "--bounding-set=-all,+dac_read_search"];
                yield return [.. bounds, "unshare", "--net", "--ipc", .. reader];
                yield return [.. bounds, .. reader];
            }
            else
            {
                yield return [.. bounds, "unshare", "--user", "--net", "--ipc", .. plain];
            }

            yield return [.. bounds, .. plain];
        }

        yield return [];
    }

    /// <summary>What a program says when it ends well; null when it does not, or when there is none.</summary>
    private static string? Answer(ProcessStartInfo start)
    {
        try
        {
            using var process = Process.Start(start)!;
            var complaint = start.RedirectStandardError ? process.StandardError.ReadToEndAsync() : Task.FromResult("");
            var answer = process.StandardOutput.ReadToEnd().Trim();
            complaint.GetAwaiter().GetResult();
            process.WaitForExit();
            return process.ExitCode == 0 ? answer : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
