using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>VALUES lists: each column takes the common type of its values.</summary>
internal sealed class RowValuesTranslator(QueryTranslator queries, ColumnScope? outer)
{
    public TranslatedQuery Translate(IList<RowValue> rows)
    {
        var scope = new ColumnScope(outer);
        var expressions = new ExpressionTranslator(queries.Context, queries, scope);
        var parts = rows.Select(row => Row([.. row.ColumnValues.Select(expressions.Translate)], row.StartLine)).ToList();
        return parts.Skip(1).Aggregate(parts[0], (left, right) => UnionTranslator.Append(left, right, queries.Context, rows[0].StartLine));
    }

    private static TranslatedQuery Row(IReadOnlyList<TypedSql> values, int line)
    {
        if (values.Count == 0)
        {
            throw SqlErrors.Syntax(")", line);
        }

        var columns = values.Select((value, index) => new OutputColumn(string.Empty, OutputColumn.PhysicalName(index), value)).ToList();
        return new TranslatedQuery("SELECT " + OutputColumn.SelectList(columns), columns);
    }
}
