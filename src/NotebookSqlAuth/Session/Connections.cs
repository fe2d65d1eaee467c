using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Magics;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Session;

/// <summary>The connections of a notebook, oldest first; the latest one is the default. Thread-safe.</summary>
internal sealed class Connections
{
    private readonly object _gate = new();
    private readonly List<NamedConnection> _connections = [];

    /// <summary>Raised when a connection was opened, or opened again.</summary>
    public event Action<NamedConnection>? Opened;

    /// <summary>Raised when a query has run, well or not.</summary>
    public event Action<NamedConnection, QueryText>? QueryRan;

    public IReadOnlyList<NamedConnection> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _connections];
            }
        }
    }

    /// <summary>The one that a query means which names none; null where there is none at all.</summary>
    public NamedConnection? Default => All is [.., var latest] ? latest : null;

    /// <summary>Adds a connection as the default; one of the same name is closed.</summary>
    public void Add(NamedConnection connection)
    {
        NamedConnection? previous;
        lock (_gate)
        {
            previous = _connections.Find(other => other.Name == connection.Name);
            _connections.RemoveAll(other => other.Name == connection.Name);
            _connections.Add(connection);
        }

        previous?.Session.Dispose();
        Opened?.Invoke(connection);
    }

    /// <summary>Puts a reopened connection where the lost one was; the default stays what it is.</summary>
    public void Replace(NamedConnection lost, NamedConnection reopened)
    {
        lock (_gate)
        {
            _connections[_connections.IndexOf(lost)] = reopened;
        }

        lost.Session.Dispose();
        Opened?.Invoke(reopened);
    }

    /// <summary>Tells those who follow what the connections do.</summary>
    public void NoteRun(NamedConnection connection, QueryText query) => QueryRan?.Invoke(connection, query);

    /// <summary>Closes what was opened by a sign-in, and says which names are gone.</summary>
    public IReadOnlyList<string> Close(SignInKey signIn)
    {
        List<NamedConnection> closed;
        lock (_gate)
        {
            closed = _connections.FindAll(connection => connection.SignIn == signIn);
            _connections.RemoveAll(closed.Contains);
        }

        closed.ForEach(connection => connection.Session.Dispose());
        return [.. closed.Select(connection => connection.Name)];
    }

    /// <summary>Finds a connection by its name.</summary>
    /// <exception cref="UserError">There is none of that name; says which there are.</exception>
    public NamedConnection Find(string name)
    {
        var all = All;
        var names = all.Select(connection => connection.Name).ToList();
        var hint = Nearest.Of(name, names) is { } nearest ? $"Did you mean `{nearest}`? " : "";
        var known = names.Count == 0 ? "None is open." : $"Open: {string.Join(", ", names.Select(other => $"`{other}`"))}.";
        return all.FirstOrDefault(connection => connection.Name == name) ?? throw new UserError(
            ErrorCodes.UnknownConnection,
            $"There is no connection named `{name}`.",
            known,
            $"{hint}Open it with `#!sql-connect --name {name}`.");
    }
}
