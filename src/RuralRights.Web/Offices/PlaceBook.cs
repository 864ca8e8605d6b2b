using Npgsql;
using RuralRights.Registry.Offices;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;

namespace RuralRights.Web.Offices;

/// <summary>Places by name and code, as pages write them.</summary>
public sealed class PlaceBook(string county, string countyName, IReadOnlyDictionary<string, PlaceName> places)
{
    /// <summary>A book with no places in it.</summary>
    public static readonly PlaceBook Empty = new("", "", new Dictionary<string, PlaceName>());

    /// <summary>The place in words, its code after it; a code that nothing is known of stands alone, and what is no code stands as it is.</summary>
    public string this[string place] => NameOf(place) is { } name ? name + Write.Bracketed(Codes.Grouped(place)) : IsCode(place) ? Codes.Grouped(place) : place;

    /// <summary>True for what is written as a code of a place.</summary>
    public static bool IsCode(string place) => place.Length > 0 && place.All(char.IsAsciiDigit);

    /// <summary>True for a place that has a name here.</summary>
    public bool Knows(string place) => NameOf(place) is not null;

    private string? NameOf(string place) => place == county ? countyName
        : !places.TryGetValue(place, out var known) ? null
        : known.Others == 0 ? known.Name
        : Write.Either($"{known.Name}等 {known.Others + 1} 个集体", $"{known.Name} and {known.Others} more");
}

/// <summary>Names of places from the register.</summary>
public sealed class Places(NpgsqlDataSource register, Premises premises)
{
    /// <summary>A book of these places.</summary>
    public async Task<PlaceBook> Of(IEnumerable<string> codes)
    {
        var asked = codes.Where(PlaceBook.IsCode).ToList();
        return asked.Count == 0
            ? PlaceBook.Empty
            : new(premises.County, premises.CountyName, (await PlaceName.Of(register, asked, CancellationToken.None)).ToDictionary(place => place.Code));
    }
}
