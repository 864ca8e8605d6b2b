using JasperFx;
using JasperFx.Core;
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
    /// <summary>How long a handled message is known again, so that it is not handled twice.</summary>
    internal static readonly TimeSpan Remembered = 7.Days();

    /// <summary>When a message counts as stranded: longer than all work takes but the entry of a large delivery, which holds its county meanwhile.</summary>
    internal static readonly TimeSpan Stranded = 10.Minutes();

    /// <summary>How long messages are kept and when one counts as stranded: longer than the slowest work takes. The tables depend on it.</summary>
    internal static void Keep(DurabilitySettings durability)
    {
        durability.KeepAfterMessageHandling = Remembered;
        durability.InboxStaleTime = Stranded;
        durability.OutboxStaleTime = Stranded;
    }

    /// <summary>Makes or renews the message tables of one database, through a host that is built and never started.</summary>
    internal static async Task Migrate(RegisterOptions options, string place, CancellationToken cancel)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddMarten(store =>
        {
            RegisterStore.Configure(store);
            store.Connection(CountyConnections.AsOwner(options, place));
        }).IntegrateWithWolverine(messages =>
        {
            messages.MessageStorageSchemaName = RegisterStore.MessageSchema;
            messages.AutoCreate = AutoCreate.CreateOrUpdate;
        });
        builder.UseWolverine(messages => Keep(messages.Durability));
        using var host = builder.Build();
        await host.Services.GetRequiredService<IMessageStore>().Admin.MigrateAsync();
        cancel.ThrowIfCancellationRequested();
    }
}
