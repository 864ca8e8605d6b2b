using Npgsql;
using NpgsqlTypes;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tenure;

/// <summary>What the register said about a right, a household or a parcel on a legal day, as it was recorded at a moment.</summary>
/// <param name="County">Six-digit county code.</param>
/// <param name="On">The legal day asked about.</param>
/// <param name="RecordedBy">Only what was recorded up to this moment counts.</param>
/// <param name="Rights">Rights held on that day, by code.</param>
public sealed record RightExtract(string County, DateOnly On, DateTimeOffset RecordedBy, IReadOnlyList<RightOnDay> Rights)
{
    /// <summary>Homesteads held on that day, by plot code.</summary>
    public IReadOnlyList<HomesteadOnDay> Homesteads { get; init; } = [];
}

/// <summary>Something that held land still on a day. Who asked for it is not told.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Parcels">Codes of the parcels, or of the plot, that it held.</param>
/// <param name="Since">Day of its entry.</param>
/// <param name="Until">Its last day; null when it stood until it was lifted or lapsed by law.</param>
/// <param name="Stops">What it stopped by law.</param>
public sealed record HoldOnDay(EncumbranceKind Kind, IReadOnlyList<string> Parcels, DateOnly Since, DateOnly? Until, IReadOnlyList<Disposal> Stops)
{
    /// <summary>What held a right on that day.</summary>
    internal static IReadOnlyList<HoldOnDay> Of(ILandRight right, DateOnly on) =>
    [
        .. right.Encumbrances.Values
            .Where(held => held.StandsOn(on))
            .OrderBy(held => held.Since).ThenBy(held => held.Id)
            .Select(held => new HoldOnDay(held.Kind, held.Parcels, held.Since, held.Until, HoldLaw.Of(held.Kind).Stops)),
    ];
}

/// <summary>A homestead on a day.</summary>
/// <param name="Plot">Plot code.</param>
/// <param name="Unit">Real-estate unit code.</param>
/// <param name="Household">Who held it; empty where heirs held it for themselves.</param>
/// <param name="Collective">Owner of the land.</param>
/// <param name="Since">First day on which it was held.</param>
/// <param name="Area">Surveyed area in square metres.</param>
/// <param name="ApprovedArea">Approved area.</param>
/// <param name="ExcessArea">What is beyond the approval; no part of the right.</param>
/// <param name="House">The house, or null.</param>
/// <param name="Exceptions">Exceptions that were entered.</param>
/// <param name="Boundary">Boundary as surveyed.</param>
/// <param name="Certificate">Number of the certificate that the real-estate registry issued, or null.</param>
public sealed record HomesteadOnDay(
    string Plot,
    string Unit,
    string Household,
    string Collective,
    DateOnly Since,
    decimal Area,
    decimal ApprovedArea,
    decimal ExcessArea,
    House? House,
    IReadOnlyList<HomesteadException> Exceptions,
    BoundaryOnRecord Boundary,
    string? Certificate)
{
    /// <summary>True when its heirs held it only because of the inherited house.</summary>
    public bool OnlyForTheHouse { get; init; }

    /// <summary>Who held it, for the question who may see it; no extract names them.</summary>
    internal IReadOnlyList<Guid> Holders { get; init; } = [];

    /// <summary>What held it still.</summary>
    public IReadOnlyList<HoldOnDay> Holds { get; init; } = [];
}

/// <summary>A right on a day.</summary>
/// <param name="Code">Code of the right.</param>
/// <param name="Household">Who held it.</param>
/// <param name="Collective">Issuer and owner.</param>
/// <param name="Kind">Family contracting or other means.</param>
/// <param name="TermFrom">First day of the term.</param>
/// <param name="TermTo">Last day of the term.</param>
/// <param name="Serial">Serial in the register; null when the right was not entered yet.</param>
/// <param name="RegisteredOn">Day of entry, or null.</param>
/// <param name="Certificate">The paper that counted, or null.</param>
/// <param name="Parcels">Parcels held on that day, by code.</param>
public sealed record RightOnDay(
    string Code,
    string Household,
    string Collective,
    ContractKind Kind,
    DateOnly TermFrom,
    DateOnly TermTo,
    string? Serial,
    DateOnly? RegisteredOn,
    CertificateOnDay? Certificate,
    IReadOnlyList<ParcelOnDay> Parcels)
{
    /// <summary>What held its parcels still.</summary>
    public IReadOnlyList<HoldOnDay> Holds { get; init; } = [];
}

/// <summary>The paper that counted on a day.</summary>
public sealed record CertificateOnDay(Guid Id, string Serial, DateOnly IssuedOn);

