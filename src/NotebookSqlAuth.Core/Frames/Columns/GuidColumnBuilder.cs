using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Frames.Columns;

/// <summary>uniqueidentifier.</summary>
internal sealed class GuidColumnBuilder(SqlColumn column) : ValueColumnBuilder<Guid>(column)
{
    protected override Guid Read(SqlDataReader reader, int ordinal) => reader.GetGuid(ordinal);

    protected override DataFrameColumn Create(
        string name, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> validity, int length, int nullCount) =>
        new PrimitiveDataFrameColumn<Guid>(name, values, validity, length, nullCount);
}
