using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests;

/// <summary>One sandbox for a class of tests that leave it as they found it.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    public SandboxHost Sandbox { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Sandbox = await SandboxHost.StartAsync();

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}
