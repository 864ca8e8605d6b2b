using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;

namespace RuralRights.Domain.Households;

/// <summary>
/// Everybody of a household has died (承包方消亡, item 1072): the contract ends, what the land earned goes to the heirs, the parcels
/// are the collective's to contract again.
/// </summary>
/// <remarks>
/// Nobody is left to confirm, so a public notice asks everybody else. One living member keeps the household and its land. A homestead
/// does not end with the household: its house is inherited, and the right follows the house.
/// </remarks>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Deaths">For each member the SHA-256 of the proof of death.</param>
public sealed record CloseHousehold(string Household, IReadOnlyList<ProvedDeath> Deaths) : IChange
{
    Procedure IChange.Procedure => Procedures.ExtinctHousehold;

    string IChange.CollectiveOf(Books books) => books.CollectiveOf(Household);

    IReadOnlyList<string> IChange.Households => [Household];

    IReadOnlyList<string> IChange.Parcels => [];

    IReadOnlyList<HandedIn> IChange.Papers => HandedIn.As("death-proof", [.. Deaths.Select(death => death.Document)]);

    private string Right => ContractRight.CodeOfFamilyContract(Household);

    IEnumerable<string> IChange.Reads(Books books) => [Streams.Household(Household), Streams.Right(Right), .. HomesteadsHeld.Of(Household, books).Plots.Select(Streams.Homestead)];

    IEnumerable<Guid> IChange.Holders(Books books) => [];

    IEnumerable<Guid> IChange.Losing(Books books) => Of(books).People;

    IReadOnlyList<Alteration> IChange.Alterations(Books books) =>
    [
        new("承包方", "Contractor", ValueKind.Household, Household, null),
        .. books.Read<ContractRight>(Streams.Right(Right)).Holdings.Keys.Select(parcel => new Alteration("收回的地块", "Parcel that returns to the collective", ValueKind.Parcel, parcel, null)),
        .. HomesteadsHeld.Of(Household, books).Plots.Select(plot => new Alteration(
            "宅基地（不注销，等房屋的继承人办理）", "Homestead (does not end, and waits for the heirs of its house)", ValueKind.Text, plot, plot)),
    ];

    int IChange.PapersNeeded(Books books) => 0;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        var household = Of(books);
        if (!household.IsRegistered) return Refuse(HouseholdIsUnknown, Household);
        if (household.HasEnded) return Refuse(HouseholdHasEnded, Household);
        if (household.People.Any(person => Deaths.All(death => death.Person != person || death.Document.Length == 0))) return Refuse(SomebodyMayBeAlive);

        var right = books.Read<ContractRight>(Streams.Right(Right));
        var provenance = act.After(HouseholdIsUnknown, HouseholdHasEnded, SomebodyMayBeAlive) with { Documents = ((IChange)this).Documents };
        var cause = Streams.Case(act.Case);
        return Enter(
        [
            new(Streams.Household(Household), new HouseholdEnded(Household, cause, provenance)),
            .. right.Stands ? right.End(cause, provenance) : [],
            .. HomesteadsHeld.Of(Household, books).Rights(books).SelectMany(homestead => homestead.AfterDeathOf(Deaths.Select(death => death.Person), cause, provenance)),
        ]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new ClosingProposed(caseNumber, this, provenance);

    private Household Of(Books books) => books.Read<Household>(Streams.Household(Household));
}

/// <summary>A member who died.</summary>
/// <param name="Person">Who.</param>
/// <param name="Document">SHA-256 of the proof.</param>
public sealed record ProvedDeath(Guid Person, string Document);

/// <summary>A case asks that a household of which nobody is alive be closed.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ClosingProposed(string Case, CloseHousehold Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}
