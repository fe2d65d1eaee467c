namespace NotebookSqlAuth.Identity;

/// <summary>The tokens of one signed-in account, kept in memory and renewed silently.</summary>
/// <remarks>Thread-safe. Nothing of it reaches a file; it dies with the process or with <see cref="SignOutAsync"/>.</remarks>
public sealed class TokenSource
{
    internal TokenSource(SignInOptions options, SignedInAccount account)
    {
        Options = options;
        Account = account;
    }

    /// <summary>Who signed in.</summary>
    public SignedInAccount Account { get; }

    /// <summary>How.</summary>
    public SignInOptions Options { get; }

    /// <summary>Gives a token for a scope without asking the user, renewing it where it has under 5 minutes left.</summary>
    /// <exception cref="Errors.UserError">The user must sign in again, the client is not allowed this resource, no network.</exception>
    public Task<AccessToken> GetTokenAsync(string scope, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Forgets the account and its tokens. What is already open stays open.</summary>
    public Task SignOutAsync() => throw new NotImplementedException();
}
