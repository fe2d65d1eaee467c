using NotebookSqlAuth.Display;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Session;

namespace NotebookSqlAuth.Magics;

/// <summary>Signs a person in by device code.</summary>
public sealed class AadLoginMagic : Magic
{
    private const string TenantOption = "--tenant";
    private const string ClientIdOption = "--client-id";
    private const string CloudOption = "--cloud";
    private const string ForceFlag = "--force";

    /// <inheritdoc/>
    public override string Name => "#!aad-login";

    /// <inheritdoc/>
    public override string Description => "Signs you in to Microsoft Entra ID with a device code, for the connections of this notebook.";

    /// <inheritdoc/>
    public override IReadOnlyList<MagicOption> Options { get; } =
    [
        new(TenantOption, "The tenant's GUID or domain; without it your account's own tenant.") { ValueName = "TENANT" },
        new(ClientIdOption, $"The application that signs you in; without it `{SignInOptions.DefaultClientId}` (Microsoft SQL Client).") { ValueName = "GUID" },
        new(CloudOption, $"One of {string.Join(", ", AzureCloud.All)}; without it {AzureCloud.Public}.") { ValueName = "CLOUD", Value = MagicValueKind.Cloud },
        new(ForceFlag, "Signs in even if you already are, e.g. as another account."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["#!aad-login", "#!aad-login --tenant contoso.com --cloud usgov"];

    /// <inheritdoc/>
    protected internal override async Task RunAsync(MagicCall call, NotebookSession session, ICellContext cell)
    {
        var options = OptionsOf(call, session.Defaults);
        if (!call.Has(ForceFlag) && session.SignIns.Find(options) is { } known && await TryRenewAsync(known, cell) is { } renewed)
        {
            cell.Show(SignInCard.SignedIn(known.Account, renewed.ExpiresOn, already: true));
            return;
        }

        await using var display = new SignInDisplay(cell);
        var tokens = await DeviceCodeSignIn.RunAsync(options, display.ShowAsync, cell.Cancellation);
        var token = await tokens.GetTokenAsync(options.Cloud.SqlScope, cell.Cancellation);
        await session.SignIns.AddAsync(new SignIn(tokens));
        await display.CompleteAsync(SignInCard.SignedIn(tokens.Account, token.ExpiresOn, already: false));
    }

    // An option that the user wrote is never overruled by the environment.
    private static SignInOptions OptionsOf(MagicCall call, NotebookDefaults defaults)
    {
        var options = new SignInOptions
        {
            Cloud = call[CloudOption] is { } cloud ? AzureCloud.Parse(cloud) : AzureCloud.Public,
            ClientId = call[ClientIdOption] ?? SignInOptions.DefaultClientId,
        };
        if (call[TenantOption] is { } tenant)
        {
            return options with { Tenant = tenant };
        }

        return call.Has(CloudOption) || defaults.Authority is not { } authority
            ? options
            : options with { Authority = authority, CertificateFile = defaults.CertificateFile };
    }

    // A sign-in that cannot be renewed any more is what the user asks to replace by running this cell, so it is no error.
    // Where the identity service could not be asked, the old one lives on, and so do the sessions that it opened.
    private static async Task<AccessToken?> TryRenewAsync(SignIn signIn, ICellContext cell)
    {
        try
        {
            return await signIn.Tokens.GetTokenAsync(signIn.Tokens.Options.Cloud.SqlScope, cell.Cancellation);
        }
        catch (UserError e) when (e.AsksToSignInAgain)
        {
            return null;
        }
    }
}
