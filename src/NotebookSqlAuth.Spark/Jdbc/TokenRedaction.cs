using System.Text.RegularExpressions;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Spark.Jdbc;

/// <summary>Has Spark hide access tokens wherever it shows a plan: its pages, its event log, explain.</summary>
internal static class TokenRedaction
{
    /// <summary>Spark's session setting (spark.apache.org/docs/latest/configuration.html); where it is not set, the next one holds.</summary>
    internal const string Setting = "spark.sql.redaction.string.regex";

    private const string OuterSetting = "spark.redaction.string.regex";

    /// <summary>
    /// A JSON Web Token (RFC 7519; its first part is base64url of <c>{"</c>) or the beginning of one: Spark cuts long values, and a rest would still tell who
    /// it is. base64url has no letter that JSON or a URL would escape. Holds no part of any token.
    /// </summary>
    internal const string TokenPattern = @"eyJ[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]*)*";

    /// <summary>Sets the setting, keeps what it hid before, and reads it back.</summary>
    /// <exception cref="UserError">The token would not be hidden, or the server does not take the setting.</exception>
    internal static async Task RequireAsync(ConnectSession spark, AccessToken token, CancellationToken cancellationToken)
    {
        if (!Regex.IsMatch(token.Reveal(), $"^(?:{TokenPattern})$", RegexOptions.CultureInvariant))
        {
            throw new UserError(
                ErrorCodes.JdbcTokenNotHidden,
                "The token for the database is not a JSON Web Token.",
                "Spark shows plans on its pages and in its event log, and the setting that hides tokens there would not know this one. It was not sent.",
                "Leave the partition column out: the rows then travel through the notebook.");
        }

        var before = await spark.GetConfigAsync(Setting, cancellationToken) ?? await spark.GetConfigAsync(OuterSetting, cancellationToken);
        if (before is not null && Holds(before))
        {
            return;
        }

        var wanted = string.IsNullOrEmpty(before) ? TokenPattern : $"{TokenPattern}|(?:{before})";
        try
        {
            await spark.SetConfigAsync(Setting, wanted, cancellationToken);
        }
        catch (UserError e)
        {
            throw Refused(e.Why);
        }

        if (await spark.GetConfigAsync(Setting, cancellationToken) != wanted)
        {
            throw Refused("The server said that it took it, and answers with another value.");
        }
    }

    /// <summary>Whether a setting of ours is there already, from an earlier view.</summary>
    private static bool Holds(string setting) => setting == TokenPattern || setting.StartsWith(TokenPattern + "|", StringComparison.Ordinal);

    private static UserError Refused(string why) => new(
        ErrorCodes.JdbcRedactionRefused,
        $"Spark does not take the setting {Setting}, without which its pages and its event log would show your token. It was not sent.",
        why,
        "Ask the server's administrator to allow it; or leave the partition column out: the rows then travel through the notebook.");
}
