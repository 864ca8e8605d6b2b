using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using RuralRights.Interchange.Deliveries;
using RuralRights.Registry;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Web.Collectives;
using RuralRights.Web.Exits;
using RuralRights.Web.Households;
using RuralRights.Web.Law;
using RuralRights.Web.Layout;
using RuralRights.Web.Market;
using RuralRights.Web.Offices;
using RuralRights.Web.Oversight;
using RuralRights.Web.Parcels;
using RuralRights.Web.Registration;
using RuralRights.Web.Search;
using RuralRights.Web.Settlement;
using RuralRights.Web.SignIn;
using RuralRights.Web.Tenure;
using RuralRights.Web.Verification;

namespace RuralRights.Web;

/// <summary>The register as one web application: what it is made of, and how it runs.</summary>
public static class Site
{
    /// <summary>Builds the application without starting it, so that tests can host it.</summary>
    public static WebApplication Build(WebApplicationBuilder builder, RegisterOptions? register = null)
    {
        var options = register ?? OptionsFrom(builder.Configuration);
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        // Below a warning the framework logs whole addresses and what could not be read of a request. A searched name stands in both.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        var services = builder.Services;
        services.AddRegister(options);
        services.AddRazorComponents();
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(Preferences.Configure);
        services.AddHttpContextAccessor();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<Visit>();
        services.AddSingleton<IStandsAlready, StandingCase>();
        services.AddSingleton<IStandsAlready, StandingDispute>();
        services.AddSingleton<IStandsAlready, HoldOnPaper>();
        services.AddSingleton<IStandsAlready, OpenOffer>();
        services.AddSingleton<IStandsAlready, ProposedOffice>();
        services.AddSingleton<IStandsAlready, StandingReport>();
        services.AddSingleton(provider => new Premises(provider.GetRequiredService<IWebHostEnvironment>())
        {
            County = CountyFrom(builder.Configuration),
            CountyName = builder.Configuration["RR_COUNTY_NAME"] is { Length: > 0 } name ? name : "榆中县",
        });
        services.AddSingleton<Office>();
        services.AddSingleton<Names>();
        services.AddSingleton<Places>();
        services.AddSingleton<Subjects>();
        services.AddSingleton<Samples>();
        services.AddSingleton<AskForEntry>();
        services.AddSingleton<DocumentUploads>();
        services.AddSingleton<ObjectionLimit>();
        services.AddSingleton(provider => provider.GetRequiredService<CountyConnections>()[provider.GetRequiredService<Premises>().County]);
        services.AddHealthChecks();
        Programs.Add(services);
        services.AddResponseCompression(options => options.EnableForHttps = false);
        services.AddAntiforgery(options => options.Cookie.Name = "rr-form");
        // A field for each household of the largest village, each with a few of its own.
        services.Configure<FormOptions>(options => options.ValueCountLimit = 20_000);
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.Cookie.Name = "rr-who";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.LoginPath = "/sign-in";
            options.AccessDeniedPath = "/problem/403";
            options.ReturnUrlParameter = "back";
            options.ExpireTimeSpan = TimeSpan.FromHours(8);
            options.Events.OnValidatePrincipal = Entrance.Check;
            options.Events.OnRedirectToLogin = Doors.AskToSignIn;
            options.Events.OnRedirectToAccessDenied = Doors.TurnAway;
        });
        ExternalPages.Add(services, new(builder.Configuration));
        KeptForms.Add(services);
        services.AddAuthorization(Doors.Configure);
        services.AddSingleton<IAuthorizationHandler, MatrixDoor>();
        SignInParts.Add(services, options);
        services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost);

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.Use(Headers.Set);
        app.Use(SentByScript.Answer);
        // In a scope of its own the page of what went wrong asks anew who is there; who was asked about in vain would fail it, too.
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/problem/500", CreateScopeForErrors = true });
        app.UseStatusCodePagesWithReExecute("/problem/{0}");
        app.UseResponseCompression();
        app.Use(SignInParts.RememberAddress);
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        });
        app.UseRequestLocalization();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(KeptForms.Bring);
        app.UseAntiforgery();
        app.Use(FormToken.Ask);

        app.MapHealthChecks("/health");
        Preferences.Map(app);
        ProblemPages.Map(app);
        HomePages.Map(app);
        SignInPages.Map(app);
        KeptForms.Map(app);
        AccountPages.Map(app);
        PasskeyPages.Map(app);
        ExternalPages.Map(app);
        OfficePages.Map(app);
        AssistedPages.Map(app);
        AuditPages.Map(app);
        RulePages.Map(app);
        SettingPages.Map(app);
        VerificationPages.Map(app);
        RightPages.Map(app);
        HoldPages.Map(app);
        CertificatePages.Map(app);
        CertificateDeskPages.Map(app);
        CertificateCasePages.Map(app);
        HouseholdPages.Map(app);
        GuardianPages.Map(app);
        ParcelPages.Map(app);
        CollectivePages.Map(app);
        RosterPages.Map(app);
        FirstRegistrationPages.Map(app);
        HomesteadPages.Map(app);
        HomesteadSurveyPages.Map(app);
        MarketPages.Map(app);
        TransferPages.Map(app);
        RequestPages.Map(app);
        OversightPages.Map(app);
        SearchPages.Map(app);
        SettlementPages.Map(app);
        Programs.Map(app);
        DeliveryPages.Map(app);
        CasePages.Map(app);
        ReachPages.Map(app);
        MessagePages.Map(app);
        DisputePages.Map(app);
        OpeningPages.Map(app);
        RenewalPages.Map(app);
        VillageRuns.Map(app);
        NoticePages.Map(app);
        ObjectionPages.Map(app);
        DocumentPages.Map(app);
        WorkPages.Map(app);
        return app;
    }

    /// <summary>Serves <paramref name="url"/> until <paramref name="cancel"/>; returns the process's exit code.</summary>
    /// <param name="url">Address to listen on.</param>
    /// <param name="started">What to do once it listens.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<int> RunAsync(string url, Func<IServiceProvider, Task> started, CancellationToken cancel)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // What a person at the terminal should read is said by us; Logging:LogLevel in the configuration brings the rest back.
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(url);
        await using var app = Build(builder);
        await app.StartAsync(cancel);
        await started(app.Services);
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }

    /// <summary>Six-digit code of the county whose pages these are: that of the sample, unless <c>RR_COUNTY</c> names another.</summary>
    public static string CountyFrom(IConfiguration configuration) => configuration["RR_COUNTY"] is { Length: > 0 } county ? county : "620123";

    /// <summary>Where the register runs, by the environment that <c>src/start</c> sets.</summary>
    public static RegisterOptions OptionsFrom(IConfiguration configuration)
    {
        var owner = configuration["RR_DB"] ?? throw new InvalidOperationException("RR_DB is not set: the register needs a PostgreSQL with PostGIS; src/start brings one.");
        return new()
        {
            OwnerConnection = owner,
            AppConnection = configuration["RR_DB_APP"] ?? new NpgsqlConnectionStringBuilder(owner) { Options = $"-c role={RegisterOptions.AppRole}" }.ConnectionString,
            DatabasePrefix = configuration["RR_DB_PREFIX"] is { Length: > 0 } prefix ? prefix : RegisterOptions.UsualPrefix,
            StateFolder = configuration["RR_STATE"] is { Length: > 0 } folder
                ? folder
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "ruralrights"),
            OutboxIsCarriedOut = configuration["RR_DEMO"] == "1" || configuration["RR_OUTBOX"] == "carried-out",
            FactsPerTransaction = configuration.GetValue("RR_FACTS_PER_TRANSACTION", RegisterOptions.UsualFactsPerTransaction),
            DeliveryLimits = LimitsFrom(configuration),
        };
    }

    /// <summary>How large a survey delivery may be, by the same environment.</summary>
    public static DeliveryLimits LimitsFrom(IConfiguration configuration) =>
        DeliveryLimits.Default with { MaxEntries = configuration.GetValue(DeliveryLimits.MaxEntriesSetting, DeliveryLimits.Default.MaxEntries) };
}
