using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(RuralRights.Journeys.Chromium))]

namespace RuralRights.Journeys;

/// <summary>The browser before every site: to start one takes seconds, and those who know nothing of each other have contexts of their own in it.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>Milliseconds after which something is taken not to happen: what does happen waits no longer for it, and a busy machine is slow.</summary>
    public const float Patience = 60_000;

    private readonly SemaphoreSlim _launching = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser; one that died, as it may on a machine that is short of everything, is followed by another.</summary>
    public async Task<IBrowser> Launched()
    {
        await _launching.WaitAsync();
        try
        {
            if (_playwright is null)
            {
                _playwright = await Playwright.CreateAsync();
                Assertions.SetDefaultExpectTimeout(Patience);
            }

            return _browser is { IsConnected: true } ? _browser : _browser = await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("RR_CHROMIUM") is { Length: > 0 } chromium ? chromium : "/usr/bin/chromium-headless-shell",
                Timeout = Patience,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
        finally
        {
            _launching.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _launching.Dispose();
    }
}
