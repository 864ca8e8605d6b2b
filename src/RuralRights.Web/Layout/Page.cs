using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RuralRights.Web.Layout;

/// <summary>Answers with a page: static HTML from a Razor component, nothing that lives on.</summary>
/// <remarks>The page's own type stays in here: endpoints are written by a generator that cannot see what Razor's generator writes.</remarks>
public static class Page
{
    /// <summary>A page without parameters.</summary>
    public static IResult Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TPage>()
        where TPage : IComponent => new RazorComponentResult<TPage>();

    /// <summary>A page and what it shows.</summary>
    public static IResult Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TPage>(
        object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new RazorComponentResult<TPage>(parameters) { StatusCode = status };

    /// <summary>There is no such thing; the status page says so in words.</summary>
    public static IResult Missing => TypedResults.NotFound();

    /// <summary>The act is done: see there, so that reloading the page sends nothing again.</summary>
    public static IResult See(string path) => TypedResults.Redirect(path, permanent: false, preserveMethod: false);

    /// <summary>Not for this reader.</summary>
    public static IResult Closed => TypedResults.StatusCode(StatusCodes.Status403Forbidden);
}
