using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Tenure;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;
using RuralRights.Spatial;

namespace RuralRights.Registry.Registration;

/// <summary>How a thing of a delivery stands to the register.</summary>
public enum DifferenceKind
{
    /// <summary>Not in the register; would be entered.</summary>
    New,

    /// <summary>In the register, but otherwise. It is not overwritten: a change is an act of its own.</summary>
    Changed,

    /// <summary>In the register, and of a village of the delivery, which does not have it. It stays in the register.</summary>
    Gone,
}

/// <summary>One thing, or one field of it, in which a delivery and the register differ.</summary>
/// <param name="Number">Its place among the differences of the delivery.</param>
/// <param name="Kind">How it differs.</param>
/// <param name="Thing">collective, household, parcel, right or lease.</param>
/// <param name="Code">Code of the thing.</param>
/// <param name="Field">The field that differs; null for a thing that is new or gone.</param>
/// <param name="Registered">What the register says; masked where it is a person's.</param>
/// <param name="Delivered">What the delivery says, likewise.</param>
public sealed record Difference(int Number, DifferenceKind Kind, string Thing, string Code, string? Field, string? Registered, string? Delivered);

/// <summary>How many things of a kind differ in one way.</summary>
public sealed record DifferenceCount(DifferenceKind Kind, string Thing, long Things);

/// <summary>Shows what a later delivery has otherwise than the register, before anything is entered. Of the register nothing is changed.</summary>
/// <remarks>
/// The delivery is staged a thousand households at a time into tables that pass with the transaction, and each kind of thing is
/// compared by one statement, so that a county takes seconds and no memory to speak of. What inspection holds back counts as
/// delivered but is not compared: nobody knows yet what it says.
/// </remarks>
public sealed class Differences(CountyConnections connections, Vault vault)
{
    private const int HouseholdsAtOnce = 1000;
    private const int ParcelsAtOnce = 4000;
    private const string Hidden = "***";

    /// <summary>How many things differ, by kind.</summary>
    public Task<List<DifferenceCount>> Counts(string county, string sha256, CancellationToken cancel = default) => connections[county].All(
        "select kind, thing, count(distinct code) from intake.difference where delivery = $1 group by 1, 2 order by min(number)",
        row => new DifferenceCount(KindOf(row.GetString(0)), row.GetString(1), row.GetInt64(2)), cancel, sha256);

    /// <summary>True once a delivery was held against the register.</summary>
    public async Task<bool> WereLookedFor(string county, string sha256, CancellationToken cancel = default) => (await connections[county].All(
        "select 1 from intake.delivery where sha256 = $1 and compared_at is not null", row => row.GetInt32(0), cancel, sha256)).Count > 0;

