namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Tables filled for one statement: catalogue views and the audit log.</summary>
internal sealed class Snapshots : IDisposable
{
    private readonly DuckDbRunner _database;
    private readonly List<SnapshotRequest> _filled = [];
    private readonly int _line;

    public Snapshots(DuckDbRunner database, IReadOnlyList<SnapshotRequest> requests, int line)
    {
        _database = database;
        _line = line;
        foreach (var request in requests)
        {
            Fill(request);
        }
    }

    public void Dispose()
    {
        // A cancelled statement's snapshots go too, so the token does not count here.
        var database = new DuckDbRunner(_database.Connection, CancellationToken.None);
        foreach (var request in _filled)
        {
            database.Execute($"DROP TABLE {request.Physical}", _line);
        }
    }

    private void Fill(SnapshotRequest request)
    {
        var columns = request.Table.Columns;
        _database.Execute(
            $"CREATE TEMP TABLE {request.Physical} ({string.Join(", ", columns.Select(column => $"{column.Physical} {TSqlTypes.DuckDbName(column.Type)}"))})", _line);
        _filled.Add(request);
        foreach (var rows in request.Table.Snapshot!().Chunk(500))
        {
            var values = rows.Select(row => $"({string.Join(", ", row.Zip(columns).Select(cell => DuckDbText.Constant(cell.First, cell.Second.Type).Sql))})");
            _database.Execute($"INSERT INTO {request.Physical} VALUES {string.Join(", ", values)}", _line);
        }
    }
}
