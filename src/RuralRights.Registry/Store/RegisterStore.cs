using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using Marten;
using RuralRights.Domain.Law;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.SignIn;
using Weasel.Core;

namespace RuralRights.Registry.Store;

/// <summary>How the ledger is kept, in one place, for the application and for the migrator alike.</summary>
public static class RegisterStore
{
    /// <summary>Schema of the events, the streams and the receipts.</summary>
    public const string LedgerSchema = "ledger";

    /// <summary>Schema of the durable messages.</summary>
    public const string MessageSchema = "wolverine";

    /// <summary>Schema of accounts and sessions.</summary>
    public const string IdentitySchema = "identity";

    /// <summary>The settings of the ledger.</summary>
    public static void Configure(StoreOptions store)
    {
        store.DatabaseSchemaName = LedgerSchema;
        store.Events.DatabaseSchemaName = LedgerSchema;
        store.AutoCreateSchemaObjects = AutoCreate.None;
        store.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.SnakeCase, RegisterJson.Apply);

        store.Events.StreamIdentity = StreamIdentity.AsString;
        store.Events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        store.Events.UseExclusiveLockOnConcurrentAppends = true;
        store.Events.EnableBigIntEvents = true;
        store.Events.EnableUniqueIndexOnEventId = true;
        // The statements of a rebuild read the facts of one kind each.
        store.Events.EnableEventTypeIndex = true;
        store.Events.IgnoreIndex("mt_events_by_case");
        store.Events.EnableAdvancedAsyncTracking = true;
        store.Events.UseAdvisoryLockTransaction = true;
        store.Events.UseIdentityMapForAggregates = false;
        store.Events.AutoDiscoverTagTypes = false;
        store.Events.MetadataConfig.CorrelationIdEnabled = true;
        store.Events.MetadataConfig.CausationIdEnabled = false;
        store.Events.MetadataConfig.HeadersEnabled = false;
        store.Events.MetadataConfig.UserNameEnabled = false;
        foreach (var (fact, name) in FactNames.All) store.Events.MapEventType(fact, name);

        // A register stops and says so; it does not pass over what it cannot read.
        store.Projections.Errors.SkipApplyErrors = false;
        store.Projections.Errors.SkipSerializationErrors = false;
        store.Projections.Errors.SkipUnknownEvents = false;
        store.Projections.AsyncMode = DaemonMode.ExternallyManaged;
        DayBook.AddTo(store);

        // Accounts are documents and no facts: what proves who somebody is must be erasable.
        store.Schema.For<Account>().DatabaseSchemaName(IdentitySchema).UseNumericRevisions(true)
            .UniqueIndex(Marten.Schema.UniqueIndexType.Computed, "account_by_name", account => account.NameHash, account => account.Person)
            .UniqueIndex(Marten.Schema.UniqueIndexType.Computed, "account_by_external", account => account.External!)
            .Index(account => account.Person);
    }
}
