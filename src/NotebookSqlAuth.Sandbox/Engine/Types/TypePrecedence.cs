namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Which type wins when two meet, and what it is then qualified with.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/data-types/data-type-precedence-transact-sql</remarks>
internal static class TypePrecedence
{
    private static readonly SqlTypeCode[] HighestFirst =
    [
        SqlTypeCode.Xml, SqlTypeCode.DateTimeOffset, SqlTypeCode.DateTime2, SqlTypeCode.DateTime, SqlTypeCode.SmallDateTime, SqlTypeCode.Date,
        SqlTypeCode.Time, SqlTypeCode.Float, SqlTypeCode.Real, SqlTypeCode.Decimal, SqlTypeCode.Money, SqlTypeCode.SmallMoney,
        SqlTypeCode.BigInt, SqlTypeCode.Int, SqlTypeCode.SmallInt, SqlTypeCode.TinyInt, SqlTypeCode.Bit, SqlTypeCode.UniqueIdentifier,
        SqlTypeCode.NVarChar, SqlTypeCode.NChar, SqlTypeCode.VarChar, SqlTypeCode.Char, SqlTypeCode.VarBinary, SqlTypeCode.Binary,
    ];

    /// <summary>The type that CASE, UNION and comparisons bring both sides to.</summary>
    public static SqlDataType Common(TypedSql left, TypedSql right)
    {
        if (left.IsNull || right.IsNull)
        {
            return left.IsNull ? right.Type : left.Type;
        }

        return Common(left.Type, right.Type);
    }

    /// <summary>The common type of two types, none of them a bare NULL.</summary>
    public static SqlDataType Common(SqlDataType left, SqlDataType right)
    {
        var winner = Rank(left) <= Rank(right) ? left : right;
        if (winner.Code == SqlTypeCode.Decimal)
        {
            return DecimalRules.Widest(DecimalRules.AsDecimal(left) ?? winner, DecimalRules.AsDecimal(right) ?? winner);
        }

        if (TSqlTypes.IsText(winner) && TSqlTypes.IsText(right) && TSqlTypes.IsText(left))
        {
            return CommonText(winner, left, right);
        }

        if (TSqlTypes.IsBinary(left) && TSqlTypes.IsBinary(right))
        {
            var isMax = left.Length == TSqlTypes.Max || right.Length == TSqlTypes.Max;
            return new SqlDataType(SqlTypeCode.VarBinary, isMax ? TSqlTypes.Max : Math.Max(left.Length, right.Length));
        }

        return winner.Code == SqlTypeCode.DateTime2 ? winner with { Scale = DateTime2Scale(left, right) } : winner;
    }

    private static int Rank(SqlDataType type) => Array.IndexOf(HighestFirst, type.Code);

    private static SqlDataType CommonText(SqlDataType winner, SqlDataType left, SqlDataType right)
    {
        var length = left.Length == TSqlTypes.Max || right.Length == TSqlTypes.Max ? TSqlTypes.Max : Math.Max(left.Length, right.Length);
        var limit = TSqlTypes.IsUnicode(winner) ? TSqlTypes.MaxNVarCharCharacters : TSqlTypes.MaxVarCharBytes;
        length = Math.Min(length, limit);
        var varying = left.Code != right.Code || length == TSqlTypes.Max || left.Length != right.Length;
        var code = TSqlTypes.IsUnicode(winner)
            ? varying ? SqlTypeCode.NVarChar : winner.Code
            : varying ? SqlTypeCode.VarChar : winner.Code;
        return new SqlDataType(code, length);
    }

    private static byte DateTime2Scale(SqlDataType left, SqlDataType right)
    {
        // datetime counts 1/300 s, which only seven digits hold (compatibility level 130 and above).
        static byte Of(SqlDataType type) => type.Code switch
        {
            SqlTypeCode.DateTime2 => type.Scale,
            SqlTypeCode.DateTime => 7,
            _ => 0,
        };
        return Math.Max(Of(left), Of(right));
    }
}
