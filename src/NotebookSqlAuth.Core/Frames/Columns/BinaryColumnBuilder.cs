using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Frames.Columns;

/// <summary>binary and varbinary.</summary>
internal sealed class BinaryColumnBuilder(SqlColumn column) : ColumnBuilder(column)
{
    private readonly List<byte[]?> _values = [];

    internal override void Append(SqlDataReader reader, int ordinal) =>
        _values.Add(reader.IsDBNull(ordinal) ? null : reader.GetFieldValue<byte[]>(ordinal));

    internal override DataFrameColumn Build() => BinaryDataFrameColumn.Over(Column.Name, _values);
}
