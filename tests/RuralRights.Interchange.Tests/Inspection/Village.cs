using System.Globalization;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;
using RuralRights.Spatial;

namespace RuralRights.Interchange.Tests.Inspection;

/// <summary>
/// A village small enough to know by heart, without a fault: two households and one company, four parcels side by side of 20 by
/// 30 metres (600 m², 0.90 mu), of which the last is reserve land. A test changes one thing in it.
/// </summary>
/// <remarks>
/// Household 1 (王家, three members) holds parcels 1 and 2, household 2 (李家, one member) parcel 3. The company contracts parcel 5,
/// apart from the others, from the village. Household 1 leases parcel 2 to household 2.
/// </remarks>
internal sealed class Village
{
    public const string Group = "62012320221301";
    public const string VillageIssuer = "62012320221300";
    public const string Household1 = Group + "0001";
    public const string Household2 = Group + "0002";
    public const string Company = VillageIssuer + "9001";
    public const string Contract1 = Household1 + "J";
    public const string Contract2 = Household2 + "J";
    public const string Contract3 = Company + "Q";
    public const string Parcel1 = Group + "00001";
    public const string Parcel2 = Group + "00002";
    public const string Parcel3 = Group + "00003";
    public const string Reserve = Group + "00004";
    public const string Parcel5 = VillageIssuer + "00001";
    public const string Head1 = "620123197003079015";
    public const string Wife1 = "620123197205089027";
    public const string Son1 = "620123199506099033";
    public const string Head2 = "620123196812129049";

    private const double East = 35_418_000;
    private const double North = 3_969_000;

    public Village()
    {
        AddRegions();
        AddParcels();
        AddPeople();
        AddContracts();
    }

    public string Root { get; set; } = "620123榆中县";

    public HashSet<string> Folders { get; } = [.. DeliveryStandard.Folders];

    public HashSet<string>? UnitCodes { get; set; } = [VillageIssuer, Group];

    public HashSet<string> Files { get; } =
    [
        .. new[] { Contract1, Contract2, Contract3 }.Select(Sketch), "其他资料/点之记/E001.jpg", "其他资料/权属来源附件/FJ1.pdf",
    ];

    public Dictionary<string, string> Metadata { get; } = new() { ["geoID"] = "620123", ["coorRSID"] = "001", ["centralMer"] = "105" };

    public List<DeliveryProblem> Problems { get; } = [];

    public Dictionary<string, List<Entry>> Stores { get; } = Specification.ByName.Values
        .Where(table => table.IsRequired || table.Name is "XJQY" or "CJQY" or "ZJQY")
        .ToDictionary(table => table.Name, _ => new List<Entry>());

    public Dictionary<string, List<DeliveredField>> Fields { get; } = DeliveryStandard.Layers
        .Select(layer => (layer.Name, layer.Fields))
        .Concat(DeliveryStandard.Tables.Select(table => (table.Name, table.Fields)))
        .ToDictionary(table => table.Name, table => table.Fields.Select(field => field.AsDelivered).ToList());

    public Dictionary<string, string?> Projections { get; } = DeliveryStandard.Layers
        .ToDictionary(layer => layer.Name, _ => (string?)CoordinateSystem.ThreeDegreeZone(35, prefixed: true).ToEsriPrj());

    public Dictionary<string, Func<LayerStore, LayerStore>> Disguises { get; } = [];

    public Dictionary<string, Func<RowStore, RowStore>> TableDisguises { get; } = [];

    public List<Entry> this[string store] => Stores[store];

    /// <summary>The row of a store in which a field has a value.</summary>
    public Entry Row(string store, string field, string value) => Stores[store].First(entry => entry[field] == value);

    public Entry Parcel(string code) => Row("DK", "DKBM", code);

    public InspectionMaterial Material() => new(
        Root,
        "620123",
        Stores.Where(store => Specification.ByName[store.Key].IsLayer).ToDictionary(store => store.Key, store => Layer(store.Key)),
        Stores.Where(store => !Specification.ByName[store.Key].IsLayer).ToDictionary(store => store.Key, store => Table(store.Key)))
    {
        Folders = Folders,
        UnitCodes = UnitCodes,
        Metadata = Metadata,
        HasFile = Files.Contains,
        Problems = () => Problems,
    };

