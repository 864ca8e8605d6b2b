using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Interchange.Corrections;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;
using Wolverine;

namespace RuralRights.Registry.Registration;

/// <summary>Asks for a delivery to be inspected, and entered where it is sound, in the background.</summary>
public sealed record ProcessDelivery(string County, string Sha256, bool Enter);

/// <summary>Survey deliveries in quarantine: brought, inspected, entered, looked at.</summary>
public sealed class Deliveries(RegisterOptions options, CountyConnections connections, EnterDelivery entry, CorrectionSheets sheets, Differences differences, MasterKey master, IServiceScopeFactory scopes)
{
    private const long ManyParcels = 100_000;

    private readonly Seal _seal = new(master);

    private string Folder => Path.GetFullPath(Path.Combine(options.StateFolder, "deliveries"));

    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(400);

    /// <summary>Takes a folder or zip into the quarantine of a county, where it lies. The same delivery brought again is the same one.</summary>
    /// <exception cref="DeliveryUnreadable">It is no delivery, is of another county, or is dangerous to open.</exception>
    public async Task<DeliveryStatus> Receive(string county, string path, string broughtBy, CancellationToken cancel = default)
    {
        using var delivery = Open(path, cancel);
        return await Receive(county, delivery, path, broughtBy, cancel);
    }

    /// <summary>The same for one that is open already, from the folder or zip it was opened from.</summary>
    public async Task<DeliveryStatus> Receive(string county, Delivery delivery, string path, string broughtBy, CancellationToken cancel = default)
    {
        await Register(county, delivery, Path.GetFullPath(path), null, broughtBy, cancel);
        return (await Find(county, delivery.Sha256(cancel), cancel))!;
    }

