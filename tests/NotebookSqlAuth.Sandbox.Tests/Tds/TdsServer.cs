using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Faults;
using NotebookSqlAuth.Sandbox.Identity;
using NotebookSqlAuth.Sandbox.Tds;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Tds;

/// <summary>A SQL endpoint over a scripted engine, with a certificate of its own that clients pin.</summary>
public sealed class TdsServer : IAsyncDisposable, IAccessTokenValidator
{
    public const string GoodToken = "good-token";

    public static X509Certificate2 Certificate { get; } = CreateCertificate();

    private readonly string _folder = Directory.CreateTempSubdirectory("tds-tests-").FullName;
    private readonly TdsEndpoint _endpoint;
    private readonly Func<SqlAuthenticationParameters, CancellationToken, Task<SqlAuthenticationToken>> _callback;

    public TdsServer(TimeSpan? loginTimeout = null)
    {
        CertificateFile = Path.Combine(_folder, "server.pem");
        File.WriteAllText(CertificateFile, Certificate.ExportCertificatePem());
        _endpoint = TdsEndpoint.Start(new TdsEndpointOptions
        {
            Engine = Engine,
            Tokens = this,
            Certificate = Certificate,
            Audit = Audit,
            Authority = new Uri("https://localhost:1/contoso"),
            Faults = Faults,
            LoginTimeout = loginTimeout ?? TimeSpan.FromSeconds(30),
        });
        _callback = (parameters, _) =>
        {
            LastRequest = parameters;
            return Task.FromResult(new SqlAuthenticationToken(GoodToken, DateTimeOffset.UtcNow.AddHours(1)));
        };
    }

    public ScriptedEngine Engine { get; } = new();

    public AuditLog Audit { get; } = new();

    public TdsFaults Faults { get; } = new();

    public string CertificateFile { get; }

    public int Port => _endpoint.Port;

    public SqlAuthenticationParameters? LastRequest { get; private set; }

    public SandboxUser Validate(string accessToken) =>
        accessToken == GoodToken
            ? SandboxUser.All[0]
            : throw new SqlServerException(new SqlServerMessage(18456, 14, 1, "Login failed for user '<token-identified principal>'."));

    public SqlConnectionStringBuilder ConnectionString() => new()
    {
        DataSource = $"localhost,{Port}",
        InitialCatalog = "sales",
        Encrypt = SqlConnectionEncryptOption.Mandatory,
        ServerCertificate = CertificateFile,
        ConnectTimeout = 20,
        ConnectRetryCount = 0,
        Pooling = false,
        ApplicationName = "tds tests",
    };

    /// <summary>A connection that fetches its token through the callback.</summary>
    public SqlConnection Connection(SqlConnectionStringBuilder? connectionString = null) =>
        new((connectionString ?? ConnectionString()).ConnectionString) { AccessTokenCallback = _callback };

    public async Task<SqlConnection> OpenAsync(SqlConnectionStringBuilder? connectionString = null)
    {
        var connection = Connection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await _endpoint.DisposeAsync();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using var bare = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddDays(1));

        // Windows' TLS needs a key that was imported.
        return X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pfx), null);
    }
}
