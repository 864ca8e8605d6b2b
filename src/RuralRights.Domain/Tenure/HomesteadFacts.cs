using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;

namespace RuralRights.Domain.Tenure;

/// <summary>On what a homestead rests (权属来源).</summary>
public enum HomesteadSource
{
    /// <summary>Approval of the homestead 宅基地批准书.</summary>
    Approval,

    /// <summary>Certificate of earlier days 原土地使用证书.</summary>
    EarlierCertificate,

    /// <summary>Another source of the right 其他权属来源材料.</summary>
    Other,
}

/// <summary>The paper a homestead rests on, and the area it approves.</summary>
/// <param name="Source">What it is.</param>
/// <param name="Number">Its number.</param>
/// <param name="On">Its day.</param>
/// <param name="Area">Approved area (批准面积) in square metres.</param>
/// <param name="Document">SHA-256 of it.</param>
public sealed record HomesteadApproval(HomesteadSource Source, string Number, DateOnly On, decimal Area, string Document);

/// <summary>Of what a house is built (房屋结构).</summary>
public enum HouseStructure
{
    /// <summary>Steel 钢结构.</summary>
    Steel,

    /// <summary>Steel and reinforced concrete 钢和钢筋混凝土结构.</summary>
    SteelAndConcrete,

    /// <summary>Reinforced concrete 钢筋混凝土结构.</summary>
    Concrete,

    /// <summary>Mixed 混合结构.</summary>
    Mixed,

    /// <summary>Brick and timber 砖木结构.</summary>
    BrickAndTimber,

    /// <summary>Anything else, such as rammed earth 其他结构.</summary>
    Other,
}

/// <summary>The house on a homestead.</summary>
/// <param name="Structure">Of what it is built.</param>
/// <param name="Storeys">Storeys above ground.</param>
/// <param name="Footprint">Ground it covers (占地面积) in square metres.</param>
/// <param name="FloorArea">Floor area (建筑面积) in square metres.</param>
/// <param name="BuiltIn">Year in which it was finished.</param>
public sealed record House(HouseStructure Structure, int Storeys, decimal Footprint, decimal FloorArea, int BuiltIn);

/// <summary>From which rule an exception is made.</summary>
public enum HomesteadRule
{
    /// <summary>One household has one homestead 一户一宅.</summary>
    OneHousehold,

    /// <summary>A homestead is no larger than the standard 面积标准.</summary>
    Standard,
}

/// <summary>An exception, entered with its ground and its proof so that everybody can see it.</summary>
/// <param name="From">The rule it is made from.</param>
/// <param name="Ground">The ground, in the very words of the county's list.</param>
/// <param name="Document">SHA-256 of the proof.</param>
public sealed record HomesteadException(HomesteadRule From, string Ground, string Document);

/// <summary>A right to use a homestead (宅基地使用权) was entered, with the house on it. What was built beyond the approval is noted apart and is never part of the right.</summary>
/// <param name="Plot">Plot code (宗地代码), 19 characters.</param>
/// <param name="Unit">Real-estate unit code (不动产单元代码), 28 characters.</param>
/// <param name="Household">18-digit contractor code of the holder.</param>
/// <param name="Collective">14-digit code of the collective that owns the land.</param>
/// <param name="Holders">Everybody of the household on the day of entry; the right is theirs together.</param>
/// <param name="Place">Where it lies, without names of people.</param>
/// <param name="Boundary">Boundary as surveyed.</param>
/// <param name="Area">Surveyed area of the plot in square metres; the legal figure, never recomputed.</param>
/// <param name="Excess">What of it is beyond the approval (超占面积), in square metres.</param>
/// <param name="Land">Kind of land as the county's standard calls it.</param>
/// <param name="Approval">The paper it rests on.</param>
/// <param name="House">The house; null when none stands there.</param>
/// <param name="Exceptions">Exceptions from the law's limits.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HomesteadRegistered(
    string Plot,
    string Unit,
    string Household,
    string Collective,
    IReadOnlyList<Guid> Holders,
    string Place,
    BoundaryOnRecord Boundary,
    decimal Area,
    decimal Excess,
    string Land,
    HomesteadApproval Approval,
    House? House,
    IReadOnlyList<HomesteadException> Exceptions,
    Provenance Provenance) : IFact;

/// <summary>A household holds a homestead from now on; said in the household's own stream, where the next application is judged.</summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Plot">Plot code.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HomesteadTaken(string Household, string Plot, Provenance Provenance) : IFact;

/// <summary>How a homestead comes from one household to another.</summary>
public enum HomesteadPassage
{
    /// <summary>Two households became one 合户.</summary>
    Merger,

    /// <summary>Part of a household became one of its own 分户.</summary>
    Split,
}

/// <summary>A homestead passed to another household, with everything that stands in its entry and everything that holds it still.</summary>
/// <param name="Plot">Plot code.</param>
/// <param name="From">Contractor code of the household that held it.</param>
/// <param name="To">Contractor code of the household that holds it now.</param>
/// <param name="Holders">Everybody who holds it together from now on.</param>
/// <param name="By">How it came over.</param>
/// <param name="Excepted">Ground on which the household may have more than one; null when it needs none.</param>
/// <param name="Cause">Stream of what brought it about.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HomesteadPassed(
    string Plot, string From, string To, IReadOnlyList<Guid> Holders, HomesteadPassage By, string? Excepted, string Cause, Provenance Provenance) : IFact;

