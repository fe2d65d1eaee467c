using NotebookSqlAuth.Display;
using NotebookSqlAuth.Session;
using NotebookSqlAuth.Spark;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Jdbc;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Magics;

/// <summary>A query whose rows are to become a Spark temp view.</summary>
/// <param name="View">The view's name, and the C# variable's that gets its Spark DataFrame.</param>
/// <param name="On">Which Spark session; null for the latest.</param>
/// <param name="KeepOffset">Whether a datetimeoffset's offset gets a column of its own.</param>
/// <param name="Volume">The Unity Catalog folder that large results go through; null for the session's own way.</param>
/// <param name="Executors">How Spark's executors read by themselves; null where the rows come through this computer.</param>
internal sealed record SparkQuery(string View, string? On, bool KeepOffset, string? Volume, JdbcOptions? Executors)
{
    public const string SparkOption = "--spark";
    public const string OnOption = "--on";
    public const string KeepOffsetFlag = "--keep-offset";
    public const string VolumeOption = "--volume";
    public const string PartitionColumnOption = "--partition-column";
    public const string PartitionsOption = "--partitions";
    private const int DefaultPartitions = 8;

    /// <summary>Those of its options that other magics have too.</summary>
    public static MagicOption SessionChoice { get; } = new(OnOption, "Which Spark session, by its name or the C# variable that holds it; without it the latest one.") { ValueName = "SESSION", Value = MagicValueKind.SparkSession };

    /// <inheritdoc cref="SessionChoice"/>
    public static MagicOption OffsetFlag { get; } = new(KeepOffsetFlag, "Gives the offset of a datetimeoffset a column of its own; Spark's timestamps hold the instant only.");

    /// <inheritdoc cref="SessionChoice"/>
    public static MagicOption VolumeChoice { get; } = new(VolumeOption, "A folder of a Unity Catalog volume that large results go through, `/Volumes/CATALOG/SCHEMA/VOLUME`.") { ValueName = "FOLDER" };

    /// <summary>What a query takes beside its other options.</summary>
    public static IReadOnlyList<MagicOption> Options { get; } =
    [
        new(SparkOption, "Makes the rows a Spark temp view of that name, and a C# variable of it; without `--name` they stream there and are never all in memory.") { ValueName = "VIEW" },
        SessionChoice,
        OffsetFlag,
        VolumeChoice,
        new(PartitionColumnOption, "Lets Spark's executors read from the database themselves, with your token, split by the ranges of this column.") { ValueName = "COLUMN" },
        new(PartitionsOption, $"How many connections they read with, side by side; without it {DefaultPartitions}.") { ValueName = "NUMBER" },
    ];

    /// <summary>Reads the options; null where the rows are not for Spark.</summary>
    /// <exception cref="Errors.UserError">Options that do not fit together.</exception>
    public static SparkQuery? Of(MagicCall call, string? frame)
    {
        if (call[SparkOption] is not { } view)
        {
            return Options.FirstOrDefault(option => call.Has(option.Name)) is { } lonely ? throw SparkError.Needs(lonely.Name, SparkOption) : null;
        }

        SparkViewName.Check(SparkOption, view);
        if (view == frame)
        {
            throw SparkError.SameName(view);
        }

        var partitions = call.Number(PartitionsOption, 1, JdbcOptions.MaxPartitions);
        if (call[PartitionColumnOption] is not { } column)
        {
            return partitions is null
                ? new SparkQuery(view, call[OnOption], call.Has(KeepOffsetFlag), call[VolumeOption], Executors: null)
                : throw SparkError.Needs(PartitionsOption, PartitionColumnOption);
        }

        string[] others = [SqlQueryMagic.NameOption, SqlQueryMagic.TimeoutOption, SqlQueryMagic.MaxRowsOption, KeepOffsetFlag, VolumeOption];
        return Array.Find(others, call.Has) is { } other
            ? throw SparkError.DoNotFit(PartitionColumnOption, other)
            : new SparkQuery(view, call[OnOption], KeepOffset: false, Volume: null, new JdbcOptions(column, (int)(partitions ?? DefaultPartitions)));
    }

    /// <summary>The session that is meant.</summary>
    /// <exception cref="Errors.UserError">There is none, or it cannot do what is asked.</exception>
    public async Task<ISparkTarget> FindTargetAsync(NotebookSession session, ICellContext cell)
    {
        var target = await SparkOpening.FindAsync(On, session, cell);
        return (target, this) switch
        {
            (ConnectTarget connect, { Volume: { } volume }) => connect.WithVolume(volume),
            (ConnectTarget, _) or (_, { Volume: null, Executors: null }) => target,
            (_, { Volume: not null }) => throw SparkError.NeedsConnect(VolumeOption, $"Leave it out: the rows go to the session directly."),
            _ => throw SparkError.NeedsConnect(PartitionColumnOption, $"Leave it out: the rows then come through this computer."),
        };
    }

    /// <summary>Streams a query's rows into the view, a few batches at a time.</summary>
    public async Task StreamAsync(
        ISparkTarget target, NamedConnection connection, QueryText query, IReadOnlyDictionary<string, object?> parameters,
        QueryOptions options, IReadOnlyList<string> notices, ICellContext cell)
    {
        var running = new SparkDisplay(cell);
        await using (running)
        {
            SparkView? made = null;
            SparkSchema? sent = null;
            var arrow = target.Batches(new ArrowOptions { KeepOffset = KeepOffset }, rows: null);
            var streamed = await QueryBatches.RunAsync(
                connection.Session, query, parameters, options, arrow,
                async (schema, batches, cancellationToken) =>
                {
                    sent = schema;
                    made = await target.CreateViewAsync(View, schema, batches, running, cancellationToken);
                },
                running, cell.Cancellation);
            await cell.SetVariableAsync(View, made!.Frame, cell.Cancellation);
            var card = new SparkViewCard(View, target.Description, Amounts.Count(made.Rows, "row"), SparkTypeText.OfColumns(sent!.Json), made.Way, cell.Language);
            await running.CompleteAsync(card.Of([.. notices, .. streamed.Notices, .. made.Notices], streamed.Messages, running.Elapsed));
        }
    }

    /// <summary>Lets the executors read. Nothing is read yet when the card says for how long they can.</summary>
    public async Task ReadOnExecutorsAsync(
        ConnectTarget target, NamedConnection connection, NotebookSession session, QueryText query, IReadOnlyList<string> notices, ICellContext cell)
    {
        // Only a token of the session's own account reads what the session reads.
        var signIn = session.SignIns.Find(connection.SignIn) ?? throw SparkError.AccountIsGone(connection);
        var running = new SparkDisplay(cell);
        await using (running)
        {
            var made = await JdbcRead.CreateViewAsync(
                target.Session, View, signIn.Connector, connection.Session, query, Executors!, cell.Cancellation);
            session.ExecutorViews.Add(new ExecutorView(signIn.Key, target.Session, View, made.TokenExpiresOn));
            await cell.SetVariableAsync(View, made.Frame, cell.Cancellation);
            var columns = SparkTypeText.OfColumns(await made.Frame.SchemaJsonAsync(cell.Cancellation));
            var way = $"read by the executors over {Amounts.Count(made.Partitions, "connection")}, each time the view is used, until {Amounts.Moment(made.TokenExpiresOn)}";
            var card = new SparkViewCard(View, target.Description, "not counted", columns, way, cell.Language);
            await running.CompleteAsync(card.Of([.. notices, .. made.Notices], [], running.Elapsed));
        }
    }
}
