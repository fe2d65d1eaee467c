using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Frames.Columns;

/// <summary>date, datetime, datetime2 and smalldatetime, without a time zone: the kind is Unspecified.</summary>
internal sealed class DateTimeColumnBuilder(SqlColumn column) : ValueColumnBuilder<DateTime>(column)
{
    protected override DateTime Read(SqlDataReader reader, int ordinal) => reader.GetDateTime(ordinal);

    protected override DataFrameColumn Create(
        string name, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> validity, int length, int nullCount) =>
        new DateTimeDataFrameColumn(name, values, validity, length, nullCount);
}
