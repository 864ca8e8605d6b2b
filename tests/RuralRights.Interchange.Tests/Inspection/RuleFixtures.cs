using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;
using RuralRights.Spatial;
using RuralRights.Spatial.Topology;

namespace RuralRights.Interchange.Tests.Inspection;

/// <summary>
/// A pair of villages for one rule: one that must fail exactly there, and one that comes close and must pass.
/// </summary>
internal sealed record RuleFixture(InspectionRule Rule, string Layer, string Key, string? Field, Action<Village> Fails, Action<Village> Passes)
{
    /// <summary>How many findings the failing village has: two where both halves of a pair are told.</summary>
    public int Findings { get; init; } = 1;

    public InspectionSettings Settings { get; init; } = InspectionSettings.Default;
}

/// <summary>One pair for every rule.</summary>
internal static class RuleFixtures
{
    private const string Lease = Village.Group + "0001";
    private const string StrangerWoman = "620123198010109061";
    private const string Stranger = "620123198010109053";

    private const string Xian1980 =
        """PROJCS["Xian_1980_3_Degree_GK_Zone_35",GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",35500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",105.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""";

    public static IReadOnlyList<RuleFixture> All { get; } =
    [
        .. Structure(), .. Metadata(), .. Values(), .. People(), .. Contracts(), .. Certificates(), .. Boundaries(), .. Shapes(),
    ];

    private static IEnumerable<RuleFixture> Structure()
    {
        yield return new(InspectionRules.FolderName, "", "榆中县", null, v => v.Root = "榆中县", v => v.Root = "620123");
        yield return new(InspectionRules.MissingFolder, "", "汇总表格", null, v => v.Folders.Remove("汇总表格"), v => v.Folders.Remove("栅格数据"));
        yield return new(InspectionRules.MissingLayer, "KZD", "KZD", null, v => v.Stores.Remove("KZD"), v => v.Stores.Remove("XJQY"));
        yield return new(InspectionRules.MissingTable, "CBJYQZ_QZZX", "CBJYQZ_QZZX", null, v => v.Stores.Remove("CBJYQZ_QZZX"), v => v["CBJYQZ_QZBF"].Clear());
        yield return new(InspectionRules.MissingUnitCodes, "", "权属单位代码表", null, v => v.UnitCodes = null, v => v.UnitCodes!.Add("62012320221399"));
        yield return new(InspectionRules.EmptyLayer, "KZD", "KZD", null, v => v["KZD"].Clear(), v => v["JBNTBHQ"].Clear());
        yield return new(
            InspectionRules.Unreadable, "", "6201232016", null,
            v => v.Problems.Add(Problem(ProblemSeverity.Error, null)),
            v => v.Problems.Add(Problem(ProblemSeverity.Error, "CBFBM")));
        yield return new(
            InspectionRules.ReadWithDoubt, "", "6201232016", null,
            v => v.Problems.Add(Problem(ProblemSeverity.Warning, null)),
            v => v.Problems.Add(Problem(ProblemSeverity.Warning, "CBFBM")));
        yield return new(
            InspectionRules.CountyMismatch, "ZJQY", "62012220221301", "ZJQYDM",
            v => v["ZJQY"][0]["ZJQYDM"] = "62012220221301",
            v => v["ZJQY"][0]["ZJQYDM"] = "62012320221302");
        yield return new(InspectionRules.YearMismatch, "KZD", "KZD6201232015", null, v => Name(v, "2015"), v => Name(v, "2016"));
        yield return new(InspectionRules.MissingField, "CJQY", "YSDM", "YSDM", v => Drop(v, "CJQY", "YSDM"), v => Drop(v, "DK", "DKBZXX"));
        yield return new(InspectionRules.MissingConditionalField, "CBHT", "YCBHTBM", "YCBHTBM", v => Drop(v, "CBHT", "YCBHTBM"), v => Drop(v, "FBF", "LXDH"));
        yield return new(
            InspectionRules.FieldType, "DK", "DKBM", "DKBM",
            v => Declare(v, "DK", new("DKBM", FieldKind.Number, 19, 0)),
            v => Declare(v, "CBF", new("CBFCYSL", FieldKind.Text, 0, 0)));
        yield return new(
            InspectionRules.FieldWidth, "DK", "DKMC", "DKMC",
            v => Declare(v, "DK", new("DKMC", FieldKind.Text, 30, 0)),
            v => Declare(v, "JZD", new("XZBZ", FieldKind.Number, 14, 4)));
        yield return new(InspectionRules.MissingPrj, "KZD", "KZD", null, v => v.Projections["KZD"] = null, _ => { });
        yield return new(InspectionRules.CrsRefused, "KZD", "KZD", null, v => v.Projections["KZD"] = Xian1980, _ => { });
        yield return new(
            InspectionRules.CrsMismatch, "ZJQY", "ZJQY", null,
            v => v.Projections["ZJQY"] = CoordinateSystem.ThreeDegreeZone(35, prefixed: false).ToEsriPrj(),
            v => v.Projections["ZJQY"] = v.Projections["DK"]!.Replace("CGCS2000_3_Degree_GK_Zone_35", "Yuzhong", StringComparison.Ordinal));
    }

