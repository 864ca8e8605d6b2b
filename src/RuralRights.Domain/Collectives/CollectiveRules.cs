using RuralRights.Domain.Law;

namespace RuralRights.Domain.Collectives;

/// <summary>What can stand in the way of bringing a collective under other desks.</summary>
public static class CollectiveRules
{
    private static readonly LegalBasis Divisions = new("《行政区划管理条例》", "Regulation on Administrative Divisions");

    /// <summary>A collective never leaves its county.</summary>
    public static readonly Rule PlaceIsNotOfTheCounty = new(
        "place-is-not-of-the-county",
        "村的代码应当是本县的十二位数字。",
        "The code of the village is twelve digits of this county.",
        Divisions,
        "请照行政区划代码填写村的十二位代码；乡镇就是它的前九位。",
        "Give the twelve digits of the village; the first nine are its township.");

    /// <summary>Nobody's desk changes on somebody's word.</summary>
    public static readonly Rule PlacementHasNoSource = new(
        "placement-has-no-source",
        "没有写明区划调整的文件，或者没有交这份文件。",
        "The document of the change is not named, or was not handed in.",
        Divisions,
        "请填写文件名称和文号，并交上文件。",
        "Give title and number of the document, and hand it in.");

    /// <summary>Placements follow one another.</summary>
    public static readonly Rule PlacementIsOvertaken = new(
        "placement-is-overtaken",
        "这个集体在这一天以后已经有别的归属。",
        "The collective came under other desks after that day already.",
        LegalBasis.Bookkeeping,
        "请按时间先后登记；以前登错了的，从同一天起登记正确的。",
        "Enter changes in the order of their days; what was entered wrongly is entered anew from the same day.");

    /// <summary>A change changes something.</summary>
    public static readonly Rule PlacedThereAlready = new(
        "placed-there-already",
        "这个集体从这一天起本来就归这个村。",
        "The collective is served by this village on that day already.",
        LegalBasis.Bookkeeping,
        "不需要办理。",
        "Nothing is needed.");
}
