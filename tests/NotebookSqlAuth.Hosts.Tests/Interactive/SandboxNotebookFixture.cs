using NotebookSqlAuth.Hosts.Tests.Package;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>One signed-in notebook for the tests of a class, opened when the first of them asks.</summary>
public sealed class SandboxNotebookFixture : IAsyncDisposable
{
    private readonly Lazy<Task<SandboxNotebook>> notebook;

    public SandboxNotebookFixture(PackageFeed feed) => notebook = new(() => SandboxNotebook.OpenAsync(feed));

    internal Task<SandboxNotebook> NotebookAsync() => notebook.Value;

    public async ValueTask DisposeAsync()
    {
        if (notebook.IsValueCreated && notebook.Value.IsCompletedSuccessfully)
        {
            await (await notebook.Value).DisposeAsync();
        }
    }
}
