using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Identity;

/// <summary>One of the clouds that Azure SQL runs in: where its users sign in and which scopes its databases and its Databricks workspaces take.</summary>
/// <remarks>
/// Immutable. Login hosts: learn.microsoft.com/entra/identity-platform/authentication-national-cloud.
/// Scopes and server suffixes: learn.microsoft.com/azure/azure-sql (the endpoints table of each cloud).
/// Azure Databricks: learn.microsoft.com/azure/databricks/dev-tools/auth (its application id) and the environments that its SDKs list.
/// </remarks>
public sealed record AzureCloud
{
    /// <summary>Azure Databricks' own application, the same in each cloud.</summary>
    private const string DatabricksResource = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";

    private AzureCloud(string name, string loginHost, string sqlResource, string sqlHostSuffix, string databricksHostSuffix)
    {
        Name = name;
        LoginHost = new Uri(loginHost);
        SqlScope = sqlResource + "/.default";
        SqlHostSuffix = sqlHostSuffix;
        DatabricksHostSuffix = databricksHostSuffix;
    }

    /// <summary>The cloud that most tenants are in.</summary>
    public static AzureCloud Public { get; } =
        new("public", "https://login.microsoftonline.com", "https://database.windows.net", ".database.windows.net", ".azuredatabricks.net");

    /// <summary>Azure for US Government.</summary>
    public static AzureCloud UsGovernment { get; } =
        new("usgov", "https://login.microsoftonline.us", "https://database.usgovcloudapi.net", ".database.usgovcloudapi.net", ".databricks.azure.us");

    /// <summary>Azure in China, operated by 21Vianet.</summary>
    public static AzureCloud China { get; } =
        new("china", "https://login.partner.microsoftonline.cn", "https://database.chinacloudapi.cn", ".database.chinacloudapi.cn", ".databricks.azure.cn");

    /// <summary>All three.</summary>
    public static IReadOnlyList<AzureCloud> All { get; } = [Public, UsGovernment, China];

    /// <summary>What <c>--cloud</c> takes: <c>public</c>, <c>usgov</c> or <c>china</c>.</summary>
    public string Name { get; }

    /// <summary>Where its users sign in, without a tenant.</summary>
    public Uri LoginHost { get; }

    /// <summary>The scope of its databases, in the single-slash form.</summary>
    public string SqlScope { get; }

    /// <summary>What a full server name ends with, e.g. <c>.database.windows.net</c>.</summary>
    public string SqlHostSuffix { get; }

    /// <summary>The scope of Azure Databricks.</summary>
    public string DatabricksScope { get; } = DatabricksResource + "/.default";

    /// <summary>What a workspace's host ends with, e.g. <c>.azuredatabricks.net</c>.</summary>
    public string DatabricksHostSuffix { get; }

    /// <summary>Finds a cloud by its name, in any case.</summary>
    /// <exception cref="UserError">There is no cloud of that name.</exception>
    public static AzureCloud Parse(string name) =>
        All.FirstOrDefault(cloud => cloud.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UserError(
            ErrorCodes.UnknownCloud,
            $"There is no cloud named `{name}`.",
            "",
            $"Use one of: {string.Join(", ", All.Select(cloud => cloud.Name))}.");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
