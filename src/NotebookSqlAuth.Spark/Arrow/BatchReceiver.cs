using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Apache.Arrow;
using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Frames;
using NotebookSqlAuth.Spark.Arrow.Buffers;
using NotebookSqlAuth.Spark.Arrow.FromReader;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark.Arrow;

/// <summary>Turns a query's rows into batches on the reading thread and passes them on, one waiting at a time.</summary>
internal sealed class BatchReceiver(ArrowOptions options) : IRowReceiver
{
    // One is being filled, one waits, one is being taken: reading, encoding and uploading overlap, and memory is three batches.
    private readonly Channel<RecordBatch> _batches = Channel.CreateBounded<RecordBatch>(
        new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });

    private readonly TaskCompletionSource<SparkSchema> _schema = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReaderColumn[] _columns = [];
    private BatchSize _size = null!;
    private int _rows;

    /// <summary>Known once the query has begun to answer; never, where it fails before.</summary>
    internal Task<SparkSchema> Schema => _schema.Task;

    /// <summary>Whether the batches were taken to their end.</summary>
    internal bool IsDrained { get; private set; }

    /// <summary>What types and values were changed by a documented rule.</summary>
    internal IEnumerable<string> Notices => _schema.Task.Result.Notices.Concat(_columns.SelectMany(column => column.Notices));

    public void Begin(IReadOnlyList<SqlColumn> columns)
    {
        var schema = SparkSchema.Plan(columns, options, out _columns);
        _size = new BatchSize(schema, options);
        _schema.SetResult(schema);
    }

    public void Add(SqlDataReader reader, CancellationToken stop)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Append(reader, i);
        }

        _rows++;
        var bytes = Bytes();
        if (_rows > 1 && bytes > _size.MaxBytes)
        {
            // The row that goes beyond opens the next batch.
            Pass(_rows - 1, stop);
            bytes = Bytes();
        }

        if (_rows == _size.MaxRows || bytes >= _size.MaxBytes)
        {
            Pass(_rows, stop);
        }
    }

    /// <summary>Passes the rest on, after the last row.</summary>
    internal async Task CompleteAsync(CancellationToken stop)
    {
        if (_rows > 0)
        {
            await PassAsync(_rows, stop);
        }

        _batches.Writer.Complete();
    }

    /// <summary>Tells whoever takes the batches that no more come.</summary>
    internal void Fail(Exception e) => _batches.Writer.TryComplete(e);

    /// <summary>The batches as they come.</summary>
    internal async IAsyncEnumerable<RecordBatch> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var batch in _batches.Reader.ReadAllAsync(cancellationToken))
        {
            yield return batch;
        }

        IsDrained = true;
    }

    /// <summary>Disposes what nobody took.</summary>
    internal void Discard()
    {
        while (_batches.Reader.TryRead(out var batch))
        {
            batch.Dispose();
        }
    }

    private long Bytes()
    {
        var bytes = _size.FixedBytes(_rows);
        foreach (var column in _columns)
        {
            bytes += column.VariableBytes;
        }

        return bytes;
    }

    private RecordBatch Build(int rows)
    {
        var batch = new BatchBuilder(_schema.Task.Result.Arrow);
        foreach (var column in _columns)
        {
            column.Finish(rows, batch);
        }

        _rows -= rows;
        return batch.Build(rows);
    }

    /// <summary>Waits on the reading thread, which has nothing else to do: the server is held back meanwhile.</summary>
    private void Pass(int rows, CancellationToken stop) => PassAsync(rows, stop).GetAwaiter().GetResult();

    [SuppressMessage("Reliability", "CA2000", Justification = "Whoever takes the batch disposes it.")]
    private async Task PassAsync(int rows, CancellationToken stop)
    {
        var batch = Build(rows);
        try
        {
            await _batches.Writer.WriteAsync(batch, stop);
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }
}
