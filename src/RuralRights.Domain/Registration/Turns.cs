using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>Whose turn it is in a case, and who may not take it.</summary>
internal static class Turns
{
    /// <summary>True when the actor sits at this desk for the collective of the change.</summary>
    public static bool SitsAt(this Act act, Turn turn, IChange change, Books books) => turn switch
    {
        Turn.Household => act.Actor is Actor.Farmer farmer
            && (change.IsOnesOwn(farmer.Person, books)
                || (farmer.HasHousehold
                    ? change.Households.Contains(farmer.Household, StringComparer.Ordinal) && books.Read<Household>(Streams.Household(farmer.Household)).MayBeSpokenForBy(farmer)
                    : change.OnesOwn.Contains(farmer.Person))),
        _ => IsOfTheDesk(act.Actor, turn) && books.Read<Collective>(Streams.Collective(change.CollectiveOf(books))).IsServedBy(act.Actor, act.Today),
    };

    /// <summary>True when the actor sits at any of these desks.</summary>
    public static bool SitsAtAnyOf(this Act act, IEnumerable<Turn> desks, IChange change, Books books) => desks.Any(turn => act.SitsAt(turn, change, books));

    /// <summary>True when it is the actor's turn: a case at its first step belongs to whoever may open it.</summary>
    public static bool HasTurn(this Act act, CaseFile file, IChange change, Books books) =>
        file.Step is { } step && (step == change.Procedure.First ? act.SitsAtAnyOf(change.Procedure.OpenedBy, change, books) : act.SitsAt(step.By, change, books));

    /// <summary>True when the actor has any part in cases of this kind and place.</summary>
    public static bool HasPart(this Act act, IChange change, Books books) =>
        act.SitsAtAnyOf(change.Procedure.Steps.Select(step => step.By).Concat(change.Procedure.OpenedBy), change, books);

    /// <summary>What keeps this very person from approving: a hand in the case, the own household, a relative's; null when nothing does.</summary>
    public static Decision.Refused? MayNotApprove(this Act act, CaseFile file, IChange change, Books books) => Conflict.Of(
        act.Actor,
        file.Authors.Concat(file.Approvals.Values),
        change.Parties(books),
        books.Relatives);

    /// <summary>The desk that a fact names as the authority by which it was done; the county's clerk for whatever is no place below the county.</summary>
    public static Turn DeskOf(string authority) => authority.Split('/')[0] switch
    {
        "household" or "person" => Turn.Household,
        "collective" => Turn.Issuer,
        "village" => Turn.Village,
        "township" => Turn.Township,
        _ => Turn.Clerk,
    };

    /// <summary>True when this is the desk at which the actor sits, wherever that is.</summary>
    public static bool IsOfTheDesk(Actor actor, Turn turn) => (actor, turn) is
        (Actor.Chair, Turn.Issuer) or (Actor.CollectiveSupervisor, Turn.Supervisors) or (Actor.VillageClerk, Turn.Village) or (Actor.TownshipOfficer, Turn.Township)
        or (Actor.Clerk, Turn.Clerk) or (Actor.Reviewer, Turn.Reviewer) or (Actor.Registrar, Turn.Registrar);
}
