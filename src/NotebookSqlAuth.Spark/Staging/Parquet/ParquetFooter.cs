using System.Buffers;
using Apache.Arrow.Types;

namespace NotebookSqlAuth.Spark.Staging.Parquet;

/// <summary>Writes <c>FileMetaData</c> of parquet.thrift. The numbers are its field numbers.</summary>
internal static class ParquetFooter
{
    private const int Required = 0;
    private const int Optional = 1;

    internal static void Write(
        ArrayBufferWriter<byte> output,
        IReadOnlyList<ParquetColumn> columns,
        IReadOnlyList<IReadOnlyList<ColumnChunk>> rowGroups,
        IReadOnlyCollection<KeyValuePair<string, string>> metadata)
    {
        var thrift = new ThriftWriter(output);
        thrift.Struct(() =>
        {
            thrift.Int32(1, 1);
            thrift.StructList(2, [null, .. columns], column => SchemaElement(thrift, column, columns.Count));
            thrift.Int64(3, rowGroups.Sum(RowsOf));
            thrift.StructList(4, rowGroups, chunks => RowGroup(thrift, chunks));
            thrift.StructList(5, metadata, pair =>
            {
                thrift.Text(1, pair.Key);
                thrift.Text(2, pair.Value);
            });
            thrift.Text(6, "NotebookSqlAuth");
        });
    }

    private static long RowsOf(IReadOnlyList<ColumnChunk> chunks) => chunks.Count == 0 ? 0 : chunks[0].Rows;

    private static void SchemaElement(ThriftWriter thrift, ParquetColumn? column, int count)
    {
        if (column is null)
        {
            thrift.Text(4, "spark_schema");
            thrift.Int32(5, count);
            return;
        }

        thrift.Int32(1, (int)column.Type);
        if (column.TypeLength is { } length)
        {
            thrift.Int32(2, length);
        }

        thrift.Int32(3, column.Nullable ? Optional : Required);
        thrift.Text(4, column.Name);
        if (Converted(column.Meaning) is { } converted)
        {
            thrift.Int32(6, (int)converted);
        }

        if (column.Meaning is Decimal128Type number)
        {
            thrift.Int32(7, number.Scale);
            thrift.Int32(8, number.Precision);
        }

        Logical(thrift, column.Meaning);
    }

    private static ConvertedType? Converted(IArrowType type) => type switch
    {
        StringType => ConvertedType.Utf8,
        Decimal128Type => ConvertedType.Decimal,
        Date32Type => ConvertedType.Date,
        Int8Type => ConvertedType.Int8,
        Int16Type => ConvertedType.Int16,
        // Only an instant: a time without a zone has no word among the old ones.
        TimestampType { Timezone: not null } => ConvertedType.TimestampMicros,
        _ => null,
    };

    private static void Logical(ThriftWriter thrift, IArrowType type)
    {
        Action? body = type switch
        {
            StringType => () => thrift.Struct(1, () => { }),
            Decimal128Type number => () => thrift.Struct(5, () =>
            {
                thrift.Int32(1, number.Scale);
                thrift.Int32(2, number.Precision);
            }),
            Date32Type => () => thrift.Struct(6, () => { }),
            TimestampType timestamp => () => thrift.Struct(8, () =>
            {
                thrift.Bool(1, timestamp.Timezone is not null);
                thrift.Struct(2, () => thrift.Struct(2, () => { }));
            }),
            Int8Type or Int16Type => () => thrift.Struct(10, () =>
            {
                thrift.Byte(1, type is Int8Type ? (byte)8 : (byte)16);
                thrift.Bool(2, true);
            }),
            _ => null,
        };
        if (body is not null)
        {
            thrift.Struct(10, body);
        }
    }

    private static void RowGroup(ThriftWriter thrift, IReadOnlyList<ColumnChunk> chunks)
    {
        thrift.StructList(1, chunks, chunk =>
        {
            thrift.Int64(2, chunk.Offset);
            thrift.Struct(3, () =>
            {
                thrift.Int32(1, (int)chunk.Column.Type);
                thrift.Int32List(2, [(int)ParquetEncoding.Plain, (int)ParquetEncoding.Rle]);
                thrift.TextList(3, [chunk.Column.Name]);
                thrift.Int32(4, (int)CompressionCodec.Zstd);
                thrift.Int64(5, chunk.Rows);
                thrift.Int64(6, chunk.UncompressedBytes);
                thrift.Int64(7, chunk.CompressedBytes);
                thrift.Int64(9, chunk.Offset);
            });
        });
        thrift.Int64(2, chunks.Sum(chunk => chunk.UncompressedBytes));
        thrift.Int64(3, RowsOf(chunks));
    }
}
