using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RuralRights.Interchange.Certificates.Signing;

/// <summary>The attribute by which a signature names its certificate (RFC 5035, signing-certificate-v2).</summary>
internal static class SigningCertificate
{
    public const string Id = "1.2.840.113549.1.9.16.2.47";

    public static AsnEncodedData Of(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteOctetString(certificate.GetCertHash(HashAlgorithmName.SHA256));

        return new(Id, writer.Encode());
    }

    /// <summary>Whether the attribute names this certificate and no other; a certificate that was swapped is not named.</summary>
    public static bool Names(byte[] attribute, X509Certificate2 certificate)
    {
        try
        {
            var first = new AsnReader(attribute, AsnEncodingRules.BER).ReadSequence().ReadSequence().ReadSequence();
            var hash = HashAlgorithmName.SHA256;
            if (first.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence)) hash = HashAlgorithmName.FromOid(first.ReadSequence().ReadObjectIdentifier());
            return first.ReadOctetString().AsSpan().SequenceEqual(certificate.GetCertHash(hash));
        }
        catch (Exception unreadable) when (unreadable is AsnContentException or CryptographicException)
        {
            return false;
        }
    }
}
