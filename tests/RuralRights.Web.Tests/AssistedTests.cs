using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>The assisted desk: the village helps, the farmer consents, and nobody else does.</summary>
[Collection<AtTheSite>]
public sealed class AssistedTests(TestSite site)
{
    private static readonly byte[] Picture = Sheet.Signature(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_farmer_without_a_smartphone_consents_at_the_desk_with_a_code_for_exactly_these_terms()
    {
        var (seller, buyer) = (await site.Head(4), await site.Head(6));
        var transfer = await Bargain(seller, buyer, 1);
        await Give(seller.Person, "13919000081");
        using var clerk = await site.As(new Actor.VillageClerk(Guid.CreateVersion7(), "620123202213"));

        (await clerk.GetStringAsync(new Uri("/assisted", UriKind.Relative), Cancel)).ShouldContain($"href=\"/assisted/transfers/{transfer}\"");
        using var begun = await TestSite.Send(clerk, $"/assisted/transfers/{transfer}", $"/assisted/transfers/{transfer}", ("person", seller.Person.ToString()));
        var page = begun.Headers.Location!.OriginalString;
        (await clerk.GetStringAsync(new Uri(page, UriKind.Relative), Cancel)).ShouldContain("壹万贰仟陆佰元整");
        var (code, key) = await site.CodeSentTo("13919000081");

        // A code for these terms does not sign anybody in, and the clerk cannot do without it.
        using var thief = site.Browser();
        using (var signIn = await TestSite.Send(thief, "/sign-in", $"/sign-in/code/{key["code/".Length..]}", ("code", code))) signIn.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var guess = await TestSite.Send(clerk, page, $"{page}/code", ("command", Guid.CreateVersion7().ToString()), ("code", code == "000000" ? "111111" : "000000"))) guess.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Consents(transfer)).ShouldBe(0);

