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
        BoundaryFault.Unreadable when trouble.Point is { } line => T["第 {0} 行不是一个点：每行写一个点，先东坐标（或经度）后北坐标（或纬度）", line],
        BoundaryFault.Unreadable => T["读不出界线：可以是每行一个点，也可以是 WKT 或 GeoJSON"],
        BoundaryFault.NotOneArea => T["界线要是一个面，而且只有一个"],
        BoundaryFault.TooFewPoints => T["界线至少要有三个点"],
        BoundaryFault.NotClosed => T["界线没有闭合：最后一个点要和第一个点一样"],
        BoundaryFault.OutOfRange => T["第 {0} 点（{1}，{2}）不在坐标系 {3} 的范围里", trouble.Point!, Number(trouble.X, system), Number(trouble.Y, system), system.Id],
        BoundaryFault.ChangedOver => T["第 {0} 点（{1}，{2}）好像把东坐标和北坐标写反了", trouble.Point!, Number(trouble.X, system), Number(trouble.Y, system)],
        _ => T["界线自己相交：在第 {0} 点后面的一段上，{1}，{2} 附近", trouble.Point!, Number(trouble.X, system), Number(trouble.Y, system)],
    };

    /// <summary>What a coordinate system is called.</summary>
    public static string Of(string crs) => CoordinateSystem.FromId(crs) is CoordinateSystemReading.Recognised { System: var system } ? Write.Either(system.NameChinese, system.NameEnglish) : crs;

    private static string Number(double? value, CoordinateSystem system) => (value ?? 0).ToString($"F{system.Decimals - 1}", CultureInfo.InvariantCulture);
}
