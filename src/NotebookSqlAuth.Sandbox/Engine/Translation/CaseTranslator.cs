using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>CASE and what is short for it: COALESCE, NULLIF, IIF.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/language-elements/case-transact-sql</remarks>
internal sealed class CaseTranslator(ExpressionTranslator expressions)
{
    public TypedSql Simple(SimpleCaseExpression expression)
    {
        var input = expressions.Translate(expression.InputExpression);
        var branches = expression.WhenClauses.Select(when =>
            (Comparison.Compare(input, "=", expressions.Translate(when.WhenExpression), when.StartLine), expressions.Translate(when.ThenExpression)));
        return Build([.. branches], expression.ElseExpression, expression.StartLine);
    }

    public TypedSql Searched(SearchedCaseExpression expression)
    {
        var branches = expression.WhenClauses.Select(when =>
            (expressions.Predicates.Translate(when.WhenExpression), expressions.Translate(when.ThenExpression)));
        return Build([.. branches], expression.ElseExpression, expression.StartLine);
    }

    public TypedSql Iif(IIfCall call) =>
        Build([(expressions.Predicates.Translate(call.Predicate), expressions.Translate(call.ThenExpression))], call.ElseExpression, call.StartLine);

    public TypedSql Coalesce(CoalesceExpression expression)
    {
        var values = expression.Expressions.Select(expressions.Translate).ToList();
        if (values.TrueForAll(value => value.IsNull))
        {
            throw SqlErrors.Error(4127, 16, "At least one of the arguments to COALESCE must be an expression that is not the NULL constant.", expression.StartLine);
        }

        var type = CommonType(values);
        var list = values.Select(value => Conversion.Convert(value, type, expression.StartLine).Sql);
        return new TypedSql($"coalesce({string.Join(", ", list)})", type, true);
    }

    public TypedSql NullIf(NullIfExpression expression)
    {
        var first = expressions.Translate(expression.FirstExpression);
        if (first.IsNull)
        {
            throw SqlErrors.Error(4151, 16, "The type of the first argument to NULLIF cannot be the NULL constant because the type of the first argument has to be known.", expression.StartLine);
        }

        var equal = Comparison.Compare(first, "=", expressions.Translate(expression.SecondExpression), expression.StartLine);
        return new TypedSql($"(CASE WHEN {equal} THEN NULL ELSE {first.Sql} END)", first.Type, true);
    }

    private TypedSql Build(IReadOnlyList<(string Condition, TypedSql Value)> branches, ScalarExpression? otherwise, int line)
    {
        var last = otherwise is null ? null : expressions.Translate(otherwise);
        var values = branches.Select(branch => branch.Value).Concat(last is null ? [] : [last]).ToList();
        if (values.TrueForAll(value => value.IsNull))
        {
            throw SqlErrors.Error(8133, 16, "At least one of the result expressions in a CASE specification must be an expression other than the NULL constant.", line);
        }

        var type = CommonType(values);
        var whens = branches.Select(branch => $"WHEN {branch.Condition} THEN {Conversion.Convert(branch.Value, type, line).Sql}");
        var otherwiseSql = last is null ? string.Empty : $" ELSE {Conversion.Convert(last, type, line).Sql}";
        return new TypedSql($"(CASE {string.Join(" ", whens)}{otherwiseSql} END)", type, last is null || values.Exists(value => value.Nullable));
    }

    private static SqlDataType CommonType(IReadOnlyList<TypedSql> values) =>
        values.Aggregate((left, right) => left with
        {
            Type = TypePrecedence.Common(left, right),
            IsNull = left.IsNull && right.IsNull,
        }).Type;
}
