using NotebookSqlAuth.Display;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Magics;

/// <summary>The one display of a running query: after a second the rows so far, at the end the result in their place.</summary>
internal sealed class QueryDisplay : IProgress<QueryProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ICellContext _cell;
    private readonly CancellationTokenSource _stop = new();
    private readonly long _started = Environment.TickCount64;
    private readonly Task _ticking;
    private ICellDisplay? _display;
    private long _rows;
    private bool _completed;

    public QueryDisplay(ICellContext cell)
    {
        _cell = cell;
        _ticking = TickAsync(_stop.Token);
    }

    /// <summary>Takes note; called from the reading thread.</summary>
    public void Report(QueryProgress value) => Interlocked.Exchange(ref _rows, value.Rows);

    /// <summary>Shows the result, in the place of the rows so far where they were shown.</summary>
    public async Task CompleteAsync(CellOutput result)
    {
        _completed = true;
        await StopAsync();
        if (_display is null)
        {
            _cell.Show(result);
        }
        else
        {
            _display.Update(result);
        }
    }

    /// <summary>Shows what had come before an error; null where that was nothing.</summary>
    public async Task FailAsync(CellOutput? before)
    {
        if (before is not null)
        {
            await CompleteAsync(before);
        }
    }

    /// <summary>Where the query did not end well, says that what had come is not kept.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (!_completed)
        {
            _display?.Update(ProgressLine.Of($"Stopped after {Amounts.Count(Interlocked.Read(ref _rows), "row")}; they are not kept."));
        }

        _stop.Dispose();
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _ticking;
    }

    private async Task TickAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                var elapsed = TimeSpan.FromMilliseconds(Environment.TickCount64 - _started);
                var line = ProgressLine.OfQuery(Interlocked.Read(ref _rows), elapsed);
                if (_display is null)
                {
                    _display = _cell.Show(line);
                }
                else
                {
                    _display.Update(line);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The one way to end.
        }
    }
}
