using Microsoft.Data.SqlClient;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Tds;

public sealed class LoginTests : IAsyncDisposable
{
    private readonly TdsServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_token_from_the_callback_opens_a_session_that_answers()
    {
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("WHO", connection);

        Assert.Equal("alice@contoso.example", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        Assert.Equal("12.00.2000", connection.ServerVersion);
        Assert.Equal("sales", connection.Database);
        Assert.Equal("https://localhost:1/contoso", _server.LastRequest!.Authority);
        Assert.Equal("https://database.windows.net/", _server.LastRequest.Resource);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task A_token_that_comes_with_the_login_opens_a_session_on_every_loopback_address(string host)
    {
        Assert.SkipUnless(host != "::1" || System.Net.Sockets.Socket.OSSupportsIPv6, "skipped: needs IPv6");
        var connectionString = _server.ConnectionString();
        connectionString.DataSource = $"{host},{_server.Port}";
        await using var connection = new SqlConnection(connectionString.ConnectionString) { AccessToken = TdsServer.GoodToken };
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new SqlCommand("WHO", connection);

        Assert.Equal("alice@contoso.example", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_strict_client_is_served_on_the_same_port()
    {
        var connectionString = _server.ConnectionString();
        connectionString.Encrypt = SqlConnectionEncryptOption.Strict;
        await using var connection = await _server.OpenAsync(connectionString);
        await using var command = new SqlCommand("SELECT 1", connection);

        Assert.Equal(1, command.ExecuteScalar());
    }

    [Fact]
    public async Task A_client_that_would_go_unencrypted_is_encrypted_all_the_same()
    {
        var connectionString = _server.ConnectionString();
        connectionString.Encrypt = SqlConnectionEncryptOption.Optional;
        await using var connection = await _server.OpenAsync(connectionString);
        await using var command = new SqlCommand("WHO", connection);
        Assert.Equal("alice@contoso.example", command.ExecuteScalar());

        connectionString.ServerCertificate = string.Empty;
        await Assert.ThrowsAsync<SqlException>(() => _server.OpenAsync(connectionString));
        Assert.Single(_server.Audit.Entries, entry => entry.Statement == "LOGIN");
    }

    [Fact]
    public async Task A_client_that_does_not_trust_the_certificate_leaves_before_its_token_does()
    {
        var connectionString = _server.ConnectionString();
        connectionString.ServerCertificate = string.Empty;
        await using var connection = new SqlConnection(connectionString.ConnectionString) { AccessToken = TdsServer.GoodToken };

        await Assert.ThrowsAsync<SqlException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));
        Assert.Empty(_server.Audit.Entries);
    }

    [Fact]
    public async Task A_wrong_token_is_refused_with_18456_and_noted()
    {
        await using var connection = new SqlConnection(_server.ConnectionString().ConnectionString) { AccessToken = "canary-token" };
        var refused = await Assert.ThrowsAsync<SqlException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));

        Assert.Equal((18456, (byte)14, (byte)1, "Login failed for user '<token-identified principal>'."), (refused.Number, refused.Class, refused.State, refused.Errors[0].Message));
        Assert.Equal(("LOGIN", 18456, ""), Assert.Single(_server.Audit.Entries.Select(entry => (entry.Statement, entry.ErrorNumber!.Value, entry.UserName))));
        Assert.DoesNotContain("canary", string.Join('\n', _server.Audit.Entries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_refused_with_18456_that_says_why()
    {
        var connectionString = _server.ConnectionString();
        connectionString.UserID = "sa";
        connectionString.Password = "canary-password";
        await using var connection = new SqlConnection(connectionString.ConnectionString);
        var refused = await Assert.ThrowsAsync<SqlException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));

        Assert.Equal(18456, refused.Number);
        Assert.Contains("'sa'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("only authentication is enabled", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", string.Join('\n', _server.Audit.Entries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_database_is_refused_with_4060()
    {
        var connectionString = _server.ConnectionString();
        connectionString.InitialCatalog = "nowhere";

        Assert.Equal(4060, (await Assert.ThrowsAsync<SqlException>(() => _server.OpenAsync(connectionString))).Number);
    }
}
