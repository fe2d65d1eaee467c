namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Compares values as the usual collation and the type rules do.</summary>
internal static class Comparison
{
    /// <summary>Brings both sides to their common type and compares.</summary>
    /// <param name="left">One side.</param>
    /// <param name="symbol">DuckDB's operator, the same as T-SQL's.</param>
    /// <param name="right">The other side.</param>
    /// <param name="line">For errors.</param>
    public static string Compare(TypedSql left, string symbol, TypedSql right, int line)
    {
        var (a, b) = Common(left, right, line);
        var isEquality = symbol is "=" or "<>";
        return isEquality ? $"({Key(a)} {symbol} {Key(b)})" : $"({Order(a, line)} {symbol} {Order(b, line)})";
    }

    public static (TypedSql Left, TypedSql Right) Common(TypedSql left, TypedSql right, int line)
    {
        var type = TypePrecedence.Common(left, right);
        if (TSqlTypes.IsText(type))
        {
            // Text compares by its key, whatever the declared lengths are.
            return (left.IsNull ? Conversion.Convert(left, type, line) : left, right.IsNull ? Conversion.Convert(right, type, line) : right);
        }

        return (Conversion.Convert(left, Opposite(left, type), line), Conversion.Convert(right, Opposite(right, type), line));
    }

    /// <summary>What is equal where T-SQL says equal: for GROUP BY, DISTINCT, IN and joins.</summary>
    public static string Key(TypedSql value) => TSqlTypes.IsText(value.Type) ? $"t_key({value.Sql})" : value.Sql;

    /// <summary>What orders as T-SQL orders.</summary>
    public static string Order(TypedSql value, int line) => value.Type.Code switch
    {
        // SQL Server orders the last group of digits first; nothing here needs that.
        SqlTypeCode.UniqueIdentifier => throw SqlErrors.NotSupported("ordering of uniqueidentifier", line),
        _ => TSqlTypes.IsText(value.Type) ? $"(t_sort({value.Sql}))" : value.Sql,
    };

    /// <summary>Text read as a date or number keeps every digit: a shorter type would round it before comparing.</summary>
    private static SqlDataType Opposite(TypedSql side, SqlDataType common) => common.Code switch
    {
        SqlTypeCode.DateTime2 when TSqlTypes.IsText(side.Type) => common with { Scale = 7 },
        _ => common,
    };
}
