using JasperFx;
using JasperFx.Events;
using Marten;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace RuralRights.Registry.Store;

/// <summary>A setting of the server or the ledger is not what the register promises people; it does not start.</summary>
public sealed class UnsafeSettingException(string message) : InvalidOperationException(message);

/// <summary>Reads back, at every start, the settings that the register's promises rest on, and refuses to run without them.</summary>
public sealed class StartupAssertions(CountyConnections connections, IDocumentStore store) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Assert((StoreOptions)store.Options);
        await using var connection = await connections.Master.OpenConnectionAsync(cancellationToken);
        await Assert(connection, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Refuses a server that may lose or damage an acknowledged act.</summary>
    public static async Task Assert(NpgsqlConnection connection, CancellationToken cancel = default)
    {
        foreach (var (setting, values) in new (string, string[])[]
        {
            ("fsync", ["on"]),
            ("full_page_writes", ["on"]),
            ("synchronous_commit", ["on", "remote_apply"]),
            ("data_checksums", ["on"]),
            ("data_sync_retry", ["off"]),
        })
        {
            await using var show = new NpgsqlCommand($"show {setting}", connection);
            var value = (string?)await show.ExecuteScalarAsync(cancel) ?? "";
            if (!values.Contains(value, StringComparer.Ordinal))
                throw new UnsafeSettingException($"PostgreSQL runs with {setting} = {value}, but the register needs {string.Join(" or ", values)}: acknowledged entries could be lost.");
        }
    }

    /// <summary>Refuses a ledger that could drop, skip or alter facts.</summary>
    public static void Assert(StoreOptions options)
    {
        var events = options.Events;
        Hold(options.AutoCreateSchemaObjects == AutoCreate.None, "the application may not change the schema");
        Hold(events.StreamIdentity == StreamIdentity.AsString, "streams are named by text");
        Hold(events.AppendMode == EventAppendMode.QuickWithServerTimestamps, "sequence numbers are drawn inside the transaction");
        Hold(events.UseExclusiveLockOnConcurrentAppends, "appends to one stream wait for each other");
        Hold(events.EnableBigIntEvents, "versions and sequence numbers are 64 bits wide");
        Hold(events.EnableUniqueIndexOnEventId, "no fact is stored twice");
        Hold(events.EnableAdvancedAsyncTracking, "a skipped fact leaves a trace");
        Hold(!events.UseIdentityMapForAggregates, "no decision sees a stale state");
        Hold(!options.Projections.Errors.SkipApplyErrors, "a projection stops rather than pass over a fact it cannot apply");
        Hold(!options.Projections.Errors.SkipSerializationErrors, "a projection stops rather than pass over a fact it cannot read");
        Hold(!options.Projections.Errors.SkipUnknownEvents, "a projection stops rather than pass over a fact it does not know");
    }

    private static void Hold(bool held, string promise)
    {
        if (!held) throw new UnsafeSettingException($"The ledger is set up so that this no longer holds: {promise}.");
    }
}
