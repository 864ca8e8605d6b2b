using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RuralRights.Registry.Households;

/// <summary>Something sealed: a key of its own, wrapped by a master key, and what that key sealed.</summary>
internal readonly record struct Sealed(short MasterKey, byte[] Wrapped, byte[] Text);

/// <summary>A person ready to be kept: under a new id, found by the hash of the identity number and by the runs of the name.</summary>
internal sealed record SealedPerson(Guid Id, byte[]? IdHash, long[] NameRuns, Sealed Sealed);

/// <summary>Texts ready to be kept, and the thing they describe.</summary>
internal sealed record SealedText(string Subject, Sealed Sealed);

/// <summary>AES-256-GCM. What is sealed is bound to the thing it belongs to, so that rows cannot be exchanged for one another.</summary>
internal sealed class Seal(MasterKey master)
{
    private const int Nonce = 12;
    private const int Tag = 16;
    private const int Key = 32;

    /// <summary>Seals a text under a new key for the thing it belongs to.</summary>
    public Sealed Close(string belongsTo, ReadOnlySpan<byte> text)
    {
        Span<byte> key = stackalloc byte[Key];
        RandomNumberGenerator.Fill(key);
        var number = master.Current;
        return new(number, Wrap(number, belongsTo, key), Encrypt(key, belongsTo, text));
    }

    /// <summary>Opens what was sealed for the thing it belongs to.</summary>
    /// <exception cref="CryptographicException">It was altered, belongs to something else, or the master key is another one.</exception>
    public byte[] Open(string belongsTo, Sealed thing) => Decrypt(Unwrap(thing.MasterKey, belongsTo, thing.Wrapped), belongsTo, thing.Text);

    /// <summary>Wraps a key.</summary>
    public byte[] Wrap(short number, string belongsTo, ReadOnlySpan<byte> key) => Encrypt(master[number], belongsTo, key);

    /// <summary>Unwraps a key.</summary>
    public byte[] Unwrap(short number, string belongsTo, byte[] wrapped)
    {
        try
        {
            return Decrypt(master[number], belongsTo, wrapped);
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new CryptographicException("The master key does not open this vault; it is another register's, or the row was altered.", e);
        }
    }

    private static byte[] Encrypt(ReadOnlySpan<byte> key, string belongsTo, ReadOnlySpan<byte> text)
    {
        var closed = new byte[Nonce + text.Length + Tag];
        RandomNumberGenerator.Fill(closed.AsSpan(0, Nonce));
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(closed.AsSpan(0, Nonce), text, closed.AsSpan(Nonce, text.Length), closed.AsSpan(Nonce + text.Length), Encoding.UTF8.GetBytes(belongsTo));
        return closed;
    }

    private static byte[] Decrypt(ReadOnlySpan<byte> key, string belongsTo, ReadOnlySpan<byte> closed)
    {
        var text = new byte[closed.Length - Nonce - Tag];
        using var aes = new AesGcm(key, Tag);
        aes.Decrypt(closed[..Nonce], closed[Nonce..^Tag], closed[^Tag..], text, Encoding.UTF8.GetBytes(belongsTo));
        return text;
    }
}

/// <summary>Keyed hashes under the secrets of one county's vault.</summary>
internal sealed class VaultSecrets(byte[] lookup, byte[] names, byte[] tokens)
{
    /// <summary>The hash an identity number is looked up by.</summary>
    public byte[] IdHash(string idType, string number) => HMACSHA256.HashData(lookup, Encoding.UTF8.GetBytes($"{idType}|{number}"));

    /// <summary>The hash of a run of a name.</summary>
    public long NameRun(string run)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(names, Encoding.UTF8.GetBytes(run), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    /// <summary>Sixteen bytes that only this county can tell, and always the same for one thing.</summary>
    public byte[] TokenBytes(string thing) => HMACSHA256.HashData(tokens, Encoding.UTF8.GetBytes(thing))[..16];
}
