using System.Diagnostics.CodeAnalysis;

namespace RuralRights.Interchange.Deliveries;

/// <summary>How much of the delivery a problem puts in doubt.</summary>
public enum ProblemSeverity
{
    /// <summary>Everything could be read; a person should know.</summary>
    Warning,

    /// <summary>Something that was delivered could not be read, or what was read may not be what was meant.</summary>
    Error,
}

/// <summary>
/// Something in the files themselves that stands in the way of reading them. What the standard wants and the delivery lacks is no
/// problem of reading; inspection finds that.
/// </summary>
/// <param name="Code">Kebab-case name that stays for ever, such as <c>rows-cut-off</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="File">Path inside the delivery.</param>
/// <param name="Store">Standard name of the layer or table concerned; null when none.</param>
/// <param name="Row">Row counted from 1; null when it concerns the whole file.</param>
/// <param name="Field">Field concerned; null when none.</param>
/// <param name="Chinese">What is wrong, for the clerk.</param>
/// <param name="English">The same in English.</param>
/// <param name="MendChinese">What the deliverer has to do.</param>
/// <param name="MendEnglish">The same in English.</param>
public sealed record DeliveryProblem(
    string Code,
    ProblemSeverity Severity,
    string File,
    string? Store,
    long? Row,
    string? Field,
    string Chinese,
    string English,
    string MendChinese,
    string MendEnglish);

/// <summary>
/// The input is no delivery at all, or is dangerous to open. Nothing was kept of it and no file was left behind.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "Named for what the clerk is told.")]
public sealed class DeliveryUnreadable : Exception
{
    /// <summary>Says why.</summary>
    public DeliveryUnreadable(string code, string chinese, string english, Exception? cause = null)
        : base($"{chinese} {english}", cause)
    {
        Code = code;
        Chinese = chinese;
        English = english;
    }

    /// <summary>Kebab-case name of the reason, such as <c>zip-truncated</c>.</summary>
    public string Code { get; }

    /// <summary>The reason, for the clerk.</summary>
    public string Chinese { get; }

    /// <summary>The same in English.</summary>
    public string English { get; }
}
