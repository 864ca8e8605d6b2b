using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RuralRights.Registry.Law;

namespace RuralRights.Registry.Tests;

/// <summary>One node of a register, with a clock that the test moves.</summary>
internal sealed record Node(IHost Host, FakeTimeProvider Clock) : IAsyncDisposable
{
    public Deadlines Deadlines => Host.Services.GetRequiredService<Deadlines>();

    /// <summary>Starts a node of a register that works in the background, but for the services left out by name.</summary>
    public static async Task<Node> Start(TestRegister register, DateTimeOffset now, IReadOnlyList<string> without, Action<IServiceCollection>? with = null)
    {
        var clock = new FakeTimeProvider(now);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole();
        builder.Services.AddSingleton<TimeProvider>(clock);
        with?.Invoke(builder.Services);
        builder.Services.AddRegister(register.Options with { BackgroundWork = true });
        foreach (var name in without) builder.Services.Remove(builder.Services.Single(service => service.ImplementationType?.Name == name));
        var host = builder.Build();
        var node = new Node(host, clock);
        try
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Host.StopAsync();
        await ((IAsyncDisposable)Host).DisposeAsync();
    }
}
