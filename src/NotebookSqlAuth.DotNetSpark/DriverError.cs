using Microsoft.Spark;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>What went wrong in a call to the driver, for the person at the notebook.</summary>
internal static class DriverError
{
    // An analysis error names every column it knows; more than this helps nobody.
    private const int MostWordsLength = 2000;

    public static UserError Of(Exception exception)
    {
        if (exception is UserError known)
        {
            return known;
        }

        // The bridge wraps the JVM's stack trace. Where the connection broke it throws whatever its decoder met.
        if (exception.InnerException is JvmException { Message: { Length: > 0 } trace })
        {
            return new UserError(
                ErrorCodes.SparkDriverRefused, "Spark refused what it was asked.", WordsOf(trace), "Correct what its words name, and run the cell again.");
        }

        return DriverPort.Listens()
            ? new UserError(
                ErrorCodes.SparkDriverRefused,
                "Spark's driver could not do what it was asked.",
                $"Its bridge gave no reason ({exception.GetType().Name}).",
                "See the console of the driver, and run the cell again.")
            : DriverPort.NothingListens();
    }

    /// <summary>The error itself: what stands before the first line of the stack.</summary>
    private static string WordsOf(string trace)
    {
        var lines = trace.Split('\n').TakeWhile(line => !line.StartsWith("\tat ", StringComparison.Ordinal));
        var words = string.Join(' ', lines.Select(line => line.Trim()).Where(line => line.Length > 0));
        return words.Length > MostWordsLength ? words[..MostWordsLength] + "…" : words;
    }
}
