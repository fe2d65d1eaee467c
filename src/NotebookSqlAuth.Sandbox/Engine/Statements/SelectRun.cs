using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>SELECT: rows to the client, into variables, or into a #temp table.</summary>
internal sealed class SelectRun(BatchRun batch)
{
    public void Run(SelectStatement select)
    {
        var line = select.StartLine;
        if (select.OptimizerHints.Count > 0 || select.ComputeClauses.Count > 0 || select.On is not null)
        {
            throw SqlErrors.NotSupported("OPTION, COMPUTE or ON", line);
        }

        if (FixtureSelect.TryRead(select, batch.Session) is { } fixture)
        {
            batch.Session.RowCount = (int)FixtureSelect.Send(fixture, batch.Sink, batch.Database.CancellationToken);
            return;
        }

        var context = batch.NewContext();
        var query = QueryTranslator.For(context, select.WithCtesAndXmlNamespaces).Translate(select.QueryExpression, null, assigns: select.Into is null);
        if (select.Into is not null)
        {
            Into(select.Into, context, query, line);
        }
        else if (select.QueryExpression is QuerySpecification { SelectElements: [SelectSetVariable, ..] })
        {
            Assign((QuerySpecification)select.QueryExpression, context, query, line);
        }
        else
        {
            using var snapshots = new Snapshots(batch.Database, context.Snapshots, line);
            batch.Session.RowCount = (int)ResultStream.Send(batch.Database, query, batch.Sink, line);
        }
    }

    /// <summary>The last row's values stay; without a row the variables keep theirs.</summary>
    private void Assign(QuerySpecification select, TranslationContext context, TranslatedQuery query, int line)
    {
        if (select.FromClause is not null && select.SelectElements.OfType<SelectSetVariable>().Any(ReadsAssigned))
        {
            throw SqlErrors.NotSupported("assignment that reads an assigned variable row by row", line);
        }

        var rows = 0;
        batch.Fetch(context, query, line, values =>
        {
            rows++;
            for (var index = 0; index < values.Length; index++)
            {
                batch.SetVariable(query.Columns[index].Name, new Variable(query.Columns[index].Type, values[index]));
            }
        });
        batch.Session.RowCount = rows;
        batch.Done();

        bool ReadsAssigned(SelectSetVariable assignment) => VariableFinder.Names(assignment.Expression)
            .Any(name => query.Columns.Any(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase)));
    }

    private void Into(SchemaObjectName name, TranslationContext context, TranslatedQuery query, int line)
    {
        var table = TemporaryTables.NewName(name, "CREATE TABLE", batch.Session);
        var named = TableColumns.Name(query, [], table, line);
        var columns = named.Columns.Select(column => new ColumnInfo(column.Name, column.Physical, column.Type, column.Nullable)).ToList();
        var created = new TableInfo("dbo", table, batch.Session.NextTemporaryName(), columns);
        using var snapshots = new Snapshots(batch.Database, context.Snapshots, line);
        TemporaryTables.Create(created, batch, line);
        try
        {
            batch.Affected(batch.Database.Execute($"INSERT INTO {created.Physical} {query.Sql}", line));
        }
        catch
        {
            TemporaryTables.Drop(created, batch, line);
            throw;
        }
    }
}
