using System.Globalization;
using System.Text.Json;
using MiniExcelLibs;
using RuralRights.Interchange.Deliveries;
using RuralRights.Spatial;

namespace RuralRights.Interchange.Generation;

/// <summary>One county while it is being written.</summary>
internal sealed class CountyWriter : IDisposable
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    private readonly CountyPlan _plan;
    private readonly DeliveryWriter _delivery;
    private readonly Dice _dice;
    private readonly Villagers _villagers;
    private readonly Queue<PlantedFault> _faults;
    private readonly List<Planted> _planted = [];
    private readonly List<(string Code, string Name)> _units = [];
    private readonly List<Dictionary<string, object>> _summary = [];
    private readonly double[] _ring = new double[512];
    private long _elements, _corners, _lines;
    private int _contracts, _people, _protected, _controlPoints;

    public CountyWriter(CountyPlan plan, string parent)
    {
        (_plan, _dice, _villagers) = (plan, new Dice(unchecked((ulong)plan.Seed)), new Villagers(plan.CountyCode));
        _faults = new Queue<PlantedFault>(plan.Faults);
        var projection = CoordinateSystem.ThreeDegreeZone(CountyLayout.Zone, prefixed: true).ToEsriPrj();
        _delivery = new DeliveryWriter(parent, plan.CountyCode, plan.CountyName, plan.Year, projection, plan.MostBytesInFile);
        // A table without rows is delivered all the same.
        foreach (var table in DeliveryStandard.Tables) _delivery.Table(table.Name);
    }

    public void Write(IProgress<long>? progress, CancellationToken cancel)
    {
        var groups = (_plan.Parcels + Terraces.MostParcels - 1) / Terraces.MostParcels;
        Region("XJXZQ", "XZQ", _plan.CountyCode, _plan.CountyName, CountyLayout.County(groups), "650200");
        long written = 0;
        for (var at = 0; at < groups; at++)
        {
            cancel.ThrowIfCancellationRequested();
            var place = new GroupPlace(_plan, at);
            if (place.IsFirstOfTown) OpenTown(place);
            if (place.IsFirstOfVillage) Region("CJQY", "CJQY", place.VillageCode, place.VillageName, place.Village, "670500");
            var parcels = _plan.Parcels / groups + (at < _plan.Parcels % groups ? 1 : 0);
            WriteGroup(place, parcels, _faults.TryDequeue(out var fault) ? fault : null);
            progress?.Report(written += parcels);
        }
    }

    /// <summary>Adds what comes last and says what was made.</summary>
    public GeneratedCounty Finish()
    {
        _delivery.WriteIssuerCodes(_units);
        _delivery.WriteMetadata($"{_plan.CountyName}农村土地承包经营权确权登记数据（测试数据，由程序生成，均为虚构）", CountyLayout.Zone * 3, CountyLayout.Zone * 1000 + 500);
        MiniExcel.SaveAs(Inside(DeliveryStandard.SummaryFolder, $"{_plan.CountyCode}{_plan.CountyName}按地块汇总表.xlsx"), _summary);
        File.WriteAllText(
            Inside(DeliveryStandard.ReportFolder, $"{_plan.CountyCode}{_plan.CountyName}工作报告.txt"),
            $"测试数据，由程序生成（种子 {_plan.Seed}，地块 {_plan.Parcels}）。人名、证件号码、权属均为虚构。\n");
        if (_plan.Faults.Count > 0)
        {
            File.WriteAllText(Inside("faults.json"), JsonSerializer.Serialize(
                _planted.Select(planted => new { kind = planted.Fault.Rule, layer_or_table = planted.Fault.Layer, key = planted.Key }), _indented));
        }

        return new GeneratedCounty
        {
            Folder = _delivery.Root,
            BoundaryPoints = _corners,
            BoundaryLines = _lines,
            Households = _contracts,
            People = _people,
            Faults = _planted,
        };
    }

    public void Dispose() => _delivery.Dispose();

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(decimal number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    private string Inside(params ReadOnlySpan<string> path) => Path.Combine([_delivery.Root, .. path]);

    private LayerWriter Start(string layer) => _delivery.Layer(layer).Set("BSM", ++_elements);

    private void OpenTown(GroupPlace place)
    {
        Region("XJQY", "XJQY", place.TownCode, place.TownName, place.Town, "660200");
        foreach (var corner in place.Town.Corners)
        {
            var name = $"E{++_controlPoints:000}";
            var sheet = $"{DeliveryStandard.OtherFolder}/点之记/{name}.pdf";
            var (northing, easting) = Plane(corner);
            Start("KZD")
                .Set("KZDMC", $"控制点{_controlPoints}").Set("KZDDH", name).Set("KZDLX", "110302").Set("KZDDJ", "E级")
                .Set("BSLX", "2").Set("BZLX", "1").Set("KZDZT", "完好").Set("DZJ", sheet)
                .Set("X2000", northing).Set("Y2000", easting)
                .EndRow(Shape([corner], close: false));
            WriteSheet(sheet, name);
        }
    }

    private void Region(string layer, string field, string code, string name, Rectangle place, string boundary)
    {
        Start(layer).Set(field + "DM", code).Set(field + "MC", name).EndRow(Shape(place.Corners, close: true));
        Start("QYJX").Set("JXLX", boundary).Set("JXXZ", "600001").EndRow(Shape(place.Corners, close: true));
        _units.Add((code.PadRight(14, '0'), name));
    }

    private void WriteGroup(GroupPlace place, int parcels, PlantedFault? fault)
    {
        Region("ZJQY", "ZJQY", place.Issuer, place.GroupName, place.Group, "670901");
        var area = place.Group.SquareMetres;
        Start("JBNTBHQ")
            .Set("BHQBH", $"{_plan.CountyCode}{++_protected:0000000}").Set("JBNTMJ", area).Set("JBNTMJM", Area.Mu(area))
            .EndRow(Shape(place.Group.Corners, close: true));

        var group = new Group(place, Terraces.Lay(_dice, place.Group.LandOrigin, parcels), _dice, _villagers, fault);
        WriteSheet(place.SketchPath, place.Issuer);
        _delivery.Table("FBF").Row(
            place.Issuer, place.FullName, group.Leader.Name, "1", group.Leader.IdentityNumber, Phone(), place.FullName, "730100",
            group.Surveyor, Day(group.Surveyed), "发包方情况属实");
        WriteLand(group);
        foreach (var household in group.Households) WriteHousehold(group, household);
        if (group.Lease is { } lease) WriteLease(lease);
        if (fault is not null) _planted.Add(new Planted(fault, group.PlantedKey ?? throw new InvalidOperationException($"There was no place for the fault {fault.Rule}.")));
        _summary.Add(new Dictionary<string, object>
        {
            ["权属单位代码"] = place.Issuer,
            ["权属单位名称"] = place.FullName,
            ["地块总数"] = parcels,
            ["地块总面积(亩)"] = Area.Mu(group.Parcels.Sum(parcel => parcel.SquareMetres)),
            ["承包地块数"] = group.Parcels.Count(parcel => parcel.Holder is not null),
        });
    }

    private void WriteLand(Group group)
    {
        var numbers = new long[group.Land.Corners.Count];
        foreach (var parcel in group.Parcels)
        {
            foreach (var edge in group.Land.Parcels[parcel.Index])
                if (numbers[edge.From] == 0) numbers[edge.From] = ++_corners;
            WriteParcel(group, parcel, string.Join('/', group.Land.Parcels[parcel.Index].Select(edge => $"J{numbers[edge.From]}")));
        }

        WriteCorners(group, numbers);
        WriteLines(group, numbers);
    }

    private void WriteParcel(Group group, Strip parcel, string corners)
    {
        var area = parcel.SquareMetres;
        if (group.Plants(PlantedFault.AreaMismatch, parcel.Code)) area = Math.Round(area * 1.1m, 2);
        Start("DK")
            .Set("DKBM", parcel.Code).Set("DKMC", parcel.PlaceName).Set("SYQXZ", "31").Set("DKLB", parcel.Holder is null ? "22" : "10")
            .Set("TDLYLX", parcel.IsIrrigated ? "012" : "013").Set("DLDJ", parcel.IsIrrigated ? "07" : "05")
            .Set("TDYT", group.Plants(PlantedFault.UnknownLandUse, parcel.Code) ? "8" : "1").Set("SFJBNT", parcel.IsProtected ? "1" : "2")
            .Set("SCMJ", area)
            .Set("DKDZ", group.Beside(parcel, Side.East)).Set("DKXZ", group.Beside(parcel, Side.West))
            .Set("DKNZ", group.Beside(parcel, Side.South)).Set("DKBZ", group.Beside(parcel, Side.North))
            .Set("ZJRXM", (parcel.Holder?.Head ?? group.Leader).Name)
            .Set("KJZB", corners).Set("SCMJM", Area.Mu(area))
            .EndRow(Shape(parcel.Ring, close: true));
    }

    private void WriteCorners(Group group, long[] numbers)
    {
        var land = group.Land;
        var parcels = new List<string>?[numbers.Length];
        foreach (var parcel in group.Parcels)
            foreach (var edge in land.Parcels[parcel.Index]) (parcels[edge.From] ??= []).Add(parcel.Code);
        foreach (var (at, number) in numbers.Index().OrderBy(corner => corner.Item))
        {
            var (northing, easting) = Plane(land.Corners[at]);
            Start("JZD")
                .Set("JZDH", $"J{number}").Set("JZDLX", number % 3 == 0 ? "2" : "1").Set("JBLX", "6")
                .Set("DKBM", string.Join('/', parcels[at]!)).Set("XZBZ", northing).Set("YZBZ", easting)
                .EndRow(Shape([land.Corners[at]], close: false));
        }
    }

    private void WriteLines(Group group, long[] numbers)
    {
        var land = group.Land;
        foreach (var parcel in group.Parcels)
        {
            foreach (var edge in land.Parcels[parcel.Index])
            {
                // A common edge is one line; the parcel with the lower number comes first in it.
                if (edge.Neighbour >= 0 && edge.Neighbour < parcel.Index) continue;
                var neighbour = edge.Neighbour < 0 ? null : group.Parcels[edge.Neighbour];
                var (from, to) = (land.Corners[edge.From], land.Corners[edge.To]);
                var (kind, along) = neighbour is null ? ("03", "道路") : edge.Side is Side.North or Side.South ? ("01", "田埂") : ("02", "沟渠");
                var length = Math.Sqrt(Math.Pow(to.East - from.East, 2) + Math.Pow(to.North - from.North, 2)) / 1000;
                Start("JZX")
                    .Set("JXXZ", "600001").Set("JZXLB", kind).Set("JZXWZ", "2")
                    .Set("JZXSM", string.Create(CultureInfo.InvariantCulture, $"自J{numbers[edge.From]}起，沿{along}中心线至J{numbers[edge.To]}，长{length:0.00}米"))
                    .Set("PLDWQLR", neighbour?.Holder?.Head.Name ?? group.Place.GroupName)
                    .Set("PLDWZJR", (neighbour?.Holder?.Head ?? group.Leader).Name)
                    .Set("JZXH", $"X{++_lines}").Set("QJZDH", $"J{numbers[edge.From]}").Set("ZJZDH", $"J{numbers[edge.To]}")
                    .Set("DKBM", neighbour is null ? parcel.Code : $"{parcel.Code}/{neighbour.Code}")
                    .EndRow(Shape([from, to], close: false));
            }
        }
    }

    private void WriteHousehold(Group group, Holder holder)
    {
        _contracts++;
        _people += holder.Members.Count;
        var members = holder.Members.Count + (group.Plants(PlantedFault.MemberCount, holder.Code) ? 1 : 0);
        _delivery.Table("CBF").Row(
            holder.Code, "1", holder.Head.Name, "1", holder.Head.IdentityNumber,
            group.Plants(PlantedFault.MissingAddress, holder.Code) ? null : $"{group.Place.FullName}{holder.Serial}号",
            "730100", Phone(), members.ToString(CultureInfo.InvariantCulture), Day(group.Surveyed), group.Surveyor,
            "承包方家庭成员及承包地块情况属实", "公示期内无异议", group.Surveyor, Day(group.Surveyed.AddDays(30)), group.Leader.Name);
        foreach (var member in holder.Members)
        {
            _delivery.Table("CBF_JTCY").Row(
                holder.Code, member.Person.Name, member.Person.IsMale ? "1" : "2", "1", member.Person.IdentityNumber, member.Relation,
                member.Remark, member.SharesRight ? "1" : "2", member.RemarkText);
        }

        WriteContract(group, holder);
        WriteRegister(group, holder);
    }

    private void WriteContract(Group group, Holder holder)
    {
        foreach (var parcel in holder.Parcels)
        {
            _delivery.Table("CBDKXX").Row(
                parcel.Code, group.Place.Issuer, holder.Code, "110", Text(parcel.Contracted), holder.Contract,
                group.Lease?.Parcel == parcel ? group.Lease.Code : null, holder.Contract, Text(parcel.Before),
                Text(Area.Mu(parcel.Contracted)), Text(Area.Mu(parcel.Before)), "2");
        }

        var (total, before) = (holder.Parcels.Sum(parcel => parcel.Contracted), holder.Parcels.Sum(parcel => parcel.Before));
        if (group.Plants(PlantedFault.SumMismatch, holder.Contract)) total += 10;
        var ends = group.Plants(PlantedFault.TermReversed, holder.Contract) ? Holder.Begins.AddDays(-1) : Holder.Ends;
        _delivery.Table("CBHT").Row(
            holder.Contract, $"98-{holder.Contract[6..14]}-{holder.Serial:0000}", group.Place.Issuer, holder.Code, "110",
            Day(Holder.Begins), Day(ends), Text(total), holder.Parcels.Count.ToString(CultureInfo.InvariantCulture),
            Day(group.Surveyed.AddDays(60)), Text(Area.Mu(total)), Text(before), Text(Area.Mu(before)));
    }

    private void WriteRegister(Group group, Holder holder)
    {
        var entered = group.Surveyed.AddDays(75);
        _delivery.Table("CBJYQZDJB").Row(
            holder.Contract, group.Place.Issuer, holder.Code, "110", "30年", Day(Holder.Begins), Day(Holder.Ends), group.Place.SketchPath,
            $"{_plan.Province}（{_plan.Year}）{_plan.CountyName}农村土地承包经营权证第{_contracts:000000}号", null, null, group.Surveyor, Day(entered));
        if (!holder.HasCertificate) return;
        _delivery.Table("CBJYQZ").Row(
            holder.Contract, _plan.CountyName + "人民政府", Day(entered.AddDays(10)), "1", Day(entered.AddDays(22)),
            holder.Head.Name, "1", holder.Head.IdentityNumber);
    }

    private void WriteLease(LeasedParcel lease) => _delivery.Table("LZHT").Row(
        lease.From.Contract, lease.Code, lease.From.Code, lease.To.Code, "900", "10年", "2015-01-01", "2024-12-31",
        Text(lease.Parcel.Contracted), "1", "1", "1", "每亩每年450元，按年支付", "2014-12-12", Text(Area.Mu(lease.Parcel.Contracted)));

    private void WriteSheet(string path, string name)
    {
        using var file = _delivery.CreateAttachment(path);
        BlankSheet.Write(file, name);
    }

    /// <summary>The corners as x, y, x, y ... in metres.</summary>
    private ReadOnlySpan<double> Shape(ReadOnlySpan<Corner> corners, bool close)
    {
        var count = corners.Length + (close ? 1 : 0);
        for (var at = 0; at < count; at++)
        {
            var corner = corners[at % corners.Length];
            (_ring[2 * at], _ring[2 * at + 1]) = (corner.East / 1000d, corner.North / 1000d);
        }

        return _ring.AsSpan(0, 2 * count);
    }

    /// <summary>Northing and easting as fields hold them: the easting without zone number, for which there is no room.</summary>
    private static (decimal Northing, decimal Easting) Plane(Corner corner) =>
        (corner.North / 1000m, corner.East / 1000m - CountyLayout.Zone * 1_000_000m);

    private string Phone() => $"1990000{_dice.Below(10_000):0000}";
}
