using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Sandbox;
using NotebookSqlAuth.Spark.Jdbc;
using NotebookSqlAuth.Spark.Tests.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark.Tests.Jdbc;

/// <summary>What the executors cannot read is said before anything is sent to Spark.</summary>
[Collection(nameof(JdbcServers))]
public sealed class JdbcRefusalTests(JdbcServers servers, ConnectServers plain)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SELECT * FROM sales.Orders WHERE OrderId <= @last", ErrorCodes.JdbcVariables, "@last")]
    [InlineData("SELECT 1 AS OrderId; SELECT 2 AS OrderId", ErrorCodes.JdbcNotOneSelect, "one SELECT")]
    [InlineData("SELECT 1 AS OrderId\nGO\nSELECT 2 AS OrderId", ErrorCodes.JdbcNotOneSelect, "one SELECT")]
    [InlineData("SELECT 1 AS OrderId\nGO 3", ErrorCodes.JdbcNotOneSelect, "one SELECT")]
    [InlineData("DELETE FROM sales.Orders", ErrorCodes.JdbcNotOneSelect, "one SELECT")]
    [InlineData("SELECT OrderId FROM sales.Orders ORDER BY OrderId", ErrorCodes.JdbcClause, "ORDER BY without TOP")]
    [InlineData("SELECT OrderId FROM sales.Orders OPTION (MAXDOP 1)", ErrorCodes.JdbcClause, "OPTION")]
    [InlineData("SELECT OrderId FROM sales.Orders FOR JSON PATH", ErrorCodes.JdbcClause, "FOR")]
    [InlineData("SELECT OrderId, Total * 2 FROM sales.Orders", ErrorCodes.JdbcColumnNames, "no name")]
    [InlineData("SELECT OrderId, OrderId FROM sales.Orders", ErrorCodes.JdbcColumnNames, "share a name")]
    [InlineData("SELECT OrderId FROM #mine", ErrorCodes.JdbcTemporaryTable, "#mine")]
    [InlineData("SELECT TOP 5 OrderId FROM sales.Orders", ErrorCodes.JdbcNotRepeatable, "TOP without ORDER BY")]
    [InlineData("SELECT OrderId, NEWID() AS id FROM sales.Orders", ErrorCodes.JdbcNotRepeatable, "NEWID()")]
    [InlineData("SELECT Total FROM sales.Orders", ErrorCodes.JdbcPartitionColumn, "`Total`")]
    [InlineData("SELECT Status AS OrderId, Total FROM sales.Orders", ErrorCodes.JdbcPartitionColumn, "varchar")]
    [InlineData("SELECT OrderId, nothing FROM sales.Orders", ErrorCodes.QueryFailed, "207")]
    [InlineData("SELECT id AS OrderId, value FROM types.xml", ErrorCodes.UnsupportedColumnType, "xml")]
    public async Task Select_that_cannot_be_split_is_refused_with_the_reason(string select, string code, string says)
    {
        var error = await RefusedAsync(SparkHome.Spark3, select, 4);

        Assert.Equal(code, error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_number_of_partitions_that_makes_no_sense_is_refused(int partitions) =>
        Assert.Equal(ErrorCodes.JdbcPartitions, (await RefusedAsync(SparkHome.Spark3, "SELECT OrderId FROM sales.Orders", partitions)).Code);

    [Theory]
    [MemberData(nameof(ConnectServers.Sparks), MemberType = typeof(ConnectServers))]
    public async Task Spark_without_the_driver_is_told_which_package_to_take(string spark)
    {
        var error = await RefusedAsync(spark, "SELECT OrderId FROM sales.Orders", 4);

        Assert.True(ErrorCodes.JdbcDriverMissing == error.Code, error.Message);
        Assert.Contains("--packages com.microsoft.sqlserver:mssql-jdbc:", error.Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_ends_within_minutes_is_not_sent()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { AccessTokenLifetime = TimeSpan.FromMinutes(4) }, Token);
        var connector = new SqlConnector(await JdbcServers.SignInAsync(sandbox));
        await using var spark = await JdbcServers.OpenSparkAsync((await plain.OfAsync(SparkHome.Spark3)).Address);
        using var sql = await connector.OpenAsync(new SqlTarget(sandbox.Server, sandbox.Database) { CertificateFile = sandbox.CertificateFile }, null, Token);

        var error = await Assert.ThrowsAsync<UserError>(() => JdbcRead.CreateViewAsync(
            spark, "orders", connector, sql, QueryText.Parse("SELECT OrderId FROM sales.Orders"), new JdbcOptions("OrderId", 4), Token));

        Assert.Equal(ErrorCodes.JdbcTokenEnding, error.Code);
        Assert.Contains("3 minutes", error.What, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ConnectServers.Sparks), MemberType = typeof(ConnectServers))]
    public async Task A_server_elsewhere_without_TLS_gets_no_token(string spark)
    {
        var address = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(own => own.Address)
            .FirstOrDefault(own => own.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(own));
        Assert.SkipWhen(address is null, "skipped: needs an address of this machine beside loopback");
        await using var proxy = new CuttingProxy((await plain.OfAsync(spark)).Port, address);
        await using var session = await JdbcServers.OpenSparkAsync(proxy.Address);
        using var sql = await servers.OpenSqlAsync();
        var asked = servers.Sandbox.Audit.Entries.Count;

        var error = await Assert.ThrowsAsync<UserError>(() => JdbcRead.CreateViewAsync(
            session, "orders", servers.Connector, sql, QueryText.Parse("SELECT OrderId FROM sales.Orders"), new JdbcOptions("OrderId", 4), Token));

        Assert.Equal(ErrorCodes.SparkTokenNeedsTls, error.Code);
        Assert.Contains(proxy.Address, error.What, StringComparison.Ordinal);
        Assert.Equal(asked, servers.Sandbox.Audit.Entries.Count);
        var setting = await session.GetConfigAsync("spark.sql.redaction.string.regex", Token);
        Assert.True(setting is null or "", "The token's setting was made, as only happens right before the token is sent.");
    }

    [Theory]
    [InlineData(20, 1)]
    [InlineData(60, 0)]
    public async Task A_token_with_less_than_half_an_hour_left_is_renewed_first(int minutes, int renewals)
    {
        var ledger = Path.GetTempFileName();
        try
        {
            await using var sandbox = await SandboxHost.StartAsync(
                new SandboxOptions { AccessTokenLifetime = TimeSpan.FromMinutes(minutes), SecretLedgerFile = ledger }, Token);
            var connector = new SqlConnector(await JdbcServers.SignInAsync(sandbox));
            await using var spark = await JdbcServers.OpenSparkAsync((await plain.OfAsync(SparkHome.Spark3)).Address);
            using var sql = await connector.OpenAsync(new SqlTarget(sandbox.Server, sandbox.Database) { CertificateFile = sandbox.CertificateFile }, null, Token);
            var scope = connector.Tokens.Options.Cloud.SqlScope;
            var before = (await connector.Tokens.GetTokenAsync(scope, Token)).Reveal();

            // That server has no driver: the token is taken, and the view fails after it.
            await Assert.ThrowsAsync<UserError>(() => JdbcRead.CreateViewAsync(
                spark, "orders", connector, sql, QueryText.Parse("SELECT OrderId FROM sales.Orders"), new JdbcOptions("OrderId", 4), Token));

            var issued = (await File.ReadAllLinesAsync(ledger, Token)).SkipWhile(secret => secret != before).Skip(1);
            var after = (await connector.Tokens.GetTokenAsync(scope, Token)).Reveal();
            Assert.Equal((renewals, renewals == 0), (issued.Count(secret => secret == after), before == after));
        }
        finally
        {
            File.Delete(ledger);
        }
    }

    [Fact]
    public async Task A_session_of_another_account_is_refused()
    {
        await using var spark = await JdbcServers.OpenSparkAsync((await plain.OfAsync(SparkHome.Spark3)).Address);
        var connector = new SqlConnector(await JdbcServers.SignInAsync(servers.Sandbox, SandboxUser.All[1]));
        using var sql = await servers.OpenSqlAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => JdbcRead.CreateViewAsync(
            spark, "orders", connector, sql, QueryText.Parse("SELECT OrderId FROM sales.Orders"), new JdbcOptions("OrderId", 4), Token));
    }

    private async Task<UserError> RefusedAsync(string spark, string select, int partitions)
    {
        await using var session = await JdbcServers.OpenSparkAsync((await plain.OfAsync(spark)).Address);
        using var sql = await servers.OpenSqlAsync();
        return await Assert.ThrowsAsync<UserError>(() => JdbcRead.CreateViewAsync(
            session, "orders", servers.Connector, sql, QueryText.Parse(select), new JdbcOptions("OrderId", partitions), Token));
    }
}
