namespace NotebookSqlAuth.Spark.Staging.Parquet;

/// <summary>How values lie in a file: <c>Type</c> of parquet.thrift.</summary>
internal enum PhysicalType
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Float = 4,
    Double = 5,
    ByteArray = 6,
    FixedLengthByteArray = 7,
}

/// <summary>What values mean, in the words that older readers know: <c>ConvertedType</c> of parquet.thrift.</summary>
internal enum ConvertedType
{
    Utf8 = 0,
    Decimal = 5,
    Date = 6,
    TimestampMicros = 10,
    Int8 = 15,
    Int16 = 16,
}

/// <summary><c>Encoding</c> of parquet.thrift.</summary>
internal enum ParquetEncoding
{
    Plain = 0,
    Rle = 3,
}

/// <summary><c>CompressionCodec</c> of parquet.thrift.</summary>
internal enum CompressionCodec
{
    Zstd = 6,
}
