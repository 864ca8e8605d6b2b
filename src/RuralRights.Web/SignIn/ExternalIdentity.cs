namespace RuralRights.Web.SignIn;

/// <summary>
/// An identity that somebody else vouches for, such as the province's, by OpenID Connect. It is switched on by configuration alone, and
/// lets in only whom two administrators linked to an account: it opens none and gives no standing.
/// </summary>
public sealed class ExternalIdentity(IConfiguration configuration)
{
    /// <summary>Name of the scheme.</summary>
    public const string Scheme = "external";

    /// <summary>True where it is switched on.</summary>
    public bool IsOn => Authority.Length > 0;

    /// <summary>Address of the provider, which is what its tokens name as their issuer.</summary>
    public string Authority => (configuration["RR_OIDC_AUTHORITY"] ?? "").TrimEnd('/');

    /// <summary>What the provider calls this register.</summary>
    public string Client => configuration["RR_OIDC_CLIENT"] ?? "";

    /// <summary>What this register proves itself to the provider with.</summary>
    public string Secret => configuration["RR_OIDC_SECRET"] ?? "";

    /// <summary>The claim that says who somebody is there, always the same and never given to another.</summary>
    public string Claim => configuration["RR_OIDC_CLAIM"] is { Length: > 0 } claim ? claim : "sub";

    /// <summary>What people call it.</summary>
    public string Name => configuration["RR_OIDC_NAME"] is { Length: > 0 } name ? name : Authority;

    /// <summary>What an account is found by.</summary>
    public string KeyOf(string subject) => $"{Authority}|{subject}";
}
