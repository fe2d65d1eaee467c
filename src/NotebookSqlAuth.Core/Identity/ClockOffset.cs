using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;

namespace NotebookSqlAuth.Identity;

/// <summary>Compares this computer's clock with the identity service's.</summary>
/// <remarks>
/// MSAL reckons a token's end from `expires_in` and the local clock; the token itself says it in the service's time.
/// The difference is the clocks' difference. An access token is opaque by contract, so one that cannot be read says nothing.
/// </remarks>
internal static class ClockOffset
{
    /// <summary>From here on a clock is worth mentioning; networks and rounding stay well below it.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(2);

    internal static TimeSpan Of(string accessToken, DateTimeOffset expiresOnByLocalClock)
    {
        var reader = new JsonWebTokenHandler();
        if (!reader.CanReadToken(accessToken))
        {
            return TimeSpan.Zero;
        }

        try
        {
            var validTo = reader.ReadJsonWebToken(accessToken).ValidTo;
            return validTo == DateTime.MinValue ? TimeSpan.Zero : validTo - expiresOnByLocalClock.UtcDateTime;
        }
        catch (ArgumentException)
        {
            return TimeSpan.Zero;
        }
    }

    /// <summary>A sentence for an error message; empty while the clocks agree.</summary>
    internal static string Describe(TimeSpan offset) => offset.Duration() < s_tolerance
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $" This computer's clock is about {Math.Round(offset.Duration().TotalMinutes)} minutes {(offset > TimeSpan.Zero ? "behind" : "ahead of")} the sign-in service's: check the clock.");
}
