using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Sql;

/// <summary>Which server errors pass by themselves, and how long opening a connection waits for that.</summary>
/// <remarks>Only opening is retried. A query is not: it may have written before it failed.</remarks>
public static class TransientErrors
{
    private const int CannotOpenDatabase = 4060;
    private const int ServiceBusy = 40501;

    /// <summary>
    /// Waits between attempts, a minute together. Azure SQL's advice: the first after 5 s, then growing, none above 60 s
    /// (learn.microsoft.com/azure/azure-sql/database/troubleshoot-common-connectivity-issues); a paused serverless
    /// database takes about a minute to resume.
    /// </summary>
    private static readonly TimeSpan[] s_waits =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30)];

    /// <summary>40501 asks for 10 s of rest before the next attempt (the error's own text).</summary>
    private static readonly TimeSpan s_busyWait = TimeSpan.FromSeconds(10);

    /// <summary>SqlClient's list of transient numbers, with those of Azure's resource governance that an older list lacks.</summary>
    private static readonly HashSet<int> s_numbers = [.. SqlConfigurableRetryFactory.BaselineTransientErrors, 49918, 49919, 49920];

    /// <summary>Whether an error of this number passes by itself.</summary>
    public static bool Contains(int number) => s_numbers.Contains(number);

    /// <summary>How long to wait after a failed attempt to open; null to give up.</summary>
    /// <param name="number">The server's error number.</param>
    /// <param name="attempt">Which attempt failed, 1-based.</param>
    internal static TimeSpan? WaitAfter(int number, int attempt)
    {
        // 4060 also comes while a database moves, but is a wrong name nearly always: one more try, then say so.
        var attempts = number == CannotOpenDatabase ? 1 : s_waits.Length;
        if (!Contains(number) || attempt > attempts)
        {
            return null;
        }

        var wait = s_waits[attempt - 1];
        return number == ServiceBusy && wait < s_busyWait ? s_busyWait : wait;
    }
}
