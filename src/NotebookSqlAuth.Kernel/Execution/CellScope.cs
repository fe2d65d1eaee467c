namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>A cell that runs, as the code sees it that belongs to it.</summary>
/// <remarks>It flows with the execution context, so what a background task writes goes to the cell that started it.</remarks>
internal sealed class CellScope
{
    private static readonly AsyncLocal<CellScope?> Running = new(OnChanged);

    private readonly List<Action> _atEnd = [];
    private int _threads;

    /// <summary>A cell about to run.</summary>
    /// <param name="outputs">Where its outputs go.</param>
    /// <param name="cancellation">Fires when it is stopped.</param>
    public CellScope(ICellOutputs outputs, CancellationToken cancellation)
    {
        Outputs = outputs;
        Cancellation = cancellation;
    }

    /// <summary>The cell whose code is running here; null outside of any cell.</summary>
    public static CellScope? Current => Running.Value;

    /// <summary>The cell whose code is running here.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static CellScope Required => Current ?? throw new InvalidOperationException("This was called by code that no cell started.");

    /// <summary>The cell that ran last, for what belongs to none.</summary>
    public static CellScope? Latest { get; private set; }

    /// <summary>Where its outputs go.</summary>
    public ICellOutputs Outputs { get; }

    /// <summary>Fires when it is stopped.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>How many threads run code that this cell started, at this moment.</summary>
    public int Threads => Volatile.Read(ref _threads);

    /// <summary>Asks the user for a line. What waits for it ends when the cell is stopped.</summary>
    // Asked on the thread pool: the question is taken back by its token, and whoever waits may be woken out of that.
    public Task<string> AskAsync(string prompt, bool password) =>
        Task.Run(() => Outputs.AskAsync(prompt, password, Cancellation), Cancellation);

    /// <summary>Makes it current for the caller's own flow of execution.</summary>
    public void Enter() => Running.Value = this;

    /// <summary>Makes an answer that no cell gives (to a page's message, say) current for the caller's own flow of execution.</summary>
    public static void Enter(ICellOutputs outputs) => new CellScope(outputs, CancellationToken.None).Enter();

    /// <summary>Has something done when the cell has ended, however it ends. Called by the cell's magics, one at a time.</summary>
    public void AtEnd(Action action) => _atEnd.Add(action);

    /// <summary>Does what is to be done at its end.</summary>
    public void End() => _atEnd.ForEach(action => action());

    /// <summary>Makes it the one that ran last.</summary>
    public void Begin() => Latest = this;

    /// <summary>The caller's own flow of execution belongs to no cell from now on.</summary>
    public static void Exit() => Running.Value = null;

    // The runtime calls this on each thread that begins or ends to run with a cell's context, whoever started the thread.
    private static void OnChanged(AsyncLocalValueChangedArgs<CellScope?> change)
    {
        if (change.PreviousValue is { } left)
        {
            Interlocked.Decrement(ref left._threads);
        }

        if (change.CurrentValue is { } entered)
        {
            Interlocked.Increment(ref entered._threads);
        }
    }
}
