using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using RuralRights.Interchange.Certificates.Signing;

namespace RuralRights.Interchange.Certificates;

/// <summary>What a certificate's signature says of the document (验签结论).</summary>
public enum CertificateVerdict
{
    /// <summary>Signed by the county and unchanged since (真实).</summary>
    Genuine,

    /// <summary>Signed, and changed within what was signed (被篡改).</summary>
    Altered,

    /// <summary>Signed and unchanged so far, but something was added after the signature (签后被改动).</summary>
    ChangedAfterSigning,

    /// <summary>Carries no signature (未签章).</summary>
    Unsigned,

    /// <summary>Signed and unchanged, but not by a key of this county (签章者不明).</summary>
    UnknownSigner,

    /// <summary>Not a PDF that can be read (不是可读的PDF).</summary>
    Unreadable,
}

/// <summary>The outcome of reading a certificate that somebody holds out.</summary>
/// <remarks>
/// It says whether the paper is ours and whole. Whether the right still stands is in the register: look the token up.
/// The token of a document that is not genuine may belong to another certificate; show it as a claim only.
/// </remarks>
/// <param name="Verdict">What the signature says.</param>
/// <param name="County">County code in the verification address that the document carries.</param>
/// <param name="Token">Verification token that the document carries.</param>
/// <param name="SignedBy">Name of the signer as its certificate gives it.</param>
public sealed partial record CertificateCheck(CertificateVerdict Verdict, string? County, VerificationToken? Token, string? SignedBy)
{
    private const int LargestDocument = 64 << 20;

    // Each of these stands in a signed document of ours. One changed byte can spoil one of them, never all.
    private static readonly string[] Traces = ["/ByteRange", "/ETSI.CAdES.detached", "/DocMDP", "/Adobe.PPKLite"];

    /// <summary>The verdict in a sentence of Chinese.</summary>
    public string Chinese => Verdict switch
    {
        CertificateVerdict.Genuine => "签章有效：该文件由本县登记机构签发，签发后未被改动。",
        CertificateVerdict.Altered => "签章无效：该文件在签发后被篡改，不能作为凭证。",
        CertificateVerdict.ChangedAfterSigning => "该文件在签发后被添加了内容，不能作为凭证；请向持有人索取原文件。",
        CertificateVerdict.Unsigned => "该文件没有签章，不是签发的权证。",
        CertificateVerdict.UnknownSigner => "该文件的签章不属于本县登记机构，不能作为凭证。",
        _ => "无法读取：这不是可读的PDF文件。",
    };

    /// <summary>The verdict in a sentence of English.</summary>
    public string English => Verdict switch
    {
        CertificateVerdict.Genuine => "The signature is valid: issued by this county's registering authority and unchanged since.",
        CertificateVerdict.Altered => "The signature is not valid: the document was altered after it was issued and proves nothing.",
        CertificateVerdict.ChangedAfterSigning => "Something was added to the document after it was signed, so it proves nothing. Ask for the original file.",
        CertificateVerdict.Unsigned => "The document carries no signature; it is not an issued certificate.",
        CertificateVerdict.UnknownSigner => "The signature is not one of this county's registering authority; the document proves nothing here.",
        _ => "This is not a PDF that can be read.",
    };

    /// <summary>Reads a document and judges its signature.</summary>
    /// <param name="pdf">The document, read to its end.</param>
    /// <param name="trusted">Public certificates of the county, those of retired keys included.</param>
    public static CertificateCheck Read(Stream pdf, IReadOnlyCollection<X509Certificate2> trusted)
    {
        if (ReadWhole(pdf) is not { } bytes) return new(CertificateVerdict.Unreadable, null, null, null);
        var text = Encoding.Latin1.GetString(bytes);
        var (county, token) = FindToken(text);
        var (verdict, signer) = Judge(bytes, text, trusted);
        return new(verdict, county, token, signer?.GetNameInfo(X509NameType.SimpleName, false));
    }

