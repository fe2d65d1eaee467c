using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Frames.Columns;

/// <summary>char, varchar, nchar and nvarchar. Padding of char and nchar is kept, as the server sends it.</summary>
/// <remarks>A frame's string column has no constructor that takes a list as it is; it copies the references, not the texts.</remarks>
internal sealed class StringColumnBuilder(SqlColumn column) : ColumnBuilder(column)
{
    private readonly List<string?> _values = [];

    internal override void Append(SqlDataReader reader, int ordinal) =>
        _values.Add(reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal));

    internal override DataFrameColumn Build() => new StringDataFrameColumn(Column.Name, _values!);
}
