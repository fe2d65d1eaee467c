namespace NotebookSqlAuth.Kernel.Jupyter.Shell;

/// <summary>The cells that an interrupt means: those that run, or the next one where it was sent before the interrupt but has not begun. Thread-safe.</summary>
internal sealed class RunningCells
{
    private readonly Lock _lock = new();
    private readonly HashSet<CancellationTokenSource> _running = [];
    private int _expected;
    private bool _stopNext;

    /// <summary>A cell was sent and will run, or be turned away.</summary>
    public void Expect()
    {
        lock (_lock)
        {
            _expected++;
        }
    }

    /// <summary>Such a cell was dealt with.</summary>
    public void Done()
    {
        lock (_lock)
        {
            _expected--;
            _stopNext &= _expected > 0;
        }
    }

    /// <summary>A cell begins.</summary>
    /// <param name="stop">What an interrupt fires.</param>
    public void Begin(CancellationTokenSource stop)
    {
        lock (_lock)
        {
            _running.Add(stop);
            if (_stopNext)
            {
                _stopNext = false;
                _ = CancelAsync(stop);
            }
        }
    }

    /// <summary>A cell has ended.</summary>
    public void End(CancellationTokenSource stop)
    {
        lock (_lock)
        {
            _running.Remove(stop);
        }
    }

    /// <summary>Stops them, on other threads: what a token stops may take its time.</summary>
    public void Cancel()
    {
        lock (_lock)
        {
            _stopNext = _running.Count == 0 && _expected > 0;
            foreach (var stop in _running)
            {
                _ = CancelAsync(stop);
            }
        }
    }

    private static async Task CancelAsync(CancellationTokenSource stop)
    {
        try
        {
            await stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The cell ended meanwhile.
        }
        catch (AggregateException failures)
        {
            // What else was to be stopped was told all the same, and nobody above could take the exception.
            await Console.Error.WriteLineAsync($"Stopping a cell met {failures.InnerExceptions.Count} error(s), the first a {failures.InnerExceptions[0].GetType().Name}.");
        }
    }
}
