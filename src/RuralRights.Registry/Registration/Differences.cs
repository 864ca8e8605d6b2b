using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Npgsql;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Tenure;
using RuralRights.Interchange.Deliveries;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;
using RuralRights.Spatial;

namespace RuralRights.Registry.Registration;

/// <summary>How a delivered contractor stands to the register.</summary>
public enum DifferenceKind
{
    /// <summary>Not in the register; would be entered.</summary>
    New,

    /// <summary>In the register exactly so.</summary>
    Same,

    /// <summary>In the register, but otherwise. It is not overwritten: a change is an act of its own.</summary>
    Changed,
}

/// <summary>One field that differs.</summary>
/// <param name="Subject">Stream of the thing: <c>household/…</c>, <c>parcel/…</c>, <c>right/…</c>, <c>person/…</c>.</param>
/// <param name="Field">Field of the fact, in the ledger's spelling.</param>
/// <param name="Registered">What the register says; masked where it is a person's; null when it says nothing.</param>
/// <param name="Delivered">What the delivery says, likewise.</param>
public sealed record FieldDifference(string Subject, string Field, string? Registered, string? Delivered);

/// <summary>How one contractor of a delivery stands to the register.</summary>
public sealed record Difference(string Household, DifferenceKind Kind, IReadOnlyList<FieldDifference> Fields);

/// <summary>Shows what a later delivery would change, before anything is entered. Nothing is written, not even to the vault.</summary>
public sealed class Differences(CountyConnections connections, Vault vault)
{
    private const string Hidden = "***";

    /// <summary>Goes through a delivery household by household.</summary>
    public async IAsyncEnumerable<Difference> Of(string county, Delivery delivery, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (delivery.Layers.GetValueOrDefault("DK") is not { } parcels || CoordinateSystem.FromPrj(parcels.Projection) is not CoordinateSystemReading.Recognised { System: var system }) yield break;

        var frame = new DeliveryFrame(county, delivery.Sha256(cancel), delivery.Year, system.Id, "", "", new DateOnly(delivery.Year, 1, 1), _ => null);
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        foreach (var group in new HouseholdDossiers(delivery, cancel).Groups())
        {
            var wholes = DossierFacts.Wholes(group);
            foreach (var dossier in group) yield return await Compare(connection, dossier, wholes, frame, cancel);
        }
    }

    private async Task<Difference> Compare(
        NpgsqlConnection connection, HouseholdDossier dossier, IReadOnlyDictionary<string, long> wholes, DeliveryFrame frame, CancellationToken cancel)
    {
        var reading = new Reading(frame.County, connection);
        var household = await reading.State<Household>(Streams.Household(dossier.Code), cancel);
        if (!household.IsRegistered) return new(dossier.Code, DifferenceKind.New, []);

        var fields = new List<FieldDifference>();
        var people = DossierPeople.Of(dossier);
        var ids = new Guid[people.People.Count];
        for (var at = 0; at < ids.Length; at++)
        {
            var person = people.People[at];
            ids[at] = (person.IdNumber is { } number ? await vault.Find(frame.County, person.IdType, number, cancel) : null) ?? Guid.Empty;
        }

        var facts = DossierFacts.Of(dossier, people, ids, wholes, frame, _ => new byte[16]).Select(fact => fact.Fact).ToList();
        CompareHousehold(household, facts.OfType<HouseholdRegistered>().Single(), people, ids, fields);
        await ComparePeople(frame.County, people, ids, fields, cancel);
        foreach (var concluded in facts.OfType<ContractConcluded>())
            await CompareRight(reading, concluded, facts.OfType<RightRegistered>().FirstOrDefault(entry => entry.Right == concluded.Right), fields, cancel);
        foreach (var parcel in dossier.Parcels.Select(parcel => parcel.Parcel).OfType<DeliveredParcel>())
            if (DossierFacts.Of(parcel, null, frame) is { Fact: ParcelSurveyed survey }) await CompareParcel(reading, survey, fields, cancel);

        return new(dossier.Code, fields.Count == 0 ? DifferenceKind.Same : DifferenceKind.Changed, fields);
    }

    private static void CompareHousehold(Household registered, HouseholdRegistered delivered, DossierPeople people, Guid[] ids, List<FieldDifference> fields)
    {
        var subject = Streams.Household(delivered.Household);
        Add(fields, subject, "collective", registered.Collective, delivered.Collective);
        Add(fields, subject, "kind", registered.Kind.ToString(), delivered.Kind.ToString());
        if (registered.Representative != delivered.Representative)
            fields.Add(new(subject, "representative", Hidden, MaskedPerson.MaskName(people.People[people.Representative].Name)));

        var known = registered.Members.ToDictionary(member => member.Person);
        foreach (var (person, at) in people.Members.Select((person, at) => (person, at)))
        {
            var name = MaskedPerson.MaskName(people.People[person].Name);
            if (!known.Remove(ids[person], out var before))
            {
                // Without an identity number nobody can tell whether it is the same person.
                if (people.People[person].IdNumber is not null) fields.Add(new(subject, "members", null, name));
                continue;
            }

            var now = delivered.Members.First(member => member.Person == ids[person]);
            var member = $"person/{ids[person]}";
            Add(fields, member, "relation", before.Relation, now.Relation);
            Add(fields, member, "co_holder", before.CoHolder.ToString(), now.CoHolder.ToString());
            Add(fields, member, "mark", before.Mark, now.Mark);
        }

        if (people.Members.All(person => people.People[person].IdNumber is not null))
            fields.AddRange(known.Keys.Select(gone => new FieldDifference($"person/{gone}", "members", Hidden, null)));
    }