    public InspectionResult Inspect(InspectionSettings? settings = null) => DeliveryInspection.Run(Material(), settings);

    /// <summary>Corners of a parcel: west edge at <paramref name="east"/> metres, 20 wide, 30 high, clockwise.</summary>
    public static DeliveredShape Strip(double east, double width = 20, double height = 30) => Ring(
        (east, height), (east + width, height), (east + width, 0), (east, 0));

    /// <summary>A closed ring of corners in metres from the village's south-west.</summary>
    public static DeliveredShape Ring(params (double East, double North)[] corners) => DeliveredShape.Polygon(
        [.. corners.Append(corners[0]).SelectMany(corner => new[] { East + corner.East, North + corner.North })]);

    public static DeliveredShape PointAt(double east, double north) => DeliveredShape.Point(East + east, North + north);

    public static DeliveredShape LineBetween((double East, double North) from, (double East, double North) to) =>
        DeliveredShape.Line([East + from.East, North + from.North, East + to.East, North + to.North]);

    public static string Sketch(string contract) => $"图件/{contract[..14]}/DKSYT{contract}.pdf";

    public Entry Add(string store, DeliveredShape? shape, params (string Field, string Value)[] values)
    {
        var entry = new Entry { Shape = shape ?? DeliveredShape.Null };
        if (Specification.ByName[store] is { IsLayer: true } layer)
        {
            entry["BSM"] = (Stores.Values.Sum(rows => rows.Count) + 1).ToString(CultureInfo.InvariantCulture);
            entry["YSDM"] = layer.Fields.First(field => field.Name == "YSDM").Only;
        }

        foreach (var (field, value) in values) entry[field] = value;
        Stores[store].Add(entry);
        return entry;
    }

    private LayerStore Layer(string name)
    {
        var store = LayerStore.InMemory(
            name,
            DeliveryStandard.LayerNamed(name).Kind,
            Projections[name],
            Fields[name],
            Stores[name].Select(entry => ((IReadOnlyList<string?>)[.. Fields[name].Select(field => entry[field.Name])], entry.Shape)));
        return Disguises.TryGetValue(name, out var disguise) ? disguise(store) : store;
    }

    private RowStore Table(string name)
    {
        var store = TableStore.InMemory(name, Fields[name], Stores[name].Select(entry => (IReadOnlyList<string?>)[.. Fields[name].Select(field => entry[field.Name])]));
        return TableDisguises.TryGetValue(name, out var disguise) ? disguise(store) : store;
    }

    private void AddRegions()
    {
        var region = Ring((-500, 1000), (500, 1000), (500, -500), (-500, -500));
        Add("XJXZQ", region, ("XZQDM", "620123"), ("XZQMC", "榆中县"));
        Add("XJQY", region, ("XJQYDM", "620123202"), ("XJQYMC", "小康营乡"));
        Add("CJQY", region, ("CJQYDM", "620123202213"), ("CJQYMC", "小康营村"));
        Add("ZJQY", Ring((-100, 200), (200, 200), (200, -50), (-100, -50)), ("ZJQYDM", Group), ("ZJQYMC", "第一村民小组"));
        Add("QYJX", LineBetween((-500, 1000), (500, 1000)), ("JXLX", "650200"), ("JXXZ", "600001"));
        Add("JBNTBHQ", Strip(0, 80), ("BHQBH", "6201230000001"), ("JBNTMJ", "2400.00"), ("JBNTMJM", "3.60"));
        Add(
            "KZD", PointAt(50, 50),
            ("KZDMC", "控制点1"), ("KZDDH", "E001"), ("KZDLX", "110302"), ("KZDDJ", "E级"), ("BSLX", "2"), ("BZLX", "1"),
            ("DZJ", "其他资料/点之记/E001.jpg"), ("X2000", "3969050.000"), ("Y2000", "418050.000"));
    }

