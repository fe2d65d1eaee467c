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
        RequireNames([.. columns.Select(column => column.Name)], table, line);
        return query with { Columns = columns };
    }

    /// <summary>Checks that each column has a name of its own.</summary>
    /// <exception cref="SqlServerException">8155 or 8156.</exception>
    public static void RequireNames(IReadOnlyList<string> names, string table, int line)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < names.Count; index++)
        {
            if (names[index].Length == 0)
            {
                throw SqlErrors.Error(
                    8155, 16, string.Create(CultureInfo.InvariantCulture, $"No column name was specified for column {index + 1} of '{table}'."), line, 2);
            }

            if (!seen.Add(names[index]))
            {
                throw SqlErrors.Error(8156, 16, $"The column '{names[index]}' was specified multiple times for '{table}'.", line);
            }
        }
    }
}
