using System.Data.Common;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using RuralRights.Registry;
using RuralRights.Registry.Store;

namespace RuralRights.Web.Ops;

/// <summary>The register for a verb: the same services as the site has, without its background work.</summary>
internal static class RegisterAccess
{
    private const string NoSuchDatabase = "3D000";

    /// <summary>What the environment sets.</summary>
    public static IConfiguration Environment => new ConfigurationBuilder().Add(new EnvironmentVariablesConfigurationSource()).Build();

    /// <summary>Does some work on the register that the environment names.</summary>
    public static Task<int> UseAsync(Terminal terminal, Func<IServiceProvider, Task<int>> work, CancellationToken cancel) =>
        UseAsync(terminal, null, work, cancel);

    /// <summary>The same, after the databases of the register and that of <paramref name="county"/> were made or renewed.</summary>
    public static async Task<int> UseAsync(Terminal terminal, string? county, Func<IServiceProvider, Task<int>> work, CancellationToken cancel) =>
        await OptionsAsync(terminal, cancel) is { } options ? await UseAsync(terminal, options, county, work, cancel) : ExitCode.BadUse;

    /// <summary>The same for a register that was found already.</summary>
    public static async Task<int> UseAsync(Terminal terminal, RegisterOptions options, string? county, Func<IServiceProvider, Task<int>> work, CancellationToken cancel)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        // Standard output belongs to results.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.AddRegister(options with { BackgroundWork = false });
        using var host = builder.Build();
        if (county is not null) SayAway(terminal, await host.Services.GetRequiredService<Migrator>().Migrate([county], cancel));
        await host.StartAsync(cancel);
        var code = await work(host.Services);
        await host.StopAsync(CancellationToken.None);
        return code;
    }

    /// <summary>Says which counties were passed over because their server does not answer.</summary>
    public static void SayAway(Terminal terminal, IEnumerable<UnfitServerException> away)
    {
        foreach (var county in away) terminal.Say($"{county.Chinese} 其他县照常；连得上以后请执行 rr migrate。", $"{county.English} The other counties work; run rr migrate when it answers.");
    }

    /// <summary>What to say of a register that could not be worked on; null when the fault is ours.</summary>
    public static (string Chinese, string English)? Trouble(Exception fault) => fault switch
    {
        UnfitServerException unfit => (unfit.Chinese, unfit.English),
        UnsafeSettingException unsafeSetting => (unsafeSetting.Chinese, unsafeSetting.Message),
        CountyIsUnknownException unknown => (unknown.Chinese, unknown.Message),
        CountyIsElsewhereException elsewhere => (elsewhere.Chinese, elsewhere.Message),
        CountyIsOutdatedException outdated => (outdated.Chinese, outdated.Message),
        DbException { SqlState: NoSuchDatabase } =>
            ("还没有建立登记数据库：先执行 rr migrate 或 rr import。", "The register's databases do not exist yet: run rr migrate or rr import first."),
        DbException database => ($"数据库不能完成操作：{database.Message}", $"The database could not do it: {database.Message}"),
        _ => null,
    };

    /// <summary>Where the register is, its server found fit; null when none is named, which was said.</summary>
    /// <exception cref="UnfitServerException">The server cannot carry the register.</exception>
    public static async Task<RegisterOptions?> OptionsAsync(Terminal terminal, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(Environment["RR_DB"]))
        {
            terminal.Say("没有指定登记系统的数据库：请用 src/rr 运行，或设置 RR_DB。", "No database of the register is named: run src/rr, or set RR_DB.");
            return null;
        }

        var options = Site.OptionsFrom(Environment);
        await ServerFitness.Assert(options.OwnerConnection, cancel);
        return options;
    }
}