        using (var given = await TestSite.Send(clerk, page, $"{page}/code", ("command", Guid.CreateVersion7().ToString()), ("code", code))) given.StatusCode.ShouldBe(HttpStatusCode.Redirect, await given.Content.ReadAsStringAsync(Cancel));
        (await Consents(transfer)).ShouldBe(1);
        (await site.Ask<string>("select means || ' ' || (assistant like 'official/%') from register.proof where person = $1 order by entered_seq desc limit 1", seller.Person)).ShouldBe("code_at_desk true");
        using var registrar = await site.SignedIn("registrar");
        (await registrar.GetStringAsync(new Uri($"/transfers/{transfer}", UriKind.Relative), Cancel)).ShouldContain("同意（在办理点凭本人手机验证码确认）");
        (await site.Ask<string>("select data -> 'provenance' ->> 'actor' from ledger.mt_events where stream_id = $1 and type = 'holder-consented'", $"transfer/{transfer}")).ShouldBe(seller.ToString());
    }

    [Fact]
    public async Task A_signature_counts_before_a_witness_of_another_organisation_and_no_other()
    {
        var (seller, buyer) = (await site.Head(4), await site.Head(6));
        var transfer = await Bargain(seller, buyer, 2);
        using var clerk = await site.As(new Actor.VillageClerk(Guid.CreateVersion7(), "620123202213"));
        using var colleague = await site.As(new Actor.VillageClerk(Guid.CreateVersion7(), "620123202213"));
        using var township = await site.As(new Actor.TownshipOfficer(Guid.CreateVersion7(), "620123202"));

        (await Sign(clerk, transfer, seller.Person, "a program"u8.ToArray())).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = (await Sign(clerk, transfer, seller.Person, Picture)).Headers.Location!.OriginalString;

        foreach (var none in new[] { clerk, colleague })
            using (var refused = await TestSite.Send(none, page, $"{page}/witness", ("command", Guid.CreateVersion7().ToString()))) refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Consents(transfer)).ShouldBe(0);

        // Whoever may look on sees what was signed; that view is in the log. Nobody else does, a party neither.
        var picture = Convert.ToHexStringLower(SHA256.HashData(Picture));
        foreach (var near in new[] { clerk, township })
        {
            (await near.GetStringAsync(new Uri(page, UriKind.Relative), Cancel)).ShouldContain($"src=\"/documents/{picture}/file\" alt=\"");
            (await near.GetByteArrayAsync(new Uri($"/documents/{picture}/file", UriKind.Relative), Cancel)).ShouldBe(Picture);
        }

        (await site.Ask<long>("select count(distinct viewer) from vault.view_log where subject = $1", $"document/{picture}")).ShouldBe(2);
        using var elsewhere = await site.As(new Actor.TownshipOfficer(Guid.CreateVersion7(), "620123203"));
        using var party = await site.AsHead(6);
        foreach (var far in new[] { elsewhere, party }) (await Status(far, $"/documents/{picture}/file")).ShouldBe(HttpStatusCode.NotFound);

        (await township.GetStringAsync(new Uri("/assisted", UriKind.Relative), Cancel)).ShouldContain($"href=\"{page}\"");
        using (var witnessed = await TestSite.Send(township, page, $"{page}/witness", ("command", Guid.CreateVersion7().ToString()))) witnessed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Consents(transfer)).ShouldBe(1);
        (await township.GetStringAsync(new Uri("/assisted", UriKind.Relative), Cancel)).ShouldNotContain($"href=\"{page}\"");
        (await site.Ask<bool>("select witness like 'official/%' and length(document) = 64 from register.proof where means = 'signature_before_witness' and person = $1", seller.Person)).ShouldBeTrue();
        using var registrar = await site.SignedIn("registrar");
        (await registrar.GetStringAsync(new Uri($"/transfers/{transfer}", UriKind.Relative), Cancel)).ShouldContain("同意（在办理点当着见证人签字确认）");

        // From now on it is a paper of the transfer: for both households and the office, not for whoever only reads the transfer.
        using var auditor = await site.As(new Actor.Auditor(Guid.CreateVersion7(), Hamlet.County));
        foreach (var (reader, sees) in new[] { (registrar, true), (party, true), (auditor, false) })
        {
            (await reader.GetStringAsync(new Uri($"/transfers/{transfer}", UriKind.Relative), Cancel)).Contains($"src=\"/documents/{picture}/thumbnail\" alt=\"", StringComparison.Ordinal).ShouldBe(sees);
            (await Status(reader, $"/documents/{picture}/thumbnail")).ShouldBe(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound);
        }
    }

    private static async Task<HttpStatusCode> Status(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> Sign(HttpClient clerk, Guid transfer, Guid person, byte[] picture)
    {
        var path = $"/assisted/transfers/{transfer}";
        var token = TestSite.AntiforgeryToken().Match(await clerk.GetStringAsync(new Uri(path, UriKind.Relative), Cancel)).Groups[1].Value;
        var file = new ByteArrayContent(picture);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return await clerk.PostAsync(new Uri(path, UriKind.Relative), new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(person.ToString()), "person" }, { file, "signature", "signature.png" } }, Cancel);
    }

    private async Task<Guid> Bargain(Actor.Farmer seller, Actor.Farmer buyer, int parcel)
    {
        using var owner = await site.As(seller, Hamlet.Group);
        using var taker = await site.As(buyer, Hamlet.Group);
        var offer = new { right = seller.Household + "J", parcels = new[] { Hamlet.Parcel(Hamlet.Group, 4, parcel) }, disclosed_leases = Array.Empty<string>(), price = 12600m };
        var listing = TestSite.Made(await TestSite.Act(owner, "open-listing", offer), "listing/");
        return Guid.Parse(TestSite.Made(await TestSite.Act(taker, "take-listing", new { listing, by = buyer.Household }), "transfer/"));
    }

    // The person has an account with this number, as it is opened at the desk; those that the other tests made of them have none.
    private async Task Give(Guid person, string phone)
    {
        await Run("delete from identity.mt_doc_account where data ->> 'person' = $1", person.ToString());
        (await site.Services.GetRequiredService<OpenAccount>().For(Hamlet.County, person, phone, Cancel)).ShouldNotBeNull();
    }

    private Task<long> Consents(Guid transfer) => site.Ask<long>("select count(*) from register.transfer_consent where transfer = $1 and withdrawn_on is null", transfer);

    private async Task Run(string sql, params object[] values)
    {
        await using var command = site.Services.GetRequiredService<CountyConnections>()[Hamlet.County].CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
