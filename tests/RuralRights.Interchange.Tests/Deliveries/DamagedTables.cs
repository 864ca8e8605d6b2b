using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using MiniExcelLibs;
using RuralRights.Interchange.Deliveries;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Deliveries;

public sealed partial class DamagedTables : IDisposable
{
    private const string Mdb = "6201232016.mdb";

    /// <summary>Where a JET4 header keeps the database password: twenty UTF-16 characters, combined with a mask of its own.</summary>
    private const int PasswordOffset = 0x42;

    private readonly SmallDelivery _small = new();

    public void Dispose() => _small.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("This is not a database.")]
    [InlineData("\0\u0001\0\0Standard Jet DB\0\u0001")]
    public void A_database_that_is_none_is_a_problem_of_that_file(string content)
    {
        File.WriteAllText(_small.Ownership(Mdb), content.PadRight(content.Length == 0 ? 0 : 5000));
        using var delivery = _small.Open();
        var problem = delivery.Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("mdb-unreadable");
        problem.File.ShouldBe("权属数据/6201232016.mdb");
        problem.MendChinese.ShouldNotBeEmpty();
        delivery.Tables.ShouldBeEmpty();
        delivery.Layers["DK"].Count.ShouldBe(SmallDelivery.Parcels);
    }

    [Fact]
    public void A_truncated_database_gives_what_is_whole_and_names_the_rest()
    {
        var whole = SampleDatabase();
        File.WriteAllBytes(_small.Ownership(Mdb), whole[..(whole.Length / 2)]);
        using var delivery = _small.Open();
        delivery.Problems.ShouldNotBeEmpty();
        delivery.Problems.ShouldAllBe(problem => problem.Code == "mdb-table-unreadable" || problem.Code == "mdb-rows-missing" || problem.Code == "mdb-unreadable");
        delivery.Problems.ShouldAllBe(problem => problem.Severity == ProblemSeverity.Error);
    }

    [Fact]
    public void Damage_anywhere_in_a_database_never_ends_in_an_exception()
    {
        var whole = SampleDatabase();
        for (var page = 0; page < 6; page++)
        {
            var damaged = whole.ToArray();
            for (var at = 0; at < 4096; at += 7) damaged[(page * page * 4096) + at] ^= (byte)(at % 251 | 1);
            File.WriteAllBytes(_small.Ownership(Mdb), damaged);
            using var delivery = _small.Open();
            delivery.Layers["DK"].Count.ShouldBe(SmallDelivery.Parcels);
        }
    }

    [Fact]
    public void A_database_with_a_password_says_so()
    {
        var database = SampleDatabase();
        var password = Encoding.Unicode.GetBytes("yuzhong2016");
        for (var at = 0; at < password.Length; at++) database[PasswordOffset + at] ^= password[at];
        File.WriteAllBytes(_small.Ownership(Mdb), database);
        using var delivery = _small.Open();
        delivery.Problems.ShouldHaveSingleItem().Code.ShouldBe("mdb-password");
        delivery.Tables.ShouldBeEmpty();
    }

    [Fact]
    public void A_database_keeps_lasting_terms_and_rare_names()
    {
        var database = SampleDatabase();
        Replace(database, BitConverter.GetBytes(new DateTime(2028, 9, 30, 0, 0, 0, DateTimeKind.Unspecified).ToOADate()), BitConverter.GetBytes(new DateTime(9999, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).ToOADate())).ShouldBeGreaterThan(100);
        Replace(database, Encoding.Unicode.GetBytes("韩峰"), Encoding.Unicode.GetBytes("𠮷")).ShouldBeGreaterThan(1);
        Replace(database, Encoding.Unicode.GetBytes("谢旭祥"), Encoding.Unicode.GetBytes("谢㐂䶮")).ShouldBeGreaterThan(1);
        File.WriteAllBytes(_small.Ownership(Mdb), database);
        using var delivery = _small.Open();
        delivery.Problems.ShouldBeEmpty();
        Column(delivery, "CBF", "CBFMC")[..2].ShouldBe(["𠮷玉", "谢㐂䶮"]);
        var contracts = delivery.Tables["CBHT"];
        using var cursor = contracts.Open();
        cursor.Read().ShouldBeTrue();
        cursor.TryDay(contracts.Schema.IndexOf("CBQXZ"), out var ends).ShouldBeTrue();
        ends.ShouldBe(new DateOnly(9999, 1, 1));
    }

    [Fact]
    public void The_reader_of_databases_is_stopped_when_it_takes_too_long_or_too_much()
    {
        File.WriteAllBytes(_small.Ownership(Mdb), SampleDatabase());
        foreach (var limits in (DeliveryLimits[])
            [
                DeliveryLimits.Default with { AccessTime = TimeSpan.Zero },
                DeliveryLimits.Default with { AccessSilence = TimeSpan.Zero },
                DeliveryLimits.Default with { AccessMemory = 0 },
            ])
        {
            using var delivery = _small.Open(limits);
            delivery.Problems.ShouldHaveSingleItem().Code.ShouldBe("mdb-reader-stopped");
            delivery.Layers["DK"].Count.ShouldBe(SmallDelivery.Parcels);
        }
    }

    [Fact]
    public void A_disk_that_fills_while_a_database_is_read_is_said_plainly()
    {
        File.WriteAllBytes(_small.Ownership(Mdb), SampleDatabase());
        Should.Throw<DeliveryUnreadable>(() => _small.Open(DeliveryLimits.Default with { MaxWorkBytes = 20_000 })).Code.ShouldBe("disk-full");
        Directory.EnumerateFileSystemEntries(_small.Work).ShouldBeEmpty();
    }

    [Fact]
    public void The_reader_of_databases_needs_nothing_but_files()
    {
        var script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "access-reader.mjs"));
        Imported().Matches(script).Select(match => match.Groups[1].Value).Distinct().Order()
            .ShouldBe(["crypto", "node:fs", "node:zlib"]);
        script.ShouldNotContain("require(\"");
        script.ShouldNotContain("eval(");
    }

    [Theory]
    [InlineData("UTF-8", true)]
    [InlineData("UTF-8", false)]
    [InlineData("GB18030", false)]
    [InlineData("UTF-16", true)]
    public void A_csv_is_read_in_whichever_encoding_it_has(string encoding, bool mark)
    {
        var bytes = encoding switch
        {
            "UTF-8" => new UTF8Encoding(mark),
            "UTF-16" => Encoding.Unicode,
            _ => CodePagesEncodingProvider.Instance.GetEncoding(encoding)!,
        };
        File.WriteAllText(_small.Ownership("CBF6201232016.csv"), "CBFBM,CBFLX,CBFMC\r\n620123202204010001,1,㐂䶮𠮷\r\n620123202204010002,1,王守禄\r\n", bytes);
        using var delivery = _small.Open();
        delivery.Problems.ShouldBeEmpty();
        Column(delivery, "CBF", "CBFMC").ShouldBe(["㐂䶮𠮷", "王守禄"]);
        Column(delivery, "CBF", "CBFBM").ShouldBe(["620123202204010001", "620123202204010002"]);
    }

    [Fact]
    public void Cells_that_look_like_formulas_are_kept_and_reported()
    {
        Csv("CBF", "CBFBM,CBFMC,CBFZJHM,LXDH,CBFDZ", "620123202204010001,=HYPERLINK(\"\"x\"\"),@SUM(A1),+8619900000001,-3.5", "620123202204010002,甲,62010,-,\"=1+1\"");
        using var delivery = _small.Open();
        delivery.Problems.Select(problem => (problem.Code, problem.Row, problem.Field)).ShouldBe(
        [
            ("cell-looks-like-formula", 1, "CBFMC"), ("cell-looks-like-formula", 1, "CBFZJHM"), ("cell-looks-like-formula", 2, "CBFDZ"),
        ]);
        delivery.Problems.ShouldAllBe(problem => problem.Severity == ProblemSeverity.Warning && problem.Store == "CBF");
        Column(delivery, "CBF", "CBFDZ").ShouldBe(["-3.5", "=1+1"]);
        Column(delivery, "CBF", "CBFZJHM")[0].ShouldBe("@SUM(A1)");
    }

    [Fact]
    public void Full_width_digits_are_kept_as_they_are()
    {
        Csv("CBF_JTCY", "CBFBM,CYXM,CYZJHM", "620123202204010001,甲,６２０１２３197301279752");
        using var delivery = _small.Open();
        delivery.Problems.ShouldBeEmpty();
        Column(delivery, "CBF_JTCY", "CYZJHM").ShouldBe(["６２０１２３197301279752"]);
    }

    [Fact]
    public void Rows_with_too_few_or_too_many_cells_are_told_apart()
    {
        Csv("CBF", "CBFBM,CBFLX,CBFMC", "620123202204010001,1", "620123202204010002,1,甲,乙,丙", "", "620123202204010003,1,丁");
        using var delivery = _small.Open();
        var problem = delivery.Problems.ShouldHaveSingleItem();
        (problem.Code, problem.Row).ShouldBe(("row-too-long", 2));
        Column(delivery, "CBF", "CBFMC").ShouldBe([null, "甲", "丁"]);
    }

    [Fact]
    public void A_quote_that_is_never_closed_does_not_swallow_the_file()
    {
        Csv("CBF", "CBFBM,CBFMC", ["620123202204010001,甲", "620123202204010002,\"乙", .. Enumerable.Repeat("620123202204010003,丙", 100_000)]);
        using var delivery = _small.Open();
        delivery.Problems.ShouldHaveSingleItem().Code.ShouldBe("table-row-unreadable");
        delivery.Tables["CBF"].Count.ShouldBe(1);
    }

    [Fact]
    public void Bytes_that_are_no_text_in_a_csv_are_shown_as_such()
    {
        File.WriteAllBytes(
            _small.Ownership("CBF6201232016.csv"),
            [.. "CBFBM,CBFMC\n620123202204010001,"u8, 0xFF, 0xFE, .. "\n620123202204010002,"u8, 0xCD, 0xF5, (byte)'\n']);
        using var delivery = _small.Open();
        var table = delivery.Tables["CBF"];
        using var cursor = table.Open();
        cursor.Read();
        cursor.IsDecodable(1).ShouldBeFalse();
        cursor.Read();
        cursor.IsDecodable(1).ShouldBeTrue();
        cursor.Text(1).ShouldBe("王");
    }

    [Fact]
    public void A_table_given_twice_counts_once()
    {
        Csv("CBF", "CBFBM", "620123202204010001");
        File.Copy(_small.Ownership("CBF6201232016.csv"), _small.Ownership("CBF.csv"));
        using var delivery = _small.Open();
        var problem = delivery.Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("table-given-twice");
        problem.File.ShouldBe("权属数据/CBF6201232016.csv");
        delivery.Tables["CBF"].File.ShouldBe("权属数据/CBF.csv");
    }

    [Fact]
    public void Workbooks_give_the_tables_their_sheets_are_named_for()
    {
        MiniExcel.SaveAs(_small.Ownership("6201232016.xlsx"), new Dictionary<string, object>
        {
            ["CBF"] = new[] { new { CBFBM = "620123202204010001", CBFMC = "王守禄", CBFCYSL = 4, CBFDCRQ = new DateTime(2016, 4, 7, 0, 0, 0, DateTimeKind.Unspecified) } },
            ["CBF_JTCY"] = new[] { new { CBFBM = "620123202204010001", CYXM = "𠮷" } },
            ["说明"] = new[] { new { A = "不是表" } },
        });
        using var delivery = _small.Open();
        delivery.Problems.ShouldBeEmpty();
        delivery.Tables.Keys.ShouldBe(["CBF", "CBF_JTCY"], ignoreOrder: true);
        var table = delivery.Tables["CBF"];
        using var cursor = table.Open();
        cursor.Read().ShouldBeTrue();
        cursor.Text(table.Schema.IndexOf("CBFBM")).ShouldBe("620123202204010001");
        cursor.TryNumber(table.Schema.IndexOf("CBFCYSL"), out var members).ShouldBeTrue();
        members.ShouldBe(4);
        cursor.TryDay(table.Schema.IndexOf("CBFDCRQ"), out var day).ShouldBeTrue();
        day.ShouldBe(new DateOnly(2016, 4, 7));
        Column(delivery, "CBF_JTCY", "CYXM").ShouldBe(["𠮷"]);
    }

    [Fact]
    public void Codes_that_a_spreadsheet_has_rounded_are_reported_and_never_taken_for_codes()
    {
        MiniExcel.SaveAs(_small.Ownership("CBF6201232016.xlsx"), new[] { new { CBFBM = 620123202204010001d, CBFMC = "甲", YZBM = 730100 } });
        using var delivery = _small.Open();
        var problem = delivery.Problems.ShouldHaveSingleItem();
        (problem.Code, problem.Row, problem.Field, problem.Severity).ShouldBe(("number-rounded", 2, "CBFBM", ProblemSeverity.Error));
        var table = delivery.Tables["CBF"];
        using var cursor = table.Open();
        cursor.Read().ShouldBeTrue();
        cursor.TryCode(0, out _).ShouldBeFalse();
        cursor.IsDecodable(0).ShouldBeFalse();
        cursor.Text(table.Schema.IndexOf("YZBM")).ShouldBe("730100");
    }

    [Fact]
    public void Many_problems_of_one_kind_are_counted_not_listed()
    {
        Csv("CBF", "CBFBM,CBFMC", Enumerable.Range(1, 500).Select(_ => "620123202204010001,=1+1").ToArray());
        using var delivery = _small.Open(DeliveryLimits.Default with { MaxListedProblems = 3 });
        delivery.Problems.Count.ShouldBe(4);
        delivery.Problems[^1].Chinese.ShouldContain("497");
        delivery.Problems[^1].Row.ShouldBeNull();
    }

    [Fact]
    public void A_workbook_that_unpacks_out_of_all_proportion_is_not_opened()
    {
        MiniExcel.SaveAs(_small.Ownership("CBF.xlsx"), new[] { new { CBFBM = "620123202204010001" } });
        using (var zip = ZipFile.Open(_small.Ownership("CBF.xlsx"), ZipArchiveMode.Update))
        {
            using var bomb = zip.CreateEntry("xl/sharedStrings2.xml", CompressionLevel.SmallestSize).Open();
            var spaces = new byte[1 << 20];
            for (var megabyte = 0; megabyte < 40; megabyte++) bomb.Write(spaces);
        }

        using var delivery = _small.Open();
        delivery.Problems.ShouldHaveSingleItem().Code.ShouldBe("workbook-too-large");
        delivery.Tables.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("CBF.xlsx", "table-unreadable")]
    [InlineData("CBF.xls", "table-unreadable")]
    [InlineData("CBF.xlsm", "workbook-with-macros")]
    [InlineData("6201232016权属单位代码表.xls", "table-unreadable")]
    public void A_workbook_that_is_none_is_a_problem_of_that_file(string name, string code)
    {
        File.WriteAllText(_small.Ownership(name), "PK这不是工作簿");
        using var delivery = _small.Open();
        delivery.Problems.ShouldHaveSingleItem().Code.ShouldBe(code);
        delivery.Layers["DK"].Count.ShouldBe(SmallDelivery.Parcels);
    }

    [Theory]
    [InlineData("<Metadata><title>没有结尾")]
    [InlineData("<!DOCTYPE m [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><Metadata><title>&b;</title></Metadata>")]
    [InlineData("<!DOCTYPE m SYSTEM \"file:///etc/passwd\"><Metadata/>")]
    public void Metadata_that_are_damaged_or_reach_outside_are_not_read(string xml)
    {
        File.WriteAllText(Path.Combine(_small.Root, "元数据", "SL6201232016.xml"), xml);
        using var delivery = _small.Open();
        delivery.Problems.ShouldHaveSingleItem().Code.ShouldBe("metadata-unreadable");
        delivery.Metadata.ShouldBeNull();
    }

    private static byte[] SampleDatabase() => File.ReadAllBytes(Path.Combine(Samples.Clean, "权属数据", Mdb));

    private static int Replace(byte[] bytes, byte[] old, byte[] changed)
    {
        var count = 0;
        for (int at = 0, found; (found = bytes.AsSpan(at).IndexOf(old)) >= 0; at += found + old.Length, count++)
            changed.CopyTo(bytes, at + found);
        return count;
    }

    private static List<string?> Column(Delivery delivery, string table, string field)
    {
        var store = delivery.Tables[table];
        using var cursor = store.Open();
        var texts = new List<string?>();
        while (cursor.Read()) texts.Add(cursor.Text(store.Schema.IndexOf(field)));
        return texts;
    }

    private void Csv(string table, string heading, params string[] rows) =>
        File.WriteAllText(_small.Ownership(table + "6201232016.csv"), heading + "\r\n" + string.Join("\r\n", rows) + "\r\n");

    [GeneratedRegex("^import .* from \"([^\"]+)\";", RegexOptions.Multiline)]
    private static partial Regex Imported();
}
