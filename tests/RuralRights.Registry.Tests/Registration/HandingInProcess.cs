using System.Runtime.CompilerServices;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tests.Registration;

/// <summary>This program started again, to hand documents in one after another until somebody ends it.</summary>
internal static class HandingInProcess
{
    public const string Variable = "RR_TEST_HANDS_IN";

    /// <summary>What such a process must be told.</summary>
    public static string Of(RegisterOptions options) => string.Join('|', options.OwnerConnection, options.AppConnection, options.StateFolder, options.DatabasePrefix);

    [ModuleInitializer]
    internal static void HandInForEver()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not [_, ..] text || text.Split('|') is not [var owner, var app, var state, var prefix]) return;

        var options = new RegisterOptions { OwnerConnection = owner, AppConnection = app, StateFolder = state, DatabasePrefix = prefix };
        var documents = new RuralRights.Registry.Registration.Documents(new CountyConnections(options), MasterKey.Open(state), options, []);
        var clerk = new Actor.Clerk(new("00000000-0000-0000-0000-00000000c1e4"), TestRegister.County);
        for (var number = 0; ; number++)
        {
            var sheet = Sheet.Of($"{Environment.ProcessId} {number}", 2 << 20);
            var handed = documents.HandIn(TestRegister.County, new MemoryStream(sheet), clerk, DocumentLimits.Default).GetAwaiter().GetResult();
            Console.WriteLine(handed.Document?.Sha256 ?? handed.Refusal!.Code);
        }
    }
}
