using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace NotebookSqlAuth.Kernel.Jupyter.Lifetime;

/// <summary>Notices that the front end's process is gone, however it ended: nobody else would end the kernel then.</summary>
internal static class ParentProcess
{
    // jupyter_client's name for the process that manages kernels; on Windows it holds a handle that kernels inherit.
    private const string Variable = "JPY_PARENT_PID";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Ends once the parent has ended; never where the environment names none.</summary>
    public static Task EndedAsync(CancellationToken cancellationToken)
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var parent))
        {
            return Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        return OperatingSystem.IsWindows() ? HandleSignaledAsync(parent, cancellationToken) : PidGoneAsync(parent, cancellationToken);
    }

    // A process whose parent ends is given to another; a parent further up (a wrapper stands between) is asked for by its id.
    private static async Task PidGoneAsync(int parent, CancellationToken cancellationToken)
    {
        var first = ParentId();
        using var timer = new PeriodicTimer(Interval);
        while (ParentId() == first && Exists(parent))
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static async Task HandleSignaledAsync(nint handle, CancellationToken cancellationToken)
    {
        using var wait = new ManualResetEvent(initialState: false);
        using var safe = wait.SafeWaitHandle;
        wait.SafeWaitHandle = new Microsoft.Win32.SafeHandles.SafeWaitHandle(handle, ownsHandle: false);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var registration = ThreadPool.RegisterWaitForSingleObject(wait, (_, _) => ended.TrySetResult(), null, Timeout.Infinite, executeOnlyOnce: true);
        try
        {
            await ended.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            registration.Unregister(null);
        }
    }

    private static bool Exists(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ParentId();
}
