using System.Globalization;
using System.Numerics;
using NotebookSqlAuth.Frames;

namespace NotebookSqlAuth.Spark.Jdbc;

/// <summary>The values of a column type as whole steps along a line, so that a range of them can be cut evenly and exactly.</summary>
/// <param name="ToStep">A value's place; a decimal may come as SQL Server's text of it.</param>
/// <param name="ToSql">A place as T-SQL of the column's own type, so that an index on the column is of use. Later places never become lesser values.</param>
internal sealed record PartitionAxis(Func<object, BigInteger> ToStep, Func<BigInteger, string> ToSql)
{
    /// <summary>The axis of a column; null where its type has none.</summary>
    internal static PartitionAxis? Of(SqlColumn column) => column.TypeName switch
    {
        // Whole numbers that an int holds are of that type where they are written bare (learn.microsoft.com/sql/t-sql/data-types/constants-transact-sql).
        "int" => Whole(step => step),
        "tinyint" or "smallint" or "bigint" => Whole(step => $"CAST({step} AS {column.TypeName})"),
        "decimal" or "numeric" => Exact(column.Scale ?? 0, string.Create(CultureInfo.InvariantCulture, $"decimal({column.Precision ?? 38},{column.Scale ?? 0})")),
        "money" or "smallmoney" => Exact(4, column.TypeName),
        "date" => Time(TimeSpan.TicksPerDay, "yyyy-MM-dd", "date"),
        "smalldatetime" => Time(TimeSpan.TicksPerMinute, "yyyy-MM-ddTHH:mm:ss", "smalldatetime"),

        // datetime takes three digits of a second and rounds them to 1/300 s, which keeps their order.
        "datetime" => Time(TimeSpan.TicksPerMillisecond, "yyyy-MM-ddTHH:mm:ss.fff", "datetime"),
        "datetime2" => Time(1, "yyyy-MM-ddTHH:mm:ss.fffffff", string.Create(CultureInfo.InvariantCulture, $"datetime2({column.Scale ?? 7})")),
        _ => null,
    };

    private static PartitionAxis Whole(Func<string, string> toSql) => new(
        value => new BigInteger(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        step => toSql(step.ToString(CultureInfo.InvariantCulture)));

    private static PartitionAxis Exact(int scale, string type)
    {
        var factor = BigInteger.Pow(10, scale);
        return new(
            value =>
            {
                // The digits alone, with as many behind the point as the type has.
                var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
                var point = text.IndexOf('.', StringComparison.Ordinal);
                var (whole, fraction) = point < 0 ? (text, "") : (text[..point], text[(point + 1)..]);
                return BigInteger.Parse(whole + fraction.PadRight(scale, '0'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            },
            step =>
            {
                var (whole, fraction) = BigInteger.DivRem(BigInteger.Abs(step), factor);
                var digits = scale == 0 ? "" : "." + fraction.ToString(CultureInfo.InvariantCulture).PadLeft(scale, '0');
                return $"CAST({(step.Sign < 0 ? "-" : "")}{whole.ToString(CultureInfo.InvariantCulture)}{digits} AS {type})";
            });
    }

    /// <summary>The T between day and time makes the text mean the same whatever DATEFORMAT says (learn.microsoft.com/sql/t-sql/statements/set-dateformat-transact-sql).</summary>
    private static PartitionAxis Time(long ticks, string format, string type) => new(
        value => new BigInteger(((DateTime)value).Ticks / ticks),
        step => $"CAST('{new DateTime((long)step * ticks).ToString(format, CultureInfo.InvariantCulture)}' AS {type})");
}
