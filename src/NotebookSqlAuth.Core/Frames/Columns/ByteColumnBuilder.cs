using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Frames.Columns;

/// <summary>tinyint: 0 to 255.</summary>
internal sealed class ByteColumnBuilder(SqlColumn column) : ValueColumnBuilder<byte>(column)
{
    protected override byte Read(SqlDataReader reader, int ordinal) => reader.GetByte(ordinal);

    protected override DataFrameColumn Create(
        string name, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> validity, int length, int nullCount) =>
        new ByteDataFrameColumn(name, values, validity, length, nullCount);
}
