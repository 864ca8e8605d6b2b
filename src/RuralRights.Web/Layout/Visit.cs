using RuralRights.Web.SignIn;

namespace RuralRights.Web.Layout;

/// <summary>One look at one page: by whom, in elder mode or not, on which page.</summary>
public sealed class Visit(IHttpContextAccessor accessor)
{
    /// <summary>Name of the cookie that remembers elder mode.</summary>
    public const string ElderCookie = "rr-elder";

    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("A page is read in a request.");

    /// <summary>What the sign-in proves; null for a stranger.</summary>
    public Ticket? Ticket => Ticket.From(Context.User);

    /// <summary>Who is at the page.</summary>
    public Visitor Visitor => Visitor.From(Context.User);

    /// <summary>True when large type and strong contrast were asked for.</summary>
    public bool Elder => Context.Request.Cookies[ElderCookie] == "1";

    /// <summary>Path of the page.</summary>
    public string Path => Context.Request.Path;

    /// <summary>Path and query, so that a change of language or type size comes back to the same page.</summary>
    public string Here => Context.Request.Path + Context.Request.QueryString;

    /// <summary>Scheme, host and port as the reader typed them.</summary>
    public string Origin => $"{Context.Request.Scheme}://{Context.Request.Host}";
}
