using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Interchange.Corrections;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;
using RuralRights.Spatial;

namespace RuralRights.Registry.Registration;

/// <summary>A contractor that was not entered.</summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Refused">True when the register refused it; false when inspection holds it back.</param>
/// <param name="Rules">Codes of the rules that stand in the way.</param>
/// <param name="About">What is in the way, as codes.</param>
public sealed record KeptBack(string Household, bool Refused, IReadOnlyList<string> Rules, string? About);

/// <summary>What became of a delivery.</summary>
/// <param name="Sha256">The delivery.</param>
/// <param name="Entered">Contractors entered this time.</param>
/// <param name="Present">Contractors that stood in the register already.</param>
/// <param name="Held">Contractors that inspection holds back.</param>
/// <param name="Refused">Contractors, and parcels that nobody holds, that the register refused.</param>
/// <param name="Facts">Facts entered this time.</param>
public sealed record DeliveryEntry(string Sha256, long Entered, long Present, long Held, long Refused, long Facts)
{
    /// <summary>True when the register is as it was.</summary>
    public bool ChangedNothing => Facts == 0;
}

/// <summary>What is entered: a delivery with the corrections laid over it, or of it only some contractors.</summary>
/// <param name="County">Six-digit county code.</param>
/// <param name="CountyName">Name of the county as the delivery gives it; empty when it gives none.</param>
/// <param name="Sha256">The delivery.</param>
/// <param name="Year">Year of the survey.</param>
/// <param name="Tables">Its tables, as corrected.</param>
/// <param name="Layers">Its layers, as corrected.</param>
/// <param name="FindHash">SHA-256 of an attachment by the path a row names; null when there is no such file.</param>
public sealed record EntrySource(
    string County,
    string CountyName,
    string Sha256,
    int Year,
    IReadOnlyDictionary<string, RowStore> Tables,
    IReadOnlyDictionary<string, LayerStore> Layers,
    Func<string, string?> FindHash)
{
    /// <summary>SHA-256 of the correction sheets a code is entered with; none for what stands as it was delivered.</summary>
    public IReadOnlyDictionary<string, string> Sheets { get; init; } = new Dictionary<string, string>();

    /// <summary>Codes of contractors, or of parcels that nobody holds, to enter alone; null for everything.</summary>
    public IReadOnlySet<string>? Only { get; init; }

    /// <summary>
    /// True when it is entered as a survey only: people and land, while family contracts come by cases of first registration. Land that is
    /// confirmed in shares, land that is let, and contracts by other means have no such case, so they are entered as they were delivered.
    /// </summary>
    public bool SurveyOnly { get; init; }

    /// <summary>What the fact of the delivery says of the whole, where only a part is at hand.</summary>
    public DeliveryStatus? Whole { get; init; }

    /// <summary>A delivery as it was delivered.</summary>
    public static EntrySource Of(Delivery delivery, CancellationToken cancel = default) => Of(delivery, CorrectionLayer.None, cancel);

    /// <summary>A delivery as corrected.</summary>
    public static EntrySource Of(Delivery delivery, CorrectionLayer corrections, CancellationToken cancel = default) => new(
        delivery.CountyCode, delivery.CountyName, delivery.Sha256(cancel), delivery.Year, corrections.Over(delivery.Tables), corrections.Over(delivery.Layers),
        path => delivery.FindAttachment(path)?.Sha256());
}

/// <summary>Another delivery of the county is being entered right now.</summary>
public sealed class CountyIsBusyException(string county)
    : InvalidOperationException($"Another delivery of county {county} is being entered; wait until it is done.");

/// <summary>Enters what inspection does not hold back of a delivery, all or nothing for each household.</summary>
/// <remarks>
/// Households that share a jointly confirmed parcel are entered together. Some hundred households make one transaction by COPY, and
/// two such transactions run at a time; where the register refuses one of them, the rest of the chunk is entered without it. What stands in the register already is
/// passed over, so that an interrupted entry goes on where it stopped and a repeated one changes nothing.
/// </remarks>
public sealed class EnterDelivery(RegisterOptions options, CountyConnections connections, Desk desk, Vault vault, TimeProvider clock)
{
    private const int Tries = 3;

