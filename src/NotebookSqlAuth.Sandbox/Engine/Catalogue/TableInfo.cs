namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>A table, as T-SQL names it and as DuckDB holds it.</summary>
/// <param name="Schema">dbo for #temp tables, as in tempdb.</param>
/// <param name="Name">T-SQL's name.</param>
/// <param name="Physical">The name in DuckDB, ready for its text.</param>
/// <param name="Columns">In order.</param>
internal sealed record TableInfo(string Schema, string Name, string Physical, IReadOnlyList<ColumnInfo> Columns)
{
    /// <summary>A table whose rows are taken when a statement reads it (views of the catalogue, the audit log); null for stored ones.</summary>
    public Func<IEnumerable<object?[]>>? Snapshot { get; init; }

    /// <summary>What the catalogue says of it (MS_Description); null for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>A table of the session's own, which it may change.</summary>
    public bool IsTemporary => Name.StartsWith('#');
}

/// <summary>A column of a table.</summary>
/// <param name="Name">T-SQL's name.</param>
/// <param name="Physical">The name in DuckDB, ready for its text.</param>
/// <param name="Type">T-SQL's type.</param>
/// <param name="Nullable">Whether it takes NULL.</param>
internal sealed record ColumnInfo(string Name, string Physical, SqlDataType Type, bool Nullable)
{
    /// <summary>What the catalogue says of it (MS_Description); null for nothing.</summary>
    public string? Description { get; init; }
}