    private static IEnumerable<RuleFixture> Metadata()
    {
        yield return new(
            InspectionRules.MetadataMismatch, "", "centralMer", "centralMer",
            v => v.Metadata["centralMer"] = "104",
            v => v.Metadata["centralMer"] = "105.00");
    }

    private static IEnumerable<RuleFixture> Values()
    {
        yield return new(InspectionRules.UndecodableBytes, "DK", Village.Parcel1, "DKMC", v => v.Parcel(Village.Parcel1)["DKMC"] = "\uFFFD\uFFFD", v => v.Parcel(Village.Parcel1)["DKMC"] = "𠮷㐂坬");
        yield return new(
            InspectionRules.DamagedValue, "CBF", Village.Household1, "CBFZJHM",
            v => v.TableDisguises["CBF"] = table => new DamagedTable(table, "CBFZJHM", 1),
            v => v.TableDisguises["CBF"] = table => new DamagedTable(table, "CBFZJHM", 99));
        yield return new(InspectionRules.FormulaCell, "CBF", Village.Household1, "CBFDZ", v => Typed(v, "CBF", "CBFDZ", "=HYPERLINK(\"x\")"), v => Typed(v, "CBF", "CBFDZ", "-12"));
        yield return new(InspectionRules.NullMandatory, "DK", Village.Parcel1, "DKMC", v => v.Parcel(Village.Parcel1)["DKMC"] = null, v => v.Parcel(Village.Parcel1)["TDLYLX"] = null);
        yield return new(InspectionRules.NullConditional, "DK", Village.Parcel1, "ZJRXM", v => v.Parcel(Village.Parcel1)["ZJRXM"] = null, v => v.Parcel(Village.Parcel1)["DKBZ"] = null);
        yield return new(InspectionRules.Domain, "DK", Village.Parcel1, "DLDJ", v => v.Parcel(Village.Parcel1)["DLDJ"] = "11", v => v.Parcel(Village.Parcel1)["DLDJ"] = "10");
        yield return new(
            InspectionRules.RelationUnknown, "CBF_JTCY", Member(Village.Wife1), "YHZGX",
            v => v.Row("CBF_JTCY", "CYZJHM", Village.Wife1)["YHZGX"] = "98",
            v => v.Row("CBF_JTCY", "CYZJHM", Village.Wife1)["YHZGX"] = "97");
        yield return new(InspectionRules.NotANumber, "DK", Village.Parcel1, "SCMJM", v => v.Parcel(Village.Parcel1)["SCMJM"] = "0.90亩", v => v.Parcel(Village.Parcel1)["SCMJM"] = "0.9");
        yield return new(InspectionRules.NotPositive, "LZHT", Lease, "LZMJ", v => Areas(v["LZHT"][0], "LZMJ", "LZMJM", 0m), v => Areas(v["LZHT"][0], "LZMJ", "LZMJM", 0.01m));
        yield return new(InspectionRules.NotADay, "CBF", Village.Household1, "CBFDCRQ", v => v["CBF"][0]["CBFDCRQ"] = "20160230", v => v["CBF"][0]["CBFDCRQ"] = "2016-02-29");
        yield return new(InspectionRules.ValueTooLong, "CBF", Village.Household1, "CBFDCY", v => Typed(v, "CBF", "CBFDCY", new('李', 51)), v => Typed(v, "CBF", "CBFDCY", new('李', 50)));
        yield return new(
            InspectionRules.CodeGrammar, "DK", Village.Group + "0O004", "DKBM",
            v => Recode(v, Village.Reserve, Village.Group + "0O004"),
            v => Recode(v, Village.Reserve, Village.Group + "90004"));
        yield return new(
            InspectionRules.CodeRange, "CBF", Village.Company, "CBFBM",
            v => v.Row("CBF", "CBFBM", Village.Company)["CBFLX"] = "2",
            v => v.Row("CBF", "CBFBM", Village.Company)["CBFMC"] = "康营专业合作社");
    }

