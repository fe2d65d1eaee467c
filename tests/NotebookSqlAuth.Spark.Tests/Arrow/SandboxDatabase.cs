using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Sandbox;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark.Tests.Arrow;

/// <summary>A sandbox with its analyst signed in: one per test class.</summary>
public sealed class SandboxDatabase : IAsyncLifetime
{
    internal static readonly Dictionary<string, object?> NoVariables = [];

    private SandboxHost _host = null!;
    private SqlConnector _connector = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        _connector = new SqlConnector(await DeviceCodeSignIn.RunAsync(
            new SignInOptions { Authority = _host.Authority, CertificateFile = _host.CertificateFile },
            (prompt, cancellationToken) => _host.ApproveAsync(prompt.UserCode, SandboxUser.Alice, cancellationToken),
            TestContext.Current.CancellationToken));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    internal Task<SqlSession> OpenAsync() => _connector.OpenAsync(
        new SqlTarget(_host.Server, _host.Database) { CertificateFile = _host.CertificateFile }, null, TestContext.Current.CancellationToken);

    internal static Task<QueryResult> RunAsync(SqlSession session, string sql) => QueryRunner.RunAsync(
        session, QueryText.Parse(sql), NoVariables, new QueryOptions(), null, TestContext.Current.CancellationToken);

    internal static Task<StreamedQuery> StreamAsync(
        SqlSession session, string sql, BatchConsumer consume, ArrowOptions? arrow = null, QueryOptions? options = null, CancellationToken? cancellationToken = null) =>
        QueryBatches.RunAsync(
            session,
            QueryText.Parse(sql),
            NoVariables,
            options ?? new QueryOptions(),
            arrow ?? new ArrowOptions(),
            consume,
            null,
            cancellationToken ?? TestContext.Current.CancellationToken);
}
