namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>The resources that the tenant has tokens for.</summary>
internal static class SandboxResources
{
    /// <summary>What a token's audience is when the scope was <c>https://database.windows.net//.default</c>, as SqlClient's own provider asks.</summary>
    public const string AzureSql = "https://database.windows.net/";

    /// <summary>What a sign-in without a resource's scope is for.</summary>
    public const string MicrosoftGraph = "00000003-0000-0000-c000-000000000000";

    /// <summary>
    /// Azure SQL in each cloud. Entra takes a resource with and without its trailing slash for two audiences, and
    /// Azure SQL accepts both (learn.microsoft.com/entra/identity-platform/v2-permissions-and-consent, "Trailing slash and .default").
    /// </summary>
    public static IReadOnlyList<string> SqlAudiences { get; } =
    [
        AzureSql, "https://database.windows.net",
        "https://database.usgovcloudapi.net/", "https://database.usgovcloudapi.net",
        "https://database.chinacloudapi.cn/", "https://database.chinacloudapi.cn",
    ];

    /// <summary>All of them; Azure Databricks by its id (learn.microsoft.com/azure/databricks/dev-tools/auth).</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. SqlAudiences, "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d", MicrosoftGraph, "https://graph.microsoft.com"];
}