    private static IEnumerable<RuleFixture> People()
    {
        yield return new(
            InspectionRules.DuplicateKey, "CBF", Village.Household2, null,
            v => v["CBF"].Add(v.Row("CBF", "CBFBM", Village.Household2).Copy()),
            v => v.Row("CBF", "CBFBM", Village.Household2)["CBFMC"] = "王守禄");
        yield return new(
            InspectionRules.FkBreak, "CBDKXX", $"{Village.Parcel1}|{Village.Household1}", "LZHTBM",
            v => v.Row("CBDKXX", "DKBM", Village.Parcel1)["LZHTBM"] = Village.Group + "0009",
            v => v.Row("CBDKXX", "DKBM", Village.Parcel1)["LZHTBM"] = null);
        yield return new(InspectionRules.DivisionUnknown, "FBF", Village.Group, "FBFBM", v => v.UnitCodes!.Remove(Village.Group), v => v.UnitCodes!.Add("62012320221302"));
        yield return Person(InspectionRules.IdGrammar, "62012319950609903Y", "620123199506099033");
        yield return Person(InspectionRules.FullWidthDigits, "６２０１２３１９９５０６０９９０３３", "620123199506099033");
        yield return Person(InspectionRules.FifteenDigitId, "620123950609903", "620123199506099033");
        yield return Person(InspectionRules.IdDivision, "000123198010109058", Stranger);
        yield return Person(InspectionRules.IdBirthDate, "620123199513099033", Stranger);
        yield return Person(InspectionRules.IdCheckDigit, "620123199506099034", "620123199506099033");
        yield return new(
            InspectionRules.IdDuplicate, "CBF_JTCY", $"{Village.Household2}|{Village.Wife1}", "CYZJHM",
            v => Join(v, Village.Household2, Village.Wife1),
            v => Join(v, Village.Household2, StrangerWoman)) { Findings = 2 };
        yield return new(
            InspectionRules.SexMismatch, "CBF_JTCY", Member(Village.Son1), "CYXB",
            v => v.Row("CBF_JTCY", "CYZJHM", Village.Son1)["CYXB"] = "2",
            v => Passport(v.Row("CBF_JTCY", "CYZJHM", Village.Son1), "2"));
        yield return Organization(InspectionRules.UsccGrammar, "91620123", "D2143569-X");
        yield return Organization(InspectionRules.UsccCheckDigit, "91620123MF1395029A", "N2620123MF0000013T");
        yield return new(
            InspectionRules.HeadMissing, "CBF", Village.Household2, null,
            v => v.Row("CBF_JTCY", "CYZJHM", Village.Head2)["YHZGX"] = "97",
            v => v.Row("CBF_JTCY", "CYZJHM", Village.Head2)["YHZGX"] = "01");
        yield return new(
            InspectionRules.HeadRepeated, "CBF", Village.Household1, null,
            v => v.Row("CBF_JTCY", "CYZJHM", Village.Wife1)["YHZGX"] = "02",
            v => v.Row("CBF_JTCY", "CYZJHM", Village.Wife1)["YHZGX"] = "10");
        yield return new(
            InspectionRules.RepresentativeNotMember, "CBF", Village.Household1, "CBFZJHM",
            v => v["CBF"][0]["CBFZJHM"] = Stranger,
            v => v["CBF"][0]["CBFZJHM"] = Village.Wife1);
        yield return new(
            InspectionRules.RepresentativePapersDiffer, "CBF", Village.Household1, "CBFZJLX",
            v => v.Row("CBF_JTCY", "CYZJHM", Village.Head1)["CYZJLX"] = "9",
            v => v.Row("CBF_JTCY", "CYZJHM", Village.Head1)["CYZJLX"] = v["CBF"][0]["CBFZJLX"] = "9");
        yield return new(InspectionRules.MemberCount, "CBF", Village.Household1, "CBFCYSL", v => v["CBF"][0]["CBFCYSL"] = "4", v => v["CBF"][0]["CBFCYSL"] = "03");
        yield return new(
            InspectionRules.UnexpectedMembers, "CBF", Village.Company, null,
            v => v.Add("CBF_JTCY", null, ("CBFBM", Village.Company), ("CYXM", "赵"), ("CYXB", "1"), ("CYZJLX", "1"), ("CYZJHM", Stranger), ("YHZGX", "02")),
            v => Join(v, Village.Household2, Stranger, "1"));
    }

