using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Interchange.Archives;
using RuralRights.Interchange.Certificates.Signing;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using Kept = RuralRights.Registry.Registration.Documents;

namespace RuralRights.Registry.Tests.Registration;

/// <summary>Documents from hand to shelf and back.</summary>
public sealed class DocumentTests(TestRegister register)
{
    private static readonly Actor.Clerk Clerk = new(new("00000000-0000-0000-0000-00000000c1e4"), TestRegister.County);
    private static readonly Actor.Registrar Registrar = new(new("00000000-0000-0000-0000-00000000c1e5"), TestRegister.County);
    private static readonly Actor.Auditor Auditor = new(new("00000000-0000-0000-0000-00000000c1e6"), TestRegister.County);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Kept Documents => register.Host.Services.GetRequiredService<Kept>();

    [Fact]
    public async Task A_document_is_kept_sealed_and_comes_back_byte_for_byte()
    {
        var sheet = Sheet.Of($"the secret of {Guid.CreateVersion7()}", 200_000);
        var kept = await HandIn(sheet);

        kept.ShouldSatisfyAllConditions(() => kept.Sha256.ShouldBe(Sheet.HashOf(sheet)), () => kept.Format.ShouldBe(DocumentFormat.Pdf), () => kept.Bytes.ShouldBe(sheet.Length), () => kept.Pages.ShouldBe(1));
        var atRest = await File.ReadAllBytesAsync(PathOf(kept.Sha256), Cancel);
        Encoding.Latin1.GetString(atRest).ShouldNotContain("%PDF");
        Encoding.Latin1.GetString(atRest).ShouldNotContain("the secret of");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(PathOf(kept.Sha256)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await Content(kept.Sha256)).ShouldBe(sheet);
    }

