namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>The sandbox's one tenant.</summary>
internal static class SandboxTenant
{
    /// <summary>Its domain, also a tenant name in an authority.</summary>
    public const string Domain = "contoso.example";

    /// <summary>Its id.</summary>
    public static Guid Id { get; } = new("5a4db0c5-0000-4000-8000-000000000000");

    /// <summary>
    /// Whether an authority's last segment leads here. <c>common</c> and <c>organizations</c> let the account decide
    /// (learn.microsoft.com/entra/identity-platform/msal-client-application-configuration, "Authority").
    /// </summary>
    public static bool Answers(string name) =>
        (Guid.TryParse(name, out var id) && id == Id)
        || name.Equals(Domain, StringComparison.OrdinalIgnoreCase)
        || name.Equals("common", StringComparison.OrdinalIgnoreCase)
        || name.Equals("organizations", StringComparison.OrdinalIgnoreCase);
}