/// <summary>A parcel held on a day, with the boundary known then.</summary>
/// <param name="Code">Parcel code.</param>
/// <param name="HeldSince">First day on which this right held it.</param>
/// <param name="TermTo">Last day on which it is held.</param>
/// <param name="ContractArea">Confirmed area in square metres.</param>
/// <param name="EarlierArea">Area of the earlier contract, or null.</param>
/// <param name="Share">Share when it is held jointly, or null.</param>
/// <param name="Survey">The survey that stood on that day; null when none was recorded.</param>
public sealed record ParcelOnDay(
    string Code, DateOnly HeldSince, DateOnly TermTo, decimal ContractArea, decimal? EarlierArea, JointShare? Share, ParcelSurveyed? Survey);

/// <summary>Answers who held which right on which parcels with which boundary, on any legal day and as recorded at any time.</summary>
/// <remarks>
/// It is told from the facts themselves, not from the tables of today: facts that were recorded later, or are true only from a
/// later day on, are left out, and the rest is added up in the order in which it was recorded.
/// </remarks>
public sealed class Extracts(CountyConnections connections, TimeProvider clock)
{
    /// <summary>The extract of one right.</summary>
    public Task<RightExtract> OfRight(string county, string right, DateOnly on, DateTimeOffset? recordedBy = null, CancellationToken cancel = default) =>
        Of(county, "select $1", right, on, recordedBy, cancel);

    /// <summary>The extract of all rights of a household.</summary>
    public async Task<RightExtract> OfHousehold(string county, string household, DateOnly on, DateTimeOffset? recordedBy = null, CancellationToken cancel = default)
    {
        var extract = await Of(county, "select code from register.contract_right where household = $1", household, on, recordedBy, cancel);
        var homesteads = await Homesteads(county, "select plot from register.homestead_right where household = $1", household, on, extract.RecordedBy, cancel);
        return extract with { Homesteads = [.. homesteads.Where(homestead => homestead.Household == household)] };
    }

    /// <summary>The extract of all rights that ever held a parcel; those that held it on the day are shown.</summary>
    public async Task<RightExtract> OfParcel(string county, string parcel, DateOnly on, DateTimeOffset? recordedBy = null, CancellationToken cancel = default)
    {
        var extract = await Of(county, "select distinct right_code from register.holding where parcel = $1", parcel, on, recordedBy, cancel);
        return extract with
        {
            Rights = [.. extract.Rights.Where(right => right.Parcels.Any(held => held.Code == parcel))],
            Homesteads = await Homesteads(county, "select $1", parcel, on, extract.RecordedBy, cancel),
        };
    }

    private async Task<IReadOnlyList<HomesteadOnDay>> Homesteads(string county, string which, string code, DateOnly on, DateTimeOffset recordedBy, CancellationToken cancel)
    {
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        var facts = await Facts(connection, $"select 'homestead/' || plot from ({which}) as asked(plot)", code, on, recordedBy, cancel);
        return
        [
            .. facts.GroupBy(fact => fact.Stream, StringComparer.Ordinal)
                .Select(stream => OnDay([.. stream.Select(fact => fact.Fact)], on))
                .OfType<HomesteadOnDay>()
                .OrderBy(homestead => homestead.Plot, StringComparer.Ordinal),
        ];
    }

    private static HomesteadOnDay? OnDay(IReadOnlyList<object> facts, DateOnly on) => State.After<HomesteadRight>(facts) is { Entry: { } entry } right
        ? new(
            entry.Plot, entry.Unit, right.Household, entry.Collective,
            facts.Where(fact => fact is HomesteadRegistered or HomesteadPassed or HomesteadInherited).Cast<IFact>().Last().Provenance.LegalDay,
            entry.Area, entry.Approval.Area, entry.Excess, entry.House, entry.Exceptions, entry.Boundary, right.Certificate) { Holds = HoldOnDay.Of(right, on), OnlyForTheHouse = right.OnlyForTheHouse, Holders = [.. right.Living] }
        : null;

