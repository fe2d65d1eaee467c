using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>One SELECT with its clauses.</summary>
/// <param name="queries">For what lies inside.</param>
/// <param name="outer">The query around this one; null at the top.</param>
/// <param name="assigns">Whether <c>SELECT @name = ...</c> is welcome here.</param>
internal sealed class SelectTranslator(QueryTranslator queries, ColumnScope? outer, bool assigns)
{
    private readonly ColumnScope _scope = new(outer);

    private TranslationContext Context => queries.Context;

    public TranslatedQuery Translate(QuerySpecification select)
    {
        if (select.WindowClause is not null)
        {
            throw SqlErrors.NotSupported("WINDOW", select.WindowClause.StartLine);
        }

        var from = From(select.FromClause);
        var where = select.WhereClause is null ? string.Empty : $" WHERE {Condition(select.WhereClause.SearchCondition)}";
        var keys = GroupKeys(select.GroupByClause);
        if (IsGrouped(select))
        {
            _scope.Grouping = new Grouping(keys);
        }

        var groupBy = keys.Count == 0 ? string.Empty : $" GROUP BY {string.Join(", ", _scope.Grouping!.Keys)}";
        var having = select.HavingClause is null ? string.Empty : $" HAVING {In(GroupedClause.Having, () => Condition(select.HavingClause.SearchCondition))}";
        var expressions = new ExpressionTranslator(Context, queries, _scope) { AllowsWindows = true };
        var columns = In(GroupedClause.SelectList, () => new SelectList(expressions, assigns).Translate(select.SelectElements));
        var body = $"{from}{where}{groupBy}{having}";
        return select.UniqueRowFilter == UniqueRowFilter.Distinct
            ? Distinct(select, columns, expressions, body)
            : Plain(select, columns, expressions, body);
    }

    private TranslatedQuery Plain(QuerySpecification select, IReadOnlyList<OutputColumn> columns, ExpressionTranslator expressions, string body)
    {
        var order = In(GroupedClause.OrderBy, () => OrderByTranslator.Translate(select.OrderByClause, columns, expressions.Translate));
        var limit = new RowLimit(Context).Translate(select.TopRowFilter, select.OffsetClause, order);
        return new TranslatedQuery($"SELECT {OutputColumn.SelectList(columns)}{body}{limit}", columns);
    }

    private TranslatedQuery Distinct(QuerySpecification select, IReadOnlyList<OutputColumn> columns, ExpressionTranslator expressions, string body)
    {
        var rows = RowDistinction.Distinct(new TranslatedQuery($"SELECT {OutputColumn.SelectList(columns)}{body}", columns), Context);
        var alias = Context.NextAlias("d");
        var outside = columns.Select(column => column with { Value = column.Reference(alias) }).ToList();
        var order = In(GroupedClause.OrderBy, () => OrderByTranslator.Translate(select.OrderByClause, outside, expression =>
        {
            var wanted = expressions.Translate(expression).Sql;
            var index = columns.ToList().FindIndex(column => column.Value.Sql == wanted);
            return index >= 0
                ? outside[index].Value
                : throw SqlErrors.Error(145, 15, "ORDER BY items must appear in the select list if SELECT DISTINCT is specified.", expression.StartLine);
        }));
        var limit = new RowLimit(Context).Translate(select.TopRowFilter, select.OffsetClause, order);
        return new TranslatedQuery($"SELECT {OutputColumn.SelectList(outside)} FROM ({rows.Sql}) AS {alias}{limit}", columns);
    }

    private string From(FromClause? clause)
    {
        if (clause is null)
        {
            return string.Empty;
        }

        if (clause.PredictTableReference is { Count: > 0 })
        {
            throw SqlErrors.NotSupported("PREDICT", clause.StartLine);
        }

        var (sql, tables) = new FromTranslator(queries, outer).Translate(clause);
        _scope.Add(tables);
        return $" FROM {sql}";
    }

    private string Condition(BooleanExpression condition) => new ExpressionTranslator(Context, queries, _scope).Predicates.Translate(condition);

    private List<TypedSql> GroupKeys(GroupByClause? clause)
    {
        if (clause is null)
        {
            return [];
        }

        if (clause.GroupByOption != GroupByOption.None || clause.All)
        {
            throw SqlErrors.NotSupported(clause.All ? "GROUP BY ALL" : $"GROUP BY ... WITH {clause.GroupByOption.ToString().ToUpperInvariant()}", clause.StartLine);
        }

        var expressions = new ExpressionTranslator(Context, queries, _scope);
        return [.. clause.GroupingSpecifications.Select(specification => GroupKey(specification, expressions))];
    }

    private static TypedSql GroupKey(GroupingSpecification specification, ExpressionTranslator expressions)
    {
        if (specification is not ExpressionGroupingSpecification { DistributedAggregation: false } simple)
        {
            throw SqlErrors.NotSupported(NodeNames.Of(specification), specification.StartLine);
        }

        if (AggregateFinder.IsIn(simple) || SubqueryFinder.IsIn(simple))
        {
            throw SqlErrors.Error(
                144, 15, "Cannot use an aggregate or a subquery in an expression used for the group by list of a GROUP BY clause.", simple.StartLine);
        }

        return ColumnFinder.IsIn(simple)
            ? expressions.Translate(simple.Expression)
            : throw SqlErrors.Error(164, 15, "Each GROUP BY expression must contain at least one column that is not an outer reference.", simple.StartLine);
    }

    private static bool IsGrouped(QuerySpecification select) => select.GroupByClause is not null || select.HavingClause is not null
        || select.SelectElements.Any(AggregateFinder.IsIn) || AggregateFinder.IsIn(select.OrderByClause);

    private TResult In<TResult>(GroupedClause clause, Func<TResult> translate)
    {
        if (_scope.Grouping is not null)
        {
            _scope.Grouping.Clause = clause;
        }

        return translate();
    }
}
