using NotebookSqlAuth.Display;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Session;
using NotebookSqlAuth.Spark;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Magics;

/// <summary>Runs the SQL below it and shows what it answers, or puts it into a C# variable too.</summary>
public sealed class SqlQueryMagic : Magic
{
    private const string UsualName = "#!sql-query";
    internal const string NameOption = "--name";
    internal const string ConnectionOption = "--connection";
    internal const string TimeoutOption = "--timeout";
    internal const string MaxRowsOption = "--max-rows";
    private const int MaxTimeoutSeconds = 86_400;

    private readonly string? _connection;

    /// <summary>The magic: a query's line may name its connection.</summary>
    public SqlQueryMagic()
    {
    }

    /// <summary>The same for one connection, by whose name cells call it: <c>sql-sales</c> is <c>#!sql-sales</c>.</summary>
    /// <param name="connection">The connection's name.</param>
    public SqlQueryMagic(string connection)
    {
        _connection = connection;
        Name = "#!" + connection;
        Description = $"Runs T-SQL on the connection `{connection}` and shows the rows.";
        Options = [.. Options.Where(option => option.Name != ConnectionOption)];
        Examples = [.. Examples.Where(example => !example.Contains(ConnectionOption, StringComparison.Ordinal)).Select(example => Name + example[UsualName.Length..])];
    }

    /// <inheritdoc/>
    public override string Name { get; } = UsualName;

    /// <inheritdoc/>
    public override string Description { get; } =
        "Runs T-SQL and shows the rows. `@minimum` in it takes the value of the C# variable `minimum`, unless the SQL declares it.";

    /// <inheritdoc/>
    public override string BodyName => "SQL";

    /// <inheritdoc/>
    public override IReadOnlyList<MagicOption> Options { get; } =
    [
        new(NameOption, "The C# variable that gets the rows as a DataFrame; a second result set goes to NAME_2, and so on.") { ValueName = "NAME" },
        new(ConnectionOption, "Which connection; without it the latest one.") { ValueName = "NAME", Value = MagicValueKind.Connection },
        new(TimeoutOption, "How many seconds the query may take, rows included; without it as long as it likes.") { ValueName = "SECONDS" },
        new(MaxRowsOption, "How many rows of each result set to keep; without it all.") { ValueName = "ROWS" },
        .. SparkQuery.Options,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "#!sql-query --name orders\nSELECT TOP 100 * FROM Sales.Orders WHERE Total > @minimum",
        "#!sql-query --connection archive --max-rows 1000 --timeout 60\nSELECT * FROM dbo.Log",
        "#!sql-query --spark orders\nSELECT * FROM Sales.Orders",
    ];

    /// <inheritdoc/>
    protected internal override async Task RunAsync(MagicCall call, NotebookSession session, ICellContext cell)
    {
        var variable = call[NameOption] is { } name ? CSharpIdentifier.Check(name) : null;
        var spark = SparkQuery.Of(call, variable);
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
        var target = spark is null ? null : await spark.FindTargetAsync(session, cell);
        var (connection, reopened) = await ConnectAsync(_connection ?? call[ConnectionOption], session, cell);
        List<string> notices = reopened is null ? [] : [reopened];
        try
        {
            if (spark is null || target is null)
            {
                await ShowAsync(connection, query, parameters, options, variable, notices, cell);
            }
            else if (spark.Executors is not null)
            {
                await spark.ReadOnExecutorsAsync((ConnectTarget)target, connection, session, query, notices, cell);
            }
            else if (variable is null)
            {
                await spark.StreamAsync(target, connection, query, parameters, options, notices, cell);
            }
            else
            {
                var result = await ShowAsync(connection, query, parameters, options, variable, notices, cell);
                var set = result.ResultSets is [var only] ? only : throw SparkError.NotOneResultSet(result.ResultSets.Count);
                await FrameHandOver.RunAsync(set.Frame, spark.View, target, spark.KeepOffset, cell);
            }
        }
        finally
        {
            session.Connections.NoteRun(connection, query);
        }
    }

    private static async Task<QueryResult> ShowAsync(
        NamedConnection connection, QueryText query, IReadOnlyDictionary<string, object?> parameters,
        QueryOptions options, string? variable, List<string> notices, ICellContext cell)
    {
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

            if (names.Count > 1)
            {
                notices.Add($"The SQL answered {names.Count} result sets: {string.Join(", ", names.Select(name => $"`{name}`"))}.");
            }

            await running.CompleteAsync(QueryOutput.Of(result, names, notices));
            return variable is null || names.Count > 0 ? result : throw new UserError(
                ErrorCodes.NoResultSet,
                $"The SQL ran, but `{variable}` was not set.",
                "It answered no rows, as only a SELECT or an OUTPUT clause does.",
                $"Leave out `{NameOption}`, or add a SELECT.");
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

    private static string NameOf(string variable, int index) => index == 0 ? variable : $"{variable}_{index + 1}";
}
