using NotebookSqlAuth.Display;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark;
using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Magics;

/// <summary>Runs the Spark SQL below it and shows what it answers, or puts it into a C# variable or a temp view too.</summary>
public sealed class SparkSqlMagic : Magic
{
    private const string NameOption = "--name";
    private const string ViewOption = "--spark";
    private const string MaxRowsOption = "--max-rows";
    private const string TimeoutOption = "--timeout";
    private const int MaxTimeoutSeconds = 86_400;

    /// <summary>Enough to look at; a table of a lake may have more rows than this computer has memory.</summary>
    private const long MaxRowsToLookAt = 1000;

    /// <inheritdoc/>
    public override string Name => "#!spark-sql";

    /// <inheritdoc/>
    public override string Description => "Runs Spark SQL and shows the rows. `:minimum` in it takes the value of the C# variable `minimum`.";

    /// <inheritdoc/>
    public override string BodyName => "Spark SQL";

    /// <inheritdoc/>
    public override string BodyLanguage => "SQL";

    /// <inheritdoc/>
    public override IReadOnlyList<MagicOption> Options { get; } =
    [
        new(NameOption, "The C# variable that gets the rows as a DataFrame.") { ValueName = "NAME" },
        new(ViewOption, "Makes the answer a Spark temp view of that name, and a C# variable of it; without `--name` no row is fetched.") { ValueName = "VIEW" },
        SparkQuery.SessionChoice,
        new(MaxRowsOption, $"How many rows to fetch; without it all for `{NameOption}`, else {MaxRowsToLookAt}.") { ValueName = "ROWS" },
        new(TimeoutOption, "How many seconds it may take, rows included; without it as long as there are signs of progress (`--no-progress` of `#!spark-connect`).") { ValueName = "SECONDS" },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "#!spark-sql --name revenue\nSELECT Channel, SUM(Total) AS Revenue FROM orders WHERE Total > :minimum GROUP BY Channel",
        "#!spark-sql --spark recent\nSELECT * FROM orders WHERE OrderedAt >= '2025-01-01'",
    ];

    /// <inheritdoc/>
    protected internal override async Task RunAsync(MagicCall call, NotebookSession session, ICellContext cell)
    {
        var variable = call[NameOption] is { } name ? CSharpIdentifier.Check(name) : null;
        var view = call[ViewOption] is { } viewName ? SparkViewName.Check(ViewOption, viewName) : null;
        if (view is not null && view == variable)
        {
            throw SparkError.SameName(view);
        }

        var maxRows = call.Number(MaxRowsOption, 1, int.MaxValue) ?? (variable is null ? MaxRowsToLookAt : null);
        var seconds = call.Number(TimeoutOption, 1, MaxTimeoutSeconds);
        var arguments = await FindArgumentsAsync(call.Body, cell);
        var target = await SparkOpening.FindAsync(call[SparkQuery.OnOption], session, cell);
        var ask = new Question(call.Body, arguments, view, variable, maxRows);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cell.Cancellation);
        if (seconds is { } limit)
        {
            stop.CancelAfter(TimeSpan.FromSeconds(limit));
        }

        try
        {
            await AskAsync(ask, target, cell, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cell.Cancellation.IsCancellationRequested)
        {
            throw SparkError.Timeout(seconds!.Value);
        }
    }

    private static async Task AskAsync(Question ask, ISparkTarget target, ICellContext cell, CancellationToken cancellationToken)
    {
        var running = new SparkDisplay(cell);
        await using (running)
        {
            var answer = await target.SqlAsync(ask.Sql, ask.Arguments, ask.View, running, cancellationToken);
            if (ask.View is not null)
            {
                await cell.SetVariableAsync(ask.View, answer, cancellationToken);
            }

            if (ask is { View: { } view, Variable: null })
            {
                IReadOnlyList<string> columns = answer is ConnectDataFrame frame ? SparkTypeText.OfColumns(await frame.SchemaJsonAsync(cancellationToken)) : [];
                var card = new SparkViewCard(view, target.Description, "not counted", columns, "runs on Spark each time the view is used", cell.Language);
                await running.CompleteAsync(card.Of([], [], running.Elapsed));
                return;
            }

            var rows = await target.CollectAsync(answer, ask.MaxRows, running, cancellationToken);
            if (ask.Variable is not null)
            {
                await cell.SetVariableAsync(ask.Variable, rows, cancellationToken);
            }

            await running.CompleteAsync(QueryOutput.OfSpark(rows, ask.Variable, Notices(rows.Rows.Count, ask), running.Elapsed));
        }
    }

    private static async Task<IReadOnlyDictionary<string, object?>> FindArgumentsAsync(string sql, ICellContext cell)
    {
        var names = SparkSqlArguments.Find(sql);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (await cell.FindVariableAsync(name, cell.Cancellation) is { } variable)
            {
                values.Add(name, variable.Value);
            }
        }

        var missing = names.Where(name => !values.ContainsKey(name)).ToList();
        return missing.Count == 0 ? values : throw new UserError(
            ErrorCodes.MissingVariable,
            $"The Spark SQL uses {string.Join(", ", missing.Select(name => $"`:{name}`"))}, but there is no {cell.Language} variable of {(missing.Count == 1 ? "that name" : "those names")}.",
            $"A name after a colon takes the value of the {cell.Language} variable of the same name, capitals included.",
            $"Set {(missing.Count == 1 ? "it" : "them")} in a {cell.Language} cell first, e.g. `{(cell.Language == "C#" ? $"var {missing[0]} = 100;" : $"{missing[0]} = 100")}`.");
    }

    private static List<string> Notices(long rows, Question ask)
    {
        if (rows != ask.MaxRows)
        {
            return [];
        }

        var more = ask.Variable is null ? $"`{NameOption}` fetches all, `{MaxRowsOption}` says how many." : $"`{MaxRowsOption}` is what stops it.";
        return [$"Only the first {Amounts.Count(rows, "row")} were fetched; there may be more. {more}"];
    }

    /// <summary>What is asked of Spark.</summary>
    private sealed record Question(string Sql, IReadOnlyDictionary<string, object?> Arguments, string? View, string? Variable, long? MaxRows);
}
