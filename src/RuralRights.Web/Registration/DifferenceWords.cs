using Microsoft.Extensions.Localization;
using RuralRights.Registry.Registration;
using RuralRights.Web.Language;

namespace RuralRights.Web.Registration;

/// <summary>How pages say in what a delivery and the register differ.</summary>
internal static class DifferenceWords
{
    public static string Of(DifferenceKind kind, IStringLocalizer<Words> T) => kind switch
    {
        DifferenceKind.New => T["登记簿里没有的"],
        DifferenceKind.Changed => T["和登记簿不一样的"],
        _ => T["登记簿里有、这份成果没有的"],
    };

    public static string Of(string thing, IStringLocalizer<Words> T) => thing switch
    {
        "collective" => T["发包方"],
        "household" => T["承包方"],
        "parcel" => T["地块"],
        "right" => T["合同和权利"],
        _ => T["流转合同"],
    };

    public static string OfField(string field, IStringLocalizer<Words> T) => field switch
    {
        "name" => T["名称或姓名"],
        "kind" => T["承包方类型"],
        "representative" => T["承包方代表"],
        "members" => T["家庭成员"],
        "relation" => T["与户主关系"],
        "co_holder" => T["是否共有人"],
        "mark" => T["成员备注"],
        "phone" => T["电话"],
        "address" => T["地址"],
        "sex" => T["性别"],
        "boundary" => T["界线"],
        "boundary_points" => T["界址点"],
        "surveyed_area" => T["实测面积（平方米）"],
        "category" => T["地块类别"],
        "ownership" => T["所有权性质"],
        "land_use" => T["土地利用类型"],
        "grade" => T["地力等级"],
        "purpose" => T["土地用途"],
        "basic_farmland" => T["是否基本农田"],
        "household" => T["承包方"],
        "collective" => T["发包方"],
        "mode" => T["方式代码"],
        "term_from" => T["期限起"],
        "term_to" => T["期限止"],
        "signed_on" => T["签订日期"],
        "earlier_contract" => T["原合同代码"],
        "serial" => T["登记簿流水号"],
        "ended_on" => T["权利终止日期"],
        "certificate" => T["现行权证"],
        "certificate_issued_on" => T["发证日期"],
        "parcels" => T["地块"],
        "contract_area" => T["合同面积（平方米）"],
        "earlier_area" => T["原合同面积（平方米）"],
        "share" => T["份额"],
        "lessee" => T["受让方"],
        "begins" => T["开始日期"],
        "ends" => T["结束日期"],
        "area" => T["面积（平方米）"],
        _ => T["价格"],
    };

    /// <summary>Page of what the register has; null for what it has not, or shows on the page of something else.</summary>
    public static string? Link(Difference one) => (one.Kind, one.Thing) switch
    {
        (DifferenceKind.New, _) or (_, "lease") => null,
        (_, "household") => $"/households/{one.Code}",
        (_, "parcel") => $"/parcels/{one.Code}",
        (_, "right") => $"/rights/{one.Code}",
        _ => $"/collectives/{one.Code}",
    };
}
