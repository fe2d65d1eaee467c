using NotebookSqlAuth.Display;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Session;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Magics;

/// <summary>Runs the SQL below it and shows what it answers, or puts it into a C# variable too.</summary>
public sealed class SqlQueryMagic : Magic
{
    private const string NameOption = "--name";
    private const string ConnectionOption = "--connection";
    private const string TimeoutOption = "--timeout";
    private const string MaxRowsOption = "--max-rows";
    private const int MaxTimeoutSeconds = 86_400;

    /// <inheritdoc/>
    public override string Name => "#!sql-query";

    /// <inheritdoc/>
    public override string Description =>
        "Runs T-SQL and shows the rows. `@minimum` in it takes the value of the C# variable `minimum`, unless the SQL declares it.";

    /// <inheritdoc/>
    public override string BodyName => "SQL";

    /// <inheritdoc/>
    public override IReadOnlyList<MagicOption> Options { get; } =
    [
        new(NameOption, "The C# variable that gets the rows as a DataFrame; a second result set goes to NAME_2, and so on.") { ValueName = "NAME" },
        new(ConnectionOption, "Which connection; without it the latest one.") { ValueName = "NAME" },
        new(TimeoutOption, "How many seconds the query may take, rows included; without it as long as it likes.") { ValueName = "SECONDS" },
        new(MaxRowsOption, "How many rows of each result set to keep; without it all.") { ValueName = "ROWS" },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "#!sql-query --name orders\nSELECT TOP 100 * FROM Sales.Orders WHERE Total > @minimum",
        "#!sql-query --connection archive --max-rows 1000 --timeout 60\nSELECT * FROM dbo.Log",
    ];

    /// <inheritdoc/>
    protected internal override async Task RunAsync(MagicCall call, NotebookSession session, ICellContext cell)
    {
        var variable = call[NameOption] is { } name ? CSharpIdentifier.Check(name) : null;
        var options = new QueryOptions
        {
            Timeout = call.Number(TimeoutOption, 1, MaxTimeoutSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            MaxRows = call.Number(MaxRowsOption, 1, int.MaxValue),
        };
        var query = QueryText.Parse(call.Body);
        if (query.Batches.Count == 0)
        {
            throw OptionError.EmptyBody(this);
        }

        var parameters = await QueryVariables.FindAsync(query, cell);
        var (connection, reopened) = await ConnectAsync(call[ConnectionOption], session, cell);

        var running = new QueryDisplay(cell);
        await using (running)
        {
            var result = await QueryRunner.TryRunAsync(connection.Session, query, parameters, options, running, cell.Cancellation);
            if (result.Error is { } error)
            {
                if (QueryOutput.BeforeError(result) is { } before)
                {
                    await running.CompleteAsync(before);
                }

                throw error;
            }

            var names = variable is null ? [] : result.ResultSets.Select((_, index) => NameOf(variable, index)).ToList();
            foreach (var (set, setName) in result.ResultSets.Zip(names))
            {
                await cell.SetVariableAsync(setName, set.Frame, cell.Cancellation);
            }

            await running.CompleteAsync(QueryOutput.Of(result, names, Notices(reopened, names)));
            if (variable is not null && names.Count == 0)
            {
                throw new UserError(
                    ErrorCodes.NoResultSet,
                    $"The SQL ran, but `{variable}` was not set.",
                    "It answered no rows, as only a SELECT or an OUTPUT clause does.",
                    $"Leave out `{NameOption}`, or add a SELECT.");
            }
        }
    }

    private static async Task<(NamedConnection Connection, string? Reopened)> ConnectAsync(
        string? name, NotebookSession session, ICellContext cell)
    {
        var connection = name is null ? session.Connections.Default : session.Connections.Find(name);
        if (connection is null)
        {
            return (await OpenDefaultAsync(session, cell), null);
        }

        if (connection.Session.IsOpen)
        {
            return (connection, null);
        }

        var reopened = await ConnectionOpening.ReopenAsync(connection, session, cell);
        return (reopened, $"The server session of `{reopened.Name}` was lost and a new one is open: #temp tables, SET options and USE of the old one are gone.");
    }

    private static Task<NamedConnection> OpenDefaultAsync(NotebookSession session, ICellContext cell)
    {
        if (session.Defaults is not { Server: { } server, Database: { } database })
        {
            throw ConnectionError.NoConnection();
        }

        var target = session.Defaults.Target(server, database);
        return ConnectionOpening.OpenAsync(SqlConnectMagic.DefaultName, target, session.SignIns.Choose(null), session, cell);
    }

    private static List<string> Notices(string? reopened, List<string> names)
    {
        var notices = reopened is null ? new List<string>() : [reopened];
        if (names.Count > 1)
        {
            notices.Add($"The SQL answered {names.Count} result sets: {string.Join(", ", names.Select(name => $"`{name}`"))}.");
        }

        return notices;
    }

    private static string NameOf(string variable, int index) => index == 0 ? variable : $"{variable}_{index + 1}";
}
