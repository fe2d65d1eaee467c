using NotebookSqlAuth.Hosts.Tests.Package;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>One loaded notebook for the tests of a class, opened when the first of them asks.</summary>
public sealed class NotebookFixture : IAsyncDisposable
{
    private readonly Lazy<Task<LoadedNotebook>> notebook;

    public NotebookFixture(PackageFeed feed) => notebook = new(() => LoadedNotebook.OpenAsync(feed));

    internal Task<LoadedNotebook> NotebookAsync() => notebook.Value;

    public async ValueTask DisposeAsync()
    {
        if (notebook.IsValueCreated && notebook.Value.IsCompletedSuccessfully)
        {
            await (await notebook.Value).DisposeAsync();
        }
    }
}
