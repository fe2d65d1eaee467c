using System.Runtime.CompilerServices;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Scalar expressions. A kind of node without a branch here is refused by name.</summary>
internal sealed class ExpressionTranslator(TranslationContext context, QueryTranslator queries, ColumnScope scope)
{
    private const int MaxCharacters = 250_000;

    public TranslationContext Context => context;

    public ColumnScope Scope => scope;

    public QueryTranslator Queries => queries;

    public PredicateTranslator Predicates => new(this);

    /// <summary>Whether OVER may stand here: in the select list and in ORDER BY.</summary>
    public bool AllowsWindows { get; init; }

    public TypedSql Translate(ScalarExpression expression)
    {
        if (expression is PrimaryExpression { Collation: not null })
        {
            throw SqlErrors.NotSupported("COLLATE", expression.StartLine);
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        var translated = Grouped(expression) ?? TranslateNode(expression);

        // CASE and BETWEEN repeat their operand: nested in each other they would grow without end.
        return translated.Sql.Length <= MaxCharacters ? translated : throw SqlErrors.NestedTooDeeply(expression.StartLine);
    }

    /// <summary>Translates for the rows under the groups, as an aggregate's argument is.</summary>
    public TypedSql TranslateUngrouped(ScalarExpression expression)
    {
        var grouping = scope.Grouping;
        scope.Grouping = null;
        try
        {
            return Translate(expression);
        }
        finally
        {
            scope.Grouping = grouping;
        }
    }

    private TypedSql TranslateNode(ScalarExpression expression) => expression switch
    {
        Literal literal => Literals.Translate(literal),
        ParenthesisExpression inner => Translate(inner.Expression),
        ColumnReferenceExpression column => Column(column),
        VariableReference variable => FromVariable(variable),
        GlobalVariableExpression global => Globals.Translate(global, context),
        UnaryExpression unary => Unary(unary),
        BinaryExpression binary => Arithmetic.Binary(
            binary.BinaryExpressionType, Translate(binary.FirstExpression), Translate(binary.SecondExpression), binary.StartLine),
        FunctionCall call => new FunctionTranslator(this).Translate(call),
        LeftFunctionCall left => ScalarFunctions.Call("LEFT", left.Parameters, this, left.StartLine),
        RightFunctionCall right => ScalarFunctions.Call("RIGHT", right.Parameters, this, right.StartLine),
        ParameterlessCall call => Globals.Translate(call, context),
        CastCall cast => Casts.Cast(Translate(cast.Parameter), cast.DataType, cast.StartLine),
        ConvertCall convert => Casts.Convert(Translate(convert.Parameter), convert, this),
        TryCastCall cast => Casts.TryCast(Translate(cast.Parameter), cast.DataType, cast.StartLine),
        CoalesceExpression coalesce => new CaseTranslator(this).Coalesce(coalesce),
        NullIfExpression nullIf => new CaseTranslator(this).NullIf(nullIf),
        IIfCall iif => new CaseTranslator(this).Iif(iif),
        SimpleCaseExpression simple => new CaseTranslator(this).Simple(simple),
        SearchedCaseExpression searched => new CaseTranslator(this).Searched(searched),
        ScalarSubquery subquery => Subquery(subquery),
        _ => throw SqlErrors.NotSupported(NodeNames.Of(expression), expression.StartLine),
    };

    private TypedSql? Grouped(ScalarExpression expression)
    {
        if (scope.Grouping is not { } grouping || expression is Literal or VariableReference or ParenthesisExpression or ColumnReferenceExpression
            || AggregateFinder.IsIn(expression) || SubqueryFinder.IsIn(expression))
        {
            return null;
        }

        return grouping.Find(TranslateUngrouped(expression));
    }

    private TypedSql Column(ColumnReferenceExpression column) => column.ColumnType == ColumnType.Regular
        ? scope.Resolve(column.MultiPartIdentifier, column.StartLine)
        : throw SqlErrors.NotSupported(column.ColumnType.ToString(), column.StartLine);

    private TypedSql FromVariable(VariableReference reference)
    {
        var variable = context.Variable(reference.Name, reference.StartLine);
        return TSqlTypes.DuckDbName(variable.Type) is null
            ? throw SqlErrors.NotSupported($"{TSqlTypes.BaseName(variable.Type)} variable in an expression", reference.StartLine)
            : DuckDbText.Constant(variable.Value, variable.Type);
    }

    private TypedSql Unary(UnaryExpression unary)
    {
        var operand = Translate(unary.Expression);
        return unary.UnaryExpressionType switch
        {
            UnaryExpressionType.Positive when TSqlTypes.IsNumber(operand.Type) => operand,
            UnaryExpressionType.Negative => Arithmetic.Negate(operand, unary.StartLine),
            _ => throw SqlErrors.NotSupported($"unary operator {unary.UnaryExpressionType}", unary.StartLine),
        };
    }

    private TypedSql Subquery(ScalarSubquery subquery)
    {
        var query = queries.Subquery(subquery.QueryExpression, scope);
        return query.Columns.Count == 1
            ? new TypedSql($"({query.Sql})", query.Columns[0].Type, true)
            : throw SqlErrors.Error(
                116, 16, "Only one expression can be specified in the select list when the subquery is not introduced with EXISTS.", subquery.StartLine);
    }
}
