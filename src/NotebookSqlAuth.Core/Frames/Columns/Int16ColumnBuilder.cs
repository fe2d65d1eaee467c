using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Frames.Columns;

/// <summary>smallint.</summary>
internal sealed class Int16ColumnBuilder(SqlColumn column) : ValueColumnBuilder<short>(column)
{
    protected override short Read(SqlDataReader reader, int ordinal) => reader.GetInt16(ordinal);

    protected override DataFrameColumn Create(
        string name, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> validity, int length, int nullCount) =>
        new Int16DataFrameColumn(name, values, validity, length, nullCount);
}
