using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Frames.Columns;

/// <summary>real.</summary>
internal sealed class SingleColumnBuilder(SqlColumn column) : ValueColumnBuilder<float>(column)
{
    protected override float Read(SqlDataReader reader, int ordinal) => reader.GetFloat(ordinal);

    protected override DataFrameColumn Create(
        string name, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> validity, int length, int nullCount) =>
        new SingleDataFrameColumn(name, values, validity, length, nullCount);
}
