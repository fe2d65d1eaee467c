using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Frames.Columns;

/// <summary>bigint.</summary>
internal sealed class Int64ColumnBuilder(SqlColumn column) : ValueColumnBuilder<long>(column)
{
    protected override long Read(SqlDataReader reader, int ordinal) => reader.GetInt64(ordinal);

    protected override DataFrameColumn Create(
        string name, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> validity, int length, int nullCount) =>
        new Int64DataFrameColumn(name, values, validity, length, nullCount);
}
