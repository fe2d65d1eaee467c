namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Precision and scale of decimal results.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/data-types/precision-scale-and-length-transact-sql</remarks>
internal static class DecimalRules
{
    private const int MaxPrecision = 38;
    private const int LeastDivisionScale = 6;

    /// <summary>The decimal that holds every value of an exact type; null for other types.</summary>
    public static SqlDataType? AsDecimal(SqlDataType type) => type.Code switch
    {
        SqlTypeCode.Decimal => type,
        SqlTypeCode.Bit => TSqlTypes.Decimal(1, 0),
        SqlTypeCode.TinyInt => TSqlTypes.Decimal(3, 0),
        SqlTypeCode.SmallInt => TSqlTypes.Decimal(5, 0),
        SqlTypeCode.Int => TSqlTypes.Decimal(10, 0),
        SqlTypeCode.BigInt => TSqlTypes.Decimal(19, 0),
        SqlTypeCode.Money => TSqlTypes.Decimal(19, 4),
        SqlTypeCode.SmallMoney => TSqlTypes.Decimal(10, 4),
        _ => null,
    };

    /// <summary>
    /// An operand's type opposite another type. An integer constant beside a decimal becomes a decimal just wide enough for it
    /// (https://learn.microsoft.com/sql/t-sql/data-types/int-bigint-smallint-and-tinyint-transact-sql, "Convert integer data").
    /// </summary>
    public static SqlDataType Operand(TypedSql operand, SqlDataType other) =>
        operand.IntegerDigits > 0 && other.Code == SqlTypeCode.Decimal ? TSqlTypes.Decimal(operand.IntegerDigits, 0) : operand.Type;

    /// <summary>What UNION, CASE and comparisons bring two decimals to.</summary>
    public static SqlDataType Widest(SqlDataType a, SqlDataType b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        var integral = Math.Max(a.Precision - a.Scale, b.Precision - b.Scale);
        return FitSum(integral + scale, integral, scale);
    }

    public static SqlDataType Add(SqlDataType a, SqlDataType b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        var integral = Math.Max(a.Precision - a.Scale, b.Precision - b.Scale);
        return FitSum(integral + scale + 1, integral, scale);
    }

    public static SqlDataType Multiply(SqlDataType a, SqlDataType b) => FitProduct(a.Precision + b.Precision + 1, a.Scale + b.Scale);

    public static SqlDataType Divide(SqlDataType a, SqlDataType b)
    {
        var scale = Math.Max(LeastDivisionScale, a.Scale + b.Precision + 1);
        return FitProduct(a.Precision - a.Scale + b.Scale + scale, scale);
    }

    public static SqlDataType Modulo(SqlDataType a, SqlDataType b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return TSqlTypes.Decimal(Math.Min(a.Precision - a.Scale, b.Precision - b.Scale) + scale, scale);
    }

    /// <summary>Sums: the integral part keeps its places, the fraction gives way.</summary>
    private static SqlDataType FitSum(int precision, int integral, int scale) => precision <= MaxPrecision
        ? TSqlTypes.Decimal(precision, scale)
        : TSqlTypes.Decimal(MaxPrecision, Math.Min(scale, MaxPrecision - integral));

    /// <summary>Products and quotients: below 32 integral places the fraction gives way; above, it keeps at most six digits.</summary>
    private static SqlDataType FitProduct(int precision, int scale)
    {
        var integral = precision - scale;
        return precision <= MaxPrecision
            ? TSqlTypes.Decimal(precision, scale)
            : TSqlTypes.Decimal(MaxPrecision, integral < 32 ? Math.Min(scale, MaxPrecision - integral) : Math.Min(scale, LeastDivisionScale));
    }
}
