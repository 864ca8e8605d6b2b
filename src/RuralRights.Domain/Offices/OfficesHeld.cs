using System.Collections.Immutable;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Offices;

/// <summary>One grant of an office as decisions see it.</summary>
/// <param name="Id">Id of the grant.</param>
/// <param name="Role">The office.</param>
/// <param name="Place">Code of its place.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null when it has none.</param>
/// <param name="ProposedBy">Who proposed it, as facts name actors.</param>
/// <param name="IsApproved">True once a second person approved it.</param>
/// <param name="IsClosed">True once it was declined or revoked.</param>
public sealed record OfficeGrant(Guid Id, OfficeRole Role, string Place, DateOnly From, DateOnly? Until, string ProposedBy, bool IsApproved, bool IsClosed)
{
    /// <summary>True when the person holds the office on that day.</summary>
    public bool StandsOn(DateOnly day) => IsApproved && !IsClosed && From <= day && !IsOverOn(day);

    /// <summary>True when its last day has passed.</summary>
    public bool IsOverOn(DateOnly day) => Until < day;

    /// <summary>True when it shares a day with a period.</summary>
    public bool Meets(DateOnly from, DateOnly? until) => !(Until < from) && !(until < From);
}

/// <summary>All offices of one person, proposed and granted, as decisions see them.</summary>
/// <param name="Grants">The grants, by id.</param>
public sealed record OfficesHeld(ImmutableDictionary<Guid, OfficeGrant> Grants) : IState<OfficesHeld>
{
    /// <inheritdoc/>
    public static OfficesHeld Unknown { get; } = new(ImmutableDictionary<Guid, OfficeGrant>.Empty);

    /// <summary>Those that were neither declined nor revoked and are not over on a day.</summary>
    public IEnumerable<OfficeGrant> Open(DateOnly day) => Grants.Values.Where(grant => !grant.IsClosed && !grant.IsOverOn(day));

    /// <inheritdoc/>
    public OfficesHeld Evolve(object fact) => fact switch
    {
        OfficeProposed e => With(new(e.Grant, e.Role, e.Place, e.From, e.Until, e.Provenance.Actor, IsApproved: false, IsClosed: false)),
        OfficeGranted e => With(Grants[e.Grant] with { IsApproved = true }),
        OfficeDeclined e => With(Grants[e.Grant] with { IsClosed = true }),
        OfficeRevoked e => With(Grants[e.Grant] with { IsClosed = true }),
        _ => this,
    };

    private OfficesHeld With(OfficeGrant grant) => new(Grants.SetItem(grant.Id, grant));
}
