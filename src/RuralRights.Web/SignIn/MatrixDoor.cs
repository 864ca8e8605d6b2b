using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using RuralRights.Web.Layout;

namespace RuralRights.Web.SignIn;

/// <summary>Asks the matrix, and it alone.</summary>
public sealed class RowInTheMatrix : IAuthorizationRequirement;

/// <summary>Lets in whom the matrix lets in; a route without a row is closed.</summary>
public sealed class MatrixDoor(Premises premises) : AuthorizationHandler<RowInTheMatrix>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RowInTheMatrix requirement)
    {
        // What is no route of ours has nothing to protect: it is answered with 404 or 405.
        if (context.Resource is HttpContext http
            && (http.GetEndpoint() is not RouteEndpoint endpoint
                || (Access.RowOf(endpoint, MethodOf(http)) is { } row && Admits(row, context.User))))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    // An office of another county is no office here.
    private bool Admits(AccessRow row, ClaimsPrincipal user) =>
        row.IsPublic
        || (row.OwnAccount ? Ticket.From(user) is not null : Visitor.From(user) is var who && row.Admits(who.As) && who.IsOf(premises.County));

    private static string MethodOf(HttpContext http) => HttpMethods.IsHead(http.Request.Method) ? HttpMethods.Get : http.Request.Method.ToUpperInvariant();
}
