using System.Globalization;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Parcels.ParcelRules;

namespace RuralRights.Domain.Parcels;

/// <summary>
/// The boundary of a parcel is surveyed anew (界线更正), the neighbours pointing it out. The contract area stays: it was agreed, and a new
/// measurement does not change it.
/// </summary>
/// <param name="Household">18-digit code of the household that holds it.</param>
/// <param name="Parcel">Parcel code.</param>
/// <param name="Boundary">Boundary as surveyed now.</param>
/// <param name="SurveyedArea">Surveyed area in square metres.</param>
/// <param name="BoundaryPoints">Key boundary point numbers, clockwise, joined by a stroke.</param>
/// <param name="Neighbours">SHA-256 of the paper on which the neighbours confirmed it.</param>
public sealed record CorrectBoundary(
    string Household, string Parcel, BoundaryOnRecord Boundary, decimal SurveyedArea, string? BoundaryPoints, string Neighbours) : IChange
{
    Procedure IChange.Procedure => Procedures.BoundaryCorrection;

    string IChange.CollectiveOf(Books books) => books.CollectiveOf(Household);

    IReadOnlyList<string> IChange.Households => [Household];

    IReadOnlyList<string> IChange.Parcels => [Parcel];

    IReadOnlyList<HandedIn> IChange.Papers => HandedIn.As(FileDocument.Other, Neighbours);

    LandAltered? IChange.Land(Books books) => new([LandOutline.Of(Parcel, books)], [new(Parcel, Boundary)]);

    private string Right => ContractRight.CodeOfFamilyContract(Household);

    IEnumerable<string> IChange.Reads(Books books) => [Streams.Household(Household), Streams.Right(Right), Streams.Parcel(Parcel)];

    IReadOnlyList<Alteration> IChange.Alterations(Books books)
    {
        var known = books.Read<Parcel>(Streams.Parcel(Parcel));
        return
        [
            new("地块", "Parcel", ValueKind.Parcel, Parcel, Parcel),
            new("界线", "Boundary", ValueKind.Boundary, known.Survey?.Boundary.Mark(), Boundary.Mark()),
            new("实测面积", "Surveyed area", ValueKind.Area, known.SurveyedArea.ToString(CultureInfo.InvariantCulture), SurveyedArea.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    int IChange.PapersNeeded(Books books) => 1;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        if (!books.Read<Household>(Streams.Household(Household)).IsRegistered) return Refuse(HouseholdIsUnknown, Household);
        var known = books.Read<Parcel>(Streams.Parcel(Parcel));
        if (ParcelChange.WhyGone(known, Parcel) is { } gone) return gone;
        var right = books.Read<ContractRight>(Streams.Right(Right));
        if (right.Hindrance([Parcel], [.. right.Leases.Keys], act.Today, Disposal.Division, Streams.Case(act.Case)) is { } hindrance) return hindrance;
        if (Boundary.Hindrance(Parcel, SurveyedArea) is { } wrong) return wrong;
        if (known.Survey!.Boundary.Crs == Boundary.Crs && known.Survey.Boundary.Wkb.AsSpan().SequenceEqual(Boundary.Wkb) && known.SurveyedArea == SurveyedArea) return Refuse(NothingIsCorrected);
        if (BoundaryPoints != known.Survey.BoundaryPoints && !Parcels.BoundaryPoints.AreNumbers(BoundaryPoints)) return Refuse(ValueDoesNotFit, Parcel);
        if (Neighbours.Length == 0) return Refuse(NeighboursHaveNotSigned);

        var provenance = act.After([
            HouseholdIsUnknown, ParcelIsUnknown, ParcelIsRetired, .. ContractRight.HindrancesChecked, .. BoundaryChecks.HindrancesChecked, NothingIsCorrected, ValueDoesNotFit, NeighboursHaveNotSigned])
            with { Documents = [Neighbours] };
        return Enter(
        [
            new(Streams.Parcel(Parcel), new ParcelResurveyed(Parcel, Boundary, SurveyedArea, BoundaryPoints, provenance)),
            .. papers[0].IssueFor(Right, right.Certificate, CertificateOccasion.Replacement, CertificateReason.RightChanged.Chinese, provenance),
        ]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new BoundaryProposed(caseNumber, this, provenance);
}

/// <summary>
/// An entry of a parcel is put right (更正登记). A wrong letter or code is mended on evidence; what changes the land itself is put to
/// everybody by a notice first.
/// </summary>
/// <param name="Household">18-digit code of the household that holds it.</param>
/// <param name="Parcel">Parcel code.</param>
/// <param name="Entry">Which entry.</param>
/// <param name="Before">What stands there now; null when nothing does.</param>
/// <param name="After">What is right.</param>
/// <param name="Evidence">SHA-256 of the evidence.</param>
public sealed record CorrectEntry(string Household, string Parcel, ParcelEntry Entry, string? Before, string After, string Evidence) : IChange
{
    Procedure IChange.Procedure => Entry.IsSubstantive() ? Procedures.SubstantiveCorrection : Procedures.ClericalCorrection;

    string IChange.CollectiveOf(Books books) => books.CollectiveOf(Household);

    IReadOnlyList<string> IChange.Households => [Household];

    IReadOnlyList<string> IChange.Parcels => [Parcel];

    IReadOnlyList<HandedIn> IChange.Papers => HandedIn.As("error-proof", Evidence);

    private string Right => ContractRight.CodeOfFamilyContract(Household);

    IEnumerable<string> IChange.Reads(Books books) => [Streams.Household(Household), Streams.Right(Right), Streams.Parcel(Parcel)];

    IReadOnlyList<Alteration> IChange.Alterations(Books books) =>
    [
        new("地块", "Parcel", ValueKind.Parcel, Parcel, Parcel),
        new(Entry.Name().Chinese, Entry.Name().English, Kind, Before, After),
    ];

    private ValueKind Kind => Entry switch
    {
        ParcelEntry.SurveyedArea or ParcelEntry.ContractArea => ValueKind.Area,
        ParcelEntry.BasicFarmland => ValueKind.YesNo,
        ParcelEntry.Category => ValueKind.Category,
        ParcelEntry.Ownership => ValueKind.Ownership,
        ParcelEntry.Grade => ValueKind.Grade,
        ParcelEntry.Purpose => ValueKind.Purpose,
        ParcelEntry.LandUse => ValueKind.LandUse,
        _ => ValueKind.Text,
    };

    int IChange.PapersNeeded(Books books) => 1;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        if (!books.Read<Household>(Streams.Household(Household)).IsRegistered) return Refuse(HouseholdIsUnknown, Household);
        var known = books.Read<Parcel>(Streams.Parcel(Parcel));
        if (ParcelChange.WhyGone(known, Parcel) is { } gone) return gone;
        var right = books.Read<ContractRight>(Streams.Right(Right));
        if (right.Hindrance([Parcel], [.. right.Leases.Keys], act.Today, Disposal.Division, Streams.Case(act.Case)) is { } hindrance) return hindrance;
        if (Entry.Of(known.Survey!, right.Holdings[Parcel].Parcel.ContractArea) != Before) return Refuse(EntryHasChanged);
        if (After == Before) return Refuse(NothingIsCorrected);
        if (!Entry.MaySay(After)) return Refuse(ValueDoesNotFit);
        if (Evidence.Length == 0) return Refuse(EvidenceIsMissing);
        if (Entry == ParcelEntry.SurveyedArea && known.Survey!.Boundary.Hindrance(Parcel, Entry.Set(known.Survey, After).SurveyedArea) is { } wrong) return wrong;

        var provenance = act.After([
            HouseholdIsUnknown, ParcelIsUnknown, ParcelIsRetired, .. ContractRight.HindrancesChecked, EntryHasChanged, NothingIsCorrected, ValueDoesNotFit, EvidenceIsMissing])
            with { Documents = [Evidence] };
        return Enter(
        [
            Entry == ParcelEntry.ContractArea
                ? new(Streams.Right(Right), new ContractAreaCorrected(Right, Parcel, right.Holdings[Parcel].Parcel.ContractArea, decimal.Parse(After, CultureInfo.InvariantCulture), Evidence, provenance))
                : new(Streams.Parcel(Parcel), new ParcelEntryCorrected(Parcel, Entry, Before, After, Evidence, provenance)),
            .. papers[0].IssueFor(Right, right.Certificate, CertificateOccasion.Replacement, CertificateReason.WronglyWritten.Chinese, provenance),
        ]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new CorrectionProposed(caseNumber, this, provenance);
}

/// <summary>A case asks that a boundary be corrected.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record BoundaryProposed(string Case, CorrectBoundary Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}

/// <summary>A case asks that an entry be corrected.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CorrectionProposed(string Case, CorrectEntry Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}
