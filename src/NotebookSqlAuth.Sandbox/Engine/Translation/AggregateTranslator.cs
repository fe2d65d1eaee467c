using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>COUNT, COUNT_BIG, SUM, AVG, MIN and MAX with T-SQL's result types.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/aggregate-functions-transact-sql</remarks>
internal sealed class AggregateTranslator(ExpressionTranslator expressions)
{
    private static readonly HashSet<string> Known = ["COUNT", "COUNT_BIG", "SUM", "AVG", "MIN", "MAX"];

    public static IReadOnlyCollection<string> Names => Known;

    public static bool IsAggregate(string name) => Known.Contains(name);

    public TypedSql Translate(FunctionCall call, string name)
    {
        if (expressions.Scope.Grouping is null)
        {
            throw SqlErrors.Error(
                147, 15, "An aggregate may not appear in the WHERE clause unless it is in a subquery contained in a HAVING clause or a select list, and the column being aggregated is an outer reference.", call.StartLine);
        }

        if (call.Parameters.Count == 1 && (AggregateFinder.IsIn(call.Parameters[0]) || SubqueryFinder.IsIn(call.Parameters[0])))
        {
            throw SqlErrors.Error(130, 15, "Cannot perform an aggregate function on an expression containing an aggregate or a subquery.", call.StartLine);
        }

        return Aggregate(call, name, string.Empty, expressions.TranslateUngrouped);
    }

    /// <summary>The aggregate's text and type; <paramref name="over"/> is DuckDB's OVER clause, or empty.</summary>
    public static TypedSql Aggregate(FunctionCall call, string name, string over, Func<ScalarExpression, TypedSql> translate)
    {
        if (call.Parameters.Count != 1)
        {
            throw SqlErrors.ArgumentCount(name, 1, call.StartLine);
        }

        var distinct = call.UniqueRowFilter == UniqueRowFilter.Distinct ? "DISTINCT " : string.Empty;
        var isStar = call.Parameters[0] is ColumnReferenceExpression { ColumnType: ColumnType.Wildcard };
        if (name is "COUNT" or "COUNT_BIG")
        {
            var counted = isStar ? "*" : distinct + Comparison.Key(translate(call.Parameters[0]));
            var type = name == "COUNT" ? TSqlTypes.Int : TSqlTypes.BigInt;
            return new TypedSql($"CAST(count({counted}){over} AS {TSqlTypes.DuckDbName(type)})", type, true);
        }

        if (isStar)
        {
            throw SqlErrors.Syntax("*", call.StartLine);
        }

        var argument = translate(call.Parameters[0]);
        if (argument.IsNull)
        {
            throw SqlErrors.Error(8117, 16, $"Operand data type NULL is invalid for {name.Lower()} operator.", call.StartLine);
        }

        return name is "MIN" or "MAX" ? Extreme(argument, name, over, call.StartLine) : Total(argument, name, distinct, over, call.StartLine);
    }

    private static TypedSql Extreme(TypedSql argument, string name, string over, int line)
    {
        if (argument.Type.Code is SqlTypeCode.Bit)
        {
            throw SqlErrors.OperandInvalid(argument.Type, name.Lower(), line);
        }

        var function = name.Lower();
        var sql = TSqlTypes.IsText(argument.Type)
            ? $"arg_{function}({argument.Sql}, {Comparison.Order(argument, line)}){over}"
            : $"{function}({Comparison.Order(argument, line)}){over}";
        return new TypedSql(sql, argument.Type, true);
    }

    private static TypedSql Total(TypedSql argument, string name, string distinct, string over, int line)
    {
        var type = TotalType(argument.Type, name, line);
        var duckDbName = TSqlTypes.DuckDbName(type);
        var sum = $"sum({distinct}{argument.Sql}){over}";
        var count = $"count({distinct}{argument.Sql}){over}";
        var sql = (name, type.Code) switch
        {
            ("SUM", _) => $"CAST({sum} AS {duckDbName})",
            (_, SqlTypeCode.Float) => $"avg({distinct}CAST({argument.Sql} AS DOUBLE)){over}",

            // The quotient of an exact sum: a sum too large for the result type is an error, as Microsoft's page on AVG says.
            (_, SqlTypeCode.Int or SqlTypeCode.BigInt) => $"CAST(CAST({sum} AS {duckDbName}) // nullif({count}, 0) AS {duckDbName})",
            _ => DecimalAverage(sum, count, type, duckDbName!),
        };
        return new TypedSql(sql, type, true);
    }

    private static string DecimalAverage(string sum, string count, SqlDataType type, string duckDbName)
    {
        var size = $"{Conversion.Integer(type.Precision)}, {Conversion.Integer(type.Scale)}";
        return $"CAST(t_divide(CAST({sum} AS VARCHAR), CAST({count} AS VARCHAR), {size}) AS {duckDbName})";
    }

    private static SqlDataType TotalType(SqlDataType type, string name, int line) => type.Code switch
    {
        SqlTypeCode.TinyInt or SqlTypeCode.SmallInt or SqlTypeCode.Int => TSqlTypes.Int,
        SqlTypeCode.BigInt => TSqlTypes.BigInt,
        SqlTypeCode.Decimal => TSqlTypes.Decimal(38, name == "SUM" ? type.Scale : Math.Max((int)type.Scale, 6)),
        SqlTypeCode.Money or SqlTypeCode.SmallMoney when name == "SUM" => TSqlTypes.Money,
        SqlTypeCode.Money or SqlTypeCode.SmallMoney => throw SqlErrors.NotSupported("AVG of money", line),
        SqlTypeCode.Float or SqlTypeCode.Real => TSqlTypes.Float,
        _ => throw SqlErrors.OperandInvalid(type, name.Lower(), line),
    };
}
