namespace NotebookSqlAuth.Language.Sql;

/// <summary>A function that T-SQL brings along.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Usage">How it is called.</param>
internal sealed record SqlFunction(string Name, string Usage);
