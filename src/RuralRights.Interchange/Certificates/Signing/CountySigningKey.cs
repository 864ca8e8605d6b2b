using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace RuralRights.Interchange.Certificates.Signing;

/// <summary>A county's own key for signing certificates, with a self-signed public certificate (自签名证书).</summary>
/// <remarks>
/// <para>
/// Keys are numbered files in a folder that only the register's user can read: <c>620123-0001.pem</c> holds the private key and
/// its certificate with mode 0600, <c>620123-0001.crt</c> the certificate alone. The highest number signs. A key that has been
/// replaced may be deleted; its <c>.crt</c> stays, so that what it signed can be verified for ever.
/// </para>
/// <para>
/// It proves that a document comes from this register and was not changed. The legal force of an official seal comes from
/// a licensed provider, who stands behind the same <see cref="ICertificateSigner"/>.
/// </para>
/// </remarks>
public sealed partial class CountySigningKey : ICertificateSigner, IDisposable
{
    private const int Bits = 3072;
    private const int Years = 10;

    private CountySigningKey(X509Certificate2 certificate) => Certificate = certificate;

    /// <summary>The public certificate, with the private key at hand.</summary>
    public X509Certificate2 Certificate { get; }

    /// <inheritdoc/>
    public string Name => Certificate.GetNameInfo(X509NameType.SimpleName, false);

    /// <inheritdoc/>
    public string Format => "ETSI.CAdES.detached";

    /// <inheritdoc/>
    public int MaximumLength => 8192;

    /// <summary>Loads the county's newest key, and makes the first one if there is none.</summary>
    /// <param name="folder">Folder of the keys; made if it is not there.</param>
    /// <param name="county">Six-digit county code.</param>
    /// <param name="authority">Name of the registering authority, which becomes the signer's name on a new key.</param>
    /// <param name="clock">Dates a new key.</param>
    /// <exception cref="UnauthorizedAccessException">The key file can be read by other users.</exception>
    public static CountySigningKey LoadOrCreate(string folder, string county, string authority, TimeProvider clock)
    {
        Check(county);
        if (!Directory.Exists(folder))
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        if (LastNumber(folder, county, "pem") is 0) Create(folder, county, authority, LastNumber(folder, county, "crt") + 1, clock);
        return Load(folder, county, LastNumber(folder, county, "pem"));
    }

    /// <summary>Makes a new key that signs from now on; what the earlier ones signed stays valid.</summary>
    public static CountySigningKey Rotate(string folder, string county, string authority, TimeProvider clock)
    {
        LoadOrCreate(folder, county, authority, clock).Dispose();
        Create(folder, county, authority, Math.Max(LastNumber(folder, county, "pem"), LastNumber(folder, county, "crt")) + 1, clock);
        return Load(folder, county, LastNumber(folder, county, "pem"));
    }

    /// <summary>The public certificates of every key the county ever signed with, the oldest first.</summary>
    public static IReadOnlyList<X509Certificate2> KnownCertificates(string folder, string county)
    {
        Check(county);
        return !Directory.Exists(folder) ? [] : [.. Numbers(folder, county, "crt").Order().Select(number => X509CertificateLoader.LoadCertificateFromFile(PathOf(folder, county, number, "crt")))];
    }

    /// <summary>Makes a detached CMS signature with the signing-certificate attribute that PAdES asks for.</summary>
    public byte[] Sign(byte[] document)
    {
        var cms = new SignedCms(new ContentInfo(document), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, Certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(SigningCertificate.Of(Certificate));
        cms.ComputeSignature(signer, silent: true);
        return cms.Encode();
    }

    /// <inheritdoc/>
    public void Dispose() => Certificate.Dispose();

    private static CountySigningKey Load(string folder, string county, int number)
    {
        var path = PathOf(folder, county, number, "pem");
        const UnixFileMode others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != 0)
            throw new UnauthorizedAccessException($"The signing key {path} must be readable by its owner alone (chmod 600).");

        var certificate = X509Certificate2.CreateFromPemFile(path);

        // The process may have been stopped between writing the key and writing its public half.
        WriteOnce(PathOf(folder, county, number, "crt"), certificate.ExportCertificatePem(), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        return new(certificate);
    }

    private static void Create(string folder, string county, string authority, int number, TimeProvider clock)
    {
        using var key = RSA.Create(Bits);
        var name = new X500DistinguishedNameBuilder();
        name.AddCountryOrRegion("CN");
        name.AddOrganizationName(authority);
        name.AddCommonName($"{authority} {county}-{number.ToString("0000", CultureInfo.InvariantCulture)}");
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = clock.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddMinutes(-5), now.AddYears(Years));
        WriteOnce(PathOf(folder, county, number, "pem"), $"{key.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n", UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Writes a file whole or not at all; of two who write it at once the first wins, and both go on with what is there.</summary>
    private static void WriteOnce(string path, string text, UnixFileMode mode)
    {
        if (File.Exists(path)) return;
        var draft = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        try
        {
            using (var stream = new FileStream(draft, options))
            {
                stream.Write(System.Text.Encoding.ASCII.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static string PathOf(string folder, string county, int number, string ending) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{county}-{number:0000}.{ending}"));

    private static int LastNumber(string folder, string county, string ending) => Numbers(folder, county, ending).DefaultIfEmpty().Max();

    private static IEnumerable<int> Numbers(string folder, string county, string ending) => Directory.EnumerateFiles(folder)
        .Select(path => FileGrammar().Match(Path.GetFileName(path)))
        .Where(match => match.Success && match.Groups["county"].Value == county && match.Groups["ending"].Value == ending)
        .Select(match => int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture));

    private static void Check(string county)
    {
        if (county is not { Length: 6 } || !county.All(char.IsAsciiDigit)) throw new ArgumentException($"A county code has six digits, not “{county}”.", nameof(county));
    }

    [GeneratedRegex("^(?<county>[0-9]{6})-(?<number>[0-9]{4})\\.(?<ending>pem|crt)$")]
    private static partial Regex FileGrammar();
}
