using System.Globalization;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Spark.Jdbc;

/// <summary>The token that the executors bring. Nobody can renew it for them.</summary>
internal static class JdbcToken
{
    /// <summary>Under this a token is renewed first: Entra's live 60 to 90 minutes, and each partition signs in when its turn comes.</summary>
    private static readonly TimeSpan s_worthKeeping = TimeSpan.FromMinutes(30);

    /// <summary>Under this even a new one is not sent.</summary>
    private static readonly TimeSpan s_leastLife = TimeSpan.FromMinutes(5);

    /// <exception cref="UserError">A token would travel to the Spark server in plain text.</exception>
    internal static void RequirePrivateWay(ConnectSession spark)
    {
        if (!spark.IsEncrypted && !LoopbackHost.Is(spark.Address.Host))
        {
            throw new UserError(
                ErrorCodes.SparkTokenNeedsTls,
                $"Spark's executors cannot read from the database by way of {spark.Address}: your token would travel there in plain text.",
                "The address asks for no TLS and is not on this computer. No token was asked for.",
                "Have TLS put before the server and add `use_ssl=true` to its address; or leave the partition column out: the rows then travel through the notebook, and no token does.");
        }
    }

    /// <exception cref="UserError">The newest token there is ends too soon, or the user must sign in again.</exception>
    internal static async Task<AccessToken> TakeAsync(TokenSource tokens, CancellationToken cancellationToken)
    {
        var token = await tokens.GetTokenAsync(tokens.Options.Cloud.SqlScope, s_worthKeeping, cancellationToken);
        var life = token.ExpiresOn - DateTimeOffset.UtcNow;
        return life >= s_leastLife ? token : throw new UserError(
            ErrorCodes.JdbcTokenEnding,
            string.Create(CultureInfo.InvariantCulture, $"The token for the database has {Math.Max(0, Math.Floor(life.TotalMinutes)):0} minutes left, too few for Spark to read with."),
            "Spark's executors cannot renew it, and each partition signs in when its turn comes.",
            "Sign in again and run the cell again; or leave the partition column out: the notebook renews its token as it goes.");
    }

    internal static string Notice(AccessToken token) => string.Create(
        CultureInfo.InvariantCulture,
        $"Spark reads with your token for {Math.Floor((token.ExpiresOn - DateTimeOffset.UtcNow).TotalMinutes):0} minutes, until {token.ExpiresOn:HH:mm} UTC; each use of the view reads anew. Run the cell again after that.");
}
