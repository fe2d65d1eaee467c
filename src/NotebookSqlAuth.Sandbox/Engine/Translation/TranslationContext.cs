using System.Globalization;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>What a statement may know of its session while it is translated.</summary>
internal sealed class TranslationContext(SessionState session, IReadOnlyDictionary<string, Variable> variables, DateTime utcNow)
{
    private readonly List<SnapshotRequest> _snapshots = [];
    private int _aliases;

    public SessionState Session => session;

    /// <summary>The statement's own time: every GETDATE() in it answers the same.</summary>
    public DateTime UtcNow => utcNow;

    /// <summary>Tables that must be filled before the statement runs.</summary>
    public IReadOnlyList<SnapshotRequest> Snapshots => _snapshots;

    /// <summary>A name that nothing else in the statement has. No name of the user's ever stands in DuckDB's text.</summary>
    public string NextAlias(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{_aliases++}");

    public Variable Variable(string name, int line) =>
        variables.TryGetValue(name, out var variable) ? variable : throw SqlErrors.UndeclaredVariable(name, line);

    /// <summary>The name under which a table can be read.</summary>
    public string Physical(TableInfo table)
    {
        if (table.Snapshot is null)
        {
            return table.Physical;
        }

        var request = _snapshots.Find(request => request.Table.Name == table.Name && request.Table.Schema == table.Schema);
        if (request is null)
        {
            request = new SnapshotRequest(table, session.NextSnapshotName());
            _snapshots.Add(request);
        }

        return request.Physical;
    }
}

/// <summary>A table to be filled from its <see cref="TableInfo.Snapshot"/>.</summary>
internal sealed record SnapshotRequest(TableInfo Table, string Physical);

/// <summary>A scalar variable or parameter; the value in the CLR type that <see cref="SqlTypeCode"/> names.</summary>
internal sealed record Variable(SqlDataType Type, object? Value);
