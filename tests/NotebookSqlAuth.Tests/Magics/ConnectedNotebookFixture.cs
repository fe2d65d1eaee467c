using Xunit;

namespace NotebookSqlAuth.Tests.Magics;

/// <summary>One sandbox with a signed-in user for all tests of a class.</summary>
public sealed class ConnectedNotebookFixture : IAsyncLifetime
{
    internal SandboxNotebook Notebook { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Notebook = await SandboxNotebook.StartConnectedAsync();

    public ValueTask DisposeAsync() => Notebook.DisposeAsync();
}
