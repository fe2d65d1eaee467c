namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>Client ids that every Entra tenant knows.</summary>
internal static class PublicClients
{
    /// <summary>"Microsoft SQL Client", which SqlClient's own device-code mode signs in with (its ActiveDirectoryAuthenticationProvider).</summary>
    public static Guid SqlClient { get; } = new("2fd908ad-0664-4344-b9be-cd3e8b574c38");

    /// <summary>Azure CLI (learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in).</summary>
    public static Guid AzureCli { get; } = new("04b07795-8ddb-461a-bbee-02f9e1bf7b46");
}
