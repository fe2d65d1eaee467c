using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Conditions. A kind of node without a branch here is refused by name.</summary>
internal sealed class PredicateTranslator(ExpressionTranslator expressions)
{
    public string Translate(BooleanExpression expression) => expression switch
    {
        BooleanParenthesisExpression inner => $"({Translate(inner.Expression)})",
        BooleanNotExpression not => $"(NOT {Translate(not.Expression)})",
        BooleanBinaryExpression { BinaryExpressionType: BooleanBinaryExpressionType.And } and =>
            $"({Translate(and.FirstExpression)} AND {Translate(and.SecondExpression)})",
        BooleanBinaryExpression or => $"({Translate(or.FirstExpression)} OR {Translate(or.SecondExpression)})",
        BooleanComparisonExpression comparison => Compare(comparison),
        BooleanIsNullExpression isNull => $"({expressions.Translate(isNull.Expression).Sql} IS {(isNull.IsNot ? "NOT " : string.Empty)}NULL)",
        BooleanTernaryExpression between => Between(between),
        InPredicate { Subquery: null } list => InList(list),
        InPredicate subquery => InSubquery(subquery),
        LikePredicate like => new LikeTranslator(expressions).Translate(like),
        ExistsPredicate exists => $"EXISTS ({expressions.Queries.Subquery(exists.Subquery.QueryExpression, expressions.Scope).Sql})",
        _ => throw SqlErrors.NotSupported(NodeNames.Of(expression), expression.StartLine),
    };

    private string Compare(BooleanComparisonExpression comparison)
    {
        var symbol = comparison.ComparisonType switch
        {
            BooleanComparisonType.Equals => "=",
            BooleanComparisonType.NotEqualToBrackets or BooleanComparisonType.NotEqualToExclamation => "<>",
            BooleanComparisonType.GreaterThan => ">",
            BooleanComparisonType.GreaterThanOrEqualTo or BooleanComparisonType.NotLessThan => ">=",
            BooleanComparisonType.LessThan => "<",
            BooleanComparisonType.LessThanOrEqualTo or BooleanComparisonType.NotGreaterThan => "<=",
            _ => throw SqlErrors.NotSupported($"comparison {comparison.ComparisonType}", comparison.StartLine),
        };
        return Comparison.Compare(
            expressions.Translate(comparison.FirstExpression), symbol, expressions.Translate(comparison.SecondExpression), comparison.StartLine);
    }

    private string Between(BooleanTernaryExpression between)
    {
        var value = expressions.Translate(between.FirstExpression);
        var from = Comparison.Compare(value, ">=", expressions.Translate(between.SecondExpression), between.StartLine);
        var to = Comparison.Compare(value, "<=", expressions.Translate(between.ThirdExpression), between.StartLine);
        var not = between.TernaryExpressionType == BooleanTernaryExpressionType.NotBetween ? "NOT " : string.Empty;
        return $"({not}({from} AND {to}))";
    }

    private string InList(InPredicate list)
    {
        var value = expressions.Translate(list.Expression);
        var equal = list.Values.Select(item => Comparison.Compare(value, "=", expressions.Translate(item), list.StartLine));
        return $"({(list.NotDefined ? "NOT " : string.Empty)}({string.Join(" OR ", equal)}))";
    }

    private string InSubquery(InPredicate predicate)
    {
        var value = expressions.Translate(predicate.Expression);
        var query = expressions.Queries.Subquery(predicate.Subquery.QueryExpression, expressions.Scope);
        if (query.Columns.Count != 1)
        {
            throw SqlErrors.Error(
                116, 16, "Only one expression can be specified in the select list when the subquery is not introduced with EXISTS.", predicate.StartLine);
        }

        var alias = expressions.Context.NextAlias("q");
        var (left, right) = Comparison.Common(value, query.Columns[0].Reference(alias), predicate.StartLine);
        var not = predicate.NotDefined ? "NOT " : string.Empty;
        return $"({Comparison.Key(left)} {not}IN (SELECT {Comparison.Key(right)} FROM ({query.Sql}) AS {alias}))";
    }
}
