using RuralRights.Domain.Law;

namespace RuralRights.Domain.Settlement;

/// <summary>What is known of one person's settling in town, as the acts about it see it. No other act of the register reads it.</summary>
/// <param name="Id">Id of the report or record that stands.</param>
/// <param name="Household">Household of the person.</param>
/// <param name="Statement">What it says; null when nothing stands.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Reporter">Who said so, as facts name actors.</param>
/// <param name="Checker">Who checked it; null while nobody has.</param>
/// <param name="Papers">SHA-256 of the papers seen so far.</param>
public sealed record UrbanSettlement(
    Guid Id,
    string Household,
    SettlementStatement? Statement,
    SettlementSource Source,
    string Reporter,
    string? Checker,
    IReadOnlyList<string> Papers) : IState<UrbanSettlement>
{
    /// <inheritdoc/>
    public static UrbanSettlement Unknown { get; } = new(Guid.Empty, "", null, SettlementSource.Self, "", null, []);

    /// <summary>True while a report waits or a record stands.</summary>
    public bool Stands => Statement is not null;

    /// <summary>True once somebody compared it with the papers.</summary>
    public bool IsChecked => Checker is not null;

    /// <inheritdoc/>
    public UrbanSettlement Evolve(object fact) => fact switch
    {
        UrbanSettlementReported e => new(e.Settlement, e.Household, e.Statement, e.Source, e.Provenance.Actor, null, e.Provenance.Documents),
        UrbanSettlementRecorded e => this with { Statement = e.Statement, Checker = e.Checker, Papers = e.Provenance.Documents },
        // Whoever puts a report right before it is checked has reported it; somebody else checks it then.
        UrbanSettlementCorrected e => this with
        {
            Statement = e.After,
            Checker = e.Checker,
            Reporter = e.After is not null && e.Checker is null ? e.Provenance.Actor : Reporter,
        },
        _ => this,
    };
}
