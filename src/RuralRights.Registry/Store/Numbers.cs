using Npgsql;

namespace RuralRights.Registry.Store;

/// <summary>Takes numbers of the county's series. Acts that ask for one while another is being taken are served together by the next call.</summary>
/// <remarks>
/// No number is taken that nobody asked for, so this leaves no more gaps than each act asking for itself. A call is made on the connection
/// of one of the acts it serves: acts that hold every connection of the pool and wait for one more would wait for each other.
/// </remarks>
internal sealed class Numbers
{
    private readonly Dictionary<(string County, string Kind, string Period), List<Waiting>> _series = [];

    /// <summary>Takes consecutive numbers, and answers the first.</summary>
    public async Task<int> Take(string county, NpgsqlConnection register, string kind, string period, int many)
    {
        var series = (county, kind, period);
        var mine = new Waiting(many);
        bool isFirst;
        lock (_series)
        {
            isFirst = !_series.TryGetValue(series, out var waiting);
            if (isFirst) _series.Add(series, waiting = []);
            waiting!.Add(mine);
        }

        if (!isFirst && await mine.Turn.Task is { } number) return number;

        return await TakeForAll(series, register, mine);
    }

    private async Task<int> TakeForAll((string County, string Kind, string Period) series, NpgsqlConnection register, Waiting mine)
    {
        List<Waiting> served;
        lock (_series) (served, _series[series]) = (_series[series], []);

        try
        {
            await using var command = new NpgsqlCommand("select ledger.take_numbers($1, $2, $3)", register);
            command.Parameters.Add(new() { Value = series.Kind });
            command.Parameters.Add(new() { Value = series.Period });
            command.Parameters.Add(new() { Value = served.Sum(one => one.Many) });
            var next = (int)(await command.ExecuteScalarAsync(CancellationToken.None))!;
            var first = next;
            foreach (var one in served)
            {
                if (one == mine) first = next;
                else one.Turn.SetResult(next);
                next += one.Many;
            }

            return first;
        }
        catch (Exception e)
        {
            foreach (var one in served.Where(one => one != mine)) one.Turn.SetException(e);
            throw;
        }
        finally
        {
            lock (_series)
            {
                // Whoever came meanwhile has its turn now, and takes for all who came with it.
                if (_series[series] is [var next, ..]) next.Turn.SetResult(null);
                else _series.Remove(series);
            }
        }
    }

    /// <summary>One act that waits: for its number, or for its turn to take numbers, which is null.</summary>
    private sealed class Waiting(int many)
    {
        public int Many => many;

        public TaskCompletionSource<int?> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
