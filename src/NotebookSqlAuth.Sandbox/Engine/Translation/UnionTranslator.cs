using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>UNION and UNION ALL.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/language-elements/set-operators-union-transact-sql</remarks>
internal sealed class UnionTranslator(QueryTranslator queries, ColumnScope? outer)
{
    public TranslatedQuery Translate(BinaryQueryExpression union)
    {
        if (union.BinaryQueryExpressionType != BinaryQueryExpressionType.Union)
        {
            throw SqlErrors.NotSupported(union.BinaryQueryExpressionType.ToString().ToUpperInvariant(), union.StartLine);
        }

        var left = queries.Translate(union.FirstQueryExpression, outer);
        var right = queries.Translate(union.SecondQueryExpression, outer);
        var all = Append(left, right, queries.Context, union.StartLine);
        var query = union.All ? all : RowDistinction.Distinct(all, queries.Context);
        return union.OrderByClause is null && union.OffsetClause is null ? query : Ordered(query, union);
    }

    /// <summary>All rows of both, in the common types.</summary>
    public static TranslatedQuery Append(TranslatedQuery left, TranslatedQuery right, TranslationContext context, int line)
    {
        if (left.Columns.Count != right.Columns.Count)
        {
            throw SqlErrors.Error(
                205, 16, "All queries combined using a UNION, INTERSECT or EXCEPT operator must have an equal number of expressions in their target lists.", line);
        }

        var columns = left.Columns.Zip(right.Columns).Select(pair => pair.First with
        {
            Value = new TypedSql(pair.First.Physical, TypePrecedence.Common(pair.First.Value, pair.Second.Value), pair.First.Nullable || pair.Second.Nullable)
            {
                IsNull = pair.First.Value.IsNull && pair.Second.Value.IsNull,
            },
        }).ToList();
        return new TranslatedQuery($"{Side(left, columns, context, line)} UNION ALL {Side(right, columns, context, line)}", columns);
    }

    private static string Side(TranslatedQuery query, List<OutputColumn> target, TranslationContext context, int line)
    {
        var alias = context.NextAlias("u");
        var converted = query.Columns.Zip(target, (column, wanted) =>
        {
            var value = column.Reference(alias) with { IsNull = column.Value.IsNull };
            return wanted with { Value = Conversion.Convert(value, wanted.Type, line) };
        });
        return $"SELECT {OutputColumn.SelectList(converted)} FROM ({query.Sql}) AS {alias}";
    }

    private TranslatedQuery Ordered(TranslatedQuery query, BinaryQueryExpression union)
    {
        var alias = queries.Context.NextAlias("u");
        var columns = query.Columns.Select(column => column with { Value = column.Reference(alias) }).ToList();
        var order = OrderByTranslator.Translate(union.OrderByClause, columns, element => throw SqlErrors.Error(
            104, 16, "ORDER BY items must appear in the select list if the statement contains a UNION, INTERSECT or EXCEPT operator.", element.StartLine));
        var limit = new RowLimit(queries.Context).Translate(null, union.OffsetClause, order);
        return new TranslatedQuery($"SELECT {OutputColumn.SelectList(columns)} FROM ({query.Sql}) AS {alias}{limit}", columns);
    }
}
