using System.Text.RegularExpressions;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Sandbox;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Jdbc;
using NotebookSqlAuth.Spark.Tests.Servers;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark.Tests.Jdbc;

/// <summary>The user's token goes to the executors and is shown by nothing of Spark.</summary>
[Collection(nameof(JdbcServers))]
public sealed class JdbcTokenTests(JdbcServers servers, ConnectServers plain)
{
    private const string Setting = "spark.sql.redaction.string.regex";
    private const string Select = "SELECT OrderId, Total, OrderedAt FROM sales.Orders WHERE OrderId <= 5000";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ConnectServers.Sparks), MemberType = typeof(ConnectServers))]
    public async Task Token_is_on_no_page_in_no_log_and_in_no_error_of_Spark(string spark)
    {
        var server = await servers.OfAsync(spark);
        var token = (await servers.Connector.Tokens.GetTokenAsync(servers.Connector.Tokens.Options.Cloud.SqlScope, Token)).Reveal();
        var texts = new List<(string Where, string Text)>();
        await using var session = await JdbcServers.OpenSparkAsync(server.Server.Address);
        using var sql = await servers.OpenSqlAsync();
        var view = await CreateAsync(session, sql, "orders");

        // Every way that Spark has of showing what it does, those of a failure too.
        texts.Add(("explain", await view.Frame.ExplainAsync(Token)));
        texts.Add(("schema", await view.Frame.SchemaJsonAsync(Token)));
        texts.Add(("show", await view.Frame.ShowAsync(5, Token)));
        foreach (var statement in new[]
        {
            "EXPLAIN EXTENDED SELECT * FROM orders WHERE Total > 5", "EXPLAIN FORMATTED SELECT COUNT(*) FROM orders", "DESCRIBE TABLE EXTENDED orders",
            "SHOW VIEWS", "SET", "SELECT COUNT(*), SUM(Total) FROM orders", "CACHE TABLE kept AS SELECT * FROM orders", "UNCACHE TABLE kept",
        })
        {
            var answer = await (await session.SqlAsync(statement, null, null, Token)).CollectAsync(cancellationToken: Token);
            texts.Add((statement, string.Join('\n', answer.Rows.Select(row => string.Join('\t', row)))));
        }

        texts.Add(("a wrong column", await FailAsync(() => QueryAsync(session, "SELECT nothing FROM orders"))));
        texts.Add(("a failing task", await FailAsync(() => QueryAsync(session, "SELECT raise_error(CAST(Total AS STRING)) FROM orders"))));
        servers.Sandbox.Faults.Tds.FailNextLogins(int.MaxValue, 18456);
        try
        {
            texts.Add(("a refused token", await FailAsync(() => QueryAsync(session, "SELECT COUNT(*) FROM orders"))));
        }
        finally
        {
            servers.Sandbox.Faults.Tds.FailNextLogins(0, 18456);
        }

        texts.AddRange(await ShownAsync(server));
        Assert.Contains(texts, text => text.Where.StartsWith("/connect/session/", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Where.StartsWith("/SQL/execution/", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Where.Contains("/environment", StringComparison.Ordinal));
        Assert.All(texts, text => Assert.True(SecretForms.Found(token, text.Text) is [], $"The token is in {text.Where}: {string.Join(", ", SecretForms.Found(token, text.Text))}"));

        // The same search finds a token that is sent without the setting.
        var control = servers.Sandbox.IssueAccessToken(SandboxUser.Alice, lifetime: TimeSpan.FromMinutes(30));
        await using var careless = await JdbcServers.OpenSparkAsync(server.Server.Address);
        await careless.Read("jdbc", new Dictionary<string, string>
        {
            ["url"] = $"jdbc:sqlserver://{servers.Sandbox.Server.Replace(',', ':')};databaseName={servers.Sandbox.Database};encrypt=strict;serverCertificate={servers.Sandbox.CertificateFile}",
            ["driver"] = "com.microsoft.sqlserver.jdbc.SQLServerDriver",
            ["dbtable"] = "sales.Customers",
            ["accessToken"] = control,
        }).CreateTempViewAsync("careless", Token);
        var shown = await ShownAsync(server);

        Assert.Contains(shown, text => text.Where.StartsWith("/connect/", StringComparison.Ordinal) && SecretForms.Found(control, text.Text).Contains("raw"));
        Assert.Contains(shown, text => text.Where.StartsWith(server.Events.FullName, StringComparison.Ordinal) && SecretForms.Found(control, text.Text).Contains("raw"));
        Assert.DoesNotContain(shown, text => text.Text.Contains(token, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ConnectServers.Sparks), MemberType = typeof(ConnectServers))]
    public async Task Token_that_the_database_no_longer_takes_is_told_with_what_to_do(string spark)
    {
        await using var session = await JdbcServers.OpenSparkAsync((await servers.OfAsync(spark)).Server.Address);
        using var sql = await servers.OpenSqlAsync();
        await CreateAsync(session, sql, "orders");
        servers.Sandbox.Faults.Tds.FailNextLogins(int.MaxValue, 18456);
        try
        {
            var atUse = await Assert.ThrowsAsync<UserError>(() => QueryAsync(session, "SELECT COUNT(*) FROM orders"));
            var atCreation = await Assert.ThrowsAsync<UserError>(() => CreateAsync(session, sql, "others"));

            Assert.Equal((ErrorCodes.JdbcTokenRefused, ErrorCodes.JdbcTokenRefused), (atUse.Code, atCreation.Code));
            Assert.Contains("Run the cell that made the view again", atUse.Next, StringComparison.Ordinal);
        }
        finally
        {
            servers.Sandbox.Faults.Tds.FailNextLogins(0, 18456);
        }
    }

    [Theory]
    [MemberData(nameof(ConnectServers.Sparks), MemberType = typeof(ConnectServers))]
    public async Task Setting_hides_whole_and_cut_tokens_and_what_it_hid_before(string spark)
    {
        await using var session = await JdbcServers.OpenSparkAsync((await servers.OfAsync(spark)).Server.Address);
        using var sql = await servers.OpenSqlAsync();
        await session.SetConfigAsync(Setting, "pass|(?i)hunter[0-9]", Token);

        await CreateAsync(session, sql, "orders");
        var pattern = await session.GetConfigAsync(Setting, Token);
        await CreateAsync(session, sql, "others");

        Assert.Equal(pattern, await session.GetConfigAsync(Setting, Token));
        Assert.Equal("a * b *", Regex.Replace("a HUNTER2 b pass", pattern!, "*"));

        // Shaped as Entra's: some 1,800 characters; the payload holds the claims.
        var payload = string.Concat(Enumerable.Repeat("hbGciOiJSUzI1NiIsIng1dCI6Ik_-", 50));
        var token = $"eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQ{payload}.Sig_nature-{payload[..300]}";
        Assert.Equal("accessToken: \"\"", Hide($"accessToken: \"{token}\""));
        Assert.Equal("""{\"accessToken\":\"\"}""", Hide($$"""{\"accessToken\":\"{{token}}\"}"""));
        Assert.Equal("?t=&b=1", Hide($"?t={Uri.EscapeDataString(token)}&b=1"));
        Assert.Equal("\"(truncated)", Hide($"\"{token[..1024]}...(truncated)"));
        Assert.Equal("Bearer ", Hide("Bearer " + token[..30]));

        string Hide(string text) => Regex.Replace(text, pattern!, "");
    }

    [Theory]
    [MemberData(nameof(ConnectServers.Sparks), MemberType = typeof(ConnectServers))]
    public async Task Server_that_does_not_keep_the_setting_gets_no_token(string spark)
    {
        var server = await servers.OfAsync(spark);
        await using var proxy = await SettingLosingProxy.StartAsync(server.Server.Port);
        await using var session = await JdbcServers.OpenSparkAsync(proxy.Address);
        using var sql = await servers.OpenSqlAsync();

        var error = await Assert.ThrowsAsync<UserError>(() => CreateAsync(session, sql, "orders"));

        Assert.Equal(ErrorCodes.JdbcRedactionRefused, error.Code);
        Assert.True(proxy.SettingsLost > 0);
        var token = (await servers.Connector.Tokens.GetTokenAsync(servers.Connector.Tokens.Options.Cloud.SqlScope, Token)).Reveal();
        Assert.True(SecretForms.Found(token, proxy.Sent) is [], "The token went to the server.");
        Assert.Contains(Setting, proxy.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_server_gets_the_setting_before_anything_else_fails()
    {
        await using var session = await JdbcServers.OpenSparkAsync((await plain.OfAsync(SparkHome.Spark3)).Address);
        using var sql = await servers.OpenSqlAsync();

        await Assert.ThrowsAsync<UserError>(() => CreateAsync(session, sql, "orders"));

        Assert.StartsWith("eyJ", await session.GetConfigAsync(Setting, Token), StringComparison.Ordinal);
    }

    private Task<JdbcView> CreateAsync(ConnectSession session, SqlSession sql, string view) =>
        JdbcRead.CreateViewAsync(session, view, servers.Connector, sql, QueryText.Parse(Select), new JdbcOptions("OrderId", 4), Token);

    /// <summary>Pages, REST answers, event log and console.</summary>
    private static async Task<List<(string Where, string Text)>> ShownAsync(JdbcServer server) =>
    [
        .. (await SparkPages.ReadAsync(server.Pages, Token)).Select(page => (page.Key, page.Value)),
        .. SparkPages.ReadFiles(server.Events).Select(file => (file.Key, file.Value)),
        ("the server's log", server.Server.Log),
    ];

    private static async Task QueryAsync(ConnectSession session, string sql) =>
        await (await session.SqlAsync(sql, null, null, Token)).CollectAsync(cancellationToken: Token);

    private static async Task<string> FailAsync(Func<Task> action)
    {
        var error = await Assert.ThrowsAsync<UserError>(action);
        return error.ToString() + error.SupportLine + string.Join('\n', error.ServerMessages);
    }
}
