using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>Hands out device codes (RFC 8628 sections 3.1 and 3.2).</summary>
internal sealed class DeviceCodeRoute(IdentityState state, Uri devicePage, Action<string> handedOut)
{
    public async Task HandleAsync(HttpContext context)
    {
        var request = await OAuthRequest.ReadAsync(context);
        try
        {
            await AnswerAsync(context, request);
        }
        catch (EntraException e)
        {
            await EntraResponse.WriteErrorAsync(context, e, request.ClientIdText, request.ResourceText);
        }
    }

    private async Task AnswerAsync(HttpContext context, OAuthRequest request)
    {
        if (state.Faults.DeviceCodeError is { } number)
        {
            throw new EntraException(number);
        }
        var clientId = request.CheckClient(context, state.Options);
        var scope = RequestedScope.Parse(request.Required("scope"));
        var lifetime = state.Options.DeviceCodeLifetime;
        var authorization = state.DeviceAuthorizations.Create(clientId, scope, lifetime);
        handedOut(authorization.UserCode);
        await EntraResponse.WriteAsync(context, new JsonObject
        {
            ["user_code"] = authorization.UserCode,
            ["device_code"] = authorization.DeviceCode,
            ["verification_uri"] = devicePage.ToString(),
            ["expires_in"] = WholeSeconds(lifetime),
            ["interval"] = WholeSeconds(state.Options.PollingInterval),
            ["message"] = string.Create(
                CultureInfo.InvariantCulture,
                $"To sign in to the NotebookSqlAuth sandbox, open the page {devicePage} in a web browser and enter the code {authorization.UserCode}."),
        });
    }

    private static long WholeSeconds(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds);
}
