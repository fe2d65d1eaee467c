using System.Globalization;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Decimal operators: DuckDB's own where they agree with T-SQL, ours for quotients and for results cut to 38 digits.</summary>
internal static class DecimalArithmetic
{
    public static TypedSql Binary(string symbol, TypedSql left, TypedSql right, int line)
    {
        var leftType = Operand(left, right);
        var rightType = Operand(right, left);
        var type = symbol switch
        {
            "+" or "-" => DecimalRules.Add(leftType, rightType),
            "*" => DecimalRules.Multiply(leftType, rightType),
            "/" => DecimalRules.Divide(leftType, rightType),
            _ => DecimalRules.Modulo(leftType, rightType),
        };
        var (a, b) = (Conversion.Convert(left, leftType, line).Sql, Conversion.Convert(right, rightType, line).Sql);
        return new TypedSql(Text(symbol, a, b, leftType, rightType, type), type, true);
    }

    private static SqlDataType Operand(TypedSql operand, TypedSql other)
    {
        var otherDecimal = DecimalRules.AsDecimal(other.Type) ?? TSqlTypes.Decimal(1, 0);
        return operand.IsNull ? otherDecimal : DecimalRules.AsDecimal(DecimalRules.Operand(operand, otherDecimal))!;
    }

    private static string Text(string symbol, string a, string b, SqlDataType leftType, SqlDataType rightType, SqlDataType type)
    {
        var name = TSqlTypes.DuckDbName(type);
        switch (symbol)
        {
            case "+" or "-" when type.Precision < 38:
                return $"CAST(CAST({a} AS {name}) {symbol} CAST({b} AS {name}) AS {name})";
            case "*" when leftType.Precision + rightType.Precision < 38:
                return $"CAST({a} * {b} AS {name})";
            default:
                var function = symbol switch { "+" or "-" => "t_add", "*" => "t_multiply", "/" => "t_divide", _ => "t_modulo" };
                var second = symbol == "-" ? $"(-{b})" : b;
                var size = string.Create(CultureInfo.InvariantCulture, $"CAST({type.Precision} AS INTEGER), CAST({type.Scale} AS INTEGER)");
                return $"CAST({function}(CAST({a} AS VARCHAR), CAST({second} AS VARCHAR), {size}) AS {name})";
        }
    }
}
