using RuralRights.Domain.Exits;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Exits;

/// <summary>The states that acts of a transfer read, fetched as they are asked for.</summary>
internal sealed class TransferCase(Reading read, Transfer transfer, Act act)
{
    public Transfer Transfer => transfer;

    public Act Act => act;

    public static async Task<TransferCase> Open(Reading read, Guid id, Submission by, CancellationToken cancel)
    {
        var stream = Streams.Transfer(id);
        var transfer = await read.State<Transfer>(stream, cancel);
        return new(read, transfer, by.Act(await read.AuthorityOf(by.Actor, by.Today, cancel), await read.CaseOf(stream, cancel)));
    }

    public Task<Household> Transferor(CancellationToken cancel) => read.State<Household>(Streams.Household(transfer.Agreed?.From ?? ""), cancel);

    public Task<Household> Transferee(CancellationToken cancel) => read.State<Household>(Streams.Household(transfer.Agreed?.To ?? ""), cancel);

    public Task<ContractRight> Given(CancellationToken cancel) => read.State<ContractRight>(Streams.Right(transfer.Agreed?.Right ?? ""), cancel);

    public Task<ContractRight> Taking(CancellationToken cancel) =>
        read.State<ContractRight>(Streams.Right(transfer.Agreed is { } agreed ? RegisterTransfer.RightTaking(agreed) : ""), cancel);
}
