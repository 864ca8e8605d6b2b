using System.Security.Cryptography;
using System.Text;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Tenure;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Deliveries;
using RuralRights.Registry.Households;

namespace RuralRights.Registry.Registration;

/// <summary>What of a delivery holds for all its facts.</summary>
/// <param name="County">Six-digit county code.</param>
/// <param name="Sha256">The delivery.</param>
/// <param name="Year">Year of the survey.</param>
/// <param name="Crs">Coordinate system of its parcels.</param>
/// <param name="Authority">Office in whose right it is entered.</param>
/// <param name="Case">Business serial number of the case.</param>
/// <param name="Today">Day of entry, for what the delivery gives no day of.</param>
/// <param name="FindHash">SHA-256 of an attachment by the path a row names; null when there is no such file.</param>
internal sealed record DeliveryFrame(string County, string Sha256, int Year, string Crs, string Authority, string Case, DateOnly Today, Func<string, string?> FindHash)
{
    /// <summary>The rule every delivered fact was checked against: the whole inspection, whose rules the fact of the delivery lists.</summary>
    public const string Inspected = "delivery-inspected";

    /// <summary>Stands beside it where what was delivered had been corrected; the sheets of the corrections are among the documents.</summary>
    public const string Corrected = "delivery-corrected";

    /// <summary>SHA-256 of the correction sheets that what is entered rests on.</summary>
    public IReadOnlyList<string> Sheets { get; init; } = [];

    /// <summary>Provenance of a fact of this delivery.</summary>
    public Provenance On(DateOnly? day, params IReadOnlyList<string> documents) => new(
        day ?? Today, $"delivery/{Sha256}", Authority, Case, Sheets.Count == 0 ? [Inspected] : [Inspected, Corrected], [.. documents, .. Sheets]);
}

/// <summary>The people of one dossier, and where in the household each stands.</summary>
/// <param name="People">Everyone once; a representative who is also a member stands once.</param>
/// <param name="Representative">Index of the representative.</param>
/// <param name="Members">Index of each member.</param>
internal sealed record DossierPeople(IReadOnlyList<Person> People, int Representative, IReadOnlyList<int> Members)
{
    /// <summary>Reads the people of a dossier. What the two rows of a representative say of the same person is put together.</summary>
    public static DossierPeople Of(HouseholdDossier dossier)
    {
        var people = dossier.Members.Select(member => new Person(
            member.Name ?? "", member.IdKind ?? "", member.IdNumber, member.Sex, BirthOf(member.IdKind, member.IdNumber), Notes: member.RemarkText)).ToList();
        var members = Enumerable.Range(0, people.Count).ToList();
        var head = dossier.Contractor;
        var (kind, number) = (head.IdKind ?? "", Person.Normalised(head.IdKind ?? "", head.IdNumber));
        var representative = people.FindIndex(person => number is not null && person.IdType == kind && Person.Normalised(person.IdType, person.IdNumber) == number);
        if (representative >= 0)
        {
            people[representative] = people[representative] with { Phone = head.Phone, Address = head.Address };
        }
        else
        {
            representative = people.Count;
            people.Add(new(head.Name ?? "", kind, head.IdNumber, null, BirthOf(head.IdKind, head.IdNumber), head.Phone, head.Address));
        }

        return new(people, representative, members);
    }

    private static DateOnly? BirthOf(string? kind, string? number) =>
        kind == Person.ResidentCard && CitizenId.TryParse(Person.Normalised(kind, number), out var id) ? id.Birth : null;
}

/// <summary>A parcel that a survey says a household farms, while no contract is entered.</summary>
/// <param name="Household">Contractor code.</param>
/// <param name="Parcel">Parcel code.</param>
/// <param name="ContractArea">Contract area in square metres.</param>
/// <param name="EarlierArea">Area of the second-round ledger in square metres.</param>
/// <param name="EarlierContract">Number of the contract that went before.</param>
internal sealed record Allotment(string Household, string Parcel, decimal ContractArea, decimal? EarlierArea, string? EarlierContract);

/// <summary>Turns the dossiers of a delivery into the facts of the register. Whatever names people goes into texts for the vault instead.</summary>
internal static class DossierFacts
{
    /// <summary>Last letter of the code of a family contract.</summary>
    public const char FamilyContract = 'J';

