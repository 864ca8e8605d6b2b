using System.Globalization;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Tenure.HomesteadRules;

namespace RuralRights.Domain.Tenure;

/// <summary>A household's right to use a homestead is registered for the first time (宅基地使用权首次登记), land and house together.</summary>
/// <remarks>
/// Everybody of the household holds it and confirms it. That somebody works, studies or settled in town is asked nowhere. It takes up the
/// one homestead of the household and says what of the plot lies beyond the approval: so it does not only give, and for a child the guardian confirms.
/// </remarks>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Unit">Real-estate unit code, 28 characters.</param>
/// <param name="Place">Where it lies, without names of people.</param>
/// <param name="Boundary">Boundary as surveyed.</param>
/// <param name="Area">Surveyed area of the plot in square metres.</param>
/// <param name="Land">Kind of land as the county's standard calls it.</param>
/// <param name="Approval">The paper it rests on.</param>
/// <param name="House">The house; null when none stands there.</param>
/// <param name="Exceptions">Exceptions from the law's limits.</param>
public sealed record RegisterHomestead(
    string Household, string Unit, string Place, BoundaryOnRecord Boundary, decimal Area, string Land, HomesteadApproval Approval, House? House, IReadOnlyList<HomesteadException> Exceptions) : IHomesteadChange
{
    private const int CountyDigits = 6;

    private static readonly Rule[] Checked =
    [
        HouseholdIsUnknown, HouseholdHasEnded, HolderIsNoHousehold, UnitCodeIsMalformed, UnitIsNoHomestead, UnitIsOfAnotherCounty, UnitDoesNotFitTheHouse, HomesteadStands,
        .. BoundaryChecks.HindrancesChecked, HomesteadSourceIsMissing, HouseDoesNotFit, HomesteadExceptionIsNotListed, HomesteadExceptionIsNotProved, HomesteadStandardIsUnknown,
        HomesteadIsAboveTheStandard, HomesteadWasGivenUp, OneHouseholdOneHomestead,
    ];

    /// <summary>Plot code; empty while the unit code cannot be read.</summary>
    internal string Plot => RealEstateUnit.TryParse(Unit, out var unit) ? unit.Plot : "";

    /// <summary>What of the plot is beyond the approval, in square metres.</summary>
    internal decimal Excess => Math.Max(0, Area - Approval.Area);

    string IHomesteadChange.Plot => Plot;

    Procedure IChange.Procedure => Procedures.HomesteadRegistration;

    string IChange.CollectiveOf(Books books) => Holder(books).Collective;

    IReadOnlyList<string> IChange.Households => [Household];

    IReadOnlyList<string> IChange.Parcels => [Plot];

    IReadOnlyList<HandedIn> IChange.Papers =>
        [.. HandedIn.As("approval", Approval.Document), .. HandedIn.As(FileDocument.Other, [.. Exceptions.Select(exception => exception.Document).Where(document => document != Approval.Document)])];

    IEnumerable<string> IChange.Reads(Books books) => [Streams.Household(Household), Streams.Homestead(Plot)];

    LandAltered? IChange.Land(Books books) => new([], [new(Plot, Boundary)]);

    IEnumerable<Guid> IChange.Holders(Books books) => Holder(books) is { IsRegistered: true } household ? household.People : [];

    IEnumerable<string> IChange.Rights(Books books) => [];

    IReadOnlyList<Alteration> IChange.Alterations(Books books) =>
    [
        new("宅基地使用权人", "Holder of the homestead", ValueKind.Household, null, Household),
        .. Holder(books).People.Where(person => person != Guid.Empty).Select(person => new Alteration("共有人", "Co-holder", ValueKind.Person, null, person.ToString())),
        new("不动产单元代码", "Real-estate unit code", ValueKind.Text, null, Unit),
        new("坐落", "Place", ValueKind.Text, null, Place),
        new("宗地界线", "Boundary of the plot", ValueKind.Boundary, null, Boundary.Mark()),
        new("宗地面积", "Area of the plot", ValueKind.Area, null, Number(Area)),
        new("批准面积", "Approved area", ValueKind.Area, null, Number(Approval.Area)),
        new("超占面积（不是权利的一部分）", "Area beyond the approval (no part of the right)", ValueKind.Area, null, Number(Excess)),
        new("地类", "Kind of land", ValueKind.Text, null, Land),
        Alteration.ToWord("权属来源", "Source of the right", HomesteadWords.Of(Approval.Source)),
        new("来源材料编号", "Number of the source", ValueKind.Text, null, Approval.Number),
        new("来源材料日期", "Day of the source", ValueKind.Day, null, Approval.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        .. House is { } house ? OfTheHouse(house) : [Alteration.ToWord("房屋", "House", ("无", "none"))],
        .. Exceptions.Select(exception => new Alteration(
            HomesteadWords.Of(exception.From).Chinese, HomesteadWords.Of(exception.From).English, ValueKind.Text, null, exception.Ground)),
    ];

    int IChange.PapersNeeded(Books books) => 0;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        var household = Holder(books);
        if (!household.IsRegistered) return Refuse(HouseholdIsUnknown, Household);
        if (household.HasEnded) return Refuse(HouseholdHasEnded, Household);
        if (household.Kind != ContractorKind.Household) return Refuse(HolderIsNoHousehold, Household);
        if (WhyNotTheUnit(household.Collective[..CountyDigits]) is { } wrong) return Refuse(wrong, Unit);
        if (books.Read<HomesteadRight>(Streams.Homestead(Plot)).Stands) return Refuse(HomesteadStands, Plot);
        if (Boundary.Hindrance(Plot, Area) is { } unclear) return unclear;
        if (string.IsNullOrWhiteSpace(Approval.Number) || Approval.Document.Length == 0 || Approval.Area <= 0 || Approval.On > act.Today) return Refuse(HomesteadSourceIsMissing);
        if (House is { } house && !IsOn(house, Area, act.Today)) return Refuse(HouseDoesNotFit);

        var settings = books.County.On(act.Today, household.Collective);
        if (Exceptions.Any(exception => !settings.Of(CountySettings.HomesteadExceptions).Allows(exception)) || Exceptions.DistinctBy(exception => exception.From).Count() != Exceptions.Count)
            return Refuse(HomesteadExceptionIsNotListed);
        if (Exceptions.Any(exception => exception.Document.Length == 0)) return Refuse(HomesteadExceptionIsNotProved);
        if (settings.Of(CountySettings.HomesteadAreaLimits).LimitFor(Land, household.People.Count()) is not { } standard)
            return Refuse(HomesteadStandardIsUnknown, Land);
        if (Approval.Area > standard && !Excepts(HomesteadRule.Standard)) return Refuse(HomesteadIsAboveTheStandard, Plot);
        if (books.Read<HomesteadsHeld>(Streams.Household(Household)).MayNotAsk(act.Today) && !Excepts(HomesteadRule.OneHousehold)) return Refuse(HomesteadWasGivenUp, Household);
        if (books.Read<HomesteadsHeld>(Streams.Household(Household)).Plots is [var first, ..] && !Excepts(HomesteadRule.OneHousehold)) return Refuse(OneHouseholdOneHomestead, first);

        var provenance = act.After(Checked) with { Documents = ((IChange)this).Documents };
        return Enter(
            new StreamFact(Streams.Homestead(Plot), new HomesteadRegistered(
                Plot, Unit, Household, household.Collective, [.. household.People], Place, Boundary, Area, Excess, Land, Approval, House, Exceptions, provenance)),
            new StreamFact(Streams.Household(Household), new HomesteadTaken(Household, Plot, provenance)));
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new HomesteadProposed(caseNumber, this, provenance);

    private Household Holder(Books books) => books.Has(Streams.Household(Household)) ? books.Read<Household>(Streams.Household(Household)) : Households.Household.Unknown;

    private bool Excepts(HomesteadRule rule) => Exceptions.Any(exception => exception.From == rule);

    private Rule? WhyNotTheUnit(string county) =>
        !RealEstateUnit.TryParse(Unit, out var unit) ? UnitCodeIsMalformed
        : !unit.IsHomestead ? UnitIsNoHomestead
        : unit.County != county ? UnitIsOfAnotherCounty
        : unit.HasBuilding != (House is not null) ? UnitDoesNotFitTheHouse
        : null;

    /// <summary>True for a house that stands on a plot of that area.</summary>
    internal static bool IsOn(House house, decimal area, DateOnly today) =>
        house.Footprint > 0 && house.Footprint <= area && house.FloorArea > 0 && house.Storeys > 0 && house.BuiltIn > 0 && house.BuiltIn <= today.Year;

    private static IEnumerable<Alteration> OfTheHouse(House house) =>
    [
        Alteration.ToWord("房屋结构", "Structure of the house", HomesteadWords.Of(house.Structure)),
        new("层数", "Storeys", ValueKind.Text, null, house.Storeys.ToString(CultureInfo.InvariantCulture)),
        new("房屋占地面积", "Ground covered by the house", ValueKind.Area, null, Number(house.Footprint)),
        new("建筑面积", "Floor area", ValueKind.Area, null, Number(house.FloorArea)),
        new("建成年份", "Finished in", ValueKind.Text, null, house.BuiltIn.ToString(CultureInfo.InvariantCulture)),
    ];

    private static string Number(decimal area) => area.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A case asks that a homestead be registered for the first time.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HomesteadProposed(string Case, RegisterHomestead Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}
