namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>A translated expression: DuckDB's text, and the type that T-SQL gives its value.</summary>
/// <param name="Sql">Complete in itself: can stand as an operand without parentheses.</param>
/// <param name="Type">T-SQL's type; the text yields the DuckDB type that <see cref="TSqlTypes.DuckDbName"/> names for it.</param>
/// <param name="Nullable">Whether T-SQL's metadata lets it be NULL.</param>
internal sealed record TypedSql(string Sql, SqlDataType Type, bool Nullable)
{
    /// <summary>A bare NULL, which takes any type.</summary>
    public bool IsNull { get; init; }

    /// <summary>The digits of an integer constant; 0 for anything else.</summary>
    public int IntegerDigits { get; init; }

    /// <summary>The value of an integer constant; null for anything else.</summary>
    public int? IntegerValue { get; init; }

    /// <summary>Literals and variables: the same for every row.</summary>
    public bool IsConstant { get; init; }
}
