using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Store;
using RuralRights.Web.SignIn;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>The authorisation matrix is complete, is what the doors do, and keeps the neighbours out.</summary>
[Collection<AtTheSite>]
public sealed class AccessTests(TestSite site)
{
    private const string Village = "620123202213";

    private static readonly Guid Officer = Guid.CreateVersion7();

    /// <summary>Whoever holds an office beside the hamlet: another group, village, township or county, and offices that read no papers.</summary>
    private static readonly (Actor Actor, string? Collective)[] Neighbours =
    [
        (new Actor.Chair(Guid.CreateVersion7(), Hamlet.Neighbours), Hamlet.Neighbours),
        (new Actor.CollectiveSupervisor(Guid.CreateVersion7(), Hamlet.Neighbours), Hamlet.Neighbours),
        (new Actor.VillageClerk(Guid.CreateVersion7(), "620123202214"), null),
        (new Actor.TownshipOfficer(Guid.CreateVersion7(), "620123203"), null),
        (new Actor.MarketStaff(Guid.CreateVersion7(), Hamlet.County), null),
        (new Actor.CitySupervisor(Guid.CreateVersion7(), Hamlet.County[..4]), null),
        (new Actor.Administrator(Guid.CreateVersion7(), Hamlet.County), null),
        (new Actor.Clerk(Guid.CreateVersion7(), "620122"), null),
        (new Actor.Reviewer(Guid.CreateVersion7(), "620122"), null),
        (new Actor.Registrar(Guid.CreateVersion7(), "620122"), null),
        (new Actor.Auditor(Guid.CreateVersion7(), "620122"), null),
        (new Actor.Administrator(Guid.CreateVersion7(), "620122"), null),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_route_has_its_row_and_every_row_its_route()
    {
        var routes = Routes().Select(route => $"{route.Method} {route.Pattern}").ToList();

        routes.Except(Access.Rows.Select(row => $"{row.Method} {row.Route}")).ShouldBeEmpty("these routes have no row in SignIn/Access.cs and are closed to everybody");
        Access.Rows.Select(row => $"{row.Method} {row.Route}").Except(routes).ShouldBeEmpty("these rows of SignIn/Access.cs have no route");
        Access.Rows.Select(row => row.Route).ShouldBe(Access.Rows.Select(row => row.Route).Order(StringComparer.Ordinal), "rows are sorted by route, so that two people's rows do not meet");
    }

    [Fact]
    public void Every_door_stands_open_to_those_whom_its_row_names()
    {
        var policies = site.Services.GetRequiredService<IOptions<AuthorizationOptions>>().Value;
        foreach (var (method, pattern, endpoint) in Routes())
        {
            var row = Access.Rows.Single(row => row.Method == method && row.Route == pattern);
            foreach (var door in endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>())
            {
                var admitted = door.Policy is { } policy
                    ? policies.GetPolicy(policy)!.Requirements.OfType<RolesAuthorizationRequirement>().Single().AllowedRoles
                    : door.Roles!.Split(',', StringSplitOptions.TrimEntries);
                row.IsPublic.ShouldBeFalse($"{method} {pattern} has a door");
                row.Readers!.Select(reader => reader.As.ToString()).Except(admitted).ShouldBeEmpty($"the door {door.Policy} of {method} {pattern} is closed to whom the matrix admits");
            }
        }
    }

    [Fact]
    public async Task What_has_no_row_is_closed_even_to_the_registrar()
    {
        var door = new MatrixDoor(site.Services.GetRequiredService<RuralRights.Web.Layout.Premises>());
        var unlisted = new RouteEndpoint(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/unlisted"), 0, null, null);
        foreach (var (endpoint, expected) in new[] { (unlisted, false), (Routes().First(route => route.Pattern == "/ledger").Endpoint, true) })
        {
            var http = new Microsoft.AspNetCore.Http.DefaultHttpContext { RequestServices = site.Services };
            http.Request.Method = "GET";
            Microsoft.AspNetCore.Http.EndpointHttpContextExtensions.SetEndpoint(http, endpoint);
            var registrar = new Visitor("某", new Actor.Registrar(Guid.CreateVersion7(), Hamlet.County), null).ToPrincipal("test");
            var asked = new AuthorizationHandlerContext([new RowInTheMatrix()], registrar, http);
            await door.HandleAsync(asked);
            asked.HasSucceeded.ShouldBe(expected);
        }
    }

    [Fact]
    public async Task No_neighbour_in_any_office_gets_to_a_paper_or_an_act_of_the_hamlet()
    {
        var ids = await RealIds();
        string[] personal = [.. Hamlet.People.Where(one => one.Collective == Hamlet.Group).SelectMany(one => new[] { one.Person.Name, one.Person.IdNumber! })];
        var tried = 0;
        foreach (var (actor, collective) in Neighbours.Prepend((await Head(1, Hamlet.Neighbours), Hamlet.Neighbours)))
        {
            using var browser = await site.As(actor, collective);
            var before = await Facts();
            var token = TestSite.AntiforgeryToken().Match(await browser.GetStringAsync(new Uri("/account", UriKind.Relative), Cancel)).Groups[1].Value;
            token.ShouldNotBeEmpty();
            var visitor = new Visitor("", actor, collective);
            foreach (var row in Access.Rows.Where(row => !row.IsPublic && !IsTheirs(row, visitor) && ids.ContainsKey($"{row.Method} {row.Route}")))
            {
                var (path, body) = ids[$"{row.Method} {row.Route}"];
                using var request = new HttpRequestMessage(new(row.Method), new Uri(path, UriKind.Relative));
                if (row.Route.StartsWith("/api/v1/acts/", StringComparison.Ordinal))
                {
                    request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Default);
                    request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
                }
                else if (row.Method == "POST")
                {
                    // Forms that take files ask for this encoding, and the others take it as well.
                    var form = new MultipartFormDataContent();
                    foreach (var (name, value) in Fields(body).Prepend(new("command", Guid.CreateVersion7().ToString())).Prepend(new("__RequestVerificationToken", token))) form.Add(new StringContent(value), name);
                    request.Content = form;
                }

                using var answer = await browser.SendAsync(request, Cancel);
                var text = await answer.Content.ReadAsStringAsync(Cancel);
                var where = $"{row.Method} {path} as {actor}";
                tried++;
                personal.Where(word => text.Contains(word, StringComparison.Ordinal)).ShouldBeEmpty(where);
                if (answer.StatusCode == HttpStatusCode.Redirect) answer.Headers.Location!.OriginalString.ShouldContain("/problem/403", Case.Sensitive, where);
                else if (row.Method == "POST" && row.Admits(visitor.As)) answer.StatusCode.ShouldBeOneOf(HttpStatusCode.UnprocessableEntity, HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
                else answer.StatusCode.ShouldBeOneOf([HttpStatusCode.Forbidden, HttpStatusCode.NotFound], where);
            }

            (await Facts()).ShouldBe(before, $"{actor} entered something");
        }

        tried.ShouldBeGreaterThan(300);
        (await Ask<bool>("select ended_at is null from identity.session where person = $1", Officer)).ShouldBeTrue();
        (await Ask<bool>("select data ->> 'locked_until' is null from identity.mt_doc_account where data ->> 'person' = $1::text", Officer.ToString())).ShouldBeTrue();
        Access.Rows.Where(row => !row.IsPublic && row.Route.Contains('{', StringComparison.Ordinal) && !ids.ContainsKey($"{row.Method} {row.Route}")).Select(row => $"{row.Method} {row.Route}")
            .ShouldBeEmpty("give RealIds a real thing of the hamlet for these routes");
    }

    [Fact]
    public async Task The_desk_of_the_own_village_and_township_reads_what_it_serves_with_names_masked()
    {
        foreach (var actor in new Actor[] { new Actor.VillageClerk(Guid.CreateVersion7(), Village), new Actor.TownshipOfficer(Guid.CreateVersion7(), Village[..9]) })
        {
            using var browser = await site.As(actor);
            foreach (var path in new[] { $"/households/{Hamlet.Household(Hamlet.Group, 4)}", $"/rights/{Hamlet.Right(Hamlet.Group, 4)}", $"/parcels/{Hamlet.Parcel(Hamlet.Group, 4, 1)}" })
            {
                using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancel);
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
                (await answer.Content.ReadAsStringAsync(Cancel)).ShouldNotContain("孙桂兰");
            }
        }
    }

    /// <summary>What the whole county's office is for is no neighbour's matter: an administrator of this county keeps all its accounts.</summary>
    private static bool IsTheirs(AccessRow row, Visitor visitor) =>
        visitor.IsOf(Hamlet.County) && row.Readers!.Any(reader => reader.As == visitor.As && reader.To is (Relation.County or Relation.None));

    private async Task<(Guid Account, Guid Session, (Guid Person, Guid Grant) Office)> SomeAccount()
    {
        using var browser = await site.As(new Actor.Auditor(Officer, Hamlet.County));
        return (
            await Ask<Guid>("select account from identity.session where person = $1", Officer),
            await Ask<Guid>("select id from identity.session where person = $1", Officer),
            (Officer, OfficeActs.DemonstrationGrant(Officer, OfficeRole.Auditor, Hamlet.County)));
    }

    /// <summary>A real thing of the hamlet for every route that names one, and what a form or a program would send along.</summary>
    private async Task<Dictionary<string, (string Path, object Body)>> RealIds()
    {
        var (seller, buyer) = (5, 6);
        var right = Hamlet.Right(Hamlet.Group, seller);
        var parcel = Hamlet.Parcel(Hamlet.Group, seller, 1);
        var household = Hamlet.Household(Hamlet.Group, seller);
        var certificate = Hamlet.Certificate(seller);
        var (listing, transfer) = await Bargain(right, parcel, seller, buyer);
        var (open, receipt) = await Offer(right, Hamlet.Parcel(Hamlet.Group, seller, 2), seller);
        var delivery = new string('0', 64);
        var nothing = new { };
        var (number, document) = (await OpenedCase(), await HandedIn());
        using var village = await site.As(new Actor.VillageClerk(Guid.CreateVersion7(), Village));
        using var begun = await TestSite.Send(village, $"/assisted/transfers/{transfer}", $"/assisted/transfers/{transfer}", ("person", (await Head(seller)).Person.ToString()));
        var confirmation = begun.Headers.Location!.OriginalString["/assisted/".Length..];
        var (account, session, office) = await SomeAccount();
        return new(StringComparer.Ordinal)
        {
            ["POST /account/sessions/{id:guid}/end"] = ($"/account/sessions/{session}/end", nothing),
            ["GET /accounts/{id:guid}"] = ($"/accounts/{account}", nothing),
            ["POST /accounts/{id:guid}/lock"] = ($"/accounts/{account}/lock", new { locked = "true" }),
            ["POST /accounts/{id:guid}/offices"] = ($"/accounts/{account}/offices", new { role = "Auditor", place = Hamlet.County, from = "2026-01-01" }),
            ["POST /accounts/{id:guid}/sessions/end"] = ($"/accounts/{account}/sessions/end", nothing),
            ["POST /offices/{person:guid}/{grant:guid}"] = ($"/offices/{office.Person}/{office.Grant}", new { act = "revoke" }),
            ["GET /api/v1/cases/{number}"] = ($"/api/v1/cases/{number}", nothing),
            ["GET /api/v1/search"] = ($"/api/v1/search?q={household}", nothing),
            ["GET /cases/{number}"] = ($"/cases/{number}", nothing),
            ["POST /cases/{number:length(20)}/archive"] = ($"/cases/{number}/archive", new { purpose = "看看" }),
            ["POST /cases/{number}/complete"] = ($"/cases/{number}/complete", new { step = "Applied", opinion = "同意" }),
            ["POST /cases/{number}/confirm"] = ($"/cases/{number}/confirm", new { terms = "x" }),
            ["POST /cases/{number}/confirmation/withdraw"] = ($"/cases/{number}/confirmation/withdraw", nothing),
            ["POST /cases/{number}/enter"] = ($"/cases/{number}/enter", nothing),
            ["POST /cases/{number}/reach"] = ($"/cases/{number}/reach", new { person = (await Head(2)).Person }),
            ["POST /cases/{number}/send-back"] = ($"/cases/{number}/send-back", new { to = "Applied", reasons = "x", words = "x" }),
            ["POST /cases/{number}/withdraw"] = ($"/cases/{number}/withdraw", nothing),
            ["GET /documents/{sha256:regex(^[0-9a-f]{{64}}$)}"] = ($"/documents/{document}", nothing),
            ["GET /documents/{sha256:regex(^[0-9a-f]{{64}}$)}/file"] = ($"/documents/{document}/file", nothing),
            ["GET /documents/{sha256:regex(^[0-9a-f]{{64}}$)}/thumbnail"] = ($"/documents/{document}/thumbnail", nothing),
            ["POST /households/{code:length(18)}/archive"] = ($"/households/{household}/archive", new { purpose = "看看" }),
            ["GET /households/{code:length(18)}/documents/new"] = ($"/households/{household}/documents/new", nothing),
            ["POST /households/{code:length(18)}/documents/new"] = ($"/households/{household}/documents/new", nothing),
            ["GET /households/{code:length(18)}/guardians"] = ($"/households/{household}/guardians", nothing),
            ["POST /households/{code:length(18)}/guardians"] = ($"/households/{household}/guardians", new { ward = (await Head(seller)).Person, guardian = (await Head(buyer)).Person, ground = "LacksCapacity" }),
            ["POST /households/{code:length(18)}/guardians/end"] = ($"/households/{household}/guardians/end", new { free = (await Head(seller)).Person }),
            ["GET /cases/{number:length(20)}/receipt"] = ($"/cases/{number}/receipt", nothing),
            ["POST /cases/{number}/documents"] = ($"/cases/{number}/documents", new { kind = "other" }),
            ["POST /cases/{number}/documents/strike"] = ($"/cases/{number}/documents/strike", new { document }),
            ["POST /cases/{number}/hand-over"] = ($"/cases/{number}/hand-over", nothing),
            ["GET /collectives/{code:length(14)}/renewals"] = ($"/collectives/{Hamlet.Group}/renewals", nothing),
            ["POST /collectives/{code:length(14)}/renewals"] = ($"/collectives/{Hamlet.Group}/renewals", new { until = "2076-04-06", before = "2046-12-31", household }),
            ["GET /collectives/{code:length(14)}/renewals/cases"] = ($"/collectives/{Hamlet.Group}/renewals/cases", nothing),
            ["POST /collectives/{code:length(14)}/renewals/cases"] = ($"/collectives/{Hamlet.Group}/renewals/cases", new { step = "Applied" }),
            ["POST /collectives/{code:length(14)}/renewals/papers"] = ($"/collectives/{Hamlet.Group}/renewals/papers", new { kind = "other" }),
            ["GET /collectives/{code:length(14)}/renewals/{form:guid}"] = ($"/collectives/{Hamlet.Group}/renewals/{Guid.CreateVersion7()}", nothing),
            ["GET /disputes/{id:guid}"] = ($"/disputes/{Guid.CreateVersion7()}", nothing),
            ["POST /disputes/{id:guid}/advance"] = ($"/disputes/{Guid.CreateVersion7()}/advance", new { step = "MediateInVillage" }),
            ["GET /kept/{id:guid}"] = ($"/kept/{Guid.CreateVersion7()}", nothing),
            ["POST /notices/{id:guid}/close"] = ($"/notices/{Guid.CreateVersion7()}/close", nothing),
            ["GET /notices/{id:guid}/desk"] = ($"/notices/{Guid.CreateVersion7()}/desk", nothing),
            ["POST /notices/{id:guid}/photographs"] = ($"/notices/{Guid.CreateVersion7()}/photographs", new { moment = "Start" }),
            ["GET /notices/{id:guid}/sheet.pdf"] = ($"/notices/{Guid.CreateVersion7()}/sheet.pdf", nothing),
            ["GET /objections/{id:guid}/answer"] = ($"/objections/{Guid.CreateVersion7()}/answer", nothing),
            ["POST /objections/{id:guid}/answer"] = ($"/objections/{Guid.CreateVersion7()}/answer", new { upheld = "false", words = "x" }),
            ["GET /rights/{code:length(19)}/holds/{id:guid}"] = ($"/rights/{right}/holds/{Guid.CreateVersion7()}", nothing),
            ["POST /rights/{code:length(19)}/holds/{id:guid}/{deed:regex(^(renew|suit|yield|lift)$)}"] = ($"/rights/{right}/holds/{Guid.CreateVersion7()}/lift", nothing),
            ["POST /rights/{code:length(19)}/lock"] = ($"/rights/{right}/lock", new { parcel }),
            ["POST /rights/{code:length(19)}/holds/{id:guid}/unlock"] = ($"/rights/{right}/holds/{Guid.CreateVersion7()}/unlock", nothing),
            ["GET /rights/{code:length(19)}/holds/new"] = ($"/rights/{right}/holds/new", nothing),
            ["POST /rights/{code:length(19)}/holds/new"] = ($"/rights/{right}/holds/new", nothing),
            ["GET /collectives/{code:length(14)}/first-registration"] = ($"/collectives/{Hamlet.Group}/first-registration", nothing),
            ["POST /collectives/{code:length(14)}/first-registration"] = ($"/collectives/{Hamlet.Group}/first-registration", nothing),
            ["GET /cases/new/representative-change"] = ($"/cases/new/representative-change?household={household}", nothing),
            ["GET /rights/{code:length(19)}/choices/sheet"] = ($"/rights/{right}/choices/sheet", nothing),
            ["GET /rights/{code:length(19)}/choices/sheet.pdf"] = ($"/rights/{right}/choices/sheet.pdf", nothing),
            ["GET /settlement/list.{kind:regex(^(xlsx|csv)$)}"] = ("/settlement/list.csv", nothing),
            ["GET /settlement/people/{person:guid}"] = ($"/settlement/people/{(await Head(seller)).Person}", nothing),
            ["POST /settlement/people/{person:guid}/check"] = ($"/settlement/people/{(await Head(seller)).Person}/check", nothing),
            ["POST /settlement/people/{person:guid}/correct"] = ($"/settlement/people/{(await Head(seller)).Person}/correct", nothing),
            ["POST /settings/{key}"] = ("/settings/county-name", new { value = "x", from = "2026-01-01", source = "x" }),
            ["GET /assisted/transfers/{id:guid}"] = ($"/assisted/transfers/{transfer}", nothing),
            ["POST /assisted/transfers/{id:guid}"] = ($"/assisted/transfers/{transfer}", new { person = (await Head(seller)).Person }),
            ["GET /assisted/{id:guid}"] = ($"/assisted/{confirmation}", nothing),
            ["POST /assisted/{id:guid}/code"] = ($"/assisted/{confirmation}/code", new { code = "123456" }),
            ["POST /assisted/{id:guid}/witness"] = ($"/assisted/{confirmation}/witness", nothing),
            ["POST /api/v1/acts/answer-as-issuer"] = ("/api/v1/acts/answer-as-issuer", new { transfer, agrees = true, reason = (string?)null, statement = (string?)null }),
            ["POST /api/v1/acts/confirm-payment"] = ("/api/v1/acts/confirm-payment", new { transfer, amount = 12600m, payee = Guid.Empty, paid_on = "2016-05-01", voucher = "1" }),
            ["POST /api/v1/acts/consent-to-transfer"] = ("/api/v1/acts/consent-to-transfer", new { transfer, terms = "" }),
            ["POST /api/v1/acts/enter-encumbrance"] = ("/api/v1/acts/enter-encumbrance", new { right, encumbrance = Guid.CreateVersion7(), kind = "owner_lock", parcels = new[] { parcel }, until = (string?)null, document = "1" }),
            ["POST /api/v1/acts/open-listing"] = ("/api/v1/acts/open-listing", new { right, parcels = new[] { parcel }, disclosed_leases = Array.Empty<string>(), price = 1m }),
            ["POST /api/v1/acts/register-transfer"] = ("/api/v1/acts/register-transfer", new { transfer }),
            ["POST /api/v1/acts/take-listing"] = ("/api/v1/acts/take-listing", new { listing = open, by = Hamlet.Household(Hamlet.Neighbours, 1) }),
            ["POST /api/v1/acts/withdraw-consent"] = ("/api/v1/acts/withdraw-consent", new { transfer }),
            ["POST /api/v1/acts/withdraw-listing"] = ("/api/v1/acts/withdraw-listing", new { listing = open }),
            ["POST /api/v1/acts/withdraw-transfer"] = ("/api/v1/acts/withdraw-transfer", new { transfer }),
            ["GET /api/v1/extracts"] = ($"/api/v1/extracts?household={household}&day=2016-05-01", nothing),
            ["GET /api/v1/receipts/{command:guid}"] = ($"/api/v1/receipts/{receipt}", nothing),
            ["GET /api/v1/transfers/{transfer:guid}"] = ($"/api/v1/transfers/{transfer}", nothing),
            ["GET /certificates/{id:guid}"] = ($"/certificates/{certificate}", nothing),
            ["GET /certificates/{id:guid}/pdf"] = ($"/certificates/{certificate}/pdf", nothing),
            ["GET /collectives/{code:length(14)}"] = ($"/collectives/{Hamlet.Group}", nothing),
            ["GET /collectives/{code:length(14)}.geojson"] = ($"/collectives/{Hamlet.Group}.geojson", nothing),
            ["GET /deliveries/{sha256:length(64)}"] = ($"/deliveries/{delivery}", nothing),
            ["POST /deliveries/{sha256:length(64)}"] = ($"/deliveries/{delivery}", new { enter = "true" }),
            ["GET /deliveries/{sha256:length(64)}/findings.{kind:regex(^(xlsx|json|geojson)$)}"] = ($"/deliveries/{delivery}/findings.json", nothing),
            ["GET /deliveries/{sha256:length(64)}/progress"] = ($"/deliveries/{delivery}/progress", nothing),
            ["GET /deliveries/{sha256:length(64)}/work"] = ($"/deliveries/{delivery}/work", nothing),
            ["POST /deliveries/{sha256:length(64)}/work"] = ($"/deliveries/{delivery}/work", nothing),
            ["POST /deliveries/{sha256:length(64)}/work.xlsx"] = ($"/deliveries/{delivery}/work.xlsx", nothing),
            ["GET /deliveries/{sha256:length(64)}/work/{item:regex(^\\d{{18,19}}$)}"] = ($"/deliveries/{delivery}/work/{household}", nothing),
            ["POST /deliveries/{sha256:length(64)}/work/{item:regex(^\\d{{18,19}}$)}"] = ($"/deliveries/{delivery}/work/{household}", nothing),
            ["POST /deliveries/{sha256:length(64)}/work/{item:regex(^\\d{{18,19}}$)}/check"] = ($"/deliveries/{delivery}/work/{household}/check", nothing),
            ["POST /deliveries/{sha256:length(64)}/work/{item:regex(^\\d{{18,19}}$)}/enter"] = ($"/deliveries/{delivery}/work/{household}/enter", nothing),
            ["GET /households/{code:length(18)}"] = ($"/households/{household}", nothing),
            ["GET /ledger"] = ("/ledger", nothing),
            ["GET /listings/{id:guid}"] = ($"/listings/{listing}", nothing),
            ["POST /listings/{id:guid}/take"] = ($"/listings/{open}/take", nothing),
            ["POST /listings/{id:guid}/withdraw"] = ($"/listings/{open}/withdraw", nothing),
            ["GET /parcels/{code:length(19)}"] = ($"/parcels/{parcel}", nothing),
            ["GET /parcels/{code:length(19)}.geojson"] = ($"/parcels/{parcel}.geojson", nothing),
            ["GET /requests/{id:guid}"] = ($"/requests/{transfer}", nothing),
            ["POST /requests/{id:guid}"] = ($"/requests/{transfer}", new { agrees = "true" }),
            ["GET /rights/{code:length(19)}"] = ($"/rights/{right}", nothing),
            ["GET /rights/{code:length(19)}/choices"] = ($"/rights/{right}/choices", nothing),
            ["GET /rights/{code:length(19)}/list"] = ($"/rights/{right}/list", nothing),
            ["POST /rights/{code:length(19)}/list"] = ($"/rights/{right}/list", new { price = "100", parcel }),
            ["GET /search"] = ($"/search?q={household}", nothing),
            ["GET /tiles/{zoom:int}/{x:int}/{y:int}.mvt"] = ("/tiles/15/25825/12805.mvt", nothing),
            ["GET /transfers/{id:guid}"] = ($"/transfers/{transfer}", nothing),
            ["POST /transfers/{id:guid}/consent"] = ($"/transfers/{transfer}/consent", new { terms = "x" }),
            ["POST /transfers/{id:guid}/consent/withdraw"] = ($"/transfers/{transfer}/consent/withdraw", nothing),
            ["POST /transfers/{id:guid}/payment"] = ($"/transfers/{transfer}/payment", new { amount = "12600", paid = "2016-05-01", voucher = "1", payee = Guid.Empty }),
            ["POST /transfers/{id:guid}/register"] = ($"/transfers/{transfer}/register", nothing),
            ["POST /transfers/{id:guid}/withdraw"] = ($"/transfers/{transfer}/withdraw", nothing),
        };
    }

    private async Task<(Guid Listing, Guid Transfer)> Bargain(string right, string parcel, int seller, int buyer)
    {
        using var taker = await site.As(await Head(buyer), Hamlet.Group);
        var (listing, _) = await Offer(right, parcel, seller);
        var (_, streams) = await Act(taker, "take-listing", new { listing, by = Hamlet.Household(Hamlet.Group, buyer) });
        return (listing, IdOf(streams, "transfer/"));
    }

    private async Task<(Guid Listing, Guid Command)> Offer(string right, string parcel, int seller)
    {
        using var owner = await site.As(await Head(seller), Hamlet.Group);
        var (command, streams) = await Act(owner, "open-listing", new { right, parcels = new[] { parcel }, disclosed_leases = Array.Empty<string>(), price = 12600m });
        return (IdOf(streams, "listing/"), command);
    }

    /// <summary>A case of the second household: another of them is to sign for it.</summary>
    private async Task<string> OpenedCase()
    {
        using var owner = await site.As(await Head(2), Hamlet.Group);
        var (_, streams) = await Act(owner, "open-case/representative-change", new
        {
            household = Hamlet.Household(Hamlet.Group, 2),
            representative = await Ask<Guid>("select person from register.household_member where household = $1 and position = 2", Hamlet.Household(Hamlet.Group, 2)),
        });
        return streams.Single(stream => stream.StartsWith("case/", StringComparison.Ordinal))["case/".Length..];
    }

    /// <summary>A document that the clerk handed in.</summary>
    private async Task<string> HandedIn()
    {
        using var clerk = await site.SignedIn("clerk");
        using var content = new ByteArrayContent("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"u8.ToArray());
        content.Headers.ContentType = new("application/octet-stream");
        using var answer = await clerk.PostAsync(new Uri("/api/v1/documents", UriKind.Relative), content, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        return answer.StatusCode == HttpStatusCode.OK ? JsonDocument.Parse(text).RootElement.GetProperty("sha256").GetString()! : new string('0', 64);
    }

    private async Task<Actor.Farmer> Head(int household, string collective = Hamlet.Group)
    {
        var code = Hamlet.Household(collective, household);
        return new(await Ask<Guid>("select representative from register.household where code = $1", code), code);
    }

    private static async Task<(Guid Command, IEnumerable<string> Streams)> Act(HttpClient browser, string act, object content)
    {
        var command = Guid.CreateVersion7();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/acts/{act}", UriKind.Relative)) { Content = JsonContent.Create(content, options: JsonSerializerOptions.Default) };
        request.Headers.Add("Idempotency-Key", command.ToString());
        using var answer = await browser.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return (command, JsonDocument.Parse(text).RootElement.GetProperty("streams").EnumerateArray().Select(stream => stream.GetString()!).ToList());
    }

    private static Guid IdOf(IEnumerable<string> streams, string kind) => Guid.Parse(streams.Single(stream => stream.StartsWith(kind, StringComparison.Ordinal))[kind.Length..]);

    private static IEnumerable<KeyValuePair<string, string>> Fields(object body) =>
        body.GetType().GetProperties().Select(property => KeyValuePair.Create(property.Name, property.GetValue(body)?.ToString() ?? ""));

    // What the register does by itself, such as telling holders of a case, is nobody's act.
    private Task<long> Facts() => Ask<long>("select count(*) from ledger.mt_events where data #>> '{provenance,actor}' not like 'register/%'");

    private async Task<T> Ask<T>(string sql, params object[] values)
    {
        await using var command = site.Services.GetRequiredService<CountyConnections>()[Hamlet.County].CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private List<(string Method, string Pattern, RouteEndpoint Endpoint)> Routes() =>
        [.. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint =>
            (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(method => (method, Access.RouteOf(endpoint), endpoint)))];
}
