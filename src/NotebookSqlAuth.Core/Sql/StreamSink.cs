using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Frames;

namespace NotebookSqlAuth.Sql;

/// <summary>Hands the rows of the one result set on.</summary>
internal sealed class StreamSink(IRowReceiver receiver) : IResultSink
{
    private const string OneSelect = "A stream of rows comes from one SELECT; statements that answer no rows may stand before and after it.";

    private ResultSetColumns? _columns;
    private long _rows;
    private bool _truncated;

    public void Begin(ResultSetColumns columns)
    {
        if (_columns is not null)
        {
            throw new UserError(
                ErrorCodes.StreamNeedsOneResultSet,
                "The SQL answers several result sets.",
                OneSelect,
                "Run the others in a cell of their own.");
        }

        foreach (var column in columns.Columns)
        {
            SqlTypeMap.Require(column);
        }

        _columns = columns;
        receiver.Begin(columns.Columns);
    }

    public void Add(SqlDataReader reader, CancellationToken stop) => receiver.Add(reader, stop);

    public void End(long rows, bool truncated) => (_rows, _truncated) = (rows, truncated);

    /// <exception cref="UserError">There was no result set.</exception>
    internal StreamResult Result(QueryRun run) => _columns is null
        ? throw new UserError(ErrorCodes.StreamNeedsOneResultSet, "The SQL answers no rows.", OneSelect, "Add a SELECT.") { ServerMessages = run.Messages }
        : new StreamResult(_rows, _truncated, FrameSink.Notices(_columns, _rows, _truncated), run.Messages, run.RowsAffected, run.Elapsed);
}
