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
        Hold(options.AutoCreateSchemaObjects == AutoCreate.None, "应用无权改动数据库结构", "the application may not change the schema");
        Hold(events.StreamIdentity == StreamIdentity.AsString, "事实流以文字命名", "streams are named by text");
        Hold(events.AppendMode == EventAppendMode.QuickWithServerTimestamps, "序号在事务内取得", "sequence numbers are drawn inside the transaction");
        Hold(events.UseExclusiveLockOnConcurrentAppends, "写入同一事实流的各方相互等待", "appends to one stream wait for each other");
        Hold(events.EnableBigIntEvents, "版本号和序号为64位", "versions and sequence numbers are 64 bits wide");
        Hold(events.EnableUniqueIndexOnEventId, "任何事实都不会存两次", "no fact is stored twice");
        Hold(events.EnableAdvancedAsyncTracking, "漏过的事实留有痕迹", "a skipped fact leaves a trace");
        Hold(!events.UseIdentityMapForAggregates, "任何决定都不依据过时的状态", "no decision sees a stale state");
        Hold(!options.Projections.Errors.SkipApplyErrors, "遇到不能应用的事实，表的更新停下而不是跳过", "a projection stops rather than pass over a fact it cannot apply");
        Hold(!options.Projections.Errors.SkipSerializationErrors, "遇到读不了的事实，表的更新停下而不是跳过", "a projection stops rather than pass over a fact it cannot read");
        Hold(!options.Projections.Errors.SkipUnknownEvents, "遇到不认识的事实，表的更新停下而不是跳过", "a projection stops rather than pass over a fact it does not know");
    }

    /// <summary>Refuses messages that could be lost with a process, forgotten, or dropped unread.</summary>
    public static void Assert(WolverineOptions messages, RegisterOptions options)
    {
        var durability = messages.Durability;
        Hold(durability.Mode == RegisterServices.Durability(options), "有后台工作的进程，消息保存在数据库里", "messages are kept in the database where this process works in the background");
        Hold(durability.DurabilityAgentEnabled, "停掉的节点的消息由别的节点接着办", "messages of a node that died are taken up by another");
        Hold(durability.KeepAfterMessageHandling >= MessageTables.Remembered, "办过的消息七天内再来认得出", "a message that was handled is known again for seven days");
        Hold(durability.InboxStaleTime == MessageTables.Stranded, "没有人办的消息会重新拿起来", "a message that nobody handles is taken up again");
        Hold(durability.OutboxStaleTime == MessageTables.Stranded, "没有人发的消息会重新拿起来", "a message that nobody sends is taken up again");
        Hold(messages.UnknownMessageBehavior == UnknownMessageBehavior.DeadLetterQueue, "本版本不认识的消息会留下", "a message that this version does not know is kept");
        Hold(!durability.DeadLetterQueueExpirationEnabled, "办不成的消息留到有人看过为止", "what could not be handled is kept until somebody looks at it");
        Hold(messages.Policies.Failures.Any(rule => rule.Match.Matches(new ConcurrencyException(typeof(object), "")) && rule.Any()), "被别人抢先的消息会再试", "a message that was overtaken is tried again");
    }

    /// <summary>Refuses a queue that holds its messages in memory only.</summary>
    public static void Assert(IEnumerable<Endpoint> endpoints)
    {
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.Role != EndpointRole.System && Carries(endpoint)))
            Hold(endpoint.Mode == EndpointMode.Durable, $"{endpoint.Uri} 的消息在进程结束后仍在", $"messages at {endpoint.Uri} outlive the process");

        static bool Carries(Endpoint endpoint) => endpoint is LocalQueue || (endpoint.Uri.Scheme != "stub" && (endpoint.IsListener || endpoint.Subscriptions.Count > 0));
    }

    private static void Hold(bool held, string chinese, string english)
    {
        if (!held) throw new UnsafeSettingException($"登记系统现在的设置不能保证：{chinese}。", $"The register is set up so that this no longer holds: {english}.");
    }
}
