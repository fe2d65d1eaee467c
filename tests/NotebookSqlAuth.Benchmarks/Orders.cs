using System.Globalization;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Sandbox;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Benchmarks;

/// <summary>The rows that travel: N rows × 8 columns of a sandbox's SQL, and the frame of them.</summary>
internal sealed class Orders : IAsyncDisposable
{
    /// <summary>What each way asks of Spark once the rows are there.</summary>
    public const string SparkSql =
        "SELECT status, count(*) AS n, sum(amount) AS amount, cast(avg(price) AS decimal(18,3)) AS price FROM orders GROUP BY status ORDER BY status";

    private static readonly Dictionary<string, object?> s_noVariables = [];

    private readonly SandboxHost _sandbox;
    private readonly QueryText _query;

    private Orders(SandboxHost sandbox, SqlSession session, QueryText query, DataFrame frame)
    {
        _sandbox = sandbox;
        _query = query;
        Session = session;
        Frame = frame;
    }

    public SqlSession Session { get; }

    public DataFrame Frame { get; }

    public QueryText Query => _query;

    public static async Task<Orders> QueryAsync(int rows)
    {
        var sandbox = await SandboxHost.StartAsync();
        var options = new SignInOptions { Authority = sandbox.Authority, CertificateFile = sandbox.CertificateFile };
        var tokens = await DeviceCodeSignIn.RunAsync(
            options, (prompt, stop) => sandbox.ApproveAsync(prompt.UserCode, SandboxUser.Alice, stop), CancellationToken.None);
        var target = new SqlTarget(sandbox.Server, sandbox.Database) { CertificateFile = sandbox.CertificateFile };
        var session = await new SqlConnector(tokens).OpenAsync(target, null, CancellationToken.None);

        // No NULL among the prices: PySpark without Arrow takes pandas' NaN for a number, and its average would be another.
        // A table, so that each way asks for the same rows and none waits for them to be made.
        var make = QueryText.Parse(string.Create(CultureInfo.InvariantCulture, $"""
            WITH digits AS (SELECT n FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS d(n)),
            thousand AS (SELECT a.n + 10 * b.n + 100 * c.n AS n FROM digits a CROSS JOIN digits b CROSS JOIN digits c),
            numbers AS (SELECT CAST(a.n AS bigint) + 1000 * CAST(b.n AS bigint) + 1000000 * CAST(c.n AS bigint) AS value FROM thousand a CROSS JOIN thousand b CROSS JOIN digits c)
            SELECT value AS id, CAST(value % 50000 AS int) AS customer,
                CASE value % 3 WHEN 0 THEN N'open' WHEN 1 THEN N'paid' ELSE N'sent' END AS status,
                CASE WHEN value % 10 = 0 THEN NULL ELSE CONCAT(N'Customer ', value) END AS name, CAST(value / 100.0 AS decimal(18,4)) AS amount,
                CAST(value / 8.0 AS float) AS price,
                DATEADD(second, CAST(value % 86400 AS int), CAST('2024-02-29' AS datetime2(6))) AS created, CAST(value % 2 AS bit) AS active
            INTO #orders FROM numbers WHERE value < {rows}
            """));
        await QueryRunner.RunAsync(session, make, s_noVariables, new QueryOptions(), null, CancellationToken.None);
        var query = QueryText.Parse("SELECT id, customer, status, name, amount, price, created, active FROM #orders");
        return new Orders(sandbox, session, query, await ReadAsync(session, query));
    }

    /// <summary>SQL to a frame alone.</summary>
    public Task<DataFrame> ReadAsync() => ReadAsync(Session, _query);

    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
        await _sandbox.DisposeAsync();
    }

    private static async Task<DataFrame> ReadAsync(SqlSession session, QueryText query)
    {
        var result = await QueryRunner.RunAsync(session, query, s_noVariables, new QueryOptions(), null, CancellationToken.None);
        return result.ResultSets[0].Frame;
    }
}
