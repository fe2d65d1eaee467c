using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Frames;

namespace NotebookSqlAuth.Sql;

/// <summary>Takes the rows of a query as they come, on the thread that reads them.</summary>
public interface IRowReceiver
{
    /// <summary>Called once, before the first row, which may never come.</summary>
    /// <param name="columns">Names are unique and not empty; every type is one of <see cref="SqlTypeMap"/>.</param>
    void Begin(IReadOnlyList<SqlColumn> columns);

    /// <summary>Takes the reader's current row. The next one is not read before this returns.</summary>
    /// <param name="reader">Opened for sequential access: each column once, in order. It is not to be moved, kept or closed.</param>
    /// <param name="stop">Fires when the query is to end: cancelled, out of time, its session closed. Whoever waits in here waits with it.</param>
    void Add(SqlDataReader reader, CancellationToken stop);
}