    private static (CertificateVerdict, X509Certificate2?) Judge(byte[] bytes, string text, IReadOnlyCollection<X509Certificate2> trusted)
    {
        if (!Traces.Any(trace => text.Contains(trace, StringComparison.Ordinal)))
            return (text.StartsWith("%PDF-", StringComparison.Ordinal) ? CertificateVerdict.Unsigned : CertificateVerdict.Unreadable, null);

        var ranges = RangeGrammar().Matches(text);
        if (ranges.Count == 0 || ReadSignature(text, ranges[0]) is not { } signature) return (CertificateVerdict.Altered, null);

        // Nothing that follows the first signature can put right what it does not cover.
        byte[] signed = [.. bytes.AsSpan(0, signature.Gap), .. bytes.AsSpan(signature.After, signature.Rest)];
        if (Verify(signed, signature.Container) is not { } signer) return (CertificateVerdict.Altered, null);
        if (signature.After + signature.Rest != bytes.Length || ranges.Count > 1) return (CertificateVerdict.ChangedAfterSigning, signer);
        if (!trusted.Any(known => known.RawDataMemory.Span.SequenceEqual(signer.RawDataMemory.Span))) return (CertificateVerdict.UnknownSigner, signer);
        return (signature.IsAsWritten ? CertificateVerdict.Genuine : CertificateVerdict.Altered, signer);
    }

    private sealed record FoundSignature(int Gap, int After, int Rest, byte[] Container, bool IsAsWritten);

    /// <summary>Reads the signature out of the gap that its own range leaves; null if range and gap do not belong together.</summary>
    private static FoundSignature? ReadSignature(string text, Match range)
    {
        if (!int.TryParse(range.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var gap)
            || !int.TryParse(range.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var after)
            || !int.TryParse(range.Groups[3].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var rest)
            || gap < range.Index + range.Length || after <= gap + 2 || after > text.Length || rest > text.Length - after
            || text[gap] != '<' || text[after - 1] != '>') return null;

        var written = text[(gap + 1)..(after - 1)];
        try
        {
            var padded = Convert.FromHexString(written);
            AsnDecoder.ReadEncodedValue(padded, AsnEncodingRules.BER, out _, out _, out var length);
            var container = padded[..length];

            // Whoever could write anything into the room left over could hide it from everyone who only checks the signature.
            return new(gap, after, rest, container, written == Convert.ToHexString(container).PadRight(written.Length, '0'));
        }
        catch (Exception broken) when (broken is FormatException or AsnContentException)
        {
            return null;
        }
    }

    /// <summary>The certificate of the signer if the signature is his over these bytes; otherwise null.</summary>
    private static X509Certificate2? Verify(byte[] signed, byte[] container)
    {
        try
        {
            var cms = new SignedCms(new ContentInfo(signed), detached: true);
            cms.Decode(container);
            if (cms.SignerInfos is not [var signer] || signer.Certificate is not { } certificate || cms.Certificates.Count != 1) return null;
            if (signer.UnsignedAttributes.Count > 0 || signer.Version != 1 || cms.Version != 1 || !NamesWhatItHolds(container, signer)) return null;
            cms.CheckSignature(verifySignatureOnly: true);
            var named = signer.SignedAttributes.Cast<CryptographicAttributeObject>().FirstOrDefault(attribute => attribute.Oid.Value == SigningCertificate.Id);
            return named is null || (named.Values.Count == 1 && SigningCertificate.Names(named.Values[0].RawData, certificate)) ? certificate : null;
        }
        catch (Exception broken) when (broken is CryptographicException or AsnContentException)
        {
            return null;
        }
    }

    /// <summary>The head of the signature is not itself signed, so it is held against what was: content of plain data, one digest.</summary>
    private static bool NamesWhatItHolds(byte[] container, SignerInfo signer)
    {
        var body = new AsnReader(container, AsnEncodingRules.BER).ReadSequence();
        body.ReadObjectIdentifier();
        body = body.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
        body.ReadInteger();
        var digests = body.ReadSetOf();
        var digest = digests.ReadSequence().ReadObjectIdentifier();
        return !digests.HasData && digest == signer.DigestAlgorithm.Value && body.ReadSequence().ReadObjectIdentifier() == "1.2.840.113549.1.7.1";
    }

    private static (string?, VerificationToken?) FindToken(string text)
    {
        foreach (Match match in AddressGrammar().Matches(text))
            if (VerificationToken.TryRead(match.Groups[2].Value, out var token, out _)) return (match.Groups[1].Value, token);
        return (null, null);
    }

    private static byte[]? ReadWhole(Stream stream)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > LargestDocument) return null;
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    [GeneratedRegex("/ByteRange\\s*\\[\\s*0\\s+([0-9]+)\\s+([0-9]+)\\s+([0-9]+)\\s*\\]")]
    private static partial Regex RangeGrammar();

    [GeneratedRegex("/v/([0-9]{6})/([0-9A-HJKMNP-TV-Z]{27})")]
    private static partial Regex AddressGrammar();
}
