using System.Globalization;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Conversions to char, varchar, nchar and nvarchar.</summary>
internal static class TextConversion
{
    public static string ToText(TypedSql value, SqlDataType target, int line) => TSqlTypes.IsText(value.Type)
        ? Resize(value, target)
        : Pad(Fitted(value, target, line), target);

    /// <summary>CONVERT with a date style.</summary>
    public static TypedSql Styled(TypedSql value, SqlDataType target, int style, int line)
    {
        if (!DateTimeText.IsKnown(style))
        {
            throw SqlErrors.NotSupported($"CONVERT style {style.ToString(CultureInfo.InvariantCulture)}", line);
        }

        var sql = $"t_datetext({Conversion.Ticks(value)}, '{DateTimeParsing.Target(value.Type)}', {Conversion.Integer(style)})";
        return new TypedSql(Pad(Cut(sql, TSqlTypes.MaxVarCharBytes, target.Length), target), target, value.Nullable);
    }

    private static string Resize(TypedSql value, SqlDataType target)
    {
        var narrowed = TSqlTypes.IsUnicode(value.Type) && !TSqlTypes.IsUnicode(target) ? $"t_varchar({value.Sql})" : value.Sql;
        return TSqlTypes.IsFixedLength(target) ? Pad(narrowed, target) : Cut(narrowed, value.Type.Length, target.Length);
    }

    private static string Fitted(TypedSql value, SqlDataType target, int line)
    {
        var text = value.Type.Code switch
        {
            SqlTypeCode.Bit => $"CAST(CAST({value.Sql} AS INTEGER) AS VARCHAR)",
            SqlTypeCode.TinyInt or SqlTypeCode.SmallInt or SqlTypeCode.Int or SqlTypeCode.BigInt or SqlTypeCode.Decimal => $"CAST({value.Sql} AS VARCHAR)",
            SqlTypeCode.UniqueIdentifier => $"upper(CAST({value.Sql} AS VARCHAR))",
            SqlTypeCode.Date or SqlTypeCode.DateTime2 => $"t_datetext({Conversion.Ticks(value)}, '{DateTimeParsing.Target(value.Type)}', {Conversion.Integer(121)})",
            SqlTypeCode.DateTime => $"t_datetext({value.Sql}, 'datetime', {Conversion.Integer(0)})",
            _ => throw SqlErrors.NotSupported($"conversion from {TSqlTypes.BaseName(value.Type)} to {TSqlTypes.BaseName(target)}", line),
        };
        if (target.Length == TSqlTypes.Max)
        {
            return text;
        }

        if (TSqlTypes.IsDateOrTime(value.Type))
        {
            return Cut(text, TSqlTypes.MaxVarCharBytes, target.Length);
        }

        // A number that does not fit becomes an asterisk for the integers up to int in (var)char, an error elsewhere.
        var asterisk = !TSqlTypes.IsUnicode(target) && value.Type.Code is SqlTypeCode.TinyInt or SqlTypeCode.SmallInt or SqlTypeCode.Int;
        return target.Length >= 41
            ? text
            : $"t_fit_number({text}, {Conversion.Integer(target.Length)}, '{(asterisk ? "*" : string.Empty)}', '{TSqlTypes.BaseName(target)}')";
    }

    private static string Cut(string sql, int from, int to) =>
        to == TSqlTypes.Max || (from != TSqlTypes.Max && from <= to) ? sql : $"t_cut({sql}, {Conversion.Integer(to)})";

    private static string Pad(string sql, SqlDataType target) =>
        TSqlTypes.IsFixedLength(target) ? $"t_pad({sql}, {Conversion.Integer(target.Length)})" : sql;
}