    /// <summary>The fact of an issuer, and what of it is sealed.</summary>
    public static StreamFact? Of(DeliveredIssuer issuer, DeliveryFrame frame)
    {
        if (issuer is not { Code: { Length: 14 } code, Name: { } name }) return null;

        var level = code.EndsWith("00", StringComparison.Ordinal)
            ? code.AsSpan(9, 3).SequenceEqual("000") ? CollectiveLevel.Township : CollectiveLevel.Village
            : CollectiveLevel.Group;
        return new(Streams.Collective(code), new CollectiveRegistered(code, name, level, frame.County, frame.On(issuer.SurveyedOn)));
    }

    /// <summary>Texts of an issuer that name people.</summary>
    public static SealedTexts TextsOf(DeliveredIssuer issuer) => new(
        Contact: string.Join(' ', new[] { issuer.PersonInCharge, issuer.Phone, issuer.Address }.Where(text => !string.IsNullOrEmpty(text))));

    /// <summary>The fact of a parcel; null when the delivery does not say enough of it.</summary>
    /// <param name="parcel">What the delivery says of it.</param>
    /// <param name="surveyedOn">Day of the survey; the first of its year when no row says it.</param>
    /// <param name="frame">What holds for all.</param>
    public static StreamFact? Of(DeliveredParcel parcel, DateOnly? surveyedOn, DeliveryFrame frame) =>
        parcel is { Code: { Length: ParcelCode.Digits } code, Shape: { Kind: ShapeKind.Polygon, Parts.Count: > 0 } shape, SurveyedArea: { } area, Category: { } category }
            ? new(Streams.Parcel(code), new ParcelSurveyed(
                code, code[..14], parcel.Name ?? "", new(frame.Crs, RingAssembly.ToWkb(shape)), area, category, parcel.Ownership, parcel.LandUse,
                parcel.Grade, parcel.Purpose, parcel.IsBasicFarmland ?? false, parcel["KJZB"], frame.On(surveyedOn ?? new DateOnly(frame.Year, 1, 1))))
            : null;

    /// <summary>Texts of a parcel that name people.</summary>
    public static SealedTexts TextsOf(DeliveredParcel parcel) => new(parcel.East, parcel.South, parcel.West, parcel.North, parcel.ShownBy, parcel.Remark);

    /// <summary>The facts of a household but for its parcels, which others may share.</summary>
    /// <param name="dossier">What the delivery says of it.</param>
    /// <param name="people">Who is who.</param>
    /// <param name="ids">Ids of the people, in the order of <paramref name="people"/>.</param>
    /// <param name="wholes">For each jointly held parcel the sum of all shares, in hundredths of a square metre.</param>
    /// <param name="frame">What holds for all.</param>
    /// <param name="token">Sixteen secret bytes of a thing, always the same.</param>
    public static IEnumerable<StreamFact> Of(
        HouseholdDossier dossier,
        DossierPeople people,
        IReadOnlyList<Guid> ids,
        IReadOnlyDictionary<string, long> wholes,
        DeliveryFrame frame,
        Func<string, byte[]> token) => RightsOf(dossier, wholes, frame, token).Prepend(HouseholdOf(dossier, people, ids, frame));

    /// <summary>The fact of the household itself, the only one that names its people.</summary>
    public static StreamFact HouseholdOf(HouseholdDossier dossier, DossierPeople people, IReadOnlyList<Guid> ids, DeliveryFrame frame)
    {
        var (code, contractor) = (dossier.Code, dossier.Contractor);
        var kind = contractor.Kind switch { "2" => ContractorKind.Person, "3" => ContractorKind.Unit, _ => ContractorKind.Household };
        var listed = people.Members
            .Select((person, at) => (Id: ids[person], Member: dossier.Members[at]))
            .DistinctBy(pair => pair.Id)
            .Select(pair => new HouseholdMember(pair.Id, pair.Member.Relation ?? "", pair.Member.IsCoHolder ?? true, pair.Member.Remark));
        return new(Streams.Household(code), new HouseholdRegistered(
            code, code[..14], kind, ids[people.Representative], [.. listed], frame.On(contractor.NoticeReviewedOn ?? contractor.SurveyedOn)));
    }

