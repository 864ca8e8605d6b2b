using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tests.Store;

public sealed class MigratorTests(TestRegister register)
{
    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        var migrator = new Migrator(register.Options);

        await migrator.Migrate([TestRegister.County], TestContext.Current.CancellationToken);

        (await migrator.Counties(TestContext.Current.CancellationToken)).ShouldBe(["620122", "620123"]);
    }

    [Fact]
    public async Task A_county_stands_on_one_server_and_is_not_added_on_another_beside_it()
    {
        var migrator = new Migrator(register.Options);

        (await Should.ThrowAsync<CountyIsElsewhereException>(() => migrator.Migrate([TestRegister.County], "Host=db2;Port=5433", TestContext.Current.CancellationToken)))
            .Chinese.ShouldStartWith("县620123的数据库已经在");
        await Should.ThrowAsync<ArgumentException>(() => migrator.Migrate(["620199"], "Host=db2;Password=secret", TestContext.Current.CancellationToken));
        (await migrator.Counties(TestContext.Current.CancellationToken)).ShouldBe(["620122", "620123"]);
    }
}
