using RuralRights.Registry.Oversight;
using RuralRights.Web.Layout;

namespace RuralRights.Web.Search;

/// <summary>One box for everything: names by characters, pinyin or initials; codes; certificate numbers. Names come back masked.</summary>
public static class SearchPages
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/search", Find);

    private static async Task<IResult> Find(string? q, int? page, RegisterSearch search, Premises office, CancellationToken cancel) =>
        Page.Of<SearchPage>(new { Found = await search.Find(office.County, q, Math.Max(page ?? 1, 1), cancel: cancel) });
}