    private async Task ComparePeople(string county, DossierPeople people, Guid[] ids, List<FieldDifference> fields, CancellationToken cancel)
    {
        var registered = await vault.Compare(county, ids.Where(id => id != Guid.Empty).Distinct().ToArray(), cancel);
        foreach (var (person, id) in people.People.Zip(ids).DistinctBy(pair => pair.Second))
        {
            if (!registered.TryGetValue(id, out var before)) continue;

            var (was, now) = (MaskedPerson.Of(id, before), MaskedPerson.Of(id, person));
            if (before.Name != person.Name) fields.Add(new($"person/{id}", "name", was.Name, now.Name));
            if (person.Phone is not null && before.Phone != person.Phone) fields.Add(new($"person/{id}", "phone", was.Phone, now.Phone));
            if (person.Address is not null && before.Address != person.Address) fields.Add(new($"person/{id}", "address", Hidden, Hidden));
            if (person.Sex is not null && before.Sex is not null && before.Sex != person.Sex) fields.Add(new($"person/{id}", "sex", Hidden, Hidden));
        }
    }

    private static async Task CompareRight(Reading reading, ContractConcluded delivered, RightRegistered? entry, List<FieldDifference> fields, CancellationToken cancel)
    {
        var subject = Streams.Right(delivered.Right);
        var facts = await reading.Facts(subject, cancel);
        if (facts.OfType<ContractConcluded>().LastOrDefault() is not { } concluded)
        {
            fields.Add(new(subject, "right", null, delivered.Right));
            return;
        }

        Add(fields, subject, "household", concluded.Household, delivered.Household);
        Add(fields, subject, "collective", concluded.Collective, delivered.Collective);
        Add(fields, subject, "mode", concluded.Mode, delivered.Mode);
        Add(fields, subject, "term_from", Day(concluded.TermFrom), Day(delivered.TermFrom));
        Add(fields, subject, "term_to", Day(concluded.TermTo), Day(delivered.TermTo));
        Add(fields, subject, "signed_on", Day(concluded.SignedOn), Day(delivered.SignedOn));
        Add(fields, subject, "earlier_contract", concluded.EarlierContract, delivered.EarlierContract);
        if (entry is not null) Add(fields, subject, "serial", facts.OfType<RightRegistered>().LastOrDefault()?.Serial, entry.Serial);

        var held = (await reading.State<ContractRight>(subject, cancel)).Holdings;
        foreach (var parcel in delivered.Parcels)
        {
            if (!held.TryGetValue(parcel.Parcel, out var holding))
            {
                fields.Add(new(subject, "parcels", null, parcel.Parcel));
                continue;
            }

            Add(fields, subject, $"parcels/{parcel.Parcel}/contract_area", Area(holding.Parcel.ContractArea), Area(parcel.ContractArea));
            Add(fields, subject, $"parcels/{parcel.Parcel}/earlier_area", Area(holding.Parcel.EarlierArea), Area(parcel.EarlierArea));
            Add(fields, subject, $"parcels/{parcel.Parcel}/share", holding.Parcel.Share?.ToString(), parcel.Share?.ToString());
        }

        fields.AddRange(held.Keys.Except(delivered.Parcels.Select(parcel => parcel.Parcel), StringComparer.Ordinal).Select(gone => new FieldDifference(subject, "parcels", gone, null)));
    }

    private static async Task CompareParcel(Reading reading, ParcelSurveyed delivered, List<FieldDifference> fields, CancellationToken cancel)
    {
        var subject = Streams.Parcel(delivered.Parcel);
        if ((await reading.Facts(subject, cancel)).OfType<ParcelSurveyed>().LastOrDefault() is not { } registered)
        {
            fields.Add(new(subject, "parcel", null, delivered.Parcel));
            return;
        }

        Add(fields, subject, "name", registered.Name, delivered.Name);
        Add(fields, subject, "boundary", Shape(registered.Boundary), Shape(delivered.Boundary));
        Add(fields, subject, "surveyed_area", Area(registered.SurveyedArea), Area(delivered.SurveyedArea));
        Add(fields, subject, "category", registered.Category, delivered.Category);
        Add(fields, subject, "ownership", registered.Ownership, delivered.Ownership);
        Add(fields, subject, "land_use", registered.LandUse, delivered.LandUse);
        Add(fields, subject, "grade", registered.Grade, delivered.Grade);
        Add(fields, subject, "purpose", registered.Purpose, delivered.Purpose);
        Add(fields, subject, "basic_farmland", registered.BasicFarmland.ToString(), delivered.BasicFarmland.ToString());
        Add(fields, subject, "boundary_points", registered.BoundaryPoints, delivered.BoundaryPoints);
    }

    private static void Add(List<FieldDifference> fields, string subject, string field, string? registered, string? delivered)
    {
        if (registered != delivered) fields.Add(new(subject, field, registered, delivered));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Area(decimal? area) => area?.ToString("0.00", CultureInfo.InvariantCulture);

    // Enough to tell that two boundaries differ; the map shows where.
    private static string Shape(BoundaryOnRecord boundary) => $"{boundary.Crs} {Convert.ToHexStringLower(SHA256.HashData(boundary.Wkb))[..12]}";
}
