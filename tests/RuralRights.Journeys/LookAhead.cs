using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace RuralRights.Journeys;

/// <summary>Looks at the pages that come next while one is looked at, because a browser waits more than it works; and hands pages on from one look to the next.</summary>
public sealed class LookAhead : IAsyncLifetime
{
    private const int AtOnce = 2;

    private readonly Dictionary<(string Reader, string Pattern), Task> _begun = [];
    private readonly ConcurrentDictionary<(string Reader, bool Scripts), ConcurrentBag<IPage>> _idle = [];
    private readonly Dictionary<string, Task<string>> _made = [];
    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly Lock _making = new();

    /// <summary>What came of looking at a page; the next ones are begun with it, and with the very first none, because a site that has just started is slow enough.</summary>
    public Task At((string Reader, string Pattern)[] inOrder, (string Reader, string Pattern) page, Func<(string Reader, string Pattern), Task> look)
    {
        foreach (var next in inOrder.SkipWhile(other => other != page).Take(_begun.Count == 0 ? 1 : AtOnce))
            if (!_begun.ContainsKey(next)) _begun[next] = Begin(next, look);
        return _begun[page];
    }

    /// <summary>What several pages need and is made for the first of them, such as a case that waits.</summary>
    public Task<string> Once(string what, Func<string, Task<string>> make)
    {
        lock (_making) return _made.TryGetValue(what, out var known) && !known.IsFaulted ? known : _made[what] = make(what);
    }

    /// <summary>
    /// Lends a page to whoever looks, and when they are done to the next who looks as the same reader: what the browser keeps of styles and
    /// scripts is kept. A page at which a look failed is not handed on.
    /// </summary>
    public async Task Lend((string Reader, bool Scripts) to, Func<Task<IPage>> open, Func<IPage, Task> look)
    {
        var idle = _idle.GetOrAdd(to, static _ => []);
        var page = idle.TryTake(out var known) && known.Context.Browser is { IsConnected: true } ? known : await open();
        await look(page);
        idle.Add(page);
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Pages that no test asked for are left before their site is.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_begun.Values).ContinueWith(static _ => { }, TaskScheduler.Default);
        _places.Dispose();
    }

    private async Task Begin((string Reader, string Pattern) page, Func<(string Reader, string Pattern), Task> look)
    {
        await _places.WaitAsync();
        try
        {
            await look(page);
        }
        finally
        {
            _places.Release();
        }
    }
}
