using RuralRights.Domain.Exits;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Exits;

/// <summary>A transfer with everything the law reads before any act in it: what could be done next is asked of the law itself.</summary>
public sealed record TransferOutlook(Transfer Transfer, Household From, Household To, ContractRight Given, ContractRight Taking, Relatives Relatives)
{
    /// <summary>Reads a transfer for whoever looks at it; null when there is none of this id.</summary>
    public static async Task<TransferOutlook?> Read(Reading reading, Guid id, Actor who, CancellationToken cancel)
    {
        var transfer = await reading.TransferAsActedIn(id, cancel);
        if (transfer.Agreed is not { } agreed) return null;

        return new(
            transfer,
            await Fold<Household>(Streams.Household(agreed.From)),
            await Fold<Household>(Streams.Household(agreed.To)),
            await Fold<ContractRight>(Streams.Right(agreed.Right)),
            await Fold<ContractRight>(Streams.Right(RegisterTransfer.RightTaking(agreed))),
            await reading.RelativesOf(who.Person, cancel));

        Task<TState> Fold<TState>(string stream)
            where TState : IState<TState> => reading.Fold(stream, TState.Unknown, (state, fact) => state.Evolve(fact), cancel);
    }

    /// <summary>Every act in it, with what forbids it to this actor today.</summary>
    public IReadOnlyList<NextAct> Next(Act act) => NextActs.For(Transfer, From, To, Given, Taking, Relatives, act);

    /// <summary>Land the household that gives holds under this right today, in square metres.</summary>
    public decimal GivenArea => Given.Holdings.Values.Sum(holding => holding.Parcel.ContractArea);

    /// <summary>Land the household that takes holds under its right today, in square metres.</summary>
    public decimal TakingArea => Taking.Holdings.Values.Sum(holding => holding.Parcel.ContractArea);
}
