using System.Globalization;
using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Faults;
using NotebookSqlAuth.Sandbox.Identity;
using NotebookSqlAuth.Sandbox.Tds;

namespace NotebookSqlAuth.Sandbox;

/// <summary>A whole far side on loopback: an Entra-like identity endpoint and an Azure-SQL-like endpoint with a sales database.</summary>
/// <remarks>Thread-safe. Its certificate is its own, made at start, and lies in a private temporary folder that goes with it.</remarks>
public sealed class SandboxHost : IAsyncDisposable
{
    private readonly SandboxCertificate _certificate = SandboxCertificate.Create();
    private readonly SandboxOptions _options;

    // Set before StartAsync hands the host out; null only where a failed start is cleaned up.
    private IdentityEndpoint _identity = null!;
    private SandboxSqlEngine _engine = null!;
    private TdsEndpoint _sql = null!;

    private SandboxHost(SandboxOptions options) => _options = options;

    /// <summary>A device code was handed out; the argument names the code that its user has to enter. Raised before its client learns of it.</summary>
    public event EventHandler<DeviceCodeRequestedEventArgs>? DeviceCodeRequested;

    /// <summary>The authority to sign in with: <c>https://localhost:PORT/TENANT</c>.</summary>
    public Uri Authority => _identity.Authority;

    /// <summary>The page where a user enters a device code.</summary>
    public Uri DevicePage => _identity.DevicePage;

    /// <summary>The server's name as SqlClient takes it: <c>localhost,PORT</c>.</summary>
    public string Server => string.Create(CultureInfo.InvariantCulture, $"localhost,{_sql.Port}");

    /// <summary>The sample database's name.</summary>
    public string Database { get; } = SandboxSqlEngine.DefaultDatabase;

    /// <summary>The file that holds its certificate (PEM, without a key), for clients to pin.</summary>
    public string CertificateFile => _certificate.File;

    /// <summary>What was asked of the SQL endpoint, by whom and when.</summary>
    public AuditLog Audit { get; } = new();

    /// <summary>What may go wrong, switched while the sandbox runs.</summary>
    public SandboxFaults Faults { get; } = new();

    /// <summary>The variables that tell a notebook where the sandbox is: NOTEBOOKSQLAUTH_SERVER, _DATABASE, _AUTHORITY and _CERTIFICATE.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentVariables => new Dictionary<string, string>
    {
        ["NOTEBOOKSQLAUTH_SERVER"] = Server,
        ["NOTEBOOKSQLAUTH_DATABASE"] = Database,
        ["NOTEBOOKSQLAUTH_AUTHORITY"] = Authority.ToString(),
        ["NOTEBOOKSQLAUTH_CERTIFICATE"] = CertificateFile,
    };

    /// <summary>Starts both endpoints.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">A port that the options name is in use.</exception>
    public static async Task<SandboxHost> StartAsync(SandboxOptions? options = null, CancellationToken cancellationToken = default)
    {
        var host = new SandboxHost(options ?? new SandboxOptions());
        try
        {
            // Keys and sample rows take most of a start: each a core's work.
            await Task.WhenAll(
                Task.Run(async () => host._identity = await IdentityEndpoint.StartAsync(
                    host._options, host._certificate.Certificate, host.Faults.Identity, host.OnDeviceCodeRequested, cancellationToken), cancellationToken),
                Task.Run(() => host._engine = new SandboxSqlEngine(host.Audit), cancellationToken));
            host._sql = TdsEndpoint.Start(new TdsEndpointOptions
            {
                Engine = host._engine,
                Tokens = host._identity.Validator,
                Certificate = host._certificate.Certificate,
                Audit = host.Audit,
                Authority = host.Authority,
                Port = host._options.SqlPort,
                Faults = host.Faults.Tds,
            });
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Signs a demo user in by posting the very form that a person would fill in on the device page.</summary>
    /// <exception cref="InvalidOperationException">The page refused; the message is the page's own.</exception>
    public async Task ApproveAsync(string userCode, SandboxUser user, CancellationToken cancellationToken = default)
    {
        using var visitor = new DevicePageVisitor(DevicePage, _certificate.Certificate);
        await visitor.DecideAsync(userCode, user, approve: true, cancellationToken);
    }

    /// <summary>Declines a sign-in on the device page.</summary>
    /// <exception cref="InvalidOperationException">The page refused; the message is the page's own.</exception>
    public async Task DeclineAsync(string userCode, CancellationToken cancellationToken = default)
    {
        using var visitor = new DevicePageVisitor(DevicePage, _certificate.Certificate);
        await visitor.DecideAsync(userCode, SandboxUser.Alice, approve: false, cancellationToken);
    }

    /// <summary>Issues an access token without a sign-in, for tests of clients that bring their own.</summary>
    /// <param name="user">Whose it is.</param>
    /// <param name="audience">The resource it is for.</param>
    /// <param name="lifetime">How long it lives; null takes the options' lifetime, a negative one gives a token that has expired.</param>
    /// <returns>A secret. It is written to the ledger, where there is one.</returns>
    public string IssueAccessToken(SandboxUser user, string audience = SandboxResources.AzureSql, TimeSpan? lifetime = null) =>
        _identity.Tokens.IssueAccessToken(user, PublicClients.SqlClient, audience, lifetime ?? _options.AccessTokenLifetime);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The certificate's folder goes whatever happens to the rest.
        using var certificate = _certificate;
        using var engine = _engine;
        await using var identity = _identity;
        if (_sql is not null)
        {
            await _sql.DisposeAsync();
        }
    }

    private void OnDeviceCodeRequested(string userCode) =>
        DeviceCodeRequested?.Invoke(this, new DeviceCodeRequestedEventArgs(userCode));
}

/// <summary>Names the code that a device flow waits for.</summary>
public sealed class DeviceCodeRequestedEventArgs(string userCode) : EventArgs
{
    /// <summary>What its user has to enter.</summary>
    public string UserCode { get; } = userCode;
}
