using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using RuralRights.Interchange.Deliveries;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Deliveries;

public sealed class HostileZips : IDisposable
{
    private readonly SmallDelivery _small = new();
    private readonly string _zip;

    public HostileZips() => _zip = _small.Beside("delivery.zip");

    public void Dispose() => _small.Dispose();

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("620123榆中县/图件/../../../outside.txt")]
    [InlineData(@"620123榆中县\..\..\outside.txt")]
    [InlineData("/etc/cron.d/outside")]
    [InlineData(@"C:\outside.txt")]
    [InlineData("620123榆中县/图件/a\u202Efdp.exe")]
    [InlineData("620123榆中县/图件/a\u0007.pdf")]
    [InlineData("620123榆中县/图件/CON")]
    [InlineData("620123榆中县/图件/nul.pdf")]
    [InlineData("620123榆中县/图件/a.pdf:stream")]
    [InlineData("620123榆中县/图件/a.pdf ")]
    [InlineData("620123榆中县//a.pdf")]
    public void A_name_that_could_do_harm_is_refused_by_name(string name)
    {
        Zip(zip => Put(zip, name, "x"));
        Refused("zip-name-dangerous");
        Directory.EnumerateFiles(Path.GetDirectoryName(_zip)!, "*outside*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void A_link_is_refused()
    {
        Zip(zip =>
        {
            var link = zip.CreateEntry("620123榆中县/图件/link.pdf");
            link.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var target = link.Open();
            target.Write("/etc/passwd"u8);
        });
        Refused("zip-link").Chinese.ShouldContain("link.pdf");
    }

    [Fact]
    public void The_same_name_twice_is_refused()
    {
        Zip(zip =>
        {
            Put(zip, "620123榆中县/图件/A.pdf", "one");
            Put(zip, "620123榆中县/图件/a.PDF", "two");
        });
        Refused("zip-name-twice");
    }

    [Fact]
    public void A_hundred_thousand_entries_are_refused_before_anything_is_unpacked()
    {
        Zip(zip =>
        {
            for (var at = 0; at < 100_000; at++) zip.CreateEntry($"620123榆中县/图件/{at}.pdf");
        });
        Refused("zip-too-many-entries").Chinese.ShouldContain("50000");
    }

    [Fact]
    public void How_many_entries_are_too_many_is_a_setting()
    {
        Zip(zip =>
        {
            for (var at = 0; at < 20; at++) Put(zip, $"620123榆中县/图件/{at}.pdf", "x");
        });
        var refused = Refused("zip-too-many-entries", DeliveryLimits.Default with { MaxEntries = 20 });
        foreach (var sentence in new[] { refused.Chinese, refused.English })
        {
            sentence.ShouldContain("src/rr import");
            sentence.ShouldContain(DeliveryLimits.MaxEntriesSetting);
        }

        using var delivery = _small.Open(_zip);
        delivery.FindAttachment("图件/19.pdf").ShouldNotBeNull();
    }

    [Fact]
    public void A_bomb_is_stopped_while_it_goes_off()
    {
        Zip(zip =>
        {
            using var bomb = zip.CreateEntry("620123榆中县/矢量数据/XZDW6201232016.dbf", CompressionLevel.SmallestSize).Open();
            var nothing = new byte[1 << 20];
            for (var megabyte = 0; megabyte < 64; megabyte++) bomb.Write(nothing);
        });
        Refused("zip-bomb").Chinese.ShouldContain("XZDW");
    }

    [Fact]
    public void All_entries_together_have_a_limit()
    {
        Zip(_ => { });
        Refused("zip-too-large", DeliveryLimits.Default with { MaxUnpackedBytes = 10_000 });
    }

    [Fact]
    public void Entries_that_share_bytes_are_refused()
    {
        Zip(zip => Put(zip, "620123榆中县/图件/a.pdf", new string('a', 1000)));
        var bytes = File.ReadAllBytes(_zip);
        var first = Find(bytes, [0x50, 0x4B, 0x01, 0x02], 0);
        var second = Find(bytes, [0x50, 0x4B, 0x01, 0x02], first + 4);
        bytes.AsSpan(first + 42, 4).CopyTo(bytes.AsSpan(second + 42, 4));
        File.WriteAllBytes(_zip, bytes);
        Refused("zip-entries-overlap");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(2000)]
    [InlineData(3000)]
    public void A_zip_that_was_cut_off_is_refused(int by)
    {
        Zip(_ => { });
        using (var file = File.Open(_zip, FileMode.Open)) file.SetLength(file.Length - by);
        Refused("zip-truncated");
    }

    [Fact]
    public void Every_cut_and_every_flipped_byte_ends_in_an_answer()
    {
        Zip(_ => { });
        var whole = File.ReadAllBytes(_zip);
        for (var at = 0; at < whole.Length; at += 97)
        {
            var flipped = whole.ToArray();
            flipped[at] ^= 0x55;
            foreach (var bytes in (byte[][])[flipped, whole[..at]])
            {
                File.WriteAllBytes(_zip, bytes);
                try
                {
                    using var delivery = _small.Open(_zip);
                }
                catch (DeliveryUnreadable refused)
                {
                    refused.Chinese.ShouldNotBeEmpty();
                }
            }
        }

        Directory.EnumerateFileSystemEntries(_small.Work).ShouldBeEmpty();
    }

    [Fact]
    public void Damaged_content_is_noticed()
    {
        Zip(_ => { }, CompressionLevel.NoCompression);
        var bytes = File.ReadAllBytes(_zip);
        bytes[Find(bytes, Encoding.ASCII.GetBytes("6201232022040100001"), 0)] = (byte)'7';
        File.WriteAllBytes(_zip, bytes);
        Refused("zip-truncated");
    }

    [Fact]
    public void An_entry_that_unpacks_to_more_than_it_says_is_refused()
    {
        Zip(zip => Put(zip, "620123榆中县/图件/a.pdf", new string('a', 1000)));
        var bytes = File.ReadAllBytes(_zip);
        var last = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(last + 24), 10);
        File.WriteAllBytes(_zip, bytes);
        Refused("zip-truncated");
    }

    [Fact]
    public void A_zip_with_a_password_says_so()
    {
        Zip(_ => { });
        var bytes = File.ReadAllBytes(_zip);
        bytes[Find(bytes, [0x50, 0x4B, 0x01, 0x02], 0) + 8] |= 1;
        File.WriteAllBytes(_zip, bytes);
        Refused("zip-password");
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("PK")]
    public void A_file_that_is_no_zip_says_so(string content)
    {
        File.WriteAllText(_zip, content);
        Refused("not-a-zip");
    }

    [Fact]
    public void A_zip_or_folder_of_something_else_says_so()
    {
        using (var zip = ZipFile.Open(_zip, ZipArchiveMode.Create)) Put(zip, "photos/1.jpg", "x");
        Refused("not-a-delivery");
        Should.Throw<DeliveryUnreadable>(() => _small.Open(Path.GetTempPath() + "no-such-path")).Code.ShouldBe("no-such-path");
        var empty = Directory.CreateDirectory(_small.Beside("empty")).FullName;
        Should.Throw<DeliveryUnreadable>(() => _small.Open(empty)).Code.ShouldBe("not-a-delivery");
        Directory.CreateDirectory(Path.Combine(empty, "矢量数据"));
        Should.Throw<DeliveryUnreadable>(() => _small.Open(empty)).Code.ShouldBe("county-unknown");
    }

    [Fact]
    public void Names_in_gbk_are_read_as_well_as_names_in_utf_8()
    {
        Zip(zip => Put(zip, "620123榆中县/图件/䶮.pdf", "x"), encoding: DeliveredEncoding());
        using var delivery = _small.Open(_zip);
        delivery.Problems.ShouldBeEmpty();
        delivery.CountyName.ShouldBe("榆中县");
        delivery.Layers["DK"].Count.ShouldBe(SmallDelivery.Parcels);
        delivery.FindAttachment("图件/䶮.pdf").ShouldNotBeNull();

        using var folder = _small.Open();
        delivery.Layers.Keys.ShouldBe(folder.Layers.Keys, ignoreOrder: true);
    }

    [Fact]
    public void A_zip_inside_the_zip_stays_an_attachment()
    {
        var inner = _small.Beside("inner.zip");
        using (var zip = ZipFile.Open(inner, ZipArchiveMode.Create)) Put(zip, "../outside.txt", "x");
        Zip(zip => zip.CreateEntryFromFile(inner, "620123榆中县/其他资料/inner.zip"));
        using var delivery = _small.Open(_zip);
        delivery.Problems.ShouldBeEmpty();
        delivery.FindAttachment("其他资料/inner.zip")!.Length.ShouldBe(new FileInfo(inner).Length);
    }

    [Fact]
    public void Attachments_of_a_zip_can_be_read_from_several_threads()
    {
        Zip(zip =>
        {
            for (var at = 0; at < 40; at++) Put(zip, $"620123榆中县/图件/{at}.pdf", new string((char)('a' + (at % 26)), 5000 + at));
        });
        using var delivery = _small.Open(_zip);
        Parallel.For(0, 40, at =>
        {
            using var content = new StreamReader(delivery.FindAttachment($"图件/{at}.pdf")!.OpenRead());
            content.ReadToEnd().ShouldBe(new string((char)('a' + (at % 26)), 5000 + at));
        });
    }

    [Fact]
    public void A_full_disk_is_said_plainly_and_leaves_nothing_behind()
    {
        Zip(_ => { });
        Refused("disk-full", DeliveryLimits.Default with { MaxWorkBytes = 3000 }).Chinese.ShouldContain("磁盘空间不足");
        if (!OperatingSystem.IsLinux()) return;
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.None, 0);
        WorkFolder.IsDiskFull(Should.Throw<IOException>(() => full.WriteByte(1))).ShouldBeTrue();
    }

    [Fact]
    public void Links_in_a_folder_are_not_followed()
    {
        if (OperatingSystem.IsWindows()) return;
        var secret = _small.Beside("secret.csv");
        File.WriteAllText(secret, "CBFBM\n620123202204010001\n");
        File.CreateSymbolicLink(_small.Ownership("CBF6201232016.csv"), secret);
        Directory.CreateSymbolicLink(Path.Combine(_small.Root, "图件", "elsewhere"), Path.GetDirectoryName(secret)!);
        using var delivery = _small.Open();
        delivery.Problems.ShouldHaveSingleItem().Code.ShouldBe("link-ignored");
        delivery.Tables.ShouldBeEmpty();
        delivery.FindAttachment("权属数据/CBF6201232016.csv").ShouldBeNull();
        delivery.FindAttachment("图件/elsewhere/secret.csv").ShouldBeNull();
    }

    [Fact]
    public void Cancelling_stops_the_opening_and_leaves_nothing_behind()
    {
        Zip(_ => { });
        Should.Throw<OperationCanceledException>(() => Delivery.Open(_zip, DeliveryLimits.Default, _small.Work, new CancellationToken(canceled: true)));
        Directory.EnumerateFileSystemEntries(_small.Work).ShouldBeEmpty();
    }

    private static Encoding DeliveredEncoding() => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    private static void Put(ZipArchive zip, string name, string content)
    {
        using var entry = new StreamWriter(zip.CreateEntry(name).Open());
        entry.Write(content);
    }

    private static int Find(byte[] bytes, ReadOnlySpan<byte> wanted, int from) =>
        bytes.AsSpan(from).IndexOf(wanted) is var at and >= 0 ? from + at : throw new InvalidDataException("The pattern is not in the zip.");

    /// <summary>Packs the small delivery and whatever a test adds to it.</summary>
    private void Zip(Action<ZipArchive> add, CompressionLevel level = CompressionLevel.Fastest, Encoding? encoding = null)
    {
        ZipFile.CreateFromDirectory(_small.Root, _zip, level, includeBaseDirectory: true, encoding);
        using var zip = new ZipArchive(File.Open(_zip, FileMode.Open), ZipArchiveMode.Update, leaveOpen: false, encoding);
        add(zip);
    }

    private DeliveryUnreadable Refused(string code, DeliveryLimits? limits = null)
    {
        var refused = Should.Throw<DeliveryUnreadable>(() => _small.Open(_zip, limits));
        refused.Code.ShouldBe(code);
        refused.Chinese.ShouldNotBeEmpty();
        refused.English.ShouldNotBeEmpty();
        Directory.EnumerateFileSystemEntries(_small.Work).ShouldBeEmpty();
        return refused;
    }
}
