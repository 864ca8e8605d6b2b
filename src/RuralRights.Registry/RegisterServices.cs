using JasperFx.CodeGeneration;
using JasperFx.Core;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using RuralRights.Interchange.Certificates;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Households;
using RuralRights.Registry.Law;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Settlement;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Marten;

namespace RuralRights.Registry;

/// <summary>Puts the running register into a host.</summary>
public static class RegisterServices
{
    /// <summary>Adds the ledger, the desk and all that is read from them. The databases must have been migrated before the host starts.</summary>
    public static IServiceCollection AddRegister(this IServiceCollection services, RegisterOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<CountyConnections>();
        services.AddSingleton<AnsweringCounties>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<Desk>();
        services.AddSingleton(_ => CityKey.Open(options.StateFolder));
        services.AddSingleton(_ => CityExchangeKey.Open(options.StateFolder));
        services.AddSingleton<CountyRoll>();
        services.AddSingleton<CityExchange>();
        services.AddSingleton<CityRolls>();
        services.AddSingleton(_ => MasterKey.Open(options.StateFolder));
        services.AddSingleton<Vault>();
        services.AddSingleton<RotateMasterKey>();
        services.AddSingleton<OpenAccount>();
        services.AddSingleton<EnterDelivery>();
        services.AddSingleton<Deliveries>();
        services.AddSingleton<Documents>();
        services.AddSingleton<DocumentCare>();
        services.AddSingleton<ArchiveExport>();
        services.AddSingleton<IDocumentGate, HouseholdDocumentGate>();
        services.AddSingleton<IDocumentGate, HomesteadDocumentGate>();
        services.AddSingleton<IDocumentGate, TransferDocumentGate>();
        services.AddSingleton<IDocumentGate, CaseDocumentGate>();
        services.AddSingleton<IDocumentGate, GuardianshipDocumentGate>();
        services.AddSingleton<IDocumentGate, NoticeDocumentGate>();
        services.AddSingleton<IDocumentGate, SettlementDocumentGate>();
        services.AddSingleton<IDocumentGate, DisputeDocumentGate>();
        services.AddSingleton<IDocumentGate, SettingDocumentGate>();
        services.AddSingleton<IDocumentGate, SignatureGate>();
        services.AddSingleton<CorrectionSheets>();
        services.AddSingleton<WorkBenches>();
        services.AddSingleton<WorkOff>();
        services.AddSingleton<SurveyedBoundaries>();
        services.AddSingleton<Differences>();
        services.AddSingleton<Extracts>();
        services.AddSingleton<CertificateContents>();
        services.AddSingleton(_ => CertificateFonts.Open());
        services.AddSingleton<PrintCertificate>();
        services.AddSingleton<VerifyCertificate>();
        services.AddSingleton<RegisterSearch>();
        services.AddSingleton<DayBooks>();
        services.AddSingleton<Rebuild>();
        services.AddSingleton<Deadlines>();
        services.AddSingleton<IDeadline, ObjectionEntryLapses>();
        services.AddSingleton<IDeadline, HoldEnds>();
        services.AddSingleton<IDeadline, AwardBinds>();
        services.AddSingleton<IDeadline, StepDeadline>();
        services.TryAddSingleton<INotifier, FolderNotifier>();
        services.AddSingleton<HolderMessages>();
        services.AddHostedService<StartupAssertions>();
        if (options.BackgroundWork) services.AddHostedService<OpenPackages>().AddHostedService<SignaturesAmongTexts>();

        // The store logs every violated constraint as an error, with its statement. For the desk it is an answer, and what is
        // none is thrown and logged where it is caught.
        services.AddLogging(log => log.AddFilter("Marten.IDocumentStore", LogLevel.None));

        services.AddMarten(provider =>
        {
            var connections = provider.GetRequiredService<CountyConnections>();
            var store = new StoreOptions();
            RegisterStore.Configure(store);
            store.DataSourceFactory(connections);
            store.Tenancy = new CountyTenancy(
                store,
                new() { DataSource = connections.Master, SchemaName = "tenancy", AutoCreate = JasperFx.AutoCreate.None },
                provider.GetRequiredService<AnsweringCounties>());
            store.Advanced.DefaultTenantUsageEnabled = false;
            return store;
        }).IntegrateWithWolverine(messages =>
        {
            messages.MessageStorageSchemaName = RegisterStore.MessageSchema;
            messages.AutoCreate = JasperFx.AutoCreate.None;
            messages.UseWolverineManagedEventSubscriptionDistribution = options.BackgroundWork;
        });

        services.AddWolverine(ExtensionDiscovery.ManualOnly, messages => Configure(messages, options));
        // After the messages, because its first look may send some.
        if (options.BackgroundWork) services.AddHostedService<CountyWatch>().AddHostedService<DeadlineWatch>().AddHostedService<HolderMessageRounds>();
        return services;
    }

    /// <summary>How far this process keeps messages: not at all where it does no background work.</summary>
    internal static DurabilityMode Durability(RegisterOptions options) => options switch
    {
        { BackgroundWork: false } => DurabilityMode.MediatorOnly,
        { SharesWork: true } => DurabilityMode.Balanced,
        _ => DurabilityMode.Solo,
    };

    /// <summary>How messages are kept and handled.</summary>
    public static void Configure(WolverineOptions messages, RegisterOptions options)
    {
        messages.ApplicationAssembly = typeof(RegisterServices).Assembly;
        // The code between a message and its handler is written ahead and committed; a test tells when it is stale.
        messages.CodeGeneration.TypeLoadMode = TypeLoadMode.Static;
        messages.Durability.Mode = Durability(options);
        MessageTables.Keep(messages.Durability);
        // After an older version was put back there may be messages that it does not know yet.
        messages.UnknownMessageBehavior = UnknownMessageBehavior.DeadLetterQueue;
        // An import of a county takes long; what an hour of silence means is for its own progress to say.
        messages.DefaultExecutionTimeout = 12.Hours();
        messages.Discovery.DisableConventionalDiscovery().IncludeType(typeof(DeliveryQueue)).IncludeType(typeof(DeadlineQueue));
        messages.Policies.UseDurableLocalQueues();
        messages.Policies.UseDurableInboxOnAllListeners();
        messages.Policies.UseDurableOutboxOnAllSendingEndpoints();
        messages.Policies.OnException(fault => Outage.Of(fault) is not null).ScheduleRetry(1.Minutes(), 10.Minutes(), 1.Hours(), 6.Hours(), 24.Hours());
        messages.OnException<CountyIsBusyException>().ScheduleRetry(1.Minutes(), 10.Minutes(), 1.Hours());
        messages.OnException<JasperFx.ConcurrencyException>().RetryWithCooldown(50.Milliseconds(), 250.Milliseconds(), 1.Seconds());
    }
}
