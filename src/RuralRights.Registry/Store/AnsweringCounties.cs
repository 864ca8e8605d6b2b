using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace RuralRights.Registry.Store;

/// <summary>The counties whose servers have answered this process and were found fit for work.</summary>
/// <remarks>
/// Work in the background begins in a county when it stands here, so that the silence of one server holds up no other county at the start.
/// A county that stands here stays: while its server is silent after that, its work fails and is tried again.
/// </remarks>
public sealed partial class AnsweringCounties(CountyConnections connections, RegisterOptions options, ILogger<AnsweringCounties> log)
{
    private readonly ConcurrentDictionary<string, bool> _answered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _troubles = new(StringComparer.Ordinal);

    /// <summary>True once the server of the county has answered.</summary>
    public bool Has(string county) => _answered.ContainsKey(county);

    /// <summary>Those of the counties that are not switched off.</summary>
    public async Task<IReadOnlyList<string>> Counties(CancellationToken cancel) => [.. (await connections.Counties(cancel)).Where(Has)];

    /// <summary>Asks, side by side, every county that has not answered yet, and waits <see cref="RegisterOptions.CityPatience"/> for it.</summary>
    /// <exception cref="NpgsqlException">The master database does not answer.</exception>
    /// <exception cref="UnsafeSettingException">A database may lose or damage what was entered. All others were asked nevertheless.</exception>
    public async Task Look(CancellationToken cancel = default) =>
        await Task.WhenAll((await connections.Counties(cancel)).Where(county => !Has(county)).Select(county => Ask(county, cancel)));

    private async Task Ask(string county, CancellationToken cancel)
    {
        try
        {
            await Open(county, cancel).WaitAsync(options.CityPatience, cancel);
        }
        catch (Exception trouble) when (trouble is NpgsqlException or TimeoutException)
        {
            var why = trouble is PostgresException refused ? refused.MessageText : trouble.Message;
            if (_troubles.GetValueOrDefault(county) != why) IsLeftOut(county, why);
            _troubles[county] = why;
            return;
        }

        if (_troubles.TryRemove(county, out _)) IsBack(county);
        _answered[county] = true;
    }

    // Every connection is asked for its settings and its tables as it opens.
    private async Task Open(string county, CancellationToken cancel) => await (await connections[county].OpenConnectionAsync(cancel)).DisposeAsync();

    [LoggerMessage(LogLevel.Warning, "{County}：数据库没有应答，该县暂停办理，其他县照常；恢复后自动接上。 The database of this county does not answer; it is left out until it does, and the others work. {Trouble}")]
    private partial void IsLeftOut(string county, string trouble);

    [LoggerMessage(LogLevel.Warning, "{County}：数据库已恢复应答，该县重新办理。 The database of this county answers again; it is taken up.")]
    private partial void IsBack(string county);
}

/// <summary>Keeps looking for counties that have not answered, among them those that were added while this process runs.</summary>
internal sealed partial class CountyWatch(AnsweringCounties counties, ILogger<CountyWatch> log) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await counties.Look(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or UnsafeSettingException)
            {
                NotTakenUp(e.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "有县不能接上，稍后再试。 A county cannot be taken up, and is tried again: {Trouble}")]
    private partial void NotTakenUp(string trouble);
}
