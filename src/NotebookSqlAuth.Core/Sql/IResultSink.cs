using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Frames;

namespace NotebookSqlAuth.Sql;

/// <summary>Where a run puts the result sets that it reads, one after the other.</summary>
internal interface IResultSink
{
    /// <summary>A result set begins.</summary>
    /// <exception cref="Errors.UserError">It cannot be taken: the run ends with this.</exception>
    void Begin(ResultSetColumns columns);

    /// <summary>The reader's current row.</summary>
    void Add(SqlDataReader reader, CancellationToken stop);

    /// <summary>The result set is read.</summary>
    /// <param name="rows">How many rows were taken.</param>
    /// <param name="truncated">Whether rows were cut at the limit.</param>
    void End(long rows, bool truncated);
}
