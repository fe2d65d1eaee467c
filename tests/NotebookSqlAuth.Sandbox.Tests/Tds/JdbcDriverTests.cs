using System.Data.SqlTypes;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Engine.Fixtures;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Tds;

/// <summary>The endpoint as Microsoft's JDBC driver sees it, the third client that shares no code with us: it asks what Spark's executors ask.</summary>
public sealed class JdbcDriverTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>
{
    private static readonly FixtureTable[] s_tables = [.. FixtureCatalogue.Tables.Where(table => table.Name != "everything")];

    [Fact]
    public async Task Jdbc_driver_signs_in_with_an_access_token_and_reads_every_type_in_ranges()
    {
        var answers = await AskAsync(fixture.Sandbox.IssueAccessToken(SandboxUser.Alice), [.. s_tables.Select(table => table.Name)]);

        foreach (var table in s_tables)
        {
            Assert.Equal("false", answers[$"{table.Name}/probe"]);
            Assert.Equal(table.Columns[1].Type.Code.ToString(), answers[$"{table.Name}/type"], ignoreCase: true);
            Assert.Equal(
                table.Rows.Select(row => (row[0], Text(row[1], table.Columns[1].Type))),
                table.Rows.Select(row => (row[0], answers.GetValueOrDefault($"{table.Name}/{row[0]}", "no such row"))));
        }
    }

    [Fact]
    public async Task Jdbc_driver_binds_parameters_cancels_and_is_told_its_errors()
    {
        var answers = await AskAsync(fixture.Sandbox.IssueAccessToken(SandboxUser.Alice), []);

        Assert.Equal(["250", "251", "252", "253"], Enumerable.Range(250, 4).Select(last => answers[$"count/{last}"]));
        Assert.Equal("true", answers["cancelled"]);
        Assert.Equal("alice@contoso.example SandboxSales", answers["who"]);
        Assert.StartsWith("207 Invalid column name 'nothing'.", answers["wrong"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jdbc_driver_with_an_expired_token_is_refused_as_by_SQL_Server()
    {
        var answers = await AskAsync(fixture.Sandbox.IssueAccessToken(SandboxUser.Alice, lifetime: TimeSpan.FromMinutes(-5)), []);

        Assert.StartsWith("18456 Login failed for user '<token-identified principal>'", answers["error"], StringComparison.Ordinal);
    }

    /// <summary>As the Java program writes it: all digits of a second, the bits of what is approximate.</summary>
    private static string? Text(object? value, SqlDataType type) => value switch
    {
        null => null,
        bool flag => flag ? "1" : "0",
        float number => BitConverter.SingleToInt32Bits(number).ToString("x", CultureInfo.InvariantCulture),
        double number => BitConverter.DoubleToInt64Bits(number).ToString("x", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.0000", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString(@"hh\:mm\:ss\.fffffff", CultureInfo.InvariantCulture) + "00",
        DateTime time => Stamp(time),
        DateTimeOffset time => Stamp(time.DateTime) + string.Create(CultureInfo.InvariantCulture, $" {time.Offset.TotalMinutes}"),
        byte[] bytes => Convert.ToHexString(bytes),
        Guid id => id.ToString().ToUpperInvariant(),
        SqlDecimal number => number.ToString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string Stamp(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss.fffffff", CultureInfo.InvariantCulture) + "00";

    private async Task<Dictionary<string, string?>> AskAsync(string token, string[] tables)
    {
        var start = new ProcessStartInfo("java", ["-cp", RequireDriver(), Path.Combine(AppContext.BaseDirectory, "Tds", "jdbc", "Client.java"), .. tables])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TDS_PORT"] = fixture.Sandbox.Server.Split(',')[1];
        start.Environment["TDS_CERTIFICATE"] = fixture.Sandbox.CertificateFile;
        start.Environment["TDS_DATABASE"] = fixture.Sandbox.Database;
        start.Environment["TDS_TOKEN"] = token;
        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error + await output);
        return (await output)
            .Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[0], parts => parts[1] == "-" ? null : Encoding.UTF8.GetString(Convert.FromBase64String(parts[1])));
    }

    /// <summary>The driver lies beside the Sparks that the machine has, whose executors use it.</summary>
    private static string RequireDriver()
    {
        var driver = new[] { "SPARK_HOME_3", "SPARK_HOME_4" }
            .Select(Environment.GetEnvironmentVariable)
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder!, "mssql-jdbc-*.jar"))
            .FirstOrDefault();
        Assert.SkipUnless(driver is not null, "skipped: needs mssql-jdbc-*.jar in the folder that SPARK_HOME_3 or SPARK_HOME_4 names");
        return driver!;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("skipped: needs java on the PATH, a JDK of version 17 or later");
            throw;
        }
    }
}
