using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Certificates.Signing;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Tests.Ops;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests;

/// <summary>
/// One certificate of each sort, held out at all three doors: the API, the public page, the command line. They must say the same.
/// The site is of this class alone, because it ends a right.
/// </summary>
public sealed class VerificationDoorsTests(VerificationDoorsTests.Papers papers) : IClassFixture<VerificationDoorsTests.Papers>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Sort of document; what the API says of it and of its certificate; heading of the page; what the command line says, and its exit code.</summary>
    public static TheoryData<string, string, string, string, string, int> Documents { get; } = new()
    {
        { "genuine", "genuine", "current", "有效：这是现行的证书", "It is current.", 0 },
        { "replaced", "genuine", "replaced", "已失效：这本证书已被换发", "It was replaced and no longer counts.", 1 },
        { "void", "genuine", "void", "已失效：这本证书已经注销", "It is void.", 1 },
        { "unknown", "genuine", "unknown", "查不到：登记簿里没有这本证书", "The register knows no such certificate.", 1 },
        { "altered", "altered", "unknown", "不可信：这个文件被改动过，或者不是登记机构发的", "was altered", 1 },
        { "forged", "unknown_signer", "unknown", "不可信：这个文件被改动过，或者不是登记机构发的", "not one of this county's registering authority", 1 },
        { "unreadable", "unreadable", "unknown", "不可信：这个文件被改动过，或者不是登记机构发的", "not a PDF that can be read", 2 },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_document_is_told_the_same_at_every_door(string sort, string verdict, string standing, string heading, string said, int code)
    {
        var pdf = papers.Documents[sort];

        var program = await AtTheApi(pdf);
        program["verdict"]!.GetValue<string>().ShouldBe(verdict);
        program["register"]!["standing"]!.GetValue<string>().ShouldBe(standing);
        program["counts"]!.GetValue<bool>().ShouldBe(sort == "genuine");

        var page = await AtThePage(pdf);
        page.ShouldContain(heading);
        page.Contains("有效：这是现行的证书", StringComparison.Ordinal).ShouldBe(sort == "genuine");

        var (exit, words, json) = await AtTheCommandLine(pdf);
        exit.ShouldBe(code);
        words.ShouldContain(said);
        json["verdict"]!.GetValue<string>().ShouldBe(verdict);
        json["status"]?.GetValue<string>().ShouldBe(verdict == "genuine" ? standing : null);

        // A borrowed or spoilt document must not lead to anybody's certificate; a genuine one names nobody in full.
        var serials = new[] { program["register"]!["serial"]?.GetValue<string>(), json["serial"]?.GetValue<string>() };
        serials.ShouldAllBe(serial => serial == null == (standing == "unknown"));
        foreach (var text in new[] { program.ToJsonString(), page, words }) papers.Names.ShouldAllBe(name => !text.Contains(name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("genuine", "current")]
    [InlineData("replaced", "replaced")]
    [InlineData("void", "void")]
    [InlineData("unknown", "unknown")]
    public async Task A_token_is_told_the_same_at_both_doors(string sort, string standing)
    {
        using var stranger = papers.Site.Browser();
        var token = papers.Tokens[sort];

        var program = JsonNode.Parse(await stranger.GetStringAsync(new Uri($"/api/v1/certificates/{token}", UriKind.Relative), Cancel))!;
        program["standing"]!.GetValue<string>().ShouldBe(standing);
        // What the holder has today is nobody's business who holds out a paper that no longer counts.
        (program["grant"] is not null).ShouldBe(standing == "current");

        using var page = await stranger.GetAsync(new Uri($"/v/{Hamlet.County}/{token}", UriKind.Relative), Cancel);
        page.StatusCode.ShouldBe(standing == "unknown" ? HttpStatusCode.NotFound : HttpStatusCode.OK);
        var html = await page.Content.ReadAsStringAsync(Cancel);
        html.ShouldContain($"verdict--{standing}");
        html.Contains("承包期限", StringComparison.Ordinal).ShouldBe(standing == "current");
        if (program["serial"]?.GetValue<string>() is { } serial) html.ShouldContain(serial);
        if (program["holder"]?.GetValue<string>() is { } holder) html.ShouldContain(holder);
    }

    [Fact]
    public async Task A_certificate_that_no_longer_counts_is_not_printed_for_a_program()
    {
        using var clerk = await papers.Site.SignedIn("clerk");
        foreach (var (household, printed) in new[] { (1, true), (4, false), (6, false) })
        {
            using var answer = await clerk.GetAsync(new Uri($"/api/v1/certificates/{Hamlet.Certificate(household)}/pdf", UriKind.Relative), Cancel);
            answer.StatusCode.ShouldBe(printed ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity);
            if (!printed) JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["rule"]!.GetValue<string>().ShouldBe("no-current-certificate");
        }
    }

    [Fact]
    public async Task A_loss_that_was_announced_is_told_at_every_door_and_the_certificate_counts()
    {
        var pdf = papers.Documents["lost"];
        var program = await AtTheApi(pdf);
        program["counts"]!.GetValue<bool>().ShouldBeTrue();
        program["register"]!["loss_announced_on"]!.GetValue<string>().ShouldBe("2016-05-01");
        (await AtThePage(pdf)).ShouldContain("已经声明这本证书遗失");
        var (exit, words, json) = await AtTheCommandLine(pdf);
        exit.ShouldBe(0);
        words.ShouldContain("Its loss was announced on 2016-05-01.");
        json["loss_announced_on"]!.GetValue<string>().ShouldBe("2016-05-01");
    }

    [Fact]
    public async Task A_document_of_another_county_is_not_taken_for_one_of_ours()
    {
        var check = await papers.Site.Services.GetRequiredService<VerifyCertificate>().ByDocument(["620122"], new MemoryStream(papers.Documents["genuine"]), Cancel);
        check.IsGenuine.ShouldBeFalse();
        check.Counts.ShouldBeFalse();
        check.Register.Standing.ShouldBe(CertificateStanding.Unknown);
    }

    private async Task<JsonNode> AtTheApi(byte[] pdf)
    {
        using var stranger = papers.Site.Browser();
        using var body = new ByteArrayContent(pdf) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } };
        using var answer = await stranger.PostAsync(new Uri("/api/v1/certificates/check", UriKind.Relative), body, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    private async Task<string> AtThePage(byte[] pdf)
    {
        using var stranger = papers.Site.Browser();
        var token = TestSite.AntiforgeryToken().Match(await stranger.GetStringAsync(new Uri("/verify", UriKind.Relative), Cancel)).Groups[1].Value;
        using var file = new ByteArrayContent(pdf) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } };
        using var form = new MultipartFormDataContent { { file, "file", "certificate.pdf" }, { new StringContent(token), "__RequestVerificationToken" } };
        using var answer = await stranger.PostAsync(new Uri("/verify", UriKind.Relative), form, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private async Task<(int Exit, string Words, JsonNode Json)> AtTheCommandLine(byte[] pdf)
    {
        var file = Path.Combine(papers.Site.Options.StateFolder, $"{Guid.CreateVersion7()}.pdf");
        await File.WriteAllBytesAsync(file, pdf, Cancel);
        var words = await Run("verify", file);
        var json = await Run("verify", file, "--json");
        json.Code.ShouldBe(words.Code);
        return (words.Code, words.Output, JsonNode.Parse(json.Output)!);
    }

    private Task<Said> Run(params string[] arguments) => Script.RunAsync(
        "/usr/bin/env",
        ["dotnet", Path.Combine(AppContext.BaseDirectory, "RuralRights.Web.dll"), .. arguments],
        new Dictionary<string, string>
        {
            ["RR_DB"] = papers.Site.Options.OwnerConnection,
            ["RR_DB_PREFIX"] = papers.Site.Options.DatabasePrefix,
            ["RR_STATE"] = papers.Site.Options.StateFolder,
        });

    /// <summary>The documents: each was printed by the register, or made by somebody who is not the register.</summary>
    public sealed class Papers : IAsyncLifetime
    {
        private const int Stays = 1, IsReplaced = 4, IsLost = 5, IsVoided = 6;

        public TestSite Site { get; } = new();

        public Dictionary<string, byte[]> Documents { get; } = [];

        public Dictionary<string, string> Tokens { get; } = new()
        {
            ["genuine"] = Hamlet.Token(Stays),
            ["replaced"] = Hamlet.Token(IsReplaced),
            ["void"] = Hamlet.Token(IsVoided),
            ["unknown"] = VerificationToken.FromBytes([.. Enumerable.Repeat((byte)77, 16)]).ToString(),
        };

        /// <summary>Names that no stranger may read.</summary>
        public IReadOnlyList<string> Names { get; } = [.. Hamlet.People.Select(one => one.Person.Name)];

        public async ValueTask InitializeAsync()
        {
            await Site.InitializeAsync();
            Documents["genuine"] = await Print(Stays);
            Documents["replaced"] = await Print(IsReplaced);
            Documents["void"] = await Print(IsVoided);
            Documents["lost"] = await Print(IsLost);
            Documents["altered"] = [.. Documents["genuine"]];
            Documents["altered"][Documents["genuine"].Length / 3] ^= 1;
            Documents["unreadable"] = [.. "not a certificate"u8];

            var content = (await Site.Services.GetRequiredService<CertificateContents>().Of(
                Hamlet.County, Hamlet.Certificate(Stays), Site.Address, "official/test", "核验测试 test", new(2016, 5, 1), Cancel))!;
            // The forger copies everything but the county's key; the key itself may also sign what no register has entered.
            using (var theirs = CountySigningKey.LoadOrCreate(Path.Combine(Site.Options.StateFolder, "forger"), Hamlet.County, content.RegisteringAuthority, TimeProvider.System))
                Documents["forged"] = Signed(content, theirs);
            using (var ours = CountySigningKey.LoadOrCreate(Site.Options.SigningFolder, Hamlet.County, content.RegisteringAuthority, TimeProvider.System))
                Documents["unknown"] = Signed(content with { Verification = content.Verification with { Token = Token("unknown") } }, ours);

            var entered = new Provenance(new(2016, 5, 1), "court/1", "榆中县人民法院", "62012320160501000001", [], []);
            var (replaced, lost, voided) = (Hamlet.Right(Hamlet.Group, IsReplaced), Hamlet.Right(Hamlet.Group, IsLost), Hamlet.Right(Hamlet.Group, IsVoided));
            var another = new NewPaper(Guid.CreateVersion7(), "甘（2016）榆中县农村土地承包经营权证第000999号", VerificationToken.FromBytes([.. Enumerable.Repeat((byte)78, 16)]).ToString(), "榆中县人民政府");
            var answer = await Site.Services.GetRequiredService<Desk>().Enter(
                new(Hamlet.County, Guid.CreateVersion7(), "court/1", "replaced and ended"),
                _ => Task.FromResult<Decision>(Decision.Enter(
                [
                    .. another.IssueFor(replaced, new(Hamlet.Certificate(IsReplaced), "", "", default), CertificateOccasion.Replacement, CertificateReason.Damaged.Chinese, entered),
                    new StreamFact(Streams.Right(lost), new CertificateLossAnnounced(lost, Hamlet.Certificate(IsLost), new(2016, 5, 1), entered)),
                    new StreamFact(Streams.Right(voided), new ContractEnded(voided, "court/1", entered)),
                    new StreamFact(Streams.Right(voided), new CertificateVoided(voided, Hamlet.Certificate(IsVoided), CertificateReason.RightEnded.Chinese, entered)),
                ])),
                Cancel);
            answer.Refusal.ShouldBeNull();
        }

        public ValueTask DisposeAsync() => Site.DisposeAsync();

        private async Task<byte[]> Print(int household) =>
            (await Site.Services.GetRequiredService<PrintCertificate>().Print(Hamlet.County, Hamlet.Certificate(household), Site.Address, "official/test", new(2016, 5, 1), Cancel))
                .ShouldBeOfType<Printing.Printed>().Pdf;

        private byte[] Signed(CertificateContent content, CountySigningKey key) =>
            new CertificatePress(Site.Services.GetRequiredService<CertificateFonts>()).Print(content, key, new DateTimeOffset(2016, 5, 1, 0, 0, 0, TimeSpan.Zero))
                .ShouldBeOfType<Printing.Printed>().Pdf;

        private VerificationToken Token(string sort) => VerificationToken.TryRead(Tokens[sort], out var token, out _) ? token : throw new InvalidOperationException(sort);
    }
}
