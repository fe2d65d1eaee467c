using Microsoft.Extensions.Hosting;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>Leaves Ctrl-C to the program that embeds the endpoint; the usual lifetime would take it over for the whole process.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
