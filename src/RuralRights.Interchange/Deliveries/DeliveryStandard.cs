using System.Collections.Frozen;
using System.Globalization;

namespace RuralRights.Interchange.Deliveries;

/// <summary>Whether the standard wants a field filled (约束条件).</summary>
public enum Presence
{
    /// <summary>M: always.</summary>
    Mandatory,

    /// <summary>C: when its condition holds.</summary>
    Conditional,

    /// <summary>O: as the deliverer likes.</summary>
    Optional,
}

/// <summary>A field as NY/T 2539 declares it. <paramref name="Width"/> is in bytes for .dbf.</summary>
public sealed record StandardField(string Name, FieldKind Kind, int Width, int Decimals, Presence Presence)
{
    /// <summary>The same field as a file declares it.</summary>
    public DeliveredField AsDelivered => new(Name, Kind, Width, Decimals);
}

/// <summary>A table of the ownership data (权属数据) as NY/T 2539 declares it.</summary>
public sealed record StandardTable(string Name, string Chinese, IReadOnlyList<StandardField> Fields, IReadOnlyList<string> Key);

/// <summary>A layer of the vector data (矢量数据) as NY/T 2539 declares it.</summary>
/// <param name="Name">Name of its attribute table, which begins the file name.</param>
/// <param name="Chinese">What it is called in the field.</param>
/// <param name="Kind">Kind of its shapes.</param>
/// <param name="ElementCode">The value of every row's YSDM; empty where one layer carries several.</param>
/// <param name="Fields">Its fields, in order.</param>
public sealed record StandardLayer(string Name, string Chinese, ShapeKind Kind, string ElementCode, IReadOnlyList<StandardField> Fields);

/// <summary>Names, fields and folders of a survey delivery (汇交成果) as NY/T 2539-2016 lays them down.</summary>
public static class DeliveryStandard
{
    /// <summary>Folder of the layers.</summary>
    public const string VectorFolder = "矢量数据";

    /// <summary>Folder of the tables and of the issuer codes.</summary>
    public const string OwnershipFolder = "权属数据";

    /// <summary>Folder of the metadata.</summary>
    public const string MetadataFolder = "元数据";

    /// <summary>Folder of the summary workbooks.</summary>
    public const string SummaryFolder = "汇总表格";

    /// <summary>Folder of the parcel sketches.</summary>
    public const string SketchFolder = "图件";

    /// <summary>Folder of everything else that rows refer to.</summary>
    public const string OtherFolder = "其他资料";

    /// <summary>Folder of the written reports.</summary>
    public const string ReportFolder = "文字报告";

    /// <summary>Folder of the images.</summary>
    public const string RasterFolder = "栅格数据";

    /// <summary>End of the file name of the issuer code table.</summary>
    public const string IssuerCodeTable = "权属单位代码表";

    /// <summary>All folders the standard knows.</summary>
    public static readonly IReadOnlyList<string> Folders =
        [VectorFolder, OwnershipFolder, MetadataFolder, SummaryFolder, SketchFolder, OtherFolder, ReportFolder, RasterFolder];

