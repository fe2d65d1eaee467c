namespace NotebookSqlAuth.Kernel.Jupyter;

/// <summary>Does in the background what an editor's next question would wait for, at moments when no cell runs. Thread-safe.</summary>
/// <param name="isBusy">Whether a cell runs.</param>
/// <param name="warmUp">Does it.</param>
internal sealed class EditorWarmUp(Func<bool> isBusy, Func<CancellationToken, Task> warmUp) : IDisposable
{
    // A page that runs all its cells sends the next one sooner than this, and must not share the machine with what nobody asked for yet.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    private readonly object _gate = new();
    private readonly CancellationTokenSource _end = new();
    private bool _isDue;
    private bool _isRunning;

    /// <summary>There is something to do: the notebook was opened, or a cell has run. Returns at once.</summary>
    public void Ask()
    {
        lock (_gate)
        {
            _isDue = true;
            if (!_isRunning && !_end.IsCancellationRequested)
            {
                _isRunning = true;
                var stop = _end.Token;
                _ = Task.Run(() => RunAsync(stop), CancellationToken.None);
            }
        }
    }

    /// <summary>Begins nothing any more. Returns at once.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _end.Cancel();
        }

        _end.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (TakeDue())
            {
                await Task.Delay(Quiet, stop);
                if (!isBusy())
                {
                    await warmUp(stop);
                }
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The notebook is being closed, whatever it was that met its end.
        }
    }

    private bool TakeDue()
    {
        lock (_gate)
        {
            (_isRunning, _isDue) = (_isDue, false);
            return _isRunning;
        }
    }
}
