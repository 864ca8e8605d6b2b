using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Registry.Oversight;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Search;

/// <summary>One box for everything: names by characters, pinyin or initials; codes; certificate numbers. Names come back masked.</summary>
public static class SearchPages
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/search", Find).RequireAuthorization(Doors.Register);

    private static async Task<IResult> Find(string? q, NpgsqlDataSource register, Names names, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var asked = (q ?? "").Trim().Normalize(System.Text.NormalizationForm.FormKC);
        if (asked.Length == 0) return Page.Of<SearchPage>();

        var code = string.Concat(asked.Where(character => !char.IsWhiteSpace(character)));
        var hits = code.Any(char.IsAsciiDigit)
            ? await CodeSearch.Find(register, code, SearchPage.Limit, cancel)
            : await CodeSearch.HouseholdsOf(register, await names.Find(asked, SearchPage.Limit, cancel), cancel);
        var book = await names.Masked(hits.Where(hit => hit.Person is not null).Select(hit => hit.Person!.Value), cancel);
        return Page.Of<SearchPage>(new { Asked = asked, Found = hits.Take(SearchPage.Limit).Select(hit => Line(hit, book, T)).ToList() });
    }

    private static SearchPage.Line Line(CodeHit hit, NameBook names, IStringLocalizer<Words> T)
    {
        var person = hit.Person is { } id ? names[id] : "";
        return hit.Kind switch
        {
            "household" => new(T["承包户"], person, hit.Place, Codes.Grouped(hit.Code), $"/households/{hit.Code}"),
            "parcel" => new(T["地块"], hit.Place, "", Codes.Grouped(hit.Code), $"/parcels/{hit.Code}"),
            "right" => new(T["承包地"], person, hit.Place, Codes.Grouped(hit.Code), $"/rights/{hit.Code}"),
            "certificate" => new(T["证书"], hit.Serial, $"{person} · {hit.Place}", Codes.Grouped(hit.Code), $"/certificates/{hit.Certificate}"),
            _ => new(T["集体"], hit.Place, "", Codes.Grouped(hit.Code), $"/collectives/{hit.Code}"),
        };
    }
}
