using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Frames.Columns;

/// <summary>int.</summary>
internal sealed class Int32ColumnBuilder(SqlColumn column) : ValueColumnBuilder<int>(column)
{
    protected override int Read(SqlDataReader reader, int ordinal) => reader.GetInt32(ordinal);

    protected override DataFrameColumn Create(
        string name, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> validity, int length, int nullCount) =>
        new Int32DataFrameColumn(name, values, validity, length, nullCount);
}
