namespace NotebookSqlAuth.Session;

/// <summary>The temp views that Spark's executors fill with a sign-in's token. Thread-safe.</summary>
internal sealed class ExecutorViews
{
    private readonly object _gate = new();
    private readonly List<ExecutorView> _views = [];

    /// <summary>Takes note of a view; one of the same name in the same session has given way to it.</summary>
    public void Add(ExecutorView view)
    {
        lock (_gate)
        {
            _views.RemoveAll(other => other.Session == view.Session && other.Name == view.Name);
            _views.Add(view);
        }
    }

    /// <summary>Drops those of a sign-in and hands them back.</summary>
    public Task<IReadOnlyList<ExecutorView>> DropAsync(SignInKey signIn) => DropAsync(view => view.SignIn == signIn);

    /// <summary>Drops all.</summary>
    public Task DropAllAsync() => DropAsync(_ => true);

    private async Task<IReadOnlyList<ExecutorView>> DropAsync(Predicate<ExecutorView> isMeant)
    {
        List<ExecutorView> dropped;
        lock (_gate)
        {
            dropped = _views.FindAll(isMeant);
            _views.RemoveAll(dropped.Contains);
        }

        await Task.WhenAll(dropped.Select(view => view.DropAsync()));
        return dropped;
    }
}
