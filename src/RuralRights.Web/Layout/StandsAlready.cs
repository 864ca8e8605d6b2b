using RuralRights.Domain.Law;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Layout;

/// <summary>What stands already, for which an act was refused.</summary>
/// <param name="Path">Where the reader looks at it.</param>
/// <param name="Name">What it is called there.</param>
/// <param name="By">Who entered it, as facts name them.</param>
/// <param name="IsTheSame">True when it is what was asked for; false when it is other business that stands in the way.</param>
public sealed record StandsAlready(string Path, string Name, string By, bool IsTheSame = true);

/// <summary>Finds what stands already, for the rules of one subject.</summary>
public interface IStandsAlready
{
    /// <summary>What it is that the rule found; null when it is no rule of this subject, when it is gone since, or when the reader may not see it.</summary>
    /// <param name="rule">The rule that refused.</param>
    /// <param name="about">What the refusal named.</param>
    /// <param name="business">Name of the form that opens a case; null for any other.</param>
    /// <param name="who">The reader.</param>
    /// <param name="cancel">Stops it.</param>
    Task<StandsAlready?> Find(Rule rule, string about, string? business, Visitor who, CancellationToken cancel);
}
