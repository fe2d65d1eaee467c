using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Sandbox;
using NotebookSqlAuth.Sql;
using Xunit;

namespace NotebookSqlAuth.Tests.Core;

/// <summary>A sandbox with its analyst signed in: one per test class.</summary>
public sealed class SignedInSandbox : IAsyncLifetime
{
    private static readonly Dictionary<string, object?> s_noVariables = [];

    internal SandboxHost Host { get; private set; } = null!;

    internal TokenSource Tokens { get; private set; } = null!;

    internal SqlConnector Connector { get; private set; } = null!;

    internal SqlTarget Target => new(Host.Server, Host.Database) { CertificateFile = Host.CertificateFile };

    /// <summary>How many logins the SQL endpoint has let in.</summary>
    internal int Logins => Host.Audit.Entries.Count(entry => entry is { Statement: "LOGIN", ErrorNumber: null });

    public async ValueTask InitializeAsync()
    {
        Host = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Tokens = await SignInAsync(Host, SandboxUser.Alice);
        Connector = new SqlConnector(Tokens);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    internal static SignInOptions OptionsOf(SandboxHost host) =>
        new() { Authority = host.Authority, CertificateFile = host.CertificateFile };

    internal static Task<TokenSource> SignInAsync(SandboxHost host, SandboxUser user) => DeviceCodeSignIn.RunAsync(
        OptionsOf(host),
        (prompt, cancellationToken) => host.ApproveAsync(prompt.UserCode, user, cancellationToken),
        TestContext.Current.CancellationToken);

    internal Task<SqlSession> OpenAsync() => Connector.OpenAsync(Target, null, TestContext.Current.CancellationToken);

    internal static Task<QueryResult> RunAsync(SqlSession session, string sql, params (string Name, object? Value)[] variables) =>
        RunAsync(session, sql, new QueryOptions(), variables);

    internal static Task<QueryResult> RunAsync(
        SqlSession session, string sql, QueryOptions options, params (string Name, object? Value)[] variables) => QueryRunner.RunAsync(
            session,
            QueryText.Parse(sql),
            variables.Length == 0 ? s_noVariables : variables.ToDictionary(variable => variable.Name, variable => variable.Value),
            options,
            null,
            TestContext.Current.CancellationToken);
}
