using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.SignIn;

/// <summary>Puts messages into the folder <c>outbox</c> of the state folder, one file each: where no gateway is connected, and for trying things out.</summary>
public sealed class FolderNotifier(RegisterOptions options) : INotifier
{
    /// <summary>The folder.</summary>
    public string Folder => Path.Combine(options.StateFolder, "outbox");

    /// <inheritdoc/>
    public bool Delivers => options.OutboxIsCarriedOut;

    /// <inheritdoc/>
    public async Task Send(string key, Notice notice, CancellationToken cancel)
    {
        if (!Directory.Exists(Folder))
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Folder);
            else Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        // The name follows from the key, so that a second try finds the first one's file.
        var path = Path.Combine(Folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..24] + ".json");
        if (File.Exists(path)) return;

        await File.WriteAllBytesAsync(path + ".part", JsonSerializer.SerializeToUtf8Bytes(new { key, notice.Channel, notice.To, notice.Text }, RegisterJson.Options), cancel);
        File.Move(path + ".part", path, overwrite: true);
    }
}
