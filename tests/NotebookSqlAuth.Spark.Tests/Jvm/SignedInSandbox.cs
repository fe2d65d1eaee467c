using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Sandbox;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark.Tests.Jvm;

/// <summary>A sandbox with its analyst signed in.</summary>
public sealed class SignedInSandbox : IAsyncLifetime
{
    private SandboxHost _host = null!;
    private TokenSource _tokens = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        _tokens = await DeviceCodeSignIn.RunAsync(
            new SignInOptions { Authority = _host.Authority, CertificateFile = _host.CertificateFile },
            (prompt, cancellationToken) => _host.ApproveAsync(prompt.UserCode, SandboxUser.Alice, cancellationToken),
            TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    internal Task<SqlSession> OpenAsync() => new SqlConnector(_tokens).OpenAsync(
        new SqlTarget(_host.Server, _host.Database) { CertificateFile = _host.CertificateFile }, null, TestContext.Current.CancellationToken);
}
