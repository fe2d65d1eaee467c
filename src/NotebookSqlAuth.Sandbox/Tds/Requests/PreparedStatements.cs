using NotebookSqlAuth.Sandbox.Engine;

namespace NotebookSqlAuth.Sandbox.Tds.Requests;

/// <summary>A session's prepared statements, by handle.</summary>
internal sealed class PreparedStatements
{
    // What one session may keep; clients unprepare what they do not need.
    private const int MaxStatements = 10_000;

    private readonly Dictionary<int, (string Text, string Declaration)> _byHandle = [];
    private int _lastHandle;

    /// <exception cref="SqlServerException">The session keeps too many already.</exception>
    public int Add(string text, string declaration)
    {
        if (_byHandle.Count == MaxStatements)
        {
            throw new SqlServerException(SessionMessages.NotSupported("A session with more than 10,000 prepared statements"));
        }

        _byHandle.Add(++_lastHandle, (text, declaration));
        return _lastHandle;
    }

    /// <exception cref="SqlServerException">8179: no such handle.</exception>
    public Statement Bind(int handle, IEnumerable<SqlParameterValue> values) =>
        _byHandle.TryGetValue(handle, out var prepared)
            ? Statement.Bind(prepared.Text, prepared.Declaration, values)
            : throw new SqlServerException(SessionMessages.NoSuchHandle(handle));

    /// <exception cref="SqlServerException">8179: no such handle.</exception>
    public void Remove(int handle)
    {
        if (!_byHandle.Remove(handle))
        {
            throw new SqlServerException(SessionMessages.NoSuchHandle(handle));
        }
    }

    public void Clear() => _byHandle.Clear();
}