    /// <summary>Takes a zip that is handed in, and keeps it sealed. The same delivery handed in again is the same one and is kept once.</summary>
    /// <exception cref="DeliveryUnreadable">It is no delivery, is of another county, or is dangerous to open; nothing of it is kept.</exception>
    public async Task<DeliveryStatus> HandIn(string county, Stream zip, string broughtBy, CancellationToken cancel = default)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var path = await SealedPackages.Write(Folder, key, zip, cancel);
        var isKept = false;
        try
        {
            using var delivery = Delivery.Open(path, options.DeliveryLimits, options.WorkFolder, () => SealedPackages.Open(path, key), null, cancel);
            isKept = await Register(county, delivery, path, key, broughtBy, cancel);
            return (await Find(county, delivery.Sha256(cancel), cancel))!;
        }
        finally
        {
            // What the register does not know of would lie here for ever.
            if (!isKept) File.Delete(path);
        }
    }

    /// <summary>
    /// Seals the packages that were handed in before packages were sealed and still lie open in the state folder. One that no county here
    /// names is nobody's to remove: another server, or a county that is away, may name it.
    /// </summary>
    /// <returns>Names of what lies open still.</returns>
    public async Task<IReadOnlyList<string>> SealOpenPackages(CancellationToken cancel = default)
    {
        if (SealedPackages.LeftOpen(Folder).Count == 0) return [];

        foreach (var county in await connections.Counties(cancel))
        {
            try
            {
                foreach (var package in SealedPackages.LeftOpen(Folder)) await SealOpen(county, package.Name, cancel);
            }
            catch (NpgsqlException e) when (e is not PostgresException)
            {
                // Its server is away; what it may name lies open until the next start, and is told by name.
            }
        }

        return [.. SealedPackages.LeftOpen(Folder).Select(package => package.Name)];
    }

    /// <summary>Packages that lie open and that this county does not name; whoever may hand deliveries in claims or removes them.</summary>
    public async Task<IReadOnlyList<OpenPackage>> Unclaimed(string county, CancellationToken cancel = default)
    {
        if (SealedPackages.LeftOpen(Folder) is not { Count: > 0 } open) return [];

        var named = (await connections[county].All("select path from intake.delivery where wrapped is null", row => Path.GetFileName(row.GetString(0)), cancel)).ToHashSet(StringComparer.Ordinal);
        return [.. open.Where(package => !named.Contains(package.Name))];
    }

    /// <summary>Takes an unclaimed package as one that is handed in now; the open one is removed after that.</summary>
    /// <exception cref="DeliveryUnreadable">It is no delivery, is of another county, or is dangerous to open.</exception>
    public async Task<DeliveryStatus> Claim(string county, OpenPackage package, string broughtBy, CancellationToken cancel = default)
    {
        await using var open = File.OpenRead(PathOf(package));
        return await HandIn(county, open, broughtBy, cancel);
    }

    /// <summary>The county that an unclaimed package is of; null when it is no delivery that can be read.</summary>
    public string? CountyOf(OpenPackage package, CancellationToken cancel = default)
    {
        try
        {
            using var delivery = Open(PathOf(package), cancel);
            return delivery.CountyCode;
        }
        catch (DeliveryUnreadable unreadable) when (Outage.Of(unreadable) is null)
        {
            return null;
        }
    }

    /// <summary>Removes an unclaimed package; the register has it sealed, or somebody decided that it is of no use.</summary>
    public void Remove(OpenPackage package) => File.Delete(PathOf(package));

    private string PathOf(OpenPackage package) => Path.Combine(Folder, package.Name);

    // The sealed package is on the disk before the row names it, and the open one goes after.
    private async Task SealOpen(string county, string name, CancellationToken cancel)
    {
        var path = Path.Combine(Folder, name);
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var question = new NpgsqlCommand("select sha256 from intake.delivery where wrapped is null and (path = $1 or right(path, length($2) + 1) = '/' || $2) for update", connection)
        {
            Parameters = { new() { Value = path }, new() { Value = name } },
        };
        if (await question.ExecuteScalarAsync(cancel) is not string sha256) return;

        var key = RandomNumberGenerator.GetBytes(32);
        string sealedPath;
        await using (var open = File.OpenRead(path)) sealedPath = await SealedPackages.Write(Folder, key, open, cancel);
        await Execute(
            connection, "update intake.delivery set path = $2, master_key = $3, wrapped = $4 where sha256 = $1", [sha256, sealedPath, master.Current, _seal.Wrap(master.Current, $"package/{sha256}", key)], cancel);
        await transaction.CommitAsync(CancellationToken.None);
        File.Delete(path);
    }

    /// <summary>Writes a delivery into the quarantine; a package that is kept already stays the one that is read.</summary>
    /// <returns>True when this package is the one that is kept.</returns>
    private async Task<bool> Register(string county, Delivery delivery, string path, byte[]? key, string broughtBy, CancellationToken cancel)
    {
        if (delivery.CountyCode != county)
        {
            throw new DeliveryUnreadable(
                "other-county",
                $"这份成果是 {delivery.CountyCode} 县的，这里办理的是 {county} 县的登记，没有接收。请交给该县的登记机构。",
                $"This delivery is of county {delivery.CountyCode}, and this office keeps the register of county {county}. It was not received; bring it to that county's office.");
        }

        var sha256 = delivery.Sha256(cancel);
        await using var connection = await connections[county].OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Execute(connection, "select pg_advisory_xact_lock(hashtextextended('delivery/' || $1, 0))", [sha256], cancel);
        var (known, isSealed) = ((string?)null, false);
        await using (var question = new NpgsqlCommand("select path, wrapped is not null from intake.delivery where sha256 = $1", connection) { Parameters = { new() { Value = sha256 } } })
        await using (var reader = await question.ExecuteReaderAsync(cancel))
            if (await reader.ReadAsync(cancel)) (known, isSealed) = (reader.GetString(0), reader.GetBoolean(1));

        if (isSealed && File.Exists(known)) return false;

        await using var command = new NpgsqlCommand("""
            insert into intake.delivery (sha256, county, name, year, path, brought_by, villages, state, master_key, wrapped, case_number)
            values ($1, $2, $3, $4, $5, $6, $7, 'received', $8, $9, $2 || to_char(now() at time zone 'Asia/Shanghai', 'YYYYMMDD')
                || to_char(ledger.take_numbers('case', to_char(now() at time zone 'Asia/Shanghai', 'YYYYMMDD'), 1), 'FM000000'))
            on conflict (sha256) do update
                set path = excluded.path, villages = excluded.villages, master_key = excluded.master_key, wrapped = excluded.wrapped, changed_at = clock_timestamp()
            """, connection);
        foreach (var value in new object[] { sha256, county, delivery.Name, delivery.Year, path, broughtBy, delivery.Villages }) command.Parameters.Add(new() { Value = value });
        command.Parameters.Add(new() { Value = key is null ? DBNull.Value : master.Current, NpgsqlDbType = NpgsqlDbType.Smallint });
        command.Parameters.Add(new() { Value = key is null ? DBNull.Value : _seal.Wrap(master.Current, $"package/{sha256}", key), NpgsqlDbType = NpgsqlDbType.Bytea });
        await command.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <summary>Has a delivery processed in the background; the message survives a kill of the process.</summary>
    public async Task Queue(string county, string sha256, bool enter)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>()
            .PublishAsync(new ProcessDelivery(county, sha256, enter), new DeliveryOptions { TenantId = county });
    }

    /// <summary>
    /// Settles whether a delivery is entered as a survey only, so that its family contracts come by cases of first registration. What was
    /// settled first stays: a village is not registered half by its delivery and half by cases.
    /// </summary>
    public async Task Settle(string county, string sha256, bool surveyOnly, CancellationToken cancel = default)
    {
        await using var command = connections[county].CreateCommand("update intake.delivery set survey_only = coalesce(survey_only, $2) where sha256 = $1");
        command.Parameters.Add(new() { Value = sha256 });
        command.Parameters.Add(new() { Value = surveyOnly });
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Inspects a delivery afresh and, when asked to, enters what is sound.</summary>
    /// <returns>What was entered; null when it was only inspected or could not be read.</returns>
    public Task<DeliveryEntry?> Process(string county, string sha256, bool enter, CancellationToken cancel = default) => OrFail(county, sha256, async () =>
    {
        Delivery? delivery = null;
        try
        {
            await Watched(county, sha256, "inspecting", DeliverySteps.Reading, async progress => delivery = await Task.Run(() => OpenReceived(county, sha256, progress, cancel), cancel));
            return await InspectAndEnter(county, delivery!, enter, cancel);
        }
        finally
        {
            delivery?.Dispose();
        }
    });

    /// <summary>The same for one that is open already, which was received as it is.</summary>
    public Task<DeliveryEntry?> Process(string county, Delivery delivery, bool enter, CancellationToken cancel = default) =>
        OrFail(county, delivery.Sha256(cancel), () => InspectAndEnter(county, delivery, enter, cancel));

    private async Task<DeliveryEntry?> InspectAndEnter(string county, Delivery delivery, bool enter, CancellationToken cancel)
    {
        var book = await sheets.Of(county, delivery.Sha256(cancel), cancel);
        using var inspection = await Inspect(county, delivery, book, enter, cancel);
        return enter ? await Enter(county, delivery, book, inspection, cancel) : null;
    }

    /// <summary>Does some work on a delivery, and keeps with it what stopped the work.</summary>
    private async Task<DeliveryEntry?> OrFail(string county, string sha256, Func<Task<DeliveryEntry?>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (Outage.Of(e) is { } outage)
        {
            // Said where there is still room to say it; what stopped the work may stop this as well.
            await TryFail(county, sha256, $"{outage.Chinese}{outage.MendChinese}\n{outage.English} {outage.MendEnglish}");
            throw;
        }
        catch (DeliveryUnreadable e)
        {
            await Fail(county, sha256, $"{e.Chinese}\n{e.English}", RuleOf(e));
            return null;
        }
        catch (Exception e) when (e is not (OperationCanceledException or CountyIsBusyException))
        {
            await TryFail(county, sha256, "处理时发生意外错误，未登记的内容保持原样；可以再次处理。\nAn unexpected error stopped the work; what was not entered is as it was, and the work can be started again.");
            throw;
        }
    }

    /// <summary>The rule that a package breaks which is no delivery that can be read.</summary>
    public static Rule RuleOf(DeliveryUnreadable unreadable) => unreadable.Code switch
    {
        "not-a-delivery" or "no-such-path" or "delivery-unknown" => ConstraintRules.PackageIsNoDelivery,
        "county-unknown" => ConstraintRules.DeliveryNamesNoCounty,
        "other-county" => ConstraintRules.DeliveryIsOfAnotherCounty,
        "delivery-changed" or "package-gone" => ConstraintRules.DeliveryWasChanged,
        _ => ConstraintRules.PackageIsUnreadable,
    };

    /// <summary>All deliveries of a county, the latest first.</summary>
    public async Task<IReadOnlyList<DeliveryStatus>> List(string county, CancellationToken cancel = default)
    {
        await using var command = connections[county].CreateCommand(StatusQuestion + " order by received_at desc");
        return await Statuses(command, cancel);
    }

    /// <summary>One delivery; null when it was never received.</summary>
    public async Task<DeliveryStatus?> Find(string county, string sha256, CancellationToken cancel = default)
    {
        await using var command = connections[county].CreateCommand(StatusQuestion + " where sha256 = $1");
        command.Parameters.Add(new() { Value = sha256 });
        return (await Statuses(command, cancel)).SingleOrDefault();
    }

    /// <summary>Findings after a number, in their order.</summary>
    /// <param name="county">The county.</param>
    /// <param name="sha256">The delivery.</param>
    /// <param name="after">Number of the last finding already seen; 0 for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="rule">Only of this rule; null for all.</param>
    /// <param name="onlyErrors">Leaves warnings out.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IReadOnlyList<FindingOnRecord>> Findings(
        string county, string sha256, int after = 0, int limit = 100, string? rule = null, bool onlyErrors = false, CancellationToken cancel = default)
    {
        await using var command = connections[county].CreateCommand("""
            select number, rule, severity, layer, key, field, chinese, english, row, file, wkt, crs
            from intake.finding
            where delivery = $1 and number > $2 and ($3::text is null or rule = $3) and (not $4 or severity = 'error')
            order by number
            limit $5
            """);
        command.Parameters.Add(new() { Value = sha256 });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = (object?)rule ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = onlyErrors });
        command.Parameters.Add(new() { Value = limit });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var findings = new List<FindingOnRecord>();
        while (await reader.ReadAsync(cancel))
        {
            findings.Add(new(
                reader.GetInt32(0), reader.GetString(1), reader.GetString(2) == "error", reader.GetString(3), reader.GetString(4), Text(reader, 5),
                reader.GetString(6), reader.GetString(7), reader.IsDBNull(8) ? null : reader.GetInt64(8), Text(reader, 9), Text(reader, 10), Text(reader, 11)));
        }

        return findings;
    }

    /// <summary>What stands before the findings of a delivery: the rows of its layers and tables, and how much was found in all.</summary>
    public async Task<FindingsSummary?> Summary(string county, string sha256, CancellationToken cancel = default)
    {
        await using var command = connections[county].CreateCommand("select layers::text, tables::text, errors, warnings from intake.delivery where sha256 = $1");
        command.Parameters.Add(new() { Value = sha256 });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? new(Rows(reader.GetString(0)), Rows(reader.GetString(1)), reader.GetInt64(2), reader.GetInt64(3))
            : null;

        static IReadOnlyDictionary<string, long> Rows(string json) => JsonSerializer.Deserialize<Dictionary<string, long>>(json)!;
    }

    /// <summary>How often each rule was broken, the gravest and most frequent first.</summary>
    public async Task<IReadOnlyList<FindingCount>> FindingCounts(string county, string sha256, CancellationToken cancel = default)
    {
        await using var command = connections[county].CreateCommand("""
            select rule, severity = 'error' as grave, count(*) from intake.finding where delivery = $1 group by 1, 2 order by 2 desc, 3 desc, 1
            """);
        command.Parameters.Add(new() { Value = sha256 });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var counts = new List<FindingCount>();
        while (await reader.ReadAsync(cancel)) counts.Add(new(reader.GetString(0), reader.GetBoolean(1), reader.GetInt64(2)));
        return counts;
    }

    /// <summary>Contractors that were not entered, and why, in the order of their codes.</summary>
    public async Task<IReadOnlyList<KeptBack>> KeptBack(string county, string sha256, string after = "", int limit = 100, CancellationToken cancel = default)
    {
        await using var command = connections[county].CreateCommand("""
            select household, refused, rules, about from intake.kept_back where delivery = $1 and household > $2 order by household limit $3
            """);
        command.Parameters.Add(new() { Value = sha256 });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = limit });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var kept = new List<KeptBack>();
        while (await reader.ReadAsync(cancel)) kept.Add(new(reader.GetString(0), reader.GetBoolean(1), reader.GetFieldValue<string[]>(2), Text(reader, 3)));
        return kept;
    }

    /// <summary>Opens a delivery with the limits and the work folder of this register.</summary>
    public Delivery Open(string path, CancellationToken cancel = default) =>
        Delivery.Open(path, options.DeliveryLimits, options.WorkFolder, cancel);

    /// <summary>Opens a received delivery, which must be the one that was received.</summary>
    internal async Task<Delivery> OpenReceived(string county, string sha256, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        var delivery = await OpenWhereItLies(county, sha256, progress, cancel);
        try
        {
            return delivery.Sha256(progress, cancel) == sha256
                ? delivery
                : throw new DeliveryUnreadable("delivery-changed", "成果包在接收之后被改动，请重新接收。", "The package was changed after it was received; bring it again.");
        }
        catch
        {
            delivery.Dispose();
            throw;
        }
    }

    private async Task<Delivery> OpenWhereItLies(string county, string sha256, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        // Reading a county takes minutes, and no connection is kept for so long.
        var received = await connections[county].All(
            "select path, master_key, wrapped from intake.delivery where sha256 = $1",
            row => (Path: row.GetString(0), Key: row.IsDBNull(1) ? null : _seal.Unwrap(row.GetInt16(1), $"package/{sha256}", row.GetFieldValue<byte[]>(2))), cancel, sha256);
        if (received is not [var (path, key)]) throw new DeliveryUnreadable("delivery-unknown", "没有接收过这个成果包。", "This delivery was never received.");

        if (key is null) return Delivery.Open(path, options.DeliveryLimits, options.WorkFolder, null, progress, cancel);
        if (!File.Exists(path)) throw new DeliveryUnreadable("package-gone", "接收的成果包已不在，请重新交来。", "The package that was received is gone; hand it in again.");

        try
        {
            return Delivery.Open(path, options.DeliveryLimits, options.WorkFolder, () => SealedPackages.Open(path, key), progress, cancel);
        }
        catch (CryptographicException altered)
        {
            throw new DeliveryUnreadable("delivery-changed", "成果包在接收之后被改动，请重新接收。", "The package was changed after it was received; bring it again.", altered);
        }
    }

    private const string StatusQuestion = """
        select sha256, county, name, year, state, step, done, total, seconds_left, households, parcels, errors, warnings,
               entered, present, held, refused, facts, trouble, received_at, changed_at, survey_only, villages, trouble_rule
        from intake.delivery
        """;

    private async Task<InspectionResult> Inspect(string county, Delivery delivery, CorrectionBook book, bool goesOn, CancellationToken cancel)
    {
        var sha256 = delivery.Sha256(cancel);
        InspectionResult? result = null;
        try
        {
            await Watched(
                county, sha256, "inspecting", "",
                async progress => result = await Task.Run(() => DeliveryInspection.Run(book.Layer.Over(InspectionMaterial.Of(delivery)), null, progress, cancel), cancel));
            await Watched(county, sha256, "inspecting", DeliverySteps.Comparing, async progress =>
            {
                await Record(county, delivery, result!, cancel);
                LetGo(result!);
                var surveyOnly = (await Find(county, sha256, cancel))!.SurveyOnly == true;
                await differences.Record(county, EntrySource.Of(delivery, book.Layer, cancel) with { SurveyOnly = surveyOnly }, result!, progress, cancel);
                LetGo(result!);
            });
            await Watched(county, sha256, "inspecting", DeliverySteps.Alone, progress => RecordWork(county, delivery, book, result!, progress, cancel));
            LetGo(result!);
            // Work that goes on to entering is not over yet: who looks just now would be told it was and look no more.
            if (!goesOn) await Advance(county, sha256, "inspected", WorkProgress.Unmeasured(""));
            return result!;
        }
        catch
        {
            result?.Dispose();
            throw;
        }
    }

    // What a step gathered about a large county, hundreds of megabytes, is given back before the next step gathers as much again.
    private static void LetGo(InspectionResult inspected)
    {
        if (inspected.Layers.GetValueOrDefault("DK") > ManyParcels) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private async Task<DeliveryEntry> Enter(string county, Delivery delivery, CorrectionBook book, InspectionResult inspection, CancellationToken cancel)
    {
        var sha256 = delivery.Sha256(cancel);
        await Settle(county, sha256, surveyOnly: false, cancel);
        var source = EntrySource.Of(delivery, book.Layer, cancel) with { Sheets = book.Sheets, SurveyOnly = (await Find(county, sha256, cancel))!.SurveyOnly == true };
        DeliveryEntry? done = null;
        await Watched(county, sha256, "entering", "", async progress => done = await entry.Run(county, source, inspection, progress, cancel));
        await RecordRefused(county, sha256, CancellationToken.None);
        await using var command = connections[county].CreateCommand("""
            update intake.delivery
            set state = 'entered', step = null, seconds_left = null, done = total, entered = $2, present = $3, held = $4, refused = $5, facts = $6,
                entered_at = clock_timestamp(), changed_at = clock_timestamp()
            where sha256 = $1
            """);
        foreach (var value in new object[] { sha256, done!.Entered, done.Present, done.Held, done.Refused, done.Facts }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(CancellationToken.None);
        return done;
    }

    /// <summary>Does work of which nothing is known as it begins, and keeps the latest of what it reports, a few times a second.</summary>
    /// <param name="county">The county.</param>
    /// <param name="sha256">The delivery.</param>
    /// <param name="state">State of the delivery meanwhile.</param>
    /// <param name="step">Step of it; empty where the work itself names its steps, or has none.</param>
    /// <param name="work">The work.</param>
    private async Task Watched(string county, string sha256, string state, string step, Func<IProgress<WorkProgress>, Task> work)
    {
        await Advance(county, sha256, state, WorkProgress.Unmeasured(step));
        var latest = new Latest();
        var running = work(latest);
        try
        {
            while (await Task.WhenAny(running, Task.Delay(BetweenReports)) != running)
                if (latest.Take() is { } now) await Advance(county, sha256, state, step.Length > 0 ? now with { Step = step } : now);
        }
        catch
        {
            // Nobody waits for the work any more, but it still reads the package and holds the county: it ends first.
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await running;
    }

    private async Task Record(string county, Delivery delivery, InspectionResult result, CancellationToken cancel)
    {
        var sha256 = delivery.Sha256(cancel);
        await using var connection = await connections.AtLength(county).OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var forget = new NpgsqlCommand("delete from intake.finding where delivery = $1", connection) { Parameters = { new() { Value = sha256 } } })
            await forget.ExecuteNonQueryAsync(cancel);

        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy intake.finding (delivery, number, rule, severity, layer, key, field, chinese, english, row, file, wkt, crs) from stdin (format binary)", cancel))
        {
            var number = 0;
            foreach (var finding in result.Findings)
            {
                await copy.StartRowAsync(cancel);
                await copy.WriteAsync(sha256, NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(++number, NpgsqlDbType.Integer, cancel);
                foreach (var text in Texts(finding)) await Write(copy, text, cancel);
                if (finding.Row is { } row) await copy.WriteAsync(row, NpgsqlDbType.Bigint, cancel);
                else await copy.WriteNullAsync(cancel);
                foreach (var text in new[] { finding.File, finding.Wkt, finding.Crs }) await Write(copy, text, cancel);
            }

            await copy.CompleteAsync(cancel);
        }

        await using (var update = new NpgsqlCommand("""
            update intake.delivery
            set households = $2, parcels = $3, errors = $4, warnings = $5,
                layers = $6::json, tables = $7::json, holds_everything = $8, inspected_at = clock_timestamp(), changed_at = clock_timestamp()
            where sha256 = $1
            """, connection))
        {
            foreach (var value in new object[]
            {
                sha256, result.Tables.GetValueOrDefault("CBF"), result.Layers.GetValueOrDefault("DK"), (long)result.Errors, (long)result.Warnings,
                JsonSerializer.Serialize(result.Layers), JsonSerializer.Serialize(result.Tables), result.HoldsEverything,
            })
                update.Parameters.Add(new() { Value = value });
            await update.ExecuteNonQueryAsync(cancel);
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Makes the work list of what is held: each household, and each parcel that nobody holds, inspected alone.</summary>
    private async Task RecordWork(string county, Delivery delivery, CorrectionBook book, InspectionResult result, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var sha256 = delivery.Sha256(cancel);
        var held = result.HeldContractors.Select(code => code.ToString("D18", CultureInfo.InvariantCulture)).ToHashSet(StringComparer.Ordinal);
        held.UnionWith(book.Layer.Items);
        if (held.Count == 0 && result.HeldParcels.Count == 0)
        {
            await RecordWork(county, sha256, [], replace: true, cancel);
            return;
        }

        var bench = await Task.Run(() => new WorkBench(delivery, cancel), cancel);
        held.UnionWith(result.HeldParcels.Where(parcel => !bench.IsHeld(parcel)).Select(code => code.ToString("D19", CultureInfo.InvariantCulture)));

        // A household that was given another code is on the list under its delivered one.
        foreach (var item in book.Layer.Items) held.ExceptWith(book.Layer.CodesOf(item).Where(code => code != item));
        string[] items = [.. book.Layer.Items.Intersect(held).Concat(held.Order(StringComparer.Ordinal)).Distinct()];
        var atOnce = Math.Min(items.Length, Math.Max(options.MostInspectedAlone, book.Layer.Items.Count()));
        var started = Stopwatch.GetTimestamp();
        await RecordWork(county, sha256, items.Take(atOnce).Select(Next), replace: true, cancel);
        await RecordAwaited(county, sha256, [.. items.Skip(atOnce)], result, cancel);

        HouseholdExtract Next(string item, int at)
        {
            progress.Report(WorkProgress.After(Stopwatch.GetElapsedTime(started), "", at, atOnce));
            return bench.Extract(item, book.Layer);
        }
    }

    /// <summary>Puts on the work list what is inspected alone only when somebody turns to it, with the rules that hold it.</summary>
    private async Task RecordAwaited(string county, string sha256, string[] items, InspectionResult result, CancellationToken cancel)
    {
        if (items.Length == 0) return;

        var rules = Array.ConvertAll(items, item => ulong.Parse(item, CultureInfo.InvariantCulture) is var code && item.Length == ParcelCode.Digits
            ? result.WhyParcelIsHeld(code)
            : result.WhyContractorIsHeld(code));
        await using var connection = await connections.AtLength(county).OpenConnectionAsync(cancel);
        await Execute(connection, """
            insert into intake.work (delivery, item, codes, together, errors, warnings, held_by, is_awaited)
            select $1, w.item, array[w.item], '{}', cardinality(string_to_array(w.rules, ' ')), 0, string_to_array(w.rules, ' '), true
            from unnest($2::text[], $3::text[]) as w(item, rules)
            on conflict on constraint "work-item-once" do nothing
            """, [sha256, items, Array.ConvertAll(rules, held => string.Join(' ', held.Select(rule => rule.Code)))], cancel);
    }

    /// <summary>Inspects items alone and puts what is found on the work list.</summary>
    internal async Task RecordWork(string county, string sha256, IEnumerable<HouseholdExtract> extracts, bool replace, CancellationToken cancel)
    {
        await using var connection = await connections.AtLength(county).OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Two clerks who have the same household inspected at once do so one after the other, and the later list stands.
        await Execute(connection, "select pg_advisory_xact_lock(hashtextextended('work/' || $1, 0))", [sha256], cancel);
        if (replace) await Execute(connection, "delete from intake.work where delivery = $1", [sha256], cancel);
        foreach (var extract in extracts)
        {
            var inspection = await Task.Run(() => extract.Inspect(cancel), cancel);
            var findings = inspection.Findings;
            await Execute(connection, "delete from intake.work where delivery = $1 and item = $2", [sha256, extract.Item], cancel);
            await Execute(connection, """
                insert into intake.work (delivery, item, codes, together, errors, warnings, held_by, is_empty) values ($1, $2, $3, $4, $5, $6, $7, $8)
                """,
                [
                    sha256,
                    extract.Item,
                    new[] { extract.Item }.Concat(extract.Contractors.Select(code => code.ToString("D18", CultureInfo.InvariantCulture))).Distinct().ToArray(),
                    extract.Group.Except(extract.Contractors).Order().Select(code => code.ToString("D18", CultureInfo.InvariantCulture)).ToArray(),
                    findings.Count(finding => finding.Severity == Severity.Error),
                    findings.Count(finding => finding.Severity == Severity.Warning),
                    inspection.HeldBy.Select(rule => rule.Code).ToArray(),
                    extract.Rows.All(row => row.IsStruck || row.Table == "FBF"),
                ], cancel);
            await Execute(connection, "delete from intake.kept_back where delivery = $1 and household = $2", [sha256, extract.Item], cancel);
            if (findings.Count == 0) continue;

            await using var copy = await connection.BeginBinaryImportAsync(
                "copy intake.work_finding (delivery, item, number, rule, severity, layer, key, field, chinese, english, row, wkt, crs) from stdin (format binary)", cancel);
            for (var number = 1; number <= findings.Count; number++)
            {
                var finding = findings[number - 1];
                await copy.StartRowAsync(cancel);
                await Write(copy, sha256, cancel);
                await Write(copy, extract.Item, cancel);
                await copy.WriteAsync(number, NpgsqlDbType.Integer, cancel);
                foreach (var text in Texts(finding)) await Write(copy, text, cancel);
                if (finding.Row is { } row) await copy.WriteAsync(row, NpgsqlDbType.Bigint, cancel);
                else await copy.WriteNullAsync(cancel);
                await Write(copy, finding.Wkt, cancel);
                await Write(copy, finding.Crs, cancel);
            }

            await copy.CompleteAsync(cancel);
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Puts what the register refused on the work list too, sound as its rows may be.</summary>
    internal async Task RecordRefused(string county, string sha256, CancellationToken cancel)
    {
        await using var connection = await connections.AtLength(county).OpenConnectionAsync(cancel);
        await Execute(connection, """
            insert into intake.work (delivery, item, codes, together, errors, warnings, held_by)
            select delivery, household, array[household], '{}', 0, 0, '{}' from intake.kept_back k
            where delivery = $1 and refused and not exists (select from intake.work w where w.delivery = k.delivery and k.household = any(w.codes))
            on conflict on constraint "work-item-once" do nothing
            """, [sha256], cancel);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, object[] values, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static string?[] Texts(Finding finding)
    {
        var shown = PersonalFields.Masked(finding);
        return [shown.Rule.Code, shown.Severity == Severity.Error ? "error" : "warning", shown.Layer, shown.Key, shown.Field, shown.MessageChinese, shown.MessageEnglish];
    }

    private async Task Advance(string county, string sha256, string state, WorkProgress now)
    {
        await using var command = connections[county].CreateCommand("""
            update intake.delivery
            set state = $2, step = $3, done = $4, total = $5, seconds_left = $6, trouble = null, trouble_rule = null, changed_at = clock_timestamp()
            where sha256 = $1
            """);
        command.Parameters.Add(new() { Value = sha256 });
        command.Parameters.Add(new() { Value = state });
        command.Parameters.Add(new() { Value = now.Step.Length > 0 ? now.Step : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = now.Done });
        command.Parameters.Add(new() { Value = now.Total });
        command.Parameters.Add(new() { Value = (object?)now.Remaining?.TotalSeconds ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Double });
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task Fail(string county, string sha256, string trouble, Rule? rule = null)
    {
        await using var command = connections[county].CreateCommand("""
            update intake.delivery set state = 'failed', trouble = $2, trouble_rule = $3, step = null, seconds_left = null, changed_at = clock_timestamp() where sha256 = $1
            """);
        command.Parameters.Add(new() { Value = sha256 });
        command.Parameters.Add(new() { Value = trouble });
        command.Parameters.Add(new() { Value = (object?)rule?.Code ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task TryFail(string county, string sha256, string trouble)
    {
        try
        {
            await Fail(county, sha256, trouble);
        }
        catch (NpgsqlException)
        {
            // What stopped the work is on its way to whoever asked, and says more.
        }
    }

    private static async Task<IReadOnlyList<DeliveryStatus>> Statuses(NpgsqlCommand command, CancellationToken cancel)
    {
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var statuses = new List<DeliveryStatus>();
        while (await reader.ReadAsync(cancel))
        {
            statuses.Add(new(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), Enum.Parse<DeliveryState>(reader.GetString(4), ignoreCase: true),
                Text(reader, 5), reader.GetInt64(6), reader.GetInt64(7), reader.IsDBNull(8) ? null : TimeSpan.FromSeconds(reader.GetDouble(8)),
                reader.GetInt64(9), reader.GetInt64(10), reader.GetInt64(11), reader.GetInt64(12), reader.GetInt64(13), reader.GetInt64(14), reader.GetInt64(15),
                reader.GetInt64(16), reader.GetInt64(17), Text(reader, 18), reader.GetFieldValue<DateTimeOffset>(19), reader.GetFieldValue<DateTimeOffset>(20))
            {
                SurveyOnly = reader.IsDBNull(21) ? null : reader.GetBoolean(21),
                Villages = reader.GetFieldValue<string[]>(22),
                TroubleRule = Text(reader, 23),
            });
        }

        return statuses;
    }

    private static async Task Write(NpgsqlBinaryImporter copy, string? text, CancellationToken cancel)
    {
        if (text is null) await copy.WriteNullAsync(cancel);
        else await copy.WriteAsync(text, NpgsqlDbType.Text, cancel);
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private sealed class Latest : IProgress<WorkProgress>
    {
        private WorkProgress? _latest;

        public void Report(WorkProgress value) => Interlocked.Exchange(ref _latest, value);

        public WorkProgress? Take() => Interlocked.Exchange(ref _latest, null);
    }
}

/// <summary>Seals at every start what was handed in before packages were sealed, before anything reads it, and names what it may not touch.</summary>
internal sealed partial class OpenPackages(Deliveries deliveries, ILogger<OpenPackages> log) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var name in await deliveries.SealOpenPackages(cancellationToken)) LiesOpen(log, name);
    }

    [LoggerMessage(LogLevel.Warning, "The package {Name} lies open in the folder of deliveries, and no county here names it. Its clerks find it on the page of deliveries.")]
    private static partial void LiesOpen(ILogger log, string name);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Takes deliveries off the durable queue.</summary>
public static class DeliveryQueue
{
    /// <summary>Processes one.</summary>
    public static Task Handle(ProcessDelivery message, Deliveries deliveries, CancellationToken cancel) =>
        deliveries.Process(message.County, message.Sha256, message.Enter, cancel);
}
