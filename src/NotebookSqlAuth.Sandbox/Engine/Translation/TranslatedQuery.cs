using System.Globalization;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>A query in DuckDB's text, whose columns are called c0, c1 and so on.</summary>
internal sealed record TranslatedQuery(string Sql, IReadOnlyList<OutputColumn> Columns);

/// <summary>A column of a query's answer.</summary>
/// <param name="Name">T-SQL's name, empty when it has none; a variable's name where it is assigned to one.</param>
/// <param name="Physical">The name in DuckDB.</param>
/// <param name="Value">The expression, for its type; its text is valid only inside the query.</param>
internal sealed record OutputColumn(string Name, string Physical, TypedSql Value)
{
    public SqlDataType Type => Value.Type;

    public bool Nullable => Value.Nullable;

    public static string PhysicalName(int index) => string.Create(CultureInfo.InvariantCulture, $"c{index}");

    /// <summary>What follows SELECT for columns with these values.</summary>
    public static string SelectList(IEnumerable<OutputColumn> columns) =>
        string.Join(", ", columns.Select(column => $"{column.Value.Sql} AS {column.Physical}"));

    /// <summary>The column seen from outside of the query. A bare NULL is an int from there on.</summary>
    public TypedSql Reference(string alias) => new($"{alias}.{Physical}", Type, Nullable);
}