    /// <summary>
    /// Chunks under way at a time. While one is compared with its neighbours, where the next has to wait for it, the people and
    /// texts of the next go in; a third would only wait.
    /// </summary>
    private const int ChunksAtOnce = 2;

    private readonly CountyConnections _connections = connections;
    private readonly int _factsPerChunk = options.FactsPerTransaction;
    private readonly Vault _vault = vault;
    private readonly TimeProvider _clock = clock;

    /// <summary>Enters a delivery as it was delivered.</summary>
    public Task<DeliveryEntry> Run(
        string county, Delivery delivery, InspectionResult inspection, IProgress<WorkProgress>? progress = null, CancellationToken cancel = default) =>
        Run(county, EntrySource.Of(delivery, cancel), inspection, progress, cancel);

    /// <summary>Enters a delivery, or a part of it.</summary>
    /// <param name="county">Six-digit county code.</param>
    /// <param name="delivery">What is entered.</param>
    /// <param name="inspection">What inspection found in it.</param>
    /// <param name="progress">Is told after every chunk, in contractors.</param>
    /// <param name="cancel">Stops between two chunks.</param>
    public async Task<DeliveryEntry> Run(
        string county, EntrySource delivery, InspectionResult inspection, IProgress<WorkProgress>? progress = null, CancellationToken cancel = default)
    {
        if (delivery.County != county) throw new ArgumentException($"The delivery is of county {delivery.County}, not {county}.", nameof(delivery));

        await using var connection = await _connections.AtLength(county).OpenConnectionAsync(cancel);
        await Alone(connection, county, cancel);
        try
        {
            var dossiers = new HouseholdDossiers(delivery.Tables, delivery.Layers, cancel);
            await Receive(county, delivery, dossiers, inspection, cancel);
            var entry = new Entry(this, connection, county, delivery, inspection, dossiers, progress);
            return await entry.Run(await Frame(connection, county, delivery, inspection.HoldsEverything, cancel), await _vault.TokenBytes(county), cancel);
        }
        finally
        {
            await Release(connection);
        }
    }

    // The fact of the delivery itself: what it was and what inspection said of it when it was first entered.
    private async Task Receive(string county, EntrySource delivery, HouseholdDossiers dossiers, InspectionResult inspection, CancellationToken cancel)
    {
        var sha256 = delivery.Sha256;
        var (households, parcels, errors, warnings) = delivery.Whole is { } whole
            ? (whole.Households, whole.Parcels, whole.Errors, whole.Warnings)
            : (dossiers.Count, inspection.Layers.GetValueOrDefault("DK"), inspection.Errors, inspection.Warnings);
        var fact = new DeliveryReceived(
            sha256, county, delivery.Year, households, parcels, errors, warnings,
            new(Submission.LegalDay(_clock), $"delivery/{sha256}", county, "", [.. InspectionRules.All.Select(rule => rule.Code)], [sha256]));
        var command = DossierFacts.IdOf(county, $"delivery/{sha256}");
        await desk.Enter(
            new(county, command, $"delivery/{sha256}", new Received(sha256)),
            _ => Task.FromResult(Decision.Enter(new StreamFact(Streams.Delivery(sha256), fact))),
            cancel);
    }

    private async Task<DeliveryFrame> Frame(NpgsqlConnection connection, string county, EntrySource delivery, bool isHeld, CancellationToken cancel)
    {
        var sha256 = delivery.Sha256;
        var today = Submission.LegalDay(_clock);
        await using var question = new NpgsqlCommand("""
            select coalesce((select value from register.setting where key = $2 and valid_from <= $3 order by valid_from desc limit 1), $4),
                   coalesce((select case_number from intake.delivery where sha256 = $1), '')
            """, connection);
        foreach (var value in new object[] { sha256, CountySettings.RegisteringAuthority.Key, today, delivery.CountyName.Length > 0 ? delivery.CountyName : county })
            question.Parameters.Add(new() { Value = value });
        await using var reader = await question.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        var parcels = delivery.Layers.GetValueOrDefault("DK");
        return new(
            county, sha256, delivery.Year, parcels is null || isHeld ? "" : CoordinateSystem.FromPrj(parcels.Projection).Required().Id,
            reader.GetString(0), reader.GetString(1), today, delivery.FindHash);
    }

