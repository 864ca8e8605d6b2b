using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RuralRights.Domain.Law;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using Wolverine;

namespace RuralRights.Registry.Law;

/// <summary>Lets limits end without anyone looking.</summary>
/// <remarks>
/// The register's tables are the only memory. Once an hour, and at every start, each limit that runs is looked at: what is over
/// is sent off at once, what ends within a day is scheduled for its midnight as a durable message. A message that is lost comes
/// back with the next look; one that is late, early or doubled finds in the register whether there is still something to do.
/// What happens is one act under an id made of the limit and the day, so that two nodes who try together enter it once.
/// </remarks>
public sealed partial class Deadlines(
    IEnumerable<IDeadline> kinds, AnsweringCounties counties, CountyConnections connections, Desk desk, IServiceScopeFactory scopes, TimeProvider clock, ILogger<Deadlines> log)
{
    /// <summary>Between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    // A day and one look: whatever ends at the coming midnight stands in the message table well before it.
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(25);

    private readonly Dictionary<string, IDeadline> _kinds = kinds.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(FallsDue Message, DateOnly Day), bool> _scheduled = new();

    /// <summary>Looks at every limit of every county that has answered.</summary>
    /// <returns>How many messages were sent or scheduled.</returns>
    public async Task<int> Look(CancellationToken cancel = default)
    {
        var sent = 0;
        if (_kinds.Count == 0) return sent;

        foreach (var county in await counties.Counties(cancel))
        {
            try
            {
                var calendar = (await CountyBook.Of(connections[county], cancel)).Calendar;
                foreach (var kind in _kinds.Values)
                    foreach (var deadline in await kind.Running(connections[county], null, cancel))
                        if (await Send(new(county, kind.Kind, deadline.Stream, deadline.From), deadline.Limit.From(deadline.From, calendar))) sent++;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                CountyNotLookedAt(e, county);
            }
        }

        foreach (var old in _scheduled.Keys.Where(key => key.Day < Today)) _scheduled.TryRemove(old, out _);
        return sent;
    }

    /// <summary>Does what is due, if the register says that it still is.</summary>
    /// <returns>The answer of the desk; null when there was nothing to do.</returns>
    public async Task<Answer?> Meet(FallsDue message, CancellationToken cancel = default)
    {
        if (!_kinds.TryGetValue(message.Kind, out var kind)) return null;

        var register = connections[message.County];
        var running = await kind.Running(register, message.Stream, cancel);
        if (running.FirstOrDefault(deadline => deadline.From == message.From) is not { } deadline) return null;

        var limit = deadline.Limit.From(deadline.From, (await CountyBook.Of(register, cancel)).Calendar);
        var today = Today;
        if (!limit.IsOver(today))
        {
            await Send(message, limit);
            return null;
        }

        var answer = await kind.FallDue(desk, deadline, new(message.County, EffectOf(message, today), new Actor.Register(message.County), today), cancel);
        if (answer.Refusal is { } rule) NotMet(message.Kind, message.Stream, rule.Code);
        return answer;
    }

    /// <summary>The id under which everyone tries on one day.</summary>
    internal static Guid EffectOf(FallsDue message, DateOnly today) => new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{message.County}/{message.Kind}/{message.Stream}/{message.From:yyyy-MM-dd}/{today:yyyy-MM-dd}"))).AsSpan(0, 16));

    private DateOnly Today => Submission.LegalDay(clock);

    private async Task<bool> Send(FallsDue message, RunningLimit limit)
    {
        var wait = Submission.Midnight(limit.DayAfter) - clock.GetUtcNow();
        if (wait > Ahead) return false;
        if (wait > TimeSpan.Zero && !_scheduled.TryAdd((message, limit.DayAfter), true)) return false;

        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(
            message, new DeliveryOptions { TenantId = message.County, ScheduleDelay = wait > TimeSpan.Zero ? wait : null });
        return true;
    }

    [LoggerMessage(LogLevel.Error, "The limits of {County} were not looked at; the next look tries again")]
    private partial void CountyNotLookedAt(Exception e, string county);

    [LoggerMessage(LogLevel.Warning, "The limit {Kind} of {Stream} is over, but the law refused what follows: {Rule}")]
    private partial void NotMet(string kind, string stream, string rule);
}

/// <summary>Takes limits that should be over off the durable queue.</summary>
public static class DeadlineQueue
{
    /// <summary>Looks at one.</summary>
    public static Task Handle(FallsDue message, Deadlines deadlines, CancellationToken cancel) => deadlines.Meet(message, cancel);
}

/// <summary>Looks at the limits at every start and then once an hour.</summary>
internal sealed class DeadlineWatch(Deadlines deadlines, TimeProvider clock, ILogger<DeadlineWatch> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Deadlines.Interval, clock);
        do
        {
            try
            {
                await deadlines.Look(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The limits were not looked at; the next look tries again");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
