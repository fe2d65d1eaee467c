using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Names the columns of a derived table or common table expression.</summary>
internal static class TableColumns
{
    /// <summary>Renames as the list after the alias says.</summary>
    /// <exception cref="SqlServerException">8155, 8156, 8158 or 8159.</exception>
    public static TranslatedQuery Name(TranslatedQuery query, IList<Identifier> names, string table, int line)
    {
        if (names.Count > 0 && names.Count != query.Columns.Count)
        {
            throw names.Count < query.Columns.Count
                ? SqlErrors.Error(8158, 16, $"'{table}' has more columns than were specified in the column list.", line)
                : SqlErrors.Error(8159, 16, $"'{table}' has fewer columns than were specified in the column list.", line);
        }

        var columns = names.Count == 0 ? query.Columns : [.. query.Columns.Select((column, index) => column with { Name = names[index].Value })];
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (column, index) in columns.Select((column, index) => (column, index)))
        {
            if (column.Name.Length == 0)
            {
                throw SqlErrors.Error(
                    8155, 16, string.Create(CultureInfo.InvariantCulture, $"No column name was specified for column {index + 1} of '{table}'."), line, 2);
            }

            if (!seen.Add(column.Name))
            {
                throw SqlErrors.Error(8156, 16, $"The column '{column.Name}' was specified multiple times for '{table}'.", line);
            }
        }

        return query with { Columns = columns };
    }
}
