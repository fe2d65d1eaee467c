using Apache.Arrow;
using Apache.Arrow.Types;

namespace NotebookSqlAuth.Spark.Staging.Parquet;

/// <summary>A column of a file: what Arrow calls it, how Parquet stores it, and who writes its values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Nullable">Whether a definition level is stored for each row.</param>
/// <param name="Type">How values lie in the file.</param>
/// <param name="TypeLength">Bytes of a value of <see cref="PhysicalType.FixedLengthByteArray"/>; else null.</param>
/// <param name="Meaning">The Arrow type, from which the file's annotations follow.</param>
/// <param name="Encoder">Writes its values.</param>
internal sealed record ParquetColumn(
    string Name, bool Nullable, PhysicalType Type, int? TypeLength, IArrowType Meaning, ValueEncoder Encoder)
{
    /// <summary>Chooses, once, how a field is stored.</summary>
    /// <exception cref="NotSupportedException">Not a type that Spark reads.</exception>
    internal static ParquetColumn Of(Field field)
    {
        var (type, encoder) = field.DataType switch
        {
            BooleanType => (PhysicalType.Boolean, (ValueEncoder)new BooleanEncoder()),
            Int8Type => (PhysicalType.Int32, new WideningEncoder<sbyte>()),
            Int16Type => (PhysicalType.Int32, new WideningEncoder<short>()),
            Int32Type or Date32Type => (PhysicalType.Int32, new FixedWidthEncoder(4)),
            Int64Type => (PhysicalType.Int64, new FixedWidthEncoder(8)),
            TimestampType { Unit: TimeUnit.Microsecond } => (PhysicalType.Int64, new FixedWidthEncoder(8)),
            FloatType => (PhysicalType.Float, new FixedWidthEncoder(4)),
            DoubleType => (PhysicalType.Double, new FixedWidthEncoder(8)),
            Decimal128Type d => DecimalStorage(d.Precision),
            StringType or BinaryType => (PhysicalType.ByteArray, new ByteArrayEncoder()),
            _ => throw new NotSupportedException($"The column `{field.Name}` has the Arrow type {field.DataType.Name}, which is not written to Parquet."),
        };
        return new ParquetColumn(
            field.Name, field.IsNullable, type, (encoder as BigEndianDecimalEncoder)?.Length, field.DataType, encoder);
    }

    /// <summary>The narrowest storage of a precision: what Spark's own writer takes and its vectorized reader is quickest at.</summary>
    private static (PhysicalType Type, ValueEncoder Encoder) DecimalStorage(int precision) => precision switch
    {
        <= 9 => (PhysicalType.Int32, new NarrowDecimalEncoder(4)),
        <= 18 => (PhysicalType.Int64, new NarrowDecimalEncoder(8)),
        _ => (PhysicalType.FixedLengthByteArray, new BigEndianDecimalEncoder(precision)),
    };
}
