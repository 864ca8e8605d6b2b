using JasperFx;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wolverine;
using Wolverine.Marten;
using Wolverine.Persistence.Durability;

namespace RuralRights.Registry.Store;

/// <summary>The tables of durable messages, made by the owner because the application may not change a schema.</summary>
internal static class MessageTables
{
    /// <summary>Makes or renews the message tables of one database, through a host that is built and never started.</summary>
    internal static async Task Migrate(RegisterOptions options, string database, CancellationToken cancel)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddMarten(store =>
        {
            RegisterStore.Configure(store);
            store.Connection(CountyConnections.AsOwner(options, database));
        }).IntegrateWithWolverine(messages =>
        {
            messages.MessageStorageSchemaName = RegisterStore.MessageSchema;
            messages.AutoCreate = AutoCreate.CreateOrUpdate;
        });
        builder.UseWolverine(messages => messages.Durability.Mode = DurabilityMode.Balanced);
        using var host = builder.Build();
        await host.Services.GetRequiredService<IMessageStore>().Admin.MigrateAsync();
        cancel.ThrowIfCancellationRequested();
    }
}
