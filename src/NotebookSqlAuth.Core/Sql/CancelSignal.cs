using System.Diagnostics;
using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Sql;

/// <summary>Cancels a command while it runs, from the moment a token fires until disposed.</summary>
/// <remarks>
/// SqlCommand.Cancel does nothing when it comes before the command has reached the wire, and says nothing about it;
/// so it is repeated until the command has come back.
/// </remarks>
internal sealed class CancelSignal : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    private readonly SqlCommand _command;
    private readonly Timer _repeat;
    private readonly CancellationTokenRegistration _registration;

    internal CancelSignal(SqlCommand command, CancellationToken token)
    {
        _command = command;
        _repeat = new Timer(_ => Cancel());
        _registration = token.UnsafeRegister(static (self, _) => ((CancelSignal)self!).Fire(), this);
    }

    public void Dispose()
    {
        // Waits for what is under way on another thread, so that no late cancel meets the next command of the session.
        _registration.Dispose();
        using var ended = new ManualResetEvent(false);
        if (_repeat.Dispose(ended))
        {
            ended.WaitOne();
        }

        _repeat.Dispose();
    }

    private void Cancel()
    {
        try
        {
            _command.Cancel();
        }
        catch (Exception e) when (e is SqlException or InvalidOperationException or IOException)
        {
            // The connection broke while the cancel was being sent. The reading thread meets the same break and reports it;
            // an exception that left a timer's callback would end the process.
            Debug.WriteLine(e.GetType().Name);
        }
    }

    private void Fire() => _repeat.Change(TimeSpan.Zero, s_interval);
}
