using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>DELETE from a #temp table.</summary>
internal sealed class DeleteRun(BatchRun batch)
{
    public void Run(DeleteStatement statement)
    {
        var delete = statement.DeleteSpecification;
        var line = statement.StartLine;
        if (statement.OptimizerHints.Count > 0 || delete.TopRowFilter is not null || delete.OutputClause is not null || delete.OutputIntoClause is not null
            || delete.FromClause is not null)
        {
            throw SqlErrors.NotSupported("DELETE with FROM, TOP, OUTPUT or OPTION", line);
        }

        var table = TemporaryTables.Target(delete.Target, "DELETE", batch.Session);
        var context = batch.NewContext();
        var change = new RowChange(context, QueryTranslator.For(context, statement.WithCtesAndXmlNamespaces), table);
        var where = change.Where(delete.WhereClause);
        using var snapshots = new Snapshots(batch.Database, context.Snapshots, line);
        batch.Affected(batch.Database.Execute($"DELETE FROM {table.Physical} AS {change.Alias}{where}", line));
    }
}
