namespace NotebookSqlAuth.Kernel.Execution.Threads;

/// <summary>A thread of a cell, which can be woken from outside where it sleeps or waits.</summary>
/// <remarks>
/// It cannot be aborted. .NET's one way to do that, ControlledExecution, works for loops of a program's own code; in a loop of a
/// library it ended the whole process, reproducibly (.NET 10.0 on Linux, x64). Losing the notebook is no way to stop a cell.
/// </remarks>
internal sealed class CellThread
{
    private readonly Thread _thread;
    private readonly Action _work;
    private readonly Action<CellThread> _ended;

    /// <summary>Prepares a thread.</summary>
    /// <param name="work">What it does.</param>
    /// <param name="ended">Called on it at its very end.</param>
    public CellThread(Action work, Action<CellThread> ended)
    {
        _work = work;
        _ended = ended;
        _thread = new Thread(Run) { IsBackground = true, Name = "cell" };
    }

    /// <summary>Starts it. It knows nothing of its creator's flow of execution.</summary>
    public void Start() => _thread.UnsafeStart();

    /// <summary>Wakes it with an exception where it sleeps or waits at this moment.</summary>
    public void InterruptWait()
    {
        if (_thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin))
        {
            _thread.Interrupt();
        }
    }

    private void Run()
    {
        try
        {
            _work();
        }
        catch (ThreadInterruptedException)
        {
            // It waited for work, of which there will be none.
        }
        finally
        {
            End();
        }
    }

    private void End()
    {
        while (true)
        {
            try
            {
                _ended(this);
                return;
            }
            catch (ThreadInterruptedException)
            {
                // Meant for the cell's code, which had ended just then.
            }
        }
    }
}
