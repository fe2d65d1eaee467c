using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Google.Protobuf;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Connect.Protocol;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>A Spark DataFrame of a Connect session: a plan, not rows; each action runs it on the server.</summary>
/// <remarks>Immutable and thread-safe; usable as long as its session.</remarks>
public sealed class ConnectDataFrame
{
    private const int ShownCharacters = 20;

    internal ConnectDataFrame(ConnectSession session, Relation relation, IReadOnlyCollection<string> hidden)
    {
        Session = session;
        Relation = relation;
        Hidden = hidden;
    }

    /// <summary>The session that it belongs to.</summary>
    public ConnectSession Session { get; }

    internal Relation Relation { get; }

    /// <summary>What it is and how to get at its rows. Asks nothing of the server.</summary>
    public override string ToString() =>
        $"Spark DataFrame of Spark {Session.SparkVersion} at {Session.Address}: a plan, no rows yet. CollectAsync() brings them as a DataFrame, ShowAsync() the first ones as text, SchemaJsonAsync() tells the columns.";

    /// <summary>Values of its plan that no error shall show.</summary>
    internal IReadOnlyCollection<string> Hidden { get; }

    private Plan Plan => new() { Root = Relation };

    /// <summary>Its columns, as Spark's StructType in JSON.</summary>
    /// <exception cref="UserError">Spark's error on the plan.</exception>
    public async Task<string> SchemaJsonAsync(CancellationToken cancellationToken = default)
    {
        const string What = "Spark could not tell the columns.";
        var request = new AnalyzePlanRequest { Schema = new AnalyzePlanRequest.Types.Schema { Plan = Plan } };
        var answer = await Session.AnalyzeAsync(request, What, Hidden, cancellationToken);
        return DataTypeJson.Of(answer.Schema?.Schema_ ?? throw Session.Unreadable(What));
    }

    /// <summary>Brings its rows here as a frame.</summary>
    /// <param name="maxRows">The most rows to bring; null for all.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Interrupts the operation on the server.</param>
    /// <exception cref="UserError">Spark's error on the plan, a lost session, no progress for too long.</exception>
    public async Task<DataFrame> CollectAsync(long? maxRows = null, IProgress<ConnectProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        const string What = "Spark could not run the query.";
        var plan = maxRows is { } rows
            ? new Relation { Limit = new Limit { Input = Relation, Limit_ = (int)Math.Min(rows, int.MaxValue) } }
            : Relation;
        var batches = new List<RecordBatch>();
        try
        {
            var schema = await FetchAsync(plan, What, batches, progress, cancellationToken);
            return FrameBatches.ToFrame(schema, batches);
        }
        finally
        {
            batches.ForEach(batch => batch.Dispose());
        }
    }

    /// <summary>How many rows it has, counted on the server.</summary>
    /// <exception cref="UserError">Spark's error on the plan.</exception>
    public async Task<long> CountAsync(IProgress<ConnectProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var one = new Expression { Literal = new Literal { Integer = 1 } };
        var count = new Relation
        {
            Aggregate = new Aggregate
            {
                Input = Relation,
                GroupType = Aggregate.Types.GroupType.Groupby,
                AggregateExpressions = { new Expression { UnresolvedFunction = new Expression.Types.UnresolvedFunction { FunctionName = "count", Arguments = { one } } } },
            },
        };
        return await SingleAsync(count, "Spark could not count the rows.", column => (column as Int64Array)?.GetValue(0), progress, cancellationToken);
    }

    /// <summary>Its first rows as the text table that Spark draws; a cell is cut after 20 characters.</summary>
    /// <exception cref="UserError">Spark's error on the plan.</exception>
    public async Task<string> ShowAsync(int rows = 20, CancellationToken cancellationToken = default)
    {
        var show = new Relation { ShowString = new ShowString { Input = Relation, NumRows = rows, Truncate = ShownCharacters } };
        var text = await SingleAsync(show, "Spark could not show the rows.", column => (column as StringArray)?.GetString(0)?.AsMemory(), progress: null, cancellationToken);
        return text.ToString();
    }

    /// <summary>Spark's extended plan as text.</summary>
    /// <exception cref="UserError">Spark's error on the plan.</exception>
    public async Task<string> ExplainAsync(CancellationToken cancellationToken = default)
    {
        const string What = "Spark could not explain the plan.";
        var request = new AnalyzePlanRequest
        {
            Explain = new AnalyzePlanRequest.Types.Explain { Plan = Plan, ExplainMode = AnalyzePlanRequest.Types.Explain.Types.ExplainMode.Extended },
        };
        var answer = await Session.AnalyzeAsync(request, What, Hidden, cancellationToken);
        return answer.Explain?.ExplainString ?? throw Session.Unreadable(What);
    }

