using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>The operators +, -, *, / and % with T-SQL's result types and overflow.</summary>
internal static class Arithmetic
{
    public static TypedSql Binary(BinaryExpressionType operation, TypedSql left, TypedSql right, int line)
    {
        var (symbol, word) = Operator(operation, line);
        if (left.IsNull && right.IsNull)
        {
            return left;
        }

        if (symbol == "+" && IsTextOrNull(left) && IsTextOrNull(right))
        {
            return Concatenation.Join(left, right, line);
        }

        var (a, b) = BringTextToNumber(left, right, word, line);
        if (TSqlTypes.IsDateOrTime(a.Type) || TSqlTypes.IsDateOrTime(b.Type))
        {
            throw a.Type.Code == SqlTypeCode.DateTime || b.Type.Code == SqlTypeCode.DateTime
                ? SqlErrors.NotSupported($"{symbol} on datetime (use DATEADD or DATEDIFF)", line)
                : SqlErrors.OperandsClash(a.Type, b.Type, line);
        }

        foreach (var operand in new[] { a, b })
        {
            if (!operand.IsNull && !TSqlTypes.IsNumber(operand.Type))
            {
                throw SqlErrors.OperandInvalid(operand.Type, word, line);
            }
        }

        if (a.Type.Code == SqlTypeCode.Bit && b.Type.Code == SqlTypeCode.Bit)
        {
            throw SqlErrors.Error(402, 16, $"The data types bit and bit are incompatible in the {word} operator.", line);
        }

        var common = TypePrecedence.Common(a, b);
        return common.Code switch
        {
            SqlTypeCode.Float or SqlTypeCode.Real => Approximate(symbol, word, a, b, common, line),
            SqlTypeCode.Decimal => DecimalArithmetic.Binary(symbol, a, b, line),
            SqlTypeCode.Money or SqlTypeCode.SmallMoney => Money(symbol, a, b, common, line),
            _ => Integer(symbol, a, b, common, line),
        };
    }

    public static TypedSql Negate(TypedSql operand, int line)
    {
        if (operand.Type.Code is SqlTypeCode.TinyInt or SqlTypeCode.Bit || !TSqlTypes.IsNumber(operand.Type))
        {
            throw SqlErrors.OperandInvalid(operand.Type, "minus", line);
        }

        // DuckDB names the type when a difference overflows, and not when a negation does.
        var sql = TSqlTypes.IsInteger(operand.Type) ? $"(CAST(0 AS {TSqlTypes.DuckDbName(operand.Type)}) - {operand.Sql})" : $"(-{operand.Sql})";
        return operand with { Sql = sql, IntegerValue = -operand.IntegerValue };
    }

    private static (string Symbol, string Word) Operator(BinaryExpressionType operation, int line) => operation switch
    {
        BinaryExpressionType.Add => ("+", "add"),
        BinaryExpressionType.Subtract => ("-", "subtract"),
        BinaryExpressionType.Multiply => ("*", "multiply"),
        BinaryExpressionType.Divide => ("/", "divide"),
        BinaryExpressionType.Modulo => ("%", "modulo"),
        _ => throw SqlErrors.NotSupported($"operator {operation}", line),
    };

    private static bool IsTextOrNull(TypedSql operand) => operand.IsNull || TSqlTypes.IsText(operand.Type);

    private static (TypedSql Left, TypedSql Right) BringTextToNumber(TypedSql left, TypedSql right, string word, int line)
    {
        if (TSqlTypes.IsText(left.Type) && TSqlTypes.IsText(right.Type) && !left.IsNull && !right.IsNull)
        {
            throw SqlErrors.OperandInvalid(left.Type, word, line);
        }

        if (TSqlTypes.IsText(left.Type) && !left.IsNull)
        {
            return (Conversion.Convert(left, right.Type, line), right);
        }

        return TSqlTypes.IsText(right.Type) && !right.IsNull ? (left, Conversion.Convert(right, left.Type, line)) : (left, right);
    }

    private static TypedSql Integer(string symbol, TypedSql a, TypedSql b, SqlDataType common, int line)
    {
        var (left, right) = (Conversion.Convert(a, common, line).Sql, Conversion.Convert(b, common, line).Sql);
        var name = TSqlTypes.DuckDbName(common);
        var sql = symbol switch
        {
            "/" => $"CAST({left} // t_divisor({right}) AS {name})",
            "%" => $"CAST({left} % t_divisor({right}) AS {name})",
            _ => $"({left} {symbol} {right})",
        };
        return new TypedSql(sql, common, true);
    }

    private static TypedSql Approximate(string symbol, string word, TypedSql a, TypedSql b, SqlDataType common, int line)
    {
        if (symbol == "%")
        {
            // https://learn.microsoft.com/sql/t-sql/language-elements/modulo-transact-sql: integer and numeric categories only.
            throw SqlErrors.Error(402, 16, $"The data types {SqlErrors.TypeWord(a.Type)} and {SqlErrors.TypeWord(b.Type)} are incompatible in the {word} operator.", line);
        }

        var (left, right) = (Conversion.Convert(a, common, line).Sql, Conversion.Convert(b, common, line).Sql);
        var sql = symbol == "/" ? $"({left} / t_divisor({right}))" : $"({left} {symbol} {right})";
        return new TypedSql($"t_finite_{TSqlTypes.BaseName(common)}({sql})", common, true);
    }

    private static TypedSql Money(string symbol, TypedSql a, TypedSql b, SqlDataType common, int line)
    {
        if (symbol is not ("+" or "-"))
        {
            throw SqlErrors.NotSupported($"{symbol} on money", line);
        }

        var (left, right) = (Conversion.Convert(a, common, line).Sql, Conversion.Convert(b, common, line).Sql);
        return new TypedSql($"CAST({left} {symbol} {right} AS {TSqlTypes.DuckDbName(common)})", common, true);
    }
}
