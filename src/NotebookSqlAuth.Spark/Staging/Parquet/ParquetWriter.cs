using System.Buffers;
using System.Buffers.Binary;
using Apache.Arrow;
using ZstdSharp;

namespace NotebookSqlAuth.Spark.Staging.Parquet;

/// <summary>Writes Arrow batches as one Parquet file: flat columns, PLAIN values, Zstandard pages.</summary>
/// <remarks>
/// Memory is bounded by a page of each kind (1 MiB, or one value that is larger). Not thread-safe.
/// There are no column statistics in the file: rows that are handed over are read whole, and no statistics cannot be wrong ones.
/// </remarks>
internal sealed class ParquetWriter : IDisposable
{
    private const int PageBytes = 1 << 20;
    private const int PageRows = 100_000;

    /// <summary>The magic number at both ends (README of parquet-format, File format).</summary>
    private static readonly byte[] s_magic = "PAR1"u8.ToArray();

    private readonly Stream _output;
    private readonly IReadOnlyList<ParquetColumn> _columns;
    private readonly IReadOnlyCollection<KeyValuePair<string, string>> _metadata;
    private readonly List<IReadOnlyList<ColumnChunk>> _rowGroups = [];
    private readonly ColumnPage _page = new();
    private readonly ArrayBufferWriter<byte> _body = new(PageBytes);
    private readonly ArrayBufferWriter<byte> _header = new(64);
    private readonly Compressor _compressor = new(level: 1);
    private byte[] _compressed = [];

    internal ParquetWriter(Stream output, Schema schema, IReadOnlyCollection<KeyValuePair<string, string>> metadata)
    {
        _output = output;
        _metadata = metadata;
        _columns = [.. schema.FieldsList.Select(ParquetColumn.Of)];
        Write(s_magic);
    }

    /// <summary>Bytes written so far.</summary>
    internal long Position { get; private set; }

    /// <summary>Writes rows as one row group.</summary>
    internal void WriteRowGroup(IReadOnlyList<RowRange> rows) =>
        _rowGroups.Add([.. _columns.Select((column, index) => WriteChunk(column, index, rows))]);

    /// <summary>Writes the footer; nothing may follow.</summary>
    internal void Finish()
    {
        _body.ResetWrittenCount();
        ParquetFooter.Write(_body, _columns, _rowGroups, _metadata);
        BinaryPrimitives.WriteInt32LittleEndian(_body.GetSpan(sizeof(int)), _body.WrittenCount);
        _body.Advance(sizeof(int));
        Write(_body.WrittenSpan);
        Write(s_magic);
        _output.Flush();
    }

    /// <summary>Closes the stream too.</summary>
    public void Dispose()
    {
        _compressor.Dispose();
        _output.Dispose();
    }

    private ColumnChunk WriteChunk(ParquetColumn column, int index, IReadOnlyList<RowRange> ranges)
    {
        var offset = Position;
        long rows = 0;
        long uncompressed = 0;
        foreach (var range in ranges)
        {
            var data = range.Batch.Column(index).Data;
            for (var done = 0; done < range.Count;)
            {
                var start = range.Start + done;
                var left = Math.Min(range.Count - done, PageRows - _page.Rows);
                var count = column.Encoder.RowsWithin(data, data.Offset + start, left, Math.Max(1, PageBytes - _page.Bytes));
                _page.Append(column, data, start, count);
                done += count;
                if (_page.Bytes >= PageBytes || _page.Rows >= PageRows)
                {
                    uncompressed += WritePage(column, ref rows);
                }
            }
        }

        if (_page.Rows > 0)
        {
            uncompressed += WritePage(column, ref rows);
        }

        return new ColumnChunk(column, offset, rows, uncompressed, Position - offset);
    }

    private long WritePage(ParquetColumn column, ref long rows)
    {
        _body.ResetWrittenCount();
        var pageRows = _page.MoveTo(_body, column);
        rows += pageRows;
        var bound = Compressor.GetCompressBound(_body.WrittenCount);
        if (_compressed.Length < bound)
        {
            _compressed = new byte[bound];
        }

        var length = _compressor.Wrap(_body.WrittenSpan, _compressed);
        WriteHeader(pageRows, _body.WrittenCount, length);
        Write(_header.WrittenSpan);
        Write(_compressed.AsSpan(0, length));
        return _header.WrittenCount + _body.WrittenCount;
    }

    /// <summary><c>PageHeader</c> of parquet.thrift; the numbers are its field numbers.</summary>
    private void WriteHeader(int rows, int uncompressed, int compressed)
    {
        const int DataPage = 0;
        _header.ResetWrittenCount();
        var thrift = new ThriftWriter(_header);
        thrift.Struct(() =>
        {
            thrift.Int32(1, DataPage);
            thrift.Int32(2, uncompressed);
            thrift.Int32(3, compressed);
            thrift.Struct(5, () =>
            {
                thrift.Int32(1, rows);
                thrift.Int32(2, (int)ParquetEncoding.Plain);
                thrift.Int32(3, (int)ParquetEncoding.Rle);
                thrift.Int32(4, (int)ParquetEncoding.Rle);
            });
        });
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        Position += bytes.Length;
    }
}
