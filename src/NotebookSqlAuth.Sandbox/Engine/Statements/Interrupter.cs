using DuckDB.NET.Data;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Interrupts one command once its token is cancelled, and no other command after it.</summary>
internal sealed class Interrupter : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly DuckDBCommand _command;
    private readonly CancellationTokenRegistration _registration;
    private readonly Lock _gate = new();
    private bool _isOver;

    public Interrupter(DuckDBCommand command, CancellationToken cancellationToken)
    {
        _command = command;
        _registration = cancellationToken.Register(() => _ = InterruptAsync());
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        _registration.Dispose();
    }

    /// <summary>An interrupt that comes before the query has begun is lost, so it is sent until the query is over.</summary>
    private async Task InterruptAsync()
    {
        while (TryInterrupt())
        {
            await Task.Delay(Interval, CancellationToken.None);
        }
    }

    private bool TryInterrupt()
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _command.Cancel();
            }

            return !_isOver;
        }
    }
}
