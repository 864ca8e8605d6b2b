using RuralRights.Domain.Collectives;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Exits;
using RuralRights.Registry.Registration;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Offices;

/// <summary>What somebody confirms, or takes back, at a desk where they are helped (现场协助确认).</summary>
public static class AtTheDesk
{
    /// <summary>Enters what was proved, as the act of whoever proved it.</summary>
    public static Task<Answer> Enter(this Desk desk, Confirmation confirmation, Proof proof, Submission by, CancellationToken cancel = default) => (confirmation.Subject.Split('/'), confirmation.Withdraws) switch
    {
        (["transfer", var id], false) => desk.Enter(new ConsentToTransfer(Guid.Parse(id), confirmation.Terms, confirmation.Ward), proof, by, cancel),
        (["transfer", var id], true) => desk.Enter(new WithdrawConsent(Guid.Parse(id), confirmation.Ward), proof, by, cancel),
        (["case", var number], false) => desk.Enter(new ConfirmCase(number, confirmation.Terms, confirmation.Ward), proof, by, cancel),
        (["case", var number], true) => desk.Enter(new WithdrawConfirmation(number, confirmation.Ward), proof, by, cancel),
        (["dispute", var id], false) => desk.EnterTold(Guid.Parse(id), proof, by, cancel),
        _ => throw new ArgumentException($"Nobody confirms {confirmation.Subject} at a desk.", nameof(confirmation)),
    };

    private static async Task<Answer> EnterTold(this Desk desk, Guid id, Proof proof, Submission by, CancellationToken cancel) =>
        await SpokenDispute.Of(desk.Vault, by.County, id, cancel) is { } told
            ? await desk.Enter(told.Command, proof, id, by, cancel)
            : throw new ArgumentException($"Nobody told the dispute {id}.", nameof(id));

    /// <summary>A consent with its proof; as it was decided, when there is none.</summary>
    internal static async Task<Decision> Supported(
        this Reading read, Decision consent, Proof? proof, string terms, IEnumerable<Household> parties, Act act, CancellationToken cancel)
    {
        if (proof is null) return consent;

        var kin = (await read.RelativesOf(proof.Assistant.Person, cancel)).People;
        if (proof.Witness is { } witness) kin = kin.Concat((await read.RelativesOf(witness.Person, cancel)).People);

        var served = new List<Collective>();
        foreach (var chair in new[] { proof.Assistant, proof.Witness }.OfType<Actor.Chair>()) served.Add(await read.State<Collective>(Streams.Collective(chair.Collective), cancel));
        return proof.Support(consent, terms, parties, kin, act, served.FindAll(collective => collective.IsKnown));
    }
}
