using Microsoft.Data.SqlClient;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Tds;

/// <summary>The endpoint with the real engine and the real token validator behind it.</summary>
public sealed class WholeSandboxTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>
{
    private readonly SandboxHost _sandbox = fixture.Sandbox;

    [Fact]
    public async Task A_signed_in_user_reads_rows_that_a_parameter_chose()
    {
        await using var connection = await OpenAsync(_sandbox.IssueAccessToken(SandboxUser.All[1]));
        await using var command = new SqlCommand("SELECT SUSER_SNAME(), DB_NAME(), 5 / @divisor", connection);
        command.Parameters.AddWithValue("@divisor", 2);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);

        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["bob@contoso.example", _sandbox.Database, 2], Enumerable.Range(0, 3).Select(reader.GetValue));
    }

    [Fact]
    public async Task A_token_that_has_expired_is_refused_with_18456()
    {
        var token = _sandbox.IssueAccessToken(SandboxUser.All[0], lifetime: TimeSpan.FromMinutes(-1));
        var refused = await Assert.ThrowsAsync<SqlException>(() => OpenAsync(token));

        Assert.Equal(18456, refused.Number);
        Assert.Equal(("LOGIN", (int?)18456), (_sandbox.Audit.Entries[^1].Statement, _sandbox.Audit.Entries[^1].ErrorNumber));
        Assert.DoesNotContain(token, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_for_another_resource_is_refused_with_18456()
    {
        var token = _sandbox.IssueAccessToken(SandboxUser.All[0], audience: "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d");

        Assert.Equal(18456, (await Assert.ThrowsAsync<SqlException>(() => OpenAsync(token))).Number);
    }

    [Fact]
    public async Task A_user_without_access_to_the_database_is_refused_with_18456() =>
        Assert.Equal(18456, (await Assert.ThrowsAsync<SqlException>(() => OpenAsync(_sandbox.IssueAccessToken(SandboxUser.All[^1])))).Number);

    [Fact]
    public async Task An_unknown_database_is_refused_with_4060() =>
        Assert.Equal(4060, (await Assert.ThrowsAsync<SqlException>(() => OpenAsync(_sandbox.IssueAccessToken(SandboxUser.All[0]), "nowhere"))).Number);

    [Fact]
    public async Task Fixture_tables_answer_through_the_engine()
    {
        await using var connection = await OpenAsync(_sandbox.IssueAccessToken(SandboxUser.All[0]));
        await using var command = new SqlCommand("SELECT * FROM types.datetimeoffset", connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);

        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(TimeSpan.FromMinutes(330), reader.GetDateTimeOffset(1).Offset);
    }

    private async Task<SqlConnection> OpenAsync(string token, string? database = null)
    {
        var connection = new SqlConnection(new SqlConnectionStringBuilder
        {
            DataSource = _sandbox.Server,
            InitialCatalog = database ?? _sandbox.Database,
            Encrypt = SqlConnectionEncryptOption.Mandatory,
            ServerCertificate = _sandbox.CertificateFile,
            ConnectRetryCount = 0,
            Pooling = false,
        }.ConnectionString)
        {
            AccessToken = token,
        };
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
