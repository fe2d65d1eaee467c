using System.Globalization;
using System.Text;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>LIKE, whose pattern becomes a regular expression: it must be known before the statement runs.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/language-elements/like-transact-sql</remarks>
internal sealed class LikeTranslator(ExpressionTranslator expressions)
{
    public string Translate(LikePredicate like)
    {
        if (like.OdbcEscape)
        {
            throw SqlErrors.NotSupported("ODBC escape", like.StartLine);
        }

        var value = expressions.Translate(like.FirstExpression);
        if (!TSqlTypes.IsText(value.Type))
        {
            value = Conversion.Convert(value, TSqlTypes.VarChar(100), like.StartLine);
        }

        // Trailing blanks count in nvarchar, not in varchar.
        var text = TSqlTypes.IsUnicode(value.Type) ? value.Sql : $"rtrim({value.Sql}, ' ')";
        var pattern = Known(like.SecondExpression, "LIKE");
        var escape = like.EscapeExpression is null ? null : Known(like.EscapeExpression, "ESCAPE");
        if (pattern is null || (like.EscapeExpression is not null && escape is null))
        {
            return "CAST(NULL AS BOOLEAN)";
        }

        if (escape is { Length: not 1 })
        {
            throw SqlErrors.Error(506, 16, $"The invalid escape character \"{escape}\" was specified in a LIKE predicate.", like.StartLine);
        }

        var expression = $"(?is){Pattern(pattern, escape?[0])}";
        return $"({(like.NotDefined ? "NOT " : string.Empty)}regexp_full_match({text}, {DuckDbText.String(expression)}))";
    }

    /// <summary>The text of a literal or variable, or of some joined by +; null for NULL.</summary>
    private string? Known(ScalarExpression expression, string what) => expression switch
    {
        StringLiteral literal => literal.Value,
        NullLiteral => null,
        ParenthesisExpression inner => Known(inner.Expression, what),
        VariableReference variable => expressions.Context.Variable(variable.Name, variable.StartLine).Value switch
        {
            null => null,
            string text => text,
            _ => throw SqlErrors.NotSupported($"{what} with a variable that is not text", expression.StartLine),
        },
        BinaryExpression { BinaryExpressionType: BinaryExpressionType.Add } sum =>
            Known(sum.FirstExpression, what) is { } first && Known(sum.SecondExpression, what) is { } second ? first + second : null,
        _ => throw SqlErrors.NotSupported($"{what} with a pattern that is neither a constant nor a variable", expression.StartLine),
    };

    private static string Pattern(string like, char? escape)
    {
        var pattern = new StringBuilder();
        for (var index = 0; index < like.Length; index++)
        {
            var letter = like[index];
            if (letter == escape && index + 1 < like.Length)
            {
                pattern.Append(Quote(like[++index]));
            }
            else if (letter == '[' && like.IndexOf(']', index + 1) is > 0 and var end)
            {
                pattern.Append(Set(like[(index + 1)..end]));
                index = end;
            }
            else
            {
                pattern.Append(letter switch { '%' => ".*", '_' => ".", _ => Quote(letter) });
            }
        }

        return pattern.ToString();
    }

    private static string Set(string members)
    {
        var isNegated = members.StartsWith('^');
        var rest = isNegated ? members[1..] : members;
        var set = new StringBuilder(isNegated ? "[^" : "[");
        for (var index = 0; index < rest.Length; index++)
        {
            // A hyphen between two members makes a range; anything else stands for itself.
            var isRange = rest[index] == '-' && index > 0 && index < rest.Length - 1;
            set.Append(isRange ? "-" : Quote(rest[index]));
        }

        return rest.Length == 0 ? "[^\\s\\S]" : set.Append(']').ToString();
    }

    private static string Quote(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter > '\u007f' ? letter.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\x{(int)letter:X2}");
}