    private static async Task Alone(NpgsqlConnection connection, string county, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock(hashtext('entering a delivery'))", connection);
        if (await command.ExecuteScalarAsync(cancel) is not true) throw new CountyIsBusyException(county);
    }

    private static async Task Release(NpgsqlConnection connection)
    {
        if (connection.State != System.Data.ConnectionState.Open) return;
        await using var command = new NpgsqlCommand("select pg_advisory_unlock(hashtext('entering a delivery'))", connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private sealed record Received(string Delivery);

    /// <summary>Households that are entered together.</summary>
    private sealed record Group(IReadOnlyList<Ready> Households)
    {
        public IEnumerable<HouseholdDossier> Dossiers => Households.Select(household => household.Dossier);
    }

    /// <summary>A household with all that can be made of it without the database.</summary>
    private sealed record Ready(
        HouseholdDossier Dossier,
        DossierPeople People,
        IReadOnlyList<SealedPerson> Sealed,
        IReadOnlyList<SealedText> Texts,
        IReadOnlyList<(string Code, WrittenFact Fact)> Parcels,
        IReadOnlyList<WrittenFact> Rights,
        IReadOnlyList<Allotment> Allotments,
        DeliveryFrame Frame);

    /// <summary>One run over one delivery.</summary>
    private sealed class Entry(
        EnterDelivery slice, NpgsqlConnection connection, string county, EntrySource delivery, InspectionResult inspection, HouseholdDossiers dossiers, IProgress<WorkProgress>? progress)
    {
        private readonly string _sha256 = delivery.Sha256;
        private readonly Stopwatch _elapsed = Stopwatch.StartNew();
        private long _entered;
        private long _present;
        private long _held;
        private long _refused;
        private long _facts;

        private long Done => _entered + _present + _held + _refused;

        public async Task<DeliveryEntry> Run(DeliveryFrame frame, Func<string, byte[]> token, CancellationToken cancel)
        {
            if (inspection.HoldsEverything)
            {
                _held = dossiers.Count;
                return Result();
            }

            await Forget(cancel);
            await Collectives(frame, cancel);
            await Parallel.ForEachAsync(Chunks(frame, token, cancel), new ParallelOptions { MaxDegreeOfParallelism = ChunksAtOnce, CancellationToken = cancel }, async (chunk, stop) =>
            {
                await using var lane = await slice._connections.AtLength(county).OpenConnectionAsync(stop);
                await Enter(lane, await Fresh(lane, await NotHeld(lane, chunk, stop), stop), frame, 1, stop);
                Report();
            });

            await ReserveLand(frame, cancel);
            return Result();
        }

        private DeliveryEntry Result() => new(_sha256, _entered, _present, _held, _refused, _facts);

        // Two chunks report in turn, so that what is reported never goes back.
        private void Report()
        {
            lock (_elapsed)
                progress?.Report(WorkProgress.After(_elapsed.Elapsed, "", Done, dossiers.Count));
        }

        // The next chunk is read from the files, sealed and written while those before are being entered, so that the database waits
        // for nothing but what depends on it. The first is small, because nothing is under way while it is made.
        private async IAsyncEnumerable<List<Group>> Chunks(
            DeliveryFrame frame, Func<string, byte[]> token, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
        {
            var chunks = Channel.CreateBounded<List<Group>>(1);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var reading = Task.Run(async () =>
            {
                try
                {
                    var chunk = new List<IReadOnlyList<HouseholdDossier>>();
                    var (weight, full) = (0, slice._factsPerChunk / 4);
                    foreach (var group in dossiers.Groups())
                    {
                        if (delivery.Only is { } only && !group.Any(one => only.Contains(one.Code))) continue;

                        chunk.Add(group);
                        weight += group.Sum(dossier => 4 + dossier.Parcels.Count + dossier.Leases.Count);
                        if (weight < full) continue;

                        await chunks.Writer.WriteAsync(await Prepare(chunk, frame, token), stop.Token);
                        (chunk, weight, full) = ([], 0, slice._factsPerChunk);
                    }

                    if (chunk.Count > 0) await chunks.Writer.WriteAsync(await Prepare(chunk, frame, token), stop.Token);
                    chunks.Writer.Complete();
                }
                catch (Exception e)
                {
                    chunks.Writer.Complete(e);
                }
            }, CancellationToken.None);

            try
            {
                await foreach (var chunk in chunks.Reader.ReadAllAsync(cancel)) yield return chunk;
            }
            finally
            {
                await stop.CancelAsync();
                await reading;
            }
        }

        private async Task<List<Group>> Prepare(List<IReadOnlyList<HouseholdDossier>> chunk, DeliveryFrame frame, Func<string, byte[]> token)
        {
            var all = chunk.SelectMany(group => group).ToList();
            var people = all.ConvertAll(DossierPeople.Of);
            var byCases = delivery.SurveyOnly
                ? chunk.Where(group => DossierFacts.Wholes(group).Count == 0 && group.All(dossier => dossier.Leases.Count == 0)).SelectMany(group => group).ToHashSet()
                : [];
            var texts = all.ConvertAll(dossier => TextsOf(dossier, byCases.Contains(dossier)));
            using var persons = (await slice._vault.Prepare(county, [.. people.SelectMany(one => one.People)])).GetEnumerator();
            using var closed = slice._vault.Prepare([.. texts.SelectMany(one => one)]).GetEnumerator();
            var at = 0;
            var ready = new List<Group>(chunk.Count);
            foreach (var group in chunk)
            {
                var wholes = DossierFacts.Wholes(group);
                var corrected = frame with { Sheets = Sheets(group.Select(dossier => dossier.Code)) };
                var households = new List<Ready>(group.Count);
                foreach (var dossier in group)
                {
                    households.Add(new(
                        dossier,
                        people[at],
                        Next(persons, people[at].People.Count),
                        Next(closed, texts[at].Count),
                        [.. ParcelsOf(dossier, corrected)],
                        [.. DossierFacts.RightsOf(dossier, wholes, corrected, token).Where(fact => !byCases.Contains(dossier) || !IsOfFamilyContract(fact.Stream)).Select(WrittenFact.Of)],
                        byCases.Contains(dossier) ? [.. DossierFacts.AllotmentsOf(dossier)] : [],
                        corrected));
                    at++;
                }

                ready.Add(new(households));
            }

            return ready;

            static T[] Next<T>(IEnumerator<T> sealedInOrder, int many)
            {
                var next = new T[many];
                for (var one = 0; one < many && sealedInOrder.MoveNext(); one++) next[one] = sealedInOrder.Current;
                return next;
            }
        }

        private static IEnumerable<(string Code, WrittenFact Fact)> ParcelsOf(HouseholdDossier dossier, DeliveryFrame frame) =>
            from parcel in dossier.Parcels
            where parcel.Parcel is { Code: not null }
            let fact = DossierFacts.Of(parcel.Parcel!, dossier.Contractor.SurveyedOn, frame)
            where fact is not null
            select (parcel.Parcel!.Code!, WrittenFact.Of(fact));

        private static bool IsOfFamilyContract(string stream) => stream.EndsWith(DossierFacts.FamilyContract);

        private static List<KeyValuePair<string, SealedTexts>> TextsOf(HouseholdDossier dossier, bool byCases) =>
        [
            .. DossierFacts.TextsOf(dossier).Where(text => !byCases || !IsOfFamilyContract(text.Subject)).Select(text => KeyValuePair.Create(text.Subject, text.Texts)),
            .. from parcel in dossier.Parcels
               where parcel.Parcel is { Code: not null }
               select KeyValuePair.Create(Streams.Parcel(parcel.Parcel!.Code!), DossierFacts.TextsOf(parcel.Parcel!)),
        ];

        private async Task<List<Group>> NotHeld(NpgsqlConnection lane, List<Group> chunk, CancellationToken cancel)
        {
            var ready = new List<Group>(chunk.Count);
            foreach (var group in chunk)
            {
                var rules = group.Dossiers
                    .SelectMany(dossier => inspection.WhyContractorIsHeld(ulong.Parse(dossier.Code, System.Globalization.CultureInfo.InvariantCulture)))
                    .Select(rule => rule.Code).Distinct(StringComparer.Ordinal).ToList();
                if (rules.Count > 0)
                {
                    Interlocked.Add(ref _held, group.Households.Count);
                    foreach (var dossier in group.Dossiers) await KeepBack(lane, new(dossier.Code, false, rules, null), cancel);
                }
                else if (group.Dossiers.SelectMany(DossierInspection.WhyNotWhole).Select(rule => rule.Code).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } gaps)
                {
                    Interlocked.Add(ref _refused, group.Households.Count);
                    foreach (var dossier in group.Dossiers) await KeepBack(lane, new(dossier.Code, true, gaps, null), cancel);
                }
                else
                {
                    ready.Add(group);
                }
            }

            return ready;
        }

        private async Task<List<Group>> Fresh(NpgsqlConnection lane, List<Group> chunk, CancellationToken cancel)
        {
            var known = await Known(lane, "household", [.. chunk.SelectMany(group => group.Dossiers).Select(dossier => dossier.Code)], cancel);
            var fresh = new List<Group>(chunk.Count);
            foreach (var group in chunk)
            {
                var standing = group.Dossiers.Select(dossier => dossier.Code).Where(known.Contains).ToList();
                if (standing.Count == 0)
                {
                    fresh.Add(group);
                    continue;
                }

                Interlocked.Add(ref _present, standing.Count);
                foreach (var dossier in group.Dossiers.Where(dossier => !known.Contains(dossier.Code)))
                {
                    Interlocked.Increment(ref _refused);
                    await KeepBack(lane, new(dossier.Code, true, [ConstraintRules.SharersAreEntered.Code], string.Join(' ', standing)), cancel);
                }
            }

            return fresh;
        }

        /// <summary>Enters groups in one transaction; where a rule refuses, each half is tried by itself, down to the one in the way.</summary>
        private async Task Enter(NpgsqlConnection lane, List<Group> groups, DeliveryFrame frame, int attempt, CancellationToken cancel)
        {
            if (groups.Count == 0) return;

            try
            {
                await using var transaction = await lane.BeginTransactionAsync(cancel);
                var acts = await Acts(lane, groups, frame, cancel);
                await BulkEntry.Write(lane, county, acts, slice._clock.GetUtcNow().UtcDateTime, cancel);
                await Allot(lane, [.. groups.SelectMany(group => group.Households).SelectMany(household => household.Allotments)], cancel);
                await transaction.CommitAsync(CancellationToken.None);
                Interlocked.Add(ref _entered, groups.Sum(group => group.Households.Count));
                Interlocked.Add(ref _facts, acts.Sum(act => act.Facts.Count));
            }
            catch (Exception e) when (attempt < Tries && Desk.IsOvertaken(e))
            {
                await Enter(lane, await Fresh(lane, groups, cancel), frame, attempt + 1, cancel);
            }
            catch (Exception e) when (Desk.Violation(e) is { } violation && ConstraintRules.Of(violation) is { } rule)
            {
                if (groups.Count > 1)
                {
                    await Enter(lane, groups[..(groups.Count / 2)], frame, 1, cancel);
                    await Enter(lane, groups[(groups.Count / 2)..], frame, 1, cancel);
                    return;
                }

                Interlocked.Add(ref _refused, groups[0].Households.Count);
                foreach (var dossier in groups[0].Dossiers) await KeepBack(lane, new(dossier.Code, true, [rule.Code], Desk.About(violation)), cancel);
            }
        }

        private async Task<IReadOnlyList<BulkAct>> Acts(NpgsqlConnection lane, List<Group> groups, DeliveryFrame frame, CancellationToken cancel)
        {
            var households = groups.SelectMany(group => group.Households).ToList();
            var ids = await Vault.Keep(lane, [.. households.SelectMany(household => household.Sealed)], cancel);
            await Vault.KeepTexts(lane, [.. households.SelectMany(household => household.Texts)], cancel);

            var entered = await Known(lane, "parcel", [.. households.SelectMany(household => household.Parcels).Select(parcel => parcel.Code)], cancel);
            var acts = new List<BulkAct>(households.Count);
            var person = 0;
            foreach (var household in households)
            {
                var its = ids.Skip(person).Take(household.Sealed.Count).ToArray();
                person += its.Length;
                acts.Add(Act(Streams.Household(household.Dossier.Code), household.Frame.Sheets,
                [
                    .. household.Parcels.Where(parcel => entered.Add(parcel.Code)).Select(parcel => parcel.Fact),
                    WrittenFact.Of(DossierFacts.HouseholdOf(household.Dossier, household.People, its, household.Frame)),
                    .. household.Rights,
                ]));
            }

            return acts;
        }

        /// <summary>What the survey says each household farms, kept for its case of first registration.</summary>
        private async Task Allot(NpgsqlConnection lane, List<Allotment> allotments, CancellationToken cancel)
        {
            if (allotments.Count == 0) return;

            await using var command = new NpgsqlCommand("""
                insert into intake.allotment (household, parcel, contract_area, earlier_area, earlier_contract, delivery)
                select a.household, a.parcel, a.contract_area, a.earlier_area, a.earlier_contract, $6
                from unnest($1::text[], $2::text[], $3::numeric[], $4::numeric[], $5::text[]) as a(household, parcel, contract_area, earlier_area, earlier_contract)
                on conflict on constraint "allotted-once" do nothing
                """, lane);
            foreach (var value in new object[]
            {
                allotments.ConvertAll(one => one.Household).ToArray(), allotments.ConvertAll(one => one.Parcel).ToArray(), allotments.ConvertAll(one => one.ContractArea).ToArray(),
                allotments.ConvertAll(one => one.EarlierArea).ToArray(), allotments.ConvertAll(one => one.EarlierContract).ToArray(), _sha256,
            })
                command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync(cancel);
        }

        private IReadOnlyList<string> Sheets(IEnumerable<string> codes) =>
            [.. codes.Select(code => delivery.Sheets.GetValueOrDefault(code)).OfType<string>().Distinct(StringComparer.Ordinal)];

        private async Task Collectives(DeliveryFrame frame, CancellationToken cancel)
        {
            var issuers = dossiers.Issuers().Where(issuer => issuer.Code is not null).DistinctBy(issuer => issuer.Code).ToList();
            var known = await Known(connection, "collective", [.. issuers.Select(issuer => issuer.Code!)], cancel);
            var fresh = issuers.FindAll(issuer => !known.Contains(issuer.Code!));
            if (fresh.Count == 0) return;

            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await Vault.KeepTexts(connection, slice._vault.Prepare([.. fresh.Select(issuer => KeyValuePair.Create(Streams.Collective(issuer.Code!), DossierFacts.TextsOf(issuer)))]), cancel);
            await Write([.. fresh.Select(issuer => DossierFacts.Of(issuer, frame)).OfType<StreamFact>()], transaction, cancel);
        }

        // Land of the collective that nobody contracted: it belongs in the register, and to no household.
        private async Task ReserveLand(DeliveryFrame frame, CancellationToken cancel)
        {
            foreach (var chunk in dossiers.ParcelsWithoutContract().Where(parcel => IsSound(parcel) && delivery.Only?.Contains(parcel.Code!) != false).DistinctBy(parcel => parcel.Code).Chunk(slice._factsPerChunk))
            {
                cancel.ThrowIfCancellationRequested();
                var known = await Known(connection, "parcel", [.. chunk.Select(parcel => parcel.Code!)], cancel);
                await Reserve([.. chunk.Where(parcel => !known.Contains(parcel.Code!))], frame, cancel);
            }
        }

        private bool IsSound(DeliveredParcel parcel) =>
            DigitCode.TryRead(parcel.Code, Domain.Parcels.ParcelCode.Digits, out var code) && !inspection.HoldsParcel(code);

        private async Task Reserve(List<DeliveredParcel> parcels, DeliveryFrame frame, CancellationToken cancel)
        {
            if (parcels.Count == 0) return;

            try
            {
                await using var transaction = await connection.BeginTransactionAsync(cancel);
                await Vault.KeepTexts(connection, slice._vault.Prepare([.. parcels.Select(parcel => KeyValuePair.Create(Streams.Parcel(parcel.Code!), DossierFacts.TextsOf(parcel)))]), cancel);
                await Write([.. parcels.Select(parcel => DossierFacts.Of(parcel, null, frame with { Sheets = Sheets([parcel.Code!]) })).OfType<StreamFact>()], transaction, cancel);
            }
            catch (Exception e) when (Desk.Violation(e) is { } violation && ConstraintRules.Of(violation) is { } rule)
            {
                if (parcels.Count > 1)
                {
                    await Reserve(parcels[..(parcels.Count / 2)], frame, cancel);
                    await Reserve(parcels[(parcels.Count / 2)..], frame, cancel);
                }
                else
                {
                    _refused++;
                    await KeepBack(connection, new(parcels[0].Code!, true, [rule.Code], Desk.About(violation)), cancel);
                }
            }
        }

        // Each fact an act of its own.
        private async Task Write(IReadOnlyList<StreamFact> facts, NpgsqlTransaction transaction, CancellationToken cancel)
        {
            await BulkEntry.Write(connection, county, [.. facts.Select(fact => Act(fact.Stream, ((IFact)fact.Fact).Provenance.Documents, [WrittenFact.Of(fact)]))], slice._clock.GetUtcNow().UtcDateTime, cancel);
            await transaction.CommitAsync(CancellationToken.None);
            _facts += facts.Count;
        }

        // What is asked is that this thing be entered out of this delivery, with these correction sheets laid over it.
        private BulkAct Act(string thing, IReadOnlyList<string> sheets, IReadOnlyList<WrittenFact> facts) => new(
            DossierFacts.IdOf(county, $"delivery/{_sha256}/{thing}"),
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('/', [$"delivery/{_sha256}/{thing}", .. sheets]))),
            $"delivery/{_sha256}",
            facts);

        private static async Task<HashSet<string>> Known(NpgsqlConnection lane, string table, string[] codes, CancellationToken cancel)
        {
            await using var command = new NpgsqlCommand($"select code from register.{table} where code = any($1)", lane) { Parameters = { new() { Value = codes } } };
            await using var reader = await command.ExecuteReaderAsync(cancel);
            var known = new HashSet<string>(StringComparer.Ordinal);
            while (await reader.ReadAsync(cancel)) known.Add(reader.GetString(0));
            return known;
        }

        private async Task Forget(CancellationToken cancel)
        {
            await using var command = new NpgsqlCommand("delete from intake.kept_back where delivery = $1 and ($2::text[] is null or household = any($2))", connection);
            command.Parameters.Add(new() { Value = _sha256 });
            command.Parameters.Add(new() { Value = (object?)delivery.Only?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text });
            await command.ExecuteNonQueryAsync(cancel);
        }

        // Only deliveries that were brought into quarantine have a list to put it on; the command line prints it.
        private async Task KeepBack(NpgsqlConnection lane, KeptBack kept, CancellationToken cancel)
        {
            await using var command = new NpgsqlCommand("""
                insert into intake.kept_back (delivery, household, refused, rules, about)
                select sha256, $2, $3, $4, $5 from intake.delivery where sha256 = $1
                on conflict (delivery, household) do nothing
                """, lane);
            command.Parameters.Add(new() { Value = _sha256 });
            command.Parameters.Add(new() { Value = kept.Household });
            command.Parameters.Add(new() { Value = kept.Refused });
            command.Parameters.Add(new() { Value = kept.Rules.ToArray() });
            command.Parameters.Add(new() { Value = (object?)kept.About ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
            await command.ExecuteNonQueryAsync(cancel);
        }
    }
}
