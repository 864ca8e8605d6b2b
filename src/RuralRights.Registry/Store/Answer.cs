using RuralRights.Domain.Law;

namespace RuralRights.Registry.Store;

/// <summary>An act as it is laid on the desk.</summary>
/// <param name="County">Six-digit county code; no act crosses a county.</param>
/// <param name="Command">Id made by the sender; the same id and content get the same answer for ever.</param>
/// <param name="Actor">Who asks, as facts name them: <c>person/{id}</c>, <c>official/{id}</c> or <c>delivery/{sha256}</c>.</param>
/// <param name="Request">What is asked; its content is hashed, so that an id cannot be used for something else.</param>
public sealed record Ask(string County, Guid Command, string Actor, object Request)
{
    /// <summary>Streams known to be read, which are then fetched with the first look; others can still be read later.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>The day whose settings are fetched with the first look, because acts of officials rest on them; they too can be read later.</summary>
    public DateOnly? SettingsOf { get; init; }
}

/// <summary>What became of an act: entered, or refused by a rule.</summary>
/// <param name="Command">Id of the command.</param>
/// <param name="Refusal">The rule that refused it; null when it was entered.</param>
/// <param name="About">What is in the way, never a person's data.</param>
/// <param name="Facts">Number of facts entered.</param>
/// <param name="Streams">Streams that were extended.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Repeated">True when this is the stored answer of an earlier sending.</param>
public sealed record Answer(
    Guid Command,
    Rule? Refusal,
    string? About,
    int Facts,
    IReadOnlyList<string> Streams,
    DateTimeOffset At,
    bool Repeated)
{
    /// <summary>True when the act stands in the register.</summary>
    public bool IsEntered => Refusal is null;
}
