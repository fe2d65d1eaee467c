namespace NotebookSqlAuth.Spark.Connect;

/// <summary>Waits as long as something moves: its token fires when the caller's does, or when nothing has for too long.</summary>
internal sealed class Patience : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;

    internal Patience(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        _limit = limit;
        _caller = caller;
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), _source, limit, Timeout.InfiniteTimeSpan);
    }

    internal CancellationToken Token => _source.Token;

    /// <summary>Whether it ended without the caller.</summary>
    internal bool IsOver => _source.IsCancellationRequested && !_caller.IsCancellationRequested;

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    /// <summary>Something moved.</summary>
    internal void Renew() => _timer.Change(_limit, Timeout.InfiniteTimeSpan);
}
