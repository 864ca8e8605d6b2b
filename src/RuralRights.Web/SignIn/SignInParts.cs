using System.Threading.RateLimiting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RuralRights.Registry;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.SignIn;
using RuralRights.Web.Layout;

namespace RuralRights.Web.SignIn;

/// <summary>What signing in is made of.</summary>
internal static class SignInParts
{
    private const int TriesAMinute = 60;

    public static void Add(IServiceCollection services, RegisterOptions options)
    {
        services.AddSingleton(provider => new HomeCounty(provider.GetRequiredService<Premises>().County));
        services.AddSingleton<Sessions>();
        services.AddSingleton<Notices>();
        services.AddSingleton<INotifier, FolderNotifier>();
        services.AddSingleton<OneTimeCodes>();
        services.AddSingleton<Tries>();
        services.AddSingleton<ExternalIdentity>();
        services.AddSingleton<PasskeyQuestions>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<Confirmations>();
        if (options.BackgroundWork) services.AddHostedService<NoticeRounds>();

        services.AddScoped<AccountStore>();
        services.AddScoped<AccountChanges>();
        services.AddScoped<Entrance>();
        services.AddScoped<Demonstration>();
        services.AddScoped<NewKeys>();
        services.AddScoped<Passkeys>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.Configure<IdentityPasskeyOptions>(passkey => (passkey.UserVerificationRequirement, passkey.ResidentKeyRequirement) = ("required", "required"));
        services.AddIdentityCore<Account>(identity =>
        {
            identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            identity.Lockout.MaxFailedAccessAttempts = Tries.Most;
            // Length is what counts; rules about kinds of characters make people write passwords down.
            identity.Password = new() { RequiredLength = 12, RequiredUniqueChars = 5, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
        }).AddUserStore<AccountStore>().AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider);

        // A name is the hash of a number, which a household may share; who may have it, AccountChanges asks, and the database has the last word.
        services.RemoveAll<IUserValidator<Account>>();
        services.AddScoped<SharedNumbers>();
        services.AddSingleton<KeyRing>();
        services.AddDataProtection().SetApplicationName("RuralRights");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(keys =>
        {
            // The vault seals what it is given, so the keys need no encryption of their own before.
            keys.XmlRepository = provider.GetRequiredService<KeyRing>();
            keys.XmlEncryptor = new NullXmlEncryptor();
        }));

        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            foreach (var limit in new[] { SignInPages.Limit, RegisterApi.CityLimit })
            {
                limiter.AddPolicy(limit, context => RateLimitPartition.GetFixedWindowLimiter(
                    AddressOf(context), _ => new() { PermitLimit = TriesAMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));
            }
        });
    }

    /// <summary>Says to every log of this request from where it comes.</summary>
    public static Task RememberAddress(HttpContext context, RequestDelegate next)
    {
        AuditTrail.Address = AddressOf(context);
        return next(context);
    }

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
