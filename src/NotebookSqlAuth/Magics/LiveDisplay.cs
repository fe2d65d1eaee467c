namespace NotebookSqlAuth.Magics;

/// <summary>A display that is drawn again each second while something runs, and replaced once when it has ended, whatever the end is.</summary>
internal abstract class LiveDisplay : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ICellContext _cell;
    private readonly CancellationTokenSource _stop = new();
    private readonly object _drawing = new();
    private readonly Task _ticking;
    private readonly CancellationTokenRegistration _stopped;
    private ICellDisplay? _display;
    private CellOutput? _shown;
    private bool _completed;
    private bool _abandoned;

    /// <summary>Starts to draw; the first time after a second, or at <see cref="Redraw"/>.</summary>
    protected LiveDisplay(ICellContext cell)
    {
        _cell = cell;
        _ticking = TickAsync(_stop.Token);
        // A notebook that stops a cell may take no more of its output, so the last is drawn while it stops.
        _stopped = cell.Cancellation.Register(Abandon);
    }

    /// <summary>What there is to show now; null where that is nothing yet. Called under a lock, from any thread.</summary>
    protected abstract CellOutput? Draw();

    /// <summary>What takes the place of what was shown, where nothing completed it.</summary>
    protected abstract CellOutput Abandoned();

    /// <summary>Shows the last output, in the place of what was shown before it.</summary>
    public async Task CompleteAsync(CellOutput output)
    {
        _completed = true;
        await StopAsync();
        Replace(output);
    }

    /// <summary>Takes away what was shown of something that did not end well.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Abandon();
        await _stopped.DisposeAsync();
        _stop.Dispose();
    }

    /// <summary>Draws now. Thread-safe.</summary>
    protected void Redraw()
    {
        lock (_drawing)
        {
            if (!_abandoned && Draw() is { } output && output != _shown)
            {
                Replace(output);
                _shown = output;
            }
        }
    }

    private void Abandon()
    {
        lock (_drawing)
        {
            if (!_abandoned && !_completed && _display is not null)
            {
                _abandoned = true;
                Replace(Abandoned());
            }
        }
    }

    private void Replace(CellOutput output)
    {
        if (_display is null)
        {
            _display = _cell.Show(output);
        }
        else
        {
            _display.Update(output);
        }
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
                Redraw();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The one way to end.
        }
    }
}
