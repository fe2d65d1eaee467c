using System.Globalization;
using System.Text.Json;
using Microsoft.Identity.Client;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Identity;

/// <summary>What to say for each of Entra's own error numbers that users meet.</summary>
/// <remarks>Numbers: learn.microsoft.com/entra/identity-platform/reference-error-codes.</remarks>
internal static class EntraErrors
{
    private const string OtherWays =
        "Ask your administrator to allow the device-code flow for this application and you, sign in from a device that the policy accepts, "
        + "or name a client id of your own registration that the policy allows.";

    private static readonly Dictionary<int, Entry> s_entries = new()
    {
        [53000] = new(ErrorCodes.BlockedByPolicy, "Its conditional access asks for a compliant device, and a device code cannot prove one.", OtherWays),
        [53001] = new(ErrorCodes.BlockedByPolicy, "Its conditional access asks for a domain-joined device, and a device code cannot prove one.", OtherWays),
        [53002] = new(ErrorCodes.BlockedByPolicy, "Its conditional access asks for an approved application.", OtherWays),
        [53003] = new(ErrorCodes.BlockedByPolicy, "Its conditional access blocks this sign-in; many tenants block device codes altogether.", OtherWays),
        [50097] = new(ErrorCodes.BlockedByPolicy, "It asks for device authentication, which a device code cannot give.", OtherWays),
        [50074] = new(ErrorCodes.MoreProofRequired, "It asks for multi-factor authentication.", "Sign in again and complete the second factor on the sign-in page."),
        [50076] = new(ErrorCodes.MoreProofRequired, "It asks for multi-factor authentication.", "Sign in again and complete the second factor on the sign-in page."),
        [50079] = new(ErrorCodes.MoreProofRequired, "It asks you to register for multi-factor authentication.", "Register a second factor at https://aka.ms/mfasetup, then sign in again."),
        [50158] = new(ErrorCodes.MoreProofRequired, "It asks for a proof from another service.", "Sign in again and follow what the sign-in page asks for."),
        [65001] = new(ErrorCodes.ClientNotAllowed, "Nobody has consented to this application's use of the resource.", "Ask an administrator to grant consent, then sign in again."),
        [65002] = new(ErrorCodes.ClientNotAllowed, "This first-party client is not preauthorised for the resource.", "Register an application of your own with the permission, and name its client id."),
        [65004] = new(ErrorCodes.SignInDeclined, "You declined to consent on the sign-in page.", "Sign in again and accept, if you did start it yourself."),
        [500011] = new(ErrorCodes.ClientNotAllowed, "The tenant does not know the resource asked for.", "Check that the cloud is the one your database is in."),
        [700016] = new(ErrorCodes.UnknownClient, "The tenant does not know this client id.", "Check the client id and the tenant; leave the client id out to use the default one."),
        [7000218] = new(ErrorCodes.UnknownClient, "The application is not a public client.", "Allow public client flows in the app registration (Authentication page), or use another client id."),
        [90002] = new(ErrorCodes.UnknownTenant, "There is no such tenant.", "Check the tenant's id or domain, and that the cloud is the right one."),
        [50020] = new(ErrorCodes.AccountNotInTenant, "The account does not belong to the tenant and is no guest of it.", "Name the account's own tenant, or have it invited as a guest."),
        [50034] = new(ErrorCodes.AccountNotInTenant, "The account does not exist in the tenant.", "Check the account's name, or name its own tenant."),
        [50057] = new(ErrorCodes.AccountNotInTenant, "The account is disabled.", "Ask your administrator."),
        [50105] = new(ErrorCodes.AccountNotInTenant, "The account has not been assigned to this application.", "Ask your administrator to assign it, or use another client id."),
        [70008] = new(ErrorCodes.SignInAgain, "The sign-in has expired.", "Sign in again."),
        [70020] = new(ErrorCodes.DeviceCodeExpired, "The code was not used in time.", "Run the sign-in again and enter the new code."),
        [70043] = new(ErrorCodes.SignInAgain, "The tenant's policy ended the sign-in.", "Sign in again."),
        [50173] = new(ErrorCodes.SignInAgain, "The password was changed or the sign-in was revoked.", "Sign in again."),
        [700082] = new(ErrorCodes.SignInAgain, "The sign-in has expired for lack of use.", "Sign in again."),
        [700084] = new(ErrorCodes.SignInAgain, "The sign-in has expired.", "Sign in again."),
    };

    internal sealed record Entry(string Code, string Why, string Next);

    /// <summary>Finds the entry of an answer, by its `error_codes` first and then by the AADSTS number in its text.</summary>
    internal static (int Number, Entry? Entry) Find(MsalServiceException e)
    {
        var numbers = NumbersInBody(e.ResponseBody).Concat(NumbersInText(e.Message)).ToList();
        var known = numbers.FirstOrDefault(s_entries.ContainsKey);
        return known != 0 ? (known, s_entries[known]) : (numbers.FirstOrDefault(), null);
    }

    private static List<int> NumbersInBody(string? body)
    {
        try
        {
            using var document = JsonDocument.Parse(body ?? "");
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("error_codes", out var codes)
                && codes.ValueKind == JsonValueKind.Array
                ? [.. codes.EnumerateArray().Select(code => code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number) ? number : 0)]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<int> NumbersInText(string text)
    {
        const string prefix = "AADSTS";
        var start = text.IndexOf(prefix, StringComparison.Ordinal);
        if (start >= 0)
        {
            var digits = text.Skip(start + prefix.Length).TakeWhile(char.IsAsciiDigit).ToArray();
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                yield return number;
            }
        }
    }
}
