using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Frames;

/// <summary>Gathers a result set row by row and makes a frame of it, with the SQL side of each column beside it.</summary>
internal sealed class FrameBuilder
{
    private readonly IReadOnlyList<SqlColumn> _columns;
    private readonly ColumnBuilder[] _builders;

    /// <exception cref="Errors.UserError">A column's type is not supported; names it.</exception>
    internal FrameBuilder(IReadOnlyList<SqlColumn> columns)
    {
        _columns = columns;
        _builders = [.. columns.Select(SqlTypeMap.CreateBuilder)];
    }

    internal void AddRow(SqlDataReader reader)
    {
        for (var i = 0; i < _builders.Length; i++)
        {
            _builders[i].Append(reader, i);
        }
    }

    internal DataFrame Build()
    {
        var columns = _builders.Select(builder => builder.Build()).ToList();
        for (var i = 0; i < columns.Count; i++)
        {
            SqlSchema.Keep(columns[i], _columns[i]);
        }

        return new DataFrame(columns);
    }
}
