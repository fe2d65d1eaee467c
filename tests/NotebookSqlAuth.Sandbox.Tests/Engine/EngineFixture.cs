using NotebookSqlAuth.Sandbox.Tests.Engine;
using Xunit;

[assembly: AssemblyFixture(typeof(EngineFixture))]

namespace NotebookSqlAuth.Sandbox.Tests.Engine;

/// <summary>One engine for all tests of it: sessions keep apart what tests do.</summary>
public sealed class EngineFixture : IDisposable
{
    public AuditLog Audit { get; } = new();

    public Sandbox.Engine.SandboxSqlEngine Engine => field ??= new Sandbox.Engine.SandboxSqlEngine(Audit);

    public void Dispose() => Engine.Dispose();
}
