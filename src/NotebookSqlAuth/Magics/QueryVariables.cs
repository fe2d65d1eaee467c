using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Magics;

/// <summary>Finds the values for the names that a query uses without declaring them.</summary>
internal static class QueryVariables
{
    /// <summary>Reads the live variables of those names.</summary>
    /// <exception cref="UserError">Some names have no variable; says which.</exception>
    public static async Task<IReadOnlyDictionary<string, object?>> FindAsync(QueryText query, ICellContext cell)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var name in query.Variables)
        {
            if (await cell.FindVariableAsync(name, cell.Cancellation) is { } variable)
            {
                values.Add(name, variable.Value);
            }
        }

        query.RequireValues(values, cell.Language);
        return values;
    }
}
