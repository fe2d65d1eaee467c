using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Frames.Columns;

/// <summary>bit: one byte a value.</summary>
internal sealed class BooleanColumnBuilder(SqlColumn column) : ValueColumnBuilder<bool>(column)
{
    protected override bool Read(SqlDataReader reader, int ordinal) => reader.GetBoolean(ordinal);

    protected override DataFrameColumn Create(
        string name, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> validity, int length, int nullCount) =>
        new BooleanDataFrameColumn(name, values, validity, length, nullCount);
}
