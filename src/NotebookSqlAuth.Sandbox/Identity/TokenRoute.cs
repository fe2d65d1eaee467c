using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>Gives tokens for a device code (RFC 8628 section 3.4) or a refresh token (RFC 6749 section 6).</summary>
internal sealed class TokenRoute(IdentityState state)
{
    public async Task HandleAsync(HttpContext context)
    {
        var request = await OAuthRequest.ReadAsync(context);
        try
        {
            await EntraResponse.WriteAsync(context, Answer(context, request));
        }
        catch (EntraException e)
        {
            await EntraResponse.WriteErrorAsync(context, e, request.ClientIdText, request.ResourceText);
        }
    }

    private JsonObject Answer(HttpContext context, OAuthRequest request)
    {
        if (state.Faults.TokenError is { } number)
        {
            throw new EntraException(number);
        }
        var clientId = request.CheckClient(context, state.Options);
        // MSAL sends Entra's short name of the device grant, other clients RFC 8628's.
        return request.Required("grant_type") switch
        {
            "device_code" or "urn:ietf:params:oauth:grant-type:device_code" => RedeemDeviceCode(request, clientId),
            "refresh_token" => Refresh(request, clientId),
            var other => throw new EntraException(70003, other),
        };
    }

    private JsonObject RedeemDeviceCode(OAuthRequest request, Guid clientId)
    {
        var authorization = state.DeviceAuthorizations.FindByDeviceCode(request.Required("device_code"));
        if (authorization is null || authorization.ClientId != clientId)
        {
            throw new EntraException(70018);
        }
        // RFC 8628 polls without a scope; MSAL repeats it.
        var scope = request.Optional("scope") is { Length: > 0 } text ? RequestedScope.Parse(text) : authorization.Scope;
        var user = authorization.Redeem(DateTimeOffset.UtcNow);
        return Tokens(user, clientId, scope, state.RefreshTokens.Issue(user, clientId));
    }

    private JsonObject Refresh(OAuthRequest request, Guid clientId)
    {
        var scope = RequestedScope.Parse(request.Required("scope"));
        var (user, successor) = state.RefreshTokens.Rotate(request.Required("refresh_token"), clientId);
        return Tokens(user, clientId, scope, successor);
    }

    private JsonObject Tokens(SandboxUser user, Guid clientId, RequestedScope scope, string refreshToken)
    {
        if (state.Faults.NeedsPreauthorization(clientId, scope.Audience))
        {
            throw new EntraException(65002);
        }
        var lifetime = state.Options.AccessTokenLifetime;
        var seconds = (long)lifetime.TotalSeconds;
        return new JsonObject
        {
            ["token_type"] = "Bearer",
            ["scope"] = scope.Granted,
            ["expires_in"] = seconds,
            ["ext_expires_in"] = seconds,
            ["access_token"] = state.Tokens.IssueAccessToken(user, clientId, scope.Audience, lifetime),
            ["refresh_token"] = refreshToken,
            ["id_token"] = state.Tokens.IssueIdToken(user, clientId, lifetime),
            // Without it MSAL names the account after `sub`, and a later answer that has it does not match.
            ["client_info"] = ClientInfo(user),
        };
    }

    private static string ClientInfo(SandboxUser user) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["uid"] = user.ObjectId.ToString(),
            ["utid"] = SandboxTenant.Id.ToString(),
        }));
}
