using System.Globalization;
using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>How one column's cells travel through the bridge.</summary>
/// <param name="Carrier">The Spark type they travel as.</param>
/// <param name="Read">The value of a cell that is not null.</param>
internal sealed record RowCell(string Carrier, Func<IArrowArray, int, object> Read)
{
    private const string Text = "string";

    /// <summary>Chosen once for a column.</summary>
    /// <exception cref="UserError">A type that no carrier holds.</exception>
    public static RowCell Of(Field field) => field.DataType switch
    {
        NullType => new(Text, (_, _) => ""),
        BooleanType => new("boolean", (array, row) => ((BooleanArray)array).GetValue(row)!.Value),
        Int8Type => new("integer", (array, row) => (int)((Int8Array)array).GetValue(row)!.Value),
        Int16Type => new("integer", (array, row) => (int)((Int16Array)array).GetValue(row)!.Value),
        Int32Type => new("integer", (array, row) => ((Int32Array)array).GetValue(row)!.Value),
        Int64Type => new("long", (array, row) => ((Int64Array)array).GetValue(row)!.Value),
        FloatType => new("double", (array, row) => (double)((FloatArray)array).GetValue(row)!.Value),
        DoubleType => new("double", (array, row) => ((DoubleArray)array).GetValue(row)!.Value),
        Decimal128Type type => new(Text, (array, row) => DecimalText(new BigInteger(((Decimal128Array)array).GetBytes(row)), type.Scale)),
        StringType => new(Text, (array, row) => ((StringArray)array).GetString(row)),
        BinaryType => new("binary", (array, row) => ((BinaryArray)array).GetBytes(row).ToArray()),
        Date32Type => new(Text, (array, row) => DayText(((Date32Array)array).GetValue(row)!.Value)),
        TimestampType { Unit: TimeUnit.Microsecond } type => new(Text, TimestampReader(type.Timezone is null ? "" : "Z")),
        _ => throw new UserError(
            ErrorCodes.SparkRowTypeNotSupported,
            $"The column {field.Name} cannot travel row by row.",
            $"Its Arrow type is {field.DataType.Name}.",
            "Cast it in the SQL, or run the driver on the notebook's machine."),
    };

    private static Func<IArrowArray, int, object> TimestampReader(string zone) => (array, row) =>
        DateTime.UnixEpoch.AddTicks(((TimestampArray)array).GetValue(row)!.Value * TimeSpan.TicksPerMicrosecond)
            .ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture) + zone;

    // System.Decimal ends at 28 digits, Spark and SQL Server at 38.
    private static string DecimalText(BigInteger unscaled, int scale)
    {
        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var point = digits.Length - scale;
        return (unscaled.Sign < 0 ? "-" : "") + digits[..point] + (scale > 0 ? "." + digits[point..] : "");
    }

    // Arrow counts a Date32 in days from 1970-01-01.
    private static string DayText(int days) => DateTime.UnixEpoch.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