    private static IEnumerable<RuleFixture> Contracts()
    {
        yield return new(
            InspectionRules.CodeMismatch, "CBDKXX", $"{Village.Parcel1}|{Village.Household1}", "CBJYQZBM",
            v => v.Row("CBDKXX", "DKBM", Village.Parcel1)["CBJYQZBM"] = Village.Contract2,
            v => v.Row("CBHT", "CBHTBM", Village.Contract1)["YCBHTBM"] = "98-20401-0001");
        yield return new(
            InspectionRules.DateReversed, "LZHT", Lease, "LZQXKSRQ",
            v => v["LZHT"][0]["LZQXKSRQ"] = "20250101",
            v => v["LZHT"][0]["LZQXKSRQ"] = "20241230");
        yield return new(InspectionRules.ContractLetter, "CBHT", Village.Contract3, "CBHTBM", v => Way(v, "110"), v => Way(v, "122"));
        yield return new(
            InspectionRules.CbfsMismatch, "CBDKXX", $"{Village.Parcel1}|{Village.Household1}", "CBJYQQDFS",
            v => v.Row("CBDKXX", "DKBM", Village.Parcel1)["CBJYQQDFS"] = "123",
            v => Way(v, "121"));
        yield return new(
            InspectionRules.ParcelCount, "CBHT", Village.Contract1, "CBDKZS",
            v => v.Row("CBHT", "CBHTBM", Village.Contract1)["CBDKZS"] = "3",
            v => v.Row("CBHT", "CBHTBM", Village.Contract1)["CBDKZS"] = "02");
        yield return new(
            InspectionRules.SumMismatch, "CBHT", Village.Contract1, "HTZMJ",
            v => v.Row("CBHT", "CBHTBM", Village.Contract1)["HTZMJ"] = "1200.02",
            v => v.Row("CBHT", "CBHTBM", Village.Contract1)["HTZMJ"] = "1200.01");
        yield return new(
            InspectionRules.MuRounding, "CBDKXX", $"{Village.Parcel1}|{Village.Household1}", "HTMJM",
            v => v.Row("CBDKXX", "DKBM", Village.Parcel1)["HTMJM"] = "0.91",
            v => v.Row("CBDKXX", "DKBM", Village.Parcel1)["HTMJM"] = "0.8999999999999999");
        yield return new(
            InspectionRules.ContractedParcelWithoutRow, "DK", Village.Reserve, "DKLB",
            v => (v.Parcel(Village.Reserve)["DKLB"], v.Parcel(Village.Reserve)["ZJRXM"]) = ("10", "林金春"),
            v => v.Parcel(Village.Reserve)["DKLB"] = "99");
        yield return new(
            InspectionRules.FamilyContractOnOtherLand, "DK", Village.Parcel3, "DKLB",
            v => v.Parcel(Village.Parcel3)["DKLB"] = "22",
            v => v.Parcel(Village.Parcel5)["DKLB"] = "23");
        yield return new(InspectionRules.ParcelHeldTwice, "DK", Village.Parcel3, null, v => HoldTogether(v, inShares: false), v => HoldTogether(v, inShares: true));
        yield return new(InspectionRules.ContractAreaRatio, "DK", Village.Parcel3, "SCMJ", v => ContractArea(v, 569m), v => ContractArea(v, 570m));
        yield return new(
            InspectionRules.LeaseOutlastsContract, "LZHT", Lease, "LZQXJSRQ",
            v => v["LZHT"][0]["LZQXJSRQ"] = "20281001",
            v => v["LZHT"][0]["LZQXJSRQ"] = "20280930");
        yield return new(
            InspectionRules.LeaseParcelCount, "LZHT", Lease, "LZDKS",
            v => v.Row("CBDKXX", "DKBM", Village.Parcel1)["LZHTBM"] = Lease,
            v => (v.Row("CBDKXX", "DKBM", Village.Parcel1)["LZHTBM"], v["LZHT"][0]["LZDKS"]) = (Lease, "2"));
    }

