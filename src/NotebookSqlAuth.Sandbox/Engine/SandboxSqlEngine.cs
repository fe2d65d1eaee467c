using DuckDB.NET.Data;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>T-SQL on an in-memory DuckDB, with a sample sales database that is the same on every run.</summary>
/// <remarks>
/// Thread-safe. Answers and result types are SQL Server's; a construct that the sandbox does not know is refused by its name
/// with error 50517, before anything of its batch runs. DuckDB's access to files and the network is switched off for good.
/// </remarks>
public sealed class SandboxSqlEngine : ISqlEngine, IDisposable
{
    /// <summary>Session ids up to 50 are the server's own (https://learn.microsoft.com/sql/t-sql/functions/spid-transact-sql).</summary>
    private const int FirstProcessId = 51;

    private readonly DuckDBConnection _root = new("DataSource=:memory:");
    private readonly DatabaseCatalogue _catalogue;
    private readonly Lock _gate = new();
    private int _sessions;

    /// <summary>Starts DuckDB and fills the sample database; takes about a second.</summary>
    /// <param name="audit">What <c>sandbox.audit</c> shows. The engine reads it only; whoever runs the endpoint adds to it.</param>
    public SandboxSqlEngine(AuditLog audit)
    {
        _catalogue = new DatabaseCatalogue(audit);
        _root.Open();
        NativeFunctions.Register(_root);
        SalesData.Fill(_root);
        foreach (var setting in (string[])["threads=1", "enable_external_access=false", "autoinstall_known_extensions=false", "autoload_known_extensions=false", "lock_configuration=true"])
        {
            using var command = _root.CreateCommand();
            command.CommandText = $"SET {setting}";
            command.ExecuteNonQuery();
        }
    }

    /// <summary>The sample database, the one that a login without a database gets.</summary>
    public static string DefaultDatabase => SampleTables.DefaultDatabase;

    /// <summary>The functions that statements may call, in capitals; any other is refused by its name.</summary>
    public static IReadOnlyCollection<string> SupportedFunctions { get; } =
        [.. ScalarFunctions.Names, .. AggregateTranslator.Names, .. WindowTranslator.RankingNames];

    /// <summary>The kinds of syntax that statements may hold, as ScriptDom names their nodes; any other is refused by its name.</summary>
    public static IReadOnlyCollection<string> SupportedSyntax { get; } = SupportedNodes.Names;

    /// <inheritdoc/>
    public ISqlSession OpenSession(string userName, string database)
    {
        var name = database.Length == 0 ? DefaultDatabase : _catalogue.FindDatabase(database)
            ?? throw SqlErrors.Error(4060, 11, $"Cannot open database \"{database}\" requested by the login. The login failed.", 1);
        lock (_gate)
        {
            var connection = _root.Duplicate();
            connection.Open();
            var processId = (short)(FirstProcessId + (_sessions++ % (short.MaxValue - FirstProcessId)));
            return new SandboxSqlSession(connection, new SessionState(_catalogue, userName, processId, name));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();
}
