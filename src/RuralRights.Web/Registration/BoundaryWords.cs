using System.Globalization;
using Microsoft.Extensions.Localization;
using RuralRights.Spatial;
using RuralRights.Web.Language;

namespace RuralRights.Web.Registration;

/// <summary>What is wrong with a typed boundary, in words that name the point.</summary>
public static class BoundaryWords
{
    /// <summary>The sentence beside the field.</summary>
    public static string Of(BoundaryTrouble trouble, CoordinateSystem system, IStringLocalizer<Words> T) => trouble.Fault switch
    {
        BoundaryFault.Empty => T["请填写界址点，或者选一个文件"],
        BoundaryFault.Unreadable when trouble.Point is { } line => T["第 {0} 行不是一个点：写点号（可以不写）、X（北）、Y（东），中间空格", line],
        BoundaryFault.Unreadable => T["读不出界线：可以是每行一个点，也可以是 WKT 或 GeoJSON"],
        BoundaryFault.NotOneArea => T["界线要是一个面，而且只有一个"],
        BoundaryFault.TooFewPoints => T["界线至少要有三个点"],
        BoundaryFault.NotClosed => T["界线没有闭合：最后一个点要和第一个点一样"],
        BoundaryFault.OutOfRange => T["第 {0} 点（东 {1}，北 {2}）不在坐标系 {3} 的范围里", trouble.Point!, Number(trouble.X, system), Number(trouble.Y, system), system.Id],
        BoundaryFault.ChangedOver => T["第 {0} 点的两个坐标写反了：一行一个点的，每一行都要一样；WKT 和 GeoJSON 里先东后北", trouble.Point!],
        _ => T["界线自己相交：在第 {0} 点后面的一段上，东 {1}，北 {2} 附近", trouble.Point!, Number(trouble.X, system), Number(trouble.Y, system)],
    };

    /// <summary>What a coordinate system is called.</summary>
    public static string Of(string crs) => CoordinateSystem.FromId(crs) is CoordinateSystemReading.Recognised { System: var system } ? Write.Either(system.NameChinese, system.NameEnglish) : crs;

    private static string Number(double? value, CoordinateSystem system) => (value ?? 0).ToString($"F{system.Decimals - 1}", CultureInfo.InvariantCulture);
}
