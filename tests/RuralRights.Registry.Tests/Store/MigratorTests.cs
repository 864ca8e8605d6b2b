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
}
