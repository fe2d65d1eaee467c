using NotebookSqlAuth.Display;

namespace NotebookSqlAuth.Magics;

/// <summary>The one line of something that is being opened: what it waits for, then what became of it. Thread-safe.</summary>
internal sealed class OpeningLine : IProgress<string>, IAsyncDisposable
{
    private readonly ICellDisplay _display;
    private readonly CancellationTokenRegistration _stopped;
    private readonly object _drawing = new();
    private readonly string _failed;
    private bool _hasEnded;

    /// <summary>Shows that it begins.</summary>
    /// <param name="cell">Where.</param>
    /// <param name="begins">The first line.</param>
    /// <param name="failed">The last line, where nothing else completes it.</param>
    public OpeningLine(ICellContext cell, string begins, string failed)
    {
        _failed = failed;
        _display = cell.Show(ProgressLine.Of(begins));
        // A notebook that stops a cell may take no more of its output, so the last is drawn while it stops.
        _stopped = cell.Cancellation.Register(() => End(failed));
    }

    /// <summary>Shows a line as soon as it is told, on the thread that tells it: a posted one could come after the result.</summary>
    public void Report(string value)
    {
        lock (_drawing)
        {
            if (!_hasEnded)
            {
                _display.Update(ProgressLine.Of(value));
            }
        }
    }

    /// <summary>Shows that it succeeded.</summary>
    public void Complete(string done) => End(done);

    /// <summary>Shows that it failed, unless it was completed.</summary>
    public ValueTask DisposeAsync()
    {
        End(_failed);
        return _stopped.DisposeAsync();
    }

    private void End(string line)
    {
        lock (_drawing)
        {
            if (!_hasEnded)
            {
                _hasEnded = true;
                _display.Update(ProgressLine.Of(line));
            }
        }
    }
}