    private async Task<RightExtract> Of(string county, string which, string code, DateOnly on, DateTimeOffset? recordedBy, CancellationToken cancel)
    {
        var moment = recordedBy ?? clock.GetUtcNow();
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        var facts = await Facts(connection, $"select 'right/' || code from ({which}) as asked(code)", code, on, moment, cancel);
        var rights = facts.GroupBy(fact => fact.Stream, StringComparer.Ordinal)
            .Select(stream => stream.Aggregate(Told.Nothing, (told, fact) => told.With(fact.Fact)) with { Holds = HoldOnDay.Of(State.After<ContractRight>(stream.Select(fact => fact.Fact)), on) })
            .Where(told => told.Concluded is not null)
            .OrderBy(told => told.Concluded!.Right, StringComparer.Ordinal)
            .ToList();
        var codes = rights.SelectMany(told => told.Held.Keys).Distinct(StringComparer.Ordinal).ToArray();
        var surveys = (await Facts(connection, "select 'parcel/' || code from unnest($1) as code", codes, on, moment, cancel))
            .GroupBy(fact => fact.Stream, StringComparer.Ordinal)
            .Select(stream => State.After<Parcel>(stream.Select(fact => fact.Fact)).Survey)
            .OfType<ParcelSurveyed>()
            .ToDictionary(survey => survey.Parcel, StringComparer.Ordinal);
        return new(county, on, moment, [.. rights.Where(told => !told.Ended).Select(told => told.OnDay(surveys))]);
    }

    private static async Task<List<(string Stream, object Fact)>> Facts(
        NpgsqlConnection connection, string streams, object code, DateOnly on, DateTimeOffset recordedBy, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"""
            select stream_id, type, data
            from ledger.mt_events
            where stream_id in ({streams})
              and timestamp <= $2
              and (data -> 'provenance' ->> 'legal_day')::date <= $3
            order by seq_id
            """, connection);
        command.Parameters.Add(new() { Value = code });
        command.Parameters.Add(new() { Value = recordedBy.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = on });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var facts = new List<(string, object)>();
        while (await reader.ReadAsync(cancel)) facts.Add((reader.GetString(0), Fact.Read(reader.GetString(1), reader.GetFieldValue<byte[]>(2))));
        return facts;
    }

    /// <summary>A right as its facts tell it up to a point.</summary>
    private sealed record Told(
        ContractConcluded? Concluded,
        RightRegistered? Registered,
        CertificateOnDay? Certificate,
        IReadOnlyDictionary<string, (Holding Holding, DateOnly Since)> Held,
        bool Ended)
    {
        public IReadOnlyList<HoldOnDay> Holds { get; init; } = [];

        public static readonly Told Nothing = new(null, null, null, new Dictionary<string, (Holding, DateOnly)>(), false);

        public Told With(object fact) => fact switch
        {
            ContractConcluded e => new(e, null, null, e.Parcels.ToDictionary(parcel => parcel.Parcel, parcel => (new Holding(parcel, e.TermTo), e.Provenance.LegalDay), StringComparer.Ordinal), false),
            ContractRenewed e when Concluded is not null => this with
            {
                Concluded = Concluded with { TermTo = e.TermTo },
                Held = Held.ToDictionary(pair => pair.Key, pair => (pair.Value.Holding.Until(e.TermTo), pair.Value.Since), StringComparer.Ordinal),
            },
            RightRegistered e => this with { Registered = e },
            ParcelJoined e => this with { Held = new Dictionary<string, (Holding, DateOnly)>(Held) { [e.Parcel.Parcel] = (new(e.Parcel, e.TermTo), e.Provenance.LegalDay) } },
            ContractAreaCorrected e when Held.TryGetValue(e.Parcel, out var held) => this with
            {
                Held = new Dictionary<string, (Holding, DateOnly)>(Held) { [e.Parcel] = (held.Holding with { Parcel = held.Holding.Parcel with { ContractArea = e.After } }, held.Since) },
            },
            ParcelLeft e => this with { Held = Held.Where(pair => pair.Key != e.Parcel).ToDictionary(StringComparer.Ordinal) },
            ContractEnded => this with { Ended = true, Held = Nothing.Held },
            CertificateIssued e => this with { Certificate = new(e.Certificate, e.Serial, e.IssuedOn) },
            CertificateReplaced e when e.Certificate == Certificate?.Id => this with { Certificate = null },
            CertificateVoided e when e.Certificate == Certificate?.Id => this with { Certificate = null },
            _ => this,
        };

        public RightOnDay OnDay(Dictionary<string, ParcelSurveyed> surveys) => new(
            Concluded!.Right, Concluded.Household, Concluded.Collective, Concluded.Kind, Concluded.TermFrom, Concluded.TermTo,
            Registered?.Serial, Registered?.RegisteredOn, Certificate,
            [.. Held.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new ParcelOnDay(
                pair.Key, pair.Value.Since, pair.Value.Holding.TermTo, pair.Value.Holding.Parcel.ContractArea, pair.Value.Holding.Parcel.EarlierArea, pair.Value.Holding.Parcel.Share,
                surveys.GetValueOrDefault(pair.Key)))]) { Holds = Holds };
    }
}
