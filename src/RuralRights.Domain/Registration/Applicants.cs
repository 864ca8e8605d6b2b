using RuralRights.Domain.Households;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>Who acts on what a household, or somebody for themselves, asked for (申请人).</summary>
/// <remarks>
/// It stays theirs as long as anybody of them acts. Where none does and each has a guardian, the village desk drafts and the guardians
/// confirm; where nobody is left, the village desk takes it back for a reason and never writes it otherwise: an official has no will of
/// theirs to declare (civil code, articles 13, 23 and 34).
/// </remarks>
/// <param name="Acting">Who writes it anew or takes it back: those who speak for the households concerned, or whose own it is, and whose own word binds them.</param>
/// <param name="Guardians">Where nobody acts, their guardians; nobody unless each of them has one.</param>
public sealed record Applicants(IReadOnlyList<Guid> Acting, IReadOnlyList<Guid> Guardians)
{
    /// <summary>Of whom it has to be known whether they act for themselves. A household that has ended asks for nothing more.</summary>
    public static IReadOnlyList<Guid> People(IChange change, Books books) =>
    [
        .. change.Households.Select(code => books.Read<Household>(Streams.Household(code))).Where(household => household is { IsRegistered: true, HasEnded: false })
            .SelectMany(household => household.CoHolders.Prepend(household.Representative))
            .Concat(change.OnesOwn)
            .Concat(change.Holders(books).Where(person => change.IsOnesOwn(person, books)))
            .Where(person => person != Guid.Empty)
            .Distinct(),
    ];

    /// <summary>The applicants of a change today, as the register knows them.</summary>
    public static Applicants Of(IChange change, Books books)
    {
        var people = People(change, books).Select(books.CapacityOf).ToList();
        Guid[] acting = [.. people.Where(one => one.IsFull).Select(one => one.Person)];
        return new(acting, acting.Length == 0 && people.TrueForAll(one => one.HasGuardian) ? [.. people.Select(one => one.Guardianship.Guardian).Distinct()] : []);
    }

    /// <summary>True when nobody acts and guardians speak for all of them.</summary>
    public bool AreInGuardianship => Guardians.Count > 0;

    /// <summary>True when nobody is left to decide: whoever acts by the register is proved to have died, and no guardian speaks.</summary>
    public bool AreGone(IReadOnlyList<ProvedDeath> deaths) =>
        !AreInGuardianship && deaths.All(death => death.Document.Length > 0 && Acting.Contains(death.Person)) && !Acting.Except(deaths.Select(death => death.Person)).Any();
}
