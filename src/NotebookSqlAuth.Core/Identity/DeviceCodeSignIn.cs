namespace NotebookSqlAuth.Identity;

/// <summary>Signs a person in by device code: she enters a short code on another page, and MSAL waits until she has.</summary>
public static class DeviceCodeSignIn
{
    /// <summary>Shows a code and waits until the user has entered it.</summary>
    /// <param name="options">Who signs in where.</param>
    /// <param name="prompt">Shows the code; called once per code.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The account's tokens, in memory only.</returns>
    /// <exception cref="Errors.UserError">Declined, expired, blocked, no network, wrong options: each with its own code.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static Task<TokenSource> RunAsync(
        SignInOptions options, Func<DeviceCodePrompt, CancellationToken, Task> prompt, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
