using NotebookSqlAuth.Sandbox.Engine.Fixtures;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Which databases and tables there are. Names compare without regard to case.</summary>
internal sealed class DatabaseCatalogue
{
    private readonly AuditTable _audit;
    private readonly Dictionary<string, IReadOnlyList<TableInfo>> _tables = new(StringComparer.OrdinalIgnoreCase);

    public DatabaseCatalogue(AuditLog audit)
    {
        _audit = new AuditTable(audit);
        _tables[SampleTables.DefaultDatabase] = [.. SampleTables.All, _audit.Table];
        _tables["master"] = [_audit.Table];
    }

    /// <summary>The database's name in its own spelling; null when there is none.</summary>
    public string? FindDatabase(string name) => _tables.Keys.FirstOrDefault(key => Same(key, name));

    /// <summary>A table or view of a database; null when there is none. Without a schema it is looked for in dbo, which has none.</summary>
    public TableInfo? Find(string database, string? schema, string name)
    {
        if (schema is null || !_tables.TryGetValue(database, out var tables))
        {
            return null;
        }

        return tables.Concat(SystemViews.Of(database, tables)).FirstOrDefault(table => Same(table.Schema, schema) && Same(table.Name, name));
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
