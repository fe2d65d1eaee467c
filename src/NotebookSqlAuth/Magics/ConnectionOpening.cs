using NotebookSqlAuth.Display;
using NotebookSqlAuth.Session;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Magics;

/// <summary>Opens connections, telling the cell meanwhile why it still waits.</summary>
internal static class ConnectionOpening
{
    /// <summary>Opens a connection and makes it the default.</summary>
    public static async Task<NamedConnection> OpenAsync(
        string name, SqlTarget target, SignIn signIn, NotebookSession session, ICellContext cell)
    {
        var opened = await OpenSessionAsync(target, signIn, cell, sqlSession =>
            $"Connected: `{name}` is `{sqlSession.Database}` on `{target.Server}`, as `{signIn.Account.UserName}`. Queries that name no connection go to it.");
        var connection = new NamedConnection(name, signIn.Key, opened);
        session.Connections.Add(connection);
        return connection;
    }

    /// <summary>Opens a connection again whose server session was lost.</summary>
    /// <exception cref="Errors.UserError">Its account is no longer signed in, or it could not be opened.</exception>
    public static async Task<NamedConnection> ReopenAsync(NamedConnection lost, NotebookSession session, ICellContext cell)
    {
        var target = lost.Session.Target;
        var signIn = session.SignIns.Find(lost.SignIn) ?? session.SignIns.Choose(lost.Session.Account.HomeAccountId);
        var opened = await OpenSessionAsync(target, signIn, cell, _ => $"Reopened `{lost.Name}`.");
        var connection = new NamedConnection(lost.Name, signIn.Key, opened);
        session.Connections.Replace(lost, connection);
        return connection;
    }

    private static async Task<SqlSession> OpenSessionAsync(
        SqlTarget target, SignIn signIn, ICellContext cell, Func<SqlSession, string> done)
    {
        await using var display = OpeningDisplay.Show(
            cell, $"Connecting to `{target.Database}` on `{target.Server}`…", $"No connection to `{target.Database}` on `{target.Server}`.");
        var opened = await signIn.Connector.OpenAsync(target, display, cell.Cancellation);
        await display.CompleteAsync(ProgressLine.Of(done(opened)));
        return opened;
    }
}
