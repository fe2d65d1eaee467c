using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace NotebookSqlAuth.Kernel.Execution.Threads;

/// <summary>The threads that a cell's code runs on: its awaits come back to them, so that the cell can be ended wherever it is.</summary>
/// <remarks>
/// Not one thread but as many as it takes, like the thread pool: with a single one, code that blocks on its own async method
/// would wait for ever, and such code works in other notebooks. Thread-safe.
/// </remarks>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Both ends of its life, Leave and Close, let go of the timer.")]
internal sealed class CellThreads : SynchronizationContext
{
    // As long as a thread that has nothing to do is kept for what may come.
    private static readonly TimeSpan IdleLifetime = TimeSpan.FromSeconds(1);

    // When all threads are busy, how long work waits before one more thread is worth its cost: they may all be blocked on that work.
    private static readonly TimeSpan StarvationPeriod = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan InterruptPeriod = TimeSpan.FromMilliseconds(15);

    private static readonly int MaxBusyThreads = Math.Max(4, Environment.ProcessorCount);

    private readonly object _gate = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _waiting = new();
    private readonly HashSet<CellThread> _threads = [];
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CellScope _scope;
    private readonly Timer _starvation;
    private Phase _phase;
    private int _idle;
    private int _taken;
    private int _takenBefore;

    /// <summary>Starts no thread yet.</summary>
    /// <param name="scope">The cell.</param>
    public CellThreads(CellScope scope)
    {
        _scope = scope;
        _starvation = new Timer(_ => Relieve());
    }

    private enum Phase
    {
        Running,
        Left,
        Closed,
    }

    /// <summary>Runs code of the cell.</summary>
    /// <returns>Completes elsewhere than on the cell's threads; cancelled by <see cref="Close"/>, even where the code goes on or waits for ever.</returns>
    public async Task<T> RunAsync<T>(Func<Task<T>> code)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(_ => _ = ForwardAsync(code, result), null);
        await Task.WhenAny(result.Task, _closed.Task);
        return result.Task.IsCompleted ? await result.Task : throw new OperationCanceledException();
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            switch (_phase)
            {
                case Phase.Running:
                    _waiting.Enqueue((d, state));
                    CallThread();
                    break;
                case Phase.Left:
                    RunOnPool(d, state);
                    break;
                case Phase.Closed:
                    // What a stopped cell still had to do is not done: neither now nor when what it awaits comes at last.
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>The cell has ended. What it left running goes on; its awaits come back to the thread pool. Without effect where it was closed.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (_phase == Phase.Closed)
            {
                return;
            }

            _phase = Phase.Left;
            while (_waiting.TryDequeue(out var item))
            {
                RunOnPool(item.Callback, item.State);
            }

            LetGo();
        }
    }

    /// <summary>The cell was stopped: nothing of it is begun or gone on with any more, and who waits for it is told so.</summary>
    /// <returns>Completes when its last thread has ended.</returns>
    public Task Close()
    {
        lock (_gate)
        {
            _phase = Phase.Closed;
            _waiting.Clear();
            LetGo();
        }

        _closed.TrySetResult();
        return _ended.Task;
    }

    /// <summary>Wakes whatever sleeps or waits on these threads with an exception, again and again until all has ended.</summary>
    /// <param name="end">That end.</param>
    /// <param name="patience">How long to go on.</param>
    /// <returns>Whether it has ended.</returns>
    public async Task<bool> InterruptAsync(Task end, TimeSpan patience)
    {
        var started = Stopwatch.GetTimestamp();
        while (!end.IsCompleted && Stopwatch.GetElapsedTime(started) < patience)
        {
            Living().ForEach(thread => thread.InterruptWait());
            await Task.WhenAny(end, Task.Delay(InterruptPeriod));
        }

        return end.IsCompleted;
    }

    private List<CellThread> Living()
    {
        lock (_gate)
        {
            return [.. _threads];
        }
    }

    private static async Task ForwardAsync<T>(Func<Task<T>> code, TaskCompletionSource<T> result)
    {
        try
        {
            result.TrySetResult(await code());
        }
        catch (Exception error)
        {
            // Whatever it is, it is the cell's own.
            result.TrySetException(error);
        }
    }

    private void LetGo()
    {
        _starvation.Dispose();
        Monitor.PulseAll(_gate);
        if (_threads.Count == 0)
        {
            _ended.TrySetResult();
        }
    }

    private void CallThread()
    {
        if (_waiting.Count <= _idle)
        {
            Monitor.Pulse(_gate);
        }
        else if (_threads.Count < MaxBusyThreads)
        {
            AddThread();
        }
        else if (_waiting.Count == 1)
        {
            _takenBefore = _taken;
            _starvation.Change(StarvationPeriod, StarvationPeriod);
        }
    }

    private void AddThread()
    {
        var thread = new CellThread(Work, OnEnded);
        _threads.Add(thread);
        thread.Start();
    }

    private void Relieve()
    {
        lock (_gate)
        {
            if (_phase != Phase.Running)
            {
                return;
            }

            if (_waiting.Count == 0)
            {
                _starvation.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
            else if (_taken == _takenBefore)
            {
                AddThread();
            }

            _takenBefore = _taken;
        }
    }

    private void Work()
    {
        _scope.Enter();
        var context = ExecutionContext.Capture()!;
        while (TryTake(out var item))
        {
            SetSynchronizationContext(this);
            ExecutionContext.Run(context, _ => Run(item.Callback, item.State), null);
        }
    }

    private bool TryTake(out (SendOrPostCallback Callback, object? State) item)
    {
        lock (_gate)
        {
            _idle++;
            while (_waiting.Count == 0 && _phase == Phase.Running && Monitor.Wait(_gate, IdleLifetime))
            {
            }

            _idle--;
            _taken++;
            return _waiting.TryDequeue(out item);
        }
    }

    private void OnEnded(CellThread thread)
    {
        CellScope.Exit();
        lock (_gate)
        {
            _threads.Remove(thread);
            if (_waiting.Count > 0 && _phase == Phase.Running)
            {
                // It had stopped waiting when this came.
                CallThread();
            }
            else if (_threads.Count == 0 && _phase != Phase.Running)
            {
                _ended.TrySetResult();
            }
        }
    }

    private void RunOnPool(SendOrPostCallback callback, object? state) => ThreadPool.UnsafeQueueUserWorkItem(
        _ =>
        {
            _scope.Enter();
            Run(callback, state);
        },
        null);

    // An async void method's exception comes this way too, and would end the process.
    private static void Run(SendOrPostCallback callback, object? state)
    {
        try
        {
            callback(state);
        }
        catch (Exception error)
        {
            StrayExceptions.Show(error);
        }
    }
}
