using System.Security.Cryptography;
using System.Text;

namespace RuralRights.Domain.Law;

/// <summary>What the ledger keeps of words that may name people; the words themselves lie sealed in the people vault, under their hash.</summary>
public static class SealedWords
{
    /// <summary>SHA-256 of the UTF-8 text, lower-case hexadecimal.</summary>
    public static string HashOf(string words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
}
