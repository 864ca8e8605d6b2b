using Npgsql;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Exits;

/// <summary>Reads transfers.</summary>
internal static class ReadingTransfers
{
    /// <summary>A transfer, with those who helped with a consent at a desk or witnessed it among its actors.</summary>
    public static async Task<Transfer> TransferAsActedIn(this Reading read, Guid id, CancellationToken cancel)
    {
        var transfer = await read.State<Transfer>(Streams.Transfer(id), cancel);
        if (transfer.Agreed is null) return transfer;

        await using var question = new NpgsqlCommand("select assistant, witness from register.proof where terms = $1", read.Register);
        question.Parameters.Add(new() { Value = transfer.Terms });
        await using var reader = await question.ExecuteReaderAsync(cancel);
        var helpers = new List<string>();
        while (await reader.ReadAsync(cancel)) helpers.AddRange(new[] { reader.GetString(0), reader.Text(1) }.OfType<string>());
        return transfer with { Actors = transfer.Actors.Union(helpers) };
    }
}

/// <summary>The states that acts of a transfer read, fetched as they are asked for.</summary>
internal sealed class TransferCase(Reading read, Transfer transfer, Act act)
{
    public Transfer Transfer => transfer;

    public Act Act => act;

    public static async Task<TransferCase> Open(Reading read, Guid id, Submission by, CancellationToken cancel)
    {
        var stream = Streams.Transfer(id);
        var transfer = await read.TransferAsActedIn(id, cancel);
        return new(read, transfer, by.Act(await read.AuthorityOf(by.Actor, by.Today, cancel), await read.CaseOf(stream, cancel)));
    }

    /// <summary>The same, with the signature of a proof under what is consented to or taken back.</summary>
    public TransferCase SignedBy(Proof? proof) => new(read, transfer, act with { Signature = proof?.Document });

    public Task<Household> Transferor(CancellationToken cancel) => read.State<Household>(Streams.Household(transfer.Agreed?.From ?? ""), cancel);

    public Task<Household> Transferee(CancellationToken cancel) => read.State<Household>(Streams.Household(transfer.Agreed?.To ?? ""), cancel);

    /// <summary>The relatives of whoever acts.</summary>
    public Task<Relatives> Relatives(CancellationToken cancel) => read.RelativesOf(act.Actor.Person, cancel);

    public Task<ContractRight> Given(CancellationToken cancel) => read.State<ContractRight>(Streams.Right(transfer.Agreed?.Right ?? ""), cancel);

    public Task<ContractRight> Taking(CancellationToken cancel) =>
        read.State<ContractRight>(Streams.Right(transfer.Agreed is { } agreed ? RegisterTransfer.RightTaking(agreed) : ""), cancel);
}
