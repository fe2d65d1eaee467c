using NotebookSqlAuth.Display;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Magics;

/// <summary>The one display of a running query: after a second the rows so far, at the end the result in their place.</summary>
internal sealed class QueryDisplay(ICellContext cell) : LiveDisplay(cell), IProgress<QueryProgress>
{
    private readonly long _started = Environment.TickCount64;
    private long _rows;

    /// <summary>Takes note; called from the reading thread.</summary>
    public void Report(QueryProgress value) => Interlocked.Exchange(ref _rows, value.Rows);

    /// <inheritdoc/>
    protected override CellOutput Draw() =>
        ProgressLine.OfQuery(Interlocked.Read(ref _rows), TimeSpan.FromMilliseconds(Environment.TickCount64 - _started));

    /// <summary>Says that what had come is not kept.</summary>
    protected override CellOutput Abandoned() =>
        ProgressLine.Of($"Stopped after {Amounts.Count(Interlocked.Read(ref _rows), "row")}; they are not kept.");
}
