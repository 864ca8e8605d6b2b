using RuralRights.Domain.Law;

namespace RuralRights.Domain.Parcels;

/// <summary>What can stand in the way of entering a surveyed parcel.</summary>
public static class ParcelRules
{
    /// <summary>The owner must stand in the register before its land does.</summary>
    public static readonly Rule CollectiveIsUnknown = new(
        "collective-is-unknown",
        "登记簿中没有这个发包方。",
        "The register holds no such issuer.",
        LegalBasis.RuralLandContractingLaw(13),
        "请核对发包方代码（14位数字），或先登记发包方。",
        "Check the issuer code of 14 digits, or have the issuer registered first.");

    /// <summary>A new parcel is numbered by its issuer.</summary>
    public static readonly Rule ParcelCodeIsNotOfTheIssuer = new(
        "parcel-code-is-not-of-the-issuer",
        "地块代码应为发包方代码加5位顺序号，共19位数字。",
        "A parcel code is the issuer's 14 digits and a serial of five.",
        LegalBasis.DataStandard("附录A", "annex A"),
        "请按发包方代码重新编号。",
        "Number the parcel under its issuer.");

    /// <summary>A parcel is surveyed under one code once; a later survey is a change, not a new parcel.</summary>
    public static readonly Rule ParcelIsKnown = new(
        "parcel-is-known",
        "这个地块代码已经登记。",
        "A parcel stands in the register under this code already.",
        LegalBasis.RegistrationRegulation(8),
        "请使用下一个顺序号；如需改变已登记的界线，请办理变更。",
        "Take the next serial; to change a registered boundary, apply for a change.");

    /// <summary>Only a published system leads to the map without guessing.</summary>
    public static readonly Rule CoordinateSystemIsNotRecognised = new(
        "coordinate-system-is-not-recognised",
        "坐标系不是2000国家大地坐标系，无法确定地块的位置。",
        "The coordinate system is not CGCS2000, so the place of the parcel cannot be told.",
        LegalBasis.DataStandard("4.1"),
        "请提供2000国家大地坐标系成果；1980西安、1954北京坐标系没有公开的转换参数。",
        "Deliver the survey in CGCS2000; no shift from Xi'an 80 or Beijing 54 is published.");

    /// <summary>A boundary is one closed ring that does not cross itself, with whole numbers for coordinates of its system.</summary>
    public static readonly Rule BoundaryIsNotAnArea = new(
        "boundary-is-not-an-area",
        "界线不是一个有效的面：未闭合、自相交，或坐标不在该坐标系范围内。",
        "The boundary is no valid area: it is open, crosses itself, or its coordinates cannot lie in the system.",
        LegalBasis.DataStandard("5.3"),
        "请核对界址点的顺序和坐标。",
        "Check the order and the coordinates of the boundary points.");

    /// <summary>The recorded area is the legal one, but it must be the area of this boundary.</summary>
    public static readonly Rule AreaIsNotOfTheBoundary = new(
        "area-is-not-of-the-boundary",
        "实测面积与界线所围面积不符。",
        "The surveyed area is not the area inside the boundary.",
        LegalBasis.DataStandard("5.3"),
        "请核对实测面积（平方米）与界址点坐标。",
        "Check the surveyed area in square metres against the boundary.");

    /// <summary>Only a parcel of the register can be divided, corrected or contracted.</summary>
    public static readonly Rule ParcelIsUnknown = new(
        "parcel-is-unknown",
        "登记簿中没有这块地。",
        "The register holds no such parcel.",
        LegalBasis.RegistrationRegulation(8),
        "请核对地块代码（19位数字），或先提交调查成果。",
        "Check the parcel code of 19 digits, or hand in its survey.");

    /// <summary>A code that was retired is never used again.</summary>
    public static readonly Rule ParcelIsRetired = new(
        "parcel-is-retired",
        "这块地已经分割或者合并，原代码不再使用。",
        "This parcel was divided or joined to others; its code is no longer used.",
        LegalBasis.DataStandard("附录A", "annex A"),
        "请在地块页面查看它变成了哪几块，对现在的地块办理。",
        "See on its page what became of it, and act on the parcels that stand now.");

    /// <summary>The owner of the land contracts it out, nobody else.</summary>
    public static readonly Rule ParcelIsOfAnotherOwner = new(
        "parcel-is-of-another-owner",
        "这块地属于另一个集体，不能由这个发包方发包或者合并。",
        "This parcel belongs to another collective, so this issuer can neither contract it nor join it.",
        LegalBasis.RuralLandContractingLaw(13),
        "请核对地块代码；组集体的地只能由本组发包。",
        "Check the parcel code; a group's land is contracted by that group only.");

