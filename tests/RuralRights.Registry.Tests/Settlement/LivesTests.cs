using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Registry.Tests.Exits;
using RuralRights.Registry.Tests.Registration;

namespace RuralRights.Registry.Tests.Settlement;

/// <summary>
/// Whole villages live through everything that a register knows, over the desk, in an order that a seed decides; in one register their people settle in town
/// between the steps, in another nobody does. Both say the same to everybody and write the same rows.
/// </summary>
public sealed partial class LivesTests
{
    private static readonly int[] Seeds = [1, 2, 3, 4];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_settles_in_town_every_answer_and_every_row_of_the_register_is_what_it_would_have_been()
    {
        // What the register does by itself in the background it would do in one and not yet in the other.
        await using var settled = TestRegister.With(options => options with { BackgroundWork = false });
        await using var stayed = TestRegister.With(options => options with { BackgroundWork = false });
        await settled.InitializeAsync();
        await stayed.InitializeAsync();
        var settlements = 0;
        foreach (var seed in Seeds)
        {
            var (with, without) = (new Life(settled, seed, settling: true), new Life(stayed, seed, settling: false));
            await with.Live();
            await without.Live();
            with.Said.ShouldBe(without.Said, $"seed {seed}");
            settlements += with.Settlements;
        }

        settlements.ShouldBeGreaterThan(Seeds.Length * 20);
        (await settled.Ask<long>("select count(*) from register.settlement")).ShouldBeGreaterThan(Seeds.Length);
        (await stayed.Ask<long>("select count(*) from register.settlement")).ShouldBe(0);

        var (here, there) = (await Written.Of(settled), await Written.Of(stayed));
        foreach (var table in new[] { "case_file", "case_holder", "certificate", "contract_right", "encumbrance", "holding", "household", "membership", "notice", "objection", "resolution", "transfer" })
            there.Tables[table].ShouldNotBeEmpty(table);
        foreach (var (table, rows) in there.Tables) here.Tables[table].ShouldBe(rows, table);
        here.Tables.Keys.Order(StringComparer.Ordinal).ShouldBe(there.Tables.Keys.Order(StringComparer.Ordinal));
        here.Receipts.ShouldBe(there.Receipts);
        here.Facts.ShouldBe(there.Facts);

        // And in the very register in which they settled: without those facts it is built again byte for byte.
        var rebuild = settled.Host.Services.GetRequiredService<Rebuild>();
        (await rebuild.Run(TestRegister.County, cancel: Cancel)).Different.ShouldBeEmpty();
        await Remove(settled, "urban-settlement-%");
        var anew = await rebuild.Run(TestRegister.County, cancel: Cancel);
        // Evidence of a settlement is a document in use; that it is used there is a fact of settling as well.
        anew.Different.ShouldBe(["register.document_use", "register.settlement"]);
        anew.Tables["register.settlement"].Rows.ShouldBe(0);

        // Neither comparison is blind: had one fact more been taken away, tables of rights would differ.
        await Remove(settled, "encumbrance-lifted");
        (await rebuild.Run(TestRegister.County, cancel: Cancel)).Different.ShouldBe(["register.document_use", "register.encumbrance"]);
        (await Written.Of(settled)).Tables["encumbrance"].ShouldNotBe(there.Tables["encumbrance"]);
    }

    private static Task Remove(TestRegister register, string types) => register.AsOwner(
        $"""
        alter table ledger.mt_events disable trigger refuse_rewriting;
        delete from ledger.mt_events where type like '{types}';
        alter table ledger.mt_events enable always trigger refuse_rewriting;
        """);

    /// <summary>One village: a transfer, and a case of each kind of its own household, a step of the one after a step of the other.</summary>
    private sealed class Life(TestRegister register, int seed, bool settling)
    {
        private const int Households = 9;

        private readonly Random _order = new(seed);
        private readonly Random _whoSettles = new(seed + 1000);
        private readonly LegalClock _clock = new();
        private readonly Queue<Func<Task<Answer>>>[] _moving = new Queue<Func<Task<Answer>>>[Households + 1];
        private Village _village = null!;

        /// <summary>What everybody was told who did anything but settle.</summary>
        public List<string> Said { get; } = [];

        /// <summary>How often somebody's settling was reported, checked or corrected.</summary>
        public int Settlements { get; private set; }

        public async Task Live()
        {
            _village = await Village.Found(register, Households, seed);
            var (sale, town) = (await Bargain.Listed(register, _village), new Town(register, _village));
            await Furnish(sale);
            for (var household = 1; household <= Households; household++)
            {
                var which = household;
                _moving[which] = new([
                    () => town.Report(which), () => town.Check(which), () => town.Correct(which, Town.Moved with { SettledOn = new(2024, 4, 1) }), () => town.Correct(which, null), () => town.Report(which),
                    () => town.Correct(which, Town.Moved with { ResidencePermit = true }), () => town.Correct(which, null), () => town.Report(which), () => town.Check(which),
                ]);
            }

            List<IAsyncEnumerator<string>> strands = [.. Strands(sale).Select(strand => strand.GetAsyncEnumerator(Cancel))];
            while (strands.Count > 0)
            {
                var next = strands[_order.Next(strands.Count)];
                if (await next.MoveNextAsync())
                {
                    Said.Add(next.Current);
                }
                else
                {
                    strands.Remove(next);
                    await next.DisposeAsync();
                }

                if (settling) await SomebodySettles();
            }
        }

