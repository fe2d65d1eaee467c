using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>ORDER BY: by position, by a name of the select list, or by an expression.</summary>
internal static class OrderByTranslator
{
    /// <param name="clause">The clause; null gives an empty text.</param>
    /// <param name="columns">The select list.</param>
    /// <param name="expression">What else may be ordered by.</param>
    public static string Translate(OrderByClause? clause, IReadOnlyList<OutputColumn> columns, Func<ScalarExpression, TypedSql> expression)
    {
        if (clause is null)
        {
            return string.Empty;
        }

        if (clause.All)
        {
            throw SqlErrors.Syntax("ALL", clause.StartLine);
        }

        var elements = clause.OrderByElements.Select((element, index) =>
        {
            var value = ByPosition(element.Expression, columns) ?? ByName(element.Expression, columns) ?? expression(element.Expression);
            return value.IsConstant && element.Expression is not IntegerLiteral && ByName(element.Expression, columns) is null
                ? throw SqlErrors.Error(
                    408, 16, string.Create(CultureInfo.InvariantCulture, $"A constant expression was encountered in the ORDER BY list, position {index + 1}."), element.StartLine)
                : Ordering.Element(value, element);
        });
        return string.Join(", ", elements);
    }

    private static TypedSql? ByPosition(ScalarExpression expression, IReadOnlyList<OutputColumn> columns)
    {
        if (expression is not IntegerLiteral literal)
        {
            return null;
        }

        var isKnown = int.TryParse(literal.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position >= 1 && position <= columns.Count;
        return isKnown
            ? columns[position - 1].Value
            : throw SqlErrors.Error(108, 16, $"The ORDER BY position number {literal.Value} is out of range of the number of items in the select list.", literal.StartLine);
    }

    private static TypedSql? ByName(ScalarExpression expression, IReadOnlyList<OutputColumn> columns)
    {
        if (expression is not ColumnReferenceExpression { ColumnType: ColumnType.Regular, MultiPartIdentifier.Count: 1 } reference)
        {
            return null;
        }

        var name = reference.MultiPartIdentifier.Identifiers[0].Value;
        var named = columns.Where(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Select(column => column.Value.Sql).Distinct().Count() > 1
            ? throw SqlErrors.AmbiguousColumn(name, expression.StartLine)
            : named.FirstOrDefault()?.Value;
    }
}
