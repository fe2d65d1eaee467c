using System.Runtime.ExceptionServices;
using Microsoft.Identity.Client;

namespace NotebookSqlAuth.Identity;

/// <summary>Signs a person in by device code: she enters a short code on another page, and MSAL waits until she has.</summary>
public static class DeviceCodeSignIn
{
    /// <summary>Signs in for the cloud's databases.</summary>
    /// <inheritdoc cref="RunAsync(SignInOptions, string, Func{DeviceCodePrompt, CancellationToken, Task}, CancellationToken)"/>
    public static Task<TokenSource> RunAsync(
        SignInOptions options, Func<DeviceCodePrompt, CancellationToken, Task> prompt, CancellationToken cancellationToken) =>
        RunAsync(options, options.Cloud.SqlScope, prompt, cancellationToken);

    /// <summary>Shows a code and waits until the user has entered it.</summary>
    /// <param name="options">Who signs in where.</param>
    /// <param name="scope">What the first token is for, e.g. <see cref="AzureCloud.DatabricksScope"/>.</param>
    /// <param name="prompt">Shows the code; called once per code. What it throws is thrown on unchanged.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The account's tokens, in memory only.</returns>
    /// <exception cref="Errors.UserError">Declined, expired, blocked, no network, wrong options: each with its own code.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static async Task<TokenSource> RunAsync(
        SignInOptions options, string scope, Func<DeviceCodePrompt, CancellationToken, Task> prompt, CancellationToken cancellationToken)
    {
        var client = PublicClient.Create(options);
        var request = new IdentityRequest(options, scope);
        ExceptionDispatchInfo? promptFailure = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        try
        {
            var result = await client
                .AcquireTokenWithDeviceCode([request.Scope], ShowAsync)
                .WithCorrelationId(request.CorrelationId)
                .ExecuteAsync(stop.Token);
            return TokenSource.FromSignIn(client, request, result);
        }
        catch (Exception e)
        {
            promptFailure?.Throw();
            cancellationToken.ThrowIfCancellationRequested();
            throw IdentityError.From(e, request);
        }

        async Task ShowAsync(DeviceCodeResult code)
        {
            // An exception that passes through MSAL comes out with MSAL's data attached; so none does.
            try
            {
                await prompt(ReadPrompt(code, request), cancellationToken);
            }
            catch (Exception e)
            {
                promptFailure = ExceptionDispatchInfo.Capture(e);
                await stop.CancelAsync();
            }
        }
    }

    /// <summary>MSAL hands on whatever the server sent; what a browser will be pointed at is checked here.</summary>
    private static DeviceCodePrompt ReadPrompt(DeviceCodeResult code, IdentityRequest request)
    {
        if (string.IsNullOrWhiteSpace(code.UserCode)
            || !Uri.TryCreate(code.VerificationUrl, UriKind.Absolute, out var page)
            || page.Scheme != Uri.UriSchemeHttps)
        {
            throw IdentityError.Unreadable(request);
        }

        return new DeviceCodePrompt
        {
            UserCode = code.UserCode,
            VerificationUri = page,
            ExpiresOn = code.ExpiresOn,
            Tenant = request.Options.ShownTenant,
            ClientId = request.Options.ClientId,
            Scope = request.Scope,
        };
    }
}
