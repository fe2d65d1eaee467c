namespace NotebookSqlAuth.Kernel.Execution.Threads;

/// <summary>A thread's work for one cell, which can be woken from outside where it sleeps or waits. Thread-safe.</summary>
/// <remarks>
/// It cannot be aborted. .NET's one way to do that, ControlledExecution, works for loops of a program's own code; in a loop of a
/// library it ended the whole process, reproducibly (.NET 10.0 on Linux, x64). Losing the notebook is no way to stop a cell.
/// </remarks>
internal sealed class CellThread
{
    private readonly Lock _lock = new();
    private readonly Action _work;
    private readonly Action<CellThread> _ended;
    private Thread? _thread;
    private bool _wasInterrupted;

    /// <summary>Prepares the work.</summary>
    /// <param name="work">What it does.</param>
    /// <param name="ended">Called on its thread at its very end.</param>
    public CellThread(Action work, Action<CellThread> ended)
    {
        _work = work;
        _ended = ended;
    }

    /// <summary>Begins it on a thread that does nothing else meanwhile and knows nothing of its creator's flow of execution.</summary>
    public void Start() => RestingThread.Run(this);

    /// <summary>Wakes it with an exception where it sleeps or waits at this moment. Without effect before its begin and after its end.</summary>
    public void InterruptWait()
    {
        lock (_lock)
        {
            if (_thread?.ThreadState.HasFlag(ThreadState.WaitSleepJoin) == true)
            {
                _wasInterrupted = true;
                _thread.Interrupt();
            }
        }
    }

    /// <summary>Does it, on the caller's thread.</summary>
    /// <returns>Whether the thread is as it was before: an interrupt that it has not met yet would meet what it does next.</returns>
    public bool Run()
    {
        try
        {
            Begin();
            _work();
        }
        catch (ThreadInterruptedException)
        {
            // It waited for work, of which there will be none.
        }

        return End();
    }

    private void Begin()
    {
        lock (_lock)
        {
            _thread = Thread.CurrentThread;
        }
    }

    private bool End()
    {
        while (true)
        {
            try
            {
                _ended(this);
                lock (_lock)
                {
                    _thread = null;
                    return !_wasInterrupted;
                }
            }
            catch (ThreadInterruptedException)
            {
                // Meant for the cell's code, which had ended just then.
            }
        }
    }
}
