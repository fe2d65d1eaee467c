using System.Runtime.InteropServices;

namespace NotebookSqlAuth.Kernel.Running;

/// <summary>Turns Ctrl-C and a request to end into a cancelled token the first time, and into the end of the process the second.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _exitCode;

    public StopSignals()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    /// <summary>Fires at the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>What a shell expects of a process that a signal ended, 128 and the signal's number: 130 or 143. 0 before any signal.</summary>
    public int ExitCode => _exitCode;

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        var exitCode = context.Signal == PosixSignal.SIGINT ? 130 : 143;
        if (Interlocked.CompareExchange(ref _exitCode, exitCode, 0) != 0)
        {
            Environment.Exit(exitCode);
        }

        // Not on the signal's own thread: what the token stops must not hold up the second signal.
        ThreadPool.QueueUserWorkItem(_ => Stop());
    }

    private void Stop()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The signal came when everything had been done; the exit code says that it came.
        }
        catch (AggregateException failures)
        {
            // What else was to be stopped was told all the same; this thread has nobody above it who could take the exception.
            Console.Error.WriteLine($"Stopping met {failures.InnerExceptions.Count} error(s), the first a {failures.InnerExceptions[0].GetType().Name}.");
        }
    }
}
