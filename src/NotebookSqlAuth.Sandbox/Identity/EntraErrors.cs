using System.Collections.Frozen;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>The AADSTS errors that the sandbox gives, one table.</summary>
/// <remarks>
/// Numbers: learn.microsoft.com/entra/identity-platform/reference-error-codes. The OAuth codes beside them are those that
/// Entra's token endpoint sends with each number; MSAL goes by them, people by the number and its wording.
/// </remarks>
internal static class EntraErrors
{
    private const string ClaimsOfPolicy =
        """{"access_token":{"capolids":{"essential":true,"values":["5a4db0c5-0000-4000-8000-0000000ca001"]}}}""";

    private static readonly FrozenDictionary<int, EntraError> Rows = new EntraError[]
    {
        new(50034, "invalid_grant", "The user account does not exist in the {tenant} directory. To sign into this application, the account must be added to the directory."),
        new(50057, "invalid_grant", "The user account is disabled."),
        new(50076, "interaction_required", "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '{resource}'.", "basic_action"),
        new(50079, "interaction_required", "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '{resource}'.", "basic_action"),
        new(50097, "interaction_required", "Device authentication is required."),
        new(50105, "invalid_grant", "Your administrator has configured the application '{client}' to block users unless they are specifically granted ('assigned') access to the application."),
        new(50173, "invalid_grant", "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.", "bad_token"),
        new(53000, "interaction_required", "Your device is required to be managed to access this resource.", "message_only"),
        new(53003, "invalid_grant", "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.", "message_only", ClaimsOfPolicy),
        new(54005, "invalid_grant", "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token."),
        new(65001, "invalid_grant", "The user or administrator has not consented to use the application with ID '{client}'. Send an interactive authorization request for this user and resource.", "consent_required"),
        new(65002, "invalid_request", "Consent between first party application '{client}' and first party resource '{resource}' must be configured via preauthorization - applications owned and operated by Microsoft must get approval from the API owner before requesting tokens for that API."),
        new(65004, "authorization_declined", "User declined to consent to access the app."),
        new(70000, "invalid_grant", "Provided grant is invalid or malformed.", "bad_token"),
        new(70003, "unsupported_grant_type", "The app requested an unsupported grant type '{detail}'."),
        new(70011, "invalid_scope", "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope '{detail}' is not valid."),
        new(70016, "authorization_pending", "OAuth 2.0 device flow error. Authorization is pending. Continue polling."),
        new(70018, "bad_verification_code", "The provided value for the input parameter 'device_code' is not valid."),
        new(70019, "expired_token", "Verification code expired. Have the user retry the sign-in."),
        new(90002, "invalid_request", "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant."),
        new(90033, "temporarily_unavailable", "A transient error has occurred. Please try again.", HttpStatus: 503),
        new(500011, "invalid_resource", "The resource principal named {detail} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant."),
        new(700016, "unauthorized_client", "Application with identifier '{client}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant."),
        new(700082, "invalid_grant", "The refresh token has expired due to inactivity.", "bad_token"),
        new(900144, "invalid_request", "The request body must contain the following parameter: '{detail}'."),
    }.ToFrozenDictionary(row => row.Number);

    /// <summary>All numbers, ascending.</summary>
    public static IReadOnlyList<int> Numbers { get; } = [.. Rows.Keys.Order()];

    /// <summary>The row of a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The table has no such number.</exception>
    public static EntraError Get(int number) =>
        Rows.TryGetValue(number, out var row)
            ? row
            : throw new ArgumentOutOfRangeException(nameof(number), number, $"The sandbox knows these AADSTS numbers: {string.Join(", ", Numbers)}.");
}