    /// <summary>The facts of the household's rights.</summary>
    public static IEnumerable<StreamFact> RightsOf(
        HouseholdDossier dossier, IReadOnlyDictionary<string, long> wholes, DeliveryFrame frame, Func<string, byte[]> token)
    {
        var code = dossier.Code;
        foreach (var contract in dossier.Contracts)
        {
            if (contract is not { Code: { } right, Begins: { } begins, Ends: { } ends }) continue;

            var documents = Documents(dossier, right, frame);
            var stream = Streams.Right(right);
            var signed = contract.SignedOn ?? begins;
            yield return new(stream, new ContractConcluded(
                right, code, contract.Issuer ?? code[..14], right.EndsWith('Q') ? ContractKind.OtherMeans : ContractKind.Family, contract.Way ?? "110",
                begins, ends, signed, [.. Parcels(dossier, right, wholes)], contract.EarlierCode, frame.On(signed, documents)));

            foreach (var fact in Certify(dossier, right, documents, frame, token)) yield return new(stream, fact);
            foreach (var lease in dossier.Leases.Where(lease => lease.Contract == right))
                if (LeaseOf(dossier, lease, right, frame) is { } fact) yield return new(stream, fact);
        }
    }

    /// <summary>The parcels of the household's family contract, as a survey allots them to it.</summary>
    public static IEnumerable<Allotment> AllotmentsOf(HouseholdDossier dossier) =>
        from contract in dossier.Contracts
        where contract.Code?.EndsWith(FamilyContract) == true
        from parcel in Parcels(dossier, contract.Code!, new Dictionary<string, long>())
        select new Allotment(dossier.Code, parcel.Parcel, parcel.ContractArea, parcel.EarlierArea, contract.EarlierCode);

    /// <summary>Texts of a household and its rights that name people, by subject.</summary>
    public static IEnumerable<(string Subject, SealedTexts Texts)> TextsOf(HouseholdDossier dossier)
    {
        if (dossier.Contractor.NoticeRecord is { } notice) yield return (Streams.Household(dossier.Code), new(Remark: notice));

        foreach (var right in dossier.Contracts.Select(contract => contract.Code).OfType<string>())
        {
            var entry = dossier.RegisterEntries.FirstOrDefault(entry => entry.Code == right);
            var changes = dossier.CertificateChanges.Where(change => change.Certificate == right).ToList();
            var recipients = dossier.Certificates.Where(certificate => certificate.Code == right).Select(certificate => certificate.TakenBy)
                .Concat(changes.Select(change => change.TakenBy));
            yield return (Streams.Right(right), new(
                Remark: entry?.Note,
                Registrar: entry?.Registrar,
                Recipient: Joined(recipients),
                Words: Joined(changes.Select(change => change.Reason))));
        }
    }

    /// <summary>The sums of the shares of jointly held parcels, in hundredths of a square metre.</summary>
    public static IReadOnlyDictionary<string, long> Wholes(IReadOnlyList<HouseholdDossier> group) => group
        .SelectMany(dossier => dossier.Parcels)
        .Where(parcel => parcel is { IsJoint: true, ParcelCode: not null, Area: not null })
        .GroupBy(parcel => parcel.ParcelCode!, StringComparer.Ordinal)
        .ToDictionary(shares => shares.Key, shares => shares.Sum(share => Hundredths(share.Area!.Value)), StringComparer.Ordinal);

