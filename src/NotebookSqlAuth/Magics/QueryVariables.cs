using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Magics;

/// <summary>Finds the values for the names that a query uses without declaring them.</summary>
internal static class QueryVariables
{
    /// <summary>Reads the live C# variables of those names.</summary>
    /// <exception cref="UserError">Some names have no variable; says which.</exception>
    public static async Task<IReadOnlyDictionary<string, object?>> FindAsync(QueryText query, ICellContext cell)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var name in query.Variables)
        {
            if (await cell.FindVariableAsync(name, cell.Cancellation) is { } variable)
            {
                values.Add(name, variable.Value);
            }
            else
            {
                missing.Add(name);
            }
        }

        return missing.Count == 0 ? values : throw Missing(missing);
    }

    private static UserError Missing(List<string> names) => new(
        ErrorCodes.MissingVariable,
        $"The SQL uses {string.Join(", ", names.Select(name => $"`@{name}`"))}, but there is no C# variable of {(names.Count == 1 ? "that name" : "those names")}.",
        "A name that the SQL does not declare takes the value of the C# variable of the same name, capitals included.",
        $"Set {(names.Count == 1 ? "it" : "them")} in a C# cell first, e.g. `var {names[0]} = 100;`, or `DECLARE` {(names.Count == 1 ? "it" : "them")} in the SQL.");
}
