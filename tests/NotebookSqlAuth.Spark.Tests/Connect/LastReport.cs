namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>Keeps reports as they come, on the reporting thread.</summary>
internal sealed class LastReport<T> : IProgress<T>
{
    private readonly Lock _gate = new();
    private readonly List<T> _all = [];
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal T Last
    {
        get
        {
            lock (_gate)
            {
                return _all[^1];
            }
        }
    }

    internal IReadOnlyList<T> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>Ends with the first report.</summary>
    internal Task First => _first.Task;

    public void Report(T value)
    {
        lock (_gate)
        {
            _all.Add(value);
        }

        _first.TrySetResult();
    }
}
