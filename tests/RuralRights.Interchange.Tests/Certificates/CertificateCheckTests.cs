using System.Text;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Certificates.Signing;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Certificates;

/// <summary>One certificate, printed and signed once for all tests that read it.</summary>
public sealed class SignedCertificate : IDisposable
{
    private readonly Folder _folder = new();

    public SignedCertificate()
    {
        using var fonts = CertificateFonts.Open();
        Key = CountySigningKey.LoadOrCreate(_folder.Path, "620123", "榆中县人民政府", Clock.Fixed);
        Unsigned = new CertificatePress(fonts).Print(Sample.Certificate(2)).ShouldBeOfType<Printing.Printed>().Pdf;
        Pdf = new CertificatePress(fonts).Print(Sample.Certificate(2), Key, new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.FromHours(8))).ShouldBeOfType<Printing.Printed>().Pdf;
    }

    public CountySigningKey Key { get; }

    public byte[] Unsigned { get; }

    public byte[] Pdf { get; }

    public CertificateCheck Check(byte[] pdf) => CertificateCheck.Read(new MemoryStream(pdf), CountySigningKey.KnownCertificates(_folder.Path, "620123"));

    public void Dispose()
    {
        Key.Dispose();
        _folder.Dispose();
    }
}

public sealed class CertificateCheckTests(SignedCertificate certificate) : IClassFixture<SignedCertificate>
{
    [Fact]
    public void A_signed_certificate_is_genuine_and_leads_to_its_entry()
    {
        var check = certificate.Check(certificate.Pdf);
        check.Verdict.ShouldBe(CertificateVerdict.Genuine);
        check.Token.ShouldBe(Sample.Token);
        check.County.ShouldBe("620123");
        check.SignedBy.ShouldBe("榆中县人民政府 620123-0001");
        check.Chinese.ShouldContain("有效");
    }

    [Fact]
    public void A_reader_of_PDF_says_that_the_signature_is_valid_and_covers_the_whole()
    {
        using var folder = new Folder();
        var pdf = folder.Write("signed.pdf", certificate.Pdf);
        var told = Tool.Run("pdfsig", "-nocert", pdf);
        told.ShouldContain("Signature Validation: Signature is Valid.");
        told.ShouldContain("Total document signed");
        told.ShouldContain("ETSI.CAdES.detached");
        told.ShouldContain("榆中县人民政府");
        Tool.Run("qpdf", "--check", pdf).ShouldContain("No syntax or stream encoding errors found");
        Tool.PdfToText(pdf).ShouldContain("王守禄");
    }

    [Fact]
    public void What_was_printed_stays_byte_for_byte_under_the_signature() =>
        certificate.Pdf.AsSpan(0, certificate.Unsigned.Length).SequenceEqual(certificate.Unsigned).ShouldBeTrue();

    [Fact]
    public void A_document_without_a_signature_is_told_as_such()
    {
        var check = certificate.Check(certificate.Unsigned);
        check.Verdict.ShouldBe(CertificateVerdict.Unsigned);
        check.Token.ShouldBe(Sample.Token);
    }

    [Fact]
    public void Any_changed_byte_within_what_was_signed_is_told_as_alteration()
    {
        var (gap, after) = Gap();
        var places = Enumerable.Range(0, 300).Select(step => (int)((long)step * certificate.Pdf.Length / 300))
            .Concat(Enumerable.Range(0, 16))
            .Concat(Enumerable.Range(gap - 320, 320))
            .Concat(Enumerable.Range(0, 60).Select(step => after + step * (certificate.Pdf.Length - after) / 60))
            .Append(certificate.Pdf.Length - 1)
            .Where(place => place < gap || place >= after)
            .Distinct();
        foreach (var place in places) Changed(place, 0x01).Verdict.ShouldBe(CertificateVerdict.Altered, $"byte {place}");
    }