    /// <summary>One parcel is not divided into one, nor joined from one.</summary>
    public static readonly Rule TooFewParcels = new(
        "too-few-parcels",
        "分割后至少要有两块，合并前至少要有两块，每块的代码只写一次。",
        "A parcel is divided into at least two, and at least two are joined; each code stands once.",
        LegalBasis.Bookkeeping,
        "请核对地块清单。",
        "Check the list of parcels.");

    /// <summary>Nothing is won or lost by drawing a line.</summary>
    public static readonly Rule AreasDoNotClose = new(
        "areas-do-not-close",
        "各块实测面积之和与整块的实测面积不相等。",
        "The surveyed areas of the parts do not sum to that of the whole.",
        LegalBasis.DataStandard("5.3"),
        "请平差后重新填写各块面积；整块面积本身有误的，先办界线更正。",
        "Adjust the areas of the parts; if the whole is wrong, correct its boundary first.");

    /// <summary>The parts are the whole.</summary>
    public static readonly Rule PartsAreNotTheWhole = new(
        "parts-are-not-the-whole",
        "各块拼起来不是原来的整块：有重叠、有空隙，或者超出了原来的界线。",
        "The parts do not make up the whole: they overlap, leave a gap, or reach beyond its boundary.",
        LegalBasis.DataStandard("5.3"),
        "请核对新界址点；分割线两侧应使用同一组界址点，外围界线不能改。",
        "Check the new boundary points: both sides of the line share them, and the outer boundary stays.");

    /// <summary>A parcel has one term, so parcels of different terms are not joined.</summary>
    public static readonly Rule ParcelTermsDiffer = new(
        "parcel-terms-differ",
        "这些地块的承包期到期日不一样，不能合并成一块。",
        "The terms of these parcels end on different days, so they cannot be joined into one.",
        LegalBasis.RuralLandContractingLaw(21),
        "请保留为不同的地块，或者先办理延包，使到期日一致。",
        "Keep them apart, or have the terms renewed to the same day first.");

    /// <summary>A boundary is pointed out by both sides.</summary>
    public static readonly Rule NeighboursHaveNotSigned = new(
        "neighbours-have-not-signed",
        "没有四邻指界签字的材料。",
        "The paper on which the neighbours confirmed the boundary is missing.",
        LegalBasis.ContractMeasures(28),
        "请到现场指界，由四邻签字后上传；有争议的先调处。",
        "Point the boundary out on the spot and upload the neighbours' signatures; a dispute is settled first.");

    /// <summary>A correction corrects.</summary>
    public static readonly Rule NothingIsCorrected = new(
        "nothing-is-corrected",
        "更正后和现在登记的一样，或者没有填写。",
        "What it would be corrected to is what stands there already, or nothing at all.",
        LegalBasis.Bookkeeping,
        "请填写正确的内容。",
        "State what is right.");

    /// <summary>What is said to stand there must stand there.</summary>
    public static readonly Rule EntryHasChanged = new(
        "entry-has-changed",
        "登记簿现在的内容与申请更正时写的不一样。",
        "What stands in the register is not what the correction says stands there.",
        LegalBasis.CivilCode(220),
        "请刷新页面，看清现在的内容再申请。",
        "Reload the page and see what stands there now.");

    /// <summary>The register is not corrected on somebody's word.</summary>
    public static readonly Rule EvidenceIsMissing = new(
        "evidence-is-missing",
        "没有证明登记错误的材料。",
        "Nothing was handed in that proves the error.",
        LegalBasis.CivilCode(220),
        "请提交证据，或者权利人书面同意更正的材料。",
        "Hand in the evidence, or the holder's written consent to the correction.");

    /// <summary>Codes are of the tables, areas are areas.</summary>
    public static readonly Rule ValueDoesNotFit = new(
        "value-does-not-fit",
        "填写的内容不是这一项可以有的值。",
        "This entry cannot have that value.",
        LegalBasis.DataStandard("5.4"),
        "地类填三位代码，面积填两位小数的平方米数，是否基本农田填是或否，原合同代码只用字母、数字、短横和斜线，最多十九个。",
        "Land use is a code of three characters, an area is square metres with two decimals, basic farmland is yes or no, the number of an earlier contract is at most nineteen letters, digits, hyphens and slashes.");
}
