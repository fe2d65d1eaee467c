using Microsoft.Identity.Client;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Identity;

/// <summary>The tokens of one signed-in account, kept in memory and renewed silently.</summary>
/// <remarks>Thread-safe. Nothing of it reaches a file; it dies with the process or with <see cref="SignOutAsync"/>.</remarks>
public sealed class TokenSource
{
    private readonly IPublicClientApplication _client;
    private readonly IAccount _account;
    private volatile bool _signedOut;

    private TokenSource(SignInOptions options, SignedInAccount signedIn, IPublicClientApplication client, IAccount account)
    {
        Options = options;
        Account = signedIn;
        _client = client;
        _account = account;
    }

    /// <summary>Fires once, when the account signs out.</summary>
    internal event EventHandler? SignedOut;

    /// <summary>Who signed in.</summary>
    public SignedInAccount Account { get; }

    /// <summary>How.</summary>
    public SignInOptions Options { get; }

    /// <summary>How far the identity service's clock was ahead of this computer's when the newest token came; negative when behind.</summary>
    internal TimeSpan ClockOffset { get; private set; }

    /// <summary>Gives a token for a scope without asking the user, renewing it where it has under 5 minutes left.</summary>
    /// <exception cref="UserError">The user must sign in again, the client is not allowed this resource, no network.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task<AccessToken> GetTokenAsync(string scope, CancellationToken cancellationToken) =>
        AcquireAsync(scope, renew: false, cancellationToken);

    /// <summary>As <see cref="GetTokenAsync(string, CancellationToken)"/>, and renews a token that has less than a stated life left.</summary>
    /// <returns>The newest token there is; it may still live shorter where the identity service gives no longer ones.</returns>
    /// <inheritdoc cref="GetTokenAsync(string, CancellationToken)"/>
    public async Task<AccessToken> GetTokenAsync(string scope, TimeSpan leastLife, CancellationToken cancellationToken)
    {
        var token = await AcquireAsync(scope, renew: false, cancellationToken);
        return token.ExpiresOn - DateTimeOffset.UtcNow >= leastLife
            ? token
            : await AcquireAsync(scope, renew: true, cancellationToken);
    }

    /// <summary>Forgets the account and its tokens. Open sessions stay open; nothing new opens.</summary>
    public async Task SignOutAsync()
    {
        if (_signedOut)
        {
            return;
        }

        _signedOut = true;
        await _client.RemoveAsync(_account);
        SignedOut?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Keeps what a sign-in brought.</summary>
    /// <exception cref="UserError">The answer names no account, so that nothing could be renewed later.</exception>
    internal static TokenSource FromSignIn(IPublicClientApplication client, IdentityRequest request, AuthenticationResult result)
    {
        if (result.Account is not { HomeAccountId: not null } account)
        {
            throw IdentityError.Unreadable(request);
        }

        var signedIn = new SignedInAccount(
            account.Username,
            result.TenantId ?? account.HomeAccountId.TenantId,
            account.HomeAccountId.Identifier,
            request.Options.ClientId,
            request.Options.Cloud);
        var source = new TokenSource(request.Options, signedIn, client, account);
        source.Take(result);
        return source;
    }

    private async Task<AccessToken> AcquireAsync(string scope, bool renew, CancellationToken cancellationToken)
    {
        if (_signedOut)
        {
            throw new UserError(
                ErrorCodes.SignedOut,
                $"{Account.UserName} is signed out.",
                "",
                "Sign in again to go on.");
        }

        var request = new IdentityRequest(Options, scope);
        try
        {
            var result = await _client
                .AcquireTokenSilent([scope], _account)
                .WithForceRefresh(renew)
                .WithCorrelationId(request.CorrelationId)
                .ExecuteAsync(cancellationToken);
            return Take(result);
        }
        catch (Exception e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw IdentityError.From(e, request);
        }
    }

    private AccessToken Take(AuthenticationResult result)
    {
        if (result.AuthenticationResultMetadata.TokenSource == Microsoft.Identity.Client.TokenSource.IdentityProvider)
        {
            ClockOffset = Identity.ClockOffset.Of(result.AccessToken, result.ExpiresOn);
        }

        return new AccessToken(result.AccessToken, result.ExpiresOn);
    }
}
