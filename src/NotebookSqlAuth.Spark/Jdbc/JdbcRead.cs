using System.Globalization;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark.Jdbc;

/// <summary>Lets Spark's executors read from Azure SQL themselves, with the user's access token, split by ranges of one column.</summary>
public static class JdbcRead
{
    /// <summary>Makes a temp view whose rows the executors read from the database each time it is used, as long as the token lives.</summary>
    /// <param name="spark">Where the view is made. Its redaction setting is set and read back before the token is sent.</param>
    /// <param name="view">The temp view's name; a view of that name gives way.</param>
    /// <param name="connector">Whose token: the account of <paramref name="session"/>.</param>
    /// <param name="session">An open session of the database, which finds the columns and the partition column's bounds.</param>
    /// <param name="query">One SELECT without variables.</param>
    /// <param name="options">The column, the partitions.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The view: columns of the same Spark types, and rows of the same values, as a single read hands over.</returns>
    /// <remarks>
    /// Each partition is a statement of its own: rows that change meanwhile are seen by some and not by others. Rows whose partition
    /// column is NULL are in the first partition; the first and the last range are open, so that rows beyond the bounds are not lost.
    /// Spark's own filters stay in Spark, where they mean what they mean for any other view: what the database shall leave out is
    /// left out in the SELECT. The token stands in the session's plan on the Spark server, in memory, and in what it sends its executors,
    /// for as long as the session has the view or one that was made of it; before the session ends, all its temp views are dropped.
    /// </remarks>
    /// <exception cref="UserError">The SELECT cannot be split, the token would travel in plain text, be shown or end too soon, Spark cannot read from the database.</exception>
    /// <exception cref="ArgumentException">The connector and the session are of different accounts.</exception>
    public static async Task<JdbcView> CreateViewAsync(
        ConnectSession spark,
        string view,
        SqlConnector connector,
        SqlSession session,
        QueryText query,
        JdbcOptions options,
        CancellationToken cancellationToken)
    {
        if (connector.Tokens.Account != session.Account)
        {
            throw new ArgumentException("The connector and the session are of different accounts.", nameof(connector));
        }

        JdbcToken.RequirePrivateWay(spark);
        var select = JdbcQuery.Require(query);
        var source = await JdbcSource.DescribeAsync(session, select, options, cancellationToken);
        var ranges = await PartitionRanges.FindAsync(session, source, options.Partitions, cancellationToken);

        // Last before it is sent, so that it has as much life left as there is.
        var token = await JdbcToken.TakeAsync(connector.Tokens, cancellationToken);
        await TokenRedaction.RequireAsync(spark, token, cancellationToken);
        JdbcErasure.AtTheEndOf(spark);

        var sourceOptions = new Dictionary<string, string>
        {
            ["url"] = JdbcUrl.Build(session, connector.Tokens.Options.Cloud),
            ["driver"] = JdbcFaults.Driver,
            ["dbtable"] = source.Table,
            ["accessToken"] = token.Reveal(),

            // SQL Server compares text by its collation and reads time literals by its own rules: pushed down, the same Spark SQL would find other rows.
            ["pushDownPredicate"] = "false",
        };
        if (select.CommonTables.Length > 0)
        {
            // Spark puts it in front of each statement.
            sourceOptions["prepareQuery"] = select.CommonTables;
        }

        await NameAsync(spark, spark.ReadJdbc(sourceOptions, ranges.Predicates, [token.Reveal()]), source.SparkColumns, view, cancellationToken);
        return new JdbcView(spark.Table(view), ranges.Predicates.Count, token.ExpiresOn, [JdbcToken.Notice(token), .. ranges.Notices, .. source.Notices]);
    }

    /// <summary>Makes the view of the source's columns, by way of a name of its own: only SQL casts them as this room means it.</summary>
    private static async Task NameAsync(ConnectSession spark, ConnectDataFrame source, string columns, string view, CancellationToken cancellationToken)
    {
        var raw = "notebooksqlauth_" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var made = false;
        try
        {
            await source.CreateTempViewAsync(raw, cancellationToken);
            var rows = await spark.SqlAsync($"SELECT {columns} FROM {raw}", null, null, cancellationToken);
            await rows.CreateTempViewAsync(view, cancellationToken);
            made = true;
        }
        catch (UserError e)
        {
            // The name in between is nobody's.
            throw e.Reworded(e.Code, e.What.Replace(raw, view, StringComparison.Ordinal), e.Why.Replace(raw, view, StringComparison.Ordinal), e.Next);
        }
        finally
        {
            try
            {
                // A view keeps the plan that it was made of, not the name.
                await spark.SqlAsync($"DROP VIEW IF EXISTS {raw}", null, null, CancellationToken.None);
            }
            catch (UserError) when (!made)
            {
                // What went wrong before is what is told; the view goes with its session.
            }
        }
    }
}
