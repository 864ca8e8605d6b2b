using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NetTopologySuite.Geometries;
using Npgsql;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Offices;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Settlement;
using RuralRights.Domain.Tenure;
using RuralRights.Registry;
using RuralRights.Registry.Exits;
using RuralRights.Registry.Households;
using RuralRights.Registry.Market;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Settlement;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using Shouldly;
using Xunit;

namespace RuralRights.Journeys;

/// <summary>The village where nobody else walks, in which one lies of everything that has a page of its own.</summary>
public sealed partial class EveryPage
{
    private static readonly Guid _desk = Guid.Parse("00000000-0000-4000-8000-0000000000e1");
    private static readonly Guid _township = Guid.Parse("00000000-0000-4000-8000-0000000000e2");
    private static readonly Guid _board = Guid.Parse("00000000-0000-4000-8000-0000000000e3");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Who reads there: the desks of village and township, the board, and the head of the household that sells.</summary>
    private async Task<Actor> There(string reader)
    {
        var homes = await Homes();
        var village = homes[0].Code[..12];
        return reader switch
        {
            "desk" => new Actor.VillageClerk(_desk, village),
            "township" => new Actor.TownshipOfficer(_township, village[..9]),
            "board" => new Actor.Chair(_board, homes[0].Code[..14]),
            "seller" => new Actor.Farmer(homes[0].Head, homes[0].Code),
            _ => throw new ArgumentOutOfRangeException(nameof(reader), reader, null),
        };
    }

    /// <summary>Households of another village, each with a contract of two parcels or more; the first is of one person.</summary>
    private Task<List<(string Code, Guid Head)>> Homes() => All(
        """
        with family as (select h.code, h.collective, h.representative,
                               (select count(*) from register.household_member m where m.household = h.code and m.co_holder) as holders
                        from register.household h
                        where h.kind = 'household' and h.ended_on is null and left(h.collective, 12) <> left($1, 12)
                          and not exists (select from register.household_member m where m.household = h.code and m.mark = '7')
                          and (select count(*) from register.holding x where x.household = h.code and x.ended_seq is null and x.share_part is null) > 1)
        select code, representative
        from family
        where collective = (select min(collective) from family where holders = 1)
        order by holders, code
        """,
        row => (row.GetString(0), row.GetGuid(1)), site.Single.Collective);

