namespace NotebookSqlAuth.Sandbox.Engine.Fixtures;

/// <summary>A read-only table whose rows go to the wire as they are, past any query engine.</summary>
/// <param name="Name">The table's name within its schema, in lower case.</param>
/// <param name="Columns">The columns, in order.</param>
/// <param name="Rows">The rows by ascending <c>id</c>: a value per column in the CLR type that <see cref="SqlDataType"/> names, null for NULL. Not to be changed.</param>
public sealed record FixtureTable(string Name, IReadOnlyList<ResultColumn> Columns, IReadOnlyList<object?[]> Rows);
