using RuralRights.Domain.Households;
using static RuralRights.Domain.Law.Decision;

namespace RuralRights.Domain.Law;

/// <summary>No one approves what they entered, their own case, or a relative's case (回避).</summary>
/// <remarks>
/// Asked by every act that reviews, answers or enters something for others. The person counts, not the role: whoever holds
/// two offices is the same human being in both.
/// </remarks>
public static class Conflict
{
    /// <summary>Whoever entered something does not approve it.</summary>
    public static readonly Rule ApprovesOwnEntry = new(
        "approves-own-entry",
        "这件事您自己经手过，不能再由您审核或登簿。",
        "You had a hand in this yourself, so you cannot approve or enter it.",
        LegalBasis.Bookkeeping,
        "请交给没有经手过的同事办理。",
        "Pass it to a colleague who has had no part in it.");

    /// <summary>Nobody decides on their own household.</summary>
    public static readonly Rule ApprovesOwnCase = new(
        "approves-own-case",
        "这是您本人或您家的事，不能由您审核、答复或登簿。",
        "This concerns you or your own household, so you cannot approve, answer or enter it.",
        LegalBasis.CollectiveOrganizationLaw(36),
        "请交给与这件事无关的同事办理。",
        "Pass it to a colleague whom it does not concern.");

    /// <summary>Nobody decides on a relative's household.</summary>
    public static readonly Rule ApprovesRelativesCase = new(
        "approves-relatives-case",
        "当事人中有您的亲属，不能由您审核、答复或登簿。",
        "A relative of yours is a party, so you cannot approve, answer or enter it.",
        LegalBasis.CollectiveOrganizationLaw(36),
        "请交给与当事人没有亲属关系的同事办理。",
        "Pass it to a colleague who is not related to any party.");

    /// <summary>All three, for the provenance of a fact they were checked for.</summary>
    public static IReadOnlyList<Rule> Checked { get; } = [ApprovesOwnEntry, ApprovesOwnCase, ApprovesRelativesCase];

    /// <summary>The first of the three that forbids the actor to decide; null when none does.</summary>
    /// <param name="actor">Who would decide.</param>
    /// <param name="enteredBy">Who entered what is decided on, as facts name actors: <c>person/{id}</c>, <c>official/{id}</c>.</param>
    /// <param name="parties">The households whom the case is about.</param>
    /// <param name="relatives">The actor's relatives, see <see cref="Relatives"/>.</param>
    public static Refused? Of(Actor actor, IEnumerable<string> enteredBy, IEnumerable<Household> parties, Relatives relatives)
    {
        // The register itself is nobody, and has neither household nor relatives.
        if (actor is Actor.Register) return null;
        if (enteredBy.Any(actor.IsSamePersonAs)) return new(ApprovesOwnEntry);

        var households = parties.ToList();
        if (households.Find(household => household.Includes(actor.Person)) is { } own) return new(ApprovesOwnCase, own.Code);
        if (households.Find(household => relatives.People.Any(household.Includes)) is { } related) return new(ApprovesRelativesCase, related.Code);
        return null;
    }
}
