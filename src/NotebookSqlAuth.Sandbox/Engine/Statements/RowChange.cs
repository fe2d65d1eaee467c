using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>The table that UPDATE and DELETE change, and the names that its columns have there.</summary>
internal sealed class RowChange
{
    public RowChange(TranslationContext context, QueryTranslator queries, TableInfo table)
    {
        Alias = context.NextAlias("t");
        var scope = new ColumnScope(null);
        scope.Add([new SourceTable(
            [table.Name],
            [.. table.Columns.Select(column => new SourceColumn(column.Name, new TypedSql($"{Alias}.{column.Physical}", column.Type, column.Nullable)))])]);
        Expressions = new ExpressionTranslator(context, queries, scope);
    }

    public string Alias { get; }

    public ExpressionTranslator Expressions { get; }

    public string Where(WhereClause? clause)
    {
        if (clause is null)
        {
            return string.Empty;
        }

        return clause.Cursor is null
            ? $" WHERE {Expressions.Predicates.Translate(clause.SearchCondition)}"
            : throw SqlErrors.NotSupported("WHERE CURRENT OF", clause.StartLine);
    }
}