    /// <summary>The layers, in the order a delivery lists them.</summary>
    public static readonly IReadOnlyList<StandardLayer> Layers =
    [
        Layer("KZD", "控制点", ShapeKind.Point, "111000", """
            KZDMC C50 O, KZDDH C10 O, KZDLX C6 M, KZDDJ C20 M, BSLX C1 M, BZLX C1 M, KZDZT C100 O, DZJ C254 M,
            X2000 N11.3 M, Y2000 N11.3 M, X80 N11.3 C, Y80 N11.3 C
            """),
        Layer("QYJX", "区域界线", ShapeKind.Line, "161051", "JXLX C6 M, JXXZ C6 M"),
        Layer("XJXZQ", "县级行政区", ShapeKind.Polygon, "162010", "XZQDM C6 M, XZQMC C100 M"),
        Layer("XJQY", "乡级区域", ShapeKind.Polygon, "162020", "XJQYDM C9 M, XJQYMC C100 M"),
        Layer("CJQY", "村级区域", ShapeKind.Polygon, "162030", "CJQYDM C12 M, CJQYMC C100 M"),
        Layer("ZJQY", "组级区域", ShapeKind.Polygon, "162040", "ZJQYDM C14 M, ZJQYMC C100 M"),
        Layer("DK", "地块", ShapeKind.Polygon, "211011", """
            DKBM C19 M, DKMC C50 M, SYQXZ C2 O, DKLB C2 M, TDLYLX C3 O, DLDJ C2 M, TDYT C1 M, SFJBNT C1 M, SCMJ N15.2 M,
            DKDZ C50 C, DKXZ C50 C, DKNZ C50 C, DKBZ C50 C, DKBZXX C254 O, ZJRXM C100 C, KJZB C254 M, SCMJM N15.2 O
            """),
        Layer("JZD", "界址点", ShapeKind.Point, "211021", """
            JZDH C10 M, JZDLX C1 M, JBLX C1 O, DKBM C254 M, XZBZ N11.3 M, YZBZ N11.3 M
            """),
        Layer("JZX", "界址线", ShapeKind.Line, "211031", """
            JXXZ C6 O, JZXLB C2 O, JZXWZ C1 M, JZXSM C254 M, PLDWQLR C100 M, PLDWZJR C100 M, JZXH C10 O, QJZDH C10 O,
            ZJZDH C10 O, DKBM C254 M
            """),
        Layer("JBNTBHQ", "基本农田保护区", ShapeKind.Polygon, "251100", "BHQBH C13 O, JBNTMJ N15.2 O, JBNTMJM N15.2 O"),
        Layer("DZDW", "点状地物", ShapeKind.Point, "196011", "DWMC C10 M, BZ C50 O"),
        Layer("XZDW", "线状地物", ShapeKind.Line, "196021", "DWMC C10 M, CD N10.2 O, KD N10.2 O, BZ C50 O"),
        Layer("MZDW", "面状地物", ShapeKind.Polygon, "196031", "DWMC C10 M, MJ N15.2 O, BZ C50 O, MJM N15.2 O"),
        Layer("ZJ", "注记", ShapeKind.Point, "", """
            ZJNR C100 M, ZT C20 M, YS C12 M, BS N4 O, XZ C1 O, XHX C1 O, KD N15.1 O, GD N15.1 O, JG N6.2 O,
            ZJDZXJXZB N11.3 M, ZJDZXJYZB N11.3 M, ZJFX N10.6 M
            """),
    ];

