using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>UPDATE of a #temp table.</summary>
internal sealed class UpdateRun(BatchRun batch)
{
    public void Run(UpdateStatement statement)
    {
        var update = statement.UpdateSpecification;
        var line = statement.StartLine;
        if (statement.OptimizerHints.Count > 0 || update.TopRowFilter is not null || update.OutputClause is not null || update.OutputIntoClause is not null
            || update.FromClause is not null)
        {
            throw SqlErrors.NotSupported("UPDATE with FROM, TOP, OUTPUT or OPTION", line);
        }

        var table = TemporaryTables.Target(update.Target, "UPDATE", batch.Session);
        var context = batch.NewContext();
        var change = new RowChange(context, QueryTranslator.For(context, statement.WithCtesAndXmlNamespaces), table);
        var assignments = update.SetClauses.Select(clause => Assignment(clause, change, table)).ToList();
        using var snapshots = new Snapshots(batch.Database, context.Snapshots, line);
        batch.Affected(batch.Database.Execute(
            $"UPDATE {table.Physical} AS {change.Alias} SET {string.Join(", ", assignments)}{change.Where(update.WhereClause)}", line));
    }

    private static string Assignment(SetClause clause, RowChange change, TableInfo table)
    {
        if (clause is not AssignmentSetClause { Variable: null, Column: not null, AssignmentKind: AssignmentKind.Equals } assignment)
        {
            throw SqlErrors.NotSupported("SET clause with a variable or a compound operator", clause.StartLine);
        }

        var name = assignment.Column.MultiPartIdentifier.Identifiers[^1].Value;
        var column = table.Columns.FirstOrDefault(candidate => string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw SqlErrors.InvalidColumn(name, assignment.StartLine);
        return $"{column.Physical} = {TemporaryTables.Assigned(change.Expressions.Translate(assignment.NewValue), column, table, assignment.StartLine)}";
    }
}