        private IEnumerable<IAsyncEnumerable<string>> Strands(Bargain sale)
        {
            var (v, newcomers) = (_village, new[] { _village.Id(50, 8), _village.Id(50, 9) });
            yield return Sale(sale);
            yield return Case(() => Of(new RegisterFirst(
                v.Household(50), new(v.Collective, newcomers[0], [new(newcomers[0], "02", true, null), new(newcomers[1], "12", true, null)]), [new(v.Parcel(12), 640, 600, null)], new(2026, 1, 1), new(2055, 12, 31), [])),
                objected: true);
            yield return Case(() => Of(new ReplaceCertificate(v.Right(3), "damaged")));
            yield return Case(() => Of(new RenewTerm(v.Household(4), new(2076, 4, 6))), objected: seed % 2 == 0);
            yield return Case(() => Of(new ChangeMembers(v.Household(5), [new(v.Id(40, 1), true, MemberGround.Birth, "20", true)])));
            yield return Case(async () => new EndMembership(
                v.Person(6), v.Collective, v.Household(6), EndGround.CivilServant, null, await Desks.HandIn(register, Desks.VillageClerk(v)), await Desks.HandIn(register, Desks.VillageClerk(v))));
            yield return Case(() => Of(new SplitHousehold(v.Household(7), v.Household(77), [new(v.Id(7, 2), "02")], [v.Parcel(9)])));
            yield return Case(() => Of(new MergeHouseholds(v.Household(8), v.Household(9), [new(v.Person(9), "71")])));
            yield return Case(async () => new ClaimMembership(await Bride(), v.Collective, v.Household(4), MembershipGround.Marriage));

            static Task<IChange> Of(IChange change) => Task.FromResult(change);
        }

        private async Task<Guid> Bride()
        {
            var body = $"62012319700101{seed:000}";
            return (await register.Host.Services.GetRequiredService<Vault>().Keep(TestRegister.County, [new("金样", Person.ResidentCard, body + CitizenId.CheckCharacterOf(body))], Cancel))[0];
        }

        /// <summary>Contracts and papers beside those of the sale, two who live together, and who is in the roster.</summary>
        private async Task Furnish(Bargain sale) => (await _village.Enter([
            .. Enumerable.Range(4, 9).Select(parcel => _village.ParcelFact(parcel)),
            .. new[] { (3, 4), (4, 5), (5, 6), (6, 7), (8, 10), (9, 11) }.Select(one => _village.ContractFact(one.Item1, one.Item2)), _village.ContractFact(7, 8, 9),
            .. Enumerable.Range(3, 7).Select(sale.Paper),
            new(Streams.Household(_village.Household(7)), new HouseholdMembersChanged(
                _village.Household(7), [new(_village.Person(7), "02", true, null), new(_village.Id(7, 2), "20", true, null)], Village.Paper)),
            .. Enumerable.Range(1, Households).Select(household => new StreamFact(Streams.Membership(_village.Person(household)), new MemberConfirmed(
                _village.Person(household), _village.Collective, null, MembershipGround.Reform, new(2019, 6, 1), null, Village.Paper))),
        ])).Refusal.ShouldBeNull();

        /// <summary>A case from its opening to its entry.</summary>
        private async IAsyncEnumerable<string> Case(Func<Task<IChange>> asked, bool objected = false)
        {
            var change = await asked();
            var opened = await register.Desk.Enter(new OpenCase(change), By(Desks.VillageClerk(_village)), Cancel);
            opened.Refusal.ShouldBeNull($"{change.GetType().Name} {opened.About}");
            yield return Told(opened);
            var way = new CaseOnItsWay(register, _village, _clock, ParcelCaseTests.Land.Made(opened, "case/")) { IsObjectedTo = objected };
            for (var steps = 1; await way.Next(); steps++) yield return $"{change.GetType().Name} {steps}";
            var entered = await way.Enter();
            entered.Refusal.ShouldBeNull($"{change.GetType().Name} {entered.About}");
            yield return Told(entered);
        }

        /// <summary>A transfer from offer to entry: consent is given, taken back and given again, and a seizure stands in its way for a while.</summary>
        private async IAsyncEnumerable<string> Sale(Bargain sale)
        {
            var taken = await sale.Take(sale.Buyer);
            yield return Told(taken);
            sale.Continue(taken);
            yield return Told(await sale.Consent());
            yield return Told(await sale.Register());
            yield return Told(await sale.Agree());
            yield return Told(await sale.Withdraw());
            yield return Told(await sale.Consent());
            yield return Told(await sale.Pay());
            var (right, by) = (_village.Right(1), sale.By(sale.Registrar));
            var (order, release) = (await Desks.HandIn(register, sale.Registrar), await Desks.HandIn(register, sale.Registrar));
            yield return Told(await register.Desk.Enter(new EnterEncumbrance(right, EncumbranceKind.Seizure, [_village.Parcel(1)], by.Today.AddYears(1), "（2026）甘0123执1号", order), by, Cancel));
            yield return Told(await sale.Register());
            var entry = await register.Ask<Guid>("select id from register.encumbrance where right_code = $1", right);
            yield return Told(await register.Desk.Enter(new LiftEncumbrance(right, entry, "（2026）甘0123执2号", release), sale.By(sale.Registrar), Cancel));
            var entered = await sale.Register();
            entered.Refusal.ShouldBeNull();
            yield return Told(entered);
        }