/// <summary>Somebody who held a homestead with others has died; the others hold it on. The place in it is an heir's only with the house (房地一体).</summary>
/// <param name="Plot">Plot code.</param>
/// <param name="Person">Who died.</param>
/// <param name="Cause">Stream of what told the register.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HomesteadHolderDied(string Plot, Guid Person, string Cause, Provenance Provenance) : IFact;

/// <summary>A homestead passed with its house to the heirs of those who held it, and the certificate of the dead is void (继承登记).</summary>
/// <param name="Plot">Plot code.</param>
/// <param name="From">Contractor code of the household that held it; empty where heirs held it.</param>
/// <param name="To">Contractor code of the household that takes it; null when the heirs hold it for themselves.</param>
/// <param name="Deceased">The holders who died.</param>
/// <param name="Holders">Everybody who holds it together from now on.</param>
/// <param name="Excepted">Ground on which the household may have more than one; null when it needs none.</param>
/// <param name="OnlyForTheHouse">True when it is held only because of the inherited house, which register and certificate bear as a note.</param>
/// <param name="Voided">Number of the certificate that is void from now on; null when none was entered.</param>
/// <param name="Cause">Stream of what brought it about.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HomesteadInherited(
    string Plot,
    string From,
    string? To,
    IReadOnlyList<Guid> Deceased,
    IReadOnlyList<Guid> Holders,
    string? Excepted,
    bool OnlyForTheHouse,
    string? Voided,
    string Cause,
    Provenance Provenance) : IFact;

/// <summary>A homestead went back to the collective as those who held it wished: the right ended, its certificate is void (自愿退出).</summary>
/// <param name="Plot">Plot code.</param>
/// <param name="Household">Contractor code of the household that held it.</param>
/// <param name="CompensationYuan">What the household is paid by the agreement, in yuan; null for nothing.</param>
/// <param name="Voided">Number of the certificate that is void from now on; null when none was entered.</param>
/// <param name="Cause">Stream of what brought it about.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HomesteadReturned(string Plot, string Household, decimal? CompensationYuan, string? Voided, string Cause, Provenance Provenance) : IFact;

/// <summary>The house that heirs from outside the collective held a homestead for is gone: their right ended, its certificate is void (房屋灭失).</summary>
/// <param name="Plot">Plot code.</param>
/// <param name="GoneOn">Day since which the house is gone.</param>
/// <param name="Voided">Number of the certificate that is void from now on; null when none was entered.</param>
/// <param name="Cause">Stream of what brought it about.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HomesteadEndedWithHouse(string Plot, DateOnly GoneOn, string? Voided, string Cause, Provenance Provenance) : IFact;

/// <summary>A household gave a homestead up; said in its own stream, where its next application is judged.</summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Plot">Plot code.</param>
/// <param name="ClaimKeptUntil">Last day until which it may ask for one again; null when it gave it up for good.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HomesteadGivenUp(string Household, string Plot, DateOnly? ClaimKeptUntil, Provenance Provenance) : IFact;

/// <summary>An entry of a homestead was put right.</summary>
/// <param name="Plot">Plot code.</param>
/// <param name="Entry">Which entry.</param>
/// <param name="Before">What stood there; null when nothing did.</param>
/// <param name="After">What stands there now.</param>
/// <param name="Excess">What of the plot is beyond the approval now, in square metres.</param>
/// <param name="Evidence">SHA-256 of the evidence.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HomesteadEntryCorrected(string Plot, HomesteadEntry Entry, string? Before, string After, decimal Excess, string Evidence, Provenance Provenance) : IFact;

/// <summary>The boundary of a homestead was surveyed anew.</summary>
/// <param name="Plot">Plot code.</param>
/// <param name="Boundary">Boundary as surveyed now.</param>
/// <param name="Area">Surveyed area of the plot in square metres.</param>
/// <param name="Excess">What of the plot is beyond the approval now, in square metres.</param>
/// <param name="Neighbours">SHA-256 of the paper on which the neighbours confirmed it.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HomesteadResurveyed(string Plot, BoundaryOnRecord Boundary, decimal Area, decimal Excess, string Neighbours, Provenance Provenance) : IFact;

/// <summary>A household holds a homestead no more; said in the household's own stream, where its next application is judged.</summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Plot">Plot code.</param>
/// <param name="Cause">Stream of what brought it about.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HomesteadLeft(string Household, string Plot, string Cause, Provenance Provenance) : IFact;

/// <summary>
/// The certificate that the real-estate registry issued (不动产权证书) was entered with its number, as that office gave it, and
/// handed over against a receipt. This register issues no such paper itself.
/// </summary>
/// <param name="Plot">Plot code.</param>
/// <param name="Number">Number of the certificate as printed.</param>
/// <param name="Authority">The office that issued it, as printed.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="Copy">SHA-256 of a copy of it.</param>
/// <param name="Receiver">Who took it.</param>
/// <param name="Agent">True when the receiver acts under a written authority.</param>
/// <param name="Receipt">SHA-256 of the signed receipt.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
/// <param name="Signed">What was signed; before there was a pad, always the sheet.</param>
public sealed record HomesteadCertified(
    string Plot, string Number, string Authority, DateOnly IssuedOn, string Copy, Guid Receiver, bool Agent, string Receipt, Provenance Provenance,
    ReceiptForm Signed = ReceiptForm.OnSheet) : IFact;
