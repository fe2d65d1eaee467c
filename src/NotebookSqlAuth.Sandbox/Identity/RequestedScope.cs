namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>What a scope parameter asks for: permissions of one resource, beside OpenID Connect's own scopes.</summary>
internal sealed class RequestedScope
{
    private static readonly string[] OpenIdScopes = ["openid", "profile", "email", "offline_access"];

    private RequestedScope(string granted, string audience)
    {
        Granted = granted;
        Audience = audience;
    }

    /// <summary>
    /// What the answer says was granted: the resource's scopes as they were asked for, because MSAL keeps a token under
    /// the answer's scope. OpenID Connect's own are left out, because MSAL drops tokens whose scopes overlap with a new one's.
    /// </summary>
    public string Granted { get; }

    /// <summary>The resource, a token's audience.</summary>
    public string Audience { get; }

    /// <summary>Reads a scope parameter.</summary>
    /// <exception cref="EntraException">70011 when it is malformed or mixes resources, 500011 when the tenant has no such resource.</exception>
    public static RequestedScope Parse(string text)
    {
        var scopes = text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(scope => !OpenIdScopes.Contains(scope, StringComparer.Ordinal))
            .ToList();
        var audiences = scopes.Select(AudienceOf).Distinct(StringComparer.Ordinal).ToList();
        var audience = audiences.Count switch
        {
            0 => SandboxResources.MicrosoftGraph,
            1 => audiences[0],
            _ => throw new EntraException(70011, text),
        };
        return SandboxResources.All.Contains(audience, StringComparer.OrdinalIgnoreCase)
            ? new RequestedScope(scopes.Count == 0 ? text : string.Join(' ', scopes), audience)
            : throw new EntraException(500011, audience);
    }

    // The permission follows the last slash, so https://database.windows.net//.default names the resource with its slash.
    private static string AudienceOf(string scope)
    {
        var slash = scope.LastIndexOf('/');
        return slash > 0 && slash < scope.Length - 1 ? scope[..slash] : throw new EntraException(70011, scope);
    }
}
