using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;

namespace RuralRights.Domain.Tenure;

/// <summary>Who is asked about a homestead, and whose case a change of it is: everybody who holds it, wherever they live now.</summary>
internal static class HomesteadHolders
{
    /// <summary>Every holder who is alive; where all of them have died, whoever shares the rights of the household that goes on.</summary>
    /// <param name="household">Contractor code of the household.</param>
    /// <param name="plot">Plot code.</param>
    /// <param name="deaths">Holders whom the case proves to have died.</param>
    /// <param name="books">What the case reads.</param>
    public static IEnumerable<Guid> Asked(string household, string plot, IReadOnlyList<ProvedDeath>? deaths, Books books)
    {
        List<Guid> living = [.. Alive(books.Read<HomesteadRight>(Streams.Homestead(plot)), deaths)];
        return living.Count > 0 ? living : Of(household, books).CoHolders.Where(person => person != Guid.Empty);
    }

    /// <summary>The collective whose case it is: the household's, or the land's own where heirs hold it.</summary>
    public static string CollectiveOf(string household, string plot, Books books) =>
        household.Length > 0 ? books.CollectiveOf(household) : books.Has(Streams.Homestead(plot)) ? books.Read<HomesteadRight>(Streams.Homestead(plot)).Collective : "";

    /// <summary>Contractor codes of the households concerned; none where heirs hold it.</summary>
    public static IReadOnlyList<string> Households(string household) => household.Length > 0 ? [household] : [];

    /// <summary>True for one of the heirs who hold it for themselves: they ask for it as a household asks for its own.</summary>
    public static bool IsHeir(Guid person, string household, string plot, Books books) =>
        household.Length == 0 && books.Read<HomesteadRight>(Streams.Homestead(plot)).Living.Contains(person);

    /// <summary>Why the homestead is not this household's, or not the heirs'; null when it is.</summary>
    public static Decision.Refused? WhyNot(string household, string plot, Books books)
    {
        if (household.Length > 0)
        {
            var known = Of(household, books);
            if (!known.IsRegistered) return new(HouseholdRules.HouseholdIsUnknown, household);
            if (known.HasEnded) return new(HouseholdRules.HouseholdHasEnded, household);
        }

        return books.Read<HomesteadRight>(Streams.Homestead(plot)) is { Stands: true } right && right.Household == household ? null : new(HomesteadRules.HomesteadIsNotTheHouseholds, plot);
    }

    /// <summary>The household, and each holder who lives elsewhere as a party of their own, so that nobody approves what is theirs.</summary>
    public static IEnumerable<Household> Parties(string household, string plot, Books books)
    {
        var known = Of(household, books);
        return [known, .. books.Read<HomesteadRight>(Streams.Homestead(plot)).Holders.Where(holder => !known.Includes(holder)).Select(holder => Household.Unknown with { Representative = holder })];
    }

    /// <summary>True when each is a holder who lives elsewhere, with a proof of death.</summary>
    public static bool AreProved(IReadOnlyList<ProvedDeath>? deaths, HomesteadRight right, Household household) =>
        deaths is null || (deaths.DistinctBy(death => death.Person).Count() == deaths.Count
            && deaths.All(death => death.Document.Length > 0 && right.Living.Contains(death.Person) && !household.Includes(death.Person)));

    /// <summary>What the others read of holders who died.</summary>
    public static IEnumerable<Alteration> Told(IReadOnlyList<ProvedDeath>? deaths) =>
        (deaths ?? []).Select(death => new Alteration("已去世的共有人", "Co-holder who died", ValueKind.Person, death.Person.ToString(), null));

    /// <summary>The proofs of death.</summary>
    public static IReadOnlyList<HandedIn> Proofs(IReadOnlyList<ProvedDeath>? deaths) => HandedIn.As(FileDocument.Other, [.. (deaths ?? []).Select(death => death.Document)]);

    /// <summary>Whoever is said to have died.</summary>
    public static IEnumerable<Guid> Dead(IReadOnlyList<ProvedDeath>? deaths) => (deaths ?? []).Select(death => death.Person);

    private static IEnumerable<Guid> Alive(HomesteadRight right, IReadOnlyList<ProvedDeath>? deaths) => right.Living.Except(Dead(deaths));

    /// <summary>The household as the books know it; none where heirs hold it.</summary>
    public static Household Of(string household, Books books) => household.Length > 0 && books.Has(Streams.Household(household)) ? books.Read<Household>(Streams.Household(household)) : Household.Unknown;
}