        private async Task SomebodySettles()
        {
            var household = _whoSettles.Next(1, Households + 1);
            if (!_moving[household].TryPeek(out var act)) return;

            // Whose household came to an end meanwhile is reported there no more; all others always are.
            var answer = await act();
            if (!answer.IsEntered && household == Households) return;
            answer.Refusal.ShouldBeNull(answer.About);
            _moving[household].Dequeue();
            Settlements++;
        }

        private RuralRights.Registry.Submission By(Actor actor) => new(TestRegister.County, Guid.CreateVersion7(), actor, _clock.Day);

        private static string Told(Answer answer) => $"{answer.Refusal?.Code ?? "entered"} {answer.Facts}";
    }

    /// <summary>
    /// Everything that stands in a register but who settled, byte for byte. What it makes up itself, ids, numbers of acts, hashes of papers and places in the ledger, is called by the order
    /// in which it first appears, because no two registers make up the same.
    /// </summary>
    private sealed partial record Written(SortedDictionary<string, List<string>> Tables, List<string> Receipts, List<string> Facts)
    {
        private const string OfSettling = "urban-settlement-%";

        public static async Task<Written> Of(TestRegister register)
        {
            Dictionary<string, string> names = new(StringComparer.Ordinal), drawn = new(StringComparer.Ordinal), places = new(StringComparer.Ordinal);
            var facts = new List<string>();
            foreach (var fact in await Rows(register, $"select array[seq_id::text, stream_id, type, data::text] from ledger.mt_events where type not like '{OfSettling}' order by seq_id"))
            {
                places.Add(fact[0], $"#{places.Count}");
                var text = string.Join(' ', fact[1..]);
                foreach (Match found in MadeUp().Matches(text)) names.TryAdd(found.Value, $"<{names.Count}>");
                foreach (Match found in Drawn().Matches(text)) drawn.TryAdd(found.Groups[1].Value, $"<drawn {drawn.Count}>");
                facts.Add(Renamed(text));
            }

            var tables = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
            foreach (var table in await Rows(register, "select array[c.relname::text, string_agg(a.attname, ',' order by a.attnum)] from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped where c.relnamespace = 'register'::regnamespace and c.relkind = 'r' and c.relname <> 'settlement' group by c.relname"))
            {
                var columns = table[1].Split(',');
                var rows = await Rows(register, $"select array[{string.Join(", ", columns.Select(column => $"\"{column}\"::text"))}] from register.\"{table[0]}\"{(table[0] == "document_use" ? " where stream not like 'settlement/%'" : "")}");
                tables.Add(table[0], [.. rows.Select(row => string.Join(" | ", row.Select((value, at) => value is null ? "-" : columns[at].EndsWith("seq", StringComparison.Ordinal) ? places.GetValueOrDefault(value, "?") : Renamed(value)))).Order(StringComparer.Ordinal)]);
            }

            // Receipts of the two who write down who settled are left out; their desk does nothing else here.
            var receipts = await Rows(register, """
                select array[actor, fact_count::text, outcome::text]
                from ledger.receipt
                where not (outcome::text like '%settlement/%' or outcome::text like '%settlement-%' or actor ~ '^official/.{8}-0032-000[12]-')
                order by at
                """);
            return new(tables, [.. receipts.Select(receipt => Renamed(string.Join(' ', receipt)))], facts);

            string Renamed(string text) => drawn.Aggregate(
                MadeUp().Replace(text, found => names.GetValueOrDefault(found.Value, found.Value)), (so, one) => so.Replace(one.Key, one.Value, StringComparison.Ordinal));
        }

        private static async Task<List<string[]>> Rows(TestRegister register, string sql)
        {
            await using var command = register.Connections[TestRegister.County].CreateCommand(sql);
            await using var reader = await command.ExecuteReaderAsync(Cancel);
            var rows = new List<string[]>();
            while (await reader.ReadAsync(Cancel)) rows.Add(reader.GetFieldValue<string[]>(0));
            return rows;
        }

        [GeneratedRegex("\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b|\\b[0-9a-f]{64}\\b|\\b[0-9]{20}\\b")]
        private static partial Regex MadeUp();

        /// <summary>What is drawn by lot: the token that a certificate is checked by, and the number on an objector's receipt.</summary>
        [GeneratedRegex("\"(?:token|receipt)\": \"([^\"<]{4,40})\"")]
        private static partial Regex Drawn();
    }
}
