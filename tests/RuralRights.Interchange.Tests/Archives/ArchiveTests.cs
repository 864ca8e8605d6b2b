using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using RuralRights.Domain.Registration;
using RuralRights.Interchange.Archives;
using RuralRights.Interchange.Certificates.Signing;
using RuralRights.Interchange.Tests.Certificates;
using RuralRights.Interchange.Tests.Documents;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Archives;

public sealed class ArchiveTests
{
    private const string Household = "household/620123202204010001";

    // Forty characters, of which one turns the line around and some look like markup.
    private const string LongName = "阿不都热合曼·买买提\u202E<b>依明江&尼亚孜</b>买合木提·古丽巴哈尔汗\"苏里木";

    private static readonly byte[] Paper = Papers.OnePage();
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Paper));

    [Fact]
    public void An_archive_is_whole_and_the_same_twice()
    {
        var (first, second) = (Write(Content()), Write(Content()));

        first.ShouldBe(second);
        var check = Check(first);
        check.Troubles.ShouldBeEmpty();
        check.IsWhole.ShouldBeTrue();
        check.Signature.ShouldBe(ArchiveSignature.None);
        check.Manifest!.Entries.Select(entry => entry.Path).ShouldBe(["index.html", "index.json", $"facts/{Household}.jsonl", $"documents/{Hash}.pdf"]);
    }

    [Fact]
    public void The_county_s_signature_tells_who_made_it()
    {
        using var folder = new Folder();
        using var key = CountySigningKey.LoadOrCreate(folder.Path, "620123", "榆中县农业农村局", TimeProvider.System);
        var archive = Write(Content(), key);

        Check(archive).Signature.ShouldBe(ArchiveSignature.UnknownSigner);
        ArchiveCheck.Read(new MemoryStream(archive), CountySigningKey.KnownCertificates(folder.Path, "620123")).Signature.ShouldBe(ArchiveSignature.Genuine);

        var forged = Check(Changed(archive, zip => Replace(zip, ArchiveManifest.Name, Text(zip, ArchiveManifest.Name).Replace("移交", "转交", StringComparison.Ordinal))));
        forged.Signature.ShouldBe(ArchiveSignature.Broken);
        forged.IsWhole.ShouldBeFalse();
    }

    [Fact]
    public void Whatever_is_changed_missing_or_added_is_named()
    {
        var archive = Write(Content());
        var facts = $"facts/{Household}.jsonl";

        Named(zip => Replace(zip, facts, Text(zip, facts).Replace("620123", "620124", StringComparison.Ordinal))).ShouldBe([facts]);
        Named(zip => zip.GetEntry($"documents/{Hash}.pdf")!.Delete()).ShouldBe([$"documents/{Hash}.pdf"]);
        Named(zip => Replace(zip, "documents/../../evil.sh", "#!/bin/sh")).ShouldBe(["documents/../../evil.sh"]);
        Named(zip => zip.CreateEntry(facts)).ShouldContain(facts);
        Named(zip => zip.GetEntry(ArchiveManifest.Name)!.Delete()).ShouldBe([ArchiveManifest.Name]);
        Check(Encoding.ASCII.GetBytes("no zip at all")).Manifest.ShouldBeNull();

        IReadOnlyList<string> Named(Action<ZipArchive> change)
        {
            var check = Check(Changed(archive, change));
            check.IsWhole.ShouldBeFalse();
            return [.. check.Troubles.Select(trouble => trouble.Path).Distinct()];
        }
    }

    [Fact]
    public void A_document_that_a_fact_rests_on_is_there_or_said_to_be_left_out()
    {
        var without = Content() with { Documents = [] };

        Check(Write(without)).Troubles.Single().English.ShouldContain(Hash);
        Check(Write(without with { LeftOut = [new(Hash, ArchiveGapReason.NotYoursToSee)] })).IsWhole.ShouldBeTrue();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"sha256":null,"reason":"not_yours_to_see"}""")]
    public void A_gap_that_names_no_document_makes_the_list_unreadable(string gap)
    {
        var archive = Write(Content() with { LeftOut = [new(Hash, ArchiveGapReason.NotYoursToSee)] });
        var list = new Regex("""(?<="left_out": \[)[^\]]*""");

        var check = Check(Changed(archive, zip => Replace(zip, ArchiveManifest.Name, list.Replace(Text(zip, ArchiveManifest.Name), gap))));

        check.Manifest.ShouldBeNull();
        check.IsWhole.ShouldBeFalse();
    }

    [Fact]
    public void A_document_that_is_not_what_its_hash_says_stops_the_export() =>
        Should.Throw<InvalidDataException>(() => Write(Content() with { Documents = [new(Hash, DocumentFormat.Pdf, Paper.Length, 1, () => new MemoryStream(Papers.Jpeg()))] }));

    [Fact]
    public void The_index_is_read_without_network_and_a_name_of_forty_characters_stays_a_name()
    {
        LongName.Length.ShouldBe(40);
        using var zip = new ZipArchive(new MemoryStream(Write(Content())));
        var html = Text(zip, "index.html");

        html.ShouldContain("农户档案（一户一档）");
        html.ShouldContain("<bdi>" + System.Net.WebUtility.HtmlEncode(LongName) + "</bdi>");
        html.ShouldNotContain("<b>依明江");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("http:");
        html.ShouldContain($"href=\"documents/{Hash}.pdf\"");
        html.IndexOf("承包户登记入簿", StringComparison.Ordinal).ShouldBeLessThan(html.IndexOf("Household entered", StringComparison.Ordinal));
    }

    private static ArchiveContent Content() => new(
        Household, "620123", "榆中县", new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero), "official/7", "移交县档案馆",
        [
            new(17, Household, 1, "household-registered", new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero), new(2026, 11, 20), "62012320261120000001", [Hash],
                $$$"""{"household":"620123202204010001","provenance":{"documents":["{{{Hash}}}"]}}""", "承包户登记入簿", "Household entered"),
        ],
        [new(Hash, DocumentFormat.Pdf, Paper.Length, 1, () => new MemoryStream(Paper))],
        [],
        [new(new("0199a6c0-0000-7000-8000-000000000001"), LongName)]);

    private static byte[] Write(ArchiveContent content, ICertificateSigner? signer = null)
    {
        using var file = new MemoryStream();
        ArchivePackage.Write(content, file, signer);
        return file.ToArray();
    }

    private static ArchiveCheck Check(byte[] archive) => ArchiveCheck.Read(new MemoryStream(archive), []);

    private static byte[] Changed(byte[] archive, Action<ZipArchive> change)
    {
        using var file = new MemoryStream();
        file.Write(archive);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true)) change(zip);
        return file.ToArray();
    }

    private static void Replace(ZipArchive zip, string path, string text)
    {
        zip.GetEntry(path)?.Delete();
        using var entry = zip.CreateEntry(path).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }

    private static string Text(ZipArchive zip, string path)
    {
        using var reader = new StreamReader(zip.GetEntry(path)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