    /// <summary>A page of the differences of one kind, in their order.</summary>
    /// <param name="county">The county.</param>
    /// <param name="sha256">The delivery.</param>
    /// <param name="kind">Only these; null for all.</param>
    /// <param name="after">Number of the last one already seen.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancel">Stops it.</param>
    public Task<List<Difference>> List(
        string county, string sha256, DifferenceKind? kind = null, int after = 0, int limit = 100, CancellationToken cancel = default) => connections[county].All(
        """
        select number, kind, thing, code, field, registered, delivered from intake.difference
        where delivery = $1 and ($2 = '' or kind = $2) and number > $3 order by number limit $4
        """,
        row => new Difference(
            row.GetInt32(0), KindOf(row.GetString(1)), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4),
            row.IsDBNull(5) ? null : row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6)),
        cancel, sha256, kind?.ToString().ToLowerInvariant() ?? "", after, limit);

    /// <summary>Holds a delivery against the register and keeps what differs, in place of what was kept before.</summary>
    /// <param name="county">Six-digit county code.</param>
    /// <param name="source">The delivery.</param>
    /// <param name="inspection">What inspection found in it.</param>
    /// <param name="progress">Is told of the households as they are staged. How long the comparing takes after that, nobody can tell.</param>
    /// <param name="cancel">Stops it.</param>
    internal async Task Record(string county, EntrySource source, InspectionResult inspection, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        await using var connection = await connections.AtLength(county).OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Run(connection, "delete from intake.difference where delivery = $1", cancel, source.Sha256);
        var system = inspection.HoldsEverything || !await HoldsAnything(connection, cancel) ? null : SystemOf(source);
        if (system is not null)
        {
            await Run(connection, Stage, cancel);
            await StageDelivery(connection, county, source, system, inspection, progress, cancel);
            progress.Report(WorkProgress.Unmeasured(""));
            await Run(connection, Compare, cancel);
            await NameWhoIsGone(connection, county, cancel);
            await Run(connection, """
                insert into intake.difference (delivery, number, kind, thing, code, field, registered, delivered)
                select $1, row_number() over (order by array_position('{changed,gone,new}', kind), array_position('{collective,household,parcel,right,lease}', thing), code, field, delivered),
                       kind, thing, code, field, registered, delivered
                from differing
                """, cancel, source.Sha256);
        }

        await Run(connection, "update intake.delivery set compared_at = case when $2 then clock_timestamp() end where sha256 = $1", cancel, source.Sha256, system is not null);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static DifferenceKind KindOf(string kind) => Enum.Parse<DifferenceKind>(kind, ignoreCase: true);

    // Into an empty register everything is new, and nobody has to be told so thing by thing.
    private static async Task<bool> HoldsAnything(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var question = new NpgsqlCommand("select exists (select from register.household) or exists (select from register.parcel)", connection);
        return await question.ExecuteScalarAsync(cancel) is true;
    }

    private static CoordinateSystem? SystemOf(EntrySource source) => source.Layers.GetValueOrDefault("DK") is { } parcels
        && CoordinateSystem.FromPrj(parcels.Projection) is CoordinateSystemReading.Recognised { System: var system } ? system : null;

    private async Task StageDelivery(
        NpgsqlConnection connection, string county, EntrySource source, CoordinateSystem system, InspectionResult inspection, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var frame = new DeliveryFrame(county, source.Sha256, source.Year, system.Id, "", "", new DateOnly(source.Year, 1, 1), _ => null);
        var dossiers = new HouseholdDossiers(source.Tables, source.Layers, cancel);
        await Insert(connection, "delivered_collective", dossiers.Issuers().Select(issuer => DossierFacts.Of(issuer, frame)?.Fact).OfType<CollectiveRegistered>().Select(one => new { code = one.Collective, name = one.Name }), cancel);
        var (started, staged) = (Stopwatch.GetTimestamp(), 0L);
        foreach (var groups in dossiers.Groups().Chunk(HouseholdsAtOnce))
        {
            await StageHouseholds(connection, county, groups, source, frame, inspection, cancel);
            staged += groups.Sum(group => group.Count);
            progress.Report(WorkProgress.After(Stopwatch.GetElapsedTime(started), "", staged, dossiers.Count));
        }

        foreach (var parcels in dossiers.ParcelsWithoutContract().Where(parcel => parcel.Code is not null).Chunk(ParcelsAtOnce))
            await Insert(connection, "delivered_parcel", parcels.Select(parcel => ParcelRow(parcel, HoldsParcel(inspection, parcel.Code!), frame)), cancel);
    }

    private async Task StageHouseholds(
        NpgsqlConnection connection, string county, IReadOnlyList<HouseholdDossier>[] groups, EntrySource source, DeliveryFrame frame, InspectionResult inspection, CancellationToken cancel)
    {
        var dossiers = groups.SelectMany(group => group.Select(dossier => (Dossier: dossier, Wholes: DossierFacts.Wholes(group)))).ToList();
        var people = dossiers.ConvertAll(one => DossierPeople.Of(one.Dossier));
        var ids = await vault.Find(connection, county, [.. people.SelectMany(one => one.People)], cancel);
        var registered = await vault.Compare(connection, [.. ids.OfType<Guid>().Distinct()], cancel);
        var (households, members, parcels, rights, holdings, papers, leases, changed) =
            (new List<object>(), new List<object>(), new List<object>(), new List<object>(), new List<object>(), new List<object>(), new List<object>(), new List<object>());
        var at = 0;
        for (var one = 0; one < dossiers.Count; one++)
        {
            var ((dossier, wholes), its) = (dossiers[one], people[one]);
            var who = ids.Skip(at).Take(its.People.Count).ToArray();
            at += who.Length;
            var held = inspection.HoldsContractor(ulong.Parse(dossier.Code, CultureInfo.InvariantCulture));
            parcels.AddRange(dossier.Parcels.Select(parcel => parcel.Parcel).OfType<DeliveredParcel>().Where(parcel => parcel.Code is not null)
                .Select(parcel => ParcelRow(parcel, held || HoldsParcel(inspection, parcel.Code!), frame)));
            var known = Array.ConvertAll(who, id => id ?? Guid.NewGuid());
            var household = DossierFacts.HouseholdOf(dossier, its, known, frame).Fact as HouseholdRegistered;
            households.Add(new
            {
                code = dossier.Code, held, kind = household!.Kind.ToString(), representative = who[its.Representative],
                name = MaskedPerson.MaskName(its.People[its.Representative].Name), all_known = its.Members.All(person => its.People[person].IdNumber is not null),
            });
            foreach (var contract in dossier.Contracts.Where(contract => contract.Code is not null && held)) rights.Add(new { code = contract.Code, held });
            foreach (var lease in dossier.Leases.Where(lease => lease.Code is not null && held)) leases.Add(new { code = lease.Code, held });
            if (held) continue;

            members.AddRange(its.Members.Select((person, place) => (Person: person, Listed: household.Members.FirstOrDefault(member => member.Person == known[person])))
                .Where(member => member.Listed is not null && its.People[member.Person].IdNumber is not null)
                .Select(member => new
                {
                    household = dossier.Code, person = known[member.Person], relation = member.Listed!.Relation, co_holder = member.Listed.CoHolder, mark = member.Listed.Mark,
                    name = MaskedPerson.MaskName(its.People[member.Person].Name),
                }));
            ComparePeople(dossier.Code, its, who, registered, changed);
            foreach (var facts in DossierFacts.RightsOf(dossier, wholes, frame, _ => new byte[16]).GroupBy(fact => fact.Stream, fact => fact.Fact))
            {
                if (facts.OfType<ContractConcluded>().FirstOrDefault() is not { } contract) continue;

                rights.Add(new
                {
                    code = contract.Right, held, household = contract.Household, collective = contract.Collective, mode = contract.Mode, term_from = contract.TermFrom, term_to = contract.TermTo,
                    signed_on = contract.SignedOn, earlier_contract = contract.EarlierContract, serial = facts.OfType<RightRegistered>().LastOrDefault()?.Serial,
                });
                holdings.AddRange(contract.Parcels.Select(parcel => new
                {
                    right_code = contract.Right, parcel = parcel.Parcel, contract_area = parcel.ContractArea, earlier_area = parcel.EarlierArea,
                    share = parcel.Share is { } share ? $"{share.Part}/{share.Whole}" : null,
                }));
                var gone = facts.OfType<CertificateReplaced>().Select(paper => paper.Certificate).Concat(facts.OfType<CertificateVoided>().Select(paper => paper.Certificate)).ToHashSet();
                papers.AddRange(facts.OfType<CertificateIssued>().Where(paper => !gone.Contains(paper.Certificate))
                    .Select(paper => new { right_code = contract.Right, serial = paper.Serial, issued_on = paper.IssuedOn }));
                leases.AddRange(facts.OfType<LeaseFiled>().Select(lease => new
                {
                    code = lease.Lease, held, lessee = lease.Lessee, mode = lease.Mode, begins = lease.From, ends = lease.To, area = lease.Area, price = lease.Price,
                }));
            }
        }

        foreach (var (table, rows) in new[]
        {
            ("delivered_household", households), ("delivered_member", members), ("delivered_parcel", parcels), ("delivered_right", source.SurveyOnly ? [] : rights),
            ("delivered_holding", holdings), ("delivered_certificate", papers), ("delivered_lease", leases), ("differing", changed),
        })
            await Insert(connection, table, rows, cancel);
    }

    private static bool HoldsParcel(InspectionResult inspection, string code) => !DigitCode.TryRead(code, ParcelCode.Digits, out var number) || inspection.HoldsParcel(number);

    private static object ParcelRow(DeliveredParcel parcel, bool held, DeliveryFrame frame) =>
        !held && DossierFacts.Of(parcel, null, frame) is { Fact: ParcelSurveyed survey }
            ? new
            {
                code = survey.Parcel, held, name = survey.Name, crs = survey.Boundary.Crs, wkb = "\\x" + Convert.ToHexString(survey.Boundary.Wkb), surveyed_area = survey.SurveyedArea,
                category = survey.Category, ownership = survey.Ownership, land_use = survey.LandUse, grade = survey.Grade, purpose = survey.Purpose,
                basic_farmland = survey.BasicFarmland, boundary_points = survey.BoundaryPoints,
            }
            : new { code = parcel.Code, held = true };

    private static void ComparePeople(string household, DossierPeople people, Guid?[] ids, IReadOnlyDictionary<Guid, Person> registered, List<object> changed)
    {
        foreach (var (person, known) in people.People.Zip(ids))
        {
            if (known is not { } id || !registered.TryGetValue(id, out var before)) continue;

            var (was, now) = (MaskedPerson.Of(id, before), MaskedPerson.Of(id, person));
            if (before.Name != person.Name) Add("name", was.Name, now.Name);
            if (person.Phone is not null && before.Phone != person.Phone) Add("phone", was.Phone, now.Phone);
            if (person.Address is not null && before.Address != person.Address) Add("address", before.Address is null ? null : Hidden, Hidden);
            if (person.Sex is not null && before.Sex is not null && before.Sex != person.Sex) Add("sex", Hidden, Hidden);
        }

        void Add(string field, string? before, string? after) => changed.Add(new { kind = "changed", thing = "household", code = household, field, registered = before, delivered = after });
    }

    private async Task NameWhoIsGone(NpgsqlConnection connection, string county, CancellationToken cancel)
    {
        var persons = new List<Guid>();
        await using (var question = new NpgsqlCommand("select distinct person from differing where person is not null", connection))
        await using (var reader = await question.ExecuteReaderAsync(cancel))
            while (await reader.ReadAsync(cancel)) persons.Add(reader.GetGuid(0));

        foreach (var some in persons.Chunk(HouseholdsAtOnce))
        {
            var names = await vault.Compare(connection, some, cancel);
            await Run(connection, "update differing d set registered = n.name from unnest($1::uuid[], $2::text[]) as n(person, name) where d.person = n.person", cancel,
                names.Keys.ToArray(), names.Values.Select(person => MaskedPerson.MaskName(person.Name)).ToArray());
        }
    }

    private static async Task Insert(NpgsqlConnection connection, string table, IEnumerable<object> rows, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"insert into {table} select * from json_populate_recordset(null::{table}, $1) on conflict do nothing", connection)
        {
            Parameters = { new() { Value = JsonSerializer.Serialize(rows.Where(row => row is not null)), NpgsqlDbType = NpgsqlDbType.Json } },
        };
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }

    private const string Stage = """
        create temporary table delivered_collective (code text primary key, name text) on commit drop;
        create temporary table delivered_household (code text primary key, held boolean, kind text, representative uuid, name text, all_known boolean) on commit drop;
        create temporary table delivered_member (household text, person uuid, relation text, co_holder boolean, mark text, name text, primary key (household, person)) on commit drop;
        create temporary table delivered_parcel (code text primary key, held boolean, name text, crs text, wkb bytea, surveyed_area numeric, category text, ownership text,
            land_use text, grade text, purpose text, basic_farmland boolean, boundary_points text) on commit drop;
        create temporary table delivered_right (code text primary key, held boolean, household text, collective text, mode text, term_from date, term_to date, signed_on date,
            earlier_contract text, serial text) on commit drop;
        create temporary table delivered_holding (right_code text, parcel text, contract_area numeric, earlier_area numeric, share text, primary key (right_code, parcel)) on commit drop;
        create temporary table delivered_certificate (right_code text primary key, serial text, issued_on date) on commit drop;
        create temporary table delivered_lease (code text primary key, held boolean, lessee text, mode text, begins date, ends date, area numeric, price text) on commit drop;
        create temporary table differing (kind text, thing text, code text, field text, registered text, delivered text, person uuid) on commit drop;
        """;

    private const string Compare = """
        analyze delivered_household, delivered_member, delivered_parcel, delivered_right, delivered_holding, delivered_certificate, delivered_lease;
        create temporary table village on commit drop as
            select distinct left(code, 14) as code from (select code from delivered_household union all select code from delivered_parcel) as codes;
        analyze village;

        insert into differing (kind, thing, code)
        select 'new', 'collective', d.code from delivered_collective d where not exists (select from register.collective r where r.code = d.code)
        union all
        select 'new', 'household', d.code from delivered_household d where not held and not exists (select from register.household r where r.code = d.code)
        union all
        select 'new', 'parcel', d.code from delivered_parcel d where not held and not exists (select from register.parcel r where r.code = d.code)
        union all
        select 'new', 'right', d.code from delivered_right d where not held and not exists (select from register.contract_right r where r.code = d.code)
        union all
        select 'new', 'lease', d.code from delivered_lease d where not held and not exists (select from register.lease r where r.code = d.code)
        union all
        select 'gone', 'household', r.code from register.household r join village v on v.code = r.collective
        where r.ended_on is null and not exists (select from delivered_household d where d.code = r.code)
        union all
        select 'gone', 'parcel', r.code from register.parcel r join village v on v.code = r.collective
        where r.retired_on is null and not exists (select from delivered_parcel d where d.code = r.code)
        union all
        select 'gone', 'right', r.code from register.contract_right r join register.household h on h.code = r.household join village v on v.code = h.collective
        where r.ended_on is null and exists (select from delivered_right) and not exists (select from delivered_right d where d.code = r.code)
        union all
        select 'gone', 'lease', l.code from register.lease l join register.contract_right r on r.code = l.right_code join register.household h on h.code = r.household join village v on v.code = h.collective
        where l."to" >= current_date and r.ended_on is null and not exists (select from delivered_lease d where d.code = l.code);

        insert into differing (kind, thing, code, field, registered, delivered)
        select 'changed', 'collective', d.code, 'name', r.name, d.name from delivered_collective d join register.collective r on r.code = d.code where r.name is distinct from d.name
        union all
        select 'changed', 'household', d.code, f.field, f.registered, f.delivered
        from delivered_household d join register.household r on r.code = d.code and not d.held
            cross join lateral (values ('kind', r.kind, d.kind)) as f(field, registered, delivered)
        where lower(replace(f.registered, '_', '')) is distinct from lower(f.delivered)
        union all
        select 'changed', 'parcel', d.code, f.field, f.registered, f.delivered
        from delivered_parcel d join register.parcel r on r.code = d.code and not d.held
            cross join lateral (values
                ('name', r.name, d.name), ('category', r.category, d.category), ('ownership', r.ownership, d.ownership), ('land_use', r.land_use, d.land_use), ('grade', r.grade, d.grade),
                ('purpose', r.purpose, d.purpose), ('basic_farmland', r.basic_farmland::text, d.basic_farmland::text), ('boundary_points', r.boundary_points, d.boundary_points),
                ('surveyed_area', r.surveyed_area::text, round(d.surveyed_area, 2)::text),
                ('boundary', r.crs || ' ' || left(encode(sha256(ST_AsBinary(r.boundary, 'NDR')), 'hex'), 12), d.crs || ' ' || left(encode(sha256(ST_AsBinary(ST_GeomFromWKB(d.wkb), 'NDR')), 'hex'), 12))
            ) as f(field, registered, delivered)
        where f.registered is distinct from f.delivered
        union all
        select 'changed', 'right', d.code, f.field, f.registered, f.delivered
        from delivered_right d join register.contract_right r on r.code = d.code and not d.held
            left join delivered_certificate p on p.right_code = d.code
            left join register.certificate c on c.right_code = d.code and c.status = 'current'
            cross join lateral (values
                ('household', r.household, d.household), ('collective', r.collective, d.collective), ('mode', r.mode, d.mode), ('term_from', r.term_from::text, d.term_from::text),
                ('term_to', r.term_to::text, d.term_to::text), ('signed_on', r.signed_on::text, d.signed_on::text), ('earlier_contract', r.earlier_contract, d.earlier_contract),
                ('serial', r.register_serial, d.serial), ('ended_on', r.ended_on::text, null), ('certificate', c.serial, p.serial), ('certificate_issued_on', c.issued_on::text, p.issued_on::text)
            ) as f(field, registered, delivered)
        where f.registered is distinct from f.delivered
        union all
        select 'changed', 'lease', d.code, f.field, f.registered, f.delivered
        from delivered_lease d join register.lease r on r.code = d.code and not d.held
            cross join lateral (values
                ('lessee', r.lessee, d.lessee), ('mode', r.mode, d.mode), ('begins', r."from"::text, d.begins::text), ('ends', r."to"::text, d.ends::text),
                ('area', r.area::text, round(d.area, 2)::text), ('price', r.price, d.price)
            ) as f(field, registered, delivered)
        where f.registered is distinct from f.delivered;

        insert into differing (kind, thing, code, field, registered, delivered)
        select 'changed', 'right', coalesce(d.right_code, r.right_code), f.field, f.registered, f.delivered
        from delivered_holding d
            full join (select h.* from register.holding h join delivered_right k on k.code = h.right_code and not k.held where h.ended_seq is null and upper_inf(h.period)) r
                on r.right_code = d.right_code and r.parcel = d.parcel
            join register.contract_right known on known.code = coalesce(d.right_code, r.right_code) and known.ended_on is null
            cross join lateral (values
                ('parcels', r.parcel, d.parcel),
                ('contract_area', case when r.parcel is not null and d.parcel is not null then r.parcel || ' ' || r.contract_area end, case when r.parcel is not null then d.parcel || ' ' || round(d.contract_area, 2) end),
                ('earlier_area', case when d.parcel is not null then r.parcel || ' ' || r.earlier_area end, case when r.parcel is not null then d.parcel || ' ' || round(d.earlier_area, 2) end),
                ('share', case when d.parcel is not null then r.parcel || ' ' || r.share_part || '/' || r.share_whole end, case when r.parcel is not null then d.parcel || ' ' || d.share end)
            ) as f(field, registered, delivered)
        where f.registered is distinct from f.delivered;

        insert into differing (kind, thing, code, field, registered, delivered, person)
        select 'changed', 'household', r.code, 'representative', null, d.name, r.representative
        from delivered_household d join register.household r on r.code = d.code and not d.held
        where d.representative is not null and d.representative <> r.representative
        union all
        select 'changed', 'household', d.household, 'members', null, d.name, null::uuid
        from delivered_member d join register.household r on r.code = d.household
        where not exists (select from register.household_member m where m.household = d.household and m.person = d.person)
        union all
        select 'changed', 'household', m.household, 'members', null, null, m.person
        from register.household_member m join delivered_household d on d.code = m.household and not d.held and d.all_known
        where not exists (select from delivered_member k where k.household = m.household and k.person = m.person)
        union all
        select 'changed', 'household', d.household, f.field, f.registered, f.delivered, null::uuid
        from delivered_member d join register.household_member m on m.household = d.household and m.person = d.person
            cross join lateral (values
                ('relation', m.relation, d.relation), ('co_holder', m.co_holder::text, d.co_holder::text), ('mark', m.mark, d.mark)
            ) as f(field, registered, delivered)
        where f.registered is distinct from f.delivered;
        """;
}
