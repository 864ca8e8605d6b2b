using System.Data.Common;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using RuralRights.Registry;
using RuralRights.Registry.Store;

namespace RuralRights.Web.Ops;

/// <summary>The register for a verb: the same services as the site has, without its background work.</summary>
internal static class RegisterAccess
{
    /// <summary>Does some work on the register that the environment names.</summary>
    public static async Task<int> UseAsync(Terminal terminal, Func<IServiceProvider, Task<int>> work, CancellationToken cancel)
    {
        if (await OptionsAsync(terminal, cancel) is not { } options) return ExitCode.BadUse;

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        // Standard output belongs to results.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error);
        builder.Services.AddRegister(options with { BackgroundWork = false });
        using var host = builder.Build();
        try
        {
            await host.StartAsync(cancel);
            var code = await work(host.Services);
            await host.StopAsync(CancellationToken.None);
            return code;
        }
        catch (UnsafeSettingException unsafeSetting)
        {
            terminal.Say($"数据库设置不安全：{unsafeSetting.Message}", unsafeSetting.Message);
        }
        catch (DbException database)
        {
            terminal.Say($"数据库不能完成操作：{database.Message}", $"The database could not do it: {database.Message}");
        }

        return ExitCode.BadUse;
    }

    /// <summary>Where the register is, once its server has been found fit; null when that was said to be wrong.</summary>
    public static async Task<RegisterOptions?> OptionsAsync(Terminal terminal, CancellationToken cancel)
    {
        var environment = new ConfigurationBuilder().Add(new EnvironmentVariablesConfigurationSource()).Build();
        if (string.IsNullOrEmpty(environment["RR_DB"]))
        {
            terminal.Say("没有指定登记系统的数据库：请用 src/rr 运行，或设置 RR_DB。", "No database of the register is named: run src/rr, or set RR_DB.");
            return null;
        }

        try
        {
            var options = OptionsFrom(environment);
            await ServerFitness.Assert(options.OwnerConnection, cancel);
            return options;
        }
        catch (UnfitServerException unfit)
        {
            terminal.Say(unfit.Chinese, unfit.English);
            return null;
        }
    }

    private static RegisterOptions OptionsFrom(IConfigurationRoot environment) => new()
    {
        OwnerConnection = environment["RR_DB"]!,
        AppConnection = environment["RR_DB_APP"] ?? $"{environment["RR_DB"]};Options=-c role={RegisterOptions.AppRole}",
        StateFolder = environment["RR_STATE"] is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "ruralrights"),
    };
}
