using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;

namespace NotebookSqlAuth.Sql;

/// <summary>Opens server sessions as one signed-in account. Keep one per account: its token callback is SqlClient's pool key.</summary>
/// <remarks>
/// Thread-safe. Authority and scope of every token are the account's own; what a server suggests at login is ignored.
/// Signing the account out empties its pools.
/// </remarks>
public sealed class SqlConnector
{
    /// <summary>
    /// Observed with SqlClient 6.1.8 to 7.1.0: when a token is expired on return and pooling is on, Open logs in again and
    /// again without end. A token that passes this limit outlives the login it is for.
    /// </summary>
    private static readonly TimeSpan s_leastLife = TimeSpan.FromMinutes(2);

    // One delegate for the connector's life: SqlClient compares delegates to find a pool, and each new one would be a new pool.
    private readonly Func<SqlAuthenticationParameters, CancellationToken, Task<SqlAuthenticationToken>> _tokenCallback;
    private readonly ConcurrentDictionary<string, byte> _connectionStrings = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;

    // SqlClient replaces what a callback throws by a text of its own, so the error is kept here. All opens of one
    // connector are for one account, so that whichever of them takes it tells the truth.
    private UserError? _tokenFailure;

    static SqlConnector()
    {
        // Observed with SqlClient 6.1.8 to 7.1.0 on Linux: with either switch on (the default), a network read that holds
        // parts of two packets makes reads of long values throw ArgumentOutOfRangeException. Read once, at SqlClient's first use.
        SwitchOffUnlessChosen("Switch.Microsoft.Data.SqlClient.UseCompatibilityProcessSni");
        SwitchOffUnlessChosen("Switch.Microsoft.Data.SqlClient.UseCompatibilityAsyncBehaviour");
    }

    /// <summary>Creates the connector of an account.</summary>
    /// <param name="tokens">Whose tokens it uses.</param>
    /// <param name="time">Times the waits between attempts; the system's clock unless given.</param>
    public SqlConnector(TokenSource tokens, TimeProvider? time = null)
    {
        Tokens = tokens;
        _time = time ?? TimeProvider.System;
        _tokenCallback = GiveTokenAsync;
        tokens.SignedOut += (_, _) => ClearPools();
    }

    /// <summary>Whose tokens it uses.</summary>
    public TokenSource Tokens { get; }

    /// <summary>Opens a session, with patience (about a minute) where the database is resuming or busy.</summary>
    /// <param name="target">Which database.</param>
    /// <param name="progress">Told, one line each, why it is still waiting.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UserError">Could not open; says why and what to do next.</exception>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    public async Task<SqlSession> OpenAsync(SqlTarget target, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var server = SqlServerName.Parse(target.Server, Tokens.Options.Cloud);
        if (target.CertificateFile is not null && Tokens.Options.Authority is null)
        {
            // A program on this computer that has the file could otherwise collect a real account's token.
            throw new UserError(
                ErrorCodes.InvalidCertificateFile,
                $"{Tokens.Account.UserName} is signed in to Azure, and the server is a sandbox.",
                "A real account's token goes to real servers only.",
                "Sign in to the sandbox's own authority, or name a server of Azure.");
        }

        var connectionString = SqlConnectionText.Build(server, target);
        _connectionStrings.TryAdd(connectionString, 0);

        // Sign-in problems surface here, in their own words; the callback then finds the token in memory.
        await GetFreshTokenAsync(cancellationToken);

        var started = _time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var connection = NewConnection(connectionString);
            try
            {
                await server.ReachAsync(TimeSpan.FromSeconds(target.ConnectTimeoutSeconds), cancellationToken);
                await connection.OpenAsync(cancellationToken);
                return new SqlSession(target, Tokens.Account, connection);
            }
            catch (Exception e)
            {
                await connection.DisposeAsync();
                cancellationToken.ThrowIfCancellationRequested();
                if (Interlocked.Exchange(ref _tokenFailure, null) is { } tokenFailure)
                {
                    throw tokenFailure;
                }

                var failure = new SqlOpenFailure(server, target, Tokens, attempt, _time.GetElapsedTime(started));
                if (e is not SqlException sql || TransientErrors.WaitAfter(sql.Number, attempt) is not { } wait)
                {
                    throw failure.ToUserError(e);
                }

                progress?.Report(string.Create(
                    CultureInfo.InvariantCulture,
                    $"`{target.Database}` is not ready yet ({sql.Number}); trying again in {wait.TotalSeconds:0} s (try {attempt + 1})."));
                await Task.Delay(WithJitter(wait), _time, cancellationToken);
            }
        }
    }

    private static void SwitchOffUnlessChosen(string name)
    {
        if (!AppContext.TryGetSwitch(name, out _))
        {
            AppContext.SetSwitch(name, false);
        }
    }

    /// <summary>Up to a tenth more, so that many notebooks do not come back at the same moment.</summary>
    private static TimeSpan WithJitter(TimeSpan wait) =>
        wait + TimeSpan.FromMilliseconds(System.Security.Cryptography.RandomNumberGenerator.GetInt32((int)wait.TotalMilliseconds / 10));

    private SqlConnection NewConnection(string connectionString) => new(connectionString) { AccessTokenCallback = _tokenCallback };

    private async Task<SqlAuthenticationToken> GiveTokenAsync(SqlAuthenticationParameters parameters, CancellationToken cancellationToken)
    {
        try
        {
            var token = await GetFreshTokenAsync(cancellationToken);
            return new SqlAuthenticationToken(token.Reveal(), token.ExpiresOn);
        }
        catch (UserError e)
        {
            Interlocked.Exchange(ref _tokenFailure, e);
            throw;
        }
    }

    private async Task<AccessToken> GetFreshTokenAsync(CancellationToken cancellationToken)
    {
        var token = await Tokens.GetTokenAsync(Tokens.Options.Cloud.SqlScope, cancellationToken);
        var life = token.ExpiresOn - DateTimeOffset.UtcNow;
        return life >= s_leastLife
            ? token
            : throw new UserError(
                ErrorCodes.TokenExpired,
                "The token for the database is at the end of its life although it is the newest there is.",
                string.Create(CultureInfo.InvariantCulture, $"It has {Math.Max(0, life.TotalSeconds):0} s left.{ClockOffset.Describe(Tokens.ClockOffset)}"),
                "Check this computer's clock and time zone, then sign in again.");
    }

    private void ClearPools()
    {
        foreach (var connectionString in _connectionStrings.Keys)
        {
            using var connection = NewConnection(connectionString);
            SqlConnection.ClearPool(connection);
        }
    }
}
