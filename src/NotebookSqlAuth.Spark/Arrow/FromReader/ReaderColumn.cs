using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.FromReader;

/// <summary>Gathers one column of a query into Arrow arrays. Chosen once per column, so that no row looks at types.</summary>
internal abstract class ReaderColumn
{
    /// <summary>Bytes beside those of fixed size that were gathered since the last batch.</summary>
    internal virtual long VariableBytes => 0;

    /// <summary>A sentence for each documented rule that changed values.</summary>
    internal virtual IEnumerable<string> Notices => [];

    /// <summary>Takes the value of the reader's current row.</summary>
    internal abstract void Append(SqlDataReader reader, int ordinal);

    /// <summary>Adds the column's arrays of the first rows; the rows behind them open the next batch.</summary>
    internal abstract void Finish(int rows, BatchBuilder batch);
}
