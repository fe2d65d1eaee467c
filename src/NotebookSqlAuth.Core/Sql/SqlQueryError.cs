using System.Globalization;
using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Sql;

/// <summary>What goes wrong while a query runs, as errors of ours.</summary>
internal static class SqlQueryError
{
    private const string Reconnect = "Run the cell again: it connects anew. Create #temp tables and set options again first.";

    internal static UserError SessionLost(SqlSession session) => new(
        ErrorCodes.SessionLost,
        $"The server session on `{session.Target.Database}` is gone.",
        "It was closed by the server or the network (Azure closes it after about 30 minutes of rest), and its #temp tables, SET options and open transaction with it.",
        Reconnect)
    {
        ClientConnectionId = session.ClientConnectionId,
    };

    internal static UserError Timeout(SqlSession session, TimeSpan limit, long rows, IReadOnlyList<string> messages) => new(
        ErrorCodes.QueryTimeout,
        string.Create(CultureInfo.InvariantCulture, $"The query took longer than its limit of {limit.TotalSeconds:0.###} s and was stopped."),
        string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows had come by then; they are not kept."),
        "Ask for fewer rows, or give it more time with --timeout.")
    {
        ServerMessages = [.. messages],
        ClientConnectionId = session.ClientConnectionId,
    };

    /// <param name="e">What SqlClient threw.</param>
    /// <param name="session">Where.</param>
    /// <param name="batch">What ran.</param>
    /// <param name="rows">How many rows had come; null where the answer had not begun.</param>
    /// <param name="messages">What the server had printed.</param>
    internal static UserError From(Exception e, SqlSession session, QueryBatch batch, long? rows, IReadOnlyList<string> messages)
    {
        if (!session.IsOpen || e is SqlException { Class: >= 20 })
        {
            return rows is { } count ? Dropped(session, count) : SessionLost(session);
        }

        return e is SqlException sql
            ? OfServer(sql, session, batch, messages)
            : new UserError(
                ErrorCodes.UnreadableAnswer,
                "The server's answer could not be read.",
                $"The SQL client failed with {e.GetType().Name}.",
                "Run the cell again; if it stays, leave out columns one by one to find the one that fails, and report it.")
            {
                ClientConnectionId = session.ClientConnectionId,
            };
    }

    private static UserError Dropped(SqlSession session, long rows) => new(
        ErrorCodes.ConnectionDropped,
        "The connection dropped while rows were coming.",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{rows:N0} rows had come and are discarded, since nobody knows how many were missing. The session, its #temp tables and SET options are gone."),
        Reconnect)
    {
        ClientConnectionId = session.ClientConnectionId,
    };

    private static UserError OfServer(SqlException e, SqlSession session, QueryBatch batch, IReadOnlyList<string> messages)
    {
        var errors = e.Errors.Cast<SqlError>().Where(error => error.Class > 10).ToList();
        var first = errors.FirstOrDefault() ?? e.Errors[0];
        var texts = errors.Count > 1
            ? string.Join(' ', errors.Select(error => $"{ServerText.Clean(error.Message)} ({error.Number})"))
            : $"{ServerText.Clean(first.Message)} ({first.Number})";
        return new UserError(
            ErrorCodes.QueryFailed,
            $"SQL Server reports error {first.Number.ToString(CultureInfo.InvariantCulture)}{Place(first, batch)}.",
            texts,
            NextStep(first.Number))
        {
            // SqlClient hands what was printed just before an error over with the error, not as a message.
            ServerMessages = [.. messages, .. e.Errors.Cast<SqlError>().Where(error => error.Class <= 10).Select(error => error.Message)],
            ServerErrorNumber = first.Number,
            ClientConnectionId = session.ClientConnectionId,
        };
    }

    /// <summary>The server counts lines from its batch's start, or from a procedure's.</summary>
    private static string Place(SqlError error, QueryBatch batch)
    {
        if (!string.IsNullOrEmpty(error.Procedure))
        {
            return string.Create(CultureInfo.InvariantCulture, $" in line {error.LineNumber} of the procedure {ServerText.Clean(error.Procedure)}");
        }

        return error.LineNumber > 0
            ? string.Create(CultureInfo.InvariantCulture, $" in line {batch.FirstLine + error.LineNumber - 1} of the SQL")
            : "";
    }

    // Numbers: learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors.
    private static string NextStep(int number) => number switch
    {
        102 or 105 or 156 or 319 => "Correct the SQL near that line and run the cell again.",
        207 => "Check the column's name: SELECT TOP 0 * FROM the table shows them.",
        208 => "Check the table's name and schema; a #temp table lives only as long as its session.",
        229 or 230 or 262 => "Ask the database's administrator for that permission.",
        1205 or 1222 => "Another session was in the way: run the cell again.",
        40197 or 40501 or 40613 or 10928 or 10929 => "The database is busy or moving: wait a minute, check what was written, and run the cell again.",
        >= 50_000 => "The server's own numbers end before this one: whoever raised it says in it what it wants.",
        _ => "Correct the SQL and run the cell again.",
    };
}
