namespace RuralRights.Web;

/// <summary>The register as one web application: what it is made of, and how it runs.</summary>
public static class Site
{
    /// <summary>Builds the application without starting it, so that tests can host it.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks();
        var app = builder.Build();
        app.MapHealthChecks("/health");
        return app;
    }

    /// <summary>Serves <paramref name="url"/> until <paramref name="cancel"/>; returns the process's exit code.</summary>
    public static async Task<int> RunAsync(string url, CancellationToken cancel)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls(url);
        await using var app = Build(builder);
        await app.StartAsync(cancel);
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }
}
