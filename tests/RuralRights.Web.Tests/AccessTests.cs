using System.Collections;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;
using RuralRights.Web.SignIn;
using RuralRights.Web.Tests.Ops;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>The authorisation matrix is complete, is what the doors do, and keeps the neighbours out.</summary>
/// <remarks>At a site of its own: it makes one of everything in the hamlet.</remarks>
public sealed class AccessTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Village = "620123202213";

    private static readonly Guid Officer = Guid.CreateVersion7();

    private static readonly Guid Alone = Guid.CreateVersion7();

    /// <summary>Whoever holds an office beside the hamlet: another group, village, township or county, and offices that read no papers; and a member of the other group who is in no household.</summary>
    private static readonly (Actor Actor, string? Collective)[] Neighbours =
    [
        (new Actor.Farmer(Alone, ""), Hamlet.Neighbours),
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

    private static Task<Dictionary<string, (string Path, object Body)>>? _ids;

    /// <summary>What is the hamlet's, by the names that forms and programs give it.</summary>
    private static Dictionary<string, string> _named = [];

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
    public void No_route_has_a_door_beside_the_matrix() => Routes()
        .Where(route => route.Endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null || route.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        .Select(route => $"{route.Method} {route.Pattern}").ShouldBeEmpty("the matrix is asked only where a route names nothing else");

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
    public async Task No_form_is_taken_that_carries_no_token_of_a_page_of_ours()
    {
        var browsers = new Dictionary<Standing, HttpClient>();
        foreach (var row in Access.Rows.Where(row => row.Method == "POST" && !row.Route.StartsWith("/api/", StringComparison.Ordinal)))
        {
            var standing = row.Readers is { Count: > 0 } readers ? readers[0].As : Standing.Farmer;
            if (!browsers.TryGetValue(standing, out var browser)) browsers.Add(standing, browser = await site.As(await Somebody(standing)));
            var path = PathOf(Routes().Single(route => route.Method == "POST" && route.Pattern == row.Route).Endpoint);
            // Forms that take files ask for this encoding, and the others take it as well.
            using var form = new MultipartFormDataContent { { new StringContent(""), "command" } };
            using var answer = await browser.PostAsync(new Uri(path, UriKind.Relative), form, Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{row.Method} {path} as {standing}");
        }

        foreach (var browser in browsers.Values) browser.Dispose();
    }

    [Fact]
    public async Task No_neighbour_in_any_office_gets_to_a_paper_or_an_act_of_the_hamlet()
    {
        var ids = await Ids();
        var tried = 0;
        foreach (var (actor, collective) in Neighbours.Prepend((await site.Head(1, Hamlet.Neighbours), Hamlet.Neighbours)))
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
                if (row.Method == "POST" && row.Route.StartsWith("/api/v1/", StringComparison.Ordinal))
                {
                    request.Content = row.Route.EndsWith("/corrections", StringComparison.Ordinal) ? new ByteArrayContent([0]) : JsonContent.Create(body, options: JsonSerializerOptions.Default);
                    if (request.Content is ByteArrayContent) request.Content.Headers.ContentType = new("application/octet-stream");
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
                Hamlet.Personal.Where(word => text.Contains(word, StringComparison.Ordinal)).ShouldBeEmpty(where);
                if (answer.StatusCode == HttpStatusCode.Redirect) answer.Headers.Location!.OriginalString.ShouldContain("/problem/403", Case.Sensitive, where);
                else if (row.Method == "POST" && row.Admits(visitor.As) && visitor.IsOf(Hamlet.County)) answer.StatusCode.ShouldBeOneOf([HttpStatusCode.UnprocessableEntity, HttpStatusCode.Forbidden, HttpStatusCode.NotFound], where);
                else answer.StatusCode.ShouldBeOneOf([HttpStatusCode.Forbidden, HttpStatusCode.NotFound], where);
            }

            (await Facts()).ShouldBe(before, $"{actor} entered something");
        }

        tried.ShouldBeGreaterThan(300);
        (await site.Ask<bool>("select ended_at is null from identity.session where person = $1", Officer)).ShouldBeTrue();
        (await site.Ask<bool>("select data ->> 'locked_until' is null from identity.mt_doc_account where data ->> 'person' = $1::text", Officer.ToString())).ShouldBeTrue();
        Access.Rows.Where(row => !row.IsPublic && row.Route.Contains('{', StringComparison.Ordinal) && !ids.ContainsKey($"{row.Method} {row.Route}")).Select(row => $"{row.Method} {row.Route}")
            .ShouldBeEmpty("give RealIds a real thing of the hamlet for these routes");
    }

    [Fact]
    public async Task No_neighbour_gets_to_anything_by_naming_what_is_the_hamlets_in_a_form_a_program_or_an_address()
    {
        var ids = await Ids();
        var rows = Access.Rows.Where(row => row is { IsPublic: false, OwnAccount: false } && !row.Route.Contains('{', StringComparison.Ordinal) && !ids.ContainsKey($"{row.Method} {row.Route}")).ToList();
        var json = site.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var bodies = Routes().ToDictionary(route => $"{route.Method} {route.Pattern}", route => route.Endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType, StringComparer.Ordinal);
        var named = string.Join('&', _named.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}"));
        foreach (var (actor, collective) in Neighbours.Prepend((await site.Head(1, Hamlet.Neighbours), Hamlet.Neighbours)))
        {
            using var browser = await site.As(actor, collective);
            var before = await Facts();
            var token = TestSite.AntiforgeryToken().Match(await browser.GetStringAsync(new Uri("/account", UriKind.Relative), Cancel)).Groups[1].Value;
            var visitor = new Visitor("", actor, collective);
            foreach (var row in rows.Where(row => !IsTheirs(row, visitor)))
            {
                var isApi = row.Route.StartsWith("/api/", StringComparison.Ordinal);
                using var request = new HttpRequestMessage(new(row.Method), new Uri(row.Method == "GET" ? $"{row.Route}?{named}" : row.Route, UriKind.Relative));
                if (row.Method == "POST" && isApi && bodies[$"{row.Method} {row.Route}"] is { } asked && asked != typeof(Stream))
                {
                    request.Content = JsonContent.Create(OfTheHamlet(asked, ""), asked, options: json);
                    request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
                }
                else if (row.Method == "POST" && isApi)
                {
                    request.Content = new ByteArrayContent([0]);
                    request.Content.Headers.ContentType = new("application/octet-stream");
                }
                else if (row.Method == "POST")
                {
                    var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent($"{Guid.CreateVersion7()}"), "command" } };
                    foreach (var (name, value) in _named) form.Add(new StringContent(value), name);
                    request.Content = form;
                }

                using var answer = await browser.SendAsync(request, Cancel);
                var (text, where) = (await answer.Content.ReadAsStringAsync(Cancel), $"{row.Method} {row.Route} as {actor}");
                ((int)answer.StatusCode).ShouldBeLessThan(500, where);
                Hamlet.Personal.Where(word => text.Contains(word, StringComparison.Ordinal)).ShouldBeEmpty(where);
                if (!row.Admits(visitor.As) && answer.StatusCode == HttpStatusCode.Redirect) answer.Headers.Location!.OriginalString.ShouldContain("/problem/403", Case.Sensitive, where);
                else if (!row.Admits(visitor.As)) answer.StatusCode.ShouldBeOneOf([HttpStatusCode.Forbidden, HttpStatusCode.NotFound], where);
                else if (row.Method == "POST" && row.Route.StartsWith("/api/v1/acts/", StringComparison.Ordinal)) answer.StatusCode.ShouldBeOneOf([HttpStatusCode.UnprocessableEntity, HttpStatusCode.Forbidden, HttpStatusCode.NotFound], where);
            }

            (await Facts()).ShouldBe(before, $"{actor} entered something");
        }
    }

    [Fact]
    public async Task No_page_that_a_neighbour_has_for_their_own_work_shows_anything_of_the_hamlet()
    {
        await Ids();
        string[] words = [Hamlet.Group, Codes.Grouped(Hamlet.Group), .. _named.Values, .. Hamlet.Personal];
        var seen = 0;
        foreach (var (actor, collective) in Neighbours.Prepend((await site.Head(1, Hamlet.Neighbours), Hamlet.Neighbours)))
        {
            using var browser = await site.As(actor, collective);
            var visitor = new Visitor("", actor, collective);
            foreach (var row in Access.Rows.Where(row => row is { Method: "GET", IsPublic: false } && !row.Route.Contains('{', StringComparison.Ordinal) && IsReadBeside(row, visitor)))
            {
                using var answer = await browser.GetAsync(new Uri(row.Route, UriKind.Relative), Cancel);
                var (text, where) = (await answer.Content.ReadAsStringAsync(Cancel), $"{row.Route} as {actor}");
                ((int)answer.StatusCode).ShouldBeLessThan(500, where);
                words.Where(word => text.Contains(word, StringComparison.Ordinal)).ShouldBeEmpty(where);
                if (answer.StatusCode == HttpStatusCode.OK) seen++;
            }
        }

        seen.ShouldBeGreaterThan(60);
    }

    /// <summary>True when the reader has it for their own work, and that is not the whole county's.</summary>
    private static bool IsReadBeside(AccessRow row, Visitor visitor) =>
        (row.OwnAccount || row.Admits(visitor.As)) && !(visitor.IsOf(Hamlet.County) && (visitor.Actor is Actor.MarketStaff or Actor.Administrator || row.Readers!.Any(reader => reader.As == visitor.As && reader.To == Relation.County)));

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

    private async Task IsAMember(Guid person, string collective) => (await site.Services.GetRequiredService<Desk>().Enter(
        new(Hamlet.County, Guid.CreateVersion7(), "delivery/0", $"member {person}"),
        _ => Task.FromResult<Decision>(Decision.Enter(new StreamFact(Streams.Membership(person), new MemberConfirmed(
            person, collective, null, MembershipGround.Reform, new(2019, 6, 1), null, new(new(2019, 6, 1), "delivery/0", "", "62012320190601000001", [], []))))),
        Cancel)).Refusal.ShouldBeNull();

    /// <summary>Somebody declared an official a relative, and an administrator asked to strike that out.</summary>
    private async Task IsQuestioned(Guid person, Guid relative)
    {
        Provenance By(string actor) => new(new(2026, 1, 5), actor, "", "62012320260105000001", [], []);
        (await site.Services.GetRequiredService<Desk>().Enter(
            new(Hamlet.County, Guid.CreateVersion7(), "delivery/0", $"kinship {person}"),
            _ => Task.FromResult<Decision>(Decision.Enter(
                new StreamFact(Streams.Relatives(person), new RelativeDeclared(person, relative, By($"person/{person}"))),
                new StreamFact(Streams.Relatives(person), new RelativeQuestioned(person, relative, SealedWords.HashOf("x"), By($"official/{Guid.CreateVersion7()}"))))),
            Cancel)).Refusal.ShouldBeNull();
    }

    /// <summary>What the whole county's office is for is no neighbour's matter: an administrator of this county keeps all its accounts.</summary>
    private static bool IsTheirs(AccessRow row, Visitor visitor) =>
        visitor.IsOf(Hamlet.County) && row.Readers!.Any(reader => reader.As == visitor.As && reader.To is (Relation.County or Relation.None));

    /// <summary>What a program would send that means the hamlet: every name it gives is of something there.</summary>
    private static object? OfTheHamlet(Type type, string name)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return OfTheHamlet(inner, name);
        if (type == typeof(Guid)) return Guid.Parse(_named.FirstOrDefault(one => one.Key == name && Guid.TryParse(one.Value, out _)).Value ?? _named["person"]);
        if (type == typeof(string)) return _named.FirstOrDefault(one => name.StartsWith(one.Key, StringComparison.Ordinal)).Value ?? _named["document"];
        if (type == typeof(DateOnly)) return DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));
        if (type == typeof(byte[])) return new byte[] { 1 };
        if (type.IsEnum) return Enum.GetValues(type).GetValue(0);
        if (type.IsPrimitive || type == typeof(decimal)) return type == typeof(bool) ? true : Convert.ChangeType(1, type, CultureInfo.InvariantCulture);
        if (type.IsGenericType && type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type))
        {
            var one = type.GetGenericArguments()[0];
            var list = Array.CreateInstance(one, 1);
            list.SetValue(OfTheHamlet(one, name.TrimEnd('s')), 0);
            return list;
        }

        if (type.IsAbstract || type.GetConstructors() is not [_, ..] constructors) return null;

        var made = constructors.MaxBy(constructor => constructor.GetParameters().Length)!;
        return made.Invoke([.. made.GetParameters().Select(parameter => OfTheHamlet(parameter.ParameterType, parameter.Name!.ToLowerInvariant()))]);
    }

    private async Task<(Guid Account, Guid Session, (Guid Person, Guid Grant) Office)> SomeAccount()
    {
        using var browser = await site.As(new Actor.Auditor(Officer, Hamlet.County));
        return (
            await site.Ask<Guid>("select account from identity.session where person = $1", Officer),
            await site.Ask<Guid>("select id from identity.session where person = $1", Officer),
            (Officer, OfficeActs.DemonstrationGrant(Officer, OfficeRole.Auditor, Hamlet.County)));
    }

    /// <summary>One of everything, made once for whoever asks.</summary>
    private Task<Dictionary<string, (string Path, object Body)>> Ids()
    {
        return _ids ??= Made();

        async Task<Dictionary<string, (string Path, object Body)>> Made()
        {
            await IsAMember(Alone, Hamlet.Neighbours);
            return await RealIds();
        }
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
        var (delivery, item) = await Delivered();
        var ((notice, objection), (hold, dispute)) = (await Posted(), await Held());
        var held = Hamlet.Right(Hamlet.Group, 4);
        var nothing = new { };
        var (number, document) = (await OpenedCase(), await HandedIn());
        using var village = await site.As(new Actor.VillageClerk(Guid.CreateVersion7(), Village));
        TestSite.Made(await TestSite.Act(village, "complete-step", new { @case = number, step = "applied" }), "case/").ShouldBe(number);
        (await village.GetAsync(new Uri($"/assisted/cases/{number}", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var begun = await TestSite.Send(village, $"/assisted/transfers/{transfer}", $"/assisted/transfers/{transfer}", ("person", (await site.Head(seller)).Person.ToString()));
        var confirmation = begun.Headers.Location!.OriginalString["/assisted/".Length..];
        var (account, session, office) = await SomeAccount();
        _named = new(StringComparer.Ordinal)
        {
            ["household"] = household, ["claimant"] = household, ["right"] = right, ["parcel"] = parcel, ["collective"] = Hamlet.Group, ["case"] = number, ["cases"] = number, ["number"] = number,
            ["document"] = document, ["listing"] = $"{listing}", ["transfer"] = $"{transfer}", ["notice"] = $"{notice}", ["objection"] = $"{objection}", ["encumbrance"] = $"{hold}", ["dispute"] = $"{dispute}",
            ["person"] = $"{(await site.Head(seller)).Person}", ["account"] = $"{account}", ["q"] = household,
        };
        var head = (await site.Head(seller)).Person;
        await IsQuestioned(head, Officer);
        var told = Guid.CreateVersion7();
        await new SpokenDispute(told, (await site.Head(seller)).Person, "620123202213JC00041", Hamlet.Group, right, parcel, DisputeMatter.Infringement, new(2026, 1, 5), "占了我的地")
            .Keep(site.Services.GetRequiredService<Vault>(), Hamlet.County, Cancel);
        return new(StringComparer.Ordinal)
        {
            ["POST /account/sessions/{id:guid}/end"] = ($"/account/sessions/{session}/end", nothing),
            ["GET /accounts/{id:guid}"] = ($"/accounts/{account}", nothing),
            ["POST /accounts/{id:guid}/changes"] = ($"/accounts/{account}/changes", new { kind = "forget" }),
            ["POST /accounts/changes/{change:guid}"] = ($"/accounts/changes/{await WaitingChange(account)}", new { act = "approve" }),
            ["POST /accounts/{id:guid}/lock"] = ($"/accounts/{account}/lock", new { locked = "true" }),
            ["POST /accounts/{id:guid}/offices"] = ($"/accounts/{account}/offices", new { role = "Auditor", place = Hamlet.County, from = "2026-01-01" }),
            ["POST /accounts/{id:guid}/relatives"] = ($"/accounts/{account}/relatives", new { person = head, relative = Officer, words = "x" }),
            ["POST /accounts/{id:guid}/sessions/end"] = ($"/accounts/{account}/sessions/end", nothing),
            ["POST /offices/{person:guid}/{grant:guid}"] = ($"/offices/{office.Person}/{office.Grant}", new { act = "revoke" }),
            ["POST /relatives/{person:guid}/{relative:guid}"] = ($"/relatives/{head}/{Officer}", new { act = "strike" }),
            ["GET /api/v1/cases/{number}"] = ($"/api/v1/cases/{number}", nothing),
            ["GET /api/v1/search"] = ($"/api/v1/search?q={household}", nothing),
            ["GET /cases/{number}"] = ($"/cases/{number}", nothing),
            ["POST /cases/{number}/announce-loss"] = ($"/cases/{number}/announce-loss", new { announced = "2026-01-01" }),
            ["POST /cases/{number:length(20)}/archive"] = ($"/cases/{number}/archive", new { purpose = "看看" }),
            ["POST /cases/{number}/complete"] = ($"/cases/{number}/complete", new { step = "Applied", opinion = "同意" }),
            ["POST /cases/{number}/confirm"] = ($"/cases/{number}/confirm", new { terms = "x" }),
            ["POST /cases/{number}/confirmation/withdraw"] = ($"/cases/{number}/confirmation/withdraw", nothing),
            ["POST /cases/{number}/enter"] = ($"/cases/{number}/enter", nothing),
            ["POST /cases/{number}/reach"] = ($"/cases/{number}/reach", new { person = (await site.Head(2)).Person }),
            ["POST /cases/{number}/send-back"] = ($"/cases/{number}/send-back", new { to = "Applied", reasons = "x", words = "x" }),
            ["POST /cases/{number}/withdraw"] = ($"/cases/{number}/withdraw", nothing),
            ["GET /documents/{sha256:regex(^[0-9a-f]{{64}}$)}"] = ($"/documents/{document}", nothing),
            ["GET /documents/{sha256:regex(^[0-9a-f]{{64}}$)}/file"] = ($"/documents/{document}/file", nothing),
            ["GET /documents/{sha256:regex(^[0-9a-f]{{64}}$)}/thumbnail"] = ($"/documents/{document}/thumbnail", nothing),
            ["POST /households/{code:length(18)}/archive"] = ($"/households/{household}/archive", new { purpose = "看看" }),
            ["GET /households/{code:length(18)}/documents/new"] = ($"/households/{household}/documents/new", nothing),
            ["POST /households/{code:length(18)}/documents/new"] = ($"/households/{household}/documents/new", nothing),
            ["GET /households/{code:length(18)}/guardians"] = ($"/households/{household}/guardians", nothing),
            ["POST /households/{code:length(18)}/guardians"] = ($"/households/{household}/guardians", new { ward = (await site.Head(seller)).Person, guardian = (await site.Head(buyer)).Person, ground = "LacksCapacity" }),
            ["POST /households/{code:length(18)}/guardians/end"] = ($"/households/{household}/guardians/end", new { free = (await site.Head(seller)).Person }),
            ["POST /households/{code:length(18)}/guardians/incapacity/confirm"] = ($"/households/{household}/guardians/incapacity/confirm", new { ward = (await site.Head(seller)).Person, guardian = (await site.Head(buyer)).Person, document = new string('0', 64) }),
            ["POST /households/{code:length(18)}/guardians/own-labour"] = ($"/households/{household}/guardians/own-labour", new { worker = (await site.Head(seller)).Person, lives = "yes" }),
            ["POST /households/{code:length(18)}/guardians/own-labour/confirm"] = ($"/households/{household}/guardians/own-labour/confirm", new { worker = (await site.Head(seller)).Person, lives = "yes" }),
            ["GET /cases/{number:length(20)}/receipt"] = ($"/cases/{number}/receipt", nothing),
            ["POST /cases/{number}/documents"] = ($"/cases/{number}/documents", new { kind = "other" }),
            ["POST /cases/{number}/documents/strike"] = ($"/cases/{number}/documents/strike", new { document }),
            ["POST /cases/{number}/hand-over"] = ($"/cases/{number}/hand-over", nothing),
            ["POST /cases/{number}/membership-check"] = ($"/cases/{number}/membership-check", new { seen = "Here", servant = "no" }),
            ["GET /collectives/{code:length(14)}/members"] = ($"/collectives/{Hamlet.Group}/members", nothing),
            ["GET /collectives/{code:length(14)}/members.pdf"] = ($"/collectives/{Hamlet.Group}/members.pdf", nothing),
            ["GET /collectives/{code:length(14)}/members.{kind:regex(^(xlsx|csv)$)}"] = ($"/collectives/{Hamlet.Group}/members.csv", nothing),
            ["GET /collectives/{code:length(14)}/resolutions/new"] = ($"/collectives/{Hamlet.Group}/resolutions/new", nothing),
            ["POST /collectives/{code:length(14)}/resolutions/new"] = ($"/collectives/{Hamlet.Group}/resolutions/new", new { voters = "1", present = "1", favour = "1" }),
            ["GET /collectives/{code:length(14)}/renewals"] = ($"/collectives/{Hamlet.Group}/renewals", nothing),
            ["POST /collectives/{code:length(14)}/renewals"] = ($"/collectives/{Hamlet.Group}/renewals", new { until = "2076-04-06", before = "2046-12-31", household }),
            ["GET /collectives/{code:length(14)}/renewals/cases"] = ($"/collectives/{Hamlet.Group}/renewals/cases", nothing),
            ["POST /collectives/{code:length(14)}/renewals/cases"] = ($"/collectives/{Hamlet.Group}/renewals/cases", new { step = "Applied" }),
            ["POST /collectives/{code:length(14)}/renewals/papers"] = ($"/collectives/{Hamlet.Group}/renewals/papers", new { kind = "other" }),
            ["GET /collectives/{code:length(14)}/renewals/{form:guid}"] = ($"/collectives/{Hamlet.Group}/renewals/{Guid.CreateVersion7()}", nothing),
            ["GET /collectives/{code:length(14)}/first-registration/cases"] = ($"/collectives/{Hamlet.Group}/first-registration/cases", nothing),
            ["POST /collectives/{code:length(14)}/first-registration/cases"] = ($"/collectives/{Hamlet.Group}/first-registration/cases", new { step = "Surveyed" }),
            ["POST /collectives/{code:length(14)}/first-registration/papers"] = ($"/collectives/{Hamlet.Group}/first-registration/papers", new { kind = "other" }),
            ["GET /collectives/{code:length(14)}/first-registration/{form:guid}"] = ($"/collectives/{Hamlet.Group}/first-registration/{Guid.CreateVersion7()}", nothing),
            ["GET /collectives/{code:length(14)}/homesteads/cases"] = ($"/collectives/{Hamlet.Group}/homesteads/cases", nothing),
            ["POST /collectives/{code:length(14)}/homesteads/cases"] = ($"/collectives/{Hamlet.Group}/homesteads/cases", new { step = "Surveyed" }),
            ["POST /collectives/{code:length(14)}/homesteads/papers"] = ($"/collectives/{Hamlet.Group}/homesteads/papers", new { kind = "other" }),
            ["GET /collectives/{code:length(14)}/homesteads/{form:guid}"] = ($"/collectives/{Hamlet.Group}/homesteads/{Guid.CreateVersion7()}", nothing),
            ["GET /collectives/{code:length(14)}/homesteads/survey"] = ($"/collectives/{Hamlet.Group}/homesteads/survey", nothing),
            ["POST /collectives/{code:length(14)}/homesteads/survey"] = ($"/collectives/{Hamlet.Group}/homesteads/survey", nothing),
            ["GET /collectives/{code:length(14)}/homesteads/survey.csv"] = ($"/collectives/{Hamlet.Group}/homesteads/survey.csv", nothing),
            ["POST /collectives/{code:length(14)}/homesteads/village"] = ($"/collectives/{Hamlet.Group}/homesteads/village", new { households = household }),
            ["POST /collectives/{code:length(14)}/first-registration/village"] = ($"/collectives/{Hamlet.Group}/first-registration/village", new { households = household }),
            ["GET /disputes/{id:guid}"] = ($"/disputes/{dispute}", nothing),
            ["POST /disputes/{id:guid}/advance"] = ($"/disputes/{dispute}/advance", new { step = "MediateInVillage" }),
            ["GET /kept/{id:guid}"] = ($"/kept/{Guid.CreateVersion7()}", nothing),
            ["POST /notices/{id:guid}/close"] = ($"/notices/{notice}/close", nothing),
            ["GET /notices/{id:guid}/desk"] = ($"/notices/{notice}/desk", nothing),
            ["POST /notices/{id:guid}/photographs"] = ($"/notices/{notice}/photographs", new { moment = "Start" }),
            ["GET /notices/{id:guid}/sheet.pdf"] = ($"/notices/{notice}/sheet.pdf", nothing),
            ["GET /objections/{id:guid}/answer"] = ($"/objections/{objection}/answer", nothing),
            ["POST /objections/{id:guid}/answer"] = ($"/objections/{objection}/answer", new { upheld = "false", words = "x" }),
            ["GET /rights/{code:length(19)}/holds/{id:guid}"] = ($"/rights/{held}/holds/{hold}", nothing),
            ["POST /rights/{code:length(19)}/holds/{id:guid}/{deed:regex(^(renew|suit|yield|lift)$)}"] = ($"/rights/{held}/holds/{hold}/lift", nothing),
            ["POST /rights/{code:length(19)}/lock"] = ($"/rights/{right}/lock", new { parcel }),
            ["POST /rights/{code:length(19)}/holds/{id:guid}/unlock"] = ($"/rights/{held}/holds/{hold}/unlock", nothing),
            ["GET /rights/{code:length(19)}/holds/new"] = ($"/rights/{right}/holds/new", nothing),
            ["POST /rights/{code:length(19)}/holds/new"] = ($"/rights/{right}/holds/new", nothing),
            ["GET /collectives/{code:length(14)}/first-registration"] = ($"/collectives/{Hamlet.Group}/first-registration", nothing),
            ["POST /collectives/{code:length(14)}/first-registration"] = ($"/collectives/{Hamlet.Group}/first-registration", nothing),
            ["GET /collectives/{code:length(14)}/homesteads"] = ($"/collectives/{Hamlet.Group}/homesteads", nothing),
            ["GET /homesteads/{plot:length(19)}"] = ($"/homesteads/{await Homestead(household)}", nothing),
            ["POST /cases/{number}/hand-over-homestead"] = ($"/cases/{number}/hand-over-homestead", nothing),
            ["GET /cases/new/homestead-boundary-correction"] = ($"/cases/new/homestead-boundary-correction?household={household}", nothing),
            ["GET /cases/new/homestead-correction"] = ($"/cases/new/homestead-correction?household={household}", nothing),
            ["GET /cases/new/homestead-house-gone"] = ($"/cases/new/homestead-house-gone?household={household}", nothing),
            ["GET /cases/new/homestead-inheritance"] = ($"/cases/new/homestead-inheritance?household={household}", nothing),
            ["GET /cases/new/homestead-return"] = ($"/cases/new/homestead-return?household={household}", nothing),
            ["GET /cases/new/homestead-registration"] = ($"/cases/new/homestead-registration?household={household}", nothing),
            ["GET /cases/new/certificate-reissue"] = ($"/cases/new/certificate-reissue?household={household}", nothing),
            ["GET /cases/new/certificate-replacement"] = ($"/cases/new/certificate-replacement?household={household}", nothing),
            ["GET /cases/new/certificate-void"] = ($"/cases/new/certificate-void?household={household}", nothing),
            ["GET /cases/new/representative-change"] = ($"/cases/new/representative-change?household={household}", nothing),
            ["GET /rights/{code:length(19)}/choices/sheet"] = ($"/rights/{right}/choices/sheet", nothing),
            ["GET /rights/{code:length(19)}/choices/sheet.pdf"] = ($"/rights/{right}/choices/sheet.pdf", nothing),
            ["GET /settlement/list.{kind:regex(^(xlsx|csv)$)}"] = ("/settlement/list.csv", nothing),
            ["GET /settlement/people/{person:guid}"] = ($"/settlement/people/{(await site.Head(seller)).Person}", nothing),
            ["POST /settlement/people/{person:guid}/check"] = ($"/settlement/people/{(await site.Head(seller)).Person}/check", nothing),
            ["POST /settlement/people/{person:guid}/correct"] = ($"/settlement/people/{(await site.Head(seller)).Person}/correct", nothing),
            ["POST /settings/{key}"] = ("/settings/county-name", new { value = "x", from = "2026-01-01", source = "x" }),
            ["GET /assisted/cases/{number:length(20)}"] = ($"/assisted/cases/{number}", nothing),
            ["POST /assisted/cases/{number:length(20)}"] = ($"/assisted/cases/{number}", new { person = (await site.Head(2)).Person }),
            ["GET /assisted/disputes/{id:guid}"] = ($"/assisted/disputes/{told}", nothing),
            ["POST /assisted/disputes/{id:guid}"] = ($"/assisted/disputes/{told}", new { person = (await site.Head(seller)).Person }),
            ["GET /assisted/transfers/{id:guid}"] = ($"/assisted/transfers/{transfer}", nothing),
            ["POST /assisted/transfers/{id:guid}"] = ($"/assisted/transfers/{transfer}", new { person = (await site.Head(seller)).Person }),
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
            ["GET /api/v1/certificates/{certificate:guid}/pdf"] = ($"/api/v1/certificates/{certificate}/pdf", nothing),
            ["GET /api/v1/extracts"] = ($"/api/v1/extracts?household={household}&day=2016-05-01", nothing),
            ["GET /api/v1/receipts/{command:guid}"] = ($"/api/v1/receipts/{receipt}", nothing),
            ["GET /api/v1/transfers/{transfer:guid}"] = ($"/api/v1/transfers/{transfer}", nothing),
            ["GET /certificates/{id:guid}"] = ($"/certificates/{certificate}", nothing),
            ["GET /certificates/{id:guid}/pdf"] = ($"/certificates/{certificate}/pdf", nothing),
            ["GET /certificates"] = ("/certificates", nothing),
            ["GET /collectives/{code:length(14)}/certificates"] = ($"/collectives/{Hamlet.Group}/certificates?show=Count", nothing),
            ["POST /collectives/{code:length(14)}/certificates"] = ($"/collectives/{Hamlet.Group}/certificates", new { show = "Count", paper = certificate }),
            ["GET /rights/{code:length(19)}/certificate/issue"] = ($"/rights/{right}/certificate/issue", nothing),
            ["POST /rights/{code:length(19)}/certificate/issue"] = ($"/rights/{right}/certificate/issue", nothing),
            ["GET /collectives/{code:length(14)}"] = ($"/collectives/{Hamlet.Group}", nothing),
            ["GET /collectives/{code:length(14)}.geojson"] = ($"/collectives/{Hamlet.Group}.geojson", nothing),
            ["GET /collectives/{code:length(14)}/placements/new"] = ($"/collectives/{Hamlet.Group}/placements/new", nothing),
            ["POST /collectives/{code:length(14)}/placements/new"] = ($"/collectives/{Hamlet.Group}/placements/new", new { village = "620123202299", from = "2026-01-01", source = "x" }),
            ["GET /api/v1/deliveries/{sha256:length(64)}"] = ($"/api/v1/deliveries/{delivery}", nothing),
            ["POST /api/v1/deliveries/{sha256:length(64)}/corrections"] = ($"/api/v1/deliveries/{delivery}/corrections", nothing),
            ["GET /api/v1/deliveries/{sha256:length(64)}/differences"] = ($"/api/v1/deliveries/{delivery}/differences", nothing),
            ["GET /api/v1/deliveries/{sha256:length(64)}/findings"] = ($"/api/v1/deliveries/{delivery}/findings", nothing),
            ["GET /api/v1/deliveries/{sha256:length(64)}/held"] = ($"/api/v1/deliveries/{delivery}/held", nothing),
            ["POST /api/v1/deliveries/{sha256:length(64)}/work"] = ($"/api/v1/deliveries/{delivery}/work", new { enter = true }),
            ["GET /deliveries/{sha256:length(64)}"] = ($"/deliveries/{delivery}", nothing),
            ["POST /deliveries/{sha256:length(64)}"] = ($"/deliveries/{delivery}", new { enter = "true" }),
            ["GET /deliveries/{sha256:length(64)}/differences"] = ($"/deliveries/{delivery}/differences", nothing),
            ["GET /deliveries/{sha256:length(64)}/findings.{kind:regex(^(xlsx|json|geojson)$)}"] = ($"/deliveries/{delivery}/findings.json", nothing),
            ["GET /deliveries/{sha256:length(64)}/progress"] = ($"/deliveries/{delivery}/progress", nothing),
            ["GET /deliveries/{sha256:length(64)}/work"] = ($"/deliveries/{delivery}/work", nothing),
            ["POST /deliveries/{sha256:length(64)}/work"] = ($"/deliveries/{delivery}/work", nothing),
            ["POST /deliveries/{sha256:length(64)}/work.xlsx"] = ($"/deliveries/{delivery}/work.xlsx", nothing),
            ["POST /deliveries/{sha256:length(64)}/work/boundaries"] = ($"/deliveries/{delivery}/work/boundaries", nothing),
            ["GET /deliveries/{sha256:length(64)}/work/{item:regex(^\\d{{18,19}}$)}"] = ($"/deliveries/{delivery}/work/{item}", nothing),
            ["POST /deliveries/{sha256:length(64)}/work/{item:regex(^\\d{{18,19}}$)}"] = ($"/deliveries/{delivery}/work/{item}", nothing),
            ["POST /deliveries/{sha256:length(64)}/work/{item:regex(^\\d{{18,19}}$)}/check"] = ($"/deliveries/{delivery}/work/{item}/check", nothing),
            ["POST /deliveries/{sha256:length(64)}/work/{item:regex(^\\d{{18,19}}$)}/enter"] = ($"/deliveries/{delivery}/work/{item}/enter", nothing),
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
        using var taker = await site.AsHead(buyer);
        var (listing, _) = await Offer(right, parcel, seller);
        var receipt = await TestSite.Act(taker, "take-listing", new { listing, by = Hamlet.Household(Hamlet.Group, buyer) });
        return (listing, Guid.Parse(TestSite.Made(receipt, "transfer/")));
    }

    /// <summary>The household has a homestead beside the fields.</summary>
    private async Task<string> Homestead(string household)
    {
        var plot = $"{Village}JC00005";
        var paper = new Provenance(new(2016, 4, 7), "delivery/0", "榆中县农业农村局", "62012320160407000002", [], []);
        var ground = NetTopologySuite.Geometries.GeometryFactory.Default.CreatePolygon([new(35_417_900, 3_971_700), new(35_417_910, 3_971_700), new(35_417_910, 3_971_720), new(35_417_900, 3_971_720), new(35_417_900, 3_971_700)]);
        (await site.Services.GetRequiredService<Desk>().Enter(
            new(Hamlet.County, Guid.CreateVersion7(), "delivery/0", "homestead"),
            _ => Task.FromResult<Decision>(Decision.Enter(new StreamFact(Streams.Homestead(plot), new HomesteadRegistered(
                plot, plot + "W00000000", household, Hamlet.Group, [], "村东头", new("EPSG:4523", ground.ToBinary()), 200, 0, "川区",
                new(HomesteadSource.Approval, "1", new(1998, 1, 1), 200, "paper"), null, [], paper)))),
            Cancel)).Refusal.ShouldBeNull();
        return plot;
    }

    private async Task<(Guid Listing, Guid Command)> Offer(string right, string parcel, int seller)
    {
        using var owner = await site.AsHead(seller);
        var command = Guid.CreateVersion7();
        var receipt = await TestSite.Act(owner, "open-listing", new { right, parcels = new[] { parcel }, disclosed_leases = Array.Empty<string>(), price = 12600m }, command);
        return (Guid.Parse(TestSite.Made(receipt, "listing/")), command);
    }

    /// <summary>A case of the second household: another of them is to sign for it.</summary>
    private async Task<string> OpenedCase()
    {
        using var owner = await site.AsHead(2);
        return TestSite.Made(
            await TestSite.Act(owner, "open-case/representative-change", new
            {
                household = Hamlet.Household(Hamlet.Group, 2),
                representative = await site.Ask<Guid>("select person from register.household_member where household = $1 and position = 2", Hamlet.Household(Hamlet.Group, 2)),
            }),
            "case/");
    }

    /// <summary>A renewal of the third household on the notice board, and what a stranger says against it.</summary>
    private async Task<(Guid Notice, Guid Objection)> Posted()
    {
        using var clerk = await site.SignedIn("village-clerk");
        var number = TestSite.Made(await TestSite.Act(clerk, "open-case/term-renewal", new { household = Hamlet.Household(Hamlet.Group, 3), term_to = "2076-04-06" }), "case/");
        await TestSite.Act(clerk, "complete-step", new { @case = number, step = "applied", opinion = (string?)null });
        using var posted = await TestSite.Send(clerk, "/notices/desk", "/notices/desk", ("command", $"{Guid.CreateVersion7()}"), ("cases", number));
        posted.StatusCode.ShouldBe(HttpStatusCode.Redirect, await posted.Content.ReadAsStringAsync(Cancel));
        var notice = posted.Headers.Location!.OriginalString[..^"/desk".Length];
        using var stranger = site.Browser();
        using var raised = await TestSite.Send(
            stranger, $"{notice}/object?case={number}", $"{notice}/object", ("command", $"{Guid.CreateVersion7()}"), ("case", number), ("words", "有一半是我家的"), ("contact", ""));
        raised.StatusCode.ShouldBe(HttpStatusCode.Redirect, await raised.Content.ReadAsStringAsync(Cancel));
        return (Guid.Parse(notice["/notices/".Length..]), await site.Ask<Guid>("select id from register.objection where case_number = $1", number));
    }

    /// <summary>The fourth household's own lock on its land, and what the third claims of it.</summary>
    private async Task<(Guid Hold, Guid Dispute)> Held()
    {
        var right = Hamlet.Right(Hamlet.Group, 4);
        using var claimant = await site.AsHead(3);
        var dispute = TestSite.Made(
            await TestSite.Act(claimant, "open-dispute", new
            {
                right, parcels = new[] { Hamlet.Parcel(Hamlet.Group, 4, 1) }, claimant = Hamlet.Household(Hamlet.Group, 3), matter = "infringement", known_on = "2025-12-01", words = "占了我家的地边",
            }),
            "dispute/");
        using var owner = await site.AsHead(4);
        await TestSite.Act(owner, "enter-encumbrance", new { right, kind = "owner_lock", parcels = new[] { Hamlet.Parcel(Hamlet.Group, 4, 2) }, until = (string?)null, document = "" });
        return (await site.Ask<Guid>("select id from register.encumbrance where right_code = $1 and kind = 'owner_lock'", right), Guid.Parse(dispute));
    }

    /// <summary>The faulty sample, inspected, and one of the households that it holds back.</summary>
    private async Task<(string Sha256, string Item)> Delivered()
    {
        var deliveries = site.Services.GetRequiredService<Deliveries>();
        var received = await deliveries.Receive(Hamlet.County, Path.Combine(Script.Root, "gis-samples", "620123榆中县-faulty"), "official/7", Cancel);
        await deliveries.Process(Hamlet.County, received.Sha256, enter: false, Cancel);
        return (received.Sha256, "620123202204020019");
    }

    /// <summary>A document that the clerk handed in.</summary>
    private async Task<string> HandedIn()
    {
        using var clerk = await site.SignedIn("clerk");
        using var content = new ByteArrayContent(Sheet.Pdf("handed in"));
        content.Headers.ContentType = new("application/octet-stream");
        using var answer = await clerk.PostAsync(new Uri("/api/v1/documents", UriKind.Relative), content, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("sha256").GetString()!;
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(object body) =>
        body.GetType().GetProperties().Select(property => KeyValuePair.Create(property.Name, property.GetValue(body)?.ToString() ?? ""));

    // What the register does by itself, such as telling holders of a case, is nobody's act.
    private Task<long> Facts() => site.Ask<long>("select count(*) from ledger.mt_events where data #>> '{provenance,actor}' not like 'register/%'");

    /// <summary>A change of an account that waits for a second administrator.</summary>
    private async Task<Guid> WaitingChange(Guid account)
    {
        using var administrator = await site.SignedIn("administrator");
        using (await TestSite.Send(administrator, $"/accounts/{account}", $"/accounts/{account}/changes", ("kind", "forget")))
            return await site.Ask<Guid>("select id from identity.account_change where account = $1 and decided_at is null", account);
    }

    private async Task<Actor> Somebody(Standing standing) => standing == Standing.Farmer
        ? await site.Head(1)
        : Enum.Parse<OfficeRole>(standing.ToString()).ActorOf(Guid.CreateVersion7(), standing switch
        {
            Standing.Chair or Standing.CollectiveSupervisor => Village + "98",
            Standing.VillageClerk => Village,
            Standing.TownshipOfficer => Village[..9],
            Standing.CitySupervisor => Hamlet.County[..4],
            _ => Hamlet.County,
        });

    /// <summary>An address that fits the pattern, of nothing in particular.</summary>
    private static string PathOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => (parameter.ParameterPolicies is [var policy, ..] ? policy.Content : null) switch
        {
            null => "x",
            "guid" => Guid.Empty.ToString(),
            "int" => "1",
            var length when length.StartsWith("length(", StringComparison.Ordinal) => new string('1', int.Parse(length["length(".Length..^1], System.Globalization.CultureInfo.InvariantCulture)),
            var regex when regex.Contains('|', StringComparison.Ordinal) => regex.Split('(', '|')[2],
            var regex when regex.Contains("64", StringComparison.Ordinal) => new string('1', 64),
            _ => new string('1', 18),
        },
        _ => "",
    }))));

    private List<(string Method, string Pattern, RouteEndpoint Endpoint)> Routes() =>
        [.. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint =>
            (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(method => (method, Access.RouteOf(endpoint), endpoint)))];
}