    [Fact]
    public void Any_changed_byte_of_the_signature_itself_spoils_it()
    {
        var (gap, after) = Gap();
        for (var place = gap; place < after; place += place < gap + 150 ? 1 : place < gap + 4000 ? 7 : 307)
        {
            Changed(place, 0x01).Verdict.ShouldNotBe(CertificateVerdict.Genuine, $"byte {place}");
            Changed(place, 0x20).Verdict.ShouldNotBe(CertificateVerdict.Genuine, $"byte {place}");
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("% harmless")]
    [InlineData("\n1 0 obj\n<</Title (another)>>\nendobj\nxref\n1 1\n0000000000 00000 n \ntrailer\n<</Size 2>>\nstartxref\n0\n%%EOF\n")]
    [InlineData("\n/ByteRange [0 1 2 3]\n")]
    public void What_is_added_after_the_signature_is_told_as_such(string added) =>
        certificate.Check([.. certificate.Pdf, .. Encoding.Latin1.GetBytes(added)]).Verdict.ShouldBe(CertificateVerdict.ChangedAfterSigning);

    [Fact]
    public void A_document_cut_short_is_not_genuine()
    {
        foreach (var cut in new[] { 1, 200, 10_000, certificate.Pdf.Length - certificate.Unsigned.Length - 1800 })
            certificate.Check(certificate.Pdf[..^cut]).Verdict.ShouldBe(CertificateVerdict.Altered);
    }

    [Fact]
    public void The_signature_of_one_certificate_does_not_fit_another()
    {
        using var fonts = CertificateFonts.Open();
        var other = new CertificatePress(fonts).Print(Sample.Certificate(2) with { Holder = new("赵强", "620123202213010011", null) }).ShouldBeOfType<Printing.Printed>().Pdf;
        certificate.Check([.. other, .. certificate.Pdf.AsSpan(certificate.Unsigned.Length)]).Verdict.ShouldBe(CertificateVerdict.Altered);
    }

    [Fact]
    public void A_certificate_signed_by_somebody_else_is_not_ours()
    {
        using var folder = new Folder();
        using var fonts = CertificateFonts.Open();
        using var stranger = CountySigningKey.LoadOrCreate(folder.Path, "620123", "榆中县人民政府", Clock.Fixed);
        var forged = new CertificatePress(fonts).Print(Sample.Certificate(2), stranger, Clock.Fixed.GetUtcNow()).ShouldBeOfType<Printing.Printed>().Pdf;
        certificate.Check(forged).Verdict.ShouldBe(CertificateVerdict.UnknownSigner);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a document at all")]
    public void What_is_no_PDF_is_told_as_such(string bytes) =>
        certificate.Check(Encoding.UTF8.GetBytes(bytes)).Verdict.ShouldBe(CertificateVerdict.Unreadable);

    [Theory]
    [InlineData("%PDF-1.4\n/ByteRange [0 5 4 9]")]
    [InlineData("%PDF-1.4\n/ByteRange [0 99999999999 99999999999 1]")]
    [InlineData("%PDF-1.4\n/ByteRange [0 30 36 0]  <3080>")]
    [InlineData("%PDF-1.4\n/ByteRange [0 28 36 0]<30FFFF>")]
    public void A_hostile_range_is_told_as_alteration(string pdf) =>
        certificate.Check(Encoding.Latin1.GetBytes(pdf)).Verdict.ShouldBe(CertificateVerdict.Altered);

    [Fact]
    public void Every_verdict_is_told_in_both_languages()
    {
        foreach (var verdict in Enum.GetValues<CertificateVerdict>())
        {
            var check = new CertificateCheck(verdict, null, null, null);
            check.Chinese.ShouldEndWith("。");
            check.English.ShouldEndWith(".");
        }
    }

    private CertificateCheck Changed(int place, byte bits)
    {
        var changed = certificate.Pdf.ToArray();
        changed[place] ^= bits;
        return certificate.Check(changed);
    }

    private (int Gap, int After) Gap()
    {
        var text = Encoding.Latin1.GetString(certificate.Pdf);
        var gap = text.IndexOf("/Contents <", certificate.Unsigned.Length, StringComparison.Ordinal) + "/Contents ".Length;
        return (gap, text.IndexOf('>', gap) + 1);
    }
}
