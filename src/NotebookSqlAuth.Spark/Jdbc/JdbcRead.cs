using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark.Jdbc;

/// <summary>Lets Spark's executors read from Azure SQL themselves, with the user's access token, split by ranges of one column.</summary>
public static class JdbcRead
{
    /// <summary>Makes a temp view whose rows the executors read from the database each time it is used, as long as the token lives.</summary>
    /// <param name="spark">Where the view is made. Its redaction setting is set and read back before the token is sent.</param>
    /// <param name="view">The temp view's name.</param>
    /// <param name="connector">Whose token.</param>
    /// <param name="session">An open session of the database, which finds the column's bounds.</param>
    /// <param name="query">One SELECT without variables.</param>
    /// <param name="options">The column, the partitions.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<JdbcView> CreateViewAsync(
        ConnectSession spark,
        string view,
        SqlConnector connector,
        SqlSession session,
        QueryText query,
        JdbcOptions options,
        CancellationToken cancellationToken) => throw new NotImplementedException();
}

/// <summary>How a read is split.</summary>
/// <param name="PartitionColumn">A column of whole numbers, decimals, dates or times of the query's result.</param>
/// <param name="Partitions">How many connections read side by side.</param>
public sealed record JdbcOptions(string PartitionColumn, int Partitions);

/// <summary>A view that the executors fill.</summary>
/// <param name="Frame">Its rows.</param>
/// <param name="TokenExpiresOn">From then on it cannot be read any more.</param>
/// <param name="Notices">What the user should know: the token's remaining life, a skewed column.</param>
public sealed record JdbcView(ConnectDataFrame Frame, DateTimeOffset TokenExpiresOn, IReadOnlyList<string> Notices);