    private static IEnumerable<RuleFixture> Certificates()
    {
        yield return new(
            InspectionRules.RegisterMismatch, "CBJYQZDJB", Village.Contract2, "CBQXZ",
            v => v.Row("CBJYQZDJB", "CBJYQZBM", Village.Contract2)["CBQXZ"] = "20290930",
            v => v.Row("CBJYQZDJB", "CBJYQZBM", Village.Contract2)["CBQXZ"] = "2028-09-30");
        yield return new(
            InspectionRules.ContractWithoutRegister, "CBHT", Village.Contract2, null,
            v => Unregister(v, "CBJYQZDJB", "CBJYQZ", "CBJYQZ_QZBF"),
            v => Unregister(v, "CBJYQZ", "CBJYQZ_QZBF"));
        yield return new(
            InspectionRules.SerialGrammar, "CBJYQZDJB", Village.Contract2, "CBJYQZLSH",
            v => v.Row("CBJYQZDJB", "CBJYQZBM", Village.Contract2)["CBJYQZLSH"] = "甘（2016）榆中县农村土地承包经营权证第O00002号",
            v => v.Row("CBJYQZDJB", "CBJYQZBM", Village.Contract2)["CBJYQZLSH"] = "620123000002");
        yield return new(
            InspectionRules.SerialDuplicate, "CBJYQZDJB", Village.Contract2, "CBJYQZLSH",
            v => v.Row("CBJYQZDJB", "CBJYQZBM", Village.Contract2)["CBJYQZLSH"] = v["CBJYQZDJB"][0]["CBJYQZLSH"],
            v => v.Row("CBJYQZDJB", "CBJYQZBM", Village.Contract2)["CBJYQZLSH"] = "甘（2016）榆中县农村土地承包经营权证第000099号") { Findings = 2 };
        yield return new(
            InspectionRules.VoidOfLivingRight, "CBJYQZ_QZZX", Village.Contract2, "ZXRQ",
            v => v.Add("CBJYQZ_QZZX", null, ("CBJYQZBM", Village.Contract2), ("ZXYY", "注销"), ("ZXRQ", "20161221")),
            v => v.Add("CBJYQZ_QZZX", null, ("CBJYQZBM", Village.Contract2), ("ZXYY", "遗失补发"), ("ZXRQ", "20161220")));
        yield return new(InspectionRules.AttachmentMissing, "CBJYQZDJB", Village.Contract1, "DKSYT", v => v.Files.Remove(Village.Sketch(Village.Contract1)), TwoSketches);
    }

    private static IEnumerable<RuleFixture> Boundaries()
    {
        yield return new(InspectionRules.MissingJzd, "DK", Village.Parcel5, null, v => v["JZD"].RemoveAll(IsOfParcel5), v => v["JZD"].RemoveAll(point => point["JZDH"] == "J999"));
        yield return new(InspectionRules.MissingJzx, "DK", Village.Parcel5, null, v => v["JZX"].RemoveAll(IsOfParcel5), v => v["JZX"].RemoveAt(v["JZX"].Count - 1));
        yield return new(InspectionRules.KjzbUnknown, "DK", Village.Parcel5, "KJZB", v => v.Parcel(Village.Parcel5)["KJZB"] += "/J1", v => v.Parcel(Village.Parcel5)["KJZB"] = "J301 / J302");
        yield return new(
            InspectionRules.CoordinateFields, "JZD", "J2", "XZBZ/YZBZ",
            v => v.Row("JZD", "JZDH", "J2")["XZBZ"] = "3969030.010",
            v => v.Row("JZD", "JZDH", "J2")["YZBZ"] = "35418000.001");
        yield return new(
            InspectionRules.ShapeUnreadable, "DK", Village.Reserve, null,
            v => v.Disguises["DK"] = layer => new DisguisedLayer(layer, defect: ShapeDefect.Torn, defectRow: 4),
            v => v.Disguises["DK"] = layer => new DisguisedLayer(layer, defect: ShapeDefect.Torn, defectRow: 99));
        yield return new(
            InspectionRules.OutsideCounty, "JZD", "J301", null,
            v => v.Row("JZD", "JZDH", "J301").Shape = Village.PointAt(9_000, 0),
            v => v.Add("KZD", Village.PointAt(9_000, 0), ("KZDDH", "E002"), ("KZDLX", "110302"), ("KZDDJ", "E级"), ("BSLX", "2"), ("BZLX", "1"),
                ("DZJ", "其他资料/点之记/E001.jpg"), ("X2000", "3969000.000"), ("Y2000", "427000.000")));
    }

