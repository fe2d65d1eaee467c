using System.Diagnostics;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Kernel.Execution.Threads;

namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>A cell that the user stopped, on its way to its end.</summary>
/// <remarks>
/// First all that can end by itself does: queries, sign-ins, restores and the compiler by their token, loops and calls of the cell's
/// own code at their next <see cref="CellStop.Check"/>. Then what awaits is left, and what sleeps or waits is woken with an
/// exception. What still runs is inside a library or native code, which nothing stops from outside; that is said.
/// </remarks>
internal sealed class StoppedCell(Task<CellError?> running, CellThreads threads, CellScope scope)
{
    // How long each means has before the next one is used. Together they stay under three seconds.
    private static readonly TimeSpan TokenPatience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan InterruptPatience = TimeSpan.FromMilliseconds(2000);

    private static readonly TimeSpan OthersPatience = TimeSpan.FromMilliseconds(250);

    // A next cell waits so long for what is about to end.
    private static readonly TimeSpan NextCellPatience = TimeSpan.FromMilliseconds(500);

    private Task _end = Task.CompletedTask;

    /// <summary>Whether nothing of it runs any more on the threads that the kernel gave it.</summary>
    public bool HasEnded => _end.IsCompleted;

    /// <summary>Stops it.</summary>
    /// <returns>What became of it, within three seconds.</returns>
    public async Task<CellResult> StopAsync()
    {
        CellStop.Begin();
        await EndsWithinAsync(running, TokenPatience);
        _end = Task.WhenAll(threads.Close(), AsEnd(running));
        await threads.InterruptAsync(_end, InterruptPatience);
        await OthersEndAsync();
        return CellResult.Stopped(
            !HasEnded ? "The cell was told to stop and has not: it is inside code that cannot be stopped from outside. Wait until that returns, or restart the kernel to end it."
            : scope.Threads > 0 ? "The cell was stopped. Threads that it started itself still run; a restart of the kernel ends them."
            : "The cell was stopped.");
    }

    /// <summary>Lets the next cell run only if this one does not any more: two cells at once would change each other's state.</summary>
    /// <exception cref="UserError">It still does.</exception>
    public async Task EnsureEndedAsync()
    {
        if (!await EndsWithinAsync(_end, NextCellPatience))
        {
            throw new UserError(
                ErrorCodes.CellDoesNotStop,
                "An earlier cell is still running: it was told to stop and has not.",
                "It is in code that cannot be stopped from outside, such as a native library.",
                "Restart the kernel; or wait until that code returns, and run this cell again.");
        }
    }

    // What it handed to the thread pool comes by a check of its own.
    private async Task OthersEndAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (scope.Threads > 0 && Stopwatch.GetElapsedTime(started) < OthersPatience)
        {
            await Task.Delay(10);
        }
    }

    private static async Task<bool> EndsWithinAsync(Task task, TimeSpan patience) =>
        task.IsCompleted || await Task.WhenAny(task, Task.Delay(patience)) == task;

    // How it ended is in the result that the user sees.
    private static Task AsEnd(Task task) =>
        task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
