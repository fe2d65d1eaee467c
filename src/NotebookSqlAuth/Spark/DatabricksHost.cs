using System.Globalization;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark;

/// <summary>Reads a workspace's host from what people paste, and makes sure that a token goes to nobody else.</summary>
internal static class DatabricksHost
{
    /// <summary>The host alone, with its port on loopback.</summary>
    /// <param name="text">A host, or the address of any page of the workspace.</param>
    /// <param name="signIn">As whom: a token of a cloud goes to that cloud's workspaces only, one of a sandbox to loopback only.</param>
    /// <exception cref="UserError">Not a workspace of that cloud.</exception>
    public static string Parse(string text, SignInOptions signIn)
    {
        var suffix = signIn.Cloud.DatabricksHostSuffix;
        if (!Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text, UriKind.Absolute, out var address)
            || address.Scheme != Uri.UriSchemeHttps
            || address.UserInfo.Length > 0)
        {
            throw Invalid("That is not a workspace's host.", "", suffix);
        }

        if (address.IsLoopback)
        {
            return signIn.Authority is not null
                ? string.Create(CultureInfo.InvariantCulture, $"{address.Host}:{address.Port}")
                : throw Invalid($"`{address.Host}` is this computer.", "A real account's token goes to real workspaces only.", suffix);
        }

        if (AzureCloud.All.FirstOrDefault(cloud => IsOf(cloud, address)) is not { } cloud)
        {
            throw Invalid($"`{address.Host}` is no workspace of Azure Databricks.", "Your token would go to it.", suffix);
        }

        if (cloud != signIn.Cloud)
        {
            throw new UserError(
                ErrorCodes.InvalidDatabricksHost,
                $"`{address.Host}` is in the cloud `{cloud}`, and you are signed in to `{signIn.Cloud}`.",
                "",
                $"Sign in with `#!aad-login --cloud {cloud}` first.");
        }

        return signIn.Authority is null ? address.Host : throw new UserError(
            ErrorCodes.InvalidDatabricksHost,
            $"`{address.Host}` is a real workspace, and you are signed in to a sandbox.",
            "A sandbox's token goes to this computer only.",
            $"Sign in with `#!aad-login --cloud {cloud}` first.");
    }

    private static bool IsOf(AzureCloud cloud, Uri address) =>
        address.IsDefaultPort && address.Host.EndsWith(cloud.DatabricksHostSuffix, StringComparison.OrdinalIgnoreCase);

    // What was written is not repeated unless it is a host: an address may hold a token.
    private static UserError Invalid(string what, string why, string suffix) => new(
        ErrorCodes.InvalidDatabricksHost,
        what,
        why,
        $"Give the host that the workspace's pages have in the browser, e.g. `adb-1234567890123456.7{suffix}`.");
}