    private static IEnumerable<RuleFixture> Shapes()
    {
        yield return Shape(TopologyKind.EmptyGeometry, DeliveredShape.Null, Village.Strip(300));
        yield return Shape(TopologyKind.NanCoordinate, Bent(_ => double.NaN), Bent(x => x));
        yield return Shape(TopologyKind.HugeCoordinate, Bent(_ => 1e18), Bent(x => x + 0.01));
        yield return Shape(TopologyKind.SwappedAxes, Swapped(), Village.Strip(300));
        yield return Shape(TopologyKind.WrongZone, Bent(x => x - 1_000_000), Bent(x => x + 0.02));
        yield return Shape(TopologyKind.TooManyVertices, Village.Ring((300, 30), (305, 30), (320, 30), (320, 0), (300, 0)), Village.Strip(300)) with
        {
            Settings = new() { Tolerance = SurveyTolerance.Default with { MostVertices = 5 } },
        };
        yield return Shape(TopologyKind.UnclosedRing, DeliveredShape.Polygon([.. Village.Strip(300).Parts[0][..^2]]), Village.Strip(300));
        yield return Shape(TopologyKind.BowTie, Village.Ring((300, 30), (320, 0), (320, 30), (300, 0)), Village.Ring((300, 30), (320, 30), (320, 0), (300, 0)));
        yield return Shape(
            TopologyKind.MultiPart,
            DeliveredShape.Polygon(Village.Strip(300, 10).Parts[0], Village.Strip(330, 10).Parts[0]),
            DeliveredShape.Polygon(Village.Strip(300, 20, 31).Parts[0], [.. Reversed(Village.Ring((305, 20), (307, 20), (307, 10), (305, 10)).Parts[0])]));
        yield return Shape(
            TopologyKind.DuplicateVertex,
            Village.Ring((300, 30), (310, 30), (310.02, 30), (320, 30), (320, 0), (300, 0)),
            Village.Ring((300, 30), (310, 30), (310.06, 30), (320, 30), (320, 0), (300, 0)));
        yield return Shape(
            TopologyKind.Spike,
            Village.Ring((300, 30), (320, 30), (320, 15.1), (326, 15), (320, 14.9), (320, 0), (300, 0)),
            Village.Ring((300, 30), (320, 30), (320, 15.4), (321, 15), (320, 14.6), (320, 0), (300, 0)));
        yield return new(
            InspectionRules.For(TopologyKind.SliverParcel), "DK", Village.Parcel5, null,
            v => Narrow(v, 0.4),
            v => Narrow(v, 0.8));
        yield return Shape(TopologyKind.AreaMismatch, Village.Strip(300, 20.2), Village.Strip(300, 20.09)) with { Field = "SCMJ" };
        yield return Neighbour(TopologyKind.Overlap, Village.Strip(59), Village.Strip(60));
        yield return Neighbour(
            TopologyKind.SliverOverlap,
            Village.Ring((60, 30), (80, 30), (80, 0), (60, 0), (59.95, 15)),
            Village.Ring((60, 30), (80, 30), (80, 0), (60, 0), (60, 15)));
        yield return Neighbour(TopologyKind.Gap, Village.Strip(60.1), Village.Strip(60.4));
        yield return new(
            InspectionRules.For(TopologyKind.NearVertex), "DK", $"{Village.Parcel3}|{Village.Reserve}", null,
            v => MarkCommonEdge(v, 15, 15.03),
            v => MarkCommonEdge(v, 15, 15.06));
        yield return new(
            InspectionRules.For(TopologyKind.OutsideRegion), "DK", Village.Reserve, null,
            v => v.Parcel(Village.Reserve).Shape = Village.Strip(190),
            v => v.Parcel(Village.Reserve).Shape = Village.Strip(180));
    }