    private void AddParcels()
    {
        AddParcel(Parcel1, 0, "10", "王守禄");
        AddParcel(Parcel2, 20, "10", "王守禄");
        AddParcel(Parcel3, 40, "10", "李平");
        AddParcel(Reserve, 60, "22", null);
        AddParcel(Parcel5, 300, "10", "陈建国");
        foreach (var east in new[] { 0, 20, 40, 60, 80, 300, 320 })
        {
            foreach (var north in new[] { 30, 0 })
            {
                Add(
                    "JZD", PointAt(east, north),
                    ("JZDH", Point(east, north)), ("JZDLX", "1"), ("JBLX", "6"), ("DKBM", ParcelsAt(east)),
                    ("XZBZ", $"{North + north:0.000}"), ("YZBZ", $"{East % 1_000_000 + east:0.000}"));
            }

            AddLine((east, 0), (east, 30), ParcelsAt(east));
            if (east is 80 or 320) continue;
            var parcel = ParcelsAt(east).Split('/')[^1];
            AddLine((east, 30), (east + 20, 30), parcel);
            AddLine((east, 0), (east + 20, 0), parcel);
        }
    }

    private void AddParcel(string code, int east, string landClass, string? witness)
    {
        var parcel = Add(
            "DK", Strip(east),
            ("DKBM", code), ("DKMC", "长条地"), ("SYQXZ", "31"), ("DKLB", landClass), ("TDLYLX", "013"), ("DLDJ", "07"), ("TDYT", "1"),
            ("SFJBNT", "1"), ("SCMJ", "600.00"), ("DKDZ", "道路"), ("DKXZ", "沟渠"), ("DKNZ", "道路"), ("SCMJM", "0.90"),
            ("KJZB", $"{Point(east, 30)}/{Point(east + 20, 30)}/{Point(east + 20, 0)}/{Point(east, 0)}"));
        if (witness is not null) parcel["ZJRXM"] = witness;
    }

    private void AddLine((int East, int North) from, (int East, int North) to, string parcels) => Add(
        "JZX", LineBetween(from, to),
        ("JXXZ", "600001"), ("JZXLB", "01"), ("JZXWZ", "2"), ("JZXSM", "沿田埂"), ("PLDWQLR", "集体"), ("PLDWZJR", "集体"),
        ("JZXH", $"X{Stores["JZX"].Count + 1}"), ("QJZDH", Point(from.East, from.North)), ("ZJZDH", Point(to.East, to.North)), ("DKBM", parcels));

    private static string ParcelsAt(int east) => east switch
    {
        0 => Parcel1,
        20 => $"{Parcel1}/{Parcel2}",
        40 => $"{Parcel2}/{Parcel3}",
        60 => $"{Parcel3}/{Reserve}",
        80 => Reserve,
        _ => Parcel5,
    };

    private static string Point(int east, int north) => $"J{east + (north == 0 ? 1 : 2)}";

    private void AddPeople()
    {
        AddIssuer(VillageIssuer, "小康营村村民委员会");
        AddIssuer(Group, "小康营村第一村民小组");
        AddContractor(Household1, "1", "王守禄", "1", Head1, 3);
        AddContractor(Household2, "1", "李平", "1", Head2, 1);
        AddContractor(Company, "3", "康营现代农业有限公司", "3", "91620123MF1395029N", 1);
        AddMember(Household1, "王守禄", "1", Head1, "02");
        AddMember(Household1, "张秀兰", "2", Wife1, "12");
        AddMember(Household1, "王强", "1", Son1, "20");
        AddMember(Household2, "李平", "2", Head2, "02");
    }

    private void AddIssuer(string code, string name) => Add(
        "FBF", null,
        ("FBFBM", code), ("FBFMC", name), ("FBFFZRXM", "林金春"), ("FZRZJLX", "1"), ("FZRZJHM", "620123197805259798"),
        ("FBFDZ", "甘肃省榆中县小康营乡"), ("YZBM", "730100"), ("FBFDCY", "陈建国"), ("FBFDCRQ", "20160307"));

    private void AddContractor(string code, string kind, string name, string papers, string number, int members) => Add(
        "CBF", null,
        ("CBFBM", code), ("CBFLX", kind), ("CBFMC", name), ("CBFZJLX", papers), ("CBFZJHM", number), ("CBFDZ", "甘肃省榆中县小康营乡"),
        ("YZBM", "730100"), ("CBFCYSL", $"{members}"), ("CBFDCRQ", "20160407"), ("CBFDCY", "李文明"), ("GSJSR", "周海燕"),
        ("GSSHRQ", "20160603"), ("GSSHR", "林金春"));

