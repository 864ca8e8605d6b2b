using RuralRights.Domain.Law;

namespace RuralRights.Domain.Offices;

/// <summary>An office was proposed for a person; it counts for nothing until somebody else approved it.</summary>
/// <param name="Grant">Id of the grant.</param>
/// <param name="Person">Who would hold it.</param>
/// <param name="Role">The office.</param>
/// <param name="Place">Code of its place.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null when it has none.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record OfficeProposed(Guid Grant, Guid Person, OfficeRole Role, string Place, DateOnly From, DateOnly? Until, Provenance Provenance) : IFact;

/// <summary>A second person approved the grant; it holds from its first day on.</summary>
/// <param name="Grant">Id of the grant.</param>
/// <param name="Person">Who holds it.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record OfficeGranted(Guid Grant, Guid Person, Provenance Provenance) : IFact;

/// <summary>The proposal was turned down or taken back.</summary>
/// <param name="Grant">Id of the grant.</param>
/// <param name="Person">Whom it concerned.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record OfficeDeclined(Guid Grant, Guid Person, Provenance Provenance) : IFact;

/// <summary>The office was taken back before its time; it does not hold on this day any more.</summary>
/// <param name="Grant">Id of the grant.</param>
/// <param name="Person">Who held it.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record OfficeRevoked(Guid Grant, Guid Person, Provenance Provenance) : IFact;
