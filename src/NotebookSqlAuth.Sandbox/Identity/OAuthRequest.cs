using Microsoft.AspNetCore.Http;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>A form that a client posted, with what is common to every OAuth request checked.</summary>
internal sealed class OAuthRequest
{
    private readonly IFormCollection? _form;

    private OAuthRequest(IFormCollection? form) => _form = form;

    /// <summary>The client id as it came, for error texts.</summary>
    public string ClientIdText => _form?["client_id"].ToString() ?? "";

    /// <summary>The resource as the scope names it, for error texts.</summary>
    public string ResourceText =>
        Optional("scope").Split(' ').FirstOrDefault(scope => scope.Contains('/', StringComparison.Ordinal)) is { } scope
            ? scope[..scope.LastIndexOf('/')]
            : "";

    /// <summary>Reads the form; what is no form has no parameter.</summary>
    public static async Task<OAuthRequest> ReadAsync(HttpContext context)
    {
        try
        {
            return new(context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null);
        }
        catch (InvalidDataException)
        {
            return new(form: null);
        }
    }

    /// <summary>A parameter's value.</summary>
    /// <exception cref="EntraException">900144 when it is missing.</exception>
    public string Required(string name) =>
        _form?[name].ToString() is { Length: > 0 } value ? value : throw new EntraException(900144, name);

    /// <summary>A parameter's value, or an empty string.</summary>
    public string Optional(string name) => _form?[name].ToString() ?? "";

    /// <summary>The client that asks, when the tenant answers and knows it.</summary>
    /// <exception cref="EntraException">90002 for another tenant, 700016 for an unknown client.</exception>
    public Guid CheckClient(HttpContext context, SandboxOptions options)
    {
        if (!SandboxTenant.Answers(EntraResponse.Tenant(context)))
        {
            throw new EntraException(90002);
        }
        return Guid.TryParse(Required("client_id"), out var clientId) && options.ClientIds.Contains(clientId)
            ? clientId
            : throw new EntraException(700016);
    }
}
