using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tests.Exits;

namespace RuralRights.Registry.Tests.Registration;

/// <summary>Signatures that were given at a desk before they lay among the papers of what they were given for.</summary>
public sealed class SignatureTests : IAsyncLifetime
{
    // A picture of one point, with something behind its end that a paper handed in today would lose.
    private static readonly byte[] Picture =
        [.. Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="), 7, 7, 7];

    private static readonly byte[] Broken = [0x89, 0x50, 0x4E, 0x47, 1, 2, 3];

    private readonly TestRegister _register = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Documents Documents => _register.Host.Services.GetRequiredService<Documents>();

    public async ValueTask InitializeAsync() => await _register.InitializeAsync();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task They_are_laid_among_its_papers_as_the_register_starts_and_none_is_lost_where_that_was_broken_off()
    {
        var bargain = await Bargain.Agreed(_register);
        var (signature, broken) = (Sheet.HashOf(Picture), Sheet.HashOf(Broken));
        await Given(bargain, Picture);
        await Given(bargain, Broken);

        // Killed between the paper and the text, or with the paper's file lost: the next start does it once more.
        foreach (var (what, file) in new[] { ("for the first time", true), ("with the text still there", true), ("with no file on the disk", false) })
        {
            if (!file) File.Delete(Directory.EnumerateFiles(_register.Options.StateFolder, signature, SearchOption.AllDirectories).Single());
            await Text(Picture);
            await using (await Node.Start(_register, DateTimeOffset.UtcNow, []))
            {
            }

            (await Left()).ShouldBe([$"signature/{broken}"], what);
            await using var seen = (await Documents.View(TestRegister.County, signature, bargain.Seller, "test", Cancel))!.Value.Content;
            var bytes = new MemoryStream();
            await seen.CopyToAsync(bytes, Cancel);
            bytes.ToArray().ShouldBe(Picture, what);
        }

        (await SignatureLine.Of(_register.Connections[TestRegister.County], Streams.Transfer(bargain.Transfer), Cancel)).Select(line => line.Document).ShouldBe([signature, broken], ignoreOrder: true);
        (await Documents.MaySee(TestRegister.County, bargain.Farmer(3), signature, Cancel)).ShouldBeFalse();
        (await _register.Host.Services.GetRequiredService<Rebuild>().Run(TestRegister.County, cancel: Cancel)).Different.ShouldBeEmpty();
    }

    /// <summary>A consent before a witness as it was entered then: the proof alone names the picture, which lies among the texts.</summary>
    private async Task Given(Bargain bargain, byte[] picture)
    {
        var (proof, terms) = (Guid.CreateVersion7(), await bargain.Terms());
        await Text(picture);
        await _register.AsOwner(
            """
            insert into identity.confirmation (id, subject, person, household, terms, means, document, assistant, grant_id, opened_at)
            values ($1, $2, $3, $4, $5, 'SignatureBeforeWitness', $6, 'official/1', gen_random_uuid(), now() - interval '1 year')
            """,
            proof, Streams.Transfer(bargain.Transfer), bargain.Seller.Person, bargain.Seller.Household, terms, Sheet.HashOf(picture));
        (await bargain.Village.Enter(
            new StreamFact(Streams.Transfer(bargain.Transfer), new HolderConsented(bargain.Transfer, bargain.Seller.Person, terms, Village.Paper)),
            new StreamFact(Streams.Proof(proof), new ConsentProven(
                proof, bargain.Seller.Person, terms, ProofMeans.SignatureBeforeWitness, $"official/{Guid.CreateVersion7()}", $"official/{Guid.CreateVersion7()}", Sheet.HashOf(picture), Village.Paper)))).Refusal.ShouldBeNull();
    }

    private Task Text(byte[] picture) =>
        _register.Host.Services.GetRequiredService<Vault>().Keep(TestRegister.County, $"signature/{Sheet.HashOf(picture)}", new(Words: Convert.ToBase64String(picture)), Cancel);

    private Task<string[]> Left() => _register.Ask<string[]>("select coalesce(array_agg(subject), '{}') from vault.texts where subject like 'signature/%'");
}
