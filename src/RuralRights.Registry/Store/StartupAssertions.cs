using JasperFx;
using JasperFx.Events;
using Marten;
using Microsoft.Extensions.Hosting;
using Wolverine;
using Wolverine.Configuration;
using Wolverine.Transports.Local;

namespace RuralRights.Registry.Store;

/// <summary>Reads back, at every start, the settings that the register's promises rest on, and refuses to run without them.</summary>
public sealed class StartupAssertions(AnsweringCounties counties, IDocumentStore store, WolverineOptions messages, RegisterOptions options) : IHostedLifecycleService
{
    /// <remarks>The master database and every county that answers are asked for their settings; a county that is silent now is asked when it answers.</remarks>
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Assert((StoreOptions)store.Options);
        Assert(messages, options);
        return counties.Look(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <remarks>What a queue is follows from policies that are applied when messages start; until then none holds anything that could be lost.</remarks>
    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (options.BackgroundWork) Assert(messages.Transports.SelectMany(transport => transport.Endpoints()));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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

    /// <summary>Refuses messages that could be lost with a process, forgotten, or dropped unread.</summary>
    public static void Assert(WolverineOptions messages, RegisterOptions options)
    {
        var durability = messages.Durability;
        Hold(durability.Mode == RegisterServices.Durability(options), "messages are kept in the database where this process works in the background");
        Hold(durability.DurabilityAgentEnabled, "messages of a node that died are taken up by another");
        Hold(durability.KeepAfterMessageHandling >= MessageTables.Remembered, "a message that was handled is known again for seven days");
        Hold(durability.InboxStaleTime == MessageTables.Stranded, "a message that nobody handles is taken up again");
        Hold(durability.OutboxStaleTime == MessageTables.Stranded, "a message that nobody sends is taken up again");
        Hold(messages.UnknownMessageBehavior == UnknownMessageBehavior.DeadLetterQueue, "a message that this version does not know is kept");
        Hold(!durability.DeadLetterQueueExpirationEnabled, "what could not be handled is kept until somebody looks at it");
        Hold(messages.Policies.Failures.Any(rule => rule.Match.Matches(new ConcurrencyException(typeof(object), "")) && rule.Any()), "a message that was overtaken is tried again");
    }

    /// <summary>Refuses a queue that holds its messages in memory only.</summary>
    public static void Assert(IEnumerable<Endpoint> endpoints)
    {
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.Role != EndpointRole.System && Carries(endpoint)))
            Hold(endpoint.Mode == EndpointMode.Durable, $"messages at {endpoint.Uri} outlive the process");

        static bool Carries(Endpoint endpoint) => endpoint is LocalQueue || (endpoint.Uri.Scheme != "stub" && (endpoint.IsListener || endpoint.Subscriptions.Count > 0));
    }

    private static void Hold(bool held, string promise)
    {
        if (!held) throw new UnsafeSettingException($"The register is set up so that this no longer holds: {promise}.");
    }
}
