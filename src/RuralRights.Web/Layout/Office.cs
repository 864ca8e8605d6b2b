using RuralRights.Domain.Law;
using RuralRights.Registry;
using RuralRights.Registry.Store;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Layout;

/// <summary>Where acts are handed in: the desk of this county, at the time of this office.</summary>
public sealed class Office(Desk desk, Premises premises, TimeProvider clock)
{
    /// <summary>The desk itself.</summary>
    public Desk Desk => desk;

    /// <summary>Six-digit code of the county.</summary>
    public string County => premises.County;

    /// <summary>Today's legal day.</summary>
    public DateOnly Today => Submission.LegalDay(clock);

    /// <summary>What this visitor could ask for today; only the desk gives it an authority and a case.</summary>
    public Act ActOf(Visitor who) => new(Today, who.Actor ?? throw new InvalidOperationException("Only somebody signed in acts."), "", "");

    /// <summary>An act handed in by this visitor under an id that the form carried.</summary>
    public Submission Submit(Guid command, Visitor who) =>
        Submission.Now(County, command, who.Actor ?? throw new InvalidOperationException("Only somebody signed in acts."), clock);
}

/// <summary>Reads an answer of the desk.</summary>
public static class Answers
{
    /// <summary>Id of the stream of a kind that an act extended, such as the transfer it opened.</summary>
    public static string IdOf(this Answer answer, string kind) =>
        answer.Streams.First(stream => stream.StartsWith(kind + "/", StringComparison.Ordinal))[(kind.Length + 1)..];
}
