using System.Collections.Concurrent;

namespace NotebookSqlAuth.Kernel.Jupyter.Shell;

/// <summary>The cells that an interrupt means. Thread-safe.</summary>
internal sealed class RunningCells
{
    private readonly ConcurrentDictionary<CancellationTokenSource, bool> _cells = new();

    /// <summary>Lets an interrupt fire a source, until the result is disposed.</summary>
    public IDisposable Add(CancellationTokenSource stop)
    {
        _cells[stop] = true;
        return new Registration(this, stop);
    }

    /// <summary>Fires them all, on other threads: what a token stops may take its time.</summary>
    public void Cancel()
    {
        foreach (var stop in _cells.Keys)
        {
            _ = CancelAsync(stop);
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

    private sealed class Registration(RunningCells owner, CancellationTokenSource stop) : IDisposable
    {
        public void Dispose() => owner._cells.TryRemove(stop, out _);
    }
}
