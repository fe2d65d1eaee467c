using Apache.Arrow.Types;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow.ToFrame;

/// <summary>date32: a DateTime at midnight, as SQL's date.</summary>
internal sealed class DateArrayColumn(string name)
    : ConvertedArrayColumn<int, DateTime>(name, (column, values, validity, length, nulls) => new DateTimeDataFrameColumn(column, values, validity, length, nulls))
{
    protected override bool TryConvert(int value, out DateTime converted) =>
        Ticks.TryDateTime(((long)value * TimeSpan.TicksPerDay) + DateTime.UnixEpoch.Ticks, out converted);
}

/// <summary>A timestamp without a zone: a DateTime of kind Unspecified.</summary>
internal sealed class TimestampArrayColumn(string name, TimeUnit unit)
    : ConvertedArrayColumn<long, DateTime>(name, (column, values, validity, length, nulls) => new DateTimeDataFrameColumn(column, values, validity, length, nulls))
{
    protected override bool TryConvert(long value, out DateTime converted)
    {
        converted = default;
        return Ticks.TrySinceEpoch(value, unit, out var ticks) && Ticks.TryDateTime(ticks, out converted);
    }
}

/// <summary>A timestamp with a zone: a DateTimeOffset of +00:00.</summary>
internal sealed class InstantArrayColumn(string name, TimeUnit unit)
    : ConvertedArrayColumn<long, DateTimeOffset>(name, (column, values, validity, length, nulls) => new PrimitiveDataFrameColumn<DateTimeOffset>(column, values, validity, length, nulls))
{
    protected override bool TryConvert(long value, out DateTimeOffset converted)
    {
        converted = default;
        if (!Ticks.TrySinceEpoch(value, unit, out var ticks) || !Ticks.TryDateTime(ticks, out var time))
        {
            return false;
        }

        converted = new DateTimeOffset(time, TimeSpan.Zero);
        return true;
    }
}
