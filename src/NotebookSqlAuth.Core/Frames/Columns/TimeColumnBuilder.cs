using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Frames.Columns;

/// <summary>time: since midnight.</summary>
internal sealed class TimeColumnBuilder(SqlColumn column) : ValueColumnBuilder<TimeSpan>(column)
{
    protected override TimeSpan Read(SqlDataReader reader, int ordinal) => reader.GetTimeSpan(ordinal);

    protected override DataFrameColumn Create(
        string name, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> validity, int length, int nullCount) =>
        new PrimitiveDataFrameColumn<TimeSpan>(name, values, validity, length, nullCount);
}
