namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>SQL Server's errors by number, in its words (Microsoft Learn, "Database engine events and errors").</summary>
internal static class SqlErrors
{
    /// <summary>The sandbox's own number for what it refuses; numbers from 50000 on are free for applications.</summary>
    public const int NotSupportedNumber = 50517;

    /// <summary>The sandbox's own number for what DuckDB could not do with a statement that was translated.</summary>
    public const int EngineNumber = 50518;

    /// <summary>The type that a narrowing conversion names, or "numeric" as SQL Server calls decimal.</summary>
    public static string TypeWord(SqlDataType type) => type.Code == SqlTypeCode.Decimal ? "numeric" : TSqlTypes.BaseName(type);

    public static SqlServerException NotSupported(string what, int line) =>
        Error(NotSupportedNumber, 16, NotSupportedText(what), line);

    /// <summary>The words of <see cref="NotSupportedNumber"/>.</summary>
    public static string NotSupportedText(string what) => $"'{what}' is not supported by the NotebookSqlAuth sandbox; Azure SQL may take it.";

    public static SqlServerException Engine(string text, int line) =>
        Error(EngineNumber, 16, $"The NotebookSqlAuth sandbox could not run this statement: {text}", line);

    public static SqlServerException Syntax(string near, int line) => Error(102, 15, $"Incorrect syntax near '{near}'.", line);

    public static SqlServerException SyntaxNearKeyword(string keyword, int line) =>
        Error(156, 15, $"Incorrect syntax near the keyword '{keyword}'.", line);

    public static SqlServerException NestedTooDeeply(int line) => Error(
        191, 15, "Some part of your SQL statement is nested too deeply. Rewrite the query or break it up into smaller queries.", line);

    public static SqlServerException OrderByInside(int line) => Error(
        1033,
        15,
        "The ORDER BY clause is invalid in views, inline functions, derived tables, subqueries, and common table expressions, unless TOP, OFFSET or FOR XML is also specified.",
        line);

    public static SqlServerException UndeclaredVariable(string name, int line) =>
        Error(137, 15, $"Must declare the scalar variable \"{name}\".", line, 2);

    public static SqlServerException InvalidObject(string name, int line) => Error(208, 16, $"Invalid object name '{name}'.", line);

    public static SqlServerException InvalidColumn(string name, int line) => Error(207, 16, $"Invalid column name '{name}'.", line);

    public static SqlServerException AmbiguousColumn(string name, int line) => Error(209, 16, $"Ambiguous column name '{name}'.", line);

    public static SqlServerException UnboundIdentifier(string name, int line) =>
        Error(4104, 16, $"The multi-part identifier \"{name}\" could not be bound.", line);

    public static SqlServerException ArgumentCount(string function, int count, int line) =>
        Error(174, 15, $"The {function} function requires {count} argument(s).", line);

    public static SqlServerException NoSuchDatabase(string name, int line) =>
        Error(911, 16, $"Database '{name}' does not exist. Make sure that the name is entered correctly.", line);

    public static SqlServerException OperandInvalid(SqlDataType type, string operation, int line) =>
        Error(8117, 16, $"Operand data type {SqlErrors.TypeWord(type)} is invalid for {operation} operator.", line);

    public static SqlServerException OperandsClash(SqlDataType left, SqlDataType right, int line) =>
        Error(206, 16, $"Operand type clash: {TSqlTypes.BaseName(left)} is incompatible with {TSqlTypes.BaseName(right)}", line, 2);

    public static SqlServerException ExplicitConversion(SqlDataType from, SqlDataType to, int line) =>
        Error(529, 16, $"Explicit conversion from data type {TSqlTypes.BaseName(from)} to {TSqlTypes.BaseName(to)} is not allowed.", line, 2);

    public static SqlServerException ReadOnly(string operation, string table, string schema, string database, int line) =>
        Error(229, 14, $"The {operation} permission was denied on the object '{table}', database '{database}', schema '{schema}'.", line, 5);

    public static SqlServerException Error(int number, byte severity, string text, int line, byte state = 1) =>
        new(new SqlServerMessage(number, severity, state, text, line));
}