    private static RuleFixture Person(InspectionRule rule, string wrong, string right) => new(
        rule, "CBF_JTCY", $"{Village.Household1}|{wrong}", "CYZJHM",
        v => v.Row("CBF_JTCY", "CYZJHM", Village.Son1)["CYZJHM"] = wrong,
        v => v.Row("CBF_JTCY", "CYZJHM", Village.Son1)["CYZJHM"] = right);

    private static RuleFixture Organization(InspectionRule rule, string wrong, string right) => new(
        rule, "CBF", Village.Company, "CBFZJHM",
        v => v.Row("CBF", "CBFBM", Village.Company)["CBFZJHM"] = wrong,
        v => v.Row("CBF", "CBFBM", Village.Company)["CBFZJHM"] = right);

    private static RuleFixture Shape(TopologyKind kind, DeliveredShape wrong, DeliveredShape right) => new(
        InspectionRules.For(kind), "DK", Village.Parcel5, null,
        v => v.Parcel(Village.Parcel5).Shape = wrong,
        v => v.Parcel(Village.Parcel5).Shape = right);

    private static RuleFixture Neighbour(TopologyKind kind, DeliveredShape wrong, DeliveredShape right) => new(
        InspectionRules.For(kind), "DK", $"{Village.Parcel3}|{Village.Reserve}", null,
        v => v.Parcel(Village.Reserve).Shape = wrong,
        v => v.Parcel(Village.Reserve).Shape = right);

    private static string Member(string number) => $"{Village.Household1}|{number}";

    private static DeliveryProblem Problem(ProblemSeverity severity, string? field) =>
        new("mdb-unreadable", severity, "权属数据/6201232016.mdb", null, field is null ? null : 3, field, "读不出来。", "It cannot be read.", "重新导出。", "Export it again.");

    private static void Name(Village village, string year)
    {
        foreach (var (layer, of) in new[] { ("DK", "2016"), ("JZD", "2016"), ("KZD", year) })
            village.Disguises[layer] = store => new DisguisedLayer(store, $"矢量数据/{layer}620123{of}.dbf");
    }

    private static void Drop(Village village, string store, string field) => village.Fields[store].RemoveAll(declared => declared.Name == field);

    private static void Declare(Village village, string store, DeliveredField field) =>
        village.Fields[store][village.Fields[store].FindIndex(declared => declared.Name == field.Name)] = field;

    /// <summary>Types a value into the first row of a table that declares no widths, as CSV files and workbooks do.</summary>
    private static void Typed(Village village, string store, string field, string value)
    {
        Declare(village, store, new(field, FieldKind.Text, 0, 0));
        village[store][0][field] = value;
    }

    private static void Areas(Village.Entry row, string square, string mu, decimal metres)
    {
        row[square] = $"{metres:0.00}";
        row[mu] = $"{decimal.Round(metres * 0.0015m, 2, MidpointRounding.AwayFromZero):0.00}";
    }

    private static void Recode(Village village, string code, string other)
    {
        village.Parcel(code)["DKBM"] = other;
        foreach (var row in village["JZD"].Concat(village["JZX"])) row["DKBM"] = row["DKBM"]!.Replace(code, other, StringComparison.Ordinal);
    }

    private static void Join(Village village, string household, string number, string sex = "2")
    {
        village.Add("CBF_JTCY", null, ("CBFBM", household), ("CYXM", "张秀英"), ("CYXB", sex), ("CYZJLX", "1"), ("CYZJHM", number), ("YHZGX", "30"));
        village.Row("CBF", "CBFBM", household)["CBFCYSL"] = "2";
    }

    private static void Passport(Village.Entry member, string sex) =>
        (member["CYZJLX"], member["CYZJHM"], member["CYXB"]) = ("5", "E12345678", sex);

