using Npgsql;
using RuralRights.Domain.Households;
using RuralRights.Interchange.Certificates;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;
using RuralRights.Spatial;

namespace RuralRights.Registry.Tenure;

/// <summary>Takes what a certificate says from the register and the vault, for its print and for its page.</summary>
public sealed class CertificateContents(CountyConnections connections, Vault vault)
{
    private const string Reserve = "22";
    private const double Beside = 0.0002;

    /// <summary>
    /// The content of a current certificate; null when there is no such paper or another took its place, because the register of today
    /// no longer says what that one said.
    /// </summary>
    /// <param name="county">Six-digit county code.</param>
    /// <param name="certificate">Id of the paper.</param>
    /// <param name="site">Address under which anybody verifies it.</param>
    /// <param name="viewer">Who sees the names, for the log of the vault.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="today">Legal day as of which it is taken.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<CertificateContent?> Of(
        string county, Guid certificate, Uri site, string viewer, string purpose, DateOnly today, CancellationToken cancel)
    {
        var register = connections[county];
        if (await CertificateLine.ById(register, certificate, cancel) is not { Status: "current" } paper) return null;

        var right = (await RightSheet.Of(register, paper.Right, cancel))!;
        var household = (await HouseholdSheet.Of(register, right.Household, cancel))!;
        var opened = await vault.Open(county, [.. household.People], viewer, purpose, cancel);
        var held = right.Held.ToList();
        var texts = await vault.OpenTexts(county, [.. held.Select(parcel => $"parcel/{parcel.Parcel}")], viewer, purpose, cancel);
        var surveys = await Surveys(register, [.. held.Select(parcel => parcel.Parcel)], cancel);
        return new()
        {
            Number = right.Code,
            Serial = paper.Serial,
            RegisteringAuthority = paper.Authority,
            IssuedOn = paper.IssuedOn,
            Replaces = await Replaced(register, paper, cancel),
            Issuer = new(right.CollectiveName, right.Collective),
            Holder = new(
                opened[household.Representative].Name,
                household.Code,
                opened[household.Representative].IdNumber is { Length: > 0 } number ? MaskedIdentity.Of(number) : null),
            CoHolders = [.. household.CoHolders.Select(member => CoHolder(opened[member.Person], member))],
            Term = new(right.TermFrom, right.TermTo),
            Mode = CodeWords.Mode(right.Mode),
            Parcels = [.. held.Select(parcel => Parcel(parcel, right.TermTo, surveys[parcel.Parcel], texts.GetValueOrDefault($"parcel/{parcel.Parcel}")))],
            Verification = new(site, county, VerificationToken.TryRead(paper.Token, out var token, out _) ? token : throw new InvalidDataException("A certificate in the register has no token that can be read.")),
            TakenFrom = new(await LastPosition(register, cancel), today),
        };
    }

    private static CoHolder CoHolder(Person person, HouseholdMember member) =>
        new(person.Name, CodeWords.Sex(person.Sex), CodeWords.Relation(member.Relation), person.Notes);

    private static CertifiedParcel Parcel(HeldParcel parcel, DateOnly contracted, Survey survey, SealedTexts? texts) => new()
    {
        Code = parcel.Parcel,
        Name = parcel.Name,
        Areas = new(parcel.SurveyedArea, parcel.ContractArea, parcel.EarlierArea),
        OwnTermTo = parcel.TermTo == contracted ? null : parcel.TermTo,
        Sides = new(texts?.East, texts?.South, texts?.West, texts?.North),
        Grade = CodeWords.Grade(parcel.Grade),
        Use = CodeWords.Purpose(parcel.Purpose),
        IsBasicFarmland = parcel.BasicFarmland,
        IsReserve = survey.Category == Reserve,
        Share = parcel.SharePart is { } part ? $"{part}/{parcel.ShareWhole}" : null,
        Boundary = survey.Boundary,
        BoundaryPoints = survey.Points,
        Neighbours = survey.Neighbours,
    };

    private static async Task<Replacement?> Replaced(NpgsqlDataSource register, CertificateLine paper, CancellationToken cancel)
    {
        if (paper.Occasion == "first") return null;

        var earlier = await register.First(
            "select serial, status_on from register.certificate where replaced_by = $1",
            row => new Earlier(row.GetString(0), row.GetFieldValue<DateOnly>(1)),
            cancel,
            paper.Id);
        return new(paper.Occasion == "reissue" ? ReplacementKind.Reissued : ReplacementKind.Replaced, earlier?.Serial, earlier?.On ?? paper.IssuedOn);
    }

    private static async Task<long> LastPosition(NpgsqlDataSource register, CancellationToken cancel) =>
        (await register.All("select coalesce(max(seq_id), 0) from ledger.mt_events", row => row.GetInt64(0), cancel))[0];

    /// <summary>Boundaries of these parcels as surveyed, and of what lies beside each.</summary>
    private static async Task<Dictionary<string, Survey>> Surveys(NpgsqlDataSource register, string[] parcels, CancellationToken cancel)
    {
        var own = await register.All(
            "select code, category, crs, ST_AsBinary(boundary), boundary_points from register.parcel where code = any ($1)",
            row => (Code: row.GetString(0), Category: row.GetString(1), Boundary: Boundary(row.GetString(2), row.GetFieldValue<byte[]>(3)), Points: row.Text(4)),
            cancel,
            (object)parcels);
        var beside = await register.All(
            """
            select p.code, n.code, n.crs, ST_AsBinary(n.boundary)
            from register.parcel p
                     join register.parcel n on n.map && ST_Expand(p.map, $2) and n.code <> p.code and n.retired_on is null
            where p.code = any ($1)
            order by n.code
            """,
            row => (Of: row.GetString(0), Code: row.GetString(1), Boundary: Boundary(row.GetString(2), row.GetFieldValue<byte[]>(3))),
            cancel,
            parcels,
            Beside);
        return own.ToDictionary(
            parcel => parcel.Code,
            parcel => new Survey(parcel.Category, parcel.Boundary, parcel.Points, [.. beside
                .Where(neighbour => neighbour.Of == parcel.Code && neighbour.Boundary is not null)
                .Select(neighbour => new NeighbourParcel(neighbour.Code, neighbour.Boundary!))]),
            StringComparer.Ordinal);
    }

    private static SurveyedBoundary? Boundary(string crs, byte[] wkb) =>
        CoordinateSystem.FromId(crs) is CoordinateSystemReading.Recognised known ? SurveyedBoundary.FromWkb(wkb, known.System) : null;

    private sealed record Survey(string Category, SurveyedBoundary? Boundary, string? Points, IReadOnlyList<NeighbourParcel> Neighbours);

    private sealed record Earlier(string Serial, DateOnly On);
}
