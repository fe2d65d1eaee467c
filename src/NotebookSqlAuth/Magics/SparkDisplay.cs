using NotebookSqlAuth.Display;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Magics;

/// <summary>The one display of work that Spark has a part in: rows read here, what moved there, at the end the result in its place.</summary>
internal sealed class SparkDisplay(ICellContext cell) : LiveDisplay(cell), IProgress<QueryProgress>, IProgress<string>
{
    private readonly long _started = Environment.TickCount64;
    private string? _read;
    private string? _moved;

    /// <summary>How long it has been going on.</summary>
    public TimeSpan Elapsed => TimeSpan.FromMilliseconds(Environment.TickCount64 - _started);

    /// <summary>Takes note of rows read; called from the reading thread.</summary>
    public void Report(QueryProgress value) => Volatile.Write(ref _read, Amounts.Count(value.Rows, "row") + " read");

    /// <summary>Takes note of what Spark's side tells; from any thread.</summary>
    public void Report(string value) => Volatile.Write(ref _moved, value);

    /// <inheritdoc/>
    protected override CellOutput Draw()
    {
        var done = new[] { Volatile.Read(ref _read), Volatile.Read(ref _moved) }.OfType<string>().ToList();
        return ProgressLine.OfRunning(done.Count == 0 ? "Spark is at work" : string.Join(" · ", done), Elapsed);
    }

    /// <inheritdoc/>
    protected override CellOutput Abandoned() => ProgressLine.Of("Stopped. What had come so far is not kept.");
}
