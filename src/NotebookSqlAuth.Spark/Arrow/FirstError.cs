using System.Runtime.ExceptionServices;

namespace NotebookSqlAuth.Spark.Arrow;

/// <summary>Lets tasks fail together: the first error stops the others and is the one that is thrown.</summary>
internal sealed class FirstError(CancellationToken cancellationToken) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private ExceptionDispatchInfo? _first;

    public void Dispose() => _stop.Dispose();

    /// <summary>Runs one of the tasks. What it throws is kept, not thrown.</summary>
    /// <param name="run">Gets the token that fires when another one fails or the user stops all.</param>
    /// <param name="tell">Passes the error on to another task. It comes after the error is kept: that task may fail of it at once, and must not be the first.</param>
    internal async Task GuardAsync(Func<CancellationToken, Task> run, Action<Exception>? tell = null)
    {
        try
        {
            await run(_stop.Token);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _first, ExceptionDispatchInfo.Capture(e), null);
            tell?.Invoke(e);
            await _stop.CancelAsync();
        }
    }

    /// <summary>Throws the first error; a cancellation as the user's own.</summary>
    internal void Throw()
    {
        if (_first is { SourceException: OperationCanceledException })
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        _first?.Throw();
    }
}
