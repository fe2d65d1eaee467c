using System.Text.Json.Nodes;
using Apache.Arrow;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark;
using NotebookSqlAuth.Spark.Arrow;

namespace NotebookSqlAuth.Kernel.Python;

/// <summary>The SparkSession that a Python notebook holds in a variable. Rows go to it through an Arrow file; Python calls Spark.</summary>
internal sealed class PythonSpark : ISparkTarget
{
    // A partition beyond this only makes the driver's heap the limit.
    private const long MaxBatchBytes = 64L << 20;

    // TIMESTAMP_NTZ and SQL arguments are there since then.
    private static readonly Version First = new(3, 4);

    private readonly PythonCalls _python;
    private readonly PythonFolder _folder;
    private readonly string _variable;
    private readonly string _version;
    private readonly int _cores;

    /// <param name="python">Who calls Spark.</param>
    /// <param name="folder">Where rows pass through.</param>
    /// <param name="variable">The variable that holds the session.</param>
    /// <param name="answer">What the package said of it: its version, and its default parallelism where it tells.</param>
    /// <exception cref="Errors.UserError">It is too old.</exception>
    public PythonSpark(PythonCalls python, PythonFolder folder, string variable, JsonObject answer)
    {
        _python = python;
        _folder = folder;
        _variable = variable;
        _version = (string?)answer["version"] ?? "";
        _cores = (int?)answer["parallelism"] ?? 1;
        // `3.5.1`, `4.0.0.dev0`, `3.5.0-amzn-1`: the first two numbers count.
        if (_version.Split('.') is [var major, var minor, ..] && Version.TryParse($"{major}.{minor}", out var parsed) && parsed < First)
        {
            throw PythonError.OldSpark(_version);
        }
    }

    /// <inheritdoc/>
    public string Description => $"Spark {_version}, the notebook's own `{_variable}`";

    /// <summary>One batch for each core of the session where the rows are counted, 64 MiB at most.</summary>
    public ArrowOptions Batches(ArrowOptions options, long? rows)
    {
        var bounded = options with { MaxBatchBytes = Math.Min(options.MaxBatchBytes, MaxBatchBytes) };
        return rows is { } known ? bounded with { MaxBatchRows = (int)Math.Clamp((known + _cores - 1) / _cores, 1, int.MaxValue) } : bounded;
    }

    /// <inheritdoc/>
    public async Task<SparkView> CreateViewAsync(
        string view, SparkSchema schema, IAsyncEnumerable<RecordBatch> batches, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        using var file = _folder.NewFile();
        var rows = await PythonFolder.WriteAsync(file, schema, batches, cancellationToken);
        progress?.Report("Spark reads the rows");
        var made = await _python.AskAsync(
            "view",
            new JsonObject { ["spark"] = _variable, ["view"] = view, ["file"] = file.Name, ["schema"] = schema.Json },
            cancellationToken);
        return new SparkView(Frame(made), rows, (string?)made["way"] ?? "", [.. schema.Notices, .. NoticesOf(made)]);
    }

    /// <inheritdoc/>
    public async Task<object> SqlAsync(
        string sql, IReadOnlyDictionary<string, object?> arguments, string? view, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var values = new JsonObject(arguments.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)PythonValue.Write(pair.Key, pair.Value))));
        return Frame(await _python.AskAsync(
            "sql",
            new JsonObject { ["spark"] = _variable, ["sql"] = sql, ["arguments"] = values, ["view"] = view },
            cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<DataFrame> CollectAsync(object sparkFrame, long? maxRows, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var answer = await _python.AskAsync(
            "collect",
            new JsonObject { ["spark"] = _variable, ["frame"] = ((PythonFrame)sparkFrame).Id, ["rows"] = maxRows },
            cancellationToken);
        return _folder.ReadFrame((string)answer["file"]!, (string?)answer["table"]);
    }

    private static PythonFrame Frame(JsonObject answer) => new((string)answer["frame"]!);

    private static IEnumerable<string> NoticesOf(JsonObject answer) => answer["notices"] is JsonArray lines ? lines.Select(line => (string)line!) : [];
}
