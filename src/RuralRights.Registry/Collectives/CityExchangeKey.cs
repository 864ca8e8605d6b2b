using System.Security.Cryptography;
using System.Text;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Collectives;

/// <summary>What this server signs its questions and answers to other servers of the city with: ECDSA on P-256 with SHA-256.</summary>
/// <remarks>
/// The private key lies in the state folder and never leaves it; several nodes of one server share the folder. Other counties enter the
/// public key in their settings. A signature is 64 bytes (IEEE P1363) in base64.
/// </remarks>
public sealed class CityExchangeKey : IDisposable
{
    private readonly ECDsa _key;
    private readonly Lock _one = new();

    private CityExchangeKey(ECDsa key)
    {
        _key = key;
        Public = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>The public key, as SubjectPublicKeyInfo in base64.</summary>
    public string Public { get; }

    /// <summary>Opens the key of this server, or makes one on the first start.</summary>
    public static CityExchangeKey Open(string stateFolder)
    {
        var text = KeptKey.Open(Path.Combine(stateFolder, "city-exchange.pem"), static () =>
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return made.ExportPkcs8PrivateKeyPem();
        });
        var key = ECDsa.Create();
        key.ImportFromPem(text);
        return new(key);
    }

    /// <summary>Signs a message for what it is, so that none passes for one of another kind.</summary>
    internal string Sign(string kind, ReadOnlySpan<byte> message)
    {
        lock (_one) return Convert.ToBase64String(_key.SignData(Sealed(kind, message), HashAlgorithmName.SHA256));
    }

    /// <summary>True when a listed key signed exactly this message as one of that kind.</summary>
    internal static bool IsSigned(string publicKey, string kind, ReadOnlySpan<byte> message, string? signature)
    {
        var bytes = new byte[signature?.Length ?? 0];
        if (!Convert.TryFromBase64String(signature ?? "", bytes, out var length)) return false;

        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
        return key.VerifyData(Sealed(kind, message), bytes.AsSpan(0, length), HashAlgorithmName.SHA256);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static byte[] Sealed(string kind, ReadOnlySpan<byte> message) => [.. Encoding.ASCII.GetBytes($"{kind}\n"), .. message];
}
