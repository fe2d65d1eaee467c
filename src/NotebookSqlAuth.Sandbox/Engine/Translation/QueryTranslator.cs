using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Query expressions: SELECT, UNION, and parentheses around them.</summary>
/// <param name="context">The statement's context.</param>
/// <param name="commonTables">The common table expressions in sight, by name.</param>
internal sealed class QueryTranslator(TranslationContext context, IReadOnlyDictionary<string, TranslatedQuery> commonTables)
{
    public TranslationContext Context => context;

    public IReadOnlyDictionary<string, TranslatedQuery> CommonTables => commonTables;

    /// <summary>Starts with a statement's WITH clause.</summary>
    public static QueryTranslator For(TranslationContext context, WithCtesAndXmlNamespaces? with)
    {
        var known = new Dictionary<string, TranslatedQuery>(StringComparer.OrdinalIgnoreCase);
        if (with?.XmlNamespaces is not null || with?.ChangeTrackingContext is not null)
        {
            throw SqlErrors.NotSupported("WITH XMLNAMESPACES or CHANGE_TRACKING_CONTEXT", with.StartLine);
        }

        foreach (var common in with?.CommonTableExpressions ?? [])
        {
            var name = common.ExpressionName.Value;
            if (RecursionFinder.IsIn(common.QueryExpression, name))
            {
                throw SqlErrors.NotSupported("recursive common table expression", common.StartLine);
            }

            var query = new QueryTranslator(context, new Dictionary<string, TranslatedQuery>(known, known.Comparer)).Subquery(common.QueryExpression, null);
            if (!known.TryAdd(name, TableColumns.Name(query, common.Columns, name, common.StartLine)))
            {
                throw SqlErrors.Error(239, 16, $"Duplicate common table expression name '{name}' was specified.", common.StartLine);
            }
        }

        return new QueryTranslator(context, known);
    }

    /// <summary>A whole query; ORDER BY is welcome.</summary>
    public TranslatedQuery Translate(QueryExpression query, ColumnScope? outer, bool assigns = false)
    {
        if (query.ForClause is not null)
        {
            throw SqlErrors.NotSupported(NodeNames.Of(query.ForClause), query.ForClause.StartLine);
        }

        return query switch
        {
            QuerySpecification select => new SelectTranslator(this, outer, assigns).Translate(select),
            BinaryQueryExpression union => new UnionTranslator(this, outer).Translate(union),
            QueryParenthesisExpression { OrderByClause: null, OffsetClause: null } inner => Translate(inner.QueryExpression, outer),
            _ => throw SqlErrors.NotSupported($"ORDER BY after {NodeNames.Of(query)}", query.StartLine),
        };
    }

    /// <summary>A query inside another, where ORDER BY needs TOP or OFFSET.</summary>
    public TranslatedQuery Subquery(QueryExpression query, ColumnScope? outer)
    {
        var isOrdered = query.OrderByClause is not null && query.OffsetClause is null && query is not QuerySpecification { TopRowFilter: not null };
        return isOrdered
            ? throw SqlErrors.OrderByInside(query.OrderByClause!.StartLine)
            : Translate(query, outer);
    }
}
