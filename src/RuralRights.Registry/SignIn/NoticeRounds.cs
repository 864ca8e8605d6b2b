using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RuralRights.Registry.SignIn;

/// <summary>Sends what is due, in rounds, and at once when the bell rings.</summary>
public sealed class NoticeRounds(Notices notices, INotifier notifier, ILogger<NoticeRounds> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await notices.SendDue(notifier, stoppingToken);
                await notices.Wait(Round, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e)
            {
                // The next round tries again; a database that is away for a while must not end the rounds for good.
                log.LogWarning(e, "Notices could not be sent in this round");
                await Task.Delay(Round, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
