using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.Spark;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>What went wrong in a call to the driver, for the person at the notebook.</summary>
internal static class DriverError
{
    // An analysis error names every column it knows; more than this helps nobody.
    private const int MostWordsLength = 2000;

    // As Throwable.printStackTrace writes them.
    private const string Frame = "\tat ";

    // Throws whatever its decoder met where the connection broke.
    private const string Bridge = "Microsoft.Spark.Interop.Ipc.JvmBridge";

    private const string Cause = "Caused by: ";

    // Spark waits for its own jobs through this; what failed is the cause.
    private const string Waited = "Exception thrown in awaitResult";

    // Spark shows the plan after the words, and in it the values of SQL arguments.
    private const string PlanFollows = ";\n";

    /// <summary>Whether it came by the bridge, and not from this side's own part of the work: a file, memory, a defect.</summary>
    public static bool IsTheDrivers(Exception exception) =>
        exception is SocketException or { InnerException: JvmException or SocketException }
        || new StackTrace(exception).GetFrames().Any(frame => frame.GetMethod()?.DeclaringType?.FullName == Bridge);

    public static UserError Of(Exception exception)
    {
        if (exception is UserError known)
        {
            return known;
        }

        // Where the connection broke, the bridge throws whatever its decoder met.
        if (!DriverPort.Listens())
        {
            return DriverPort.NothingListens();
        }

        // Else it wraps the JVM's stack trace.
        return exception.InnerException is JvmException { Message: var trace } && trace.Contains(Frame, StringComparison.Ordinal)
            ? Refused(Thrown(trace))
            : new UserError(
                ErrorCodes.SparkDriverRefused,
                "Spark's driver could not do what it was asked.",
                $"Its bridge gave no reason ({exception.GetType().Name}).",
                "See the console of the driver, and run the cell again.");
    }

    /// <summary>The error for what Spark says of itself.</summary>
    public static UserError Refused(string words)
    {
        var plan = words.IndexOf(PlanFollows, StringComparison.Ordinal);
        var shown = string.Join(' ', (plan < 0 ? words : words[..plan]).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return new UserError(
            ErrorCodes.SparkDriverRefused,
            "Spark refused what it was asked.",
            shown.Length > MostWordsLength ? shown[..MostWordsLength] + "…" : shown,
            "Correct what its words name, and run the cell again.");
    }

    /// <summary>What a stack trace says before the first line of its stack.</summary>
    private static string Thrown(string trace)
    {
        var cause = trace.Contains(Waited, StringComparison.Ordinal) ? trace.IndexOf(Cause, StringComparison.Ordinal) : -1;
        var lines = (cause < 0 ? trace : trace[(cause + Cause.Length)..]).Split('\n');
        return string.Join('\n', lines.TakeWhile(line => !line.StartsWith(Frame, StringComparison.Ordinal)));
    }
}
