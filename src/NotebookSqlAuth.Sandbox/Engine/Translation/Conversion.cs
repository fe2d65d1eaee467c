using System.Globalization;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Brings an expression to another T-SQL type.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/cast-and-convert-transact-sql; what stands in no branch is refused.</remarks>
internal static class Conversion
{
    /// <summary>Converts; an expression that has the type already is left as it is.</summary>
    /// <param name="value">What to convert.</param>
    /// <param name="target">The type wanted.</param>
    /// <param name="line">For errors.</param>
    public static TypedSql Convert(TypedSql value, SqlDataType target, int line)
    {
        if (value.Type == target && !value.IsNull)
        {
            return value;
        }

        var name = TSqlTypes.DuckDbName(target) ?? throw SqlErrors.NotSupported($"conversion to {TSqlTypes.BaseName(target)}", line);
        if (value.IsNull)
        {
            return value with { Sql = $"CAST(NULL AS {name})", Type = target, IntegerDigits = 0 };
        }

        var sql = target.Code switch
        {
            SqlTypeCode.Bit => ToBit(value, line),
            SqlTypeCode.TinyInt or SqlTypeCode.SmallInt or SqlTypeCode.Int or SqlTypeCode.BigInt => ToInteger(value, target, name, line),
            SqlTypeCode.Decimal or SqlTypeCode.Money or SqlTypeCode.SmallMoney => ToExact(value, target, name, line),
            SqlTypeCode.Float or SqlTypeCode.Real => ToApproximate(value, target, name, line),
            SqlTypeCode.Date or SqlTypeCode.DateTime or SqlTypeCode.DateTime2 => ToDateTime(value, target, line),
            SqlTypeCode.UniqueIdentifier => ToGuid(value, line),
            SqlTypeCode.Binary or SqlTypeCode.VarBinary => ToBinary(value, target, line),
            _ => TextConversion.ToText(value, target, line),
        };
        return new TypedSql(sql, target, value.Nullable) { IsConstant = value.IsConstant };
    }

    /// <summary>A date or time as ticks, whatever type holds it.</summary>
    public static string Ticks(TypedSql value) => value.Type.Code == SqlTypeCode.Date ? $"t_ticks({value.Sql})" : value.Sql;

    private static string ToBit(TypedSql value, int line) => value.Type switch
    {
        var type when TSqlTypes.IsText(type) => $"(t_to_bit({value.Sql}, '{TSqlTypes.BaseName(type)}', 'bit') <> 0)",
        var type when TSqlTypes.IsNumber(type) => $"({value.Sql} <> 0)",
        _ => throw SqlErrors.OperandsClash(value.Type, TSqlTypes.Bit, line),
    };

    private static string ToInteger(TypedSql value, SqlDataType target, string name, int line) => value.Type switch
    {
        var type when TSqlTypes.IsText(type) => $"CAST(t_to_integer({value.Sql}, '{TSqlTypes.BaseName(type)}', '{TSqlTypes.BaseName(target)}') AS {name})",
        { Code: SqlTypeCode.Money or SqlTypeCode.SmallMoney } => $"CAST({value.Sql} AS {name})",
        { Code: SqlTypeCode.Decimal } or { Code: SqlTypeCode.Float or SqlTypeCode.Real } => $"CAST(trunc({value.Sql}) AS {name})",
        var type when TSqlTypes.IsNumber(type) => $"CAST({value.Sql} AS {name})",
        _ => throw Impossible(value.Type, target, line),
    };

    private static string ToExact(TypedSql value, SqlDataType target, string name, int line) => value.Type switch
    {
        var type when TSqlTypes.IsText(type) && target.Code == SqlTypeCode.Decimal =>
            $"CAST(t_to_numeric({value.Sql}, '{TSqlTypes.BaseName(type)}', 'numeric') AS {name})",
        var type when TSqlTypes.IsText(type) => throw SqlErrors.NotSupported($"conversion from text to {TSqlTypes.BaseName(target)}", line),
        { Code: SqlTypeCode.Bit } => $"CAST(CAST({value.Sql} AS INTEGER) AS {name})",
        var type when TSqlTypes.IsNumber(type) => $"CAST({value.Sql} AS {name})",
        _ => throw Impossible(value.Type, target, line),
    };

    private static string ToApproximate(TypedSql value, SqlDataType target, string name, int line) => value.Type switch
    {
        var type when TSqlTypes.IsText(type) => $"CAST(t_to_float({value.Sql}, '{TSqlTypes.BaseName(type)}', '{TSqlTypes.BaseName(target)}') AS {name})",
        var type when TSqlTypes.IsNumber(type) => $"CAST({value.Sql} AS {name})",
        _ => throw Impossible(value.Type, target, line),
    };

    private static string ToDateTime(TypedSql value, SqlDataType target, int line)
    {
        var form = DateTimeParsing.Target(target);
        var ticks = value.Type switch
        {
            var type when TSqlTypes.IsText(type) => $"t_to_ticks({value.Sql}, '{form}')",
            { Code: SqlTypeCode.Date } when target.Code == SqlTypeCode.DateTime => $"t_snap(t_ticks({value.Sql}), '{form}')",
            { Code: SqlTypeCode.Date } => Ticks(value),
            var type when TSqlTypes.IsTicks(type) && target.Code == SqlTypeCode.Date => value.Sql,
            var type when TSqlTypes.IsTicks(type) => $"t_snap({value.Sql}, '{form}')",
            var type when TSqlTypes.IsInteger(type) && target.Code == SqlTypeCode.DateTime =>
                $"t_dateadd('day', CAST({value.Sql} AS BIGINT), CAST({TickArithmetic.DateTimeBase} AS BIGINT), '{form}')",
            var type when TSqlTypes.IsNumber(type) && target.Code == SqlTypeCode.DateTime =>
                throw SqlErrors.NotSupported($"conversion from {TSqlTypes.BaseName(type)} to datetime", line),
            _ => throw Impossible(value.Type, target, line),
        };
        return target.Code == SqlTypeCode.Date ? $"(t_date({ticks}))" : ticks;
    }

    private static string ToGuid(TypedSql value, int line) => TSqlTypes.IsText(value.Type)
        ? $"CAST(t_to_guid({value.Sql}) AS UUID)"
        : throw Impossible(value.Type, TSqlTypes.UniqueIdentifier, line);

    private static string ToBinary(TypedSql value, SqlDataType target, int line)
    {
        var sameOrLonger = TSqlTypes.IsBinary(value.Type) && target.Code == SqlTypeCode.VarBinary
            && (target.Length == TSqlTypes.Max || (value.Type.Length != TSqlTypes.Max && value.Type.Length <= target.Length));
        return sameOrLonger ? value.Sql : throw SqlErrors.NotSupported($"conversion from {TSqlTypes.BaseName(value.Type)} to {TSqlTypes.BaseName(target)}", line);
    }

    private static SqlServerException Impossible(SqlDataType from, SqlDataType to, int line) => SqlErrors.OperandsClash(from, to, line);

    internal static string Integer(int value) => string.Create(CultureInfo.InvariantCulture, $"CAST({value} AS INTEGER)");
}
