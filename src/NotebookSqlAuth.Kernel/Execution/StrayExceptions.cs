using System.Runtime.ExceptionServices;

namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>Exceptions that nobody awaits: of threads, timers, async void methods and forgotten tasks. They are shown in a cell and end nothing.</summary>
internal static class StrayExceptions
{
    private static int s_watching;

    /// <summary>Takes care of them from now on, for this process.</summary>
    public static void Watch()
    {
        // .NET takes one such handler in a process's life.
        if (Interlocked.Exchange(ref s_watching, 1) == 0)
        {
            ExceptionHandling.SetUnhandledExceptionHandler(TryShow);
            TaskScheduler.UnobservedTaskException += (_, e) =>
            {
                e.SetObserved();
                TryShow(e.Exception.InnerExceptions is [var only] ? only : e.Exception);
            };
        }
    }

    /// <summary>Shows one in the outputs of the cell whose code threw it, else of the cell that ran last.</summary>
    public static void Show(Exception exception) => TryShow(exception);

    // Whether the process may go on. Where no cell ever ran the error is the tool's own.
    private static bool TryShow(Exception exception)
    {
        if ((CellScope.Current ?? CellScope.Latest) is not { } scope)
        {
            return false;
        }

        // What a stop has ended is no news.
        if (exception is not (ThreadInterruptedException or OperationCanceledException { CancellationToken.IsCancellationRequested: true }))
        {
            scope.Outputs.Write(StreamName.Stderr, "Nobody awaited what failed here: " + string.Join('\n', CellErrors.Of(exception).Traceback) + "\n");
        }

        return true;
    }
}
