using System.Globalization;
using Apache.Arrow.Types;

namespace NotebookSqlAuth.Spark.Arrow;

/// <summary>A type in Arrow's words and in Spark's, which lie in memory alike (Spark's ArrowUtils.toArrowType).</summary>
/// <param name="Arrow">The Arrow type.</param>
/// <param name="Json">Its name in Spark's JSON.</param>
/// <param name="Bits">Bits of a value of fixed size; for text and bytes those of the offset.</param>
internal sealed record SparkType(IArrowType Arrow, string Json, int Bits)
{
    internal static SparkType Boolean { get; } = new(BooleanType.Default, "boolean", 1);

    internal static SparkType Byte { get; } = new(Int8Type.Default, "byte", 8);

    internal static SparkType Short { get; } = new(Int16Type.Default, "short", 16);

    internal static SparkType Integer { get; } = new(Int32Type.Default, "integer", 32);

    internal static SparkType Long { get; } = new(Int64Type.Default, "long", 64);

    internal static SparkType Float { get; } = new(FloatType.Default, "float", 32);

    internal static SparkType Double { get; } = new(DoubleType.Default, "double", 64);

    internal static SparkType String { get; } = new(StringType.Default, "string", 32);

    internal static SparkType Binary { get; } = new(BinaryType.Default, "binary", 32);

    internal static SparkType Date { get; } = new(Date32Type.Default, "date", 32);

    internal static SparkType Timestamp { get; } = new(new TimestampType(TimeUnit.Microsecond, "UTC"), "timestamp", 64);

    internal static SparkType TimestampNtz { get; } = new(new TimestampType(TimeUnit.Microsecond, (string?)null), "timestamp_ntz", 64);

    internal static SparkType Decimal(int precision, int scale) => new(
        new Decimal128Type(precision, scale), string.Create(CultureInfo.InvariantCulture, $"decimal({precision},{scale})"), 128);

    /// <summary>What a time without a zone goes as.</summary>
    internal static SparkType WallClock(ArrowOptions options) => options.TimesAsUtc ? Timestamp : TimestampNtz;
}

/// <summary>A field that Spark is told of.</summary>
/// <param name="Name">Unique, capitals aside.</param>
/// <param name="Type">Its type.</param>
/// <param name="Nullable">Whether it may hold NULL.</param>
internal sealed record SparkField(string Name, SparkType Type, bool Nullable);
