using System.Collections.ObjectModel;
using System.Data.Common;

namespace NotebookSqlAuth.Frames;

/// <summary>The columns of a result set, under names that are unique and not empty.</summary>
/// <param name="Columns">In the server's order.</param>
/// <param name="Notices">One sentence for each name that was changed.</param>
internal sealed record ResultSetColumns(IReadOnlyList<SqlColumn> Columns, IReadOnlyList<string> Notices)
{
    internal static ResultSetColumns Of(ReadOnlyCollection<DbColumn> schema)
    {
        var names = ColumnNames.MakeUnique([.. schema.Select(column => column.ColumnName)], out var notices);
        return new ResultSetColumns([.. schema.Select((column, i) => SqlTypeMap.Describe(column, names[i]))], notices);
    }
}
