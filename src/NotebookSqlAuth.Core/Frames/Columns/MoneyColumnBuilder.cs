using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Frames.Columns;

/// <summary>money and smallmoney: always within System.Decimal.</summary>
internal sealed class MoneyColumnBuilder(SqlColumn column) : ValueColumnBuilder<decimal>(column)
{
    protected override decimal Read(SqlDataReader reader, int ordinal) => reader.GetDecimal(ordinal);

    protected override DataFrameColumn Create(
        string name, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> validity, int length, int nullCount) =>
        new DecimalDataFrameColumn(name, values, validity, length, nullCount);
}
