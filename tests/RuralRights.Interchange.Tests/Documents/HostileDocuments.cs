using System.Text;
using RuralRights.Domain.Registration;
using RuralRights.Interchange.Documents;
using RuralRights.Interchange.Tests.Certificates;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Documents;

/// <summary>What people hand in by mistake, and what somebody hands in on purpose.</summary>
public sealed class HostileDocuments
{
    private static readonly DocumentLimits Limits = DocumentLimits.Default;
    private static readonly DateOnly Day = new(2026, 3, 1);

    private static DocumentLimits Set(params SettingMade[] made) => DocumentLimits.Of(new(made, Day));

    public static TheoryData<string, byte[], DocumentFault, string?> Refused { get; } = new()
    {
        { "nothing", [], DocumentFault.Empty, null },
        { "a program", [.. "MZ"u8, .. new byte[300]], DocumentFault.OtherFormat, "EXE" },
        { "a program of Linux", [0x7F, .. "ELF"u8, .. new byte[300]], DocumentFault.OtherFormat, "ELF" },
        { "a script", "#!/bin/sh\nrm -rf /"u8.ToArray(), DocumentFault.OtherFormat, "script" },
        { "a page", "  <html><script>alert(1)</script>"u8.ToArray(), DocumentFault.OtherFormat, "HTML" },
        { "a drawing with scripts", "<svg onload='alert(1)'/>"u8.ToArray(), DocumentFault.OtherFormat, "SVG" },
        { "a package", Papers.Zip(), DocumentFault.OtherFormat, "ZIP, Word, Excel" },
        { "WebP", Papers.WebP(), DocumentFault.OtherFormat, "WebP" },
        { "HEIC", [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[40]], DocumentFault.OtherFormat, "HEIC" },
        { "GIF", [.. "GIF89a"u8, .. new byte[40]], DocumentFault.OtherFormat, "GIF" },
        { "a picture of 3600 million points", Papers.PngBomb(60_000, 60_000), DocumentFault.TooDense, "60000 × 60000" },
        { "a picture with too few points", Papers.PngBomb(4_000, 4_000), DocumentFault.Damaged, null },
        { "no page", Papers.Pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"), DocumentFault.TooManyPages, "0" },
        { "a script at opening", Papers.OnePage("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"), DocumentFault.CarriesPrograms, "/JavaScript" },
        { "a script by another spelling", Papers.OnePage("/OpenAction<</S/J#61va#53cript/JS(app.alert\\(1\\))>>"), DocumentFault.CarriesPrograms, "/JavaScript" },
        { "a script in a folded stream", Papers.OnePage("/OpenAction 9 0 R", Papers.Stream("/Type/ObjStm/N 1/First 4", "9 0 <</S/JavaScript/JS(app.alert\\(1\\))>>"u8.ToArray())), DocumentFault.CarriesPrograms, "/JavaScript" },
        { "a script in a stream that says it is a picture", Papers.OnePage("/OpenAction 9 0 R", Papers.Stream("/Subtype/Image/N 1/First 4", "9 0 <</S/JavaScript/JS(x)>>"u8.ToArray())), DocumentFault.CarriesPrograms, "/JavaScript" },
        { "objects in an unusual coding", Papers.OnePage("/OpenAction 9 0 R", Papers.Stream("/Type/ObjStm/N 1/First 4/Filter[/ASCII85Decode/FlateDecode]", "GhQ7^~>"u8.ToArray(), fold: false)), DocumentFault.Damaged, "/ObjStm" },
        { "objects folded twice", Papers.OnePage("/OpenAction 9 0 R", Papers.Stream("/Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]", Papers.Folded(Papers.Folded(Script.ToArray())), fold: false)), DocumentFault.Damaged, "/ObjStm" },
        { "objects told as differences", Papers.OnePage("/OpenAction 9 0 R", Papers.Stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 1>>", Papers.Folded(Differences(Script)), fold: false)), DocumentFault.Damaged, "/ObjStm" },
        { "objects behind a long dictionary", Papers.OnePage("/OpenAction 9 0 R", Papers.Stream("/Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]" + new string(' ', 10_000), Papers.Folded(Papers.Folded(Script.ToArray())), fold: false)), DocumentFault.Damaged, "/ObjStm" },
        { "objects behind the beginning of another", Papers.OnePage("/OpenAction 9 0 R", Papers.Stream("/Type/ObjStm/N 1/First 4/X(9 0 obj<<)/Filter[/FlateDecode/FlateDecode]", Papers.Folded(Papers.Folded(Script.ToArray())), fold: false)), DocumentFault.Damaged, "/ObjStm" },
        { "a command", Papers.OnePage("/OpenAction<</S/Launch/F(cmd.exe)>>"), DocumentFault.CarriesPrograms, "/Launch" },
        { "a file inside", Papers.OnePage("/Names<</EmbeddedFiles<</Names[(a.exe) 4 0 R]>>>>", Papers.Stream("/Type/EmbeddedFile", Papers.Zip())), DocumentFault.CarriesPrograms, "/EmbeddedFile" },
        { "a form that sends itself", Papers.OnePage("/OpenAction<</S/SubmitForm/F(http://example.org)>>"), DocumentFault.CarriesPrograms, "/SubmitForm" },
        { "a form with a program of its own", Papers.OnePage("/AcroForm<</XFA 4 0 R>>", Papers.Stream("", "<xdp/>"u8.ToArray())), DocumentFault.CarriesPrograms, "/XFA" },
        { "a package behind the end", [.. Papers.OnePage(), .. Papers.Zip()], DocumentFault.Disguised, "ZIP" },
        { "a package with the end of a PDF as its comment", [.. Papers.OnePage(), .. WithComment(Papers.Zip(), "\nstartxref\n9\n%%EOF\n")], DocumentFault.Disguised, "ZIP" },
        { "a page in its head", [.. "%PDF-1.7 <html><script>alert(1)</script>\n"u8, .. Papers.OnePage()], DocumentFault.Disguised, "HTML" },
        { "a program behind the end", [.. Papers.OnePage(), .. "MZ"u8, .. new byte[2000]], DocumentFault.Damaged, null },
        { "a PDF behind a program", [.. "MZ"u8, .. Papers.OnePage()], DocumentFault.OtherFormat, "EXE" },
    };

    [Fact]
    public void A_county_that_takes_scans_only_or_photographs_only_refuses_the_others()
    {
        var scans = Set(new SettingMade(CountySettings.DocumentKinds, null, CountySettings.OnlyPdf, Day, "榆档发〔2026〕1号"));
        DocumentReader.Read(Papers.OnePage(), scans).Read.Fault.ShouldBeNull();
        DocumentReader.Read(Papers.Jpeg(), scans).Read.Refusal.ShouldBe((DocumentRules.DocumentKindIsNotTaken, "JPG"));

        var photographs = Set(new SettingMade(CountySettings.DocumentKinds, null, CountySettings.OnlyPhotographs, Day, "榆档发〔2026〕1号"));
        DocumentReader.Read(Papers.Png(), photographs).Read.Fault.ShouldBeNull();
        DocumentReader.Read(Papers.OnePage(), photographs).Read.Refusal.ShouldBe((DocumentRules.DocumentKindIsNotTaken, "PDF"));
        DocumentReader.Read([.. "MZ"u8, .. new byte[300]], photographs).Read.Fault.ShouldBe(DocumentFault.OtherFormat);
    }

    [Fact]
    public void How_large_documents_are_is_the_county_s_to_set_from_a_day_on()
    {
        Limits.ShouldBe(new(20L << 20, 50_000_000, 300, 60L << 20));
        SettingMade[] made =
        [
            new(CountySettings.DocumentMegabytes, null, "5", Day, "榆档发〔2026〕1号"), new(CountySettings.DocumentSetMegabytes, null, "9", Day, "榆档发〔2026〕1号"),
            new(CountySettings.DocumentPages, null, "30", Day, "榆档发〔2026〕1号"),
        ];
        Set(made).ShouldBe(new(5L << 20, 50_000_000, 30, 9L << 20));
        DocumentLimits.Of(new(made, Day.AddDays(-1))).ShouldBe(Limits);
    }

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Is_refused_by_what_it_is(string what, byte[] content, DocumentFault fault, string? about)
    {
        var reading = DocumentReader.Read(content, Limits);

        reading.Read.Fault.ShouldBe(fault, what);
        reading.Read.About.ShouldBe(about, what);
        reading.Kept.ShouldBeEmpty();
    }

    [Fact]
    public void A_script_that_another_program_packed_away_is_found()
    {
        using var folder = new Folder();
        var plain = folder.Write("plain.pdf", Papers.OnePage("/OpenAction 4 0 R", "<</S/JavaScript/JS(app.alert\\(1\\))>>"u8.ToArray()));
        var packed = Path.Combine(folder.Path, "packed.pdf");
        Tool.Run("qpdf", "--object-streams=generate", "--compress-streams=y", plain, packed);
        var content = File.ReadAllBytes(packed);

        Encoding.Latin1.GetString(content).ShouldNotContain("JavaScript");
        DocumentReader.Read(content, Limits).Read.Fault.ShouldBe(DocumentFault.CarriesPrograms);
    }

    [Fact]
    public void Packed_objects_without_programs_and_a_place_to_open_at_are_fine()
    {
        using var folder = new Folder();
        var plain = folder.Write("plain.pdf", Papers.OnePage("/OpenAction[3 0 R/Fit]"));
        var packed = Path.Combine(folder.Path, "packed.pdf");
        Tool.Run("qpdf", "--object-streams=generate", "--compress-streams=y", plain, packed);

        DocumentReader.Read(File.ReadAllBytes(plain), Limits).Read.ShouldBe(new(DocumentFormat.Pdf, 1, 0, 0, null, null));
        DocumentReader.Read(File.ReadAllBytes(packed), Limits).Read.ShouldBe(new(DocumentFormat.Pdf, 1, 0, 0, null, null));
    }

    [Fact]
    public void A_locked_document_is_refused_even_with_an_empty_password()
    {
        using var folder = new Folder();
        var plain = folder.Write("plain.pdf", Papers.OnePage());
        var locked = Path.Combine(folder.Path, "locked.pdf");
        Tool.Run("qpdf", "--encrypt", "", "owner", "256", "--", plain, locked);

        DocumentReader.Read(File.ReadAllBytes(locked), Limits).Read.Fault.ShouldBe(DocumentFault.Locked);
    }

    [Fact]
    public void A_stream_that_unfolds_without_end_is_let_go()
    {
        var bomb = Papers.OnePage("", Papers.Stream("/Subtype/Image", new byte[(1 << 30) + (1 << 20)]));

        bomb.Length.ShouldBeLessThan(20 << 20);
        DocumentReader.Read(bomb, Limits).Read.Fault.ShouldBe(DocumentFault.TooDense);
    }

    [Fact]
    public void What_is_cut_off_anywhere_is_never_taken_and_never_stops_the_reader()
    {
        foreach (var whole in new[] { Papers.Jpeg(), Papers.FromPhone(6), Papers.Png(), Papers.OnePage("", Papers.Stream("", new byte[3000])) })
        {
            DocumentReader.Read(whole, Limits).Read.Fault.ShouldBeNull();
            // The last byte of a PDF is an end of line that it can do without.
            for (var length = 1; length < whole.Length - 1; length += Math.Max(1, whole.Length / 300))
                DocumentReader.Read(whole[..length], Limits).Read.Fault.ShouldNotBeNull($"cut to {length} of {whole.Length}");
        }
    }

    [Fact]
    public void Whatever_is_spoiled_the_reader_says_something_and_what_it_keeps_can_be_read_again()
    {
        var dice = new Random(20260101);
        foreach (var whole in new[] { Papers.Jpeg(64, 48), Papers.FromPhone(3), Papers.Png(64, 48), Papers.OnePage("", Papers.Stream("", new byte[300])) })
        {
            for (var times = 0; times < 300; times++)
            {
                var spoiled = (byte[])whole.Clone();
                for (var bytes = dice.Next(1, 6); bytes > 0; bytes--) spoiled[dice.Next(spoiled.Length)] = (byte)dice.Next(256);
                var reading = DocumentReader.Read(spoiled, Limits);
                if (reading.Read.Fault is null) DocumentReader.Read(reading.Kept, Limits).Kept.ShouldBe(reading.Kept);
            }
        }
    }

    [Fact]
    public void Size_is_judged_by_the_county_s_own_measure()
    {
        var photograph = Papers.Jpeg();

        DocumentReader.Read(photograph, Limits with { LargestBytes = photograph.Length - 1 }).Read.Fault.ShouldBe(DocumentFault.TooLarge);
        DocumentReader.Read(photograph, Limits with { LargestPoints = (320 * 200) - 1 }).Read.Fault.ShouldBe(DocumentFault.TooDense);
        DocumentReader.Read(photograph, Limits with { LargestBytes = photograph.Length, LargestPoints = 320 * 200 }).Read.Fault.ShouldBeNull();
    }

    private static ReadOnlySpan<byte> Script => "9 0 <</S/JavaScript/JS(app.alert\\(1\\))>>"u8;

    /// <summary>Each byte as the difference to the one before, as PNG's second filter tells it.</summary>
    private static byte[] Differences(ReadOnlySpan<byte> data)
    {
        var told = new List<byte>();
        byte above = 0;
        foreach (var one in data)
        {
            told.AddRange([2, unchecked((byte)(one - above))]);
            above = one;
        }

        return [.. told];
    }

    private static byte[] WithComment(byte[] zip, string comment)
    {
        var end = zip.AsSpan().LastIndexOf("PK\x05\x06"u8);
        return [.. zip[..(end + 20)], (byte)(comment.Length & 0xFF), (byte)(comment.Length >> 8), .. Encoding.ASCII.GetBytes(comment)];
    }
}