    private void AddMember(string household, string name, string sex, string number, string relation) => Add(
        "CBF_JTCY", null,
        ("CBFBM", household), ("CYXM", name), ("CYXB", sex), ("CYZJLX", "1"), ("CYZJHM", number), ("YHZGX", relation), ("SFGYR", "1"));

    private void AddContracts()
    {
        AddContract(Contract1, "110", "19981001", "20280930", Parcel1, Parcel2);
        AddContract(Contract2, "110", "19981001", "20280930", Parcel3);
        AddContract(Contract3, "123", "20100101", "20291231", Parcel5);
        var leased = Row("CBDKXX", "DKBM", Parcel2);
        leased["LZHTBM"] = Group + "0001";
        Add(
            "LZHT", null,
            ("CBHTBM", Contract1), ("LZHTBM", Group + "0001"), ("CBFBM", Household1), ("SRFBM", Household2), ("LZFS", "900"), ("LZQX", "10年"),
            ("LZQXKSRQ", "20150101"), ("LZQXJSRQ", "20241231"), ("LZMJ", "600.00"), ("LZDKS", "1"), ("LZJGSM", "每亩每年450元"),
            ("HTQDRQ", "20141212"), ("LZMJM", "0.90"));
        Add(
            "QSLYZLFJ", null,
            ("CBJYQZBM", Contract1), ("ZLFJBH", "FJ1"), ("ZLFJMC", "二轮承包合同"), ("ZLFJRQ", "19981001"), ("FJ", "其他资料/权属来源附件/FJ1.pdf"));
        Add(
            "CBJYQZ_QZBF", null,
            ("CBJYQZBM", Contract2), ("QZBFYY", "遗失"), ("BFRQ", "20161220"), ("QZBFLQRQ", "20161222"), ("QZBFLQRXM", "李平"),
            ("BFLQRZJLX", "1"), ("BFLQRZJHM", Head2));
    }

    private void AddContract(string code, string way, string from, string to, params string[] parcels)
    {
        var (contractor, issuer) = (code[..18], code[..14]);
        Add(
            "CBHT", null,
            ("CBHTBM", code), ("FBFBM", issuer), ("CBFBM", contractor), ("CBFS", way), ("CBQXQ", from), ("CBQXZ", to),
            ("HTZMJ", $"{parcels.Length * 600}.00"), ("CBDKZS", $"{parcels.Length}"), ("QDSJ", "20160608"), ("HTZMJM", $"{parcels.Length * 0.9m:0.00}"));
        foreach (var parcel in parcels)
        {
            Add(
                "CBDKXX", null,
                ("DKBM", parcel), ("FBFBM", issuer), ("CBFBM", contractor), ("CBJYQQDFS", way), ("HTMJ", "600.00"), ("CBHTBM", code),
                ("CBJYQZBM", code), ("HTMJM", "0.90"), ("SFQQQG", "2"));
        }

        Add(
            "CBJYQZDJB", null,
            ("CBJYQZBM", code), ("FBFBM", issuer), ("CBFBM", contractor), ("CBFS", way), ("CBQX", "30年"), ("CBQXQ", from), ("CBQXZ", to),
            ("DKSYT", Sketch(code)), ("CBJYQZLSH", $"甘（2016）榆中县农村土地承包经营权证第{Stores["CBJYQZDJB"].Count + 1:D6}号"), ("DBR", "周海燕"),
            ("DJSJ", "20160621"));
        Add(
            "CBJYQZ", null,
            ("CBJYQZBM", code), ("FZJG", "榆中县人民政府"), ("FZRQ", "20160707"), ("QZSFLQ", "1"), ("QZLQRQ", "20160719"), ("QZLQRXM", "林金春"),
            ("QZLQRZJLX", "1"), ("QZLQRZJHM", "620123197805259798"));
    }

    /// <summary>One row, by field names.</summary>
    internal sealed class Entry
    {
        private readonly Dictionary<string, string?> _values = [];

        public DeliveredShape Shape { get; set; } = DeliveredShape.Null;

        public string? this[string field]
        {
            get => _values.GetValueOrDefault(field);
            set => _values[field] = value;
        }

        public Entry Copy()
        {
            var copy = new Entry { Shape = Shape };
            foreach (var (field, value) in _values) copy[field] = value;
            return copy;
        }
    }
}
