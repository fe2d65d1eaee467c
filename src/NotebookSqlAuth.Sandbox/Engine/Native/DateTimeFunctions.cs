using DuckDB.NET.Data;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Dates and times, as counts of 100 ns since 0001-01-01.</summary>
internal static class DateTimeFunctions
{
    private const string OutOfRange = "Adding a value to a '{0}' column caused an overflow.";

    public static void Register(DuckDBConnection connection)
    {
        NativeFunction.Add<string, string, long>(connection, "t_to_ticks", DateTimeParsing.Parse);
        NativeFunction.Add<long, string, long>(connection, "t_snap", (ticks, target) => DateTimeParsing.Snap(ticks, target));
        NativeFunction.Add<string, long, long, string, long>(connection, "t_dateadd", Add);
        NativeFunction.Add<string, long, long, int>(connection, "t_datediff", DateTimeParts.Difference);
        NativeFunction.Add<string, long, int>(connection, "t_datepart", (part, ticks) => DateTimeParts.Of(part, new DateTime(ticks)));
        NativeFunction.Add<string, long, string>(connection, "t_datename", (part, ticks) => DateTimeParts.Name(part, new DateTime(ticks)));
        NativeFunction.Add<long, string, int, string>(connection, "t_datetext", DateTimeText.Format);
        NativeFunction.Add<int, int, int, long>(connection, "t_datefromparts", FromParts);
    }

    private static long Add(string part, long amount, long ticks, string target)
    {
        try
        {
            var result = DateTimeParsing.Snap(DateTimeParts.Add(part, amount, new DateTime(ticks)).Ticks, target);
            return target == "datetime" && result < TickArithmetic.DateTimeMinimum
                ? throw new ArgumentOutOfRangeException(nameof(amount))
                : result;
        }
        catch (Exception overflow) when (overflow is ArgumentOutOfRangeException or OverflowException)
        {
            var type = target.StartsWith("datetime2", StringComparison.Ordinal) ? "datetime2" : target;
            throw NativeError.Exception(517, 16, OutOfRange.Replace("{0}", type, StringComparison.Ordinal));
        }
    }

    private static long FromParts(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateTime(year, month, day).Ticks
            : throw NativeError.Exception(289, 16, "Cannot construct data type date, some of the arguments have values which are not valid.");
}
