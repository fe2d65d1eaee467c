namespace NotebookSqlAuth;

/// <summary>What a notebook keeps between its cells: accounts and connections. Lives as long as the notebook's kernel.</summary>
public sealed class NotebookSession : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
