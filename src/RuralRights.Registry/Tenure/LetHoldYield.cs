using RuralRights.Domain.Tenure;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tenure;

public static partial class TenureActs
{
    /// <summary>Lets a hold give way on paper.</summary>
    public static Task<Answer> Enter(this Desk desk, LetHoldYield command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, LandRight.StreamOf(command.Right)),
            async read =>
            {
                var right = await read.LandRight(command.Right, cancel);
                var isUnderWay = await UnderWay.Is(read.Register, command.Right, command.To.Trim(), cancel);
                return await read.InNewCase(by, act => command.Decide(right, isUnderWay, act), cancel);
            },
            cancel);
}