    /// <summary>The names that patterns give to what lies there, one a line.</summary>
    private async Task<string> Elsewhere()
    {
        var homes = await Homes();
        homes.Count.ShouldBeGreaterThan(8);
        var (collective, desk, board) = (homes[0].Code[..14], await There("desk"), await There("board"));
        var deal = await Deal(homes[0], homes[1], consents: true);
        var asked = await Deal(homes[0], homes[2], consents: false);

        var runs = await site.OpenAs(desk);
        await runs.GotoAsync($"/collectives/{collective}/renewals?before=2048-12-31");
        await runs.EvaluateAsync("code => document.querySelectorAll('input[name=household]').forEach(box => box.checked = box.value === code)", homes[3].Code);
        await runs.Locator($"form:has(input[value='{homes[3].Code}']) button").Last.ClickAsync();
        await runs.WaitForURLAsync("**/renewals/*-*");
        var run = new Uri(runs.Url).AbsolutePath.Split('/')[^1];
        var number = (await All("select number from register.case_file where procedure = 'term-renewal' and collective = $1", row => row.GetString(0), collective)).Single();
        (await site.Desk.Enter(new CompleteStep(number, StepKind.Applied), By(desk), Cancel)).Refusal.ShouldBeNull();
        var notice = Made(await site.Desk.Enter(new OpenNotice([number]), By(desk), Cancel), "notice/");
        var passerby = Guid.CreateVersion7();
        (await site.Desk.Enter(new RaiseObjection(number, null, "有一半是我家的"), "13900000000", new(CountySite.County, passerby, new Actor.Passerby(passerby), Submission.LegalDay(TimeProvider.System)), Cancel)).Refusal.ShouldBeNull();
        var (objection, receipt) = (await All("select id, receipt from register.objection where case_number = $1", row => (row.GetGuid(0), row.GetString(1)), number)).Single();

        var registrar = new Actor.Registrar(Guid.Parse("00000000-0000-4000-8000-0000000000e4"), CountySite.County);
        var land = await Land(homes[4].Code);
        var papers = site.Services.GetRequiredService<Documents>();
        var scan = await File.ReadAllBytesAsync(Path.Combine(CountySite.Sample("620123榆中县"), "其他资料", "点之记", "E001.jpg"), Cancel);
        var order = await papers.HandIn(CountySite.County, new MemoryStream(scan), registrar, DocumentLimits.Default, Cancel);
        (await site.Desk.Enter(new EnterEncumbrance(land.Code, EncumbranceKind.Seizure, [land.Held.First().Parcel], Submission.LegalDay(TimeProvider.System).AddDays(200), "（2026）甘0123执9号", order.Document!.Sha256), By(registrar), Cancel)).Refusal.ShouldBeNull();
        var hold = (await All("select id from register.encumbrance where right_code = $1 and kind = 'seizure'", row => row.GetGuid(0), land.Code)).Single();
        var disputed = await Land(homes[5].Code);
        var dispute = Made(
            await site.Desk.Enter(new OpenDispute(disputed.Code, [disputed.Held.First().Parcel], homes[0].Code, DisputeMatter.Infringement, new(2025, 12, 1), "占了我家的地边"), By(await There("seller")), Cancel), "dispute/");
        var told = Guid.CreateVersion7();
        await new SpokenDispute(told, homes[6].Head, $"{collective[..12]}JC00041", collective, disputed.Code, disputed.Held.Last().Parcel, DisputeMatter.Infringement, new(2026, 1, 5), "占了我的地")
            .Keep(site.Services.GetRequiredService<Vault>(), CountySite.County, Cancel);
        var subject = (await DeskSubject.Of(site.Desk, site.Register, CountySite.County, Streams.Dispute(told), Submission.LegalDay(TimeProvider.System), Cancel))!;
        var (signed, _) = await site.Services.GetRequiredService<Confirmations>().AskForWitness(subject, subject.Holders[0], false, desk, scan, Cancel);
        var handed = await papers.HandIn(CountySite.County, new MemoryStream(scan), desk, DocumentLimits.Default, Cancel);
        (await site.Desk.Enter(
            new ReportSettlement(homes[7].Head, homes[7].Code, new(new(2024, 3, 1), collective[..12], "620102005", true, [SettlementCriterion.WorksInTown]), SettlementSource.Village, ["居住证 620102-7"]), By(desk), Cancel)).Refusal.ShouldBeNull();
        var deliveries = site.Services.GetRequiredService<Deliveries>();
        var faulty = await deliveries.Receive(CountySite.County, CountySite.Sample("620123榆中县-faulty"), "official/journeys", Cancel);
        await deliveries.Process(CountySite.County, faulty.Sha256, enter: false, Cancel);

        var (account, person) = (await All("select account, person from identity.session limit 1", row => (row.GetGuid(0), row.GetGuid(1)))).Single();
        foreach (var home in homes.Skip(6).Take(2)) (await site.Desk.Enter(new DeclareRelative(person), By(new Actor.Farmer(home.Head, home.Code)), Cancel)).Refusal.ShouldBeNull();
        (await site.Desk.Enter(new QuestionRelative(homes[6].Head, person, "问过两边，户口簿上没有这门亲"), By(new Actor.Administrator(Guid.CreateVersion7(), CountySite.County)), Cancel)).Refusal.ShouldBeNull();

        return string.Join('\n', new Dictionary<string, string>
        {
            ["group"] = collective, ["of"] = homes[8].Code, ["beside"] = homes[7].Code, ["asking"] = homes[0].Code, ["deal"] = deal.Transfer, ["offer"] = deal.Listing, ["asked"] = asked.Transfer, ["run"] = run, ["on-notice"] = number, ["notice"] = notice,
            ["objection"] = $"{objection}", ["receipt"] = Uri.EscapeDataString(receipt), ["held"] = land.Code, ["hold"] = $"{hold}", ["dispute"] = dispute, ["told"] = $"{told}", ["signed"] = $"{signed}", ["document"] = handed.Document!.Sha256,
            ["settled"] = $"{homes[7].Head}", ["faulty"] = faulty.Sha256, ["plot"] = await Homestead(homes[0]), ["kept"] = await KeptForm(desk, homes[8].Code),
            ["joined"] = string.Join('&', (await Land(homes[8].Code)).Held.Take(2).Select(parcel => $"parcel={parcel.Parcel}")),
            ["account"] = $"{account}",
        }.Select(pair => $"{pair.Key}={pair.Value}"));
    }

