using RuralRights.Domain.Law;

namespace RuralRights.Domain.Collectives;

/// <summary>A collective as decisions see it.</summary>
/// <param name="Code">14-digit issuer code.</param>
/// <param name="County">Six-digit county code.</param>
public sealed record Collective(string Code, string County) : IState<Collective>
{
    /// <inheritdoc/>
    public static Collective Unknown { get; } = new("", "");

    /// <summary>True once the collective stands in the register.</summary>
    public bool IsKnown => Code.Length > 0;

    /// <inheritdoc/>
    public Collective Evolve(object fact) => fact switch
    {
        CollectiveRegistered e => new(e.Collective, e.County),
        _ => this,
    };
}
