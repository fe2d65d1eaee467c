using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Kernel.Running;

namespace NotebookSqlAuth.Kernel.Commands;

/// <summary>The one place where a command's errors meet the terminal: the message with its code, and no stack.</summary>
internal static class UserErrors
{
    /// <summary>Does a command's work under Ctrl-C.</summary>
    /// <returns>The work's exit code; that of a refusal where it threw; the signal's where one stopped it.</returns>
    public static async Task<int> ShownAsync(Func<StopSignals, Task<int>> work)
    {
        using var signals = new StopSignals();
        try
        {
            return await ShownAsync(() => work(signals));
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return signals.ExitCode;
        }
    }

    /// <summary>Does the work of a command that minds signals itself.</summary>
    /// <returns>The work's exit code; that of a refusal where it threw.</returns>
    public static async Task<int> ShownAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (UserError error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return HeadlessRun.ExitRefused;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A defect of the tool: its stack would help no user, and its message, written by whoever, may hold what must not be shown.
            var shown = new UserError(
                ErrorCodes.Unexpected, "The tool met an error of its own.", $"It is a {error.GetType().Name}.", "Please report it with the command that was run.");
            await Console.Error.WriteLineAsync(shown.Message);
            return HeadlessRun.ExitRefused;
        }
    }
}
