using Microsoft.Extensions.DependencyInjection;
using RuralRights.Registry.Households;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tests.SignIn;

public sealed class OneTimeCodeTests(TestRegister register)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_who_ask_at_once_six_get_a_code_and_nobody_waits_for_a_second_connection()
    {
        await using var few = new CountyConnections(register.Options with { AppConnection = register.Options.AppConnection + ";Maximum Pool Size=3;Timeout=10" });
        var vault = new Vault(few, register.Host.Services.GetRequiredService<MasterKey>());
        using var notices = new Notices(few, new(TestRegister.County), vault, TimeProvider.System);
        var codes = new OneTimeCodes(few, new(TestRegister.County), vault, notices, TimeProvider.System);
        var account = new Account { Id = Guid.CreateVersion7(), Person = Guid.CreateVersion7() };
        await vault.KeepContact(TestRegister.County, account.Person, "13900000081", Cancel);
        var name = Guid.NewGuid().ToString("N");

        await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => codes.Send(name, account, "sign-in", "{0}", Cancel)));

        (await register.Ask<long>("select count(*) from identity.one_time_code where name_hash = $1", name)).ShouldBe(24);
        (await register.Ask<long>("select count(account) from identity.one_time_code where name_hash = $1", name)).ShouldBe(6);
    }

    [Fact]
    public async Task A_code_of_another_day_is_thrown_away()
    {
        var vault = register.Host.Services.GetRequiredService<Vault>();
        using var notices = new Notices(register.Connections, new(TestRegister.County), vault, TimeProvider.System);
        var (old, name) = (Guid.CreateVersion7(), Guid.NewGuid().ToString("N"));
        await using (var command = register.Connections[TestRegister.County].CreateCommand(
            "insert into identity.one_time_code (id, name_hash, purpose, hash, made_at, expires_at) values ($1, $2, 'sign-in', '', now() - interval '25 hours', now() - interval '25 hours')"))
        {
            command.Parameters.Add(new() { Value = old });
            command.Parameters.Add(new() { Value = name });
            await command.ExecuteNonQueryAsync(Cancel);
        }

        await new OneTimeCodes(register.Connections, new(TestRegister.County), vault, notices, TimeProvider.System).Send(name, null, "sign-in", "{0}", Cancel);

        (await register.Ask<bool>("select exists (select from identity.one_time_code where id = $1)", old)).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_tries_sent_at_once_five_are_let_through_and_a_right_one_begins_anew()
    {
        var tries = new Tries(register.Connections, new(TestRegister.County), TimeProvider.System);
        var name = Guid.NewGuid().ToString("N");

        var let = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => tries.Count([name], Cancel)));
        let.Count(through => through.Contains(name)).ShouldBe(Tries.Most);

        await tries.Forget([name], Cancel);
        (await tries.Count([name], Cancel)).ShouldBe([name]);
    }
}