    [Fact]
    public async Task A_refused_document_leaves_nothing_behind()
    {
        var handed = await Documents.HandIn(TestRegister.County, new MemoryStream("MZ a program"u8.ToArray()), Clerk, DocumentLimits.Default, Cancel);
        handed.Refusal.ShouldBe(DocumentRules.DocumentFormatIsNotAccepted);

        var large = Sheet.Of($"{Guid.CreateVersion7()}", 100_000);
        var limits = DocumentLimits.Default with { LargestBytes = 50_000 };
        (await Documents.HandIn(TestRegister.County, new MemoryStream(large), Clerk, limits, Cancel)).Refusal.ShouldBe(DocumentRules.DocumentIsTooLarge);
        (await Documents.HandIn(TestRegister.County, new Unseekable(large), Clerk, limits, Cancel)).Refusal.ShouldBe(DocumentRules.DocumentIsTooLarge);
        (await Documents.Find(TestRegister.County, Sheet.HashOf(large), Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_document_from_many_hands_at_once_is_kept_once()
    {
        var sheet = Sheet.Of($"{Guid.CreateVersion7()}", 300_000);
        var hands = Enumerable.Range(1, 16).Select(number => new Actor.Clerk(new(number, 7, 7, new byte[8]), TestRegister.County)).ToList();

        var all = await Task.WhenAll(hands.Select(hand => Task.Run(() => Documents.HandIn(TestRegister.County, new MemoryStream(sheet), hand, DocumentLimits.Default, Cancel))));

        all.ShouldAllBe(one => one.Document!.Sha256 == Sheet.HashOf(sheet));
        (await register.Ask<long>("select count(*) from vault.document where sha256 = $1", Sheet.HashOf(sheet))).ShouldBe(1);
        (await register.Ask<long>("select count(*) from vault.document_hand where document = $1", Sheet.HashOf(sheet))).ShouldBe(16);
        (await Read((await Documents.View(TestRegister.County, Sheet.HashOf(sheet), hands[7], "核对", Cancel))!.Value.Content)).ShouldBe(sheet);
    }

    [Fact]
    public async Task What_was_altered_cut_or_exchanged_at_rest_does_not_open_is_named_and_mended_by_handing_it_in_again()
    {
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var documents = own.Host.Services.GetRequiredService<Kept>();
        var care = own.Host.Services.GetRequiredService<DocumentCare>();
        var sheets = Enumerable.Range(1, 5).Select(number => Sheet.Of($"sheet {number}", 150_000)).ToList();
        foreach (var sheet in sheets) (await documents.HandIn(TestRegister.County, new MemoryStream(sheet), Clerk, DocumentLimits.Default, Cancel)).Document.ShouldNotBeNull();
        var paths = sheets.ConvertAll(sheet => PathOf(Sheet.HashOf(sheet), own));
        (await care.Check(TestRegister.County, null, Cancel)).ShouldSatisfyAllConditions(found => found.IsWhole.ShouldBeTrue(), found => found.Checked.ShouldBe(5));

        var altered = await File.ReadAllBytesAsync(paths[0], Cancel);
        altered[^100] ^= 1;
        await File.WriteAllBytesAsync(paths[0], altered, Cancel);
        // Cut exactly where a piece ends, so that only the mark of the last piece can tell.
        await File.WriteAllBytesAsync(paths[1], (await File.ReadAllBytesAsync(paths[1], Cancel))[..(8 + (2 * ((1 << 16) + 16)))], Cancel);
        File.Copy(paths[3], paths[2], overwrite: true);
        File.Delete(paths[4]);
        var half = Path.Combine(own.Options.DocumentFolder, TestRegister.County, "incoming", "half");
        await File.WriteAllTextAsync(half, "x", Cancel);
        File.SetLastWriteTimeUtc(half, DateTime.UtcNow.AddHours(-2));
        var stray = PathOf(new string('a', 64), own);
        Directory.CreateDirectory(Path.GetDirectoryName(stray)!);
        await File.WriteAllTextAsync(stray, "x", Cancel);
        File.SetLastWriteTimeUtc(stray, DateTime.UtcNow.AddHours(-2));

        var found = await care.Check(TestRegister.County, null, Cancel);

        found.Damaged.ShouldBe(new[] { 0, 1, 2 }.Select(at => Sheet.HashOf(sheets[at])), ignoreOrder: true);
        found.Missing.ShouldBe([Sheet.HashOf(sheets[4])]);
        (found.Unfinished, found.Strays).ShouldBe((1, 1));
        File.Exists(half).ShouldBeFalse();
        File.Exists(stray).ShouldBeFalse();
        await Should.ThrowAsync<CryptographicException>(async () => await Read((await documents.View(TestRegister.County, found.Damaged[0], Clerk, "核对", Cancel))!.Value.Content));

        foreach (var sheet in sheets) await documents.HandIn(TestRegister.County, new MemoryStream(sheet), Clerk, DocumentLimits.Default, Cancel);
        (await care.Check(TestRegister.County, null, Cancel)).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task A_process_killed_while_it_hands_documents_in_leaves_every_one_whole_or_none()
    {
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var received = new List<string>();
        var dice = new Random(7);
        for (var round = 0; round < 4; round++)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment[HandingInProcess.Variable] = HandingInProcess.Of(own.Options);
            using var child = Process.Start(start)!;
            for (var line = 0; line < 3 + round; line++) received.Add((await child.StandardOutput.ReadLineAsync(Cancel)) ?? throw new InvalidOperationException(await child.StandardError.ReadToEndAsync(Cancel)));
            await Task.Delay(dice.Next(0, 60), Cancel);
            child.Kill();
            await child.WaitForExitAsync(Cancel);
            while (await child.StandardOutput.ReadLineAsync(Cancel) is { } more) if (more.Length == 64) received.Add(more);
        }

        var found = await own.Host.Services.GetRequiredService<DocumentCare>().Check(TestRegister.County, null, Cancel);
        found.IsWhole.ShouldBeTrue();
        found.Checked.ShouldBeGreaterThanOrEqualTo(received.Count);
        foreach (var sha256 in received) (await own.Ask<long>("select count(*) from vault.document where sha256 = $1", sha256)).ShouldBe(1, sha256);
    }

    [Fact]
    public async Task Documents_that_come_slowly_keep_nobody_else_waiting()
    {
        var slow = Enumerable.Range(0, 4).Select(_ => new SlowLine()).ToList();
        var waiting = slow.Select(line => Documents.HandIn(TestRegister.County, line, Clerk, DocumentLimits.Default, Cancel)).ToList();
        foreach (var line in slow) await line.Asked.WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        (await Documents.HandIn(TestRegister.County, new MemoryStream(Sheet.Of($"{Guid.CreateVersion7()}")), Clerk, DocumentLimits.Default, Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel))
            .Document.ShouldNotBeNull();

        foreach (var line in slow) line.End();
        foreach (var handed in await Task.WhenAll(waiting)) handed.Refusal.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_comes_over_a_line_is_kept_byte_for_byte_and_refused_when_it_is_too_long()
    {
        var sheet = Sheet.Of($"{Guid.CreateVersion7()}");
        (await Documents.HandIn(TestRegister.County, new Unseekable(sheet), Clerk, DocumentLimits.Default, Cancel)).Document!.Sha256.ShouldBe(Sheet.HashOf(sheet));
        (await Documents.HandIn(TestRegister.County, new Unseekable(sheet), Clerk, DocumentLimits.Default with { LargestBytes = sheet.Length - 1 }, Cancel)).Refusal.ShouldBe(DocumentRules.DocumentIsTooLarge);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_takes_nothing_from_the_database()
    {
        await using var full = TestRegister.With(options => options with { DiskReserve = long.MaxValue / 2 });
        await full.InitializeAsync();
        var sheet = Sheet.Of("too much");

        var handed = await full.Host.Services.GetRequiredService<Kept>().HandIn(TestRegister.County, new MemoryStream(sheet), Clerk, DocumentLimits.Default, Cancel);

        handed.Refusal.ShouldBe(ConstraintRules.DocumentStoreIsFull);
        (await full.Ask<long>("select count(*) from vault.document")).ShouldBe(0);
    }

    [Fact]
    public async Task A_disk_that_is_used_up_half_way_leaves_nothing_of_the_document()
    {
        await using var own = new TestRegister();
        await own.InitializeAsync();
        // The kernel stops every file of this process at a megabyte, and says so to the write that goes beyond.
        var start = new ProcessStartInfo("bash", ["-c", "trap '' XFSZ; ulimit -f 1024; exec \"$0\"", Environment.ProcessPath!]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment[HandingInProcess.Variable] = HandingInProcess.Of(own.Options);
        using var child = Process.Start(start)!;

        var said = await child.StandardOutput.ReadLineAsync(Cancel);

        child.Kill();
        await child.WaitForExitAsync(Cancel);
        said.ShouldBe(ConstraintRules.DocumentStoreIsFull.Code, said is null ? await child.StandardError.ReadToEndAsync(Cancel) : null);
        (await own.Ask<long>("select count(*) from vault.document")).ShouldBe(0);
        Directory.EnumerateFiles(own.Options.DocumentFolder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file).Length == 64).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_master_key_covers_documents()
    {
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var documents = own.Host.Services.GetRequiredService<Kept>();
        var sheet = Sheet.Of("an identity card");
        await documents.HandIn(TestRegister.County, new MemoryStream(sheet), Clerk, DocumentLimits.Default, Cancel);
        var atRest = await File.ReadAllBytesAsync(PathOf(Sheet.HashOf(sheet), own), Cancel);

        await own.Host.Services.GetRequiredService<RotateMasterKey>().Run(cancel: Cancel);

        (await own.Ask<short>("select master_key from vault.document")).ShouldBe((short)2);
        (await File.ReadAllBytesAsync(PathOf(Sheet.HashOf(sheet), own), Cancel)).ShouldBe(atRest);
        (await Read((await documents.View(TestRegister.County, Sheet.HashOf(sheet), Clerk, "核对", Cancel))!.Value.Content)).ShouldBe(sheet);
    }

    [Fact]
    public async Task A_hash_opens_nothing_and_names_nothing_for_whoever_did_not_hand_the_document_in()
    {
        var village = await Village.Found(register);
        var kept = await HandIn(Sheet.Of($"{Guid.CreateVersion7()}"), Registrar);

        (await Documents.View(TestRegister.County, kept.Sha256, Clerk, "好奇", Cancel)).ShouldBeNull();
        (await Documents.View(TestRegister.County, new string('0', 64), Clerk, "好奇", Cancel)).ShouldBeNull();
        (await Documents.Bind(TestRegister.County, [kept.Sha256], Clerk, DocumentLimits.Default, Cancel)).Refusal.ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        (await FileIn(village, 1, kept.Sha256)).Refusal.ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        (await register.Ask<long>("select count(*) from vault.view_log where subject = $1", $"document/{kept.Sha256}")).ShouldBe(0);
    }

    [Fact]
    public async Task A_filed_document_is_for_its_household_and_the_office_and_every_view_is_logged()
    {
        var village = await Village.Found(register);
        var kept = await HandIn(Sheet.Of($"{Guid.CreateVersion7()}"));
        (await FileIn(village, 1, kept.Sha256)).IsEntered.ShouldBeTrue();

        (await FileIn(village, 1, kept.Sha256)).Refusal.ShouldBe(DocumentRules.DocumentIsFiledAlready);
        (await register.Ask<string>("select document from register.document_use where stream = $1", $"household/{village.Household(1)}")).ShouldBe(kept.Sha256);
        (await FiledDocument.OfHousehold(register.Connections[TestRegister.County], village.Household(1), Cancel)).Single().Kind.ShouldBe(DocumentKind.EarlierContract);

        var own = new Actor.Farmer(village.Person(1), village.Household(1));
        foreach (var (actor, sees) in new (Actor, bool)[] { (own, true), (Registrar, true), (Clerk, true), (new Actor.Farmer(village.Person(2), village.Household(2)), false), (Auditor, false), (new Actor.Clerk(Clerk.Person, "620122"), false) })
            (await Documents.MaySee(TestRegister.County, actor, kept.Sha256, Cancel)).ShouldBe(sees, actor.ToString());

        await using (var seen = (await Documents.View(TestRegister.County, kept.Sha256, own, "本户查看", Cancel))!.Value.Content) seen.Length.ShouldBe(kept.Bytes);
        (await register.Ask<string>("select viewer || ' ' || purpose from vault.view_log where subject = $1", $"document/{kept.Sha256}")).ShouldBe($"{own} 本户查看");
        await Should.ThrowAsync<ArgumentException>(() => Documents.View(TestRegister.County, kept.Sha256, own, " ", Cancel));
    }

    [Fact]
    public async Task What_nobody_names_in_thirty_days_is_forgotten_and_what_is_named_stays()
    {
        await using var own = new TestRegister();
        await own.InitializeAsync();
        var documents = own.Host.Services.GetRequiredService<Kept>();
        var village = await Village.Found(own);
        var (named, unnamed, again) = (Sheet.Of("named"), Sheet.Of("unnamed"), Sheet.Of("handed in again"));
        foreach (var sheet in new[] { named, unnamed, again }) await documents.HandIn(TestRegister.County, new MemoryStream(sheet), Clerk, DocumentLimits.Default, Cancel);
        (await own.Desk.Enter(new FileInFolder(village.Household(1), DocumentKind.Other, Sheet.HashOf(named)), Submission.Now(TestRegister.County, Guid.CreateVersion7(), Clerk, TimeProvider.System), Cancel)).IsEntered.ShouldBeTrue();

        (await After(TimeSpan.FromDays(29))).Forgotten.ShouldBe(0);
        (await After(TimeSpan.FromDays(31))).Forgotten.ShouldBe(0);
        // Condemned now: what is on the list to go cannot be named any more.
        (await own.Desk.Enter(new FileInFolder(village.Household(1), DocumentKind.Other, Sheet.HashOf(unnamed)), Submission.Now(TestRegister.County, Guid.CreateVersion7(), Clerk, TimeProvider.System), Cancel))
            .Refusal.ShouldBe(DocumentRules.DocumentWasNotHandedIn);
        await own.AsOwner("insert into vault.document_hand (document, actor, at) values ($1, 'official/9', now() + interval '32 days')", Sheet.HashOf(again));

        (await After(TimeSpan.FromDays(33))).Forgotten.ShouldBe(1);

        File.Exists(PathOf(Sheet.HashOf(unnamed), own)).ShouldBeFalse();
        (await documents.Find(TestRegister.County, Sheet.HashOf(unnamed), Cancel)).ShouldBeNull();
        (await documents.Find(TestRegister.County, Sheet.HashOf(again), Cancel)).ShouldNotBeNull();
        (await documents.Find(TestRegister.County, Sheet.HashOf(named), Cancel)).ShouldNotBeNull();

        // Handing it in again gave it thirty days more, not for ever.
        (await After(TimeSpan.FromDays(61))).Forgotten.ShouldBe(0);
        (await After(TimeSpan.FromDays(63))).Forgotten.ShouldBe(0);
        (await After(TimeSpan.FromDays(65))).Forgotten.ShouldBe(1);
        (await documents.Find(TestRegister.County, Sheet.HashOf(again), Cancel)).ShouldBeNull();

        Task<DocumentsFound> After(TimeSpan time) => new DocumentCare(own.Options, documents, new Later(time)).Check(TestRegister.County, null, Cancel);
    }

    [Fact]
    public async Task The_archive_of_a_household_holds_its_facts_its_papers_and_the_names_its_reader_may_see()
    {
        var village = await Village.Found(register, 0);
        var vault = register.Host.Services.GetRequiredService<Vault>();
        var ids = await vault.Keep(TestRegister.County, [new("王守禄", "9", null), new("李秀英", "9", null)], Cancel);
        var household = village.Household(1);
        await village.Enter(new StreamFact($"household/{household}", new Domain.Households.HouseholdRegistered(household, village.Collective, Domain.Households.ContractorKind.Household, ids[0], [new(ids[0], "02", true, null), new(ids[1], "12", true, null)], Village.Paper)));
        await village.Enter(village.ParcelFact(1), village.ContractFact(1, 1));
        var kept = await HandIn(Sheet.Of($"{Guid.CreateVersion7()}"));
        (await FileIn(village, 1, kept.Sha256)).IsEntered.ShouldBeTrue();

        var (full, fullCheck) = await Export(household, new("official/7", Clerk, NamesInArchive.Full, "移交档案馆"));
        fullCheck.IsWhole.ShouldBeTrue(string.Join(' ', fullCheck.Troubles.Select(trouble => trouble.English)));
        fullCheck.Signature.ShouldBe(ArchiveSignature.Genuine);
        fullCheck.Manifest!.Entries.Select(entry => entry.Path).ShouldBe(
            ["index.html", "index.json", $"facts/household/{household}.jsonl", $"facts/parcel/{village.Parcel(1)}.jsonl", $"facts/right/{household}J.jsonl", $"documents/{kept.Sha256}.pdf"]);
        TextOf(full, "index.html").ShouldContain("王守禄");
        TextOf(full, $"facts/household/{household}.jsonl").ShouldNotContain("王守禄");

        var (own, _) = await Export(household, new($"person/{ids[0]}", new Actor.Farmer(ids[0], household), NamesInArchive.OfTheHousehold, "本户留存"));
        TextOf(own, "index.html").ShouldContain("李秀英");
        TextOf(own, "index.json").ShouldContain(kept.Sha256);

        var (masked, maskedCheck) = await Export(household, new("official/9", Auditor, NamesInArchive.Masked, "抽查"));
        maskedCheck.IsWhole.ShouldBeTrue();
        TextOf(masked, "index.html").ShouldNotContain("王守禄");
        TextOf(masked, "index.html").ShouldContain("王**");
        maskedCheck.Manifest!.LeftOut.Single().ShouldBe(new ArchiveGap(kept.Sha256, ArchiveGapReason.NotYoursToSee));

        (await register.Ask<string[]>("select array_agg(exporter || ' ' || purpose order by id) from vault.export_log where subject = $1", $"household/{household}"))
            .ShouldBe(["official/7 移交档案馆", $"person/{ids[0]} 本户留存", "official/9 抽查"]);
        (await register.Ask<long>("select count(*) from vault.view_log where subject = $1", $"document/{kept.Sha256}")).ShouldBe(2);
        (await Exporter.OfHousehold(TestRegister.County, village.Household(9), new("official/7", Clerk, NamesInArchive.Full, "x"), (_) => ("", ""), Cancel)).ShouldBeNull();
        Directory.EnumerateFiles(Path.Combine(register.Options.StateFolder, "exports")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_archive_of_a_household_holds_its_disputes_and_the_cases_that_are_open_on_it()
    {
        var casework = await CaseTests.Casework.Open(register);
        var (village, dispute) = (casework.Village, casework.Village.Id(70, 1));
        (await village.Enter(new StreamFact(Streams.Dispute(dispute), new DisputeOpened(
            dispute, village.Right(1), village.Collective, village.Household(1), [village.Parcel(1)], DisputeMatter.Infringement, Village.Day, false, "words", Village.Paper)))).Refusal.ShouldBeNull();

        var (_, check) = await Export(village.Household(1), new("official/7", Clerk, NamesInArchive.Full, "移交档案馆"));

        check.IsWhole.ShouldBeTrue();
        var paths = check.Manifest!.Entries.Select(entry => entry.Path).ToList();
        paths.ShouldContain($"facts/dispute/{dispute}.jsonl");
        paths.ShouldContain($"facts/case/{casework.Number}.jsonl");
    }

    [Fact]
    public async Task The_archive_of_a_case_gathers_its_facts_from_wherever_they_stand()
    {
        var village = await Village.Found(register);
        var kept = await HandIn(Sheet.Of($"{Guid.CreateVersion7()}"));
        (await FileIn(village, 1, kept.Sha256)).IsEntered.ShouldBeTrue();
        var number = await register.Ask<string>("select data #>> '{provenance,case}' from ledger.mt_events where stream_id = $1 and type = 'document-filed'", $"household/{village.Household(1)}");

        await using var archive = (await Exporter.OfCase(TestRegister.County, number, new("official/7", Clerk, NamesInArchive.Full, "调阅"), entry => (entry.Type, entry.Type), Cancel)).ShouldNotBeNull();
        var check = ArchiveCheck.Read(archive, []);

        check.IsWhole.ShouldBeTrue();
        check.Manifest!.Facts.ShouldBe(1);
        check.Manifest.Entries.Select(entry => entry.Path).ShouldContain($"documents/{kept.Sha256}.pdf");
    }

    private ArchiveExport Exporter => register.Host.Services.GetRequiredService<ArchiveExport>();

    private async Task<(byte[] Archive, ArchiveCheck Check)> Export(string household, ArchiveExporter exporter)
    {
        await using var archive = (await Exporter.OfHousehold(TestRegister.County, household, exporter, entry => (entry.Type, entry.Type), Cancel)).ShouldNotBeNull();
        var bytes = await Read(archive);
        return (bytes, ArchiveCheck.Read(new MemoryStream(bytes), CountySigningKey.KnownCertificates(register.Options.SigningFolder, TestRegister.County)));
    }

    private Task<Answer> FileIn(Village village, int household, string sha256) => register.Desk.Enter(
        new FileInFolder(village.Household(household), DocumentKind.EarlierContract, sha256), Submission.Now(TestRegister.County, Guid.CreateVersion7(), Clerk, TimeProvider.System), Cancel);

    private async Task<KeptDocument> HandIn(byte[] content, Actor? by = null) =>
        (await Documents.HandIn(TestRegister.County, new MemoryStream(content), by ?? Clerk, DocumentLimits.Default, Cancel)).Document.ShouldNotBeNull();

    private async Task<byte[]> Content(string sha256) => await Read((await Documents.View(TestRegister.County, sha256, Clerk, "核对", Cancel))!.Value.Content);

    private string PathOf(string sha256, TestRegister? of = null) => Path.Combine((of ?? register).Options.DocumentFolder, TestRegister.County, sha256[..2], sha256[2..4], sha256);

    private static async Task<byte[]> Read(Stream content)
    {
        await using (content)
        {
            using var all = new MemoryStream();
            await content.CopyToAsync(all, Cancel);
            return all.ToArray();
        }
    }

    private static string TextOf(byte[] archive, string path)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        using var reader = new StreamReader(zip.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }

    private sealed class Later(TimeSpan time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + time;
    }

    /// <summary>A line over which nothing comes until it ends, broken off.</summary>
    private sealed class SlowLine : MemoryStream
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public override bool CanSeek => false;

        public void End() => _ended.SetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _asked.TrySetResult();
            await _ended.Task.WaitAsync(cancellationToken);
            return 0;
        }
    }

    /// <summary>Content as it comes over the wire: no length, no way back.</summary>
    private sealed class Unseekable(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
