namespace RuralRights.Interchange.Certificates.Signing;

/// <summary>Whoever signs certificates (电子签章): the county's own key, or the seal of an official provider.</summary>
public interface ICertificateSigner
{
    /// <summary>Who signs, as a PDF reader shows it.</summary>
    string Name { get; }

    /// <summary>Format of the signature as PDF names it, such as <c>ETSI.CAdES.detached</c>.</summary>
    string Format { get; }

    /// <summary>No signature is longer than this many bytes; the room is set aside before it is made.</summary>
    int MaximumLength { get; }

    /// <summary>Signs the bytes of a document and returns the signature beside it.</summary>
    byte[] Sign(byte[] document);
}