    /// <summary>An id that is the same for the same thing of a county, in whichever delivery it comes (UUID version 8 of a SHA-256).</summary>
    public static Guid IdOf(string county, string thing)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"ruralrights/{county}/{thing}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash[..16], bigEndian: true);
    }

    private static IEnumerable<ContractParcel> Parcels(HouseholdDossier dossier, string right, IReadOnlyDictionary<string, long> wholes) =>
        from parcel in dossier.Parcels
        where parcel.Contract == right && parcel.ParcelCode is not null
        let code = parcel.ParcelCode!
        select new ContractParcel(
            code,
            parcel.Area ?? parcel.Parcel?.SurveyedArea ?? 0,
            parcel.EarlierArea,
            parcel.IsJoint && wholes.TryGetValue(code, out var whole) ? new JointShare(Hundredths(parcel.Area ?? 0), whole) : null);

    private static long Hundredths(decimal squareMetres) => (long)decimal.Round(squareMetres * 100);

    /// <summary>Register entry and papers of a right. A paper that was voided is the one replaced; with none in its place the dossier is kept back.</summary>
    private static IEnumerable<object> Certify(HouseholdDossier dossier, string right, string[] documents, DeliveryFrame frame, Func<string, byte[]> token)
    {
        var entry = dossier.RegisterEntries.FirstOrDefault(entry => entry.Code == right);
        if (entry is not null)
            yield return new RightRegistered(right, entry.Serial ?? "", entry.EnteredOn ?? frame.Today, entry.EarlierCertificate, frame.On(entry.EnteredOn, documents));

        if (entry?.Serial is not { } serial || dossier.Certificates.FirstOrDefault(paper => paper.Code == right) is not { } certificate) yield break;

        var papers = 0;
        var current = Paper(0);
        yield return Issued(current, serial, certificate.IssuedOn, CertificateOccasion.First, null);

        var times = new Dictionary<CertificateOccasion, int>();
        foreach (var change in dossier.CertificateChanges.Where(change => change.Certificate == right && change.Change != CertificateChange.Voided))
        {
            var (occasion, reason) = change.Change == CertificateChange.Reissued
                ? (CertificateOccasion.Reissue, CertificateReason.Lost)
                : (CertificateOccasion.Replacement, ReasonOf(change.Reason));
            times[occasion] = times.GetValueOrDefault(occasion) + 1;
            var next = Paper(++papers);
            yield return new CertificateReplaced(right, current, next, frame.On(change.On));
            yield return Issued(next, CertificateSerial.Again(serial, occasion, times[occasion]), change.On, occasion, reason.Chinese);
            current = next;
        }

        Guid Paper(int ordinal) => IdOf(frame.County, $"certificate/{right}/{ordinal}");

        CertificateIssued Issued(Guid id, string number, DateOnly? day, CertificateOccasion occasion, string? reason) => new(
            right, id, number, VerificationToken.FromBytes(token($"certificate/{id}")).ToString(), certificate.Authority ?? frame.Authority,
            day ?? frame.Today, occasion, reason, frame.On(day, documents));
    }

    // The survey's own words may name people and are sealed; the fact gets the reason they amount to.
    private static CertificateReason ReasonOf(string? words) => words switch
    {
        not null when words.Contains('损', StringComparison.Ordinal) || words.Contains('毁', StringComparison.Ordinal) => CertificateReason.Damaged,
        not null when words.Contains('误', StringComparison.Ordinal) || words.Contains('错', StringComparison.Ordinal) => CertificateReason.WronglyWritten,
        _ => CertificateReason.RightChanged,
    };

    private static LeaseFiled? LeaseOf(HouseholdDossier dossier, DeliveredLease lease, string right, DeliveryFrame frame) =>
        lease is { Code: { } code, Taker: { } taker, Begins: { } begins, Ends: { } ends }
            ? new(
                right, code, taker, lease.Way ?? "", begins, ends, lease.Area ?? 0,
                [.. dossier.Parcels.Where(parcel => parcel.Lease == code).Select(parcel => parcel.ParcelCode).OfType<string>()],
                lease.Price, lease.SignedOn ?? begins, frame.On(lease.SignedOn ?? begins))
            : null;

    private static string[] Documents(HouseholdDossier dossier, string right, DeliveryFrame frame) =>
    [
        .. dossier.SourceDocuments.Where(paper => paper.Certificate == right).SelectMany(paper => paper.Files)
            .Concat(dossier.RegisterEntries.Where(entry => entry.Code == right).SelectMany(entry => entry.Sketches))
            .Select(frame.FindHash)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal),
    ];

    private static string? Joined(IEnumerable<string?> texts)
    {
        var all = string.Join('；', texts.Where(text => !string.IsNullOrWhiteSpace(text)));
        return all.Length > 0 ? all : null;
    }
}