    /// <summary>The tables of the ownership data, referred-to before referring.</summary>
    public static readonly IReadOnlyList<StandardTable> Tables =
    [
        Table("FBF", "发包方", "FBFBM", """
            FBFBM C14 M, FBFMC C50 M, FBFFZRXM C50 M, FZRZJLX C1 M, FZRZJHM C30 M, LXDH C15 O, FBFDZ C100 M, YZBM C6 M,
            FBFDCY C254 M, FBFDCRQ D8 M, FBFDCJS C254 C
            """),
        Table("CBF", "承包方", "CBFBM", """
            CBFBM C18 M, CBFLX C1 M, CBFMC C50 M, CBFZJLX C1 M, CBFZJHM C20 M, CBFDZ C100 M, YZBM C6 M, LXDH C20 O,
            CBFCYSL N2 M, CBFDCRQ D8 M, CBFDCY C50 M, CBFDCJS C254 C, GSJS C254 C, GSJSR C50 M, GSSHRQ D8 M, GSSHR C50 M
            """),
        Table("CBF_JTCY", "家庭成员", "CBFBM CYZJHM", """
            CBFBM C18 M, CYXM C50 M, CYXB C1 M, CYZJLX C1 M, CYZJHM C20 M, YHZGX C2 M, CYBZ C1 O, SFGYR C1 O, CYBZSM C254 O
            """),
        Table("CBHT", "承包合同", "CBHTBM", """
            CBHTBM C19 M, YCBHTBM C19 C, FBFBM C14 M, CBFBM C18 M, CBFS C3 M, CBQXQ D8 M, CBQXZ D8 M, HTZMJ N15.2 M,
            CBDKZS N3 M, QDSJ D8 M, HTZMJM N15.2 O, YHTZMJ N15.2 C, YHTZMJM N15.2 C
            """),
        Table("CBDKXX", "承包地块信息", "DKBM CBFBM", """
            DKBM C19 M, FBFBM C14 M, CBFBM C18 M, CBJYQQDFS C3 M, HTMJ N15.2 M, CBHTBM C19 M, LZHTBM C18 O, CBJYQZBM C19 M,
            YHTMJ N15.2 C, HTMJM N15.2 O, YHTMJM N15.2 C, SFQQQG C1 O
            """),
        Table("LZHT", "流转合同", "LZHTBM", """
            CBHTBM C19 M, LZHTBM C18 M, CBFBM C18 M, SRFBM C18 M, LZFS C3 M, LZQX C10 M, LZQXKSRQ D8 M, LZQXJSRQ D8 M,
            LZMJ N15.2 M, LZDKS N3 M, LZQTDYT C1 O, LZHTDYT C1 O, LZJGSM C100 M, HTQDRQ D8 M, LZMJM N15.2 O
            """),
        Table("QSLYZLFJ", "权属来源资料附件", "CBJYQZBM ZLFJBH", """
            CBJYQZBM C19 M, ZLFJBH C20 M, ZLFJMC C100 M, ZLFJRQ D8 M, FJ C254 M
            """),
        Table("CBJYQZDJB", "承包经营权登记簿", "CBJYQZBM", """
            CBJYQZBM C19 M, FBFBM C14 M, CBFBM C18 M, CBFS C3 M, CBQX C30 M, CBQXQ D8 M, CBQXZ D8 M, DKSYT C254 M,
            CBJYQZLSH C254 M, DJBFJ C254 O, YCBJYQZBH C100 O, DBR C50 M, DJSJ D8 M
            """),
        Table("CBJYQZ", "承包经营权证", "CBJYQZBM", """
            CBJYQZBM C19 M, FZJG C50 M, FZRQ D8 M, QZSFLQ C1 M, QZLQRQ D8 C, QZLQRXM C50 C, QZLQRZJLX C1 C, QZLQRZJHM C20 C
            """),
        Table("CBJYQZ_QZBF", "权证补发", "CBJYQZBM", """
            CBJYQZBM C19 M, QZBFYY C200 M, BFRQ D8 M, QZBFLQRQ D8 M, QZBFLQRXM C50 M, BFLQRZJLX C1 M, BFLQRZJHM C20 M
            """),
        Table("CBJYQZ_QZHF", "权证换发", "CBJYQZBM", """
            CBJYQZBM C19 M, QZHFYY C200 M, HFRQ D8 M, QZHFLQRQ D8 M, QZHFLQRXM C50 M, HFLQRZJLX C1 M, HFLQRZJHM C20 M
            """),
        Table("CBJYQZ_QZZX", "权证注销", "CBJYQZBM", "CBJYQZBM C19 M, ZXYY C200 M, ZXRQ D8 M"),
    ];

    private static readonly FrozenDictionary<string, StandardLayer> _layers = Layers.ToFrozenDictionary(layer => layer.Name);
    private static readonly FrozenDictionary<string, StandardTable> _tables = Tables.ToFrozenDictionary(table => table.Name);

    /// <summary>The layer of that name.</summary>
    public static StandardLayer LayerNamed(string name) => _layers[name];

    /// <summary>The table of that name.</summary>
    public static StandardTable TableNamed(string name) => _tables[name];

    private static StandardLayer Layer(string name, string chinese, ShapeKind kind, string code, string fields) =>
        new(name, chinese, kind, code, Fields("BSM N10 M, YSDM C6 M, " + fields));

    private static StandardTable Table(string name, string chinese, string key, string fields) =>
        new(name, chinese, Fields(fields), key.Split(' '));

    private static StandardField[] Fields(string declared) =>
        [.. declared.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Field)];

    /// <summary>Reads one declaration as the standard prints it, such as <c>SCMJ N15.2 M</c>.</summary>
    private static StandardField Field(string declared)
    {
        var words = declared.Split(' ');
        var size = words[1][1..].Split('.');
        return new StandardField(
            words[0],
            words[1][0] switch { 'N' => FieldKind.Number, 'D' => FieldKind.Day, _ => FieldKind.Text },
            int.Parse(size[0], CultureInfo.InvariantCulture),
            size.Length > 1 ? int.Parse(size[1], CultureInfo.InvariantCulture) : 0,
            words[2] switch { "M" => Presence.Mandatory, "C" => Presence.Conditional, _ => Presence.Optional });
    }
}
