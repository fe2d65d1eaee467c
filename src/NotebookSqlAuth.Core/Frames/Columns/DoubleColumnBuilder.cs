using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Frames.Columns;

/// <summary>float.</summary>
internal sealed class DoubleColumnBuilder(SqlColumn column) : ValueColumnBuilder<double>(column)
{
    protected override double Read(SqlDataReader reader, int ordinal) => reader.GetDouble(ordinal);

    protected override DataFrameColumn Create(
        string name, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> validity, int length, int nullCount) =>
        new DoubleDataFrameColumn(name, values, validity, length, nullCount);
}
