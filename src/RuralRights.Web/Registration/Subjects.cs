using Npgsql;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Registry.Parcels;
using RuralRights.Web.Language;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Registration;

/// <summary>Households, parcels and homesteads by name and code.</summary>
public sealed class SubjectBook(IReadOnlyDictionary<string, Guid> households, IReadOnlyDictionary<string, string> places, NameBook names)
{
    /// <summary>A book with nothing in it.</summary>
    public static readonly SubjectBook Empty = new(new Dictionary<string, Guid>(), new Dictionary<string, string>(), NameBook.Empty);

    /// <summary>A household by its head; one that the register does not know yet has only its code.</summary>
    public string Household(string code) =>
        households.TryGetValue(code, out var head) ? Write.Either($"{names[head]}户", $"Household of {names[head]}") + Write.Bracketed(Codes.Grouped(code)) : Codes.Grouped(code);

    /// <summary>A parcel or homestead by where it lies and its number in the village.</summary>
    public string Land(string code) => places.TryGetValue(code, out var place) ? $"{place} {Codes.Short(code)}" : Codes.Short(code);
}

/// <summary>Names and draws what a change is about, from the register.</summary>
public sealed class Subjects(NpgsqlDataSource register, Names names)
{
    /// <summary>A book of everything that alterations name.</summary>
    public Task<SubjectBook> Named(IEnumerable<Alteration> alterations, NameBook known)
    {
        var values = alterations.SelectMany(one => new[] { (one.Kind, Value: one.Before), (one.Kind, Value: one.After) }).Where(one => one.Value is not null).ToList();
        return Named(
            [.. values.Where(one => one.Kind == ValueKind.Household).Select(one => one.Value!)],
            [.. values.Where(one => one.Kind == ValueKind.Parcel || CaseWords.IsPlot(one.Kind, one.Value!)).Select(one => one.Value!)], known);
    }

    /// <summary>A book of households and land. A head of household whom the page does not name is masked.</summary>
    public async Task<SubjectBook> Named(IReadOnlyCollection<string> households, IReadOnlyCollection<string> land, NameBook known)
    {
        var heads = await HouseholdSheet.Representatives(register, households, CancellationToken.None);
        return new(
            heads, await ParcelSheet.Places(register, land, CancellationToken.None),
            known.With(await names.Masked(heads.Values.Where(head => !known.Knows(head)), CancellationToken.None)));
    }

    /// <summary>The land of a change before and after; where it draws nothing anew, the parcels as they lie.</summary>
    public async Task<(Sketch? Before, Sketch? After)> Drawn(LandAltered? land, IReadOnlyList<string> parcels) =>
        land is not null ? await Sketch.Of(register, land, CancellationToken.None) : (await Sketch.Of(register, parcels, CancellationToken.None), null);
}
