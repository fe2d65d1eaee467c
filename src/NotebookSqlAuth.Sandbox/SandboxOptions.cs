using NotebookSqlAuth.Sandbox.Identity;

namespace NotebookSqlAuth.Sandbox;

/// <summary>How a sandbox behaves.</summary>
public sealed record SandboxOptions
{
    /// <summary>An application of the sandbox's own tenant, as a user would register for a resource that Microsoft's own clients may not ask for.</summary>
    public static Guid RegisteredClientId { get; } = new("5a4db0c5-0000-4000-8000-00000000c11e");

    /// <summary>The identity endpoint's port; 0 takes a free one.</summary>
    public int IdentityPort { get; init; }

    /// <summary>The SQL endpoint's port; 0 takes a free one.</summary>
    public int SqlPort { get; init; }

    /// <summary>How long an access token lives.</summary>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a device code waits for its user. Entra's default is 15 minutes.</summary>
    public TimeSpan DeviceCodeLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a client is told to wait between polls, whole seconds. Entra says 5; a sandbox answers faster.</summary>
    public TimeSpan PollingInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The applications that the tenant knows; any other is refused with AADSTS700016. The default holds
    /// SqlClient's and Azure CLI's public clients and <see cref="RegisteredClientId"/>.
    /// </summary>
    public IReadOnlyCollection<Guid> ClientIds { get; init; } =
        [PublicClients.SqlClient, PublicClients.AzureCli, RegisteredClientId];

    /// <summary>
    /// A file that every secret the sandbox issues (access, refresh and id tokens, device codes) is appended to, one a line,
    /// so that a test run can search its outputs for them; null, the default, keeps them out of every file.
    /// Several sandboxes, in several processes, may share one file.
    /// </summary>
    public string? SecretLedgerFile { get; init; } = Environment.GetEnvironmentVariable("NOTEBOOKSQLAUTH_SANDBOX_SECRET_LEDGER");
}
