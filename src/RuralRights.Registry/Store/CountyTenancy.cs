using JasperFx.Descriptors;
using Marten;
using Marten.Storage;
using Weasel.Core.Migrations;

namespace RuralRights.Registry.Store;

/// <summary>The counties of the master table, as messages and projections see them: only those that have answered.</summary>
/// <remarks>
/// Both look at this list again and again while they run, to take up databases that were added; a county that answers late is taken up in
/// the same way. Who asks for one county by its code gets it whether it has answered or not.
/// </remarks>
internal sealed class CountyTenancy(StoreOptions store, MasterTableTenancyOptions master, AnsweringCounties answering) : MasterTableTenancy(store, master), ITenancy
{
    async ValueTask<IReadOnlyList<IDatabase>> IDatabaseSource.BuildDatabases() =>
        [.. (await BuildDatabases()).Where(database => database is not IMartenDatabase county || county.TenantIds.All(answering.Has))];

    async ValueTask<DatabaseUsage> IDatabaseUser.DescribeDatabasesAsync(CancellationToken token)
    {
        var usage = await DescribeDatabasesAsync(token);
        usage.Databases.RemoveAll(database => !database.TenantIds.All(answering.Has));
        return usage;
    }
}
