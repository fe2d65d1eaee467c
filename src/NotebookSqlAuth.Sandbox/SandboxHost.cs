namespace NotebookSqlAuth.Sandbox;

/// <summary>A whole far side on loopback: an Entra-like identity endpoint and an Azure-SQL-like endpoint with a sales database.</summary>
/// <remarks>Thread-safe. Its certificate is its own, made at start, and lies in a private temporary folder that goes with it.</remarks>
public sealed class SandboxHost : IAsyncDisposable
{
    private SandboxHost()
    {
    }

    /// <summary>A device code was handed out; the argument names the code that its user has to enter.</summary>
    public event EventHandler<DeviceCodeRequestedEventArgs>? DeviceCodeRequested;

    /// <summary>The authority to sign in with: <c>https://localhost:PORT/TENANT</c>.</summary>
    public Uri Authority { get; } = null!;

    /// <summary>The page where a user enters a device code.</summary>
    public Uri DevicePage { get; } = null!;

    /// <summary>The server's name as SqlClient takes it: <c>localhost,PORT</c>.</summary>
    public string Server { get; } = null!;

    /// <summary>The sample database's name.</summary>
    public string Database { get; } = null!;

    /// <summary>The file that holds its certificate (PEM, without a key), for clients to pin.</summary>
    public string CertificateFile { get; } = null!;

    /// <summary>What was asked of the SQL endpoint, by whom and when.</summary>
    public AuditLog Audit { get; } = null!;

    /// <summary>The variables that tell a notebook where the sandbox is: NOTEBOOKSQLAUTH_SERVER, _DATABASE, _AUTHORITY and _CERTIFICATE.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentVariables { get; } = null!;

    /// <summary>Starts both endpoints.</summary>
    public static Task<SandboxHost> StartAsync(SandboxOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Signs a demo user in by posting the very form that a person would fill in on the device page.</summary>
    public Task ApproveAsync(string userCode, SandboxUser user, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void OnDeviceCodeRequested(string userCode) =>
        DeviceCodeRequested?.Invoke(this, new DeviceCodeRequestedEventArgs(userCode));
}

/// <summary>Names the code that a device flow waits for.</summary>
public sealed class DeviceCodeRequestedEventArgs(string userCode) : EventArgs
{
    /// <summary>What its user has to enter.</summary>
    public string UserCode { get; } = userCode;
}
