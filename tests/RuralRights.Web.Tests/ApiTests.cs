using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Interchange.Certificates;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>The register as programs meet it: the same acts, the same law, another door.</summary>
[Collection<AtTheSite>]
public sealed class ApiTests(TestSite site)
{
    private static readonly object Offer = new { right = Hamlet.Right(Hamlet.Group, 2), parcels = new[] { Hamlet.Parcel(Hamlet.Group, 2, 2) }, disclosed_leases = Array.Empty<string>(), price = 12600m };

    [Fact]
    public async Task A_parcel_passes_from_hand_to_hand_without_a_page()
    {
        using var seller = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));
        using var buyer = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 3));
        using var outsider = await site.SignedIn(Hamlet.Farmer(Hamlet.Neighbours, 1));
        using var chair = await site.SignedIn($"chair-{Hamlet.Group}");
        using var registrar = await site.SignedIn("registrar");

        var listing = TestSite.Made(await TestSite.Act(seller, "open-listing", new { right = Hamlet.Right(Hamlet.Group, 1), parcels = new[] { Hamlet.Parcel(Hamlet.Group, 1, 2) }, disclosed_leases = Array.Empty<string>(), price = 12600m }), "listing/");
        (await Text(buyer, "/api/v1/listings")).ShouldContain(listing);
        (await Text(outsider, "/api/v1/listings")).ShouldNotContain(listing);
        (await Problem(outsider, "take-listing", new { listing, by = Hamlet.Household(Hamlet.Neighbours, 1) })).ShouldBe("transferee-is-outsider");

        var transfer = TestSite.Made(await TestSite.Act(buyer, "take-listing", new { listing, by = Hamlet.Household(Hamlet.Group, 3) }), "transfer/");
        var now = JsonNode.Parse(await Text(seller, $"/api/v1/transfers/{transfer}"))!;
        now["text"]!.GetValue<string>().ShouldContain("壹万贰仟陆佰元整");
        using (var closed = await outsider.GetAsync(new Uri($"/api/v1/transfers/{transfer}", UriKind.Relative), TestContext.Current.CancellationToken))
            closed.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // Who has not consented yet is told to the own household alone.
        (await Text(seller, $"/transfers/{transfer}")).ShouldContain("还差：");
        foreach (var (other, page) in new[] { (buyer, $"/transfers/{transfer}"), (registrar, $"/transfers/{transfer}"), (chair, $"/requests/{transfer}") })
            (await Text(other, page)).ShouldSatisfyAllConditions(text => text.ShouldContain("转出方每一位共有人同意"), text => text.ShouldNotContain("还差："));

        (await Problem(registrar, "register-transfer", new { transfer })).ShouldBe("holder-has-not-consented");
        await TestSite.Act(seller, "consent-to-transfer", new { transfer, terms = now["terms"]!.GetValue<string>() });
        await TestSite.Act(chair, "answer-as-issuer", new { transfer, agrees = true });
        await TestSite.Act(seller, "confirm-payment", new { transfer, amount = 12600m, payee = await PersonOf(transfer), paid_on = RuralRights.Registry.Submission.LegalDay(TimeProvider.System), voucher = "2016050100001" });
        var entered = await TestSite.Act(registrar, "register-transfer", new { transfer });

        entered["facts"]!.GetValue<int>().ShouldBe(8);
        JsonNode.Parse(await Text(registrar, $"/api/v1/transfers/{transfer}"))!["end"]!.GetValue<string>().ShouldBe("registered");
    }

    [Fact]
    public async Task A_refusal_names_the_rule_its_source_and_its_remedy_in_the_language_asked_for()
    {
        using var stranger = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));
        using var request = TestSite.Request("open-listing", Offer, Guid.CreateVersion7());
        request.Headers.AcceptLanguage.ParseAdd("en");
        using var answer = await stranger.SendAsync(request, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        problem["type"]!.GetValue<string>().ShouldBe("/rules/not-of-the-household");
        problem["rule"]!.GetValue<string>().ShouldBe("not-of-the-household");
        problem["title"]!.GetValue<string>().ShouldStartWith("You are neither");
        problem["source"]!.GetValue<string>().ShouldBe("Rural Land Contracting Law, article 16");
        problem["sentence"]!["zh"]!.GetValue<string>().ShouldContain("共有人");
        problem["mend"]!["en"]!.GetValue<string>().ShouldNotBeEmpty();
        (await Text(stranger, problem["instance"]!.GetValue<string>())).ShouldContain("not-of-the-household");
    }

    [Fact]
    public async Task The_same_key_gives_the_same_answer_and_other_content_is_refused()
    {
        using var household = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        var key = Guid.CreateVersion7();

        var first = await TestSite.Act(household, "open-listing", Offer, key);
        var second = await TestSite.Act(household, "open-listing", Offer, key);
        second["repeated"]!.GetValue<bool>().ShouldBeTrue();
        second["streams"]!.ToJsonString().ShouldBe(first["streams"]!.ToJsonString());
        (await Problem(household, "open-listing", new { right = "other", parcels = new[] { "1" }, disclosed_leases = Array.Empty<string>(), price = 1m }, key)).ShouldBe("command-id-reused");
        (await Problem(household, "open-listing", Offer)).ShouldBe("parcel-already-listed");
    }

    [Fact]
    public async Task Who_sends_no_key_or_is_not_signed_in_or_leaves_something_out_is_told_so()
    {
        using var stranger = site.Browser();
        using var household = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));

        (await Status(stranger, TestSite.Request("open-listing", Offer, Guid.CreateVersion7()))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(household, TestSite.Request("open-listing", Offer, null))).ShouldBe(HttpStatusCode.BadRequest);
        (await Status(household, TestSite.Request("open-listing", new { right = "x" }, Guid.CreateVersion7()))).ShouldBe(HttpStatusCode.BadRequest);
        (await Status(household, TestSite.Request("open-listing", new { right = "x", parcels = (string[]?)null, disclosed_leases = Array.Empty<string>(), price = 1 }, Guid.CreateVersion7()))).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("POST", "/api/v1/acts/open-listing", 400)]
    [InlineData("GET", "/api/v1/nothing", 404)]
    public async Task What_cannot_be_read_is_a_problem_document_and_no_page(string method, string path, int status)
    {
        using var household = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 1));
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative));
        if (method == "POST") request.Content = new StringContent("{\"right\": 王守禄", System.Text.Encoding.UTF8, "application/json");
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());

        using var answer = await household.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("王守禄");
    }

    [Fact]
    public async Task An_extract_answers_as_of_a_day_for_those_it_concerns()
    {
        using var household = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 3));
        using var neighbour = await site.SignedIn(Hamlet.Farmer(Hamlet.Neighbours, 1));
        using var auditor = await site.SignedIn("auditor");
        var path = $"/api/v1/extracts?household={Hamlet.Household(Hamlet.Group, 3)}&day=2016-04-08";

        var own = JsonNode.Parse(await Text(household, path))!;
        own["rights"]![0]!["parcels"]!.AsArray().Select(parcel => parcel!["code"]!.GetValue<string>()).ShouldBe([Hamlet.Parcel(Hamlet.Group, 3, 1), Hamlet.Parcel(Hamlet.Group, 3, 2)]);
        (await Text(auditor, path)).ShouldContain(Hamlet.Right(Hamlet.Group, 3));
        (await Status(neighbour, new(HttpMethod.Get, new Uri(path, UriKind.Relative)))).ShouldBe(HttpStatusCode.NotFound);
        (await Status(household, new(HttpMethod.Get, new Uri(path.Replace("2016-04-08", "2016-04-06", StringComparison.Ordinal), UriKind.Relative)))).ShouldBe(HttpStatusCode.NotFound);
        (await Status(household, new(HttpMethod.Get, new Uri(path + "&recordedAt=2020-01-01T00:00:00Z", UriKind.Relative)))).ShouldBe(HttpStatusCode.NotFound);
        (await Status(household, new(HttpMethod.Get, new Uri("/api/v1/extracts", UriKind.Relative)))).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Anyone_verifies_a_certificate_and_sees_masked_data_only()
    {
        using var stranger = site.Browser();

        var found = await Text(stranger, $"/api/v1/certificates/{Hamlet.Token(4)}");
        JsonNode.Parse(found)!["standing"]!.GetValue<string>().ShouldBe("current");
        JsonNode.Parse(found)!["holder"]!.GetValue<string>().ShouldBe("孙**");
        found.ShouldNotContain("620123196001");
        var forged = VerificationToken.FromBytes(new byte[16]).ToString();
        JsonNode.Parse(await Text(stranger, $"/api/v1/certificates/{forged}"))!["standing"]!.GetValue<string>().ShouldBe("unknown");
        (await Status(stranger, new(HttpMethod.Get, new Uri("/api/v1/certificates/nonsense", UriKind.Relative)))).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_print_is_logged_with_the_hash_of_the_very_document_and_verifies()
    {
        using var household = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));

        var pdf = await household.GetByteArrayAsync(new Uri($"/certificates/{Hamlet.Certificate(2)}/pdf", UriKind.Relative), TestContext.Current.CancellationToken);

        await using var log = site.Services.GetRequiredService<CountyConnections>()[Hamlet.County].CreateCommand(
            "select printer from ledger.print_log where certificate = $1 and sha256 = $2");
        log.Parameters.Add(new() { Value = Hamlet.Certificate(2) });
        log.Parameters.Add(new() { Value = SHA256.HashData(pdf) });
        ((string?)await log.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull().ShouldStartWith("person/");
        var verify = site.Services.GetRequiredService<VerifyCertificate>();
        var (check, standing) = await verify.ByDocument([Hamlet.County], new MemoryStream(pdf), TestContext.Current.CancellationToken);
        check.Verdict.ShouldBe(CertificateVerdict.Genuine);
        standing.Number.ShouldBe(Hamlet.Right(Hamlet.Group, 2));

        pdf[pdf.Length / 2] ^= 1;
        var (forged, nothing) = await verify.ByDocument([Hamlet.County], new MemoryStream(pdf), TestContext.Current.CancellationToken);
        forged.Verdict.ShouldNotBe(CertificateVerdict.Genuine);
        nothing.Standing.ShouldBe(CertificateStanding.Unknown);
    }

    [Fact]
    public async Task A_program_prints_a_certificate_as_its_household_and_the_print_is_logged()
    {
        using var household = await site.SignedIn(Hamlet.Farmer(Hamlet.Group, 2));
        using var neighbour = await site.SignedIn(Hamlet.Farmer(Hamlet.Neighbours, 1));
        using var stranger = site.Browser();
        var path = $"/api/v1/certificates/{Hamlet.Certificate(2)}/pdf";

        var before = await Prints();
        using var answer = await household.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        var pdf = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        (await Prints()).ShouldBe(before + 1);
        (await site.Ask<bool>("select exists (select from ledger.print_log where certificate = $1 and sha256 = $2)", Hamlet.Certificate(2), SHA256.HashData(pdf))).ShouldBeTrue();
        var (check, standing) = await site.Services.GetRequiredService<VerifyCertificate>().ByDocument([Hamlet.County], new MemoryStream(pdf), TestContext.Current.CancellationToken);
        check.Verdict.ShouldBe(CertificateVerdict.Genuine);
        standing.Number.ShouldBe(Hamlet.Right(Hamlet.Group, 2));

        (await Status(neighbour, new(HttpMethod.Get, new Uri(path, UriKind.Relative)))).ShouldBe(HttpStatusCode.Forbidden);
        (await Status(stranger, new(HttpMethod.Get, new Uri(path, UriKind.Relative)))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(household, new(HttpMethod.Get, new Uri($"/api/v1/certificates/{Guid.CreateVersion7()}/pdf", UriKind.Relative)))).ShouldBe(HttpStatusCode.NotFound);

        Task<long> Prints() => site.Ask<long>("select count(*) from ledger.print_log where certificate = $1", Hamlet.Certificate(2));
    }

    [Fact]
    public async Task The_description_is_OpenAPI_3_1_and_names_every_act()
    {
        using var stranger = site.Browser();
        var document = JsonNode.Parse(await Text(stranger, "/openapi/v1.json"))!;

        document["openapi"]!.GetValue<string>().ShouldStartWith("3.1");
        var paths = document["paths"]!.AsObject().Select(path => path.Key).ToList();
        paths.ShouldContain("/api/v1/acts/register-transfer");
        paths.Count(path => path.StartsWith("/api/v1/acts/", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(16);
        document["paths"]!["/api/v1/acts/open-listing"]!["post"]!["parameters"]!.ToJsonString().ShouldContain("Idempotency-Key");
    }

    private Task<Guid> PersonOf(string transfer) => site.Ask<Guid>(
        "select h.representative from register.transfer t join register.household h on h.code = t.from_household where t.id = $1", Guid.Parse(transfer));

    private static async Task<string> Problem(HttpClient program, string act, object content, Guid? key = null)
    {
        using var request = TestSite.Request(act, content, key ?? Guid.CreateVersion7());
        using var answer = await program.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, text);
        return JsonNode.Parse(text)!["rule"]!.GetValue<string>();
    }

    private static async Task<HttpStatusCode> Status(HttpClient program, HttpRequestMessage request)
    {
        using (request)
        using (var answer = await program.SendAsync(request, TestContext.Current.CancellationToken))
            return answer.StatusCode;
    }

    private static Task<string> Text(HttpClient program, string path) => program.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
}
