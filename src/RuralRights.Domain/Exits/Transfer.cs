using System.Collections.Immutable;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Exits.ExitRules;

namespace RuralRights.Domain.Exits;

/// <summary>What the issuer said.</summary>
public enum IssuerAnswer
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>Agreed.</summary>
    Consented,

    /// <summary>Refused; it may still agree.</summary>
    Refused,
}

/// <summary>How a transfer ended.</summary>
public enum TransferEnd
{
    /// <summary>Not yet.</summary>
    None,

    /// <summary>Entered in the register.</summary>
    Registered,

    /// <summary>Given up before entry.</summary>
    Withdrawn,
}

/// <summary>A transfer between two households of one collective (转让) as decisions see it.</summary>
/// <param name="Id">Id of the transfer.</param>
/// <param name="Listing">The offer it comes from.</param>
/// <param name="Agreed">What was agreed; null before anything was.</param>
/// <param name="Terms">Hash of it.</param>
/// <param name="Consents">Who consented to exactly these terms and has not withdrawn.</param>
/// <param name="Answer">What the issuer said.</param>
/// <param name="Paid">True once the transferor confirmed the whole price.</param>
/// <param name="End">How it ended.</param>
/// <param name="Actors">Everyone who acted in it, as facts name them.</param>
public sealed record Transfer(
    Guid Id,
    Guid Listing,
    TransferTerms? Agreed,
    string Terms,
    ImmutableSortedSet<Guid> Consents,
    IssuerAnswer Answer,
    bool Paid,
    TransferEnd End,
    ImmutableSortedSet<string> Actors) : IState<Transfer>
{
    /// <inheritdoc/>
    public static Transfer Unknown { get; } = new(
        Guid.Empty, Guid.Empty, null, "", [], IssuerAnswer.None, false, TransferEnd.None, ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

    /// <summary>Day on which the terms were agreed.</summary>
    public DateOnly AgreedOn { get; init; }

    /// <summary>The rule by which nothing more happens in it; null while it is under way.</summary>
    public Rule? WhyClosed => End switch
    {
        TransferEnd.Registered => TransferIsRegistered,
        TransferEnd.Withdrawn => TransferIsWithdrawn,
        _ => null,
    };

    /// <summary>True when every co-holder of the transferor, as the roster stands now, consented to exactly these terms.</summary>
    public bool EveryHolderConsented(Household transferor) => transferor.CoHolders.All(Consents.Contains);

    /// <inheritdoc/>
    public Transfer Evolve(object fact)
    {
        var next = fact switch
        {
            TransferAgreed e => this with { Id = e.Transfer, Listing = e.Listing, Agreed = TransferTerms.Of(e), Terms = e.Terms, AgreedOn = e.Provenance.LegalDay },
            HolderConsented e when e.Terms == Terms => this with { Consents = Consents.Add(e.Person) },
            HolderConsentWithdrawn e => this with { Consents = Consents.Remove(e.Person) },
            IssuerConsented => this with { Answer = IssuerAnswer.Consented },
            IssuerRefused => this with { Answer = IssuerAnswer.Refused },
            PaymentConfirmed => this with { Paid = true },
            TransferRegistered => this with { End = TransferEnd.Registered },
            TransferWithdrawn => this with { End = TransferEnd.Withdrawn },
            _ => this,
        };
        return ReferenceEquals(next, this) ? this : next with { Actors = Actors.Add(((IFact)fact).Provenance.Actor) };
    }
}
