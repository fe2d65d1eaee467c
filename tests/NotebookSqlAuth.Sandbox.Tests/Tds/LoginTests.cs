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

    [Fact]
    public async Task A_token_that_comes_with_the_login_opens_a_session_that_answers()
    {
        await using var connection = new SqlConnection(_server.ConnectionString().ConnectionString) { AccessToken = TdsServer.GoodToken };
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new SqlCommand("WHO", connection);

        Assert.Equal("alice@contoso.example", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}