    private static void Way(Village village, string way)
    {
        village.Row("CBHT", "CBHTBM", Village.Contract3)["CBFS"] = way;
        village.Row("CBDKXX", "CBHTBM", Village.Contract3)["CBJYQQDFS"] = way;
        village.Row("CBJYQZDJB", "CBJYQZBM", Village.Contract3)["CBFS"] = way;
    }

    /// <summary>Both households hold parcel 3, each with half of it when it is in shares.</summary>
    private static void HoldTogether(Village village, bool inShares)
    {
        var own = village.Row("CBDKXX", "DKBM", Village.Parcel3);
        var other = own.Copy();
        (other["CBFBM"], other["CBHTBM"], other["CBJYQZBM"]) = (Village.Household1, Village.Contract1, Village.Contract1);
        village["CBDKXX"].Add(other);
        foreach (var row in new[] { own, other })
        {
            row["SFQQQG"] = inShares ? "1" : "2";
            Areas(row, "HTMJ", "HTMJM", inShares ? 300 : 600);
        }

        Areas(village.Row("CBHT", "CBHTBM", Village.Contract1), "HTZMJ", "HTZMJM", inShares ? 1500 : 1800);
        Areas(village.Row("CBHT", "CBHTBM", Village.Contract2), "HTZMJ", "HTZMJM", inShares ? 300 : 600);
        village.Row("CBHT", "CBHTBM", Village.Contract1)["CBDKZS"] = "3";
    }

    private static void ContractArea(Village village, decimal metres)
    {
        Areas(village.Row("CBDKXX", "DKBM", Village.Parcel3), "HTMJ", "HTMJM", metres);
        Areas(village.Row("CBHT", "CBHTBM", Village.Contract2), "HTZMJ", "HTZMJM", metres);
    }

    private static void Unregister(Village village, params string[] tables)
    {
        foreach (var table in tables) village[table].RemoveAll(row => row["CBJYQZBM"] == Village.Contract2);
    }

    private static void TwoSketches(Village village)
    {
        village.Row("CBJYQZDJB", "CBJYQZBM", Village.Contract1)["DKSYT"] = $"{Village.Sketch(Village.Contract1)};{Village.Sketch(Village.Contract2)}";
    }

    private static bool IsOfParcel5(Village.Entry row) => row["DKBM"] == Village.Parcel5;

    /// <summary>Parcel 5 with the easting of its second corner changed.</summary>
    private static DeliveredShape Bent(Func<double, double> easting)
    {
        var ring = (double[])Village.Strip(300).Parts[0].Clone();
        ring[2] = easting(ring[2]);
        return DeliveredShape.Polygon(ring);
    }

    private static DeliveredShape Swapped()
    {
        var ring = (double[])Village.Strip(300).Parts[0].Clone();
        for (var at = 0; at < ring.Length; at += 2) (ring[at], ring[at + 1]) = (ring[at + 1], ring[at]);
        return DeliveredShape.Polygon(ring);
    }

    /// <summary>Gives parcel 3 and the reserve land a corner each on their common edge.</summary>
    private static void MarkCommonEdge(Village village, double one, double other)
    {
        village.Parcel(Village.Parcel3).Shape = Village.Ring((40, 30), (60, 30), (60, one), (60, 0), (40, 0));
        village.Parcel(Village.Reserve).Shape = Village.Ring((60, 30), (80, 30), (80, 0), (60, 0), (60, other));
    }

    private static IEnumerable<double> Reversed(double[] ring)
    {
        for (var at = ring.Length - 2; at >= 0; at -= 2)
        {
            yield return ring[at];
            yield return ring[at + 1];
        }
    }

    private static void Narrow(Village village, double width)
    {
        var metres = (decimal)width * 30;
        village.Parcel(Village.Parcel5).Shape = Village.Strip(300, width);
        Areas(village.Parcel(Village.Parcel5), "SCMJ", "SCMJM", metres);
        Areas(village.Row("CBDKXX", "DKBM", Village.Parcel5), "HTMJ", "HTMJM", metres);
        Areas(village.Row("CBHT", "CBHTBM", Village.Contract3), "HTZMJ", "HTZMJM", metres);
    }
}
