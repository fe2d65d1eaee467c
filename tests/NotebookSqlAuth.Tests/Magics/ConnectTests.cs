using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Sandbox;
using Xunit;

namespace NotebookSqlAuth.Tests.Magics;

/// <summary>Opening connections, with a real SqlClient against the sandbox.</summary>
public sealed class ConnectTests
{
    [Fact]
    public async Task The_environment_names_the_server_where_no_option_does()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        await notebook.RunAsync("#!aad-login");

        var cell = await notebook.RunAsync("#!sql-connect");

        Assert.Equal(
            $"Connected: `default` is `{notebook.Sandbox.Database}` on `{notebook.Sandbox.Server}`, as `alice@contoso.example`. Queries that name no connection go to it.",
            cell.FinalText);
        Assert.Equal("default", notebook.Session.DefaultConnectionName);
    }

    [Fact]
    public async Task A_query_without_a_connection_opens_the_environments()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        await notebook.RunAsync("#!aad-login");

        await notebook.RunAsync("#!sql-query\nSELECT 1 AS n");

        Assert.Equal(["default"], notebook.Session.ConnectionNames);
    }

    [Fact]
    public async Task A_query_with_no_connection_and_no_environment_says_how_to_connect()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        await using var session = new NotebookSession(_ => null);
        var cell = new RecordingCell(TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<UserError>(() => NotebookSqlAuth.Magics.MagicSet.RunAsync(
            NotebookSqlAuth.Magics.MagicSet.Find("#!sql-query")!, "", "SELECT 1 AS n", session, cell));

        Assert.Equal(ErrorCodes.NoConnection, error.Code);
        Assert.Contains("#!sql-connect", cell.FinalText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_latest_connection_is_the_default_and_each_keeps_its_own_session()
    {
        await using var notebook = await SandboxNotebook.StartConnectedAsync();
        await notebook.RunAsync("#!sql-query\nCREATE TABLE #first (n int)");
        await notebook.RunAsync("#!sql-connect --name second");

        Assert.Equal("second", notebook.Session.DefaultConnectionName);
        await notebook.FailAsync("#!sql-query\nSELECT n FROM #first", ErrorCodes.QueryFailed);
        await notebook.RunAsync("#!sql-query --connection default\nSELECT n FROM #first");
    }

    [Fact]
    public async Task An_unknown_connection_is_answered_with_the_known_ones()
    {
        await using var notebook = await SandboxNotebook.StartConnectedAsync();

        var error = await notebook.FailAsync("#!sql-query --connection defualt\nSELECT 1 AS n", ErrorCodes.UnknownConnection);

        Assert.Contains("Did you mean `default`?", error.Next, StringComparison.Ordinal);
        Assert.Equal("Open: `default`.", error.Why);
    }

    [Fact]
    public async Task Connecting_again_under_one_name_closes_the_first()
    {
        await using var notebook = await SandboxNotebook.StartConnectedAsync();
        await notebook.RunAsync("#!sql-query\nCREATE TABLE #first (n int)");

        await notebook.RunAsync("#!sql-connect");

        Assert.Equal(["default"], notebook.Session.ConnectionNames);
        await notebook.FailAsync("#!sql-query\nSELECT n FROM #first", ErrorCodes.QueryFailed);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_named_and_no_connection_stays()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        await notebook.RunAsync("#!aad-login");

        await notebook.FailAsync("#!sql-connect --database nowhere", ErrorCodes.DatabaseNotFound);

        Assert.Contains("No connection to `nowhere`", notebook.LastCell.FinalText, StringComparison.Ordinal);
        Assert.Empty(notebook.Session.ConnectionNames);
    }

    [Fact]
    public async Task A_user_without_access_to_the_database_is_told_so()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        notebook.OnCode = code => notebook.Sandbox.ApproveAsync(code, SandboxUser.All[^1]);
        await notebook.RunAsync("#!aad-login");

        await notebook.FailAsync("#!sql-connect", ErrorCodes.LoginFailed);
    }

    [Fact]
    public async Task The_environments_certificate_is_for_this_computer_only()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        await notebook.RunAsync("#!aad-login");

        // Not NSA1105: the certificate stays out of it, and the name is looked up as any server's.
        await notebook.FailAsync("#!sql-connect --server no-such-server-7f3a.invalid", ErrorCodes.ServerNotFound);
    }

    [Fact]
    public async Task A_database_that_is_resuming_is_waited_for_and_the_wait_is_said()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        await notebook.RunAsync("#!aad-login");
        notebook.Sandbox.Faults.Tds.FailNextLogins(1, 40613);

        var cell = await notebook.RunAsync("#!sql-connect");

        Assert.Contains(Assert.Single(cell.Displays).Outputs, output => output.PlainText.Contains("40613", StringComparison.Ordinal));
        Assert.StartsWith("Connected", cell.FinalText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_cannot_be_reopened_stays_and_is_tried_again()
    {
        await using var notebook = await SandboxNotebook.StartConnectedAsync();
        await notebook.RunAsync("#!sql-query\nSELECT 1 AS n");
        notebook.Sandbox.Faults.Tds.CloseIdleSessions();
        await notebook.FailAsync("#!sql-query\nSELECT 1 AS n", ErrorCodes.SessionLost);

        notebook.Sandbox.Faults.Tds.FailNextLogins(1, 40615);
        await notebook.FailAsync("#!sql-query\nSELECT 1 AS n", ErrorCodes.BlockedByFirewall);
        var cell = await notebook.RunAsync("#!sql-query\nSELECT 1 AS n");

        Assert.Contains("#temp tables, SET options and USE of the old one are gone", cell.FinalText, StringComparison.Ordinal);
    }
}
