using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>INSERT into a #temp table.</summary>
internal sealed class InsertRun(BatchRun batch)
{
    public void Run(InsertStatement statement)
    {
        var insert = statement.InsertSpecification;
        var line = statement.StartLine;
        if (statement.OptimizerHints.Count > 0 || insert.TopRowFilter is not null || insert.OutputClause is not null || insert.OutputIntoClause is not null
            || insert.InsertOption == InsertOption.Over)
        {
            throw SqlErrors.NotSupported("INSERT with TOP, OUTPUT or OPTION", line);
        }

        var table = TemporaryTables.Target(insert.Target, "INSERT", batch.Session);
        var context = batch.NewContext();
        var queries = QueryTranslator.For(context, statement.WithCtesAndXmlNamespaces);
        var targets = insert.Columns.Count == 0 ? table.Columns : [.. insert.Columns.Select(column => Column(column, table))];
        var source = Source(insert.InsertSource, queries);
        CheckCount(source.Columns.Count, targets.Count, insert.InsertSource, line);
        var alias = context.NextAlias("i");
        var values = table.Columns.Select(column => TemporaryTables.Assigned(Value(column), column, table, line));
        using var snapshots = new Snapshots(batch.Database, context.Snapshots, line);
        batch.Affected(batch.Database.Execute($"INSERT INTO {table.Physical} SELECT {string.Join(", ", values)} FROM ({source.Sql}) AS {alias}", line));

        TypedSql Value(ColumnInfo column)
        {
            var index = targets.ToList().IndexOf(column);
            return index < 0
                ? new TypedSql("CAST(NULL AS INTEGER)", TSqlTypes.Int, true) { IsNull = true }
                : source.Columns[index].Reference(alias) with { IsNull = source.Columns[index].Value.IsNull };
        }
    }

    private static TranslatedQuery Source(InsertSource source, QueryTranslator queries) => source switch
    {
        ValuesInsertSource { IsDefaultValues: false } values => new RowValuesTranslator(queries, null).Translate(values.RowValues),
        SelectInsertSource select => queries.Translate(select.Select, null),
        _ => throw SqlErrors.NotSupported($"INSERT from {NodeNames.Of(source)}", source.StartLine),
    };

    private static ColumnInfo Column(ColumnReferenceExpression reference, TableInfo table)
    {
        var name = reference.MultiPartIdentifier.Identifiers[^1].Value;
        return table.Columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw SqlErrors.InvalidColumn(name, reference.StartLine);
    }

    private static void CheckCount(int given, int wanted, InsertSource source, int line)
    {
        if (given == wanted)
        {
            return;
        }

        throw source is SelectInsertSource
            ? given < wanted
                ? SqlErrors.Error(120, 15, "The select list for the INSERT statement contains fewer items than the insert list. The number of SELECT values must match the number of INSERT columns.", line)
                : SqlErrors.Error(121, 15, "The select list for the INSERT statement contains more items than the insert list. The number of SELECT values must match the number of INSERT columns.", line)
            : SqlErrors.Error(213, 16, "Column name or number of supplied values does not match table definition.", line);
    }
}
