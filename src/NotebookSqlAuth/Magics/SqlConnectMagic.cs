using NotebookSqlAuth.Display;
using NotebookSqlAuth.Session;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Magics;

/// <summary>Opens a named connection.</summary>
public sealed class SqlConnectMagic : Magic
{
    /// <summary>The name of a connection that was given none.</summary>
    internal const string DefaultName = "default";

    private const string ServerOption = "--server";
    private const string DatabaseOption = "--database";
    private const string NameOption = "--name";
    private const string AccountOption = "--account";
    private const string TimeoutOption = "--timeout";
    private const int MaxTimeoutSeconds = 600;

    /// <inheritdoc/>
    public override string Name => "#!sql-connect";

    /// <inheritdoc/>
    public override string Description => "Opens a connection to an Azure SQL database as the signed-in account; the latest one is the default.";

    /// <inheritdoc/>
    public override IReadOnlyList<MagicOption> Options { get; } =
    [
        new(ServerOption, $"The server, e.g. `srv` or `srv.database.windows.net`; without it `{NotebookDefaults.ServerVariable}` of the environment.") { ValueName = "SERVER" },
        new(DatabaseOption, $"The database; without it `{NotebookDefaults.DatabaseVariable}` of the environment.") { ValueName = "DATABASE" },
        new(NameOption, $"What queries call the connection; without it `{DefaultName}`. An open one of that name is closed.") { ValueName = "NAME" },
        new(AccountOption, "Which account, when several are signed in.") { ValueName = "USER", Value = MagicValueKind.Account },
        new(TimeoutOption, "How many seconds one attempt to connect may take; without it 30.") { ValueName = "SECONDS" },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["#!sql-connect --server srv --database sales", "#!sql-connect --server srv --database archive --name archive"];

    /// <inheritdoc/>
    protected internal override async Task RunAsync(MagicCall call, NotebookSession session, ICellContext cell)
    {
        var target = TargetOf(call, session.Defaults);
        var signIn = session.SignIns.Choose(call[AccountOption]);
        var name = call[NameOption] is { Length: > 0 } given ? given : DefaultName;
        await ConnectionOpening.OpenAsync(name, target, signIn, session, cell);
    }

    private static SqlTarget TargetOf(MagicCall call, NotebookDefaults defaults)
    {
        var server = call[ServerOption] ?? defaults.Server ?? throw ConnectionError.UnknownTarget(ServerOption, NotebookDefaults.ServerVariable);
        var database = call[DatabaseOption] ?? defaults.Database ?? throw ConnectionError.UnknownTarget(DatabaseOption, NotebookDefaults.DatabaseVariable);
        var target = defaults.Target(server, database);
        return call.Number(TimeoutOption, 1, MaxTimeoutSeconds) is { } seconds
            ? target with { ConnectTimeoutSeconds = (int)seconds }
            : target;
    }
}
