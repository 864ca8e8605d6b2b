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
        LegalBasis.DataStandard("附录A"),
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
}
