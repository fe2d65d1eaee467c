namespace NotebookSqlAuth.Kernel.Jupyter.Shell;

/// <summary>
/// What an interrupt means: the cells that run, or the next one where it was sent before the interrupt but has not begun; and whatever of the
/// user's code runs beside cells. Thread-safe.
/// </summary>
internal sealed class RunningCells
{
    private readonly Lock _lock = new();
    private readonly HashSet<CancellationTokenSource> _running = [];
    private readonly HashSet<CancellationTokenSource> _beside = [];
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

    /// <summary>Code of the user's that is no cell begins.</summary>
    /// <inheritdoc cref="Begin"/>
    public void BeginBeside(CancellationTokenSource stop)
    {
        lock (_lock)
        {
            _beside.Add(stop);
        }
    }

    /// <summary>What began has ended.</summary>
    public void End(CancellationTokenSource stop)
    {
        lock (_lock)
        {
            _running.Remove(stop);
            _beside.Remove(stop);
        }
    }

    /// <summary>Stops them, on other threads: what a token stops may take its time.</summary>
    public void Cancel()
    {
        lock (_lock)
        {
            _stopNext = _running.Count == 0 && _expected > 0;
            foreach (var stop in _running.Concat(_beside))
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
