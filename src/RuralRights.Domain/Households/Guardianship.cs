using RuralRights.Domain.Law;

namespace RuralRights.Domain.Households;

/// <summary>Why somebody does not act for themselves in law.</summary>
public enum WardGround
{
    /// <summary>Is under eighteen 未成年.</summary>
    Minor,

    /// <summary>Is of age, and a court found that the person cannot act, or not fully 法院认定无民事行为能力或者限制民事行为能力.</summary>
    LacksCapacity,
}

/// <summary>
/// A guardian was named for somebody (登记监护人); the last one named is the guardian. For the young the village clerk enters it; where a court
/// found somebody without capacity, the township does, once it confirmed what the village had reported.
/// </summary>
/// <param name="Ward">Who does not act for themselves.</param>
/// <param name="Guardian">Who acts for them.</param>
/// <param name="Household">18-digit code of the ward's household.</param>
/// <param name="Ground">Why.</param>
/// <param name="Document">SHA-256 of the paper it rests on.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record GuardianNamed(Guid Ward, Guid Guardian, string Household, WardGround Ground, string Document, Provenance Provenance) : IFact;

/// <summary>
/// The village clerk wrote down, from a court's paper, that a court found that somebody cannot act, or not fully, and who acts for them
/// (法院认定无民事行为能力或者限制民事行为能力). It changes nothing until the township confirmed it.
/// </summary>
/// <param name="Ward">Of whom the court found it.</param>
/// <param name="Guardian">Who is to act for them.</param>
/// <param name="Household">18-digit code of the ward's household.</param>
/// <param name="Document">SHA-256 of the court's paper.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record IncapacityReported(Guid Ward, Guid Guardian, string Household, string Document, Provenance Provenance) : IFact;

/// <summary>A guardianship ended before the register would have known it by itself (监护终止), or a report of it was taken back.</summary>
/// <param name="Ward">Who acts for themselves again.</param>
/// <param name="Household">18-digit code of the ward's household.</param>
/// <param name="Document">SHA-256 of the paper it rests on.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record GuardianshipEnded(Guid Ward, string Household, string Document, Provenance Provenance) : IFact;

/// <summary>
/// The village clerk wrote down that somebody of sixteen or seventeen lives on the income of their own labour, or lives on it no longer
/// (以自己的劳动收入为主要生活来源). It counts once another person confirmed it.
/// </summary>
/// <param name="Person">Who.</param>
/// <param name="Household">18-digit code of the household.</param>
/// <param name="LivesOnIt">True when they do; false when they do no longer.</param>
/// <param name="Document">SHA-256 of the paper it rests on.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record OwnLabourReported(Guid Person, string Household, bool LivesOnIt, string Document, Provenance Provenance) : IFact;

/// <summary>The township confirmed what the village clerk wrote down; from now on it counts (核实).</summary>
/// <param name="Person">Who.</param>
/// <param name="Household">18-digit code of the household.</param>
/// <param name="LivesOnIt">True when they live on the income of their own labour.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record OwnLabourConfirmed(Guid Person, string Household, bool LivesOnIt, Provenance Provenance) : IFact;

/// <summary>Whether somebody lives on the income of their own labour, as decisions see it.</summary>
/// <param name="Stands">True once it was confirmed that they do, and not that they do no longer.</param>
/// <param name="Reported">What waits to be confirmed; null when nothing does.</param>
/// <param name="ReportedBy">Who wrote that down, as facts name them.</param>
public sealed record OwnLabour(bool Stands, bool? Reported, string ReportedBy);

/// <summary>A finding of a court that waits to be confirmed, as decisions see it.</summary>
/// <param name="Guardian">Who is to act.</param>
/// <param name="Document">SHA-256 of the court's paper.</param>
/// <param name="By">Who wrote it down, as facts name them.</param>
public sealed record ReportedIncapacity(Guid Guardian, string Document, string By);

/// <summary>The guardianship of one person as decisions see it (监护).</summary>
/// <param name="Ward">Whose.</param>
/// <param name="Guardian">Who acts for them; empty when nobody was named.</param>
/// <param name="Ground">Why.</param>
public sealed record Guardianship(Guid Ward, Guid Guardian, WardGround Ground) : IState<Guardianship>
{
    /// <inheritdoc/>
    public static Guardianship Unknown { get; } = new(Guid.Empty, Guid.Empty, WardGround.Minor);

    /// <summary>True once a guardian was named and not taken back.</summary>
    public bool IsKnown => Guardian != Guid.Empty;

    /// <summary>Code of the household for which the guardian was named; empty when nobody was.</summary>
    public string Household { get; private init; } = "";

    /// <summary>Whether they live on the income of their own labour. Nothing but these two facts says so.</summary>
    public OwnLabour OwnLabour { get; private init; } = new(false, null, "");

    /// <summary>What was reported of them and waits to be confirmed; null when nothing does.</summary>
    public ReportedIncapacity? Reported { get; private init; }

    /// <inheritdoc/>
    public Guardianship Evolve(object fact) => fact switch
    {
        GuardianNamed e => this with { Ward = e.Ward, Guardian = e.Guardian, Ground = e.Ground, Household = e.Household, Reported = e.Ground == WardGround.LacksCapacity ? null : Reported },
        IncapacityReported e => this with { Reported = new(e.Guardian, e.Document, e.Provenance.Actor) },
        GuardianshipEnded => Unknown with { OwnLabour = OwnLabour },
        OwnLabourReported e => this with { OwnLabour = OwnLabour with { Reported = e.LivesOnIt, ReportedBy = e.Provenance.Actor } },
        OwnLabourConfirmed e => this with { OwnLabour = new(e.LivesOnIt, null, "") },
        _ => this,
    };
}
