namespace RuralRights.Web.Layout;

/// <summary>A form that a script sends in the browser's place, so that its sender sees how much of a large file is on its way.</summary>
/// <remarks>
/// The script would follow a redirect unseen, and the page it leads to would be looked at twice, which the audit log notes. So the
/// script is told the address, and the browser goes there as it would have gone by itself. Every other answer is left as it is.
/// </remarks>
public static class SentByScript
{
    /// <summary>Header by which the script says that it sends a whole form.</summary>
    public const string Header = "RR-Form";

    /// <summary>Header of the answer that says where the browser goes on to.</summary>
    public const string GoOn = "RR-Go-On";

    /// <summary>True for such a form. No page of elsewhere can say so: a browser asks first before it sends a header like this across sites.</summary>
    public static bool IsForm(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Headers.ContainsKey(Header);

    /// <summary>Answers such a form with the address of the next page where the browser would be sent there.</summary>
    public static Task Answer(HttpContext context, RequestDelegate next)
    {
        if (IsForm(context.Request)) context.Response.OnStarting(Tell, context.Response);
        return next(context);
    }

    private static Task Tell(object state)
    {
        var response = (HttpResponse)state;
        if (response.StatusCode is StatusCodes.Status302Found or StatusCodes.Status303SeeOther && response.Headers.Location.ToString() is { Length: > 0 } address)
        {
            response.Headers.Remove("Location");
            response.Headers[GoOn] = address;
            response.StatusCode = StatusCodes.Status204NoContent;
        }

        return Task.CompletedTask;
    }
}
