using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Households;
using RuralRights.Registry.Households;

namespace RuralRights.Registry.Tests.Households;

/// <summary>Whom only cases bring may be written otherwise and is erased then; whom the register knows by anything else never is.</summary>
public sealed class NewcomerTests(TestRegister register)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Vault Vault => register.Host.Services.GetRequiredService<Vault>();

    [Fact]
    public async Task Somebody_is_a_newcomer_until_anybody_else_knows_them()
    {
        var child = Called("赵小一", "20260101");
        var id = await Vault.KeepNewcomer(TestRegister.County, child, Cancel);
        (await Vault.KeepNewcomer(TestRegister.County, child, Cancel)).ShouldBe(id, "the same form sent twice keeps once");
        (await Vault.IsNewcomer(TestRegister.County, id, null, Cancel)).ShouldBeTrue();
        (await Vault.Keep(TestRegister.County, [child], Cancel)).ShouldBe([id]);
        (await Vault.IsNewcomer(TestRegister.County, id, null, Cancel)).ShouldBeFalse("an office or a delivery named the same person");

        var known = (await Vault.Keep(TestRegister.County, [Called("赵大一", "19800101")], Cancel))[0];
        (await Vault.KeepNewcomer(TestRegister.County, Called("赵大一", "19800101"), Cancel)).ShouldBe(known);
        (await Vault.IsNewcomer(TestRegister.County, known, null, Cancel)).ShouldBeFalse("a case brings somebody whom the register knew");
    }

    [Fact]
    public async Task Only_a_newcomer_is_erased()
    {
        var (newcomer, known) = (await Vault.KeepNewcomer(TestRegister.County, Called("钱小二", "20260202"), Cancel), (await Vault.Keep(TestRegister.County, [Called("钱大二", "19800202")], Cancel))[0]);
        foreach (var one in new[] { newcomer, known })
        {
            await using var forget = register.Connections[TestRegister.County].CreateCommand("select vault.forget_newcomer($1, '')");
            forget.Parameters.Add(new() { Value = one });
            await forget.ExecuteNonQueryAsync(Cancel);
        }

        (await register.Ask<bool>("select exists (select from vault.person where id = $1)", newcomer)).ShouldBeFalse();
        (await register.Ask<bool>("select exists (select from vault.person where id = $1)", known)).ShouldBeTrue();
    }

    // Computed for these tests; nobody bears them.
    private static Person Called(string name, string birth)
    {
        var body = $"620123{birth}971";
        return new(name, Person.ResidentCard, body + CitizenId.CheckCharacterOf(body));
    }
}
