using System.Diagnostics;
using System.Runtime.CompilerServices;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Spark.Jdbc;

/// <summary>Leaves nothing behind that could still read with a token: Spark 3.5 keeps a session that has ended for an hour.</summary>
internal static class JdbcErasure
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    // Once for a session, however many views it gets.
    private static readonly ConditionalWeakTable<ConnectSession, object> s_asked = [];

    /// <summary>Has all temp views dropped when the session ends: a view that was made of one keeps its plan, and the token in it.</summary>
    internal static void AtTheEndOf(ConnectSession spark) => s_asked.GetValue(spark, static session =>
    {
        session.BeforeEnd(ending => RunAsync(session, ending));
        return new object();
    });

    private static async Task RunAsync(ConnectSession spark, CancellationToken ending)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ending);
        limit.CancelAfter(s_limit);
        try
        {
            // Columns: namespace, viewName, isTemporary (spark.apache.org/docs/latest/sql-ref-syntax-aux-show-views.html).
            var views = await (await spark.SqlAsync("SHOW VIEWS", null, null, limit.Token)).CollectAsync(cancellationToken: limit.Token);
            foreach (var view in views.Rows.Where(row => row["isTemporary"] is true).Select(row => (string)row["viewName"]))
            {
                await spark.SqlAsync($"DROP VIEW IF EXISTS `{view.Replace("`", "``", StringComparison.Ordinal)}`", null, null, limit.Token);
            }
        }
        catch (Exception e) when (e is UserError or OperationCanceledException)
        {
            // A server that does not answer any more has nobody to be told so: the session ends either way.
            Debug.WriteLine(e.GetType().Name);
        }
    }
}
