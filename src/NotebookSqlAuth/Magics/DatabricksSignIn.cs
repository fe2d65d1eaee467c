using NotebookSqlAuth.Display;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Session;

namespace NotebookSqlAuth.Magics;

/// <summary>Finds the sign-in whose tokens Databricks takes: the notebook's own, or one by another application for Databricks alone.</summary>
internal static class DatabricksSignIn
{
    /// <summary>The sign-in, asking for a device code only where another application is named that has none yet.</summary>
    /// <param name="clientId">The application to sign in with; null for the one that is signed in to.</param>
    /// <param name="account">Which account, when several are signed in.</param>
    /// <param name="session">The notebook's.</param>
    /// <param name="cell">Where a code is shown.</param>
    /// <exception cref="UserError">Nobody is signed in; Entra gives no token for Databricks.</exception>
    public static async Task<SignIn> FindAsync(string? clientId, string? account, NotebookSession session, ICellContext cell)
    {
        var signedIn = clientId is not null && account is null && session.SignIns.All.Count == 0 ? null : session.SignIns.Choose(account);
        if (signedIn is not null && (clientId is null || clientId.Equals(signedIn.Account.ClientId, StringComparison.OrdinalIgnoreCase)))
        {
            await CheckAsync(signedIn, ownClient: clientId is not null, cell);
            return signedIn;
        }

        var options = OptionsOf(signedIn, clientId!, session.Defaults);
        return session.DatabricksSignIns.Find(options) is { } known && await IsAliveAsync(known, cell)
            ? known
            : await AskAsync(options, session, cell);
    }

    // A registered application lives in a tenant, and is mostly known in that one only.
    private static SignInOptions OptionsOf(SignIn? signedIn, string clientId, NotebookDefaults defaults) => signedIn switch
    {
        { Tokens.Options: { Authority: null } options } => options with { ClientId = clientId, Tenant = signedIn.Account.TenantId },
        { Tokens.Options: var options } => options with { ClientId = clientId },
        null => new SignInOptions
        {
            ClientId = clientId,
            Authority = defaults.Authority,
            CertificateFile = defaults.Authority is null ? null : defaults.CertificateFile,
        },
    };

    private static async Task<SignIn> AskAsync(SignInOptions options, NotebookSession session, ICellContext cell)
    {
        await using var display = new SignInDisplay(cell);
        try
        {
            var tokens = await DeviceCodeSignIn.RunAsync(options, options.Cloud.DatabricksScope, display.ShowAsync, cell.Cancellation);
            var token = await tokens.GetTokenAsync(options.Cloud.DatabricksScope, cell.Cancellation);
            var signIn = new SignIn(tokens);
            await session.DatabricksSignIns.AddAsync(signIn);
            await display.CompleteAsync(SignInCard.SignedIn(tokens.Account, token.ExpiresOn, already: false));
            return signIn;
        }
        catch (UserError refusal) when (refusal.Code == ErrorCodes.ClientNotAllowed)
        {
            throw SparkError.DatabricksNotAllowed(refusal, ownClient: true);
        }
    }

    private static async Task CheckAsync(SignIn signIn, bool ownClient, ICellContext cell)
    {
        try
        {
            await signIn.Tokens.GetTokenAsync(signIn.Tokens.Options.Cloud.DatabricksScope, cell.Cancellation);
        }
        catch (UserError refusal) when (refusal.Code == ErrorCodes.ClientNotAllowed)
        {
            throw SparkError.DatabricksNotAllowed(refusal, ownClient);
        }
    }

    // One that cannot be renewed any more is what running this cell replaces, so it is no error.
    private static async Task<bool> IsAliveAsync(SignIn signIn, ICellContext cell)
    {
        try
        {
            await CheckAsync(signIn, ownClient: true, cell);
            return true;
        }
        catch (UserError e) when (e.AsksToSignInAgain)
        {
            return false;
        }
    }
}
