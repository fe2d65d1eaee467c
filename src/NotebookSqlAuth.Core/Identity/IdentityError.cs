using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Identity.Client;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Identity;

/// <summary>Turns what MSAL and the network throw into errors of ours. Nothing of the original is kept but numbers and the service's own words.</summary>
internal static class IdentityError
{
    internal static UserError From(Exception e, IdentityRequest request) => e switch
    {
        MsalServiceException service => FromService(service, request),
        MsalException msal => FromClient(msal, request),
        HttpRequestException or SocketException or IOException or AuthenticationException or OperationCanceledException => FromNetwork(e, request),

        // Observed with MSAL 4.92: an empty answer is a NullReferenceException, one that is no JSON a JsonException,
        // one without its token an ArgumentNullException.
        _ => Unreadable(request),
    };

    /// <summary>An answer that Entra would not give.</summary>
    internal static UserError Unreadable(IdentityRequest request) => Create(
        request,
        ErrorCodes.UnreadableIdentityAnswer,
        $"{request.Options.LoginHost} gave an answer that is not a sign-in service's.",
        "A network's own sign-in page (hotel, airport) or a filtering proxy may stand in between.",
        "Open any web page in a browser to pass that page, or ask your network's administrator, then run the cell again.");

    private static UserError FromService(MsalServiceException e, IdentityRequest request)
    {
        var (number, entry) = EntraErrors.Find(e);
        if (entry is not null)
        {
            return Create(request, entry.Code, Failed(request), $"{entry.Why} (AADSTS{number})", entry.Next, e.CorrelationId);
        }

        if (e is MsalUiRequiredException)
        {
            return Again(request, e.CorrelationId);
        }

        return e.ErrorCode switch
        {
            "authorization_declined" or "access_denied" => Declined(request, e.CorrelationId),

            // MSAL waits through "pending"; it surfaces only where the code's time ended meanwhile.
            "expired_token" or "code_expired" or "bad_verification_code" or "authorization_pending" => Expired(request, e.CorrelationId),
            "non_parsable_oauth_error" or "json_parse_failed" => Unreadable(request),
            "slow_down" or "temporarily_unavailable" => Busy(e, request),
            _ when e is MsalThrottledServiceException || e.StatusCode == 429 || e.StatusCode >= 500 => Busy(e, request),
            MsalError.RequestTimeout => Unreachable(request, "It did not answer in time."),
            _ => Create(
                request,
                ErrorCodes.SignInRefused,
                Failed(request),
                $"{request.Options.LoginHost} says: {ServerText.FirstLine(e.Message)} ({ServerText.FirstLine(e.ErrorCode)})",
                "Show this message to your administrator.",
                e.CorrelationId),
        };
    }

    private static UserError FromClient(MsalException e, IdentityRequest request) => e.ErrorCode switch
    {
        "code_expired" => Expired(request, e.CorrelationId),
        "authorization_declined" or "access_denied" => Declined(request, e.CorrelationId),
        _ when ExceptionChain.Find<HttpRequestException>(e) is { } network => FromNetwork(network, request),
        "json_parse_failed" or "non_parsable_oauth_error" or "token_type_missing" or "user_mismatch" => Unreadable(request),
        _ => Create(
            request,
            ErrorCodes.SignInRefused,
            Failed(request),
            $"The sign-in library says: {ServerText.FirstLine(e.Message)} ({e.ErrorCode})",
            "Run the cell again; if it stays, show this message to your administrator.",
            e.CorrelationId),
    };

    private static UserError FromNetwork(Exception e, IdentityRequest request)
    {
        if (ExceptionChain.Find<AuthenticationException>(e) is not null)
        {
            return Create(
                request,
                ErrorCodes.IdentityCertificateUntrusted,
                $"The certificate of {request.Options.LoginHost} is not trusted. Nothing was sent to it.",
                request.Options.CertificateFile is null
                    ? "Its issuer is unknown to this computer, or a proxy replaces certificates."
                    : "It is not the one in the certificate file.",
                request.Options.CertificateFile is null
                    ? "Ask your administrator to install the proxy's root certificate on this computer."
                    : "The sandbox makes a new certificate at each start: name the file that it printed last.");
        }

        var reason = (e as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "The name could not be resolved: there is no network, no DNS, or a proxy is needed.",
            HttpRequestError.ProxyTunnelError => "The proxy that HTTPS_PROXY names did not let the connection through.",
            HttpRequestError.SecureConnectionError => "No secure connection came about.",
            _ when ExceptionChain.Find<SocketException>(e) is { } socket => $"The connection failed: {socket.SocketErrorCode}.",
            _ when e is OperationCanceledException => "It did not answer in time.",
            _ => "",
        };
        return Unreachable(request, reason);
    }

    private static UserError Unreachable(IdentityRequest request, string why) => Create(
        request,
        ErrorCodes.IdentityUnreachable,
        $"Could not reach {request.Options.LoginHost} to sign in.",
        why,
        "Check the network; behind a proxy, set HTTPS_PROXY before the notebook starts. Then run the cell again.");

    private static UserError Declined(IdentityRequest request, string? correlationId) => Create(
        request,
        ErrorCodes.SignInDeclined,
        "The sign-in was declined.",
        "Somebody pressed Cancel or Decline on the sign-in page.",
        "Run the sign-in again and approve it, if you did start it yourself.",
        correlationId);

    private static UserError Expired(IdentityRequest request, string? correlationId) => Create(
        request,
        ErrorCodes.DeviceCodeExpired,
        "The device code has expired.",
        "It was not used in time.",
        "Run the sign-in again and enter the new code.",
        correlationId);

    private static UserError Again(IdentityRequest request, string? correlationId) => Create(
        request,
        ErrorCodes.SignInAgain,
        "The sign-in can no longer be renewed.",
        "It has expired, was revoked, or the tenant asks for a fresh proof.",
        "Sign in again.",
        correlationId);

    private static UserError Busy(MsalServiceException e, IdentityRequest request)
    {
        var wait = e.Headers?.RetryAfter?.Delta;
        return Create(
            request,
            ErrorCodes.IdentityServiceBusy,
            Failed(request),
            $"{request.Options.LoginHost} is busy or not available ({(e.StatusCode > 0 ? e.StatusCode.ToString(CultureInfo.InvariantCulture) : e.ErrorCode)}).",
            wait is { } time
                ? string.Create(CultureInfo.InvariantCulture, $"Wait {Math.Ceiling(time.TotalSeconds)} s, then run the cell again for a new code.")
                : "Wait a minute, then run the cell again for a new code.",
            e.CorrelationId);
    }

    private static string Failed(IdentityRequest request) => $"The tenant `{request.Options.ShownTenant}` refused the sign-in.";

    private static UserError Create(
        IdentityRequest request, string code, string what, string why, string next, string? correlationId = null) =>
        new(code, what, why, next)
        {
            CorrelationId = string.IsNullOrEmpty(correlationId) ? request.CorrelationId.ToString() : ServerText.FirstLine(correlationId),
        };
}
