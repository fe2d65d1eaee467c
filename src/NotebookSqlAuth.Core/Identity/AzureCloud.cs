using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Identity;

/// <summary>One of the clouds that Azure SQL runs in: where its users sign in and which scope its databases take.</summary>
/// <remarks>
/// Immutable. Login hosts: learn.microsoft.com/entra/identity-platform/authentication-national-cloud.
/// Scopes and server suffixes: learn.microsoft.com/azure/azure-sql (the endpoints table of each cloud).
/// </remarks>
public sealed record AzureCloud
{
    private AzureCloud(string name, string loginHost, string sqlResource, string sqlHostSuffix)
    {
        Name = name;
        LoginHost = new Uri(loginHost);
        SqlScope = sqlResource + "/.default";
        SqlHostSuffix = sqlHostSuffix;
    }

    /// <summary>The cloud that most tenants are in.</summary>
    public static AzureCloud Public { get; } =
        new("public", "https://login.microsoftonline.com", "https://database.windows.net", ".database.windows.net");

    /// <summary>Azure for US Government.</summary>
    public static AzureCloud UsGovernment { get; } =
        new("usgov", "https://login.microsoftonline.us", "https://database.usgovcloudapi.net", ".database.usgovcloudapi.net");

    /// <summary>Azure in China, operated by 21Vianet.</summary>
    public static AzureCloud China { get; } =
        new("china", "https://login.partner.microsoftonline.cn", "https://database.chinacloudapi.cn", ".database.chinacloudapi.cn");

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
