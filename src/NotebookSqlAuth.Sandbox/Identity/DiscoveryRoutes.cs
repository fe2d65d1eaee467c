using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>Tells token checkers who the issuer is and which key signs (OpenID Connect Discovery 1.0; RFC 7517).</summary>
internal sealed class DiscoveryRoutes(SigningKey key, string issuer, Uri authority)
{
    public Task ConfigurationAsync(HttpContext context) => AnswerAsync(context, () => new JsonObject
    {
        ["issuer"] = issuer,
        ["token_endpoint"] = $"{authority}/oauth2/v2.0/token",
        ["device_authorization_endpoint"] = $"{authority}/oauth2/v2.0/devicecode",
        ["jwks_uri"] = $"{authority}/discovery/v2.0/keys",
        ["grant_types_supported"] = new JsonArray("urn:ietf:params:oauth:grant-type:device_code", "refresh_token"),
        ["id_token_signing_alg_values_supported"] = new JsonArray(SecurityAlgorithms.RsaSha256),
        ["response_modes_supported"] = new JsonArray(),
        ["response_types_supported"] = new JsonArray(),
        ["scopes_supported"] = new JsonArray("openid", "profile", "email", "offline_access"),
        ["subject_types_supported"] = new JsonArray("pairwise"),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("none"),
    });

    public Task KeysAsync(HttpContext context) => AnswerAsync(context, () =>
    {
        var parameters = key.PublicKey.Parameters;
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["alg"] = SecurityAlgorithms.RsaSha256,
                ["kid"] = key.PublicKey.KeyId,
                ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
                ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
                ["issuer"] = issuer,
            }),
        };
    });

    private static Task AnswerAsync(HttpContext context, Func<JsonObject> body) =>
        SandboxTenant.Answers(EntraResponse.Tenant(context))
            ? EntraResponse.WriteAsync(context, body())
            : EntraResponse.WriteErrorAsync(context, new EntraException(90002), clientId: "", resource: "");
}
