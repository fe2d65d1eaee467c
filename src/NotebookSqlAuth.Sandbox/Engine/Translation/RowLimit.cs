using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>TOP and OFFSET ... FETCH. How many must be a constant or a variable.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/queries/top-transact-sql</remarks>
internal sealed class RowLimit(TranslationContext context)
{
    /// <summary>DuckDB's text after the select list's sources: QUALIFY, ORDER BY, LIMIT, OFFSET.</summary>
    public string Translate(TopRowFilter? top, OffsetClause? offset, string order)
    {
        var orderBy = order.Length == 0 ? string.Empty : $" ORDER BY {order}";
        if (offset is not null)
        {
            return top is null
                ? orderBy + Offset(offset)
                : throw SqlErrors.Error(10741, 15, "A TOP can not be used in the same query or sub-query as a OFFSET.", offset.StartLine, 2);
        }

        if (top is null)
        {
            return orderBy;
        }

        if (top.WithApproximate)
        {
            throw SqlErrors.NotSupported("TOP WITH APPROXIMATE", top.StartLine);
        }

        if (top.WithTies && order.Length == 0)
        {
            throw SqlErrors.Error(1062, 15, "The TOP N WITH TIES clause is not allowed without a corresponding ORDER BY clause.", top.StartLine);
        }

        if (!top.Percent && !top.WithTies)
        {
            return $"{orderBy} LIMIT {Text(Count(top.Expression, "TOP", isPercent: false))}";
        }

        var rank = $"{(top.WithTies ? "rank" : "row_number")}() OVER ({orderBy.TrimStart()})";
        var limit = Text(Count(top.Expression, "TOP", top.Percent));

        // "Fractional values are rounded up to the next integer value."
        var most = top.Percent ? $"ceil(count(*) OVER () * {limit} / 100.0)" : limit;
        return $" QUALIFY {rank} <= {most}{orderBy}";
    }

    private string Offset(OffsetClause offset)
    {
        if (offset.WithApproximate)
        {
            throw SqlErrors.NotSupported("FETCH APPROXIMATE", offset.StartLine);
        }

        var fetch = offset.FetchExpression is null ? string.Empty : $" LIMIT {Text(Count(offset.FetchExpression, "FETCH", isPercent: false))}";
        return $"{fetch} OFFSET {Text(Count(offset.OffsetExpression, "OFFSET", isPercent: false))}";
    }

    private decimal Count(ScalarExpression expression, string clause, bool isPercent)
    {
        var value = expression switch
        {
            ParenthesisExpression inner => Count(inner.Expression, clause, isPercent),
            IntegerLiteral literal => decimal.Parse(literal.Value, CultureInfo.InvariantCulture),
            NumericLiteral literal when isPercent => decimal.Parse(literal.Value, CultureInfo.InvariantCulture),
            VariableReference variable => FromVariable(variable, clause),
            _ => throw SqlErrors.NotSupported($"{clause} with an expression", expression.StartLine),
        };
        if (isPercent && value is < 0 or > 100)
        {
            throw SqlErrors.Error(1031, 15, "Percent values must be between 0 and 100.", expression.StartLine);
        }

        return value < 0 ? throw SqlErrors.Error(1060, 15, "The number of rows provided for a TOP or FETCH clauses row count parameter must be an integer.", expression.StartLine) : value;
    }

    private decimal FromVariable(VariableReference reference, string clause) => context.Variable(reference.Name, reference.StartLine).Value switch
    {
        int or long or short or byte or decimal => Convert.ToDecimal(context.Variable(reference.Name, reference.StartLine).Value, CultureInfo.InvariantCulture),
        null => throw SqlErrors.Error(1060, 15, "The number of rows provided for a TOP or FETCH clauses row count parameter must be an integer.", reference.StartLine),
        _ => throw SqlErrors.NotSupported($"{clause} with a variable that is not an integer", reference.StartLine),
    };

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