    /// <summary>Gives it a name for SQL; a view of that name gives way.</summary>
    /// <exception cref="UserError">Spark's error on the name or the plan.</exception>
    public Task CreateTempViewAsync(string name, CancellationToken cancellationToken = default)
    {
        Session.Hide(Hidden);
        var command = new CreateDataFrameViewCommand { Input = Relation, Name = name, Replace = true };
        return CommandAsync(new Command { CreateDataframeView = command }, $"Spark could not make the view {name}.", cancellationToken);
    }

    /// <summary>Writes it as a table.</summary>
    /// <exception cref="UserError">Spark's error on the name or the plan; the table is there already.</exception>
    public Task WriteTableAsync(string name, SaveMode mode = SaveMode.ErrorIfExists, CancellationToken cancellationToken = default)
    {
        var table = new WriteOperation.Types.SaveTable
        {
            TableName = name,
            SaveMethod = WriteOperation.Types.SaveTable.Types.TableSaveMethod.SaveAsTable,
        };
        return WriteAsync(new WriteOperation { Input = Relation, Table = table, Mode = Mode(mode) }, $"Spark could not write the table {name}.", cancellationToken);
    }

    /// <summary>Writes it as Parquet files below a path of the cluster's file system.</summary>
    /// <exception cref="UserError">Spark's error on the path or the plan; something is there already.</exception>
    public Task WriteParquetAsync(string path, SaveMode mode = SaveMode.ErrorIfExists, CancellationToken cancellationToken = default)
    {
        var command = new WriteOperation { Input = Relation, Source = "parquet", Path = path, Mode = Mode(mode) };
        return WriteAsync(command, $"Spark could not write Parquet files to {path}.", cancellationToken);
    }

    private static WriteOperation.Types.SaveMode Mode(SaveMode mode) => mode switch
    {
        SaveMode.Append => WriteOperation.Types.SaveMode.Append,
        SaveMode.Overwrite => WriteOperation.Types.SaveMode.Overwrite,
        SaveMode.Ignore => WriteOperation.Types.SaveMode.Ignore,
        _ => WriteOperation.Types.SaveMode.ErrorIfExists,
    };

    private async Task WriteAsync(WriteOperation command, string what, CancellationToken cancellationToken)
    {
        try
        {
            await CommandAsync(new Command { WriteOperation = command }, what, cancellationToken);
        }
        catch (UserError e) when (command.Mode == WriteOperation.Types.SaveMode.Ignore && e.Why.Contains(" for event Finished", StringComparison.Ordinal))
        {
            // Spark 3.5 stumbles over a command that had nothing to run (its ExecuteEventsManager expects a query): the table
            // was there and was left, which is what was asked for.
            return;
        }
    }

    private Task CommandAsync(Command command, string what, CancellationToken cancellationToken) =>
        Session.ExecuteAsync(new Plan { Command = command }, what, Hidden, _ => { }, progress: null, cancellationToken);

    /// <summary>The one cell of an answer of one row and one column.</summary>
    private async Task<T> SingleAsync<T>(
        Relation relation, string what, Func<IArrowArray, T?> read, IProgress<ConnectProgress>? progress, CancellationToken cancellationToken)
        where T : struct
    {
        var batches = new List<RecordBatch>();
        try
        {
            await FetchAsync(relation, what, batches, progress, cancellationToken);
            var filled = batches.Find(batch => batch.Length > 0) ?? throw Session.Unreadable(what);
            return read(filled.Column(0)) ?? throw Session.Unreadable(what);
        }
        finally
        {
            batches.ForEach(batch => batch.Dispose());
        }
    }

    private async Task<Schema> FetchAsync(
        Relation relation, string what, List<RecordBatch> batches, IProgress<ConnectProgress>? progress, CancellationToken cancellationToken)
    {
        Schema? schema = null;
        await Session.ExecuteAsync(
            new Plan { Root = relation },
            what,
            Hidden,
            response =>
            {
                if (response.ArrowBatch is { } batch)
                {
                    // Each batch travels as an Arrow stream of its own.
                    var content = ArrowStream.Read(batch.Data.Memory);
                    schema = content.Schema;
                    batches.AddRange(content.Batches);
                }
            },
            progress,
            cancellationToken);
        return schema ?? throw Session.Unreadable(what);
    }
}