    /// <summary>A parcel of one household that another takes; where the one who sells consents, the board is asked next.</summary>
    private async Task<(string Listing, string Transfer)> Deal((string Code, Guid Head) from, (string Code, Guid Head) to, bool consents)
    {
        var (seller, right) = (new Actor.Farmer(from.Head, from.Code), await Land(from.Code));
        var parcel = (consents ? right.Held.First() : right.Held.Last()).Parcel;
        var listing = Made(await site.Desk.Enter(new OpenListing(right.Code, [parcel], [.. right.Leases.Select(lease => lease.Code)], 12600m), By(seller), Cancel), "listing/");
        var transfer = Made(await site.Desk.Enter(new TakeListing(Guid.Parse(listing), to.Code), By(new Actor.Farmer(to.Head, to.Code)), Cancel), "transfer/");
        if (consents)
        {
            var sheet = (await TransferSheet.Of(site.Register, Guid.Parse(transfer), Cancel))!;
            (await site.Desk.Enter(new ConsentToTransfer(sheet.Id, sheet.Terms), By(seller), Cancel)).Refusal.ShouldBeNull();
        }

        return (listing, transfer);
    }

    private async Task<RightSheet> Land(string household) => (await RightSheet.OfHousehold(site.Register, household, Cancel)).First(owned => owned.EndedOn is null && owned.Held.Count() > 1);

    private async Task<string> Homestead((string Code, Guid Head) home)
    {
        var plot = $"{home.Code[..12]}JC09999";
        var paper = new Provenance(new(2016, 4, 7), "delivery/0", "榆中县农业农村局", "62012320160407000002", [], []);
        var ground = GeometryFactory.Default.CreatePolygon([new(35_418_300, 3_999_700), new(35_418_310, 3_999_700), new(35_418_310, 3_999_720), new(35_418_300, 3_999_720), new(35_418_300, 3_999_700)]);
        (await site.Desk.Enter(
            new(CountySite.County, Guid.CreateVersion7(), "delivery/0", $"homestead {plot}"),
            _ => Task.FromResult<Decision>(Decision.Enter(
                new StreamFact(Streams.Homestead(plot), new HomesteadRegistered(
                    plot, plot + "F00010001", home.Code, home.Code[..14], [home.Head], "村西头", new("EPSG:4523", ground.ToBinary()), 200, 20, "川区",
                    new(HomesteadSource.Approval, "榆集建（1998）第12号", new(1998, 5, 6), 180, "approval"), new(HouseStructure.BrickAndTimber, 1, 120, 110.5m, 1998), [], paper)),
                new StreamFact(Streams.Household(home.Code), new HomesteadTaken(home.Code, plot, paper)))),
            Cancel)).Refusal.ShouldBeNull();
        return plot;
    }

    /// <summary>A form with a file that is kept and one that was too large for it, sent by the desk when its sign-in had run out.</summary>
    private async Task<string> KeptForm(Actor desk, string household)
    {
        var cookies = site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var own = (await site.SignedIn("desk", async () => await site.CookiesOf(await site.OpenAs(desk)))).Single(cookie => cookie.Name == cookies.Cookie.Name);
        var ticket = cookies.TicketDataFormat.Unprotect(own.Value)!;
        ticket.Properties.ExpiresUtc = DateTimeOffset.UnixEpoch;
        var jar = new CookieContainer();
        jar.Add(site.Address, new Cookie(own.Name, cookies.TicketDataFormat.Protect(ticket)));
        using var late = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = jar }) { BaseAddress = site.Address };
        using var form = new MultipartFormDataContent
        {
            { new StringContent(household), "household" }, { new ByteArrayContent(new byte[900_000]), "death-0-file", "死亡证明的照片，拍的是第一页和第二页，名字很长很长很长很长.jpg" },
            { new ByteArrayContent(new byte[(64 << 20) + 1]), "death-1-file", "IMG_20260105_093000000000000000000000000000.jpg" },
        };
        using var sent = await late.PostAsync(new Uri("/cases/new/extinct-household", UriKind.Relative), form, Cancel);
        return Uri.UnescapeDataString(sent.Headers.Location!.OriginalString.Split("back=")[1])["/kept/".Length..];
    }

    private async Task<List<T>> All<T>(string sql, Func<NpgsqlDataReader, T> read, params object[] values)
    {
        await using var question = site.Register.CreateCommand(sql);
        foreach (var value in values) question.Parameters.Add(new() { Value = value });
        await using var reader = await question.ExecuteReaderAsync(Cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(Cancel)) rows.Add(read(reader));
        return rows;
    }

    private static Submission By(Actor actor) => Submission.Now(CountySite.County, Guid.CreateVersion7(), actor, TimeProvider.System);

    private static string Made(Answer answer, string kind)
    {
        answer.Refusal.ShouldBeNull();
        return answer.Streams.Single(stream => stream.StartsWith(kind, StringComparison.Ordinal))[kind.Length..];
    }
}
