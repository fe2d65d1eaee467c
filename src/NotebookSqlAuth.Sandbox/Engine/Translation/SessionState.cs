using System.Globalization;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>What a session remembers from batch to batch.</summary>
internal sealed class SessionState(DatabaseCatalogue catalogue, string userName, short processId, string database)
{
    private readonly Dictionary<string, TableInfo> _temporary = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _loginDatabase = database;
    private int _names;

    public DatabaseCatalogue Catalogue => catalogue;

    public string UserName => userName;

    /// <summary>@@SPID.</summary>
    public short ProcessId => processId;

    public string Database { get; set; } = database;

    public bool NoCount { get; set; }

    /// <summary>@@ROWCOUNT.</summary>
    public int RowCount { get; set; }

    public IEnumerable<TableInfo> TemporaryTables => _temporary.Values;

    public TableInfo? FindTemporary(string name) => _temporary.GetValueOrDefault(name);

    public void AddTemporary(TableInfo table) => _temporary.Add(table.Name, table);

    public void RemoveTemporary(string name) => _temporary.Remove(name);

    public string NextSnapshotName() => NextName("snapshot");

    public string NextTemporaryName() => NextName("local");

    /// <summary>Forgets what a pooled connection's next user must not see.</summary>
    public void Reset()
    {
        _temporary.Clear();
        Database = _loginDatabase;
        NoCount = false;
        RowCount = 0;
    }

    private string NextName(string prefix) => string.Create(CultureInfo.InvariantCulture, $"temp.main.{prefix}_{_names++}");
}
