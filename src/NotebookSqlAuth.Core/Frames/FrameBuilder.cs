using System.Collections.ObjectModel;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Frames;

/// <summary>Gathers a result set row by row and makes a frame of it.</summary>
internal sealed class FrameBuilder
{
    private readonly IReadOnlyList<SqlColumn> _columns;
    private readonly ColumnBuilder[] _builders;
    private readonly List<string> _notices;

    /// <exception cref="Errors.UserError">A column's type is not supported; names it.</exception>
    internal FrameBuilder(ReadOnlyCollection<DbColumn> schema)
    {
        var names = ColumnNames.MakeUnique([.. schema.Select(column => column.ColumnName)], out _notices);
        _columns = [.. schema.Select((column, i) => SqlTypeMap.Describe(column, names[i]))];
        _builders = [.. _columns.Select(SqlTypeMap.CreateBuilder)];
    }

    internal long RowCount { get; private set; }

    internal void AddRow(SqlDataReader reader)
    {
        for (var i = 0; i < _builders.Length; i++)
        {
            _builders[i].Append(reader, i);
        }

        RowCount++;
    }

    internal ResultSet Build(bool truncated)
    {
        if (truncated)
        {
            _notices.Add(string.Create(CultureInfo.InvariantCulture, $"Only the first {RowCount:N0} rows were read, as asked; there are more."));
        }

        return new ResultSet(new DataFrame(_builders.Select(builder => builder.Build())), _columns, truncated, _notices);
    }
}
