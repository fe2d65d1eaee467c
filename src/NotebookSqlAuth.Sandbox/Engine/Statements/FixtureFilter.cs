using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using NotebookSqlAuth.Sandbox.Engine.Fixtures;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>A WHERE clause over fixture rows: whole numbers compared, IS NULL, AND and OR. Unknown is null, as in SQL.</summary>
internal static class FixtureFilter
{
    /// <summary>Null where it is anything more.</summary>
    public static Func<object?[], bool?>? Read(BooleanExpression condition, FixtureRows rows) => condition switch
    {
        BooleanParenthesisExpression inner => Read(inner.Expression, rows),
        BooleanIsNullExpression { Expression: ColumnReferenceExpression column } isNull when Place(column, rows) is { } place =>
            row => row[place] is null != isNull.IsNot,
        BooleanComparisonExpression comparison => Comparison(comparison, rows),
        BooleanBinaryExpression binary when Read(binary.FirstExpression, rows) is { } left && Read(binary.SecondExpression, rows) is { } right =>
            binary.BinaryExpressionType == BooleanBinaryExpressionType.And ? row => left(row) & right(row) : row => left(row) | right(row),
        _ => null,
    };

    private static Func<object?[], bool?>? Comparison(BooleanComparisonExpression comparison, FixtureRows rows)
    {
        if (Number(comparison.FirstExpression, rows) is not { } left || Number(comparison.SecondExpression, rows) is not { } right)
        {
            return null;
        }

        return comparison.ComparisonType switch
        {
            BooleanComparisonType.Equals => row => left(row) is { } a && right(row) is { } b ? a == b : null,
            BooleanComparisonType.LessThan => row => left(row) is { } a && right(row) is { } b ? a < b : null,
            BooleanComparisonType.LessThanOrEqualTo => row => left(row) is { } a && right(row) is { } b ? a <= b : null,
            BooleanComparisonType.GreaterThan => row => left(row) is { } a && right(row) is { } b ? a > b : null,
            BooleanComparisonType.GreaterThanOrEqualTo => row => left(row) is { } a && right(row) is { } b ? a >= b : null,
            _ => null,
        };
    }

    private static Func<object?[], decimal?>? Number(ScalarExpression expression, FixtureRows rows) => expression switch
    {
        IntegerLiteral literal => _ => decimal.Parse(literal.Value, CultureInfo.InvariantCulture),
        UnaryExpression { UnaryExpressionType: UnaryExpressionType.Negative, Expression: IntegerLiteral literal } =>
            _ => -decimal.Parse(literal.Value, CultureInfo.InvariantCulture),
        ColumnReferenceExpression column when Place(column, rows) is { } place && TSqlTypes.IsInteger(rows.Columns[place].Type) =>
            row => row[place] is { } value ? Convert.ToDecimal(value, CultureInfo.InvariantCulture) : null,
        _ => null,
    };

    private static int? Place(ColumnReferenceExpression column, FixtureRows rows) =>
        column is { ColumnType: ColumnType.Regular, Collation: null, MultiPartIdentifier.Count: 1 }
            ? rows.Find(column.MultiPartIdentifier.Identifiers[0].Value, column.StartLine)
            : null;
}
