using System.Globalization;

namespace NotebookSqlAuth.Sandbox.Engine.Fixtures;

/// <summary>CONVERT's style 121 for the values of fixture tables, those that DuckDB has no type for included.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/cast-and-convert-transact-sql#date-and-time-styles</remarks>
internal static class FixtureText
{
    public static bool IsKnown(SqlDataType type) => type.Code is SqlTypeCode.Date or SqlTypeCode.Time or SqlTypeCode.DateTime
        or SqlTypeCode.SmallDateTime or SqlTypeCode.DateTime2 or SqlTypeCode.DateTimeOffset;

    public static string Of(object value, SqlDataType type)
    {
        var fraction = type.Code switch
        {
            SqlTypeCode.DateTime or SqlTypeCode.SmallDateTime => ".fff",
            _ when type.Scale > 0 => "." + new string('f', type.Scale),
            _ => string.Empty,
        };
        return value switch
        {
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeSpan time => new DateTime(time.Ticks).ToString("HH:mm:ss" + fraction, CultureInfo.InvariantCulture),
            DateTimeOffset time => time.ToString($"yyyy-MM-dd HH:mm:ss{fraction} zzz", CultureInfo.InvariantCulture),
            _ => ((DateTime)value).ToString("yyyy-MM-dd HH:mm:ss" + fraction, CultureInfo.InvariantCulture),
        };
    }
}
