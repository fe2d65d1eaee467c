using System.Runtime.InteropServices;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Jupyter.Lifetime;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter;

/// <summary>The life of a kernel's process: from the connection file to the end that a front end, a signal or its parent's death brings.</summary>
internal static class KernelProcess
{
    // What the notebook gets to close its connections and files; then the process ends all the same.
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(2);

    /// <summary>Serves a front end.</summary>
    /// <returns>The exit code, in words only: the process ends here.</returns>
    /// <exception cref="Errors.UserError">The kernel cannot start.</exception>
    public static async Task<int> RunAsync(string connectionFile, bool withSandbox)
    {
        var connection = await ConnectionFile.ReadAsync(connectionFile, CancellationToken.None);
        CellConsole.Install();
        await using var notebook = new LiveNotebook(Environment.CurrentDirectory, withSandbox);
        using var server = new KernelServer(connection, notebook);
        var terminated = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            // Front ends that know no interrupt_mode send it; at a terminal it ends as little as in any other kernel.
            signal.Cancel = true;
            server.Interrupt();
        });
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            server.Interrupt();
            terminated.TrySetResult();
        });
        await Task.WhenAny(server.ShutDown, terminated.Task, ParentProcess.EndedAsync(CancellationToken.None));
        await EndAsync(server, notebook);

        // Not by returning: a thread that a cell left running would keep the process.
        Environment.Exit(0);
        return 0;
    }

    private static async Task EndAsync(KernelServer server, LiveNotebook notebook)
    {
        server.Interrupt();
        var closing = Task.Run(async () => await notebook.DisposeAsync());
        // ZeroMQ's own end has no limit, and was seen to wait without one.
        var leaving = Task.Run(server.Dispose);
        await Task.WhenAny(Task.WhenAll(closing, leaving), Task.Delay(EndPatience));
        ChildProcesses.EndAll();
    }
}
