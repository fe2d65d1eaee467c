using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Frames.Columns;

/// <summary>datetimeoffset: the offset is kept.</summary>
internal sealed class DateTimeOffsetColumnBuilder(SqlColumn column) : ValueColumnBuilder<DateTimeOffset>(column)
{
    protected override DateTimeOffset Read(SqlDataReader reader, int ordinal) => reader.GetDateTimeOffset(ordinal);

    protected override DataFrameColumn Create(
        string name, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> validity, int length, int nullCount) =>
        new PrimitiveDataFrameColumn<DateTimeOffset>(name, values, validity, length, nullCount);
}
