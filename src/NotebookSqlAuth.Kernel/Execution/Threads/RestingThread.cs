using System.Diagnostics.CodeAnalysis;

namespace NotebookSqlAuth.Kernel.Execution.Threads;

/// <summary>A thread that rests between two cells: starting one takes longer than a short cell's own code. Thread-safe.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "It lives as long as the process, or until it is not wanted any more.")]
internal sealed class RestingThread
{
    // A cell and what shows its result; those that a cell needs beyond that come and go with it.
    private const int MaxResting = 2;

    private static readonly Lock s_lock = new();
    private static readonly Stack<RestingThread> s_resting = new();

    private readonly AutoResetEvent _given = new(initialState: false);
    private readonly Thread _thread;
    private CellThread? _work;

    private RestingThread(CellThread first)
    {
        _work = first;
        _thread = new Thread(Work);
    }

    /// <summary>Has a cell's work done on a thread that rests, or on a new one. Returns at once.</summary>
    public static void Run(CellThread work)
    {
        RestingThread? resting;
        lock (s_lock)
        {
            s_resting.TryPop(out resting);
        }

        if (resting is null)
        {
            resting = new RestingThread(work);
            resting.Prepare();
            resting._thread.UnsafeStart();
        }
        else
        {
            resting.Prepare();
            resting._work = work;
            resting._given.Set();
        }
    }

    // What a cell's code may have made of the thread it ran on.
    private void Prepare()
    {
        _thread.Name = "cell";
        _thread.IsBackground = true;
        _thread.Priority = ThreadPriority.Normal;
    }

    private void Work()
    {
        while (_work!.Run() && TryRest())
        {
            UntilGiven();
        }

        _given.Dispose();
    }

    private bool TryRest()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        _work = null;
        try
        {
            lock (s_lock)
            {
                if (s_resting.Count < MaxResting)
                {
                    s_resting.Push(this);
                    return true;
                }
            }
        }
        catch (ThreadInterruptedException)
        {
            // By the cell's own code, just before it ended.
        }

        return false;
    }

    private void UntilGiven()
    {
        while (true)
        {
            try
            {
                _given.WaitOne();
                return;
            }
            catch (ThreadInterruptedException)
            {
                // By code that kept hold of the thread it had run on.
            }
        }
    }
}
