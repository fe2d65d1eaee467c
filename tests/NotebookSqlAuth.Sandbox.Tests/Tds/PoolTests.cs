using Microsoft.Data.SqlClient;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Tds;

public sealed class PoolTests : IAsyncDisposable
{
    private readonly TdsServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_pooled_session_is_reset_before_its_next_user_s_first_statement()
    {
        var connectionString = _server.ConnectionString();
        connectionString.Pooling = true;
        for (var user = 0; user < 3; user++)
        {
            await using var connection = await _server.OpenAsync(connectionString);
            await using var command = new SqlCommand("SELECT 1", connection);
            Assert.Equal(1, command.ExecuteScalar());
        }

        Assert.Equal(2, Assert.Single(_server.Engine.Sessions).Resets);
        await using var last = _server.Connection(connectionString);
        SqlConnection.ClearPool(last);
    }
}
